import ConstatActors
import ConstatLanguage

/// Sources without a verb of saying.
extension AttributionReader {
    // MARK: "Selon"

    func accordingTo() -> [Attribution] {
        let marks = tokens.indices.filter { isAccordingMark($0) }
        return marks.compactMap { mark -> Attribution? in
            guard let head = nounHead(after: mark) else { return nil }
            let heads = syntax.coordinated(head).flatMap(authors)
            let sources = heads.compactMap { source(headedBy: $0, isSelected: true) } + relaysInPhrase(head)
            guard !sources.isEmpty else { return nil }
            let phrase = Set(heads.flatMap { reading.sentence.subtree(of: $0) }).union([mark]).filter { $0 >= mark }
            return Attribution(
                sources: sources, scope: scope(ofMark: mark, among: marks, phrase: phrase), verb: nil, phrase: phrase)
        }
    }

    func isAccordingMark(_ index: Int) -> Bool {
        if words.contains(tokens[index].folded, in: "according-to") { return true }
        guard index + 1 < tokens.count else { return false }
        return words.contains(tokens[index].folded + tokens[index + 1].folded, in: "according-to")
            || words.contains(tokens[index].folded + " " + tokens[index + 1].folded, in: "according-to")
    }

    func nounHead(after mark: Int) -> Int? {
        let candidates = (mark + 1)..<min(tokens.count, mark + 8)
        let first = candidates.first {
            [.noun, .properNoun, .pronoun].contains(tokens[$0].partOfSpeech) && syntax.isNominal($0)
        }
        guard var head = first else { return nil }
        while tokens.indices.contains(tokens[head].head), tokens[head].head > mark, tokens[head].head < mark + 8,
            syntax.isNominal(tokens[head].head),
            ["flat", "compound", "nmod"].contains(tokens[head].relation.universal) == (tokens[head].head < head)
        {
            head = tokens[head].head
        }
        return head
    }

    func relaysInPhrase(_ head: Int) -> [Source] {
        reading.sentence.dependents(of: head, .acl, .amod).filter {
            words.contains(tokens[$0].lemma.folded, in: "relay-participles")
        }
        .flatMap { syntax.agents(of: $0) }.compactMap { source(headedBy: $0, needsEntry: true) }
    }

    /// One "selon" vouches for its whole sentence; of several each for the words since the one before.
    func scope(ofMark mark: Int, among marks: [Int], phrase: Set<Int>) -> Set<Int> {
        let bounds = tokens.indices.filter { tokens[$0].form == ";" }
        let start = bounds.last { $0 < mark } ?? -1
        let end = bounds.first { $0 > mark } ?? tokens.count
        let clause = syntax.clauseHead(of: mark)
        if tokens[clause].relation == .relativeClause {
            return Set(reading.sentence.subtree(of: clause)).subtracting(phrase)
        }
        let inSegment = marks.filter { $0 > start && $0 < end }
        var range = (start + 1)..<end
        if inSegment.count > 1, let position = inSegment.firstIndex(of: mark) {
            let from = position == 0 ? start + 1 : inSegment[position - 1] + 1
            range = from..<(position == inSegment.count - 1 ? end : mark)
        }
        return Set(range).subtracting(phrase)
    }

    /// "a-t-on appris de source militaire".
    func learned(from verb: Int) -> Attribution? {
        guard words.contains(tokens[verb].lemma.folded, in: "learned-from"), syntax.isVerbal(verb) else { return nil }
        var heads = words.words(of: "learned-prepositions").sorted().flatMap { syntax.obliques(of: verb, $0) }
        if heads.isEmpty {
            heads = tokens.indices.filter { index in
                index > verb + 1 && index - verb < 7 && entry(at: index) != nil
                    && words.contains(words.canonical(tokens[index - 1].folded) ?? "", in: "learned-prepositions")
            }
        }
        let sources = heads.compactMap { source(headedBy: $0, needsEntry: true) }
        guard !sources.isEmpty else { return nil }
        let phrase = Set(heads.flatMap { reading.sentence.subtree(of: $0) })
        return Attribution(sources: sources, scope: Set(tokens.indices).subtracting(phrase), verb: verb, phrase: phrase)
    }

    // MARK: Brackets and headings

    /// "(source : hôpital universitaire)", "(Croix-Rouge)": a closing bracket that names a source.
    func bracketed() -> Attribution? {
        guard let open = tokens.lastIndex(where: { $0.form == "(" }), open > 0,
            let close = tokens[open...].firstIndex(where: { $0.form == ")" })
        else { return nil }
        let inside = (open + 1)..<close
        guard !inside.isEmpty, inside.count < 16 else { return nil }
        guard
            tokens.indices.suffix(from: close).dropFirst().allSatisfy({ tokens[$0].partOfSpeech == .punctuation })
                || tokens[min(close + 1, tokens.count - 1)].form == ":"
        else { return nil }
        // An acronym in brackets belongs to the name before it.
        if inside.count == 1,
            reading.actors.contains(where: {
                $0.tokens.contains(open) || $0.tokens.contains(inside.lowerBound) && $0.tokens.lowerBound < open
            })
        {
            return nil
        }
        guard
            let head = inside.first(where: {
                entry(at: $0) != nil && !words.contains(tokens[$0], in: "according-nouns")
            }) ?? inside.first(where: { entry(at: $0) != nil })
                ?? inside.first(where: { reading.actor(headedAt: $0).map(isOrganisation) == true }),
            let source = source(headedBy: head)
        else { return nil }
        return Attribution(
            sources: [source], scope: Set(tokens.indices).subtracting(inside), verb: nil, phrase: Set(inside))
    }

    func isOrganisation(_ actor: ActorMention) -> Bool {
        [.humanitarian, .intergovernmental, .media, .police, .government, .stateForce].contains(actor.kind)
    }

    /// "Ministère de la Santé : plus de 27 500 morts", "Bilan provisoire du ministère : 36 tués".
    func heading() -> Attribution? {
        let start = reading.body.lowerBound
        guard let colon = tokens[start...].firstIndex(where: { $0.form == ":" }), colon - start < 14,
            colon + 1 < tokens.count
        else { return nil }
        guard !tokens[start..<colon].contains(where: { $0.morphology.mood != nil }) else { return nil }
        let candidates = (start..<colon).filter {
            [.noun, .properNoun].contains(tokens[$0].partOfSpeech) && entry(at: $0) != nil
                && !words.contains(tokens[$0], in: "according-nouns")
        }
        guard let head = candidates.first, let source = source(headedBy: head) else { return nil }
        return Attribution(
            sources: [source], scope: Set((colon + 1)..<tokens.count), verb: nil, phrase: Set(start..<colon))
    }
}
