/// Which line ends only wrap a paragraph (mail, copied PDF) and end nothing.
///
/// In a document with several lines of nearly one width and none longer, a line of a paragraph that has no room for the
/// next line's first word is wrapped. Elsewhere a line end is soft only before a small letter, after a long line without
/// a closing sign.
struct SoftLineBreaks: Sendable {
    private var offsets: Set<Int> = []
    /// Columns: a shorter line is a heading, a longer one is no wrapped line.
    private static let widths = 40...120
    /// A heading and one line below it may be of one width by chance.
    private static let fewestFull = 3
    private static let closingSigns: Set<UInt8> = [0x2E, 0x21, 0x3F, 0x3A, 0x3B]  // . ! ? : ;

    init(_ bytes: [UInt8]) {
        let blocks = Self.blocks(bytes)
        let columns = blocks.joined().map { Self.columns($0, bytes) }
        let width = columns.max() ?? 0
        let isWrapped = width <= Self.widths.upperBound && columns.count { $0 > width - width / 8 } >= Self.fewestFull
        for block in blocks {
            let isParagraph = isWrapped && Self.endsParagraph(block, bytes)
            for (line, next) in zip(block, block.dropFirst()) where !Self.startsItem(next, bytes) {
                if Self.continues(line, next, bytes) || isParagraph && Self.isFull(line, next, width, bytes) {
                    addBreaks(line.upperBound..<next.lowerBound, bytes)
                }
            }
        }
    }

    /// Whether the line end at the byte offset only wraps.
    func contains(_ offset: Int) -> Bool { offsets.contains(offset) }

    private mutating func addBreaks(_ gap: Range<Int>, _ bytes: [UInt8]) {
        for offset in gap where bytes[offset] == 0x0A { offsets.insert(offset) }
    }

    /// Lines without their blanks, in blocks that empty lines part.
    private static func blocks(_ bytes: [UInt8]) -> [[Range<Int>]] {
        var blocks: [[Range<Int>]] = [[]]
        var start = 0
        for offset in 0...bytes.count where offset == bytes.count || bytes[offset] == 0x0A {
            let line = trimmed(start..<offset, bytes)
            if line.isEmpty {
                blocks.append([])
            } else {
                blocks[blocks.count - 1].append(line)
            }
            start = offset + 1
        }
        return blocks
    }

    /// Lists of headlines end without a sign.
    private static func endsParagraph(_ block: [Range<Int>], _ bytes: [UInt8]) -> Bool {
        guard let last = block.last else { return false }
        return bytes[last].suffix(4).contains { closingSigns.contains($0) }
    }

    /// An eighth of the width is left for what does not wrap as letters do ("3 000", long dashes).
    private static func isFull(_ line: Range<Int>, _ next: Range<Int>, _ width: Int, _ bytes: [UInt8]) -> Bool {
        let columns = columns(line, bytes)
        let word = bytes[next].prefix { $0 != 0x20 }.count
        return columns >= widths.lowerBound && columns + 1 + word > width - width / 8
    }

    private static func columns(_ line: Range<Int>, _ bytes: [UInt8]) -> Int {
        bytes[line].count { $0 & 0xC0 != 0x80 }
    }

    private static func continues(_ line: Range<Int>, _ next: Range<Int>, _ bytes: [UInt8]) -> Bool {
        line.count >= widths.lowerBound && startsSmall(next, bytes)
            && !closingSigns.contains(bytes[line.upperBound - 1])
    }

    /// a–z, à–ÿ or œ.
    private static func startsSmall(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        let second = line.count > 1 ? bytes[line.lowerBound + 1] : 0
        return switch bytes[line.lowerBound] {
        case 0x61...0x7A: true
        case 0xC3: second >= 0xA0
        case 0xC5: second == 0x93
        default: false
        }
    }

    /// List marks, stamps and numbers begin an item of their own.
    private static func startsItem(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        let first = bytes[line.lowerBound]
        return [0x2D, 0x2A, 0x3E, 0x7C].contains(first) || bytes[line].starts(with: Array("•".utf8))
            || bytes[line].starts(with: Array("—".utf8)) || bytes[line].starts(with: Array("–".utf8))
    }

    private static func trimmed(_ line: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var (lower, upper) = (line.lowerBound, line.upperBound)
        func isBlank(_ offset: Int) -> Bool { [0x20, 0x09, 0x0D].contains(bytes[offset]) }
        while lower < upper, isBlank(lower) { lower += 1 }
        while upper > lower, isBlank(upper - 1) { upper -= 1 }
        return lower..<upper
    }
}
