public import ConstatClaims
import ConstatResources
import ConstatText

/// One self-contained page of some readings: text with highlights, a map, a table of claims. It asks nothing of the
/// network, and its security policy lets only its own style and script in.
public enum HTMLPage {
    public static func page(_ readings: [Reading]) -> String {
        PageWriter(readings: readings).page()
    }

    static let families: [ClaimType.Family] = [.control, .fighting, .harm, .materiel, .force, .politics, .aid, .geo]
}

private struct PageWriter {
    /// A claim with what the page needs to name it: identifiers are counted, never taken from the data.
    struct Entry {
        let page: String
        let report: Int
        let order: Int
        let claim: Claim
        let source: SourceText
    }

    let readings: [Reading]
    let sources: [SourceText]
    let entries: [[Entry]]
    let wording = Wording.french
    var phrases: ClaimPhrases { ClaimPhrases(wording) }
    var all: [Entry] { entries.flatMap { $0 } }

    init(readings: [Reading]) {
        self.readings = readings
        let sources = readings.map { SourceText($0.document) }
        self.sources = sources
        var order = 0
        var entries: [[Entry]] = []
        for (report, reading) in readings.enumerated() {
            var ofReport: [Entry] = []
            for (index, claim) in reading.claims.enumerated() {
                order += 1
                ofReport.append(
                    Entry(
                        page: "d\(report + 1)-c\(index + 1)", report: report, order: order, claim: claim,
                        source: sources[report]))
            }
            entries.append(ofReport)
        }
        self.entries = entries
    }

    private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
    private func words(_ key: String) -> String { escaped(wording[key]) }

    // MARK: Page

    func page() -> String {
        let heading = self.heading
        let body = """
            <a class="skip" href="#claims">\(words("page.skip"))</a>
            \(masthead(heading))
            <main>
            <div class="reader">
            \(texts())
            \(side())
            </div>
            \(table())
            \(notes())
            </main>
            <footer><p>\(words("page.footer"))</p></footer>
            \(cards())
            """
        return HTMLText.page(
            title: "\(escaped(heading)) · \(words("page.title"))",
            style: "\n" + EmbeddedResource.text(named: "page.css"),
            script: "\n" + EmbeddedResource.text(named: "page.js"), body: body)
    }

    private var heading: String {
        guard readings.count == 1, let document = readings.first?.document else {
            return wording.count("documents", readings.count)
        }
        return document.title ?? wording("report.untitled", document.id)
    }

    private func masthead(_ heading: String) -> String {
        let language = readings.count == 1 ? readings.first?.document.language : nil
        return """
            <header class="masthead">
            <p class="brand">\(words("page.title"))</p>
            <h1 dir="auto"\(self.language(language))>\(escaped(heading))</h1>
            <p class="facts">\(readings.count == 1 ? facts(0) + " · " : "")\(escaped(counts))</p>
            \(legend())
            </header>
            """
    }

    private func language(_ code: String?) -> String {
        guard let code, code != "fr" else { return "" }
        return " lang=\"\(escaped(code))\""
    }

    private func facts(_ report: Int) -> String {
        let document = readings[report].document
        var facts: [String] = []
        if let publisher = document.publisher { facts.append("<bdi>\(escaped(publisher))</bdi>") }
        let day = document.publishedOn.map { "<time datetime=\"\($0)\">\(escaped(wording.day($0)))</time>" }
        facts.append(day ?? words("report.undated"))
        if document.title != nil { facts.append("<bdi>\(escaped(document.id))</bdi>") }
        if let url = document.url { facts.append(HTMLText.link(url)) }
        return facts.joined(separator: " · ")
    }

    private var counts: String {
        let claims = all.count
        guard claims > 0 else { return wording["count.none"] }
        let sites = PlaceMap.sites(all.map { ($0.page, $0.claim) }, phrases).count
        var parts = [wording.count("claims", claims)]
        if sites > 0 { parts.append(wording.count("places", sites)) }
        let notes = readings.reduce(0) { $0 + $1.notes.count }
        if notes > 0 { parts.append(wording.count("notes", notes)) }
        return parts.joined(separator: " · ")
    }

    private func legend() -> String {
        let claims = all.map(\.claim)
        guard !claims.isEmpty else { return "" }
        var items = ""
        for family in HTMLPage.families {
            let count = claims.filter { $0.type.family == family }.count
            guard count > 0 else { continue }
            items += "<li class=\"f-\(family.rawValue)\"><span class=\"swatch\"></span>"
            items += "\(words("family.\(family.rawValue)")) <span class=\"count\">\(count)</span></li>\n"
        }
        return """
            <ul class="legend" aria-label="\(words("page.families"))">
            \(items)</ul>
            <p class="hint">\(words("page.hint"))</p>
            """
    }

    // MARK: Text

    private func texts() -> String {
        let articles = readings.indices.map { report in
            let document = readings[report].document
            let title = document.title ?? document.id
            let head =
                readings.count > 1
                ? "<h3 dir=\"auto\">\(escaped(title))</h3>\n<p class=\"facts\">\(facts(report))</p>\n" : ""
            return """
                <article class="report" id="d\(report + 1)"\(language(document.language))>
                \(head)\(paragraphs(report))</article>
                """
        }
        return """
            <section class="text" aria-labelledby="text-heading">
            <h2 id="text-heading">\(words("page.text"))</h2>
            \(articles.joined(separator: "\n"))
            </section>
            """
    }

    private func paragraphs(_ report: Int) -> String {
        let claims = entries[report].map { entry in
            HighlightedMarkup.Claim(id: entry.page, classes: "f-\(entry.claim.type.family.rawValue)")
        }
        return HighlightedMarkup(claims, tellsSlots: false)
            .paragraphs(HighlightedText(readings[report], sources[report]), of: sources[report])
    }

    // MARK: Map

    private func side() -> String {
        let sites = PlaceMap.sites(all.map { ($0.page, $0.claim) }, phrases)
        let map = PlaceMap(sites: sites, basemap: .embedded, wording: wording).svg()
        let body = map.isEmpty ? "<p class=\"none\">\(words("page.map.none"))</p>" : map
        let credit = map.contains("class=\"land\"") ? "<p class=\"credit\">\(words("page.map.footer"))</p>" : ""
        return """
            <aside class="side">
            <section aria-labelledby="map-heading">
            <h2 id="map-heading">\(words("page.map"))</h2>
            \(body)\(credit)
            </section>
            </aside>
            """
    }

    // MARK: Table

    private struct Column {
        let key: String
        let isNumber: Bool
    }

    private var columns: [Column] {
        var columns = [Column(key: "number", isNumber: true)]
        if readings.count > 1 { columns.append(Column(key: "document", isNumber: true)) }
        return columns + [
            Column(key: "type", isNumber: false), Column(key: "who", isNumber: false),
            Column(key: "where", isNumber: false), Column(key: "when", isNumber: false),
            Column(key: "amount", isNumber: true), Column(key: "source", isNumber: false),
            Column(key: "state", isNumber: false),
        ]
    }

    private func table() -> String {
        let heading = "<h2 id=\"claims-heading\">\(words("page.claims"))</h2>"
        guard !all.isEmpty else {
            return """
                <section class="claims" id="claims" aria-labelledby="claims-heading">
                \(heading)
                <p class="none">\(words("page.empty"))</p>
                </section>
                """
        }
        let headers = columns.map { column in
            let label = words("label.\(column.key)")
            let kind = column.isNumber ? " data-kind=\"number\"" : ""
            let sort = escaped(wording("page.sort", wording["label.\(column.key)"]))
            let button = "<button type=\"button\" class=\"sort\" title=\"\(sort)\">\(label)</button>"
            return "<th scope=\"col\"\(kind)>\(button)</th>"
        }
        return """
            <section class="claims" id="claims" aria-labelledby="claims-heading">
            \(heading)
            \(controls())
            <table aria-labelledby="claims-heading">
            <thead><tr>\(headers.joined())</tr></thead>
            <tbody>
            \(all.map(row).joined(separator: "\n"))
            </tbody>
            </table>
            </section>
            """
    }

    private func controls() -> String {
        var options = "<option value=\"\">\(words("page.filter.all"))</option>"
        for family in HTMLPage.families {
            let types = ClaimType.allCases.filter { type in
                type.family == family && all.contains { $0.claim.type == type }
            }
            guard !types.isEmpty else { continue }
            options += "<optgroup label=\"\(words("family.\(family.rawValue)"))\">"
            for type in types {
                let count = all.filter { $0.claim.type == type }.count
                options += "<option value=\"\(type.rawValue)\">\(words("type.\(type.rawValue)")) (\(count))</option>"
            }
            options += "</optgroup>"
        }
        return """
            <form class="controls" hidden>
            <label>\(words("page.filter")) <select id="type-filter">\(options)</select></label>
            <label>\(words("page.search")) <input id="search" type="search" autocomplete="off"></label>
            <output id="shown" data-phrase="\(words("page.shown"))"></output>
            </form>
            """
    }

    private func row(_ entry: Entry) -> String {
        let claim = entry.claim
        let amount = claim.quantities.first.flatMap { $0.best ?? $0.low ?? $0.high }?.plain ?? "-1"
        let day = claim.time.flatMap { $0.start ?? $0.end }?.description ?? ""
        let type = """
            <span class="chip">\(words("type.\(claim.type.rawValue)"))</span> \
            <q>\(escaped(entry.source.quote(claim.trigger)))</q>
            """
        let link = "<a class=\"jump\" href=\"#\(entry.page)\">\(escaped(claim.id))</a>"
        var cells = [cell("number", sort: String(entry.order), link)]
        if readings.count > 1 {
            cells.append(cell("document", sort: String(entry.report), escaped(entry.source.document.id)))
        }
        cells += [
            cell("type", sort: claim.type.rawValue, type),
            cell("who", sort: nil, phrases.who(claim).map(escaped)),
            cell("where", sort: nil, claim.place.map { escaped(phrases.shortPlace($0)) }),
            cell("when", sort: day, claim.time.flatMap(phrases.time).map(escaped)),
            cell("amount", sort: amount, phrases.amounts(claim, entry.source).map(escaped)),
            cell("source", sort: nil, phrases.sources(claim).map(escaped)),
            cell("state", sort: claim.status.rawValue, state(claim)),
        ]
        let attributes = "data-claim=\"\(entry.page)\" data-type=\"\(claim.type.rawValue)\""
        return "<tr class=\"f-\(claim.type.family.rawValue)\" \(attributes)>\(cells.joined())</tr>"
    }

    private func cell(_ key: String, sort: String?, _ content: String?) -> String {
        let sort = sort.map { " data-sort=\"\(escaped($0))\"" } ?? ""
        guard let content else { return "<td class=\"c-\(key) empty\"\(sort)></td>" }
        let label = " data-label=\"\(words("label.\(key)"))\""
        return "<td class=\"c-\(key)\"\(label)\(sort)><span dir=\"auto\">\(content)</span></td>"
    }

    private func state(_ claim: Claim) -> String {
        let hedged = claim.isHedged ? " <span class=\"hedged\">\(words("hedged"))</span>" : ""
        let status = claim.status.rawValue
        return "<span class=\"state s-\(status)\">\(words("status.\(status)"))</span>\(hedged)"
    }

    // MARK: Cards and notes

    /// Shown beside the words by the script; without it the table tells the same.
    private func cards() -> String {
        let cards = all.map { entry in
            let claim = entry.claim
            let lines = phrases.lines(claim, entry.source).map { line in
                "<dt>\(escaped(line.label))</dt><dd dir=\"auto\">\(escaped(line.text))</dd>"
            }
            let share = wording.number((claim.confidence * 100).rounded())
            return """
                <div class="card f-\(claim.type.family.rawValue)" id="\(entry.page)-card">
                <p class="card-head"><span class="chip">\(words("type.\(claim.type.rawValue)"))</span> \
                <q>\(escaped(entry.source.quote(claim.trigger)))</q> \(state(claim))</p>
                <dl>\(lines.joined())</dl>
                <p class="card-foot">\(escaped(claim.id)) · \(claim.type.rawValue) · \
                \(escaped(wording("label.confidence", share)))</p>
                </div>
                """
        }
        return """
            <div id="cards" hidden>
            \(cards.joined(separator: "\n"))
            </div>
            <div id="popover" role="region" aria-label="\(words("label.claim"))" hidden>\
            <button type="button" class="close" aria-label="\(words("page.close"))">×</button>\
            <div class="popover-body"></div></div>
            """
    }

    private func notes() -> String {
        let items = zip(readings, sources).flatMap { reading, source in
            reading.notes.map { note in
                let quote = note.span.map { " <q>\(escaped(source.quote($0)))</q>" } ?? ""
                let report = readings.count > 1 ? " · \(escaped(reading.document.id))" : ""
                return "<li>\(escaped(note.summary))\(quote) <code>\(escaped(note.identifier))</code>\(report)</li>"
            }
        }
        guard !items.isEmpty else { return "" }
        return """
            <section class="notes" aria-labelledby="notes-heading">
            <h2 id="notes-heading">\(words("page.notes"))</h2>
            <ul>
            \(items.joined(separator: "\n"))
            </ul>
            </section>
            """
    }
}
