public import ConstatEvents
public import ConstatRecords

/// A review of a claim with who made it, when and why, as the caller states it.
public struct StoredReview: Equatable, Sendable {
    public var review: ClaimReview
    public var reviewer: String?
    public var decided: String?
    public var reason: String?

    public init(_ review: ClaimReview, reviewer: String? = nil, decided: String? = nil, reason: String? = nil) {
        self.review = review
        self.reviewer = reviewer
        self.decided = decided
        self.reason = reason
    }
}

/// A decision about events with who made it, when and why, as the caller states it.
public struct StoredDecision: Equatable, Sendable {
    public var decision: EventDecision
    public var reviewer: String?
    public var decided: String?
    public var reason: String?

    public init(_ decision: EventDecision, reviewer: String? = nil, decided: String? = nil, reason: String? = nil) {
        self.decision = decision
        self.reviewer = reviewer
        self.decided = decided
        self.reason = reason
    }
}

/// That a review or decision is taken back, with by whom, when and why. Both stay in the store; a retraction itself is not
/// taken back: who wants the review again makes it again.
public struct StoredRetraction: Equatable, Sendable {
    public enum Target: Hashable, Sendable { case review(Int), decision(Int) }

    public var target: Target
    public var reviewer: String?
    public var decided: String?
    public var reason: String?

    public init(of target: Target, reviewer: String? = nil, decided: String? = nil, reason: String? = nil) {
        self.target = target
        self.reviewer = reviewer
        self.decided = decided
        self.reason = reason
    }
}

/// A review or decision as the store keeps it: under a number, and with its retraction.
@dynamicMemberLookup
public struct Kept<Value: Equatable & Sendable>: Equatable, Sendable {
    /// From 1, in the order in which they were made; never used again.
    public var number: Int
    public var value: Value
    /// nil: it is in force.
    public var retraction: StoredRetraction?
    /// The retraction's own number.
    public var retractionNumber: Int?

    public var isInForce: Bool { retraction == nil }

    public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

extension Kept<StoredReview> {
    public var numbered: NumberedReview { NumberedReview(number, value.review) }
}
