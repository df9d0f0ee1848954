public import ConstatIntake
import GRDB

/// What has changed in a store since a line of its log, whoever changed it.
public struct StoreChanges: Equatable, Sendable {
    /// Documents that came, went, were read, linked to an origin or reviewed, by identifier.
    public var documents: [String] = []
    /// Whether some of them came, went, were read or linked: what a list shows of them is another.
    public var hasOtherFacts = false
    /// Whether decisions about events were made or taken back.
    public var hasDecisions = false
    /// The last line of the log that this tells of.
    public var logNumber: Int64
}

extension Store {
    /// - Parameter logNumber: the last line known.
    public func changes(since logNumber: Int64) throws(Diagnostic) -> StoreChanges {
        try guarded {
            try queue.read { database in
                let rows = try Row.fetchCursor(
                    database,
                    sql:
                        "SELECT number, action, document FROM log WHERE number > ? AND action <> 'merge' ORDER BY number",
                    arguments: [logNumber])
                var changes = StoreChanges(logNumber: logNumber)
                var documents: Set<String> = []
                while let row = try rows.next() {
                    changes.logNumber = row.integer(0) ?? changes.logNumber
                    guard let document = row.text(2) else {
                        changes.hasDecisions = true
                        continue
                    }
                    documents.insert(document)
                    if !["review", "retract"].contains(row.text(1)) { changes.hasOtherFacts = true }
                }
                changes.documents = documents.sorted()
                return changes
            }
        }
    }
}
