import ConstatEvents
import ConstatRecords
import ConstatStore
import ConstatText
import Synchronization

/// Everything that the pages show, at one moment: events, documents, and what follows of them. Never changes; a review or
/// a new document makes the next one.
final class World: Sendable {
    /// One more with each change.
    let version: Int
    /// By their first day, those of unknown day last, then by identifier.
    let events: [Event]
    /// By day of publication, those of unknown day last, then by identifier.
    let documents: [StoredDocument]
    /// The claims of each document as the first reader left them.
    let records: [String: ClaimRecord]
    /// Of the documents that anybody has reviewed.
    let reviews: [String: DocumentReviews]
    /// Those taken back too, in the order in which they were made.
    let decisions: [Kept<StoredDecision>]
    /// All claims, what would change the totals most first.
    let order: ReviewOrder
    private let positions: [String: Int]
    private let eventOfClaim: [ClaimID: Int]
    private let documentPositions: [String: Int]
    private let madeLog = MadeOnce<ReviewLog>()
    private let waiting = Mutex<[ClaimReview.Reading: [ReviewOrder.Entry]]>([:])
    private let madeSituation = MadeOnce<SituationReader>()
    private let madeMap = MadeOnce<MapIndex>()
    private let madeControl = MadeOnce<ControlIndex>()
    private let madeLedgers = MadeOnce<LedgerIndex>()

    init(
        version: Int = 0, events: [Event] = [], documents: [StoredDocument] = [], records: [String: ClaimRecord] = [:],
        reviews: [String: DocumentReviews] = [:], decisions: [Kept<StoredDecision>] = [], order: ReviewOrder = .init()
    ) {
        self.version = version
        let ordered = events.sorted(by: Self.precedes)
        self.events = ordered
        self.documents = documents
        self.records = records
        self.reviews = reviews
        self.decisions = decisions
        self.order = order
        positions = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.id, $0) })
        documentPositions = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.id, $0) })
        var eventOfClaim: [ClaimID: Int] = [:]
        for (position, event) in ordered.enumerated() {
            for member in event.members { eventOfClaim[member.claim] = position }
        }
        self.eventOfClaim = eventOfClaim
    }

    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        let days = (left.firstDay?.number ?? Int.max, right.firstDay?.number ?? Int.max)
        return days.0 != days.1 ? days.0 < days.1 : left.id < right.id
    }

    func event(_ id: String) -> Event? { positions[id].map { events[$0] } }

    /// Its place in ``events``.
    func position(of event: String) -> Int? { positions[event] }

    /// Events whose first day lies between the two, the ends included.
    func events(from first: CalendarDay, to last: CalendarDay) -> ArraySlice<Event> {
        func position(_ isBefore: (CalendarDay) -> Bool) -> Int {
            var (low, high) = (0, events.count)
            while low < high {
                let middle = (low + high) / 2
                if events[middle].firstDay.map(isBefore) ?? false { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let start = position { $0 < first }
        return events[start..<max(start, position { $0 <= last })]
    }

    /// nil for claims that make no event.
    func event(of claim: ClaimID) -> Event? { eventOfClaim[claim].map { events[$0] } }

    func document(_ id: String) -> StoredDocument? { documentPositions[id].map { documents[$0] } }

    func claim(_ id: ClaimID) -> ReportedClaim? { records[id.document]?.claims.first { $0.id == id } }

    /// The first and last day on which something is told to have happened; nil where nothing has a day.
    var days: ClosedRange<CalendarDay>? {
        let dated = events.prefix { $0.firstDay != nil }
        guard let first = dated.first?.firstDay else { return nil }
        return first...(dated.lazy.compactMap { $0.time?.end ?? $0.time?.start }.max() ?? first)
    }

    /// The claims that a reader has not dealt with: made when they are first asked for. A second reader begins with those
    /// that the first has dealt with, for only they can be compared.
    func pending(_ reading: ClaimReview.Reading) -> [ReviewOrder.Entry] {
        waiting.withLock { made in
            if let made = made[reading] { return made }
            let entries = reading == .first ? Pending.first(order, reviews) : Pending.second(order, reviews)
            made[reading] = entries
            return entries
        }
    }

    /// What reviewers did.
    var log: ReviewLog { madeLog.value { ReviewLog(reviews, decisions) } }

    /// What holds when.
    var situation: SituationReader {
        madeSituation.value {
            SituationReader(events: events, records: records.values.sorted { $0.document.id < $1.document.id })
        }
    }

    /// Events laid out for maps.
    var map: MapIndex {
        madeMap.value { MapIndex(events) { self.records[$0]?.document.publisher } }
    }

    /// Who held which place when, laid out for maps.
    var control: ControlIndex { madeControl.value { ControlIndex(situation.control) } }

    /// What events add to the ledgers, laid out for sums.
    var ledgers: LedgerIndex { madeLedgers.value { LedgerIndex(situation) } }

    /// Works out now what maps and ledgers would work out when they are first asked for.
    func prepare() { _ = (map, control, ledgers) }
}

/// A value that is made when it is first asked for; who asks meanwhile waits.
private final class MadeOnce<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    func value(_ make: () -> Value) -> Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}

extension Event {
    /// The first day on which it may have happened; nil where nobody says.
    var firstDay: CalendarDay? { time?.start ?? time?.end }
}
