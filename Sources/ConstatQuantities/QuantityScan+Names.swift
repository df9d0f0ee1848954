import ConstatLanguage

/// Numbers that belong to a name: "les Onze", "20 Minutes", telephone numbers.
extension QuantityScan {
    /// "les Onze": a number word with a capital inside the sentence.
    func isNamedByWord(_ reading: FrenchNumerals.Reading) -> Bool {
        let start = reading.range.lowerBound
        guard !reading.isFigure, start > 0, isCapitalised(start), !isOneWord(start),
            let before = form(start - 1).unicodeScalars.first
        else { return false }
        return before.properties.isLowercase || words[.determiner].contains(word(start - 1))
    }

    /// "20 Minutes", "24 Heures": nobody writes a length of time with a capital.
    func isNamedByUnit(_ reading: FrenchNumerals.Reading) -> Bool {
        let unit = reading.range.upperBound
        guard reading.isFigure, isCapitalised(unit), form(unit).utf8.count > 3,
            let (entry, _) = units.longestEntry(in: text, from: unit)
        else { return false }
        return entry.sense == .measure || entry.sense == .age
    }

    /// "13 rue des Martyrs": a street in the singular after more than one.
    func isAddress(_ reading: FrenchNumerals.Reading) -> Bool {
        reading.isFigure && reading.value > 1 && words[.address].contains(word(reading.range.upperBound))
    }

    /// A capital and small letters after it.
    private func isCapitalised(_ position: Int) -> Bool {
        // "Onze", and "Vingt-Sept" with a capital in each part.
        form(position).split(separator: "-").allSatisfy { part in
            let scalars = part.unicodeScalars
            guard scalars.count > 1, let first = scalars.first, first.properties.isUppercase else { return false }
            return scalars.dropFirst().allSatisfy { !$0.properties.isUppercase }
        }
    }

    /// The end of a telephone number: four groups of figures in a row, or two after a plus sign.
    func callNumberEnd(_ start: Int) -> Int? {
        var groups = 0
        var position = start
        var end = start
        while isDigits(position) {
            groups += 1
            position += 1
            end = position
            if isCallMark(position), numerals.isGlued(position), numerals.isGlued(position + 1) { position += 1 }
        }
        let isInternational = word(start - 1) == "+" && numerals.isGlued(start)
        return groups >= (isInternational ? 2 : 4) ? end : nil
    }

    private func isCallMark(_ position: Int) -> Bool {
        switch word(position) {
        case "-", ".", "/": true
        default: false
        }
    }

    /// One to four figures; blanks inside the word part groups of a telephone number too ("06 12 34").
    private func isDigits(_ position: Int) -> Bool {
        let word = word(position)
        return !word.isEmpty && word.utf8.count <= 4 && word.utf8.allSatisfy(numerals.isDigit)
    }
}
