public import ConstatText

/// Where something was read: a file, and inside it a line and a column where they are known.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// As the user gave it; `-` for standard input.
    public var path: String
    /// From 1.
    public var line: Int?
    /// From 1, in Unicode scalars.
    public var column: Int?

    public init(_ path: String, line: Int? = nil, column: Int? = nil) {
        self.path = path
        self.line = line
        self.column = column
    }

    /// `articles.jsonl:41:12`
    public var description: String {
        let name = path == "-" ? "standard input" : path
        guard let line else { return name }
        guard let column else { return "\(name):\(line)" }
        return "\(name):\(line):\(column)"
    }
}

/// What an analyst is told about a document that could not be read, or was read with a reservation.
public struct Diagnostic: Error, Hashable, Sendable {
    public enum Severity: String, Sendable {
        /// The document was read; the words say with what reservation.
        case note
        /// The document was not read.
        case error
    }

    public var severity: Severity
    /// Stable name of the kind of message, kebab-case: `file-missing`.
    public var identifier: String
    public var place: SourcePlace
    /// One line.
    public var summary: String
    /// What it means.
    public var explanation: String
    /// What to try; empty when there is nothing to do.
    public var remedy: String

    public init(
        _ severity: Severity, _ identifier: String, at place: SourcePlace, _ summary: String, explanation: String,
        remedy: String = ""
    ) {
        self.severity = severity
        self.identifier = identifier
        self.place = place
        self.summary = summary
        self.explanation = explanation
        self.remedy = remedy
    }

    /// The message as it is printed, several lines without a last line break.
    public var report: String {
        var lines = "\(place): \(severity.rawValue): \(summary) [\(identifier)]"
        if !explanation.isEmpty { lines += "\n  \(explanation)" }
        if !remedy.isEmpty { lines += "\n  Try: \(remedy)" }
        return lines
    }

    /// The same as a note of the document's reading.
    public var note: Note { Note(identifier, summary) }
}

/// One thing that came in: a document, or the reason why none could be made of it.
public struct Arrival: Sendable {
    public enum Outcome: Sendable {
        case document(Document)
        /// What is known of the document all the same (an identifier, a language), and why it was not read.
        case refused(PartialDocument, Diagnostic)
    }

    /// What is known of a document that was not read.
    public struct PartialDocument: Sendable, Equatable {
        public var id: String?
        public var text: String?
        public var language: String?

        public init(id: String? = nil, text: String? = nil, language: String? = nil) {
            self.id = id
            self.text = text
            self.language = language
        }
    }

    public var place: SourcePlace
    public var outcome: Outcome
    /// Reservations, in the order in which they were found.
    public var notes: [Diagnostic]
    /// The bytes that the document was made of, before any decoding: the whole file, or the record's line without its end.
    /// (Lines of UTF-16 can only be told apart after decoding: theirs are UTF-8.) Empty for what was refused.
    public var original: [UInt8] = []
    public var capture = Capture()
    /// A line of JSON Lines: whoever answers in JSON Lines owes one line for it, whatever became of it.
    public var isRecord: Bool

    public init(place: SourcePlace, outcome: Outcome, notes: [Diagnostic] = [], isRecord: Bool = false) {
        self.place = place
        self.outcome = outcome
        self.notes = notes
        self.isRecord = isRecord
    }

    public var document: Document? {
        if case .document(let document) = outcome { return document }
        return nil
    }

    public var refusal: Diagnostic? {
        if case .refused(_, let diagnostic) = outcome { return diagnostic }
        return nil
    }

    /// The line that stands in JSON Lines output for a record that was not read, without a line break; nil for a
    /// document. It has the keys of the records around it, without answers, and `error`.
    public func errorRecord(_ shape: RecordShape = .claims) -> String? {
        guard case .refused(let known, let diagnostic) = outcome else { return nil }
        let error: [(String, JSONValue)] = [
            ("identifier", .string(diagnostic.identifier)), ("place", .string(diagnostic.place.description)),
            ("summary", .string(diagnostic.summary)),
        ]
        return JSONValue.object(shape.members(known) + [("error", .object(error))]).line
    }
}

/// What a line of output is about.
public enum RecordShape: Sendable {
    /// `document` and `claims`.
    case claims
    /// `id` and what was read: `times`, `numbers`, `places`.
    case mentions

    fileprivate func members(_ known: Arrival.PartialDocument) -> [(String, JSONValue)] {
        switch self {
        case .claims:
            let document: [(String, JSONValue)] = [
                ("id", .optional(known.id)), ("text", .optional(known.text)), ("language", .optional(known.language)),
            ]
            return [("document", .object(document)), ("claims", .array([]))]
        case .mentions:
            return [
                ("id", .optional(known.id)), ("times", .array([])), ("numbers", .array([])), ("places", .array([])),
            ]
        }
    }
}
