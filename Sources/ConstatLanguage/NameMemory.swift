/// Carries names through a document: a proper noun that is a name in one sentence is one in the others.
enum NameMemory {
    /// Gives names of one token, found elsewhere in the document, to proper nouns that were left out.
    static func complete(_ sentences: [Sentence]) -> [Sentence] {
        let kinds = kindsOfNames(sentences)
        guard !kinds.isEmpty else { return sentences }
        return sentences.map { sentence in
            var tokens = sentence.tokens
            var hasChanged = false
            for index in tokens.indices
            where tokens[index].name == .outside && tokens[index].partOfSpeech == .properNoun {
                guard let kind = kinds[tokens[index].folded] else { continue }
                tokens[index].name = .begins(kind)
                hasChanged = true
            }
            return hasChanged ? Sentence(tokens: tokens) : sentence
        }
    }

    /// The most frequent kind of each name of one token; of equals, the first in the order of the kinds.
    private static func kindsOfNames(_ sentences: [Sentence]) -> [String: NameKind] {
        var counts: [String: [Int]] = [:]
        for sentence in sentences {
            for name in sentence.names where name.range.count == 1 {
                let token = sentence.tokens[name.range.lowerBound]
                guard token.partOfSpeech == .properNoun, let kind = NameKind.allCases.firstIndex(of: name.kind) else {
                    continue
                }
                counts[token.folded, default: [Int](repeating: 0, count: NameKind.allCases.count)][kind] += 1
            }
        }
        return counts.compactMapValues { counts in
            let most = counts.max() ?? 0
            return counts.firstIndex(of: most).map { NameKind.allCases[$0] }
        }
    }
}
