import ConstatClaims
import ConstatEvents
import ConstatRendering
import ConstatText

/// One answer of the map: what is drawn, what is listed, and what is not on the map, with the reason.
struct MapView {
    /// How much one answer draws and lists; the rest is counted.
    enum Bounds {
        static let drawn = 2000
        static let control = 500
        static let listed = 60
        static let apart = 20
        static let timelineParts = 240
        static let names = 300
    }

    let world: World
    let wording: Wording
    let query: MapQuery
    let selection: MapIndex.Selection
    /// On the last day of the window.
    let control: [ControlInterval]
    private let names: PlaceNames

    /// - Parameter query: with the day that is shown.
    init(_ world: World, _ query: MapQuery, _ wording: Wording) {
        (self.world, self.query, self.wording) = (world, query, wording)
        selection = world.map.selection(query)
        names = .of(wording.language)
        let day = query.on ?? world.map.span.map { CalendarDay(number: $0.upperBound) }
        control =
            query.showsControl
            ? day.map { world.control.intervals(on: $0, party: query.party) } ?? [] : []
    }

    private var index: MapIndex { world.map }
    private var drawn: ArraySlice<Int> { selection.placed.prefix(Bounds.drawn) }
    private func event(_ rank: Int) -> Event { world.events[index.entries[rank].position] }

    // MARK: For the script

    /// What the script draws, with the parts of the page that change.
    ///
    /// `sites` are `[latitude, longitude, radius in km, name]`; `types` `[family, words]`; `events` `[identifier, site, type,
    /// grade, first day, last day]` with the dead (low, best, high) behind them where somebody tells; `control` `[latitude,
    /// longitude, place, holder, colour, contested, since, last told]`. Days count from 1970-01-01; -1 is the colour of all
    /// other parties.
    func json() -> String {
        let page = MapPage(view: self)
        let types = Set(drawn.map { index.entries[$0].type }).sorted { $0.rawValue < $1.rawValue }
        let sites = Set(drawn.compactMap { index.entries[$0].site }).sorted()
        var json = JSONWriter()
        json.object { json in
            json.field("on", query.on?.description)
            json.key("types")
            json.array(types) { $0.row([.text($1.family.rawValue), .text(wording["type.\($1.rawValue)"])]) }
            json.key("sites")
            json.array(sites) { $0.row(row(ofSite: $1)) }
            let numbers = (
                types: Dictionary(uniqueKeysWithValues: zip(types, types.indices)),
                sites: Dictionary(uniqueKeysWithValues: zip(sites, sites.indices))
            )
            json.key("events")
            json.array(Array(drawn)) { $0.row(row(ofEvent: $1, numbers.types, numbers.sites)) }
            json.key("control")
            json.array(Array(control.prefix(Bounds.control))) { $0.row(row(of: $1)) }
            json.field("summary", page.summary().markup)
            json.field("list", page.list().markup)
            json.field("apart", page.apart().markup)
            json.field("legend", page.controlLegend().markup)
            json.field("timeline", page.timeline().markup)
        }
        return json.text
    }

    private func row(ofSite number: Int) -> [JSONCell] {
        let site = index.sites[number]
        return [
            .number(site.latitude.rounded(decimals: 4)), .number(site.longitude.rounded(decimals: 4)),
            .number(site.radiusKm.rounded(decimals: 1)), .text(names.name(site.name, id: site.id)),
        ]
    }

    private func row(ofEvent rank: Int, _ types: [ClaimType: Int], _ sites: [Int: Int]) -> [JSONCell] {
        let (entry, event) = (index.entries[rank], event(rank))
        let cells: [JSONCell] = [
            .text(event.id), .count(entry.site.flatMap { sites[$0] } ?? 0), .count(types[entry.type] ?? 0),
            .count(Grade.allCases.firstIndex(of: entry.grade) ?? 0), .count(entry.days?.lowerBound ?? 0),
            .count(entry.days?.upperBound ?? 0),
        ]
        guard let killed = event.killed else { return cells }
        return cells + [.number(killed.low), .number(killed.best), .number(killed.high)]
    }

    private func row(of interval: ControlInterval) -> [JSONCell] {
        [
            .number((interval.place.latitude ?? 0).rounded(decimals: 4)),
            .number((interval.place.longitude ?? 0).rounded(decimals: 4)),
            .text(names.name(interval.place.name, id: interval.place.id)),
            .text(interval.holder ?? wording["map.holder.nobody"]),
            .count(world.control.colour(of: interval.holder) ?? -1), .count(interval.isContested ? 1 : 0),
            .number((interval.since?.number).map(Double.init)), .number((interval.lastTold?.number).map(Double.init)),
        ]
    }
}

/// A cell of a table that is written as JSON.
enum JSONCell {
    case text(String)
    /// nil is written as null.
    case number(Double?)

    static func count(_ count: Int) -> JSONCell { .number(Double(count)) }
}

extension JSONWriter {
    /// A row of a table, as an array.
    mutating func row(_ cells: [JSONCell]) {
        array(cells) { json, cell in
            switch cell {
            case .text(let text): json.string(text)
            case .number(let number?): json.number(number)
            case .number(nil): json.null()
            }
        }
    }
}
