public import ConstatClaims
public import ConstatRecords

/// How much it matters that a claim is read rightly, and how doubtful it is: what a review queue is ordered by.
///
/// `score = impact × doubt`.
///
/// - Impact, in people killed: the largest change of low, best or high of its event's figures if its rows were left out,
///   times the weight of the measure (``weight(of:)``), but 1 at least; 10 where it alone carries a change of control, or
///   alone denies one; 1 where it alone makes an event; 0.1 for all others.
/// - Doubt, 0.1 ... 1: 0.1, and 1 − confidence, and 0.2 each for a claim that keeps its distance, for a contested event and
///   for one of a single origin.
///
/// Rows left out are not replaced by those that they supersede: the weight says how much stands on the claim, not what
/// would be merged without it.
public struct ReviewWeight: Hashable, Sendable {
    /// What would change if the claim were wrong.
    public enum Effect: Hashable, Sendable {
        case figure(Measure, before: EventFigure.Bounds, after: EventFigure.Bounds)
        /// Nobody else says so; or nobody else denies it.
        case control(ClaimType, isDenial: Bool)
        /// Without it there is no such event.
        case event
        case none
    }

    public enum Doubt: Hashable, Sendable {
        /// 0 ... 1, below ``ReviewWeight/sureConfidence``.
        case confidence(Double)
        case hedged, contested, singleOrigin
    }

    public var effect: Effect
    public var impact: Double
    public var doubts: [Doubt]
    public var doubt: Double
    public var score: Double { impact * doubt }
    /// The reading itself is doubtful or the words keep their distance.
    public var isUncertain: Bool {
        doubts.contains { if case .confidence = $0 { true } else { $0 == .hedged } }
    }

    /// Readings less sure than that are told to be doubtful.
    public static let sureConfidence = 0.7
    static let control = 10.0
    static let event = 1.0
    static let least = 0.1

    /// One more of what a measure counts, in people killed; 0 for what is no toll.
    public static func weight(of measure: Measure) -> Double {
        switch measure {
        case .killed: 1
        case .missing, .abducted: 0.5
        case .wounded: 0.3
        case .detained: 0.2
        case .vehicles, .aircraft, .buildings, .places: 0.05
        case .weapons, .explosives: 0.01
        // They come by the thousand.
        case .displaced, .trapped, .returned, .mobilised: 0.001
        case .distance, .duration, .other: 0
        }
    }

    /// - Parameters:
    ///   - event: the claim's own; nil for a claim that makes none.
    ///   - effect: as ``effects(of:)`` has it.
    public init(_ claim: ReportedClaim, in event: Event?, _ effect: Effect) {
        self.effect = effect
        impact = max(Self.least, Self.impact(of: effect))
        doubts = Self.doubts(claim, event)
        let certainty = min(1, max(0, claim.confidence))
        let others = doubts.filter { if case .confidence = $0 { false } else { true } }.count
        doubt = min(1, 0.1 + (1 - certainty) + 0.2 * Double(others))
    }

    /// What each claim of an event carries alone; those that carry nothing alone are left out.
    public static func effects(of event: Event) -> [ClaimID: Effect] { EffectReader(event).effects() }

    private static func impact(of effect: Effect) -> Double {
        switch effect {
        case .figure(let measure, let before, let after):
            max(Self.event, weight(of: measure) * change(before, after))
        case .control: control
        case .event: event
        case .none: least
        }
    }

    /// The largest change of a bound; one that is lost counts whole.
    static func change(_ before: EventFigure.Bounds, _ after: EventFigure.Bounds) -> Double {
        [(before.low, after.low), (before.best, after.best), (before.high, after.high)].map { before, after in
            abs((before ?? 0) - (after ?? 0))
        }.max() ?? 0
    }

    private static func doubts(_ claim: ReportedClaim, _ event: Event?) -> [Doubt] {
        var doubts: [Doubt] = []
        if claim.confidence < sureConfidence { doubts.append(.confidence(claim.confidence)) }
        if claim.isHedged { doubts.append(.hedged) }
        if event?.grade == .contested { doubts.append(.contested) }
        if event?.grade == .singleOrigin { doubts.append(.singleOrigin) }
        return doubts
    }
}

/// What each claim of an event carries alone.
///
/// Costs the event's rows some times over, however many claims it has: only claims that set a bound can move it.
struct EffectReader {
    let event: Event

    init(_ event: Event) { self.event = event }

    /// Claims that carry nothing alone are left out.
    func effects() -> [ClaimID: ReviewWeight.Effect] {
        var effects = controls()
        for (claim, figure) in figures() where (effects[claim].map(impact) ?? 0) <= figure.change {
            effects[claim] = figure.effect
        }
        if event.members.count == 1, let only = event.members.first?.claim, effects[only] == nil {
            effects[only] = .event
        }
        return effects
    }

    private func impact(_ effect: ReviewWeight.Effect) -> Double {
        if case .control = effect { ReviewWeight.control } else { 0 }
    }

    /// Control of a place: whoever alone says that it changed hands, or alone denies it.
    private func controls() -> [ClaimID: ReviewWeight.Effect] {
        var effects: [ClaimID: ReviewWeight.Effect] = [:]
        let tellings = event.members.filter { ControlTelling.types.contains($0.type) }
        for isDenial in [false, true] {
            let side = tellings.filter { ($0.relation == .denies) == isDenial }
            // Of several in one document one alone can be wrong, too: they need not say the same.
            guard side.count == 1, let only = side.first else { continue }
            effects[only.claim] = .control(only.type, isDenial: isDenial)
        }
        return effects
    }

    // MARK: Figures

    private typealias Figure = (effect: ReviewWeight.Effect, change: Double)

    /// For each claim that sets a bound the weightiest change without it.
    private func figures() -> [ClaimID: Figure] {
        var weightiest: [ClaimID: Figure] = [:]
        for figure in event.figures where ReviewWeight.weight(of: figure.measure) > 0 {
            let rows = event.tolls.filter { $0.measure == figure.measure && Self.counts($0) }
            for claim in Self.decisive(rows) {
                let after = Self.total(rows.filter { $0.claim != claim })
                let change =
                    ReviewWeight.weight(of: figure.measure) * ReviewWeight.change(figure.total, after)
                guard change > weightiest[claim]?.change ?? 0 else { continue }
                weightiest[claim] = (.figure(figure.measure, before: figure.total, after: after), change)
            }
        }
        return weightiest
    }

    private static func counts(_ row: TollRow) -> Bool { row.standing == .live || row.standing == .enemyCount }

    private static func groups(_ rows: [TollRow]) -> [(name: String, rows: [TollRow])] {
        Dictionary(grouping: rows, by: \.group).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func total(_ rows: [TollRow]) -> EventFigure.Bounds {
        TollTable.total(
            of: groups(rows).map { .init(name: $0.name, isCivilian: nil, bounds: .init(rows: $0.rows), claims: []) })
    }

    /// Claims without which a group's low, best or high may be another, in order.
    private static func decisive(_ rows: [TollRow]) -> [ClaimID] {
        var decisive: Set<ClaimID> = []
        for (_, rows) in groups(rows) {
            let live = rows.filter { $0.standing == .live }
            if let low = live.compactMap(\.floor).min() { decisive.formUnion(only(live.filter { $0.floor == low })) }
            if let high = rows.compactMap(\.ceiling).max() {
                decisive.formUnion(only(rows.filter { $0.ceiling == high }))
            }
            if let best = EventFigure.Bounds.best(of: live) { decisive.insert(best.claim) }
        }
        return decisive.sorted()
    }

    /// The one claim that all rows are of; what two say stands without either.
    private static func only(_ rows: [TollRow]) -> Set<ClaimID> {
        let claims = Set(rows.map(\.claim))
        return claims.count == 1 ? claims : []
    }
}
