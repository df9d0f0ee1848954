import ConstatClaims
import ConstatIntake
import ConstatPlaces
import ConstatStore
import ConstatText

/// What became of one thing that was handed in.
struct AddedReport: Sendable {
    enum Outcome: String, Sendable { case added, read, known, withdrawn, refused }
    var outcome: Outcome
    var name: String
    /// Its identifier in the store; nil for what was refused.
    var document: String?
    var claimCount = 0
    /// What there is to say about it: why it was refused, or with what reservations it was read.
    var notes: [Diagnostic] = []
}

/// Reads reports that are handed in, and stores them.
struct ReadingDesk {
    private let version: ReadingVersion
    private let reports = ReportReader(gazetteer: Gazetteer(adding: []))
    private let preparation = Preparation()

    init(programVersion: String) { version = .current(program: programVersion) }

    /// - Parameter name: as the reader's machine calls the file; used as a name only, never as a path.
    func add(
        _ bytes: [UInt8], named name: String, options: IntakeOptions, to store: Store
    ) throws -> [AddedReport] {
        var added: [AddedReport] = []
        let reader = DocumentReader(options: options, fileSystem: GivenFile(bytes))
        try reader.read([GivenFile.safe(name)]) { added.append(try take($0, into: store)) }
        return added
    }

    private func take(_ arrival: Arrival, into store: Store) throws -> AddedReport {
        guard let document = arrival.document else {
            let notes = arrival.notes + [arrival.refusal].compactMap { $0 }
            return AddedReport(outcome: .refused, name: arrival.place.description, notes: notes)
        }
        let id = PreparedDocument.id(of: arrival.original)
        var report = AddedReport(outcome: .added, name: document.id, document: id, notes: arrival.notes)
        switch try store.presence(of: id, version: version) {
        case .withdrawn(let reason):
            report.outcome = .withdrawn
            report.document = nil
            report.notes.append(store.withdrawnNote(id, at: arrival.place, reason: reason))
        case .stored(isRead: true):
            report.outcome = .known
            let differing = try store.differingFacts(id, arrival)
            if !differing.isEmpty { report.notes.append(store.knownNote(id, at: arrival.place, differing: differing)) }
        case .stored(isRead: false):
            report.outcome = .read
            report.claimCount = try keep(arrival, try store.readable(id), in: store)
        case .absent:
            report.claimCount = try keep(arrival, document, in: store)
        }
        return report
    }

    /// How many claims were read.
    private func keep(_ arrival: Arrival, _ document: Document, in store: Store) throws -> Int {
        var reading = reports.reading(of: document)
        reading.notes.insert(contentsOf: arrival.notes.map(\.note), at: 0)
        let prepared = PreparedDocument(
            reading, original: arrival.original, capture: arrival.capture, version: version, preparing: preparation)
        try store.add(prepared, version: version)
        return prepared.claimCount
    }
}

/// Bytes handed in, in the shape of the one file of a file system: intake looks at nothing else.
private struct GivenFile: FileSystem {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The last part of a name, so that it looks like no folder and not like standard input.
    static func safe(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let shown = String(
            last.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(200).map(Character.init))
        return ["", ".", "..", "-"].contains(shown) ? "report" : shown
    }

    func entry(at path: String) throws(FileError) -> FileEntry { FileEntry(kind: .file, identity: [0, 0]) }
    func names(inFolder path: String) throws(FileError) -> [String] { throw .missing }
    func open(_ path: String) throws(FileError) -> any ByteSource { GivenBytes(bytes) }
    func standardInput() -> any ByteSource { GivenBytes(bytes) }
}

private final class GivenBytes: ByteSource {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func read(upTo limit: Int) throws(FileError) -> [UInt8] {
        defer { rest = rest.dropFirst(limit) }
        return Array(rest.prefix(limit))
    }
}
