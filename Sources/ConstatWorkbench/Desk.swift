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
    /// One upload is read after the other, however many come, so that memory holds one.
    private let uploads = DispatchQueue(label: "constat.desk.uploads")
    private let others = DispatchQueue(label: "constat.desk.others", attributes: .concurrent)
    private let reading: ReadingDesk

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
        reading = ReadingDesk(programVersion: programVersion)
        editor = Editor(store, now: now)
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
                continuation.resume(with: Swift.Result { try self.changed(body) })
            }
        }
    }

    private func changed<Result>(_ body: (Editor) throws -> Result) throws -> Result {
        defer { if let world = editor.freshWorld() { published.withLock { $0.world = world } } }
        return try body(editor)
    }

    /// Reads and stores bytes as `constat add` does. Changes and pages wait for the storing only, not for the reading.
    ///
    /// - Parameter name: as the reader's machine calls the file; used as a name only, never as a path.
    func add(_ bytes: [UInt8], named name: String, options: IntakeOptions) async throws -> [AddedReport] {
        try await Self.run(on: uploads) {
            try self.reading.add(bytes, named: name, options: options, to: self.store) { reports in
                try self.queue.sync { try self.changed { try $0.keep(reports) } }
            }
        }
    }

    /// Does what takes time, as asking the store or reading again: beside changes, and without holding up other pages.
    func aside<Result: Sendable>(
        _ body: @escaping @Sendable (Store, ReadingDesk) throws -> Result
    ) async throws -> Result {
        try await Self.run(on: others) { try body(self.store, self.reading) }
    }

    private static func run<Result: Sendable>(
        on queue: DispatchQueue, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}

/// The one hand that changes a store. Belongs to the desk's queue.
final class Editor: @unchecked Sendable {
    let store: Store
    let now: @Sendable () -> String
    private var merger = EventMerger()
    private var events: [String: Event] = [:]
    private var records: [String: ClaimRecord] = [:]
    private var documents: [StoredDocument] = []
    private var decisions: [StoredDecision] = []
    private var version = 0
    private var isChanged = false

    init(_ store: Store, now: @escaping @Sendable () -> String) {
        self.store = store
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

    /// Stores what was read.
    func keep(_ reports: [ReadReport]) throws -> [AddedReport] {
        let added = try reports.map { try $0.kept(in: store) }
        let changed = zip(reports, added).filter { $0.0.prepared != nil }.compactMap(\.1.document)
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
