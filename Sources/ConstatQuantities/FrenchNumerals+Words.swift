/// Number words: "vingt et un", "quatre-vingt-dix-sept", "trois cent trente et un", "deux mille et trois cents".
extension FrenchNumerals {
    func spelled(from start: Int) -> Reading? {
        var sum = NumberWordSum()
        var index = start
        var endsInAndOne = false
        while index < text.count {
            if let pieces = pieces(of: text[index]), sum.add(pieces) {
                endsInAndOne = false
                index += 1
            } else if index > start, text[index] == "et", let pieces = pieces(of: word(index + 1)), sum.join(pieces) {
                endsInAndOne = pieces == [1]
                index += 2
            } else if index > start, let digit = singleDigit(index), sum.addUnit(digit) {
                index += 1
            } else {
                break
            }
        }
        guard index > start else { return nil }
        var reading = Reading(
            value: sum.value, range: start..<index, isFigure: false, endsInAndOne: endsInAndOne)
        joinHundreds(&reading)
        return reading
    }

    /// The values of "vingt", "quatre-vingt-dix-sept", "soixante-et-onze"; nil for any other word.
    func pieces(of word: String) -> [Double]? {
        if let value = words.numbers[word] { return [value] }
        guard word.utf8.contains(UInt8(ascii: "-")) else { return nil }
        var values: [Double] = []
        for part in word.split(separator: "-") where part != "et" {
            guard let value = words.numbers[String(part)] else { return nil }
            values.append(value)
        }
        return values.count > 1 ? values : nil
    }

    /// "trente 3": half in words, half in figures.
    private func singleDigit(_ index: Int) -> Double? {
        let word = text[index]
        guard word.utf8.count == 1, let byte = word.utf8.first, byte > 0x30, byte <= 0x39 else { return nil }
        return Double(byte - 0x30)
    }

    /// "deux mille et trois cents": hundreds go on after round thousands.
    private func joinHundreds(_ reading: inout Reading) {
        let link = reading.range.upperBound
        guard reading.value >= 1000, reading.value.truncatingRemainder(dividingBy: 1000) == 0, word(link) == "et",
            !isBetween(reading.range.lowerBound)
        else { return }
        var sum = NumberWordSum()
        var index = link + 1
        while index < text.count, let pieces = pieces(of: text[index]), sum.add(pieces) { index += 1 }
        guard (100..<1000).contains(sum.value) else { return }
        reading.value += sum.value
        reading.range = reading.range.lowerBound..<index
    }
}

/// Adds number words up and refuses those that do not go on the number ("deux trois").
struct NumberWordSum {
    private var thousands = 0.0
    private var group = 0.0
    private var isEmpty = true

    var value: Double { thousands + group }
    private var rest: Double { group.truncatingRemainder(dividingBy: 100) }

    /// All of the words or none.
    mutating func add(_ values: [Double]) -> Bool {
        var next = self
        for value in values where !next.add(value) { return false }
        self = next
        return true
    }

    /// "vingt et un", "soixante et onze", "mille et une"; not "trois et quatre".
    mutating func join(_ values: [Double]) -> Bool {
        guard values.count == 1 else { return false }
        let isAfterTens = rest >= 20 && (values[0] == 1 || values[0] == 11)
        let isAfterHundreds = rest == 0 && value >= 100 && values[0] == 1
        guard isAfterTens || isAfterHundreds else { return false }
        return add(values[0])
    }

    /// A unit below ten after tens.
    mutating func addUnit(_ digit: Double) -> Bool {
        guard rest >= 20, rest.truncatingRemainder(dividingBy: 10) == 0 else { return false }
        return add(digit)
    }

    private mutating func add(_ value: Double) -> Bool {
        defer { isEmpty = false }
        let rest = rest
        switch value {
        case 0: return isEmpty
        case 1000:
            guard thousands == 0, group != 1 else { return false }
            thousands = max(1, group) * 1000
            group = 0
        case 100:
            // "onze cents", up to "dix-neuf cents"
            guard rest < 20, group < 20, group != 10, group != 1 || isEmpty else { return false }
            group = max(1, group) * 100
        case 20 where rest == 4:
            group += 76
        case 20...90:
            guard rest == 0 else { return false }
            group += value
        case 10...16:
            guard rest == 0 || rest == 60 || rest == 80 else { return false }
            group += value
        default:
            let isTeen = value >= 7 && (rest == 10 || rest == 70 || rest == 90)
            guard rest == 0 || isTeen || (rest >= 20 && rest.truncatingRemainder(dividingBy: 10) == 0) else {
                return false
            }
            group += value
        }
        return true
    }
}
