import ConstatText
import GRDB

/// A table that holds what came in and what was read of it, with the columns that its digests cover.
///
/// The list of columns is fixed for ever: a digest in an old log line must be found again after every migration.
struct ContentTable {
    enum Kind { case text, integer, real, blob }

    let name: String
    /// The column that says whose rows they are; nil for the table of documents themselves.
    let owner: String?
    let columns: [(name: String, kind: Kind)]
    private let order: String

    static let documents = ContentTable(
        name: "documents", owner: nil,
        columns: [
            ("id", .text), ("name", .text), ("language", .text), ("published", .text), ("title", .text), ("url", .text),
            ("publisher", .text), ("captured", .text), ("method", .text),
        ], order: "number")
    static let contents = ContentTable(
        name: "contents", owner: "document", columns: [("original", .blob), ("text", .blob)], order: "document")
    static let readings = ContentTable(
        name: "readings", owner: "document",
        columns: [("program", .text), ("resources", .text), ("sentences", .text), ("notes", .text)], order: "number")
    static let claims = ContentTable(
        name: "claims", owner: "reading",
        columns: [
            ("id", .text), ("record", .text), ("type", .text), ("status", .text), ("hedged", .integer),
            ("place_id", .text), ("place_name", .text), ("place_lat", .real), ("place_lon", .real),
            ("place_radius_km", .real), ("place_distance_km", .real), ("place_bearing", .real), ("time_start", .text),
            ("time_end", .text),
        ], order: "number")
    static let participants = ContentTable(
        name: "participants", owner: "claim",
        columns: [("position", .integer), ("role", .text), ("name", .text), ("actor", .text)], order: "position")
    static let quantities = ContentTable(
        name: "quantities", owner: "claim",
        columns: [
            ("position", .integer), ("measure", .text), ("unit", .text), ("low", .real), ("best", .real),
            ("high", .real), ("party", .text), ("civilian", .integer),
        ], order: "position")

    static let decisions = ContentTable(
        name: "decisions", owner: nil,
        columns: [("verdict", .text), ("claims", .text), ("reviewer", .text), ("decided", .text), ("reason", .text)],
        order: "number")
    /// Numbers are given: that of a review which went with its document is not used again.
    static let reviews = ContentTable(
        name: "reviews", owner: "number",
        columns: [
            ("document", .text), ("claim_type", .text), ("trigger_start", .integer), ("trigger_end", .integer),
            ("action", .text), ("field", .text), ("before", .text), ("after", .text), ("reading", .text),
            ("reviewer", .text), ("decided", .text), ("reason", .text),
        ], order: "number")
    static let retractions = ContentTable(
        name: "retractions", owner: "number",
        columns: [
            ("kind", .text), ("target", .integer), ("reviewer", .text), ("decided", .text), ("reason", .text),
        ], order: "number")
    static let events = ContentTable(
        name: "events", owner: nil,
        columns: [
            ("id", .text), ("record", .text), ("type", .text), ("status", .text), ("grade", .text), ("place_id", .text),
            ("place_name", .text), ("place_lat", .real), ("place_lon", .real), ("place_radius_km", .real),
            ("time_start", .text), ("time_end", .text),
        ], order: "id")
    static let eventClaims = ContentTable(
        name: "event_claims", owner: "event",
        columns: [("document", .text), ("claim", .text), ("relation", .text)], order: "document, claim")

    /// Takes the owner, where there is one, and then every column.
    var insertion: String {
        let names = (owner.map { [$0] } ?? []) + columns.map(\.name)
        let places = names.map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES (\(places))"
    }

    /// The rows' own bytes: text as it lies in the file, so that no repair of broken characters hides a change.
    ///
    /// - Parameter key: the column that the rows are asked for by; nil for their owner.
    func stored(key: String? = nil) -> String {
        let values = columns.map { column in
            switch column.kind {
            case .text:
                "CASE typeof(\(column.name)) WHEN 'text' THEN CAST(\(column.name) AS BLOB) ELSE \(column.name) END"
            case .integer, .real, .blob: column.name
            }
        }
        let key = key ?? owner ?? "number"
        return "SELECT \(values.joined(separator: ", ")) FROM \(name) WHERE \(key) = ? ORDER BY \(order)"
    }
}

/// The hash of rows: each value with its kind and length, so that no two lists of rows give the same bytes.
struct RowsDigest {
    private var hash = SHA256()
    private let kinds: [ContentTable.Kind]

    init(_ table: ContentTable) { kinds = table.columns.map(\.kind) }

    /// - Parameter values: one for each column of the table.
    mutating func add(_ values: [DatabaseValue]) {
        for (kind, value) in zip(kinds, values) { add(value, kind) }
    }

    mutating func add(_ row: Row) {
        for (index, kind) in kinds.enumerated() { add(row[index], kind) }
    }

    private mutating func add(_ value: DatabaseValue, _ kind: ContentTable.Kind) {
        switch value.storage {
        case .null: hash.update([0])
        case .int64(let number):
            // A whole number in a column of real ones comes back as either.
            if kind == .real {
                add(bits: Double(number).bitPattern, tag: 2)
            } else {
                add(bits: UInt64(bitPattern: number), tag: 1)
            }
        case .double(let number): add(bits: number.bitPattern, tag: 2)
        case .string(let text): add(bytes: Array(text.utf8), tag: 3)
        case .blob(let data): add(bytes: Array(data), tag: kind == .text ? 3 : 4)
        }
    }

    private mutating func add(bits: UInt64, tag: UInt8) {
        hash.update([tag] + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) })
    }

    private mutating func add(bytes: [UInt8], tag: UInt8) {
        add(bits: UInt64(bytes.count), tag: tag)
        hash.update(bytes)
    }

    /// 64 hexadecimal digits.
    consuming func finish() -> String { hash.finish().hexadecimal }
}
