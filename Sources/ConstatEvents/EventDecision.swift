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

/// A claim as a decision names it: by its words, so that the decision holds when the document is read anew and its
/// claims are numbered otherwise.
public struct ClaimReference: Hashable, Sendable {
    public var document: String
    /// `family.kind`; a claim of another type at the same words is taken only where none of this type is.
    public var type: String
    /// The trigger's place in Unicode scalars, the end not included.
    public var start: Int
    public var end: Int

    public init(document: String, type: String, start: Int, end: Int) {
        self.document = document
        self.type = type
        self.start = start
        self.end = end
    }

    public init(_ claim: ReportedClaim) {
        self.init(
            document: claim.id.document, type: claim.type.rawValue, start: claim.trigger.start, end: claim.trigger.end)
    }

    /// The claim meant: of that type with the trigger at these words, else of its family, else none.
    func claim(in record: ClaimRecord) -> ReportedClaim? {
        let family = type.prefix { $0 != "." }
        let there = record.claims.filter { $0.trigger.start < end && start < $0.trigger.end }
        return there.first { $0.type.rawValue == type }
            ?? there.first { $0.type.rawValue.prefix { $0 != "." } == family }
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
