import ConstatClaims
import ConstatEvents
import ConstatIntake
import ConstatRecords
import ConstatStore
import ConstatText
import Dispatch
import Synchronization

/// The store with all that is worked out of it, kept ready for the pages. Changes are made one after the other, each in the
/// store first; pages read finished worlds and never wait for one.
final class Desk: Sendable {
    let store: Store
    private let published = Mutex<Published>(Published())
    private let editor: Editor
    private let queue = DispatchQueue(label: "constat.desk")

    private struct Published {
        var world = World()
        var loading: Loading? = Loading()
    }

    /// How far the store has been taken in.
    struct Loading: Sendable {
        var documents = 0
        var all = 0
    }

    /// - Parameters:
    ///   - programVersion: stands in the store beside what is read here.
    ///   - now: the time of decisions, as ISO 8601 in UTC.
    init(_ store: Store, programVersion: String, now: @escaping @Sendable () -> String) {
        self.store = store
        editor = Editor(store, programVersion: programVersion, now: now)
    }

    /// The latest.
    var world: World { published.withLock { $0.world } }

    /// nil once everything is there.
    var loading: Loading? { published.withLock { $0.loading } }

    /// Takes in the whole store; pages are empty until then, and say so.
    func load() async throws {
        try await change { editor in
            try editor.load { loading in self.published.withLock { $0.loading = loading } }
        }
        published.withLock { $0.loading = nil }
    }

    /// Changes the store, and what the pages show, one change after the other.
    ///
    /// - Returns: when the store has it on disk and the pages show it.
    @discardableResult
    func change<Result: Sendable>(_ body: @escaping @Sendable (Editor) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                let result = Swift.Result { try body(self.editor) }
                if let world = self.editor.freshWorld() { self.published.withLock { $0.world = world } }
                continuation.resume(with: result)
            }
        }
    }
}

/// The one hand that changes a store. Belongs to the desk's queue.
final class Editor: @unchecked Sendable {
    let store: Store
    let now: @Sendable () -> String
    private let programVersion: String
    private var merger = EventMerger()
    private var events: [String: Event] = [:]
    private var records: [String: ClaimRecord] = [:]
    private var documents: [StoredDocument] = []
    private var decisions: [StoredDecision] = []
    private var version = 0
    private var isChanged = false
    private lazy var reading = ReadingDesk(programVersion: programVersion)

    init(_ store: Store, programVersion: String, now: @escaping @Sendable () -> String) {
        self.store = store
        self.programVersion = programVersion
        self.now = now
    }

    /// The world after the changes made; nil where nothing has changed.
    func freshWorld() -> World? {
        guard isChanged else { return nil }
        isChanged = false
        version += 1
        return World(
            version: version, events: Array(events.values), documents: documents, records: records, decisions: decisions
        )
    }

    // MARK: Taking in

    func load(_ tell: (Desk.Loading) -> Void) throws {
        let logNumber = try store.logNumber()
        try refreshDocuments()
        decisions = try store.decisions()
        merger = EventMerger(decisions: decisions.map(\.decision))
        var loaded: [ClaimRecord] = []
        try store.eachRecord { record in
            loaded.append(record)
            records[record.document.id] = record
            tell(.init(documents: loaded.count, all: documents.count))
        }
        merger.add(loaded)
        try merge(asOf: logNumber)
    }

    private func refreshDocuments() throws {
        documents = []
        try store.eachDocument { documents.append($0) }
    }

    /// Works out and stores the events that changed.
    private func merge(asOf logNumber: Int64) throws {
        let (made, gone) = merger.changes()
        for id in gone { events[id] = nil }
        for event in made { events[event.id] = event }
        isChanged = true
        guard !store.isReadOnly else { return }
        if gone.isEmpty, made.count == events.count {
            try store.setEvents(made, asOf: logNumber)
        } else {
            try store.updateEvents(made: made, gone: gone, asOf: logNumber)
        }
    }

    // MARK: Changes

    /// Reads and stores bytes as `constat add` does.
    func add(_ bytes: [UInt8], named name: String, options: IntakeOptions) throws -> [AddedReport] {
        let added = try reading.add(bytes, named: name, options: options, to: store)
        let changed = added.compactMap(\.document)
        guard !changed.isEmpty else { return added }
        try refreshDocuments()
        try retake(changed)
        return added
    }

    /// Keeps what a reviewer decides about which claims belong together.
    func decide(_ decision: EventDecision, by reviewer: String?, reason: String?) throws {
        try store.decide(StoredDecision(decision, reviewer: reviewer, decided: now(), reason: reason))
        decisions = try store.decisions()
        merger.decide(decisions.map(\.decision))
        try merge(asOf: try store.logNumber())
    }

    /// Takes the claims of documents out of the store anew.
    private func retake(_ documents: [String]) throws {
        let logNumber = try store.logNumber()
        for id in documents {
            guard let record = try store.reviewedRecord(of: id) else { continue }
            records[id] = record
            merger.add(record)
        }
        try merge(asOf: logNumber)
    }
}
