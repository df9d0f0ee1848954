import ConstatClaims
import ConstatEvents
import Foundation
import Testing

@testable import ConstatStore

@Suite struct ForgettingTests {
    @Test func aWithdrawnDocumentLeavesItsTraceAndNoWord() throws {
        let folder = try StoreFolder()
        let store = try folder.store()
        let secret = Made.document("témoin", "Le témoin Xylophanès habite à Zwizgraad. " + Made.text(5))
        try store.add((0..<30).map { Made.document($0) } + [secret] + (31..<40).map { Made.document($0) })
        var merger = EventMerger()
        try store.eachRecord { merger.add($0) }
        try store.setEvents(merger.events(), asOf: store.logNumber())
        let withdrawal = try store.forget("témoin", reason: "protection de la source")
        #expect(withdrawal.id == secret.id)
        #expect(withdrawal.isErased)
        #expect(fault { try store.document("témoin") } == "document-unknown")
        #expect(fault { try store.document(secret.id) } == "document-withdrawn")
        #expect(try store.documents(with: SearchPhrases(["xylophanes"]), limit: 9) == [])
        #expect(try store.claims(with: SearchPhrases(["zwizgraad"]), limit: 9) == [])
        #expect(try !store.areEventsCurrent())
        let found = try store.verify()
        #expect(found.damages == [])
        #expect((found.documents, found.withdrawals) == (39, 1))
        try store.close()
        for name in folder.names {
            let text = String(decoding: try folder.bytes(name), as: UTF8.self).lowercased()
            for word in ["xylophan", "zwizgraad", "témoin", "temoin"] {
                #expect(!text.contains(word), "\(word) in \(name)")
            }
        }
    }

    @Test func withdrawnBytesAreNotStoredAgain() throws {
        let store = try StoreFolder().store()
        let document = Made.document(1)
        try store.add([document, Made.document(2)])
        _ = try store.forget("rapport-1", reason: "doublon")
        #expect(try store.presence(of: document.id, version: Made.version) == .withdrawn("doublon"))
        #expect(try store.add(document, version: Made.version) == .withdrawn("doublon"))
        #expect(fault { try store.document("rapport-1") } == "document-unknown")
        #expect(try store.verify().damages == [])
    }

    @Test func copiesThatStayAreNamed() throws {
        let store = try StoreFolder().store()
        let copy = Made.document("copie", Made.text(1) + " Suite.")
        try store.add([Made.document(1), copy])
        #expect(try store.forget("rapport-1", reason: "x").copies == [copy.id])
        #expect(try store.document("copie").origin == copy.id)
    }

    @Test func theOthersAnswerAsIfItHadNeverBeen() throws {
        let (store, other) = (try StoreFolder().store(), try StoreFolder().store())
        try store.add((0..<6).map { Made.document($0) })
        _ = try store.forget("rapport-3", reason: "x")
        try other.add((0..<6).filter { $0 != 3 }.map { Made.document($0) })
        #expect(try store.answers() == other.answers())
    }
}
