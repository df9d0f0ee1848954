import Foundation
import Testing

/// Requirements of recorders and investigators (`Documentation/acceptance.md`) that are tested through the program; other
/// rows of that page name tests elsewhere.
@Suite struct AcceptanceTests {
    static let requirements =
        [("A", 4), ("B", 3), ("C", 7), ("D", 3), ("E", 2), ("F", 5), ("G", 3), ("H", 3)].flatMap { letter, count in
            (1...count).map { "\(letter)\($0)" }
        }

    /// `| A1 | requirement | how it is checked |`
    static func rows() throws -> [(id: String, checks: String)] {
        try Page("Documentation/acceptance.md").text.matches(of: /\n\| ([A-H][1-9]) \| [^|\n]+ \| ([^|\n]+) \|/)
            .map { (String($0.output.1), String($0.output.2)) }
    }

    @Test func everyRequirementHasItsRow() throws {
        #expect(try Self.rows().map(\.id) == Self.requirements)
    }

    /// `Suite.test` in a row: a suite of that name has a test of that name. A row without one leads to a procedure.
    @Test func everyTestNamedIsThereAndEveryProcedureToo() throws {
        let tests = try Self.testsBySuite()
        let page = try Page("Documentation/acceptance.md")
        for row in try Self.rows() {
            let named = row.checks.matches(of: /`([A-Z]\w+Tests)\.(\w+)`/).map {
                (String($0.output.1), String($0.output.2))
            }
            for (suite, test) in named {
                #expect(tests[suite]?.contains(test) ?? false, "\(row.id) names \(suite).\(test), which is not there")
            }
            let procedures = row.checks.matches(of: /\(#([a-z0-9-]+)\)/).map { String($0.output.1) }
            for procedure in procedures {
                let heading = procedure.replacing("-", with: " ")
                #expect(
                    page.text.lowercased().contains("\n## \(heading)\n"),
                    "\(row.id) leads to #\(procedure), which is not")
            }
            #expect(!named.isEmpty || !procedures.isEmpty, "\(row.id) says not how it is checked")
        }
    }

    private static func testsBySuite() throws -> [String: Set<String>] {
        var tests: [String: Set<String>] = [:]
        for path in try Page.files(below: "Tests") where path.hasSuffix(".swift") {
            var suite = ""
            var isTest = false
            for line in try Page(path).text.split(separator: "\n") {
                if let name = line.firstMatch(of: /(?:struct|final class|enum) (\w+Tests)\b/) {
                    suite = String(name.output.1)
                }
                if line.contains("@Test") { isTest = true }
                if isTest, let name = line.firstMatch(of: /\bfunc (\w+)\(/) {
                    tests[suite, default: []].insert(String(name.output.1))
                    isTest = false
                }
            }
        }
        return tests
    }

    // MARK: What the rows ask for

    /// B1, B2: combining accents, pictures of two scalars, Arabic, CR LF.
    @Test func everyFieldQuotesItsWordsWhateverTheCharacters() throws {
        let text =
            "De\u{301}pe\u{302}che 👩🏽‍🚒 de غزة\r\n\r\nTrois soldats maliens ont été tués mardi "
            + "à Gao, selon l'armée 🇲🇱. Douze civils ont été blessés\r\npar une mine à Ménaka, d'après l'hôpital.\r\n"
        let line = try Self.line(of: text)
        let scalars = Array(((line["document"] as? [String: Any])?["text"] as? String ?? "").unicodeScalars)
        #expect(String(String.UnicodeScalarView(scalars)) == text)
        let spans = Self.spans(line["claims"] ?? [])
        #expect(spans.count >= 10)
        for span in spans {
            let quote = String(String.UnicodeScalarView(scalars[span.start..<span.end]))
            #expect(quote.unicodeScalars.elementsEqual(span.quote.unicodeScalars))
        }
        for claim in try Self.claims(line) {
            for slot in ["trigger", "evidence"] { #expect(!Self.spans(claim[slot] ?? []).isEmpty) }
            for slot in ["quantities", "attribution"] {
                for filler in claim[slot] as? [[String: Any]] ?? [] {
                    #expect(!Self.spans(filler["mention"] ?? []).isEmpty, "\(slot) without its words")
                }
            }
        }
    }

    /// C5
    @Test(arguments: [
        ("Douze personnes ont été tuées", "killed"), ("Douze soldats ont été blessés", "wounded"),
        ("Douze civils sont portés disparus", "missing"), ("Douze rebelles ont été arrêtés", "detained"),
        ("Douze élèves ont été enlevés", "abducted"), ("L'attaque a fait douze victimes", nil),
    ])
    func whatIsCountedIsNeverMixed(words: String, measure: String?) throws {
        let line = try Self.line(of: "\(words) mardi à Gao, selon l'armée.")
        let harmed: Set<String> = ["killed", "wounded", "missing", "detained", "abducted"]
        let measures = try Self.quantities(line).compactMap { $0["measure"] as? String }.filter(harmed.contains)
        #expect(measures == [measure].compactMap { $0 })
    }

    /// C6
    @Test(arguments: [("personnes", nil), ("civils", true), ("soldats", false)])
    func civilianIsUnknownUntilTheTextSaysIt(noun: String, isCivilian: Bool?) throws {
        let line = try Self.line(of: "Mardi à Gao, douze \(noun) ont péri dans une embuscade.")
        let quantities = try Self.quantities(line).filter { $0["measure"] as? String == "killed" }
        #expect(quantities.count == 1)
        #expect(quantities.first?["civilian"] as? Bool == isCivilian)
    }

    /// C1: nothing is lost from the two texts to the event.
    @Test func twoFiguresAreTwoClaimsAndOneEvent() throws {
        let scratch = try Scratch()
        let reports = [("a", "30", "la Croix-Rouge"), ("b", "45", "Médecins sans frontières")].map {
            id, count, source in
            #"{"id":"\#(id)","language":"fr","published":"2023-05-18","text":"Une frappe aérienne a touché mardi le marché de "#
                + #"Gao. \#(count) civils ont été tués dans cette frappe, selon \#(source)."}"#
        }
        try scratch.write("reports.jsonl", reports.joined(separator: "\n"))
        let claims = try scratch.run("code", "reports.jsonl", "--format", "jsonl")
        let events = try scratch.run("events", "-", "--format", "jsonl", input: Data(claims.output.utf8))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let event = try decoder.decode(
            RecordedEvent.self, from: Data(try #require(events.output.split(separator: "\n").first).utf8))
        #expect(events.output.split(separator: "\n").count == 1)
        #expect(event.figures.filter { $0.measure == "killed" }.map { [$0.low, $0.high] } == [[30, 45]])
        #expect(Set(event.tolls.map(\.document)) == ["a", "b"])
        #expect(event.tolls.allSatisfy { $0.standing == "live" })
    }

    /// H3
    @Test func nothingFoundIsSaid() throws {
        let scratch = try Scratch()
        try scratch.write("claims.jsonl", EventsTests.record("a", ""))
        for question in [["events"], ["situation", "--on", "2022-02-03"]] {
            for format in ["text", "jsonl"] {
                let answer = try Command.run(question + ["claims.jsonl", "--format", format], in: scratch.folder)
                #expect(answer.status == 0)
                let what = question.count == 1 ? "event" : "entry"
                #expect(
                    answer.messages == [
                        "note: no \(what) answers to that; 0 claims of 1 reports were looked at [nothing-found]"
                    ])
            }
        }
    }

    /// E1
    @Test func withoutADayOfPublicationNoDayIsMadeUp() throws {
        let line = try Self.line(of: "Trois soldats ont été tués mardi à Gao, selon l'armée.", published: nil)
        let claims = try Self.claims(line)
        #expect(!claims.isEmpty)
        for claim in claims {
            let time = claim["time"] as? [String: Any]
            #expect(time?["start"] as? String == nil && time?["end"] as? String == nil)
        }
    }

    /// E2, G3: what is near a town is no point of it, and nothing is finer than a kilometre.
    @Test func everyPlaceSaysHowPreciseItIs() throws {
        let line = try Self.line(
            of:
                "Trois soldats ont été tués mardi à 40 kilomètres au nord de Gao. Des combats ont eu lieu mardi près de Ménaka."
        )
        let places = try Self.claims(line).compactMap { $0["place"] as? [String: Any] }
        #expect(Set(places.compactMap { $0["relation"] as? String }) == ["direction", "near"])
        for place in places {
            #expect((place["radius_km"] as? Double ?? 0) >= 1)
            #expect(place["id"] as? String != nil)
        }
    }

    /// G2: what could open a connection stands nowhere in what users run.
    @Test func noSourceOpensAConnection() throws {
        let sources = try Page.files(below: "Sources").filter { $0.hasSuffix(".swift") || $0.hasSuffix(".h") }
        #expect(sources.count > 100)
        let words = [
            "URLSession", "FoundationNetworking", "import Network", "NWConnection", "CFSocket", "getaddrinfo",
            "socket(", "ClientBootstrap", "HTTPClient", "DatagramBootstrap",
        ]
        for path in sources {
            let text = try Page(path).text
            for word in words { #expect(!text.contains(word), "\(path) has \(word)") }
            // One target answers requests, and asks for nothing itself.
            let serves = ["import Hummingbird", "import NIO", "import HTTPTypes"].contains { text.contains($0) }
            #expect(!serves || path.hasPrefix("Sources/ConstatWorkbench/"), "\(path) speaks HTTP")
        }
    }

    // MARK: Reading answers

    private static func line(of text: String, published: String? = "2023-05-18") throws -> [String: Any] {
        let words = ["code", "-", "--format", "jsonl", "--language", "fr"]
        let result = try Command.run(
            words + (published.map { ["--published", $0] } ?? []), input: Data(text.utf8))
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    private static func claims(_ line: [String: Any]) throws -> [[String: Any]] {
        try #require(line["claims"] as? [[String: Any]])
    }

    private static func quantities(_ line: [String: Any]) throws -> [[String: Any]] {
        try claims(line).flatMap { $0["quantities"] as? [[String: Any]] ?? [] }
    }

    private static func spans(_ value: Any) -> [(start: Int, end: Int, quote: String)] {
        if let list = value as? [Any] { return list.flatMap(spans) }
        guard let object = value as? [String: Any] else { return [] }
        if let start = object["start"] as? Int, let end = object["end"] as? Int, let quote = object["quote"] as? String
        {
            return [(start, end, quote)]
        }
        return object.values.flatMap(spans)
    }
}
