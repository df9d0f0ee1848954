import ConstatLanguage

/// "3,5 millions", "100K", "4 mille 3 cents", "deux virgule cinq", "un million et demi".
extension FrenchNumerals {
    // MARK: Thousands and hundreds after figures

    /// "10 mille", "4 mille 3 cents et 21", "3 cent un".
    func takeThousands(_ reading: inout Reading) {
        guard reading.isFigure, !reading.isFraction else { return }
        if isThousand(reading.range.upperBound) {
            multiply(&reading, by: 1000)
            takeRest(&reading, below: 1000)
        } else if !reading.hasDecimals, reading.value < 1000, isHundred(reading.range.upperBound) {
            multiply(&reading, by: 100)
            takeRest(&reading, below: 100)
        }
    }

    private func isThousand(_ position: Int) -> Bool { words.numbers[word(position)] == 1000 }
    private func isHundred(_ position: Int) -> Bool { words.numbers[word(position)] == 100 }

    private func multiply(_ reading: inout Reading, by factor: Double) {
        reading.value = (reading.value * factor).rounded()
        reading.range = reading.range.lowerBound..<(reading.range.upperBound + 1)
        reading.isThreeDecimals = false
        reading.hasDecimals = false
    }

    private func takeRest(_ reading: inout Reading, below limit: Double) {
        let end = reading.range.upperBound
        if let rest = spelled(from: end), rest.value > 0, rest.value < limit {
            add(rest, to: &reading)
        } else if let rest = figure(at: end), isWhole(rest), limit == 1000 {
            if rest.value < 10, isHundred(rest.range.upperBound) {
                var hundreds = rest
                multiply(&hundreds, by: 100)
                add(hundreds, to: &reading)
                takeRest(&reading, below: 100)
            } else if rest.value >= 100, rest.value < 1000 {
                add(rest, to: &reading)
            }
        } else if word(end) == "et", !isBetween(reading.range.lowerBound),
            let rest = figure(at: end + 1) ?? spelled(from: end + 1), isWhole(rest), rest.value < 100,
            !isHundred(rest.range.upperBound), !isThousand(rest.range.upperBound)
        {
            add(rest, to: &reading)
        }
    }

    private func isWhole(_ reading: Reading) -> Bool { !reading.hasDecimals && !reading.isFraction }

    private func add(_ rest: Reading, to reading: inout Reading) {
        reading.value += rest.value
        reading.range = reading.range.lowerBound..<rest.range.upperBound
    }

    // MARK: Decimals in words

    /// "trois cent virgule zéro deux": noughts are places, and the number after them fills the next.
    func takeDecimals(_ reading: inout Reading) {
        let mark = reading.range.upperBound
        guard !reading.hasDecimals, !reading.isFraction, words[.decimalMark].contains(word(mark)) else { return }
        var place = 1.0
        var end = mark + 1
        while words.numbers[word(end)] == 0 {
            place /= 10
            end += 1
        }
        if let rest = spelled(from: end) ?? figure(at: end), isWhole(rest), rest.value > 0, rest.value < 1000 {
            let digits = rest.value < 10 ? 1 : rest.value < 100 ? 2 : 3
            for _ in 0..<digits { place /= 10 }
            reading.value += rest.value * place
            end = rest.range.upperBound
        }
        guard end > mark + 1 else { return }
        reading.hasDecimals = true
        reading.range = reading.range.lowerBound..<end
    }

    // MARK: Millions and above

    func takeScale(_ reading: inout Reading, below limit: Double) {
        guard !reading.isFraction, let found = scale(after: reading), found.scale < limit else { return }
        reading.value = found.isHalf ? reading.value * found.scale / 2 : rounded(reading.value * found.scale)
        reading.range = reading.range.lowerBound..<found.end
        reading.scale = found.scale
        reading.isThreeDecimals = false
        reading.hasDecimals = false
        takeSmallerScale(&reading)
    }

    /// "3,1 millions" is no 3 100 000.0000000005.
    private func rounded(_ value: Double) -> Double { value < 9e15 ? value.rounded() : value }

    private func scale(after reading: Reading) -> (scale: Double, isHalf: Bool, end: Int)? {
        let position = reading.range.upperBound
        if let glued = gluedScale(reading) { return (glued, false, position + 1) }
        if words[.half].contains(word(position)), let scale = words.scales[UnitLexicon.stem(word(position + 1))] {
            return (scale, true, position + 2)
        }
        return words.scales[UnitLexicon.stem(word(position))].map { ($0, false, position + 1) }
    }

    /// "100K", "3M", "12Md"; a small "m" is a metre and "4G" a network.
    private func gluedScale(_ reading: Reading) -> Double? {
        let position = reading.range.upperBound
        guard reading.isFigure, isGlued(position), tokens.indices.contains(position) else { return nil }
        let suffix = word(position)
        guard !words[.gluedLabel].contains(word(position - 1) + suffix) else { return nil }
        if let scale = words.gluedScales[suffix] { return scale }
        guard tokens[position].form.unicodeScalars.allSatisfy(\.properties.isUppercase) else { return nil }
        return words.capitalScales[suffix]
    }

    /// "deux milliards trois cents millions", "deux millions trois cent mille", "un million et trois cents".
    private func takeSmallerScale(_ reading: inout Reading) {
        let end = reading.range.upperBound
        if let rest = number(from: end, below: reading.scale), !rest.isFraction, rest.value < reading.scale,
            !rest.isFigure || rest.scale > 1
        {
            add(rest, to: &reading)
            reading.scale = rest.scale
            return
        }
        guard word(end) == "et", !isBetween(reading.range.lowerBound),
            let rest = number(from: end + 1, below: reading.scale), !rest.isFraction, !rest.isFigure,
            rest.value >= 100, rest.value < reading.scale
        else { return }
        add(rest, to: &reading)
        reading.scale = rest.scale
    }

    // MARK: Halves and other fractions after "et"

    /// "un million et demi", "six millions et deux tiers", "trois et un cinquième", "un milliard et trois quarts de
    /// million".
    func withFraction(_ number: Reading) -> Reading {
        let link = number.range.upperBound
        guard word(link) == "et", !number.hasDecimals, !number.isFraction, !isBetween(number.range.lowerBound) else {
            return number
        }
        var whole = number
        if words[.half].contains(word(link + 1)) {
            whole.value += number.scale / 2
            whole.range = number.range.lowerBound..<(link + 2)
        } else if let numerator = spelled(from: link + 1), let fraction = fraction(of: numerator), fraction.value < 1 {
            let part = scaled(fraction, below: number.scale)
            whole.value += part.isFraction ? part.value * number.scale : part.value
            whole.range = number.range.lowerBound..<part.range.upperBound
        } else {
            return number
        }
        whole.hasDecimals = number.scale == 1
        return whole
    }
}
