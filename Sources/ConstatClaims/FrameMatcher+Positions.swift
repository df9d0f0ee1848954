import ConstatLanguage

extension FrameMatcher {
    /// The heads of the noun phrases at a position, in reading order, coordination opened; never words of the trigger.
    func fillers(_ position: Position, of draft: ClaimDraft) -> [Int] {
        if position == .itself { return [draft.head] }
        return heads(position, of: draft).filter { !draft.trigger.contains($0) }
    }

    private func heads(_ position: Position, of draft: ClaimDraft) -> [Int] {
        let head = draft.head
        switch position {
        case .none: return []
        case .itself: return [head]
        case .head: return bearers(of: draft)
        case .following:
            return draft.trigger.upperBound < tokens.count ? countedTokens(after: draft.trigger.upperBound) : []
        case .adjective:
            return reading.sentence.dependents[head].filter {
                tokens[$0].partOfSpeech == .adjective && reading.actor(headedAt: $0) != nil
            }
        case .opposed: return opposed(by: head)
        case .object where isParticipleAdjective(draft): return bearers(of: draft)
        case .subject where isParticipleAdjective(draft): return agentsOfAdjective(head)
        case .subject: return syntax.isVerbal(head) ? syntax.logicalSubjects(of: head) : subjectsThroughCarrier(head)
        case .object: return syntax.isVerbal(head) ? syntax.logicalObjects(of: head) : objectsThroughCarrier(head)
        case .adposition(let name): return obliques(name, of: draft)
        }
    }

    /// "deux infirmiers enlevés", where the participle was read as an adjective.
    private func isParticipleAdjective(_ draft: ClaimDraft) -> Bool {
        draft.frame.kind == .verb && tokens[draft.head].partOfSpeech == .adjective && !syntax.isVerbal(draft.head)
    }

    private func agentsOfAdjective(_ head: Int) -> [Int] {
        language.words.words(of: "agent-adpositions").sorted().flatMap { syntax.obliques(of: head, $0) }
    }

    private func countedTokens(after index: Int) -> [Int] {
        reading.quantities.compactMap { $0.tokens.lowerBound >= index ? $0.countedToken : nil }
    }

    private func obliques(_ name: String, of draft: ClaimDraft) -> [Int] {
        var found = syntax.obliques(of: draft.head, name)
        if draft.frame.kind == .phrase, found.isEmpty {
            for index in draft.trigger where index != draft.head { found += syntax.obliques(of: index, name) }
            if found.isEmpty, let after = nounAfter(draft.trigger.upperBound, adposition: name) { found = [after] }
        }
        if found.isEmpty, !syntax.isVerbal(draft.head) {
            for carrier in carriers(of: draft.head) {
                found = syntax.obliques(of: carrier, name)
                if !found.isEmpty { break }
            }
        }
        if found.isEmpty, draft.frame.kind == .noun, let near = linearOblique(name, after: draft.head) {
            found = [near]
        }
        if found.isEmpty, draft.frame.kind == .verb, syntax.isReflexive(draft.head),
            let near = linearOblique(name, after: draft.head)
        {
            found = [near]
        }
        return found
    }

    /// Where the tree lost it: the noun that the adposition introduces a few words on, before any verb or sign.
    private func linearOblique(_ name: String, after head: Int) -> Int? {
        for index in (head + 1)..<max(head + 1, min(tokens.count, head + 9)) {
            if tokens[index].morphology.mood != nil || tokens[index].partOfSpeech == .punctuation { return nil }
            guard tokens[index].partOfSpeech == .adposition, let found = language.words.canonical(tokens[index].folded)
            else { continue }
            if found == name { return nounAfter(index + 1, adposition: name) }
            // "offensive contre les positions de X": the "de" belongs to the positions.
            if language.words.contains(name, in: "owning-adpositions") { return nil }
        }
        return nil
    }

    /// The noun right after a fixed phrase, when the phrase's own last word was its adposition.
    private func nounAfter(_ index: Int, adposition name: String) -> Int? {
        var next = index
        while next < tokens.count,
            [.determiner, .adjective, .numeral, .adposition].contains(tokens[next].partOfSpeech)
                || tokens[next].form == "«"
        {
            next += 1
        }
        return next < tokens.count && next - index <= 4 && syntax.isNominal(next) ? next : nil
    }

    /// What a predicate, apposition or participle is said of.
    private func bearers(of draft: ClaimDraft) -> [Int] {
        let head = draft.head
        let subjects = reading.sentence.dependents[head].filter { tokens[$0].relation.universal == "nsubj" }
        if let subject = subjects.first { return syntax.coordinated(subject) }
        var current = head
        for _ in 0..<6 {
            let governor = tokens[current].head
            guard tokens.indices.contains(governor) else { break }
            if syntax.isVerbal(governor) {
                // A toll that is an object ("reconnaît la mort de") is not said of the subject.
                if draft.frame.kind == .noun, tokens[current].relation != .xcomp { break }
                let objects = syntax.logicalObjects(of: governor).filter { $0 < draft.trigger.lowerBound }
                if tokens[current].relation == .xcomp, !objects.isEmpty { return objects }
                let subjects = syntax.surfaceSubjects(of: governor)
                if !subjects.isEmpty { return subjects }
            } else if syntax.isNominal(governor), tokens[governor].partOfSpeech != .numeral {
                return reading.sentence.dependents(of: governor, .conj).isEmpty
                    ? [governor]
                    : syntax.coordinated(governor).filter { $0 < draft.trigger.lowerBound || $0 == governor }
            }
            current = governor
        }
        return reading.sentence.dependents(of: head, .appos, .nmod).filter { reading.classes[$0].contains("place") }
    }

    /// The verbs that carry a happening noun: "lancer une offensive", "menée par", "la fin de l'opération".
    func carriers(of noun: Int) -> [Int] {
        var carriers = reading.sentence.dependents(of: noun, .acl, .relativeClause).filter {
            syntax.isVerbal($0) && language.words.contains(tokens[$0], in: "support-verbs")
        }
        var current = noun
        for _ in 0..<6 {
            let governor = tokens[current].head
            guard tokens.indices.contains(governor) else { break }
            if syntax.isVerbal(governor) {
                if language.words.contains(tokens[governor], in: "support-verbs") { carriers.append(governor) }
                break
            }
            guard tokens[current].relation == .conj || language.words.contains(tokens[governor], in: "aspect-nouns")
            else { break }
            current = governor
        }
        return carriers
    }

    /// "une attaque attribuée à des rebelles", "l'attentat imputé au M23"
    private func agentsByAttribution(of noun: Int) -> [Int] {
        let participles = reading.sentence.dependents(of: noun, .acl).filter {
            language.words.contains(tokens[$0], in: "attributing-verbs")
        }
        return participles.flatMap { verb in
            language.words.words(of: "attributing-prepositions").sorted().flatMap { syntax.obliques(of: verb, $0) }
        }
    }

    /// Who denies, confirms or hears an attack is not who attacks.
    private func isTeller(_ verb: Int) -> Bool {
        ["denial-verbs", "witness-verbs"].contains { language.words.contains(tokens[verb], in: $0) }
    }

    private func subjectsThroughCarrier(_ noun: Int) -> [Int] {
        let accused = agentsByAttribution(of: noun)
        if !accused.isEmpty { return accused }
        for carrier in carriers(of: noun) where !isTeller(carrier) {
            let objects = syntax.logicalObjects(of: carrier)
            let isReceiver = language.words.contains(tokens[carrier], in: "receiving-verbs")
            let subjects = syntax.logicalSubjects(of: carrier).filter { $0 != noun }
            if tokens[carrier].relation == .acl || tokens[carrier].relation == .relativeClause {
                if syntax.isPassive(carrier) && !subjects.isEmpty { return subjects }
            } else if objects.contains(noun) || !isSubject(noun, of: carrier) {
                if !isReceiver && !subjects.isEmpty { return subjects }
            }
        }
        return obliqueGovernor(of: noun).map { verb in
            syntax.isPassive(verb) || language.words.contains(tokens[verb], in: "receiving-verbs")
                ? [] : syntax.logicalSubjects(of: verb).filter { fillerClasses($0).contains("armed") && $0 != noun }
        } ?? []
    }

    /// "a tué 18 combattants lors d'une opération", "tués dans une attaque": the verb whose circumstance the noun is.
    private func obliqueGovernor(of noun: Int) -> Int? {
        let verb = tokens[noun].head
        guard tokens.indices.contains(verb), tokens[noun].relation.universal == "obl", syntax.isVerbal(verb),
            let name = syntax.adposition(of: noun), language.words.contains(name, in: "circumstance-adpositions")
        else { return nil }
        return verb
    }

    private func objectsThroughCarrier(_ noun: Int) -> [Int] {
        for carrier in carriers(of: noun) {
            if language.words.contains(tokens[carrier], in: "receiving-verbs") {
                let subjects = syntax.logicalSubjects(of: carrier).filter { $0 != noun }
                if !subjects.isEmpty { return subjects }
            }
            let isActor =
                isSubject(noun, of: carrier) || tokens[carrier].relation == .relativeClause
                || syntax.agents(of: carrier).contains(noun)
            let objects = syntax.logicalObjects(of: carrier).filter { $0 != noun }
            if isActor && !objects.isEmpty { return objects }
        }
        return obliqueGovernor(of: noun).map {
            syntax.logicalObjects(of: $0).filter { fillerClasses($0).contains("armed") && $0 != noun }
        } ?? []
    }

    private func isSubject(_ noun: Int, of verb: Int) -> Bool {
        syntax.logicalSubjects(of: verb).contains(noun)
    }

    private func opposed(by noun: Int) -> [Int] {
        for carrier in carriers(of: noun) where language.words.contains(tokens[carrier], in: "opposing-verbs") {
            let objects = syntax.logicalObjects(of: carrier).filter { $0 != noun }
            let others = language.words.words(of: "opposing-adpositions").sorted().flatMap {
                syntax.obliques(of: carrier, $0)
            }
            if !objects.isEmpty { return objects + others.filter { !objects.contains($0) } }
        }
        return []
    }
}
