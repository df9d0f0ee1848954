import ArgumentParser
import ConstatEvents
import ConstatRecords
import ConstatStore

/// Where `events`, `situation` and others take claims from: files of claim records, or a store.
struct ClaimSource: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Claim records, as `code --format jsonl` prints them; `-` is standard input.", valueName: "FILE"))
    var files: [String] = []

    @Option(help: ArgumentHelp("A store, in place of files; its reviewers' decisions hold.", valueName: "FILE"))
    var store: String?

    func validate() throws {
        if store != nil, !files.isEmpty { throw ValidationError(CommandMessages.filesAndStore) }
        if store == nil, files.isEmpty, Terminal.inputIsTerminal {
            throw ValidationError(CommandMessages.noRecordsToRead)
        }
    }

    /// Reads the claims, has them answered, and ends with the exit code of it all.
    func run(_ answer: (GivenClaims) throws -> Void) throws {
        if let store {
            try StoreOption.run(store) { store in
                try answer(try GivenClaims(store))
                return Interruption.isRequested ? Interruption.exitStatus : ExitStatus.done
            }
        } else {
            var input = ClaimRecordFiles()
            input.read(files.isEmpty ? ["-"] : files)
            try answer(GivenClaims(records: input.records))
            if Interruption.isRequested { throw ExitCode(Interruption.exitStatus) }
            if input.isIncomplete { throw ExitCode(ExitStatus.someUnread) }
        }
    }
}

/// Claims with what reviewers decided about them.
struct GivenClaims {
    var records: [ClaimRecord]
    var decisions: [EventDecision] = []
    /// The store that they are of, and the last line of its log when they were read; nil for files.
    private(set) var store: (store: Store, logNumber: Int64)?

    init(records: [ClaimRecord]) { self.records = records }

    init(_ store: Store) throws {
        // First, so that what another process adds meanwhile is not taken for merged.
        let logNumber = try store.logNumber()
        decisions = try store.decisions().map(\.decision)
        records = []
        try store.eachRecord { records.append($0) }
        self.store = (store, logNumber)
    }

    /// All events of the claims. A store keeps them, unless it may only be read.
    func events() throws -> [Event] {
        let events = Self.events(of: records, decisions)
        if let (store, logNumber) = store, !store.isReadOnly, try !store.areEventsCurrent() {
            try store.setEvents(events, asOf: logNumber)
        }
        return events
    }

    static func events(of records: [ClaimRecord], _ decisions: [EventDecision]) -> [Event] {
        var merger = EventMerger(decisions: decisions)
        merger.add(records)
        return merger.events()
    }

    /// How a page of text calls claims: in a store, by the document's name where no other has it and it is short, else by
    /// as much of its identifier as lists show. `constat show` understands both.
    func names() throws -> @Sendable (ClaimID) -> String {
        guard let store = store?.store else { return { $0.description } }
        var documents: [String: [String]] = [:]
        try store.eachDocument { documents[$0.name, default: []].append($0.id) }
        var names: [String: String] = [:]
        for (name, ids) in documents where ids.count == 1 && Self.isHandy(name) { names[ids[0]] = name }
        return { [names] claim in "\(names[claim.document] ?? DocumentID.short(claim.document))#\(claim.claim)" }
    }

    /// Whether a name can be typed and takes no more room than it is worth.
    private static func isHandy(_ name: String) -> Bool {
        name.utf8.count <= 32
            && name.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0)
            }
    }
}
