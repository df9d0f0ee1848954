import ConstatResources

/// Gives a tagged token its lemma, and a verb the mood, tense and person that the lexicon allows its form.
///
/// Mood is a matter of spelling: a conditional form is always one. The tagger only chooses where a form has several
/// readings, and speaks alone for words that the lexicon lacks.
package struct FrenchLemmatizer: Sendable {
    private struct Suffix: Sendable {
        let part: PartOfSpeech
        let ending: String
        let replacement: String
    }

    private let lexicon: Lexicon
    private let suffixes: [Suffix]

    package init(lexicon: Lexicon) {
        self.lexicon = lexicon
        suffixes = EmbeddedResource.lines(named: "FrenchSuffixes.lexicon").compactMap { line in
            let cells = line.text.split(separator: " ").map(String.init)
            guard cells.count == 3, let part = PartOfSpeech(rawValue: cells[0]) else { return nil }
            return Suffix(part: part, ending: cells[1], replacement: cells[2] == "-" ? "" : cells[2])
        }
    }

    /// Sets lemma and, for verbs, features; part of speech and morphology are the tagger's so far.
    package func complete(_ token: inout Token, _ match: LexiconMatch) {
        let isVerb = token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary
        if token.partOfSpeech == .properNoun || token.partOfSpeech == .punctuation || token.partOfSpeech == .symbol {
            token.lemma = token.form
            return
        }
        guard let best = bestReading(lexicon.readings(of: match), for: token) else {
            token.lemma = lemmaBySuffix(token.form.lowercased().straightened, token.partOfSpeech)
            return
        }
        let lemma = lexicon.lemma(of: best, folded: token.folded)
        token.lemma = token.form.unicodeScalars.contains { $0 == "œ" || $0 == "Œ" } ? lemma.replacingOE : lemma
        if isVerb { correct(&token.morphology, by: best.morphology) }
    }

    private func bestReading(_ readings: [LexiconReading], for token: Token) -> LexiconReading? {
        var best: LexiconReading?
        var bestScore = 0
        for reading in readings {
            let score = fit(reading, token)
            if score > bestScore { (best, bestScore) = (reading, score) }
        }
        return best
    }

    /// How well a reading agrees with the tagger; 0 when the parts of speech have nothing in common.
    private func fit(_ reading: LexiconReading, _ token: Token) -> Int {
        var score = partFit(reading.partOfSpeech, token.partOfSpeech)
        guard score > 0 else { return 0 }
        let (mine, theirs) = (reading.morphology, token.morphology)
        if mine.verbForm == theirs.verbForm { score += 32 }
        if mine.mood == theirs.mood { score += 16 }
        if mine.tense == theirs.tense { score += 8 }
        if mine.number == theirs.number { score += 4 }
        if mine.person == theirs.person { score += 3 }
        if mine.gender == theirs.gender { score += 2 }
        return score
    }

    private func partFit(_ reading: PartOfSpeech, _ token: PartOfSpeech) -> Int {
        if reading == token { return 1000 }
        switch (token, reading) {
        case (.auxiliary, .verb), (.verb, .auxiliary): return 900
        case (.noun, .adjective), (.adjective, .noun): return 500
        case (.determiner, .pronoun), (.pronoun, .determiner), (.determiner, .adjective): return 400
        case (.coordinatingConjunction, .subordinatingConjunction), (.adposition, .adverb): return 300
        default: return 0
        }
    }

    private func correct(_ morphology: inout Morphology, by reading: Morphology) {
        morphology.mood = reading.mood
        morphology.tense = reading.tense
        morphology.verbForm = reading.verbForm
        morphology.person = reading.person
        if reading.verbForm == .finite {
            morphology.number = reading.number ?? morphology.number
            morphology.gender = nil
        } else if reading.verbForm == .participle, reading.tense == .past {
            morphology.number = reading.number ?? morphology.number
            morphology.gender = reading.gender ?? morphology.gender
        }
    }

    private func lemmaBySuffix(_ word: String, _ part: PartOfSpeech) -> String {
        let asVerb = part == .auxiliary ? PartOfSpeech.verb : part
        for suffix in suffixes where suffix.part == asVerb && word.hasSuffix(suffix.ending) {
            let stem = word.dropLast(suffix.ending.count)
            if stem.utf8.count >= 3 { return stem + suffix.replacement }
        }
        return word
    }
}

extension String {
    /// "coeur" as French writes it: "cœur".
    fileprivate var replacingOE: String {
        var out = ""
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar == "e", previous == "o" {
                out.unicodeScalars.removeLast()
                out.unicodeScalars.append("œ")
            } else {
                out.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return out
    }
}
