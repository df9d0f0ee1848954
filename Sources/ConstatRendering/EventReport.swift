import ConstatClaims
public import ConstatEvents
public import ConstatRecords
import ConstatText

/// Events as a page of text: what, when, where, who; then the figures, each with who gave it; then how it stands.
public struct EventReport: Sendable {
    let name: @Sendable (ClaimID) -> String

    /// - Parameter name: how claims are called; without it, by document and claim in full.
    public init(naming name: @escaping @Sendable (ClaimID) -> String = \.description) { self.name = name }

    /// With a line end after each line.
    public func text(_ event: Event) -> String {
        var lines = [Self.head(event)]
        lines += event.parties.map { "  \($0.role.rawValue): \($0.name)" }
        for figure in event.figures {
            lines.append("  \(figure.measure.rawValue): \(Self.words(figure.total))")
            if figure.groups.count > 1 {
                lines += figure.groups.map { "    \($0.name): \(Self.words($0.bounds))" }
            }
            lines += event.tolls.filter { $0.measure == figure.measure }.map { "      " + row($0) }
        }
        lines.append("  grade: \(event.grade.rawValue) (\(event.gradeReason))")
        let claims = event.members.map { member in
            member.relation == .supports ? name(member.claim) : "\(name(member.claim)) (\(member.relation.rawValue))"
        }
        lines.append("  claims: \(claims.joined(separator: ", "))")
        return lines.map { $0 + "\n" }.joined()
    }

    private static func head(_ event: Event) -> String {
        var words = "\(event.id)  \(event.type.rawValue)"
        if event.status != .occurred { words += " (\(event.status.rawValue))" }
        if event.isHedged { words += " (hedged)" }
        words += "  \(days(event.time))  \(event.place?.name ?? "place not stated")"
        return words
    }

    static func days(_ time: ReportedClaim.Time?) -> String {
        guard let time else { return "day not stated" }
        let start = time.start?.description ?? "…"
        let end = time.end?.description ?? "…"
        return start == end ? start : "\(start)/\(end)"
    }

    /// "8 to 40, best 16"
    static func words(_ bounds: EventFigure.Bounds) -> String {
        let (low, best, high) = (bounds.low?.plain, bounds.best?.plain, bounds.high?.plain)
        var words: String
        switch (low, high) {
        case (let low?, let high?): words = low == high ? low : "\(low) to \(high)"
        case (let low?, nil): words = "\(low) or more"
        case (nil, let high?): words = "up to \(high)"
        case (nil, nil): words = "not told"
        }
        if let best, words != best { words += ", best \(best)" }
        return words
    }

    private func row(_ row: TollRow) -> String {
        let bounds = EventFigure.Bounds(low: row.low, best: row.best, high: row.high)
        var words = "\(Self.words(bounds)) \(row.group) · \(row.source)"
        if let day = row.publishedOn { words += ", \(day)" }
        words += " · \(name(row.claim))"
        if row.standing != .live { words += " · \(row.standing.rawValue)" }
        if !row.reason.isEmpty, row.reason != row.standing.rawValue { words += ": \(row.reason)" }
        return words
    }
}
