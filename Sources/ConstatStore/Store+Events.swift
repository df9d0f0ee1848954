public import ConstatEvents
public import ConstatIntake
import ConstatRendering
import ConstatText
import GRDB

/// A decision with who made it, when and why, as the caller states it.
public struct StoredDecision: Equatable, Sendable {
    public var decision: EventDecision
    public var reviewer: String?
    public var decided: String?
    public var reason: String?

    public init(_ decision: EventDecision, reviewer: String? = nil, decided: String? = nil, reason: String? = nil) {
        self.decision = decision
        self.reviewer = reviewer
        self.decided = decided
        self.reason = reason
    }
}

extension Store {
    /// Keeps a decision for ever. It stands beside the claims, which are never changed; a later one may overrule it.
    public func decide(_ stored: StoredDecision) throws(Diagnostic) {
        try guarded {
            try queue.inTransaction(.immediate) { database in
                let values = [
                    stored.decision.verdict.rawValue.databaseValue, DecisionText.json(stored.decision.claims).storable,
                    stored.reviewer.storable, stored.decided.storable, stored.reason.storable,
                ]
                try database.cachedStatement(sql: ContentTable.decisions.insertion)
                    .execute(arguments: StatementArguments(values))
                var digest = RowsDigest(.decisions)
                digest.add(values)
                try LogWriter(database: database).append(
                    .decide, [("decision", String(database.lastInsertedRowID)), ("digest", digest.finish())])
                return .commit
            }
        }
    }

    /// In the order in which they were made.
    public func decisions() throws(Diagnostic) -> [StoredDecision] {
        try guarded {
            try queue.read { database in
                try Row.fetchAll(
                    database, sql: "SELECT verdict, claims, reviewer, decided, reason FROM decisions ORDER BY number"
                ).compactMap { row in
                    guard let verdict = row.text(0).flatMap(EventDecision.Verdict.init(rawValue:)) else { return nil }
                    let claims = DecisionText.claims(row.text(1) ?? "[]")
                    return StoredDecision(
                        EventDecision(verdict, claims), reviewer: row.text(2), decided: row.text(3), reason: row.text(4)
                    )
                }
            }
        }
    }

    /// Puts the events of all documents and decisions in the place of those stored; equal ones are left as they are.
    ///
    /// - Parameter logNumber: the last line of the log when the claims were read that they were made of.
    public func setEvents(_ events: [Event], asOf logNumber: Int64) throws(Diagnostic) {
        try guarded {
            try queue.inTransaction(.immediate) { database in
                try EventRows(database: database).set(events, asOf: logNumber)
                return .commit
            }
        }
    }

    /// Whether nothing that bears on events has changed since they were set.
    public func areEventsCurrent() throws(Diagnostic) -> Bool {
        try guarded {
            try queue.read { database in
                try Row.fetchOne(
                    database,
                    sql: """
                        SELECT 1 FROM log, event_state WHERE number > log_number
                        AND action IN ('add', 'read', 'link', 'forget', 'decide') LIMIT 1
                        """) == nil
            }
        }
    }

    /// The number of the log's last line.
    public func logNumber() throws(Diagnostic) -> Int64 {
        try guarded {
            try queue.read { try Row.fetchOne($0, sql: "SELECT max(number) FROM log")?.integer(0) ?? 0 }
        }
    }

    /// Each stored event as JSON on one line, by identifier.
    public func eachEventRecord(_ body: (String) throws -> Void) throws(Diagnostic) {
        try guarded {
            try queue.read { database in
                let rows = try Row.fetchCursor(database, sql: "SELECT record FROM events ORDER BY id")
                while let row = try rows.next() { if let record = row.text(0) { try body(record) } }
            }
        }
    }
}

/// The rows of events, inside a transaction.
struct EventRows {
    let database: Database

    func set(_ events: [Event], asOf logNumber: Int64) throws {
        var stored: [String: (number: Int64, record: String)] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT number, id, record FROM events") {
            if let number = row.integer(0), let id = row.text(1) { stored[id] = (number, row.text(2) ?? "") }
        }
        for event in events {
            let record = EventLines.record(event)
            let old = stored.removeValue(forKey: event.id)
            if old?.record == record { continue }
            if let old { try remove(old.number) }
            try insert(event, record)
        }
        for old in stored.values.map(\.number).sorted() { try remove(old) }
        try database.execute(sql: "UPDATE event_state SET log_number = ?", arguments: [logNumber])
        try tellLog()
    }

    /// Events that a withdrawn document had a part in are made anew from what is left, when they are asked for.
    func removeEvents(withClaimsOf document: String) throws {
        let numbers = try Row.fetchAll(
            database, sql: "SELECT DISTINCT event FROM event_claims WHERE document = ? ORDER BY event",
            arguments: [document]
        ).compactMap { $0.integer(0) }
        for number in numbers { try remove(number) }
        if !numbers.isEmpty { try tellLog() }
    }

    private func remove(_ number: Int64) throws {
        try database.cachedStatement(sql: "DELETE FROM event_boxes WHERE event = ?").execute(arguments: [number])
        try database.cachedStatement(sql: "DELETE FROM events WHERE number = ?").execute(arguments: [number])
    }

    private func insert(_ event: Event, _ record: String) throws {
        let values = [
            event.id.storable, record.storable, event.type.rawValue.databaseValue, event.status.rawValue.databaseValue,
            event.grade.rawValue.databaseValue, (event.place?.id).storable, (event.place?.name).storable,
            (event.place?.latitude).storable, (event.place?.longitude).storable, (event.place?.radiusKm).storable,
            (event.time?.start?.description).storable, (event.time?.end?.description).storable,
        ]
        try database.cachedStatement(sql: ContentTable.events.insertion).execute(arguments: StatementArguments(values))
        let number = database.lastInsertedRowID
        let members = try database.cachedStatement(sql: ContentTable.eventClaims.insertion)
        for member in event.members {
            try members.execute(
                arguments: [number, member.claim.document, member.claim.claim, member.relation.rawValue])
        }
        guard let box = event.place.flatMap(PlaceBox.init) else { return }
        try database.cachedStatement(
            sql: "INSERT INTO event_boxes (event, west, east, south, north) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [number, box.west, box.east, box.south, box.north])
    }

    private func tellLog() throws {
        try LogWriter(database: database).append(.merge, [("events", try digest())])
    }

    /// Over all events and their claims, by identifier.
    func digest() throws -> String {
        var events = RowsDigest(.events)
        var claims = RowsDigest(.eventClaims)
        let one = ContentTable.events.stored()
        let members = try database.cachedStatement(sql: ContentTable.eventClaims.stored())
        for number in try Row.fetchAll(database, sql: "SELECT number FROM events ORDER BY id").compactMap({
            $0.integer(0)
        }) {
            let row = try Row.fetchOne(database.cachedStatement(sql: one), arguments: [number])
            if let row { events.add(row) }
            let rows = try Row.fetchCursor(members, arguments: [number])
            while let row = try rows.next() { claims.add(row) }
        }
        return SHA256.digest(Array((events.finish() + claims.finish()).utf8)).hexadecimal
    }
}

/// The claims of a decision as JSON: `[{"document","type","start","end"}]`.
private enum DecisionText {
    static func json(_ claims: [ClaimReference]) -> String {
        var json = JSONWriter()
        json.array(claims) { json, claim in
            json.object { json in
                json.field("document", claim.document)
                json.field("type", claim.type)
                json.field("start", claim.start)
                json.field("end", claim.end)
            }
        }
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
