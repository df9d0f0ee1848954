import ConstatText
import GRDB

/// One line of the store's log: what was done, to which document, and the hash that ties it to all lines before it.
public struct LogLine: Equatable, Sendable {
    public enum Action: String, Sendable {
        /// The store was made, or its tables brought up to date.
        case create, migrate
        /// A document came in, was read, was linked to an origin, was withdrawn.
        case add, read, link, forget
        /// A reviewer decided something about events, reviewed a claim, took one of these back.
        case decide, review, retract
        /// Events were made anew, or withdrawn with a document.
        case merge
    }

    /// From 1, without a gap.
    public var number: Int64
    public var action: String
    /// nil for what concerns the whole store.
    public var document: String?
    /// A JSON object.
    public var details: String
    /// SHA-256 over the line and the hash of the line before it, in hexadecimal digits.
    public var hash: String

    /// What stands before the first line.
    static let origin = String(repeating: "0", count: 64)

    init(number: Int64, action: String, document: String?, details: String, after previous: String) {
        self.number = number
        self.action = action
        self.document = document
        self.details = details
        hash = Self.hash(number: number, action: action, document: document, details: details, after: previous)
    }

    /// The hash of `{"number","action","document","details","previous"}` as JSON on one line.
    static func hash(
        number: Int64, action: String, document: String?, details: String, after previous: String
    ) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("number", Int(number))
            json.field("action", action)
            json.field("document", document)
            json.field("details", details)
            json.field("previous", previous)
        }
        return SHA256.digest(Array(json.text.utf8)).hexadecimal
    }
}

/// Adds lines to the log. Nothing changes or deletes one.
struct LogWriter {
    let database: Database

    func append(_ action: LogLine.Action, document: String? = nil, _ fields: [(String, String?)]) throws {
        var details = JSONWriter()
        details.object { json in for (name, value) in fields { json.field(name, value) } }
        let head = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1"))
        let line = LogLine(
            number: (head?.integer(0) ?? 0) + 1, action: action.rawValue, document: document, details: details.text,
            after: head?.text(1) ?? LogLine.origin)
        try database.cachedStatement(
            sql: "INSERT INTO log (number, action, document, details, hash) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [line.number, line.action, line.document, line.details, line.hash])
        // A deleted last line would leave no gap: the head says that it was there.
        try database.cachedStatement(sql: "UPDATE log_head SET number = ?, hash = ?")
            .execute(arguments: [line.number, line.hash])
    }
}
