import ConstatClaims
import ConstatEvents
import ConstatIntake
import ConstatRecords
import ConstatText
import Foundation
import GRDB
import Testing

@testable import ConstatStore

@Suite struct EventTests {
    /// Reports of one strike each; those of one town tell of the same.
    private static func document(
        _ name: String, town: Int, version: ReadingVersion = Made.version, claimNames: String = "c"
    ) -> PreparedDocument {
        var reading = Made.reading(name, Made.text(number(name)), published: "2016-06-03")
        for index in reading.claims.indices {
            reading.claims[index].id = "\(claimNames)\(index + 1)"
            reading.claims[index].place = ClaimPlace(
                name: "Town \(town)", id: "\(town)", latitude: Double(town) * 5, longitude: 20, radiusKm: 5,
                relation: .at, distanceKm: nil, bearing: nil, mention: nil)
        }
        return PreparedDocument(
            reading, original: Array(name.utf8), capture: Capture(), version: version, preparing: Made.preparation)
    }

    private static func number(_ name: String) -> Int { name.utf8.reduce(0) { $0 * 31 % 100_003 + Int($1) } }

    private func merger(_ store: Store) throws -> EventMerger {
        var merger = EventMerger(decisions: try store.decisions().map(\.decision))
        try store.eachRecord { merger.add($0) }
        return merger
    }

    /// Merges all anew, stores it, and gives for each event its documents' names.
    private func groups(_ store: Store) throws -> [Set<String>] {
        var merger = try merger(store)
        let events = merger.events()
        try store.setEvents(events, asOf: store.logNumber())
        #expect(try store.verify().damages == [])
        #expect(try store.areEventsCurrent())
        var names: [String: String] = [:]
        try store.eachDocument { names[$0.id] = $0.name }
        return events.map { Set($0.members.compactMap { names[$0.claim.document] }) }
    }

    private func decide(_ store: Store, _ verdict: EventDecision.Verdict, _ claims: String...) throws {
        let decision = EventDecision(verdict, try claims.map { try store.claimReference(to: $0) })
        try store.decide(StoredDecision(decision, reviewer: "A", decided: "2016-07-01", reason: "lu"))
    }

    @Test func decisionsHoldWhenDocumentsAreReadAnew() throws {
        let store = try StoreFolder().store()
        try store.add([
            Self.document("a", town: 1), Self.document("b", town: 1), Self.document("c", town: 2),
            Self.document("d", town: 3),
        ])
        #expect(try Set(groups(store)) == [["a", "b"], ["c"], ["d"]])
        try decide(store, .split, "a#c1", "b#c1")
        try decide(store, .join, "c#c1", "d#c1")
        #expect(try !store.areEventsCurrent())
        let decided = try Set(groups(store))
        #expect(decided.contains(["c", "d"]))
        #expect(!decided.contains(["a", "b"]) && decided.contains { $0.contains("a") })
        // Another version finds the same words and calls its claims otherwise.
        let newer = ReadingVersion(program: "test", resources: "2")
        for (name, town) in [("a", 1), ("b", 1), ("c", 2), ("d", 3)] {
            try store.add(
                Self.document(name, town: town, version: newer, claimNames: "claim-"), version: newer)
        }
        #expect(try store.record(of: store.document("a").id).contains(#""id":"claim-1""#))
        #expect(try Set(groups(store)) == decided)
        #expect(try store.decisions().map(\.decision.verdict) == [.split, .join])
        // A later decision about the same claims overrules.
        try decide(store, .join, "a#claim-1", "b#claim-1")
        #expect(try Set(groups(store)) == [["a", "b"], ["c", "d"]])
    }

    @Test func aDecisionIsAboutClaimsThatAreThere() throws {
        let store = try StoreFolder().store()
        try store.add([Self.document("a", town: 1)])
        #expect(fault { try store.claimReference(to: "a") } == "claim-not-named")
        #expect(fault { try store.claimReference(to: "a#c7") } == "claim-unknown")
        #expect(fault { try store.claimReference(to: "b#c1") } == "document-unknown")
        let reference = try store.claimReference(to: "a#c2")
        let claim = try #require(try record(of: Self.document("a", town: 1).id, in: store)?.claims.last)
        #expect(claim.type == .casualties)
        #expect(reference == ClaimReference(claim))
    }

    /// The rows of the others are the same rows, and what is stored is what merging all anew gives.
    @Test func aDocumentMoreOrLessChangesOnlyItsNeighbours() throws {
        let store = try StoreFolder().store()
        try store.add((0..<12).map { Self.document("r\($0)", town: $0 % 6) })
        var merger = try merger(store)
        let changes = merger.changes()
        try store.updateEvents(made: changes.made, gone: changes.gone, asOf: store.logNumber())
        let before = try rows(store)
        #expect(before.count == 6)

        let added = Self.document("new", town: 2)
        try store.add([added])
        let record = try #require(try self.record(of: added.id, in: store))
        merger.add(record)
        let more = merger.changes()
        #expect(more.made.count == 1)
        try store.updateEvents(made: more.made, gone: more.gone, asOf: store.logNumber())
        let between = try rows(store)
        #expect(between.count == 6)
        #expect(between.filter { before[$0.key] != $0.value }.count == 1)
        try expectMergedAnew(store)

        _ = try store.forget("new", reason: "x")
        #expect(try rows(store).count == 5)
        merger.withdraw(added.id)
        let less = merger.changes()
        try store.updateEvents(made: less.made, gone: less.gone, asOf: store.logNumber())
        let after = try rows(store)
        #expect(Set(after.keys) == Set(before.keys))
        #expect(after.filter { before[$0.key] != $0.value }.count == 1)
        try expectMergedAnew(store)
    }

    @Test func equalEventsAreNotWrittenAgain() throws {
        let store = try StoreFolder().store()
        try store.add((0..<6).map { Self.document("r\($0)", town: $0 % 3) })
        _ = try groups(store)
        let (rows, lines) = (try rows(store), try store.logNumber())
        _ = try groups(store)
        #expect(try self.rows(store) == rows)
        #expect(try store.logNumber() == lines)
    }

    @Test func theSumOfEventsDoesNotDependOnTheirOrder() throws {
        let digests = (0..<20).map { SHA256.digest([UInt8($0)]) }
        var (one, other) = (EventSum(), EventSum())
        for digest in digests { one.add(digest) }
        for digest in digests.reversed() { other.add(digest) }
        #expect(one == other)
        #expect(EventSum(hexadecimal: one.hexadecimal) == one)
        for digest in digests.dropFirst(3) { one.subtract(digest) }
        other = EventSum()
        for digest in digests.prefix(3) { other.add(digest) }
        #expect(one == other)
        other.subtract(digests[0])
        #expect(one != other)
    }

    private func rows(_ store: Store) throws -> [String: Int64] {
        try store.queue.read { database in
            try Row.fetchAll(database, sql: "SELECT id, number FROM events").reduce(into: [:]) { rows, row in
                if let id = row.text(0) { rows[id] = row.integer(1) }
            }
        }
    }

    private func record(of id: String, in store: Store) throws -> ClaimRecord? {
        var found: ClaimRecord?
        try store.eachRecord { if $0.document.id == id { found = $0 } }
        return found
    }

    private func expectMergedAnew(_ store: Store) throws {
        let (rows, lines) = (try rows(store), try store.logNumber())
        var anew = try merger(store)
        try store.setEvents(anew.events(), asOf: lines)
        #expect(try self.rows(store) == rows, "merging all anew gives other events")
        #expect(try store.logNumber() == lines)
        #expect(rows.count == anew.events().count)
        #expect(try store.verify().damages == [])
    }
}
