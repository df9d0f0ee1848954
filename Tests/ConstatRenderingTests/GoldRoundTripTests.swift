import ConstatClaims
import ConstatRendering
import Foundation
import Testing

@Suite struct GoldRoundTripTests {
    @Test func writtenRecordsEqualTheGoldThatTheyWereReadFrom() throws {
        guard let records = try GoldReadings.records() else {
            print("gold records are absent: round trip not tried")
            return
        }
        for record in records {
            let line = JSONLines.record(GoldReadings.reading(record))
            let back = try JSONDecoder().decode(GoldReadings.Record.self, from: Data(line.utf8))
            #expect(back.claims == record.claims)
            #expect(back.document.text == record.document.text)
            #expect(!line.contains("\n"))
        }
    }

    /// Everything renders; with `CONSTAT_RENDERINGS` set to a folder, the outputs are left there to be looked at.
    @Test func everyGoldRecordRendersInEveryFormat() throws {
        guard let records = try GoldReadings.records() else { return }
        let readings = records.map(GoldReadings.reading)
        for reading in readings {
            #expect(!TextReport(usesColour: true, width: 72).render(reading).isEmpty)
            #expect(!ReadingDump.text(reading).isEmpty)
            #expect(CSVTable.rows(reading).isEmpty == reading.claims.isEmpty)
        }
        let page = HTMLPage.page(readings)
        #expect(page.contains("</html>"))
        guard let folder = ProcessInfo.processInfo.environment["CONSTAT_RENDERINGS"] else { return }
        let write = { (text: String, name: String) in
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        try write(page, "all.html")
        for reading in readings {
            try write(HTMLPage.page([reading]), reading.document.id + ".html")
            try write(TextReport(usesColour: false, width: 88).render(reading), reading.document.id + ".txt")
            try write(TextReport(usesColour: true, width: 88).render(reading), reading.document.id + ".ansi")
            try write(ReadingDump.text(reading), reading.document.id + ".dump")
        }
        try write(CSVTable.header + readings.map(CSVTable.rows).joined(), "all.csv")
        try write(readings.map { JSONLines.record($0) + "\n" }.joined(), "all.jsonl")
    }
}
