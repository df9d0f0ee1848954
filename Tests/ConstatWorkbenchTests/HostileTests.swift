import ConstatClaims
import ConstatIntake
import ConstatStore
import ConstatText
import Testing

@testable import ConstatWorkbench

/// Stores that somebody has filled to do harm: every page of them is inert, and none takes for ever.
@Suite struct HostileTests {
    private static let script = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}"

    @Test func whatReportsAndClaimsSayIsInertOnEveryPage() async throws {
        let browser = try await Browser()
        let document = Document(
            id: "\(Self.script).html", text: "\(Self.script) Deux morts.\n\n\(Self.script)", language: "fr",
            publishedOn: CalendarDay("2016-06-02"), title: Self.script, url: "javascript:alert(3)",
            publisher: Self.script)
        let claims = (0..<3).map { Self.claim($0, of: document, name: Self.script) }
        try await browser.take(document, claims)
        for path in try await browser.paths(to: "c1") {
            for language in ["fr", "en"] {
                let page = try await browser.get(path, [.cookie: "constat_language=\(language)"])
                #expect(page.status == .ok, "\(path)")
                for words in ["<script>alert", "<img src=x", "href=\"javascript:", "\u{202E}"] {
                    #expect(!page.body.contains(words), "\(path) has \(words)")
                }
            }
        }
        try browser.close()
    }

    @Test(.timeLimit(.minutes(20)))
    func tenThousandClaimsInOneReportAreShownInPagesOfBoundedSize() async throws {
        let browser = try await Browser()
        let sentence = "Deux morts.\n\n"
        let document = Document(
            id: "long", text: String(repeating: sentence, count: 10_000), language: "fr",
            publishedOn: CalendarDay("2016-06-02"))
        let claims = (0..<10_000).map { number in
            var claim = Self.claim(number, of: document, name: "Gao")
            let start = number * sentence.utf8.count
            claim.trigger = TextSpan(start + 5, start + 10)
            claim.evidence = TextSpan(start, start + 11)
            return claim
        }
        try await browser.take(document, claims)
        for path in try await browser.paths(to: "c9999") {
            let page = try await browser.get(path)
            #expect(page.status == .ok, "\(path)")
            #expect(page.body.utf8.count < 8_000_000, "\(path): \(page.body.utf8.count) bytes")
        }
        try browser.close()
    }

    private static func claim(_ index: Int, of document: Document, name: String) -> Claim {
        let whole = TextSpan(0, min(document.utf8.count, 11))
        return Claim(
            id: "c\(index + 1)", type: index % 2 == 0 ? .clash : .casualties, trigger: whole, evidence: whole,
            actors: [
                Participant(role: .agent, name: name, id: name, mention: whole),
                Participant(role: .target, name: name + " 2", id: nil, mention: nil),
            ],
            place: ClaimPlace(
                name: name, id: name, latitude: 16.27, longitude: Double(index / 2500 * 10), radiusKm: 5, relation: .at,
                mention: whole),
            time: ClaimTime(
                start: CalendarDay("2016-06-01")?.adding(days: index % 2500),
                end: CalendarDay("2016-06-01")?.adding(days: index % 2500), precision: .day, mention: nil),
            quantities: [
                Quantity(
                    measure: .killed, unit: name, low: 2, best: 2, high: 2, party: name, isCivilian: nil, mention: whole
                )
            ],
            attribution: [Source(name: name, kind: .media, mention: nil)], frame: "made")
    }
}

extension Browser {
    /// Puts a reading that nobody read into the store, as a reader gone wrong might.
    fileprivate func take(_ document: Document, _ claims: [Claim]) async throws {
        let version = ReadingVersion(program: "test", resources: "1")
        let prepared = PreparedDocument(
            Reading(document: document, claims: claims, notes: [], sentences: []), original: document.utf8,
            capture: Capture(), version: version, preparing: Preparation())
        try desk.store.add(prepared, version: version)
        try await desk.load()
    }

    /// Every page: the parts of the workbench, the report, a claim and an event.
    fileprivate func paths(to claim: String) async throws -> [String] {
        let world = desk.world
        let document = try #require(world.documents.first?.id)
        let event = try #require(world.events.first?.id)
        return Section.allCases.map(\.path)
            + ["/documents/\(document)", "/claims/\(document)/\(claim)", "/events/\(event)"]
    }
}
