import ConstatClaims
import ConstatRendering
import ConstatText
import Foundation
import Testing

/// The sample reports in, their readings out, compared whole with `Golden/`.
///
/// `CONSTAT_RECORD=1 swift test --filter GoldenTests` writes the files anew. Read the difference before you commit it.
@Suite struct GoldenTests {
    static let samples = [
        ("front-report", "2016-06-09"), ("communique", "2023-05-17"), ("humanitarian-note", "2024-08-08"),
    ]

    @Test(arguments: samples)
    func sampleReportReadsAsRecorded(_ name: String, _ published: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let report = folder.appending(path: "../../Examples/\(name).txt").standardizedFileURL
        let golden = folder.appending(path: "Golden/\(name).txt")
        let document = Document(
            id: name, text: try String(contentsOf: report, encoding: .utf8), language: "fr",
            publishedOn: CalendarDay(published))
        let dump = ReadingDump.text(ReportReader().reading(of: document))
        if ProcessInfo.processInfo.environment["CONSTAT_RECORD"] == "1" {
            try dump.write(to: golden, atomically: true, encoding: .utf8)
            return
        }
        let recorded = try String(contentsOf: golden, encoding: .utf8)
        if dump != recorded { Issue.record("\(name): \(Self.firstDifference(recorded, dump))") }
    }

    private static func firstDifference(_ recorded: String, _ read: String) -> String {
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = read.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).prefix { $0 == $1 }.count
        func text(_ lines: [Substring]) -> String { lines.indices.contains(line) ? String(lines[line]) : "(end)" }
        return "line \(line + 1)\n    recorded: \(text(old))\n    read:     \(text(new))"
    }
}
