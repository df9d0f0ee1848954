/// A form that somebody else's readers or codebook expect.
public enum ExportProfile: String, Sendable, CaseIterable {
    case ucdpGED = "ucdp-ged"
    case acled, plover, geojson, gpkg, hxl, csv, webannotation, prov

    /// The version of the codebook or standard that the profile follows.
    public var codebook: String {
        switch self {
        case .ucdpGED: "UCDP Georeferenced Event Dataset 23.1, 49 columns"
        case .acled: "ACLED codebook with text codes, 31 columns"
        case .plover: "PLOVER manual, draft 2.0"
        case .geojson: "GeoJSON, RFC 7946"
        case .gpkg: "OGC GeoPackage 1.3"
        case .hxl: "HXL 1.1"
        case .csv: "RFC 4180"
        case .webannotation: "W3C Web Annotation Data Model, 2017-02-23"
        case .prov: "W3C PROV-O, 2013-04-30"
        }
    }

    /// Whether it holds happenings; the others hold claims with the status that their words give them.
    public func isOfEvents(_ table: FlatTable) -> Bool {
        switch self {
        case .webannotation: false
        case .csv: table == .events
        default: true
        }
    }
}

/// Which of the two flat tables `csv` gives.
public enum FlatTable: String, Sendable, CaseIterable { case events, claims }

/// What the caller chose.
public struct ExportOptions: Sendable {
    public var profile: ExportProfile
    public var table: FlatTable
    public var rules: ExportRules
    /// Names of private people, of victims and of witnesses are left out of cells, quotes and titles.
    public var withholdsNames: Bool
    /// Edge of the grid that positions are snapped to, in kilometres, above 0; nil leaves them as they are.
    public var coarsenKm: Double?
    /// The name of the program that exports, for formats that state it.
    public var program: String
    /// Whether the explanation is wanted; it is many times as long as the export.
    public var isExplained: Bool

    public init(
        _ profile: ExportProfile, table: FlatTable = .events, rules: ExportRules = ExportRules(),
        withholdsNames: Bool = true, coarsenKm: Double? = nil, program: String = "constat",
        isExplained: Bool = true
    ) {
        self.profile = profile
        self.table = table
        self.rules = rules
        self.withholdsNames = withholdsNames
        self.coarsenKm = coarsenKm
        self.program = program
        self.isExplained = isExplained
    }
}
