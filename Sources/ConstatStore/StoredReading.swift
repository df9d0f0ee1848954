import ConstatClaims
import ConstatPlaces
import ConstatRecords
import ConstatText

/// What the store keeps of a reading.
struct KeptReading {
    var claims: [CurrentClaim]
    /// A JSON list, as in the record.
    var notes: String
    /// A JSON list of pairs of UTF-8 offsets.
    var sentences: String
}

/// Makes a reading again of what the store keeps of it: words in place of positions go back to positions.
struct StoredReading {
    private let document: Document
    /// The UTF-8 offset of each scalar, and the text's end.
    private let offsets: [Int]

    init(_ document: Document) {
        self.document = document
        offsets = document.utf8.indices.filter { document.utf8[$0] & 0xC0 != 0x80 } + [document.utf8.count]
    }

    func reading(_ kept: KeptReading) -> Reading {
        Reading(
            document: document, claims: kept.claims.compactMap(claim), notes: notes(kept.notes),
            sentences: spans(kept.sentences))
    }

    private func claim(_ kept: CurrentClaim) -> Claim? {
        guard let claim = ClaimText.claim(kept.record) else { return nil }
        return Claim(
            id: claim.id.claim, type: claim.type, trigger: span(claim.trigger), evidence: span(claim.evidence),
            actors: claim.actors.map {
                Participant(role: $0.role, name: $0.name, id: $0.id, mention: span($0.mention))
            },
            place: claim.place.map { place in
                ClaimPlace(
                    name: place.name, id: place.id, latitude: place.latitude, longitude: place.longitude,
                    radiusKm: place.radiusKm, relation: place.relation, distanceKm: kept.distanceKm,
                    bearing: kept.bearing, mention: span(place.mention))
            },
            time: claim.time.map {
                ClaimTime(start: $0.start, end: $0.end, precision: $0.precision, mention: span($0.mention))
            },
            quantities: claim.quantities.map { quantity($0, of: claim) },
            attribution: claim.attribution.map { Source(name: $0.name, kind: $0.kind, mention: span($0.mention)) },
            status: claim.status, isHedged: claim.isHedged, confidence: claim.confidence, frame: claim.frame ?? "")
    }

    /// What a reader counted has its words; a reviewer's own figure stands at the claim's.
    private func quantity(_ quantity: ReportedClaim.Quantity, of claim: ReportedClaim) -> Quantity {
        Quantity(
            measure: quantity.measure, unit: quantity.unit, low: quantity.low, best: quantity.best, high: quantity.high,
            party: quantity.party, isCivilian: quantity.isCivilian, mention: span(quantity.mention ?? claim.trigger))
    }

    private func notes(_ json: String) -> [Note] {
        guard let value = try? JSONParser.value(of: json.utf8) else { return [] }
        return value.children.map { note in
            let span = note["span"].flatMap { span in
                span["start"].flatMap(Self.number).flatMap { start in
                    span["end"].flatMap(Self.number).map { self.span(start, $0) }
                }
            }
            return Note(note["identifier"]?.text ?? "", at: span, note["summary"]?.text ?? "")
        }
    }

    /// `[[0,41],[42,80]]`, in UTF-8 offsets.
    private func spans(_ json: String) -> [TextSpan] {
        guard let value = try? JSONParser.value(of: json.utf8) else { return [] }
        return value.children.compactMap { pair in
            let ends = pair.children.compactMap(Self.number)
            guard ends.count == 2, 0 <= ends[0], ends[0] <= ends[1], ends[1] <= document.utf8.count else { return nil }
            return TextSpan(ends[0], ends[1])
        }
    }

    private static func number(_ value: JSONValue) -> Int? { value.text.flatMap { Int($0) } }

    private func span(_ quoted: QuotedSpan?) -> TextSpan? { quoted.map(span) }
    private func span(_ quoted: QuotedSpan) -> TextSpan { span(quoted.start, quoted.end) }

    /// Cut to the text, whatever a record says.
    private func span(_ start: Int, _ end: Int) -> TextSpan {
        let last = offsets.count - 1
        let lower = min(max(0, start), last)
        return TextSpan(offsets[lower], offsets[min(max(lower, end), last)])
    }
}
