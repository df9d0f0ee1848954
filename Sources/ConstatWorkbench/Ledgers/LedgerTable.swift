import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatText

/// A table that is shown on a page and given as CSV, from the same cells.
struct LedgerTable {
    /// Columns of the file, as the field's files name them; the page has words for them.
    var columns: [String]
    var rows: [[LedgerCell]]

    /// Rows on a page; the file has all.
    static let shown = 50

    /// RFC 4180; text that a spreadsheet would run as a formula is made inert.
    var csv: String {
        columns.joined(separator: ",") + "\r\n" + rows.map { CSVTable.line($0.map(\.field)) }.joined()
    }
}

/// A cell, with where it leads.
enum LedgerCell {
    /// As the reports have it.
    case text(String, link: String? = nil)
    /// A word of ours: in the file as it is, on the page under this key.
    case word(String, key: String)
    /// nil where nobody tells.
    case number(Double?, link: String? = nil)
    /// - Parameter unknown: the key of what the page says where nobody tells the day.
    case day(CalendarDay?, unknown: String = "figures.undated")
    case claims([ClaimID])

    var field: CSVTable.Field {
        switch self {
        case .text(let text, _): .text(text)
        case .word(let word, _): .literal(word)
        case .number(let number, _): .literal(number?.plain ?? "")
        case .day(let day, _): .literal(day?.description ?? "")
        case .claims(let claims): .text(claims.map(\.description).joined(separator: "; "))
        }
    }

    var isNumber: Bool { if case .number = self { true } else { false } }

    static func bounds(_ bounds: EventFigure.Bounds?, link: String? = nil) -> [LedgerCell] {
        [bounds?.low, bounds?.best, bounds?.high].map { .number($0, link: link) }
    }
}

/// Shows tables.
struct LedgerTableView {
    let wording: Wording
    let world: World

    /// With a link to the file where the table has one.
    func html(_ table: LedgerTable, caption: String, file: String? = nil) -> HTML {
        guard !table.rows.isEmpty else { return "<p class=\"none\">\(wording["ledgers.none"])</p>" }
        let heads = zip(table.columns, table.rows[0]).map { column, first -> HTML in
            let kind: HTML = first.isNumber ? " class=\"number\"" : ""
            return "<th scope=\"col\"\(kind)>\(wording["ledgers.column.\(column)"])</th>"
        }
        let rows = table.rows.prefix(LedgerTable.shown).map { "<tr>\($0.map(cell))</tr>\n" as HTML }
        let left = table.rows.count - LedgerTable.shown
        let more: HTML =
            left > 0 ? "<p class=\"hint\">\(wording("ledgers.more", wording.number(Double(left))))</p>" : ""
        let link = file.map { "<a class=\"file\" href=\"\($0)\" download>\(wording["ledgers.csv"])</a>" as HTML }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table class="ledger">
            <caption>\(caption) \(link)</caption><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>\(more)
            """
    }

    private func cell(_ cell: LedgerCell) -> HTML {
        switch cell {
        case .text(let text, let link): "<td>\(linked("<bdi>\(text)</bdi>", link))</td>"
        case .word(_, let key): "<td>\(wording[key])</td>"
        case .number(let number?, let link): "<td class=\"number\">\(linked("\(wording.number(number))", link))</td>"
        case .number(nil, _): "<td class=\"number none\"><span title=\"\(wording["figures.unknown"])\">–</span></td>"
        case .day(let day?, _): "<td class=\"day\">\(wording.day(day))</td>"
        case .day(nil, let unknown): "<td class=\"none\">\(wording[unknown])</td>"
        case .claims(let claims): "<td class=\"claims\">\(links(claims))</td>"
        }
    }

    private func linked(_ html: HTML, _ link: String?) -> HTML {
        link.map { "<a href=\"\($0)\">\(html)</a>" } ?? html
    }

    private func links(_ claims: [ClaimID]) -> HTML {
        let shown = claims.prefix(6).map { claim -> HTML in
            let name = world.document(claim.document)?.name ?? claim.document
            let path = "/claims/\(Query.encoded(claim.document))/\(Query.encoded(claim.claim))"
            return "<a href=\"\(path)\"><bdi>\(name)</bdi>#\(claim.claim)</a>"
        }
        let rest = claims.count - shown.count
        let more: HTML = rest > 0 ? " \(wording("ledgers.claims.more", wording.number(Double(rest))))" : ""
        return "\(shown.joined(separator: ", "))\(more)"
    }
}
