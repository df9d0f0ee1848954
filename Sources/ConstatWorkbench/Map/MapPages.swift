import ConstatEvents
import ConstatPlaces
import ConstatRendering
import ConstatResources
import ConstatText

/// Events and control on a day, on a map drawn in the browser without tiles from anywhere.
struct MapPages {
    private static let labelsATile = 40

    func add(to site: Site) {
        site.get("/map") { visit in .page(page(visit)) }
        site.get("/map/data") { visit in .json(view(visit).json()) }
        site.get("/map/towns/:digest/:language/:zoom/:column/:row") { visit in try towns(visit) }
    }

    private func page(_ visit: Visit) -> Page {
        Page(
            title: visit.wording["map.title"], section: .map,
            assets: ["leaflet.css", "map.css", "leaflet.js", "map.js"],
            isWide: true, body: MapPage(view: view(visit)).body())
    }

    private func view(_ visit: Visit) -> MapView {
        MapView(visit.world, MapQuery(visit.query, span: visit.world.map.span), visit.wording)
    }

    // MARK: Names of towns

    private static let largestTowns = Towns(Gazetteer())
    /// Changes with the gazetteer, so that browsers may keep its names for ever.
    private static let digest = String(
        SHA256.digest(Array(EmbeddedResource.bytes(named: "gazetteer.index"))).hexadecimal.prefix(12))

    /// Where the script finds names: it adds `/zoom/column/row`.
    static func townsPath(_ language: Wording.Language) -> String { "/map/towns/\(digest)/\(language.rawValue)" }

    /// `[name, latitude, longitude, rank]`, the largest first: 3 is a capital, 2 has half a million people, 1 a hundred
    /// thousand.
    private func towns(_ visit: Visit) throws -> Answer {
        let numbers = visit.parameters.dropFirst(2).map { Int($0) ?? -1 }
        guard visit.parameters[0] == Self.digest, let language = Wording.Language(rawValue: visit.parameters[1]),
            let tile = Towns.Tile(zoom: numbers[0], column: numbers[1], row: numbers[2])
        else { throw Refusal.nothingHere }
        let names = PlaceNames.of(language)
        var json = JSONWriter()
        json.array(Self.largestTowns.largest(Self.labelsATile, in: tile)) { json, town in
            json.row([
                .text(names.name(town.name, id: town.id)), .number(town.latitude.rounded(decimals: 3)),
                .number(town.longitude.rounded(decimals: 3)), .count(Self.rank(of: town)),
            ])
        }
        return .content(Array(json.text.utf8), type: "application/json; charset=utf-8", lasts: true)
    }

    private static func rank(of town: Towns.Town) -> Int {
        if town.isCapital { return 3 }
        let people = town.population ?? 0
        return people >= 500_000 ? 2 : people >= 100_000 ? 1 : 0
    }
}

extension MapQuery {
    /// As an address gives it; what cannot be read counts as not given.
    ///
    /// - Parameter span: its last day is shown where none is asked for.
    init(_ query: Query, span: ClosedRange<Int>?) {
        on = query["on"].flatMap { CalendarDay($0) } ?? span.map { CalendarDay(number: $0.upperBound) }
        window =
            query["window"] == "all" ? nil : query["window"].flatMap { Int($0) }.map { min(max($0, 1), 100_000) } ?? 30
        (party, source, type) = (query["party"], query["source"], query["type"])
        grade = query["grade"].flatMap(Grade.init(rawValue:))
        // The box and the field behind it that stands for an empty box.
        showsControl = query["control"] != "no"
    }
}
