import ConstatClaims
public import ConstatEvents
public import ConstatRecords
import ConstatText

/// Events as a page of text: what, when, where, how it stands, who; then the figures, each with who gave it.
public struct EventReport: Sendable {
    private let page: ClaimPage

    /// - Parameters:
    ///   - width: columns of the terminal; at least 40 are used.
    ///   - name: how claims are called: a name of the document, `#`, the claim; without it, in full.
    public init(width: Int, naming name: @escaping @Sendable (ClaimID) -> String = \.description) {
        page = ClaimPage(width: width, name: name)
    }

    /// In the order of days, those of unknown day last; then by place. An empty line between two.
    public func text(_ events: [Event]) -> String {
        func precedes(_ left: Event, _ right: Event) -> Bool {
            let days = [left, right].map { ($0.time?.start ?? $0.time?.end)?.number ?? Int.max }
            if days[0] != days[1] { return days[0] < days[1] }
            return (left.place?.name ?? "\u{10FFFF}", left.id) < (right.place?.name ?? "\u{10FFFF}", right.id)
        }
        return events.sorted(by: precedes).map(text).joined(separator: "\n")
    }

    /// With a line end after each line.
    func text(_ event: Event) -> String {
        var lines = page.wrapped(Self.head(event), indent: "", hanging: 4)
        lines += field("grade", "\(event.grade.rawValue): \(page.inWords(event.gradeReason, claimsOf: event))")
        lines += parties(event)
        for figure in event.figures { lines += self.lines(figure, of: event) }
        lines += members(event)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func head(_ event: Event) -> String {
        var words = "\(event.id) · \(event.type.rawValue)"
        if event.status != .occurred { words += " (\(event.status.rawValue))" }
        if event.isHedged { words += " (hedged)" }
        return words + " · \(days(event.time)) · \(event.place?.name ?? "place not stated")"
    }

    private func field(_ label: String, _ text: String) -> [String] {
        page.wrapped(text, indent: "  " + label.padded(to: 11), hanging: 0)
    }

    /// One line for each role, whom most claims name first.
    private func parties(_ event: Event) -> [String] {
        Participant.Role.allCases.flatMap { role -> [String] in
            let names = event.parties.filter { $0.role == role }.map(\.name)
            return names.isEmpty ? [] : field(role.rawValue, names.joined(separator: "; "))
        }
    }

    /// The claims by what they say of the event: for it, against it, something else in its place.
    private func members(_ event: Event) -> [String] {
        let labels: [(Event.Relation, String)] = [
            (.supports, "claims"), (.denies, "against"), (.alternative, "other"),
        ]
        return labels.flatMap { relation, label -> [String] in
            let claims = event.members.filter { $0.relation == relation }.map(\.claim)
            return claims.isEmpty ? [] : field(label, page.names(claims))
        }
    }

    // MARK: Figures

    private func lines(_ figure: EventFigure, of event: Event) -> [String] {
        let rows = event.tolls.filter { $0.measure == figure.measure }
        let column = rows.map { TerminalText.width(Self.figure($0)) }.max() ?? 0
        // Groups that only figures no longer standing speak of have no bounds, and come last.
        let named = figure.groups.map(\.name)
        let groups = named + Set(rows.map(\.group)).subtracting(named).sorted()
        // Of a single group the total says it all.
        let only = groups.count == 1 ? groups.first.map { " · \($0)" } ?? "" : ""
        var lines = field(figure.measure.rawValue, Self.words(figure.total) + only)
        for group in groups {
            if groups.count > 1 {
                let bounds = figure.groups.first { $0.name == group }?.bounds
                lines += page.wrapped(group + (bounds.map { ": " + Self.words($0) } ?? ""), indent: "    ", hanging: 2)
            }
            let own = rows.enumerated().filter { $0.element.group == group }
                .sorted { left, right in
                    let (one, other) = (Self.rank(left.element), Self.rank(right.element))
                    return (one.standing, one.age, left.offset) < (other.standing, other.age, right.offset)
                }
            lines += own.flatMap { self.lines($0.element, of: event, column: column) }
        }
        return lines
    }

    /// What stands before what does not, and of both the last published first.
    private static func rank(_ row: TollRow) -> (standing: Int, age: Int) {
        let order: [TollRow.Standing] = [.live, .enemyCount, .part, .superseded, .denied]
        return (order.firstIndex(of: row.standing) ?? 0, -(row.publishedOn?.number ?? -Int.max))
    }

    private func lines(_ row: TollRow, of event: Event, column: Int) -> [String] {
        let figure = Self.figure(row)
        let indent = "      " + String(repeating: " ", count: column - TerminalText.width(figure)) + figure + "  "
        var words = row.source
        if let day = row.publishedOn { words += ", \(day)" }
        words += " · \(page.name(row.claim))"
        var lines = page.wrapped(words, indent: indent, hanging: 0)
        var standing = row.standing == .live ? "" : row.standing.rawValue
        if !row.reason.isEmpty, row.reason != standing {
            standing += (standing.isEmpty ? "" : ": ") + page.inWords(row.reason, claimsOf: event)
        }
        if !standing.isEmpty {
            lines += page.wrapped(standing, indent: String(repeating: " ", count: column + 8), hanging: 0)
        }
        return lines
    }

    /// The figure as its words bound it: "12", "≥ 9", "≈ 40", "≤ 30", "10–15".
    private static func figure(_ row: TollRow) -> String {
        switch (row.low?.plain, row.best?.plain, row.high?.plain) {
        case (let low?, let best, let high?): low == high ? low : low + "–" + high + (best.map { " (\($0))" } ?? "")
        case (let low?, _, nil): "≥ " + low
        case (nil, let best?, _): "≈ " + best
        case (nil, nil, let high?): "≤ " + high
        case (nil, nil, nil): "?"
        }
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
}

/// What pages about claims share: lines that fit, and names of claims short enough to read and to ask for.
struct ClaimPage: Sendable {
    private let width: Int
    let name: @Sendable (ClaimID) -> String

    init(width: Int, name: @escaping @Sendable (ClaimID) -> String) {
        self.width = max(40, width)
        self.name = name
    }

    /// What claims' names say before the `#`.
    private func document(_ id: String) -> String {
        let name = name(ClaimID(document: id, claim: ""))
        return name.hasSuffix("#") ? String(name.dropLast()) : name
    }

    /// "dispatch#c1,c4, communique#c2": each document once.
    func names(_ claims: [ClaimID]) -> String {
        var documents: [(name: String, claims: [String])] = []
        for claim in claims {
            if documents.last?.name == claim.document {
                documents[documents.count - 1].claims.append(claim.claim)
            } else {
                documents.append((claim.document, [claim.claim]))
            }
        }
        return documents.map { "\(document($0.name))#\($0.claims.joined(separator: ","))" }.joined(separator: ", ")
    }

    /// A reason with its documents called as elsewhere on the page.
    func inWords(_ reason: String, claimsOf event: Event) -> String {
        Set(event.members.map(\.claim.document) + event.origins).sorted { $0.utf8.count > $1.utf8.count }
            .reduce(reason) { words, id in words.replacing(id, with: document(id)) }
    }

    /// Lines of at most the page's width; the first starts with `indent`, the others stand below its text.
    func wrapped(_ text: String, indent: String, hanging: Int) -> [String] {
        let margin = String(repeating: " ", count: TerminalText.width(indent) + hanging)
        let lines = TerminalText.wrapped(text, width: max(20, width - margin.utf8.count))
        return lines.enumerated().map { ($0.offset == 0 ? indent : margin) + $0.element }
    }
}

extension String {
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(1, columns - TerminalText.width(self)))
    }
}
