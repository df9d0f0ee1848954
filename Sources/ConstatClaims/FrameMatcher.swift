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

    private var tokens: [Token] { reading.tokens }
    private var syntax: ClauseSyntax { reading.syntax }

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
        for key in Set([tokens[index].lemma.folded, tokens[index].folded, language.words.canonical(tokens[index].folded) ?? ""]).sorted() {
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
            while index < tokens.count, !fits(tokens[index], word), position > 0, skipped < 2, isPassable(tokens[index]) {
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
        if let verb = range.first(where: { syntax.isVerbal($0) && tokens[$0].partOfSpeech != .adjective }) { return verb }
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
        if isGeneric(draft.head) { return "a general saying" }
        if isCharge(draft.head) { return "a charge before a court" }
        return draft.frame.conditions.first { !holds($0, for: draft) }?.text
    }

    /// "Organisation de libération de la Palestine": a word of a name tells nothing.
    private func isInsideName(_ head: Int) -> Bool {
        reading.actors.contains { $0.id != nil && $0.tokens.count > 2 && $0.tokens.contains(head) && $0.headToken != head }
            || reading.places.contains { $0.tokens.count > 1 && $0.tokens.contains(head) && $0.place != nil }
    }

    /// A noun with a capital in running text belongs to a name ("Rassemblement national").
    private func isCapitalisedInside(_ draft: ClaimDraft) -> Bool {
        guard draft.frame.kind == .noun, draft.head > reading.body.lowerBound, isCapitalised(tokens[draft.head]) else { return false }
        let previous = tokens[draft.head - 1]
        return [.determiner, .adposition, .noun, .verb, .adjective, .properNoun].contains(previous.partOfSpeech)
            && !tokens[reading.body].allSatisfy { isCapitalised($0) || $0.partOfSpeech == .punctuation || $0.partOfSpeech == .numeral }
    }

    private func isCapitalised(_ token: Token) -> Bool {
        token.form.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
    }

    /// "une zone de combat", "tombé au combat", "condamné à mort": a bare singular that only qualifies another word.
    private func isBareComplement(_ draft: ClaimDraft) -> Bool {
        guard draft.frame.kind == .noun, tokens[draft.head].morphology.number != .plural, let name = syntax.adposition(of: draft.head),
            language.words.contains(name, in: "qualifying-adpositions"), ["nmod", "obl"].contains(tokens[draft.head].relation.universal),
            !language.words.contains(tokens[max(0, tokens[draft.head].head)], in: "support-verbs")
        else { return false }
        return reading.sentence.dependents[draft.head].allSatisfy {
            tokens[$0].relation == .adposition || tokens[$0].partOfSpeech == .punctuation
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
        !syntax.isVerbal(head) && syntax.governors(of: head).prefix(3).contains { language.words.contains(tokens[$0], in: "court-verbs") }
    }

    /// Inside "pour s'emparer de ...": an aim, no happening (decision 12).
    private func isPurpose(_ head: Int) -> Bool {
        ([head] + syntax.governors(of: head).prefix(2)).contains { verb in
            tokens[verb].morphology.verbForm == .infinitive
                && reading.sentence.dependents[verb].contains { child in
                    child < verb && (tokens[child].relation == .mark || tokens[child].relation == .adposition)
                        && language.words.contains(tokens[child].folded, in: "purpose-words")
                } || tokens[verb].morphology.verbForm == .infinitive
                && tokens[max(0, verb - 4)..<verb].contains { language.words.contains($0.folded, in: "purpose-openers") }
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
        case .negated: return isPresent(condition.demand, Assertion.isDenied(draft.head, in: reading, words: language.words))
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

    // MARK: Words around a trigger

    private func modifierWords(of head: Int) -> Set<String> {
        var words: Set<String> = []
        for child in reading.sentence.dependents[head] {
            let relation = tokens[child].relation.universal
            guard ["amod", "nmod", "acl", "appos", "flat", "compound", "conj"].contains(relation) else { continue }
            words.formUnion([tokens[child].lemma.folded, tokens[child].folded])
            for below in reading.sentence.dependents(of: child, .nmod, .amod, .flat) {
                words.formUnion([tokens[below].lemma.folded, tokens[below].folded])
            }
            if relation != "conj" { words.formUnion(fillerClasses(child)) }
        }
        return words
    }

    private func governorWords(of head: Int) -> Set<String> {
        let governors = syntax.governors(of: head)
        var words: Set<String> = governors.isEmpty ? ["root"] : ["head"]
        for governor in governors.prefix(3) {
            words.formUnion([tokens[governor].lemma.folded, tokens[governor].folded])
        }
        for child in reading.sentence.dependents(of: head, .acl, .amod, .relativeClause) {
            words.insert(tokens[child].lemma.folded)
        }
        if governors.isEmpty || !governors.contains(where: { syntax.isVerbal($0) }) { words.insert("root") }
        return words
    }

    private func roleWords(of draft: ClaimDraft) -> Set<String> {
        var words: Set<String> = []
        if let name = syntax.adposition(of: draft.head) { words.insert(name) }
        switch tokens[draft.head].relation.universal {
        case "nsubj": words.insert("subject")
        case "obj": words.insert("object")
        case "root": words.insert("root")
        default: break
        }
        if Assertion.isDenied(draft.head, in: reading, words: language.words) { words.insert("negated") }
        if Assertion.isPlanned(draft.head, in: reading, words: language.words) { words.insert("planned") }
        return words
    }

    private func modalWords(of head: Int) -> Set<String> {
        var words: Set<String> = []
        let governor = tokens[head].head
        if tokens.indices.contains(governor), tokens[head].relation.universal == "xcomp" {
            words.insert(tokens[governor].lemma.folded)
        }
        for child in reading.sentence.dependents[head] where tokens[child].relation.universal == "aux" {
            words.insert(tokens[child].lemma.folded)
        }
        return words
    }

    private func auxiliaryWords(of head: Int) -> Set<String> {
        var words = modalWords(of: head)
        if head > 0 { words.insert(tokens[head - 1].lemma.folded) }
        if head > 1 { words.insert(tokens[head - 2].lemma.folded) }
        return words
    }

    func distance(near draft: ClaimDraft) -> QuantityMention? {
        let distances = reading.quantities.filter { $0.sense == .measure && $0.unit?.kind == .distance }
        return distances.first { $0.tokens.lowerBound >= draft.head && $0.tokens.lowerBound - draft.head <= 8 }
    }

    // MARK: Positions

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
        case .following: return draft.trigger.upperBound < tokens.count ? countedTokens(after: draft.trigger.upperBound) : []
        case .adjective:
            return reading.sentence.dependents[head].filter {
                tokens[$0].partOfSpeech == .adjective && reading.actor(headedAt: $0) != nil
            }
        case .opposed: return opposed(by: head)
        case .subject: return syntax.isVerbal(head) ? syntax.logicalSubjects(of: head) : subjectsThroughCarrier(head)
        case .object: return syntax.isVerbal(head) ? syntax.logicalObjects(of: head) : objectsThroughCarrier(head)
        case .adposition(let name): return obliques(name, of: draft)
        }
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
        if found.isEmpty, draft.frame.kind == .noun, let near = linearOblique(name, after: draft.head) { found = [near] }
        if found.isEmpty, draft.frame.kind == .verb, syntax.isReflexive(draft.head), let near = linearOblique(name, after: draft.head) { found = [near] }
        return found
    }

    /// Where the tree lost it: the noun that the adposition introduces a few words on, before any verb or sign.
    private func linearOblique(_ name: String, after head: Int) -> Int? {
        for index in (head + 1)..<max(head + 1, min(tokens.count, head + 9)) {
            if tokens[index].morphology.mood != nil || tokens[index].partOfSpeech == .punctuation { return nil }
            guard tokens[index].partOfSpeech == .adposition, let found = language.words.canonical(tokens[index].folded) else { continue }
            if found == name { return nounAfter(index + 1, adposition: name) }
            // "offensive contre les positions de X": the "de" belongs to the positions.
            if language.words.contains(name, in: "owning-adpositions") { return nil }
        }
        return nil
    }

    /// The noun right after a fixed phrase, when the phrase's own last word was its adposition.
    private func nounAfter(_ index: Int, adposition name: String) -> Int? {
        var next = index
        while next < tokens.count, [.determiner, .adjective, .numeral, .adposition].contains(tokens[next].partOfSpeech) || tokens[next].form == "«" {
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
                return reading.sentence.dependents(of: governor, .conj).isEmpty ? [governor] : syntax.coordinated(governor).filter { $0 < draft.trigger.lowerBound || $0 == governor }
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
            guard tokens[current].relation == .conj || language.words.contains(tokens[governor], in: "aspect-nouns") else { break }
            current = governor
        }
        return carriers
    }

    private func subjectsThroughCarrier(_ noun: Int) -> [Int] {
        for carrier in carriers(of: noun) {
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
            syntax.isPassive(verb) ? [] : syntax.logicalSubjects(of: verb).filter { fillerClasses($0).contains("armed") && $0 != noun }
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
            let isActor = isSubject(noun, of: carrier) || tokens[carrier].relation == .relativeClause
                || syntax.agents(of: carrier).contains(noun)
            let objects = syntax.logicalObjects(of: carrier).filter { $0 != noun }
            if isActor && !objects.isEmpty { return objects }
        }
        return obliqueGovernor(of: noun).map { syntax.logicalObjects(of: $0).filter { fillerClasses($0).contains("armed") && $0 != noun } } ?? []
    }

    private func isSubject(_ noun: Int, of verb: Int) -> Bool {
        syntax.logicalSubjects(of: verb).contains(noun)
    }

    private func opposed(by noun: Int) -> [Int] {
        for carrier in carriers(of: noun) where language.words.contains(tokens[carrier], in: "opposing-verbs") {
            let objects = syntax.logicalObjects(of: carrier).filter { $0 != noun }
            let others = ["a", "avec"].flatMap { syntax.obliques(of: carrier, $0) }
            if !objects.isEmpty { return objects + others.filter { !objects.contains($0) } }
        }
        return []
    }
}

/// Which frames a word can trigger: by its lemma, and a participle tagged as noun or adjective by its verb's too.
enum FrameCandidates {
    static func frames(for token: Token, at index: Int, syntax: ClauseSyntax, frames: FrameLexicon) -> [Frame] {
        let verbal = syntax.isVerbal(index)
        var found: [Frame] = []
        func add(_ word: String, _ accepted: (Frame.TriggerKind) -> Bool) {
            let new = frames.entries(for: word).filter { accepted($0.kind) && !found.contains($0.frame) }.map(\.frame)
            found += new.sorted { $0.line < $1.line }
        }
        add(token.lemma) { accepts($0, token, verbal: verbal) }
        if token.partOfSpeech != .verb { add(token.form) { $0 != .verb && accepts($0, token, verbal: verbal) } }
        if let infinitive = infinitive(of: token) { add(infinitive) { $0 == .verb } }
        if isVerblessHeading(token, at: index, syntax: syntax) { add(token.form) { $0 == .noun } }
        return found
    }

    /// "Saisie de 40 motos": a participle that opens a sentence without an auxiliary reads as a noun.
    private static func isVerblessHeading(_ token: Token, at index: Int, syntax: ClauseSyntax) -> Bool {
        syntax.isPastParticiple(index) && token.relation == .root && syntax.auxiliaries(of: index).isEmpty
            && syntax.sentence.dependents[index].allSatisfy { $0 > index || syntax.sentence.tokens[$0].relation == .parataxis }
    }

    private static func accepts(_ kind: Frame.TriggerKind, _ token: Token, verbal: Bool) -> Bool {
        switch kind {
        case .verb: return token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary
        case .noun: return [.noun, .properNoun, .other].contains(token.partOfSpeech) || (token.partOfSpeech == .adjective && !verbal)
        case .adjective: return [.adjective, .noun, .verb].contains(token.partOfSpeech)
        case .phrase: return false
        }
    }

    /// "libérés" tagged as an adjective or noun: the verb whose participle it looks like.
    private static func infinitive(of token: Token) -> String? {
        guard [.adjective, .noun, .properNoun, .other].contains(token.partOfSpeech) else { return nil }
        return FrenchParticiple.infinitive(of: token.form.lowercased())
    }
}
