import TestSupport
import ConstatLanguage
import ConstatText
import ConstatTime
import Foundation
import Testing

@Suite struct FrenchTimeExampleTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/ConstatTime/Resources/French/FrenchTime.examples")
        .standardizedFileURL.path()

    /// Every line of `FrenchTime.examples` is read as it says.
    @Test func examplesAreReadAsTheySay() throws {
        let examples = try ExamplesFile.read(Self.path)
        #expect(examples.count >= 300)
        let analyser = FrenchAnalyser()
        let reader = FrenchTimeReader()
        for example in examples {
            let problems = problems(example, analyser, reader)
            let place = SourceLocation(
                fileID: "ConstatTime/FrenchTime.examples", filePath: Self.path, line: example.line, column: 1)
            if example.isWanted {
                if problems.isEmpty { Issue.record("wanted passes today: \(example.text)", sourceLocation: place) }
            } else if !problems.isEmpty {
                Issue.record(
                    "\(example.line): \(example.text)\n  \(problems.joined(separator: "\n  "))", sourceLocation: place)
            }
        }
    }

    private func problems(_ example: Example, _ analyser: FrenchAnalyser, _ reader: FrenchTimeReader) -> [String] {
        let document = Document(id: "example", text: example.text, language: "fr")
        let day = example.now.flatMap { CalendarDay($0) }
        let mentions = reader.mentions(in: analyser.sentences(of: document), publishedOn: day)
        var problems: [String] = []
        if example.brackets.count != example.expected.count { problems.append("brackets and values differ in number") }
        var matched: Set<Int> = []
        for (bracket, expected) in zip(example.brackets, example.expected) {
            let span = TextSpan(bracket.lowerBound, bracket.upperBound)
            let found = mentions.firstIndex { $0.span == span }
            if let found { matched.insert(found) }
            let wantsValue = expected.contains(" = ")
            let got = found.map { described(mentions[$0], withValue: wantsValue) } ?? "nothing"
            if got != expected { problems.append("expected \(expected) of [\(document.quote(span))], got \(got)") }
        }
        for (index, mention) in mentions.enumerated() where !matched.contains(index) {
            problems.append("unexpected [\(document.quote(mention.span))]: \(described(mention)) (\(mention.rule))")
        }
        return problems
    }

    private func described(_ mention: TimeMention, withValue: Bool = false) -> String {
        var words: [String] = []
        if let interval = mention.interval {
            let start = interval.start.map(\.description) ?? ".."
            let end = interval.end.map(\.description) ?? ".."
            words = [start == end ? start : "\(start)/\(end)", interval.precision.rawValue]
        } else {
            words = ["-"]
        }
        if mention.role != .during || mention.interval == nil { words.append(mention.role.rawValue) }
        if mention.isDateline { words.append("dateline") }
        if withValue { words += ["=", mention.value ?? "none"] }
        return words.joined(separator: " ")
    }
}
