/// A record as read with a reader's reviews: what merging, situation, ledgers and exports work with.
///
/// Reviews are taken in the order of their numbers. Of several about one field the last counts, of accept and reject
/// the last counts. A review names its claim by words (``ClaimReference``), so that it holds when the document is read
/// anew.
public struct ReviewedRecord: Hashable, Sendable {
    public let document: ReportedDocument
    /// All claims, those rejected too, in text order.
    public private(set) var claims: [ReviewedClaim]
    /// How each review given bears on them, by its number.
    public private(set) var standings: [Int: ReviewStanding] = [:]
    /// What names each claim; corrections do not change it.
    private var references: [ClaimReference]

    /// The claims that stand, corrected, with those added; in text order.
    public var record: ClaimRecord {
        ClaimRecord(document: document, claims: claims.filter { !$0.isRejected }.map(\.claim))
    }

    /// - Parameters:
    ///   - reviews: those in force, of any document and reading.
    ///   - reading: whose reviews are wanted; those of the other are passed over.
    public init(_ record: ClaimRecord, by reviews: [NumberedReview], reading: ClaimReview.Reading = .first) {
        document = record.document
        claims = record.claims.map { ReviewedClaim(read: $0, claim: $0) }
        references = record.claims.map(ClaimReference.init)
        let own = reviews.filter { $0.review.reading == reading && $0.review.claim.document == record.document.id }
        for review in own.sorted(by: { $0.number < $1.number }) { take(review.review, review.number) }
    }

    /// The claim that a review or decision means.
    public func claim(_ reference: ClaimReference) -> ReviewedClaim? {
        reference.index(among: references).map { claims[$0] }
    }

    private mutating func take(_ review: ClaimReview, _ number: Int) {
        if case .add(let claim) = review.verdict { return add(claim, number) }
        guard let index = review.claim.index(among: references) else {
            standings[number] = .noClaim
            return
        }
        // A claim of another type at these words is not quite the one that the reviewer saw.
        let isTheSame = references[index].type == review.claim.type && review.verdict.isMade(on: claims[index].claim)
        apply(review.verdict, number, at: index, isTheSame ? .holds : .otherValue)
    }

    /// One word carries one claim of a type: an added claim stands in the place of one that has its words and type (as
    /// it may once the document is read better), and no toll counts twice.
    private mutating func add(_ added: ReportedClaim, _ number: Int) {
        var claim = added
        claim.id = ClaimID(document: document.id, claim: "r\(number)")
        let reference = ClaimReference(claim)
        if let index = references.firstIndex(of: reference) {
            apply(.add(claim), number, at: index, claims[index].read == nil ? .holds : .otherValue)
        } else {
            let index = claims.firstIndex { $0.claim.trigger.start > claim.trigger.start } ?? claims.endIndex
            claims.insert(ReviewedClaim(read: nil, claim: claim), at: index)
            references.insert(reference, at: index)
            apply(.add(claim), number, at: index, .holds)
        }
    }

    private mutating func apply(
        _ verdict: ClaimReview.Verdict, _ number: Int, at index: Int, _ standing: ReviewStanding
    ) {
        for former in claims[index].apply(verdict, number) { standings[former] = .superseded }
        standings[number] = standing
    }
}

extension ClaimReview.Verdict {
    /// Whether the claim has the value that the reviewer saw.
    fileprivate func isMade(on claim: ReportedClaim) -> Bool {
        if case .correct(let before, let after) = self { return claim[after.name] == before }
        return true
    }
}

/// How a review in force bears on its document's claims.
public enum ReviewStanding: String, Sendable {
    case holds
    /// It holds, but what is read now is not what the reviewer saw: another value before the correction, another type
    /// at the words, a claim now read that was added.
    case otherValue = "other value"
    /// A later review about the same thing counts.
    case superseded
    /// At its words no claim is read any more.
    case noClaim = "no claim"
}

/// A claim with what a reader says of it.
public struct ReviewedClaim: Hashable, Sendable {
    /// nil for a claim that a reviewer added.
    public let read: ReportedClaim?
    /// As it is after all reviews.
    public private(set) var claim: ReportedClaim
    public private(set) var isRejected = false
    /// The numbers of all that bear on it, in order, those overruled too.
    public private(set) var reviews: [Int] = []
    /// The review that counts, by what it is about.
    private var deciding: [Subject: Int] = [:]

    private enum Subject: Hashable {
        case words, standing
        case field(ClaimField.Name)
    }

    /// Whether a reviewer has dealt with it.
    public var isSeen: Bool { !reviews.isEmpty }
    /// What names it in reviews and decisions, whatever was corrected since.
    public var reference: ClaimReference { ClaimReference(claim) }

    fileprivate init(read: ReportedClaim?, claim: ReportedClaim) {
        self.read = read
        self.claim = claim
    }

    /// - Returns: the reviews that this one overrules.
    fileprivate mutating func apply(_ verdict: ClaimReview.Verdict, _ number: Int) -> [Int] {
        reviews.append(number)
        switch verdict {
        case .accept, .reject:
            isRejected = verdict == .reject
            return decide(.standing, number)
        case .correct(_, let after):
            claim.set(after)
            return decide(.field(after.name), number)
        case .add(let added):
            // Whatever was said of the claim in whose place it stands is said no more.
            (claim, isRejected) = (added, false)
            let former = Array(deciding.values)
            deciding = [.words: number]
            return former
        }
    }

    private mutating func decide(_ subject: Subject, _ number: Int) -> [Int] {
        deciding.updateValue(number, forKey: subject).map { [$0] } ?? []
    }
}

extension ClaimRecord {
    /// The record with the first reader's reviews.
    ///
    /// - Parameter reviews: those in force.
    public func reviewed(by reviews: [NumberedReview]) -> ReviewedRecord { ReviewedRecord(self, by: reviews) }
}

extension ReviewedRecord {
    /// The claim of that name, rejected or not; nil where there is none.
    public func claim(named name: String) -> ReviewedClaim? { claims.first { $0.claim.id.claim == name } }
}
