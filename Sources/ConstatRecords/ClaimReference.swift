/// A claim as reviews and decisions name it: by its words, so that they hold when the document is read anew and its
/// claims are numbered otherwise.
public struct ClaimReference: Hashable, Sendable {
    public var document: String
    /// `family.kind`, as the claim was read; a claim of another type at the same words is taken only where none of this
    /// type is.
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

    /// The same for a claim as read and as reviewed.
    public init(_ claim: ReportedClaim) {
        self.init(
            document: claim.id.document, type: (claim.readAs ?? claim.type).rawValue, start: claim.trigger.start,
            end: claim.trigger.end)
    }

    /// The claim meant: of that type with the trigger at these words, else of its family, else none.
    public func claim(in record: ClaimRecord) -> ReportedClaim? {
        index(among: record.claims.map(ClaimReference.init)).map { record.claims[$0] }
    }

    /// Where the claim meant stands among others of its document. The very words come before words that overlap.
    public func index(among claims: [ClaimReference]) -> Int? {
        claims.firstIndex { $0.start == start && $0.end == end && $0.type == type }
            ?? claims.firstIndex { overlaps($0) && $0.type == type }
            ?? claims.firstIndex { overlaps($0) && $0.family == family }
    }

    private var family: Substring { type.prefix { $0 != "." } }

    private func overlaps(_ other: ClaimReference) -> Bool { other.start < end && start < other.end }
}
