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

    /// The way back; offsets past the text's end are its end.
    public func span(_ scalars: Range<Int>) -> TextSpan {
        TextSpan(utf8Offset(scalars.lowerBound), utf8Offset(scalars.upperBound))
    }

    /// The UTF-8 offset at which the scalar begins.
    private func utf8Offset(_ scalarOffset: Int) -> Int {
        var (low, high) = (0, counts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if counts[middle] <= scalarOffset { low = middle } else { high = middle }
        }
        var (offset, scalars) = (low * Self.stride, counts[low])
        while offset < utf8.count, utf8[offset] & 0xC0 == 0x80 || scalars < scalarOffset {
            if utf8[offset] & 0xC0 != 0x80 { scalars += 1 }
            offset += 1
        }
        return offset
    }

    private func scalars(in span: TextSpan) -> Int {
        utf8[span.lower..<span.upper].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
}
