import ConstatLanguage
import ConstatText

/// Names: of the register, and those that the document introduces.
extension FrenchActorReading {
    /// The name that starts at a word, with a second name or acronym of the same actor in parentheses.
    func foundName(sentence: Int, word: Int) -> FoundName? {
        guard var found = registeredName(sentence: sentence, word: word) ?? introducedName(sentence, word) else {
            return nil
        }
        extendOverParenthesis(&found, sentence: sentence)
        return found
    }

    private func registeredName(sentence: Int, word: Int) -> FoundName? {
        let sequence = sequences[sentence]
        guard word < sequence.words.count else { return nil }
        let form = sentences[sentence].tokens[sequence.tokens[word]].form
        let isCompound =
            form.utf8.contains { $0 == 0x2D || $0 == 0x2F }
            && !form.unicodeScalars.contains {
                $0.properties.isLowercase
            }
        let matches = reader.names.names.matches(in: sequence, at: word, insideCompounds: isCompound).filter { match in
            match.value.name.holds(in: year) && match.value.wanted.admits(form)
        }
        guard let longest = matches.first?.length else { return nil }
        // An acronym that the document gives another meaning keeps that meaning.
        if let own = introduced.longest(in: sequence, at: word), own.length >= longest { return nil }
        let actors = matches.filter { $0.length == longest }.map(\.value.actor)
        guard let actor = bestActor(of: actors), longest < 3 || !isForeign(actor, before: word + longest, in: sequence)
        else { return nil }
        return FoundName(words: word..<(word + longest), actor: resolved(actor, rule: "name"), key: actor.id)
    }

    /// "Force de défense du peuple congolais" is not Myanmar's: an adjective of another state follows.
    private func isForeign(_ actor: RegisteredActor, before end: Int, in sequence: WordSequence) -> Bool {
        guard !actor.countries.isEmpty, let demonym = demonym(in: sequence, at: end) else { return false }
        return actor.countries.allSatisfy { !demonym.countries.contains($0) }
    }

    private func introducedName(_ sentence: Int, _ word: Int) -> FoundName? {
        let sequence = sequences[sentence]
        guard let match = introduced.longest(in: sequence, at: word) else { return nil }
        let form = sentences[sentence].tokens[sequence.tokens[word]].form
        guard match.length > 1 || FrenchActorNames.Case.capital.admits(form) else { return nil }
        let introduction = introductions[match.value]
        return FoundName(
            words: word..<(word + match.length), actor: introduction.actor,
            key: introduction.actor.id ?? introduction.acronym)
    }

    /// Among actors of one name: in the document's first countries, already named, first of the register.
    private func bestActor(of positions: [Int]) -> RegisteredActor? {
        func rank(_ actor: RegisteredActor) -> Int {
            countries.firstIndex { actor.countries.contains($0) } ?? countries.count
        }
        let actors = positions.map { reader.register.actors[$0] }
        return actors.enumerated().min {
            let (left, right) = (rank($0.element), rank($1.element))
            return left != right ? left < right : $0.offset < $1.offset
        }?.element
    }

    func resolved(_ actor: RegisteredActor, rule: String) -> ResolvedActor {
        ResolvedActor(
            name: actor.name, id: actor.id, kind: actor.kind, country: actor.country,
            rule: "\(rule) (register line \(actor.line))")
    }

    /// "Forces démocratiques syriennes (FDS)", "JNIM (Groupe de soutien à l'islam et aux musulmans ...)".
    private func extendOverParenthesis(_ found: inout FoundName, sentence: Int) {
        let sequence = sequences[sentence]
        let open = found.words.upperBound
        guard sequence[open] == "(" else { return }
        if let inner = registeredName(sentence: sentence, word: open + 1) ?? introducedName(sentence, open + 1) {
            guard inner.key == found.key else { return }
            let close = inner.words.upperBound
            found.words = found.words.lowerBound..<(sequence[close] == ")" ? close + 1 : close)
        } else if sequence[open + 2] == ")", isAcronym(sentence: sentence, word: open + 1) {
            found.words = found.words.lowerBound..<(open + 3)
        }
    }

    func isAcronym(sentence: Int, word: Int) -> Bool {
        let sequence = sequences[sentence]
        guard word < sequence.words.count else { return false }
        let form = sentences[sentence].tokens[sequence.tokens[word]].form
        let scalars = form.unicodeScalars
        let capitals = scalars.filter { $0.properties.isUppercase }.count
        return capitals >= 2 && scalars.count <= 12 && capitals * 2 > scalars.count
    }

    // MARK: - Introductions

    /// Finds every "Name of several words (ACRONYM)" whose acronym the register does not know for it.
    mutating func collectIntroductions() {
        for sentence in sentences.indices {
            let sequence = sequences[sentence]
            for open in sequence.words.indices where sequence.words[open] == "(" {
                guard isAcronym(sentence: sentence, word: open + 1), sequence[open + 2] == ")",
                    let introduction = introduction(sentence: sentence, before: open)
                else { continue }
                introduced.add(WordSequence.words(of: introduction.acronym), introductions.count)
                introduced.add(introduction.words, introductions.count)
                introductions.append(introduction)
            }
        }
    }

    private func introduction(sentence: Int, before open: Int) -> IntroducedName? {
        let sequence = sequences[sentence]
        let acronym = sequence.words[open + 1]
        for start in max(0, open - 12)..<open where sequence.startsToken(start) {
            // A name of the register right before the parenthesis: its acronym, whatever it is.
            guard let match = reader.names.names.longest(in: sequence, at: start), start + match.length == open
            else { continue }
            let known = registeredName(sentence: sentence, word: open + 1)
            guard known == nil, match.length > 1, let actor = bestActor(of: [match.value.actor]) else { return nil }
            return IntroducedName(
                words: Array(sequence.words[start..<open]), acronym: acronym,
                actor: resolved(actor, rule: "introduced acronym"))
        }
        if let description = describedIntroduction(sentence: sentence, before: open) { return description }
        if registeredName(sentence: sentence, word: open + 1) != nil,
            isSpelt(acronym, bySentence: sentence, before: open) == nil
        {
            return nil
        }
        guard let start = isSpelt(acronym, bySentence: sentence, before: open),
            let kind = reader.lexicon.nameHeads[sequence.words[start]]
        else { return nil }
        let first = sequence.tokens[start]
        let last = sequence.tokens[open - 1]
        let tokens = sentences[sentence].tokens[first...last]
        var name = ""
        for token in tokens {
            let glued = name.isEmpty || name.hasSuffix("'") || name.hasSuffix("’") || name.hasSuffix("-")
            name += (glued ? "" : " ") + token.form
        }
        return IntroducedName(
            words: Array(sequence.words[start..<open]), acronym: acronym,
            actor: ResolvedActor(
                name: name, id: nil, kind: kind, country: countries.first, rule: "introduced name"))
    }

    /// "Forces de défense et de sécurité (FDS)", "groupes armés terroristes (GAT)": a description gets an acronym.
    private func describedIntroduction(sentence: Int, before open: Int) -> IntroducedName? {
        let sequence = sequences[sentence]
        for start in max(0, open - 8)..<open where sequence.startsToken(start) {
            guard let (length, noun) = reader.lexicon.nouns.longest(in: sequence, at: start), length > 1 else {
                continue
            }
            let demonym = demonym(in: sequence, at: start + length)
            guard start + length + (demonym?.length ?? 0) == open else { continue }
            let actor: ResolvedActor?
            switch noun.meaning {
            case .forces(let service, _):
                let country = demonym.flatMap { bestCountry($0.countries) } ?? countries.first
                actor = country.flatMap { force(noun, service, of: $0, rule: "introduced acronym") }
            case .described, .describedGroup: actor = self.open(noun, rule: "introduced acronym")
            default: actor = nil
            }
            guard let actor else { continue }
            return IntroducedName(
                words: Array(sequence.words[start..<open]), acronym: sequence.words[open + 1], actor: actor)
        }
        return nil
    }

    /// Where a name starts whose words begin, in order, with the acronym's letters; nil where none does.
    private func isSpelt(_ acronym: String, bySentence sentence: Int, before open: Int) -> Int? {
        let sequence = sequences[sentence]
        let letters = acronym.unicodeScalars.filter { $0.properties.isAlphabetic }
        guard letters.count >= 2, let first = letters.first else { return nil }
        for start in stride(from: open - 2, through: max(0, open - 12), by: -1) {
            guard sequence.words[start].unicodeScalars.first == first,
                let form = sentences[sentence].tokens[sequence.tokens[start]].form.unicodeScalars.first,
                form.properties.isUppercase || reader.lexicon.nameHeads[sequence.words[start]] != nil
            else { continue }
            var rest = letters[...]
            for word in sequence.words[start..<open] where word.unicodeScalars.first == rest.first {
                rest.removeFirst()
            }
            if rest.isEmpty { return start }
        }
        return nil
    }

    /// Every actor that the document names, in order: descriptions may mean one that is named further down.
    mutating func collectNames() {
        for sentence in sentences.indices {
            var word = 0
            while word < sequences[sentence].words.count {
                guard let found = foundName(sentence: sentence, word: word) else {
                    word += 1
                    continue
                }
                if !named.contains(found.key) { named.append(found.key) }
                word = found.words.upperBound
            }
        }
    }

    /// The register's entry or the introduction behind a key of ``named``.
    func actor(forKey key: String) -> (actor: ResolvedActor, fits: @Sendable (String) -> Bool)? {
        if let actor = reader.register[key] { return (resolved(actor, rule: "named before"), { actor.fits($0) }) }
        guard let introduction = introductions.first(where: { $0.acronym == key }) else { return nil }
        let kind = introduction.actor.kind
        return (introduction.actor, { kind.commonDescriptions.contains($0) || (kind == .rebelGroup && $0 == "rebels") })
    }
}
