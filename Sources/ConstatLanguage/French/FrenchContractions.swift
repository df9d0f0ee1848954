import ConstatResources

/// The surface tokens that Universal Dependencies counts as two words, from `FrenchContractions.lexicon`.
struct FrenchContractions: Sendable {
    struct Word {
        let form: String
        let lemma: String
        let part: String
    }

    struct Contraction {
        let part: PartOfSpeech
        let first: Word
        let second: Word
        let secondFeatures: String
        /// Which of the two words carries the token's role: the preposition, or the pronoun after it.
        var carriesRoleInSecond: Bool { second.part == PartOfSpeech.pronoun.rawValue }
    }

    private var contractions: [String: Contraction] = [:]

    init() {
        for line in EmbeddedResource.lines(named: "FrenchContractions.lexicon") {
            let cells = line.text.split(separator: " ").map(String.init)
            guard cells.count == 5, let part = PartOfSpeech(rawValue: cells[1]), let first = Self.word(cells[2]),
                let second = Self.word(cells[3])
            else {
                assertionFailure("FrenchContractions.lexicon:\(line.number): not understood")
                continue
            }
            contractions[cells[0]] = Contraction(part: part, first: first, second: second, secondFeatures: cells[4])
        }
    }

    private static func word(_ cell: String) -> Word? {
        let parts = cell.split(separator: "/").map(String.init)
        return parts.count == 3 ? Word(form: parts[0], lemma: parts[1], part: parts[2]) : nil
    }

    func contraction(_ token: Token) -> Contraction? {
        guard let found = contractions[token.form.lowercased()], found.part == token.partOfSpeech else { return nil }
        return found
    }
}
