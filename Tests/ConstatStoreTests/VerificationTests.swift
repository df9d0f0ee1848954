import ConstatClaims
import ConstatEvents
import ConstatIntake
import ConstatRecords
import ConstatText
import Foundation
import GRDB
import Testing

@testable import ConstatStore

@Suite struct VerificationTests {
    /// A store with something in every table.
    private func filled(_ folder: StoreFolder) throws -> Store {
        let store = try folder.store()
        try store.add((0..<4).map { Made.document($0) } + [Made.document("copie", Made.text(2) + " Suite.")])
        _ = try store.forget("rapport-3", reason: "à la demande de l'auteur")
        let claim = ClaimReference(document: Made.document(0).id, type: "fighting.airstrike", start: 0, end: 4)
        try store.decide(
            StoredDecision(EventDecision(.join, [claim, claim]), reviewer: "A", decided: "2016-07-01", reason: "b"))
        try store.review(
            StoredReview(
                ClaimReview(.correct(before: .place(nil), after: .place(nil)), of: claim), reviewer: "A",
                decided: "2016-07-02", reason: "c"))
        try store.retract(StoredRetraction(of: .review(1), reviewer: "A", decided: "2016-07-03", reason: "d"))
        var merger = EventMerger()
        try store.eachRecord { merger.add($0) }
        try store.setEvents(merger.events(), asOf: store.logNumber())
        return store
    }

    @Test func whatIsWholeIsSaidToBe() throws {
        let folder = try StoreFolder()
        let found = try filled(folder).verify()
        #expect(found.damages == [])
        #expect(found.documents == 4)
        #expect(found.withdrawals == 1)
        #expect(found.logLines > 10)
    }

    /// Every column of every table, changed in one row as little as can be, is found and named.
    @Test func oneChangedValueIsFoundWhereverItStands() throws {
        let folder = try StoreFolder()
        let store = try filled(folder)
        try store.close()
        let bytes = try folder.bytes()
        let columns = try DatabaseQueue(path: folder.path()).read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name")
            return try tables.flatMap { table in try database.columns(in: table).map { (table, $0.name, $0.type) } }
        }
        #expect(columns.count > 70)
        // What it says only makes work be done again or not.
        let harmless = ["event_state.log_number"]
        for (table, column, type) in columns where !harmless.contains("\(table).\(column)") {
            let value =
                switch type {
                case "INTEGER": "\(column) + 1"
                case "REAL": "\(column) + 0.000001"
                case "BLOB": "CAST(\(column) || 'x' AS BLOB)"
                default: "\(column) || ' '"
                }
            try folder.write(bytes, "b.constat")
            let changed = try DatabaseQueue(path: folder.path("b.constat"))
            let count = try changed.write { database in
                try database.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
                return try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table) WHERE \(column) IS NOT NULL") ?? 0
            }
            if count == 0 {
                // Nothing there can be changed; a value that appears is found too.
                let new = type == "TEXT" ? "'x'" : "1"
                try changed.write { try $0.execute(sql: "UPDATE \(table) SET \(column) = \(new)") }
            } else {
                try changed.writeWithoutTransaction { database in
                    try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
                    try database.execute(
                        sql: """
                            UPDATE \(table) SET \(column) = \(value) WHERE \(column) =
                                (SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL ORDER BY \(column) DESC LIMIT 1)
                            """)
                }
            }
            try changed.close()
            let found = try Store(path: folder.path("b.constat")).verify()
            #expect(!found.damages.isEmpty, "\(table).\(column)")
        }
    }

    @Test func aDeletedLogLineIsFoundAndSoIsAnEditedOne() throws {
        let folder = try StoreFolder()
        let store = try filled(folder)
        let last = try store.logNumber()
        try store.close()
        let bytes = try folder.bytes()
        for number in 1...last {
            for sql in [
                "DELETE FROM log WHERE number = \(number)",
                "UPDATE log SET details = details || ' ' WHERE number = \(number)",
            ] {
                try folder.write(bytes, "b.constat")
                let changed = try Store(path: folder.path("b.constat"))
                try changed.change(sql)
                let words = try changed.verify().damages.map(\.summary)
                #expect(words.contains { $0.hasPrefix("log line \(number): ") }, "\(sql): \(words)")
            }
        }
    }

    @Test func aRewrittenLogIsFoundByAHashNotedBefore() throws {
        let folder = try StoreFolder()
        let store = try filled(folder)
        let head = try store.verify().head
        try store.add([Made.document(9)])
        #expect(try store.verify(head: head).damages == [])
        // Somebody makes the whole store again without the withdrawn document.
        let other = try folder.store("b.constat")
        try other.add([Made.document(0), Made.document(9)])
        #expect(try other.verify().damages == [])
        #expect(try other.verify(head: head).damages.map(\.summary) == ["the log: no line has the hash \(head)"])
    }

    @Test func aDocumentThatIsGoneWithoutAWordIsMissed() throws {
        let folder = try StoreFolder()
        let store = try filled(folder)
        let id = Made.document(1).id
        try store.change("DELETE FROM documents WHERE id = '\(id)'")
        let words = try store.verify().damages.map(\.summary)
        #expect(words.contains("document \(id.prefix(12)): is gone, and the log does not say why"))
    }

    @Test func aWordTakenOutOfTheSearchIsMissed() throws {
        let folder = try StoreFolder()
        let store = try filled(folder)
        try store.change("DELETE FROM document_words_data WHERE id > 10")
        #expect(try !store.verify().damages.isEmpty)
    }

    /// Bits all over the file: either the damage is found, or nothing that the store says has changed.
    @Test func noBitOfTheFileChangesWhatTheStoreSaysUnnoticed() throws {
        let folder = try StoreFolder()
        let store = try filled(folder)
        let dump = try store.dump()
        try store.close()
        let bytes = try folder.bytes()
        var found = 0
        let flips = 120
        // Most bytes of so small a store are zeros that nothing reads.
        let used = bytes.indices.filter { bytes[$0] != 0 }
        for flip in 0..<flips {
            let position = used[flip * used.count / flips]
            var changed = bytes
            changed[position] ^= 1 << UInt8(flip % 8)
            try folder.write(changed, "b.constat")
            if Self.isFound(folder.path("b.constat")) {
                found += 1
            } else {
                let other = try Store(path: folder.path("b.constat"))
                #expect(try other.dump() == dump, "bit \(flip % 8) of byte \(position)")
            }
            for ending in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: folder.path("b.constat" + ending))
            }
        }
        #expect(found > flips / 2)
    }

    private static func isFound(_ path: String) -> Bool {
        guard let store = try? Store(path: path) else { return true }
        guard let found = try? store.verify() else { return true }
        return !found.damages.isEmpty
    }
}
