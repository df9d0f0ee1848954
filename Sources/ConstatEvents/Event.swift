public import ConstatClaims
public import ConstatRecords
public import ConstatText

/// One happening, with everything that is said of it. Nothing is averaged and nothing left out: claims that contradict
/// each other stand side by side.
public struct Event: Hashable, Sendable {
    public enum Relation: String, Sendable {
        case supports, denies
        /// Tells another cause or doer, by someone who denies the one told.
        case alternative
    }

    public struct Member: Hashable, Sendable {
        public var claim: ClaimID
        public var type: ClaimType
        public var relation: Relation
        /// Why it stands with the other claims of its document; empty for the first of them.
        public var reasons: [String]
    }

    public struct Party: Hashable, Sendable {
        public var role: Participant.Role
        public var name: String
        public var id: String?
        /// The claims that name it, in order.
        public var claims: [ClaimID]
    }

    /// All values of an event: the merger, and every answer that lists events, hold the same ones.
    struct Values: Hashable, Sendable {
        var id: String
        var type: ClaimType
        var status: AssertionStatus
        var isHedged: Bool
        var time: ReportedClaim.Time?
        var place: ReportedClaim.Place?
        var parties: [Party]
        var members: [Member]
        var joins: [Join]
        var tolls: [TollRow]
        var figures: [EventFigure]
        var origins: [String]
        var grade: Grade
        var gradeReason: String
    }

    private let values: Shared<Values>

    init(_ values: Values) { self.values = Shared(values) }
}

extension Event {
    /// From the smallest of its claims' names: the same as long as that claim belongs to it.
    public var id: String { values.value.id }
    public var type: ClaimType { values.value.type }
    public var status: AssertionStatus { values.value.status }
    /// All who support it keep their distance.
    public var isHedged: Bool { values.value.isHedged }
    public var time: ReportedClaim.Time? { values.value.time }
    public var place: ReportedClaim.Place? { values.value.place }
    public var parties: [Party] { values.value.parties }
    /// In the order of claims.
    public var members: [Member] { values.value.members }
    public var joins: [Join] { values.value.joins }
    public var tolls: [TollRow] { values.value.tolls }
    public var figures: [EventFigure] { values.value.figures }
    /// Documents of one origin count once.
    public var origins: [String] { values.value.origins }
    public var grade: Grade { values.value.grade }
    /// One plain sentence.
    public var gradeReason: String { values.value.gradeReason }
}

/// That two claims brought what goes with them into one event, how strongly, and why.
public struct Join: Hashable, Sendable {
    public var left: ClaimID
    public var right: ClaimID
    /// Above the threshold of `EventRules`; infinite where a reviewer joined them.
    public var score: Double
    public var reasons: [String]
}

/// How an event stands, by who says so.
public enum Grade: String, Sendable, CaseIterable {
    /// A party says it of itself: that it did it, or that it suffered it.
    case confirmed
    /// Two or more independent origins.
    case severalOrigins = "several origins"
    case singleOrigin = "single origin"
    /// Some say so, some deny it or tell another doer.
    case contested
    /// Nobody says so; it is only denied.
    case denied
}

/// One figure of a toll: who gave it when, of whom, and whether it still stands.
public struct TollRow: Hashable, Sendable {
    public enum Standing: String, Sendable {
        case live
        /// Replaced by a later figure of its own source, by a running report or in so many words.
        case superseded
        case denied
        /// A party counts its enemy's losses: an upper bound at best.
        case enemyCount = "enemy count"
        /// Some of those that another figure of the same source counts.
        case part
    }
    public var claim: ClaimID
    public var publishedOn: CalendarDay?
    /// Who says so; in the report's own voice its publisher, or "the document" where nobody knows that.
    public var source: String
    public var kind: Source.Kind
    public var measure: Measure
    /// The side counted, "civilians", or "all" for people of whom nothing is said.
    public var group: String
    public var low: Double?
    public var best: Double?
    public var high: Double?
    public var standing: Standing
    /// The source is accused of the harm that it counts.
    public var isAccused: Bool
    /// Why it stands so; empty for a figure that is simply live.
    public var reason: String
}

/// What an event's live figures come to for one measure.
public struct EventFigure: Hashable, Sendable {
    public struct Bounds: Hashable, Sendable {
        /// The smallest live figure; nil where none is live.
        public var low: Double?
        /// That of the source published last, the more independent first.
        public var best: Double?
        /// The largest live or enemy figure.
        public var high: Double?

        public init(low: Double? = nil, best: Double? = nil, high: Double? = nil) {
            self.low = low
            self.best = best
            self.high = high
        }
    }

    public struct Group: Hashable, Sendable {
        public var name: String
        /// nil means that nobody says whether they were civilians.
        public var isCivilian: Bool?
        public var bounds: Bounds
        /// The claims whose figures make the bounds, in order.
        public var claims: [ClaimID]
    }

    public var measure: Measure
    public var total: Bounds
    public var groups: [Group]
}
