import ConstatText
import Testing

@testable import ConstatIntake

@Suite struct RecordTests {
    private func records(_ lines: String, options: IntakeOptions = IntakeOptions()) -> [Arrival] {
        arrivals(["articles.jsonl": .bytes(.init(text: lines))], options: options)
    }

    @Test func aRecordStatesWhatItKnows() throws {
        let document = try #require(
            records(
                #"{"id":"a1","text":"Méné\nest \"tombée\" \u00e0 l\u2019aube \ud83d\ude00","published":"2016-06-02T10:00:00Z","#
                    + #""language":"fr-FR","title":"T","url":"https://e.org/1","publisher":"P","other":[1,{"x":null}]}"#
            ).first?.document)
        #expect(document.id == "a1")
        #expect(document.text == "Méné\nest \"tombée\" à l’aube 😀")
        #expect(document.publishedOn == CalendarDay("2016-06-02"))
        #expect(document.language == "fr")
        #expect(document.title == "T")
        #expect(document.url == "https://e.org/1")
        #expect(document.publisher == "P")
    }

    @Test func aClaimRecordIsADocument() throws {
        let found = records(
            #"{"document":{"id":"a","text":"Deux morts.","language":"fr","published":null},"claims":[{"id":"c1"}]}"#)
        let document = try #require(found.first?.document)
        #expect(document.id == "a")
        #expect(document.publishedOn == nil)
        #expect(found.first?.isRecord == true)
    }

    @Test func aRecordWithoutIdentifierIsNamedByItsLine() {
        let found = records(
            "\n" + #"{"text":"Deux morts.","language":"fr"}"# + "\n\n" + #"{"id":12,"text":"x","language":"fr"}"#)
        #expect(found.map { $0.document?.id } == ["articles:2", "12"])
    }

    @Test func aBrokenLineIsNamedAndTheOthersAreRead() {
        let good = #"{"id":"g","text":"Deux morts.","language":"fr"}"#
        let found = records(
            [good, #"{"id":"b","text":"mé"né"}"#, "[1,2]", #"{"id":"n"}"#, #"{"id":"e","text":" "}"#, good].joined(
                separator: "\r\n"))
        #expect(found.map { $0.document?.id } == ["g", nil, nil, nil, nil, "g"])
        #expect(
            found.map { $0.refusal?.identifier }
                == [nil, "json-broken", "record-not-object", "record-without-text", "text-empty", nil])
        #expect(found[1].refusal?.place.description == "articles.jsonl:2:22")
        #expect(found[1].refusal?.summary == "this line is not JSON: expected `,` or `}` here")
        #expect(
            found[1].errorRecord() == #"{"document":{"id":null,"text":null,"language":null},"claims":[],"error":{"#
                + #""identifier":"json-broken","place":"articles.jsonl:2:22","#
                + #""summary":"this line is not JSON: expected `,` or `}` here"}}"#)
        #expect(found[3].errorRecord()?.hasPrefix(#"{"document":{"id":"n","text":null"#) == true)
        #expect(!found.map(\.isRecord).contains(false))
    }

    @Test func theRecordsOwnDateAndLanguageStand() {
        let options = IntakeOptions(language: "fr", publishedOn: CalendarDay("2020-01-01"))
        let found = records(
            #"{"id":"a","text":"x","published":"2016-06-02"}"# + "\n" + #"{"id":"b","text":"x"}"# + "\n"
                + #"{"id":"c","text":"x","language":"en"}"#,
            options: options)
        #expect(found[0].document?.publishedOn == CalendarDay("2016-06-02"))
        #expect(found[1].document?.publishedOn == CalendarDay("2020-01-01"))
        #expect(found[2].refusal?.identifier == "language-unsupported")
        #expect(found[2].errorRecord()?.contains(#""text":"x","language":"en""#) == true)
    }

    @Test func aDateThatIsNoneIsSaid() {
        let found = records(#"{"id":"a","text":"x","language":"fr","published":"31 juin"}"#)
        #expect(found.first?.document?.publishedOn == nil)
        #expect(found.first?.notes.map(\.identifier) == ["date-unreadable"])
    }

    @Test func aLineOverTheLimitIsPassedOver() {
        var options = IntakeOptions(language: "fr")
        options.recordLimit = 200_000
        let long = #"{"id":"l","text":""# + String(repeating: "a", count: 300_000) + #""}"#
        let found = records([long, #"{"id":"s","text":"court"}"#].joined(separator: "\n"), options: options)
        #expect(found.map { $0.document?.id } == [nil, "s"])
        #expect(found.first?.refusal?.identifier == "record-too-large")
        #expect(found.first?.refusal?.place.line == 1)
    }

    @Test func linesInWindows1252AreRead() {
        let line = #"{"id":"a","text":"Méné","language":"fr"}"#.unicodeScalars.map { UInt8($0.value) }
        let found = arrivals(["a.jsonl": .bytes(line)]).first
        #expect(found?.document?.text == "Méné")
        #expect(found?.notes.map(\.identifier) == ["windows-1252"])
    }

    @Test func linesInUTF16AreRead() {
        let lines = #"{"id":"a","text":"Méné","language":"fr"}"# + "\r\n" + #"{"id":"b","text":"ici","language":"fr"}"#
        let bytes = [UInt8](utf16: lines)
        #expect(arrivals(["a.jsonl": .bytes(bytes)]).map { $0.document?.id } == ["a", "b"])
    }

    @Test func otherJSONIsToldFromLines() {
        for text in ["{\n  \"id\": \"a\",\n  \"text\": \"b\"\n}\n", #"[{"id": "a"}, {"id": "b"}]"#] {
            #expect(records(text).map { $0.refusal?.identifier } == ["json-not-lines"])
        }
    }

    @Test func aFileThatBreaksOffIsNamedAfterWhatCouldBeRead() {
        let good = #"{"id":"g","text":"Deux morts.","language":"fr"}"# + "\n"
        let bytes = Array(String(repeating: good, count: 3000).utf8)
        let found = arrivals(["a.jsonl": .breaking(after: bytes, FileError(number: 5))])
        #expect(found.count == 3001)
        #expect(found.last?.refusal?.identifier == "file-unreadable")
    }

    @Test func nothingIsReadOnceStopped() {
        let good = #"{"id":"g","text":"Deux morts.","language":"fr"}"# + "\n"
        let files = MemoryFiles(["a.jsonl": .bytes(.init(text: String(repeating: good, count: 10)))])
        let flag = Flag()
        var count = 0
        DocumentReader(fileSystem: files, isStopped: { flag.isSet }).read(["a.jsonl"]) { _ in
            count += 1
            if count == 4 { flag.isSet = true }
        }
        #expect(count == 4)
    }
}

private final class Flag: @unchecked Sendable {
    var isSet = false
}

@Suite struct JSONParserTests {
    @Test(arguments: [
        ("", 0), ("{", 1), (#"{"a"}"#, 4), (#"{"a":1,}"#, 7), ("[1 2]", 3), ("tru", 3), ("01", 1), ("-", 1), ("1.", 2),
        ("\"a\u{1}\"", 2), (#""\x""#, 2), (#""\u12g4""#, 5), ("[1] x", 4), ("\"a", 2), ("nul", 3),
    ])
    func aFaultHasItsPlace(text: String, offset: Int) {
        let fault = #expect(throws: JSONFault.self) { try JSONParser.value(of: text.utf8) }
        #expect(fault?.offset == offset)
    }

    @Test(arguments: [
        #"{"a":[1,-2.5e+3,true,false,null,"x\"\\\n"],"b":{}}"#, "[]", #""""#, "[[[[1]]]]",
    ])
    func whatIsWrittenIsReadBack(text: String) throws {
        #expect(try JSONParser.value(of: text.utf8).line == text)
    }

    @Test func halfAPairIsOneUnknownCharacter() throws {
        #expect(try JSONParser.value(of: #""a\ud83dx\ude00b""#.utf8).text == "a\u{FFFD}x\u{FFFD}b")
        #expect(try JSONParser.value(of: #""\ud83d\u0041""#.utf8).text == "\u{FFFD}A")
    }

    @Test func deepNestingIsAFaultAndNoCrash() {
        let text = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONFault.self) { try JSONParser.value(of: text.utf8) }
    }
}
