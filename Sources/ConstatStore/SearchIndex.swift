import ConstatRecords
import GRDB

/// The tables that answers are found by: words and boxes of places. They can be made anew from documents and claims.
struct SearchIndex {
    let database: Database

    func add(_ words: DocumentWords, _ number: Int64) throws {
        try database.cachedStatement(sql: "INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)")
            .execute(arguments: [number, words.title, words.text])
    }

    func add(_ claim: PreparedClaim, _ number: Int64) throws {
        try database.cachedStatement(sql: "INSERT INTO claim_words (rowid, words) VALUES (?, ?)")
            .execute(arguments: [number, claim.words])
        guard let box = claim.box else { return }
        try database.cachedStatement(
            sql: "INSERT INTO claim_boxes (claim, west, east, south, north) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [number, box.west, box.east, box.south, box.north])
    }

    /// The index keeps no words of its own: it must be told which ones to take out.
    func remove(_ words: DocumentWords, _ number: Int64) throws {
        try database.cachedStatement(
            sql: "INSERT INTO document_words (document_words, rowid, title, text) VALUES ('delete', ?, ?, ?)"
        ).execute(arguments: [number, words.title, words.text])
    }

    func removeClaim(_ words: String, _ number: Int64) throws {
        try database.cachedStatement(
            sql: "INSERT INTO claim_words (claim_words, rowid, words) VALUES ('delete', ?, ?)"
        ).execute(arguments: [number, words])
        try database.cachedStatement(sql: "DELETE FROM claim_boxes WHERE claim = ?").execute(arguments: [number])
    }

    /// Words that were taken out stay in the index until its parts are made one.
    func compact() throws {
        try database.execute(
            sql: """
                INSERT INTO document_words (document_words) VALUES ('optimize');
                INSERT INTO claim_words (claim_words) VALUES ('optimize');
                """)
    }
}

/// Looks documents' rows up, and the claims' index entries.
struct DocumentRows {
    let database: Database

    func number(of id: String) throws -> Int64? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT number FROM documents WHERE id = ?"), arguments: [id])?.integer(0)
    }

    /// `original` or `text`; nil for a document that is not there.
    func content(_ column: String, of id: String) throws -> [UInt8]? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(column) FROM contents JOIN documents ON number = document WHERE id = ?"),
            arguments: [id])?.bytes(0)
    }

    func words(of number: Int64) throws -> DocumentWords? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT title, text FROM documents JOIN contents ON document = number WHERE number = ?"),
            arguments: [number])
        guard let row, let text = row.bytes(1) else { return nil }
        return DocumentWords(title: row.text(0), text: String(decoding: text, as: UTF8.self))
    }

    /// Takes the claims of the current reading out of the search.
    func dropIndexes(ofClaimsOf number: Int64) throws {
        let index = SearchIndex(database: database)
        for claim in try currentClaims(of: number) {
            guard let read = ClaimText.claim(claim.record) else { continue }
            try index.removeClaim(PreparedClaim.words(of: read), claim.number)
        }
    }

    /// Number and record of each claim of the current reading, in order.
    func currentClaims(of number: Int64) throws -> [CurrentClaim] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT claims.number, record, place_distance_km, place_bearing FROM claims JOIN readings ON readings.number = claims.reading
                    WHERE document = ? AND is_current = 1 ORDER BY claims.number
                    """), arguments: [number])
        return rows.compactMap { row in
            guard let number = row.integer(0), let record = row.text(1) else { return nil }
            return CurrentClaim(number: number, record: record, distanceKm: row.real(2), bearing: row.real(3))
        }
    }
}

/// A claim of a document's current reading.
struct CurrentClaim {
    var number: Int64
    var record: String
    /// What the place's point has in it already, and the record therefore leaves out.
    var distanceKm: Double?
    var bearing: Double?
}

/// A claim's record by itself, back as a value.
enum ClaimText {
    /// Nil for a record that is none.
    static func claim(_ record: String) -> ReportedClaim? {
        let line = #"{"document":{"id":"-"},"claims":[\#(record)]}"#
        guard let result = try? ClaimRecordReader.read(line.utf8) else { return nil }
        return result.record.claims.first
    }
}
