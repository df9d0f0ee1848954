import Foundation
import Testing

/// `constat events` and `constat situation` on small records.
@Suite struct EventsTests {
    static func record(_ document: String, _ claims: String, published: String = "2022-02-04") -> String {
        #"{"document":{"id":"\#(document)","published":"\#(published)"},"claims":[\#(claims)]}"# + "\n"
    }

    static func claim(_ id: String, _ type: String, _ rest: String = "") -> String {
        let span = #"{"start":0,"end":3,"quote":"mot"}"#
        return #"{"id":"\#(id)","type":"\#(type)","status":"occurred","trigger":\#(span),"evidence":\#(span)"# + rest
            + "}"
    }

    static let there = """
        ,"place":{"name":"Gao","lat":16.27,"lon":-0.04,"radius_km":10,"relation":"at","mention":null},\
        "time":{"start":"2022-02-02","end":"2022-02-02","precision":"day","mention":null}
        """
    static let toll = #","quantities":[{"measure":"killed","unit":"person","low":12,"best":12,"high":null}]"#

    @Test func twoReportsGiveOneEvent() throws {
        let scratch = try Scratch()
        try scratch.write(
            "claims.jsonl",
            Self.record("a", Self.claim("c1", "fighting.attack", Self.there + Self.toll))
                + Self.record("b", Self.claim("c1", "fighting.attack", Self.there)))
        let lines = try scratch.run("events", "claims.jsonl", "--format", "jsonl")
        #expect(lines.status == 0)
        #expect(lines.words == "")
        #expect(lines.output.split(separator: "\n").count == 1)
        #expect(lines.output.contains(#""grade":"several origins""#))
        let text = try scratch.run("events", "claims.jsonl")
        #expect(
            text.output.hasSuffix(
                """
                 · fighting.attack · 2022-02-02 · Gao
                  grade      several origins: 2 independent origins
                  killed     12 · all
                      ≥ 12  the document, 2022-02-04 · a#c1
                  claims     a#c1, b#c1

                """))
        let piped = try scratch.run(
            "events", "-", "--format", "jsonl", input: Data(try #require(scratch.read("claims.jsonl")).utf8))
        #expect(piped.output == lines.output)
    }

    @Test func whatIsNoRecordIsNamedAndTheRestIsDone() throws {
        let scratch = try Scratch()
        try scratch.write(
            "claims.jsonl",
            "no json\n" + Self.record("a", Self.claim("c1", "fighting.attack") + "," + Self.claim("c2", "war.crime"))
                + "\n{}\n")
        let result = try scratch.run("events", "claims.jsonl", "missing.jsonl", "--format", "jsonl")
        #expect(result.status == 1)
        #expect(result.output.split(separator: "\n").count == 1)
        #expect(
            result.messages == [
                "claims.jsonl:1: error: this line is no claim record: expected `null` at byte 1 [record-broken]",
                "claims.jsonl:2: note: `claims[1].type` was left out: expected a claim type [record-part-left-out]",
                "claims.jsonl:4: error: this line is no claim record: expected an object at `document` [record-broken]",
                "missing.jsonl: error: the file could not be read: No such file or directory [file-unreadable]",
            ])
    }

    @Test func aSituationTellsTheHolder() throws {
        let scratch = try Scratch()
        let agent = #","actors":[{"role":"agent","name":"M23","id":null,"mention":null}]"#
        try scratch.write("claims.jsonl", Self.record("a", Self.claim("c1", "control.captured", Self.there + agent)))
        let result = try scratch.run("situation", "claims.jsonl", "--on", "2022-02-03")
        #expect(result.status == 0)
        #expect(
            result.output == """
                Situation on 2022-02-03

                Control
                  Gao: M23, since 2022-02-02
                    for      a#c1

                """)
        for area in ["Gao", "-1,16,1,17"] {
            let within = try scratch.run("situation", "claims.jsonl", "--on", "2022-02-03", "--within=\(area)")
            #expect(within.output == result.output)
        }
        let before = try scratch.run(
            "situation", "claims.jsonl", "--on", "2022-02-03", "--known-by", "2022-02-01", "--format", "jsonl")
        #expect(before.output == "")
        let elsewhere = try scratch.run("situation", "claims.jsonl", "--on", "2022-02-03", "--within", "Paris")
        #expect(elsewhere.status == 2)
        #expect(elsewhere.messages == ["error: no record has a place named `Paris` with coordinates [place-unknown]"])
    }

    @Test(arguments: [
        (
            ["situation", "x", "--on", "hier"],
            "Error: `hier` is no day of the calendar; write it as YYYY-MM-DD, for instance `--on 2016-06-02`"
        ),
        (
            ["situation", "x", "--on", "2022-02-03", "--within", "1,2,3"],
            "Error: `1,2,3` is no box of degrees; write it as WEST,SOUTH,EAST,NORTH, for instance `--within 42.5,36.0,44.0,36.8`"
        ),
        (
            ["events", "x", "--format", "json"],
            "Error: unknown format `json`; did you mean `jsonl`? (the formats are text, jsonl)"
        ),
    ])
    func mistakesAreSaid(arguments: [String], message: String) throws {
        let result = try Command.run(arguments)
        #expect(result.status == 2)
        #expect(result.words.split(separator: "\n").first.map(String.init) == message)
    }
}
