public import ConstatClaims
public import ConstatText

/// Claim records, version 1: one JSON object a document, one document a line.
///
/// Added to the specification: `notes` beside `claims`, and `frame` in each claim.
public enum JSONLines {
    /// The record on one line, without the line's end. Key order is that of the specification; the same reading
    /// always gives the same bytes.
    public static func record(_ reading: Reading) -> String { parts(reading).record }

    /// The same in the pieces that a store keeps apart.
    public static func parts(_ reading: Reading) -> RecordParts {
        RecordWriter(source: SourceText(reading.document)).parts(reading)
    }
}

/// A claim record in pieces of JSON; put together again they are the record, byte for byte.
public struct RecordParts: Equatable, Sendable {
    /// An object.
    public var document: String
    /// An object for each claim, in reading order.
    public var claims: [String]
    /// A list.
    public var notes: String

    public init(document: String, claims: [String], notes: String) {
        self.document = document
        self.claims = claims
        self.notes = notes
    }

    public init(document: Document, claims: [String], notes: String) {
        self.init(document: RecordWriter.object(document), claims: claims, notes: notes)
    }

    public var record: String {
        "{\"document\":\(document),\"claims\":[\(claims.joined(separator: ","))],\"notes\":\(notes)}"
    }
}

private struct RecordWriter {
    let source: SourceText

    func parts(_ reading: Reading) -> RecordParts {
        var notes = JSONWriter()
        notes.array(reading.notes) { write($1, to: &$0) }
        let claims = reading.claims.map { claim in
            var json = JSONWriter()
            write(claim, to: &json)
            return json.text
        }
        return RecordParts(document: reading.document, claims: claims, notes: notes.text)
    }

    static func object(_ document: Document) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("id", document.id)
            json.field("text", document.text)
            json.field("language", document.language)
            json.field("published", document.publishedOn?.description)
            json.field("title", document.title)
            json.field("url", document.url)
            json.field("publisher", document.publisher)
        }
        return json.text
    }

    private func write(_ claim: Claim, to json: inout JSONWriter) {
        json.object { json in
            json.field("id", claim.id)
            json.field("type", claim.type.rawValue)
            field("trigger", claim.trigger, to: &json)
            field("evidence", claim.evidence, to: &json)
            json.key("actors")
            json.array(claim.actors) { write($1, to: &$0) }
            json.key("place")
            write(claim.place, to: &json)
            json.key("time")
            write(claim.time, to: &json)
            json.key("quantities")
            json.array(claim.quantities) { write($1, to: &$0) }
            json.key("attribution")
            json.array(claim.attribution) { write($1, to: &$0) }
            json.field("status", claim.status.rawValue)
            json.field("hedged", claim.isHedged)
            json.field("confidence", claim.confidence.rounded(decimals: 3))
            json.field("frame", claim.frame)
        }
    }

    private func write(_ participant: Participant, to json: inout JSONWriter) {
        json.object { json in
            json.field("role", participant.role.rawValue)
            json.field("name", participant.name)
            json.field("id", participant.id)
            field("mention", participant.mention, to: &json)
        }
    }

    private func write(_ place: ClaimPlace?, to json: inout JSONWriter) {
        guard let place else { return json.null() }
        json.object { json in
            json.field("name", place.name)
            json.field("id", place.id)
            json.field("lat", place.latitude?.rounded(decimals: 5))
            json.field("lon", place.longitude?.rounded(decimals: 5))
            json.field("radius_km", place.radiusKm.rounded(decimals: 2))
            json.field("relation", place.relation.rawValue)
            field("mention", place.mention, to: &json)
        }
    }

    private func write(_ time: ClaimTime?, to json: inout JSONWriter) {
        guard let time else { return json.null() }
        json.object { json in
            json.field("start", time.start?.description)
            json.field("end", time.end?.description)
            json.field("precision", time.precision.rawValue)
            field("mention", time.mention, to: &json)
        }
    }

    private func write(_ quantity: Quantity, to json: inout JSONWriter) {
        json.object { json in
            json.field("measure", quantity.measure.rawValue)
            json.field("unit", quantity.unit)
            json.field("low", quantity.low)
            json.field("best", quantity.best)
            json.field("high", quantity.high)
            json.field("party", quantity.party)
            json.field("civilian", quantity.isCivilian)
            field("mention", quantity.mention, to: &json)
        }
    }

    private func write(_ speaker: Source, to json: inout JSONWriter) {
        json.object { json in
            json.field("source", speaker.name)
            json.field("kind", speaker.kind.rawValue)
            field("mention", speaker.mention, to: &json)
        }
    }

    private func write(_ note: Note, to json: inout JSONWriter) {
        json.object { json in
            json.field("identifier", note.identifier)
            field("span", note.span, to: &json)
            json.field("summary", note.summary)
        }
    }

    private func field(_ key: String, _ span: TextSpan?, to json: inout JSONWriter) {
        json.key(key)
        guard let span else { return json.null() }
        let range = source.range(span)
        json.object { json in
            json.field("start", range.lowerBound)
            json.field("end", range.upperBound)
            json.field("quote", source.quote(span))
        }
    }
}
