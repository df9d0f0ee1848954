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
    /// Where its noun search starts, when not at the end ("de 800 m à 1,2 km": the second unit).
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

    /// "une quarantaine", "deux centaines", "une bonne dizaine de milliers".
    func collective(at position: Int) -> Amount? {
        guard let count = numerals.reading(in: text, from: position), count.scale == 1 else { return nil }
        var noun = count.range.upperBound
        if isBeforeNoun(noun) { noun += 1 }
        guard let unit = words.collectives[UnitLexicon.stem(word(noun))] else { return nil }
        var value = count.value * unit
        var end = noun + 1
        if word(end) == "de", let next = power(at: end + 1) {
            value *= next
            end += 2
        }
        return Amount(
            low: nil, best: value, high: nil, range: position..<end, takesDe: true, point: value, rule: "round-number")
    }

    // MARK: Plain numbers and ranges

    func cardinal(_ reading: FrenchNumerals.Reading) -> Amount {
        if let range = range(from: reading) { return range }
        var amount = Amount(
            low: reading.value, best: reading.value, high: reading.value, range: reading.range,
            takesDe: reading.scale > 1, point: reading.value, isWhole: !reading.hasDecimals,
            isThreeDecimals: reading.isThreeDecimals, isPercent: reading.isPercent,
            rule: reading.isFigure ? "figure" : "number-word")
        amount.range = reading.range.lowerBound..<repeatEnd(reading)
        return amount
    }

    /// "vingt et une (21)": the figure in brackets says the same number again.
    private func repeatEnd(_ reading: FrenchNumerals.Reading) -> Int {
        let end = reading.range.upperBound
        guard word(end) == "(", let again = numerals.reading(in: text, from: end + 1), again.value == reading.value,
            word(again.range.upperBound) == ")"
        else { return end }
        return again.range.upperBound + 1
    }

    /// "entre 10 et 15", "de 10 à 15", "deux ou trois", "de 800 m à 1,2 km".
    private func range(from first: FrenchNumerals.Reading) -> Amount? {
        let start = first.range.lowerBound
        var link = first.range.upperBound
        let firstUnit = units.longestEntry(in: text, from: link)
        if let firstUnit, firstUnit.entry.sense == .measure, word(firstUnit.end) == "a" || word(firstUnit.end) == "et" {
            link = firstUnit.end
        }
        guard let second = numerals.reading(in: text, from: link + 1), isRangeLink(link, first, second) else {
            return nil
        }
        var low = first.value
        if first.scale == 1, second.scale > 1, low < second.value / second.scale { low *= second.scale }
        // "30 à 40.000 personnes": thousands said once.
        if low < 1000, second.value >= 1000, second.value.truncatingRemainder(dividingBy: 1000) == 0,
            low < second.value / 1000, first.scale == 1, second.scale == 1
        {
            low *= 1000
        }
        if let firstUnit, link == firstUnit.end {
            let factor = units.longestEntry(in: text, from: second.range.upperBound)?.entry.factor ?? 1
            low *= firstUnit.entry.factor / factor
        }
        guard low < second.value else { return nil }
        let opening = word(start - 1) == "entre" || (word(start - 1) == "de" && word(link) == "a")
        return Amount(
            low: low, best: nil, high: second.value, range: (opening ? start - 1 : start)..<second.range.upperBound,
            takesDe: second.scale > 1, point: nil, isWhole: !first.hasDecimals && !second.hasDecimals, rule: "range")
    }

    private func isRangeLink(_ link: Int, _ first: FrenchNumerals.Reading, _ second: FrenchNumerals.Reading) -> Bool {
        switch word(link) {
        case "et": return word(first.range.lowerBound - 1) == "entre"
        case "a": return !isChange(before: first.range.lowerBound)
        case "ou": return first.value >= 1 && second.value <= first.value + 10 && !first.isFigure == !second.isFigure
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
            && numerals.reading(in: text, from: reading.range.upperBound + 1) != nil
    }

    // MARK: Shares

    /// "la moitié", "deux tiers", "un enfant sur trois"; "un raid sur deux villages" counts.
    func share(at position: Int) -> Step? {
        if let end = words.fractionPhrases.end(in: text, from: position), !isQuarterOfHour(end) {
            let percent = words.fractions[text[position..<end].joined(separator: " ")]
            return shareStep(position..<end, percent, "fraction")
        }
        guard let part = numerals.reading(in: text, from: position) else { return nil }
        var link = part.range.upperBound
        if word(link) != "sur", let noun = noun(from: link), noun.token == link { link = noun.end }
        guard word(link) == "sur", let whole = numerals.reading(in: text, from: link + 1), part.value < whole.value,
            whole.value <= 100, noun(from: whole.range.upperBound) == nil
        else { return nil }
        return shareStep(position..<whole.range.upperBound, 100 * part.value / whole.value, "one-in")
    }

    private func shareStep(_ range: Range<Int>, _ percent: Double?, _ rule: String) -> Step {
        let unit = CountedUnit(name: "percent", kind: .other, isCivilian: nil)
        return Step(mention: mention(range, .share, best: percent, unit: unit, rule: rule), end: range.upperBound)
    }

    private func isQuarterOfHour(_ end: Int) -> Bool { word(end) == "de" && word(end + 1) == "heure" }
}
