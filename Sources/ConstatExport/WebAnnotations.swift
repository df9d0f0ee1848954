import ConstatClaims
import ConstatRecords
import ConstatText

/// Claims as W3C Web Annotations (2017): one annotation for each field that words say, with text position and text quote
/// selectors. Positions count Unicode scalars, as the data model wants.
struct WebAnnotations {
    private static let contextLength = 24

    /// One cell an annotation: what the words say, of which field.
    static func rows(_ record: ClaimRecord) -> [Row] {
        record.claims.map { claim in
            var row = Row(id: claim.id.description)
            for (field, value, span) in fields(claim) {
                row.put(field, .text(value, .textSelectors, [.init(claim: claim.id, spans: [span])]))
            }
            return row
        }
    }

    private static func fields(_ claim: ReportedClaim) -> [(String, String, QuotedSpan)] {
        var fields = [("type", claim.type.rawValue, claim.trigger)]
        for (index, actor) in claim.actors.enumerated() {
            if let mention = actor.mention {
                fields.append(("actors/\(index)", "\(actor.role.rawValue): \(actor.name)", mention))
            }
        }
        if let place = claim.place, let mention = place.mention {
            fields.append(("place", "\(place.relation.rawValue) \(place.name)", mention))
        }
        if let time = claim.time, let mention = time.mention {
            let days = [time.start, time.end].map { $0?.description ?? ".." }
            fields.append(("time", days.joined(separator: "/"), mention))
        }
        for (index, quantity) in claim.quantities.enumerated() {
            guard let mention = quantity.mention else { continue }
            let bounds = [quantity.low, quantity.best, quantity.high].map { $0?.plain ?? "" }
            fields.append(
                ("quantities/\(index)", "\(quantity.measure.rawValue) \(bounds.joined(separator: "/"))", mention))
        }
        for (index, speaker) in claim.attribution.enumerated() {
            if let mention = speaker.mention {
                fields.append(("attribution/\(index)", "\(speaker.name) (\(speaker.kind.rawValue))", mention))
            }
        }
        return fields
    }

    static func text(_ records: [ClaimRecord], options: ExportOptions, coordinates: (ReportedClaim.Place) -> CodedPlace)
        -> String
    {
        let annotations = records.flatMap { record in
            record.claims.flatMap { claim in fields(claim).map { (record.document, claim, $0) } }
        }
        var json = JSONWriter()
        json.object { json in
            json.key("@context")
            writeContext(to: &json)
            json.field("id", "urn:constat:annotations")
            json.field("type", "AnnotationPage")
            json.field("constat:codebook", options.profile.codebook)
            json.key("items")
            json.array(annotations) { json, annotation in
                write(annotation.0, annotation.1, annotation.2, options, coordinates, to: &json)
            }
        }
        return json.text + "\n"
    }

    private static func writeContext(to json: inout JSONWriter) {
        json.array([true, false]) { json, isStandard in
            if isStandard { return json.string("http://www.w3.org/ns/anno.jsonld") }
            json.object { json in json.field("constat", ConstatNames.namespace) }
        }
    }

    private static func write(
        _ document: ReportedDocument, _ claim: ReportedClaim, _ field: (name: String, value: String, span: QuotedSpan),
        _ options: ExportOptions, _ coordinates: (ReportedClaim.Place) -> CodedPlace, to json: inout JSONWriter
    ) {
        json.object { json in
            json.field("id", "\(ConstatNames.claim(claim.id))/\(field.name)")
            json.field("type", "Annotation")
            json.field("motivation", field.name == "type" ? "classifying" : "identifying")
            json.key("body")
            json.object { json in
                json.field("type", "TextualBody")
                json.field("format", "text/plain")
                json.field("value", field.value)
                json.field("constat:claim", claim.id.description)
                json.field("constat:field", field.name)
                json.field("constat:status", claim.status.rawValue)
                json.field("constat:hedged", claim.isHedged)
                if field.name == "place", let place = claim.place.map(coordinates) { write(place, to: &json) }
            }
            json.key("target")
            json.object { json in
                json.field("type", "SpecificResource")
                json.field("source", ConstatNames.document(document))
                json.key("selector")
                write(field.span, in: claim, to: &json)
            }
            json.key("generator")
            json.object { json in
                json.field("id", "urn:constat:program")
                json.field("type", "Software")
                json.field("name", options.program)
            }
        }
    }

    private static func write(_ place: CodedPlace, to json: inout JSONWriter) {
        json.field("constat:latitude", place.point?.latitude.rounded(decimals: 5))
        json.field("constat:longitude", place.point?.longitude.rounded(decimals: 5))
        json.field("constat:radiusKm", place.radiusKm)
    }

    /// The quote selector is left out where words are withheld: what it said would not be found in the text.
    private static func write(_ span: QuotedSpan, in claim: ReportedClaim, to json: inout JSONWriter) {
        let hasQuote = !span.quote.contains(NameGuard.mask) && !span.quote.isEmpty
        json.array(hasQuote ? [true, false] : [true]) { json, isPosition in
            json.object { json in
                guard !isPosition else {
                    json.field("type", "TextPositionSelector")
                    json.field("start", span.start)
                    json.field("end", span.end)
                    return
                }
                json.field("type", "TextQuoteSelector")
                json.field("exact", span.quote)
                guard let (prefix, suffix) = surroundings(span, in: claim.evidence) else { return }
                json.field("prefix", prefix)
                json.field("suffix", suffix)
            }
        }
    }

    /// Words before and after in the claim's sentence; nil outside of it, and where names in it are withheld.
    private static func surroundings(_ span: QuotedSpan, in evidence: QuotedSpan) -> (String, String)? {
        guard span.start >= evidence.start, span.end <= evidence.end, !evidence.quote.contains(NameGuard.mask) else {
            return nil
        }
        let scalars = Array(evidence.quote.unicodeScalars)
        let (start, end) = (span.start - evidence.start, span.end - evidence.start)
        guard end <= scalars.count else { return nil }
        func text(_ slice: ArraySlice<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: slice)
            return String(view)
        }
        return (
            text(scalars[max(0, start - contextLength)..<start]),
            text(scalars[end..<min(scalars.count, end + contextLength)])
        )
    }
}

/// Names of things in linked data.
enum ConstatNames {
    static let namespace = "urn:constat:terms:"

    static func document(_ document: ReportedDocument) -> String {
        document.url ?? "urn:constat:document:" + escaped(document.id)
    }

    static func claim(_ claim: ClaimID) -> String {
        "urn:constat:claim:\(escaped(claim.document)):\(escaped(claim.claim))"
    }

    static func event(_ id: String) -> String { "urn:constat:event:" + escaped(id) }

    /// Percent-encoded but for what a URN may hold as it is.
    static func escaped(_ name: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let digits = Array("0123456789ABCDEF")
        return name.utf8.reduce(into: "") { text, byte in
            if plain.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
