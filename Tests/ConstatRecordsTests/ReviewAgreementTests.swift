import ConstatClaims
import ConstatRecords
import Testing

/// Numbers worked by hand.
@Suite struct ReviewAgreementTests {
    /// Ten claims of one type, a word each.
    private static let record = ClaimRecord(
        document: ReportedDocument(id: "d"),
        claims: (0..<10).map { index in
            ReportedClaim(
                id: ClaimID(document: "d", claim: "c\(index + 1)"), type: .attack,
                trigger: QuotedSpan(start: index * 10, end: index * 10 + 3, quote: "mot"),
                evidence: QuotedSpan(start: 0, end: 100, quote: "Phrase."))
        })

    /// - Parameters:
    ///   - seen: how many claims a reader accepts, from the first on.
    ///   - types: what the reader makes of some of them.
    private func reviews(
        _ reading: ClaimReview.Reading, seen: Range<Int>, types: [Int: ClaimType] = [:], rejected: Set<Int> = []
    ) -> [ClaimReview] {
        seen.map { index in
            let claim = Self.record.claims[index]
            if rejected.contains(index) { return ClaimReview(.reject, of: ClaimReference(claim), reading: reading) }
            guard let type = types[index] else {
                return ClaimReview(.accept, of: ClaimReference(claim), reading: reading)
            }
            return ClaimReview(correcting: claim, to: .type(type), reading: reading)
        }
    }

    private func agreement(_ reviews: [ClaimReview]) -> ReviewAgreement {
        ReviewAgreement([Self.record], by: reviews.enumerated().map { NumberedReview($0 + 1, $1) })
    }

    /// First: 6 attacks, 4 clashes; second: 5 and 5; together 5 attacks and 4 clashes. Agreement 9/10; by chance
    /// (6·5 + 4·5) / 100 = 1/2; kappa (0.9 − 0.5) / (1 − 0.5) = 0.8.
    @Test func kappaIsAgreementBeyondChance() throws {
        let first = reviews(.first, seen: 0..<10, types: [6: .clash, 7: .clash, 8: .clash, 9: .clash])
        let second = reviews(.second, seen: 0..<10, types: [5: .clash, 6: .clash, 7: .clash, 8: .clash, 9: .clash])
        let found = agreement(first + second)
        #expect((found.row(.type).count, found.row(.type).agreeing) == (10, 9))
        #expect(found.row(.type).share == 0.9)
        let kappa = try #require(found.kappa(.type))
        #expect(abs(kappa - 0.8) < 1e-12)
        // All are "occurred": chance agrees as well, and nothing is left to measure.
        #expect(found.row(.status).share == 1)
        #expect(found.kappa(.status) == nil)
        #expect(found.kappa(.place) == nil)
        #expect(
            found.disagreements == [
                .init(
                    claim: ClaimReference(Self.record.claims[5]),
                    difference: .field(first: .type(.attack), second: .type(.clash)))
            ])
    }

    /// Each gives two values to two claims, never the same: 0 of 2 agree, by chance (1·1 + 1·1) / 4 = 1/2; kappa −1.
    @Test func kappaIsNegativeWhereReadersContradictEachOther() throws {
        let found = agreement(
            reviews(.first, seen: 0..<2, types: [0: .clash]) + reviews(.second, seen: 0..<2, types: [1: .clash]))
        #expect(found.row(.type).share == 0)
        #expect(found.kappa(.type) == -1)
    }

    @Test func onlyClaimsOfBothCount() {
        let found = agreement(reviews(.first, seen: 0..<6) + reviews(.second, seen: 4..<10))
        #expect(found.standing.count == 2)
        #expect(found.row(.place).count == 2)
        let alone = agreement(reviews(.first, seen: 0..<6))
        #expect(alone.standing.share == nil)
        #expect(alone.row(.type).share == nil)
        #expect(alone.kappa(.type) == nil)
        #expect(alone.disagreements == [])
    }

    @Test func whatOneRejectsHasNoFieldsToCompare() {
        let found = agreement(
            reviews(.first, seen: 0..<4, rejected: [0, 1]) + reviews(.second, seen: 0..<4, rejected: [1, 2]))
        #expect((found.standing.count, found.standing.agreeing) == (4, 2))
        #expect(found.row(.type).count == 1)
        #expect(found.disagreements.map(\.difference) == [.rejected(by: .first), .rejected(by: .second)])
    }

    /// The words given for a value, and the order of actors and counts, are no difference.
    @Test func valuesAreComparedByWhatTheySay() {
        let (one, other) = (
            ReportedClaim.Actor(role: .agent, name: "A", mention: QuotedSpan(start: 0, end: 3, quote: "mot")),
            ReportedClaim.Actor(role: .target, name: "B")
        )
        var bare = one
        bare.mention = nil
        let claim = Self.record.claims[0]
        let found = agreement([
            ClaimReview(correcting: claim, to: .actors([one, other])),
            ClaimReview(correcting: claim, to: .actors([other, bare]), reading: .second),
        ])
        #expect(found.row(.actors).agreeing == 1)
        #expect(found.disagreements == [])
    }

    @Test func whatBothAddedIsComparedWhatOneAddedIsNot() {
        var added = Self.record.claims[0]
        added.trigger = QuotedSpan(start: 5, end: 8, quote: "mot")
        var other = added
        other.status = .denied
        let both = agreement([ClaimReview(adding: added), ClaimReview(adding: other, reading: .second)])
        #expect(both.standing.count == 1)
        #expect(both.row(.status).agreeing == 0)
        #expect(agreement([ClaimReview(adding: added)]).standing.count == 0)
    }
}
