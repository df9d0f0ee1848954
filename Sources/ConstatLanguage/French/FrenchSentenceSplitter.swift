import ConstatText

/// Finds where sentences end: at a line's end, after closing signs, and before a sentence would grow out of bounds.
struct FrenchSentenceSplitter: Sendable {
    /// No sentence is longer; trees of longer ones mean nothing.
    static let longest = 400

    private let rules: FrenchTokenRules
    private let clauses: FrenchClauseRules

    init(rules: FrenchTokenRules, clauses: FrenchClauseRules) {
        self.rules = rules
        self.clauses = clauses
    }

    /// Index ranges into `spans`, in order, that hold every token once.
    func sentences(of text: CharacterClasses, _ spans: [TextSpan]) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < spans.count {
            if index == start, let last = datelineEnd(text, spans, from: start) {
                sentences.append(start..<last + 1)
                start = last + 1
                index = start
                continue
            }
            var isEnd = index + 1 == spans.count || hasLineBreak(text, spans, after: index)
            if !isEnd, let last = closing(text, spans, at: index) {
                index = last
                isEnd = true
            }
            if !isEnd, index - start + 1 >= Self.longest { isEnd = true }
            if isEnd {
                sentences.append(start..<index + 1)
                start = index + 1
            }
            index += 1
        }
        return sentences
    }

    /// "DAKAR, 3 mars 2020 -", "14h15 |": what stands at a line's start before a dash, when it has no other words than
    /// names, figures and dates. It is no part of the sentence that follows. The dash's index; nil where there is none.
    private func datelineEnd(_ text: CharacterClasses, _ spans: [TextSpan], from start: Int) -> Int? {
        guard start == 0 || hasLineBreak(text, spans, after: start - 1), !isDash(text, spans[start]) else { return nil }
        for index in start..<min(start + 16, spans.count - 1) {
            if index > start, hasLineBreak(text, spans, after: index - 1) { return nil }
            if isDash(text, spans[index]) {
                let isFree = spans[index].lower > spans[index - 1].upper && spans[index + 1].lower > spans[index].upper
                guard isFree, !hasLineBreak(text, spans, after: index), !isRangeOfDays(text, spans, start, index) else {
                    return nil
                }
                return startsSentence(text, spans[index + 1]) ? index : nil
            }
            guard mayStandInDateline(text, spans[index]) else { return nil }
        }
        return nil
    }

    /// "14 - 20 septembre": a dash between two days ends no dateline; one has a place before its day.
    private func isRangeOfDays(_ text: CharacterClasses, _ spans: [TextSpan], _ start: Int, _ dash: Int) -> Bool {
        guard dash + 2 < spans.count, text.at(spans[start].lower) == .digit,
            text.at(spans[dash + 1].lower) == .digit
        else { return false }
        let next = text.text(spans[dash + 2].lower..<spans[dash + 2].upper).straightened
        return clauses.datelineWords.contains(next.last == "." ? String(next.dropLast()) : next)
    }

    private func isDash(_ text: CharacterClasses, _ span: TextSpan) -> Bool {
        span.count <= 3 && ["-", "–", "—", "--", "|"].contains(text.text(span.lower..<span.upper))
    }

    private func mayStandInDateline(_ text: CharacterClasses, _ span: TextSpan) -> Bool {
        switch text.at(span.lower) {
        case .capital, .digit: true
        case .letter: span.count < 16 && clauses.datelineWords.contains(text.text(span.lower..<span.upper).straightened)
        default: [0x28, 0x29, 0x2C, 0x2E, 0x2F, 0x5B, 0x5D].contains(text.byte(span.lower))
        }
    }

    private func hasLineBreak(_ text: CharacterClasses, _ spans: [TextSpan], after index: Int) -> Bool {
        guard index + 1 < spans.count else { return true }
        return (spans[index].upper..<spans[index + 1].lower).contains {
            text.at($0) == .newline && !text.softBreaks.contains($0)
        }
    }

    /// The last token of the sentence that the sign at `index` closes; nil where it closes none.
    private func closing(_ text: CharacterClasses, _ spans: [TextSpan], at index: Int) -> Int? {
        guard closes(text, spans[index]) else { return nil }
        var last = index
        while last + 1 < spans.count, !hasLineBreak(text, spans, after: last), closes(text, spans[last + 1]) {
            last += 1
        }
        while last + 1 < spans.count, !hasLineBreak(text, spans, after: last),
            isClosingBracket(text, spans[last], spans[last + 1])
        { last += 1 }
        guard last + 1 < spans.count else { return last }
        let isApart = spans[last + 1].lower > spans[last].upper
        if isApart { return startsSentence(text, spans[last + 1]) ? last : nil }
        return isGluedSentence(text, spans, last) ? last : nil
    }

    private func closes(_ text: CharacterClasses, _ span: TextSpan) -> Bool {
        switch text.byte(span.lower) {
        case 0x2E, 0x21, 0x3F: return true
        case 0xE2: return text.bytes[span.lower..<min(span.lower + 3, text.count)].elementsEqual("…".utf8)
        default:
            guard span.count > 1, span.count < 12, text.byte(span.upper - 1) == 0x2E else { return false }
            return rules.finalAbbreviations.contains(text.text(span.lower..<span.upper - 1).lowercased())
        }
    }

    private func isClosingBracket(_ text: CharacterClasses, _ left: TextSpan, _ right: TextSpan) -> Bool {
        let sign = text.text(right.lower..<right.upper)
        if sign == "»" { return true }
        return left.upper == right.lower && ["”", ")", "]", "\""].contains(sign)
    }

    private func startsSentence(_ text: CharacterClasses, _ span: TextSpan) -> Bool {
        switch text.at(span.lower) {
        case .capital, .digit: return true
        case .letter: return false
        default:
            let first = text.text(span.lower..<min(text.after(span.lower), text.count))
            return ["«", "“", "\"", "(", "-", "–", "—", "[", "•", "*", "'", "’", ">", "‹"].contains(first)
        }
    }

    /// "la ville.Les habitants": a full stop between a word in small letters and one with a capital.
    private func isGluedSentence(_ text: CharacterClasses, _ spans: [TextSpan], _ last: Int) -> Bool {
        guard last > 0, spans[last].count == 1, spans[last - 1].count > 2, spans[last - 1].upper == spans[last].lower
        else { return false }
        let next = spans[last + 1].lower
        let before = text.before(spans[last].lower)
        guard text.at(before) == .letter || text.at(before) == .digit, text.at(next) == .capital else { return false }
        let second = text.after(next)
        return text.at(second) == .letter || text.at(second) == .apostrophe
    }
}
