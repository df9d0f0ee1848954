import ConstatClaims
import ConstatRecords
import ConstatStore
import Foundation
import Testing

/// What commands make of reviews that a store holds.
@Suite struct ReviewCommandTests {
    private static let text = "Le 2 mars 2023, une frappe aérienne a tué douze civils à Gao, selon un médecin."

    private func told() throws -> Scratch {
        let scratch = try Scratch()
        let line = #"{"id":"r","text":"\#(Self.text)","language":"fr","published":"2023-03-03"}"# + "\n"
        try scratch.write("f.jsonl", line)
        #expect(try scratch.run("add", "f.jsonl", "--store", "s.constat").status == 0)
        return scratch
    }

    /// Keeps reviews of the first claim, made of it as it stands each time.
    private func review(
        _ scratch: Scratch, _ verdicts: (ReportedClaim) -> [ClaimReview]
    ) throws {
        let store = try Store(path: scratch.folder.appending(path: "s.constat").path)
        let claim = try #require(try store.reviewedRecord(of: store.document("r").id).record.claims.first)
        try store.review(
            verdicts(claim).map {
                StoredReview($0, reviewer: "A. B.", decided: "2023-03-05T09:30:00Z", reason: "relu")
            })
        try store.close()
    }

    private static func toll(_ best: Double) -> ClaimField {
        .quantities([.init(measure: .killed, unit: "civilian", low: best, best: best, high: best, isCivilian: true)])
    }

    @Test func whatIsCorrectedReachesEventsSituationsAndExports() throws {
        let scratch = try told()
        let read = try scratch.run("show", "r#c1", "--store", "s.constat", "--format", "jsonl").output
        func exported() throws -> Bool {
            try scratch.run("export", "--profile", "csv", "--store", "s.constat").output.contains(",civilians,2,2,2,")
        }
        #expect(try scratch.run("events", "--store", "s.constat").output.contains("killed     12 · civilians\n"))
        #expect(try !exported())
        try review(scratch) { [ClaimReview(correcting: $0, to: Self.toll(2))] }
        #expect(try scratch.run("events", "--store", "s.constat").output.contains("killed     2 · civilians\n"))
        let situation = try scratch.run("situation", "--store", "s.constat", "--on", "2023-03-05").output
        #expect(situation.contains("killed, civilians: 2\n"))
        #expect(try exported())
        // The record as read is what it was.
        #expect(try scratch.run("show", "r#c1", "--store", "s.constat", "--format", "jsonl").output == read)
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
        try review(scratch) { [ClaimReview(.reject, of: ClaimReference($0))] }
        #expect(try scratch.run("events", "--store", "s.constat").output == "")
    }

    @Test func reviewsAreListedWithWhoWhenBeforeAfterAndWhy() throws {
        let scratch = try told()
        try review(scratch) { claim in
            [
                ClaimReview(.accept, of: ClaimReference(claim), reading: .second),
                ClaimReview(correcting: claim, to: Self.toll(2)),
            ]
        }
        try review(scratch) { [ClaimReview(correcting: $0, to: Self.toll(3))] }
        let store = try Store(path: scratch.folder.appending(path: "s.constat").path)
        try store.retract(StoredRetraction(of: .review(3), reviewer: "C", decided: "2023-03-06", reason: "non"))
        try store.close()
        let lines = try scratch.run("reviews", "list", "--store", "s.constat").output.split(separator: "\n").map {
            $0.split(separator: "\t").map(String.init)
        }
        #expect(lines.map { $0[0] } == ["1", "2", "3"])
        #expect(lines.map { $0[1] } == ["holds", "holds", "retracted by C, 2023-03-06: non"])
        #expect(lines.map { $0[2] } == ["second", "first", "first"])
        #expect(lines[0][4] == "accept")
        #expect(lines[1][4] == "quantities: killed 12 civilian (civilian) → killed 2 civilian (civilian)")
        #expect(Array(lines[1][5...]) == ["A. B.", "2023-03-05T09:30:00Z", "relu"])
        let records = try scratch.run("reviews", "list", "--store", "s.constat", "--format", "jsonl").output
        #expect(records.split(separator: "\n").count == 3)
        #expect(records.contains(#""field":"quantities","before":[{"measure":"killed","unit":"civilian","low":12"#))
        #expect(records.contains(#""state":"retracted","retraction":{"number":1,"reviewer":"C""#))
        let shown = try scratch.run("show", "r#c1", "--store", "s.constat").output
        let ending = shown.components(separatedBy: "\nreviews\n")
        #expect(ending.count == 2)
        #expect(ending.last?.split(separator: "\n").count == 3)
        #expect(
            ending.last?.hasPrefix("  1\tsecond reading, holds\taccept\tA. B., 2023-03-05T09:30:00Z\trelu\n") == true)
    }

    @Test func anAddedClaimIsShownUnderItsName() throws {
        let scratch = try told()
        try review(scratch) { claim in
            var added = claim
            added.type = .shelling
            added.trigger = QuotedSpan(start: 38, end: 41, quote: "tué")
            return [ClaimReview(adding: added)]
        }
        let shown = try scratch.run("show", "r#r1", "--store", "s.constat")
        #expect(shown.status == 0)
        #expect(shown.output.contains("    r1 fighting.shelling"))
        #expect(shown.output.contains("\nreviews\n  1\tholds\tadd: fighting.shelling \"tué\"; occurred; "))
        #expect(try scratch.run("events", "--store", "s.constat").output.contains("r#r1") == true)
    }

    @Test func aDecisionIsTakenBackAndStays() throws {
        let scratch = try Scratch()
        let lines = ["x", "y"].map { name in
            #"{"id":"\#(name)","text":"\#(Self.text) \#(name).","language":"fr","published":"2023-03-03"}"# + "\n"
        }
        try scratch.write("f.jsonl", lines.joined())
        #expect(try scratch.run("add", "f.jsonl", "--store", "s.constat").status == 0)
        func count() throws -> Int {
            try scratch.run("events", "--store", "s.constat", "--format", "jsonl").lineCount
        }
        #expect(try count() == 1)
        let split = ["decide", "split", "x#c1", "y#c1", "--store", "s.constat", "--reason", "deux"]
        #expect(try Command.run(split, in: scratch.folder).status == 0)
        #expect(try count() == 2)
        let undo = ["decide", "undo", "1", "--store", "s.constat", "--reason", "une", "--reviewer", "C"]
        let undone = try Command.run(undo, in: scratch.folder)
        #expect((undone.status, undone.output) == (0, "undone\t1\n"))
        #expect(try count() == 1)
        let list = try scratch.run("decide", "list", "--store", "s.constat").output
        #expect(list.hasPrefix("1\tretracted by C: une\tsplit\t"))
        let again = try Command.run(undo, in: scratch.folder)
        #expect(again.status == 1)
        #expect(again.messages == ["s.constat: error: decision 1 was taken back before [decision-retracted]"])
        let unknown = try scratch.run("decide", "undo", "7", "--store", "s.constat", "--reason", "x")
        #expect(unknown.status == 1)
        #expect(unknown.messages == ["s.constat: error: there is no decision 7 [decision-unknown]"])
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
    }
}
