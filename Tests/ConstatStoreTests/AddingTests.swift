import ConstatIntake
import ConstatRendering
import ConstatText
import Foundation
import Testing

@testable import ConstatStore

@Suite struct AddingTests {
    @Test func theSameBytesTwiceChangeNothing() throws {
        let folder = try StoreFolder()
        let store = try folder.store()
        let documents = (0..<5).map { Made.document($0) }
        #expect(try store.add(documents) == Array(repeating: .absent, count: 5))
        let dump = try store.dump()
        #expect(try store.add(documents) == Array(repeating: .stored(isRead: true), count: 5))
        #expect(try store.dump() == dump)
    }

    @Test func bytesComeBackAsTheyCame() throws {
        let store = try StoreFolder().store()
        let original = (0...255).map { UInt8($0) } + Array("\r\nÀ la fin\u{0}".utf8)
        let reading = Made.reading("a", "Un texte.\u{0}")
        let document = PreparedDocument(
            reading, original: original, capture: Capture(), version: Made.version, preparing: Made.preparation)
        try store.add([document])
        #expect(try store.original(of: document.id) == original)
        #expect(try store.readable(document.id).text == "Un texte.\u{0}")
        #expect(try store.verify().damages == [])
    }

    @Test func theRecordIsTheOneThatWasPrinted() throws {
        let store = try StoreFolder().store()
        let reading = Made.reading(
            "à b", "Hier, « Été », dit-il.\nLe 😀 texte \u{2028} va.", published: "2016-06-02", claims: 3)
        let document = PreparedDocument(
            reading, original: [1], capture: Capture(), version: Made.version, preparing: Made.preparation)
        try store.add([document])
        #expect(try store.record(of: document.id) == JSONLines.record(reading))
        let stored = try store.reading(of: document.id)
        #expect(stored.claims == reading.claims)
        #expect(stored.notes == reading.notes)
        #expect(stored.sentences == reading.sentences)
        #expect(CSVTable.rows(stored) == CSVTable.rows(reading))
    }

    @Test func aDocumentIsFoundByItsNameAndByTheBeginningOfItsIdentifier() throws {
        let store = try StoreFolder().store()
        let documents = [Made.document(1), Made.document(2), Made.document("rapport-2", "Un autre texte.")]
        try store.add(documents)
        #expect(try store.document("rapport-1").id == documents[0].id)
        #expect(try store.document(String(documents[1].id.prefix(12))).id == documents[1].id)
        #expect(fault { try store.document("rapport-2") } == "document-ambiguous")
        #expect(fault { try store.document("rapport-3") } == "document-unknown")
        #expect(fault { try store.document("abc") } == "document-unknown")
        #expect(try store.meant(by: "rapport-1#c2").claim == "c2")
        #expect(fault { try store.meant(by: "rapport-1#c9") } == "claim-unknown")
        #expect(fault { try store.meant(by: "rapport-9#c1") } == "document-unknown")
    }

    @Test func anotherVersionReadsAgainAndTheFormerReadingStays() throws {
        let store = try StoreFolder().store()
        try store.add([Made.document(1), Made.document(2)])
        let newer = ReadingVersion(program: "test", resources: "2")
        let again = Made.document("rapport-1", Made.text(1), published: "2016-06-11", version: newer, claims: 3)
        #expect(again.id == Made.document(1).id)
        #expect(try store.presence(of: again.id, version: newer) == .stored(isRead: false))
        #expect(try store.add(again, version: newer) == .stored(isRead: false))
        #expect(try store.add(again, version: newer) == .stored(isRead: true))
        #expect(try store.document("rapport-1").claimCount == 3)
        #expect(try store.claims(with: SearchPhrases(["airstrike"]), limit: 100).count == 3)
        #expect(try store.verify().damages == [])
        // Back to the first version: its reading is made again, and nothing stands twice.
        #expect(try store.add(Made.document(1), version: Made.version) == .stored(isRead: false))
        #expect(try store.document("rapport-1").claimCount == 2)
        #expect(try store.verify().damages == [])
        let count = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM readings") }
        #expect(count == 3)
    }

    @Test func otherFactsOfKnownBytesAreTold() throws {
        let store = try StoreFolder().store()
        let document = Made.document(1)
        try store.add([document])
        var arrival = Arrival(
            place: SourcePlace("a.txt"),
            outcome: .document(
                Document(id: "rapport-1", text: "x", publishedOn: CalendarDay("2020-01-01"), publisher: nil)))
        arrival.capture.method = "wget"
        #expect(try store.differingFacts(document.id, arrival) == ["published", "method"])
    }

    /// Everything that can be asked is the same whatever the order in which documents came, near copies among them.
    @Test func theOrderOfAddingMakesNoDifference() throws {
        let copy = Made.text(3).replacing("mi", with: "mi", maxReplacements: 1) + " Suite ajoutée par le journal."
        let chain = Made.text(3) + " " + Made.text(40, words: 12)
        var documents = (0..<8).map { Made.document($0) }
        documents += [
            Made.document("copie", copy, published: "2016-06-01"), Made.document("suite", chain),
            Made.document("égal", Made.text(5), published: "2016-06-30"),
        ]
        let expected = try answers(documents)
        #expect(expected.filter { $0.contains("\"origin\":") }.count == 11)
        for seed in 1...6 { #expect(try answers(Self.shuffled(documents, seed)) == expected) }
    }

    private func answers(_ documents: [PreparedDocument]) throws -> [String] {
        let folder = try StoreFolder()
        let store = try folder.store()
        try store.add(documents)
        #expect(try store.verify().damages == [])
        return try store.answers()
    }

    static func shuffled<Element>(_ elements: [Element], _ seed: Int) -> [Element] {
        var (elements, state) = (elements, UInt64(seed))
        for index in elements.indices.reversed() where index > 0 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            elements.swapAt(index, Int(state >> 33) % (index + 1))
        }
        return elements
    }
}
