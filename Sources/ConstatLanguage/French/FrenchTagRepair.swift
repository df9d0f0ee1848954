/// Settles auxiliaries and participles, which the tagger sees too short a stretch to tell: "avait pas été revendiquée".
struct FrenchTagRepair {
    let tagSet: TagSet
    let lexicon: Lexicon
    let rules: FrenchClauseRules

    /// Corrects classes and the tokens made from them.
    func repair(_ tags: inout [Int], _ tokens: inout [Token], _ matches: [LexiconMatch]) {
        for index in tokens.indices {
            if let reading = listed(index, tokens, matches[index]) ?? impersonal(index, tokens, matches[index]) {
                become(reading.partOfSpeech, index, reading, &tags, &tokens)
            }
        }
        for index in tokens.indices.dropLast() where isCliticBeforeVerb(index, tokens) {
            become(.pronoun, index, nil, &tags, &tokens)
        }
        for index in tokens.indices.dropFirst() {
            if let reading = countedNoun(index, tokens, matches) { become(.noun, index, reading, &tags, &tokens) }
        }
        for index in tokens.indices where tokens[index].lemma == "avoir" || tokens[index].lemma == "être" {
            if isMainVerb(index, tokens) { become(.verb, index, nil, &tags, &tokens) }
            guard let next = nextVerb(after: index, tokens) else { continue }
            if let reading = participle(next, tokens, matches), canFollow(tokens[index], tokens[next], reading) {
                become(.verb, next, reading, &tags, &tokens)
            }
            if tokens[index].partOfSpeech == .verb, tokens[next].morphology.verbForm == .participle,
                tokens[next].morphology.tense == .past
            {
                become(.auxiliary, index, nil, &tags, &tokens)
            }
        }
    }

    /// A word in small letters that was taken for an adverb or an auxiliary, which the lexicon says it never is: "Kigali
    /// nie", "neuf villageois", "30.000 déplacés vivent". The reading that it has instead; nil where all is well or unclear.
    private func listed(_ index: Int, _ tokens: [Token], _ match: LexiconMatch) -> LexiconReading? {
        let part = tokens[index].partOfSpeech
        guard part == .adverb || part == .auxiliary, match.isKnown, !match.parts.contains(PartSet(of: part)),
            tokens[index].form.first?.isLowercase == true
        else { return nil }
        let readings = lexicon.readings(of: match)
        if let counted = readings.first(where: { $0.partOfSpeech == .numeral || $0.partOfSpeech == .noun }) {
            return counted
        }
        guard match.parts == PartSet(.verb), part == .adverb else { return nil }
        return readings.first { $0.morphology.verbForm == .finite && $0.morphology.person == 3 }
    }

    /// A verb of the first or second person where nobody speaks or is spoken to: the third person's reading, or the noun's.
    private func impersonal(_ index: Int, _ tokens: [Token], _ match: LexiconMatch) -> LexiconReading? {
        let token = tokens[index]
        guard token.partOfSpeech == .verb, let person = token.morphology.person, person < 3,
            token.morphology.verbForm == .finite, token.morphology.mood != .imperative,
            !tokens[max(0, index - 5)..<min(tokens.count, index + 3)].contains(where: { isSpeaker($0) })
        else { return nil }
        let readings = lexicon.readings(of: match)
        let third = readings.first { reading in
            reading.partOfSpeech == .verb && reading.morphology.person == 3
                && reading.morphology.tense == token.morphology.tense
                && reading.morphology.mood == token.morphology.mood
        }
        return third ?? readings.first { $0.partOfSpeech == .noun }
    }

    private func isSpeaker(_ token: Token) -> Bool { rules.speakers.contains(token.form.lowercased().straightened) }

    /// "les a reçus": no determiner stands before a finite verb.
    private func isCliticBeforeVerb(_ index: Int, _ tokens: [Token]) -> Bool {
        let next = tokens[index + 1]
        return tokens[index].partOfSpeech == .determiner && ["le", "la", "les", "l'"].contains(tokens[index].folded)
            && next.morphology.verbForm == .finite && (next.partOfSpeech == .verb || next.partOfSpeech == .auxiliary)
    }

    /// "18 « terroristes » dans ...": an adjective after a number, with no noun behind it, is the noun that is counted.
    private func countedNoun(_ index: Int, _ tokens: [Token], _ matches: [LexiconMatch]) -> LexiconReading? {
        guard tokens[index].partOfSpeech == .adjective, matches[index].parts.contains(PartSet(.noun)) else {
            return nil
        }
        func beside(_ step: Int) -> Token? {
            var place = index + step
            while tokens.indices.contains(place), ["«", "»", "\"", "“", "”"].contains(tokens[place].form) {
                place += step
            }
            return tokens.indices.contains(place) ? tokens[place] : nil
        }
        guard let before = beside(-1), before.partOfSpeech == .numeral, before.morphology.number != .singular,
            let after = beside(1), after.partOfSpeech != .noun, after.partOfSpeech != .properNoun
        else { return nil }
        return lexicon.readings(of: matches[index]).first { $0.partOfSpeech == .noun }
    }

    /// "n'ont plus accès à l'eau": "avoir" with no participle after it in its clause is no auxiliary.
    private func isMainVerb(_ index: Int, _ tokens: [Token]) -> Bool {
        guard tokens[index].lemma == "avoir", tokens[index].partOfSpeech == .auxiliary else { return false }
        for token in tokens[(index + 1)..<min(index + 9, tokens.count)] {
            if token.morphology.verbForm == .participle { return false }
            if token.morphology.verbForm == .finite || token.partOfSpeech == .punctuation { return true }
        }
        return index + 9 >= tokens.count
    }

    /// The word after an auxiliary, over adverbs and clitics ("n'a-t-il pas été").
    private func nextVerb(after index: Int, _ tokens: [Token]) -> Int? {
        for next in (index + 1)..<min(index + 5, tokens.count) {
            let token = tokens[next]
            if token.partOfSpeech == .adverb || token.form.hasPrefix("-") || token.folded.hasSuffix("-meme")
                || ["rien", "tout", "tous", "toutes"].contains(token.folded)
            {
                continue
            }
            return next
        }
        return nil
    }

    /// The participle that a word tagged otherwise could be.
    private func participle(_ index: Int, _ tokens: [Token], _ matches: [LexiconMatch]) -> LexiconReading? {
        guard [.adjective, .noun].contains(tokens[index].partOfSpeech) else { return nil }
        return lexicon.readings(of: matches[index]).first { reading in
            reading.partOfSpeech == .verb && reading.morphology.verbForm == .participle
                && reading.morphology.tense == .past
        }
    }

    /// After "avoir" any participle that was taken for an adjective (nouns stay: "a fait"); after "être" those of verbs
    /// that take it.
    private func canFollow(_ auxiliary: Token, _ word: Token, _ reading: LexiconReading) -> Bool {
        if auxiliary.lemma == "être" {
            return rules.verbsWithBe.contains(lexicon.lemma(of: reading, folded: word.folded))
                && word.partOfSpeech == .adjective
        }
        return word.partOfSpeech == .adjective
    }

    private func become(
        _ part: PartOfSpeech, _ index: Int, _ reading: LexiconReading?, _ tags: inout [Int], _ tokens: inout [Token]
    ) {
        let morphology = reading?.morphology ?? tokens[index].morphology
        guard let tag = tagSet.nearest(part, morphology) else { return }
        tags[index] = tag
        tokens[index].partOfSpeech = part
        tokens[index].morphology = morphology
        if let reading { tokens[index].lemma = lexicon.lemma(of: reading, folded: tokens[index].folded) }
    }
}
