import ConstatClaims
import ConstatEvents
import ConstatExport
import ConstatRecords
import ConstatStore
import ConstatText
import HTTPTypes
import Testing

@testable import ConstatWorkbench

/// Reviewing by forms: each action changes what it should and nothing else, and undoing it brings back what was.
@Suite struct ReviewTests {
    private static let attack = [
        "tenenkou-1-depeche.html", "tenenkou-2-reprise.html", "tenenkou-3-communique.html",
        "tenenkou-4-nouveau-bilan.html",
    ]
    private static let second: HTTPFields = [.cookie: "constat_reading=second; constat_reviewer=Grace"]
    private static let first: HTTPFields = [.cookie: "constat_reviewer=Ada; constat_language=en"]

    private func claim(_ browser: Browser, _ name: String, _ document: String) throws -> ReportedClaim {
        let world = browser.desk.world
        let stored = try #require(world.documents.first { $0.name == document })
        return try #require(world.claim(ClaimID(document: stored.id, claim: name)))
    }

    private func address(_ claim: ReportedClaim) -> String { "/claims/\(claim.id.document)/\(claim.id.claim)" }

    /// The claim's form as it stands, with some fields typed over.
    private func form(_ claim: ReportedClaim, seen: String = "0", _ typed: [String: String] = [:]) -> [(String, String)]
    {
        var fields = ClaimForm(claim).values
        for (name, value) in typed.sorted(by: { $0.key < $1.key }) {
            fields = Query(fields.pairs.filter { $0.name != name } + [(name: name, value: value)])
        }
        return fields.pairs.map { ($0.name, $0.value) } + [("seen", seen), ("action", "correct")]
    }

    private struct Shown: Equatable {
        var events: [Event]
        var records: [String: ClaimRecord]

        init(_ world: World) { (events, records) = (world.events, world.records) }
    }

    // MARK: Queue

    @Test func acceptingChangesNoEventAndTheNextClaimComes() async throws {
        let browser = try await Browser(reports: Self.attack)
        let before = Shown(browser.desk.world)
        let order = browser.desk.world.pending(.first)
        let reply = try await browser.post(
            "/queue?family=harm",
            [("claim", order.first { $0.type.family == .harm }!.claim.description), ("action", "accept")],
            Self.first)
        #expect(reply.status == .seeOther)
        #expect(Shown(browser.desk.world) == before)
        let harm = order.filter { $0.type.family == .harm }
        let next = try #require(reply.headers[.location])
        #expect(next.contains("saved=r1") && next.contains("family=harm"))
        #expect(next.contains(Query.encoded(harm[1].claim.description)))
        #expect(browser.desk.world.pending(.first).count == order.count - 1)
        let page = try await browser.get(next, Self.first).body
        #expect(page.contains("role=\"status\"") && page.contains("accepted"))
        try browser.close()
    }

    @Test func rejectingTakesTheFigureOutAndUndoBringsItBack() async throws {
        let browser = try await Browser(reports: Self.attack)
        let before = Shown(browser.desk.world)
        let boast = try claim(browser, "c6", "tenenkou-4-nouveau-bilan")
        let event = try #require(browser.desk.world.event(of: boast.id))
        #expect(event.figures.first { $0.measure == .killed }?.total.high == 64)
        _ = try await browser.post("/queue", [("claim", boast.id.description), ("action", "reject")], Self.first)
        let after = try #require(browser.desk.world.event(event.id))
        #expect(after.figures.first { $0.measure == .killed }?.total.high ?? 64 < 64)
        #expect(browser.desk.world.claim(boast.id) == nil)
        #expect(try browser.desk.store.reviews().map(\.reviewer) == ["Ada"])
        // What was rejected is still there to be seen.
        #expect(try await browser.get(address(boast)).status == .ok)
        let undone = try await browser.post("/undo", [("review", "1"), ("next", "/queue")], Self.first)
        #expect(undone.headers[.location] == "/queue?saved=r1")
        #expect(Shown(browser.desk.world) == before)
        #expect(try browser.desk.store.reviews().map(\.isInForce) == [false])
        try browser.close()
    }

    @Test func nothingIsCalledSavedThatTheStoreDoesNotHave() async throws {
        let browser = try await Browser(reports: Self.attack)
        #expect(try await !browser.get("/queue?saved=r1,r2,d4", Self.first).body.contains("class=\"saved\""))
        #expect(try await browser.post("/undo", [("review", "7")]).status == .conflict)
        #expect(try await browser.post("/undo", []).status == .badRequest)
        #expect(try await browser.post("/queue", [("claim", "x#c1"), ("action", "accept")]).status == .notFound)
        #expect(try browser.desk.store.reviews().isEmpty)
        try browser.close()
    }

    // MARK: Correcting

    @Test func onlyWhatWasChangedIsCorrected() async throws {
        let browser = try await Browser(reports: Self.attack)
        let before = Shown(browser.desk.world)
        let toll = try claim(browser, "c1", "tenenkou-4-nouveau-bilan")
        #expect(toll.quantities.first?.best == 12)
        let typed = ["quantity.0.low": "11", "quantity.0.best": "11", "quantity.0.high": "11", "reason": "reread"]
        let reply = try await browser.post(address(toll), form(toll, typed), Self.first)
        #expect(reply.status == .seeOther)
        let corrected = try #require(browser.desk.world.claim(toll.id))
        var expected = toll
        expected.quantities[0].low = 11
        expected.quantities[0].best = 11
        expected.quantities[0].high = 11
        #expect(corrected == expected)
        let review = try #require(try browser.desk.store.reviews().first)
        #expect(review.reviewer == "Ada" && review.reason == "reread" && review.decided == "2026-01-05T12:00:00Z")
        #expect(
            review.review.verdict
                == .correct(before: .quantities(toll.quantities), after: .quantities(expected.quantities)))
        let event = try #require(browser.desk.world.event(of: toll.id))
        #expect(event.tolls.contains { $0.claim == toll.id && $0.best == 11 })
        let others = before.records.filter { $0.key != toll.id.document }
        #expect(browser.desk.world.records.filter { $0.key != toll.id.document } == others)
        _ = try await browser.post("/undo", [("review", "1")], Self.first)
        #expect(Shown(browser.desk.world) == before)
        try browser.close()
    }

    @Test func severalFieldsAreOneStep() async throws {
        let browser = try await Browser(reports: Self.attack)
        let before = Shown(browser.desk.world)
        let toll = try claim(browser, "c1", "tenenkou-1-depeche")
        let typed = [
            "type": "harm.killing", "time.start": "2022-03-13", "time.end": "2022-03-13", "time.precision": "day",
            "place.name": "Mopti", "place.pick": KnownPlaces.named("Mopti")[0].place.id, "actor.7.name": "M23",
            "actor.7.role": "agent", "source.5.name": "Jean", "source.5.kind": "witness", "hedged": "on",
        ]
        let reply = try await browser.post(address(toll), form(toll, typed), Self.first)
        #expect(reply.status == .seeOther)
        let kept = try browser.desk.store.reviews()
        #expect(Set(kept.map(\.review.verdict.field)) == [.type, .time, .place, .actors, .attribution, .status])
        let corrected = try #require(browser.desk.world.claim(toll.id))
        #expect(corrected.type == .killing && corrected.isHedged && corrected.place?.name == "Mopti")
        #expect(corrected.place?.latitude.map { abs($0 - 14.5) < 0.5 } == true)
        #expect(corrected.actors.last?.name == "M23" && corrected.actors.last?.id != nil)
        #expect(corrected.attribution.last?.kind == .witness)
        #expect(corrected.quantities == toll.quantities)
        _ = try await browser.post("/undo", kept.map { ("review", String($0.number)) }, Self.first)
        #expect(Shown(browser.desk.world) == before)
        try browser.close()
    }

    @Test(arguments: [
        ("time.end", "1999-01-01", "first day"), ("time.start", "2022-02-30", "2022-02-30"),
        ("place.latitude", "91", "91"), ("place.longitude", "x", "no longitude"), ("place.radius", "-1", "no radius"),
        ("place.latitude", "", "go together"), ("type", "harm.nothing", "harm.nothing"),
        ("quantity.0.low", "99", "at least"), ("quantity.0.high", "1,000", "1,000"), ("quantity.0.best", "nan", "nan"),
        ("quantity.0.measure", "ghosts", "ghosts"), ("status", "perhaps", "perhaps"),
    ])
    func whatCannotBeIsRefusedBesideItsField(field: String, value: String, words: String) async throws {
        let browser = try await Browser(reports: Self.attack)
        let toll = try claim(browser, "c1", "tenenkou-1-depeche")
        var typed = [
            "time.start": "2022-03-14", "time.end": "2022-03-14", "time.precision": "day", "place.name": "Ténenkou",
            "place.latitude": "14.4", "place.longitude": "-4.9", "quantity.0.measure": "killed",
            "quantity.0.low": "9", "quantity.0.best": "9", "quantity.0.high": "9", "reason": "kept words",
        ]
        typed[field] = value
        let reply = try await browser.post(address(toll), form(toll, typed), Self.first)
        #expect(reply.body.contains("class=\"fault\" id=\"fault-\(field.replacing(".", with: "-"))\""))
        #expect(reply.body.contains(words))
        #expect(reply.body.contains("kept words"))
        #expect(try browser.desk.store.reviews().isEmpty)
        try browser.close()
    }

    @Test func whatWasReviewedMeanwhileMustBeSeenFirst() async throws {
        let browser = try await Browser(reports: Self.attack)
        let toll = try claim(browser, "c1", "tenenkou-1-depeche")
        _ = try await browser.post(address(toll), form(toll, ["type": "harm.killing"]), Self.first)
        let late = try await browser.post(address(toll), form(toll, ["status": "possible"]), Self.first)
        #expect(late.status == .ok && late.body.contains("Somebody has decided"))
        #expect(try browser.desk.store.reviews().count == 1)
        let now = try claim(browser, "c1", "tenenkou-1-depeche")
        let unchanged = try await browser.post(address(now), form(now, seen: "1"), Self.first)
        #expect(unchanged.body.contains("Nothing was changed"))
        #expect(try browser.desk.store.reviews().count == 1)
        try browser.close()
    }

    // MARK: Adding

    @Test func wordsBecomeAClaimWithTheirSentence() async throws {
        let browser = try await Browser(reports: Self.attack)
        let before = Shown(browser.desk.world)
        let toll = try claim(browser, "c1", "tenenkou-1-depeche")
        let words = "/documents/\(toll.id.document)/add?start=\(toll.trigger.start - 1)&end=\(toll.trigger.end + 1)"
        let page = try await browser.get(words, Self.first)
        #expect(page.status == .ok && page.body.contains(">\(toll.trigger.quote)</mark>"))
        let none = try await browser.post(words, [("status", "occurred")], Self.first)
        #expect(none.body.contains("fault-type"))
        let reply = try await browser.post(
            words,
            [
                ("type", "politics.protest"), ("status", "occurred"), ("actor.0.name", "Foule"),
                ("actor.0.role", "agent"),
            ],
            Self.first)
        #expect(reply.headers[.location] == "/claims/\(toll.id.document)/r1?saved=r1")
        let added = try #require(browser.desk.world.claim(ClaimID(document: toll.id.document, claim: "r1")))
        #expect(added.type == .protest && added.evidence.quote.contains(added.trigger.quote))
        #expect(added.trigger.start < added.trigger.end && added.actors.map(\.name) == ["Foule"])
        _ = try await browser.post("/undo", [("review", "1")], Self.first)
        #expect(Shown(browser.desk.world) == before)
        try browser.close()
    }

    @Test(arguments: [
        "", "?start=5&end=5", "?start=-1&end=4", "?start=0&end=99999999", "?start=a&end=b", "?start=9&end=3",
    ])
    func wordsThatAreNotThereAreRefused(query: String) async throws {
        let browser = try await Browser(reports: ["tenenkou-1-depeche.html"])
        let document = browser.desk.world.documents[0].id
        #expect(try await browser.get("/documents/\(document)/add\(query)").status == .badRequest)
        #expect(try await browser.get("/documents/none/add?start=0&end=1").status == .notFound)
        try browser.close()
    }

    // MARK: Events

    @Test func splittingAndJoiningAreTakenBackWhole() async throws {
        let browser = try await Browser(reports: Self.attack)
        let before = Shown(browser.desk.world)
        let event = try #require(browser.desk.world.events.max { $0.members.count < $1.members.count })
        let apart = try #require(event.members.last { $0.claim.document != event.members[0].claim.document })
        let page = "/events/\(event.id)"
        #expect(try await browser.post("\(page)/split", [], Self.first).status == .badRequest)
        let reply = try await browser.post(
            "\(page)/split", [("claim", apart.claim.description), ("reason", "another day")], Self.first)
        #expect(reply.status == .seeOther)
        let world = browser.desk.world
        #expect(world.event(of: apart.claim)?.id != event.id)
        #expect(world.event(event.id)?.members.count ?? 99 < event.members.count)
        let shown = try await browser.get(try #require(reply.headers[.location]), Self.first).body
        #expect(shown.contains("another day") && shown.contains("class=\"saved\""))

        let other = try #require(world.event(of: apart.claim))
        let joined = try await browser.post("\(page)/join", [("other", other.id)], Self.first)
        #expect(joined.status == .seeOther)
        let again = try #require(browser.desk.world.event(of: apart.claim))
        #expect(Set(again.members.map(\.claim)).isSuperset(of: event.members.map(\.claim)))
        let all = browser.desk.world.log.entries.flatMap(\.targets)
        let numbers = all.compactMap { if case .decision(let number) = $0 { number } else { nil } }
        _ = try await browser.post("/undo", numbers.map { ("decision", String($0)) }, Self.first)
        #expect(Shown(browser.desk.world) == before)
        try browser.close()
    }

    @Test func theEventPageShowsWhoSaidWhichToll() async throws {
        let browser = try await Browser(reports: Self.attack)
        let event = try #require(browser.desk.world.events.max { $0.members.count < $1.members.count })
        let page = try await browser.get("/events/\(event.id)", Self.first).body
        for row in event.tolls { #expect(page.contains(row.source)) }
        for member in event.members { #expect(page.contains("value=\"\(member.claim.description)\"")) }
        #expect(page.contains("14 to 64, best 19"))
        #expect(page.contains("/export/file?profile=ucdp-ged&amp;event=\(event.id)"))
        #expect(try await browser.get("/events/e0").status == .notFound)
        let list = try await browser.get("/events?place=tenenkou&type=fighting&from=2022-03-01&sort=killed", Self.first)
        #expect(list.body.contains(event.id))
        #expect(try await !browser.get("/events?place=nyunzu", Self.first).body.contains(event.id))
        try browser.close()
    }

    // MARK: Two readers

    @Test func aSecondReaderSeesNothingOfTheFirst() async throws {
        let browser = try await Browser(reports: Self.attack)
        let toll = try claim(browser, "c1", "tenenkou-4-nouveau-bilan")
        let typed = [
            "quantity.0.low": "77", "quantity.0.best": "77", "quantity.0.high": "77", "reason": "secret reason",
        ]
        _ = try await browser.post(address(toll), form(toll, typed), Self.first)
        let events = browser.desk.world.events
        for page in ["/queue", address(toll), "/history", "/history.csv", "/events", "/events/\(events[0].id)"] {
            let shown = try await browser.get(page, Self.second).body
            #expect(!shown.contains("77") && !shown.contains("secret reason") && !shown.contains("Ada"), "\(page)")
        }
        // The first's claims come first, as they were read.
        #expect(browser.desk.world.pending(.second).first?.claim == toll.id)
        _ = try await browser.post(address(toll), form(toll, ["status": "possible"]), Self.second)
        #expect(browser.desk.world.events == events)
        #expect(browser.desk.world.claim(toll.id)?.status == toll.status)
        let agreement = try await browser.get("/agreement", Self.first).body
        #expect(agreement.contains("77") && agreement.contains("possible"))
        #expect(try await !browser.get("/agreement", Self.second).body.contains("77"))
        try browser.close()
    }

    // MARK: History

    @Test func theHistoryTellsWhoWhenBeforeAndAfter() async throws {
        let browser = try await Browser(reports: Self.attack)
        let toll = try claim(browser, "c1", "tenenkou-4-nouveau-bilan")
        _ = try await browser.post(
            address(toll),
            form(toll, ["quantity.0.best": "13", "quantity.0.high": "13", "reason": "=HYPERLINK(\"x\")"]),
            Self.first)
        let page = try await browser.get("/history", Self.first).body
        #expect(page.contains("Ada") && page.contains("5 January 2026, 12:00") && page.contains("13"))
        #expect(try await browser.get("/history?reviewer=Grace", Self.first).body.contains("Nobody"))
        let csv = try await browser.get("/history.csv", Self.first).body
        #expect(csv.contains("review,1,2026-01-05T12:00:00Z,Ada,first,correct,\(toll.id.document),"))
        #expect(csv.contains("'=HYPERLINK"))
        try browser.close()
    }

    @Test func hostileWordsAreInert() async throws {
        let browser = try await Browser()
        let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
        let text = "Gao \(hostile) : au moins 12 soldats maliens ont été tués le 3 mars 2022 à Gao, selon \(hostile)."
        try await browser.add(Array(text.utf8), named: "\(hostile).txt")
        let world = browser.desk.world
        let toll = try #require(world.records.values.flatMap(\.claims).first)
        _ = try await browser.post(
            address(toll),
            form(toll, ["reason": hostile, "place.name": hostile, "actor.3.name": hostile, "actor.3.role": "agent"]),
            [.cookie: "constat_reviewer=\(Query.encoded(hostile))"])
        let event = browser.desk.world.event(of: toll.id)?.id ?? ""
        let pages = [
            "/queue", address(toll), "/events", "/events/\(event)", "/history", "/export?look=on&event=\(event)",
            "/documents/\(toll.id.document)/add?start=0&end=9", "/events?place=\(Query.encoded(hostile))",
            "/queue?event=\(Query.encoded(hostile))", "/history?reviewer=\(Query.encoded(hostile))",
        ]
        for page in pages {
            let body = try await browser.get(page).body
            #expect(!body.contains("<script>") && !body.contains("<img"), "\(page)")
        }
        try browser.close()
    }

    // MARK: Lookups

    @Test func actorsAndPlacesAreFound() async throws {
        let browser = try await Browser()
        #expect(try await browser.get("/actors?q=m23").body.contains("\"name\":\"M23\""))
        #expect(try await browser.get("/actors?q=").body == "[]")
        #expect(try await browser.get("/places?q=Gao").body.contains("\"country\":\"ML\""))
        try browser.close()
    }
}

/// Files of `/export` are those of the command.
@Suite struct ExportTests {
    private static let reports = [
        "nyunzu-1-prise.html", "nyunzu-2-dementi.html", "tenenkou-1-depeche.html", "tenenkou-4-nouveau-bilan.html",
    ]

    /// As `constat export --store` makes it.
    private func commanded(_ browser: Browser, _ options: ExportOptions) throws -> Export {
        var records: [ClaimRecord] = []
        try browser.desk.store.eachRecord { records.append($0) }
        var merger = EventMerger(decisions: try browser.desk.store.decisions().map(\.decision))
        merger.add(records)
        let events = options.profile.isOfEvents(options.table) ? merger.events() : []
        return try Exporter(options).export(records, events: events)
    }

    @Test func everyProfileGivesTheCommandsBytes() async throws {
        let browser = try await Browser(reports: Self.reports)
        let first = try #require(browser.desk.world.pending(.first).first)
        _ = try await browser.post("/queue", [("claim", first.claim.description), ("action", "reject")])
        for profile in ExportProfile.allCases {
            let command = try commanded(browser, ExportOptions(profile, program: "constat test"))
            let file = try await browser.get("/export/file?profile=\(profile.rawValue)")
            // A GeoPackage is no text.
            if profile != .gpkg { #expect(file.body == String(decoding: command.bytes, as: UTF8.self), "\(profile)") }
            #expect(command.rowCount > 0)
            #expect(file.headers[.contentType] == profile.mediaType)
            #expect(file.headers[.contentDisposition]?.hasSuffix(profile.fileExtension) == true)
            let why = try await browser.get("/export/explanation?profile=\(profile.rawValue)")
            #expect(why.body == command.explanation)
        }
        try browser.close()
    }

    @Test func optionsAreTheCommands() async throws {
        let browser = try await Browser(reports: Self.reports)
        let options = ExportOptions(
            .csv, table: .claims, withholdsNames: false, coarsenKm: 20, program: "constat test")
        let file = try await browser.get("/export/file?profile=csv&table=claims&withhold=none&coarsen=20")
        #expect(file.body == String(decoding: try commanded(browser, options).bytes, as: UTF8.self))
        try browser.close()
    }

    @Test func whatIsLeftOutIsSaid() async throws {
        let browser = try await Browser(reports: Self.reports)
        let english: HTTPFields = [.acceptLanguage: "en"]
        let export = try commanded(browser, ExportOptions(.ucdpGED, program: "constat test"))
        let page = try await browser.get("/export?look=on&profile=ucdp-ged", english).body
        #expect(!export.leftOut.isEmpty)
        for left in export.leftOut {
            #expect(page.contains(left.event) && page.contains(HTML("\(left.reason)").markup))
        }
        let alone = try #require(export.leftOut.first { $0.reason == "no death is counted" })
        let empty = try await browser.get("/export/file?profile=ucdp-ged&event=\(alone.event)", english)
        #expect(empty.body.contains("Nothing was exported") && empty.headers[.contentDisposition] == nil)
        #expect(try await browser.get("/export/file?profile=none").status == .badRequest)
        #expect(try await browser.get("/export?look=on&coarsen=-3", english).body.contains("10 000 km"))
        try browser.close()
    }

    @Test func oneEventLeavesAlone() async throws {
        let browser = try await Browser(reports: Self.reports)
        let event = try #require(browser.desk.world.events.max { $0.members.count < $1.members.count })
        let file = try await browser.get("/export/file?profile=csv&event=\(event.id)").body
        #expect(file.split(separator: "\r\n").count == 2 && file.contains(event.id))
        try browser.close()
    }
}

extension ClaimReview.Verdict {
    fileprivate var field: ClaimField.Name? { if case .correct(_, let after) = self { after.name } else { nil } }
}
