import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRecords
import ConstatRendering
import ConstatResources
import ConstatText
import Testing

@testable import ConstatWorkbench

@Suite struct MapTests {
    /// Events on the days of June 2020 that are given, a degree apart.
    static func world(_ days: [Int?], named place: String = "Gao") -> World {
        World.of(
            days.enumerated().map { number, day in
                .told(
                    "d\(number)", type: number % 2 == 0 ? .clash : .displacement,
                    place: .init(name: place, latitude: Double(number % 60), longitude: 10, radiusKm: 5),
                    day: day.flatMap { CalendarDay(year: 2020, month: 6, day: $0) },
                    killed: Double(number + 1), by: number == 0 ? "Alpha" : "Beta")
            })
    }

    static func days(_ selection: [Int], _ world: World) -> [Int] {
        selection.compactMap { world.map.entries[$0].days.map { CalendarDay(number: $0.lowerBound).day } }.sorted()
    }

    func query(_ day: Int, window: Int?) -> MapQuery {
        MapQuery(on: CalendarDay(year: 2020, month: 6, day: day), window: window)
    }

    @Test func theWindowEndsWithItsDayAndHoldsSoManyDays() {
        let world = Self.world([1, 5, 6, 10, 11])
        #expect(Self.days(world.map.selection(query(10, window: 5)).placed, world) == [6, 10])
        #expect(Self.days(world.map.selection(query(10, window: 1)).placed, world) == [10])
        #expect(Self.days(world.map.selection(query(10, window: nil)).placed, world) == [1, 5, 6, 10, 11])
    }

    @Test func whatLastsIsInEveryWindowThatItTouches() {
        let days = (1...200).map { Int?($0 % 28 + 1) }
        let long = ClaimRecord.told(
            "long", type: .clash, place: .init(name: "Kidal", latitude: 18.4, longitude: 1.4),
            day: CalendarDay(year: 2020, month: 6, day: 1), until: CalendarDay(year: 2020, month: 6, day: 12))
        let world = World.of(Self.records(days) + [long])
        for day in 1...30 {
            let found = world.map.selection(query(day, window: 2)).placed.contains {
                world.map.sites[world.map.entries[$0].site ?? 0].name == "Kidal"
            }
            #expect(found == (day <= 13), "\(day)")
        }
    }

    static func records(_ days: [Int?]) -> [ClaimRecord] {
        days.enumerated().map { number, day in
            .told(
                "r\(number)", type: .clash,
                place: .init(name: "Gao \(number)", latitude: Double(number % 80), longitude: Double(number % 170)),
                day: day.flatMap { CalendarDay(year: 2020, month: 6, day: $0) })
        }
    }

    @Test func eventsWithoutADayAreCountedAndOnNoDay() {
        let world = Self.world([3, nil, nil])
        let selection = world.map.selection(query(30, window: 30))
        #expect((selection.placed.count, selection.undated.count) == (1, 2))
        let view = MapView(world, query(30, window: 30), .workbench(.english))
        #expect(view.json().contains("2 of no known day"))
    }

    @Test func eventsWithoutAPlaceAreListedApart() {
        let nowhere = ClaimRecord.told(
            "x", type: .clash, place: .init(name: "Nowhere"), day: CalendarDay(year: 2020, month: 6, day: 3))
        let world = World.of([nowhere])
        let selection = world.map.selection(query(3, window: 1))
        #expect((selection.placed.count, selection.unplaced.count) == (0, 1))
    }

    @Test func plannedEventsAreOnNoMap() {
        let planned = ClaimRecord.told(
            "x", type: .offensive, place: .init(name: "Gao", latitude: 16.3, longitude: 0),
            day: CalendarDay(year: 2020, month: 6, day: 3), status: .planned)
        #expect(World.of([planned]).map.expected == 1)
        #expect(World.of([planned]).map.entries.isEmpty)
    }

    @Test func filtersLeaveWhatTheyName() {
        let world = Self.world([1, 2, 3, 4])
        func count(_ change: (inout MapQuery) -> Void) -> Int {
            var query = query(30, window: nil)
            change(&query)
            return world.map.selection(query).placed.count
        }
        #expect(count { $0.type = "fighting.clash" } == 2)
        #expect(count { $0.type = "harm" } == 2)
        #expect(count { $0.type = "no such type" } == 0)
        #expect(count { $0.party = "ALPHA" } == 1)
        #expect(count { $0.party = "nobody" } == 0)
        #expect(count { $0.source = "press of d2" } == 1)
        #expect(count { $0.grade = .singleOrigin } == 4)
        #expect(count { $0.grade = .denied } == 0)
    }

    @Test func theLargestAreDrawnAndTheRestIsSaid() {
        let most = MapView.Bounds.drawn
        let world = World.of(
            (0..<(most + 7)).map { number in
                .told(
                    "d\(number)", type: .clash,
                    place: .init(
                        name: "P\(number)", latitude: Double(number % 140) - 70, longitude: Double(number / 140) * 5),
                    day: CalendarDay(year: 2020, month: 6, day: 1 + number % 28), killed: Double(number + 1))
            })
        let view = MapView(world, query(30, window: 60), .workbench(.english))
        let json = view.json()
        #expect(json.contains("; 7 are left out"))
        let smallest = world.events.min { ($0.killed?.best ?? 0) < ($1.killed?.best ?? 0) }
        #expect(!json.contains("[\"\(smallest?.id ?? "")\""))
        #expect(json.utf8.count < 250_000)
    }

    @Test func theTimelineCountsEachDatedEventOnce() {
        let world = Self.world([1, 1, 9, 30, nil])
        let counts = world.map.timeline(query(30, window: 1), parts: 240)
        #expect(counts.reduce(0, +) == 4)
        #expect(counts.first == 2 && counts.last == 1)
    }

    @Test func aSlipFarAwayDoesNotStretchTheSlider() {
        let slip = ClaimRecord.told(
            "slip", type: .clash, place: .init(name: "Gao", latitude: 16.3, longitude: 0),
            day: CalendarDay("1916-02-01"))
        let world = World.of(Self.records((1...400).map { $0 % 28 + 1 }) + [slip])
        #expect(world.map.span.map { CalendarDay(number: $0.lowerBound).year } == 2020)
        #expect(world.map.outside.before == 1)
    }

    @Test func hostileNamesAreInertInPageAndData() async throws {
        let name = "</script><img src=x onerror=alert(1)>\"'\u{202E}"
        let world = Self.world([1], named: name)
        let view = MapView(world, query(1, window: 1), .workbench(.french))
        let json = view.json()
        #expect(!MapPage(view: view).body().markup.contains("<img"))
        let list = try #require(try JSONParser.value(of: json.utf8)["list"]?.text)
        #expect(!list.contains("<img") && list.contains("&lt;img"))
    }

    @Test func controlOfADayIsWhatBeganByThenAndHasNotEnded() {
        let gao = ReportedClaim.Place(name: "Gao", id: "gn:1", latitude: 16.3, longitude: 0)
        let world = World.of([
            .told("a", type: .captured, place: gao, day: CalendarDay("2020-06-03"), by: "Alpha"),
            .told("b", type: .captured, place: gao, day: CalendarDay("2020-06-09"), by: "Beta"),
        ])
        func holders(_ day: String, party: String? = nil) -> [String?] {
            CalendarDay(day).map { world.control.intervals(on: $0, party: party).map(\.holder) } ?? []
        }
        #expect(holders("2020-06-02").isEmpty)
        #expect(holders("2020-06-03") == ["Alpha"])
        #expect(holders("2020-06-09") == ["Beta"])
        #expect(holders("2020-06-09", party: "alpha").isEmpty)
    }

    @Test func addressesThatCannotBeReadShowTheLastDay() {
        let span = 18_000...18_100
        for address in ["on=x&window=-5", "on=2020-13-45&window=999999999999999999999", "window=%00", "grade=%3Cb%3E"] {
            let query = MapQuery(Query(encoded: address) ?? Query(), span: span)
            #expect(query.on == CalendarDay(number: 18_100))
            #expect((query.window ?? 1) >= 1)
        }
    }

    @Test func everyLineOfPlaceNamesNamesATown() {
        #expect(PlaceNames.french.knownTowns == EmbeddedResource.lines(named: "FrenchPlaceNames.lexicon").count)
        #expect(PlaceNames.french.name("Syria", id: nil) == "Syrie")
        #expect(PlaceNames.english.name("Syria", id: nil) == "Syria")
    }

    @Test func townsOfATileLieInItLargestFirst() throws {
        let towns = Towns(Gazetteer())
        let tile = try #require(Towns.Tile(zoom: 5, column: 19, row: 9))
        let found = towns.largest(10, in: tile)
        #expect(found.count == 10)
        for town in found {
            #expect((33.75...45.0).contains(town.longitude) && (33.75...39.375).contains(town.latitude), "\(town.name)")
        }
        let people = found.filter { !$0.isCapital }.map { $0.population ?? 20_000 }
        #expect(people == people.sorted(by: >))
        #expect(Towns.Tile(zoom: 3, column: 8, row: 0) == nil)
        #expect(Towns.Tile(zoom: -1, column: 0, row: 0) == nil)
    }

    @Test func pagesAnswer() async throws {
        let browser = try await Browser(reports: ["nyunzu-1-prise.html"])
        let page = try await browser.get("/map")
        #expect(page.status == .ok && page.body.contains("map-list"))
        #expect(!page.body.contains(" style=") && !page.body.contains("http://"))
        #expect(try await browser.get("/map/data?window=all").body.hasPrefix("{\"on\""))
        let towns = try #require(page.body.firstMatch(of: /data-towns="([^"]+)"/)).output.1
        #expect(try await browser.get("\(towns)/3/4/2").status == .ok)
        #expect(try await browser.get("\(towns)/99/4/2").status == .notFound)
        #expect(try await browser.get("\(towns)/3/..%2F/2").status == .notFound)
        try browser.close()
    }
}
