import ConstatPlaces

/// What the classes of the sources are here.
enum FeatureClass {
    /// GeoNames' feature classes and codes; nil for what reports do not name.
    /// - Codebook: geonames.org/export/codes.html
    static func kind(_ featureClass: some StringProtocol, _ code: some StringProtocol) -> PlaceKind? {
        // ADM1H, PPLH, PCLH: what was once.
        if featureClass == "A" || featureClass == "P", code.hasSuffix("H") { return nil }
        switch featureClass {
        case "A": return administrative(code)
        case "P": return .settlement
        case "S": return .site
        case "T", "V": return .area
        case "H": return .water
        case "L": return ["OILF", "GASF", "MILB", "INDS", "RES", "CMN", "PRK"].contains(String(code)) ? .site : .area
        case "R": return .road
        default: return nil
        }
    }

    private static func administrative(_ code: some StringProtocol) -> PlaceKind {
        if code.hasPrefix("PCL") { return .country }
        if code == "ADM1" { return .region }
        return code.hasPrefix("ADM") || code == "PRSH" ? .district : .area
    }

    /// Of a division of the first two levels.
    static func isSeat(_ code: some StringProtocol) -> Bool { ["PPLC", "PPLA", "PPLA2"].contains(String(code)) }

    /// - Codebook: whosonfirst.org/docs/placetypes
    static func kind(placetype: String) -> PlaceKind? {
        switch placetype {
        case "country", "dependency": .country
        case "macroregion", "region": .region
        case "macrocounty", "county", "localadmin": .district
        case "locality", "borough", "macrohood", "neighbourhood": .settlement
        case "campus", "concourse", "airport", "enclosure", "installation": .site
        case "continent", "empire", "disputed": .area
        case "ocean", "marinearea": .water
        default: nil
        }
    }

    /// How far a place reaches where the source does not say: the extents of our own index, by kind.
    static func radiusKm(_ kind: PlaceKind, population: Int?) -> Double {
        switch kind {
        case .settlement: (population ?? 0) < 500_000 ? 10 : (population ?? 0) < 1_200_000 ? 12 : 15
        case .site: 10
        case .district: 30
        case .region: 100
        case .country: 300
        case .area, .water, .road: 30
        }
    }
}
