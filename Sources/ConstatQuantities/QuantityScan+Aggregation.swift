import ConstatLanguage

/// What the words around a number say of its standing: a total so far, one more, or wrong; and that there is none.
extension QuantityScan {
    func aggregation(of mention: QuantityMention) -> QuantityMention.Aggregation? {
        guard mention.sense == .count else { return nil }
        let (start, end) = (mention.tokens.lowerBound, mention.tokens.upperBound)
        if words[.corrected].start(in: text, before: start) != nil { return .corrected }
        if isTotal(start, end) { return .total }
        return isIncrement(mention, start, end) ? .increment : nil
    }

    /// "portant désormais à 34", "34 morts au total".
    private func isTotal(_ start: Int, _ end: Int) -> Bool {
        if words[.totalAfter].end(in: text, from: end) != nil { return true }
        if words[.total].start(in: text, before: start) != nil { return true }
        // "s'élève désormais à": the adverb parts the verb from its preposition.
        guard words[.rangeTo].contains(word(start - 1)),
            let adverb = words[.totalAdverb].start(in: text, before: start - 1)
        else { return false }
        return words[.totalVerb].start(in: text, before: adverb) != nil
    }

    /// "40 autres", "trois nouveaux morts", "dix de plus", "cinq blessés supplémentaires".
    private func isIncrement(_ mention: QuantityMention, _ start: Int, _ end: Int) -> Bool {
        if mention.tokens.contains(where: { words[.increment].contains(word($0)) }) { return true }
        if let counted = mention.countedToken, words[.toll].contains(UnitLexicon.stem(word(counted))),
            mention.tokens.contains(where: { words[.incrementNew].contains(word($0)) })
        {
            return true
        }
        if words[.incrementAfter].end(in: text, from: end) != nil { return true }
        return words[.incrementBefore].start(in: text, before: start) != nil
    }

    /// "aucun blessé", "aucune autre victime": only of what is known to be counted, for "aucun doute" says nothing.
    func none(at position: Int) -> Step? {
        guard words[.none].contains(word(position)) else { return nil }
        let noun = words[.other].contains(word(position + 1)) ? position + 2 : position + 1
        guard let (entry, end) = units.longestEntry(in: text, from: noun), entry.sense == .count else { return nil }
        let range = position..<end
        let mention = QuantityMention(
            sentence: index, tokens: range, span: sentence.span(of: range), low: 0, best: 0, high: 0, sense: .count,
            countedToken: noun, unit: entry.unit, rule: "none")
        return Step(mention: mention, end: end)
    }
}
