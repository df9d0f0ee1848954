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
        claims = reviewed.claims.enumerated().sorted {
            ($0.element.claim.trigger.start, $0.offset) < ($1.element.claim.trigger.start, $1.offset)
        }.map(\.element)
    }

    var parts: ReportParts {
        ReportParts(
            reading.document.utf8,
            starts: reading.sentences.map(\.lower) + claims.map { span($0.claim.evidence).lower },
            triggers: claims.map { span($0.claim.trigger).lower })
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

/// The parts in which a long report is shown, so that no page is too large to open: cut where a sentence or the evidence of
/// a claim begins, else wherever the text becomes too long.
struct ReportParts {
    struct Part: Equatable {
        let text: TextSpan
        /// By their place among all; where one stretch carries too many, it is shown again with the next.
        let claims: Range<Int>
    }

    static let mostClaims = 300
    static let mostBytes = 120_000

    /// In order; one at least.
    private(set) var parts: [Part] = []
    private let text: [UInt8]
    private let triggers: [Int]
    private var start = 0
    private var firstClaim = 0

    /// - Parameters:
    ///   - starts: where a part may begin.
    ///   - triggers: where each claim's begins, ascending.
    init(_ text: [UInt8], starts: [Int], triggers: [Int]) {
        self.text = text
        self.triggers = triggers
        var candidate = 0
        for cut in Set(starts).filter({ 0 < $0 && $0 < text.count }).sorted() + [text.count] {
            let isFull = claimsEnd(at: cut) - firstClaim > Self.mostClaims || cut - start > Self.mostBytes
            if isFull, candidate > start { close(at: candidate) }
            while cut - start > Self.mostBytes { close(at: boundary(start + Self.mostBytes)) }
            candidate = cut
        }
        close(at: text.count)
    }

    private func boundary(_ offset: Int) -> Int {
        var boundary = offset
        while boundary > start, text[boundary] & 0xC0 == 0x80 { boundary -= 1 }
        return boundary
    }

    private func claimsEnd(at end: Int) -> Int {
        if end == text.count { return triggers.count }
        var (low, high) = (firstClaim, triggers.count)
        while low < high {
            let middle = (low + high) / 2
            if triggers[middle] < end { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func close(at end: Int) {
        let last = claimsEnd(at: end)
        repeat {
            let next = min(firstClaim + Self.mostClaims, last)
            parts.append(Part(text: TextSpan(start, end), claims: firstClaim..<next))
            firstClaim = next
        } while firstClaim < last
        start = end
    }
}
