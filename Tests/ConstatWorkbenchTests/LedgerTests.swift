import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatText
import TestSupport
import Testing

@testable import ConstatWorkbench

@Suite struct LedgerTests {
    static let gao = ReportedClaim.Place(name: "Gao", id: "gn:1", latitude: 16.3, longitude: 0, radiusKm: 5)
    static let kidal = ReportedClaim.Place(name: "Kidal", id: "gn:2", latitude: 18.4, longitude: 1.4, radiusKm: 5)

    /// Dead of three days and one of no day, of two sides, one of civilians, and a total over a month.
    static let world = World.of([
        .told("a", type: .clash, place: gao, day: CalendarDay("2020-06-03"), killed: 3, of: "Army", isCivilian: false),
        .told("b", type: .killing, place: kidal, day: CalendarDay("2020-06-20"), killed: 5, isCivilian: true),
        .told("c", type: .attack, place: gao, day: CalendarDay("2020-08-01"), killed: 7),
        .told("d", type: .attack, place: kidal, killed: 11, of: "Army", isCivilian: false),
        .told(
            "e", type: .casualties, place: gao, day: CalendarDay("2020-06-01"), until: CalendarDay("2020-06-30"),
            killed: 90),
        .told(
            "f", type: .displacement, place: gao, day: CalendarDay("2020-06-05"),
            quantities: [.init(measure: .displaced, unit: "person", low: 400, best: 500, high: 600)]),
    ])

    static func tables(_ world: World = world, _ change: (inout LedgerQuery) -> Void = { _ in }) -> LedgerTables {
        var query = LedgerQuery(measure: .killed)
        change(&query)
        return LedgerTables(world: world, query: query, names: .english) { book, query in
            "/ledgers/claims?book=\(book.rawValue)&\(query.encoded.encoded)"
        }
    }

    static func best(_ rows: [LedgerIndex.Row]) -> Double? { LedgerIndex.sum(rows.map(\.bounds)).best }

    @Test func chartsAddUpToTheLedger() {
        let tables = Self.tables()
        let bars = tables.series(.casualties).flatMap {
            [$0.series.earlier, $0.series.later, $0.series.undated] + $0.series.bins
        }
        let ledger = Self.world.ledgers.casualties.filter { $0.measure == .killed }
        #expect(LedgerIndex.sum(bars.map(\.bounds)) == LedgerIndex.sum(ledger.map(\.bounds)))
        #expect(LedgerIndex.sum(ledger.map(\.bounds)).best == 26)
    }

    @Test func unknownStatusIsARowOfItsOwn() {
        let rows = Self.tables().summed(.casualties)
        func best(_ status: CivilianStatus) -> Double? { Self.best(rows.filter { $0.status == status }) }
        #expect(best(.civilian) == 5)
        #expect(best(.combatant) == 14)
        #expect(best(.unknown) == 7)
    }

    @Test func totalsStandBesideAndAreNeverAdded() {
        let totals = Self.tables().table(.totals)
        #expect(totals.rows.count == 1)
        #expect(totals.csv.contains("90"))
        #expect(Self.best(Self.tables().summed(.casualties)) == 26)
    }

    @Test func periodsAndPlacesNarrow() {
        let june = Self.tables {
            $0.from = CalendarDay("2020-06-01")
            $0.to = CalendarDay("2020-06-30")
        }
        #expect(Self.best(june.summed(.casualties)) == 8)
        let kidal = Self.tables { $0.area = .circle(latitude: 18.4, longitude: 1.4, radiusKm: 10) }
        #expect(Self.best(kidal.summed(.casualties)) == 16)
        #expect(Self.best(Self.tables { $0.side = "army" }.summed(.casualties)) == 14)
        #expect(Self.best(Self.tables { $0.side = "nobody" }.summed(.casualties)) == nil)
    }

    @Test func movementsHaveMeasuresOfTheirOwn() {
        let rows = Self.tables().summed(.movements)
        #expect(LedgerIndex.sum(rows.map(\.bounds)) == EventFigure.Bounds(low: 400, best: 500, high: 600))
    }

    /// Low, best and high of random parts in random periods: bars and rest come to the whole.
    @Test func barsLeaveNothingOut() {
        var numbers = SeededNumbers(state: 6)
        for _ in 0..<200 {
            let rows = (0..<Int.random(in: 0...40, using: &numbers)).map {
                _ -> (day: Int?, bounds: EventFigure.Bounds) in
                let low = Double.random(in: 0...9, using: &numbers).rounded()
                let day = Bool.random(using: &numbers) ? Int.random(in: -700_000...2_900_000, using: &numbers) : 18_000
                return (low == 0 ? nil : day, .init(low: low, best: low + 1, high: low + 5))
            }
            let span = Int.random(in: 0...30_000, using: &numbers)
            let series = LedgerSeries(rows, period: rows.contains { $0.day != nil } ? 17_900...(17_900 + span) : nil)
            let all = series.bins + [series.earlier, series.later, series.undated]
            #expect(LedgerIndex.sum(all.map(\.bounds)) == LedgerIndex.sum(rows.map(\.bounds)))
            for (before, after) in zip(series.bins, series.bins.dropFirst()) {
                #expect(before.days?.upperBound.adding(days: 1) == after.days?.lowerBound)
            }
        }
    }

    @Test func theEndOfTheCalendarIsNoTrap() {
        for (from, to) in [("0001-01-01", "9999-12-31"), ("9999-12-31", "9999-12-31"), ("9990-01-01", "9999-12-31")] {
            let tables = Self.tables {
                $0.from = CalendarDay(from)
                $0.to = CalendarDay(to)
            }
            #expect(tables.series(.casualties).count == 3)
            #expect(!tables.table(.time).csv.isEmpty)
        }
    }

    @Test func scalesEndOnRoundNumbers() {
        let rounded = [0.0, 1, 3, 11, 30, 51, 1999, 2_000_001].map(LedgerChart.rounded(up:))
        #expect(rounded == [1, 1, 5, 20, 50, 100, 2000, 5_000_000])
    }

    @Test func filesHaveWhatThePageHas() throws {
        let table = Self.tables().table(.parts)
        let lines = table.csv.split(separator: "\r\n", omittingEmptySubsequences: true)
        #expect(lines.count == table.rows.count + 1)
        #expect(lines[0] == "from,to,place,side,civilian_status,event,low,best,high,claims")
        let best = lines.dropFirst().compactMap {
            Double($0.split(separator: ",", omittingEmptySubsequences: false)[7])
        }
        #expect(best.reduce(0, +) == 26)
    }

    @Test func hostileNamesAreInertInFilesAndPictures() {
        let evil = "=HYPERLINK(\"http://x\")<script>alert(1)</script>"
        let place = ReportedClaim.Place(name: evil, latitude: 1, longitude: 1)
        let world = World.of([
            .told("<b>", type: .clash, place: place, day: CalendarDay("2020-06-03"), killed: 3, of: evil)
        ])
        let tables = Self.tables(world)
        for name in LedgerTables.Name.allCases {
            let table = tables.table(name)
            for line in table.csv.split(separator: "\r\n") {
                #expect(!line.split(separator: ",").contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") }, "\(line)")
            }
            let html = LedgerTableView(wording: .workbench(.french), world: world).html(
                table, caption: evil, file: "/x")
            #expect(!html.markup.contains("<script") && !html.markup.contains("<b>"))
        }
        let panel = LedgerChart.Panel(
            title: evil, role: "civilian", series: tables.series(.casualties)[2].series, link: { _ in "\"><script>" })
        for isFile in [true, false] {
            let chart = LedgerChart(title: evil, description: evil, panels: [panel], wording: .workbench(.english))
            #expect(!chart.svg(standalone: isFile).markup.contains("<script"))
            #expect(chart.svg(standalone: isFile).markup.contains(" href=") == !isFile)
        }
    }

    @Test func pagesAnswerAndLeadToClaims() async throws {
        let browser = try await Browser(reports: ["nyunzu-1-prise.html", "nyunzu-3-reprise.html"])
        let page = try await browser.get("/ledgers?from=2023-02-01", [.acceptLanguage: "en"])
        #expect(page.status == .ok && !page.body.contains(" style="))
        #expect(
            page.body.firstMatch(of: /[>" ](ledgers|map|figures|count)\.[a-z]/) == nil, "words without a lexicon's line"
        )
        let link = try #require(page.body.firstMatch(of: /href="(\/ledgers\/claims\?[^"]+)"/)).output.1
        let parts = try await browser.get(String(link).replacing("&amp;", with: "&"))
        #expect(parts.status == .ok && parts.body.contains("href=\"/claims/"))
        let file = try await browser.get("/ledgers/table.csv?table=status")
        #expect(file.headers[.contentType] == "text/csv; charset=utf-8" && file.body.hasPrefix("civilian_status,"))
        let chart = try await browser.get("/ledgers/chart.svg?book=casualties")
        #expect(chart.body.hasPrefix("<svg xmlns") && !chart.body.contains("class=\"high"))
        #expect(try await browser.get("/ledgers/table.csv?table=no").status == .notFound)
        #expect(try await browser.get("/ledgers/chart.svg?book=materiel").status == .notFound)
        #expect(try await browser.get("/ledgers?place=%3Cscript%3E").body.contains("&lt;script&gt;"))
        try browser.close()
    }
}
