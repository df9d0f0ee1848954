import TestSupport
import ConstatLanguage
import ConstatQuantities
import ConstatText
import Foundation
import Testing

@Suite struct FrenchQuantityExampleTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/ConstatQuantities/Resources/French/FrenchQuantities.examples")
        .standardizedFileURL.path()

    /// Every line of `FrenchQuantities.examples` is read as it says.
    @Test func examplesAreReadAsTheySay() throws {
        let examples = try ExamplesFile.read(Self.path)
        #expect(examples.count >= 250)
        let analyser = FrenchAnalyser()
        let reader = FrenchQuantityReader()
        for example in examples {
            let problems = problems(example, analyser, reader)
            let place = SourceLocation(
                fileID: "ConstatQuantities/FrenchQuantities.examples", filePath: Self.path, line: example.line,
                column: 1)
            if example.isWanted {
                if problems.isEmpty { Issue.record("wanted passes today: \(example.text)", sourceLocation: place) }
            } else if !problems.isEmpty {
                Issue.record(
                    "\(example.line): \(example.text)\n  \(problems.joined(separator: "\n  "))", sourceLocation: place)
            }
        }
    }

    private func problems(_ example: Example, _ analyser: FrenchAnalyser, _ reader: FrenchQuantityReader) -> [String] {
        let document = Document(id: "example", text: example.text, language: "fr")
        let mentions = analyser.sentences(of: document).enumerated().flatMap { reader.mentions(in: $1, at: $0) }
        var problems: [String] = []
        if example.brackets.count != example.expected.count { problems.append("brackets and values differ in number") }
        var matched: Set<Int> = []
        for (bracket, expected) in zip(example.brackets, example.expected) {
            let found = mentions.firstIndex { $0.span == TextSpan(bracket.lowerBound, bracket.upperBound) }
            if let found { matched.insert(found) }
            let got = found.map { described(mentions[$0]) } ?? "nothing"
            if got != expected {
                problems.append(
                    "expected \(expected) of [\(document.quote(TextSpan(bracket.lowerBound, bracket.upperBound)))], got \(got)"
                )
            }
        }
        for (index, mention) in mentions.enumerated() where !matched.contains(index) && isQuantity(mention) {
            problems.append("unexpected [\(document.quote(mention.span))]: \(described(mention)) (\(mention.rule))")
        }
        return problems
    }

    private func isQuantity(_ mention: QuantityMention) -> Bool {
        guard !mention.isArticle else { return false }
        return mention.sense == .count || mention.sense == .measure || mention.sense == .share
    }

    private func described(_ mention: QuantityMention) -> String {
        let bounds = [mention.low, mention.best, mention.high].map { $0.map(figure) ?? "-" }.joined(separator: "/")
        let standing = (mention.isPart ? " part" : "") + (mention.aggregation.map { " \($0.rawValue)" } ?? "")
        return "\(bounds) \(mention.sense.rawValue) \(mention.unit?.name ?? "-")\(standing)"
    }

    private func figure(_ value: Double) -> String {
        let value = (value * 10000).rounded() / 10000
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
