public import ConstatPlaces
public import ConstatText
public import ConstatTime

/// What a claim asserts: `family.kind` of the claim-record specification.
public enum ClaimType: String, Sendable, CaseIterable {
    case captured = "control.captured", entered = "control.entered", withdrawn = "control.withdrawn"
    case held = "control.held", besieged = "control.besieged"
    case offensive = "fighting.offensive", clash = "fighting.clash", airstrike = "fighting.airstrike"
    case shelling = "fighting.shelling", bombing = "fighting.bombing", attack = "fighting.attack"
    case casualties = "harm.casualties", killing = "harm.killing", abduction = "harm.abduction"
    case detention = "harm.detention", abuse = "harm.abuse", deprivation = "harm.deprivation"
    case trapped = "harm.trapped", displacement = "harm.displacement", `return` = "harm.return"
    case release = "harm.release", damage = "harm.damage"
    case seized = "materiel.seized", destroyed = "materiel.destroyed", found = "materiel.found"
    case mobilised = "force.mobilised", support = "force.support"
    case agreement = "politics.agreement", talks = "politics.talks", statement = "politics.statement"
    case protest = "politics.protest"
    case delivered = "aid.delivered"
    case relation = "geo.relation"

    public enum Family: String, Sendable { case control, fighting, harm, materiel, force, politics, aid, geo }

    public var family: Family {
        switch self {
        case .captured, .entered, .withdrawn, .held, .besieged: .control
        case .offensive, .clash, .airstrike, .shelling, .bombing, .attack: .fighting
        case .casualties, .killing, .abduction, .detention, .abuse, .deprivation, .trapped, .displacement, .return,
            .release, .damage:
            .harm
        case .seized, .destroyed, .found: .materiel
        case .mobilised, .support: .force
        case .agreement, .talks, .statement, .protest: .politics
        case .delivered: .aid
        case .relation: .geo
        }
    }
}

/// An actor in a role of a claim.
public struct Participant: Hashable, Sendable {
    public enum Role: String, Sendable, CaseIterable { case agent, target, supporter, victim }
    public var role: Role
    /// Usual English name.
    public var name: String
    /// Register identifier; nil for described people.
    public var id: String?
    /// nil when carried over from an earlier sentence.
    public var mention: TextSpan?

    public init(role: Role, name: String, id: String?, mention: TextSpan?) {
        self.role = role
        self.name = name
        self.id = id
        self.mention = mention
    }
}

/// Where a claim says that it happened.
public struct ClaimPlace: Hashable, Sendable {
    public var name: String
    public var id: String?
    /// WGS 84 degrees of the resolved point, after the offset; nil for a name that the gazetteer lacks.
    public var latitude: Double?
    public var longitude: Double?
    public var radiusKm: Double
    public var relation: PlaceMention.Relation
    /// The stated distance from the place named, km; nil if none. The point has it in already.
    public var distanceKm: Double?
    /// The stated direction from the place named, degrees clockwise from north; nil if none. The point has it in already.
    public var bearing: Double?
    public var mention: TextSpan?

    public init(
        name: String, id: String?, latitude: Double?, longitude: Double?, radiusKm: Double,
        relation: PlaceMention.Relation, distanceKm: Double? = nil, bearing: Double? = nil, mention: TextSpan?
    ) {
        self.name = name
        self.id = id
        self.latitude = latitude
        self.longitude = longitude
        self.radiusKm = radiusKm
        self.relation = relation
        self.distanceKm = distanceKm
        self.bearing = bearing
        self.mention = mention
    }
}

/// When a claim says that it happened: a closed interval of days; nil bounds are open.
public struct ClaimTime: Hashable, Sendable {
    public var start: CalendarDay?
    public var end: CalendarDay?
    public var precision: TimePrecision
    public var mention: TextSpan?

    public init(start: CalendarDay?, end: CalendarDay?, precision: TimePrecision, mention: TextSpan?) {
        self.start = start
        self.end = end
        self.precision = precision
        self.mention = mention
    }
}

/// What a quantity of a claim measures.
public enum Measure: String, Sendable, CaseIterable {
    case killed, wounded, missing, detained, abducted, displaced, trapped, returned, mobilised
    case places, weapons, vehicles, explosives, buildings, aircraft
    case distance = "distance_km", duration = "duration_days", other
}

/// A number of a claim as the words give it: nil where they set no such bound, never a guess.
public struct Quantity: Hashable, Sendable {
    public var measure: Measure
    /// English singular of what is counted.
    public var unit: String
    public var low: Double?
    public var best: Double?
    public var high: Double?
    /// The side counted; nil when the text does not say.
    public var party: String?
    public var isCivilian: Bool?
    public var mention: TextSpan

    public init(
        measure: Measure, unit: String, low: Double?, best: Double?, high: Double?, party: String?,
        isCivilian: Bool?, mention: TextSpan
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

/// Who says so.
public struct Source: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case party, military, government, police, medical, witness, anonymous, ngo, un, media, expert, other
    }
    public var name: String
    public var kind: Kind
    public var mention: TextSpan?

    public init(name: String, kind: Kind, mention: TextSpan?) {
        self.name = name
        self.kind = kind
        self.mention = mention
    }
}

/// How the text asserts what it tells.
public enum AssertionStatus: String, Sendable, CaseIterable { case occurred, ongoing, planned, possible, denied }

/// One assertion, in one document, that something happened, holds or is planned. Every field has its words.
public struct Claim: Hashable, Sendable {
    /// Unique in its document: "c1", "c2" ... in reading order.
    public var id: String
    public var type: ClaimType
    /// The word that gives the type.
    public var trigger: TextSpan
    /// The sentence, headline or item that carries it.
    public var evidence: TextSpan
    public var actors: [Participant]
    public var place: ClaimPlace?
    public var time: ClaimTime?
    public var quantities: [Quantity]
    /// Nearest first; empty: the document speaks in its own voice.
    public var attribution: [Source]
    public var status: AssertionStatus
    /// The text itself keeps its distance ("seraient", "présumé").
    public var isHedged: Bool
    /// 0 ... 1: how sure the reading is, not how true the claim.
    public var confidence: Double
    /// The frame that read it, for `explain`.
    public var frame: String

    public init(
        id: String, type: ClaimType, trigger: TextSpan, evidence: TextSpan, actors: [Participant] = [],
        place: ClaimPlace? = nil, time: ClaimTime? = nil, quantities: [Quantity] = [], attribution: [Source] = [],
        status: AssertionStatus = .occurred, isHedged: Bool = false, confidence: Double = 1, frame: String
    ) {
        self.id = id
        self.type = type
        self.trigger = trigger
        self.evidence = evidence
        self.actors = actors
        self.place = place
        self.time = time
        self.quantities = quantities
        self.attribution = attribution
        self.status = status
        self.isHedged = isHedged
        self.confidence = confidence
        self.frame = frame
    }
}

/// Everything read from one document: what `constat code` prints.
public struct Reading: Sendable {
    public var document: Document
    /// In reading order of their triggers.
    public var claims: [Claim]
    public var notes: [Note]
    /// The spans of the document's sentences, in order.
    public var sentences: [TextSpan]

    public init(document: Document, claims: [Claim], notes: [Note], sentences: [TextSpan]) {
        self.document = document
        self.claims = claims
        self.notes = notes
        self.sentences = sentences
    }
}
