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
    private typealias Noun = FrenchPeopleLexicon.Noun

    func description(sentence: Int, word: Int) -> FoundDescription? {
        let sequence = sequences[sentence]
        var nouns = reader.lexicon.nouns.matches(in: sequence, at: word)
        var member = reader.lexicon.members.longest(in: sequence, at: word)
        // A phrase of several words is what it is, whatever the tagger thinks of the first ("Premier ministre").
        if !canBeNoun(sentence: sentence, word: word) {
            let isOfAct = isOfAct(sentence, word)
            nouns = nouns.filter { $0.length > 1 || (isOfAct && $0.value.isDescribed) }
            if let length = member?.length, length < 2 { member = nil }
        }
        if case .nobody? = nouns.first?.value.meaning { return nil }
        if let length = member?.length, let found = possessive(sentence: sentence, word: word, length: length) {
            return found
        }
        if let member, let found = memberPhrase(sentence: sentence, word: word, length: member.length) { return found }
        if let named = namedBy(sentence: sentence, word: word), named.nounWords >= nouns.first?.length ?? 0 {
            return named
        }
        for (length, noun) in nouns {
            if let found = nounPhrase(noun, sentence: sentence, word: word, length: length) { return found }
        }
        return nil
    }

    /// Not an adjective or verb that looks like the noun: "camp militaire", "il pilote", "branche armée".
    private func canBeNoun(sentence: Int, word: Int) -> Bool {
        let token = sentences[sentence].tokens[sequences[sentence].tokens[word]]
        switch token.partOfSpeech {
        case .verb, .auxiliary, .adverb, .pronoun, .determiner, .adposition, .numeral: return isAfterArticle(sentence, word)
        case .adjective:
            if isBeforeNoun(sentence, word) { return false }
            return isAfterArticle(sentence, word) || (token.relation != .amod && token.relation != .acl)
        default: return token.relation != .amod || isAfterArticle(sentence, word)
        }
    }

    /// "des positions terroristes", "les pertes ennemies": the adjective says whose they are.
    private func isOfAct(_ sentence: Int, _ word: Int) -> Bool { word > 0 && isAct(endingAt: word - 1, in: sequences[sentence]) }

    /// Nothing that would make another group of it follows: "le groupe de réflexion", "l'organisation caritative".
    private func isBare(sentence: Int, until end: Int) -> Bool {
        let sequence = sequences[sentence]
        guard end < sequence.words.count else { return true }
        let token = sentences[sentence].tokens[sequence.tokens[end]]
        return !reader.lexicon.contains(sequence.words[end], in: "of") && token.partOfSpeech != .adjective
            && token.partOfSpeech != .properNoun && !reader.lexicon.contains(sequence.words[end], in: "purposes")
    }

    private func isName(sentence: Int, word: Int) -> Bool {
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
    private func isIndefinite(sentence: Int, _ word: Int) -> Bool {
        let sequence = sequences[sentence]
        guard word > 0, reader.lexicon.contains(sequence[word - 1], in: "indefinite") else { return false }
        return sentences[sentence].tokens[sequence.tokens[word - 1]].partOfSpeech == .determiner
    }

    private func isDefinite(sentence: Int, _ word: Int) -> Bool {
        reader.lexicon.contains(determiner(sentence: sentence, before: word).word, in: "definite")
    }

    // MARK: - What follows the noun

    /// What stands behind a noun and says whose it is.
    private struct Tail {
        /// The end of the phrase with what was read.
        var end: Int
        var country: String?
        var people: FrenchPeopleLexicon.People?
        var name: FoundName?
    }

    /// Adjectives of states and peoples, "de" with a name, a state or "l'armée", a name in apposition.
    private func tail(sentence: Int, from start: Int) -> Tail {
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

    private func nameAhead(sentence: Int, word: Int) -> FoundName? {
        guard sequences[sentence].startsToken(word), sequences[sentence].firstWord(ofToken: sequences[sentence].tokens[word]) != nil
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
        for _ in 0..<4 where next < sequence.words.count {
            if let name = nameAhead(sentence: sentence, word: next) {
                tail.name = name
                tail.end = name.words.upperBound
                return tail
            }
            let form = sentences[sentence].tokens[sequence.tokens[next]].form
            if let state = reader.names.states.longest(in: sequence, at: next), state.value.wanted.admits(form),
                tail.country == nil
            {
                tail.country = reader.register.actors[state.value.actor].country
                tail.end = next + state.length
                return tail
            }
            if let member = reader.lexicon.members.longest(in: sequence, at: next) {
                next += member.length
                if reader.lexicon.contains(sequence[next], in: "of") { next += 1 }
                if reader.lexicon.contains(sequence[next], in: "articles") { next += 1 }
            } else if reader.lexicon.contains(sequence[next], in: "passing") {
                next += 1
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
            let actor = described(noun, classes, tail, isNew: isNew)
            return found(actor.actor, key: actor.key, upTo: end)
        case .describedGroup(let classes):
            let isOne = !noun.isPlural && isDefinite(sentence: sentence, word)
            // "la coalition GATIA-MSA": a name that nobody knows follows, so no known one is meant.
            if isOne, tail.name == nil, isName(sentence: sentence, word: tail.end) { return nil }
            let actor = described(noun, isOne ? classes : [], tail)
            return found(actor.actor, key: actor.key, upTo: end)
        case .anaphor(let classes):
            guard !noun.isPlural, isDefinite(sentence: sentence, word), isBare(sentence: sentence, until: word + length),
                let (actor, key) = namedActor(classes, country: nil)
            else { return nil }
            return found(actor, key: key, upTo: word + length)
        case .nobody: return nil
        }
    }

    /// "soldats de l'armée syrienne": the phrase goes on over a second word for the same force.
    private func inner(sentence: Int, after end: Int) -> (end: Int, noun: Noun, service: String)? {
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

    // MARK: - Who is meant

    private func described(
        _ noun: Noun, _ classes: [String], _ tail: Tail, isNew: Bool = false
    ) -> (actor: ResolvedActor, key: String?) {
        if let people = tail.people {
            if let actor = people.actor.flatMap({ reader.register[$0] }) {
                return (resolved(actor, rule: "people's adjective"), actor.id)
            }
            var actor = open(noun, rule: "people's adjective")
            actor.name = people.adjective + " " + actor.name.withoutUnnamed
            return (actor, nil)
        }
        if !isNew, let (actor, key) = namedActor(classes, country: tail.country) { return (actor, key) }
        if let actor = usualActor(classes, country: tail.country) {
            return (resolved(actor, rule: "usual in that country"), actor.id)
        }
        var actor = open(noun, rule: "described")
        if let adjective = tail.country.flatMap(stateEntry)?.adjective {
            actor.name = adjective + " " + actor.name.withoutUnnamed
            actor.country = tail.country
        }
        return (actor, nil)
    }

    /// An actor the document names that the class fits: the last one before, else the first one after.
    private func namedActor(_ classes: [String], country: String?) -> (ResolvedActor, String)? {
        func admitted(_ key: String, _ wanted: String) -> ResolvedActor? {
            guard let (actor, fits) = actor(forKey: key), fits(wanted) else { return nil }
            if let country, let entry = reader.register[key], !entry.countries.contains(country) { return nil }
            return actor
        }
        for wanted in classes {
            for entry in history.reversed() {
                guard let key = entry.key, var actor = admitted(key, wanted) else { continue }
                actor.rule = "named before as \(wanted)"
                return (actor, key)
            }
        }
        for wanted in classes {
            let fitting = named.compactMap { key in admitted(key, wanted).map { ($0, key) } }
            if fitting.count == 1, var (actor, key) = fitting.first {
                actor.rule = "named later as \(wanted)"
                key = key + ""
                return (actor, key)
            }
        }
        return nil
    }

    /// Whom the words mean in this country when nobody is named.
    private func usualActor(_ classes: [String], country: String?) -> RegisteredActor? {
        let contexts = country.map { [$0] } ?? section.map { [$0] } ?? Array(countries.prefix(2))
        for context in contexts {
            for wanted in classes {
                if let actor = reader.register.actors.first(where: {
                    $0.defaultIn.contains(context) && $0.described.contains(wanted)
                }) {
                    return actor
                }
            }
            // Peacekeepers are those of the mission in that country.
            if classes.contains("peacekeepers"), let mission = reader.register.actors.first(where: {
                $0.countries.contains(context) && $0.described.contains("mission")
            }) {
                return mission
            }
        }
        return nil
    }

    private func government(
        _ noun: Noun, _ country: String?, sentence: Int, word: Int, end: Int
    ) -> ResolvedActor? {
        let form = sentences[sentence].tokens[sequences[sentence].tokens[word]].form
        // "l'État" is the state, "un état" a condition.
        if noun.isPlural, country == nil { return nil }
        if noun.plural.hasSuffix("state") {
            guard isCapitalised(form), !reader.lexicon.contains(sequences[sentence][end], in: "of"), reader.lexicon.contains(sequences[sentence][word - 1], in: "elided article") else {
                return nil
            }
        }
        guard let state = (country ?? section ?? countries.first).flatMap(stateEntry) else {
            return ResolvedActor(
                name: noun.plural.hasSuffix("state") ? "state" : "government", id: nil, kind: .government,
                country: nil, rule: "government")
        }
        let filler = noun.plural.hasPrefix("{}") ? state.adjective ?? state.name : state.nameAfterOf ?? state.name
        return ResolvedActor(
            name: noun.plural.replacingBraces(with: filler), id: state.id, kind: .government,
            country: state.country, rule: country == nil ? "government of the context" : "government")
    }

    private func forces(
        _ noun: Noun, _ service: String, _ wantsState: Bool, _ tail: Tail, sentence: Int, word: Int, length: Int
    ) -> ResolvedActor? {
        let sequence = sequences[sentence]
        if let country = tail.country { return force(noun, service, of: country, rule: "adjective or complement") }
        if let people = tail.people {
            if let actor = people.actor.flatMap({ reader.register[$0] }) {
                return resolved(actor, rule: "people's adjective")
            }
            return ResolvedActor(
                name: people.adjective + " forces", id: nil, kind: .rebelGroup, country: nil,
                rule: "people's adjective")
        }
        let innerForce = inner(sentence: sentence, after: word + length)
        // "une patrouille de gendarmerie": the second word says which service, unless the first one does.
        let isPlain = service == "army" && innerForce != nil
        let (noun, service) = isPlain ? (innerForce?.noun ?? noun, innerForce?.service ?? service) : (noun, service)
        if let innerForce, let country = countryBefore(innerForce.end, sentence) {
            return force(noun, service, of: country, rule: "of an army")
        }
        let previous = determiner(sentence: sentence, before: word).word
        let isOwn = reader.lexicon.contains(previous, in: "own side")
        let phrase = sequence.words[word..<(word + length)].joined(separator: " ")
        if !noun.isPlural, reader.lexicon.contains(phrase, in: "definite only"),
            !reader.lexicon.contains(previous, in: "definite"), previous != "", !isOwn
        {
            return nil
        }
        let needsState = wantsState || reader.lexicon.contains(phrase, in: "forces wanting a state")
        guard !needsState || isOwn || innerForce != nil else { return nil }
        if isOwn || service == "regime" {
            let home = section ?? countries.first { reader.register.service("army", of: $0) != nil }
            if let home { return force(noun, service, of: home, rule: isOwn ? "own side" : "regime of the context") }
        }
        return contextForce(noun, service, sentence: sentence, rule: "context")
    }

    private func countryBefore(_ end: Int, _ sentence: Int) -> String? {
        demonym(in: sequences[sentence], at: end - 1).flatMap { bestCountry($0.countries) }
    }

    func force(
        _ noun: FrenchPeopleLexicon.Noun, _ service: String, of country: String, rule: String
    ) -> ResolvedActor? {
        if let actor = reader.register.service(service, of: country) { return resolved(actor, rule: rule) }
        if ["air-force", "navy", "regime"].contains(service), let army = reader.register.service("army", of: country) {
            return resolved(army, rule: rule)
        }
        guard let state = stateEntry(country) else { return nil }
        return ResolvedActor(
            name: noun.plural.replacingBraces(with: state.adjective ?? state.name), id: nil, kind: noun.kind,
            country: country, rule: "\(rule) (lexicon line \(noun.line))")
    }

    /// The force of the side spoken of: that of the last force mentioned close by, else that of the context's country.
    private func contextForce(_ noun: Noun, _ service: String, sentence: Int, rule: String) -> ResolvedActor? {
        let home = section ?? countries.first
        let isHomeKnown = history.contains { $0.actor.kind == .stateForce && $0.actor.country == home }
        // A foreign force is taken up again only as the subject of a sentence just before, and where it is alone.
        let near = isHomeKnown ? nil : history.last {
            $0.actor.country != nil && (1...2).contains(sentence - $0.sentence) && $0.actor.kind == noun.kind
                && $0.actor.id != nil && $0.isSubject
        }
        let candidates = [section, near?.actor.country].compactMap { $0 } + countries
        for country in candidates {
            guard reader.register.service("army", of: country) != nil else { continue }
            return force(noun, service, of: country, rule: rule)
        }
        let name = noun.plural == "{} Armed Forces" ? "army (unnamed)" : noun.plural.replacingBraces(with: "").droppingBlank
        return ResolvedActor(name: name, id: nil, kind: noun.kind, country: nil, rule: "open")
    }

    /// "ses hommes", "leurs positions": those of the side named last.
    private func possessive(sentence: Int, word: Int, length: Int) -> FoundDescription? {
        let previous = determiner(sentence: sentence, before: word).word
        let noun = sequences[sentence].words[word..<(word + length)].joined(separator: " ")
        guard reader.lexicon.contains(previous, in: "possessive"), !reader.lexicon.contains(noun, in: "never owned"),
            var owner = lastSide(sentence: sentence) else {
            return nil
        }
        owner.rule = "possessive"
        return FoundDescription(words: word..<(word + length), nounWords: length, actor: owner, key: owner.id)
    }

    /// The last armed side mentioned close by, with a name or without.
    private func lastAttacker(sentence: Int) -> ResolvedActor? {
        history.last {
            sentence - $0.sentence <= 5
                && [.rebelGroup, .politicalMilitia, .identityMilitia, .criminalGroup, .unnamedArmed].contains($0.actor.kind)
        }?.actor
    }

    private func lastSide(sentence: Int) -> ResolvedActor? {
        let sides = history.filter {
            sentence - $0.sentence <= 1 && ($0.actor.kind.isArmed && $0.actor.kind != .unnamedArmed
                || $0.actor.kind == .government && $0.actor.id != nil)
        }
        let here = sides.filter { $0.sentence == sentence }
        let before = sides.filter { $0.sentence < sentence }
        // The subject owns; under a pronoun, the one it stands for: the subject of the sentence before.
        let pronounSubject = sentences[sentence].tokens.contains {
            $0.partOfSpeech == .pronoun && $0.relation.universal == "nsubj" && $0.morphology.person != 1
        }
        let subject = here.last { $0.isSubject } ?? (pronounSubject ? before.last { $0.isSubject } : nil)
        guard let side = (subject ?? here.last ?? before.last { $0.isSubject } ?? before.last)?.actor else { return nil }
        if side.kind == .government, let country = side.country,
            let army = reader.register.service("army", of: country)
        {
            return resolved(army, rule: "possessive")
        }
        return side
    }

    /// "le gang Alpha", "la milice de X": an actor that only the text names.
    private func namedBy(sentence: Int, word: Int) -> FoundDescription? {
        let sequence = sequences[sentence]
        guard let (length, value) = reader.lexicon.namedBy.longest(in: sequence, at: word) else { return nil }
        var next = word + length
        // "le gang de Canaan" is a name, "les rebelles du Darfour" are rebels somewhere.
        if reader.lexicon.contains(sequence[next], in: "bare of"), value.pattern != "{}" { next += 1 }
        guard next < sequence.words.count else { return nil }
        let first = sequence.tokens[next]
        let tokens = sentences[sentence].tokens
        var last = first
        while last < tokens.count, last < first + 4, isCapitalised(tokens[last].form) { last += 1 }
        guard last > first else { return nil }
        let name = tokens[first..<last].map(\.form).joined(separator: " ")
        let end = sequence.firstWord(ofToken: last) ?? sequence.words.count
        return FoundDescription(
            words: word..<min(end, sequence.words.count), nounWords: length,
            actor: ResolvedActor(
                name: value.pattern.replacingBraces(with: name), id: nil, kind: value.kind,
                country: countries.first, rule: "named by its description"),
            key: nil)
    }

    private func isCapitalised(_ form: String) -> Bool { form.unicodeScalars.first?.properties.isUppercase == true }
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
