import ConstatClaims
import ConstatText

/// The text cut at every bound of every claim's words, so that overlapping highlights never cross.
package struct HighlightedText {
    /// What a claim's words tell, named like the label of their line.
    package enum Slot: String, CaseIterable, Sendable { case who, `where`, when, amount, source }

    package enum Part: Hashable { case evidence, slot(Slot), trigger }

    /// Words of a claim.
    package struct Highlight {
        package let span: TextSpan
        /// The claim's index among those of the text.
        package let claim: Int
        package let part: Part

        package init(_ part: Part, of claim: Int, at span: TextSpan) {
            self.span = span
            self.claim = claim
            self.part = part
        }
    }

    /// That words fill a slot of a claim.
    package struct Filling: Hashable, Comparable {
        package let claim: Int
        package let slot: Slot

        package static func < (left: Filling, right: Filling) -> Bool {
            (left.claim, left.slot.rawValue) < (right.claim, right.slot.rawValue)
        }
    }

    package struct Segment {
        package let span: TextSpan
        /// Claims by index, ascending, for each part that covers the segment.
        package let evidence: [Int]
        package let slots: [Filling]
        package let triggers: [Int]
        /// Triggers that begin here: the place to which a link to the claim leads.
        let opens: [Int]
    }

    package struct Paragraph {
        package let segments: [Segment]
    }

    package let paragraphs: [Paragraph]
    /// What is shown of the text.
    let part: TextSpan

    package init(_ reading: Reading, _ source: SourceText) {
        self.init(
            reading.claims.enumerated().flatMap { index, claim in
                claim.highlights(of: index).map {
                    Highlight($0.part, of: index, at: source.clamped($0.span))
                }
            }, in: source.document, TextSpan(0, source.document.utf8.count))
    }

    /// - Parameters:
    ///   - highlights: spans of the document; what lies outside the part is cut off.
    ///   - part: of the document.
    package init(_ highlights: [Highlight], in document: Document, _ part: TextSpan) {
        let highlights = highlights.map { $0.cut(to: part) }.filter { !$0.span.isEmpty }.sorted {
            ($0.span, $0.claim) < ($1.span, $1.claim)
        }
        self.part = part
        var next = 0
        var active: [Highlight] = []
        paragraphs = Self.paragraphs(of: document.utf8, in: part).map { paragraph in
            var segments: [Segment] = []
            var cursor = paragraph.lower
            while cursor < paragraph.upper {
                while next < highlights.count, highlights[next].span.lower <= cursor {
                    active.append(highlights[next])
                    next += 1
                }
                active.removeAll { $0.span.upper <= cursor }
                var end = paragraph.upper
                if next < highlights.count { end = min(end, highlights[next].span.lower) }
                for highlight in active { end = min(end, highlight.span.upper) }
                segments.append(Self.segment(TextSpan(cursor, end), active))
                cursor = end
            }
            return Paragraph(segments: segments)
        }
    }

    private static func segment(_ span: TextSpan, _ active: [Highlight]) -> Segment {
        func claims(_ part: Part) -> [Int] { Set(active.filter { $0.part == part }.map(\.claim)).sorted() }
        let fillings = active.compactMap { highlight -> Filling? in
            guard case .slot(let slot) = highlight.part else { return nil }
            return Filling(claim: highlight.claim, slot: slot)
        }
        let opens = active.filter { $0.part == .trigger && $0.span.lower == span.lower }.map(\.claim)
        return Segment(
            span: span, evidence: claims(.evidence), slots: Set(fillings).sorted(), triggers: claims(.trigger),
            opens: Set(opens).sorted())
    }

    /// Stretches between blank lines, without the line ends around them.
    static func paragraphs(of utf8: [UInt8], in part: TextSpan) -> [TextSpan] {
        var paragraphs: [TextSpan] = []
        var current: TextSpan?
        var start = part.lower
        while start <= part.upper {
            let end = utf8[start..<part.upper].firstIndex(of: 0x0A) ?? part.upper
            let isBlank = utf8[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if isBlank {
                if let paragraph = current { paragraphs.append(paragraph) }
                current = nil
            } else {
                current = TextSpan(current?.lower ?? start, end)
            }
            start = end + 1
        }
        if let paragraph = current { paragraphs.append(paragraph) }
        return paragraphs
    }
}

extension HighlightedText.Highlight {
    fileprivate func cut(to part: TextSpan) -> Self {
        let lower = min(max(span.lower, part.lower), part.upper)
        return Self(self.part, of: claim, at: TextSpan(lower, max(lower, min(span.upper, part.upper))))
    }
}

extension Claim {
    fileprivate func highlights(of index: Int) -> [HighlightedText.Highlight] {
        var parts: [(HighlightedText.Part, TextSpan?)] = [(.evidence, evidence), (.trigger, trigger)]
        parts += actors.map { (.slot(.who), $0.mention) } + quantities.map { (.slot(.amount), $0.mention) }
        parts += attribution.map { (.slot(.source), $0.mention) }
        parts += [(.slot(.where), place?.mention), (.slot(.when), time?.mention)]
        return parts.compactMap { part, span in span.map { .init(part, of: index, at: $0) } }
    }
}

/// The markup of a highlighted text: the same on the page that stands alone and in the workbench.
package struct HighlightedMarkup {
    /// How a claim is called and shown.
    package struct Claim {
        /// Of the element at its trigger; that of its card ends in `-card`.
        let id: String
        /// Separated by blanks, the family's first: `f-control`.
        let classes: String

        package init(id: String, classes: String) {
            self.id = HTMLText.escaped(id)
            self.classes = HTMLText.escaped(classes)
        }
    }

    private let claims: [Claim]
    private let tellsSlots: Bool

    /// - Parameter tellsSlots: whether the words of a slot name it (`c1.where`) or only its claim.
    package init(_ claims: [Claim], tellsSlots: Bool) {
        self.claims = claims
        self.tellsSlots = tellsSlots
    }

    /// Everything in the text is in the markup, the blank lines between paragraphs too, so that a script can count.
    package func paragraphs(_ text: HighlightedText, of source: SourceText) -> String {
        var (markup, end) = ("", text.part.lower)
        for paragraph in text.paragraphs {
            guard let first = paragraph.segments.first, let last = paragraph.segments.last else { continue }
            markup += HTMLText.escaped(source.quote(TextSpan(end, first.span.lower))) + "<p dir=\"auto\">"
            for segment in paragraph.segments { markup += self.markup(segment, source.quote(segment.span)) }
            markup += "</p>"
            end = last.span.upper
        }
        return markup + HTMLText.escaped(source.quote(TextSpan(end, text.part.upper)))
    }

    private func markup(_ segment: HighlightedText.Segment, _ quote: String) -> String {
        let text = HTMLText.escaped(quote)
        let strongest = segment.triggers.first ?? segment.slots.first?.claim ?? segment.evidence.first
        guard let strongest else { return text }
        let classes = claims[strongest].classes
        var attributes = attribute("t", segment.triggers.map(id))
        attributes += attribute("s", slotNames(segment.slots))
        attributes += attribute("e", segment.evidence.map(id))
        if segment.triggers.isEmpty {
            let kind = segment.slots.isEmpty ? "evidence" : "slot"
            return "<span class=\"\(kind) \(classes)\"\(attributes)>\(text)</span>"
        }
        // The anchor of each claim that opens here; only the first piece of a trigger takes the focus.
        let anchors = segment.opens.dropFirst().map { "<span id=\"\(id($0))\"></span>" }.joined()
        if let first = segment.opens.first {
            let described = segment.triggers.map { id($0) + "-card" }.joined(separator: " ")
            attributes += " id=\"\(id(first))\" tabindex=\"0\" role=\"button\" aria-describedby=\"\(described)\""
        }
        return "\(anchors)<mark class=\"trigger \(classes)\"\(attributes)>\(text)</mark>"
    }

    private func id(_ claim: Int) -> String { claims[claim].id }

    private func slotNames(_ slots: [HighlightedText.Filling]) -> [String] {
        if tellsSlots { return slots.map { "\(id($0.claim)).\($0.slot.rawValue)" } }
        return Set(slots.map(\.claim)).sorted().map(id)
    }

    private func attribute(_ name: String, _ ids: [String]) -> String {
        ids.isEmpty ? "" : " data-\(name)=\"\(ids.joined(separator: " "))\""
    }
}
