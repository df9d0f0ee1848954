import ConstatLanguage
import ConstatText

/// A sentence as the bare words that lexicons are matched against: folded, opened at hyphens, apostrophes and slashes,
/// so that it does not matter how the tokeniser cuts "Croix-Rouge" or "l'EI".
struct WordSequence: Sendable {
    let words: [String]
    /// The token that each word belongs to.
    let tokens: [Int]
    private let firstWords: [Int]

    init(_ sentence: Sentence) {
        var words: [String] = []
        var tokens: [Int] = []
        var firstWords: [Int] = []
        for (index, token) in sentence.tokens.enumerated() {
            firstWords.append(words.count)
            for word in Self.words(of: token.folded) {
                words.append(word)
                tokens.append(index)
            }
        }
        self.words = words
        self.tokens = tokens
        self.firstWords = firstWords
    }

    /// The words of a lexicon entry or a token, already folded.
    static func words(of folded: String) -> [String] {
        folded.split { "-'/ ".contains($0) }.map(String.init)
    }

    /// The word that a token starts with; nil for tokens without any (a lone hyphen) and beyond the end.
    func firstWord(ofToken token: Int) -> Int? {
        guard firstWords.indices.contains(token), firstWords[token] < words.count,
            tokens[firstWords[token]] == token
        else { return nil }
        return firstWords[token]
    }

    func startsToken(_ word: Int) -> Bool {
        words.indices.contains(word) && (word == 0 || tokens[word] != tokens[word - 1])
    }
    func endsToken(_ word: Int) -> Bool {
        words.indices.contains(word) && (word + 1 == words.count || tokens[word] != tokens[word + 1])
    }

    subscript(word: Int) -> String { words.indices.contains(word) ? words[word] : "" }
}

/// Phrases by their first word, matched longest first.
struct PhraseTable<Value: Sendable>: Sendable {
    private var entries: [String: [(words: [String], value: Value)]] = [:]

    mutating func add(_ words: [String], _ value: Value) {
        guard let first = words.first else { return }
        entries[first, default: []].append((words, value))
    }

    /// Every phrase that starts at a word and ends with a token, the longest first (then in order of entry).
    /// With `insideCompounds` also single words that are a part of a token: "MSA" in "GATIA-MSA".
    func matches(
        in sequence: WordSequence, at start: Int, insideCompounds: Bool = false
    ) -> [(length: Int, value: Value)] {
        guard start >= 0, start < sequence.words.count, let candidates = entries[sequence.words[start]],
            insideCompounds || sequence.startsToken(start)
        else { return [] }
        var found: [(length: Int, value: Value)] = []
        for (words, value) in candidates where start + words.count <= sequence.words.count {
            let isWhole = sequence.startsToken(start) && sequence.endsToken(start + words.count - 1)
            guard isWhole || (insideCompounds && words.count == 1) else { continue }
            let isThere = words.indices.allSatisfy { sequence.words[start + $0] == words[$0] }
            if isThere { found.append((words.count, value)) }
        }
        return found.enumerated().sorted {
            $0.element.length != $1.element.length ? $0.element.length > $1.element.length : $0.offset < $1.offset
        }.map(\.element)
    }

    func longest(in sequence: WordSequence, at start: Int) -> (length: Int, value: Value)? {
        matches(in: sequence, at: start).first
    }
}
