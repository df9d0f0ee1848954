import ConstatEvents
import ConstatRecords
import ConstatStore
import Testing

@testable import ConstatWorkbench

/// The desk goes by the store, whoever changes it.
@Suite struct DeskTests {
    @Test func whatAnotherProcessChangesIsTakenIn() async throws {
        let browser = try await Browser(reports: ["tenenkou-1-depeche.html", "tenenkou-4-nouveau-bilan.html"])
        let other = try Store(path: browser.desk.store.path)
        let before = browser.desk.world
        let document = try #require(before.documents.first { $0.name == "tenenkou-1-depeche" }).id
        let claim = try #require(before.records[document]?.claims.first)

        try other.review(StoredReview(ClaimReview(.reject, of: ClaimReference(claim))))
        try await browser.desk.change { try $0.catchUp() }
        let reviewed = browser.desk.world
        #expect(reviewed.records[document]?.claims.contains { $0.id == claim.id } == false)
        #expect(reviewed.event(of: claim.id) == nil)

        _ = try other.forget(document, reason: "test")
        try await browser.desk.change { try $0.catchUp() }
        let left = browser.desk.world
        #expect(left.document(document) == nil && left.records[document] == nil)
        #expect(left.events.allSatisfy { $0.members.allSatisfy { $0.claim.document != document } })
        try other.close()
        try browser.close()
    }

    /// However a world came about, it is the one that the store gives anew.
    @Test func everyWorldIsThatOfTheStore() async throws {
        let browser = try await Browser(reports: ["nyunzu-1-prise.html", "nyunzu-3-reprise.html"])
        for document in browser.desk.world.documents {
            let claims = try #require(browser.desk.world.records[document.id]?.claims)
            for claim in claims.prefix(3) {
                _ = try await browser.desk.change {
                    try $0.review([ClaimReview(.reject, of: ClaimReference(claim))], by: "A", reason: nil)
                }
            }
        }
        let world = browser.desk.world
        let anew = Desk(browser.desk.store, programVersion: "test", now: { "" })
        try await anew.load()
        #expect(world.events == anew.world.events)
        #expect(world.records == anew.world.records)
        #expect(world.order.entries.map(\.claim) == anew.world.order.entries.map(\.claim))
        try browser.close()
    }

    @Test func whatHasNotChangedMakesNoNewWorld() async throws {
        let browser = try await Browser(reports: ["nyunzu-1-prise.html"])
        let version = browser.desk.world.version
        try await browser.desk.change { try $0.catchUp() }
        #expect(browser.desk.world.version == version)
        try browser.close()
    }

    @Test func answersAreKeptForOneVisitorAndOneWorld() async throws {
        let browser = try await Browser(reports: ["nyunzu-1-prise.html"])
        let (french, english) = (
            try await browser.get("/queue", [.cookie: "constat_language=fr"]),
            try await browser.get("/queue", [.cookie: "constat_language=en"])
        )
        #expect(french.body != english.body)
        #expect(try await browser.get("/queue", [.cookie: "constat_language=fr"]).body == french.body)
        let claim = try #require(browser.desk.world.pending(.first).first).claim
        let reply = try await browser.post("/queue", [("claim", claim.description), ("action", "accept")])
        #expect(reply.status == .seeOther)
        #expect(try await browser.get("/queue", [.cookie: "constat_language=fr"]).body != french.body)
        try browser.close()
    }
}
