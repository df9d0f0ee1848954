/// How precisely a place is known, in the codes of the two event collections that others compare with.
extension PlaceMention {
    /// UCDP GED `where_prec`, 1 ... 7; nil where the name is not resolved.
    ///
    /// 1 the named place itself · 2 within some 25 km of it · 3 a second-order division (district) · 4 a first-order
    /// division (province) · 5 a line (road, border, river) or an area without borders, a wide radius among them ·
    /// 6 a country · 7 open sea.
    /// - Codebook: UCDP Georeferenced Event Dataset 24.1, "where_prec".
    public var ucdpWherePrecision: Int? {
        guard let place else { return nil }
        // "dans le nord du Mali", "près de l'Ituri" are no divisions.
        let isWhole = bearing == nil && relation != .near && radiusKm >= place.radiusKm
        switch place.kind {
        case .water: return 7
        case .road: return radiusKm <= 25 ? 2 : 5
        case .area: return 5
        case .country: return isWhole ? 6 : 5
        case .region: return isWhole ? 4 : 5
        case .district: return isWhole ? 3 : 5
        case .settlement, .site: return settlementPrecision
        }
    }

    private var settlementPrecision: Int {
        let isItself = (relation == .at || relation == .in) && distanceKm == nil
        return isItself ? 1 : radiusKm <= 25 ? 2 : 5
    }

    /// ACLED `geo_precision`, 1 ... 3; nil where the name is not resolved.
    ///
    /// 1 a particular town · 2 a town that stands for the small part of a region around it, or a district · 3 a
    /// larger region, for which ACLED takes its chief town.
    /// - Codebook: ACLED Codebook (2024), "Geo precision".
    public var acledGeoPrecision: Int? {
        switch ucdpWherePrecision {
        case 1: 1
        case 2, 3: 2
        case 4, 5, 6, 7: 3
        default: nil
        }
    }
}
