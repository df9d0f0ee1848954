import ConstatLanguage

/// "deux tiers", "trois cinquièmes", "un vingt-cinquième"; "vingt et unième", which only looks like one.
extension FrenchNumerals {
    /// An ordinal number with its words.
    struct Ordinal {
        var value: Double
        var range: Range<Int>
        var isPlural: Bool
    }

    // MARK: Fractions

    /// The fraction whose numerator was read, or a fraction in figures as it is.
    func fraction(of numerator: Reading) -> Reading? {
        if numerator.isFraction { return numerator }
        guard !numerator.hasDecimals, numerator.value > 0 else { return nil }
        let end = numerator.range.upperBound
        if let part = words.denominators[UnitLexicon.stem(word(end))] {
            return quotient(numerator, part, upTo: end + 1, isSingular: !word(end).hasSuffix("s"))
        }
        guard let ordinal = ordinal(from: end), ordinal.value >= 5, !isOrdinalAsWhole(numerator, ordinal) else {
            return nil
        }
        guard numerator.value != 1 || isOpen(ordinal.range.upperBound) else { return nil }
        return quotient(numerator, ordinal.value, upTo: ordinal.range.upperBound, isSingular: !ordinal.isPlural)
    }

    /// "vingt et un cinquième" is twenty and a fifth: the singular says that there is one fifth.
    private func quotient(_ numerator: Reading, _ whole: Double, upTo end: Int, isSingular: Bool) -> Reading {
        let range = numerator.range.lowerBound..<end
        if isSingular, numerator.endsInAndOne {
            return Reading(value: numerator.value - 1 + 1 / whole, range: range, isFigure: false, hasDecimals: true)
        }
        return Reading(value: numerator.value / whole, range: range, isFigure: numerator.isFigure, isFraction: true)
    }

    /// "cent vingt cinquième" is the 125th; "cinq huitième" can be none, and the plural says a fraction anyway.
    private func isOrdinalAsWhole(_ numerator: Reading, _ ordinal: Ordinal) -> Bool {
        guard !ordinal.isPlural, numerator.value > 1, let whole = self.ordinal(from: numerator.range.lowerBound) else {
            return false
        }
        return whole.range.upperBound >= ordinal.range.upperBound
    }

    /// "un cinquième de la ville"; "un cinquième soldat" and "un cinquième s'est évadé" count one more.
    private func isOpen(_ end: Int) -> Bool {
        guard tokens.indices.contains(end) else { return true }
        return words[.ofPart].contains(word(end)) || tokens[end].partOfSpeech == .punctuation
    }

    /// "cinq-huitièmes", "trois-quarts" in one word; "vingt-cinquièmes" is an ordinal.
    func hyphenatedFraction(at index: Int) -> Reading? {
        guard word(index).utf8.contains(UInt8(ascii: "-")) else { return nil }
        let parts = word(index).split(separator: "-")
        guard parts.count == 2, let part = words.numbers[String(parts[0])], part > 1 else { return nil }
        let last = String(parts[1])
        guard
            let whole = words.denominators[UnitLexicon.stem(last)]
                ?? ordinalPieces(of: last).flatMap({ $0.isPlural ? $0.values.last : nil }), whole >= 3
        else { return nil }
        var sum = NumberWordSum()
        guard !(sum.add([part]) && sum.add([whole])) else { return nil }
        return Reading(value: part / whole, range: index..<(index + 1), isFigure: false, isFraction: true)
    }

    /// "deux tiers de million", "trois quarts de milliard".
    func scaled(_ fraction: Reading, below limit: Double) -> Reading {
        guard fraction.isFraction else { return fraction }
        var position = fraction.range.upperBound
        if words[.ofPart].contains(word(position)) { position += 1 }
        guard let scale = words.scales[UnitLexicon.stem(word(position))], scale < limit else { return fraction }
        return Reading(
            value: fraction.value * scale, range: fraction.range.lowerBound..<(position + 1), isFigure: false,
            scale: scale)
    }

    // MARK: Ordinals

    /// "cinquième", "vingt-cinquième", "vingt et unième", "trois cent vingt seconde".
    func ordinal(from start: Int) -> Ordinal? {
        var sum = NumberWordSum()
        var index = start
        while index < text.count {
            if let (values, isPlural) = ordinalPieces(of: text[index]) {
                guard let value = closed(sum, values, isFirst: index == start) else { return nil }
                return Ordinal(value: value, range: start..<(index + 1), isPlural: isPlural)
            }
            if index > start, text[index] == "et", let (values, isPlural) = ordinalPieces(of: word(index + 1)),
                sum.join(values)
            {
                return Ordinal(value: sum.value, range: start..<(index + 2), isPlural: isPlural)
            }
            if let values = pieces(of: text[index]), sum.add(values) {
                index += 1
            } else if index > start, text[index] == "et", let values = pieces(of: word(index + 1)), sum.join(values) {
                index += 2
            } else {
                return nil
            }
        }
        return nil
    }

    /// The sum with the last word: it goes on the number ("vingt cinquième") or multiplies it ("neuf milliardième").
    private func closed(_ sum: NumberWordSum, _ values: [Double], isFirst: Bool) -> Double? {
        if values.count == 1, values[0] >= 1_000_000 { return isFirst ? values[0] : sum.value * values[0] }
        var whole = sum
        return whole.add(values) ? whole.value : nil
    }

    private func ordinalPieces(of word: String) -> (values: [Double], isPlural: Bool)? {
        guard words.ordinalWords.contains(word) else { return hyphenatedOrdinal(word) }
        if let value = words.ordinals[word] { return ([value], false) }
        if word.utf8.last == UInt8(ascii: "s"), let value = words.ordinals[String(word.dropLast())] {
            return ([value], true)
        }
        return nil
    }

    private func hyphenatedOrdinal(_ word: String) -> (values: [Double], isPlural: Bool)? {
        guard word.utf8.contains(UInt8(ascii: "-")), let hyphen = word.lastIndex(of: "-"),
            let (last, isPlural) = ordinalPieces(of: String(word[word.index(after: hyphen)...]))
        else { return nil }
        var head = word[..<hyphen]
        if head.hasSuffix("-et") { head.removeLast(3) }
        guard let values = pieces(of: String(head)) else { return nil }
        return (values + last, isPlural)
    }
}
