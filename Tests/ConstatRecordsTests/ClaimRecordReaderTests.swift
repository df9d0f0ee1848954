import ConstatClaims
import ConstatRecords
import ConstatRendering
import ConstatText
import Testing

@Suite struct ClaimRecordReaderTests {
    static let span = #"{"start":0,"end":3,"quote":"Des"}"#

    static func line(claim: String) -> String {
        #"{"document":{"id":"d1","published":"2020-05-02"},"claims":[\#(claim)]}"#
    }

    static func claim(_ members: String) -> String {
        #"{"id":"c1","type":"fighting.attack","status":"occurred","trigger":\#(span),"evidence":\#(span)\#(members)}"#
    }

    @Test func everyFieldIsRead() throws {
        let slots = #"""
            ,"hedged":true,"confidence":0.5,"frame":"f",
            "actors":[{"role":"agent","name":"A","id":"a","mention":null}],
            "place":{"name":"P","id":"p","lat":1.5,"lon":-2,"radius_km":10,"relation":"near","mention":\#(Self.span)},
            "time":{"start":"2020-05-01","end":null,"precision":"day","mention":null},
            "quantities":[{"measure":"killed","unit":"person","low":1,"best":null,"high":2e1,"party":"B",
                           "civilian":false,"mention":\#(Self.span)}],
            "attribution":[{"source":"S","kind":"ngo","mention":null}]
            """#
        let result = try ClaimRecordReader.read(Self.line(claim: Self.claim(slots)).utf8)
        #expect(result.faults == [])
        let claim = try #require(result.record.claims.first)
        #expect(claim.id == ClaimID(document: "d1", claim: "c1"))
        #expect(claim.type == .attack)
        #expect(claim.isHedged)
        #expect(claim.actors == [.init(role: .agent, name: "A", id: "a")])
        #expect(claim.place?.latitude == 1.5)
        #expect(claim.place?.relation == .near)
        #expect(claim.time?.start == CalendarDay("2020-05-01"))
        #expect(claim.time?.end == nil)
        #expect(claim.quantities.first?.high == 20)
        #expect(claim.quantities.first?.isCivilian == false)
        #expect(claim.attribution == [.init(name: "S", kind: .ngo)])
        #expect(result.record.document.origin == "d1")
    }

    /// What stands at the path cannot be right; the claim stays.
    @Test(arguments: [
        (#","place":{"name":"P","lat":95,"lon":0,"relation":"at"}"#, "claims[0].place.lat"),
        (#","place":{"name":"P","lat":"1","lon":0,"relation":"at"}"#, "claims[0].place.lat"),
        (#","place":{"name":"P","lat":1,"lon":0,"radius_km":-1,"relation":"at"}"#, "claims[0].place.radius_km"),
        (#","place":{"lat":1,"lon":0,"relation":"at"}"#, "claims[0].place.name"),
        (#","place":7"#, "claims[0].place.name"),
        (#","time":{"start":"2020-05-02","end":"2020-05-01","precision":"day"}"#, "claims[0].time.end"),
        (#","time":{"start":"2020-02-31","end":"2020-03-01","precision":"day"}"#, "claims[0].time.start"),
        (#","time":{"start":null,"end":null,"precision":"day"}"#, "claims[0].time"),
        (#","quantities":[{"measure":"killed","low":1e999}]"#, "claims[0].quantities[0].low"),
        (#","quantities":[{"measure":"killed","best":-4}]"#, "claims[0].quantities[0].best"),
        (#","quantities":[{"measure":"dead","best":4}]"#, "claims[0].quantities[0].measure"),
        (#","quantities":{"killed":4}"#, "claims[0].quantities"),
        (#","actors":[{"role":"boss","name":"A"}]"#, "claims[0].actors[0].role"),
        (#","attribution":[{"source":"S","kind":"friend"}]"#, "claims[0].attribution[0].kind"),
        (#","confidence":7"#, "claims[0].confidence"),
        (#","hedged":"no""#, "claims[0].hedged"),
    ])
    func aWrongValueIsLeftOutAndTold(members: String, path: String) throws {
        let result = try ClaimRecordReader.read(Self.line(claim: Self.claim(members)).utf8)
        #expect(result.faults.map(\.path) == [path])
        #expect(result.record.claims.count == 1)
    }

    @Test(arguments: [
        (#"{"type":"fighting.attack"}"#, "claims[0].id"),
        (#"{"id":"c1","type":"war.crime"}"#, "claims[0].type"),
        (#"{"id":"c1","type":"fighting.attack","status":"maybe"}"#, "claims[0].status"),
        (
            #"{"id":"c1","type":"fighting.attack","status":"occurred","trigger":{"start":3,"end":1,"quote":""}}"#,
            "claims[0].trigger"
        ),
        ("7", "claims[0].id"), ("null", "claims[0].id"),
    ])
    func aClaimWithoutItsEssentialsIsLeftOut(claim: String, path: String) throws {
        let result = try ClaimRecordReader.read(Self.line(claim: claim).utf8)
        #expect(result.record.claims == [])
        #expect(result.faults.first?.path == path)
    }

    @Test func ofTwoClaimsWithOneNameTheFirstStays() throws {
        let twice = Self.claim("") + "," + Self.claim(#","hedged":true"#)
        let result = try ClaimRecordReader.read(Self.line(claim: twice).utf8)
        #expect(result.record.claims.map(\.isHedged) == [false])
        #expect(result.faults.map(\.path) == ["claims[1].id"])
    }

    @Test(arguments: [
        ("", ""), ("[]", ""), ("{", ""), ("{}", "document"), (#"{"document":{"id":""},"claims":[]}"#, "document.id"),
        (#"{"document":{"id":"d"},"claims":{}}"#, "claims"),
        (#"{"document":{"id":null},"claims":[],"error":{"identifier":"text-empty"}}"#, "error"),
    ])
    func whatIsNoRecordIsRefused(line: String, path: String) {
        let fault = #expect(throws: RecordFault.self) { try ClaimRecordReader.read(line.utf8) }
        #expect(fault?.path == path)
    }

    /// Every prefix of a record, and the record with each byte changed: an answer or a fault, never a trap.
    @Test func anyBytesGiveAnAnswer() {
        let bytes = Array(Self.line(claim: Self.claim(#","time":{"start":"2020-05-02","end":null}"#)).utf8)
        for end in bytes.indices { _ = try? ClaimRecordReader.read(bytes[..<end]) }
        for index in bytes.indices {
            for byte in [0x00, 0x22, 0x2D, 0x39, 0x7B, 0xFF] as [UInt8] {
                var broken = bytes
                broken[index] = byte
                _ = try? ClaimRecordReader.read(broken)
            }
        }
    }

    @Test func theRecordOfAReadingIsWhatItsLineGives() throws {
        let document = Document(
            id: "d", text: "L'armée a tué 3 rebelles à Gao.", language: "fr", publishedOn: CalendarDay("2020-05-02"))
        let claim = Claim(
            id: "c1", type: .casualties, trigger: TextSpan(11, 15), evidence: TextSpan(0, 33),
            actors: [Participant(role: .agent, name: "army", id: nil, mention: TextSpan(0, 8))],
            place: ClaimPlace(
                name: "Gao", id: "1", latitude: 16.2716675, longitude: -0.0447, radiusKm: 10, relation: .at,
                mention: TextSpan(29, 32)),
            quantities: [
                Quantity(
                    measure: .killed, unit: "fighter", low: 3, best: 3, high: 3, party: nil, isCivilian: false,
                    mention: TextSpan(16, 26))
            ],
            attribution: [Source(name: "army", kind: .military, mention: nil)], status: .occurred, isHedged: false,
            confidence: 0.8125, frame: "kill")
        let reading = Reading(document: document, claims: [claim], notes: [], sentences: [])
        let printed = try ClaimRecordReader.read(JSONLines.record(reading).utf8)
        #expect(printed.faults == [])
        #expect(printed.record == ClaimRecord(reading))
        #expect(ClaimRecord(reading, origin: "other").document.origin == "other")
    }
}
