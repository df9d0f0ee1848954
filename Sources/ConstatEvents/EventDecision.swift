public import ConstatRecords

/// What a reviewer decided about claims: that they tell of one happening, or that they do not.
public struct EventDecision: Hashable, Sendable {
    public enum Verdict: String, Sendable {
        /// All claims listed belong to one event.
        case join
        /// The claims listed belong to an event each; what else was with them goes where it fits best.
        case split
    }
    public var verdict: Verdict
    public var claims: [ClaimReference]

    public init(_ verdict: Verdict, _ claims: [ClaimReference]) {
        self.verdict = verdict
        self.claims = claims
    }
}

/// Decisions as they bear on the claims at hand: pairs that belong together, pairs that do not. The later decision
/// about a pair holds.
struct Constraints: Sendable {
    private var together: [ClaimID: Set<ClaimID>] = [:]
    private var apart: [ClaimID: Set<ClaimID>] = [:]

    init() {}

    init(_ decisions: [EventDecision], records: (String) -> ClaimRecord?) {
        for decision in decisions {
            let claims = decision.claims.compactMap { reference in
                records(reference.document).flatMap(reference.claim)?.id
            }
            for (index, left) in claims.enumerated() {
                for right in claims[(index + 1)...] where left != right { decide(decision.verdict, left, right) }
            }
        }
    }

    private mutating func decide(_ verdict: EventDecision.Verdict, _ left: ClaimID, _ right: ClaimID) {
        for (one, other) in [(left, right), (right, left)] {
            together[one]?.remove(other)
            apart[one]?.remove(other)
            switch verdict {
            case .join: together[one, default: []].insert(other)
            case .split: apart[one, default: []].insert(other)
            }
        }
    }

    var isEmpty: Bool { together.isEmpty && apart.isEmpty }

    func areTogether(_ left: ClaimID, _ right: ClaimID) -> Bool { together[left]?.contains(right) ?? false }
    func areApart(_ left: ClaimID, _ right: ClaimID) -> Bool { apart[left]?.contains(right) ?? false }

    /// Those that belong with the claim, in order.
    func companions(of claim: ClaimID) -> [ClaimID] { together[claim]?.sorted() ?? [] }
    /// Those that must not stand with it.
    func opponents(of claim: ClaimID) -> Set<ClaimID> { apart[claim] ?? [] }
}
