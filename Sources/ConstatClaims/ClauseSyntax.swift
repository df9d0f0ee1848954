import ConstatLanguage

/// Questions about a dependency tree that rules ask: logical subject and object, obliques, voice, negation.
/// UD relations and the language's word sets only, so that other languages can share it.
struct ClauseSyntax: Sendable {
    let sentence: Sentence
    let words: WordSets
    private var tokens: [Token] { sentence.tokens }

    init(_ sentence: Sentence, words: WordSets) {
        self.sentence = sentence
        self.words = words
    }

    // MARK: Nouns

    /// The canonical adposition that introduces the noun phrase headed by `index`; nil for none.
    func adposition(of index: Int) -> String? {
        for child in sentence.dependents[index] where tokens[child].relation == .adposition && child < index {
            if let name = words.canonical(tokens[child].folded) { return name }
        }
        if tokens[index].relation == .conj, sentence.dependents(of: index, .adposition).isEmpty,
            tokens.indices.contains(tokens[index].head), tokens[index].head < index
        {
            return adposition(of: tokens[index].head)
        }
        return nil
    }

    func isNominal(_ index: Int) -> Bool {
        switch tokens[index].partOfSpeech {
        case .noun, .properNoun, .pronoun, .numeral, .symbol: true
        case .adjective, .other, .determiner: tokens[index].morphology.verbForm == nil
        default: false
        }
    }

    func isVerbal(_ index: Int) -> Bool {
        tokens[index].partOfSpeech == .verb || tokens[index].partOfSpeech == .auxiliary
            || tokens[index].morphology.verbForm != nil
    }

    /// The noun phrase and those coordinated with it.
    func coordinated(_ index: Int) -> [Int] {
        var heads = [index]
        for child in sentence.dependents(of: index, .conj) where isNominal(child) { heads += coordinated(child) }
        return heads
    }

    // MARK: Verbs

    /// The auxiliaries of a verb, its own or those it shares with the verb it is coordinated to.
    func auxiliaries(of verb: Int, depth: Int = 0) -> [Int] {
        let own = sentence.dependents[verb].filter { $0 < verb && tokens[$0].relation.universal == "aux" }
        if !own.isEmpty || depth > 8 { return own }
        let head = tokens[verb].head
        guard tokens[verb].relation == .conj, tokens.indices.contains(head), isPastParticiple(verb), isVerbal(head),
            ownSubjects(of: verb).isEmpty
        else { return [] }
        return auxiliaries(of: head, depth: depth + 1)
    }

    func isPastParticiple(_ index: Int) -> Bool {
        tokens[index].morphology.verbForm == .participle && tokens[index].morphology.tense != .present
    }

    func isReflexive(_ verb: Int) -> Bool {
        sentence.dependents[verb].contains {
            tokens[$0].relation.universal == "expl"
                && words.contains(tokens[$0].folded, in: "reflexive-pronouns")
        }
    }

    /// Whether the surface subject undergoes: a participle with être (but for motion verbs), or without an auxiliary.
    func isPassive(_ verb: Int) -> Bool {
        guard isPastParticiple(verb) else { return false }
        if isReflexive(verb) { return false }
        let auxiliaries = auxiliaries(of: verb)
        if words.contains(tokens[verb].lemma.folded, in: "être-verbs") { return false }
        if auxiliaries.isEmpty { return true }
        if auxiliaries.contains(where: { tokens[$0].relation == .auxPassive }) { return true }
        return auxiliaries.allSatisfy { words.contains(tokens[$0].lemma.folded, in: "passive-auxiliaries") }
    }

    private func ownSubjects(of verb: Int) -> [Int] {
        sentence.dependents[verb].filter { tokens[$0].relation.universal == "nsubj" }
    }

    /// The grammatical subject: its own, that of the verb it depends on, or the noun it modifies.
    func surfaceSubjects(of verb: Int, depth: Int = 0) -> [Int] {
        let own = ownSubjects(of: verb)
        if let subject = own.first { return resolveRelative(subject, verb: verb).flatMap(coordinated) }
        guard depth < 12, tokens.indices.contains(tokens[verb].head) else { return [] }
        let head = tokens[verb].head
        switch tokens[verb].relation {
        case .conj where isVerbal(head) || tokens[head].partOfSpeech == .adjective:
            return surfaceSubjects(of: head, depth: depth + 1)
        case .acl, .amod, .relativeClause:
            guard !isVerbal(head) || isNominal(head) else { return [] }
            return coordinatedForModifier(head, modifier: verb)
        case .xcomp, .ccomp, .obl, .oblArgument, .oblModifier, .advcl, .csubj:
            if tokens[verb].relation == .ccomp, tokens[verb].morphology.verbForm != .infinitive { return [] }
            return controllingSubjects(of: verb, governor: head, depth: depth + 1)
        case .parataxis, .appos:
            return isVerbal(head) || !isPastParticiple(verb) ? [] : coordinated(head)
        default: return []
        }
    }

    /// "des femmes et des enfants tués": the participle is said of the whole coordination when it follows its end.
    private func coordinatedForModifier(_ head: Int, modifier: Int) -> [Int] {
        var first = head
        while tokens[first].relation == .conj, tokens.indices.contains(tokens[first].head),
            isNominal(tokens[first].head),
            tokens[modifier].morphology.number == .plural, !hasOwnParticiple(first)
        {
            first = tokens[first].head
        }
        return coordinated(first).filter { $0 <= modifier }
    }

    private func hasOwnParticiple(_ index: Int) -> Bool {
        sentence.dependents(of: index, .acl, .amod).contains { isPastParticiple($0) }
    }

    private func controllingSubjects(of verb: Int, governor: Int, depth: Int) -> [Int] {
        guard isVerbal(governor) || tokens[governor].partOfSpeech == .adjective else {
            return isNominal(governor) ? surfaceSubjectsThroughNoun(governor, depth: depth) : []
        }
        if words.contains(tokens[governor].lemma.folded, in: "object-control") {
            let objects = sentence.dependents[governor].filter {
                [.obj, .iobj].contains(tokens[$0].relation) && isNominal($0)
            }
            if let object = objects.first { return coordinated(object) }
            if isPassive(governor) { return surfaceSubjects(of: governor, depth: depth) }
        }
        return surfaceSubjects(of: governor, depth: depth)
    }

    /// "l'ordre d'évacuer": the subject of the verb above.
    private func surfaceSubjectsThroughNoun(_ noun: Int, depth: Int) -> [Int] {
        let head = tokens[noun].head
        guard tokens.indices.contains(head), isVerbal(head) else { return [] }
        return surfaceSubjects(of: head, depth: depth)
    }

    /// A relative pronoun stands for the noun its clause modifies.
    func resolveRelative(_ index: Int, verb: Int) -> [Int] {
        guard words.contains(tokens[index].folded, in: "relative-pronouns"), tokens[index].partOfSpeech == .pronoun
        else { return [index] }
        var clause = verb
        var steps = 0
        while steps < 12, tokens[clause].relation != .relativeClause, tokens[clause].relation != .acl,
            tokens.indices.contains(tokens[clause].head)
        {
            clause = tokens[clause].head
            steps += 1
        }
        let antecedent = tokens[clause].head
        return tokens.indices.contains(antecedent) && isNominal(antecedent) ? [antecedent] : [index]
    }

    func agents(of verb: Int) -> [Int] {
        let marked = sentence.dependents[verb].filter {
            tokens[$0].relation == .oblAgent || (tokens[$0].relation.universal == "obl" && isAgentAdposition(of: $0))
        }
        return marked.flatMap(coordinated)
    }

    private func isAgentAdposition(of index: Int) -> Bool {
        adposition(of: index).map { words.contains($0, in: "agent-adpositions") } ?? false
    }

    /// Who acts, the passive undone.
    func logicalSubjects(of verb: Int) -> [Int] {
        isPassive(verb) ? agents(of: verb) : surfaceSubjects(of: verb)
    }

    /// What is acted on, the passive undone.
    func logicalObjects(of verb: Int) -> [Int] {
        if isPassive(verb) { return surfaceSubjects(of: verb) }
        let own = sentence.dependents[verb].filter {
            [.obj, .iobj, .objAgent, .objLvc].contains(tokens[$0].relation) && hasObjectForm($0)
        }
        if own.isEmpty, let next = sentence.dependents(of: verb, .conj).first, next - verb == 2, isVerbal(next),
            ownSubjects(of: next).isEmpty
        {
            return logicalObjects(of: next)  // "a retrouvé et détruit un atelier"
        }
        return own.flatMap { resolveRelative($0, verb: verb) }.flatMap(coordinated)
    }

    /// Bare, or with the partitive; "ont fui, selon l'ONU" has no object whatever the parser says.
    private func hasObjectForm(_ index: Int) -> Bool {
        adposition(of: index).map { words.contains($0, in: "partitives") } ?? true
    }

    /// Complements that an adposition introduces: of a verb its obliques, of a noun its modifiers.
    func obliques(of index: Int, _ adpositionName: String) -> [Int] {
        let relations: [Substring] = ["obl", "nmod", "advcl", "obj", "xcomp", "iobj", "advmod", "acl"]
        func marked(_ child: Int) -> Bool {
            relations.contains(tokens[child].relation.universal) && adposition(of: child) == adpositionName
        }
        var found = sentence.dependents[index].filter(marked)
        // "échange de prisonniers entre A et B": parsers hang the parties on the noun in between.
        if found.isEmpty, !isVerbal(index), words.contains(adpositionName, in: "party-adpositions") {
            found = sentence.dependents(of: index, .nmod).flatMap { sentence.dependents[$0] }.filter(marked)
        }
        return found.flatMap { resolveRelative($0, verb: index) }.flatMap(coordinated)
    }

    // MARK: Clause

    /// The verb (or verbless root) whose clause the token belongs to.
    func clauseHead(of index: Int) -> Int {
        var current = index
        var steps = 0
        while steps < tokens.count, tokens.indices.contains(tokens[current].head) {
            if current != index || isVerbal(current) {
                if isVerbal(current), isClauseRelation(tokens[current].relation) { return current }
            }
            current = tokens[current].head
            steps += 1
        }
        return current
    }

    private func isClauseRelation(_ relation: DependencyRelation) -> Bool {
        switch relation {
        case .root, .ccomp, .advcl, .relativeClause, .acl, .parataxis, .parataxisInsert, .conj, .csubj, .xcomp: true
        default: false
        }
    }

    /// The verbs above, nearest first, up to the root.
    func governors(of index: Int) -> [Int] {
        var chain: [Int] = []
        var current = tokens[index].head
        while tokens.indices.contains(current), chain.count < tokens.count {
            chain.append(current)
            current = tokens[current].head
        }
        return chain
    }

    /// "ne tiennent plus que deux quartiers" sets a limit and denies nothing.
    private func isLimited(_ index: Int) -> Bool {
        words.contains(tokens[index].folded, in: "negation-second") && index + 1 < tokens.count
            && words.contains(tokens[index + 1].folded, in: "only-words")
    }

    /// "ne" with its second word, or with "aucun" before a complement; a negative determiner denies a noun by itself.
    func isNegated(_ index: Int) -> Bool {
        let own = sentence.dependents[index]
        if own.contains(where: { words.contains(tokens[$0].folded, in: "negative-determiners") && $0 < index }) {
            return true
        }
        if index > 0, words.contains(tokens[index - 1].folded, in: "negating-prefixes"), isPastParticiple(index) {
            return true
        }
        guard own.contains(where: { words.contains(tokens[$0].folded, in: "negation-first") }) else { return false }
        if own.contains(where: { isLimited($0) }) { return false }
        return own.contains { words.contains(tokens[$0].folded, in: "negation-second") }
            || own.contains { child in
                sentence.dependents[child].contains { words.contains(tokens[$0].folded, in: "negative-determiners") }
            }
    }
}
