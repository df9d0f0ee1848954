import ConstatClaims
import ConstatIntake
import ConstatPlaces
import ConstatStore
import ConstatText
import Synchronization

/// What became of one thing that was handed in.
struct AddedReport: Sendable {
    enum Outcome: String, Sendable, CaseIterable { case added, read, known, withdrawn, refused }
    var outcome: Outcome
    var name: String
    /// Its identifier in the store; nil for what was refused.
    var document: String?
    /// What there is to say about it: why it was refused, or with what reservations it was read.
    var notes: [Diagnostic] = []
}

/// A report on its way into the store.
struct ReadReport: Sendable {
    fileprivate(set) var report: AddedReport
    /// nil where there is nothing to store: it is known, withdrawn or refused.
    fileprivate(set) var prepared: PreparedDocument?
    fileprivate let place: SourcePlace
    fileprivate let version: ReadingVersion

    /// Another process may have stored the same meanwhile.
    func kept(in store: Store) throws -> AddedReport {
        guard let prepared else { return report }
        var report = report
        switch try store.add(prepared, version: version) {
        case .absent: report.outcome = .added
        case .stored(isRead: false): report.outcome = .read
        case .stored(isRead: true): report.outcome = .known
        case .withdrawn(let reason):
            report.outcome = .withdrawn
            report.document = nil
            report.notes.append(store.withdrawnNote(prepared.id, at: place, reason: reason))
        }
        return report
    }
}

/// Reads reports that are handed in, and explains how sentences are read.
final class ReadingDesk: Sendable {
    private let programVersion: String
    private let made = Mutex<Instruments?>(nil)
    /// A document takes some ten times its bytes until it is stored.
    private static let mostBytes = 4 << 20

    /// What takes a moment to make; most visits need none of it.
    fileprivate struct Instruments: Sendable {
        let version: ReadingVersion
        let reports = ReportReader(gazetteer: Gazetteer(adding: []))
        let preparation = Preparation()
    }

    init(programVersion: String) { self.programVersion = programVersion }

    private var instruments: Instruments {
        made.withLock { made in
            if let made { return made }
            let instruments = Instruments(version: .current(program: programVersion))
            made = instruments
            return instruments
        }
    }

    /// How the sentence at a position (in UTF-8) is read; nil where there is none.
    func explanation(of document: Document, at offset: Int) -> SentenceExplanation? {
        instruments.reports.explanation(of: document, at: offset)
    }

    /// - Parameter keep: stores some reports at a time, so that memory does not hold all of a long list.
    func add(
        _ bytes: [UInt8], named name: String, options: IntakeOptions, to store: Store,
        keep: ([ReadReport]) throws -> [AddedReport]
    ) throws -> [AddedReport] {
        var (added, waiting, weight) = ([AddedReport](), [ReadReport](), 0)
        let instruments = instruments
        let reader = DocumentReader(options: options, fileSystem: GivenFile(bytes))
        try reader.read([GivenFile.safe(name)]) { arrival in
            waiting.append(try instruments.read(arrival, for: store))
            weight += arrival.original.count
            if weight > Self.mostBytes {
                added += try keep(waiting)
                (waiting, weight) = ([], 0)
            }
        }
        return added + (try keep(waiting))
    }
}

extension ReadingDesk.Instruments {
    fileprivate func read(_ arrival: Arrival, for store: Store) throws -> ReadReport {
        guard let document = arrival.document else {
            let notes = arrival.notes + [arrival.refusal].compactMap { $0 }
            return read(AddedReport(outcome: .refused, name: arrival.place.description, notes: notes), arrival)
        }
        let id = PreparedDocument.id(of: arrival.original)
        var report = AddedReport(outcome: .known, name: document.id, document: id, notes: arrival.notes)
        switch try store.presence(of: id, version: version) {
        case .withdrawn(let reason):
            report.outcome = .withdrawn
            report.document = nil
            report.notes.append(store.withdrawnNote(id, at: arrival.place, reason: reason))
            return read(report, arrival)
        case .stored(isRead: true):
            let differing = try store.differingFacts(id, arrival)
            if !differing.isEmpty { report.notes.append(store.knownNote(id, at: arrival.place, differing: differing)) }
            return read(report, arrival)
        // The facts that were stored with it stay, and so do the answers that depend on them.
        case .stored(isRead: false): return read(report, arrival, prepared(arrival, try store.readable(id)))
        case .absent: return read(report, arrival, prepared(arrival, document))
        }
    }

    private func read(_ report: AddedReport, _ arrival: Arrival, _ prepared: PreparedDocument? = nil) -> ReadReport {
        ReadReport(report: report, prepared: prepared, place: arrival.place, version: version)
    }

    private func prepared(_ arrival: Arrival, _ document: Document) -> PreparedDocument {
        var reading = reports.reading(of: document)
        reading.notes.insert(contentsOf: arrival.notes.map(\.note), at: 0)
        return PreparedDocument(
            reading, original: arrival.original, capture: arrival.capture, version: version, preparing: preparation)
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
