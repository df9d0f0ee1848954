import ConstatActors
import ConstatLanguage
import ConstatText
import Foundation
import Testing

/// Runs `FrenchActors.examples`: one issue for every sentence that is read otherwise than it says.
@Suite struct FrenchActorExamplesTests {
    struct Example {
        var line: Int
        var text: String
        var brackets: [TextSpan]
        var expected: [String]
        var countries: [String]
        var day: CalendarDay?
    }

    @Test func everyExampleIsReadAsItSays() throws {
        let examples = try Self.examples()
        #expect(examples.count >= 120)
        let analyser = FrenchAnalyser()
        let reader = FrenchActorReader()
        for example in examples {
            let document = Document(id: "example", text: example.text, language: "fr")
            let mentions = reader.mentions(
                in: analyser.sentences(of: document), countries: example.countries, publishedOn: example.day)
            let seen = mentions.map { "\(document.quote($0.span)) = \($0.name)" }.joined(separator: "; ")
            if example.expected.isEmpty {
                #expect(mentions.isEmpty, "line \(example.line): \(example.text)\n    read: \(seen)")
            }
            for (bracket, name) in zip(example.brackets, example.expected) {
                let isRead = mentions.contains { $0.span.overlaps(bracket) && $0.name == name }
                #expect(isRead, "line \(example.line): [\(document.quote(bracket))] = \(name)\n    read: \(seen)")
            }
        }
    }

    /// A mention's words, its head and its sentence belong together.
    @Test func mentionsLieInTheirSentences() throws {
        let analyser = FrenchAnalyser()
        let reader = FrenchActorReader()
        for example in try Self.examples() {
            let sentences = analyser.sentences(of: Document(id: "example", text: example.text))
            for mention in reader.mentions(in: sentences, countries: example.countries, publishedOn: nil) {
                #expect(mention.tokens.contains(mention.headToken))
                #expect(sentences[mention.sentence].span(of: mention.tokens) == mention.span)
                #expect(!mention.name.isEmpty && !mention.name.contains("{"))
            }
        }
    }

    static func examples() throws -> [Example] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/ConstatActors/Resources/French/FrenchActors.examples").standardizedFileURL
        var examples: [Example] = []
        var countries: [String] = []
        var day: CalendarDay?
        var expected: [String] = []
        var open: (line: Int, text: String)?
        for (index, line) in try String(contentsOf: url, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first, first != "#" else { continue }
            if !line.hasPrefix(" ") {
                switch first {
                case "context":
                    countries = words.dropFirst().filter { $0.count == 2 }
                    day = words.last.flatMap { CalendarDay($0) }
                case "is": expected = line.dropFirst(3).components(separatedBy: " / ")
                case "none": expected = []
                default: Issue.record("line \(index + 1): not understood")
                }
                continue
            }
            var text = (open.map { $0.text + "\n" } ?? "") + line.drop { $0 == " " }
            if text.hasSuffix("\\") {
                text.removeLast()
                open = (open?.line ?? index + 1, text)
                continue
            }
            let (plain, brackets) = unbracketed(text)
            examples.append(
                Example(
                    line: open?.line ?? index + 1, text: plain, brackets: brackets, expected: expected,
                    countries: countries, day: day))
            open = nil
        }
        return examples
    }

    private static func unbracketed(_ text: String) -> (String, [TextSpan]) {
        var plain: [UInt8] = []
        var spans: [TextSpan] = []
        var start = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "["): start = plain.count
            case UInt8(ascii: "]"): spans.append(TextSpan(start, plain.count))
            default: plain.append(byte)
            }
        }
        return (String(decoding: plain, as: UTF8.self), spans)
    }
}
