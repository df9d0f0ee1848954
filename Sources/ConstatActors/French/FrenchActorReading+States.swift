import ConstatLanguage
import ConstatText

/// States: their names and capitals as actors, their peoples and adjectives.
extension FrenchActorReading {
    /// Every state that the document names, in any role, the most named first.
    func countriesNamed() -> [String] {
        var counts: [String: Int] = [:]
        for (sentence, sequence) in zip(sentences, sequences) {
            for word in sequence.words.indices where sequence.startsToken(word) {
                let form = sentence.tokens[sequence.tokens[word]].form
                if let match = reader.names.states.longest(in: sequence, at: word), match.value.wanted.admits(form),
                    let country = reader.register.actors[match.value.actor].country
                {
                    counts[country, default: 0] += 2
                } else if let match = reader.names.metonyms.longest(in: sequence, at: word),
                    match.value.wanted.admits(form), let country = reader.register.actors[match.value.actor].country
                {
                    counts[country, default: 0] += 2
                } else if let demonym = demonym(in: sequence, at: word), demonym.countries.count == 1 {
                    counts[demonym.countries[0], default: 0] += 1
                }
            }
        }
        return counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    }

    /// "NIGER." or "MALI :" at a sentence's start says where the lines that follow are.
    func rubric(of sentence: Int) -> String? {
        let sequence = sequences[sentence]
        guard let match = reader.names.states.longest(in: sequence, at: 0) else { return nil }
        let form = sentences[sentence].tokens[0].form
        let isShouted = form.unicodeScalars.allSatisfy { $0.properties.isUppercase || !$0.properties.isAlphabetic }
        let next = sequence[match.length]
        guard [".", ":", "-", ""].contains(next), isShouted || next == "" || next == ":" else { return nil }
        return reader.register.actors[match.value.actor].country
    }

    /// The adjective or noun of one or several states at a word.
    func demonym(in sequence: WordSequence, at word: Int) -> (length: Int, countries: [String])? {
        guard word < sequence.words.count, sequence.startsToken(word) else { return nil }
        for length in [2, 1] where word + length <= sequence.words.count && sequence.endsToken(word + length - 1) {
            // Two words of one token only: "sud-soudanais".
            guard sequence.tokens[word] == sequence.tokens[word + length - 1] else { continue }
            let key = sequence.words[word..<(word + length)].joined()
            if let countries = reader.names.demonyms[key] { return (length, countries) }
        }
        return nil
    }

    /// Of several states with one adjective, the one the document is about.
    func bestCountry(_ candidates: [String]) -> String? {
        countries.first { candidates.contains($0) } ?? candidates.first
    }

    func stateEntry(_ country: String) -> RegisteredActor? { reader.register.state(country) }

    /// "les Russes", "les Kurdes", "deux Palestiniens".
    func peopleNoun(sentence: Int, word: Int) -> (words: Range<Int>, actor: ResolvedActor)? {
        let sequence = sequences[sentence]
        let token = sentences[sentence].tokens[sequence.tokens[word]]
        guard token.form.unicodeScalars.first?.properties.isUppercase == true,
            token.partOfSpeech != .adjective || word > 0,
            token.partOfSpeech != .verb, token.relation != .amod
        else { return nil }
        let determined = determiner(sentence: sentence, before: word)
        let article = determined.word
        let isDefinite = reader.lexicon.contains(article, in: "definite")
        if let demonym = demonym(in: sequence, at: word), let country = bestCountry(demonym.countries) {
            let words = word..<(word + demonym.length)
            let isPlural = token.folded.hasSuffix("s") || token.folded.hasSuffix("x")
            guard
                isDefinite || determined.isNumber || token.partOfSpeech == .noun
                    || reader.lexicon.contains(article, in: "indefinite")
            else { return nil }
            if isDefinite, isPlural, !determined.isNumber, reader.lexicon.contains(article, in: "plural articles") {
                let key = sequence.words[words].joined()
                let force =
                    reader.names.peopleNames[key].map { reader.register.actors[$0] }
                    ?? reader.register.service("army", of: country)
                if let force { return (words, resolved(force, rule: "people of a state")) }
            }
            let adjective = stateEntry(country)?.adjective ?? country
            return (
                words,
                ResolvedActor(
                    name: adjective + (isPlural ? " nationals" : " national"), id: nil, kind: .people, country: country,
                    rule: "people of a state")
            )
        }
        guard
            isDefinite || determined.isNumber || reader.lexicon.contains(article, in: "indefinite")
                || token.partOfSpeech == .noun,
            sequence.endsToken(word), let people = reader.lexicon.peoples[sequence.words[word]]
        else { return nil }
        if let actor = people.actor.flatMap({ reader.register[$0] }) {
            return (word..<(word + 1), resolved(actor, rule: "people"))
        }
        return (
            word..<(word + 1),
            ResolvedActor(
                name: people.adjective + " people", id: nil, kind: .civilians, country: nil, rule: "people")
        )
    }

    /// "la Russie", "Moscou": an actor where the phrase acts, speaks, is acted upon or helps, not where it is a place.
    func state(sentence: Int, word: Int) -> (words: Range<Int>, actor: ResolvedActor)? {
        let sequence = sequences[sentence]
        let token = sequence.tokens[word]
        let form = sentences[sentence].tokens[token].form
        let country = reader.names.states.longest(in: sequence, at: word)
        let metonym = reader.names.metonyms.longest(in: sequence, at: word)
        guard let match = country ?? metonym, match.value.wanted.admits(form) else { return nil }
        let words = word..<(word + match.length)
        // "le Washington Post" is a name of its own.
        let next = sequence.tokens[words.upperBound - 1] + 1
        if sentences[sentence].tokens.indices.contains(next), metonym != nil,
            sentences[sentence].tokens[next].partOfSpeech == .properNoun
        {
            return nil
        }
        guard let rule = stateRule(sentence: sentence, words: words, isMetonym: country == nil) else { return nil }
        return (words, resolved(reader.register.actors[match.value.actor], rule: rule))
    }

    private func stateRule(sentence: Int, words: Range<Int>, isMetonym: Bool) -> String? {
        let sequence = sequences[sentence]
        let tokens = sentences[sentence].tokens
        let token = sequence.tokens[words.lowerBound]
        var before = words.lowerBound - 1
        if reader.lexicon.contains(sequence[before], in: "state articles") { before -= 1 }
        let preposition = sequence[before]
        let name = isMetonym ? "metonym" : "state"
        let isAccording =
            before > 0
            && reader.lexicon.contains(sequence[before - 1] + " " + preposition, in: "sources")
        if reader.lexicon.contains(preposition, in: "sources") || isAccording { return "\(name) as source" }
        if reader.lexicon.contains(preposition, in: "of") {
            guard before > 0, isAct(endingAt: before - 1, in: sequence),
                !reader.lexicon.contains(sequence[before - 1], in: "suffered"),
                !isMetonym || reader.lexicon.contains(sequence[before - 1], in: "stances")
            else { return nil }
            return "\(name) of an act"
        }
        if reader.lexicon.contains(preposition, in: "agent prepositions") {
            // "la frontière avec la Turquie".
            if reader.lexicon.contains(sequence[before - 1], in: "borders") { return nil }
            return isMetonym && reader.lexicon.contains(preposition, in: "place or enemy")
                ? nil : "\(name) after \(preposition)"
        }
        if reader.lexicon.contains(preposition, in: "place prepositions") { return nil }
        if reader.lexicon.contains(preposition, in: "subordinators") { return name }
        if followedByVerb(sentence: sentence, word: words.upperBound) { return name }
        var governor = token
        for _ in 0..<4 where tokens[governor].relation == .conj && tokens.indices.contains(tokens[governor].head) {
            governor = tokens[governor].head
        }
        switch tokens[governor].relation {
        case .nsubj, .nsubjCaus, .oblAgent:
            guard isMetonym, tokens.indices.contains(tokens[governor].head) else { return name }
            return sentences[sentence].dependents(of: tokens[governor].head, .cop).isEmpty ? name : nil
        case .nsubjPassive: return isMetonym ? nil : name
        case .obj, .iobj, .oblArgument: return isMetonym ? nil : "state as object"
        default: return nil
        }
    }

    /// A verb that can have the state for its subject follows at once: robust where the tree errs.
    private func followedByVerb(sentence: Int, word: Int) -> Bool {
        let sequence = sequences[sentence]
        guard word < sequence.words.count else { return false }
        let token = sentences[sentence].tokens[sequence.tokens[word]]
        if token.partOfSpeech == .verb { return token.morphology.verbForm == .finite }
        let next = sequence.tokens[word] + 1
        guard token.partOfSpeech == .auxiliary, token.relation == .auxTense,
            sentences[sentence].tokens.indices.contains(next)
        else { return false }
        return sentences[sentence].tokens[next].partOfSpeech == .verb
    }

    /// An act noun ("appui", "frappes") ends at this word, adjectives aside.
    func isAct(endingAt word: Int, in sequence: WordSequence) -> Bool {
        for start in [word, word - 1] where start >= 0 && sequence.startsToken(start) {
            if reader.lexicon.acts.longest(in: sequence, at: start) != nil { return true }
        }
        return false
    }

    /// "les frappes israéliennes", "un missile russe": the adjective names who acts.
    ///
    /// And of "les forces rwandaises et mozambicaines", the second.
    func actOfState(sentence: Int, word: Int) -> (words: Range<Int>, actor: ResolvedActor)? {
        let sequence = sequences[sentence]
        if word > 1, reader.lexicon.contains(sequence[word - 1], in: "and"),
            let force = history.last, force.sentence == sentence, force.actor.kind == .stateForce,
            force.end == word - 1, demonym(in: sequence, at: word - 2) != nil,
            let demonym = demonym(in: sequence, at: word),
            let army = bestCountry(demonym.countries).flatMap({ reader.register.service("army", of: $0) })
        {
            return (word..<(word + demonym.length), resolved(army, rule: "coordinated adjective"))
        }
        guard word > 0, let demonym = demonym(in: sequence, at: word), let country = bestCountry(demonym.countries),
            isAct(endingAt: word - 1, in: sequence)
        else { return nil }
        let people = reader.names.peopleNames[
            FrenchPlural.forms([sequence.words[word..<(word + demonym.length)].joined()]).last?.words.joined() ?? ""]
        let actor =
            people.map { reader.register.actors[$0] }
            ?? reader.register.service("army", of: country) ?? stateEntry(country)
        guard let actor else { return nil }
        return (word..<(word + demonym.length), resolved(actor, rule: "adjective of an act"))
    }
}
