import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatText

/// Who says so, and for which words of the sentence.
struct Attribution: Sendable {
    var sources: [Source]
    /// Token indices that the sources vouch for.
    var scope: Set<Int>
    /// The verb of saying; nil for "selon", brackets and headings.
    var verb: Int?
    /// Tokens of the source phrase itself: nothing in it is a claim's place or actor.
    var phrase: Set<Int>
}

/// Finds the sources of a sentence: verbs of saying with their subjects, "selon", brackets, headings, open quotations.
struct AttributionReader: Sendable {
    let reading: SentenceReading
    let language: ClaimLanguage
    let memory: DocumentMemory

    var tokens: [Token] { reading.tokens }
    var words: WordSets { language.words }
    var syntax: ClauseSyntax { reading.syntax }

    func attributions() -> [Attribution] {
        var found = tokens.indices.compactMap { reported(by: $0) }
        found += accordingTo()
        found += tokens.indices.compactMap { learned(from: $0) }
        if let bracket = bracketed() { found.append(bracket) }
        if let heading = heading() { found.append(heading) }
        return found
    }

    // MARK: Verbs of saying

    func reported(by verb: Int) -> Attribution? {
        guard syntax.isVerbal(verb), isReporting(verb) else { return nil }
        if let inserted = inserted(verb) { return inserted }
        if opensContent(verb), syntax.isPassive(verb) { return openedByNoun(verb) }
        if syntax.isPassive(verb) { return passive(verb) }
        let subjects = syntax.surfaceSubjects(of: verb).filter { !reading.classes[$0].contains("event") }.flatMap(
            authors)
        let sources = subjects.compactMap { source(headedBy: $0) }
        guard !sources.isEmpty, let subject = subjects.first else { return nil }
        let phrase = Set(
            subjects.flatMap { reading.sentence.subtree(of: $0) }.filter {
                abs($0 - subject) < 14 && !tokensAreClause($0, subject)
            })
        let isInverted = subject > verb || reading.sentence.dependents[verb].contains { isInvertedClitic($0, verb) }
        let scope = isInverted ? scopeBefore(verb, phrase: phrase) : scopeAfter(verb, phrase: phrase)
        let around = isInverted ? Set(reading.sentence.subtree(of: verb)).subtracting(scope) : relayTokens(of: verb)
        return Attribution(sources: sources + relays(of: verb), scope: scope, verb: verb, phrase: phrase.union(around))
    }

    /// ", a indiqué un juge", ", nous a dit un infirmier": after a comma, with the speaker behind it, whatever the tree says.
    func inserted(_ verb: Int) -> Attribution? {
        var start = verb
        while start > 0, verb - start < 5, isVerbCluster(tokens[start - 1]) { start -= 1 }
        guard start > 1, [",", "»", "\"", "”"].contains(tokens[start - 1].form), !opensContent(verb),
            let head = speaker(after: verb), let source = source(headedBy: head)
        else { return nil }
        let sources = [source] + syntax.coordinated(head).dropFirst().compactMap { self.source(headedBy: $0) }
        let behind = Set(verb..<tokens.count).filter { tokens[$0].form != ";" }
        let phrase = Set(reading.sentence.subtree(of: head)).union(start..<(head + 1)).union(
            behind.filter { isAttachedBehind($0, verb) })
        return Attribution(
            sources: sources + relays(of: verb), scope: scopeBefore(start, phrase: phrase), verb: verb,
            phrase: phrase.union(relayTokens(of: verb)))
    }

    /// "La prise de la ville, annoncée par une agence, a été démentie par l'armée": for what was announced or denied.
    func passive(_ verb: Int) -> Attribution? {
        let agents = syntax.agents(of: verb)
        let sources = agents.compactMap { source(headedBy: $0) }
        guard !sources.isEmpty else { return nil }
        let phrase = Set(agents.flatMap { reading.sentence.subtree(of: $0) })
        let said = syntax.surfaceSubjects(of: verb).flatMap { reading.sentence.subtree(of: $0) }
        return Attribution(sources: sources, scope: Set(said).subtracting(phrase), verb: verb, phrase: phrase)
    }

    func isVerbCluster(_ token: Token) -> Bool {
        token.partOfSpeech == .auxiliary
            || token.partOfSpeech == .pronoun && !words.contains(token.folded, in: "relative-pronouns")
            || token.partOfSpeech == .adverb && token.form.count < 8
            || token.morphology.mood != nil && words.contains(token.lemma.folded, in: "auxiliary-lemmas")
    }

    func isAttachedBehind(_ index: Int, _ verb: Int) -> Bool {
        index > verb && !syntax.governors(of: index).prefix(12).contains { tokens[$0].relation == .conj && $0 > verb }
            && syntax.governors(of: index).contains(verb)
    }

    /// "que", "qu'" or an infinitive: what is said follows.
    func opensContent(_ verb: Int) -> Bool {
        let next = verb + 1
        guard next < tokens.count else { return false }
        return words.contains(tokens[next].folded, in: "content-openers")
            || tokens[next].morphology.verbForm == .infinitive
    }

    /// "Une rescapée dit que ...", where the verb was read as a participle of the noun.
    func openedByNoun(_ verb: Int) -> Attribution? {
        guard
            let head = (max(0, verb - 6)..<verb).last(where: {
                [.noun, .properNoun, .pronoun].contains(tokens[$0].partOfSpeech)
            }),
            let source = source(headedBy: head)
        else { return nil }
        return Attribution(
            sources: [source], scope: Set((verb + 1)..<tokens.count), verb: verb,
            phrase: Set(max(0, head - 2)..<(head + 1)))
    }

    /// The first noun behind the verb that could speak, with no adposition before it.
    func speaker(after verb: Int) -> Int? {
        for index in (verb + 1)..<max(verb + 1, min(tokens.count, verb + 8)) {
            if tokens[index].partOfSpeech == .adposition { return nil }
            if [",", ":", ";"].contains(tokens[index].form) { return nil }
            if tokens[index].partOfSpeech == .pronoun, !tokens[index].form.hasPrefix("-"), index > verb + 1 {
                return nil
            }
            if [.noun, .properNoun, .pronoun, .adjective].contains(tokens[index].partOfSpeech),
                !reading.times.contains(where: { $0.tokens.contains(index) }),
                source(headedBy: index) != nil
            {
                return index
            }
        }
        return nil
    }

    /// "annoncer", and "faire état de".
    func isReporting(_ verb: Int) -> Bool {
        if words.contains(tokens[verb].lemma.folded, in: "reporting-verbs") {
            return !words.contains(tokens[verb].lemma.folded, in: "content-needing-verbs") || hasContent(verb)
        }
        guard words.contains(tokens[verb].lemma.folded, in: "reporting-light-verbs") else { return false }
        return reading.sentence.dependents[verb].contains {
            tokens[$0].relation.universal == "obj" && words.contains(tokens[$0].lemma.folded, in: "reporting-nouns")
        }
    }

    /// "Les rebelles ont avancé" says nothing of anybody's words; "il avance le chiffre de 12" does.
    func hasContent(_ verb: Int) -> Bool {
        reading.sentence.dependents[verb].contains {
            ["ccomp", "xcomp", "obj"].contains(tokens[$0].relation.universal)
        }
    }

    /// Of a report ("un bilan donné par le ministère") those who made it.
    func authors(_ subject: Int) -> [Int] {
        guard words.contains(tokens[subject], in: "report-nouns") else { return [subject] }
        let givers = reading.sentence.dependents(of: subject, .acl, .amod).flatMap(syntax.agents)
        let owners = reading.sentence.dependents(of: subject, .nmod).filter {
            entry(at: $0) != nil || reading.actor(headedAt: $0) != nil
        }
        return givers.isEmpty && owners.isEmpty && entry(at: subject) != nil ? [subject] : givers + owners
    }

    /// A relative clause inside the source phrase is content, not source.
    func tokensAreClause(_ index: Int, _ subject: Int) -> Bool {
        var current = index
        while current != subject, tokens.indices.contains(tokens[current].head) {
            if tokens[current].relation == .relativeClause { return true }
            current = tokens[current].head
        }
        return false
    }

    func isInvertedClitic(_ child: Int, _ verb: Int) -> Bool {
        tokens[child].relation.universal == "nsubj" && child > verb || tokens[child].form.hasPrefix("-")
    }

    /// "..., a indiqué X": everything said before, up to a semicolon.
    func scopeBefore(_ verb: Int, phrase: Set<Int>) -> Set<Int> {
        var start = verb
        while start > 0, tokens[start - 1].form != ";" { start -= 1 }
        var scope = Set(start..<verb)
        scope.formUnion(reading.sentence.subtree(of: verb).filter { $0 > verb && isContent(below: verb, $0) })
        return scope.subtracting(phrase)
    }

    func isContent(below verb: Int, _ index: Int) -> Bool {
        var current = index
        while tokens.indices.contains(tokens[current].head), tokens[current].head != verb {
            current = tokens[current].head
        }
        return [.ccomp, .xcomp, .obj].contains(tokens[current].relation)
    }

    /// "X a indiqué que ...": what hangs below the verb, but not other main verbs coordinated with it.
    func scopeAfter(_ verb: Int, phrase: Set<Int>) -> Set<Int> {
        var scope: Set<Int> = [verb]
        for child in reading.sentence.dependents[verb] {
            if tokens[child].relation == .conj, syntax.isVerbal(child), child > verb, isMainVerb(child) { continue }
            if tokens[child].relation.universal == "nsubj" { continue }
            if tokens[child].relation == .advcl, child < verb { continue }
            scope.formUnion(reading.sentence.subtree(of: child))
        }
        if let colon = tokens[verb...].firstIndex(where: { $0.form == ":" }), colon - verb < 12 {
            scope.formUnion(colon..<tokens.count)
        }
        return scope.subtracting(phrase).filter { $0 >= verb }
    }

    /// Finite, or with an auxiliary of its own: "dit avoir repoussé ... et détruit" goes on with what is said.
    func isMainVerb(_ verb: Int) -> Bool {
        tokens[verb].morphology.mood != nil
            || reading.sentence.dependents[verb].contains { tokens[$0].relation.universal == "aux" }
            || isReporting(verb)
    }

    // MARK: Relays

    /// "a déclaré à l'agence X", "citée par une radio": those through whom the words came.
    func relays(of verb: Int) -> [Source] { relayHeads(of: verb).compactMap { source(headedBy: $0, needsEntry: true) } }

    func relayTokens(of verb: Int) -> Set<Int> {
        Set(relayHeads(of: verb).flatMap { reading.sentence.subtree(of: $0) })
    }

    func relayHeads(of verb: Int) -> [Int] {
        var heads = reading.sentence.dependents[verb].filter { child in
            tokens[child].relation.universal == "obl" || tokens[child].relation == .iobj
        }
        for index in tokens.indices
        where words.contains(tokens[index].lemma.folded, in: "relay-participles") && syntax.isPastParticiple(index) {
            heads += syntax.agents(of: index)
        }
        heads += tokens.indices.filter { index in
            tokens[index].head != verb && index > verb && index - verb < 14 && entry(for: index)?.kind == .media
                && !heads.contains(index)
                && syntax.governors(of: index).contains(verb)
        }
        return heads.filter { head in
            guard let name = syntax.adposition(of: head), words.contains(name, in: "relay-prepositions") else {
                return false
            }
            return entry(for: head)?.kind == .media || reading.actor(headedAt: head)?.kind == .media
        }
    }
}
