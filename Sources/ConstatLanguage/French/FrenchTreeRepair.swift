/// Makes a tree agree with what grammar says of it: voice, subjects of passives, verbs that take "être".
struct FrenchTreeRepair {
    let rules: FrenchClauseRules

    func repair(_ tokens: inout [Token]) {
        var children = [[Int]](repeating: [], count: tokens.count)
        for (index, token) in tokens.enumerated() where token.head >= 0 { children[token.head].append(index) }
        for index in tokens.indices where tokens[index].morphology.verbForm == .participle {
            repairVoice(of: index, children[index], &tokens)
        }
        for index in tokens.indices where tokens[index].relation == .nsubjPassive {
            if !isPassive(tokens[index].head, children, tokens) { tokens[index].relation = .nsubj }
        }
    }

    /// "sont tombés" and "se sont retirés" are active for all their "être"; "ont été tués" is passive.
    private func repairVoice(of verb: Int, _ children: [Int], _ tokens: inout [Token]) {
        let isReflexive = children.contains { tokens[$0].relation.universal == "expl" && tokens[$0].relation != .explSubject }
        let isActive = isReflexive || rules.verbsWithBe.contains(tokens[verb].lemma)
        for child in children where isActive && tokens[child].relation == .auxPassive { tokens[child].relation = .auxTense }
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

    /// "a indiqué le ministère": what follows the verb of an insertion and lacks a preposition is its subject.
    func giveSubject(to verb: Int, _ tokens: inout [Token]) {
        let children = tokens.indices.filter { tokens[$0].head == verb }
        let hasSubject = children.contains { tokens[$0].relation.universal == "nsubj" || tokens[$0].relation == .explSubject }
        guard !hasSubject else { return }
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
