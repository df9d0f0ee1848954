import ConstatClaims
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText

/// A report with its claims beside it; its bytes as they came; why a sentence is read as it is.
struct ReaderPages {
    func add(to site: Site) {
        site.get("/documents/:document") { visit in try await reader(visit) }
        site.get("/documents/:document/original") { visit in try await original(visit) }
        site.get("/documents/:document/tree") { visit in try await tree(visit) }
    }

    /// The claim in its report.
    static func address(_ document: String, _ claim: String) -> String {
        let claim = Query.encoded(claim)
        return "/documents/\(document)?claim=\(claim)#\(claim)"
    }

    private func document(_ visit: Visit) throws -> StoredDocument {
        guard let document = visit.parameters.first.flatMap(visit.world.document) else { throw Refusal.nothingHere }
        return document
    }

    /// The claims as the visitor's own reading has them.
    private func reviewed(_ visit: Visit) throws -> ReviewedRecord {
        guard let record = visit.world.reviewed(try document(visit).id, by: visit.reading) else {
            throw Refusal.nothingHere
        }
        return record
    }

    private func reader(_ visit: Visit) async throws -> Answer {
        let (document, reviewed) = (try document(visit), try reviewed(visit))
        let shown = try await visit.desk.aside { store, _ in try ShownReport(document, reviewed, in: store) }
        return .page(ReaderPage(visit: visit, report: shown).page)
    }

    private func original(_ visit: Visit) async throws -> Answer {
        let document = try document(visit)
        let bytes = try await visit.desk.aside { store, _ in try store.original(of: document.id) }
        // Whatever it is, a browser keeps it as a file and runs nothing of it.
        return .content(bytes, type: "text/plain; charset=utf-8", name: document.name + ".txt")
    }

    private func tree(_ visit: Visit) async throws -> Answer {
        let (document, reviewed) = (try document(visit), try reviewed(visit))
        guard let claim = visit.query["claim"].flatMap(reviewed.claim(named:)) else { throw Refusal.nothingHere }
        let why = try await visit.desk.aside { store, desk in
            let shown = try ShownReport(document, reviewed, in: store)
            let start = shown.span(claim.claim.trigger).lower
            return TreeOfClaim(
                report: shown, claim: claim, explanation: desk.explanation(of: shown.reading.document, at: start))
        }
        return .page(why.page(visit))
    }
}

/// What the reader shows of a report: its text, and its claims as they stand.
struct ShownReport: Sendable {
    let stored: StoredDocument
    let reading: Reading
    /// In text order.
    let claims: [ReviewedClaim]
    private let offsets: ScalarOffsets

    init(_ stored: StoredDocument, _ reviewed: ReviewedRecord, in store: Store) throws {
        self.stored = stored
        reading = try store.reading(of: stored.id)
        offsets = ScalarOffsets(reading.document)
        claims = reviewed.claims
    }

    func span(_ words: QuotedSpan) -> TextSpan { offsets.span(words.start..<max(words.start, words.end)) }

    /// In Unicode scalars.
    func scalarOffset(_ utf8Offset: Int) -> Int { offsets.scalarOffset(utf8Offset) }
}

extension ReviewedClaim {
    var name: String { claim.id.claim }
    var family: String { "f-\(claim.type.family.rawValue)" }
}

extension ReportedClaim {
    /// The words of each part, for highlights.
    var parts: [(part: HighlightedText.Part, words: QuotedSpan)] {
        var parts: [(HighlightedText.Part, QuotedSpan?)] = [(.evidence, evidence), (.trigger, trigger)]
        parts += actors.map { (.slot(.who), $0.mention) } + quantities.map { (.slot(.amount), $0.mention) }
        parts += attribution.map { (.slot(.source), $0.mention) }
        parts += [(.slot(.where), place?.mention), (.slot(.when), time?.mention)]
        return parts.compactMap { part, words in words.map { (part, $0) } }
    }
}

/// The parts in which a long report is shown, so that no page is too large to open: cut between sentences, or inside of
/// one that is too long itself.
struct ReportParts {
    static let mostClaims = 300
    static let mostBytes = 120_000

    /// In order, without gaps.
    private(set) var spans: [TextSpan] = []
    private let text: [UInt8]
    private var start = 0

    /// - Parameters:
    ///   - sentences: in order.
    ///   - triggers: where each claim's begins, ascending.
    init(_ text: [UInt8], sentences: [TextSpan], triggers: [Int]) {
        self.text = text
        var (count, next) = (0, 0)
        for sentence in sentences {
            let first = next
            while next < triggers.count, triggers[next] < sentence.upper { next += 1 }
            count += next - first
            if count > Self.mostClaims || sentence.upper - start > Self.mostBytes, sentence.lower > start {
                close(at: sentence.lower)
                count = next - first
            }
            cutToSize(until: sentence.upper)
        }
        cutToSize(until: text.count)
        close(at: text.count)
    }

    private mutating func close(at end: Int) {
        spans.append(TextSpan(start, end))
        start = end
    }

    private mutating func cutToSize(until end: Int) {
        while end - start > Self.mostBytes {
            var cut = start + Self.mostBytes
            while cut > start, text[cut] & 0xC0 == 0x80 { cut -= 1 }
            close(at: cut)
        }
    }

    /// The part in which a position lies.
    func index(of offset: Int) -> Int {
        spans.lastIndex { $0.lower <= offset } ?? 0
    }
}
