import ConstatClaims
import ConstatText
import Foundation
import Testing

/// Runs the `.examples` files that stand beside the claim rules: one issue for each failing line, pointing at it.
@Suite struct ClaimExampleTests {
    private static let reader = ReportReader()
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/ConstatClaims/Resources/French").standardizedFileURL

    @Test(arguments: ["FrenchFrames", "FrenchAttribution", "FrenchAssertion", "FrenchMemory"])
    func examplesAreReadAsTheySay(_ name: String) throws {
        let path = Self.folder.appending(path: name + ".examples").path()
        let file = try ClaimExamplesFile(path: path)
        func report(_ line: Int, _ words: String) {
            let place = SourceLocation(
                fileID: "ConstatClaims/\(name).examples", filePath: path, line: line, column: 1)
            Issue.record("\(name).examples:\(line): \(words)", sourceLocation: place)
        }
        for fault in file.faults { report(fault.line, "not understood: \(fault.words)") }
        for example in file.examples {
            let problems = Self.problems(example)
            if example.isWanted, problems.isEmpty {
                report(example.line, "wanted passes today: \(Self.shown(example.text))")
            } else if !example.isWanted, !problems.isEmpty {
                report(example.line, "\(Self.shown(example.text))\n    " + problems.joined(separator: "\n    "))
            }
        }
    }

    /// Every claim type has its plain sentences, and the suite its counter-examples.
    @Test func everyTypeHasExamples() throws {
        let file = try ClaimExamplesFile(path: Self.folder.appending(path: "FrenchFrames.examples").path())
        for type in ClaimType.allCases {
            let texts = file.examples.filter { $0.expected.contains { $0.type == type.rawValue } }
            #expect(texts.count >= 4, "\(type.rawValue)")
        }
        #expect(file.examples.filter(\.expected.isEmpty).count >= 2 * ClaimType.allCases.count)
    }

    /// The ends of lines as the file writes them.
    private static func shown(_ text: String) -> String { text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\") }

    private static func problems(_ example: ClaimExample) -> [String] {
        let document = Document(id: "example", text: example.text, language: "fr", publishedOn: example.publishedOn)
        let claims = reader.reading(of: document).claims
        var problems: [String] = []
        var matched: Set<String> = []
        for (trigger, expected) in zip(example.triggers, example.expected) {
            let quote = document.quote(trigger)
            let candidates = claims.filter { $0.trigger.overlaps(trigger) && !matched.contains($0.id) }
            guard let claim = candidates.first(where: { $0.type.rawValue == expected.type }) ?? candidates.first else {
                problems.append("no claim [\(quote)] \(expected.type)")
                continue
            }
            matched.insert(claim.id)
            problems += differences(claim, expected).map { "[\(quote)] \($0)" }
        }
        problems += claims.filter { !matched.contains($0.id) }.map { "unexpected claim [\(document.quote($0.trigger))]" }
        if problems.isEmpty { return [] }
        return problems + claims.map { "read: " + ClaimDescription.line($0, document) }
    }

    private static func differences(_ claim: Claim, _ expected: ExpectedClaim) -> [String] {
        var differences: [String] = []
        func compare(_ name: String, _ wanted: String, _ got: String) {
            if wanted != got { differences.append("\(name): expected \(wanted), got \(got)") }
        }
        compare("type", expected.type, claim.type.rawValue)
        compare("status", expected.status, claim.status.rawValue)
        compare("hedged", "\(expected.isHedged)", "\(claim.isHedged)")
        for slot in Set(expected.slots.map(\.name)).sorted() {
            let wanted = expected.values(of: slot).filter { $0 != "-" }
            let got = ClaimDescription.values(of: slot, claim)
            // Sources are a chain, nearest first; the participants of one role have no order.
            let inOrder = slot == "source" || slot == "speaker"
            compare(slot, text(wanted, inOrder: inOrder), text(got, inOrder: inOrder))
        }
        return differences
    }

    private static func text(_ values: [String], inOrder: Bool) -> String {
        values.isEmpty ? "-" : (inOrder ? values : values.sorted()).joined(separator: " + ")
    }
}
