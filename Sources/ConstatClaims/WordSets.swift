import ConstatLanguage
import ConstatResources
import ConstatText

/// Named sets of words from a language's text resources, folded: what the rules ask of words, without naming any.
struct WordSets: Sendable {
    private let sets: [String: Set<String>]
    private let pairs: [String: String]

    /// Reads `name: word, word ...` lines; `word=other` pairs go into ``canonical(_:)``.
    init(resources: [String]) {
        var sets: [String: Set<String>] = [:]
        var pairs: [String: String] = [:]
        for resource in resources {
            for line in EmbeddedResource.lines(named: resource) {
                guard let colon = line.text.firstIndex(of: ":") else { continue }
                let name = String(line.text[..<colon])
                for item in line.text[line.text.index(after: colon)...].split(separator: ",") {
                    let word = item.trimmedBlanks.folded
                    if word.isEmpty { continue }
                    if let equals = word.firstIndex(of: "="), equals != word.startIndex {
                        pairs[String(word[..<equals])] = String(word[word.index(after: equals)...])
                    } else {
                        sets[name, default: []].insert(word)
                    }
                }
            }
        }
        self.sets = sets
        self.pairs = pairs
    }

    func contains(_ word: String, in set: String) -> Bool { sets[set]?.contains(word) ?? false }

    /// Whether the token's lemma or form is in the set.
    func contains(_ token: Token, in set: String) -> Bool {
        guard let words = sets[set] else { return false }
        return words.contains(token.folded) || words.contains(token.lemma.folded)
    }

    func words(of set: String) -> Set<String> { sets[set] ?? [] }

    /// The one name of an adposition: "de" for "du", "des", "d'".
    func canonical(_ adposition: String) -> String? { pairs[adposition] }

    /// The names of all sets that hold the word, sorted.
    func names(holding word: String) -> [String] {
        sets.filter { $0.value.contains(word) }.map(\.key).sorted()
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmedBlanks: String {
        var words = self[...]
        while let first = words.first, first == " " || first == "\t" { words.removeFirst() }
        while let last = words.last, last == " " || last == "\t" { words.removeLast() }
        return String(words)
    }
}

/// What nouns stand for: classes by lemma, also for nouns of several words.
struct NounClasses: Sendable {
    private let classes: [String: [String]]
    private let longest: Int

    init(resource: String) {
        var classes: [String: [String]] = [:]
        var longest = 1
        for line in EmbeddedResource.lines(named: resource) {
            guard let colon = line.text.firstIndex(of: ":") else { continue }
            let name = String(line.text[..<colon])
            for item in line.text[line.text.index(after: colon)...].split(separator: ",") {
                let noun = item.trimmedBlanks.folded
                classes[noun, default: []].append(name)
                longest = max(longest, noun.split(separator: " ").count)
            }
        }
        self.classes = classes
        self.longest = longest
    }

    /// Classes of the noun that starts at `index`; the longest reading wins.
    func classes(at index: Int, in tokens: [Token]) -> [String] {
        for length in stride(from: min(longest, tokens.count - index), through: 1, by: -1) {
            if let found = classes[key(index, length, tokens, lemma: true)]
                ?? classes[key(index, length, tokens, lemma: false)]
            {
                return found
            }
        }
        return []
    }

    private func key(_ index: Int, _ length: Int, _ tokens: [Token], lemma: Bool) -> String {
        tokens[index..<(index + length)].map { lemma ? $0.lemma.folded : $0.folded }.joined(separator: " ")
    }
}
