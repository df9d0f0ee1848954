import ConstatClaims
import ConstatEvents
import ConstatRendering
import ConstatText

/// The ledgers' pages for one query.
struct LedgerView {
    private let visit: Visit
    let tables: LedgerTables
    private let query: LedgerQuery

    init(_ visit: Visit) {
        self.visit = visit
        let names = PlaceNames.of(visit.wording.language)
        var query = LedgerQuery(visit.query, visit.world, names)
        // The first page, and its files, begin with the dead.
        if visit.path != "/ledgers/claims", visit.query["table"] != "parts" { query.measure = query.measure ?? .killed }
        self.query = query
        tables = LedgerTables(world: visit.world, query: query, names: names) { book, query in
            Self.path("/ledgers/claims", query.encoded, ("book", book.rawValue))
        }
    }

    private var wording: Wording { visit.wording }
    private var tableView: LedgerTableView { LedgerTableView(wording: wording, world: visit.world) }

    private static func path(_ path: String, _ query: Query, _ more: (String, String)...) -> String {
        let whole = more.reduce(query) { $0.setting($1.0, $1.1) }
        return whole.encoded.isEmpty ? path : path + "?" + whole.encoded
    }

    private func path(ofFile name: LedgerTables.Name) -> String {
        Self.path("/ledgers/table.csv", query.encoded, ("table", name.rawValue))
    }

    // MARK: The page

    func body() -> HTML {
        guard !visit.world.events.isEmpty else {
            return
                "<h1>\(wording["ledgers.title"])</h1><p>\(wording["ledgers.empty"])</p><p><a class=\"button\" href=\"/\">\(wording["map.empty.start"])</a></p>"
        }
        return """
            <h1>\(wording["ledgers.title"])</h1>
            <p class="facts">\(wording["ledgers.about"])</p>
            \(filters())\(notices())
            <nav class="ledger-nav" aria-label="\(wording["ledgers.sections"])"><ul>\(Self.sections.map { section in
                "<li><a href=\"#\(section)\">\(wording["ledgers.section.\(section)"])</a></li>" as HTML
            })</ul></nav>
            \(casualties())\(movements())\(control())
            \(section("hardships", table(.hardships)))
            \(section("materiel", table(.materiel)))
            """
    }

    private static let sections = ["casualties", "movements", "control", "hardships", "materiel"]

    private func section(_ name: String, _ content: HTML) -> HTML {
        """
        <section class="ledger-section" id="\(name)" aria-labelledby="\(name)-heading">
        <h2 id="\(name)-heading">\(wording["ledgers.section.\(name)"])</h2>
        \(content)
        </section>
        """
    }

    private func table(_ name: LedgerTables.Name) -> HTML {
        tableView.html(
            tables.table(name), caption: wording["ledgers.table.\(name.rawValue)"], file: path(ofFile: name))
    }

    private func filters() -> HTML {
        let sides = Set(visit.world.ledgers.casualties.map(\.group)).sorted().prefix(400)
        return """
            <form class="ledger-filters" method="get" action="/ledgers" aria-label="\(wording["map.filters"])">
            <input type="hidden" name="measure" value="\(query.measure?.rawValue ?? "")">
            <label>\(wording["ledgers.from"]) <input type="date" name="from" value="\(query.from?.description ?? "")"></label>
            <label>\(wording["ledgers.to"]) <input type="date" name="to" value="\(query.to?.description ?? "")"></label>
            <label>\(wording["ledgers.side"]) <input name="side" list="ledger-sides" value="\(visit.query["side"] ?? "")" placeholder="\(wording["map.all"])" autocomplete="off"></label>
            <label>\(wording["ledgers.place"]) <input name="place" value="\(query.place ?? "")" placeholder="\(wording["ledgers.everywhere"])" autocomplete="off"></label>
            <button class="primary">\(wording["map.show"])</button> <a class="map-reset" href="/ledgers">\(wording["map.reset"])</a>
            <datalist id="ledger-sides">\(sides.map { "<option value=\"\($0)\">" as HTML })</datalist>
            </form>
            """
    }

    private func notices() -> HTML {
        var notices: [String] = []
        if query.isNowhere { notices.append(wording("ledgers.nowhere", query.place ?? "")) }
        if query.hasPeriod {
            var whole = query
            (whole.from, whole.to) = (nil, nil)
            let undated = tables.summed(.casualties, whole).count { $0.day == nil }
            if undated > 0 { notices.append(wording("ledgers.undated.left", wording.number(Double(undated)))) }
        }
        return notices.map { "<p class=\"notice\">\($0)</p>" as HTML }.joined()
    }

    // MARK: Casualties and movements

    private func casualties() -> HTML {
        let measures = LedgerBook.casualties.measures.map { measure -> HTML in
            let mark: HTML = measure == query.measure ? " aria-current=\"true\"" : ""
            let path = Self.path("/ledgers", query.encoded, ("measure", measure.rawValue))
            return "<li><a href=\"\(path)\"\(mark)>\(wording["measure.\(measure.rawValue)"])</a></li>"
        }
        let totals = tables.table(.totals)
        let apart: HTML =
            totals.rows.isEmpty
            ? .empty
            : """
            <details class="ledger-apart"><summary>\(wording.count("ledgers.totals", totals.rows.count))</summary>
            <p class="hint">\(wording["ledgers.totals.why"])</p>
            \(tableView.html(totals, caption: wording["ledgers.table.totals"], file: path(ofFile: .totals)))</details>
            """
        return section(
            "casualties",
            """
            <ul class="ledger-tabs">\(measures)</ul>
            <div class="ledger-pair">\(figure(.casualties))<div>\(table(.status))\(timeTable(.time))</div></div>
            \(table(.sides))\(apart)
            """)
    }

    private func movements() -> HTML {
        section(
            "movements",
            """
            <div class="ledger-pair">\(figure(.movements))<div>\(table(.movements))\(timeTable(.movementTime))</div></div>
            <h3>\(wording["ledgers.stocks"])</h3><p class="hint">\(wording["ledgers.stocks.why"])</p>\(table(.stocks))
            """)
    }

    private func control() -> HTML {
        section("control", "<p class=\"hint\">\(wording["ledgers.control.why"])</p>\(table(.control))")
    }

    private func timeTable(_ name: LedgerTables.Name) -> HTML {
        "<details><summary>\(wording["ledgers.table.\(name.rawValue)"])</summary>\(table(name))</details>"
    }

    private func figure(_ book: LedgerBook) -> HTML {
        let chart = chart(book)
        let file = Self.path("/ledgers/chart.svg", query.encoded, ("book", book.rawValue))
        let series = chart.panels.map(\.series)
        let left = series.reduce(0) { $0 + $1.earlier.count + $1.later.count }
        let undated = series.reduce(0) { $0 + $1.undated.count }
        var notes = [wording["ledgers.key.scale"]]
        if left > 0 { notes.append(wording("ledgers.chart.outside", wording.number(Double(left)))) }
        if undated > 0 { notes.append(wording("ledgers.chart.undated", wording.number(Double(undated)))) }
        let hasBars = series.contains { $0.bins.contains { $0.count > 0 } }
        let drawing: HTML = hasBars ? chart.svg() : "<p class=\"none\">\(wording["ledgers.none"])</p>"
        return """
            <figure class="ledger-figure"><figcaption>\(chart.title) <a class="file" href="\(file)" download>\(wording["ledgers.svg"])</a></figcaption>
            \(drawing)
            <p class="hint"><i class="key low"></i> \(wording["ledgers.key.low"]) <i class="key best"></i> \(wording["ledgers.key.best"]) <i class="key high"></i> \(wording["ledgers.key.high"])\(notes.map { " · \($0)" as HTML })</p></figure>
            """
    }

    func chart(_ book: LedgerBook) -> LedgerChart {
        let words = book == .casualties ? "ledgers.status." : "measure."
        let (tables, query) = (tables, query)
        let panels = tables.series(book).map { key, series, narrow in
            LedgerChart.Panel(
                title: wording[words + key], role: book == .casualties ? key : "movements", series: series,
                link: { bin in
                    var narrowed = query
                    narrow(&narrowed)
                    (narrowed.from, narrowed.to) = (bin.days?.lowerBound, bin.days?.upperBound)
                    return tables.link(book, narrowed)
                })
        }
        let step = wording["ledgers.step.\(panels.first?.series.step.rawValue ?? "day")"]
        let what =
            book == .casualties
            ? wording["measure.\((query.measure ?? .killed).rawValue)"] : wording["ledgers.section.movements"]
        return LedgerChart(
            title: wording("ledgers.chart.title", what, step), description: wording["ledgers.chart.description"],
            panels: panels, wording: wording)
    }

    // MARK: What makes a number

    func partsBody(_ book: LedgerBook) -> HTML {
        let rows = tables.summed(book)
        let file = Self.path("/ledgers/table.csv", query.encoded, ("table", "parts"), ("book", book.rawValue))
        let table = tables.table(.parts, book: book)
        return """
            <p><a href="\(Self.path("/ledgers", query.encoded.setting("status", nil).setting("type", nil)))">\(wording["ledgers.back"])</a></p>
            <h1>\(wording["ledgers.parts"])</h1>
            <p class="facts">\(criteria().joined(separator: " · "))</p>\(notices())
            <p><strong>\(Figures(wording: wording).text(LedgerIndex.sum(rows.map(\.bounds))))</strong> · \(wording.count("map.events", Int(LedgerIndex.events(rows))))</p>
            \(tableView.html(table, caption: wording["ledgers.table.parts"], file: file))
            """
    }

    private func criteria() -> [String] {
        var words: [String] = []
        if let measure = query.measure { words.append(wording["measure.\(measure.rawValue)"]) }
        if let type = query.type { words.append(wording["type.\(type.rawValue)"]) }
        if let side = visit.query["side"] { words.append(side) }
        if let status = query.status { words.append(wording["ledgers.status.\(status.rawValue)"]) }
        if let place = query.place { words.append(place) }
        if query.hasPeriod { words.append(Figures(wording: wording).days(query.from, query.to)) }
        return words
    }
}
