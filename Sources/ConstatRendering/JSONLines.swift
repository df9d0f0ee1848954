public import ConstatClaims
import ConstatRecords
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
        let claims = ClaimRecord(reading).claims.map(\.json)
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
