import ConstatLanguage
import ConstatTime

/// Which tokens of a sentence are its evidence: the dateline ("GAO, 12 mars -"), the list mark and closing blanks left out.
enum EvidenceBounds {
    static func body(of sentence: Sentence, times: [TimeMention], words: WordSets) -> Range<Int> {
        let tokens = sentence.tokens
        var start = 0
        if let dateline = times.first(where: { $0.isDateline }), dateline.tokens.lowerBound < 14 {
            var end = dateline.tokens.upperBound
            if end < tokens.count, isSeparator(tokens[end]) { end += 1 }
            if end < tokens.count { start = end }
        }
        while start < tokens.count - 1, isListMark(tokens[start]) { start += 1 }
        return start..<tokens.count
    }

    private static func isSeparator(_ token: Token) -> Bool { ["-", "–", "—", "--", ".", ":"].contains(token.form) }

    private static func isListMark(_ token: Token) -> Bool { ["-", "–", "—", ">", "•", "*", "·", "–"].contains(token.form) }
}
