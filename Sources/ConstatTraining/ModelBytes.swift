/// Writes the model file that `LanguageModel` and `SparseClassifier` describe.
enum ModelBytes {
    /// `rows` are sorted by hash, so that those of one bucket (the top bits) follow each other.
    static func classifier(_ rows: [(hash: UInt64, weights: [(UInt8, Int16)])], classCount: Int) -> [UInt8] {
        var bits = 4
        while rows.count > 2 << bits { bits += 1 }
        var offsets: [UInt32] = [0]
        var data: [UInt8] = []
        var next = 0
        for bucket in 0..<(1 << bits) {
            while next < rows.count, rows[next].hash >> (64 - UInt64(bits)) == UInt64(bucket) {
                append(rows[next], to: &data)
                next += 1
            }
            offsets.append(UInt32(data.count))
        }
        return bytes(of: [UInt32(classCount), UInt32(bits)] + offsets) + data
    }

    private static func append(_ row: (hash: UInt64, weights: [(UInt8, Int16)]), to data: inout [UInt8]) {
        // A count is one byte; no feature speaks for more than 255 classes once it is pruned.
        let weights = row.weights.prefix(255)
        data += [UInt8(truncatingIfNeeded: row.hash), UInt8(truncatingIfNeeded: row.hash >> 8), UInt8(weights.count)]
        for (classIndex, weight) in weights {
            let pattern = UInt16(bitPattern: weight)
            data += [classIndex, UInt8(truncatingIfNeeded: pattern), UInt8(truncatingIfNeeded: pattern >> 8)]
        }
    }

    static func file(_ sections: [[UInt8]]) -> [UInt8] {
        var offset = 4 + 8 * sections.count
        var header: [UInt32] = []
        for section in sections {
            header += [UInt32(offset), UInt32(section.count)]
            offset += section.count
        }
        return Array("CLM1".utf8) + bytes(of: header) + sections.flatMap { $0 }
    }

    private static func bytes(of words: [UInt32]) -> [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }
    }
}
