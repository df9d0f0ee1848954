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
    private let situations = Mutex<SituationReader?>(nil)
    private let logs = Mutex<ReviewLog?>(nil)

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

    /// What reviewers did: made when it is first asked for.
    var log: ReviewLog {
        logs.withLock { made in
            if let made { return made }
            let log = ReviewLog(reviews, decisions)
            made = log
            return log
        }
    }

    /// What holds when: made when it is first asked for.
    var situation: SituationReader {
        situations.withLock { made in
            if let made { return made }
            let reader = SituationReader(
                events: events, records: records.values.sorted { $0.document.id < $1.document.id })
            made = reader
            return reader
        }
    }
}

extension Event {
    /// The first day on which it may have happened; nil where nobody says.
    var firstDay: CalendarDay? { time?.start ?? time?.end }
}
