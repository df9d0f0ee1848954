import ConstatClaims
public import ConstatEvents
public import ConstatRecords
import ConstatText

/// A situation as a page of text; every figure is followed by the claims that it comes from.
public struct SituationReport: Sendable {
    private let page: ClaimPage

    /// - Parameters:
    ///   - width: columns of the terminal; at least 40 are used.
    ///   - name: how claims are called: a name of the document, `#`, the claim; without it, in full.
    public init(width: Int, naming name: @escaping @Sendable (ClaimID) -> String = \.description) {
        page = ClaimPage(width: width, name: name)
    }

    /// With a line end after each line. Says so where nothing is known.
    public func text(_ situation: Situation, query: SituationQuery) -> String {
        let title = "Situation on \(query.on)" + (query.knownBy.map { ", as known by \($0)" } ?? "")
        let sections: [(title: String, lines: [String])] = [
            ("Control", situation.control.flatMap(control)),
            ("Casualties", situation.casualties.flatMap(entry)),
            ("Movements of people", situation.movements.flatMap(entry)),
            ("People counted where they are", situation.stocks.flatMap(stock)),
            ("Besieged, trapped, deprived", situation.hardships.flatMap(stock)),
            ("Materiel", situation.materiel.flatMap(entry)),
        ]
        var lines = [title]
        for section in sections where !section.lines.isEmpty { lines += ["", section.title] + section.lines }
        if lines.count == 1 { lines += ["", "Nothing is known of that day."] }
        return lines.map { $0 + "\n" }.joined()
    }

    private func control(_ interval: ControlInterval) -> [String] {
        var words = "\(interval.place.name): \(interval.holder ?? "nobody named")"
        if let since = interval.since { words += interval.isSinceLatest ? ", by \(since)" : ", since \(since)" }
        if let until = interval.until { words += ", until \(until)" }
        if interval.isContested { words += ", contested" }
        if !interval.reason.isEmpty { words += " (\(interval.reason))" }
        return page.wrapped(words, indent: "  ", hanging: 2) + claims("for", interval.evidence)
            + claims("against", interval.against)
    }

    private func claims(_ label: String, _ claims: [ClaimID]) -> [String] {
        claims.isEmpty ? [] : page.wrapped(page.names(claims), indent: "    " + label.padded(to: 9), hanging: 0)
    }

    private func entry(_ entry: LedgerEntry) -> [String] {
        var head = "\(entry.measure.rawValue), \(entry.group)"
        if let type = entry.type { head += ", \(type.rawValue)" }
        if !entry.parts.isEmpty { head += ": \(EventReport.words(entry.bounds))" }
        return page.wrapped(head, indent: "  ", hanging: 2) + entry.parts.flatMap { part($0, title: "") }
            + entry.totals.flatMap { part($0, title: "total, not added: ") }
    }

    private func part(_ part: LedgerEntry.Part, title: String) -> [String] {
        var words = "\(title)\(EventReport.days(part.time)) \(part.place?.name ?? "place not stated"): "
        words += "\(EventReport.words(part.bounds)) · \(page.names(part.claims))"
        if !part.covers.isEmpty { words += " · counts \(part.covers.joined(separator: ", ")) too" }
        return page.wrapped(words, indent: "    ", hanging: 2)
    }

    private func stock(_ entry: StockEntry) -> [String] {
        var words = "\(entry.type.rawValue) \(entry.place?.name ?? "place not stated")"
        if let since = entry.since { words += ", since \(since)" }
        if let day = entry.asOf { words += ", as of \(day)" }
        if let bounds = entry.bounds { words += ": \(EventReport.words(bounds))" }
        let agents = entry.parties.filter { $0.role == .agent }.map(\.name)
        if !agents.isEmpty { words += " · by \(agents.joined(separator: ", "))" }
        return page.wrapped(words + " · \(page.names(entry.claims))", indent: "  ", hanging: 2)
    }
}
