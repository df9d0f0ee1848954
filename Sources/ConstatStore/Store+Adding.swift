public import ConstatIntake
import GRDB

extension Store {
    /// What the store knows of a document's bytes.
    public enum Presence: Equatable, Sendable {
        case absent
        /// Stored, and read by this version or not yet.
        case stored(isRead: Bool)
        /// Withdrawn for the reason given.
        case withdrawn(String)
    }

    /// - Parameter version: the version that would read it.
    public func presence(of id: String, version: ReadingVersion) throws(Diagnostic) -> Presence {
        try guarded { try queue.read { try Self.presence(of: id, version: version, in: $0) } }
    }

    private static func presence(
        of id: String, version: ReadingVersion, in database: Database
    ) throws -> Presence {
        if let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT reason FROM withdrawals WHERE id = ?"), arguments: [id])
        {
            return .withdrawn(row.text(0) ?? "")
        }
        let current = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT program, resources FROM readings JOIN documents ON documents.number = readings.document
                    WHERE documents.id = ? AND is_current = 1
                    """), arguments: [id])
        guard let current else { return .absent }
        return .stored(isRead: current.text(0) == version.program && current.text(1) == version.resources)
    }

    /// Stores a document with its reading, all of it or nothing; what is there already, or was withdrawn, changes nothing.
    /// Of a stored document read by another version, the new reading is stored, and answers take it from now on.
    ///
    /// - Returns: what the store knew of the bytes before.
    @discardableResult
    public func add(_ document: PreparedDocument, version: ReadingVersion) throws(Diagnostic) -> Presence {
        try guarded {
            var presence = Presence.absent
            try queue.inTransaction(.immediate) { database in
                presence = try Self.presence(of: document.id, version: version, in: database)
                let writer = DocumentWriter(database: database)
                switch presence {
                case .absent: try writer.add(document)
                case .stored(isRead: false): try writer.readAgain(document)
                case .stored(isRead: true), .withdrawn: return .rollback
                }
                return .commit
            }
            return presence
        }
    }

    /// What is said about bytes that the store has with other facts.
    public func knownNote(_ id: String, at place: SourcePlace, differing: [String]) -> Diagnostic {
        StoreMessages.known(place, id, facts: differing)
    }

    /// What is said about bytes that were withdrawn.
    public func withdrawnNote(_ id: String, at place: SourcePlace, reason: String) -> Diagnostic {
        StoreMessages.withdrawn(place, id, reason: reason)
    }

    /// The facts stored of a document that differ from these, by their names; what these leave open is no difference.
    public func differingFacts(_ id: String, _ arrival: Arrival) throws(Diagnostic) -> [String] {
        guard let document = arrival.document else { return [] }
        let stated: [(String, String?)] = [
            ("name", document.id), ("published", document.publishedOn?.description), ("publisher", document.publisher),
            ("captured", arrival.capture.time?.description), ("method", arrival.capture.method),
        ]
        return try guarded {
            try queue.read { database in
                let columns = stated.map(\.0).joined(separator: ", ")
                let row = try Row.fetchOne(
                    database.cachedStatement(sql: "SELECT \(columns) FROM documents WHERE id = ?"), arguments: [id])
                guard let row else { return [] }
                return stated.enumerated().filter { index, fact in
                    fact.1 != nil && fact.1.storable != (row[index] as DatabaseValue)
                }.map(\.element.0)
            }
        }
    }
}

/// Writes the rows of a document, inside a transaction.
struct DocumentWriter {
    let database: Database
    private var log: LogWriter { LogWriter(database: database) }

    init(database: Database) { self.database = database }

    func add(_ document: PreparedDocument) throws {
        let number = try insert(document.facts, into: .documents)
        try insert(document.contents, into: .contents, of: number)
        try log.append(
            .add, document: document.id,
            [
                ("documents", Self.digest([document.facts], .documents)),
                ("contents", Self.digest([document.contents], .contents)),
            ])
        try insert(document.reading, of: number, id: document.id)
        try SearchIndex(database: database).add(document.words, number)
        try Origins(database: database).add(document, number)
    }

    func readAgain(_ document: PreparedDocument) throws {
        guard let number = try DocumentRows(database: database).number(of: document.id) else { return }
        try DocumentRows(database: database).dropIndexes(ofClaimsOf: number)
        try database.execute(sql: "UPDATE readings SET is_current = 0 WHERE document = ?", arguments: [number])
        // A program that is gone back to reads the same again: its former reading makes way for the equal one.
        try database.execute(
            sql: "DELETE FROM readings WHERE document = ? AND program = ? AND resources = ?",
            arguments: [number, document.reading.values[0], document.reading.values[1]])
        try insert(document.reading, of: number, id: document.id)
    }

    private func insert(_ reading: PreparedReading, of number: Int64, id: String) throws {
        let owner = try insert(reading.values, into: .readings, of: number)
        var participants = RowsDigest(.participants)
        var quantities = RowsDigest(.quantities)
        for claim in reading.claims {
            let claimNumber = try insert(claim.values, into: .claims, of: owner)
            for row in claim.participants {
                try insert(row, into: .participants, of: claimNumber)
                participants.add(row)
            }
            for row in claim.quantities {
                try insert(row, into: .quantities, of: claimNumber)
                quantities.add(row)
            }
            try SearchIndex(database: database).add(claim, claimNumber)
        }
        try log.append(
            .read, document: id,
            [
                ("readings", Self.digest([reading.values], .readings)),
                ("claims", Self.digest(reading.claims.map(\.values), .claims)),
                ("participants", participants.finish()), ("quantities", quantities.finish()),
            ])
    }

    @discardableResult
    private func insert(_ values: [DatabaseValue], into table: ContentTable, of owner: Int64? = nil) throws -> Int64 {
        let statement = try database.cachedStatement(sql: table.insertion)
        try statement.execute(arguments: StatementArguments((owner.map { [$0.databaseValue] } ?? []) + values))
        return database.lastInsertedRowID
    }

    private static func digest(_ rows: [[DatabaseValue]], _ table: ContentTable) -> String {
        var digest = RowsDigest(table)
        for row in rows { digest.add(row) }
        return digest.finish()
    }
}
