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
    /// Of the program that serves.
    let programVersion: String
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
        self.programVersion = programVersion
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
        world.prepare()
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
    private var reviews: [String: DocumentReviews] = [:]
    private var decisions: [Kept<StoredDecision>] = []
    private var order = ReviewOrder()
    private var eventOfClaim: [ClaimID: String] = [:]
    /// The last line of the store's log that is taken in.
    private var knownLine: Int64 = 0
    private var world = World()
    /// Events that are others than in that world, by identifier; nil where nothing of it has changed.
    private var changed: Set<String>?

    init(_ store: Store, now: @escaping @Sendable () -> String) {
        self.store = store
        self.now = now
    }

    /// The world after the changes made; nil where nothing has changed.
    func freshWorld() -> World? {
        guard let changed else { return nil }
        self.changed = nil
        // In order but for a few at the end: sorting costs next to nothing.
        let ordered = world.events.filter { !changed.contains($0.id) } + changed.sorted().compactMap { events[$0] }
        world = World(
            version: world.version + 1, events: ordered, documents: documents, records: records, reviews: reviews,
            decisions: decisions, order: order)
        return world
    }

    // MARK: Taking in

    func load(_ tell: (Desk.Loading) -> Void) throws {
        // First, so that what another process changes meanwhile is taken in later.
        knownLine = try store.logNumber()
        try refreshDocuments()
        decisions = try store.allDecisions()
        for (document, kept) in Dictionary(grouping: try store.reviews(), by: \.review.claim.document) {
            reviews[document] = DocumentReviews(try store.recordAsRead(of: document), kept)
        }
        merger = EventMerger(decisions: decisionsInForce)
        var loaded: [ClaimRecord] = []
        try store.eachRecord { record in
            loaded.append(record)
            records[record.document.id] = record
            tell(.init(documents: loaded.count, all: documents.count))
        }
        merger.add(loaded)
        try merge(changing: Set(loaded.map(\.document.id)))
    }

    private var decisionsInForce: [EventDecision] { decisions.filter(\.isInForce).map(\.decision) }

    private func refreshDocuments() throws {
        documents = []
        try store.eachDocument { documents.append($0) }
    }

    /// Works out and stores the events that changed.
    ///
    /// - Parameter documents: those whose claims are others than before.
    private func merge(changing documents: Set<String> = []) throws {
        let (made, gone) = merger.changes()
        changed = (changed ?? []).union(gone).union(made.map(\.id))
        var concerned = documents
        for id in gone + made.map(\.id) {
            for member in events.removeValue(forKey: id)?.members ?? [] {
                eventOfClaim[member.claim] = nil
                concerned.insert(member.claim.document)
            }
        }
        for event in made {
            events[event.id] = event
            for member in event.members {
                eventOfClaim[member.claim] = event.id
                concerned.insert(member.claim.document)
            }
        }
        order.update(concerned, to: concerned.sorted().compactMap { records[$0] }) { claim in
            eventOfClaim[claim].flatMap { events[$0] }
        }
        guard !store.isReadOnly else { return }
        if gone.isEmpty, made.count == events.count {
            try store.setEvents(made, asOf: knownLine)
        } else {
            try store.updateEvents(made: made, gone: gone, asOf: knownLine)
        }
    }

    /// Takes in what the log tells of since it was last read: our own changes, and those of other processes.
    func catchUp() throws {
        let changes = try store.changes(since: knownLine)
        guard changes.logNumber > knownLine else { return }
        knownLine = changes.logNumber
        if changes.hasOtherFacts { try refreshDocuments() }
        let retaken = try retake(changes.documents)
        if changes.hasDecisions {
            decisions = try store.allDecisions()
            merger.decide(decisionsInForce)
        }
        try merge(changing: retaken)
    }

    /// Takes the claims of documents, and what was said of them, out of the store anew.
    ///
    /// - Returns: those whose claims are others than before.
    private func retake(_ documents: [String]) throws -> Set<String> {
        var retaken: Set<String> = []
        for id in documents {
            let record = try taken(id)
            // A second reading, or a nod, changes no event.
            guard records[id] != record else { continue }
            records[id] = record
            if let record { merger.add(record) } else { merger.withdraw(id) }
            retaken.insert(id)
        }
        return retaken
    }

    /// The claims of a document as the first reader left them; nil for one that was withdrawn.
    private func taken(_ id: String) throws -> ClaimRecord? {
        reviews[id] = nil
        guard try store.isThere(id) else { return nil }
        let asRead = try store.recordAsRead(of: id)
        let kept = try store.reviews(of: id)
        if !kept.isEmpty { reviews[id] = DocumentReviews(asRead, kept) }
        return reviews[id]?.first.record ?? asRead
    }

    // MARK: Changes

    /// Stores what was read.
    func keep(_ reports: [ReadReport]) throws -> [AddedReport] {
        let added = try reports.map { try $0.kept(in: store) }
        try catchUp()
        return added
    }

    /// Keeps what a reviewer says of claims of one document: all of it or, where something of it cannot be kept, nothing.
    ///
    /// - Returns: the reviews' numbers.
    func review(_ reviews: [ClaimReview], by reviewer: String?, reason: String?) throws -> [Int] {
        let time = now()
        let numbers = try store.review(
            reviews.map { StoredReview($0, reviewer: reviewer, decided: time, reason: reason) })
        try catchUp()
        return numbers
    }

    /// Keeps what a reviewer decides about which claims belong together: all of it, or nothing.
    ///
    /// - Returns: the decisions' numbers.
    @discardableResult
    func decide(_ made: [EventDecision], by reviewer: String?, reason: String?) throws -> [Int] {
        let time = now()
        let numbers = try store.decide(
            made.map { StoredDecision($0, reviewer: reviewer, decided: time, reason: reason) })
        try catchUp()
        return numbers
    }

    /// Takes reviews and decisions back; they stay in the history.
    func retract(_ targets: [StoredRetraction.Target], by reviewer: String?, reason: String?) throws {
        let time = now()
        try store.retract(
            targets.map { StoredRetraction(of: $0, reviewer: reviewer, decided: time, reason: reason) })
        try catchUp()
    }
}
