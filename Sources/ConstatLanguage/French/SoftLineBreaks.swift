/// Which line ends only wrap a paragraph (mail, copied PDF) and end nothing.
///
/// A block of lines is wrapped when the first word of each line would not have fitted on the line before. Otherwise a
/// line end is soft only before a small letter, after a long line without a closing sign.
struct SoftLineBreaks: Sendable {
    private var offsets: Set<Int> = []
    private static let widths = 40...120
    private static let closingSigns: Set<UInt8> = [0x2E, 0x21, 0x3F, 0x3A, 0x3B]  // . ! ? : ;

    init(_ bytes: [UInt8]) {
        var block: [Range<Int>] = []
        var start = 0
        for offset in 0...bytes.count where offset == bytes.count || bytes[offset] == 0x0A {
            let line = Self.trimmed(start..<offset, bytes)
            if line.isEmpty {
                close(&block, bytes)
            } else {
                block.append(line)
            }
            start = offset + 1
        }
        close(&block, bytes)
    }

    /// Whether the line end at the byte offset only wraps.
    func contains(_ offset: Int) -> Bool { offsets.contains(offset) }

    private mutating func close(_ block: inout [Range<Int>], _ bytes: [UInt8]) {
        defer { block.removeAll() }
        guard block.count > 1, let width = block.map(\.count).max(), width <= Self.widths.upperBound else { return }
        let isWrapped =
            block.count > 2
            && zip(block, block.dropFirst()).allSatisfy {
                $0.count + 1 + Self.firstWord($1, bytes) > width && $0.count >= Self.widths.lowerBound / 2
            }
        for (line, next) in zip(block, block.dropFirst()) where !Self.startsItem(next, bytes) {
            if isWrapped || Self.continues(line, next, bytes) { addBreaks(line.upperBound..<next.lowerBound, bytes) }
        }
    }

    private mutating func addBreaks(_ gap: Range<Int>, _ bytes: [UInt8]) {
        for offset in gap where bytes[offset] == 0x0A { offsets.insert(offset) }
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

    private static func firstWord(_ line: Range<Int>, _ bytes: [UInt8]) -> Int {
        bytes[line].prefix { $0 != 0x20 }.count
    }

    private static func trimmed(_ line: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var (lower, upper) = (line.lowerBound, line.upperBound)
        func isBlank(_ offset: Int) -> Bool { [0x20, 0x09, 0x0D].contains(bytes[offset]) }
        while lower < upper, isBlank(lower) { lower += 1 }
        while upper > lower, isBlank(upper - 1) { upper -= 1 }
        return lower..<upper
    }
}
