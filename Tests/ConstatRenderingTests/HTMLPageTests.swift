import ConstatClaims
import ConstatText
import Testing

@testable import ConstatRendering

@Suite struct HTMLPageTests {
    @Test func hostileStringsAreInert() {
        let hostile = "</title><script>alert(1)</script><img src=x onerror=alert(1)> \" onfocus=\"x ' & \u{202E}"
        var reading = HandMadeReading.reading(id: hostile, title: hostile)
        reading.document.url = "javascript:alert(1)"
        reading.document.publisher = hostile
        reading.document.language = hostile
        for index in reading.claims.indices {
            reading.claims[index].id = hostile
            reading.claims[index].frame = hostile
            reading.claims[index].place?.name = hostile
            reading.claims[index].actors = [Participant(role: .agent, name: hostile, id: hostile, mention: nil)]
            reading.claims[index].attribution = [Source(name: hostile, kind: .other, mention: nil)]
        }
        reading.notes = [Note(hostile, hostile)]
        for page in [HTMLPage.page([reading]), HTMLPage.page([reading, reading])] {
            #expect(!page.contains("<img"))
            #expect(!page.contains("<script>alert"))
            #expect(!page.contains("\" onfocus="))
            #expect(!page.contains("href=\"javascript"))
            #expect(!page.contains("\u{202E}"))
            #expect(page.components("<script").count == 2)
        }
    }

    @Test func hostileTextIsInert() {
        let text = "<b>Deux morts</b> & \"trois\" blessés</article><script>x</script>"
        let claim = Claim(
            id: "c1", type: .casualties, trigger: HandMadeReading.span("morts</b>", in: text),
            evidence: TextSpan(0, text.utf8.count), frame: "toll")
        let document = Document(id: "d", text: text)
        let page = HTMLPage.page([Reading(document: document, claims: [claim], notes: [], sentences: [])])
        #expect(page.contains(">morts&lt;/b&gt;</mark>"))
        #expect(!page.contains("<b>"))
        #expect(!page.contains("<script>x"))
    }

    @Test func thePageAsksNothingOfTheNetworkAndAdmitsOnlyItsOwnScript() throws {
        let page = HTMLPage.page([HandMadeReading.reading()])
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"fr\">"))
        #expect(page.contains("content=\"default-src 'none'; style-src 'sha256-"))
        let loaded = page.replacing("url(#map-frame)", with: "")
        for loader in [" src=", "<link", "@import", "url(", "srcset", "fetch(", "style=\""] {
            #expect(!loaded.contains(loader), "\(loader)")
        }
        let script = try #require(page.components("<script>").last?.components("</script>").first)
        #expect(page.contains("script-src '\(PagePolicy.source(script))'"))
        let style = try #require(page.components("<style>").last?.components("</style>").first)
        #expect(page.contains("style-src '\(PagePolicy.source(style))'"))
    }

    @Test func hashesAreWrittenInBase64() {
        let base64 = ["", "f", "fo", "foo", "foob"].map { PagePolicy.base64(Array($0.utf8)) }
        #expect(base64 == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="])
    }

    @Test func overlappingHighlightsAreSplitWithoutLosingAWord() {
        let reading = HandMadeReading.reading()
        let highlighted = HighlightedText(reading, SourceText(reading.document))
        let spans = highlighted.paragraphs.flatMap(\.segments).map(\.span)
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.upper <= $1.lower })
        let words = highlighted.paragraphs.map { paragraph in
            paragraph.segments.map { reading.document.quote($0.span) }.joined()
        }
        #expect(words.joined(separator: "\n\n") == HandMadeReading.text)
        // "civils" is a victim inside the quantity "douze civils".
        let victim = highlighted.paragraphs.flatMap(\.segments).first { reading.document.quote($0.span) == "civils" }
        #expect(victim?.slots.map(\.claim) == [0, 0])
        #expect(victim?.slots.map(\.slot) == [.amount, .who])
    }

    @Test func claimsThatShareATriggerAreAllReached() {
        var reading = HandMadeReading.reading()
        var twin = reading.claims[1]
        twin.id = "c4"
        twin.type = .clash
        reading.claims.append(twin)
        let page = HTMLPage.page([reading])
        #expect(page.contains("<span id=\"d1-c4\"></span><mark class=\"trigger f-control\" data-t=\"d1-c2 d1-c4\""))
        #expect(page.contains("aria-describedby=\"d1-c2-card d1-c4-card\""))
        for id in ["d1-c1", "d1-c2", "d1-c3", "d1-c4"] {
            #expect(page.contains("id=\"\(id)\""))
            #expect(page.contains("href=\"#\(id)\""))
            #expect(page.contains("id=\"\(id)-card\""))
        }
    }

    @Test func identifiersAreUniqueOverManyReports() {
        let reading = HandMadeReading.reading()
        let page = HTMLPage.page([reading, reading, HandMadeReading.reading(id: "b")])
        let identifiers = page.components(" id=\"").dropFirst().compactMap { $0.components("\"").first }
        #expect(Set(identifiers).count == identifiers.count)
        #expect(page.contains("3 rapports"))
    }

    @Test func aPageWithoutClaimsSaysSo() {
        let document = Document(id: "vide", text: "")
        let page = HTMLPage.page([Reading(document: document, claims: [], notes: [], sentences: [])])
        #expect(page.contains("Aucune affirmation n’a été lue dans ce texte."))
        #expect(page.contains("Aucun lieu situé."))
        #expect(!page.contains("<table"))
        #expect(HTMLPage.page([]).contains("</html>"))
    }

    @Test func everyPhraseOfTheInterfaceHasItsWords() {
        let wording = Wording.french
        let families = HTMLPage.families.map { "family.\($0.rawValue)" }
        let keys =
            ClaimType.allCases.map { "type.\($0.rawValue)" } + AssertionStatus.allCases.map { "status.\($0.rawValue)" }
            + Measure.allCases.map { "measure.\($0.rawValue)" } + Source.Kind.allCases.map { "kind.\($0.rawValue)" }
            + (1...12).map { "month.\($0)" } + families
        for key in keys { #expect(wording[key] != key, "\(key)") }
        // A key that the page shows as it is would betray a missing phrase.
        let reading = HandMadeReading.reading()
        let output = HTMLPage.page([reading]) + TextReport(usesColour: false, width: 80).render(reading)
        for prefix in ["label.", "page.", "report.", "count.", "relation.", "place.", "time."] {
            #expect(!output.components(">").dropFirst().contains { $0.hasPrefix(prefix) }, "\(prefix)")
        }
    }
}

extension String {
    /// The parts between occurrences of the separator, as Foundation has it.
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
