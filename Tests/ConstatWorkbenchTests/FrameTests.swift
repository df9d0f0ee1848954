import ConstatRendering
import HTTPTypes
import Testing

@testable import ConstatWorkbench

@Suite struct FrameTests {
    @Test func everyPageForbidsWhatItDoesNotNeed() async throws {
        let browser = try await Browser()
        let page = try await browser.get("/")
        #expect(page.status == .ok)
        #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(!page.body.contains("<script>") && !page.body.contains(" style="))
        try browser.close()
    }

    @Test func otherHostsAreRefused() async throws {
        let browser = try await Browser()
        #expect(try await browser.send(.get, "/", [:], [], host: "evil.example").status == .misdirectedRequest)
        #expect(try await browser.send(.get, "/", [:], [], host: "127.0.0.1:8080").status == .ok)
        try browser.close()
    }

    @Test func formsFromElsewhereAreRefused() async throws {
        let browser = try await Browser()
        let name = [("name", "Ada"), ("language", "en")]
        #expect(try await browser.post("/settings", name).status == .seeOther)
        #expect(try await browser.post("/settings", name, [.origin: "http://evil.example"]).status == .forbidden)
        #expect(
            try await browser.post("/settings", name, [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"]).status
                == .forbidden)
        let untold = Array("name=Ada".utf8)
        #expect(try await browser.send(.post, "/settings", [:], untold).status == .forbidden)
        #expect(try await browser.send(.delete, "/settings", [:], []).status == .methodNotAllowed)
        try browser.close()
    }

    @Test func settingsLeadOnlyToOwnPages() async throws {
        let browser = try await Browser()
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x=1", ""] {
            let reply = try await browser.post("/settings", [("name", "Ada"), ("next", next)])
            #expect(reply.headers[.location] == "/")
        }
        try browser.close()
    }

    @Test func theInterfaceSpeaksTheVisitorsLanguage() async throws {
        let browser = try await Browser()
        #expect(try await browser.get("/").body.contains("lang=\"fr\""))
        #expect(try await browser.get("/", [.acceptLanguage: "en-GB,fr;q=0.8"]).body.contains("lang=\"en\""))
        #expect(try await browser.get("/", [.cookie: "a=b; constat_language=en"]).body.contains("Review"))
        try browser.close()
    }

    @Test func bothLanguagesHaveTheSameWords() {
        let (french, english) = (Wording.workbench(.french), Wording.workbench(.english))
        // Elided forms have no words in English.
        let keys = french.keys.filter { !$0.hasSuffix(".vowel") }
        #expect(keys == english.keys)
        for key in keys {
            #expect(french[key].filter { $0 == "%" }.count == english[key].filter { $0 == "%" }.count, "\(key)")
        }
    }
}
