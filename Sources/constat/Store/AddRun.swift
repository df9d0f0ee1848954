import ConstatClaims
import ConstatIntake
import ConstatPlaces
import ConstatStore
import ConstatText

/// One run that stores documents: read on all cores, stored one by one in the order in which they came.
struct AddRun {
    private let store: Store
    private let options: IntakeOptions
    private let version: ReadingVersion
    private let work: OrderedWork<Piece, Piece>
    /// What is under way: pieces, and bytes of their documents.
    private var pieces = 0
    private var bytes = 0
    private var summary = RunSummary(noun: "claim")
    private var progress = ProgressLine()
    /// Enough to keep many cores busy; the oldest piece may be a long one.
    private static let mostPieces = 64
    /// A document takes some ten times its bytes until it is stored.
    private static let mostBytes = 4 << 20

    /// - Parameter gazetteers: those beside the program's own.
    init(_ store: Store, options: IntakeOptions, gazetteers: [GazetteerIndex]) {
        self.store = store
        self.options = options
        let version = ReadingVersion.current(program: Constat.programVersion, gazetteers: gazetteers)
        let (reports, preparation) = (ReportReader(gazetteer: Gazetteer(adding: gazetteers)), Preparation())
        self.version = version
        work = OrderedWork { $0.read(by: reports, version: version, preparation: preparation) }
    }

    /// The exit code.
    mutating func run(_ paths: [String]) throws -> Int32 {
        let stop: @Sendable () -> Bool = { Interruption.isRequested }
        let reader = DocumentReader(options: options, fileSystem: LocalFileSystem(isStopped: stop), isStopped: stop)
        do {
            try reader.read(paths) { try give($0) }
            while pieces > 0, !Interruption.isRequested { try finishOldest() }
        } catch {
            progress.clear()
            throw error
        }
        progress.clear()
        if Interruption.isRequested {
            Terminal.say(CommandMessages.interrupted(summary, partialPath: store.path))
            return Interruption.exitStatus
        }
        if Terminal.errorIsTerminal || summary.refused > 0 { Terminal.say(CommandMessages.summary(summary)) }
        return summary.refused > 0 ? ExitStatus.someUnread : ExitStatus.done
    }

    private mutating func give(_ arrival: Arrival) throws {
        let piece = Piece(arrival, try answer(to: arrival))
        while pieces > 0, pieces >= Self.mostPieces || bytes + piece.weight > Self.mostBytes {
            if Interruption.isRequested { return }
            try finishOldest()
        }
        pieces += 1
        bytes += piece.weight
        work.give(piece)
    }

    /// What is to be done about an arrival. Another process may store the same meanwhile: storing asks again.
    private func answer(to arrival: Arrival) throws -> Piece.Answer {
        guard let document = arrival.document else { return .nothing }
        let id = PreparedDocument.id(of: arrival.original)
        switch try store.presence(of: id, version: version) {
        case .absent: return .read(document)
        case .stored(isRead: true): return .known(id)
        // The facts that were stored with it stay, and so do the answers that depend on them.
        case .stored(isRead: false): return .read(try store.readable(id))
        case .withdrawn(let reason): return .withdrawn(id, reason)
        }
    }

    private mutating func finishOldest() throws {
        guard let piece = work.take() else { return }
        pieces -= 1
        bytes -= piece.weight
        let arrival = piece.arrival
        var notes = arrival.notes
        var line: [String?]?
        switch piece.answer {
        case .nothing, .read: break
        case .known(let id): line = try known(id, arrival, &notes)
        case .withdrawn(let id, let reason): line = withdrawn(id, reason, arrival, &notes)
        case .prepared(let prepared): line = try store(prepared, arrival, &notes)
        }
        say(notes, arrival.refusal)
        if let line { try writeAll(TableLine.text(line), to: 1) }
        progress.show(CommandMessages.progress(summary, at: arrival.place))
    }

    private mutating func store(
        _ prepared: PreparedDocument, _ arrival: Arrival, _ notes: inout [Diagnostic]
    ) throws -> [String?] {
        let isNew: Bool
        switch try store.add(prepared, version: version) {
        case .stored(isRead: true): return try known(prepared.id, arrival, &notes)
        case .withdrawn(let reason): return withdrawn(prepared.id, reason, arrival, &notes)
        case .absent: isNew = true
        case .stored(isRead: false): isNew = false
        }
        if let document = arrival.document { summary.add(document, found: prepared.claimCount) }
        let state = isNew ? "added" : "read"
        return [state, DocumentID.short(prepared.id), arrival.document?.id, String(prepared.claimCount)]
    }

    private mutating func known(_ id: String, _ arrival: Arrival, _ notes: inout [Diagnostic]) throws -> [String?] {
        summary.addKnown()
        let differing = try store.differingFacts(id, arrival)
        if !differing.isEmpty { notes.append(store.knownNote(id, at: arrival.place, differing: differing)) }
        return ["known", DocumentID.short(id), arrival.document?.id, nil]
    }

    private mutating func withdrawn(
        _ id: String, _ reason: String, _ arrival: Arrival, _ notes: inout [Diagnostic]
    ) -> [String?] {
        summary.addWithdrawn()
        notes.append(store.withdrawnNote(id, at: arrival.place, reason: reason))
        return ["withdrawn", DocumentID.short(id), arrival.document?.id, nil]
    }

    private mutating func say(_ notes: [Diagnostic], _ refusal: Diagnostic?) {
        if !notes.isEmpty || refusal != nil { progress.clear() }
        for note in notes { Terminal.say(note.report) }
        if let refusal {
            Terminal.say(refusal.report)
            summary.add(refusal)
        }
    }
}

/// An arrival on its way through the cores.
private struct Piece: Sendable {
    enum Answer: Sendable {
        /// It was refused.
        case nothing
        case known(String)
        case withdrawn(String, String)
        case read(Document)
        case prepared(PreparedDocument)
    }

    var arrival: Arrival
    var answer: Answer
    let weight: Int

    init(_ arrival: Arrival, _ answer: Answer) {
        self.arrival = arrival
        self.answer = answer
        weight = arrival.original.count
    }

    func read(by reports: ReportReader, version: ReadingVersion, preparation: Preparation) -> Piece {
        guard case .read(let document) = answer else { return self }
        var reading = reports.reading(of: document)
        reading.notes.insert(contentsOf: arrival.notes.map(\.note), at: 0)
        var piece = self
        piece.answer = .prepared(
            PreparedDocument(
                reading, original: arrival.original, capture: arrival.capture, version: version, preparing: preparation)
        )
        return piece
    }
}
