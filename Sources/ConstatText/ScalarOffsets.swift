/// Converts a document's UTF-8 offsets into Unicode scalar offsets, the unit of claim records.
///
/// Keeps one count for every 64 bytes, so a conversion reads at most 63 bytes.
public struct ScalarOffsets: Sendable {
    private let utf8: [UInt8]
    private let counts: [Int]
    private static let stride = 64

    public init(_ document: Document) {
        utf8 = document.utf8
        var counts: [Int] = []
        counts.reserveCapacity(utf8.count / Self.stride + 1)
        var scalars = 0
        for (offset, byte) in utf8.enumerated() {
            if offset % Self.stride == 0 { counts.append(scalars) }
            if byte & 0xC0 != 0x80 { scalars += 1 }
        }
        if utf8.count % Self.stride == 0 { counts.append(scalars) }
        self.counts = counts
    }

    /// How many scalars start before `utf8Offset` (0 ... the text's byte count).
    public func scalarOffset(_ utf8Offset: Int) -> Int {
        let block = utf8Offset / Self.stride
        var scalars = counts[block]
        for byte in utf8[(block * Self.stride)..<utf8Offset] where byte & 0xC0 != 0x80 { scalars += 1 }
        return scalars
    }

    public func scalarRange(_ span: TextSpan) -> Range<Int> {
        let lower = scalarOffset(span.lower)
        return lower..<(span.count < 256 ? lower + scalars(in: span) : scalarOffset(span.upper))
    }

    private func scalars(in span: TextSpan) -> Int {
        utf8[span.lower..<span.upper].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
}
