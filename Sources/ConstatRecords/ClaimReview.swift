/// What a reviewer says of one claim. It stands beside the claim as read, which is never changed.
public struct ClaimReview: Hashable, Sendable {
    public enum Verdict: Hashable, Sendable {
        /// The claim was seen and stands as it is; of accept and reject the later counts.
        case accept
        /// The text makes no such claim.
        case reject
        /// One field says something else. `before` is the value that the reviewer saw, so that the history tells who
        /// changed what; both are of one field.
        case correct(before: ClaimField, after: ClaimField)
        /// The text makes this claim, which was not read.
        case add(ReportedClaim)
    }

    /// Whose review it is: that of the first reader counts, a second reader's is blind and only compared with it.
    public enum Reading: String, Sendable, CaseIterable { case first, second }

    public let verdict: Verdict
    /// The claim, by its words; of an added one, its own.
    public let claim: ClaimReference
    public let reading: Reading

    /// - Parameter claim: passed over for an added claim, which names itself.
    public init(_ verdict: Verdict, of claim: ClaimReference, reading: Reading = .first) {
        self.verdict = verdict
        self.reading = reading
        if case .add(let added) = verdict { self.claim = ClaimReference(added) } else { self.claim = claim }
    }

    public init(adding claim: ReportedClaim, reading: Reading = .first) {
        self.init(.add(claim), of: ClaimReference(claim), reading: reading)
    }

    /// A correction of the claim as it stands before the reviewer.
    public init(correcting claim: ReportedClaim, to after: ClaimField, reading: Reading = .first) {
        self.init(
            .correct(before: claim[after.name], after: after), of: ClaimReference(claim), reading: reading)
    }

    /// Why the review cannot be kept; nil where it can: its values are such as a claim record may hold, and its words
    /// stand in the text.
    ///
    /// - Parameter text: of the document, whole.
    public func fault(in text: String) -> RecordFault? {
        switch verdict {
        case .accept, .reject: nil
        case .correct(let before, let after):
            before.name == after.name
                ? after.fault(in: TextWords(text))
                : RecordFault(path: after.name.rawValue, expectation: "the same field before and after")
        case .add(let claim): claim.fault(in: TextWords(text))
        }
    }
}

/// A review with its place in the order of all of them.
public struct NumberedReview: Hashable, Sendable {
    public var number: Int
    public var review: ClaimReview

    public init(_ number: Int, _ review: ClaimReview) {
        self.number = number
        self.review = review
    }
}

/// A text by Unicode scalars, the unit of claim records.
private struct TextWords {
    private let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    func fault(_ span: QuotedSpan, at path: String) -> RecordFault? {
        let stands =
            0 <= span.start && span.start <= span.end && span.end <= scalars.count
            && scalars[span.start..<span.end].elementsEqual(span.quote.unicodeScalars)
        return stands ? nil : RecordFault(path: path, expectation: "words that stand there in the text")
    }
}

extension ClaimField {
    fileprivate func fault(in words: TextWords) -> RecordFault? {
        do {
            _ = try ClaimRecordReader.field(name, json.utf8)
        } catch {
            return error
        }
        if case .quantities(let quantities) = self {
            for (index, quantity) in quantities.enumerated() where !quantity.isOrdered {
                return RecordFault(path: "quantities[\(index)]", expectation: "low, best and high in this order")
            }
        }
        return mentions.lazy.compactMap { words.fault($0, at: "\(name.rawValue).mention") }.first
    }
}

extension ReportedClaim {
    fileprivate func fault(in words: TextWords) -> RecordFault? {
        do {
            _ = try ClaimRecordReader.claim(json.utf8, of: id.document)
        } catch {
            return error
        }
        if trigger.start < evidence.start || evidence.end < trigger.end || trigger.start == trigger.end {
            return RecordFault(path: "trigger", expectation: "words of the evidence")
        }
        return words.fault(trigger, at: "trigger") ?? words.fault(evidence, at: "evidence")
            ?? ClaimField.Name.allCases.lazy.compactMap { self[$0].fault(in: words) }.first
    }
}

extension ReportedClaim.Quantity {
    fileprivate var isOrdered: Bool {
        let bounds = [low, best, high].compactMap { $0 }
        return zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
