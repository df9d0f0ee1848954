public import ConstatClaims
import ConstatText

/// A reading for people at a terminal: each sentence with its words marked, its claims below it, notes, a summary.
public struct TextReport {
    private let usesColour: Bool
    private let width: Int
    private let wording = Wording.french
    private var phrases: ClaimPhrases { ClaimPhrases(wording) }

    /// - Parameters:
    ///   - usesColour: ANSI colours and underlines; without them a line of marks stands under each line of text.
    ///   - width: columns of the terminal; at least 40 are used.
    public init(usesColour: Bool, width: Int) {
        self.usesColour = usesColour
        self.width = max(40, width)
    }

    /// Ends with a newline.
    public func render(_ reading: Reading) -> String {
        let source = SourceText(reading.document)
        let groups = SentenceGroup.groups(of: reading)
        var lines = header(reading, groups)
        for group in groups { lines += [""] + self.lines(group, source) }
        if !reading.notes.isEmpty { lines += [""] + notes(reading, source) }
        if !reading.claims.isEmpty { lines += [""] + summary(reading) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Header

    private func header(_ reading: Reading, _ groups: [SentenceGroup]) -> [String] {
        let document = reading.document
        var facts = document.title == nil ? [] : [TerminalText.printable(document.id)]
        if let publisher = document.publisher { facts.append(TerminalText.printable(publisher)) }
        facts.append(
            document.publishedOn.map { wording("report.published", wording.day($0)) } ?? wording["report.undated"])
        if let url = document.url { facts.append(TerminalText.printable(url)) }
        let rule = dim(String(repeating: "─", count: width))
        let heading = document.title ?? wording("report.untitled", document.id)
        let title = TerminalText.wrapped(heading, width: width).map(bold)
        let details = TerminalText.wrapped(facts.joined(separator: " · "), width: width)
        let counts = TerminalText.wrapped(self.counts(reading, groups), width: width)
        var lines = [rule] + title + details + counts + [rule]
        if !usesColour, !groups.isEmpty { lines += TerminalText.wrapped(wording["report.legend"], width: width) }
        return lines
    }

    private func counts(_ reading: Reading, _ groups: [SentenceGroup]) -> String {
        guard !reading.claims.isEmpty else { return wording["count.none"] }
        let claims = wording.count("claims", reading.claims.count)
        var parts = [wording("report.in", claims, wording.count("sentences", groups.count))]
        if !reading.notes.isEmpty { parts.append(wording.count("notes", reading.notes.count)) }
        return parts.joined(separator: " · ")
    }

    // MARK: A sentence and its claims

    private func lines(_ group: SentenceGroup, _ source: SourceText) -> [String] {
        let margin = "  "
        var lines: [String] = []
        for line in TerminalText.wrapped(cells(group, source), width: width - margin.utf8.count) {
            lines.append(margin + painted(line))
            if !usesColour, let marks = marks(line) { lines.append(margin + marks) }
        }
        for claim in group.claims { lines += block(claim, source) }
        return lines
    }

    /// The sentence's scalars with their marks; a trigger is stronger than a slot, an earlier claim than a later one.
    private func cells(_ group: SentenceGroup, _ source: SourceText) -> [StyledScalar] {
        let sentence = source.clamped(group.span)
        var styles = [TextStyle](repeating: .plain, count: sentence.count)
        func paint(_ span: TextSpan, _ style: TextStyle) {
            let span = source.clamped(span)
            guard span.overlaps(sentence) else { return }
            let lower = max(span.lower, sentence.lower) - sentence.lower
            for offset in lower..<(min(span.upper, sentence.upper) - sentence.lower) { styles[offset] = style }
        }
        for claim in group.claims.reversed() {
            for span in claim.slotSpans { paint(span, .slot(colour(claim.type.family))) }
        }
        for claim in group.claims.reversed() { paint(claim.trigger, .trigger(colour(claim.type.family))) }
        var offset = 0
        return source.quote(sentence).unicodeScalars.map { scalar in
            defer { offset += UTF8.width(scalar) }
            return StyledScalar(scalar: scalar, style: offset < styles.count ? styles[offset] : .plain)
        }
    }

    private func block(_ claim: Claim, _ source: SourceText) -> [String] {
        let number = TerminalText.printable(claim.id)
        let indent = String(repeating: " ", count: 4 + TerminalText.width(number) + 1)
        let family = colour(claim.type.family)
        var lines: [String] = []
        for line in TerminalText.wrapped(head(claim, source), width: width - indent.utf8.count) {
            lines.append((lines.isEmpty ? "    " + painted(number, "1;\(family)") + " " : indent) + painted(line))
        }
        let labelled = phrases.lines(claim, source)
        let labels = ["who", "where", "when", "amount", "source"].map { TerminalText.width(wording["label.\($0)"]) }
        let column = (labels.max() ?? 0) + 2
        for line in labelled {
            let pad = String(repeating: " ", count: column - TerminalText.width(line.label))
            let hanging = indent + String(repeating: " ", count: column)
            let texts = TerminalText.wrapped(line.text, width: width - hanging.utf8.count)
            for (index, text) in texts.enumerated() {
                lines.append(index == 0 ? indent + dim(line.label) + pad + text : hanging + text)
            }
        }
        return lines
    }

    /// Type, trigger, status; a status that is not plain fact stands out.
    private func head(_ claim: Claim, _ source: SourceText) -> [StyledScalar] {
        let isPlain = !claim.isHedged && (claim.status == .occurred || claim.status == .ongoing)
        let warning = claim.status == .denied ? 31 : 33
        let parts: [(text: String, style: TextStyle)] = [
            ("\(claim.type.rawValue) · \(phrases.type(claim))", .label(colour(claim.type.family))),
            (" « \(source.quote(claim.trigger)) » · ", .plain),
            (phrases.state(claim), isPlain ? .plain : .trigger(warning)),
        ]
        return parts.flatMap { part in
            part.text.unicodeScalars.map { StyledScalar(scalar: $0, style: part.style) }
        }
    }

    // MARK: Notes and summary

    private func notes(_ reading: Reading, _ source: SourceText) -> [String] {
        var lines = [bold(wording["report.notes"])]
        for note in reading.notes {
            var text = note.summary
            if let span = note.span { text += " « \(source.quote(span)) »" }
            let wrapped = TerminalText.wrapped(text + " [\(note.identifier)]", width: width - 4)
            for (index, line) in wrapped.enumerated() { lines.append((index == 0 ? "  ! " : "    ") + line) }
        }
        return lines
    }

    private func summary(_ reading: Reading) -> [String] {
        var lines = [bold(wording["report.summary"])]
        let rows = ClaimType.allCases.compactMap { type -> (type: ClaimType, claims: [Claim])? in
            let claims = reading.claims.filter { $0.type == type }
            return claims.isEmpty ? nil : (type, claims)
        }
        let names = rows.map { TerminalText.width($0.type.rawValue) }.max() ?? 0
        let labels = rows.map { TerminalText.width(wording["type.\($0.type.rawValue)"]) }.max() ?? 0
        let most = rows.map(\.claims.count).max() ?? 1
        // Narrow terminals do without the labels first, then without the bars.
        let hasLabels = 2 + names + 2 + labels + 7 <= width
        let room = width - (2 + names + (hasLabels ? 2 + labels : 0) + 9)
        for row in rows {
            let family = "\(colour(row.type.family))"
            let name = row.type.rawValue
            var line = "  " + painted(name, family) + blanks(names - TerminalText.width(name))
            if hasLabels {
                let label = wording["type.\(name)"]
                line += "  " + label + blanks(labels - TerminalText.width(label))
            }
            let count = String(row.claims.count)
            line += "  " + blanks(4 - count.utf8.count) + count
            let bar = most <= room ? row.claims.count : row.claims.count * max(0, room) / most
            if bar > 0 { line += "  " + painted(String(repeating: "█", count: bar), family) }
            lines.append(line)
        }
        return lines
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    // MARK: Marks and colours

    /// The sixteen colours of the terminal's own theme, so that the words stay legible on dark and light.
    private func colour(_ family: ClaimType.Family) -> Int {
        switch family {
        case .control: 94
        case .fighting: 31
        case .harm: 35
        case .materiel: 33
        case .force: 36
        case .politics: 34
        case .aid: 32
        case .geo: 90
        }
    }

    private func painted(_ line: [StyledScalar]) -> String {
        guard usesColour else { return line.reduce(into: "") { $0.unicodeScalars.append($1.scalar) } }
        var text = ""
        var style = TextStyle.plain
        for cell in line {
            if cell.style != style {
                if style != .plain { text += "\u{1B}[0m" }
                text += start(of: cell.style)
                style = cell.style
            }
            text.unicodeScalars.append(cell.scalar)
        }
        return style == .plain ? text : text + "\u{1B}[0m"
    }

    private func start(of style: TextStyle) -> String {
        switch style {
        case .plain: ""
        case .label(let colour): "\u{1B}[\(colour)m"
        case .slot(let colour): "\u{1B}[4;\(colour)m"
        case .trigger(let colour): "\u{1B}[1;\(colour)m"
        }
    }

    /// `^^^` under triggers, `---` under the words of slots; nil for a line without any.
    private func marks(_ line: [StyledScalar]) -> String? {
        guard line.contains(where: { $0.style != .plain }) else { return nil }
        var marks = ""
        for cell in line {
            let mark =
                switch cell.style {
                case .plain, .label: " "
                case .slot: "-"
                case .trigger: "^"
                }
            marks += String(repeating: mark, count: TerminalText.width(cell.scalar))
        }
        while marks.last == " " { marks.removeLast() }
        return marks
    }

    private func painted(_ text: String, _ code: String) -> String {
        usesColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    private func bold(_ text: String) -> String { painted(text, "1") }
    private func dim(_ text: String) -> String { painted(text, "2") }
}
