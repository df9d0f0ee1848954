import CConstatData

/// The linear classifier of the parser's three moves, read where it lies in the model file.
///
/// Layout: the number of bits that choose a line, then zeros up to 64 bytes, then lines of 64 bytes: eight keys of 16 bits,
/// and for each move eight weights of 16 bits. A feature's hash names its line (top bits) and its key (low bits), so that
/// a look-up touches one line of the processor's cache and takes no branch. A free place has weights of 0. Sums are
/// integers, so that a decision does not depend on the machine; sixteen bits are enough because a weight has at most
/// ``largestWeight``.
package struct MoveClassifier: Sendable {
    package static let largestWeight = 1023
    package static let placesInLine = 8
    static let lineSize = 64

    private typealias Lane = SIMD8<Int16>

    private let reader: ByteReader
    private let shift: UInt64

    package init(_ reader: ByteReader) {
        self.reader = reader
        shift = 64 - UInt64(reader.uint32(0))
        precondition(reader.count == Self.lineSize * (1 + 1 << Int(reader.uint32(0))), "moves that are cut short")
    }

    /// The sums of the features' weights, one a move.
    @inline(__always)
    func scores(_ features: borrowing FeatureList) -> SIMD4<Int32> {
        var (shiftSum, leftSum, rightSum) = (Lane.zero, Lane.zero, Lane.zero)
        guard let lines = reader.bytes.baseAddress else { return .zero }
        // Asking for all lines before reading any lets the memory fetch them side by side.
        for index in 0..<features.count { constat_prefetch(line(features.hashes[index], in: lines)) }
        for index in 0..<features.count {
            let hash = features.hashes[index]
            let line = line(hash, in: lines)
            let key = Lane(repeating: Int16(truncatingIfNeeded: hash))
            let isOther = line.loadUnaligned(as: Lane.self) .!= key
            shiftSum &+= line.loadUnaligned(fromByteOffset: 16, as: Lane.self).replacing(with: 0, where: isOther)
            leftSum &+= line.loadUnaligned(fromByteOffset: 32, as: Lane.self).replacing(with: 0, where: isOther)
            rightSum &+= line.loadUnaligned(fromByteOffset: 48, as: Lane.self).replacing(with: 0, where: isOther)
        }
        return SIMD4(Self.sum(shiftSum), Self.sum(leftSum), Self.sum(rightSum), 0)
    }

    @inline(__always)
    private func line(_ hash: UInt64, in lines: UnsafeRawPointer) -> UnsafeRawPointer {
        lines + Self.lineSize &* (1 &+ Int(truncatingIfNeeded: hash >> shift))
    }

    @inline(__always)
    private static func sum(_ lane: Lane) -> Int32 {
        SIMD8<Int32>(truncatingIfNeeded: lane).wrappedSum()
    }
}
