import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRendering
import ConstatText

/// Who was killed, hurt, driven out, and what was taken, over time: every number leads to the claims that make it.
struct LedgerPages {
    func add(to site: Site) {
        site.get("/ledgers") { visit in .page(page(visit)) }
        site.get("/ledgers/claims") { visit in .page(claims(visit)) }
        site.get("/ledgers/table.csv") { visit in try file(visit) }
        site.get("/ledgers/chart.svg") { visit in try chart(visit) }
    }

    // MARK: Files

    private func file(_ visit: Visit) throws -> Answer {
        guard let name = visit.query["table"].flatMap(LedgerTables.Name.init(rawValue:)) else {
            throw Refusal.nothingHere
        }
        let table = LedgerView(visit).tables.table(name, book: LedgerBook(visit.query))
        return .content(Array(table.csv.utf8), type: "text/csv; charset=utf-8", name: "constat-\(name.rawValue).csv")
    }

    private func chart(_ visit: Visit) throws -> Answer {
        let book = LedgerBook(visit.query)
        guard book != .materiel else { throw Refusal.nothingHere }
        let svg = LedgerView(visit).chart(book).svg(standalone: true)
        return .content(Array(svg.markup.utf8), type: "image/svg+xml", name: "constat-\(book.rawValue).svg")
    }

    // MARK: Pages

    private func page(_ visit: Visit) -> Page {
        let view = LedgerView(visit)
        return Page(
            title: visit.wording["ledgers.title"], section: .ledgers, assets: ["ledgers.css"], body: view.body())
    }

    private func claims(_ visit: Visit) -> Page {
        let view = LedgerView(visit)
        return Page(
            title: visit.wording["ledgers.parts"], section: .ledgers, assets: ["ledgers.css"],
            body: view.partsBody(LedgerBook(visit.query)))
    }
}

extension LedgerBook {
    fileprivate init(_ query: Query) {
        self = query["book"].flatMap(LedgerBook.init(rawValue:)) ?? .casualties
    }
}

extension LedgerQuery {
    /// As an address gives it; what cannot be read counts as not given.
    init(_ query: Query, _ world: World, _ names: PlaceNames) {
        from = query["from"].flatMap { CalendarDay($0) }
        to = query["to"].flatMap { CalendarDay($0) }
        measure = query["measure"].flatMap(Measure.init(rawValue:))
        side = query["side"]?.folded
        status = query["status"].flatMap(CivilianStatus.init(rawValue:))
        type = query["type"].flatMap(ClaimType.init(rawValue:))
        place = query["place"]
        area = place.map { Area(placeNamed: $0, in: world.map, names) ?? Self.nowhere }
    }

    /// Where nothing lies: for a name that no event has.
    private static let nowhere = Area.circle(latitude: -90, longitude: 0, radiusKm: 0)

    var isNowhere: Bool { area == Self.nowhere }

    /// The same as an address.
    var encoded: Query {
        Query([
            ("from", from?.description ?? ""), ("to", to?.description ?? ""), ("measure", measure?.rawValue ?? ""),
            ("side", side ?? ""), ("status", status?.rawValue ?? ""), ("type", type?.rawValue ?? ""),
            ("place", place ?? ""),
        ])
    }
}

extension Area {
    /// The surroundings of a place where something happened: its most precise point, and the largest radius given to it
    /// there, 10 km at least. nil where no event has a place of that name.
    fileprivate init?(placeNamed name: String, in map: MapIndex, _ names: PlaceNames) {
        let wanted = name.folded
        let sites = map.sites.filter {
            $0.name.folded == wanted || names.name($0.name, id: $0.id).folded == wanted
        }
        let best = sites.min {
            ($0.radiusKm, $0.latitude, $0.longitude) < ($1.radiusKm, $1.latitude, $1.longitude)
        }
        guard let best else { return nil }
        let near = sites.filter { Sphere.distanceKm($0.point, best.point) < 60 }
        self = .circle(
            latitude: best.latitude, longitude: best.longitude,
            radiusKm: max(10, near.map(\.radiusKm).max() ?? 0))
    }
}

extension MapIndex.Site {
    fileprivate var point: GeoPoint { GeoPoint(latitude: latitude, longitude: longitude) }
}
