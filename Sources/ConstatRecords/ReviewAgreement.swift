/// How far two readers agree who reviewed the same claims without seeing each other's work.
///
/// Only claims count that both have dealt with. What one added and the other did not is left out: nobody knows whether
/// the other looked for it. Values are compared by what they say, not by the words given for it.
public struct ReviewAgreement: Hashable, Sendable {
    /// Agreement on one thing over all claims compared.
    public struct Row: Hashable, Sendable {
        /// How many claims were compared.
        public fileprivate(set) var count = 0
        public fileprivate(set) var agreeing = 0
        /// How often each value was given, by the first reader and by the second.
        fileprivate var first: [String: Int] = [:]
        fileprivate var second: [String: Int] = [:]

        /// 0 ... 1; nil where no claim was compared.
        public var share: Double? { count > 0 ? Double(agreeing) / Double(count) : nil }

        /// Cohen's kappa: agreement beyond that of two readers who give these values as often, but at random. 1 is full
        /// agreement, 0 that of chance; nil where no claim was compared or all have one value.
        ///
        /// - Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales" (1960).
        fileprivate var kappa: Double? {
            let chance = first.reduce(0) { $0 + $1.value * (second[$1.key] ?? 0) }
            guard count > 0, chance < count * count else { return nil }
            return Double(count * agreeing - chance) / Double(count * count - chance)
        }

        fileprivate mutating func note(_ one: String, _ other: String) {
            count += 1
            if one == other { agreeing += 1 }
            first[one, default: 0] += 1
            second[other, default: 0] += 1
        }
    }

    /// A thing on which the two say otherwise.
    public struct Disagreement: Hashable, Sendable {
        public enum Difference: Hashable, Sendable {
            /// One rejects the claim, the other does not.
            case rejected(by: ClaimReview.Reading)
            case field(first: ClaimField, second: ClaimField)
        }
        public var claim: ClaimReference
        public var difference: Difference

        public init(claim: ClaimReference, difference: Difference) {
            self.claim = claim
            self.difference = difference
        }
    }

    /// Whether the text makes the claim at all.
    public private(set) var standing = Row()
    /// For claims that stand with both.
    private var fields: [ClaimField.Name: Row] = [:]
    /// By document as given, claim and field.
    public private(set) var disagreements: [Disagreement] = []

    /// - Parameter documents: each as reviewed by the first reader and by the second.
    public init(_ documents: [(first: ReviewedRecord, second: ReviewedRecord)]) {
        for (first, second) in documents {
            for claim in first.claims where claim.isSeen {
                guard let other = second.claim(claim.reference), other.isSeen else { continue }
                // Words that one reader added are no claim that was read and reviewed by the other.
                if (claim.read == nil) == (other.read == nil) { compare(claim, other) }
            }
        }
    }

    /// - Parameters:
    ///   - records: as read.
    ///   - reviews: those in force, of both readings.
    public init(_ records: [ClaimRecord], by reviews: [NumberedReview]) {
        let byDocument = Dictionary(grouping: reviews) { $0.review.claim.document }
        self.init(
            records.map { record in
                let own = byDocument[record.document.id] ?? []
                return (ReviewedRecord(record, by: own), ReviewedRecord(record, by: own, reading: .second))
            })
    }

    public func row(_ field: ClaimField.Name) -> Row { fields[field] ?? Row() }

    /// For type and status, whose values are few; nil where it is not defined.
    public func kappa(_ field: ClaimField.Name) -> Double? {
        [.type, .status].contains(field) ? row(field).kappa : nil
    }

    private mutating func compare(_ first: ReviewedClaim, _ second: ReviewedClaim) {
        standing.note("\(first.isRejected)", "\(second.isRejected)")
        if first.isRejected != second.isRejected {
            disagree(first, .rejected(by: first.isRejected ? .first : .second))
        } else if !first.isRejected {
            for field in ClaimField.Name.allCases { compare(field, first, second) }
        }
    }

    private mutating func compare(_ field: ClaimField.Name, _ first: ReviewedClaim, _ second: ReviewedClaim) {
        let values = (first.claim[field], second.claim[field])
        let meanings = (values.0.meaning.json, values.1.meaning.json)
        fields[field, default: Row()].note(meanings.0, meanings.1)
        if meanings.0 != meanings.1 { disagree(first, .field(first: values.0, second: values.1)) }
    }

    private mutating func disagree(_ claim: ReviewedClaim, _ difference: Disagreement.Difference) {
        disagreements.append(Disagreement(claim: claim.reference, difference: difference))
    }
}
