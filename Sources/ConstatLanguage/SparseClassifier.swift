import CConstatData

/// A linear classifier with few non-zero weights, read where it lies in the model file.
///
/// Layout: number of classes, bucket bits, bucket offsets (one more than buckets), then the buckets. A bucket is a run
/// of features: 16 bits of hash, a count, then (class, weight as Int16) for each weight; or the count ``fullRow`` and a
/// weight for every class, filled up to eight. All sums are integers, so that a decision does not depend on the machine.
package struct SparseClassifier: Sendable {
    /// The count that marks a row with a weight for each class.
    package static let fullRow = 255
    /// Full rows are added up eight weights at a time.
    package static let lane = 8

    private let reader: ByteReader
    package let classCount: Int
    private let lanes: Int
    private let bucketBits: UInt64
    private let base: Int

    package init(_ reader: ByteReader) {
        self.reader = reader
        classCount = reader.offset(0)
        lanes = (reader.offset(0) + Self.lane - 1) / Self.lane
        bucketBits = UInt64(reader.uint32(4))
        base = 8 + 4 * ((1 << Int(bucketBits)) + 1)
    }

    /// As many scores as ``score(_:into:)`` fills: one a class, and up to seven more.
    var scores: [Int32] { [Int32](repeating: 0, count: lanes * Self.lane) }

    /// Adds up the weights of every feature into `scores`, one a class.
    @inline(__always)
    func score(_ features: borrowing FeatureList, into scores: inout [Int32]) {
        scores.withUnsafeMutableBufferPointer { scores in
            guard let sums = scores.baseAddress else { return }
            for index in 0..<scores.count { sums[index] = 0 }
            withUnsafeTemporaryAllocation(of: Bucket.self, capacity: features.count) { buckets in
                find(features, buckets)
                for index in 0..<features.count { add(features.hashes[index], buckets[index], to: sums) }
            }
        }
    }

    /// Where a bucket's features begin and end.
    private struct Bucket {
        let start: Int32
        let end: Int32
    }

    /// Asks the memory for every feature's bucket before the first is read, so that it fetches them side by side.
    @inline(__always)
    private func find(_ features: borrowing FeatureList, _ buckets: UnsafeMutableBufferPointer<Bucket>) {
        guard let bytes = reader.bytes.baseAddress else { return }
        for index in 0..<features.count { constat_prefetch(bytes + place(features.hashes[index])) }
        for index in 0..<features.count {
            let place = place(features.hashes[index])
            let bucket = Bucket(
                start: Int32(truncatingIfNeeded: base + reader.offset(place)),
                end: Int32(truncatingIfNeeded: base + reader.offset(place + 4)))
            if bucket.start < bucket.end { constat_prefetch(bytes + Int(bucket.start)) }
            buckets[index] = bucket
        }
    }

    /// Where the offset of a feature's bucket stands.
    @inline(__always)
    private func place(_ hash: UInt64) -> Int { 8 &+ 4 &* Int(truncatingIfNeeded: hash >> (64 - bucketBits)) }

    @inline(__always)
    private func add(_ hash: UInt64, _ bucket: Bucket, to scores: UnsafeMutablePointer<Int32>) {
        var at = Int(bucket.start)
        let end = Int(bucket.end)
        let key = Int(hash & 0xFFFF)
        while at < end {
            let count = reader.byte(at + 2)
            let isFull = count == Self.fullRow
            if reader.uint16(at) == key {
                if isFull { addRow(at + 3, to: scores) } else { addWeights(at + 3, count, to: scores) }
                return
            }
            at += 3 + (isFull ? 2 * Self.lane * lanes : 3 * count)
        }
    }

    @inline(__always)
    private func addWeights(_ start: Int, _ count: Int, to scores: UnsafeMutablePointer<Int32>) {
        for index in 0..<count {
            let weight = start + 3 * index
            scores[reader.byte(weight)] += reader.int16(weight + 1)
        }
    }

    @inline(__always)
    private func addRow(_ start: Int, to scores: UnsafeMutablePointer<Int32>) {
        let sums = UnsafeMutableRawPointer(scores)
        for index in 0..<lanes {
            let weights = reader.bytes.loadUnaligned(
                fromByteOffset: start + 2 * Self.lane * index, as: SIMD8<Int16>.self)
            let offset = 4 * Self.lane * index
            let sum = sums.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int32>.self)
            sums.storeBytes(
                of: sum &+ SIMD8<Int32>(truncatingIfNeeded: weights), toByteOffset: offset, as: SIMD8<Int32>.self)
        }
    }
}

extension Collection<Int32> where Index == Int {
    /// The index of the largest number, the first of equals; 0 when there is none.
    package var indexOfLargest: Int {
        var best = startIndex
        for index in indices where self[index] > self[best] { best = index }
        return best
    }
}
