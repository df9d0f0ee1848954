import ConstatIntake
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText
import HTTPTypes
import Testing

@testable import ConstatWorkbench

@Suite struct ReaderTests {
    private static let dispatch = "tenenkou-1-depeche.html"

    private func opened(_ reports: [String] = [dispatch]) async throws -> (browser: Browser, document: StoredDocument) {
        let browser = try await Browser(reports: reports)
        return (browser, try #require(browser.desk.world.documents.first))
    }

    /// What a page says, without its markup.
    private func text(_ markup: some StringProtocol) -> String {
        var (text, isTag) = ("", false)
        for character in markup {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
        }
        return text.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    @Test func everyWordOfTheTextIsThereAndEveryTriggerIsAnAnchor() async throws {
        let (browser, document) = try await opened()
        let page = try await browser.get("/documents/\(document.id)").body
        let reading = try browser.desk.store.reading(of: document.id)
        let article = try #require(page.split(separator: "<article").last?.split(separator: "</article>").first)
        let shown = text("<" + article).split(whereSeparator: \.isWhitespace)
        #expect(shown == reading.document.text.split(whereSeparator: \.isWhitespace).map { $0 })
        #expect(!reading.claims.isEmpty)
        for claim in reading.claims {
            #expect(page.contains("id=\"\(claim.id)\""))
            #expect(page.contains("id=\"\(claim.id)-card\""))
            let trigger = HTMLText.escaped(reading.document.quote(claim.trigger))
            #expect(page.contains("f-\(claim.type.family.rawValue)"))
            // The words between the marks of a trigger are those of the claim.
            #expect(article.contains("data-t=\"\(claim.id)") && article.contains("\(trigger)</mark>"))
        }
        try browser.close()
    }

    @Test func aCardHasEveryFieldWithItsWords() async throws {
        let (browser, document) = try await opened()
        let page = try await browser.get("/documents/\(document.id)").body
        let claims = try #require(browser.desk.world.records[document.id]).claims
        for claim in claims {
            let card = try #require(
                page.split(separator: "id=\"\(claim.id.claim)-card\"").last?.split(separator: "</li>").first)
            let shown = text(card)
            var expected = claim.actors.map(\.name) + claim.attribution.map(\.name) + [claim.type.rawValue]
            expected +=
                claim.actors.compactMap(\.id) + [claim.place?.id, claim.place?.name, claim.frame].compactMap { $0 }
            expected += claim.quantities.map(\.unit)
            let mentions =
                claim.actors.map(\.mention) + claim.attribution.map(\.mention) + claim.quantities.map(\.mention)
                + [claim.place?.mention, claim.time?.mention]
            expected += mentions.compactMap { $0?.quote } + [claim.trigger.quote]
            if let day = claim.time?.start { expected.append(String(day.civil.year)) }
            for words in expected { #expect(shown.contains(words), "\(claim.id.claim): \(words)") }
            #expect(card.contains("/claims/\(document.id)/\(claim.id.claim)"))
            let said = [
                ("who", !claim.actors.isEmpty), ("where", claim.place != nil), ("when", claim.time != nil),
                ("amount", !claim.quantities.isEmpty), ("source", !claim.attribution.isEmpty),
            ]
            for (slot, isSaid) in said {
                #expect(card.contains("data-slot=\"\(claim.id.claim).\(slot)\"") == isSaid, "\(slot)")
            }
        }
        #expect(claims.contains { !$0.quantities.isEmpty } && claims.contains { !$0.attribution.isEmpty })
        let event = try #require(claims.lazy.compactMap { browser.desk.world.event(of: $0.id) }.first)
        #expect(page.contains("/events/\(event.id)"))
        try browser.close()
    }

    @Test func reviewsAreShownButNotToTheSecondReader() async throws {
        let (browser, document) = try await opened()
        let claims = try #require(browser.desk.world.reviewed(document.id, by: .first)).claims
        let counted = try #require(claims.first { !$0.claim.quantities.isEmpty })
        let other = try #require(claims.first { $0.name != counted.name })
        var quantities = counted.claim.quantities
        (quantities[0].low, quantities[0].best, quantities[0].high) = (77, 77, 77)
        let reviews = [
            ClaimReview(.reject, of: other.reference),
            ClaimReview(correcting: counted.claim, to: .quantities(quantities)),
        ]
        _ = try await browser.desk.change { try $0.review(reviews, by: "Ada", reason: nil) }
        let page = try await browser.get("/documents/\(document.id)").body
        #expect(page.contains("r-rejected") && page.contains("rejected\" id=\"\(other.name)-card\""))
        let card = try #require(
            page.split(separator: "id=\"\(counted.name)-card\"").last?.split(separator: "</li>").first)
        #expect(card.contains("r-corrected") && card.contains("<b>77</b>"))
        let deleted = try #require(card.split(separator: "<del>").last?.split(separator: "</del>").first)
        let before = counted.claim.quantities[0]
        let figure = ClaimWords(.workbench(.french)).figure(low: before.low, best: before.best, high: before.high)
        #expect(deleted.contains(figure) && !deleted.contains("77"))
        let second = try await browser.get("/documents/\(document.id)", [.cookie: "constat_reading=second"]).body
        #expect(!second.contains("r-rejected") && !second.contains("<del>") && !second.contains("<b>77</b>"))
        #expect(!second.contains("/events/"))
        try browser.close()
    }

    @Test func theOriginalIsAFileAndNeverAPage() async throws {
        let (browser, document) = try await opened()
        let reply = try await browser.get("/documents/\(document.id)/original")
        #expect(Array(reply.body.utf8) == (try Browser.sample(Self.dispatch)))
        #expect(reply.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(reply.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
        #expect(try await browser.get("/documents/unknown/original").status == .notFound)
        #expect(try await browser.get("/documents/unknown").status == .notFound)
        try browser.close()
    }

    @Test func whyShowsTheTreeAndWhatWasTried() async throws {
        let (browser, document) = try await opened()
        let claim = try #require(browser.desk.world.records[document.id]?.claims.first)
        let page = try await browser.get("/documents/\(document.id)/tree?claim=\(claim.id.claim)").body
        #expect(page.contains("<svg") && page.contains("class=\"arc\""))
        #expect(page.contains("frame \(try #require(claim.frame)) fits"))
        #expect(page.contains("refused for"))
        #expect(try await browser.get("/documents/\(document.id)/tree?claim=c999").status == .notFound)
        try browser.close()
    }

    @Test func hostileWordsAreInertOnEveryPage() async throws {
        let browser = try await Browser()
        let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onfocus=\"x' "
        let text = """
            \(hostile) Des hommes armés ont attaqué mardi le village de \(hostile) Ténenkou, au Mali, tuant douze \
            civils, selon \(hostile) l'armée malienne. <b>Les rebelles</b> ont pris Nyunzu lundi.
            """
        var line = JSONWriter()
        line.object { json in
            json.field("id", hostile)
            json.field("text", text)
            json.field("title", hostile)
            json.field("publisher", hostile)
            json.field("url", "javascript:alert(1)")
            json.field("language", "fr")
        }
        try await browser.add(Array(line.text.utf8), named: hostile + ".jsonl")
        let document = try #require(browser.desk.world.documents.first)
        #expect(document.claimCount > 0)
        let search = "/documents?" + Query([("q", "civils onerror")]).encoded
        var paths = ["/documents/\(document.id)", "/documents", search, "/"]
        let claims = browser.desk.world.records[document.id]?.claims ?? []
        paths += claims.map { "/documents/\(document.id)/tree?claim=\($0.id.claim)" }
        for path in paths {
            let page = try await browser.get(path).body
            #expect(!page.contains("<img") && !page.contains("<script>") && !page.contains("<b>Les"), "\(path)")
            #expect(!page.contains("\" onfocus=") && !page.contains("href=\"javascript"), "\(path)")
        }
        try browser.close()
    }

    @Test func aLongReportIsShownInParts() async throws {
        let browser = try await Browser()
        let sentences = (1...200).map {
            "Des hommes armés ont attaqué le village numéro \($0) près de Gao, tuant douze civils."
        }
        try await browser.add(Array(sentences.joined(separator: "\n\n").utf8), named: "long.txt")
        let document = try #require(browser.desk.world.documents.first)
        let claims = try #require(browser.desk.world.records[document.id]).claims
        #expect(claims.count > ReportParts.mostClaims)
        var shown: [String] = []
        var part = 1
        var page = try await browser.get("/documents/\(document.id)").body
        while true {
            #expect(page.utf8.count < 2_000_000)
            shown += page.split(separator: "data-claim=\"").dropFirst().compactMap {
                $0.split(separator: "\"").first.map(String.init)
            }
            guard page.contains("rel=\"next\"") else { break }
            part += 1
            page = try await browser.get("/documents/\(document.id)?part=\(part)").body
        }
        #expect(shown == claims.map(\.id.claim))
        let last = try #require(claims.last?.id.claim)
        #expect(try await browser.get("/documents/\(document.id)?claim=\(last)").body.contains("id=\"\(last)-card\""))
        for number in ["-4", "0", "x", String(Int.min), String(Int.max)] {
            #expect(try await browser.get("/documents/\(document.id)?part=\(number)").status == .ok)
        }
        try browser.close()
    }

    @Test func arabicIsWrittenFromTheRight() async throws {
        let browser = try await Browser()
        let line =
            #"{"id":"a","title":"هجوم على القرية","text":"هجوم على القرية. Douze civils ont été tués à Gao.","language":"fr"}"#
        try await browser.add(Array(line.utf8), named: "a.jsonl")
        let document = try #require(browser.desk.world.documents.first)
        let page = try await browser.get("/documents/\(document.id)").body
        #expect(page.contains("<h1 dir=\"auto\"") && page.contains("<p dir=\"auto\">"))
        #expect(try await browser.get("/documents").body.contains("<bdi>هجوم على القرية</bdi>"))
        try browser.close()
    }
}

@Suite struct DocumentListTests {
    @Test func reportsAreListedByDayAndFound() async throws {
        let names = Sample.reports.map(\.name)
        let browser = try await Browser(reports: names)
        let page = try await browser.get("/documents").body
        let days = page.split(separator: "<time datetime=\"").dropFirst().map { String($0.prefix(10)) }
        #expect(days.count == names.count && days == days.sorted(by: >))
        #expect(page.contains("copie de"))
        let oldest = try await browser.get("/documents?order=oldest").body
        #expect(oldest.split(separator: "<time datetime=\"").dropFirst().map { String($0.prefix(10)) } == days.sorted())
        let found = try await browser.get("/documents?" + Query([("q", "mitrailleuses")]).encoded).body
        #expect(found.contains("class=\"found\"") && found.contains("?claim="))
        let nothing = try await browser.get("/documents?" + Query([("q", "\"fusils mitrailleuses\"")]).encoded).body
        #expect(!nothing.contains("class=\"found\""))
        try browser.close()
    }

    @Test func longListsHavePages() async throws {
        let browser = try await Browser()
        let lines = (1...120).map { #"{"id":"r\#($0)","text":"Rapport numéro \#($0) de la mission.","language":"fr"}"# }
        try await browser.add(Array(lines.joined(separator: "\n").utf8), named: "many.jsonl")
        var shown: [String] = []
        for number in 1...3 {
            let page = try await browser.get("/documents?page=\(number)").body
            shown += page.split(separator: "class=\"d-title\"").dropFirst(2).compactMap { row in
                row.split(separator: "<bdi>").dropFirst().first?.split(separator: "<").first.map(String.init)
            }
            #expect(page.contains("rel=\"next\"") == (number < 3))
        }
        #expect(Set(shown).count == 120 && shown.count == 120)
        for number in ["-4", "0", "x", String(Int.min), String(Int.max)] {
            #expect(try await browser.get("/documents?page=\(number)").status == .ok)
            #expect(try await browser.get("/documents?q=mission&page=\(number)").status == .ok)
        }
        let found = try await browser.get("/documents?q=mission&page=2").body
        #expect(found.contains("rel=\"prev\"") && found.contains("rel=\"next\""))
        try browser.close()
    }

    @Test func typedWordsArePhrases() {
        #expect(DocumentsPages.phrases(in: "deux  mots") == ["deux", "mots"])
        #expect(
            DocumentsPages.phrases(in: "avant \"trois civils tués\" après") == ["avant", "trois civils tués", "après"])
        #expect(DocumentsPages.phrases(in: "« a b » c") == [" a b ", "c"])
        #expect(DocumentsPages.phrases(in: "\"ouvert") == ["ouvert"])
    }

    @Test func partsCoverTheTextWithoutGaps() {
        let text = Array(String(repeating: "é", count: ReportParts.mostBytes).utf8)
        let parts = ReportParts(text, starts: [0, 10], triggers: [4, 12, text.count]).parts
        #expect(parts.first?.text.lower == 0 && parts.last?.text.upper == text.count)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.text.upper == $1.text.lower })
        #expect(parts.allSatisfy { $0.text.count <= ReportParts.mostBytes && text[$0.text.lower] & 0xC0 != 0x80 })
        #expect(parts.flatMap(\.claims) == [0, 1, 2])
        #expect(ReportParts([], starts: [], triggers: []).parts == [.init(text: TextSpan(0, 0), claims: 0..<0)])
    }

    @Test func aStretchWithTooManyClaimsIsShownAgainWithTheNext() {
        let text = [UInt8](repeating: 0x61, count: 100)
        let triggers = [Int](repeating: 3, count: 2 * ReportParts.mostClaims + 1) + [50]
        let parts = ReportParts(text, starts: [0, 40, 45], triggers: triggers).parts
        #expect(parts.allSatisfy { $0.claims.count <= ReportParts.mostClaims })
        #expect(parts.flatMap(\.claims) == Array(triggers.indices))
        #expect(parts.map(\.text) == [TextSpan(0, 40), TextSpan(0, 40), TextSpan(0, 40), TextSpan(40, 100)])
    }
}
