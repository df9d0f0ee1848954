public import ConstatIntake
import GRDB

extension Store {
    /// What is left of a document that was withdrawn.
    public struct Withdrawal: Equatable, Sendable {
        public var id: String
        /// Documents that the store still has and that are near copies of it, by identifier.
        public var copies: [String]
        /// Whether the words are out of every file of the store; while another process reads, its older view stays.
        public var isErased: Bool
    }

    /// Withdraws a document: its bytes, text, facts, readings, claims and their reviews (which quote it) are deleted and
    /// overwritten. Its identifier, the reason and the lines of the log stay, and the same bytes will not be stored again.
    ///
    /// Rewrites the whole file, so that no page keeps old words; takes as long as copying it.
    public func forget(_ name: String, reason: String) throws(Diagnostic) -> Withdrawal {
        let id = try self.id(of: name)
        return try guarded {
            var copies: [String] = []
            try queue.inTransaction(.immediate) { database in
                guard let number = try DocumentRows(database: database).number(of: id) else {
                    throw StoreMessages.unknownDocument(name, path)
                }
                copies = try Self.copies(of: number, in: database)
                try Self.remove(number, id: id, from: database)
                try database.execute(
                    sql: "INSERT INTO withdrawals (id, reason) VALUES (?, ?)",
                    arguments: [id, Optional(reason).storable])
                try LogWriter(database: database).append(.forget, document: id, [("reason", reason)])
                return .commit
            }
            return Withdrawal(id: id, copies: copies, isErased: try erase())
        }
    }

    private static func copies(of number: Int64, in database: Database) throws -> [String] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id FROM documents JOIN origins ON document = number
                WHERE origin = (SELECT origin FROM origins WHERE document = ?) AND number <> ? ORDER BY id
                """, arguments: [number, number]
        ).compactMap { $0.text(0) }
    }

    private static func remove(_ number: Int64, id: String, from database: Database) throws {
        let rows = DocumentRows(database: database)
        let index = SearchIndex(database: database)
        try rows.dropIndexes(ofClaimsOf: number)
        if let words = try rows.words(of: number) { try index.remove(words, number) }
        try Origins(database: database).remove(number, id: id)
        try database.execute(sql: "DELETE FROM documents WHERE number = ?", arguments: [number])
        try index.compact()
        try ReviewRows(database: database).remove(of: id)
        try EventRows(database: database).removeEvents(withClaimsOf: id)
    }

    /// Writes the file anew and empties the write-ahead log.
    private func erase() throws -> Bool {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "VACUUM")
            let row = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return row?.integer(0) == 0
        }
    }
}
