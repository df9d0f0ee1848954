public import ConstatClaims
public import ConstatPlaces
public import ConstatText
public import ConstatTime

/// The claims of one document as a claim record gives them, without the document's text: what merging over documents
/// and a store work with.
public struct ClaimRecord: Hashable, Sendable {
    public var document: ReportedDocument
    /// In the order of the record.
    public var claims: [ReportedClaim]

    public init(document: ReportedDocument, claims: [ReportedClaim]) {
        self.document = document
        self.claims = claims
    }
}

/// What is known of a report beside its words.
public struct ReportedDocument: Hashable, Sendable {
    public var id: String
    /// nil means unknown.
    public var publishedOn: CalendarDay?
    public var publisher: String?
    public var title: String?
    public var url: String?
    /// ISO 639-1 code.
    public var language: String?
    /// The document whose words these are: its own id, or that of the report it reprints. Documents of one origin
    /// count as one voice.
    public var origin: String

    /// - Parameter origin: nil for a document that is nobody's copy.
    public init(
        id: String, publishedOn: CalendarDay? = nil, publisher: String? = nil, title: String? = nil,
        url: String? = nil, language: String? = nil, origin: String? = nil
    ) {
        self.id = id
        self.publishedOn = publishedOn
        self.publisher = publisher
        self.title = title
        self.url = url
        self.language = language
        self.origin = origin ?? id
    }
}

/// What names a claim among all documents.
public struct ClaimID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var document: String
    /// Unique in its document.
    public var claim: String

    public init(document: String, claim: String) {
        self.document = document
        self.claim = claim
    }

    /// By document, then shorter claim names first: c2 before c10.
    public static func < (left: ClaimID, right: ClaimID) -> Bool {
        if left.document != right.document { return left.document < right.document }
        let lengths = (left.claim.utf8.count, right.claim.utf8.count)
        return lengths.0 != lengths.1 ? lengths.0 < lengths.1 : left.claim < right.claim
    }

    /// `document#claim`, as output and decisions write it.
    public var description: String { "\(document)#\(claim)" }
}

/// Words of the text, with their place in it.
public struct QuotedSpan: Hashable, Sendable {
    /// In Unicode scalars from the text's start, `start <= end`, the end not included.
    public var start: Int
    public var end: Int
    public var quote: String

    public init(start: Int, end: Int, quote: String) {
        self.start = start
        self.end = end
        self.quote = quote
    }
}

/// ``Claim`` of a record: the same fields, with the words in place of positions in a text at hand.
public struct ReportedClaim: Hashable, Sendable {
    public struct Actor: Hashable, Sendable {
        public var role: Participant.Role
        /// Usual English name.
        public var name: String
        /// Register identifier; nil for described people.
        public var id: String?
        /// nil when carried over from an earlier sentence.
        public var mention: QuotedSpan?

        public init(role: Participant.Role, name: String, id: String? = nil, mention: QuotedSpan? = nil) {
            self.role = role
            self.name = name
            self.id = id
            self.mention = mention
        }
    }

    public struct Place: Hashable, Sendable {
        public var name: String
        public var id: String?
        /// WGS 84 degrees of the point meant; nil for a place that no gazetteer knows.
        public var latitude: Double?
        public var longitude: Double?
        /// How far from the point it may have been; 0 or more.
        public var radiusKm: Double
        public var relation: PlaceMention.Relation
        public var mention: QuotedSpan?

        public init(
            name: String, id: String? = nil, latitude: Double? = nil, longitude: Double? = nil, radiusKm: Double = 0,
            relation: PlaceMention.Relation = .at, mention: QuotedSpan? = nil
        ) {
            self.name = name
            self.id = id
            self.latitude = latitude
            self.longitude = longitude
            self.radiusKm = radiusKm
            self.relation = relation
            self.mention = mention
        }
    }

    /// A closed interval of days, `start <= end`; nil bounds are open.
    public struct Time: Hashable, Sendable {
        public var start: CalendarDay?
        public var end: CalendarDay?
        public var precision: TimePrecision
        public var mention: QuotedSpan?

        public init(start: CalendarDay?, end: CalendarDay?, precision: TimePrecision, mention: QuotedSpan? = nil) {
            self.start = start
            self.end = end
            self.precision = precision
            self.mention = mention
        }
    }

    public struct Quantity: Hashable, Sendable {
        public var measure: Measure
        /// English singular of what is counted.
        public var unit: String
        /// Finite and 0 or more; nil where the words set no such bound.
        public var low: Double?
        public var best: Double?
        public var high: Double?
        /// The side counted; nil when the text does not say.
        public var party: String?
        public var isCivilian: Bool?
        public var mention: QuotedSpan?

        public init(
            measure: Measure, unit: String, low: Double?, best: Double?, high: Double?, party: String? = nil,
            isCivilian: Bool? = nil, mention: QuotedSpan? = nil
        ) {
            self.measure = measure
            self.unit = unit
            self.low = low
            self.best = best
            self.high = high
            self.party = party
            self.isCivilian = isCivilian
            self.mention = mention
        }
    }

    public struct Speaker: Hashable, Sendable {
        public var name: String
        public var kind: Source.Kind
        public var mention: QuotedSpan?

        public init(name: String, kind: Source.Kind, mention: QuotedSpan? = nil) {
            self.name = name
            self.kind = kind
            self.mention = mention
        }
    }

    /// All values of a claim. Merging, its indexes and whoever asks them hold each claim many times over.
    private struct Values: Hashable, Sendable {
        var id: ClaimID
        var type: ClaimType
        var readAs: ClaimType?
        var trigger: QuotedSpan
        var evidence: QuotedSpan
        var actors: [Actor]
        var place: Place?
        var time: Time?
        var quantities: [Quantity]
        var attribution: [Speaker]
        var status: AssertionStatus
        var isHedged: Bool
        var confidence: Double
        var frame: String?
    }

    private var values: Shared<Values>

    public init(
        id: ClaimID, type: ClaimType, trigger: QuotedSpan, evidence: QuotedSpan, actors: [Actor] = [],
        place: Place? = nil, time: Time? = nil, quantities: [Quantity] = [], attribution: [Speaker] = [],
        status: AssertionStatus = .occurred, isHedged: Bool = false, confidence: Double = 1, frame: String? = nil
    ) {
        values = Shared(
            Values(
                id: id, type: type, readAs: nil, trigger: trigger, evidence: evidence, actors: actors, place: place,
                time: time,
                quantities: quantities, attribution: attribution, status: status, isHedged: isHedged,
                confidence: confidence, frame: frame))
    }
}

extension ReportedClaim {
    public var id: ClaimID {
        get { values.value.id }
        set { values.value.id = newValue }
    }
    public var type: ClaimType {
        get { values.value.type }
        set { values.value.type = newValue }
    }
    /// The type that it was read as, where a reviewer gave it another; it goes on naming the claim.
    var readAs: ClaimType? {
        get { values.value.readAs }
        set { values.value.readAs = newValue }
    }
    public var trigger: QuotedSpan {
        get { values.value.trigger }
        set { values.value.trigger = newValue }
    }
    public var evidence: QuotedSpan {
        get { values.value.evidence }
        set { values.value.evidence = newValue }
    }
    public var actors: [Actor] {
        get { values.value.actors }
        set { values.value.actors = newValue }
    }
    public var place: Place? {
        get { values.value.place }
        set { values.value.place = newValue }
    }
    public var time: Time? {
        get { values.value.time }
        set { values.value.time = newValue }
    }
    public var quantities: [Quantity] {
        get { values.value.quantities }
        set { values.value.quantities = newValue }
    }
    /// Nearest first; empty: the document speaks in its own voice.
    public var attribution: [Speaker] {
        get { values.value.attribution }
        set { values.value.attribution = newValue }
    }
    public var status: AssertionStatus {
        get { values.value.status }
        set { values.value.status = newValue }
    }
    public var isHedged: Bool {
        get { values.value.isHedged }
        set { values.value.isHedged = newValue }
    }
    /// 0 ... 1: how sure the reading is, not how true the claim.
    public var confidence: Double {
        get { values.value.confidence }
        set { values.value.confidence = newValue }
    }
    /// The frame that read it; nil in records that other hands made.
    public var frame: String? {
        get { values.value.frame }
        set { values.value.frame = newValue }
    }
}
