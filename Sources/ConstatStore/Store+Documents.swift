public import ConstatClaims
public import ConstatIntake
import ConstatRecords
import ConstatRendering
public import ConstatText
import GRDB

/// What a list shows of a stored document.
public struct StoredDocument: Equatable, Sendable {
    public var id: String
    /// The identifier that it came with.
    public var name: String
    public var language: String?
    /// `YYYY-MM-DD`
    public var published: String?
    public var title: String?
    public var url: String?
    public var publisher: String?
    /// As the caller stated it.
    public var captured: String?
    public var method: String?
    /// The document that it goes back to; its own identifier where it is nobody's copy.
    public var origin: String
    /// The news agency that its byline names.
    public var agency: String?
    public var claimCount: Int
    public var byteCount: Int
    /// What its current reading was made by.
    public var version: ReadingVersion

    fileprivate init?(_ row: Row) {
        guard let id = row.text(0), let name = row.text(1), let origin = row.text(9), let claimCount = row.integer(11),
            let byteCount = row.integer(12), let program = row.text(13), let resources = row.text(14)
        else { return nil }
        self.id = id
        self.name = name
        language = row.text(2)
        published = row.text(3)
        title = row.text(4)
        url = row.text(5)
        publisher = row.text(6)
        captured = row.text(7)
        method = row.text(8)
        self.origin = origin
        agency = row.text(10)
        self.claimCount = Int(claimCount)
        self.byteCount = Int(byteCount)
        version = ReadingVersion(program: program, resources: resources)
    }

    fileprivate static let selection = """
        SELECT documents.id, name, language, published, title, url, publisher, captured, method, origin, agency,
            (SELECT count(*) FROM claims WHERE reading = readings.number), length(original), program, resources
        FROM documents JOIN contents ON contents.document = documents.number
            JOIN origins ON origins.document = documents.number
            JOIN readings ON readings.document = documents.number AND is_current = 1
        """
}

extension Store {
    /// Every document, by day of publication (unknown days last), then by identifier: the same however they came in.
    public func eachDocument(_ body: (StoredDocument) throws -> Void) throws(Diagnostic) {
        try guarded {
            try queue.read { database in
                let rows = try Row.fetchCursor(
                    database, sql: StoredDocument.selection + " ORDER BY published IS NULL, published, documents.id")
                while let row = try rows.next() { if let document = StoredDocument(row) { try body(document) } }
            }
        }
    }

    /// Whether the store has a document of exactly that identifier.
    public func isThere(_ id: String) throws(Diagnostic) -> Bool {
        try guarded { try queue.read { try DocumentRows(database: $0).number(of: id) != nil } }
    }

    /// The document that a user means: by its name, or by the beginning of its identifier.
    public func document(_ name: String) throws(Diagnostic) -> StoredDocument {
        let id = try id(of: name)
        return try guarded {
            try queue.read { database in
                let row = try Row.fetchOne(
                    database, sql: StoredDocument.selection + " WHERE documents.id = ?", arguments: [id])
                guard let document = row.flatMap(StoredDocument.init) else {
                    throw StoreMessages.unknownDocument(name, path)
                }
                return document
            }
        }
    }

    /// The document, or the claim of a document, that a user means: `report`, `1f3a`, `report#c3`. A name may have "#" in
    /// it, so that the whole is tried first.
    public func meant(by typed: String) throws(Diagnostic) -> (document: StoredDocument, claim: String?) {
        do throws(Diagnostic) {
            return (try document(typed), nil)
        } catch {
            guard error.identifier == "document-unknown", let mark = typed.lastIndex(of: "#") else { throw error }
            let document = try document(String(typed[..<mark]))
            let claim = String(typed[typed.index(after: mark)...])
            let isThere = try reviewedRecord(of: document.id).claim(named: claim) != nil
            guard isThere else { throw StoreMessages.unknownClaim(typed, path) }
            return (document, claim)
        }
    }

    /// The bytes as they came.
    public func original(of id: String) throws(Diagnostic) -> [UInt8] { try content("original", of: id) }

    /// The document as it was read, with the facts that are stored of it.
    public func readable(_ id: String) throws(Diagnostic) -> Document {
        let stored = try document(id)
        return Document(
            id: stored.name, text: String(decoding: try content("text", of: stored.id), as: UTF8.self),
            language: stored.language, publishedOn: stored.published.flatMap { CalendarDay($0) }, title: stored.title,
            url: stored.url, publisher: stored.publisher)
    }

    /// The claim record of the current reading, byte for byte what `constat code --format jsonl` prints for it.
    public func record(of id: String) throws(Diagnostic) -> String {
        let document = try readable(id)
        let kept = try kept(of: id)
        return RecordParts(document: document, claims: kept.claims.map(\.record), notes: kept.notes).record
    }

    /// The current reading as it was, so that it can be printed in every form.
    public func reading(of id: String) throws(Diagnostic) -> Reading {
        StoredReading(try readable(id)).reading(try kept(of: id))
    }

    /// The same with one claim alone, as it was read; one that a reviewer added as it is now.
    ///
    /// - Parameter id: the document's identifier.
    public func reading(of id: String, claim name: String) throws(Diagnostic) -> Reading {
        guard let claim = try reviewedRecord(of: id).claim(named: name) else {
            throw StoreMessages.unknownClaim("\(id)#\(name)", path)
        }
        var kept = try kept(of: id)
        let record = (claim.read ?? claim.claim).json
        kept.claims = kept.claims.filter { $0.record == record }
        if kept.claims.isEmpty { kept.claims = [CurrentClaim(number: 0, record: record)] }
        return StoredReading(try readable(id)).reading(kept)
    }

    private func kept(of id: String) throws(Diagnostic) -> KeptReading {
        try guarded {
            try queue.read { database in
                let rows = DocumentRows(database: database)
                guard let number = try rows.number(of: id) else { throw StoreMessages.unknownDocument(id, path) }
                let reading = try Row.fetchOne(
                    database, sql: "SELECT notes, sentences FROM readings WHERE document = ? AND is_current = 1",
                    arguments: [number])
                return KeptReading(
                    claims: try rows.currentClaims(of: number), notes: reading?.text(0) ?? "[]",
                    sentences: reading?.text(1) ?? "[]")
            }
        }
    }

    private func content(_ column: String, of id: String) throws(Diagnostic) -> [UInt8] {
        try guarded {
            try queue.read { database in
                try DocumentRows(database: database).content(column, of: id) ?? []
            }
        }
    }

    /// The identifier of the document that a user means.
    func id(of name: String) throws(Diagnostic) -> String {
        try guarded {
            try queue.read { database in
                var ids = try Self.ids(database, "name = ?", name)
                if ids.isEmpty, DocumentID.isPrefix(name) { ids = try Self.ids(database, "id GLOB ?", name + "*") }
                if ids.count > 1 { throw StoreMessages.ambiguous(name, ids, path) }
                if let id = ids.first { return id }
                if DocumentID.isPrefix(name),
                    let row = try Row.fetchOne(
                        database, sql: "SELECT id, reason FROM withdrawals WHERE id GLOB ? ORDER BY id",
                        arguments: [name + "*"])
                {
                    throw StoreMessages.withdrawnDocument(row.text(0) ?? name, reason: row.text(1) ?? "", path)
                }
                throw StoreMessages.unknownDocument(name, path)
            }
        }
    }

    private static func ids(_ database: Database, _ condition: String, _ argument: String) throws -> [String] {
        try Row.fetchAll(
            database, sql: "SELECT id FROM documents WHERE \(condition) ORDER BY id", arguments: [argument]
        ).compactMap { $0.text(0) }
    }
}

/// Claims of documents as values, as they were read. A document's identifier in them is the store's.
struct RecordRows {
    let database: Database
    private static let selection = """
        SELECT id, published, publisher, title, url, language, origin, documents.number
        FROM documents JOIN origins ON document = documents.number
        """

    init(database: Database) { self.database = database }

    /// By identifier.
    func each(_ body: (ClaimRecord) throws -> Void) throws {
        let texts = TextPool()
        let rows = try Row.fetchCursor(database, sql: Self.selection + " ORDER BY id")
        var lines: [String] = []
        while let row = try rows.next() {
            if let line = try line(row) { lines.append(line) }
            if lines.count == Self.recordsAtOnce { try Self.read(&lines, sharing: texts, body) }
        }
        try Self.read(&lines, sharing: texts, body)
    }

    /// Enough for all cores, and no more than a few megabytes.
    private static let recordsAtOnce = 256

    /// Reads records on all cores, and hands them over in order.
    private static func read(
        _ lines: inout [String], sharing texts: TextPool, _ body: (ClaimRecord) throws -> Void
    ) throws {
        let records = Parallel.map(lines, each: 16) { try? ClaimRecordReader.read($0.utf8, sharing: texts).record }
        lines.removeAll(keepingCapacity: true)
        for record in records { if let record { try body(record) } }
    }

    func record(of id: String) throws -> ClaimRecord? {
        try Row.fetchOne(database.cachedStatement(sql: Self.selection + " WHERE id = ?"), arguments: [id])
            .flatMap(line).flatMap { try? ClaimRecordReader.read($0.utf8).record }
    }

    /// The record as its line of JSON.
    private func line(_ row: Row) throws -> String? {
        guard let id = row.text(0), let number = row.integer(7) else { return nil }
        var line = JSONWriter()
        line.object { json in
            json.field("id", id)
            for (index, name) in ["published", "publisher", "title", "url", "language", "origin"].enumerated() {
                json.field(name, row.text(index + 1))
            }
        }
        let claims = try DocumentRows(database: database).currentClaims(of: number).map(\.record)
        return RecordParts(document: line.text, claims: claims, notes: "[]").record
    }
}
