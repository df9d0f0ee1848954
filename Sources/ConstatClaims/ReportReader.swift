import ConstatActors
import ConstatLanguage
public import ConstatPlaces
public import ConstatText
import ConstatTime

/// Reads a report: text in, claims out. A pure function of the document; safe to share between threads.
public struct ReportReader: Sendable {
    private let instruments: MentionReader
    private let actors: FrenchActorReader
    private let language: ClaimLanguage

    /// - Parameter gazetteer: the program's own, or with others beside it.
    public init(gazetteer: Gazetteer = Gazetteer()) {
        instruments = MentionReader(gazetteer: gazetteer)
        actors = FrenchActorReader()
        language = .french
    }

    /// Every claim of the document, in reading order. Never fails; what could not be read becomes a note.
    public func reading(of document: Document) -> Reading {
        var claims: [Claim] = []
        let sentences = mentionedSentences(of: document)
        walk(sentences, of: document) { _, step in claims += step.claims }
        let kept = numbered(claims)
        return Reading(
            document: document, claims: kept,
            notes: notes(document, kept) + PlaceNotes.notes(on: sentences.flatMap(\.places)),
            sentences: sentences.map(\.sentence.span))
    }

    // MARK: The walk through a document

    /// What one sentence gave.
    struct Step {
        var claims: [Claim]
        var drafts: [ClaimDraft]
        var refusals: [FrameRefusal]
        var attributions: [Attribution]
    }

    func mentionedSentences(of document: Document) -> [SentenceReading] {
        let found = instruments.mentions(of: document)
        let countries = instruments.places.countries(of: found.places)
        let actorMentions = actors.mentions(
            in: found.sentences, countries: countries, publishedOn: document.publishedOn)
        let placesBySentence = Dictionary(grouping: found.places, by: \.sentence)
        let actorsBySentence = Dictionary(grouping: actorMentions, by: \.sentence)
        let timesBySentence = Dictionary(grouping: found.times, by: \.sentence)
        let quantitiesBySentence = Dictionary(grouping: found.quantities.filter(\.isClaimable), by: \.sentence)
        return found.sentences.enumerated().map { index, sentence in
            let counted = quantitiesBySentence[index] ?? []
            let times = timesBySentence[index] ?? []
            let mended = TreeRepair.repaired(sentence, quantities: counted, times: times, words: language.words)
            return SentenceReading(
                index: index, sentence: mended, places: placesBySentence[index] ?? [], times: times,
                quantities: counted, actors: actorsBySentence[index] ?? [], language: language)
        }
    }

    func walk(_ sentences: [SentenceReading], of document: Document, _ receive: (SentenceReading, Step) -> Void) {
        guard GenreGate.isReport(sentences, words: language.words) else { return }
        var memory = DocumentMemory()
        var told: Set<String> = []
        let quotations = OpenQuotations(sentences)
        var stamp: (time: TimeMention, end: Int)?
        for reading in sentences {
            if let last = stamp, document.utf8[last.end..<max(last.end, reading.sentence.span.lower)].contains(0x0A) {
                stamp = nil
            }
            if let own = reading.timeStamp { stamp = (own, reading.sentence.span.upper) }
            stamp?.end = reading.sentence.span.upper
            memory.stamp = stamp?.time
            memory.speaker = speaker(of: quotations, at: reading.index, sentences, memory)
            let isRubric = reading.isRubric
            if reading.beginsItem || isRubric {
                memory.beginEntry(at: reading.index, isRubric: isRubric)
            } else if beginsParagraph(reading.sentence, in: document) {
                memory.endEntry()
            }
            if let scene = reading.scene { memory.setScene(scene, sentence: reading.index) }
            var step = step(reading, memory: memory, publishedOn: document.publishedOn)
            let quote = document.quote(reading.evidence)
            if !told.insert(quote).inserted { step.claims = [] }  // Decision 23: said again word for word.
            memory.keep(reading, claims: step.claims)
            if let source = step.attributions.last?.sources.first { memory.keepSource(source) }
            receive(reading, step)
        }
    }

    private func step(_ reading: SentenceReading, memory: DocumentMemory, publishedOn: CalendarDay?) -> Step {
        let matcher = FrameMatcher(reading: reading, language: language, memory: memory)
        let attributions = AttributionReader(reading: reading, language: language, memory: memory).attributions()
        var refusals: [FrameRefusal] = []
        guard GenreGate.isTold(reading, words: language.words) else {
            return Step(claims: [], drafts: [], refusals: [], attributions: attributions)
        }
        let drafts = matcher.drafts(refusals: &refusals)
        let builder = ClaimBuilder(
            reading: reading, language: language, memory: memory, matcher: matcher, attributions: attributions,
            publishedOn: publishedOn)
        let sentenceClaims = SentenceClaims(
            reading: reading, language: language, memory: memory, matcher: matcher, builder: builder)
        var claims = sentenceClaims.claims(from: drafts).filter {
            !GenreGate.isHistory($0, publishedOn: publishedOn) && !GenreGate.isAnalysis($0)
        }
        claims += BareVerdicts(
            reading: reading, language: language, attributions: attributions, told: memory.happenings + claims
        ).claims()
        claims.sort { ($0.trigger, $0.type.rawValue) < ($1.trigger, $1.type.rawValue) }
        return Step(claims: claims, drafts: drafts, refusals: refusals, attributions: attributions)
    }

    private func beginsParagraph(_ sentence: Sentence, in document: Document) -> Bool {
        document.utf8[..<sentence.span.lower].last { $0 != 0x20 } == 0x0A
    }

    /// Who speaks in a quotation that began in this sentence or before and ends later.
    private func speaker(
        of quotations: OpenQuotations, at index: Int, _ sentences: [SentenceReading], _ memory: DocumentMemory
    ) -> [Source] {
        guard let end = quotations.end(ofQuotationOpenAt: index) else { return [] }
        for candidate in Array(index...end) + [quotations.start(ofQuotationOpenAt: index)]
        where sentences.indices.contains(candidate) {
            let attributions = AttributionReader(reading: sentences[candidate], language: language, memory: memory)
                .attributions()
            if let spoken = attributions.first(where: { $0.verb != nil }) { return spoken.sources }
        }
        return []
    }

    private func numbered(_ claims: [Claim]) -> [Claim] {
        claims.enumerated().map { index, claim in
            var claim = claim
            claim.id = "c\(index + 1)"
            claim.confidence = Confidence.of(claim)
            return claim
        }
    }

    private func notes(_ document: Document, _ claims: [Claim]) -> [Note] {
        var notes: [Note] = []
        if document.publishedOn == nil, !claims.isEmpty {
            notes.append(
                Note(
                    "no-publication-date",
                    "No publication date is known: relative dates stay open. Give one with --published."))
        }
        return notes
    }
}

/// How sure a reading is: less for what was carried over or left open. A plain rule, no probability.
enum Confidence {
    static func of(_ claim: Claim) -> Double {
        var doubts = 0.0
        if claim.place != nil, claim.place?.mention == nil { doubts += 1 }
        if claim.time != nil, claim.time?.mention == nil { doubts += 1 }
        if claim.actors.isEmpty { doubts += 1 }
        if claim.place == nil { doubts += 1 }
        return (95 - 8 * doubts) / 100
    }
}

/// Which sentences lie inside a quotation that runs over several of them.
struct OpenQuotations {
    private var ranges: [Range<Int>] = []

    init(_ sentences: [SentenceReading]) {
        var start: Int?
        for reading in sentences {
            for token in reading.tokens {
                if token.form == "«" || token.form == "“" || (token.form == "\"" && start == nil) {
                    start = reading.index
                } else if token.form == "»" || token.form == "”" || token.form == "\"" {
                    if let first = start, first < reading.index { ranges.append(first..<(reading.index + 1)) }
                    start = nil
                }
            }
            if let first = start, reading.index - first > 8 { start = nil }
        }
    }

    func end(ofQuotationOpenAt index: Int) -> Int? { ranges.first { $0.contains(index) }.map { $0.upperBound - 1 } }
    func start(ofQuotationOpenAt index: Int) -> Int { ranges.first { $0.contains(index) }?.lowerBound ?? index }
}
