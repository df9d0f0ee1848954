public import ConstatClaims
internal import ConstatText

extension ClaimRecord {
    /// The record of a reading: the same values that reading its JSON Lines record gives.
    ///
    /// - Parameter origin: the document that this one reprints; nil for none.
    public init(_ reading: Reading, origin: String? = nil) {
        let document = reading.document
        let quoted = Quoter(document)
        self.init(
            document: ReportedDocument(
                id: document.id, publishedOn: document.publishedOn, publisher: document.publisher,
                title: document.title, url: document.url, language: document.language, origin: origin),
            claims: reading.claims.map(quoted.claim))
    }
}

/// Takes words out of a document; a span that leaves the text is cut to it.
private struct Quoter {
    let document: Document
    private let offsets: ScalarOffsets

    init(_ document: Document) {
        self.document = document
        offsets = ScalarOffsets(document)
    }

    func claim(_ claim: Claim) -> ReportedClaim {
        ReportedClaim(
            id: ClaimID(document: document.id, claim: claim.id), type: claim.type, trigger: quoted(claim.trigger),
            evidence: quoted(claim.evidence),
            actors: claim.actors.map { .init(role: $0.role, name: $0.name, id: $0.id, mention: quoted($0.mention)) },
            place: claim.place.map { place in
                .init(
                    name: place.name, id: place.id, latitude: place.latitude?.rounded(decimals: 5),
                    longitude: place.longitude?.rounded(decimals: 5), radiusKm: place.radiusKm.rounded(decimals: 2),
                    relation: place.relation, mention: quoted(place.mention))
            },
            time: claim.time.map {
                .init(start: $0.start, end: $0.end, precision: $0.precision, mention: quoted($0.mention))
            },
            quantities: claim.quantities.map { quantity in
                .init(
                    measure: quantity.measure, unit: quantity.unit, low: quantity.low, best: quantity.best,
                    high: quantity.high, party: quantity.party, isCivilian: quantity.isCivilian,
                    mention: quoted(quantity.mention))
            },
            attribution: claim.attribution.map { .init(name: $0.name, kind: $0.kind, mention: quoted($0.mention)) },
            status: claim.status, isHedged: claim.isHedged, confidence: claim.confidence.rounded(decimals: 3),
            frame: claim.frame)
    }

    private func quoted(_ span: TextSpan?) -> QuotedSpan? { span.map(quoted) }

    private func quoted(_ span: TextSpan) -> QuotedSpan {
        let lower = boundary(span.lower)
        let inside = TextSpan(lower, max(lower, boundary(span.upper)))
        let range = offsets.scalarRange(inside)
        return QuotedSpan(start: range.lowerBound, end: range.upperBound, quote: document.quote(inside))
    }

    private func boundary(_ offset: Int) -> Int {
        var boundary = min(max(0, offset), document.utf8.count)
        while boundary > 0, boundary < document.utf8.count, document.utf8[boundary] & 0xC0 == 0x80 { boundary -= 1 }
        return boundary
    }
}
