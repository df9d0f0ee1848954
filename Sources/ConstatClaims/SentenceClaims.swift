import ConstatLanguage
import ConstatText

/// A draft with the claims made of it.
struct BuiltClaim: Sendable {
    var draft: ClaimDraft
    var claims: [Claim]
}

/// The claims of one sentence: drafts built, those that only point back left out, tolls joined to their happening.
struct SentenceClaims: Sendable {
    let reading: SentenceReading
    let language: ClaimLanguage
    let memory: DocumentMemory
    let matcher: FrameMatcher
    let builder: ClaimBuilder

    private var tokens: [Token] { reading.tokens }
    private var words: WordSets { language.words }
    private var syntax: ClauseSyntax { reading.syntax }

    func claims(from drafts: [ClaimDraft]) -> [Claim] {
        let wanted = withoutEchoes(
            drafts.filter { !pointsBack($0, among: drafts) && !isKnownToll($0) && !isOldResult($0) && !isPeacetime($0) }
        )
        var built = wanted.map { BuiltClaim(draft: $0, claims: builder.claims(from: $0)) }
        foldTolls(&built)
        joinTolls(&built)
        built += corrections(of: built)
        return built.flatMap(\.claims).filter { !isPersonal($0) }
    }

    // MARK: Pointing back

    /// "après cette attaque": a bare definite noun for a happening that was told before (decision 2, the gold's 6).
    private func pointsBack(_ draft: ClaimDraft, among drafts: [ClaimDraft]) -> Bool {
        guard draft.frame.kind == .noun, [.fighting, .politics].contains(draft.type.family) || draft.type == .killing,
            memory.told.contains(draft.type)
                || drafts.contains(where: { $0.type == draft.type && $0.head < draft.head })
        else { return false }
        guard
            let determiner = reading.sentence.dependents(of: draft.head, .determiner).first
                ?? precedingDeterminer(draft.head),
            words.contains(tokens[determiner].folded, in: "definite-determiners")
        else { return false }
        if isSubjectOfToll(draft.head) || saysMore(draft.head) { return false }
        return true
    }

    /// Storms, quakes and road accidents kill too, but no party does (decision 9).
    private func isPeacetime(_ draft: ClaimDraft) -> Bool {
        [.casualties, .damage, .displacement].contains(draft.type) && !reading.actors.contains { $0.kind.isArmed }
            && tokens.contains { words.contains($0.lemma.folded, in: "peacetime-causes") }
    }

    /// "le pronostic vital des blessés": toll words that count nobody and name nobody point back to a toll told.
    private func isKnownToll(_ draft: ClaimDraft) -> Bool {
        guard draft.type == .casualties, draft.frame.kind == .noun, reading.quantity(counting: draft.head) == nil,
            reading.classes[draft.head].contains("toll"), !Assertion.isDenied(draft.head, in: reading, words: words),
            reading.sentence.dependents(of: draft.head, .nmod).isEmpty
        else { return false }
        let opener = draft.head > 0 ? tokens[draft.head - 1] : tokens[draft.head]
        return opener.partOfSpeech == .adposition || words.contains(opener.folded, in: "pointing-determiners")
    }

    private func precedingDeterminer(_ index: Int) -> Int? {
        index > 0 && tokens[index - 1].partOfSpeech == .determiner ? index - 1 : nil
    }

    private func isSubjectOfToll(_ noun: Int) -> Bool {
        let head = tokens[noun].head
        guard tokens[noun].relation.universal == "nsubj", tokens.indices.contains(head), syntax.isVerbal(head) else {
            return false
        }
        return !syntax.isPassive(head)
            && (words.contains(tokens[head], in: "toll-carrying-verbs") || !syntax.logicalObjects(of: head).isEmpty)
            || words.contains(tokens[head], in: "support-verbs") && !words.contains(tokens[head], in: "denial-verbs")
                && !words.contains(tokens[head], in: "claiming-verbs")
    }

    /// "je demande", "vous exigez": a demand needs a speaker who stands for somebody.
    private func isPersonal(_ claim: Claim) -> Bool {
        guard claim.type == .statement, let mention = claim.actors.first(where: { $0.role == .agent })?.mention,
            let token = tokens.first(where: { $0.span == mention })
        else { return false }
        return words.contains(token.folded.trimmedHyphen, in: "speaking-selves")
    }

    /// "les localités libérées": a participle of a definite noun, with nothing of its own.
    private func isOldResult(_ draft: ClaimDraft) -> Bool {
        guard draft.frame.kind == .verb, words.contains(tokens[draft.head].lemma.folded, in: "light-participles"),
            [.acl, .amod].contains(tokens[draft.head].relation),
            reading.sentence.dependents[draft.head].allSatisfy({ tokens[$0].partOfSpeech == .punctuation }),
            tokens.indices.contains(tokens[draft.head].head)
        else { return false }
        let noun = tokens[draft.head].head
        return reading.quantity(counting: noun) == nil && tokens[noun].morphology.number == .plural
            && reading.sentence.dependents(of: noun, .determiner).contains {
                words.contains(tokens[$0].folded, in: "definite-articles")
            }
    }

    /// Two triggers of one type in one phrase ("l'accord signé"), a claim of what is claimed besides ("revendique la prise").
    private func withoutEchoes(_ drafts: [ClaimDraft]) -> [ClaimDraft] {
        drafts.filter { draft in
            if draft.type == .statement, words.contains(tokens[draft.head], in: "claiming-verbs") {
                let objects = syntax.logicalObjects(of: draft.head)
                if drafts.contains(where: { objects.contains($0.head) && $0.type.family != .fighting }) { return false }
            }
            if draft.frame.positions("victim").first == .itself, isHarmed(draft.head, in: drafts) { return false }
            guard draft.type != .casualties else { return true }
            return !drafts.contains { other in
                other.type == draft.type && other.trigger.lowerBound < draft.trigger.lowerBound
                    && other.frame.kind != draft.frame.kind
                    && (tokens[draft.head].head == other.head && tokens[draft.head].relation != .conj
                        || isArgument(other.head, of: draft.head))
            }
        }
    }

    /// "Des renforts ont été déployés", "une voiture piégée a explosé": one happening, named by noun and verb.
    private func isArgument(_ noun: Int, of verb: Int) -> Bool {
        syntax.isVerbal(verb) && (syntax.surfaceSubjects(of: verb) + syntax.logicalObjects(of: verb)).contains(noun)
    }

    /// "Douze détenus ont été torturés": who is harmed is told by what is done to him.
    private func isHarmed(_ noun: Int, in drafts: [ClaimDraft]) -> Bool {
        drafts.contains { other in
            other.head != noun && other.type.family == .harm
                && other.frame.positions("victim").contains { matcher.fillers($0, of: other).contains(noun) }
        }
    }

    // MARK: Corrections

    /// "Treize villages, et non onze": the figure withdrawn is a claim of its own, denied (the gold's 5).
    private func corrections(of built: [BuiltClaim]) -> [BuiltClaim] {
        tokens.indices.compactMap { index -> BuiltClaim? in
            guard words.contains(tokens[index].folded, in: "correcting-words"), index > 0, index + 1 < tokens.count,
                words.contains(tokens[index - 1].folded, in: "adding-words")
            else { return nil }
            let wrong = reading.quantities.first { $0.tokens.contains(index + 1) }
            let named = reading.actors.first { $0.tokens.contains(index + 2) }
            guard
                let main = built.first(where: { built in
                    built.claims.contains { wrong != nil ? !$0.quantities.isEmpty : !$0.actors.isEmpty }
                }),
                var claim = main.claims.first
            else { return nil }
            claim.trigger = tokens[index].span
            claim.status = .denied
            if let wrong, let right = claim.quantities.first {
                claim.quantities = [
                    Quantity(
                        measure: right.measure, unit: right.unit, low: wrong.low, best: wrong.best, high: wrong.high,
                        party: right.party,
                        isCivilian: right.isCivilian, mention: wrong.span)
                ]
            } else if let named {
                claim.actors = [Participant(role: .agent, name: named.name, id: named.id, mention: named.span)]
            } else {
                return nil
            }
            return BuiltClaim(draft: main.draft, claims: [claim])
        }
    }

    /// The noun brings a new place, party or day of its own, or is confirmed by somebody.
    private func saysMore(_ noun: Int) -> Bool {
        let below = reading.sentence.subtree(of: noun)
        if reading.places.contains(where: { below.contains($0.tokens.lowerBound) }) { return true }
        if reading.actors.contains(where: { below.contains($0.headToken) }) { return true }
        return words.contains(tokens[max(0, tokens[noun].head)], in: "confirming-verbs")
    }

    // MARK: Tolls

    /// The toll of a happening that is its verb's subject, governs it, or has it added by a comma or colon (the gold's 1).
    private func foldTolls(_ built: inout [BuiltClaim]) {
        var removed: Set<Int> = []
        for index in built.indices where built[index].draft.type == .casualties {
            guard built[index].claims.first?.status != .denied, let event = event(of: built[index].draft, among: built)
            else { continue }
            for claim in built[index].claims { absorb(claim, into: &built[event].claims) }
            removed.insert(index)
        }
        built = built.indices.filter { !removed.contains($0) }.map { built[$0] }
    }

    private func event(of toll: ClaimDraft, among built: [BuiltClaim]) -> Int? {
        let events = built.indices.filter {
            built[$0].draft.type.family == .fighting && built[$0].draft.type != .clash
                && built[$0].draft.type != .offensive
        }
        let verb = tollVerb(of: toll)
        if let verb {
            let agents = syntax.logicalSubjects(of: verb)
            if !syntax.isPassive(verb), let event = events.first(where: { agents.contains(built[$0].draft.head) }) {
                return event
            }
            if isAddedParticiple(verb), let event = events.last(where: { isAbove(built[$0].draft, verb) }) {
                return event
            }
            return nil
        }
        guard toll.frame.kind == .noun, !hasOwnPredicate(toll.head), !isHeadedByReport(toll.head) else { return nil }
        return events.last { built[$0].draft.head < toll.head && isJoined(built[$0].draft.head, toll.head) }
    }

    /// The verb that states the toll: the trigger itself or the verb that has the toll noun as object.
    private func tollVerb(of toll: ClaimDraft) -> Int? {
        if syntax.isVerbal(toll.head), toll.frame.kind != .adjective, toll.frame.kind != .noun { return toll.head }
        var current = toll.head
        for _ in 0..<4 {
            let governor = tokens[current].head
            guard tokens.indices.contains(governor) else { return nil }
            if words.contains(tokens[governor], in: "toll-carrying-verbs"), syntax.isVerbal(governor) {
                return governor
            }
            guard tokens[current].relation == .conj || tokens[current].relation.universal == "nmod" else { return nil }
            current = governor
        }
        return nil
    }

    private func isAddedParticiple(_ verb: Int) -> Bool {
        tokens[verb].morphology.verbForm == .participle && tokens[verb].morphology.tense == .present
            || tokens[verb].relation == .conj && tokens.indices.contains(tokens[verb].head)
                && tokens[tokens[verb].head].morphology.tense == .present
                && tokens[tokens[verb].head].morphology.verbForm == .participle
    }

    private func isAbove(_ event: ClaimDraft, _ verb: Int) -> Bool {
        let governors = syntax.governors(of: verb)
        if governors.contains(event.head) { return true }
        return event.head < verb && governors.contains { syntax.clauseHead(of: event.head) == $0 }
    }

    private func hasOwnPredicate(_ toll: Int) -> Bool {
        if !reading.sentence.dependents(of: toll, .acl, .relativeClause, .cop).isEmpty { return true }
        guard let governor = syntax.governors(of: toll).first(where: { syntax.isVerbal($0) }) else { return false }
        return tokens[toll].relation.universal == "nsubj" || tokens[toll].relation.universal == "obj"
            || abs(governor - toll) <= 3
    }

    private func isHeadedByReport(_ toll: Int) -> Bool {
        syntax.governors(of: toll).contains { words.contains(tokens[$0], in: "toll-report-nouns") }
    }

    /// A comma or colon between, no semicolon, no source in between, no other main verb.
    private func isJoined(_ event: Int, _ toll: Int) -> Bool {
        let between = tokens[(event + 1)..<toll]
        guard between.contains(where: { $0.form == ":" || $0.form == "," }),
            !between.contains(where: { $0.form == ";" })
        else { return false }
        return !(event + 1..<toll).contains {
            syntax.isVerbal($0) && tokens[$0].relation == .conj && tokens[$0].morphology.mood != nil
        }
    }

    private func absorb(_ toll: Claim, into claims: inout [Claim]) {
        for index in claims.indices {
            for quantity in toll.quantities
            where !claims[index].quantities.contains(where: { $0.mention == quantity.mention }) {
                claims[index].quantities.append(quantity)
            }
            for actor in toll.actors
            where actor.role == .victim && !claims[index].actors.contains(where: { $0.mention == actor.mention }) {
                claims[index].actors.append(actor)
            }
            claims[index].quantities.sort { $0.mention < $1.mention }
        }
    }

    /// Two sides' losses under one predicate, killed and wounded in one breath, are one claim (the gold's 2).
    private func joinTolls(_ built: inout [BuiltClaim]) {
        var index = 1
        while index < built.count {
            if built[index].draft.type == .casualties,
                let earlier = built[..<index].lastIndex(where: { $0.draft.type == .casualties }),
                canJoin(built[earlier], built[index])
            {
                for claim in built[index].claims { absorb(claim, into: &built[earlier].claims) }
                built.remove(at: index)
            } else {
                index += 1
            }
        }
    }

    private func canJoin(_ first: BuiltClaim, _ second: BuiltClaim) -> Bool {
        guard let one = first.claims.first, let two = second.claims.first else { return false }
        guard one.attribution == two.attribution, one.status == two.status else { return false }
        let between = tokens[
            first.draft.trigger.upperBound..<max(first.draft.trigger.upperBound, second.draft.trigger.lowerBound)]
        guard !between.contains(where: { $0.form == ";" || $0.form == ":" }) else { return false }
        let firstClause = syntax.clauseHead(of: first.draft.head)
        let secondClause = syntax.clauseHead(of: second.draft.head)
        if firstClause == secondClause { return true }
        return tokens[secondClause].relation != .relativeClause && tokens[firstClause].relation != .relativeClause
            && !between.contains {
                $0.partOfSpeech == .verb && $0.morphology.mood != nil && !words.contains($0, in: "toll-verbs")
            }
    }
}
