import ConstatEvents
import ConstatRecords
import ConstatStore

/// What reviewers said of a document's claims, and what that makes of them.
struct DocumentReviews: Sendable {
    /// All, those taken back too, in the order in which they were made.
    let kept: [Kept<StoredReview>]
    let first: ReviewedRecord
    let second: ReviewedRecord

    /// - Parameter record: as read.
    init(_ record: ClaimRecord, _ kept: [Kept<StoredReview>]) {
        let inForce = kept.filter(\.isInForce).map(\.numbered)
        self.kept = kept
        first = ReviewedRecord(record, by: inForce)
        second = ReviewedRecord(record, by: inForce, reading: .second)
    }

    subscript(_ reading: ClaimReview.Reading) -> ReviewedRecord { reading == .first ? first : second }
}

extension World {
    /// A document's claims as one reader left them, those rejected too; nil for a document that is not there.
    func reviewed(_ document: String, by reading: ClaimReview.Reading) -> ReviewedRecord? {
        reviews[document]?[reading] ?? records[document].map { ReviewedRecord($0, by: []) }
    }

    func reviewed(_ claim: ClaimID, by reading: ClaimReview.Reading) -> ReviewedClaim? {
        reviewed(claim.document, by: reading)?.claim(named: claim.claim)
    }

    /// The same claim as it is now; looks at nothing else where nobody has reviewed the document.
    func shown(_ claim: ClaimID, to reading: ClaimReview.Reading) -> ReportedClaim? {
        reviews[claim.document] == nil ? self.claim(claim) : reviewed(claim, by: reading)?.claim
    }

    func review(_ number: Int) -> Kept<StoredReview>? { log.review(number) }
    func decision(_ number: Int) -> Kept<StoredDecision>? { decisions.first { $0.number == number } }
}

/// The claims that wait for a reader.
enum Pending {
    static func first(_ order: ReviewOrder, _ reviews: [String: DocumentReviews]) -> [ReviewOrder.Entry] {
        if reviews.isEmpty { return order.entries }
        let seen = claims(reviews.values.map(\.first))
        return order.entries.filter { !seen.contains($0.claim) }
    }

    static func second(_ order: ReviewOrder, _ reviews: [String: DocumentReviews]) -> [ReviewOrder.Entry] {
        // What the first added is not shown, and what the first rejected is: the order has neither the one nor the other.
        let known = Dictionary(order.entries.map { ($0.claim, $0) }, uniquingKeysWith: { $1 })
        let both = reviews.sorted { $0.key < $1.key }.flatMap { _, reviews in
            reviews.second.claims.filter { claim in
                !claim.isSeen && claim.read != nil && reviews.first.claim(claim.reference)?.isSeen ?? false
            }.map { known[$0.claim.id] ?? ReviewOrder.Entry($0.claim) }
        }
        let seen = claims(reviews.values.map(\.second)).union(both.map(\.claim))
        let added = Set(reviews.values.flatMap(\.first.claims).filter { $0.read == nil }.map(\.claim.id))
        return both + order.entries.filter { !seen.contains($0.claim) && !added.contains($0.claim) }
    }

    private static func claims(_ records: [ReviewedRecord]) -> Set<ClaimID> {
        Set(records.flatMap { $0.claims.filter(\.isSeen).map(\.claim.id) })
    }
}

/// Everything that reviewers did, newest first.
struct ReviewLog: Sendable {
    enum Entry: Sendable {
        case review(Kept<StoredReview>)
        /// Decisions made in one go about one thing: splitting takes one for each pair of claims.
        case decision([Kept<StoredDecision>])
    }

    let entries: [Entry]
    private let reviews: [Int: Kept<StoredReview>]

    init(_ reviews: [String: DocumentReviews], _ decisions: [Kept<StoredDecision>]) {
        let all = reviews.values.flatMap(\.kept)
        self.reviews = Dictionary(all.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        let entries = all.map(Entry.review) + Self.grouped(decisions).map(Entry.decision)
        self.entries = entries.sorted { $0.key > $1.key }
    }

    func review(_ number: Int) -> Kept<StoredReview>? { reviews[number] }

    /// Of all reviewers, by name.
    var reviewers: [String] { Set(entries.compactMap(\.reviewer)).sorted() }

    /// Neighbours with one verdict, time, reviewer, reason and fate.
    private static func grouped(_ decisions: [Kept<StoredDecision>]) -> [[Kept<StoredDecision>]] {
        decisions.reduce(into: []) { groups, decision in
            if let last = groups.last?.last, last.decision.verdict == decision.decision.verdict,
                decision.decision.verdict == .split, last.decided == decision.decided,
                last.reviewer == decision.reviewer, last.reason == decision.reason,
                last.isInForce == decision.isInForce
            {
                groups[groups.count - 1].append(decision)
            } else {
                groups.append([decision])
            }
        }
    }
}

extension ReviewLog.Entry {
    var reviewer: String? {
        switch self {
        case .review(let review): review.reviewer
        case .decision(let decisions): decisions.first?.reviewer
        }
    }

    var decided: String? {
        switch self {
        case .review(let review): review.decided
        case .decision(let decisions): decisions.first?.decided
        }
    }

    var reason: String? {
        switch self {
        case .review(let review): review.reason
        case .decision(let decisions): decisions.first?.reason
        }
    }

    var retraction: StoredRetraction? {
        switch self {
        case .review(let review): review.retraction
        case .decision(let decisions): decisions.first?.retraction
        }
    }

    /// What taking it back takes back.
    var targets: [StoredRetraction.Target] {
        switch self {
        case .review(let review): [.review(review.number)]
        case .decision(let decisions): decisions.map { .decision($0.number) }
        }
    }

    var claims: [ClaimReference] {
        switch self {
        case .review(let review): [review.review.claim]
        case .decision(let decisions):
            decisions.flatMap(\.decision.claims).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    fileprivate var key: (String, Int, Int) {
        switch self {
        case .review(let review): (review.decided ?? "", 1, review.number)
        case .decision(let decisions): (decisions.first?.decided ?? "", 0, decisions.first?.number ?? 0)
        }
    }
}
