public import ConstatIntake
import ConstatText
import GRDB

/// What `verify` found.
public struct Verification: Equatable, Sendable {
    public var documents = 0
    public var withdrawals = 0
    public var logLines: Int64 = 0
    /// The hash of the last line of the log: noted elsewhere, it proves later that no line before it was changed.
    public var head = LogLine.origin
    /// The part and what is wrong with it, in the order of the parts.
    public var damages: [Diagnostic] = []
}

extension Store {
    /// Reads and hashes everything again: the file's structure, the log, every row against the log, and what is derived
    /// against what it is derived from. Changes nothing. Never throws for damage, which it tells instead.
    ///
    /// - Parameter head: a hash that an earlier `verify` gave; the log must still have a line with it.
    public func verify(head: String? = nil) throws(Diagnostic) -> Verification {
        var verifier = Verifier(path: path, schema: schema, head: head)
        try guarded {
            // One view of the store, however long it takes and whoever writes meanwhile. Not `read`, which would forget
            // the temporary index.
            try queue.writeWithoutTransaction { database in
                try database.beginTransaction(.deferred)
                verifier.verify(database)
                try database.rollback()
            }
        }
        return verifier.result
    }
}

private struct Verifier {
    let path: String
    let schema: Schema
    let wantedHead: String?
    var result = Verification()
    private var told = LogAccount()
    private var sketchCount: Int64 = 0
    private var boxCount: Int64 = 0
    private var eventBoxCount: Int64 = 0

    init(path: String, schema: Schema, head: String?) {
        self.path = path
        self.schema = schema
        wantedHead = head
    }

    mutating func verify(_ database: Database) {
        check("the file") { try $0.structure(database) }
        check("the tables' definitions") { try $0.definitions(database) }
        check("the log") { try $0.log(database) }
        check("documents") { try $0.documents(database) }
        check("withdrawals") { try $0.withdrawals(database) }
        check("decisions") { try $0.numbered("decision", .decisions, $0.told.decisions, database) }
        check("reviews") { try $0.numbered("review", .reviews, $0.told.reviews.mapValues(\.digest), database) }
        check("retractions") {
            try $0.numbered("retraction", .retractions, $0.told.retractions.mapValues(\.digest), database)
        }
        check("events") { try $0.events(database) }
        check("what copies are found by") { try $0.counts(database) }
        check("the search") { try $0.search(database) }
    }

    /// One part after the other, whatever befalls the one before.
    private mutating func check(_ part: String, _ body: (inout Verifier) throws -> Void) {
        do {
            try body(&self)
        } catch let failure as DatabaseError {
            damage(part, failure.message ?? "unreadable (\(failure.resultCode.rawValue))")
        } catch {
            damage(part, "\(error)")
        }
    }

    private mutating func damage(_ part: String, _ words: String) {
        result.damages.append(StoreMessages.damage(path, part, words))
    }

    // MARK: The file

    private mutating func structure(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "PRAGMA integrity_check(20)")
        while let row = try rows.next() {
            if let words = row.text(0), words != "ok" { damage("the file", words) }
        }
        let keys = try Row.fetchCursor(database, sql: "PRAGMA foreign_key_check")
        while let row = try keys.next() {
            damage(row.text(0) ?? "a table", "row \(row.integer(1) ?? 0) belongs to nothing in \(row.text(2) ?? "")")
        }
        for tree in ["claim_boxes", "event_boxes"] {
            let words = try Row.fetchOne(database, sql: "SELECT rtreecheck('\(tree)')")?.text(0)
            if let words, words != "ok" { damage(tree, words) }
        }
    }

    private mutating func definitions(_ database: Database) throws {
        let expected = try schema.expectedStatements()
        let found = try Schema.statements(database)
        for name in Set(expected.keys).union(found.keys).sorted() where expected[name] != found[name] {
            damage(
                name, found[name] == nil ? "is gone" : expected[name] == nil ? "does not belong here" : "was changed")
        }
    }

    // MARK: The log

    private mutating func log(_ database: Database) throws {
        var previous = LogLine.origin
        var hasHead = wantedHead == nil || wantedHead == previous
        let rows = try Row.fetchCursor(
            database, sql: "SELECT number, action, document, details, hash FROM log ORDER BY number")
        while let row = try rows.next() {
            guard let number = row.integer(0), let action = row.text(1), let details = row.text(3),
                let hash = row.text(4)
            else {
                damage("log line \(row.integer(0) ?? 0)", "cannot be read")
                continue
            }
            if number != result.logLines + 1 { tellGap(result.logLines + 1, number - 1) }
            let expected = LogLine.hash(
                number: number, action: action, document: row.text(2), details: details, after: previous)
            if hash != expected, number == result.logLines + 1 {
                damage("log line \(number)", "it, or the line before it, was changed")
            }
            (result.logLines, previous) = (number, hash)
            hasHead = hasHead || hash == wantedHead
            told.note(action, row.text(2), details)
        }
        result.head = previous
        let head = try Row.fetchOne(database, sql: "SELECT number, hash FROM log_head")
        if head?.integer(0) != result.logLines || head?.text(1) != previous {
            damage(
                "log line \(head?.integer(0) ?? 0)", "should be the last one; the log ends with line \(result.logLines)"
            )
        }
        if !hasHead, let wantedHead { damage("the log", "no line has the hash \(wantedHead)") }
    }

    private mutating func tellGap(_ first: Int64, _ last: Int64) {
        damage(first == last ? "log line \(first)" : "log lines \(first) to \(last)", "missing")
    }

    // MARK: Documents

    private mutating func documents(_ database: Database) throws {
        var missing = Set(told.documents.keys)
        let rows = try Row.fetchCursor(database, sql: "SELECT number, id FROM documents ORDER BY number")
        while let row = try rows.next() {
            guard let number = row.integer(0), let id = row.text(1) else {
                damage("documents", "a row cannot be read")
                continue
            }
            result.documents += 1
            missing.remove(id)
            let part = "document \(DocumentID.short(id))"
            guard let account = told.documents[id] else {
                damage(part, "is in no line of the log")
                continue
            }
            check(part) { try $0.document(number, id, part, account, database) }
        }
        for id in missing.sorted() {
            damage("document \(DocumentID.short(id))", "is gone, and the log does not say why")
        }
    }

    private mutating func document(
        _ number: Int64, _ id: String, _ part: String, _ account: LogAccount.Document, _ database: Database
    ) throws {
        try compare("documents", .documents, [number], part: "\(part): facts", account, database)
        try compare("contents", .contents, [number], part: "\(part): original bytes or text", account, database)
        let original = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT original FROM contents WHERE document = ?"), arguments: [number])
        if let bytes = original?.bytes(0), SHA256.digest(bytes).hexadecimal != id {
            damage("\(part): original bytes", "are not those of its identifier")
        }
        try reading(of: number, part, account, database)
        let origin = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT origin FROM origins WHERE document = ?"), arguments: [number])
        if origin?.text(0) != account.origin ?? id { damage("\(part): origin", "is not the one in the log") }
        try sketch(of: number, part, database)
    }

    private mutating func reading(
        of number: Int64, _ part: String, _ account: LogAccount.Document, _ database: Database
    ) throws {
        let readings = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT number FROM readings WHERE document = ? AND is_current = 1"), arguments: [number])
        guard readings.count == 1, let reading = readings.first?.integer(0) else {
            return damage("\(part): readings", "\(readings.count) are current, not one")
        }
        // The former readings of the document stand beside it and are compared with their own lines.
        for former in try Row.fetchAll(
            database.cachedStatement(sql: "SELECT number FROM readings WHERE document = ? ORDER BY number"),
            arguments: [number])
        {
            guard let former = former.integer(0) else { continue }
            let digests = try readingDigests(former, number, database)
            if former == reading {
                for name in LogAccount.readingParts where digests[name] != account.reading[name] {
                    damage("\(part): \(name)", "are not those in the log")
                }
            } else if !account.formerReadings.contains(digests) {
                damage("\(part): a former reading", "is not in the log")
            }
        }
        try derived(reading, part, database)
    }

    private func readingDigests(_ reading: Int64, _ number: Int64, _ database: Database) throws -> [String: String] {
        var digests: [String: String] = [:]
        let claims = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT number FROM claims WHERE reading = ? ORDER BY number"),
            arguments: [reading]
        ).compactMap { $0.integer(0) }
        var own = RowsDigest(.readings)
        let rows = try Row.fetchCursor(
            database, sql: ContentTable.readings.stored(key: "number"), arguments: [reading])
        while let row = try rows.next() { own.add(row) }
        digests["readings"] = own.finish()
        digests["claims"] = try digest(.claims, [reading], database)
        digests["participants"] = try digest(.participants, claims, database)
        digests["quantities"] = try digest(.quantities, claims, database)
        return digests
    }

    private mutating func compare(
        _ name: String, _ table: ContentTable, _ owners: [Int64], part: String, _ account: LogAccount.Document,
        _ database: Database
    ) throws {
        if try digest(table, owners, database) != account.document[name] { damage(part, "are not those in the log") }
    }

    private func digest(_ table: ContentTable, _ owners: [Int64], _ database: Database) throws -> String {
        var digest = RowsDigest(table)
        let statement = try database.cachedStatement(sql: table.stored())
        for owner in owners {
            let rows = try Row.fetchCursor(statement, arguments: [owner])
            while let row = try rows.next() { digest.add(row) }
        }
        return digest.finish()
    }

    // MARK: What is derived

    /// The boxes of a reading's claims.
    private mutating func derived(_ reading: Int64, _ part: String, _ database: Database) throws {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT number, id, place_lat, place_lon, place_radius_km FROM claims WHERE reading = ?"),
            arguments: [reading])
        for row in rows {
            guard let claim = row.integer(0), let latitude = row.real(2), let longitude = row.real(3) else { continue }
            boxCount += 1
            let box = PlaceBox(latitude: latitude, longitude: longitude, radiusKm: row.real(4) ?? 0)
            let found = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT west, east, south, north FROM claim_boxes WHERE claim = ?"),
                arguments: [claim])
            if !Self.isBox(box, found) {
                damage("\(part): \(row.text(1) ?? "a claim")", "its place is not found where it is")
            }
        }
    }

    /// The tree keeps single precision, rounded outwards: within a ten-thousandth of a degree, some ten metres.
    ///
    /// - Parameter first: the column in which the box begins.
    private static func isBox(_ box: PlaceBox, _ row: Row?, from first: Int = 0) -> Bool {
        guard let row else { return false }
        return [box.west, box.east, box.south, box.north].enumerated().allSatisfy { index, side in
            row.real(first + index).map { abs($0 - side) < 0.0001 } ?? false
        }
    }

    private mutating func sketch(of number: Int64, _ part: String, _ database: Database) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT text, agency, sketch_count FROM contents JOIN origins USING (document) WHERE document = ?"),
            arguments: [number])
        guard let text = row?.bytes(0) else { return }
        let copy = NearCopy(text: String(decoding: text, as: UTF8.self), agency: nil)
        sketchCount += Int64(copy.sketch.count)
        let agency = told.agencies.byline(of: String(decoding: text, as: UTF8.self))
        let found = try database.cachedStatement(sql: "SELECT 1 FROM sketches WHERE hash = ? AND document = ?")
        let isWhole = try copy.sketch.allSatisfy { hash in
            try Row.fetchOne(found, arguments: [Int64(bitPattern: hash), number]) != nil
        }
        if !isWhole || row?.integer(2) != Int64(copy.sketch.count) || row?.text(1) != agency {
            damage("\(part): sketch", "is not that of its text")
        }
    }

    private mutating func withdrawals(_ database: Database) throws {
        var missing = told.withdrawals
        let rows = try Row.fetchCursor(database, sql: "SELECT id, reason FROM withdrawals ORDER BY id")
        while let row = try rows.next() {
            result.withdrawals += 1
            let id = row.text(0) ?? ""
            if missing.removeValue(forKey: id) != row.text(1) {
                damage("withdrawal of \(DocumentID.short(id))", "is not the one in the log")
            }
        }
        for id in missing.keys.sorted() { damage("withdrawal of \(DocumentID.short(id))", "is gone") }
    }

    /// What reviewers said, row by row.
    ///
    /// - Parameter told: digests by number.
    private mutating func numbered(
        _ what: String, _ table: ContentTable, _ told: [String: String], _ database: Database
    ) throws {
        var missing = told
        let numbers = try Row.fetchAll(database, sql: "SELECT number FROM \(table.name) ORDER BY number")
        for number in numbers.compactMap({ $0.integer(0) }) {
            let told = missing.removeValue(forKey: String(number))
            if try digest(table, [number], database) != told {
                damage("\(what) \(number)", "is not the one in the log")
            }
        }
        for number in missing.keys.sorted() { damage("\(what) \(number)", "is gone") }
    }

    private mutating func events(_ database: Database) throws {
        let sum = try EventRows(database: database).sum().hexadecimal
        let state = try Row.fetchOne(database, sql: "SELECT digest FROM event_state")?.text(0)
        if sum != told.events || state != sum { damage("events", "are not those in the log") }
        let found = try Row.fetchAll(
            database,
            sql: """
                SELECT place_lat, place_lon, place_radius_km, west, east, south, north, id
                FROM events LEFT JOIN event_boxes ON event = number WHERE place_lat IS NOT NULL
                """)
        for row in found {
            guard let latitude = row.real(0), let longitude = row.real(1) else { continue }
            eventBoxCount += 1
            let box = PlaceBox(latitude: latitude, longitude: longitude, radiusKm: row.real(2) ?? 0)
            if !Self.isBox(box, row, from: 3) {
                damage("event \(row.text(7) ?? "")", "its place is not found where it is")
            }
        }
    }

    private mutating func counts(_ database: Database) throws {
        for (table, expected) in [("sketches", sketchCount), ("claim_boxes", boxCount), ("event_boxes", eventBoxCount)]
        {
            let found = try Row.fetchOne(database, sql: "SELECT count(*) FROM \(table)")?.integer(0)
            if found != expected { damage(table, "\(found ?? 0) rows, not \(expected)") }
        }
    }

    /// Makes the indexes of words anew beside the stored ones and compares them word for word.
    private mutating func search(_ database: Database) throws {
        let index = ExpectedIndex(database: database, schema: schema)
        try index.build()
        for name in ["document_words", "claim_words"] {
            if let word = try index.firstDifference(name) {
                damage(name, "the word \"\(word)\" is not found where it stands")
            }
        }
        try index.drop()
    }
}

/// What the log says that the store should hold.
private struct LogAccount {
    struct Document {
        /// Digests by table.
        var document: [String: String]
        var reading: [String: String] = [:]
        var formerReadings: [[String: String]] = []
        /// nil: its own.
        var origin: String?
    }

    /// The digest of a row, and whose document's it is; nil for what belongs to none.
    struct OfDocument {
        var digest: String
        var document: String?

        init?(_ fields: [String: String], _ document: String?) {
            guard let digest = fields["digest"] else { return nil }
            self.digest = digest
            self.document = document
        }
    }

    static let readingParts = ["readings", "claims", "participants", "quantities"]
    let agencies = NewsAgencies()
    private(set) var documents: [String: Document] = [:]
    private(set) var withdrawals: [String: String] = [:]
    /// Digests by number.
    private(set) var decisions: [String: String] = [:]
    /// By number; those of withdrawn documents are gone with them.
    private(set) var reviews: [String: OfDocument] = [:]
    private(set) var retractions: [String: OfDocument] = [:]
    /// The digest of all of them.
    private(set) var events: String? = EventSum().hexadecimal

    mutating func note(_ action: String, _ document: String?, _ details: String) {
        guard case .object(let members)? = try? JSONParser.value(of: details.utf8) else { return }
        let fields = Dictionary(members.compactMap { name, value in value.text.map { (name, $0) } }) { $1 }
        switch LogLine.Action(rawValue: action) {
        case .decide: if let number = fields["decision"] { decisions[number] = fields["digest"] }
        case .review:
            if let number = fields["review"] { reviews[number] = OfDocument(fields, document) }
        case .retract:
            if let number = fields["retraction"] { retractions[number] = OfDocument(fields, document) }
        case .merge: events = fields["events"]
        case let action: if let document { note(action, document, fields) }
        }
    }

    private mutating func note(_ action: LogLine.Action?, _ id: String, _ fields: [String: String]) {
        switch action {
        case .add: documents[id] = Document(document: fields)
        case .read:
            if let former = documents[id]?.reading, !former.isEmpty { documents[id]?.formerReadings.append(former) }
            documents[id]?.reading = fields
        case .link: documents[id]?.origin = fields["origin"]
        case .forget:
            documents[id] = nil
            withdrawals[id] = fields["reason"]
            reviews = reviews.filter { $0.value.document != id }
            retractions = retractions.filter { $0.value.document != id }
        case .create, .migrate, .decide, .review, .retract, .merge, nil: break
        }
    }
}

/// The words that the search should find, in tables that last as long as the connection.
private struct ExpectedIndex {
    let database: Database
    let schema: Schema

    func build() throws {
        let definitions = try schema.expectedStatements()
        for name in ["document_words", "claim_words"] {
            // Not the stored definition: a damaged file has no say in what is run.
            let definition = definitions["table \(name)"] ?? ""
            try database.execute(
                sql: definition.replacing(
                    "CREATE VIRTUAL TABLE ", with: "CREATE VIRTUAL TABLE temp.", maxReplacements: 1))
            for (schema, table) in [("main", "stored"), ("temp", "expected")] {
                try database.execute(
                    sql: "CREATE VIRTUAL TABLE temp.\(table)_\(name) USING fts5vocab(\(schema), \(name), instance)")
            }
        }
        let rows = DocumentRows(database: database)
        let numbers = try Row.fetchAll(database, sql: "SELECT number FROM documents").compactMap { $0.integer(0) }
        let documents = try database.makeStatement(
            sql: "INSERT INTO temp.document_words (rowid, title, text) VALUES (?, ?, ?)")
        let claims = try database.makeStatement(sql: "INSERT INTO temp.claim_words (rowid, words) VALUES (?, ?)")
        for number in numbers {
            if let words = try rows.words(of: number) {
                try documents.execute(arguments: [number, words.title, words.text])
            }
            for claim in try rows.currentClaims(of: number) {
                guard let read = ClaimText.claim(claim.record) else { continue }
                try claims.execute(arguments: [claim.number, PreparedClaim.words(of: read)])
            }
        }
    }

    /// The first word that stands in one index and not in the other, or elsewhere; nil where they are the same.
    func firstDifference(_ name: String) throws -> String? {
        let expected = try Row.fetchCursor(database, sql: "SELECT term, doc, col, offset FROM temp.expected_\(name)")
        let stored = try Row.fetchCursor(database, sql: "SELECT term, doc, col, offset FROM temp.stored_\(name)")
        while true {
            let (one, other) = (try expected.next(), try stored.next())
            if one == nil && other == nil { return nil }
            guard let one, let other, one == other else { return one?.text(0) ?? other?.text(0) ?? "" }
        }
    }

    func drop() throws {
        for name in ["document_words", "claim_words"] {
            try database.execute(
                sql: "DROP TABLE temp.stored_\(name); DROP TABLE temp.expected_\(name); DROP TABLE temp.\(name)")
        }
    }
}
