import ConstatLanguage

/// Which tokens of a sentence are its evidence: a list mark at its start is left out (datelines are sentences of their own).
enum EvidenceBounds {
    static func body(of sentence: Sentence) -> Range<Int> {
        let tokens = sentence.tokens
        var start = 0
        while start < tokens.count - 1, isListMark(tokens[start]) { start += 1 }
        return start..<tokens.count
    }

    private static func isListMark(_ token: Token) -> Bool {
        ["-", "–", "—", ">", "•", "*", "·", "|"].contains(token.form)
    }
}
