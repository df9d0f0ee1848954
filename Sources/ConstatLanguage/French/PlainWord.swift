/// How lexicons and sentences spell words alike: folded, with the elided "d'" and "qu'" written out.
package enum PlainWord {
    package static func of(_ token: Token) -> String { expanded(token.folded) }

    package static func expanded(_ word: String) -> String {
        switch word {
        case "d'": "de"
        case "qu'": "que"
        default: word
        }
    }

    /// The words of a lexicon phrase, split where the tokenizer splits ("l'après-midi" is two tokens).
    package static func phrase(_ text: Substring) -> [String] {
        var words: [String] = []
        for word in String(text).folded.split(separator: " ") {
            if let apostrophe = word.firstIndex(of: "'"), elisions.contains(String(word[...apostrophe])) {
                words.append(expanded(String(word[...apostrophe])))
                let rest = word[word.index(after: apostrophe)...]
                if !rest.isEmpty { words.append(String(rest)) }
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private static let elisions: Set<String> = ["l'", "d'", "qu'", "jusqu'", "n'", "s'"]
}
