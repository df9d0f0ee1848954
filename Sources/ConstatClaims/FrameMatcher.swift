import ConstatLanguage
import ConstatQuantities
import ConstatText

/// A frame that fits a word of a sentence, before its slots are filled.
struct ClaimDraft: Sendable {
    var frame: Frame
    /// The words that carry the type.
    var trigger: Range<Int>
    /// The syntactic head of the trigger.
    var head: Int
    var type: ClaimType { frame.type }
}

/// Why a frame was not taken, for `explain`.
struct FrameRefusal: Sendable {
    var frame: Frame
    var trigger: Range<Int>
    var condition: String
}

/// Tries the frames of a language on every word of a sentence.
struct FrameMatcher: Sendable {
    let reading: SentenceReading
    let language: ClaimLanguage
    let memory: DocumentMemory

    var tokens: [Token] { reading.tokens }
    var syntax: ClauseSyntax { reading.syntax }

    /// At most one draft a word, in reading order; `refusals` receives the frames that did not fit.
    func drafts(refusals: inout [FrameRefusal]) -> [ClaimDraft] {
        var drafts: [ClaimDraft] = []
        var next = reading.body.lowerBound
        while next < tokens.count {
            if let draft = phraseDraft(at: next, &refusals) {
                drafts.append(draft)
                next = draft.trigger.upperBound
                continue
            }
            if let draft = wordDraft(at: next, &refusals) { drafts.append(draft) }
            next += 1
        }
        return drafts
    }

    // MARK: Triggers

    private func wordDraft(at index: Int, _ refusals: inout [FrameRefusal]) -> ClaimDraft? {
        let candidates = FrameCandidates.frames(for: tokens[index], at: index, syntax: syntax, frames: language.frames)
        for frame in candidates {
            let draft = ClaimDraft(frame: frame, trigger: index..<(index + 1), head: index)
            if let failed = firstFailed(draft) {
                refusals.append(FrameRefusal(frame: frame, trigger: draft.trigger, condition: failed))
            } else {
                return draft
            }
        }
        return nil
    }

    private func phraseDraft(at index: Int, _ refusals: inout [FrameRefusal]) -> ClaimDraft? {
        for key in Set([
            tokens[index].lemma.folded, tokens[index].folded, language.words.canonical(tokens[index].folded) ?? "",
        ]).sorted() {
            for phrase in language.frames.phrases[key] ?? [] {
                guard let range = match(phrase.words, at: index) else { continue }
                let draft = ClaimDraft(frame: phrase.frame, trigger: range, head: phraseHead(range))
                if let failed = firstFailed(draft) {
                    refusals.append(FrameRefusal(frame: phrase.frame, trigger: range, condition: failed))
                } else {
                    return trimmed(draft)
                }
            }
        }
        return nil
    }

    /// The phrase's words one after the other; determiners and adverbs between them may be passed over.
    private func match(_ phrase: [String], at start: Int) -> Range<Int>? {
        var index = start
        for (position, word) in phrase.enumerated() {
            var skipped = 0
            while index < tokens.count, !fits(tokens[index], word), position > 0, skipped < 2, isPassable(tokens[index])
            {
                index += 1
                skipped += 1
            }
            guard index < tokens.count, fits(tokens[index], word) else { return nil }
            index += 1
        }
        return start..<index
    }

    private func fits(_ token: Token, _ word: String) -> Bool {
        token.folded == word || token.lemma.folded == word || language.words.canonical(token.folded) == word
    }

    private func isPassable(_ token: Token) -> Bool {
        token.partOfSpeech == .adverb || token.partOfSpeech == .determiner || token.partOfSpeech == .adjective
            || token.form == "«" || token.form == "\""
    }

    private func phraseHead(_ range: Range<Int>) -> Int {
        if let verb = range.first(where: { syntax.isVerbal($0) && tokens[$0].partOfSpeech != .adjective }) {
            return verb
        }
        return range.first { [.noun, .adjective, .adverb].contains(tokens[$0].partOfSpeech) } ?? range.lowerBound
    }

    /// A closing adposition belongs to the complement, not to the trigger.
    private func trimmed(_ draft: ClaimDraft) -> ClaimDraft {
        var draft = draft
        while draft.trigger.count > 1, let last = draft.trigger.last,
            tokens[last].partOfSpeech == .adposition || tokens[last].partOfSpeech == .determiner
        {
            draft.trigger = draft.trigger.lowerBound..<last
        }
        return draft
    }

    // MARK: Conditions

    private func firstFailed(_ draft: ClaimDraft) -> String? {
        if isPurpose(draft.head) { return "a purpose is no claim" }
        if isInsideName(draft.head) || isCapitalisedInside(draft) { return "part of a name" }
        if isBareComplement(draft) { return "a bare complement" }
        if isCondition(draft.head) { return "a condition" }
        if isGeneric(draft.head) { return "a general saying" }
        if isCharge(draft.head) { return "a charge before a court" }
        return draft.frame.conditions.first { !holds($0, for: draft) }?.text
    }

    /// "Organisation de libération de la Palestine": a word of a name tells nothing.
    private func isInsideName(_ head: Int) -> Bool {
        reading.actors.contains {
            $0.id != nil && $0.tokens.count > 2 && $0.tokens.contains(head) && $0.headToken != head
        }
            || reading.places.contains { $0.tokens.count > 1 && $0.tokens.contains(head) && $0.place != nil }
    }

    /// A noun with a capital in running text belongs to a name ("Rassemblement national").
    private func isCapitalisedInside(_ draft: ClaimDraft) -> Bool {
        guard draft.frame.kind == .noun, draft.head > reading.body.lowerBound, isCapitalised(tokens[draft.head]) else {
            return false
        }
        let previous = tokens[draft.head - 1]
        return [.determiner, .adposition, .noun, .verb, .adjective, .properNoun].contains(previous.partOfSpeech)
            && !tokens[reading.body].allSatisfy {
                isCapitalised($0) || $0.partOfSpeech == .punctuation || $0.partOfSpeech == .numeral
            }
    }

    private func isCapitalised(_ token: Token) -> Bool {
        token.form.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
    }

    /// "une zone de combat", "tombé au combat", "condamné à mort": a bare singular that only qualifies another word.
    private func isBareComplement(_ draft: ClaimDraft) -> Bool {
        guard draft.frame.kind == .noun, tokens[draft.head].morphology.number != .plural,
            let name = syntax.adposition(of: draft.head),
            language.words.contains(name, in: "qualifying-adpositions"),
            ["nmod", "obl"].contains(tokens[draft.head].relation.universal),
            !language.words.contains(tokens[max(0, tokens[draft.head].head)], in: "support-verbs")
        else { return false }
        return reading.sentence.dependents[draft.head].allSatisfy {
            tokens[$0].relation == .adposition || tokens[$0].partOfSpeech == .punctuation
        }
    }

    /// Inside "si la ville tombait".
    private func isCondition(_ head: Int) -> Bool {
        let clause = syntax.clauseHead(of: head)
        return [head, clause].contains { verb in
            reading.sentence.dependents[verb].contains {
                tokens[$0].relation == .mark && language.words.contains(tokens[$0].folded, in: "condition-words")
            }
        }
    }

    /// "on sait prendre une ville": nothing that happened.
    private func isGeneric(_ head: Int) -> Bool {
        let governor = tokens[head].head
        return tokens.indices.contains(governor) && tokens[head].morphology.verbForm == .infinitive
            && language.words.contains(tokens[governor], in: "generic-modals")
    }

    /// "inculpé d'assassinats", "poursuivi pour enlèvement": what a court is told, not what happened.
    private func isCharge(_ head: Int) -> Bool {
        !syntax.isVerbal(head)
            && syntax.governors(of: head).prefix(3).contains { language.words.contains(tokens[$0], in: "court-verbs") }
    }

    /// Inside "pour s'emparer de ...": an aim, no happening (decision 12).
    private func isPurpose(_ head: Int) -> Bool {
        ([head] + syntax.governors(of: head).prefix(2)).contains { verb in
            tokens[verb].morphology.verbForm == .infinitive
                && reading.sentence.dependents[verb].contains { child in
                    child < verb && (tokens[child].relation == .mark || tokens[child].relation == .adposition)
                        && language.words.contains(tokens[child].folded, in: "purpose-words")
                }
                || tokens[verb].morphology.verbForm == .infinitive
                    && tokens[max(0, verb - 4)..<verb].contains {
                        language.words.contains($0.folded, in: "purpose-openers")
                    }
        }
    }

    private func holds(_ condition: FrameCondition, for draft: ClaimDraft) -> Bool {
        switch condition.subject {
        case .position(let position):
            return holds(condition.demand, fillers: fillers(position, of: draft))
        case .modifier: return holds(condition.demand, words: modifierWords(of: draft.head))
        case .governor: return holds(condition.demand, words: governorWords(of: draft.head))
        case .role: return holds(condition.demand, words: roleWords(of: draft))
        case .distance: return isPresent(condition.demand, distance(near: draft) != nil)
        case .number: return isPresent(condition.demand, reading.quantities.contains { $0.countedToken == draft.head })
        case .plural: return isPresent(condition.demand, tokens[draft.head].morphology.number == .plural)
        case .negated:
            return isPresent(condition.demand, Assertion.isDenied(draft.head, in: reading, words: language.words))
        case .modal: return holds(condition.demand, words: modalWords(of: draft.head))
        case .auxiliary: return holds(condition.demand, words: auxiliaryWords(of: draft.head))
        case .expletive:
            return isPresent(condition.demand, !reading.sentence.dependents(of: draft.head, .explSubject).isEmpty)
        }
    }

    private func isPresent(_ demand: FrameCondition.Demand, _ fact: Bool) -> Bool {
        if case .missing = demand { return !fact }
        return fact
    }

    private func holds(_ demand: FrameCondition.Demand, fillers: [Int]) -> Bool {
        switch demand {
        case .isAnyOf(let classes):
            if fillers.isEmpty { return classes.contains("none") }
            return fillers.contains { !fillerClasses($0).isDisjoint(with: classes) }
        case .isNoneOf(let classes): return !fillers.contains { !fillerClasses($0).isDisjoint(with: classes) }
        case .has(let lemmas): return fillers.contains { hasLemma($0, lemmas) }
        case .lacks(let lemmas): return !fillers.contains { hasLemma($0, lemmas) }
        case .present: return !fillers.isEmpty
        case .missing: return fillers.isEmpty
        }
    }

    private func holds(_ demand: FrameCondition.Demand, words: Set<String>) -> Bool {
        switch demand {
        case .isAnyOf(let values), .has(let values): return !words.isDisjoint(with: values)
        case .isNoneOf(let values), .lacks(let values): return words.isDisjoint(with: values)
        case .present: return !words.isEmpty
        case .missing: return words.isEmpty
        }
    }

    /// The lemma of the filler or of the nouns just below it ("l'aviation de l'armée").
    private func hasLemma(_ index: Int, _ lemmas: [String]) -> Bool {
        let below = reading.sentence.dependents(of: index, .nmod, .amod, .appos, .flat, .compound)
        return ([index] + below).contains {
            lemmas.contains(tokens[$0].lemma.folded) || lemmas.contains(tokens[$0].folded)
        }
    }

    /// What a filler stands for; a pronoun stands for what it points back to.
    func fillerClasses(_ index: Int) -> Set<String> {
        var classes = reading.classes[index]
        if tokens[index].partOfSpeech == .pronoun,
            let actor = memory.actor(for: tokens[index], in: reading, before: index, words: language.words)
        {
            classes.formUnion(actor.classes)
        }
        return classes
    }
}
