public import ConstatText

/// What is counted, in the record's words.
public struct CountedUnit: Hashable, Sendable {
    /// What sort of thing, which decides the measure a claim may give it.
    public enum Kind: String, Sendable {
        case person, place, weapon, vehicle, explosive, building, aircraft, distance, duration, other
    }
    /// English singular: "person", "village", "car bomb".
    public var name: String
    public var kind: Kind
    /// True for residents, children, aid workers ...; false for fighters, soldiers, police; nil where the noun does not
    /// say.
    public var isCivilian: Bool?

    public init(name: String, kind: Kind, isCivilian: Bool?) {
        self.name = name
        self.kind = kind
        self.isCivilian = isCivilian
    }
}

/// A number in the text, as an interval, with what it counts.
public struct QuantityMention: Hashable, Sendable {
    /// What the number is for: only counts and measures become quantities of claims.
    public enum Sense: String, Sendable {
        /// Things or people: "12 villages", "une quarantaine".
        case count
        /// "40 kilomètres", "deux jours".
        case measure
        /// "85 %" with the unit percent; "la moitié", "deux tiers", "un sur trois" as a part of one, without unit.
        case share
        case money, age, ordinal, clock, year, label
    }
    /// How the number stands to others of the same thing, where the words say it.
    public enum Aggregation: String, Sendable {
        /// All there are so far: "portant à 34 le bilan", "34 morts au total". Takes the place of earlier totals.
        case total
        /// Beside those counted before: "dix morts de plus", "40 autres". To be added to them.
        case increment
        /// Said to be wrong: "16 morts et non 12". A claim of its own denies it.
        case corrected
    }
    public var sentence: Int
    /// The number with its modifiers and unit noun: "au moins 12 villages".
    public var tokens: Range<Int>
    public var span: TextSpan
    /// nil where the words set no such bound; `low <= best <= high` where present.
    public var low: Double?
    public var best: Double?
    public var high: Double?
    public var sense: Sense
    /// The noun counted ("villages"), or nil where it is left out ("12 ont été tués").
    public var countedToken: Int?
    public var unit: CountedUnit?
    /// "dont 9 enfants": a part of the quantity before it, never to be added.
    public var isPart: Bool
    /// nil where the words do not say.
    public var aggregation: Aggregation?
    /// The rule that read it, for `explain`.
    public var rule: String

    public init(
        sentence: Int, tokens: Range<Int>, span: TextSpan, low: Double?, best: Double?, high: Double?,
        sense: Sense, countedToken: Int? = nil, unit: CountedUnit? = nil, isPart: Bool = false,
        aggregation: Aggregation? = nil, rule: String
    ) {
        self.sentence = sentence
        self.tokens = tokens
        self.span = span
        self.low = low
        self.best = best
        self.high = high
        self.sense = sense
        self.countedToken = countedToken
        self.unit = unit
        self.isPart = isPart
        self.aggregation = aggregation
        self.rule = rule
    }

    /// "aucun blessé", "0 mort": the text says that there is none.
    public var isNone: Bool { high == 0 }

    /// The article of "un village" may count one or only introduce; by itself it says no number.
    public var isArticle: Bool { rule == Self.articleRule }

    /// "29km": one word of a number and the symbol of its unit, which is a measurement and no number by itself.
    public var isGluedMeasure: Bool { rule == Self.gluedMeasureRule }

    static let articleRule = "article-one"
    static let gluedMeasureRule = "glued-unit"
}
