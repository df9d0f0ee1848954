import ConstatIntake
import ConstatStore
import HTTPTypes
import Testing

@testable import ConstatWorkbench

@Suite struct StartTests {
    private let token: HTTPFields = [Gate.tokenHeader: "token"]
    private let report = """
        Des hommes armés ont attaqué mardi le village de Ténenkou, au Mali, tuant douze civils, selon l'armée malienne. \
        Les habitants ont fui vers Mopti.
        """

    /// One upload, as the script sends it.
    private func upload(
        _ browser: Browser, _ bytes: [UInt8], _ query: [(name: String, value: String)]
    ) async throws -> Browser.Reply {
        try await browser.send(.post, "/documents?" + Query(query).encoded, token, bytes)
    }

    @Test func whatIsHandedInIsReadOnce() async throws {
        let browser = try await Browser()
        let facts = [(name: "name", value: "depeche.txt"), ("published", "2016-06-02"), ("publisher", "L'Agence")]
        let first = try await upload(browser, Array(report.utf8), facts)
        #expect(first.body.contains("\"outcome\":\"added\"") && first.body.contains("ajouté"))
        let document = try #require(browser.desk.world.documents.first)
        #expect(document.name == "depeche" && document.published == "2016-06-02" && document.publisher == "L'Agence")
        #expect(document.claimCount > 0 && browser.desk.world.events.count > 0)
        #expect(first.body.contains("/documents/\(document.id)"))
        let again = try await upload(browser, Array(report.utf8), [("name", "autre.txt")])
        #expect(again.body.contains("\"outcome\":\"known\"") && again.body.contains("document-known"))
        #expect(browser.desk.world.documents.count == 1)
        let start = try await browser.get("/")
        #expect(!start.body.contains("action=\"/sample\""))
        try browser.close()
    }

    @Test func whatCannotBeReadIsRefusedWithItsRemedy() async throws {
        let browser = try await Browser()
        let binary = try await upload(browser, Array(repeating: 0, count: 400), [("name", "image.png")])
        #expect(binary.body.contains("\"outcome\":\"refused\"") && binary.body.contains("<code>not-text</code>"))
        #expect(binary.body.contains("Ce n’est pas du texte") && binary.body.contains("page HTML"))
        let empty = try await upload(browser, [], [("name", "vide.txt")])
        #expect(empty.body.contains("<code>text-empty</code>"))
        let lines = "{\"id\": \"a\", \"text\": \"\(report)\"}\n{\"id\": \"b\"}\nno json\n"
        let list = try await upload(browser, Array(lines.utf8), [("name", "liste.jsonl")])
        let refused = ["record-without-text", "json-broken"]
        for identifier in refused { #expect(list.body.contains("<code>\(identifier)</code>"), "\(identifier)") }
        #expect(list.body.contains("\"outcome\":\"added\"") && list.body.contains("liste.jsonl:2"))
        let english =
            "The army retook the town on Tuesday and the rebels fled to the hills, officials of the region said."
        let other = try await upload(browser, Array(english.utf8), [("name", "english.txt")])
        #expect(other.body.contains("<code>language-unsupported</code>"))
        let forced = try await upload(browser, Array(english.utf8), [("name", "english.txt"), ("language", "fr")])
        #expect(forced.body.contains("\"outcome\":\"added\""))
        #expect(browser.desk.world.documents.count == 2)
        #expect(try await upload(browser, Array(report.utf8), [("published", "mardi")]).status == .badRequest)
        try browser.close()
    }

    @Test func whatIsTooLargeIsRefused() async throws {
        let browser = try await Browser()
        let large = [UInt8](repeating: 0x61, count: Limits.uploadBytes + 1)
        #expect(try await upload(browser, large, [("name", "grand.txt")]).status == .contentTooLarge)
        let told = token.setting(.contentLength, String(Limits.uploadBytes + 1))
        #expect(try await browser.send(.post, "/documents", told, [0x61]).status == .contentTooLarge)
        let atLimit = try await upload(browser, [UInt8](repeating: 0x61, count: 17 << 20), [("name", "grand.txt")])
        #expect(atLimit.body.contains("<code>document-too-large</code>"))
        #expect(try await browser.get("/").status == .ok)
        try browser.close()
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("..", "report"), ("C:\\a\\b.txt", "b"), ("-", "report"),
        ("<script>alert(1)</script>.txt", "script>"), ("a\u{0}b\n.txt", "ab"),
    ])
    func namesAreOnlyNames(_ name: String, _ kept: String) async throws {
        let browser = try await Browser()
        let reply = try await upload(browser, Array(report.utf8), [("name", name)])
        #expect(browser.desk.world.documents.map(\.name) == [kept])
        #expect(!reply.body.contains("<script>"))
        try browser.close()
    }

    @Test func aTextCanBePastedWithoutScript() async throws {
        let browser = try await Browser()
        let reply = try await browser.post(
            "/documents/text", [("text", report), ("name", "Ténenkou 2/3"), ("published", "2016-06-02")])
        let document = try #require(browser.desk.world.documents.first)
        #expect(reply.status == .seeOther && reply.headers[.location] == "/documents/\(document.id)")
        #expect(document.name == "Ténenkou 2-3" && document.published == "2016-06-02")
        let unnamed = try await browser.post("/documents/text", [("text", report + " Fin.")])
        #expect(unnamed.status == .seeOther)
        #expect(browser.desk.world.documents.contains { $0.name.hasPrefix("Des hommes armés ont attaqué mardi") })
        let empty = try await browser.post("/documents/text", [("text", "  ")])
        #expect(empty.status == .ok && empty.body.contains("<code>text-empty</code>"))
        try browser.close()
    }

    @Test func theSampleIsOneClickAway() async throws {
        let browser = try await Browser()
        #expect(try await browser.get("/").body.contains("action=\"/sample\""))
        let reply = try await browser.post("/sample", [])
        let path = try #require(reply.headers[.location])
        #expect(browser.desk.world.documents.count == 8)
        // The program has the very files.
        let sample = try Browser.sample("tenenkou-1-depeche.html")
        #expect(Sample.reports.contains { $0.name == "tenenkou-1-depeche.html" && $0.bytes == sample })
        let page = try await browser.get(path)
        for document in browser.desk.world.documents { #expect(page.body.contains("/documents/\(document.id)")) }
        #expect(try await browser.post("/sample", []).status == .seeOther)
        #expect(browser.desk.world.documents.count == 8)
        try browser.close()
    }
}

extension HTTPFields {
    fileprivate func setting(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
