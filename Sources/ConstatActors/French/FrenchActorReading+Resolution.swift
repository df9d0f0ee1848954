import ConstatLanguage
import ConstatText

/// Whom a description means: the phrase's own name or state, the document's actors, the country.
extension FrenchActorReading {
    func described(
        _ noun: Noun, _ classes: [String], _ tail: Tail, at place: (sentence: Int, word: Int), isNew: Bool = false
    ) -> (actor: ResolvedActor, key: String?) {
        if let people = tail.people {
            if let actor = people.actor.flatMap({ reader.register[$0] }) {
                return (resolved(actor, rule: "people's adjective"), actor.id)
            }
            var actor = open(noun, rule: "people's adjective")
            actor.name = people.adjective + " " + actor.name.withoutUnnamed
            return (actor, nil)
        }
        if !isNew,
            let (actor, key) = namedActor(
                classes, country: tail.country, noun: lemma(sentence: place.sentence, place.word))
        {
            return (actor, key)
        }
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

    func lemma(sentence: Int, _ word: Int) -> String {
        sentences[sentence].tokens[sequences[sentence].tokens[word]].lemma.folded
    }

    /// An actor the document names that the class fits: the last one that was called by the same noun ("la coalition" after
    /// "la coalition internationale"), else the last one before, else the first one after.
    func namedActor(_ classes: [String], country: String?, noun: String) -> (ResolvedActor, String)? {
        func admitted(_ key: String, _ wanted: String) -> ResolvedActor? {
            guard let (actor, fits) = actor(forKey: key), fits(wanted) else { return nil }
            if let country, let entry = reader.register[key], !entry.countries.contains(country) { return nil }
            return actor
        }
        for wanted in classes {
            for entry in history.reversed().filter({ $0.lemmas.contains(noun) }) + history.reversed() {
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
    func usualActor(_ classes: [String], country: String?) -> RegisteredActor? {
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
            if classes.contains("peacekeepers"),
                let mission = reader.register.actors.first(where: {
                    $0.countries.contains(context) && $0.described.contains("mission")
                })
            {
                return mission
            }
        }
        return nil
    }

    func government(
        _ noun: Noun, _ country: String?, sentence: Int, word: Int, end: Int
    ) -> ResolvedActor? {
        let form = sentences[sentence].tokens[sequences[sentence].tokens[word]].form
        // "l'État" is the state, "un état" a condition.
        if noun.isPlural, country == nil { return nil }
        if noun.plural.hasSuffix("state") {
            guard isCapitalised(form), !reader.lexicon.contains(sequences[sentence][end], in: "of"),
                reader.lexicon.contains(sequences[sentence][word - 1], in: "elided article")
            else {
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

    func forces(
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
        let near =
            isHomeKnown
            ? nil
            : history.last {
                $0.actor.country != nil && (1...2).contains(sentence - $0.sentence) && $0.actor.kind == noun.kind
                    && $0.actor.id != nil && $0.isSubject
            }
        let candidates = [section, near?.actor.country].compactMap { $0 } + countries
        for country in candidates {
            guard reader.register.service("army", of: country) != nil else { continue }
            return force(noun, service, of: country, rule: rule)
        }
        let name =
            noun.plural == "{} Armed Forces" ? "army (unnamed)" : noun.plural.replacingBraces(with: "").droppingBlank
        return ResolvedActor(name: name, id: nil, kind: noun.kind, country: nil, rule: "open")
    }

    /// "ses hommes", "leurs positions": those of the side named last.
    func possessive(sentence: Int, word: Int, length: Int) -> FoundDescription? {
        let previous = determiner(sentence: sentence, before: word).word
        let noun = sequences[sentence].words[word..<(word + length)].joined(separator: " ")
        guard reader.lexicon.contains(previous, in: "possessive"), !reader.lexicon.contains(noun, in: "never owned"),
            var owner = lastSide(sentence: sentence)
        else {
            return nil
        }
        owner.rule = "possessive"
        return FoundDescription(words: word..<(word + length), nounWords: length, actor: owner, key: owner.id)
    }

    /// The last armed side mentioned close by, with a name or without.
    func lastAttacker(sentence: Int) -> ResolvedActor? {
        history.last {
            (1...5).contains(sentence - $0.sentence)
                && [.rebelGroup, .politicalMilitia, .identityMilitia, .criminalGroup, .unnamedArmed].contains(
                    $0.actor.kind)
        }?.actor
    }

    private func lastSide(sentence: Int) -> ResolvedActor? {
        let sides = history.filter {
            sentence - $0.sentence <= 1
                && ($0.actor.kind.isArmed && $0.actor.kind != .unnamedArmed
                    || $0.actor.kind == .government && $0.actor.id != nil)
        }
        let here = sides.filter { $0.sentence == sentence }
        let before = sides.filter { $0.sentence < sentence }
        // The subject owns; under a pronoun, the one it stands for: the subject of the sentence before.
        let pronounSubject = sentences[sentence].tokens.contains {
            $0.partOfSpeech == .pronoun && $0.relation.universal == "nsubj" && $0.morphology.person != 1
        }
        let subject = here.last { $0.isSubject } ?? (pronounSubject ? before.last { $0.isSubject } : nil)
        guard let side = (subject ?? here.last ?? before.last { $0.isSubject } ?? before.last)?.actor else {
            return nil
        }
        if side.kind == .government, let country = side.country,
            let army = reader.register.service("army", of: country)
        {
            return resolved(army, rule: "possessive")
        }
        return side
    }

    /// "le gang Alpha", "la milice de X": an actor that only the text names.
    func namedBy(sentence: Int, word: Int) -> FoundDescription? {
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

    func isCapitalised(_ form: String) -> Bool { form.unicodeScalars.first?.properties.isUppercase == true }
}
