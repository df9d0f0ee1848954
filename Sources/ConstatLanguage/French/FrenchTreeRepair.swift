/// Makes a tree agree with what grammar says of it: voice, subjects of passives, verbs that take "être".
struct FrenchTreeRepair {
    let rules: FrenchClauseRules

    func repair(_ tokens: inout [Token]) {
        repairCounted(&tokens)
        repairRoot(&tokens)
        repairObjects(&tokens)
        let children = self.children(tokens)
        for index in tokens.indices where tokens[index].morphology.verbForm == .participle {
            repairVoice(of: index, children[index], &tokens)
        }
        for index in tokens.indices {
            repairDay(index, &tokens)
            repairAfterDay(index, &tokens)
            repairCoordination(of: index, children[index], &tokens)
            repairRelative(of: index, children[index], &tokens)
            repairAgreeingRelative(of: index, children[index], &tokens)
        }
        for index in tokens.indices where tokens[index].relation == .nsubjPassive {
            if !isPassive(tokens[index].head, children, tokens) { tokens[index].relation = .nsubj }
        }
    }

    private func children(_ tokens: [Token]) -> [[Int]] {
        var children = [[Int]](repeating: [], count: tokens.count)
        for (index, token) in tokens.enumerated() where token.head >= 0 { children[token.head].append(index) }
        return children
    }

    /// "ramassé 19 corps": the noun is the head, the number counts it.
    private func repairCounted(_ tokens: inout [Token]) {
        let children = self.children(tokens)
        for number in tokens.indices.dropLast() {
            let noun = number + 1
            guard tokens[number].partOfSpeech == .numeral, tokens[noun].partOfSpeech == .noun,
                tokens[noun].head == number,
                tokens[number].relation != .nummod, !rules.calendarWords.contains(tokens[noun].lemma),
                !children[noun].contains(where: {
                    tokens[$0].relation == .adposition || tokens[$0].relation == .determiner
                })
            else { continue }
            tokens[noun].head = tokens[number].head
            tokens[noun].relation = tokens[number].relation
            tokens[number].head = noun
            tokens[number].relation = .nummod
            for child in children[number] where child != noun && tokens[child].head == number {
                tokens[child].head = noun
            }
        }
    }

    /// "Le gouverneur les a reçus": a relative clause needs a relative pronoun; without one its verb is the main verb.
    private func repairRoot(_ tokens: inout [Token]) {
        let children = self.children(tokens)
        guard let noun = tokens.firstIndex(where: { $0.head < 0 }),
            tokens[noun].partOfSpeech == .noun || tokens[noun].partOfSpeech == .properNoun,
            let verb = children[noun].first(where: { $0 > noun && tokens[$0].relation == .relativeClause }),
            isFinite(verb, children[verb], tokens),
            !tokens[(noun + 1)..<verb].contains(where: { isRelative($0) }),
            !children[verb].contains(where: { tokens[$0].relation.universal == "nsubj" })
        else { return }
        tokens[verb].head = -1
        tokens[verb].relation = .root
        tokens[noun].head = verb
        tokens[noun].relation = .nsubj
        for child in children[noun] where child != verb && (child > verb || tokens[child].relation == .parataxisInsert)
        {
            tokens[child].head = verb
        }
    }

    private func isFinite(_ verb: Int, _ children: [Int], _ tokens: [Token]) -> Bool {
        tokens[verb].morphology.verbForm == .finite
            || children.contains { tokens[$0].relation.universal == "aux" && tokens[$0].morphology.verbForm == .finite }
    }

    private func isRelative(_ token: Token) -> Bool {
        ["qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles", "duquel", "auquel"].contains(
            token.folded)
            || token.form == "où"
    }

    /// "tué deux gardes": a bare noun right after an active verb without object is its object, unless it tells a time.
    private func repairObjects(_ tokens: inout [Token]) {
        let children = self.children(tokens)
        for verb in tokens.indices
        where tokens[verb].partOfSpeech == .verb && tokens[verb].morphology.verbForm == .participle {
            let own = children[verb]
            guard !own.contains(where: { [.obj, .auxPassive, .ccomp, .xcomp].contains(tokens[$0].relation) }),
                own.contains(where: { tokens[$0].relation == .auxTense && tokens[$0].lemma == "avoir" })
                    || followsComma(verb, tokens),
                let noun = own.first(where: { $0 > verb && $0 <= verb + 4 && tokens[$0].relation == .oblModifier }),
                tokens[noun].partOfSpeech == .noun, tokens[noun].head == verb,
                !rules.timeNouns.contains(tokens[noun].lemma), !rules.calendarWords.contains(tokens[noun].lemma),
                !children[noun].contains(where: { tokens[$0].relation == .adposition }),
                children[noun].contains(where: { [.nummod, .determiner].contains(tokens[$0].relation) })
            else { continue }
            tokens[noun].relation = .obj
        }
    }

    private func followsComma(_ verb: Int, _ tokens: [Token]) -> Bool {
        verb > 0 && [",", "et", "puis"].contains(tokens[verb - 1].form)
    }

    /// "sont tombés" and "se sont retirés" are active for all their "être"; "ont été tués" is passive.
    private func repairVoice(of verb: Int, _ children: [Int], _ tokens: inout [Token]) {
        let isReflexive = children.contains {
            tokens[$0].relation.universal == "expl" && tokens[$0].relation != .explSubject
        }
        let isActive = isReflexive || rules.verbsWithBe.contains(tokens[verb].lemma)
        for child in children where isActive && tokens[child].relation == .auxPassive {
            tokens[child].relation = .auxTense
        }
        let hasPassive = children.contains { tokens[$0].relation == .auxPassive }
        let hasTense = children.contains { tokens[$0].relation == .auxTense }
        tokens[verb].morphology.isPassive = hasPassive || (tokens[verb].morphology.isPassive && !hasTense && !isActive)
        guard hasPassive else { return }
        for child in children where tokens[child].relation == .nsubj { tokens[child].relation = .nsubjPassive }
    }

    private func isPassive(_ verb: Int, _ children: [[Int]], _ tokens: [Token]) -> Bool {
        guard verb >= 0 else { return false }
        return tokens[verb].morphology.isPassive
            || children[verb].contains { tokens[$0].relation == .explPassive || tokens[$0].relation == .auxPassive }
    }

    /// "a annoncé dimanche le comité": the day is when, not what.
    private func repairDay(_ index: Int, _ tokens: inout [Token]) {
        let token = tokens[index]
        guard token.head >= 0, rules.weekdays.contains(token.form), tokens[token.head].partOfSpeech == .verb,
            [.obj, .iobj, .xcomp, .appos, .oblArgument, .nsubj, .dep, .nsubjPassive].contains(token.relation),
            token.relation.universal != "nsubj" || index > token.head
        else { return }
        tokens[index].relation = .oblModifier
    }

    /// "a mené mercredi des frappes": what "des" introduces after a bare day is not of the day; "le mercredi des cendres" is.
    private func repairAfterDay(_ day: Int, _ tokens: inout [Token]) {
        let verb = tokens[day].head
        guard verb >= 0, rules.weekdays.contains(tokens[day].form), tokens[verb].partOfSpeech == .verb,
            day + 2 < tokens.count, tokens[day + 1].form == "des",
            day == 0 || tokens[day - 1].partOfSpeech != .determiner,
            let noun = tokens.indices.first(where: { $0 > day && tokens[$0].head == day }), tokens[day + 1].head == noun
        else { return }
        let hasObject = tokens.contains { $0.head == verb && $0.relation == .obj }
        tokens[noun].head = verb
        tokens[noun].relation = hasObject ? .obl : .obj
        tokens[day + 1].relation = .determiner
        tokens[day + 1].partOfSpeech = .determiner
    }

    /// "ont fait irruption, enlevé sept femmes et pillé le centre": a participle with an object shares the auxiliary of
    /// the verb before it.
    private func repairCoordination(of verb: Int, _ children: [Int], _ tokens: inout [Token]) {
        guard verb > 0, tokens[verb].partOfSpeech == .verb, tokens[verb].morphology.verbForm == .participle,
            tokens[verb].morphology.tense == .past,
            !children.contains(where: { tokens[$0].relation.universal == "aux" }),
            children.contains(where: { $0 > verb && $0 <= verb + 6 && tokens[$0].relation == .obj })
        else { return }
        tokens[verb].morphology.isPassive = false
        guard [",", "et", "puis", "ou", "mais"].contains(tokens[verb - 1].form),
            tokens[verb].relation != .conj || !isVerb(tokens[verb].head, tokens),
            let shared = (0..<verb).last(where: { hasTense($0, tokens) }), !isBelow(shared, verb, tokens)
        else { return }
        tokens[verb].head = shared
        tokens[verb].relation = .conj
    }

    private func isVerb(_ index: Int, _ tokens: [Token]) -> Bool { index >= 0 && tokens[index].partOfSpeech == .verb }

    private func hasTense(_ verb: Int, _ tokens: [Token]) -> Bool {
        tokens[verb].morphology.verbForm == .participle
            && tokens[..<verb].contains { $0.head == verb && $0.relation == .auxTense && $0.lemma == "avoir" }
    }

    /// "les FSR, qui contrôlent ...": the verb of "qui" belongs to the noun before it.
    private func repairRelative(of verb: Int, _ children: [Int], _ tokens: inout [Token]) {
        guard [.conj, .advcl, .parataxis, .ccomp, .xcomp, .appos].contains(tokens[verb].relation),
            let pronoun = children.first(where: {
                tokens[$0].folded == "qui" && tokens[$0].relation.universal == "nsubj"
            }),
            pronoun > 0, pronoun < verb, tokens[pronoun - 1].partOfSpeech != .coordinatingConjunction
        else { return }
        var noun = pronoun - 1
        while noun > 0, noun > pronoun - 3, tokens[noun].partOfSpeech == .punctuation { noun -= 1 }
        // Bounded, for the parts may have been hung in a circle, which is undone only at the end.
        for _ in 0..<8 {
            guard tokens[noun].head >= 0, tokens[noun].head < pronoun,
                tokens[tokens[noun].head].partOfSpeech != .verb,
                [.flatName, .flat, .amod, .determiner, .adposition, .punct, .appos, .nummod].contains(
                    tokens[noun].relation)
            else { break }
            noun = tokens[noun].head
        }
        guard [.noun, .properNoun, .pronoun].contains(tokens[noun].partOfSpeech), !isBelow(noun, verb, tokens) else {
            return
        }
        tokens[verb].head = noun
        tokens[verb].relation = .relativeClause
    }

    /// "les informations des médias, selon lesquelles le poste serait tombé": the noun before that has the number and gender
    /// of the pronoun.
    private func repairAgreeingRelative(of verb: Int, _ children: [Int], _ tokens: inout [Token]) {
        guard [.conj, .advcl, .parataxis, .ccomp, .appos].contains(tokens[verb].relation),
            let pronoun = children.first(where: { tokens[$0].partOfSpeech == .pronoun && tokens[$0].lemma == "lequel" }
            ),
            pronoun > 1, pronoun < verb, tokens[pronoun - 1].partOfSpeech == .adposition
        else { return }
        let wanted = tokens[pronoun].morphology
        let noun = tokens.indices.prefix(pronoun).last { index in
            let found = tokens[index].morphology
            return tokens[index].partOfSpeech == .noun && found.number == wanted.number && found.gender == wanted.gender
        }
        guard let noun, pronoun - noun < 12, !isBelow(noun, verb, tokens) else { return }
        tokens[verb].head = noun
        tokens[verb].relation = .relativeClause
    }

    /// Whether `word` hangs, over however many others, from `top`.
    private func isBelow(_ word: Int, _ top: Int, _ tokens: [Token]) -> Bool {
        var at = word
        for _ in tokens.indices {
            if at == top { return true }
            if at < 0 { return false }
            at = tokens[at].head
        }
        return false
    }

    /// "a indiqué le ministère": what follows the verb of an insertion and lacks a preposition is its subject.
    func giveSubject(to verb: Int, _ tokens: inout [Token]) {
        let children = tokens.indices.filter { tokens[$0].head == verb }
        guard !children.contains(where: { tokens[$0].relation.universal == "nsubj" }) else { return }
        if let clitic = children.first(where: { $0 < verb + 2 && tokens[$0].form.hasPrefix("-") }) {
            tokens[clitic].relation = .nsubj
            return
        }
        let nominal = children.first { child in
            child > verb && Self.nominalParts.contains(tokens[child].partOfSpeech)
                && ["obj", "obl", "xcomp", "nmod", "parataxis", "appos", "dislocated", "ccomp", "conj", "iobj", "dep"]
                    .contains(tokens[child].relation.universal)
                && !tokens.contains { $0.head == child && ($0.relation == .adposition || $0.relation == .coordination) }
                && !isDay(tokens[child])
        }
        if let nominal { tokens[nominal].relation = .nsubj }
    }

    private static let nominalParts: Set<PartOfSpeech> = [.noun, .properNoun, .pronoun, .numeral]

    /// "a dit mardi le ministre": the day is no subject.
    private func isDay(_ token: Token) -> Bool {
        token.form.first?.isLowercase == true && rules.datelineWords.contains(token.lemma)
    }
}
