/// A number with its bounds as the words give them, before anything is known of what it counts.
struct Amount {
    var low: Double?
    var best: Double?
    var high: Double?
    var range: Range<Int>
    /// "de" stands between it and its noun: "une dizaine de", "14 millions de".
    var takesDe = false
    /// Bounds before it ("au moins") act on this; nil where the words already give two bounds.
    var point: Double?
    var isWhole = true
    var isThreeDecimals = false
    var isPercent = false
    /// A part of one: "deux tiers".
    var isShare = false
    var rule: String
}

/// Numbers of every build: "12", "une dizaine", "des centaines", "10 à 15".
extension QuantityScan {
    // MARK: Orders of magnitude

    /// "des dizaines de milliers": 20 000 to 99 999. "Plusieurs" before it says no more than "des".
    func magnitude(at position: Int) -> Amount? {
        guard let base = power(at: position) else { return nil }
        var value = base
        var end = position + 1
        if word(end) == "de", let next = power(at: end + 1) {
            value *= next
            end += 2
        }
        let start = words[.some].start(in: text, before: position) ?? position
        return Amount(
            low: 2 * value, best: nil, high: 10 * value - 1, range: start..<end, takesDe: true, point: nil,
            rule: "magnitude")
    }

    private func power(at position: Int) -> Double? {
        let word = word(position)
        guard word.hasSuffix("s") else { return nil }
        let stem = UnitLexicon.stem(word)
        guard words[.powers].contains(stem) else { return nil }
        return words.collectives[stem] ?? words.scales[stem]
    }

    // MARK: Round numbers

    /// "la dizaine de combattants": without "de" and what is counted it may be anything ("en quarantaine").
    func definiteCollective(at position: Int) -> Amount? {
        guard let unit = words.collectives[word(position)], words[.definite].contains(word(position - 1)),
            word(position + 1) == "de", units.longestEntry(in: text, from: position + 2) != nil
        else { return nil }
        return Amount(
            low: nil, best: unit, high: nil, range: position..<(position + 1), takesDe: true, point: unit,
            rule: "round-number")
    }

    /// "une quarantaine", "deux centaines", "une demi-douzaine", "deux à trois dizaines de milliers".
    func collective(_ first: FrenchNumerals.Reading?) -> Amount? {
        guard let first, first.scale == 1, !first.isFraction else { return nil }
        let second = rangeEnd(first)
        var noun = (second ?? first).range.upperBound
        var factor = 1.0
        if words[.half].contains(word(noun)) {
            factor = 0.5
            noun += 1
        } else if isBeforeNoun(noun) {
            noun += 1
        }
        guard let unit = words.collectives[UnitLexicon.stem(word(noun))] else { return nil }
        factor *= unit
        var end = noun + 1
        if word(end) == "de", let next = power(at: end + 1) {
            factor *= next
            end += 2
        }
        let value = first.value * factor
        if let second {
            return Amount(
                low: value, best: nil, high: second.value * factor, range: rangeStart(first)..<end, takesDe: true,
                point: nil, rule: "range")
        }
        return Amount(
            low: nil, best: value, high: nil, range: first.range.lowerBound..<end, takesDe: true, point: value,
            rule: "round-number")
    }

    private func rangeEnd(_ first: FrenchNumerals.Reading) -> FrenchNumerals.Reading? {
        let link = first.range.upperBound
        guard let second = numerals.reading(from: link + 1), first.value < second.value, !second.isFraction,
            isRangeLink(link, first, second)
        else { return nil }
        return second
    }

    private func rangeStart(_ first: FrenchNumerals.Reading) -> Int {
        let start = first.range.lowerBound
        let isOpened =
            words[.between].contains(word(start - 1))
            || (words[.rangeFrom].contains(word(start - 1)) && words[.rangeTo].contains(word(first.range.upperBound)))
        return isOpened ? start - 1 : start
    }

    // MARK: Plain numbers and ranges

    func cardinal(_ reading: FrenchNumerals.Reading) -> Amount {
        if let range = range(from: reading) { return range }
        var amount = Amount(
            low: reading.value, best: reading.value, high: reading.value, range: reading.range,
            takesDe: takesDe(reading), point: reading.value, isWhole: !reading.hasDecimals,
            isThreeDecimals: reading.isThreeDecimals, isPercent: reading.isPercent,
            rule: reading.isFigure ? "figure" : "number-word")
        amount.range = reading.range.lowerBound..<repeatEnd(reading)
        return amount
    }

    /// "3 millions de civils"; "100K civils" goes without, as it may.
    private func takesDe(_ reading: FrenchNumerals.Reading) -> Bool {
        let end = reading.range.upperBound
        return reading.scale > 1 && (word(end) == "de" || !numerals.isGlued(end - 1))
    }

    /// "vingt et une (21)": the figure in brackets says the same number again.
    private func repeatEnd(_ reading: FrenchNumerals.Reading) -> Int {
        let end = reading.range.upperBound
        guard word(end) == "(", let again = numerals.reading(from: end + 1), again.value == reading.value,
            word(again.range.upperBound) == ")"
        else { return end }
        return again.range.upperBound + 1
    }

    /// "entre 10 et 15", "de 10 à 15", "deux ou trois", "de 800 m à 1,2 km".
    func range(from first: FrenchNumerals.Reading) -> Amount? {
        var link = first.range.upperBound
        let firstUnit = units.longestEntry(in: text, from: link)
        if let firstUnit, firstUnit.entry.sense == .measure || firstUnit.entry.sense == .share,
            words[.rangeTo].contains(word(firstUnit.end)) || word(firstUnit.end) == "et"
        {
            link = firstUnit.end
        }
        guard let second = numerals.reading(from: link + 1), !second.isFraction, isRangeLink(link, first, second) else {
            return nil
        }
        var low = first.value * sharedScale(first, second)
        if let firstUnit, link == firstUnit.end {
            let factor = units.longestEntry(in: text, from: second.range.upperBound)?.entry.factor ?? 1
            low *= firstUnit.entry.factor / factor
        }
        guard low < second.value else { return nil }
        let start = rangeStart(first)
        let opensWithUnit = words[.rangeFrom].contains(word(start - 1)) && words[.rangeTo].contains(word(link))
        return Amount(
            low: low, best: nil, high: second.value,
            range: (opensWithUnit ? start - 1 : start)..<second.range.upperBound,
            takesDe: second.scale > 1, point: nil, isWhole: !first.hasDecimals && !second.hasDecimals, rule: "range")
    }

    /// "2 à 3 millions", "30 à 40.000", "deux à trois mille", "trois ou quatre cents": the scale is said once.
    private func sharedScale(_ first: FrenchNumerals.Reading, _ second: FrenchNumerals.Reading) -> Double {
        guard first.scale == 1 else { return 1 }
        if second.scale > 1 { return first.value < second.value / second.scale ? second.scale : 1 }
        if first.value < 1000, isMultiple(second.value, of: 1000), first.value < second.value / 1000 { return 1000 }
        let isHundreds = !second.isFigure && second.value < 1000 && isMultiple(second.value, of: 100)
        return isHundreds && first.value < second.value / 100 ? 100 : 1
    }

    private func isMultiple(_ value: Double, of unit: Double) -> Bool {
        value >= unit && value.truncatingRemainder(dividingBy: unit) == 0
    }

    private func isRangeLink(_ link: Int, _ first: FrenchNumerals.Reading, _ second: FrenchNumerals.Reading) -> Bool {
        let before = word(first.range.lowerBound - 1)
        if words[.rangeTo].contains(word(link)) { return !isChange(before: first.range.lowerBound) }
        if words[.rangeOr].contains(word(link)) {
            let low = first.value * sharedScale(first, second)
            return first.value >= 1 && second.value <= 2 * low + 10 && first.isFigure == second.isFigure
        }
        switch word(link) {
        case "et": return words[.between].contains(before)
        case "-":
            // "10-15 morts" is a range; "2-0" and "23-29" are a score and days.
            return first.isFigure && second.isFigure && second.value > first.value
                && units.longestEntry(in: text, from: second.range.upperBound) != nil
        default: return false
        }
    }

    /// "est passé de 10 à 15": one figure that changed, and the second is what it is now.
    func isChange(before start: Int) -> Bool {
        word(start - 1) == "de" && words[.changed].contains(word(start - 2))
    }

    /// The first figure of such a change, which holds no longer.
    func isChanged(_ reading: FrenchNumerals.Reading) -> Bool {
        isChange(before: reading.range.lowerBound) && word(reading.range.upperBound) == "a"
            && numerals.reading(from: reading.range.upperBound + 1) != nil
    }

    // MARK: Shares

    /// "la moitié", "une bonne moitié", "demi" by itself.
    func fractionPhrase(at position: Int) -> Step? {
        if let range = fractionRange(at: position), !isPartOfUnit(range.upperBound) {
            return share(words.fractions[text[range].joined(separator: " ")] ?? 0, range, "fraction")
        }
        guard words[.half].contains(word(position)), isAlone(position..<(position + 1)) else { return nil }
        return share(0.5, position..<(position + 1), "fraction")
    }

    /// "une moitié" from its article, "la moitié" from its noun, for every other "la" opens nothing.
    private func fractionRange(at position: Int) -> Range<Int>? {
        if words[.one].contains(word(position)) {
            return words.fractionPhrases.end(in: text, from: position).map { position..<$0 }
        }
        guard let start = words.fractionPhrases.start(in: text, before: position + 1) else { return nil }
        // "dix heures moins le quart"
        return words[.minusDegrees].contains(word(start - 1)) ? nil : start..<(position + 1)
    }

    /// "un sur trois", "un enfant sur trois"; "un raid sur deux villages" counts.
    func oneIn(_ part: FrenchNumerals.Reading?) -> Step? {
        guard let part, !part.isFraction, part.value > 0, let link = oneInLink(after: part.range.upperBound),
            let whole = numerals.reading(from: link + 1), part.value < whole.value, whole.value <= 1000,
            noun(from: whole.range.upperBound) == nil
        else { return nil }
        return share(part.value / whole.value, part.range.lowerBound..<whole.range.upperBound, "one-in")
    }

    private func oneInLink(after end: Int) -> Int? {
        if words[.oneIn].contains(word(end)) { return end }
        // A noun is at most a few words long; most numbers are spared the search for it.
        guard (end + 1..<end + 5).contains(where: { words[.oneIn].contains(word($0)) }), let noun = noun(from: end),
            noun.token == end, words[.oneIn].contains(word(noun.end))
        else { return nil }
        return noun.end
    }

    /// "deux tiers de la ville"; in "trois quarts d'heure" it measures.
    func share(_ reading: FrenchNumerals.Reading) -> Step? {
        let end = reading.range.upperBound
        if isPartOfUnit(end) {
            let amount = Amount(
                low: reading.value, best: reading.value, high: reading.value, range: reading.range, takesDe: true,
                point: reading.value, isWhole: false, rule: "fraction")
            return Step(mention: mention(of: amount), end: end)
        }
        return share(reading.value, reading.range, "fraction")
    }

    private func share(_ part: Double, _ range: Range<Int>, _ rule: String) -> Step {
        let amount = Amount(
            low: part, best: part, high: part, range: range, point: part, isWhole: false, isShare: true, rule: rule)
        return Step(mention: mention(of: amount), end: range.upperBound)
    }

    private func isPartOfUnit(_ end: Int) -> Bool {
        guard word(end) == "de", let (entry, _) = units.longestEntry(in: text, from: end + 1) else { return false }
        return entry.sense == .measure || entry.sense == .age
    }
}
