import ConstatClaims
import ConstatRendering
import ConstatText
import Testing
import TestSupport

@Suite struct CSVTableTests {
    private func columns(_ reading: Reading, row: Int) -> [String: String] {
        let rows = tableFields(CSVTable.header + CSVTable.rows(reading))
        return Dictionary(uniqueKeysWithValues: zip(rows[0], rows[row]))
    }

    @Test func everyRowHasAFieldForEachColumn() {
        let rows = tableFields(CSVTable.header + CSVTable.rows(HandMadeReading.reading()))
        #expect(rows.count == 4)
        #expect(rows.allSatisfy { $0.count == CSVTable.columns.count })
        #expect(Set(rows[0]).count == rows[0].count)
    }

    @Test func aClaimIsFlat() {
        let row = columns(HandMadeReading.reading(), row: 1)
        #expect(row["document_id"] == "essai-1")
        #expect(row["published"] == "2016-06-02")
        #expect(row["type"] == "fighting.airstrike")
        #expect(row["hedged"] == "true")
        #expect(row["victims"] == "civilians")
        #expect(row["place_lat"] == "35.95283")
        #expect(row["place_radius_km"] == "5")
        #expect(row["killed_best"] == "12")
        #expect(row["wounded_best"] == "")
        #expect(row["other_quantities"] == "killed child 3/3/3")
        #expect(row["sources"] == "doctor (medical)")
        #expect(row["trigger_start"] == "25")
        #expect(row["evidence"]?.contains("(الرقة), selon") == true)
        #expect(columns(HandMadeReading.reading(), row: 3)["other_quantities"] == "buildings hospital /1/")
    }

    @Test func quotesCommasAndLineEndsComeBackWhole() {
        let id = "a,\"b\"\r\nc"
        #expect(CSVTable.rows(HandMadeReading.reading(id: id)).hasPrefix("\"a,\"\"b\"\"\r\nc\","))
        #expect(columns(HandMadeReading.reading(id: id), row: 1)["document_id"] == id)
    }

    @Test(arguments: ["=1+1", "+33", "-2+3", "@SUM(A1)", "\tx", "\rx"])
    func textThatASpreadsheetWouldRunGetsAnApostrophe(_ hostile: String) {
        var reading = HandMadeReading.reading(id: hostile)
        reading.claims[0].place?.name = hostile
        reading.claims[0].place?.longitude = -1.5
        let row = columns(reading, row: 1)
        #expect(row["document_id"] == "'" + hostile)
        #expect(row["place_name"] == "'" + hostile)
        #expect(row["place_lon"] == "-1.5")
    }
}
