import ConstatLanguage
import ConstatText

/// A verb that denies or accuses without telling again what ("ce que Kigali nie", "l'armée accuse les FSR"):
/// it claims the happening told last once more, by its own source (the gold's 7).
struct BareVerdicts: Sendable {
    let reading: SentenceReading
    let language: ClaimLanguage
    let attributions: [Attribution]
    /// The happenings told so far, the latest last.
    let told: [Claim]

    private var tokens: [Token] { reading.tokens }
    private var words: WordSets { language.words }

    func claims() -> [Claim] {
        tokens.indices.filter(reading.body.contains).compactMap { verb in
            if words.contains(tokens[verb].lemma.folded, in: "denial-verbs"), isBare(verb) { return denial(verb) }
            if words.contains(tokens[verb].lemma.folded, in: "accusation-verbs"), isBareAccusation(verb) {
                return accusation(verb)
            }
            return nil
        }
    }

    private func denial(_ verb: Int) -> Claim? {
        guard let source = source(of: verb),
            let last = told.last(where: { isDeniable($0, before: verb) && Self.isAct($0) })
                ?? told.last(where: { isDeniable($0, before: verb) })
        else { return nil }
        var claim = repeated(last, verb: verb, source: source)
        claim.status = .denied
        claim.isHedged = false
        return claim
    }

    private func accusation(_ verb: Int) -> Claim? {
        guard let source = source(of: verb),
            let last = told.last(where: { $0.type.family == .fighting })
                ?? told.last(where: { $0.type.family == .harm })
        else { return nil }
        var claim = repeated(last, verb: verb, source: source)
        let accused = reading.syntax.logicalObjects(of: verb).compactMap { reading.actor(headedAt: $0) }
        claim.actors = accused.map { Participant(role: .agent, name: $0.name, id: $0.id, mention: $0.span) }
        return claim
    }

    private func repeated(_ last: Claim, verb: Int, source: Source) -> Claim {
        var claim = last
        claim.trigger = tokens[verb].span
        claim.evidence = reading.evidence
        claim.attribution = [source]
        claim.quantities = []
        claim.frame = "verdict on \(last.type.rawValue)"
        if last.evidence != reading.evidence {
            claim.place?.mention = nil
            claim.time?.mention = nil
            claim.actors = claim.actors.filter { $0.role == .agent }.map { withSource($0, source) }
        }
        return claim
    }

    /// Who denies is usually who is accused: then the words at hand name the agent.
    private func withSource(_ agent: Participant, _ source: Source) -> Participant {
        var agent = agent
        // An unnamed attacker whom somebody's denial names.
        if agent.id == nil, source.kind == .party {
            return Participant(role: .agent, name: source.name, id: nil, mention: source.mention)
        }
        agent.mention = agent.name == source.name ? source.mention : nil
        return agent
    }

    private func isDeniable(_ claim: Claim, before verb: Int) -> Bool {
        guard claim.status != .denied, claim.trigger.lower < tokens[verb].span.lower else { return false }
        return [.fighting, .harm, .force].contains(claim.type.family)
    }

    /// What somebody can be accused of, rather than what came of it.
    private static func isAct(_ claim: Claim) -> Bool {
        claim.type.family == .fighting || claim.type.family == .force
            || [.killing, .abduction, .abuse].contains(claim.type)
    }

    private func source(of verb: Int) -> Source? { attributions.first { $0.verb == verb }?.sources.first }

    /// Nothing but "ce que" or a word like "toute responsabilité" is denied.
    private func isBare(_ verb: Int) -> Bool {
        guard reading.syntax.isVerbal(verb), !reading.syntax.isNegated(verb), !reading.syntax.isPassive(verb) else {
            return false
        }
        return reading.sentence.dependents[verb].allSatisfy { child in
            switch tokens[child].relation.universal {
            case "ccomp", "xcomp": return false
            case "obj": return isEmptyObject(child)
            default: return true
            }
        }
    }

    private func isEmptyObject(_ index: Int) -> Bool {
        tokens[index].partOfSpeech == .pronoun || words.contains(tokens[index], in: "denial-objects")
    }

    private func isBareAccusation(_ verb: Int) -> Bool {
        guard reading.syntax.isVerbal(verb), !reading.syntax.isPassive(verb) else { return false }
        let children = reading.sentence.dependents[verb]
        return children.contains { tokens[$0].relation == .obj && reading.actor(headedAt: $0) != nil }
            && !children.contains {
                ["xcomp", "ccomp", "advcl", "obl"].contains(tokens[$0].relation.universal) && $0 > verb
            }
    }
}
