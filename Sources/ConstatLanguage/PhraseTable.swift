/// Phrases of folded words, found forwards from their first word or backwards from their last.
package struct PhraseTable: Sendable {
    private var byFirst: [String: [[String]]] = [:]
    private var byLast: [String: [[String]]] = [:]
    private var firsts = WordSketch([])
    private var lasts = WordSketch([])

    package init(_ phrases: [[String]]) {
        // Longest first, so that "pas plus de" is met before "plus de".
        for phrase in phrases.sorted(by: { $0.count > $1.count }) {
            guard let first = phrase.first, let last = phrase.last else { continue }
            byFirst[first, default: []].append(phrase)
            byLast[last, default: []].append(phrase)
        }
        firsts = WordSketch(byFirst.keys)
        lasts = WordSketch(byLast.keys)
    }

    /// The end of the longest phrase that starts at `start`.
    package func end(in words: [String], from start: Int) -> Int? {
        guard words.indices.contains(start), firsts.mayHold(words[start]), let phrases = byFirst[words[start]] else {
            return nil
        }
        for phrase in phrases where words[start...].starts(with: phrase) { return start + phrase.count }
        return nil
    }

    /// The start of the longest phrase that ends just before `end`.
    package func start(in words: [String], before end: Int) -> Int? {
        guard end > 0, end <= words.count, lasts.mayHold(words[end - 1]), let phrases = byLast[words[end - 1]] else {
            return nil
        }
        for phrase in phrases where phrase.count <= end && words[(end - phrase.count)..<end].elementsEqual(phrase) {
            return end - phrase.count
        }
        return nil
    }

    package func contains(_ word: String) -> Bool {
        firsts.mayHold(word) && byFirst[word]?.contains { $0.count == 1 } ?? false
    }
}
