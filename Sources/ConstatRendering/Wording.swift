import ConstatClaims
import ConstatResources
import ConstatText

/// The interface's words in one language, from a text resource of `key = words` lines.
struct Wording: Sendable {
    static let french = Wording(resource: "FrenchInterface.lexicon")

    private let phrases: [String: String]

    init(resource: String) {
        var phrases: [String: String] = [:]
        for (_, line) in EmbeddedResource.lines(named: resource) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            phrases[Self.trimmed(line[..<equals])] = Self.trimmed(line[line.index(after: equals)...])
        }
        self.phrases = phrases
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// The key itself where the resource lacks it: visible, and never a stop.
    subscript(_ key: String) -> String { phrases[key] ?? key }

    /// The phrase with its "%" signs filled in, in order; "%%" is a percent sign.
    func callAsFunction(_ key: String, _ fillers: String...) -> String {
        var remaining = fillers[...]
        var filled = ""
        var wasPercent = false
        for scalar in self[key].unicodeScalars {
            if wasPercent, scalar == "%" {
                filled += "%"
                wasPercent = false
            } else {
                if wasPercent { filled += remaining.popFirst() ?? "" }
                wasPercent = scalar == "%"
                if !wasPercent { filled.unicodeScalars.append(scalar) }
            }
        }
        if wasPercent { filled += remaining.popFirst() ?? "" }
        return filled
    }

    /// The form of the phrase that goes before the name: "près d’" before a vowel.
    func before(_ key: String, _ name: String) -> String {
        let isVowel = name.folded.unicodeScalars.first.map { "aeiou".unicodeScalars.contains($0) } ?? false
        return self(isVowel && phrases[key + ".vowel"] != nil ? key + ".vowel" : key, name)
    }

    func count(_ key: String, _ count: Int) -> String {
        self("count.\(key).\(count > 1 ? "many" : "one")", number(Double(count)))
    }

    /// Digits as French readers expect them: "50 000", "2,5"; thin no-break spaces group thousands.
    func number(_ value: Double) -> String {
        guard let plain = value.rounded(decimals: 3).plain, !plain.utf8.contains(0x65) else { return "?" }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first else { return plain }
        var digits = ""
        let count = whole.utf8.count
        for (index, digit) in whole.enumerated() {
            let remaining = count - index
            if index > 0, remaining % 3 == 0, digits != "-" { digits += "\u{202F}" }
            digits.append(digit)
        }
        return parts.count > 1 ? digits + "," + parts[1] : digits
    }

    /// "1er juin 2016".
    func day(_ day: CalendarDay) -> String {
        let (year, month, dayOfMonth) = day.civil
        let number = dayOfMonth == 1 ? self["time.first"] : String(dayOfMonth)
        return "\(number) \(self["month.\(month)"]) \(year)"
    }
}
