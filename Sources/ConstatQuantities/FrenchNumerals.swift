/// Reads French numbers in figures and in words; knows nothing of what they count.
struct FrenchNumerals: Sendable {
    /// A number as it stands in the text.
    struct Reading: Sendable {
        var value: Double
        /// The words that make the number, scale included ("14 millions").
        var range: Range<Int>
        var isFigure: Bool
        /// A scale noun ("millions") ends it: "de" stands before what is counted.
        var scale: Double
        /// Three digits after the comma: "1,200" may stand for twelve hundred.
        var isThreeDecimals = false
        var hasDecimals = false
        var isPercent = false
    }

    let words: QuantityWords

    func reading(in text: [String], from start: Int) -> Reading? {
        guard text.indices.contains(start) else { return nil }
        guard var reading = figure(in: text, at: start) ?? spelled(in: text, from: start) else { return nil }
        takeScale(in: text, &reading)
        return reading
    }

    // MARK: Figures

    /// "3 700", "3.700", "3,5", "12"; nil for "10h52", "12/03/2023", "1er".
    func figure(in text: [String], at index: Int) -> Reading? {
        guard let first = text[index].utf8.first, isDigit(first) else { return nil }
        var digits: [UInt8] = []
        var groups: [(separator: UInt8, count: Int)] = []
        var isPercent = false
        for byte in text[index].utf8 {
            if isDigit(byte) {
                digits.append(byte)
                if groups.isEmpty { groups.append((0, 0)) }
                groups[groups.count - 1].count += 1
            } else if byte == UInt8(ascii: "%") {
                isPercent = true
            } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
                || byte == UInt8(ascii: "'")
            {
                groups.append((byte, 0))
            } else {
                return nil
            }
        }
        guard digits.count <= 15, let value = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
        guard var reading = grouped(value, groups, at: index) else { return nil }
        reading.isPercent = isPercent
        return reading
    }

    private func grouped(_ value: Double, _ groups: [(separator: UInt8, count: Int)], at index: Int) -> Reading? {
        var decimals = 0
        for (place, group) in groups.enumerated().dropFirst() {
            let isLast = place == groups.count - 1
            if group.count == 3, group.separator != UInt8(ascii: ",") { continue }
            // "30,000,000" groups with commas, "1,200" stays open, "3.5" is a decimal point.
            if group.count == 3, groups.count > 2 { continue }
            guard isLast, group.count > 0, group.separator != UInt8(ascii: " "), group.separator != UInt8(ascii: "'")
            else { return nil }
            decimals = group.count
        }
        var scaled = value
        for _ in 0..<decimals { scaled /= 10 }
        let isThree = decimals == 3 && groups.first?.count ?? 0 <= 3 && value >= 1000
        return Reading(
            value: scaled, range: index..<(index + 1), isFigure: true, scale: 1, isThreeDecimals: isThree,
            hasDecimals: decimals > 0)
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    // MARK: Words

    private func spelled(in text: [String], from start: Int) -> Reading? {
        var sum = Sum()
        var index = start
        while index < text.count {
            let isJoined = index > start && text[index] == "et" && index + 1 < text.count
            let place = isJoined ? index + 1 : index
            guard let pieces = pieces(of: text[place]), sum.add(pieces, isJoined: isJoined) else { break }
            index = place + 1
        }
        guard index > start else { return nil }
        return Reading(value: sum.value, range: start..<index, isFigure: false, scale: 1)
    }

    /// The values of "vingt", "quatre-vingt-dix-sept", "soixante-et-onze"; nil for any other word.
    private func pieces(of word: String) -> [Double]? {
        if let value = words.numbers[word] { return [value] }
        guard word.utf8.contains(UInt8(ascii: "-")) else { return nil }
        var values: [Double] = []
        for part in word.split(separator: "-") where part != "et" {
            guard let value = words.numbers[String(part)] else { return nil }
            values.append(value)
        }
        return values.count > 1 ? values : nil
    }

    /// Adds number words up and refuses those that do not go on the number ("deux trois").
    private struct Sum {
        private var thousands = 0.0
        private var group = 0.0
        private var isEmpty = true

        var value: Double { thousands + group }

        mutating func add(_ values: [Double], isJoined: Bool) -> Bool {
            var next = self
            for value in values {
                if !next.add(value) { return false }
            }
            // "vingt et un", "soixante et onze"; not "trois et quatre".
            if isJoined {
                let tens = group.truncatingRemainder(dividingBy: 100)
                guard values.count == 1, values[0] == 1 || values[0] == 11, tens >= 20 else { return false }
            }
            self = next
            return true
        }

        private mutating func add(_ value: Double) -> Bool {
            defer { isEmpty = false }
            let rest = group.truncatingRemainder(dividingBy: 100)
            switch value {
            case 0: return isEmpty
            case 1000:
                guard thousands == 0 else { return false }
                thousands = max(1, group) * 1000
                group = 0
            case 100:
                guard rest < 10, group < 10, group != 1 || isEmpty else { return false }
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

    // MARK: Scales

    private func takeScale(in text: [String], _ reading: inout Reading) {
        let index = reading.range.upperBound
        guard index < text.count else { return }
        if reading.isFigure, text[index] == "mille" {
            multiply(&reading, by: 1000, upTo: index + 1)
            reading.scale = 1
        } else if text[index] == "demi", index + 1 < text.count, let scale = words.scales[text[index + 1]] {
            // "un demi million"
            multiply(&reading, by: scale / 2, upTo: index + 2)
        } else if let scale = words.scales[UnitLexicon.stem(text[index])] {
            multiply(&reading, by: scale, upTo: index + 1)
            if index + 2 < text.count, text[index + 1] == "et", text[index + 2] == "demi" {
                reading.value += scale / 2
                reading.range = reading.range.lowerBound..<(index + 3)
            }
            takeRest(in: text, &reading)
        }
    }

    private func multiply(_ reading: inout Reading, by scale: Double, upTo end: Int) {
        reading.value = (reading.value * scale).rounded()
        reading.range = reading.range.lowerBound..<end
        reading.scale = scale
        reading.isThreeDecimals = false
        reading.hasDecimals = false
    }

    /// "deux millions trois cent mille".
    private func takeRest(in text: [String], _ reading: inout Reading) {
        let index = reading.range.upperBound
        guard !reading.isFigure, index < text.count, let rest = spelled(in: text, from: index),
            rest.value < reading.scale
        else { return }
        reading.value += rest.value
        reading.range = reading.range.lowerBound..<rest.range.upperBound
        reading.scale = 1
    }
}
