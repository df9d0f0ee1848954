import ConstatEvents
public import ConstatIntake
public import ConstatRecords
import ConstatText
import GRDB

extension Store {
    // MARK: What reviewers say

    /// Keeps a review for ever, beside the claim, which is never changed.
    ///
    /// - Returns: its number.
    @discardableResult
    public func review(_ stored: StoredReview) throws(Diagnostic) -> Int { try review([stored])[0] }

    /// Keeps reviews that were made together: all of them, or none. What was returned is on disk, whatever becomes of the
    /// process.
    ///
    /// - Returns: their numbers, in order.
    /// - Throws: where a document is not in the store, or a review cannot be kept of its text (``ClaimReview/fault(in:)``).
    @discardableResult
    public func review(_ stored: [StoredReview]) throws(Diagnostic) -> [Int] {
        try changed { database in try stored.map { try ReviewRows(database: database).insert($0, path) } }
    }

    /// Keeps a decision for ever. It stands beside the claims, which are never changed; a later one may overrule it.
    ///
    /// - Returns: its number.
    @discardableResult
    public func decide(_ stored: StoredDecision) throws(Diagnostic) -> Int { try decide([stored])[0] }

    /// Keeps decisions that were made together: all of them, or none.
    ///
    /// - Returns: their numbers, in order.
    @discardableResult
    public func decide(_ stored: [StoredDecision]) throws(Diagnostic) -> [Int] {
        try changed { database in try stored.map { try ReviewRows(database: database).insert($0) } }
    }

    /// Takes a review or decision back; both stay in the store.
    ///
    /// - Returns: the retraction's number.
    /// - Throws: where there is none of that number, or it was taken back before.
    @discardableResult
    public func retract(_ retraction: StoredRetraction) throws(Diagnostic) -> Int { try retract([retraction])[0] }

    /// Takes back what was made together: all of it, or nothing.
    ///
    /// - Returns: the retractions' numbers, in order.
    @discardableResult
    public func retract(_ retractions: [StoredRetraction]) throws(Diagnostic) -> [Int] {
        try changed { database in try retractions.map { try ReviewRows(database: database).insert($0, path) } }
    }

    private func changed<Result>(_ body: (Database) throws -> Result) throws(Diagnostic) -> Result {
        try guarded {
            var result: Result?
            try queue.inTransaction(.immediate) { database in
                result = try body(database)
                return .commit
            }
            guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return result
        }
    }

    // MARK: What they said

    /// All reviews of a document, of both readings, those taken back too, in the order in which they were made.
    ///
    /// - Parameter document: its identifier.
    public func reviews(of document: String) throws(Diagnostic) -> [Kept<StoredReview>] {
        try guarded { try queue.read { try ReviewRows(database: $0).reviews(of: document) } }
    }

    /// Those that are about one claim.
    ///
    /// - Parameter claim: its name in the reviewed record: `c3`, `r7`.
    public func reviews(of document: String, about claim: String) throws(Diagnostic) -> [Kept<StoredReview>] {
        let record = try reviewedRecord(of: document)
        let references = record.claims.map(\.reference)
        let reviews = try reviews(of: document)
        return reviews.filter { kept in
            // A claim added elsewhere in the sentence is another one, also where no other is of its type.
            var index = kept.review.claim.index(among: references)
            if case .add = kept.review.verdict { index = references.firstIndex(of: kept.review.claim) }
            return index.map { record.claims[$0].claim.id.claim } == claim
        }
    }

    /// All reviews in the store, in the order in which they were made.
    public func reviews() throws(Diagnostic) -> [Kept<StoredReview>] {
        try guarded { try queue.read { try ReviewRows(database: $0).reviews() } }
    }

    /// The decisions in force, in the order in which they were made: those that merging goes by.
    public func decisions() throws(Diagnostic) -> [Kept<StoredDecision>] {
        try allDecisions().filter(\.isInForce)
    }

    /// All decisions, those taken back too, in the order in which they were made.
    public func allDecisions() throws(Diagnostic) -> [Kept<StoredDecision>] {
        try guarded { try queue.read { try ReviewRows(database: $0).decisions() } }
    }

    // MARK: Claims as they are after it

    /// The claims of every document as the first reader left them, by identifier: what merging, situation and exports work
    /// with. A document's identifier in them is the store's.
    public func eachRecord(_ body: (ClaimRecord) throws -> Void) throws(Diagnostic) {
        try guarded {
            try queue.read { database in
                let reviews = ReviewRows(database: database)
                let reviewed = try reviews.documents()
                try RecordRows(database: database).each { record in
                    let id = record.document.id
                    try body(reviewed.contains(id) ? record.reviewed(by: reviews.inForce(of: id)).record : record)
                }
            }
        }
    }

    /// The claims of every document as they were read, by identifier.
    public func eachRecordAsRead(_ body: (ClaimRecord) throws -> Void) throws(Diagnostic) {
        try guarded { try queue.read { try RecordRows(database: $0).each(body) } }
    }

    /// A document's claims as a reader left them, with how each review stands.
    ///
    /// - Parameter id: the document's identifier.
    public func reviewedRecord(
        of id: String, reading: ClaimReview.Reading = .first
    ) throws(Diagnostic) -> ReviewedRecord {
        try guarded {
            try queue.read { database in
                guard let record = try RecordRows(database: database).record(of: id) else {
                    throw StoreMessages.unknownDocument(id, path)
                }
                return ReviewedRecord(
                    record, by: try ReviewRows(database: database).inForce(of: id), reading: reading)
            }
        }
    }

    /// A document's claims as they were read.
    ///
    /// - Parameter id: the document's identifier.
    public func recordAsRead(of id: String) throws(Diagnostic) -> ClaimRecord {
        try guarded {
            try queue.read { database in
                guard let record = try RecordRows(database: database).record(of: id) else {
                    throw StoreMessages.unknownDocument(id, path)
                }
                return record
            }
        }
    }

    /// The claim that a user means, named by its words, as reviews and decisions name claims.
    ///
    /// - Parameter typed: a document and its claim, read or added: `report#c3`, `report#r7`.
    public func claimReference(to typed: String) throws(Diagnostic) -> ClaimReference {
        let (document, name) = try meant(by: typed)
        guard let name else { throw StoreMessages.noClaimNamed(typed, path) }
        guard let claim = try reviewedRecord(of: document.id).claim(named: name) else {
            throw StoreMessages.unknownClaim(typed, path)
        }
        return claim.reference
    }
}

/// The rows of reviews, decisions and retractions, inside a transaction.
struct ReviewRows {
    let database: Database
    private var log: LogWriter { LogWriter(database: database) }

    init(database: Database) { self.database = database }

    // MARK: Writing

    /// - Parameter path: of the store, for messages.
    func insert(_ stored: StoredReview, _ path: String) throws -> Int {
        let review = stored.review
        guard let text = try DocumentRows(database: database).content("text", of: review.claim.document) else {
            throw StoreMessages.unknownDocument(review.claim.document, path)
        }
        if let fault = review.fault(in: String(decoding: text, as: UTF8.self)) {
            throw StoreMessages.brokenReview(fault, path)
        }
        let number = try nextNumber(.review)
        let (action, field, before, after) = Self.columns(of: review.verdict, number)
        let values = [
            review.claim.document.storable, review.claim.type.storable, review.claim.start.databaseValue,
            review.claim.end.databaseValue, action.storable, field.storable, before.storable, after.storable,
            review.reading.rawValue.storable, stored.reviewer.storable, stored.decided.storable,
            stored.reason.storable,
        ]
        let digest = try insert(values, into: .reviews, number)
        try log.append(.review, document: review.claim.document, [("review", String(number)), ("digest", digest)])
        return number
    }

    func insert(_ stored: StoredDecision) throws -> Int {
        let values = [
            stored.decision.verdict.rawValue.databaseValue, DecisionText.json(stored.decision.claims).storable,
            stored.reviewer.storable, stored.decided.storable, stored.reason.storable,
        ]
        let digest = try insert(values, into: .decisions)
        let number = Int(database.lastInsertedRowID)
        try log.append(.decide, [("decision", String(number)), ("digest", digest)])
        return number
    }

    func insert(_ stored: StoredRetraction, _ path: String) throws -> Int {
        let (kind, target) = stored.target.columns
        let isReview = kind == "review"
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT \(isReview ? "document" : "NULL"),
                    EXISTS (SELECT 1 FROM retractions WHERE kind = ? AND target = ?)
                FROM \(isReview ? "reviews" : "decisions") WHERE number = ?
                """, arguments: [kind, target, target])
        guard let row else { throw StoreMessages.unknownNumber(kind, target, path) }
        if row.integer(1) == 1 { throw StoreMessages.retractedBefore(kind, target, path) }
        let number = try nextNumber(.retract)
        let values = [
            kind.storable, target.databaseValue, stored.reviewer.storable, stored.decided.storable,
            stored.reason.storable,
        ]
        let digest = try insert(values, into: .retractions, number)
        try log.append(.retract, document: row.text(0), [("retraction", String(number)), ("digest", digest)])
        return number
    }

    /// Reviews quote the text, and reasons may name people: both go with their document. The log keeps their digests.
    func remove(of document: String) throws {
        try database.execute(
            sql: """
                DELETE FROM retractions
                    WHERE kind = 'review' AND target IN (SELECT number FROM reviews WHERE document = ?);
                DELETE FROM reviews WHERE document = ?;
                """, arguments: [document, document])
    }

    /// The log has a line for each, also for those that are gone.
    private func nextNumber(_ action: LogLine.Action) throws -> Int {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM log WHERE action = ?"), arguments: [action.rawValue])
        return Int(row?.integer(0) ?? 0) + 1
    }

    /// - Returns: the row's digest.
    private func insert(_ values: [DatabaseValue], into table: ContentTable, _ number: Int? = nil) throws -> String {
        try database.cachedStatement(sql: table.insertion)
            .execute(arguments: StatementArguments((number.map { [$0.databaseValue] } ?? []) + values))
        var digest = RowsDigest(table)
        digest.add(values)
        return digest.finish()
    }

    /// - Parameter number: names an added claim.
    private static func columns(
        of verdict: ClaimReview.Verdict, _ number: Int
    ) -> (action: String, field: String?, before: String?, after: String?) {
        switch verdict {
        case .accept, .reject: return (verdict.action, nil, nil, nil)
        case .correct(let before, let after):
            return (verdict.action, after.name.rawValue, before.json, after.json)
        case .add(var claim):
            claim.id.claim = "r\(number)"
            return (verdict.action, nil, nil, claim.json)
        }
    }

    // MARK: Reading

    func reviews(of document: String? = nil) throws -> [Kept<StoredReview>] {
        try kept(.reviews, "review", of: document) { row in
            Self.review(row).map {
                StoredReview($0, reviewer: row.text(9), decided: row.text(10), reason: row.text(11))
            }
        }
    }

    /// Those that have reviews.
    func documents() throws -> Set<String> {
        Set(try Row.fetchAll(database, sql: "SELECT DISTINCT document FROM reviews").compactMap { $0.text(0) })
    }

    func inForce(of document: String) throws -> [NumberedReview] {
        try reviews(of: document).filter(\.isInForce).map(\.numbered)
    }

    func decisions() throws -> [Kept<StoredDecision>] {
        try kept(.decisions, "decision") { row in
            guard let verdict = row.text(0).flatMap(EventDecision.Verdict.init(rawValue:)) else { return nil }
            let claims = DecisionText.claims(row.text(1) ?? "[]")
            return StoredDecision(
                EventDecision(verdict, claims), reviewer: row.text(2), decided: row.text(3), reason: row.text(4))
        }
    }

    /// The rows of a table with their retractions, in order. A row that says nothing sensible is left out, as `verify` tells.
    ///
    /// - Parameters:
    ///   - kind: as retractions call it.
    ///   - document: nil for all.
    ///   - value: of the table's columns in their order.
    private func kept<Value>(
        _ table: ContentTable, _ kind: String, of document: String? = nil, _ value: (Row) -> Value?
    ) throws -> [Kept<Value>] {
        let columns = table.columns.map { "kept.\($0.name)" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(columns), kept.number, retractions.number, retractions.reviewer, retractions.decided,
                        retractions.reason
                    FROM \(table.name) AS kept LEFT JOIN retractions ON kind = ? AND target = kept.number
                    \(document == nil ? "" : "WHERE kept.document = ?") ORDER BY kept.number
                    """), arguments: StatementArguments([kind] + (document.map { [$0] } ?? [])))
        let first = table.columns.count
        return rows.compactMap { row in
            guard let value = value(row), let number = row.integer(first).map({ Int($0) }) else { return nil }
            guard let retraction = row.integer(first + 1) else { return Kept(number: number, value: value) }
            return Kept(
                number: number, value: value,
                retraction: StoredRetraction(
                    of: .init(kind, number), reviewer: row.text(first + 2), decided: row.text(first + 3),
                    reason: row.text(first + 4)), retractionNumber: Int(retraction))
        }
    }

    private static func review(_ row: Row) -> ClaimReview? {
        guard let document = row.text(0), let type = row.text(1), let start = row.integer(2), let end = row.integer(3),
            let verdict = verdict(row, document), let reading = row.text(8).flatMap(ClaimReview.Reading.init(rawValue:))
        else { return nil }
        let claim = ClaimReference(document: document, type: type, start: Int(start), end: Int(end))
        return ClaimReview(verdict, of: claim, reading: reading)
    }

    private static func verdict(_ row: Row, _ document: String) -> ClaimReview.Verdict? {
        let values = [row.text(6), row.text(7)].map { $0?.utf8 }
        switch row.text(4) {
        case "accept": return .accept
        case "reject": return .reject
        case "correct":
            guard let name = row.text(5).flatMap(ClaimField.Name.init(rawValue:)), let old = values[0],
                let new = values[1], let before = try? ClaimRecordReader.field(name, old),
                let after = try? ClaimRecordReader.field(name, new)
            else { return nil }
            return .correct(before: before, after: after)
        case "add": return values[1].flatMap { try? ClaimRecordReader.claim($0, of: document) }.map { .add($0) }
        default: return nil
        }
    }
}

extension ClaimReview.Verdict {
    /// As columns and listings call it.
    public var action: String {
        switch self {
        case .accept: "accept"
        case .reject: "reject"
        case .correct: "correct"
        case .add: "add"
        }
    }
}

extension StoredRetraction.Target {
    fileprivate init(_ kind: String, _ number: Int) { self = kind == "review" ? .review(number) : .decision(number) }

    fileprivate var columns: (kind: String, target: Int) {
        switch self {
        case .review(let number): ("review", number)
        case .decision(let number): ("decision", number)
        }
    }
}

/// The claims of a decision as JSON: `[{"document","type","start","end"}]`.
private enum DecisionText {
    static func json(_ claims: [ClaimReference]) -> String {
        var json = JSONWriter()
        json.array(claims) { $1.write(to: &$0) }
        return json.text
    }

    static func claims(_ text: String) -> [ClaimReference] {
        guard let value = try? JSONParser.value(of: text.utf8) else { return [] }
        return value.children.compactMap { claim in
            guard let document = claim["document"]?.text, let type = claim["type"]?.text,
                let start = claim["start"]?.text.flatMap({ Int($0) }), let end = claim["end"]?.text.flatMap({ Int($0) })
            else { return nil }
            return ClaimReference(document: document, type: type, start: start, end: end)
        }
    }
}
