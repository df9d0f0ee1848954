import ConstatClaims
import ConstatText

/// The text cut at every bound of every claim's words, so that overlapping highlights never cross.
package struct HighlightedText {
    /// What a claim's words are to it; the later the stronger.
    enum Part: Int { case evidence, slot, trigger }

    package struct Segment {
        package let span: TextSpan
        /// Claims by index in the reading, ascending, for each part that covers the segment.
        package let evidence: [Int]
        package let slots: [Int]
        package let triggers: [Int]
        /// Triggers that begin here: the place to which a link to the claim leads.
        let opens: [Int]
    }

    package struct Paragraph {
        package let segments: [Segment]
    }

    package let paragraphs: [Paragraph]

    private struct Highlight {
        let span: TextSpan
        let claim: Int
        let part: Part
    }

    package init(_ reading: Reading, _ source: SourceText) {
        let highlights = Self.highlights(reading, source).sorted {
            ($0.span, $0.claim, $0.part.rawValue) < ($1.span, $1.claim, $1.part.rawValue)
        }
        var next = 0
        var active: [Highlight] = []
        paragraphs = Self.paragraphs(of: source.document.utf8).map { paragraph in
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
        let opens = active.filter { $0.part == .trigger && $0.span.lower == span.lower }.map(\.claim)
        return Segment(
            span: span, evidence: claims(.evidence), slots: claims(.slot), triggers: claims(.trigger),
            opens: Set(opens).sorted())
    }

    private static func highlights(_ reading: Reading, _ source: SourceText) -> [Highlight] {
        var highlights: [Highlight] = []
        for (index, claim) in reading.claims.enumerated() {
            highlights.append(Highlight(span: source.clamped(claim.evidence), claim: index, part: .evidence))
            highlights.append(Highlight(span: source.clamped(claim.trigger), claim: index, part: .trigger))
            for span in claim.slotSpans {
                highlights.append(Highlight(span: source.clamped(span), claim: index, part: .slot))
            }
        }
        return highlights.filter { !$0.span.isEmpty }
    }

    /// Stretches between blank lines, without the line ends around them.
    static func paragraphs(of utf8: [UInt8]) -> [TextSpan] {
        var paragraphs: [TextSpan] = []
        var current: TextSpan?
        var start = 0
        while start <= utf8.count {
            let end = utf8[start...].firstIndex(of: 0x0A) ?? utf8.count
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
