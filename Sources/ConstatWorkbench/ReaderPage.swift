import ConstatClaims
import ConstatIntake
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText

/// The page of a report: its text with highlights, its claims as cards beside it.
struct ReaderPage {
    let visit: Visit
    let report: ShownReport
    private let parts: [ReportParts.Part]
    private let number: Int
    /// The claims of the part shown.
    private let claims: [ReviewedClaim]
    private var wording: Wording { visit.wording }
    private var document: StoredDocument { report.stored }
    private var address: String { "/documents/\(document.id)" }

    init(visit: Visit, report: ShownReport) {
        self.visit = visit
        self.report = report
        let parts = report.parts.parts
        let meant = visit.query["claim"].flatMap { name in report.claims.firstIndex { $0.name == name } }
        let asked =
            meant.flatMap { claim in parts.firstIndex { $0.claims.contains(claim) } }
            ?? max(1, visit.query["part"].flatMap { Int($0) } ?? 1) - 1
        number = min(max(0, asked), parts.count - 1)
        self.parts = parts
        claims = Array(report.claims[parts[number].claims])
    }

    var page: Page {
        Page(
            title: document.shownTitle, section: .documents, assets: ["reader.css", "reader.js", "select.js"],
            keys: ["j k", "Enter"],
            body: """
                <header class="report-head">
                <p class="way"><a href="/documents">\(wording["nav.documents"])</a></p>
                <h1 dir="auto"\(language)>\(document.shownTitle)</h1>
                <p class="facts">\(facts)</p>
                \(document.published == nil ? "<p class=\"callout\">\(wording["reader.undated"])</p>" : nil)
                \(about)
                \(legend)
                </header>
                \(pager)
                <div class="reading">
                <article class="report"\(language) aria-label="\(wording["page.text"])" data-report \
                data-start="\(report.scalarOffset(parts[number].text.lower))" data-add="\(address)/add" \
                data-add-label="\(wording["reader.add"])">\(text)</article>
                \(cards)
                </div>
                \(pager)
                \(notes)
                """)
    }

    private var language: HTML? { document.language.map { " lang=\"\($0)\"" } }

    // MARK: Head

    private var facts: HTML {
        var facts: [HTML] = []
        if let publisher = document.publisher { facts.append("<bdi>\(publisher)</bdi>") }
        if let published = document.published, let day = CalendarDay(published) {
            facts.append("<time datetime=\"\(published)\">\(wording.day(day))</time>")
        } else {
            facts.append("\(wording["report.undated"])")
        }
        facts.append(
            report.claims.isEmpty
                ? "\(wording["count.none"])" : "\(wording.count("claims", report.claims.count))")
        let origin = DocumentsPages.origin(document, visit)
        if !origin.isEmpty { facts.append(origin) }
        return facts.joined(separator: " · ")
    }

    /// Everything known of the report beside its words.
    private var about: HTML {
        let url = document.url.map { HTML(trusted: HTMLText.link($0)) }
        let facts: [(String, HTML?)] = [
            ("name", "<bdi>\(document.name)</bdi>"), ("url", url), ("captured", document.captured.map { "\($0)" }),
            ("method", document.method.map { "<bdi>\($0)</bdi>" }), ("language", document.language.map { "\($0)" }),
            ("agency", document.agency.map { "<bdi>\($0)</bdi>" }), ("id", "<code>\(document.id)</code>"),
            ("bytes", "\(wording.number(Double(document.byteCount)))"),
            (
                "version",
                "constat \(document.version.program), <code>\(DocumentID.short(document.version.resources))</code>"
            ),
        ]
        let items = facts.compactMap { key, value in
            value.map { "<dt>\(wording["reader.fact.\(key)"])</dt><dd>\($0)</dd>" as HTML }
        }
        return """
            <details class="about"><summary>\(wording["reader.about"])</summary>
            <dl>\(items)</dl>
            <p><a class="button" href="\(address)/original" download>\(wording["reader.original"])</a></p>
            </details>
            """
    }

    private var legend: HTML? {
        guard !report.claims.isEmpty else { return nil }
        let families: [ClaimType.Family] = [.control, .fighting, .harm, .materiel, .force, .politics, .aid, .geo]
        let items = families.compactMap { family -> HTML? in
            let count = report.claims.filter { $0.claim.type.family == family }.count
            guard count > 0 else { return nil }
            return """
                <li class="f-\(family.rawValue)"><span class="swatch"></span>\(wording["family.\(family.rawValue)"])
                <span class="count">\(wording.number(Double(count)))</span></li>
                """
        }
        let keys = ["j k", "Enter"].map { key -> HTML in
            "<span><kbd>\(key)</kbd> \(wording["keys.\(key)"])</span> "
        }
        return """
            <div class="under-title"><ul class="legend" aria-label="\(wording["page.families"])">\(items)</ul>
            <p class="hint keys-hint">\(keys)</p></div>
            """
    }

    private var pager: HTML? {
        guard parts.count > 1 else { return nil }
        return Pager(wording: wording, number: number + 1, pages: parts.count) { "\(address)?part=\($0)" }.html
    }

    // MARK: Text

    private var text: HTML {
        let highlights = claims.enumerated().flatMap { index, shown in
            shown.claim.parts.map { HighlightedText.Highlight($0.part, of: index, at: report.span($0.words)) }
        }
        let names = claims.map { shown in
            HighlightedMarkup.Claim(id: shown.name, classes: shown.family + (shown.isRejected ? " rejected" : ""))
        }
        let text = HighlightedText(highlights, in: report.reading.document, parts[number].text)
        return HTML(
            trusted: HighlightedMarkup(names, tellsSlots: true)
                .paragraphs(text, of: SourceText(report.reading.document)))
    }

    // MARK: Cards

    private var cards: HTML {
        let list: HTML =
            claims.isEmpty
            ? "<p class=\"none\">\(wording["page.empty"])</p>" : "<ol class=\"cards\">\(claims.map(card))</ol>"
        return """
            <aside class="beside" aria-labelledby="claims-heading" data-close="\(wording["reader.close"])">
            <h2 class="unseen" id="claims-heading">\(wording["page.claims"])</h2>
            \(list)
            </aside>
            """
    }

    private func card(_ shown: ReviewedClaim) -> HTML {
        let card = ClaimCard(wording: wording, home: "#\(Query.encoded(shown.name))")
        let name = Query.encoded(shown.name)
        // Events show what the first reader decided.
        let event = visit.reading == .first ? visit.world.event(of: shown.claim.id) : nil
        let eventLink: HTML? = event.map { "<a href=\"\(EventPages.address($0.id))\">\(wording["reader.event"])</a>" }
        return """
            <li class="card \(shown.family)\(shown.isRejected ? " rejected" : "")" id="\(shown.name)-card" data-claim="\(shown.name)" tabindex="-1">
            \(card.head(shown))
            \(card.fields(shown))
            <p class="card-foot">\(card.reading(shown.claim))</p>
            <p class="card-links"><a class="check" href="\(ClaimView(visit).address(shown.claim.id))">\(wording["reader.check"])</a>
            \(eventLink) <a href="\(address)/tree?claim=\(name)">\(wording["reader.why"])</a></p>
            </li>

            """
    }

    // MARK: Notes

    private var notes: HTML? {
        let notes = report.reading.notes
        guard !notes.isEmpty else { return nil }
        let items = notes.map { note -> HTML in
            let quote: HTML? = note.span.map {
                " <q dir=\"auto\">\(SourceText(report.reading.document).quote($0))</q>"
            }
            return "<li>\(NoteWords(wording).words(note))\(quote) <code>\(note.identifier)</code></li>"
        }
        return """
            <section class="notes" aria-labelledby="notes-heading"><h2 id="notes-heading">\(wording["page.notes"])</h2>
            <ul>\(items)</ul></section>
            """
    }
}

/// What intake and reading say, in the visitor's language where the lexicon has the words.
struct NoteWords {
    private let wording: Wording

    init(_ wording: Wording) { self.wording = wording }

    func words(_ note: Note) -> String { words(note.identifier, note.summary) ?? note.summary }

    func words(_ diagnostic: Diagnostic) -> String {
        words(diagnostic.identifier, diagnostic.summary) ?? diagnostic.summary + ". " + diagnostic.explanation
    }

    /// What to try; empty where there is nothing to do.
    func remedy(_ diagnostic: Diagnostic) -> String {
        let key = "reader.note.\(diagnostic.identifier)"
        if wording[key] == key { return diagnostic.remedy }
        let remedy = wording[key + ".remedy"]
        return remedy == key + ".remedy" ? "" : remedy
    }

    private func words(_ identifier: String, _ summary: String) -> String? {
        let key = "reader.note.\(identifier)"
        return wording[key] == key ? nil : wording(key, summary)
    }
}
