import ConstatClaims
import ConstatRecords
import ConstatText
import Testing

/// One report whose claims reviewers speak of.
enum Told {
    static let text = "L'armée a tué douze rebelles à Gao. Deux civils ont été blessés, puis une frappe a visé Kidal."

    static func span(_ words: String) -> QuotedSpan {
        let start = text.firstRange(of: words).map {
            text.unicodeScalars.distance(from: text.startIndex, to: $0.lowerBound)
        }
        return QuotedSpan(start: start ?? 0, end: (start ?? 0) + words.unicodeScalars.count, quote: words)
    }

    static func claim(_ id: String, _ type: ClaimType, _ trigger: String) -> ReportedClaim {
        ReportedClaim(
            id: ClaimID(document: "d", claim: id), type: type, trigger: span(trigger),
            evidence: QuotedSpan(start: 0, end: text.unicodeScalars.count, quote: text))
    }

    static let killing: ReportedClaim = {
        var claim = Told.claim("c1", .killing, "tué")
        claim.actors = [.init(role: .agent, name: "army", mention: span("L'armée"))]
        claim.place = .init(name: "Gao", latitude: 16.27, longitude: -0.04, radiusKm: 10, mention: span("Gao"))
        claim.quantities = [
            .init(measure: .killed, unit: "rebel", low: 12, best: 12, high: 12, mention: span("douze rebelles"))
        ]
        return claim
    }()
    static let strike = claim("c2", .airstrike, "frappe")
    static let record = ClaimRecord(document: ReportedDocument(id: "d"), claims: [killing, strike])
    static let kidal = ReportedClaim.Place(name: "Kidal", latitude: 18.44, longitude: 1.41, mention: span("Kidal"))
    static let wounded = claim("new", .casualties, "blessés")
}

@Suite struct ClaimReviewTests {
    /// Numbered from 1.
    private func reviewed(_ reviews: [ClaimReview], _ record: ClaimRecord = Told.record) -> ReviewedRecord {
        record.reviewed(by: reviews.enumerated().map { NumberedReview($0 + 1, $1) })
    }

    private func correction(_ claim: ReportedClaim, _ after: ClaimField) -> ClaimReview {
        ClaimReview(correcting: claim, to: after)
    }

    @Test func withoutReviewsARecordIsAsRead() {
        #expect(reviewed([]).record == Told.record)
        #expect(reviewed([]).claims.allSatisfy { !$0.isSeen })
    }

    @Test func whatIsAcceptedStaysAndIsSeen() {
        let found = reviewed([ClaimReview(.accept, of: ClaimReference(Told.strike))])
        #expect(found.record == Told.record)
        #expect(found.claims.map(\.isSeen) == [false, true])
        #expect(found.standings == [1: .holds])
    }

    @Test func whatIsRejectedIsGone() {
        let found = reviewed([ClaimReview(.reject, of: ClaimReference(Told.killing))])
        #expect(found.record.claims == [Told.strike])
        #expect(found.claims.map(\.isRejected) == [true, false])
        // Accepted after all.
        let back = reviewed([.reject, .accept].map { ClaimReview($0, of: ClaimReference(Told.killing)) })
        #expect(back.record == Told.record)
        #expect(back.standings == [1: .superseded, 2: .holds])
    }

    static let corrections: [ClaimField] = [
        .type(.abduction), .status(.denied, isHedged: true), .actors([]), .place(Told.kidal), .place(nil),
        .time(.init(start: CalendarDay("2020-01-02"), end: nil, precision: .day)),
        .quantities([.init(measure: .killed, unit: "person", low: 2, best: nil, high: 9)]),
        .attribution([.init(name: "S", kind: .ngo)]),
    ]

    @Test(arguments: corrections) func aCorrectedFieldIsReplacedAndNothingElse(after: ClaimField) {
        let found = reviewed([correction(Told.killing, after)])
        #expect(found.standings == [1: .holds])
        for name in ClaimField.Name.allCases {
            let expected = name == after.name ? after : Told.killing[name]
            #expect(found.record.claims[0][name] == expected)
        }
        #expect(found.record.claims[0].id == Told.killing.id)
        #expect(found.record.claims[1] == Told.strike)
    }

    @Test func ofTwoCorrectionsOfAFieldTheLaterCountsWhateverTheOrderGiven() {
        let first = correction(Told.killing, .place(nil))
        var seen = Told.killing
        seen.set(.place(nil))
        let reviews = [
            NumberedReview(7, correction(seen, .place(Told.kidal))), NumberedReview(3, first),
            NumberedReview(5, correction(Told.killing, .actors([]))),
        ]
        let found = Told.record.reviewed(by: reviews)
        #expect(found.record.claims[0].place == Told.kidal)
        #expect(found.record.claims[0].actors == [])
        #expect(found.standings == [3: .superseded, 5: .holds, 7: .holds])
        #expect(found.claims[0].reviews == [3, 5, 7])
        // The first one is taken back: the later holds, on a value that was not there.
        let undone = Told.record.reviewed(by: reviews.filter { $0.number != 3 })
        #expect(undone.record.claims[0].place == Told.kidal)
        #expect(undone.standings[7] == .otherValue)
    }

    /// Reviews and decisions go on meaning a claim whose type was corrected into another family.
    @Test func aClaimOfCorrectedTypeKeepsItsName() throws {
        let typed = correction(Told.killing, .type(.airstrike))
        let once = reviewed([typed])
        let claim = once.record.claims[0]
        #expect(claim.type == .airstrike)
        #expect(ClaimReference(claim) == ClaimReference(Told.killing))
        #expect(ClaimReference(Told.killing).claim(in: once.record) == claim)
        let twice = reviewed([typed, correction(claim, .place(nil)), correction(claim, .type(.killing))])
        #expect(twice.record.claims[0].type == .killing)
        #expect(twice.record.claims[0].place == nil)
        #expect(twice.standings == [1: .superseded, 2: .holds, 3: .holds])
    }

    @Test func anAddedClaimStandsInTextOrderUnderTheNumberOfItsReview() throws {
        let add = ClaimReview(adding: Told.wounded)
        let found = Told.record.reviewed(by: [NumberedReview(41, add)])
        #expect(found.record.claims.map(\.id.description) == ["d#c1", "d#r41", "d#c2"])
        #expect(found.claims[1].read == nil)
        // It is reviewed like any other.
        let added = found.record.claims[1]
        let more = Told.record.reviewed(by: [
            NumberedReview(41, add), NumberedReview(42, correction(added, .place(Told.kidal))),
            NumberedReview(43, correction(added, .type(.killing))),
        ])
        #expect(more.record.claims[1].place == Told.kidal)
        #expect(more.standings == [41: .holds, 42: .holds, 43: .holds])
        let rejected = Told.record.reviewed(by: [
            NumberedReview(41, add), NumberedReview(44, ClaimReview(.reject, of: ClaimReference(added))),
        ])
        #expect(rejected.record == Told.record)
    }

    @Test func anAddedClaimThatIsReadLaterDoesNotCountTwice() {
        var read = Told.wounded
        read.id.claim = "c9"
        var anew = Told.record
        anew.claims.insert(read, at: 1)
        let found = reviewed([ClaimReview(adding: Told.wounded)], anew)
        #expect(found.record.claims.map(\.id.claim) == ["c1", "r1", "c2"])
        #expect(found.standings == [1: .otherValue])
        #expect(found.claims[1].read == read)
    }

    @Test func reviewsHoldWhenTheDocumentIsReadAnew() {
        var anew = Told.record
        anew.claims.reverse()
        for index in anew.claims.indices { anew.claims[index].id.claim = "n\(index)" }
        // The trigger is now two words, and the place another.
        anew.claims[1].trigger = Told.span("a tué")
        anew.claims[1].place = nil
        let found = reviewed(
            [
                correction(Told.killing, .actors([])), correction(Told.killing, .place(Told.kidal)),
                ClaimReview(.reject, of: ClaimReference(Told.strike)),
            ], anew)
        #expect(found.record.claims.map(\.id.claim) == ["n1"])
        #expect(found.record.claims[0].actors == [])
        #expect(found.record.claims[0].place == Told.kidal)
        #expect(found.standings == [1: .holds, 2: .otherValue, 3: .holds])
    }

    @Test func aReviewOfAClaimThatIsReadNoMoreChangesNothing() {
        let gone = ClaimReview(.reject, of: ClaimReference(document: "d", type: "harm.killing", start: 500, end: 504))
        let found = reviewed([gone, ClaimReview(.reject, of: ClaimReference(Told.wounded))])
        #expect(found.record == Told.record)
        #expect(found.standings == [1: .noClaim, 2: .noClaim])
        let elsewhere = ClaimReference(document: "e", type: "harm.killing", start: 10, end: 13)
        #expect(reviewed([ClaimReview(.reject, of: elsewhere)]).standings == [:])
    }

    @Test func anotherKindAtTheWordsIsTakenAndSaid() {
        var anew = Told.record
        anew.claims[0].type = .abduction
        let found = reviewed([ClaimReview(.reject, of: ClaimReference(Told.killing))], anew)
        #expect(found.record.claims == [Told.strike])
        #expect(found.standings == [1: .otherValue])
        anew.claims[0].type = .captured
        let other = reviewed([ClaimReview(.reject, of: ClaimReference(Told.killing))], anew)
        #expect(other.record == anew)
        #expect(other.standings == [1: .noClaim])
    }

    @Test func aSecondReadersReviewsChangeNothingButTheirOwnReading() {
        let second = NumberedReview(1, ClaimReview(.reject, of: ClaimReference(Told.strike), reading: .second))
        #expect(Told.record.reviewed(by: [second]).record == Told.record)
        #expect(Told.record.reviewed(by: [second]).standings == [:])
        #expect(ReviewedRecord(Told.record, by: [second], reading: .second).record.claims == [Told.killing])
    }

    // MARK: JSON

    @Test(arguments: corrections + ClaimField.Name.allCases.map { Told.killing[$0] })
    func aFieldComesBackFromItsJSON(field: ClaimField) throws {
        #expect(try ClaimRecordReader.field(field.name, field.json.utf8) == field)
    }

    @Test func valuesAreWrittenAsInAClaimRecord() throws {
        #expect(ClaimField.type(.killing).json == #""harm.killing""#)
        #expect(ClaimField.status(.denied, isHedged: true).json == #"{"status":"denied","hedged":true}"#)
        #expect(ClaimField.place(nil).json == "null")
        let claim = Told.killing.json
        for name in [ClaimField.Name.actors, .place, .time, .quantities, .attribution, .type] {
            #expect(claim.contains("\"\(name.rawValue)\":" + Told.killing[name].json))
        }
        #expect(try ClaimRecordReader.claim(claim.utf8, of: "d") == Told.killing)
    }

    @Test(arguments: [
        (ClaimField.Name.type, #""war.crime""#, "type"), (.status, #"{"status":"denied"}"#, "status"),
        (.status, #""denied""#, "status.status"), (.place, #"{"name":"P","lat":95,"relation":"at"}"#, "place.lat"),
        (.quantities, #"[{"measure":"killed","best":-1}]"#, "quantities[0].best"), (.actors, "7", "actors"),
        (.time, "{", ""),
    ])
    func aFieldThatCannotBeIsRefused(name: ClaimField.Name, json: String, path: String) {
        let fault = #expect(throws: RecordFault.self) { try ClaimRecordReader.field(name, json.utf8) }
        #expect(fault?.path == path)
    }

    // MARK: What can be kept

    @Test func aReviewQuotesWordsWhereTheyStand() {
        #expect(correction(Told.killing, .place(Told.kidal)).fault(in: Told.text) == nil)
        #expect(ClaimReview(adding: Told.wounded).fault(in: Told.text) == nil)
        var moved = Told.kidal
        moved.mention?.start += 1
        #expect(correction(Told.killing, .place(moved)).fault(in: Told.text)?.path == "place.mention")
        moved.mention = QuotedSpan(start: -4, end: 4000, quote: "x")
        #expect(correction(Told.killing, .place(moved)).fault(in: Told.text)?.path == "place.mention")
        // The reviewer's own knowledge has no words.
        moved.mention = nil
        #expect(correction(Told.killing, .place(moved)).fault(in: Told.text) == nil)
        var outside = Told.wounded
        outside.evidence = Told.span("Gao")
        #expect(ClaimReview(adding: outside).fault(in: Told.text)?.path == "trigger")
    }

    @Test func aReviewHasValuesThatARecordMayHold() {
        let toll = ReportedClaim.Quantity(measure: .killed, unit: "person", low: 9, best: 4, high: nil)
        #expect(correction(Told.killing, .quantities([toll])).fault(in: Told.text)?.path == "quantities[0]")
        let nowhere = ReportedClaim.Place(name: "P", latitude: 91, longitude: 0)
        #expect(correction(Told.killing, .place(nowhere)).fault(in: Told.text)?.path == "place.lat")
        let mixed = ClaimReview(
            .correct(before: .place(nil), after: .actors([])), of: ClaimReference(Told.killing))
        #expect(mixed.fault(in: Told.text)?.path == "actors")
    }
}
