import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText

/// The 49 columns of the UCDP Georeferenced Event Dataset, version 23.1.
struct UCDPEvents {
    static let columns = [
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
        "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
        "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article",
        "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
        "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country",
        "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
        "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
    ]

    let rules: ExportRules
    let directory: PartyDirectory

    func row(_ event: CodedEvent) -> Result<[Row], Refusal> {
        guard let days = event.days else { return .failure(Refusal("no day from and to which it happened is known")) }
        guard let place = event.place, place.point != nil else { return .failure(Refusal("no place is known")) }
        let sides = UCDPSides(event, directory)
        if rules[.gedKnownActor], sides.a == nil { return .failure(Refusal("no armed actor is known")) }
        let deaths = UCDPDeaths(event, sides, rules, directory)
        if rules[.gedOneDeath], deaths.high == 0 { return .failure(Refusal("no death is counted")) }
        var cells: [String: Cell] = [:]
        fillIdentity(&cells, event, days)
        fill(&cells, sides, event)
        fillSources(&cells, event)
        fill(&cells, place, event)
        fill(&cells, days, event)
        fill(&cells, deaths)
        var row = Row(id: event.id)
        for column in Self.columns { row.put(column, cells[column] ?? .empty()) }
        return .success([row])
    }

    private func fillIdentity(_ cells: inout [String: Cell], _ event: CodedEvent, _ days: ClosedRange<CalendarDay>) {
        cells["id"] = .integer(Identifier.number(of: event.id), .gedIdentifier)
        cells["relid"] = .text(event.id, .gedIdentifier)
        cells["year"] = .integer(days.lowerBound.year, .asStated, event.timeGrounds)
    }

    private func fill(_ cells: inout [String: Cell], _ sides: UCDPSides, _ event: CodedEvent) {
        let grounds = event.grounds(event.parties)
        cells["type_of_violence"] = .integer(sides.type, .gedType, grounds)
        for (column, side) in [("side_a", sides.a), ("side_b", sides.b)] {
            guard let side else { continue }
            cells[column] = .text(side.name, .gedSides, event.grounds(side.parties))
            cells[column == "side_a" ? "gwnoa" : "gwnob"] = .integer(
                side.country?.gleditschWard, .gedCountry, event.grounds(side.parties))
        }
        if let a = sides.a, let b = sides.b { cells["dyad_name"] = .text("\(a.name) - \(b.name)", .gedSides, grounds) }
    }

    private func fillSources(_ cells: inout [String: Cell], _ event: CodedEvent) {
        let grounds = event.allGrounds
        cells["number_of_sources"] = .integer(event.event.origins.count, .gedSources, grounds)
        let articles = event.documents.map { document in
            let parts = [document.publisher, document.publishedOn?.description, document.title ?? document.id]
            return parts.compactMap { $0 }.map { "\"\($0)\"" }.joined(separator: ",")
        }
        cells["source_article"] = .text(articles.joined(separator: ";"), .gedSources, grounds)
        cells["source_office"] = .text(Self.listed(event.documents.map(\.publisher)), .gedSources, grounds)
        cells["source_date"] = .text(
            Self.listed(event.documents.map(\.publishedOn?.description)), .gedSources, grounds)
        cells["source_headline"] = .text(Self.listed(event.documents.map(\.title)), .gedSources, grounds)
        let speakers = event.claims.flatMap(\.attribution).map(\.name)
        cells["source_original"] = .text(
            Self.distinct(speakers).joined(separator: ";"), .gedSources, event.sourceGrounds)
    }

    private static func listed(_ values: [String?]) -> String {
        distinct(values.compactMap { $0 }).joined(separator: ";")
    }

    private static func distinct(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }

    private func fill(_ cells: inout [String: Cell], _ place: CodedPlace, _ event: CodedEvent) {
        let grounds = event.placeGrounds
        let positionRule: ExportRule = place.coarsenedToKm == nil ? .asStated : .coarsened
        cells["where_prec"] = .integer(
            place.wherePrecision, place.coarsenedToKm == nil ? .gedWherePrecision : .coarsened, grounds)
        cells["where_coordinates"] = .text(place.name, .asStated, grounds)
        cells["where_description"] = .text(PlaceWords.description(of: place), positionRule, grounds)
        cells["adm_1"] = .text(place.kind == .region ? place.name : nil, .asStated, grounds)
        cells["adm_2"] = .text(place.kind == .district ? place.name : nil, .asStated, grounds)
        if let point = place.point {
            let (latitude, longitude) = (point.latitude.rounded(decimals: 6), point.longitude.rounded(decimals: 6))
            cells["latitude"] = .number(latitude, positionRule, grounds)
            cells["longitude"] = .number(longitude, positionRule, grounds)
            let words = [longitude, latitude].compactMap(\.plain).joined(separator: " ")
            cells["geom_wkt"] = .text("POINT (\(words))", positionRule, grounds)
        }
        cells["priogrid_gid"] = .integer(place.gridCell, .gedGrid, grounds)
        guard let country = place.country else { return }
        cells["country"] = .text(country.ucdpName, .gedCountry, grounds)
        cells["country_id"] = .integer(country.gleditschWard, .gedCountry, grounds)
        cells["region"] = .text(country.ucdpRegion, .gedCountry, grounds)
    }

    private func fill(_ cells: inout [String: Cell], _ days: ClosedRange<CalendarDay>, _ event: CodedEvent) {
        let grounds = event.timeGrounds
        let count = days.upperBound.number - days.lowerBound.number + 1
        let isAggregate = event.type == .casualties && count > 2
        cells["event_clarity"] = .integer(isAggregate ? 2 : 1, .gedClarity, event.typeGrounds)
        let precision =
            switch count {
            case 1: 1
            case 2...6: 2
            case 7: 3
            case 8...31: 4
            default: 5
            }
        cells["date_prec"] = .integer(precision, .gedDatePrecision, grounds)
        cells["date_start"] = .text(days.lowerBound.description, .asStated, grounds)
        cells["date_end"] = .text(days.upperBound.description, .asStated, grounds)
    }

    private func fill(_ cells: inout [String: Cell], _ deaths: UCDPDeaths) {
        for (column, part) in [
            ("deaths_a", deaths.a), ("deaths_b", deaths.b), ("deaths_civilians", deaths.civilians),
            ("deaths_unknown", deaths.unknown),
        ] {
            cells[column] = .integer(part.count, .gedParts, part.grounds)
        }
        for (column, count) in [("best", deaths.best), ("high", deaths.high), ("low", deaths.low)] {
            cells[column] = .integer(count, .gedParts, deaths.grounds)
        }
    }
}

/// Side A and side B of an event, and what kind of violence there is between them.
struct UCDPSides {
    struct Side {
        var name: String
        var parties: [Party]
        /// Of a state.
        var country: Country?
        var isCivilians = false
    }

    private(set) var a: Side?
    private(set) var b: Side?
    /// 1 state-based, 2 non-state, 3 one-sided; nil where one side is not known.
    private(set) var type: Int?

    init(_ event: CodedEvent, _ directory: PartyDirectory) {
        let opponents = Opponents(event, directory, isSide: \.isArmed)
        let (doers, enemies) = (opponents.doers, opponents.enemies)
        guard let first = doers.first ?? enemies.first else { return }
        // Of a side with allies the first gives the name, and the dead of all of them are its dead.
        var sides = [Self.side(doers.isEmpty ? enemies : doers, directory)]
        if !doers.isEmpty, !enemies.isEmpty {
            sides.append(Self.side(enemies, directory))
            if sides[0].country == nil, sides[1].country != nil { sides.swapAt(0, 1) }
            type = sides.contains { $0.country != nil } ? 1 : 2
        } else if first.role == .agent, Self.isAgainstCivilians(event) {
            let civilians = event.parties(.victim, .target).filter(\.isCivilian)
            sides.append(Side(name: "Civilians", parties: civilians, country: nil, isCivilians: true))
            type = 3
        }
        a = sides[0]
        b = sides.count > 1 ? sides[1] : nil
    }

    private static func isAgainstCivilians(_ event: CodedEvent) -> Bool {
        if event.parties(.victim, .target).contains(where: \.isCivilian) { return true }
        return event.tolls.groups(.killed).contains { $0.isCivilian == true }
    }

    private static func side(_ parties: [Party], _ directory: PartyDirectory) -> Side {
        let first = parties[0]
        return Side(
            name: directory.stateName(first) ?? first.databaseNames["ucdp"] ?? first.name, parties: parties,
            country: first.isState ? first.country.flatMap { Countries.shared[$0] } : nil)
    }
}

/// Deaths by side; `low <= best <= high`, and `best` is the sum of the parts.
struct UCDPDeaths {
    struct Part {
        var count = 0
        var grounds: [Cell.Ground] = []
    }
    private(set) var a = Part()
    private(set) var b = Part()
    private(set) var civilians = Part()
    private(set) var unknown = Part()
    private(set) var low = 0
    private(set) var high = 0
    private(set) var grounds: [Cell.Ground] = []

    var best: Int { a.count + b.count + civilians.count + unknown.count }

    init(_ event: CodedEvent, _ sides: UCDPSides, _ rules: ExportRules, _ directory: PartyDirectory) {
        let groups = event.tolls.groups(.killed, countsEnemies: rules[.gedEnemyCount])
        grounds = groups.flatMap(\.grounds)
        let parts = groups.filter { $0.name != TollGroups.all && $0.name != TollGroups.families }
        func likeliest(_ bounds: EventFigure.Bounds) -> Int {
            Self.count(bounds.best ?? (rules[.gedBoundAsBest] ? bounds.low : nil))
        }
        func highest(_ group: Tolls.Group) -> Int {
            let hedged = rules[.gedHedgedHigh] ? group.hedgedHigh : nil
            return Self.count([group.bounds.high, group.bounds.best, group.bounds.low, hedged].compactMap { $0 }.max())
        }
        var (lows, highs) = (0, 0)
        for group in parts {
            let part = Part(count: likeliest(group.bounds), grounds: group.grounds)
            switch Self.place(of: group, sides, directory) {
            case .a: a.add(part)
            case .b: b.add(part)
            case .civilians: civilians.add(part)
            case .unknown: unknown.add(part)
            }
            lows += Self.count(group.bounds.low ?? group.bounds.best)
            highs += highest(group)
        }
        if let all = groups.first(where: { $0.name == TollGroups.all }) {
            let known = self.best
            unknown.add(Part(count: max(0, likeliest(all.bounds) - known), grounds: all.grounds))
            if let least = all.bounds.low ?? all.bounds.best { lows = Self.count(least) }
            highs = max(highs, highest(all))
        }
        low = min(lows, self.best)
        high = max(highs, self.best)
    }

    private enum Place { case a, b, civilians, unknown }

    private static func place(of group: Tolls.Group, _ sides: UCDPSides, _ directory: PartyDirectory) -> Place {
        if group.isCivilian == true { return .civilians }
        func isOf(_ side: UCDPSides.Side?) -> Bool {
            side?.parties.contains { directory.areOneSide($0.name, group.name) } ?? false
        }
        if isOf(sides.a), sides.a?.isCivilians == false { return .a }
        if isOf(sides.b) { return sides.b?.isCivilians == true ? .civilians : .b }
        return .unknown
    }

    /// Whole people; more than any war has counted is cut, so that sums stay within numbers.
    private static func count(_ value: Double?) -> Int { Int(min(max((value ?? 0).rounded(), 0), 1e9)) }

}

extension UCDPDeaths.Part {
    mutating func add(_ other: UCDPDeaths.Part) {
        count += other.count
        grounds += other.grounds
    }
}

/// Whole numbers in the place of identifiers.
enum Identifier {
    /// The last 31 bits of an event's identifier, so that every reader of tables holds it as it is.
    static func number(of event: String) -> Int { Int((UInt64(event.dropFirst(), radix: 16) ?? 0) & 0x7FFF_FFFF) }
}

/// How a place is described beside its name.
enum PlaceWords {
    /// nil where the place itself is meant.
    static func description(of place: CodedPlace) -> String? {
        var parts: [String] = []
        switch place.relation {
        case .at, .in: break
        case .near: parts.append("near \(place.name)")
        case .around: parts.append("around \(place.name)")
        case .direction: parts.append("by distance or direction from \(place.name)")
        }
        if place.isVague, let radius = place.radiusKm.plain { parts.append("within \(radius) km") }
        if let grid = place.coarsenedToKm?.plain { parts.append("position snapped to a grid of \(grid) km") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
