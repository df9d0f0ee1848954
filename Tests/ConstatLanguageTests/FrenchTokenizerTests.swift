import ConstatLanguage
import ConstatText
import Foundation
import Testing

/// Reads `Examples/FrenchTokens.examples`: a text, then its tokens between bars, `||` between sentences.
@Suite struct FrenchTokenizerTests {
    @Test func tokensAreAsTheExamplesSay() throws {
        let lines = try Examples.lines("FrenchTokens.examples")
        for (text, wanted) in zip(lines, lines.dropFirst()) where text.text.hasPrefix("= ") {
            let found = dump(String(text.text.dropFirst(2)))
            #expect(found == wanted.text, "line \(wanted.number)")
        }
    }

    private func dump(_ text: String) -> String {
        let sentences = FrenchSegmenter().sentences(of: Document(id: "example", text: text))
        return sentences.map { sentence in
            "|" + sentence.map { $0.form.replacingOccurrences(of: "|", with: "\\|") }.joined(separator: "|")
        }.joined(separator: "|") + "|"
    }

    @Test func spacesInsideNumbersMayBeAnyBlank() {
        for blank in ["\u{20}", "\u{A0}", "\u{202F}"] {
            #expect(dump("3\(blank)700 morts") == "|3\(blank)700|morts|")
        }
    }

    @Test func everyLineIsASentence() {
        #expect(
            dump("Kharkiv frappée\n• six morts\n> deux blessés") == "|Kharkiv|frappée||•|six|morts||>|deux|blessés|")
    }
}

enum Examples {
    /// Lines of an examples file that say something, with their numbers.
    static func lines(_ name: String, file: String = #filePath) throws -> [(number: Int, text: String)] {
        let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Examples/\(name)")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated().map { ($0.offset + 1, String($0.element)) }
            .filter { !$0.1.isEmpty && !$0.1.hasPrefix("#") }
    }
}
