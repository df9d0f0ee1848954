import ConstatClaims
import ConstatEvents
import ConstatIntake
import ConstatRecords
import ConstatText
import Foundation
import GRDB
import Testing

@testable import ConstatStore

@Suite struct ReviewTests {
    private func filled() throws -> (StoreFolder, Store) {
        let folder = try StoreFolder()
        let store = try folder.store()
        try store.add((0..<3).map { Made.document($0) })
        return (folder, store)
    }

    private let id = Made.document(1).id

    private func signed(_ review: ClaimReview, _ reason: String = "lu") -> StoredReview {
        StoredReview(review, reviewer: "A. B.", decided: "2016-07-01T10:00:00Z", reason: reason)
    }

    private func added(_ claim: ReportedClaim, at start: Int) -> ReportedClaim {
        var claim = claim
        let quote = String(String.UnicodeScalarView(claim.evidence.quote.unicodeScalars.dropFirst(start).prefix(3)))
        claim.trigger = QuotedSpan(start: start, end: start + 3, quote: quote)
        return claim
    }

    @Test func reviewsComeBackAsTheyWereMade() throws {
        let (folder, store) = try filled()
        let claims = try store.recordAsRead(of: id).claims
        let place = ReportedClaim.Place(name: "Gao", latitude: 16.27, longitude: -0.04, radiusKm: 10)
        let reviews = [
            signed(ClaimReview(.accept, of: ClaimReference(claims[0]))),
            signed(ClaimReview(correcting: claims[0], to: .place(place)), "« à Gao »\n\"et\""),
            signed(ClaimReview(correcting: claims[1], to: .status(.denied, isHedged: false))),
            signed(ClaimReview(.reject, of: ClaimReference(claims[1]), reading: .second)),
            StoredReview(ClaimReview(adding: added(claims[0], at: 5))),
        ]
        #expect(try store.review(Array(reviews.prefix(3))) == [1, 2, 3])
        #expect(try store.review(reviews[3]) == 4)
        #expect(try store.review(reviews[4]) == 5)
        try store.close()
        let again = try Store(path: folder.path())
        let kept = try again.reviews(of: id)
        #expect(kept.map(\.number) == [1, 2, 3, 4, 5])
        #expect(kept.prefix(4).map(\.value) == Array(reviews.prefix(4)))
        #expect(!kept.contains { !$0.isInForce })
        #expect(try again.reviews() == kept)
        #expect(try again.reviews(of: Made.document(2).id) == [])
        let record = try again.reviewedRecord(of: id).record
        #expect(record.claims.map(\.id.claim) == ["c1", "c2", "r5"])
        #expect(record.claims[0].place == place)
        #expect(record.claims[1].status == .denied)
        #expect(try again.recordAsRead(of: id).claims == claims)
        #expect(try again.verify().damages == [])
    }

    @Test func eachRecordIsReviewedAndTheReadingStays() throws {
        let (_, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        let printed = try store.record(of: id)
        try store.review(signed(ClaimReview(.reject, of: ClaimReference(claim))))
        var (reviewed, read): ([ClaimRecord], [ClaimRecord]) = ([], [])
        try store.eachRecord { reviewed.append($0) }
        try store.eachRecordAsRead { read.append($0) }
        #expect(read.map(\.claims.count) == [2, 2, 2])
        #expect(reviewed.map(\.claims.count).sorted() == [1, 2, 2])
        #expect(reviewed.first { $0.document.id == id } == (try store.reviewedRecord(of: id).record))
        #expect(try store.record(of: id) == printed)
        #expect(fault { try store.reviewedRecord(of: "none") } == "document-unknown")
        #expect(fault { try store.recordAsRead(of: "none") } == "document-unknown")
    }

    @Test func whatIsTakenBackHoldsNoMoreAndStays() throws {
        let (_, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        let number = try store.review(signed(ClaimReview(.reject, of: ClaimReference(claim))))
        let retraction = StoredRetraction(of: .review(number), reviewer: "C", decided: "2016-07-02", reason: "erreur")
        #expect(try store.retract(retraction) == 1)
        #expect(try store.reviewedRecord(of: id).record == store.recordAsRead(of: id))
        let kept = try #require(try store.reviews(of: id).first)
        #expect(kept.retraction == retraction)
        #expect(kept.retractionNumber == 1)
        #expect(!kept.isInForce)
        #expect(fault { try store.retract(retraction) } == "review-retracted")
        #expect(fault { try store.retract(StoredRetraction(of: .review(9))) } == "review-unknown")
        #expect(fault { try store.retract(StoredRetraction(of: .decision(1))) } == "decision-unknown")
        // Made again, it is a new one.
        #expect(try store.review(signed(ClaimReview(.reject, of: ClaimReference(claim)))) == 2)
        #expect(try store.reviewedRecord(of: id).record.claims.count == 1)
        #expect(try store.verify().damages == [])
    }

    @Test func decisionsTakenBackDoNotReachMerging() throws {
        let (_, store) = try filled()
        let claims = try store.recordAsRead(of: id).claims.map(ClaimReference.init)
        #expect(try store.decide(StoredDecision(EventDecision(.join, claims))) == 1)
        #expect(try store.decide(StoredDecision(EventDecision(.split, claims))) == 2)
        try store.retract(StoredRetraction(of: .decision(1), reason: "x"))
        #expect(try store.decisions().map(\.decision.verdict) == [.split])
        #expect(try store.allDecisions().map(\.isInForce) == [false, true])
        #expect(try store.decisions().map(\.number) == [2])
        #expect(try store.verify().damages == [])
    }

    @Test func whatBearsOnEventsMakesThemStale() throws {
        let (_, store) = try filled()
        func settle() throws {
            var merger = EventMerger(decisions: try store.decisions().map(\.decision))
            try store.eachRecord { merger.add($0) }
            try store.setEvents(merger.events(), asOf: store.logNumber())
            #expect(try store.areEventsCurrent())
        }
        try settle()
        let claim = try store.recordAsRead(of: id).claims[0]
        try store.review(signed(ClaimReview(.reject, of: ClaimReference(claim))))
        #expect(try !store.areEventsCurrent())
        try settle()
        try store.retract(StoredRetraction(of: .review(1)))
        #expect(try !store.areEventsCurrent())
    }

    @Test func aSecondReaderChangesNoEvent() throws {
        let (_, store) = try filled()
        func events() throws -> [Event] {
            var merger = EventMerger()
            try store.eachRecord { merger.add($0) }
            return merger.events()
        }
        let before = try events()
        for claim in try store.recordAsRead(of: id).claims {
            try store.review(signed(ClaimReview(.reject, of: ClaimReference(claim), reading: .second)))
        }
        #expect(try events() == before)
        #expect(try store.reviewedRecord(of: id, reading: .second).record.claims == [])
        #expect(try store.reviewedRecord(of: id).record == store.recordAsRead(of: id))
    }

    /// All of a form or nothing, and no number is lost.
    @Test func aReviewThatCannotBeKeptTakesItsFellowsWithIt() throws {
        let (_, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        var misquoted = ReportedClaim.Place(name: "Gao")
        misquoted.mention = QuotedSpan(start: 0, end: 3, quote: "Gao")
        let lines = try store.logNumber()
        let good = signed(ClaimReview(.accept, of: ClaimReference(claim)))
        #expect(
            fault { try store.review([good, signed(ClaimReview(correcting: claim, to: .place(misquoted)))]) }
                == "review-broken")
        let elsewhere = ClaimReference(document: "none", type: "harm.killing", start: 0, end: 1)
        #expect(fault { try store.review([good, signed(ClaimReview(.accept, of: elsewhere))]) } == "document-unknown")
        #expect(try store.reviews() == [])
        #expect(try store.logNumber() == lines)
        #expect(try store.review(good) == 1)
        #expect(try store.review([]) == [])
    }

    /// What was returned is in the files, though nobody closed them: a killed process leaves it there.
    @Test func aKeptReviewIsInTheFilesAtOnce() throws {
        let (folder, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        for number in 1...5 {
            let review = signed(ClaimReview(correcting: claim, to: .place(nil)), "n° \(number)")
            #expect(try store.review(review) == number)
            for ending in ["", "-wal"] {
                try folder.write(try folder.bytes("a.constat" + ending), "b.constat" + ending)
            }
            let left = try Store(path: folder.path("b.constat"))
            #expect(try left.reviews().map(\.reason) == (1...number).map { "n° \($0)" })
            try left.close()
        }
        try store.close()
    }

    @Test func reviewsHoldWhenTheDocumentIsReadAnew() throws {
        let (_, store) = try filled()
        let claims = try store.recordAsRead(of: id).claims
        try store.review([
            signed(ClaimReview(.reject, of: ClaimReference(claims[0]))),
            signed(ClaimReview(correcting: claims[1], to: .status(.possible, isHedged: true))),
        ])
        let newer = ReadingVersion(program: "test", resources: "2")
        var reading = Made.reading("rapport-1", Made.text(1), published: "2016-06-11")
        reading.claims.reverse()
        for index in reading.claims.indices {
            reading.claims[index].id = "n\(index)"
            reading.claims[index].status = .denied
        }
        let anew = PreparedDocument(
            reading, original: Array("rapport-1\n\(Made.text(1))".utf8), capture: Capture(), version: newer,
            preparing: Made.preparation)
        #expect(anew.id == id)
        try store.add(anew, version: newer)
        let found = try store.reviewedRecord(of: id)
        #expect(found.record.claims.map(\.id.claim) == ["n0"])
        #expect(found.record.claims.first?.status == .possible)
        #expect(found.standings == [1: .holds, 2: .otherValue])
        #expect(try store.verify().damages == [])
    }

    /// Reviews quote the text and name people: their words go with the document; the log still adds up, and no number is
    /// given twice.
    @Test func reviewsGoWithAWithdrawnDocument() throws {
        let (folder, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        let other = try store.recordAsRead(of: Made.document(2).id).claims[0]
        let witness = ReportedClaim.Actor(role: .victim, name: "Xylophanès de Zwizgraad")
        try store.review(signed(ClaimReview(.accept, of: ClaimReference(other)), "reste"))
        try store.review(signed(ClaimReview(correcting: claim, to: .actors([witness])), "dit par Qwyzbek"))
        try store.retract(StoredRetraction(of: .review(2), reason: "Qwyzbek dément"))
        let withdrawal = try store.forget("rapport-1", reason: "protection")
        #expect(withdrawal.isErased)
        #expect(try store.reviews().map(\.reason) == ["reste"])
        #expect(try store.verify().damages == [])
        #expect(fault { try store.retract(StoredRetraction(of: .review(2))) } == "review-unknown")
        #expect(try store.review(signed(ClaimReview(.reject, of: ClaimReference(other)))) == 3)
        #expect(try store.retract(StoredRetraction(of: .review(3))) == 2)
        #expect(try store.verify().damages == [])
        try store.close()
        for name in folder.names {
            let text = String(decoding: try folder.bytes(name), as: UTF8.self)
            for word in ["Xylophan", "Zwizgraad", "Qwyzbek"] { #expect(!text.contains(word), "\(word) in \(name)") }
        }
    }

    @Test func aChangedReviewIsNamed() throws {
        let (_, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        try store.review(signed(ClaimReview(correcting: claim, to: .place(nil))))
        try store.review(signed(ClaimReview(.accept, of: ClaimReference(claim))))
        try store.retract(StoredRetraction(of: .review(2), reason: "x"))
        func damages(_ sql: String) throws -> [String] {
            try store.change(sql)
            return try store.verify().damages.map(\.summary)
        }
        #expect(
            try damages("UPDATE reviews SET reviewer = 'Z' WHERE number = 1") == [
                "review 1: is not the one in the log"
            ])
        #expect(try damages("UPDATE reviews SET reviewer = 'A. B.' WHERE number = 1") == [])
        #expect(try damages("DELETE FROM retractions") == ["retraction 1: is gone"])
        #expect(try damages("DELETE FROM reviews WHERE number = 2") == ["review 2: is gone", "retraction 1: is gone"])
    }

    @Test func addedClaimsAreCalledByTheirReview() throws {
        let (_, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        let new = added(claim, at: 8)
        try store.review(signed(ClaimReview(adding: new)))
        #expect(try store.meant(by: "rapport-1#r1").claim == "r1")
        #expect(try store.claimReference(to: "rapport-1#r1") == ClaimReference(new))
        #expect(try store.reading(of: id, claim: "r1").claims.map(\.id) == ["r1"])
        #expect(try store.reading(of: id, claim: "c2").claims.map(\.id) == ["c2"])
        #expect(fault { try store.claimReference(to: "rapport-1#r2") } == "claim-unknown")
        // A claim whose type was corrected is still the one at these words.
        try store.review(signed(ClaimReview(correcting: claim, to: .type(.displacement))))
        #expect(try store.claimReference(to: "rapport-1#c1") == ClaimReference(claim))
    }

    @Test func aReviewIsOneLineOfJSON() throws {
        let (_, store) = try filled()
        let claim = try store.recordAsRead(of: id).claims[0]
        try store.review(
            signed(ClaimReview(correcting: claim, to: .status(.denied, isHedged: false), reading: .second)))
        try store.retract(StoredRetraction(of: .review(1), reviewer: "C", reason: "non"))
        let kept = try #require(try store.reviews().first)
        #expect(
            kept.json(nil) == """
                {"number":1,"action":"correct","claim":{"document":"\(id)","type":"fighting.airstrike","start":0,"end":4},\
                "field":"status","before":{"status":"occurred","hedged":false},"after":{"status":"denied","hedged":false},\
                "reading":"second","reviewer":"A. B.","decided":"2016-07-01T10:00:00Z","reason":"lu","state":"retracted",\
                "retraction":{"number":1,"reviewer":"C","decided":null,"reason":"non"}}
                """)
    }

    @Test func anotherHandsChangesAreTold() throws {
        let (folder, store) = try filled()
        let before = try store.logNumber()
        #expect(try store.changes(since: before) == StoreChanges(logNumber: before))
        let other = try folder.store()
        try other.add([Made.document(3)])
        let claims = try other.recordAsRead(of: id).claims
        try other.review(signed(ClaimReview(.accept, of: ClaimReference(claims[0]))))
        let changes = try store.changes(since: before)
        #expect(changes.documents == [id, Made.document(3).id].sorted())
        #expect(changes.hasOtherFacts && !changes.hasDecisions && changes.logNumber > before)
        try other.decide(StoredDecision(EventDecision(.split, claims.prefix(2).map { ClaimReference($0) })))
        #expect(try store.changes(since: changes.logNumber).hasDecisions)
        #expect(try store.changes(since: changes.logNumber).documents.isEmpty)
        try other.review(signed(ClaimReview(.reject, of: ClaimReference(claims[0]))))
        #expect(try !store.changes(since: changes.logNumber).hasOtherFacts)
    }
}
