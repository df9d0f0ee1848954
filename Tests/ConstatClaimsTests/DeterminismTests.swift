import ConstatClaims
import ConstatRendering
import ConstatText
import Foundation
import Testing

/// A reading is a function of the document alone: nothing that was read before can be seen in it.
@Suite struct DeterminismTests {
    @Test func readingTwiceGivesTheSameBytes() throws {
        let documents = try Self.documents()
        let reader = ReportReader()
        let first = documents.map { ReadingDump.text(reader.reading(of: $0)) }
        // Backwards, so that every document has other documents before it.
        let second = documents.reversed().map { ReadingDump.text(reader.reading(of: $0)) }
        let other = ReportReader()
        let third = documents.map { ReadingDump.text(other.reading(of: $0)) }
        #expect(first == second.reversed())
        #expect(first == third)
        #expect(first.allSatisfy { $0.utf8.count > 1_000 })
    }

    /// Reading at once from several tasks changes nothing either.
    @Test func readingAtOnceGivesTheSameBytes() async throws {
        let documents = try Self.documents()
        let reader = ReportReader()
        let alone = documents.map { ReadingDump.text(reader.reading(of: $0)) }
        let together = await withTaskGroup(of: (Int, String).self) { group in
            for (index, document) in documents.enumerated() {
                group.addTask { (index, ReadingDump.text(reader.reading(of: document))) }
            }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        for (index, text) in alone.enumerated() { #expect(together[index] == text) }
    }

    private static func documents() throws -> [Document] {
        try GoldenTests.samples.map { name, published in
            let url = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Examples/\(name).txt").standardizedFileURL
            return Document(
                id: name, text: try String(contentsOf: url, encoding: .utf8), language: "fr",
                publishedOn: CalendarDay(published))
        }
    }
}
