import ConstatLanguage
import ConstatText

/// How the text asserts a claim: occurred, ongoing, planned, possible or denied, and whether it keeps its distance.
/// - Codebook: claim records 1, decisions 12, 16, 17, 18.
enum Assertion {
    static func status(of draft: ClaimDraft, in reading: SentenceReading, words: WordSets) -> AssertionStatus {
        let head = draft.head
        // "ne peuvent pas quitter": the negation is what the frame is about.
        if draft.frame.positions("denial").contains(.none) {
            return isOngoing(draft, in: reading, words: words) ? .ongoing : .occurred
        }
        if isDenied(head, in: reading, words: words) { return .denied }
        if draft.type == .agreement, isBroken(head, reading, words) { return .denied }
        if isPossible(head, in: reading, words: words) { return .possible }
        if isPlanned(head, in: reading, words: words) { return .planned }
        return isOngoing(draft, in: reading, words: words) ? .ongoing : .occurred
    }

    // MARK: Denied

    static func isDenied(_ head: Int, in reading: SentenceReading, words: WordSets) -> Bool {
        let syntax = reading.syntax
        let tokens = reading.tokens
        if syntax.isNegated(head) { return true }
        if syntax.adposition(of: head).map({ words.contains($0, in: "without") }) == true { return true }
        if reading.sentence.dependents[head].contains(where: {
            words.contains(tokens[$0].folded, in: "without") && tokens[$0].relation == .mark
        }) {
            return true
        }
        if hasFailed(head, reading, words) { return true }
        var current = head
        for governor in syntax.governors(of: head).prefix(5) {
            let relation = tokens[current].relation
            if words.contains(tokens[governor], in: "denial-verbs"), isContent(relation) {
                return !syntax.isNegated(governor)
            }
            if words.contains(tokens[governor], in: "denial-verbs"), relation.universal == "nsubj",
                syntax.isPassive(governor)
            {
                return !syntax.isNegated(governor)
            }
            if isReportedContent(current, reading, words) {
                if words.contains(tokens[governor], in: "denial-verbs") { return !syntax.isNegated(governor) }
                current = governor
                continue
            }
            if relation == .relativeClause || relation == .acl, words.contains(tokens[governor], in: "content-nouns") {
                current = governor
                continue
            }
            if relation.universal == "nsubj",
                words.contains(tokens[governor], in: "toll-carrying-verbs")
                    || words.contains(tokens[governor], in: "claiming-verbs")
            {
                break  // "l'attaque n'a pas été revendiquée", "n'a pas fait de morts": it happened all the same
            }
            if syntax.isVerbal(governor), syntax.isNegated(governor), isNegationBearing(relation) {
                return true
            }
            if !(isContent(relation) || relation == .conj || relation.universal == "nmod"
                || relation.universal == "nsubj")
            {
                break
            }
            if relation.universal == "nsubj" && !syntax.isNegated(governor) { break }
            if relation == .conj && syntax.isVerbal(current) && syntax.isVerbal(governor) { break }
            if relation == .ccomp && !words.contains(tokens[governor], in: "denial-verbs") { break }
            current = governor
        }
        return false
    }

    /// "des informations selon lesquelles ...": the clause is what is said.
    private static func isReportedContent(_ verb: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        [.relativeClause, .advcl, .acl].contains(reading.tokens[verb].relation)
            && reading.sentence.dependents[verb].contains {
                $0 < verb && words.contains(reading.tokens[$0].folded, in: "content-relatives")
            }
    }

    /// The negation of a verb reaches its subject, object and infinitives, not its subordinate clauses.
    private static func isNegationBearing(_ relation: DependencyRelation) -> Bool {
        ["nsubj", "obj", "xcomp"].contains(relation.universal) || relation == .oblArgument
    }

    private static func isContent(_ relation: DependencyRelation) -> Bool {
        ["obj", "ccomp", "xcomp", "nmod", "obl", "iobj"].contains(relation.universal)
    }

    /// "a tenté en vain de reprendre", "ont échoué à reprendre".
    private static func hasFailed(_ head: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        let tokens = reading.tokens
        guard tokens[head].morphology.verbForm == .infinitive else { return false }
        let before = tokens[max(0, head - 7)..<head]
        if before.contains(where: { words.contains($0.lemma.folded, in: "failed-verbs") }) { return true }
        return before.contains { words.contains($0.lemma.folded, in: "attempt-verbs") }
            && tokens.contains { words.contains($0, in: "failure-words") }
    }

    /// A truce that is broken or refused (decision 18).
    private static func isBroken(_ head: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        let around = reading.syntax.governors(of: head).prefix(2) + reading.sentence.dependents(of: head, .acl, .amod)
        return around.contains { words.contains(reading.tokens[$0], in: "breaking-verbs") }
    }

    // MARK: Planned and possible

    static func isPlanned(_ head: Int, in reading: SentenceReading, words: WordSets) -> Bool {
        let tokens = reading.tokens
        if isFuture(head, reading, words) { return true }
        var current = head
        for governor in reading.syntax.governors(of: head).prefix(4) {
            let relation = tokens[current].relation
            let isDue = relation.universal == "nsubj" && words.contains(tokens[governor], in: "due-verbs")
            if isContent(relation) && words.contains(tokens[governor], in: "planning-verbs") || isDue {
                return !isPastModal(governor, reading, words)
            }
            if words.contains(tokens[governor].folded, in: "planned-words"), relation.universal == "nsubj" {
                return true
            }
            if reading.syntax.isVerbal(governor),
                isContent(relation) || isSubjectOfEvent(current, governor, reading, words),
                relation != .ccomp, isFuture(governor, reading, words)
            {
                return true
            }
            guard isContent(relation) || relation == .conj || relation.universal == "nsubj" else { break }
            if reading.syntax.isVerbal(governor), !words.contains(tokens[governor], in: "support-verbs"),
                relation != .conj
            {
                break
            }
            current = governor
        }
        return reading.sentence.dependents[head].contains { words.contains(tokens[$0].folded, in: "planned-words") }
    }

    private static func isSubjectOfEvent(_ noun: Int, _ verb: Int, _ reading: SentenceReading, _ words: WordSets)
        -> Bool
    {
        reading.tokens[noun].relation.universal == "nsubj" && words.contains(reading.tokens[verb], in: "support-verbs")
    }

    private static func isFuture(_ index: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        let tokens = reading.tokens
        let verbs =
            [index]
            + reading.sentence.dependents[index].filter {
                tokens[$0].relation.universal == "aux" || tokens[$0].relation == .cop
            }
        if verbs.contains(where: {
            tokens[$0].morphology.tense == .future && tokens[$0].morphology.mood != .conditional
        }) {
            return true
        }
        return tokens[index].morphology.verbForm == .infinitive
            && words.contains(tokens[max(0, index - 1)].lemma.folded, in: "future-auxiliaries")
    }

    static func isPossible(_ head: Int, in reading: SentenceReading, words: WordSets) -> Bool {
        let tokens = reading.tokens
        let own = reading.sentence.dependents[head]
        if own.contains(where: { words.contains(tokens[$0].folded, in: "possibility-words") }) { return true }
        if hasConditionalModal(head, reading, words) { return true }
        var current = head
        for governor in reading.syntax.governors(of: head).prefix(4) {
            let relation = tokens[current].relation
            guard isContent(relation) || relation == .conj || relation.universal == "nsubj" || relation == .acl else {
                break
            }
            let risks = relation.universal == "nsubj" && words.contains(tokens[governor], in: "risking-verbs")
            if isContent(relation) || risks, words.contains(tokens[governor], in: "possibility-verbs") {
                return !isPastModal(governor, reading, words)
            }
            if relation != .ccomp, hasConditionalModal(governor, reading, words) { return true }
            if words.contains(tokens[governor].folded, in: "possibility-words") { return true }
            if relation == .ccomp || relation == .acl { break }
            current = governor
        }
        return false
    }

    /// "ont pu quitter" happened; "peut", "pourrait" may happen.
    private static func isPastModal(_ verb: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        words.contains(reading.tokens[verb], in: "modal-verbs")
            && (reading.syntax.isPastParticiple(verb) || reading.tokens[verb].morphology.tense == .past)
    }

    private static func hasConditionalModal(_ verb: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        let candidates =
            [verb] + reading.sentence.dependents[verb].filter { reading.tokens[$0].relation.universal == "aux" }
        return candidates.contains { index in
            let token = reading.tokens[index]
            return words.contains(token, in: "possibility-modals")
                && (token.morphology.mood == .conditional || token.morphology.tense == .future)
        }
    }

    // MARK: Ongoing

    private static func isOngoing(_ draft: ClaimDraft, in reading: SentenceReading, words: WordSets) -> Bool {
        let tokens = reading.tokens
        let finite = finiteVerb(of: draft.head, in: reading)
        let morphology = finite.map { tokens[$0].morphology }
        let continues = isContinuing(draft.head, reading, words)
        switch draft.type {
        case .relation: return true
        case .held, .besieged, .trapped, .deprivation:
            if morphology?.tense == .past || morphology?.tense == .imperfect { return false }
            return !isPerfect(draft.head, reading)
        case .captured, .entered, .withdrawn, .statement, .casualties, .agreement: return continues
        default:
            if continues { return true }
            guard draft.frame.kind == .verb, let morphology, finite == draft.head else { return false }
            if draft.type.family == .fighting, draft.type != .clash, draft.type != .offensive { return false }
            return morphology.tense == .present && morphology.mood == .indicative
        }
    }

    /// A compound past: avoir, or être with a verb of motion.
    private static func isPerfect(_ head: Int, _ reading: SentenceReading) -> Bool {
        let auxiliaries = reading.syntax.auxiliaries(of: head)
        return !auxiliaries.isEmpty && !reading.syntax.isPassive(head)
    }

    private static func isContinuing(_ head: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        let tokens = reading.tokens
        let carries = ["xcomp", "nsubj", "obj"].contains(tokens[head].relation.universal)
        let near = [head] + (carries ? Array(reading.syntax.governors(of: head).prefix(1)) : [])
        for index in near where reading.syntax.isVerbal(index) {
            if words.contains(tokens[index], in: "continuing-verbs"), tokens[index].morphology.tense == .present {
                return true
            }
        }
        guard let finite = finiteVerb(of: head, in: reading), tokens[finite].morphology.tense != .past,
            !isPerfect(head, reading)
        else { return false }
        return reading.sentence.dependents[head].contains { words.contains(tokens[$0].folded, in: "continuing-words") }
    }

    // MARK: Hedged

    static func isHedged(_ draft: ClaimDraft, in reading: SentenceReading, words: WordSets) -> Bool {
        let tokens = reading.tokens
        if let finite = finiteVerb(of: draft.head, in: reading), tokens[finite].morphology.mood == .conditional,
            !words.contains(tokens[finite], in: "modal-verbs"), !isConditionalPlan(finite, reading, words)
        {
            return true
        }
        let clause = reading.syntax.clauseHead(of: draft.head)
        let below = reading.sentence.subtree(of: clause)
        if below.contains(where: { words.contains(tokens[$0].folded, in: "hedging-words") }) { return true }
        let governors = [draft.head] + reading.syntax.governors(of: draft.head).prefix(2)
        if governors.contains(where: { words.contains(tokens[$0], in: "hedging-verbs") }) { return true }
        return hasHedgingPhrase(reading, words)
    }

    /// "avait averti qu'elle riposterait": the future seen from the past, no hearsay.
    private static func isConditionalPlan(_ finite: Int, _ reading: SentenceReading, _ words: WordSets) -> Bool {
        let governor = reading.tokens[finite].head
        return reading.tokens[finite].relation == .ccomp && reading.tokens.indices.contains(governor)
            && words.contains(reading.tokens[governor], in: "possibility-verbs")
    }

    private static func hasHedgingPhrase(_ reading: SentenceReading, _ words: WordSets) -> Bool {
        let tokens = reading.tokens
        return tokens.indices.dropLast().contains { index in
            words.contains(tokens[index].folded + " " + tokens[index + 1].folded, in: "hedging-phrases")
        }
    }

    /// The finite verb that says a happening: the trigger, its auxiliary or copula, or the verb that carries it.
    static func finiteVerb(of head: Int, in reading: SentenceReading) -> Int? {
        let tokens = reading.tokens
        var current = head
        for _ in 0..<6 {
            if tokens[current].morphology.verbForm == .finite || tokens[current].morphology.mood != nil {
                return current
            }
            let helpers =
                reading.syntax.auxiliaries(of: current)
                + reading.sentence.dependents(of: current, .cop)
            if let helper = helpers.first(where: { tokens[$0].morphology.mood != nil }) { return helper }
            let relation = tokens[current].relation
            if relation == .acl || relation == .amod || relation == .relativeClause || relation == .advcl { return nil }
            guard tokens.indices.contains(tokens[current].head) else { return nil }
            current = tokens[current].head
        }
        return nil
    }
}
