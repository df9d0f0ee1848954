public import ConstatEvents
public import ConstatIntake
import ConstatRecords
import ConstatRendering
import ConstatText
import GRDB

extension Store {
    /// Puts the events of all documents and decisions in the place of those stored; equal ones are left as they are.
    ///
    /// - Parameter logNumber: the last line of the log when the claims were read that they were made of.
    public func setEvents(_ events: [Event], asOf logNumber: Int64) throws(Diagnostic) {
        try writeEvents { try $0.set(events, asOf: logNumber) }
    }

    /// Stores what ``EventMerger/changes()`` gives. Costs what changed, not what there is.
    ///
    /// - Parameters:
    ///   - gone: identifiers of events that are no more; those that the store does not have are passed over.
    ///   - logNumber: the last line of the log when the claims were read that the events were made of.
    public func updateEvents(made: [Event], gone: [String], asOf logNumber: Int64) throws(Diagnostic) {
        try writeEvents { try $0.update(made: made, gone: gone, asOf: logNumber) }
    }

    private func writeEvents(_ body: (EventRows) throws -> Void) throws(Diagnostic) {
        try guarded {
            try queue.inTransaction(.immediate) { database in
                try body(EventRows(database: database))
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
                        AND action IN ('add', 'read', 'link', 'forget', 'decide', 'review', 'retract') LIMIT 1
                        """) == nil
            }
        }
    }

    /// Whether the file may only be read: what is worked out anew cannot be kept.
    public var isReadOnly: Bool { queue.configuration.readonly }

    /// The number of the log's last line.
    public func logNumber() throws(Diagnostic) -> Int64 {
        try guarded {
            try queue.read { try Row.fetchOne($0, sql: "SELECT max(number) FROM log")?.integer(0) ?? 0 }
        }
    }
}

/// The rows of events, inside a transaction.
struct EventRows {
    let database: Database

    func set(_ events: [Event], asOf logNumber: Int64) throws {
        let kept = Set(events.map(\.id))
        let stored = try Row.fetchAll(database, sql: "SELECT id FROM events ORDER BY id").compactMap { $0.text(0) }
        try update(made: events, gone: stored.filter { !kept.contains($0) }, asOf: logNumber)
    }

    func update(made: [Event], gone: [String], asOf logNumber: Int64) throws {
        var sum = try storedSum()
        let before = sum
        for id in gone { if let old = try stored(id) { try remove(old.number, &sum) } }
        for event in made {
            let record = EventLines.record(event)
            let old = try stored(event.id)
            if old?.record == record { continue }
            if let old { try remove(old.number, &sum) }
            sum.add(try digest(of: try insert(event, record)))
        }
        if sum != before { try tell(sum) }
        try database.cachedStatement(sql: "UPDATE event_state SET log_number = ?").execute(arguments: [logNumber])
    }

    /// Events that a withdrawn document had a part in are made anew from what is left, when they are asked for.
    func removeEvents(withClaimsOf document: String) throws {
        let numbers = try Row.fetchAll(
            database,
            sql: """
                SELECT DISTINCT event FROM event_claims JOIN events ON number = event WHERE document = ? ORDER BY id
                """, arguments: [document]
        ).compactMap { $0.integer(0) }
        guard !numbers.isEmpty else { return }
        var sum = try storedSum()
        for number in numbers { try remove(number, &sum) }
        try tell(sum)
    }

    private func stored(_ id: String) throws -> (number: Int64, record: String)? {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT number, record FROM events WHERE id = ?"), arguments: [id])
        return row.flatMap { row in row.integer(0).map { ($0, row.text(1) ?? "") } }
    }

    private func remove(_ number: Int64, _ sum: inout EventSum) throws {
        sum.subtract(try digest(of: number))
        try database.cachedStatement(sql: "DELETE FROM event_boxes WHERE event = ?").execute(arguments: [number])
        try database.cachedStatement(sql: "DELETE FROM events WHERE number = ?").execute(arguments: [number])
    }

    /// The number of its row.
    private func insert(_ event: Event, _ record: String) throws -> Int64 {
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
        guard let box = event.place.flatMap(PlaceBox.init) else { return number }
        try database.cachedStatement(
            sql: "INSERT INTO event_boxes (event, west, east, south, north) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [number, box.west, box.east, box.south, box.north])
        return number
    }

    // MARK: Digests

    private func storedSum() throws -> EventSum {
        let row = try Row.fetchOne(database.cachedStatement(sql: "SELECT digest FROM event_state"))
        return EventSum(hexadecimal: row?.text(0) ?? "")
    }

    private func tell(_ sum: EventSum) throws {
        try database.cachedStatement(sql: "UPDATE event_state SET digest = ?").execute(arguments: [sum.hexadecimal])
        try LogWriter(database: database).append(.merge, [("events", sum.hexadecimal)])
    }

    /// Over all events and their claims, from their rows.
    func sum() throws -> EventSum {
        var sum = EventSum()
        for number in try Row.fetchAll(database, sql: "SELECT number FROM events").compactMap({ $0.integer(0) }) {
            sum.add(try digest(of: number))
        }
        return sum
    }

    /// Over the row of an event and those of its claims.
    private func digest(of number: Int64) throws -> [UInt8] {
        var events = RowsDigest(.events)
        var claims = RowsDigest(.eventClaims)
        let own = try database.cachedStatement(sql: ContentTable.events.stored())
        if let row = try Row.fetchOne(own, arguments: [number]) { events.add(row) }
        let members = try database.cachedStatement(sql: ContentTable.eventClaims.stored())
        let rows = try Row.fetchCursor(members, arguments: [number])
        while let row = try rows.next() { claims.add(row) }
        return SHA256.digest(Array((events.finish() + claims.finish()).utf8))
    }
}

/// One number for a set of events: the sum of their digests modulo 2^256. An event more or less changes it without a look
/// at the others, whatever their order.
///
/// - Source: the additive hash of M. Bellare and D. Micciancio, "A new paradigm for collision-free hashing" (1997).
///   Forgers of 256 bits could find another set with the same sum in less than 2^128 steps; events are derived, and made
///   again from claims, whose own digests are no sums.
struct EventSum: Equatable {
    /// Most significant first.
    private var bytes: [UInt8]

    init() { bytes = [UInt8](repeating: 0, count: 32) }

    /// What is no such number counts as none.
    init(hexadecimal: String) {
        let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        self.init()
        guard digits.count == 64 else { return }
        for index in bytes.indices { bytes[index] = UInt8(digits[2 * index] << 4 | digits[2 * index + 1]) }
    }

    var hexadecimal: String { bytes.hexadecimal }

    mutating func add(_ digest: [UInt8]) {
        var carry = 0
        for index in bytes.indices.reversed() {
            carry += Int(bytes[index]) + Int(digest[index])
            bytes[index] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
    }

    mutating func subtract(_ digest: [UInt8]) {
        var carry = 0
        for index in bytes.indices.reversed() {
            carry += Int(bytes[index]) - Int(digest[index])
            bytes[index] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
    }
}
