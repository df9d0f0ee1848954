import ConstatLanguage

/// Numbers in figures: "3 700", "3.700", "3'700", "3,5", "12,34,567.89", "4/5", "1,1^23".
extension FrenchNumerals {
    /// The figures of one number; nil for "10h52", "12/03/2023", "1er".
    func figure(at index: Int) -> Reading? {
        guard let first = word(index).utf8.first else { return nil }
        guard isDigit(first) else { return vulgarFraction(at: index) }
        if let fraction = slashFraction(at: index) { return fraction }
        guard var shape = FigureShape(word(index)) else { return nil }
        var end = index + 1
        // The tokenizer parts "3'700" into three.
        while word(end) == "'", isGlued(end), isGlued(end + 1), let next = FigureShape(word(end + 1)),
            next.groups.count == 1, next.groups[0].count == 3, shape.digits <= 12, !shape.isDecimal
        {
            shape.value = shape.value * 1000 + next.value
            shape.digits += 3
            end += 2
        }
        var reading = Reading(
            value: shape.value, range: index..<end, isFigure: true, isThreeDecimals: shape.isThreeDecimals,
            hasDecimals: shape.isDecimal, isPercent: shape.isPercent)
        takePower(&reading, isScientific: shape.isScientific)
        takeMixedFraction(&reading)
        return reading
    }

    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    // MARK: Fractions in figures

    /// "½" by itself.
    private func vulgarFraction(at index: Int) -> Reading? {
        guard let first = word(index).utf8.first, first >= 0x80 else { return nil }
        return words.vulgar[word(index)].map {
            Reading(value: $0, range: index..<(index + 1), isFigure: true, isFraction: true)
        }
    }

    /// "4/5": less than one and of small numbers, for "12/3" and "9/11" are days or labels.
    private func slashFraction(at index: Int) -> Reading? {
        guard word(index).utf8.contains(UInt8(ascii: "/")) else { return nil }
        let parts = word(index).split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 2, let part = Int(parts[0]), let whole = Int(parts[1]), part > 0, part < whole,
            whole <= 10 || whole == 100 || whole == 1000, !words[.dayBefore].contains(word(index - 1))
        else { return nil }
        return Reading(
            value: Double(part) / Double(whole), range: index..<(index + 1), isFigure: true, isFraction: true)
    }

    /// "2 1/4", "2½".
    private func takeMixedFraction(_ reading: inout Reading) {
        let end = reading.range.upperBound
        guard !reading.hasDecimals, let fraction = vulgarFraction(at: end) ?? slashFraction(at: end) else { return }
        reading.value += fraction.value
        reading.range = reading.range.lowerBound..<(end + 1)
        reading.hasDecimals = true
    }

    // MARK: Powers

    /// "1,1^23", "12,32e+14": the sign and the exponent are words of their own, without blanks.
    private func takePower(_ reading: inout Reading, isScientific: Bool) {
        var position = reading.range.upperBound
        if !isScientific {
            guard word(position) == "^", isGlued(position) else { return }
            position += 1
        }
        var isNegative = false
        while isGlued(position), !word(position).isEmpty, word(position).utf8.allSatisfy({ $0 == 0x2B || $0 == 0x2D }) {
            for byte in word(position).utf8 where byte == 0x2D { isNegative.toggle() }
            position += 1
        }
        guard isGlued(position), let exponent = Int(word(position)), exponent <= 300 else { return }
        let factor = raised(isScientific ? 10 : reading.value, to: exponent)
        let power = isNegative ? 1 / factor : factor
        let value = isScientific ? reading.value * power : power
        // Beyond that nothing is counted, and scales after it would leave the range of numbers.
        guard value.magnitude < 1e60 else { return }
        reading.value = value
        reading.hasDecimals = value != value.rounded()
        reading.range = reading.range.lowerBound..<(position + 1)
    }

    private func raised(_ base: Double, to exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<max(0, exponent) { power *= base }
        return power
    }
}

/// The digits of one word, parted into groups by blanks, points, commas and apostrophes.
private struct FigureShape {
    var value = 0.0
    var digits = 0
    var groups: [(separator: UInt8, count: Int)] = [(0, 0)]
    var isPercent = false
    /// "12,32e": what follows is an exponent of ten.
    var isScientific = false
    var isDecimal = false
    var isThreeDecimals = false

    init?(_ word: String) {
        var isZero = false
        for byte in word.utf8 {
            guard !isScientific, !isPercent else { return nil }
            switch byte {
            case 0x30...0x39:
                if digits == 0 { isZero = byte == 0x30 }
                digits += 1
                // Beyond that a figure is an identifier, and no longer exact.
                guard digits <= 15 else { return nil }
                value = value * 10 + Double(byte - 0x30)
                groups[groups.count - 1].count += 1
            case UInt8(ascii: "%"): isPercent = true
            case UInt8(ascii: "e") where groups.count == 2: isScientific = true
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"): groups.append((byte, 0))
            default: return nil
            }
        }
        guard digits > 0, let decimals = decimals(startsWithZero: isZero && groups[0].count == 1) else { return nil }
        isDecimal = decimals > 0
        isThreeDecimals = decimals == 3 && groups[0].count <= 3 && value >= 1000
        var divisor = 1.0
        for _ in 0..<decimals { divisor *= 10 }
        value /= divisor
    }

    /// How many digits stand after the decimal mark; nil where the groups make no number.
    private func decimals(startsWithZero: Bool) -> Int? {
        for (place, group) in groups.enumerated().dropFirst() {
            let isLast = place == groups.count - 1
            let isComma = group.separator == UInt8(ascii: ",")
            // "0.250" groups nothing.
            if group.count == 3, !isComma, !startsWithZero { continue }
            // "30,000,000" groups with commas, "1,200" stays open, "3.5" is a decimal point.
            if group.count == 3, groups.count > 2 { continue }
            if isComma, group.count == 2, isIndian(after: place) { continue }
            guard isLast, group.count > 0, isComma || group.separator == UInt8(ascii: ".") else { return nil }
            return group.count
        }
        return 0
    }

    /// "12,34,567": the groups of India and Pakistan, two by two before the last three.
    private func isIndian(after place: Int) -> Bool {
        guard groups[0].count <= 2, let next = groups.indices.contains(place + 1) ? groups[place + 1] : nil else {
            return false
        }
        return next.separator == UInt8(ascii: ",") && (next.count == 2 || next.count == 3)
    }
}
