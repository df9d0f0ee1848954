import ConstatLanguage
import ConstatText
import TestSupport
import Foundation
import Testing

@testable import ConstatPlaces

/// Runs `FrenchPlaces.examples`; one issue for each failing sentence, with its line.
@Suite struct ExamplesTests {
    static func examples() throws -> [Example] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try ExamplesFile.read(
            root.appendingPathComponent("Sources/ConstatPlaces/Resources/French/FrenchPlaces.examples").path)
    }

    /// Name, country and relation, which every example gives.
    static func described(_ mention: PlaceMention) -> String {
        "\(mention.place?.name ?? "?"), \(mention.place?.country ?? "-"), \(mention.relation.rawValue)"
    }

    /// What an example may say besides.
    static func details(of mention: PlaceMention) -> [String] {
        var details = ["±\(Int(mention.radiusKm))"]
        if let latitude = mention.latitude, let longitude = mention.longitude {
            details.append("\((latitude * 100).rounded() / 100) \((longitude * 100).rounded() / 100)")
        }
        if let distance = mention.distanceKm {
            details.append(distance == distance.rounded() ? "\(Int(distance)) km" : "\(distance) km")
        }
        if let bearing = mention.bearing { details.append("\(Int(bearing))°") }
        if mention.isGovernment { details.append("government") }
        if mention.contradiction != nil { details.append("contradicted") }
        if let name = mention.place?.name, name != mention.name { details.append("named \(mention.name)") }
        if let ucdp = mention.ucdpWherePrecision, let acled = mention.acledGeoPrecision {
            details.append("precision \(ucdp)/\(acled)")
        }
        return details
    }

    private static func isAsExpected(_ mention: PlaceMention, _ expected: String) -> Bool {
        // A name may hold a comma.
        guard expected.hasPrefix(described(mention)) else { return false }
        let rest = expected.dropFirst(described(mention).count).components(separatedBy: ", ")
        return rest[0].isEmpty && rest.dropFirst().allSatisfy(details(of: mention).contains)
    }

    @Test func everyExampleReadsAsWritten() throws {
        let analyser = FrenchAnalyser()
        let reader = FrenchPlaceReader()
        let examples = try Self.examples()
        #expect(examples.count >= 200)
        for example in examples {
            let document = Document(id: "example", text: example.text, language: "fr")
            let mentions = reader.mentions(in: analyser.sentences(of: document), of: document)
            let isRight =
                mentions.map { $0.span.lower..<$0.span.upper } == example.brackets
                && mentions.count == example.expected.count
                && zip(mentions, example.expected).allSatisfy(Self.isAsExpected)
            let read = mentions.map {
                "[\(document.quote($0.span))] \(Self.described($0)), \(Self.details(of: $0).joined(separator: ", "))"
            }
            let place = "FrenchPlaces.examples:\(example.line): \(example.text)"
            if example.isWanted {
                #expect(!isRight, "\(place) is read as wanted: take the mark away")
            } else {
                #expect(isRight, "\(place) read as \(read.joined(separator: "; "))")
            }
        }
    }
}
