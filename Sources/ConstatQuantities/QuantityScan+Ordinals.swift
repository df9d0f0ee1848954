import ConstatLanguage

/// "11e", "vingt et unième", "premier": numbers of a row, which count nothing.
extension QuantityScan {
    /// An ordinal that reaches beyond the number read at the same word ("vingt" of "vingt et unième").
    func ordinal(at position: Int, beyond reading: FrenchNumerals.Reading? = nil) -> Step? {
        if let end = words[.ordinalName].end(in: text, from: position) { return Step(mention: nil, end: end) }
        guard let (value, end) = figureOrdinal(position) ?? wordOrdinal(position) else { return nil }
        if let reading, end <= reading.range.upperBound { return nil }
        // "le 1er mai"
        if words[.month].contains(word(end)) { return Step(mention: nil, end: end + 1) }
        return Step(mention: mention(position..<end, .ordinal, best: value, rule: "ordinal"), end: end)
    }

    private func wordOrdinal(_ position: Int) -> (Double, Int)? {
        numerals.ordinal(from: position).map { ($0.value, $0.range.upperBound) }
    }

    /// "11e", "2nd", "1ère"; the ending may be a word of its own ("11 ème", "2ᵉ").
    private func figureOrdinal(_ position: Int) -> (Double, Int)? {
        let word = word(position)
        let digits = word.utf8.prefix(while: numerals.isDigit)
        guard !digits.isEmpty, digits.count < 6, let value = Double(String(decoding: digits, as: UTF8.self)) else {
            return nil
        }
        if digits.count < word.utf8.count {
            return words[.ordinalEnding].contains(String(word.dropFirst(digits.count))) ? (value, position + 1) : nil
        }
        let ending = self.word(position + 1)
        guard words[.ordinalEnding].contains(ending), ending.utf8.count > 2 || numerals.isGlued(position + 1) else {
            return nil
        }
        return (value, position + 2)
    }

    /// "Quatre sont arrêtés, un cinquième": a fraction by its words, but one more by what was counted before it.
    func isOneMore(_ fraction: FrenchNumerals.Reading, after found: [QuantityMention]) -> Bool {
        let end = fraction.range.upperBound
        guard words[.one].contains(word(fraction.range.lowerBound)), fraction.value > 0,
            !words[.ofPart].contains(word(end))
        else { return false }
        let before = (1 / fraction.value).rounded() - 1
        return found.contains { $0.sense == .count && $0.best == before }
    }

    /// The numerator of such a fraction by itself.
    func numerator(_ fraction: FrenchNumerals.Reading) -> FrenchNumerals.Reading {
        let start = fraction.range.lowerBound
        return FrenchNumerals.Reading(value: 1, range: start..<(start + 1), isFigure: false)
    }
}
