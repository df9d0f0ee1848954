import ConstatPlaces
import ConstatRecords
import ConstatText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A place with what codebooks ask about it.
struct CodedPlace {
    var name: String
    var id: String?
    /// Degrees, snapped to the grid where one was asked for; nil for a place that is nowhere.
    var point: GeoPoint?
    /// How far from the point it may have been; never less than the grid's cell allows.
    var radiusKm: Double
    var relation: PlaceMention.Relation
    /// nil where the gazetteer does not know it.
    var kind: PlaceKind?
    var country: Country?
    var coarsenedToKm: Double?

    /// A settlement or site itself, known to within some kilometres.
    var isExact: Bool {
        guard relation == .at || relation == .in, coarsenedToKm == nil else { return false }
        return kind.map { $0 == .settlement || $0 == .site } ?? (radiusKm <= 10)
    }

    /// Near one: a limited area.
    var isNearby: Bool {
        if let coarsenedToKm, coarsenedToKm > 50 { return false }
        guard relation != .direction else { return false }
        return kind.map { $0 == .settlement || $0 == .site } ?? (radiusKm <= 25)
    }

    /// UCDP GED `where_prec`.
    var wherePrecision: Int {
        switch kind {
        case .country: return 6
        case .water: return 7
        case .region: return relation == .direction ? 5 : 4
        case .district: return relation == .direction ? 5 : 3
        case .area, .road: return 5
        case .settlement, .site, nil: return isExact ? 1 : isNearby ? 2 : 5
        }
    }

    /// ACLED `geo_precision`; nil for a country, which is not coded.
    var geoPrecision: Int? {
        switch kind {
        case .country: return nil
        case .region, .district, .area, .water, .road: return 3
        case .settlement, .site, nil: return isExact ? 1 : isNearby || isByBearing ? 2 : 3
        }
    }

    private var isByBearing: Bool { relation == .direction && (coarsenedToKm ?? 0) <= 50 }

    /// PLOVER `resolution`, 1 country to 5 within a town.
    var resolution: Int? {
        switch kind {
        case .country: 1
        case .region, .area, .water: 2
        case .district, .road: 3
        case .settlement: 4
        case .site: 5
        case nil: nil
        }
    }

    /// Whether a bare point would say more than is known.
    var isVague: Bool { relation == .direction || radiusKm > 10 || kind == .country || kind == .region }

    /// PRIO-GRID: cells of half a degree, 720 to a row, counted from 1 at 90 south, 180 west.
    var gridCell: Int? {
        guard let point else { return nil }
        let row = min(359, Int(((point.latitude + 90) * 2).rounded(.down)))
        let column = min(719, Int(((point.longitude + 180) * 2).rounded(.down)))
        return row * 720 + column + 1
    }
}

/// Finds what the gazetteer knows of a claim's place, and coarsens positions.
struct PlaceCoder: Sendable {
    private static let gazetteer = Gazetteer()
    let coarsenKm: Double?

    func coded(_ place: ReportedClaim.Place) -> CodedPlace {
        let known = known(place)
        var coded = CodedPlace(
            name: place.name, id: place.id, radiusKm: place.radiusKm, relation: place.relation, kind: known?.kind,
            country: known.flatMap { Countries.shared[$0.country] }, coarsenedToKm: coarsenKm)
        if let latitude = place.latitude, let longitude = place.longitude {
            let point = GeoPoint(latitude: latitude, longitude: longitude)
            coded.point = coarsenKm.map { Self.snapped(point, toKm: $0) } ?? point
        }
        // Half the cell's diagonal: how far the snapped point may lie from the true one.
        if let coarsenKm { coded.radiusKm = max(place.radiusKm, (coarsenKm * 0.708).rounded(decimals: 2)) }
        return coded
    }

    /// The gazetteer's place; where a record states no identifier, the one of that name that lies where it says.
    private func known(_ place: ReportedClaim.Place) -> Place? {
        let named = Self.gazetteer.places(named: place.name)
        if let id = place.id { return named.first { $0.id == id } }
        guard let latitude = place.latitude, let longitude = place.longitude else { return nil }
        let point = GeoPoint(latitude: latitude, longitude: longitude)
        return named.first { Geodesic(from: $0.point, to: point).distanceKm <= max(place.radiusKm, Self.sameNameKm) }
    }

    /// Two places of one name that near are one; gazetteers differ by so much on a town's point.
    private static let sameNameKm = 10.0

    /// Of the earth's mean radius: near enough for the width of a cell.
    private static let kmPerDegree = 111.195

    /// The middle of its cell in a grid of that width. Rows are of equal height; a row's cells have the width in its
    /// middle, and fill the round of the earth evenly.
    static func snapped(_ point: GeoPoint, toKm width: Double) -> GeoPoint {
        let rows = max(1, (180 * kmPerDegree / width).rounded(.down))
        let row = min(rows - 1, ((point.latitude + 90) / 180 * rows).rounded(.down))
        let middle = (row + 0.5) * 180 / rows - 90
        let columns = max(1, (360 * kmPerDegree * cos(middle * .pi / 180) / width).rounded(.down))
        let column = min(columns - 1, ((point.longitude + 180) / 360 * columns).rounded(.down))
        return GeoPoint(
            latitude: middle.rounded(decimals: 5),
            longitude: ((column + 0.5) * 360 / columns - 180).rounded(decimals: 5))
    }
}
