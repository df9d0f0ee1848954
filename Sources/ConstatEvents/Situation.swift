public import ConstatClaims
import ConstatPlaces
public import ConstatRecords
public import ConstatText

/// What is asked of a situation.
public struct SituationQuery: Sendable {
    /// The day whose state is wanted (valid time).
    public var on: CalendarDay
    /// Only what was published by that day counts (time known); nil for everything at hand. Documents of unknown day
    /// are left out where it is given.
    public var knownBy: CalendarDay?
    /// nil for everywhere; what has no coordinates is left out where it is given.
    public var area: Area?

    public init(on: CalendarDay, knownBy: CalendarDay? = nil, area: Area? = nil) {
        self.on = on
        self.knownBy = knownBy
        self.area = area
    }

    /// Whether a document may be used.
    public func knows(_ document: ReportedDocument) -> Bool {
        guard let knownBy else { return true }
        return document.publishedOn.map { $0 <= knownBy } ?? false
    }
}

/// A part of the earth.
public enum Area: Hashable, Sendable {
    /// Degrees; `west > east` crosses the date line.
    case box(west: Double, south: Double, east: Double, north: Double)
    case circle(latitude: Double, longitude: Double, radiusKm: Double)

    /// The surroundings of a place as the records know it: its point, and the largest radius given to it, 10 km at
    /// least. nil when no record has a place of that name with coordinates.
    public init?(placeNamed name: String, in records: [ClaimRecord]) {
        let wanted = name.folded
        let places = records.lazy.flatMap(\.claims).compactMap(\.place).filter { $0.name.folded == wanted }
        let spots = places.map(Spot.init).filter { $0.point != nil }
        // The most precise point stands for the name; by coordinates where two are as precise.
        let best = spots.min { left, right in
            (left.radiusKm, left.point?.latitude ?? 0, left.point?.longitude ?? 0)
                < (right.radiusKm, right.point?.latitude ?? 0, right.point?.longitude ?? 0)
        }
        guard let best, let point = best.point else { return nil }
        let near = spots.filter { ($0.distanceKm(best) ?? .infinity) < EventRules.greatestReachKm }
        let radius = max(EventRules.leastReachKm, near.map(\.radiusKm).max() ?? 0)
        self = .circle(latitude: point.latitude, longitude: point.longitude, radiusKm: radius)
    }

    func contains(_ spot: Spot?) -> Bool { spot?.point.map(contains) ?? false }

    /// Asked of every event: without a ``Spot``, which folds the name.
    package func contains(_ place: ReportedClaim.Place?) -> Bool {
        guard let latitude = place?.latitude, let longitude = place?.longitude else { return false }
        return contains(Spot.Point(latitude: latitude, longitude: longitude))
    }

    private func contains(_ point: Spot.Point) -> Bool {
        switch self {
        case .box(let west, let south, let east, let north):
            guard (south...max(south, north)).contains(point.latitude) else { return false }
            return west <= east
                ? (west...east).contains(point.longitude) : point.longitude >= west || point.longitude <= east
        case .circle(let latitude, let longitude, let radiusKm):
            let centre = GeoPoint(latitude: latitude, longitude: longitude)
            return Sphere.distanceKm(point.geoPoint, centre) <= radiusKm
        }
    }
}

/// What holds on a day, derived from events and derivable again: who controls what, and what has happened by then.
/// Every figure lists its claims.
public struct Situation: Sendable {
    public var control: [ControlInterval]
    /// Killed, wounded, missing, detained and abducted, by side.
    public var casualties: [LedgerEntry]
    /// People who left or came back (flows).
    public var movements: [LedgerEntry]
    /// People counted where they are (stocks): each place's latest by the day asked for.
    public var stocks: [StockEntry]
    /// Places besieged, people trapped or deprived.
    public var hardships: [StockEntry]
    /// Arms, vehicles, buildings ... by what became of them.
    public var materiel: [LedgerEntry]
}

/// Answers what holds on a day. Made once of events, it keeps what every answer needs; an answer looks once at each
/// event.
public struct SituationReader: Sendable {
    private let intervals: [ControlInterval]
    private let ledger: LedgerReader

    /// - Parameters:
    ///   - events: of the records given, and of no others.
    ///   - records: those that the queries to come know of (``SituationQuery/knows(_:)``); the caller leaves out others.
    public init(events: [Event], records: [ClaimRecord]) {
        let index = ClaimIndex(records)
        intervals = ControlReader(index: index).intervals(events)
        ledger = LedgerReader(events, index: index)
    }

    public func situation(_ query: SituationQuery) -> Situation {
        let control = intervals.filter {
            ($0.since.map { $0 <= query.on } ?? true) && ($0.until.map { query.on < $0 } ?? true)
                && (query.area?.contains($0.place) ?? true)
        }
        let happened = ledger.entries(query)
        let states = ledger.states(query)
        return Situation(
            control: control, casualties: happened.filter { $0.ledger == .casualties }.map(\.entry),
            movements: happened.filter { $0.ledger == .movements }.map(\.entry),
            stocks: states.filter { $0.type == .displacement }, hardships: states.filter { $0.type != .displacement },
            materiel: happened.filter { $0.ledger == .materiel }.map(\.entry))
    }

    /// Every stretch of control told, by place and time.
    public var control: [ControlInterval] { intervals }

    /// What all events add to the ledgers, whatever their day: for sums over periods.
    package var ledgers: (casualties: [LedgerEntry], movements: [LedgerEntry], materiel: [LedgerEntry]) {
        let entries = ledger.entries(nil)
        func of(_ wanted: LedgerReader.Ledger) -> [LedgerEntry] {
            entries.filter { $0.ledger == wanted }.map(\.entry)
        }
        return (of(.casualties), of(.movements), of(.materiel))
    }

    /// Stocks and hardships of ``situation(_:)``, without the sums.
    package func states(_ query: SituationQuery) -> [StockEntry] { ledger.states(query) }
}

/// A stretch of time in which a place is in somebody's hands.
public struct ControlInterval: Hashable, Sendable {
    public var place: ReportedClaim.Place
    /// nil means that nobody says who, only that the one before has left.
    public var holder: String?
    /// nil means since before anything told.
    public var since: CalendarDay?
    /// The day is not that of the change: by then it was so.
    public var isSinceLatest: Bool
    /// The first day on which it no longer holds; nil while nothing told ends it.
    public var until: CalendarDay?
    /// Somebody denies it, or is said to be in the place beside the holder.
    public var isContested: Bool
    /// Why it is contested, or how its contest ended; empty otherwise.
    public var reason: String
    /// Claims that carry it, in order.
    public var evidence: [ClaimID]
    /// Claims that speak against it.
    public var against: [ClaimID]
    /// The day of publication of the first report that carries it; nil if unknown.
    public var knownOn: CalendarDay?
    /// The last day for which a claim says so.
    public var lastTold: CalendarDay?
}

/// The sum of a side's happenings for one measure, with totals that others give beside it, never added.
public struct LedgerEntry: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        public var event: String
        public var place: ReportedClaim.Place?
        public var time: ReportedClaim.Time?
        public var bounds: EventFigure.Bounds
        /// nil means that nobody says whether they were civilians.
        public var isCivilian: Bool?
        public var claims: [ClaimID]
        /// For a total: the happenings in its period and area, which it counts too.
        public var covers: [String]
    }
    /// For materiel what became of it: `materiel.seized` ...; nil otherwise.
    public var type: ClaimType?
    public var measure: Measure
    /// The side, "civilians", "unknown", or the thing counted.
    public var group: String
    public var isCivilian: Bool?
    /// Sums over `parts`; in the sum of the best, a part that has none counts with its low.
    public var bounds: EventFigure.Bounds
    public var parts: [Part]
    /// Figures over a period or a region. They may count what `parts` count.
    public var totals: [Part]
}

/// A state of people or a place, as last told.
public struct StockEntry: Hashable, Sendable {
    public var type: ClaimType
    public var event: String
    public var place: ReportedClaim.Place?
    public var since: CalendarDay?
    /// The day for which it was last said.
    public var asOf: CalendarDay?
    /// Who brings it about, or whom it concerns, as the claims name them.
    public var parties: [Event.Party]
    /// People or families; nil where nobody gives a number.
    public var measure: Measure?
    public var bounds: EventFigure.Bounds?
    public var grade: Grade
    public var claims: [ClaimID]
}

/// Claims and documents by name. It holds the records themselves, not the claims a second time.
struct ClaimIndex {
    private var records: [String: ClaimRecord] = [:]

    init(_ records: [ClaimRecord]) {
        self.records.reserveCapacity(records.count)
        for record in records { self.records[record.document.id] = record }
    }

    /// A document's claims are few enough to be looked through.
    subscript(id: ClaimID) -> ReportedClaim? { records[id.document]?.claims.first { $0.id.claim == id.claim } }
    func document(_ id: String) -> ReportedDocument? { records[id]?.document }
    func publishedOn(_ claim: ClaimID) -> CalendarDay? { records[claim.document]?.document.publishedOn }

    /// The claims of an event with that relation to it, in order.
    func claims(of event: Event, _ relations: Set<Event.Relation> = [.supports, .alternative]) -> [ReportedClaim] {
        event.members.filter { relations.contains($0.relation) }.compactMap { self[$0.claim] }
    }
}
