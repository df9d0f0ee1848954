import ConstatClaims
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText

/// A claim for people: its sentence among those around it, and its fields with their words.
struct ClaimView {
    let visit: Visit
    private var wording: Wording { visit.wording }
    private var words: ClaimWords { ClaimWords(visit.wording) }

    init(_ visit: Visit) { self.visit = visit }

    // MARK: Where it stands

    /// "tenenkou-1-depeche, 15 March 2022", linking to the words.
    func source(_ claim: ClaimID) -> HTML {
        guard let document = visit.world.document(claim.document) else { return "<bdi>\(claim.claim)</bdi>" }
        let day = document.published.flatMap { CalendarDay($0) }.map { ", " + wording.day($0) } ?? ""
        return """
            <a href="\(address(words: claim))"><bdi>\(document.publisher ?? document.name)</bdi></a>\(day)
            """
    }

    /// `name#c3`, linking to the claim's page.
    func name(_ claim: ClaimID) -> HTML {
        let document = visit.world.document(claim.document)
        return """
            <a class="claim-name" href="\(address(claim))"><bdi>\(document?.name ?? DocumentID.short(claim.document))</bdi>#\(claim.claim)</a>
            """
    }

    func address(_ claim: ClaimID) -> String {
        "/claims/\(Query.encoded(claim.document))/\(Query.encoded(claim.claim))"
    }

    func address(words claim: ClaimID) -> String {
        "/documents/\(Query.encoded(claim.document))#\(Query.encoded(claim.claim))"
    }

    // MARK: The claim

    func badge(_ claim: ReportedClaim) -> HTML {
        """
        <span class="chip f-\(claim.type.family.rawValue)">\(words.type(claim.type))</span>
        """
    }

    func head(_ claim: ReportedClaim) -> HTML {
        """
        <p class="claim-head">\(badge(claim)) <span class="state s-\(claim.status.rawValue)">\(words.status(claim.status, isHedged: claim.isHedged))</span>
        <span class="hint">\(source(claim.id)) · \(name(claim.id))</span></p>
        """
    }

    /// Its fields, those without a value too: that nothing was read may be the error.
    func fields(_ claim: ReportedClaim) -> HTML {
        let lines: [(ClaimField.Name, [(String, QuotedSpan?)])] = [
            (.actors, claim.actors.map { ("\(wording["role.\($0.role.rawValue)"]): \($0.name)", $0.mention) }),
            (.place, claim.place.map { [(words.place($0), $0.mention)] } ?? []),
            (.time, claim.time.map { [(words.time($0) ?? "", $0.mention)] } ?? []),
            (.quantities, claim.quantities.map { (words.quantity($0), $0.mention) }),
            (.attribution, claim.attribution.map { (words.speaker($0), $0.mention) }),
        ]
        let rows = lines.map { name, values -> HTML in
            let items = values.map { value, mention -> HTML in
                let quote: HTML = mention.map { " <q dir=\"auto\">\($0.quote)</q>" } ?? .empty
                return "<li><bdi>\(value)</bdi>\(quote)</li>"
            }
            let shown: HTML =
                items.isEmpty ? "<span class=\"unsaid\">\(wording["claim.none"])</span>" : "<ul>\(items)</ul>"
            return "<dt>\(words.field(name))</dt><dd>\(shown)</dd>"
        }
        return "<dl class=\"claim-fields\">\(rows)</dl>"
    }

    // MARK: In its text

    /// The sentence with what stands before and after it.
    func context(_ claim: ReportedClaim, in document: Document) -> HTML {
        let excerpt = Excerpt(document.text, around: claim)
        let pieces = excerpt.pieces.map { piece -> HTML in
            switch piece.part {
            case .around: "\(piece.text)"
            case .evidence: "<span class=\"evidence-words\">\(piece.text)</span>"
            case .slot: "<span class=\"evidence-words slot\">\(piece.text)</span>"
            case .trigger: "<mark class=\"evidence-words trigger\">\(piece.text)</mark>"
            }
        }
        return """
            <blockquote class="context f-\(claim.type.family.rawValue)" dir="auto" lang="\(document.language ?? "")">\
            \(excerpt.isCutBefore ? "… " : "")\(pieces)\(excerpt.isCutAfter ? " …" : "")</blockquote>
            """
    }
}

/// A claim's sentence with some of the text around it, cut where its words begin and end.
struct Excerpt {
    enum Part: Int { case around, evidence, slot, trigger }
    struct Piece {
        var text: String
        var part: Part
    }

    private(set) var pieces: [Piece] = []
    let isCutBefore: Bool
    let isCutAfter: Bool

    /// Scalars shown before and after the sentence.
    private static let reach = 320

    /// Spans that leave the text are cut to it: a store may be damaged.
    init(_ text: String, around claim: ReportedClaim) {
        let scalars = text.unicodeScalars
        let from = max(0, claim.evidence.start - Self.reach)
        let start = scalars.index(scalars.startIndex, offsetBy: from, limitedBy: scalars.endIndex) ?? scalars.endIndex
        let wanted = claim.evidence.end - from + Self.reach
        let end = scalars.index(start, offsetBy: max(0, wanted), limitedBy: scalars.endIndex) ?? scalars.endIndex
        let window = Array(scalars[start..<end])
        let evidence = Self.within(claim.evidence, from, window.count)
        let first = from == 0 ? 0 : Self.wordStart(window, before: evidence.lowerBound)
        let last = end == scalars.endIndex ? window.count : Self.wordEnd(window, after: evidence.upperBound)
        isCutBefore = from > 0
        isCutAfter = end != scalars.endIndex
        var parts = [Part](repeating: .around, count: window.count)
        func mark(_ span: QuotedSpan, _ part: Part) {
            for index in Self.within(span, from, window.count) where parts[index].rawValue < part.rawValue {
                parts[index] = part
            }
        }
        mark(claim.evidence, .evidence)
        for name in ClaimField.Name.allCases { for mention in claim[name].mentions { mark(mention, .slot) } }
        mark(claim.trigger, .trigger)
        guard first < last else { return }
        var begin = first
        for index in first..<last where index + 1 == last || parts[index + 1] != parts[index] {
            let words = String(String.UnicodeScalarView(window[begin...index]))
            pieces.append(Piece(text: words, part: parts[index]))
            begin = index + 1
        }
    }

    private static func within(_ span: QuotedSpan, _ from: Int, _ count: Int) -> Range<Int> {
        let lower = min(max(0, span.start - from), count)
        return lower..<min(max(lower, span.end - from), count)
    }

    private static func wordStart(_ window: [Unicode.Scalar], before limit: Int) -> Int {
        (window[..<limit].firstIndex { $0.properties.isWhitespace } ?? -1) + 1
    }

    private static func wordEnd(_ window: [Unicode.Scalar], after limit: Int) -> Int {
        window[limit...].lastIndex { $0.properties.isWhitespace } ?? window.count
    }
}
