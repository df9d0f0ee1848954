import Foundation
import Testing

@testable import ConstatStore

@Suite struct BackupTests {
    @Test func aBackupSaysWhatTheStoreSays() throws {
        let folder = try StoreFolder()
        let store = try folder.store()
        try store.add((0..<4).map { Made.document($0) })
        try store.backUp(to: folder.path("b.constat"))
        let copy = try Store(path: folder.path("b.constat"))
        #expect(try copy.dump() == store.dump())
        #expect(try copy.verify().damages == [])
        try copy.close()
        try store.close()
        #expect(folder.names == ["a.constat", "b.constat"])
    }

    @Test func backupsTakenWhileAnotherThreadAddsAreWhole() throws {
        let folder = try StoreFolder()
        let store = try folder.store()
        let writer = Thread {
            guard let other = try? folder.store() else { return }
            for number in 0..<60 { _ = try? other.add(Made.document(number), version: Made.version) }
        }
        writer.start()
        for number in 0..<4 {
            try store.backUp(to: folder.path("b\(number).constat"))
            #expect(try Store(path: folder.path("b\(number).constat")).verify().damages == [])
        }
        while !writer.isFinished { Thread.sleep(forTimeInterval: 0.02) }
        #expect(try store.verify().documents == 60)
    }

    @Test func whatStandsAtTheTargetStays() throws {
        let folder = try StoreFolder()
        let store = try folder.store()
        try folder.write([1, 2, 3], "b.constat")
        #expect(fault { try store.backUp(to: folder.path("b.constat")) } == "backup-exists")
        #expect(try folder.bytes("b.constat") == [1, 2, 3])
        #expect(fault { try store.backUp(to: folder.path("absent/b.constat")) } == "backup-unwritable")
        #expect(fault { try store.backUp(to: folder.path()) } == "backup-exists")
    }
}
