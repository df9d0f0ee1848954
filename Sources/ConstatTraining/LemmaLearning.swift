import ConstatLanguage
import ConstatText

/// Collects the lemmas that treebanks give a form and part of speech where lexicon and suffixes say something else.
struct LemmaLearning {
    private let lexicon: Lexicon
    private let lemmatizer: FrenchLemmatizer
    private let clusters: WordClusters

    init(lexicon: Lexicon, clusters: WordClusters) {
        self.clusters = clusters
        self.lexicon = lexicon
        lemmatizer = FrenchLemmatizer(lexicon: lexicon)
    }

    private struct Key: Hashable {
        let form: String
        let part: String
    }

    /// Lines of form, part of speech, lemma, sorted. A lemma counts when most of at least two occurrences have it.
    func lines(_ sentences: [TreebankSentence]) -> [String] {
        var gold: [Key: [String: Int]] = [:]
        var wrong: [Key: Int] = [:]
        for sentence in sentences {
            let matches = SentenceFeatures(sentence.tokens, lexicon: lexicon, clusters: clusters).matches
            for (index, word) in sentence.enumerated() where isCountable(word) {
                let key = Key(form: WordSpelling.lower(word.form), part: word.partOfSpeech)
                gold[key, default: [:]][word.lemma, default: 0] += 1
                if made(word, matches[index]) != word.lemma { wrong[key, default: 0] += 1 }
            }
        }
        return gold.compactMap { key, counts in
            let total = counts.values.reduce(0, +)
            guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), total > 1,
                2 * best.value > total, 2 * (wrong[key] ?? 0) > total
            else { return nil }
            return "\(key.form)\t\(key.part)\t\(best.key)"
        }.sorted()
    }

    private func isCountable(_ word: TreebankToken) -> Bool {
        word.partOfSpeech != "PROPN" && word.partOfSpeech != "PUNCT" && word.lemma != "_"
            && !word.form.utf8.contains { (0x30...0x39).contains($0) }
    }

    private func made(_ word: TreebankToken, _ match: LexiconMatch) -> String {
        var token = Token(span: TextSpan(0, 0), form: word.form)
        token.partOfSpeech = PartOfSpeech(rawValue: word.partOfSpeech) ?? .other
        token.morphology = TagSet.morphology(ofLabel: word.label)
        lemmatizer.complete(&token, match)
        return token.lemma
    }
}
