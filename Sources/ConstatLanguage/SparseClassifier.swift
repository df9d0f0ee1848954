/// A linear classifier with few non-zero weights, read where it lies in the model file.
///
/// Layout: number of classes, bucket bits, bucket offsets (one more than buckets), then the buckets. A bucket is a run
/// of features: 16 bits of hash, a count, then (class, weight as Int16) for each weight. All sums are integers, so that
/// a decision does not depend on the machine.
package struct SparseClassifier: Sendable {
    private let reader: ByteReader
    package let classCount: Int
    private let bucketBits: UInt64
    private let base: Int

    package init(_ reader: ByteReader) {
        self.reader = reader
        classCount = reader.offset(0)
        bucketBits = UInt64(reader.uint32(4))
        base = 8 + 4 * ((1 << Int(bucketBits)) + 1)
    }

    /// Adds up the weights of every feature into `scores`, one a class.
    @inline(__always)
    func score(_ features: FeatureList, into scores: inout [Int32]) {
        for index in scores.indices { scores[index] = 0 }
        scores.withUnsafeMutableBufferPointer { scores in
            for index in 0..<features.count { add(features.hashes[index], to: scores) }
        }
    }

    @inline(__always)
    private func add(_ hash: UInt64, to scores: UnsafeMutableBufferPointer<Int32>) {
        let place = 8 + 4 * Int(hash >> (64 - bucketBits))
        var at = base + reader.offset(place)
        let end = base + reader.offset(place + 4)
        let key = Int(hash & 0xFFFF)
        while at < end {
            let count = reader.byte(at + 2)
            if reader.uint16(at) == key {
                for index in 0..<count {
                    let weight = at + 3 + 3 * index
                    scores[reader.byte(weight)] += reader.int16(weight + 1)
                }
                return
            }
            at += 3 + 3 * count
        }
    }
}

extension [Int32] {
    /// The index of the largest number, the first of equals; 0 when there is none.
    package var indexOfLargest: Int {
        var best = 0
        for index in indices where self[index] > self[best] { best = index }
        return best
    }
}
