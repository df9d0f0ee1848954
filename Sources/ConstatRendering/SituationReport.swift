import ConstatClaims
public import ConstatEvents
public import ConstatRecords
import ConstatText

/// A situation as a page of text; every figure is followed by the claims that it comes from.
public struct SituationReport: Sendable {
    private let name: @Sendable (ClaimID) -> String

    /// - Parameter name: how claims are called; without it, by document and claim in full.
    public init(naming name: @escaping @Sendable (ClaimID) -> String = \.description) { self.name = name }

    /// With a line end after each line.
    public func text(_ situation: Situation, query: SituationQuery) -> String {
        var lines = ["Situation on \(query.on)" + (query.knownBy.map { ", as known by \($0)" } ?? "")]
        section("Control", situation.control.flatMap(control), &lines)
        section("Casualties", situation.casualties.flatMap(entry), &lines)
        section("Movements of people", situation.movements.flatMap(entry), &lines)
        section("People counted where they are", situation.stocks.map(stock), &lines)
        section("Besieged, trapped, deprived", situation.hardships.map(stock), &lines)
        section("Materiel", situation.materiel.flatMap(entry), &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ title: String, _ content: [String], _ lines: inout [String]) {
        guard !content.isEmpty else { return }
        lines += ["", title] + content.map { "  " + $0 }
    }

    private func names(_ claims: [ClaimID]) -> String { claims.map(name).joined(separator: ", ") }

    private func control(_ interval: ControlInterval) -> [String] {
        var words = "\(interval.place.name): \(interval.holder ?? "nobody named")"
        if let since = interval.since { words += interval.isSinceLatest ? ", by \(since)" : ", since \(since)" }
        if let until = interval.until { words += ", until \(until)" }
        if interval.isContested { words += ", contested" }
        if !interval.reason.isEmpty { words += " (\(interval.reason))" }
        var lines = [words]
        if !interval.evidence.isEmpty { lines.append("  for: \(names(interval.evidence))") }
        if !interval.against.isEmpty { lines.append("  against: \(names(interval.against))") }
        return lines
    }

    private func entry(_ entry: LedgerEntry) -> [String] {
        var head = "\(entry.measure.rawValue), \(entry.group)"
        if let type = entry.type { head += ", \(type.rawValue)" }
        if !entry.parts.isEmpty { head += ": \(EventReport.words(entry.bounds))" }
        return [head] + entry.parts.map { "  " + part($0) } + entry.totals.map { "  total, not added: " + part($0) }
    }

    private func part(_ part: LedgerEntry.Part) -> String {
        var words = "\(EventReport.days(part.time)) \(part.place?.name ?? "place not stated"): "
        words += "\(EventReport.words(part.bounds)) · \(names(part.claims))"
        if !part.covers.isEmpty { words += " · counts \(part.covers.joined(separator: ", "))" }
        return words
    }

    private func stock(_ entry: StockEntry) -> String {
        var words = "\(entry.type.rawValue) \(entry.place?.name ?? "place not stated")"
        if let since = entry.since { words += ", since \(since)" }
        if let day = entry.asOf { words += ", as of \(day)" }
        if let bounds = entry.bounds { words += ": \(EventReport.words(bounds))" }
        let agents = entry.parties.filter { $0.role == .agent }.map(\.name)
        if !agents.isEmpty { words += " · by \(agents.joined(separator: ", "))" }
        return words + " · \(names(entry.claims))"
    }
}
