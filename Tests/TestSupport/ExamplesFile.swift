import Foundation

/// One sentence of an `.examples` file: the brackets taken out, what each of them must give, and its line.
package struct Example {
    package var line: Int
    package var expected: [String]
    package var isWanted: Bool
    package var now: String?
    package var text: String
    /// UTF-8 offsets of the bracketed words, in order.
    package var brackets: [Range<Int>]
}

/// Reads `.examples` files: a line at the margin says what is expected, indented lines are sentences.
package enum ExamplesFile {
    package static func read(_ path: String) throws -> [Example] {
        let content = try String(contentsOfFile: path, encoding: .utf8)
        var examples: [Example] = []
        var expected: [String] = []
        var isWanted = false
        var now: String?
        for (index, whole) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = whole.first == " " ? whole : withoutComment(whole)
            if line.hasPrefix("#") || line.allSatisfy({ $0 == " " }) { continue }
            if line.first == " " {
                let (text, brackets) = withoutBrackets(line.drop { $0 == " " })
                examples.append(
                    Example(
                        line: index + 1, expected: expected, isWanted: isWanted, now: now, text: text,
                        brackets: brackets))
            } else if line.hasPrefix("now ") {
                now = trimmed(line.dropFirst(4))
            } else {
                isWanted = line.hasPrefix("wanted ")
                let value = isWanted ? line.dropFirst(7) : line
                expected = trimmed(value) == "none" ? [] : value.split(separator: ";").map { trimmed($0) }
            }
        }
        return examples
    }

    /// "#" starts a comment on lines at the margin.
    private static func withoutComment(_ line: Substring) -> Substring {
        line.prefix { $0 != "#" }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func withoutBrackets(_ line: Substring) -> (String, [Range<Int>]) {
        var bytes: [UInt8] = []
        var starts: [Int] = []
        var brackets: [Range<Int>] = []
        for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "["): starts.append(bytes.count)
            case UInt8(ascii: "]"): if let start = starts.popLast() { brackets.append(start..<bytes.count) }
            // "\" stands for the end of a line within an example.
            case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\n"))
            default: bytes.append(byte)
            }
        }
        return (String(decoding: bytes, as: UTF8.self), brackets)
    }
}
