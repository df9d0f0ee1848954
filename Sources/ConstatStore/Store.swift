public import ConstatIntake
import GRDB

/// Documents as they came, what was read of them, and who decided what about it, in one SQLite file.
///
/// Every change is one transaction with its lines in the log; a process that is killed leaves all finished changes and
/// none that is half done. Several processes may use a store at once: readers never wait, writers wait for each other.
/// All faults are thrown as ``Diagnostic``, ready to be printed.
public final class Store: Sendable {
    public let path: String
    let schema: Schema
    let queue: DatabaseQueue

    /// Opens the store; an older one is brought up to date first.
    ///
    /// - Parameter isMade: whether a store is made where no file stands. Any other file is refused and left as it is.
    public convenience init(path: String, isMade: Bool = false) throws(Diagnostic) {
        try self.init(path: path, isMade: isMade, schema: .current)
    }

    /// - Parameter patience: how long one waits for another process that writes, in seconds.
    init(path: String, isMade: Bool, schema: Schema, patience: Double = 60) throws(Diagnostic) {
        self.path = path
        self.schema = schema
        if try !StoreFile.isThere(path) {
            guard isMade else { throw StoreMessages.missing(path) }
            try Self.make(path, schema)
        }
        queue = try Self.guarded(path) {
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration(for: path, patience: patience))
            do {
                try Self.bringUpToDate(queue, path, schema)
            } catch {
                try? queue.close()
                throw error
            }
            return queue
        }
    }

    /// Closes the file. What is left in the write-ahead log goes into it, so that one file holds everything.
    public func close() throws(Diagnostic) { try guarded { try queue.close() } }

    // MARK: Making and opening

    private static func configuration(for path: String, patience: Double = 0) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = StoreFile.stands(path) && !StoreFile.isWritable(path)
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            // What is deleted is overwritten: a withdrawn document must be gone from the file. With a write-ahead log,
            // NORMAL loses nothing when a process dies, and does not wait for the disk at each document.
            try database.execute(
                sql: "PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000")
        }
        return configuration
    }

    /// Makes the file under another name and puts it in its place when it is whole, so that a process killed in between
    /// leaves no half store, and two processes that make one at once agree on the first.
    private static func make(_ path: String, _ schema: Schema) throws(Diagnostic) {
        let temporaryPath = StoreFile.temporaryPath(beside: path)
        StoreFile.remove(temporaryPath)
        do {
            try guarded(path) {
                let queue = try DatabaseQueue(path: temporaryPath, configuration: configuration(for: temporaryPath))
                // Kept in the file. (GRDB's own setting for it writes to the file whenever it is opened.)
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
                try queue.inTransaction(.exclusive) { database in
                    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                    try schema.migrate(database, from: 0)
                    try database.execute(
                        sql: "INSERT INTO log_head (number, hash) VALUES (0, ?)", arguments: [LogLine.origin])
                    try database.execute(
                        sql: "INSERT INTO event_state (log_number, digest) VALUES (0, ?)",
                        arguments: [EventSum().hexadecimal])
                    try LogWriter(database: database).append(.create, [("schema", String(schema.latest))])
                    return .commit
                }
                try queue.close()
            }
        } catch {
            StoreFile.remove(temporaryPath)
            throw error
        }
        // Whether it was ours or another process's that got there, a store stands there now.
        _ = try StoreFile.put(temporaryPath, at: path) { StoreMessages.unwritable(path, $0) }
    }

    private static func bringUpToDate(_ queue: DatabaseQueue, _ path: String, _ schema: Schema) throws {
        let found = try queue.read { try version($0, path, schema) }
        if found == schema.latest { return }
        try queue.inTransaction(.immediate) { database in
            // Another process may have done it by now.
            let version = try version(database, path, schema)
            if version < schema.latest {
                try schema.migrate(database, from: version)
                try LogWriter(database: database).append(.migrate, [("schema", String(schema.latest))])
            }
            return .commit
        }
    }

    private static func version(_ database: Database, _ path: String, _ schema: Schema) throws -> Int {
        let version = try Row.fetchOne(database, sql: "PRAGMA user_version")?.integer(0) ?? 0
        guard version > 0 else { throw StoreMessages.damaged(path, "it states no version") }
        if version > schema.latest { throw StoreMessages.newer(path, version: Int(version), latest: schema.latest) }
        return Int(version)
    }

    // MARK: Faults

    func guarded<Result>(_ body: () throws -> Result) throws(Diagnostic) -> Result {
        try Self.guarded(path, body)
    }

    private static func guarded<Result>(_ path: String, _ body: () throws -> Result) throws(Diagnostic) -> Result {
        do {
            return try body()
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch let failure as DatabaseError {
            throw StoreMessages.failure(path, failure)
        } catch {
            throw StoreMessages.damaged(path, "\(error)")
        }
    }
}
