import ConstatEvents
import ConstatIntake
import ConstatRecords
import Foundation
import GRDB
import Testing

@testable import ConstatStore

/// Whatever stands at the path, it is named for what it is and left as it is.
@Suite struct StoreFileTests {
    private func refusal(of bytes: [UInt8]) throws -> String? {
        let folder = try StoreFolder()
        try folder.write(bytes, "a.constat")
        let identifier = fault { try folder.store() }
        #expect(try folder.bytes() == bytes)
        #expect(folder.names == ["a.constat"])
        return identifier
    }

    private func storeBytes(_ count: Int = 3) throws -> [UInt8] {
        let folder = try StoreFolder()
        let store = try folder.store()
        try store.add((0..<count).map { Made.document($0) })
        try store.close()
        return try folder.bytes()
    }

    @Test func aTextIsNoStore() throws {
        #expect(try refusal(of: Array("Des combats ont eu lieu mardi.".utf8)) == "store-foreign")
        #expect(try refusal(of: [UInt8](repeating: 0, count: 5000)) == "store-foreign")
    }

    @Test func anEmptyFileIsNotTaken() throws { #expect(try refusal(of: []) == "store-empty") }

    @Test func theDatabaseOfAnotherProgramIsNotTouched() throws {
        let folder = try StoreFolder()
        let other = try DatabaseQueue(path: folder.path())
        try other.write { try $0.execute(sql: "CREATE TABLE documents (id TEXT); INSERT INTO documents VALUES ('x')") }
        try other.close()
        #expect(try refusal(of: folder.bytes()) == "store-foreign")
    }

    @Test func aStoreThatBreaksOffIsNamed() throws {
        let whole = try storeBytes()
        #expect(try refusal(of: Array(whole.prefix(60))) == "store-damaged")
        #expect(try refusal(of: Array(whole.prefix(4096))) == "store-damaged")
        #expect(try refusal(of: Array(whole.prefix(whole.count / 2))) == "store-damaged")
        #expect(try refusal(of: Array(whole.dropLast(4096))) == "store-damaged")
    }

    @Test func aFolderIsNoStore() throws {
        let folder = try StoreFolder()
        #expect(fault { try Store(path: folder.folder.path, isMade: true) } == "store-not-a-file")
    }

    @Test func aMissingStoreIsMadeOnlyWhenAsked() throws {
        let folder = try StoreFolder()
        #expect(fault { try Store(path: folder.path()) } == "store-missing")
        #expect(folder.names == [])
        try folder.store().close()
        #expect(folder.names == ["a.constat"])
        try Store(path: folder.path()).close()
    }

    @Test func aFolderThatIsNotThereIsSaid() throws {
        let folder = try StoreFolder()
        #expect(fault { try folder.store("absent/a.constat") } == "store-unwritable")
    }

    @Test func twoThatMakeTheSameStoreAgree() throws {
        let folder = try StoreFolder()
        let (first, second) = (try folder.store(), try folder.store())
        #expect(try first.add(Made.document(1), version: Made.version) == .absent)
        #expect(try second.add(Made.document(1), version: Made.version) == .stored(isRead: true))
        #expect(try second.verify().damages == [])
    }

    @Test func whoWaitsTooLongForAnotherProcessIsTold() throws {
        let folder = try StoreFolder()
        let store = try folder.store()
        let other = try DatabaseQueue(path: folder.path())
        let hasty = try Store(path: folder.path(), isMade: false, schema: .current, patience: 0.1)
        try other.inTransaction(.immediate) { _ in
            #expect(fault { try hasty.add(Made.document(1), version: Made.version) } == "store-busy")
            // Readers do not wait.
            #expect(fault { try hasty.verify() } == nil)
            return .rollback
        }
        #expect(try store.add(Made.document(1), version: Made.version) == .absent)
    }

    @Test func lookingChangesNoByteOfTheFile() throws {
        let folder = try StoreFolder()
        try folder.write(try storeBytes(), "a.constat")
        let bytes = try folder.bytes()
        let store = try Store(path: folder.path())
        _ = try store.answers()
        _ = try store.verify()
        try store.close()
        #expect(try folder.bytes() == bytes)
        #expect(folder.names == ["a.constat"])
    }

    // MARK: Versions

    private static let next = Schema(
        versions: Schema.current.versions + ["ALTER TABLE documents ADD COLUMN checked TEXT"])

    @Test func anOlderStoreIsBroughtUpToDate() throws {
        let folder = try StoreFolder()
        let old = try folder.store()
        try old.add((0..<3).map { Made.document($0) })
        let answers = try old.answers()
        try old.close()
        let new = try Store(path: folder.path(), isMade: false, schema: Self.next)
        #expect(try new.answers() == answers)
        #expect(try new.verify().damages == [])
        try new.add([Made.document(4)])
        #expect(try new.verify().damages == [])
        try new.close()
        // Once only.
        let again = try Store(path: folder.path(), isMade: false, schema: Self.next)
        let migrations = try again.queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM log WHERE action = 'migrate'")
        }
        #expect(migrations == 1)
    }

    @Test func aNewerStoreIsRefusedAndLeftAsItIs() throws {
        let folder = try StoreFolder()
        try Store(path: folder.path(), isMade: true, schema: Self.next).close()
        let bytes = try folder.bytes()
        do {
            _ = try folder.store()
            Issue.record("a newer store was opened")
        } catch let refusal as Diagnostic {
            #expect(refusal.identifier == "store-newer")
            #expect(refusal.summary == "the store is of version 3; this program knows versions up to 2")
        }
        #expect(try folder.bytes() == bytes)
    }

    /// The file was made by the first version of the schema; see README.md of the target.
    @Test func aStoreOfTheFirstVersionIsStillRead() throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/version1.constat")
        let folder = try StoreFolder()
        if ProcessInfo.processInfo.environment["CONSTAT_RECORD"] != nil { try Self.record(fixture) }
        try folder.write(Array(try Data(contentsOf: fixture)), "a.constat")
        let store = try Store(path: folder.path())
        #expect(try store.verify().damages == [])
        var names: [String] = []
        try store.eachDocument { names.append($0.name) }
        #expect(names == ["rapport-0", "rapport-1", "rapport-2"])
        #expect(
            try store.documents(with: SearchPhrases(["titre", "rapport-1"]), limit: 9).map(\.name) == ["rapport-1"])
        #expect(try store.record(of: store.document("rapport-2").id).contains("\"id\":\"c2\""))
    }

    private static let first = Schema(versions: [Schema.version1])

    /// What was decided before reviews could be kept holds, can be taken back, and stands beside them.
    @Test func decisionsOfTheFirstVersionStay() throws {
        let folder = try StoreFolder()
        let old = try Store(path: folder.path(), isMade: true, schema: Self.first)
        try old.add((0..<3).map { Made.document($0) })
        let claim = ClaimReference(document: Made.document(0).id, type: "fighting.airstrike", start: 0, end: 4)
        let decisions = [EventDecision.Verdict.join, .split].map { verdict in
            StoredDecision(EventDecision(verdict, [claim, claim]), reviewer: "A", decided: "2016-07-01", reason: "b")
        }
        for decision in decisions { try old.decide(decision) }
        try old.close()
        let new = try Store(path: folder.path())
        #expect(try new.decisions().map(\.value) == decisions)
        #expect(try new.decisions().map(\.number) == [1, 2])
        #expect(try new.verify().damages == [])
        try new.retract(StoredRetraction(of: .decision(1), reason: "c"))
        #expect(try new.review(StoredReview(ClaimReview(.accept, of: claim))) == 1)
        #expect(try new.decisions().map(\.decision.verdict) == [.split])
        #expect(try new.verify().damages == [])
    }

    private static func record(_ fixture: URL) throws {
        let folder = try StoreFolder()
        let store = try Store(path: folder.path(), isMade: true, schema: first)
        try store.add((0..<3).map { Made.document($0) })
        try store.close()
        try Data(try folder.bytes()).write(to: fixture)
    }
}
