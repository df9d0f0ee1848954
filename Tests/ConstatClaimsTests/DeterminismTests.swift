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

    /// Where the lines of a paragraph end says nothing: mail programs wrap them, and text copied from a PDF has them.
    @Test func readingIsTheSameHoweverLinesAreWrapped() throws {
        let reader = ReportReader()
        for document in try Self.documents() {
            let wrapped = Document(
                id: document.id, text: Self.wrapped(document.text, width: 72), language: "fr",
                publishedOn: document.publishedOn)
            #expect(wrapped.utf8.count == document.utf8.count && wrapped.text != document.text)
            let before = reader.reading(of: document).claims.map { ClaimDescription.line($0, document) }
            let after = reader.reading(of: wrapped).claims.map { ClaimDescription.line($0, document) }
            #expect(before == after, "\(document.id)")
        }
    }

    /// Blanks become ends of lines, so that every offset stays what it was.
    private static func wrapped(_ text: String, width: Int) -> String {
        var column = 0
        var bytes = Array(text.utf8)
        for index in bytes.indices {
            column = bytes[index] == UInt8(ascii: "\n") ? 0 : column + 1
            if column > width, bytes[index] == UInt8(ascii: " ") {
                bytes[index] = UInt8(ascii: "\n")
                column = 0
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
