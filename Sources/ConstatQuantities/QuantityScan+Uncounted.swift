import ConstatLanguage

/// Numbers that count nothing (days, hours, years, labels), and the article that may or may not count one.
extension QuantityScan {
    // MARK: Dates

    /// The end of a day of a month, which is no quantity: "le 23", "du 16 au 17 mai", "mercredi 6".
    func dateEnd(_ reading: FrenchNumerals.Reading) -> Int? {
        let (start, end) = (reading.range.lowerBound, reading.range.upperBound)
        guard reading.isFigure || reading.value <= 31, reading.value >= 1, reading.value <= 31, !reading.hasDecimals,
            reading.range.count == 1
        else { return nil }
        if isMonth(end) { return end + 1 }
        guard reading.isFigure else { return nil }
        if words[.weekday].contains(word(start - 1)) { return end }
        if isDayLink(end), let next = numerals.reading(from: end + 1), next.isFigure,
            isMonth(next.range.upperBound)
        {
            return next.range.upperBound + 1
        }
        guard words[.dayBefore].contains(word(start - 1)) else { return nil }
        return units.longestEntry(in: text, from: end) == nil && !isBeforeNoun(end) ? end : nil
    }

    private func isDayLink(_ position: Int) -> Bool { words[.dayLink].contains(word(position)) }

    /// "mars" and "mai" are months only with a small letter or where everything is in capitals.
    private func isMonth(_ position: Int) -> Bool { words[.month].contains(word(position)) }

    // MARK: Years, hours, labels

    func uncounted(_ reading: FrenchNumerals.Reading) -> Step? {
        let range = reading.range
        if isListNumber(reading) { return step(range, .label, reading, "list-number") }
        if isScore(reading) {
            // "2023-2024" are years, "2-0" a score.
            let joined = range.lowerBound..<(range.upperBound + 2)
            return step(joined, (1800...2099).contains(reading.value) ? .year : .label, reading, "joined")
        }
        if let end = clockEnd(reading) { return step(range.lowerBound..<end, .clock, reading, "clock") }
        if isAddress(reading) || isNamedByWord(reading) || isNamedByUnit(reading) {
            return step(range, .label, reading, "name")
        }
        let isUnitNext = units.longestEntry(in: text, from: range.upperBound) != nil
        if isUnitNext { return nil }
        if isYear(reading) { return step(range, .year, reading, "year") }
        if isGlued(reading) { return step(range, .label, reading, "glued") }
        if reading.isFigure, range.count == 1 {
            if words[.labelBefore].contains(word(range.lowerBound - 1)) { return step(range, .label, reading, "label") }
            if isAfterName(range.lowerBound) { return step(range, .label, reading, "name-number") }
            if isBeforeName(range.upperBound) {
                return step(range.lowerBound..<(range.upperBound + 1), .label, reading, "number-name")
            }
        }
        return nil
    }

    private func step(
        _ range: Range<Int>, _ sense: QuantityMention.Sense, _ reading: FrenchNumerals.Reading, _ rule: String
    ) -> Step {
        Step(mention: mention(range, sense, best: reading.value, rule: rule), end: range.upperBound)
    }

    /// "1. Affrontements", "2) Pertes".
    private func isListNumber(_ reading: FrenchNumerals.Reading) -> Bool {
        guard reading.range == 0..<1, reading.isFigure, reading.value < 100 else { return false }
        return word(1) == "." || word(1) == ")" || word(1) == "/"
    }

    /// "7SUR7", "7j": letters touch the figure.
    private func isGlued(_ reading: FrenchNumerals.Reading) -> Bool {
        let end = reading.range.upperBound
        guard reading.isFigure, numerals.isGlued(end) else { return false }
        return form(end).unicodeScalars.first?.properties.isAlphabetic ?? false
    }

    /// "2-0": figures that touch the hyphen between them and count nothing.
    private func isScore(_ reading: FrenchNumerals.Reading) -> Bool {
        let end = reading.range.upperBound
        guard reading.isFigure, word(end) == "-", text.indices.contains(end + 1),
            let next = numerals.figure(at: end + 1),
            sentence.tokens[end - 1].span.upper == sentence.tokens[end].span.lower,
            sentence.tokens[end].span.upper == sentence.tokens[end + 1].span.lower
        else { return false }
        return next.value <= reading.value || units.longestEntry(in: text, from: end + 2) == nil
    }

    /// "vers 6 heures", "6 heures du matin"; "à 12 heures de route" and "pendant 6 heures" are lengths.
    private func clockEnd(_ reading: FrenchNumerals.Reading) -> Int? {
        let unit = reading.range.upperBound
        guard reading.value <= 24, !reading.hasDecimals, words[.hour].contains(word(unit)) else {
            return nil
        }
        var end = unit + 1
        let minutes = text.indices.contains(end) ? numerals.figure(at: end) : nil
        if let minutes, minutes.value < 60, !minutes.hasDecimals { end += 1 }
        if let after = words[.clockAfter].end(in: text, from: end) { return after }
        guard words[.clockBefore].start(in: text, before: reading.range.lowerBound) != nil else { return nil }
        return words[.clockLength].contains(word(end)) ? nil : end
    }

    /// "Mai 68", "2014" by itself; "2000 hommes" is met before as a count.
    private func isYear(_ reading: FrenchNumerals.Reading) -> Bool {
        guard reading.isFigure, reading.range.count == 1, !reading.hasDecimals else { return false }
        let before = word(reading.range.lowerBound - 1)
        if (32...99).contains(reading.value), words[.month].contains(before) { return true }
        guard (1800...2099).contains(reading.value), word(reading.range.lowerBound).utf8.count == 4 else {
            return false
        }
        if words[.yearBefore].contains(before) || words[.month].contains(before) { return true }
        return !words[.other].contains(word(reading.range.upperBound))
    }

    /// "Sokola 1", "AK 47": a name before the figure and nothing countable after it.
    private func isAfterName(_ start: Int) -> Bool {
        guard start > 1 || (start == 1 && isAllCapitals(0)), let first = form(start - 1).unicodeScalars.first else {
            return false
        }
        guard first.properties.isUppercase, !words[.function].contains(word(start - 1)) else { return false }
        let next = word(start + 1)
        return !isBeforeNoun(start + 1) && !words[.nameLink].contains(next) && !isPlural(start + 1)
    }

    /// "400 Mawozo": a name after the figure that is no plural and no acronym.
    private func isBeforeName(_ position: Int) -> Bool {
        guard let first = form(position).unicodeScalars.first, first.properties.isUppercase, position > 1 else {
            return false
        }
        let word = word(position)
        return !isPlural(position) && !isAllCapitals(position) && !words[.function].contains(word)
            && form(position).unicodeScalars.dropFirst().allSatisfy { !$0.properties.isUppercase }
    }

    private func isPlural(_ position: Int) -> Bool {
        guard let first = word(position).unicodeScalars.first, first.properties.isAlphabetic else { return false }
        return word(position).hasSuffix("s") || word(position).hasSuffix("x")
    }

    private func isAllCapitals(_ position: Int) -> Bool {
        let scalars = form(position).unicodeScalars
        return scalars.count > 1 && scalars.allSatisfy { $0.properties.isUppercase || !$0.properties.isAlphabetic }
    }

    // MARK: One

    func isOne(_ reading: FrenchNumerals.Reading) -> Bool {
        reading.range.count == 1 && words[.one].contains(word(reading.range.lowerBound))
    }

    /// "un village" may count one: whoever reads claims decides. "L'un d'eux" does.
    func one(_ reading: FrenchNumerals.Reading) -> Step? {
        let (start, end) = (reading.range.lowerBound, reading.range.upperBound)
        if range(from: reading) != nil { return Step(mention: mention(of: cardinal(reading)), end: end) }
        if words[.negation].contains(word(start - 1)) || words[.have].contains(word(end))
            || words[.noCount].contains(word(end))
        {
            return nil
        }
        if words[.minus].contains(word(start - 1)) || words[.minusLast].start(in: text, before: start) != nil {
            return Step(mention: mention(of: cardinal(reading)), end: end)
        }
        let isChosen = word(start - 1) == "l'"
        var amount = cardinal(reading)
        if isChosen { amount.range = (start - 1)..<amount.range.upperBound }
        if words[.ofThem].end(in: text, from: end) != nil || words[.of].end(in: text, from: end) != nil {
            return Step(mention: mention(of: amount, link: "one-of"), end: end)
        }
        return isChosen ? nil : article(amount)
    }

    private func article(_ amount: Amount) -> Step? {
        let end = amount.range.upperBound
        var mention = mention(of: amount)
        mention.rule = QuantityMention.articleRule
        if mention.countedToken != nil { return Step(mention: mention, end: end) }
        // The number by itself, with nothing to introduce.
        if isAlone(amount.range) {
            mention.rule = amount.rule
            return Step(mention: mention, end: end)
        }
        // "un autre", "un cinquième s'est évadé"; "un cinquième de la ville" is a share.
        let next = word(end)
        // "six ont été arrêtés et un est blessé"
        if text.indices.contains(end), sentence.tokens[end].partOfSpeech == .auxiliary {
            return Step(mention: mention, end: end)
        }
        guard words[.other].contains(next) || (isOrdinal(next) && !words[.ofPart].contains(word(end + 1))) else {
            return nil
        }
        mention.tokens = amount.range.lowerBound..<(end + 1)
        mention.span = sentence.span(of: mention.tokens)
        return Step(mention: mention, end: end + 1)
    }
}
