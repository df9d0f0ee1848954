public import ConstatText

/// What the user said about the documents, and how much is taken in.
public struct IntakeOptions: Sendable {
    /// The language of documents whose record does not state one; nil: by the page or by its words.
    public var language: String?
    /// The publication day of documents whose record does not state one.
    public var publishedOn: CalendarDay?
    /// The publisher of documents whose record or page does not state one.
    public var publisher: String?
    /// How documents were obtained whose record does not say.
    public var capture = Capture()
    /// Whether documents in other languages are refused; analysis takes any text as it comes.
    public var refusesOtherLanguages = true
    /// The largest plain text or page, in bytes.
    public var documentLimit = 16 << 20
    /// The largest line of JSON Lines, in bytes.
    public var recordLimit = 32 << 20
    /// The largest number of tags in a page; more is no article, and costs memory for each.
    public var tagLimit = 400_000

    public init(language: String? = nil, publishedOn: CalendarDay? = nil) {
        self.language = language
        self.publishedOn = publishedOn
    }
}

/// Takes in files, folders and standard input, and hands over one document after the other.
///
/// Whatever cannot be read is handed over too, as a refusal with its reason, and the rest goes on. Memory holds one
/// document at a time.
public struct DocumentReader: Sendable {
    /// ISO 639-1 codes of the languages that Constat reads.
    public static let supportedLanguages = ["fr"]

    let options: IntakeOptions
    private let fileSystem: any FileSystem
    private let isStopped: @Sendable () -> Bool
    private let languages: LanguageDetector
    private let furniture: PageFurniture
    private static let firstBlock = 1 << 16

    /// - Parameter isStopped: asked before each document; nothing more is read once it says yes.
    public init(
        options: IntakeOptions = IntakeOptions(), fileSystem: any FileSystem = LocalFileSystem(),
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.options = options
        self.fileSystem = fileSystem
        self.isStopped = isStopped
        languages = LanguageDetector()
        furniture = PageFurniture()
    }

    /// Reads every path in turn (`-` is standard input, a folder stands for the reports in it).
    public func read(_ paths: [String], deliver: (Arrival) throws -> Void) rethrows {
        for input in InputListing.inputs(paths, fileSystem: fileSystem) {
            if isStopped() { return }
            if case .problem(let diagnostic) = input.found {
                try deliver(
                    Arrival(place: diagnostic.place, outcome: .refused(.init(id: input.id), diagnostic)))
                continue
            }
            try read(input, deliver: deliver)
        }
    }

    private func read(_ input: Input, deliver: (Arrival) throws -> Void) rethrows {
        let source: any ByteSource
        let first: [UInt8]
        do throws(FileError) {
            if case .standardInput = input.found {
                source = fileSystem.standardInput()
            } else {
                source = try fileSystem.open(input.path)
            }
            first = try source.readFirst(Self.firstBlock)
        } catch {
            if !isStopped() { try refuse(input, IntakeMessages.unreadable(input.path, error), deliver) }
            return
        }
        let bytes = PeekedBytes(first: first, rest: source)
        switch ContentKind.of(firstBlock: first, fileExtension: input.fileExtension) {
        case .binary: try refuse(input, IntakeMessages.binary(input.path), deliver)
        case .otherJSON: try refuse(input, IntakeMessages.jsonNotLines(input.path), deliver)
        case .records: try readRecords(bytes, first: first, of: input, deliver: deliver)
        case .plainText: try readWhole(bytes, of: input, deliver: deliver, with: plainText)
        case .page: try readWhole(bytes, of: input, deliver: deliver, with: page)
        }
    }

    private func refuse(
        _ input: Input, _ diagnostic: Diagnostic, _ deliver: (Arrival) throws -> Void
    ) rethrows {
        try deliver(
            Arrival(place: SourcePlace(input.path), outcome: .refused(.init(id: input.id), diagnostic)))
    }

    private func readWhole(
        _ source: any ByteSource, of input: Input, deliver: (Arrival) throws -> Void,
        with make: ([UInt8], Input) -> Arrival
    ) rethrows {
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try source.readAll(upTo: options.documentLimit)
        } catch {
            if !isStopped() { try refuse(input, IntakeMessages.unreadable(input.path, error), deliver) }
            return
        }
        guard let bytes else {
            try refuse(input, IntakeMessages.tooLarge(input.path, limit: options.documentLimit), deliver)
            return
        }
        try deliver(make(bytes, input))
    }

    private func plainText(_ bytes: [UInt8], of input: Input) -> Arrival {
        let place = SourcePlace(input.path)
        let decoded = TextDecoding.decode(bytes)
        if TextCheck.isBinary(decoded.text) {
            return Arrival(place: place, outcome: .refused(.init(id: input.id), IntakeMessages.binary(input.path)))
        }
        let document = Document(
            id: input.id, text: decoded.text, language: options.language, publishedOn: options.publishedOn,
            publisher: options.publisher)
        return arrival(
            document, of: bytes, at: place, declared: nil, notes: IntakeMessages.decoding(decoded, at: place))
    }

    private func page(_ bytes: [UInt8], of input: Input) -> Arrival {
        let place = SourcePlace(input.path)
        var notes: [Diagnostic] = []
        do throws(Diagnostic) {
            let page = try PageReader(furniture: furniture, tagLimit: options.tagLimit)
                .page(bytes, at: place, notes: &notes)
            if TextCheck.isBinary(page.text) { throw IntakeMessages.binary(input.path) }
            let document = Document(
                id: input.id, text: page.text, language: options.language,
                publishedOn: options.publishedOn ?? page.facts.publishedOn, title: page.facts.title,
                url: page.facts.url, publisher: page.facts.publisher ?? options.publisher)
            return arrival(document, of: bytes, at: place, declared: page.facts.language, notes: notes)
        } catch {
            return Arrival(place: place, outcome: .refused(.init(id: input.id), error), notes: notes)
        }
    }

    private func readRecords(
        _ source: any ByteSource, first: [UInt8], of input: Input, deliver: (Arrival) throws -> Void
    ) rethrows {
        var source = source
        if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
            // The lines of UTF-16 can only be told apart after decoding.
            let whole: [UInt8]?
            do throws(FileError) {
                whole = try source.readAll(upTo: options.documentLimit)
            } catch {
                if !isStopped() { try refuse(input, IntakeMessages.unreadable(input.path, error), deliver) }
                return
            }
            guard let whole else {
                try refuse(input, IntakeMessages.wideRecordsTooLarge(input.path, limit: options.documentLimit), deliver)
                return
            }
            source = MemoryBytes(Array(TextDecoding.decode(whole).text.utf8))
        }
        var lines = RecordLines(source, limit: options.recordLimit)
        while !isStopped() {
            let line: RecordLines.Line?
            do throws(FileError) {
                line = try lines.next()
            } catch {
                if !isStopped() { try refuse(input, IntakeMessages.unreadable(input.path, error), deliver) }
                return
            }
            guard let line else { return }
            if let arrival = arrival(of: line, in: input) { try deliver(arrival) }
        }
    }

    /// Nil for a blank line.
    private func arrival(of line: RecordLines.Line, in input: Input) -> Arrival? {
        let place = SourcePlace(input.path, line: line.number)
        let record: RecordReader.Record
        let original: [UInt8]
        switch line.content {
        case .blank: return nil
        case .tooLong:
            let refusal = IntakeMessages.recordTooLarge(place, limit: options.recordLimit)
            return Arrival(place: place, outcome: .refused(.init(), refusal), isRecord: true)
        case .bytes(let bytes):
            original = bytes
            record = RecordReader(options: options).record(bytes, at: place, defaultID: "\(input.id):\(line.number)")
        }
        guard let document = record.document else {
            let refusal = record.refusal ?? IntakeMessages.recordWithoutText(place)
            return Arrival(
                place: place, outcome: .refused(record.known, refusal), notes: record.notes, isRecord: true)
        }
        var arrival = arrival(document, of: original, at: place, declared: nil, notes: record.notes)
        arrival.isRecord = true
        arrival.capture = record.capture
        return arrival
    }

    /// The last step for every document: something must be in it, in a language that can be read.
    private func arrival(
        _ document: Document, of original: [UInt8], at place: SourcePlace, declared: String?, notes: [Diagnostic]
    ) -> Arrival {
        func accepted(_ document: Document, notes: [Diagnostic]) -> Arrival {
            var arrival = Arrival(place: place, outcome: .document(document), notes: notes)
            arrival.original = original
            arrival.capture = options.capture
            return arrival
        }
        var document = document
        let known = Arrival.PartialDocument(id: document.id, text: document.text, language: document.language)
        if TextCheck.isBlank(document.text) {
            return Arrival(place: place, outcome: .refused(known, IntakeMessages.empty(place)), notes: notes)
        }
        guard options.refusesOtherLanguages else {
            document.language = document.language ?? Self.supportedLanguages.first
            return accepted(document, notes: notes)
        }
        switch LanguageDecision(document: document, declared: declared, detector: languages) {
        case .supported(let language, let note):
            document.language = language
            let notes = notes + (note.map { [IntakeMessages.language($0, at: place)] } ?? [])
            return accepted(document, notes: notes)
        case .unsupported(let language, let isStated):
            let refusal = IntakeMessages.unsupportedLanguage(language, isStated: isStated, at: place)
            var known = known
            known.language = language
            return Arrival(place: place, outcome: .refused(known, refusal), notes: notes)
        }
    }
}
