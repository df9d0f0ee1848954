import ConstatLanguage
import ConstatResources
import ConstatText

/// Nouns of sources, with the kind of source each makes: `phrase, phrase ... = kind : English label`. Phrases are folded
/// lemmas without articles ("porte-parole de armee"); `{}` in a label stands for whom the source belongs to.
struct SourceLexicon: Sendable {
    struct Entry: Sendable {
        var kind: Source.Kind
        var label: String
    }
    private var entries: [String: Entry] = [:]
    private var longest = 1

    init(resource: String) {
        for (_, line) in EmbeddedResource.lines(named: resource) {
            guard let equals = line.firstIndex(of: "="), let colon = line[equals...].firstIndex(of: ":"),
                let kind = Source.Kind(rawValue: line[line.index(after: equals)..<colon].trimmedBlanks)
            else { continue }
            let label = line[line.index(after: colon)...].trimmedBlanks
            for phrase in line[..<equals].split(separator: ",").map({ $0.trimmedBlanks.folded }) {
                entries[phrase] = Entry(kind: kind, label: label)
                longest = max(longest, phrase.split(separator: " ").count)
            }
        }
    }

    /// The longest entry that starts at `index`, by lemmas (else by forms), with the number of tokens it takes.
    func entry(at index: Int, in tokens: [Token], words: WordSets) -> (entry: Entry, length: Int)? {
        var taken: [(lemma: String, form: String, end: Int)] = []
        var next = index
        while next < tokens.count, taken.count < longest {
            let token = tokens[next]
            next += 1
            if token.partOfSpeech == .determiner { continue }
            guard token.partOfSpeech != .punctuation else { break }
            taken.append((words.canonical(token.folded) ?? token.lemma.folded, token.folded, next))
        }
        for length in stride(from: taken.count, through: 1, by: -1) {
            let lemmas = taken[..<length].map(\.lemma).joined(separator: " ")
            let forms = taken[..<length].map(\.form).joined(separator: " ")
            if let found = entries[lemmas] ?? entries[forms] { return (found, taken[length - 1].end - index) }
        }
        return nil
    }
}
