import ConstatLanguage
import ConstatText

/// A description read: its words and whom it means.
struct FoundDescription {
    var words: Range<Int>
    /// Words of the noun alone.
    var nounWords: Int
    /// A name in the phrase decided it.
    var isComplement = false
    var actor: ResolvedActor
    var key: String?
}

/// Descriptions: "les rebelles", "l'armée syrienne", "les hommes du maréchal X", "des civils".
extension FrenchActorReading {
    typealias Noun = FrenchPeopleLexicon.Noun

    func description(sentence: Int, word: Int) -> FoundDescription? {
        let sequence = sequences[sentence]
        var nouns = reader.lexicon.nouns.matches(in: sequence, at: word)
        var member = reader.lexicon.members.longest(in: sequence, at: word)
        // A phrase of several words is what it is, whatever the tagger thinks of the first ("Premier ministre").
        let canBeNoun = canBeNoun(sentence: sentence, word: word)
        if !canBeNoun {
            let isOfAct = isOfAct(sentence, word)
            nouns = nouns.filter { $0.length > 1 || (isOfAct && $0.value.isDescribed) }
            if let length = member?.length, length < 2, nameAhead(sentence: sentence, word: word + length) == nil {
                member = nil
            }
        }
        if case .nobody? = nouns.first?.value.meaning { return nil }
        if let length = member?.length, let found = possessive(sentence: sentence, word: word, length: length) {
            return found
        }
        if let member, let found = memberPhrase(sentence: sentence, word: word, length: member.length) { return found }
        if canBeNoun, let named = namedBy(sentence: sentence, word: word), named.nounWords >= nouns.first?.length ?? 0 {
            return named
        }
        for (length, noun) in nouns {
            if let found = nounPhrase(noun, sentence: sentence, word: word, length: length) { return found }
        }
        return nil
    }

    /// Not an adjective or verb that looks like the noun: "camp militaire", "il pilote", "branche armée".
    private func canBeNoun(sentence: Int, word: Int) -> Bool {
        let index = sequences[sentence].tokens[word]
        let tokens = sentences[sentence].tokens
        let token = tokens[index]
        // "un arsenal nucléaire militaire", "succès diplomatiques, militaires": adjectives, whatever the tag says.
        if index > 0, tokens[index - 1].partOfSpeech == .adjective, token.relation != .conj,
            !isAfterArticle(sentence, word)
        {
            return false
        }
        if token.relation == .conj, tokens.indices.contains(token.head), tokens[token.head].partOfSpeech == .adjective,
            !isAfterArticle(sentence, word)
        {
            return false
        }
        switch token.partOfSpeech {
        case .verb, .auxiliary, .adverb, .pronoun, .determiner, .adposition, .numeral:
            return isAfterArticle(sentence, word)
        case .adjective:
            if isBeforeNoun(sentence, word) { return false }
            return isAfterArticle(sentence, word) || (token.relation != .amod && token.relation != .acl)
        default: return token.relation != .amod || isAfterArticle(sentence, word)
        }
    }

    /// "des positions terroristes", "les pertes ennemies": the adjective says whose they are.
    private func isOfAct(_ sentence: Int, _ word: Int) -> Bool {
        word > 0 && isAct(endingAt: word - 1, in: sequences[sentence])
    }

    /// Nothing that would make another group of it follows: "le groupe de réflexion", "l'organisation caritative".
    private func isBare(sentence: Int, until end: Int) -> Bool {
        let sequence = sequences[sentence]
        guard end < sequence.words.count else { return true }
        let token = sentences[sentence].tokens[sequence.tokens[end]]
        return !reader.lexicon.contains(sequence.words[end], in: "of") && token.partOfSpeech != .adjective
            && token.partOfSpeech != .properNoun && !reader.lexicon.contains(sequence.words[end], in: "purposes")
    }

    func isName(sentence: Int, word: Int) -> Bool {
        guard word < sequences[sentence].words.count else { return false }
        return sentences[sentence].tokens[sequences[sentence].tokens[word]].partOfSpeech == .properNoun
    }

    private func isBeforeNoun(_ sentence: Int, _ word: Int) -> Bool {
        let next = sequences[sentence].tokens[word] + 1
        guard sentences[sentence].tokens.indices.contains(next) else { return false }
        return [.noun, .properNoun].contains(sentences[sentence].tokens[next].partOfSpeech)
    }

    private func isAfterArticle(_ sentence: Int, _ word: Int) -> Bool {
        let previous = determiner(sentence: sentence, before: word)
        return reader.lexicon.contains(previous.word, in: "articles")
            || reader.lexicon.contains(previous.word, in: "possessive")
            || reader.lexicon.contains(previous.word, in: "own side") || previous.isNumber
            || isCoordinated(sentence, word)
    }

    /// "31 jihadistes et rebelles": the second of two such nouns.
    private func isCoordinated(_ sentence: Int, _ word: Int) -> Bool {
        let sequence = sequences[sentence]
        return word > 1 && reader.lexicon.contains(sequence[word - 1], in: "and")
            && reader.lexicon.nouns.longest(in: sequence, at: word - 2) != nil
    }

    /// The word that determines the noun at `word`, over quotation marks, one adjective and numbers before it:
    /// "nos" of "nos vaillantes unités". Empty where there is none.
    func determiner(sentence: Int, before word: Int) -> (word: String, isNumber: Bool) {
        let sequence = sequences[sentence]
        let tokens = sentences[sentence].tokens
        var index = word - 1
        var isNumber = false
        var steps = 0
        while index >= 0, steps < 4 {
            let token = tokens[sequence.tokens[index]]
            if reader.lexicon.contains(sequence.words[index], in: "quotes") {
                index -= 1
            } else if reader.lexicon.contains(sequence.words[index], in: "numbers") || token.partOfSpeech == .numeral
                || sequence.words[index].utf8.first.map({ (0x30...0x39).contains($0) }) == true
            {
                isNumber = true
                index -= 1
            } else if token.partOfSpeech == .adjective, steps < 2, index > 0 {
                index -= 1
            } else {
                return (sequence.words[index], isNumber)
            }
            steps += 1
        }
        return ("", isNumber)
    }

    /// "des rebelles", "un milicien": people not spoken of before ("des" of "de les" is no article).
    func isIndefinite(sentence: Int, _ word: Int) -> Bool {
        let sequence = sequences[sentence]
        guard word > 0, reader.lexicon.contains(sequence[word - 1], in: "indefinite") else { return false }
        return sentences[sentence].tokens[sequence.tokens[word - 1]].partOfSpeech == .determiner
    }

    func isDefinite(sentence: Int, _ word: Int) -> Bool {
        reader.lexicon.contains(determiner(sentence: sentence, before: word).word, in: "definite")
    }

    // MARK: - What follows the noun

    /// What stands behind a noun and says whose it is.
    struct Tail {
        /// The end of the phrase with what was read.
        var end: Int
        var country: String?
        var people: FrenchPeopleLexicon.People?
        var name: FoundName?
    }

    /// Adjectives of states and peoples, "de" with a name, a state or "l'armée", a name in apposition.
    func tail(sentence: Int, from start: Int) -> Tail {
        let sequence = sequences[sentence]
        var tail = Tail(end: start)
        var word = start
        while word < sequence.words.count, word < start + 6 {
            if let demonym = demonym(in: sequence, at: word), isLowerCase(sentence, word) || isShouted(sentence) {
                tail.country = tail.country ?? bestCountry(demonym.countries)
                word += demonym.length
                tail.end = word
            } else if let people = reader.lexicon.peoples[sequence.words[word]], sequence.startsToken(word) {
                tail.people = tail.people ?? people
                word += 1
                tail.end = word
            } else if let name = nameAhead(sentence: sentence, word: word) {
                tail.name = name
                tail.end = name.words.upperBound
                return tail
            } else if reader.lexicon.contains(sequence.words[word], in: "passing"), sequence.startsToken(word) {
                word += 1
            } else {
                return complement(sentence: sentence, from: word, after: tail)
            }
        }
        return tail
    }

    func nameAhead(sentence: Int, word: Int) -> FoundName? {
        guard sequences[sentence].startsToken(word),
            sequences[sentence].firstWord(ofToken: sequences[sentence].tokens[word]) != nil
        else { return nil }
        if let name = foundName(sentence: sentence, word: word) { return name }
        let form = sentences[sentence].tokens[sequences[sentence].tokens[word]].form
        guard let leader = reader.names.leaders.longest(in: sequences[sentence], at: word),
            leader.value.wanted.admits(form)
        else { return nil }
        let actor = reader.register.actors[leader.value.actor]
        return FoundName(words: word..<(word + leader.length), actor: resolved(actor, rule: "leader"), key: actor.id)
    }

    /// "de l'armée syrienne", "du groupe armé M23", "de la RDC", "du maréchal Haftar".
    private func complement(sentence: Int, from word: Int, after tail: Tail) -> Tail {
        let sequence = sequences[sentence]
        guard reader.lexicon.contains(sequence[word], in: "of") else { return tail }
        var tail = tail
        var next = word + 1
        if reader.lexicon.contains(sequence[next], in: "articles") { next += 1 }
        for _ in 0..<5 where next < sequence.words.count {
            if let name = nameAhead(sentence: sentence, word: next) {
                tail.name = name
                tail.end = name.words.upperBound
                return tail
            }
            let form = sentences[sentence].tokens[sequence.tokens[next]].form
            let state =
                reader.names.states.longest(in: sequence, at: next)
                ?? reader.names.metonyms.longest(in: sequence, at: next)
            if let state, state.value.wanted.admits(form), tail.country == nil {
                tail.country = reader.register.actors[state.value.actor].country
                tail.end = next + state.length
                return tail
            }
            if let member = reader.lexicon.members.longest(in: sequence, at: next) {
                next += member.length
                if reader.lexicon.contains(sequence[next], in: "of") { next += 1 }
                if reader.lexicon.contains(sequence[next], in: "articles") { next += 1 }
            } else if reader.lexicon.contains(sequence[next], in: "passing")
                || reader.lexicon.peoples[sequence[next]] != nil || demonym(in: sequence, at: next) != nil
            {
                next += 1
                if reader.lexicon.contains(sequence[next], in: "of") { next += 1 }
                if reader.lexicon.contains(sequence[next], in: "articles") { next += 1 }
            } else {
                return tail
            }
        }
        return tail
    }

    private func isLowerCase(_ sentence: Int, _ word: Int) -> Bool {
        let form = sentences[sentence].tokens[sequences[sentence].tokens[word]].form
        return form.unicodeScalars.first?.properties.isUppercase == false
            || sentences[sentence].tokens[sequences[sentence].tokens[word]].partOfSpeech == .adjective
    }

    /// Most of the sentence is in capitals: a headline, where case says nothing.
    private func isShouted(_ sentence: Int) -> Bool {
        let long = sentences[sentence].tokens.filter { $0.form.utf8.count > 3 }
        return long.filter { token in
            token.form.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
        }.count * 2 > long.count
    }

    // MARK: - Phrases

    /// "les combattants de Daech", "le gang 400 Mawozo": the noun only announces the name.
    private func memberPhrase(sentence: Int, word: Int, length: Int) -> FoundDescription? {
        let tail = tail(sentence: sentence, from: word + length)
        guard let name = tail.name, name.actor.kind != .intergovernmental, name.actor.kind != .humanitarian else {
            return nil
        }
        // "les soldats américains de la coalition" are American.
        var actor = name.actor
        var key: String? = name.key
        if let country = tail.country, country != actor.country, name.actor.kind == .externalForce,
            let army = reader.register.service("army", of: country)
        {
            actor = resolved(army, rule: "adjective")
            key = army.id
        } else {
            actor.rule = "members: " + actor.rule
        }
        return FoundDescription(
            words: word..<tail.end, nounWords: length, isComplement: true, actor: actor, key: key)
    }

    private func nounPhrase(_ noun: Noun, sentence: Int, word: Int, length: Int) -> FoundDescription? {
        var noun = noun
        let token = sentences[sentence].tokens[sequences[sentence].tokens[word]]
        if let number = token.morphology.number { noun.isPlural = noun.isPlural && number == .plural }
        let tail = tail(sentence: sentence, from: word + length)
        let end = tail.name == nil ? tail.end : word + length
        func found(_ actor: ResolvedActor, key: String? = nil, upTo end: Int) -> FoundDescription {
            FoundDescription(words: word..<end, nounWords: length, actor: actor, key: key ?? actor.id)
        }
        switch noun.meaning {
        case .people:
            let isNamed = tail.name == nil && (tail.country != nil || tail.people != nil)
            var actor = open(noun, rule: "people")
            if isNamed, let country = tail.country, country != countries.first, let state = stateEntry(country) {
                actor.name = "\(state.adjective ?? state.name) \(actor.name)"
                actor.country = country
            }
            return found(actor, upTo: isNamed ? tail.end : word + length)
        case .attackers:
            guard isDefinite(sentence: sentence, word), var attacker = lastAttacker(sentence: sentence) else {
                return found(open(noun, rule: "unnamed"), upTo: word + length)
            }
            attacker.rule = "those of the attack before"
            return found(attacker, upTo: word + length)
        case .government:
            guard let actor = government(noun, tail.country, sentence: sentence, word: word, end: end)
            else { return nil }
            return found(actor, upTo: end)
        case .forces(let service, let wantsState):
            guard let actor = forces(noun, service, wantsState, tail, sentence: sentence, word: word, length: length)
            else { return nil }
            return found(actor, upTo: inner(sentence: sentence, after: end)?.end ?? end)
        case .described(let classes):
            let isNew = isIndefinite(sentence: sentence, word)
            let actor = described(noun, classes, tail, at: (sentence, word), isNew: isNew)
            return found(actor.actor, key: actor.key, upTo: end)
        case .describedGroup(let classes):
            let isOne = !noun.isPlural && isDefinite(sentence: sentence, word)
            // "la coalition GATIA-MSA": a name that nobody knows follows, so no known one is meant.
            if isOne, tail.name == nil, isName(sentence: sentence, word: tail.end) { return nil }
            let actor = described(noun, isOne ? classes : [], tail, at: (sentence, word))
            return found(actor.actor, key: actor.key, upTo: end)
        case .anaphor(let classes):
            guard !noun.isPlural, isDefinite(sentence: sentence, word),
                isBare(sentence: sentence, until: word + length),
                let (actor, key) = namedActor(classes, country: nil, noun: lemma(sentence: sentence, word))
            else { return nil }
            return found(actor, key: key, upTo: word + length)
        case .nobody: return nil
        }
    }

    /// "soldats de l'armée syrienne": the phrase goes on over a second word for the same force.
    func inner(sentence: Int, after end: Int) -> (end: Int, noun: Noun, service: String)? {
        let sequence = sequences[sentence]
        guard reader.lexicon.contains(sequence[end], in: "of") else { return nil }
        var next = end + 1
        if reader.lexicon.contains(sequence[next], in: "articles") { next += 1 }
        for (length, noun) in reader.lexicon.nouns.matches(in: sequence, at: next) {
            guard case .forces(let service, _) = noun.meaning else { continue }
            return (self.tail(sentence: sentence, from: next + length).end, noun, service)
        }
        return nil
    }

    func open(_ noun: FrenchPeopleLexicon.Noun, rule: String) -> ResolvedActor {
        ResolvedActor(
            name: noun.isPlural ? noun.plural : noun.singular ?? noun.plural, id: nil, kind: noun.kind, country: nil,
            rule: "\(rule) (lexicon line \(noun.line))")
    }
}

extension String {
    /// "rebels (unnamed)" as part of a longer name.
    var withoutUnnamed: String { hasSuffix(" (unnamed)") ? String(dropLast(" (unnamed)".count)) : self }

    func replacingBraces(with filler: String) -> String {
        let (before, after) = self[...].halves(at: "{}")
        guard contains("{") else { return self }
        return [String(before), filler, String(after)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    var droppingBlank: String { String(self[...].trimmed) }
}
