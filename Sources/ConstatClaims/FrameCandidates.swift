import ConstatLanguage

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
            && syntax.sentence.dependents[index].allSatisfy {
                $0 > index || syntax.sentence.tokens[$0].relation == .parataxis
            }
    }

    private static func accepts(_ kind: Frame.TriggerKind, _ token: Token, verbal: Bool) -> Bool {
        switch kind {
        case .verb: return token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary
        case .noun:
            return [.noun, .properNoun, .other].contains(token.partOfSpeech)
                || (token.partOfSpeech == .adjective && !verbal)
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
