import ConstatLanguage

/// Phrases of folded words, found forwards from their first word or backwards from their last.
struct PhraseTable: Sendable {
    private var byFirst: [String: [[String]]] = [:]
    private var byLast: [String: [[String]]] = [:]

    init(_ phrases: [[String]]) {
        // Longest first, so that "pas plus de" is met before "plus de".
        for phrase in phrases.sorted(by: { $0.count > $1.count }) {
            guard let first = phrase.first, let last = phrase.last else { continue }
            byFirst[first, default: []].append(phrase)
            byLast[last, default: []].append(phrase)
        }
    }

    /// The end of the longest phrase that starts at `start`.
    func end(in words: [String], from start: Int) -> Int? {
        guard words.indices.contains(start), let phrases = byFirst[words[start]] else { return nil }
        for phrase in phrases where words[start...].starts(with: phrase) { return start + phrase.count }
        return nil
    }

    /// The start of the longest phrase that ends just before `end`.
    func start(in words: [String], before end: Int) -> Int? {
        guard end > 0, end <= words.count, let phrases = byLast[words[end - 1]] else { return nil }
        for phrase in phrases where phrase.count <= end && words[(end - phrase.count)..<end].elementsEqual(phrase) {
            return end - phrase.count
        }
        return nil
    }

    func contains(_ word: String) -> Bool { byFirst[word]?.contains { $0.count == 1 } ?? false }
}

/// How lexicons and sentences spell words alike: folded, with the elided "d'" and "qu'" written out.
enum PlainWord {
    static func of(_ token: Token) -> String { expanded(token.folded) }

    static func expanded(_ word: String) -> String {
        switch word {
        case "d'": "de"
        case "qu'": "que"
        default: word
        }
    }

    /// The words of a lexicon phrase, split where the tokenizer splits ("l'après-midi" is two tokens).
    static func phrase(_ text: Substring) -> [String] {
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

extension PlainWord {
    /// The word without its plural ending; lexicon and text go through the same rule.
    static func stem(_ word: String) -> String {
        word.utf8.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
}
