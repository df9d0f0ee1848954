import ConstatLanguage

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
                append(rows[next], classCount, to: &data)
                next += 1
            }
            offsets.append(UInt32(data.count))
        }
        return bytes(of: [UInt32(classCount), UInt32(bits)] + offsets) + data
    }

    /// A row that speaks for many classes is quicker read in full.
    private static func append(
        _ row: (hash: UInt64, weights: [(UInt8, Int16)]), _ classCount: Int, to data: inout [UInt8]
    ) {
        let isFull = row.weights.count * 5 > classCount && classCount > SparseClassifier.lane
        let count = isFull ? SparseClassifier.fullRow : row.weights.count
        data += [UInt8(truncatingIfNeeded: row.hash), UInt8(truncatingIfNeeded: row.hash >> 8), UInt8(count)]
        if isFull {
            let lane = SparseClassifier.lane
            var full = [Int16](repeating: 0, count: (classCount + lane - 1) / lane * lane)
            for (classIndex, weight) in row.weights { full[Int(classIndex)] = weight }
            for weight in full { data += bytes(of: weight) }
        } else {
            for (classIndex, weight) in row.weights { data += [classIndex] + bytes(of: weight) }
        }
    }

    private static func bytes(of weight: Int16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: weight), UInt8(truncatingIfNeeded: weight >> 8)]
    }

    /// At most so many lines as 16 bits can choose: twice as many were no more accurate.
    private static let mostLineBits = 16

    /// The bytes of a ``MoveClassifier``. Of more than eight features in a line those with the smallest weights are lost.
    static func moves(_ rows: [(hash: UInt64, weights: [(UInt8, Int16)])]) -> [UInt8] {
        let places = MoveClassifier.placesInLine
        var bits = 4
        while rows.count * 8 > (places << bits) * 5, bits < mostLineBits { bits += 1 }
        var lines = [[(hash: UInt64, weights: [(UInt8, Int16)])]](repeating: [], count: 1 << bits)
        for row in rows { lines[Int(row.hash >> (64 - UInt64(bits)))].append(row) }
        var words: [Int16] = []
        words.reserveCapacity(32 << bits)
        for line in lines {
            let ranked = line.enumerated().sorted { (size($0.element), $1.offset) > (size($1.element), $0.offset) }
            let kept = ranked.prefix(places).map(\.element)
            var block = [Int16](repeating: 0, count: 4 * places)
            for (place, row) in kept.enumerated() {
                block[place] = Int16(truncatingIfNeeded: row.hash)
                for (move, weight) in row.weights { block[places * (1 + Int(move)) + place] = weight }
            }
            words += block
        }
        let header = bytes(of: [UInt32(bits)] + [UInt32](repeating: 0, count: 15))
        return header + words.flatMap(bytes)
    }

    private static func size(_ row: (hash: UInt64, weights: [(UInt8, Int16)])) -> Int {
        row.weights.reduce(0) { max($0, abs(Int($1.1))) }
    }

    static func file(_ sections: [[UInt8]]) -> [UInt8] {
        var header: [UInt32] = []
        var body: [UInt8] = []
        let start = padded(4 + 8 * sections.count)
        for section in sections {
            header += [UInt32(start + body.count), UInt32(section.count)]
            body += section + [UInt8](repeating: 0, count: padded(section.count) - section.count)
        }
        let head = Array("CLM2".utf8) + bytes(of: header)
        return head + [UInt8](repeating: 0, count: start - head.count) + body
    }

    private static func padded(_ count: Int) -> Int { (count + 63) / 64 * 64 }

    private static func bytes(of words: [UInt32]) -> [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }
    }
}
