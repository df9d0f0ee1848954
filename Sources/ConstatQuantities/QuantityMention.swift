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
        /// "85 %", "la moitié": of something else.
        case share
        case money, age, ordinal, clock, year, label
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
    /// The rule that read it, for `explain`.
    public var rule: String

    public init(
        sentence: Int, tokens: Range<Int>, span: TextSpan, low: Double?, best: Double?, high: Double?,
        sense: Sense, countedToken: Int? = nil, unit: CountedUnit? = nil, isPart: Bool = false, rule: String
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
        self.rule = rule
    }
}
