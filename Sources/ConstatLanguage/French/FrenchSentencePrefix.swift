/// What stands before a sentence on its line without being part of it: a list mark, a time stamp, a dateline
/// ("GAO, 12 mars -"), a heading ("Mossoul :"). It is read apart, so that it cannot bend the sentence's tree.
struct FrenchSentencePrefix: Sendable {
    private let calendarWords: Set<String>
    private static let longestDateline = 18
    private static let longestHeading = 8
    private static let dashes: Set<String> = ["-", "–", "—", "--", "|"]

    init(rules: FrenchTokenRules) { calendarWords = rules.calendarWords }

    /// The lengths that may be cut off at `start`, the likeliest; nil when the sentence starts there.
    func next(_ tokens: [Token], from start: Int) -> (end: Int, isHeading: Bool)? {
        guard start < tokens.count - 1 else { return nil }
        if isListMark(tokens[start]) { return (start + 1, false) }
        if let end = dateline(tokens, start) { return (end, false) }
        if let end = heading(tokens, start) { return (end, true) }
        return nil
    }

    private func isListMark(_ token: Token) -> Bool {
        ["•", "·", "*", "▪", ">", "-", "–", "—", "→"].contains(token.form)
    }

    /// Names, numbers and words of the calendar up to a dash between blanks, a figure among them.
    private func dateline(_ tokens: [Token], _ start: Int) -> Int? {
        var hasFigure = false
        for index in start..<min(tokens.count - 1, start + Self.longestDateline) {
            let token = tokens[index]
            if Self.dashes.contains(token.form), index > start { return hasFigure ? index + 1 : nil }
            let isFigure = token.form.utf8.first.map { (0x30...0x39).contains($0) } ?? false
            hasFigure = hasFigure || isFigure
            guard isFigure || isName(token) || calendarWords.contains(token.folded) || [",", "(", ")", "."].contains(token.form)
            else { return nil }
        }
        return nil
    }

    private func isName(_ token: Token) -> Bool {
        token.form.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
    }

    private func heading(_ tokens: [Token], _ start: Int) -> Int? {
        let reach = start..<min(tokens.count - 1, start + Self.longestHeading)
        guard let colon = reach.first(where: { tokens[$0].form == ":" }), colon > start else { return nil }
        guard !tokens[start..<colon].contains(where: { ["«", "\"", "“", ","].contains($0.form) }) else { return nil }
        return colon + 1
    }
}

extension FrenchAnalyser {
    /// Reads the prefix and the rest apart and hangs the prefix on the sentence's root.
    func annotatedApart(_ tokens: [Token], prefix: FrenchSentencePrefix) -> Sentence {
        var parts: [Sentence] = []
        var start = 0
        while let (end, isHeading) = prefix.next(tokens, from: start), end < tokens.count {
            let part = annotate([Array(tokens[start..<end])])[0]
            if isHeading, part.tokens.contains(where: { $0.morphology.mood != nil && $0.partOfSpeech != .noun }) { break }
            parts.append(part)
            start = end
        }
        let body = annotate([Array(tokens[start...])])[0]
        guard !parts.isEmpty else { return body }
        return joined(parts, body: body)
    }

    private func joined(_ parts: [Sentence], body: Sentence) -> Sentence {
        let before = parts.reduce(0) { $0 + $1.tokens.count }
        let root = before + (body.tokens.firstIndex { $0.head < 0 } ?? 0)
        var tokens: [Token] = []
        for part in parts + [body] {
            let offset = tokens.count
            for var token in part.tokens {
                if token.head >= 0 {
                    token.head += offset
                } else if offset < before {
                    token.head = root
                    token.relation = token.partOfSpeech == .punctuation ? .punct : .parataxis
                }
                tokens.append(token)
            }
        }
        return Sentence(tokens: tokens)
    }
}
