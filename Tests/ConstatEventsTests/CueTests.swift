import TestSupport
import Testing

@testable import ConstatEvents

@Suite struct CueTests {
    static let resources = #filePath.replacing(
        "Tests/ConstatEventsTests/CueTests.swift", with: "Sources/ConstatEvents/Resources/French/")

    @Test func examplesAreRead() throws {
        let examples = try ExamplesFile.read(Self.resources + "FrenchEvents.examples")
        #expect(examples.count >= 20)
        for example in examples {
            let kind = try #require(
                example.expected.first?.split(separator: " ").first.flatMap { EventCues.Kind(rawValue: String($0)) },
                "line \(example.line)")
            let ranges = EventCues.french.ranges(kind, in: WordScan(example.text))
            // Brackets count UTF-8, cues count scalars.
            let scalars = Array(example.text.unicodeScalars)
            let found = ranges.map { range in String(String.UnicodeScalarView(scalars[range])) }
            let wanted = example.brackets.map { String(decoding: Array(example.text.utf8)[$0], as: UTF8.self) }
            #expect(found == wanted, "line \(example.line): \(example.text)")
        }
    }

    @Test func everyKindHasWordsAndExamplesForAndAgainst() throws {
        let examples = try ExamplesFile.read(Self.resources + "FrenchEvents.examples")
        for kind in EventCues.Kind.allCases {
            #expect(examples.contains { $0.expected == [kind.rawValue] }, "\(kind)")
            #expect(examples.contains { $0.expected == ["\(kind.rawValue) none"] }, "\(kind)")
        }
    }

    @Test(arguments: [
        ("17h45 | Des tirs.", true), ("17:45 Des tirs.", true), ("Le 17 mai", false), ("17 morts", false), ("", false),
        ("1745 morts", false), ("12h de combats", false),
    ])
    func aClockOpensAnEntry(text: String, opens: Bool) { #expect(WordScan(text).opensWithClock == opens) }
}
