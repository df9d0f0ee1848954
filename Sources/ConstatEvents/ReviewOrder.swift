public import ConstatClaims
public import ConstatRecords
public import ConstatText

/// All claims, those first whose being wrong would change the most (``ReviewWeight``); equals by day, then by identifier.
///
/// A function of events and claims alone: bringing it up to date gives what making it anew gives.
public struct ReviewOrder: Sendable {
    /// What finding the next claim needs.
    public struct Entry: Hashable, Sendable {
        public var claim: ClaimID
        /// nil for a claim that makes no event.
        public var event: String?
        public var type: ClaimType
        public var isUncertain: Bool
        public var score: Double
        /// Of the event; nil where nobody says.
        public var day: CalendarDay?

        /// A claim by itself, whatever event it may belong to.
        public init(_ claim: ReportedClaim) { self.init(claim, in: nil, .none) }

        init(_ claim: ReportedClaim, in event: Event?, _ effect: ReviewWeight.Effect) {
            let weight = ReviewWeight(claim, in: event, effect)
            self.claim = claim.id
            self.event = event?.id
            type = claim.type
            isUncertain = weight.isUncertain
            score = weight.score
            day = event?.time?.start ?? event?.time?.end
        }
    }

    public private(set) var entries: [Entry] = []

    public init() {}

    /// - Parameters:
    ///   - events: each claim belongs to one of them at most.
    ///   - records: every claim of the events, and those that make none.
    public init(_ events: [Event], records: some Sequence<ClaimRecord>) {
        let events = Dictionary(
            events.flatMap { event in event.members.map { ($0.claim, event) } }, uniquingKeysWith: { $1 })
        entries = Self.entries(records, event: { events[$0] })
    }

    /// Takes in what a change has made.
    ///
    /// - Parameters:
    ///   - changed: documents whose claims, or whose claims' events, are others than before, as they are now.
    ///   - documents: the identifiers of all changed documents, those that are gone too.
    ///   - event: a claim's event.
    public mutating func update(
        _ documents: Set<String>, to changed: some Sequence<ClaimRecord>, event: (ClaimID) -> Event?
    ) {
        entries.removeAll { documents.contains($0.claim.document) }
        let fresh = Self.entries(changed, event: event)
        var merged: [Entry] = []
        merged.reserveCapacity(entries.count + fresh.count)
        var next = fresh[...]
        for entry in entries {
            while let first = next.first, Self.precedes(first, entry) { merged.append(next.removeFirst()) }
            merged.append(entry)
        }
        entries = merged + next
    }

    private static func entries(_ records: some Sequence<ClaimRecord>, event: (ClaimID) -> Event?) -> [Entry] {
        var effects: [String: [ClaimID: ReviewWeight.Effect]] = [:]
        var entries: [Entry] = []
        for record in records {
            for claim in record.claims {
                let event = event(claim.id)
                if let event, effects[event.id] == nil { effects[event.id] = ReviewWeight.effects(of: event) }
                let effect = event.flatMap { effects[$0.id]?[claim.id] } ?? .none
                entries.append(Entry(claim, in: event, effect))
            }
        }
        return entries.sorted(by: precedes)
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        if left.score != right.score { return left.score > right.score }
        let days = (left.day?.number ?? Int.max, right.day?.number ?? Int.max)
        return days.0 != days.1 ? days.0 < days.1 : left.claim < right.claim
    }
}
