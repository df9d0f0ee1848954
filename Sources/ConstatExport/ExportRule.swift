/// A rule of a codebook, or of ours, that decides what stands in a cell. This is the one place where they are listed;
/// `--explain` names them cell by cell.
public enum ExportRule: String, Sendable, CaseIterable {
    // Of every profile
    case certainOnly = "certain-only"
    case asStated = "as-stated"
    case notKnown = "not-known"
    case lowBestHigh = "low-best-high"
    case coarsened
    // UCDP GED
    case gedOneDeath = "ged-one-death"
    case gedKnownActor = "ged-known-actor"
    case gedEnemyCount = "ged-enemy-count"
    case gedBoundAsBest = "ged-bound-as-best"
    case gedHedgedHigh = "ged-hedged-high"
    case gedParts = "ged-parts"
    case gedSides = "ged-sides"
    case gedType = "ged-type"
    case gedIdentifier = "ged-identifier"
    case gedSources = "ged-sources"
    case gedWherePrecision = "ged-where-prec"
    case gedDatePrecision = "ged-date-prec"
    case gedClarity = "ged-clarity"
    case gedGrid = "ged-priogrid"
    case gedCountry = "ged-country"
    // Codebooks whose rows are added up
    case totalsApart = "totals-apart"
    // ACLED
    case acledLowest = "acled-lowest"
    case acledSeveral = "acled-several"
    case acledDozens = "acled-dozens"
    case acledHundreds = "acled-hundreds"
    case acledSilence = "acled-silence-zero"
    case acledEnemyCount = "acled-enemy-count"
    case acledSplitDays = "acled-split-days"
    case acledHeldADay = "acled-held-a-day"
    case acledUncontested = "acled-uncontested-transfer"
    case acledKnownActor = "acled-known-actor"
    case acledInterNumbers = "acled-inter-numbers"
    case acledCountryRefused = "acled-country-refused"
    case acledIdentifier = "acled-identifier"
    case acledType = "acled-type"
    case acledActors = "acled-actors"
    case acledTimePrecision = "acled-time-precision"
    case acledGeoPrecision = "acled-geo-precision"
    case acledCountry = "acled-country"
    case acledSources = "acled-sources"
    case acledNotes = "acled-notes"
    // PLOVER
    case ploverType = "plover-type"
    case ploverActors = "plover-actors"
    case ploverSize = "plover-size"
    case ploverResolution = "plover-resolution"
    // Maps
    case circle
    // Annotations
    case textSelectors = "text-selectors"

    /// Whether `--rule NAME=on|off` may change it, and what holds without that; nil for what makes the profile what it is.
    public var isOnByDefault: Bool? {
        switch self {
        case .gedOneDeath, .gedKnownActor, .totalsApart, .gedEnemyCount, .gedBoundAsBest,
            .gedHedgedHigh, .acledLowest,
            .acledSeveral, .acledDozens, .acledHundreds, .acledSilence, .acledEnemyCount, .acledSplitDays,
            .acledHeldADay, .acledUncontested, .acledKnownActor, .acledCountryRefused, .circle:
            true
        case .acledInterNumbers: false
        default: nil
        }
    }

    /// The profiles in which it decides anything; empty for all of them.
    public var profiles: [ExportProfile] {
        if rawValue.hasPrefix("ged-") { return [.ucdpGED] }
        if rawValue.hasPrefix("acled-") { return [.acled] }
        if rawValue.hasPrefix("plover-") { return [.plover] }
        switch self {
        case .totalsApart: return [.ucdpGED, .acled]
        case .circle: return [.geojson, .gpkg]
        case .textSelectors: return [.webannotation]
        default: return []
        }
    }

    /// What it does, as one sentence.
    public var words: String {
        switch self {
        case .certainOnly:
            "An event leaves only on the word of claims that it occurred or goes on, none of them hedged; its type, time, "
                + "place and parties are those of these claims."
        case .asStated: "What the claims say, unchanged."
        case .notKnown: "Not known, or a code that only the database's owner gives: empty."
        case .lowBestHigh:
            "Smallest standing figure; that of the source published last, the more independent first; largest figure."
        case .coarsened: "Positions are the middle of a cell of the grid that was asked for, and the precision says so."
        case .gedOneDeath: "At least one death in low, best or high."
        case .gedKnownActor: "At least one organised armed actor is known."
        case .totalsApart: "A toll over several days is no row where it counts the dead of another row too."
        case .gedEnemyCount: "A party's count of its enemy's dead stands where nobody else counts that side."
        case .gedBoundAsBest: "\"At least 12\" gives a best estimate of 12; off: no best estimate, 0."
        case .gedHedgedHigh: "Hedged figures raise the high estimate; they never reach best or low."
        case .gedParts:
            "Deaths of side A, side B and civilians are the best figures of these groups; what a count of all has beyond "
                + "them, and groups of no side, are unknown. best is their sum, low at most and high at least that."
        case .gedSides:
            "A state goes before an armed group; else the doer first, the named before the described. Names are UCDP's "
                + "where our register has them."
        case .gedType: "1 with a state on a side against an armed side, 2 between two others, 3 against civilians."
        case .gedIdentifier: "A number made of the event's identifier; no number of UCDP's. relid is the identifier."
        case .gedSources: "One entry for each document that supports the event, by day of publication."
        case .gedWherePrecision:
            "1 at a settlement or site, 2 near or around it, 3 district, 4 region, 5 a bearing, a road or a larger area, "
                + "6 country, 7 water."
        case .gedDatePrecision:
            "By the days from first to last: 1 for one, 2 up to six, 3 seven, 4 up to a month, 5 more."
        case .gedClarity: "2 where all that is told is a toll over several days, else 1."
        case .gedGrid: "PRIO-GRID cell of half a degree, counted from the south-west corner."
        case .gedCountry: "Of the gazetteer's place; Gleditsch-Ward numbers as `Countries.table` lists them."
        case .acledLowest: "Of figures that differ, the lowest counts; off: the best one."
        case .acledSeveral: "\"Several\" or \"a few\" without a number are 3, \"many\" 10; off: 0."
        case .acledDozens: "\"Dozens\" are 12; off: the lowest number that the words allow."
        case .acledHundreds: "\"Hundreds\" are 100; off: the lowest number that the words allow."
        case .acledSilence: "No count of dead is 0, \"casualties\" alone too; off: empty."
        case .acledEnemyCount: "A party's count of its enemy's dead counts where nobody else counts that side."
        case .acledSplitDays:
            "Dead of several stated days give a row a day, split evenly, the remainder to the first day; what has no dead "
                + "is one row on the middle day."
        case .acledHeldADay: "A place that another side takes on the same day was not taken: Armed clash."
        case .acledUncontested: "A capture by somebody while the other side only withdrew is a Non-violent transfer."
        case .acledKnownActor: "At least one actor is named whose kind is known, or that is said to fight."
        case .acledInterNumbers: "inter1, inter2 as numbers 1 to 8, as in older releases."
        case .acledCountryRefused: "What is placed only in a country is not coded."
        case .acledIdentifier: "ISO code and a number made of the event's identifier; no number of ACLED's."
        case .acledType: "By what the claims tell, who fought whom, and words such as \"kamikaze\"."
        case .acledActors:
            "Doer first, the named before the described; who is attacked is actor2; those of one side and supporters are "
                + "associated. The kind of a group that no register has stays empty."
        case .acledTimePrecision: "1 a stated day; 2 a week, middle day; 3 a month, midpoint; vaguer is not coded."
        case .acledGeoPrecision: "1 the named town; 2 near it or by a bearing; 3 a district, region or larger area."
        case .acledCountry: "Of the gazetteer's place; ISO numeric code and region as `Countries.table` lists them."
        case .acledSources: "Publishers and identifiers of the documents that support the event."
        case .acledNotes: "Identifier, grade, who is said to have counted what, wounded and the contested."
        case .ploverType: "By the event's type; types that PLOVER has no place for are left out."
        case .ploverActors: "Doers are actors, those it is done to recipients; nobody named is UNK."
        case .ploverSize: "Lowest standing figures of dead, injured and arrested."
        case .ploverResolution: "1 country, 2 region, 3 district, 4 settlement, 5 a site in it."
        case .circle:
            "A place known only within more than 10 km, or by a bearing, is a circle, not a point; off: a point with its "
                + "radius."
        case .textSelectors: "The words of the field, by their place and, unless withheld, as quoted."
        }
    }

    /// Rules that may be switched in a profile.
    public static func switchable(in profile: ExportProfile) -> [ExportRule] {
        allCases.filter { $0.isOnByDefault != nil && ($0.profiles.isEmpty || $0.profiles.contains(profile)) }
    }
}

/// Which of the switchable rules hold.
public struct ExportRules: Sendable, Hashable {
    private var changed: [ExportRule: Bool] = [:]

    public init() {}

    public subscript(rule: ExportRule) -> Bool {
        get { changed[rule] ?? rule.isOnByDefault ?? true }
        set { changed[rule] = newValue }
    }
}
