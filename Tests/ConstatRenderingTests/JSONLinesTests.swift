import ConstatClaims
import ConstatRendering
import ConstatText
import Foundation
import Testing

@Suite struct JSONLinesTests {
    private func object(_ reading: Reading) throws -> [String: Any] {
        let data = Data(JSONLines.record(reading).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Every `{start, end, quote}` in the record, wherever it stands.
    private func spans(_ value: Any) -> [(start: Int, end: Int, quote: String)] {
        if let list = value as? [Any] { return list.flatMap(spans) }
        guard let object = value as? [String: Any] else { return [] }
        if let start = object["start"] as? Int, let end = object["end"] as? Int,
            let quote = object["quote"] as? String
        {
            return [(start, end, quote)]
        }
        return object.values.flatMap(spans)
    }

    @Test func everySpanQuotesTheTextAtItsScalarOffsets() throws {
        let record = try object(HandMadeReading.reading())
        let scalars = Array(HandMadeReading.text.unicodeScalars)
        let spans = spans(record)
        #expect(spans.count == 18)
        for span in spans {
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[span.start..<span.end])
            #expect(String(words) == span.quote)
        }
    }

    @Test func keysStandInTheSpecificationsOrder() {
        let line = JSONLines.record(HandMadeReading.reading())
        #expect(line.hasPrefix(#"{"document":{"id":"essai-1","text":"Mercredi"#))
        #expect(
            line.contains(
                #""language":"fr","published":"2016-06-02","title":"Frappes à l'aube","#
                    + #""url":"https://example.org/a?b=1&c=2","publisher":"Agence d'essai"},"claims":[{"id":"c1","#
                    + #""type":"fighting.airstrike","trigger":{"start":25,"end":32,"quote":"frappes"},"evidence":{"#))
        #expect(
            line.contains(
                #""place":{"name":"Raqqa","id":"gn:172955","lat":35.95283,"lon":39.00788,"radius_km":5,"#
                    + #""relation":"at","mention":{"#))
        #expect(line.contains(#""time":{"start":"2016-06-01","end":"2016-06-01","precision":"hour","mention":{"#))
        #expect(
            line.contains(
                #"{"measure":"buildings","unit":"hospital","low":null,"best":1,"high":null,"#
                    + #""party":null,"civilian":null,"mention":{"#))
        #expect(line.contains(#""status":"occurred","hedged":true,"confidence":0.875,"frame":"strike-kills"}"#))
        #expect(line.hasSuffix(#""summary":"Plusieurs lieux portent ce nom."}]}"#))
    }

    @Test func hostileCharactersStayOnOneLineAndComeBackWhole() throws {
        let text = (0..<0x21).compactMap { Unicode.Scalar($0) }.reduce(into: "\"\\/\u{7F}\u{85}\u{2028}\u{2029}😀é") {
            $0.unicodeScalars.append($1)
        }
        let reading = Reading(document: Document(id: text, text: text), claims: [], notes: [], sentences: [])
        let line = JSONLines.record(reading)
        #expect(!line.unicodeScalars.contains { $0.properties.isWhitespace && $0 != " " })
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        let document = try #require(try object(reading)["document"] as? [String: Any])
        #expect(document["text"] as? String == text)
        #expect(document["published"] is NSNull)
    }

    @Test func numbersThatNoRecordCanHoldAreNull() throws {
        var reading = HandMadeReading.reading()
        reading.claims[0].quantities[0].low = .nan
        reading.claims[0].quantities[0].high = .infinity
        reading.claims[0].quantities[0].best = 1e300
        let line = JSONLines.record(reading)
        #expect(line.contains(#""low":null,"best":1e+300,"high":null"#))
        _ = try object(reading)
    }

    @Test func spansOutsideTheTextAreCutNotFatal() throws {
        var reading = HandMadeReading.reading()
        reading.claims[0].trigger = TextSpan(-5, 1_000_000)
        reading.claims[1].trigger = TextSpan(500, 400)
        // Inside the picture's four bytes.
        reading.claims[2].trigger = TextSpan(21, 22)
        _ = try object(reading)
        _ = TextReport(usesColour: true, width: 60).render(reading)
        _ = HTMLPage.page([reading])
        _ = ReadingDump.text(reading)
        _ = CSVTable.rows(reading)
    }

    @Test func theSameReadingGivesTheSameBytes() {
        let readings = (0..<5).map { _ in HandMadeReading.reading() }
        #expect(Set(readings.map(JSONLines.record)).count == 1)
        #expect(Set(readings.map(CSVTable.rows)).count == 1)
        #expect(Set(readings.map { HTMLPage.page([$0]) }).count == 1)
        #expect(Set(readings.map(ReadingDump.text)).count == 1)
        #expect(Set(readings.map { TextReport(usesColour: true, width: 80).render($0) }).count == 1)
    }
}
