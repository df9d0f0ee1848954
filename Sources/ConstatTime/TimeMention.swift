public import ConstatText

/// How finely the words tell a time.
public enum TimePrecision: String, Sendable, Comparable {
    case hour, day, week, month, year

    private var rank: Int {
        switch self {
        case .hour: 0
        case .day: 1
        case .week: 2
        case .month: 3
        case .year: 4
        }
    }
    public static func < (left: TimePrecision, right: TimePrecision) -> Bool { left.rank < right.rank }
}

/// A closed interval of days; nil bounds are open.
public struct DateSpan: Hashable, Sendable {
    public var start: CalendarDay?
    public var end: CalendarDay?
    public var precision: TimePrecision

    public init(start: CalendarDay?, end: CalendarDay?, precision: TimePrecision) {
        self.start = start
        self.end = end
        self.precision = precision
    }
}

/// Words that tell when, with the interval they give.
public struct TimeMention: Hashable, Sendable {
    public enum Role: String, Sendable {
        /// At or within: "mardi", "en janvier 2014", "ces dernières 24 heures".
        case during
        /// "depuis janvier 2014": the interval runs from the named time to the publication day (end nil if unknown).
        case since
        /// "jusqu'à mardi".
        case until
        /// A bare length: "pendant deux jours", "trois jours de pourparlers".
        case duration
        /// "chaque nuit".
        case repeated
    }
    /// What the interval was counted from.
    public enum Anchor: String, Sendable { case explicit, publication, text, none }

    public var sentence: Int
    public var tokens: Range<Int>
    public var span: TextSpan
    /// nil when the words tell a time that cannot be placed (no publication date, a bare length).
    public var interval: DateSpan?
    public var role: Role
    public var anchor: Anchor
    /// The document's own date ("GAO, 12 mars 2023 -", "Publié le ..."), not a time of a happening.
    public var isDateline: Bool
    /// The value in TimeML's notation (TIMEX3), which is ISO 8601 with X for what is not known: "2013-02-12", "2013-W07",
    /// "2013-Q1", "2013-02-12TNI", "P3D", "XXXX-05-30", "2013-02-12/2013-02-15" with ".." for an open end, and "~" after
    /// what is known only to a day or so. nil when the words have none ("quelques jours plus tard").
    public var value: String?
    /// The rule that read it, for `explain`.
    public var rule: String

    public init(
        sentence: Int, tokens: Range<Int>, span: TextSpan, interval: DateSpan?, role: Role, anchor: Anchor,
        isDateline: Bool = false, value: String? = nil, rule: String
    ) {
        self.sentence = sentence
        self.tokens = tokens
        self.span = span
        self.interval = interval
        self.role = role
        self.anchor = anchor
        self.isDateline = isDateline
        self.value = value
        self.rule = rule
    }
}
