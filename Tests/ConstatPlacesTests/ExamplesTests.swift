import ConstatLanguage
import ConstatText
import Foundation
import Testing

@testable import ConstatPlaces

/// Runs `FrenchPlaces.examples`; one issue for each failing sentence, with its line.
@Suite struct ExamplesTests {
    struct Example {
        var line: Int
        var expected: [String]
        /// Without brackets.
        var text: String
        /// UTF-8 offsets of the bracketed names.
        var spans: [TextSpan]
    }

    static func examples() throws -> [Example] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("Sources/ConstatPlaces/Resources/French/FrenchPlaces.examples")
        var header: [String] = []
        var examples: [Example] = []
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            if line.hasPrefix("    ") {
                examples.append(example(line.dropFirst(4), header, number + 1))
            } else {
                header = line == "none" ? [] : line.components(separatedBy: "; ")
            }
        }
        return examples
    }

    private static func example(_ line: Substring, _ header: [String], _ number: Int) -> Example {
        var bytes: [UInt8] = []
        var spans: [TextSpan] = []
        var open = 0
        for byte in line.utf8 {
            switch byte {
            case 0x5B: open = bytes.count
            case 0x5D: spans.append(TextSpan(open, bytes.count))
            default: bytes.append(byte)
            }
        }
        return Example(line: number, expected: header, text: String(decoding: bytes, as: UTF8.self), spans: spans)
    }

    static func described(_ mention: PlaceMention) -> String {
        var text = "\(mention.place?.name ?? "?"), \(mention.place?.country ?? "-"), \(mention.relation.rawValue)"
        if mention.relation == .direction || mention.rule == "part" {
            let (latitude, longitude) = (mention.latitude ?? 0, mention.longitude ?? 0)
            text += ", \((latitude * 100).rounded() / 100) \((longitude * 100).rounded() / 100)"
        }
        return text
    }

    @Test func everyExampleReadsAsWritten() throws {
        let analyser = FrenchAnalyser()
        let reader = FrenchPlaceReader()
        let examples = try Self.examples()
        #expect(examples.count >= 100)
        for example in examples {
            let document = Document(id: "example", text: example.text, language: "fr")
            let mentions = reader.mentions(in: analyser.sentences(of: document), of: document)
            let isRight = mentions.map(\.span) == example.spans && mentions.map(Self.described) == example.expected
            #expect(
                isRight,
                "FrenchPlaces.examples:\(example.line): \(example.text) read as \(mentions.map(Self.described))")
        }
    }
}
