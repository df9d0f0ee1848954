import ConstatResources
public import ConstatText

/// What people read of a program, in one language: words from text resources of `key = words` lines, and the language's
/// forms of numbers, days and counts.
///
/// `Wording.of(.english).adding("EnglishWorkbench.lexicon")` has the words of the interface and those of the workbench.
public struct Wording: Sendable {
    /// A language of the interface, by its BCP 47 tag.
    public enum Language: String, Sendable, CaseIterable {
        case french = "fr"
        case english = "en"
    }

    public static let french = Wording(.french).adding("FrenchInterface.lexicon")
    public static let english = Wording(.english).adding("EnglishInterface.lexicon")

    /// The interface's own words: types, measures, places, days, countries.
    public static func of(_ language: Language) -> Wording {
        switch language {
        case .french: french
        case .english: english
        }
    }

    public let language: Language
    private var phrases: [String: String] = [:]

    private init(_ language: Language) { self.language = language }

    /// The same with the words of one more embedded resource, which must be in the same language. Its words take the
    /// place of earlier ones with the same key.
    public func adding(_ resource: String) -> Wording {
        var wording = self
        for (_, line) in EmbeddedResource.lines(named: resource) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            wording.phrases[Self.trimmed(line[..<equals])] = Self.trimmed(line[line.index(after: equals)...])
        }
        return wording
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// Every key that has words, in order.
    public var keys: [String] { phrases.keys.sorted() }

    /// The key itself where the resources lack it: visible, and never a stop.
    public subscript(_ key: String) -> String { phrases[key] ?? key }

    /// The phrase with its "%" signs filled in, in order; "%%" is a percent sign. A filler is not read again, so a "%"
    /// in it stays one.
    public func callAsFunction(_ key: String, _ fillers: String...) -> String { self(key, fillers: fillers) }

    public func callAsFunction(_ key: String, fillers: [String]) -> String {
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

    /// The form of the phrase that goes before the name: "près d’" before a vowel, where the language has such a form.
    public func before(_ key: String, _ name: String) -> String {
        let isVowel = name.folded.unicodeScalars.first.map { "aeiou".unicodeScalars.contains($0) } ?? false
        return self(isVowel && phrases[key + ".vowel"] != nil ? key + ".vowel" : key, name)
    }

    /// "12 affirmations": `count.KEY.one` or `count.KEY.many`. None is singular in French, plural in English.
    public func count(_ key: String, _ count: Int) -> String {
        let isOne = language == .french ? count <= 1 : count == 1
        return self("count.\(key).\(isOne ? "one" : "many")", number(Double(count)))
    }

    /// Digits as the language's readers expect them, to three decimals: "50 000" and "2,5" (a thin no-break space groups
    /// thousands), "50,000" and "2.5". "?" for what is no number or too great for plain digits.
    public func number(_ value: Double) -> String {
        guard let plain = value.rounded(decimals: 3).plain, !plain.utf8.contains(0x65) else { return "?" }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first else { return plain }
        let (group, point) = language == .french ? ("\u{202F}", ",") : (",", ".")
        var digits = ""
        let count = whole.utf8.count
        for (index, digit) in whole.enumerated() {
            let remaining = count - index
            if index > 0, remaining % 3 == 0, digits != "-" { digits += group }
            digits.append(digit)
        }
        return parts.count > 1 ? digits + point + parts[1] : digits
    }

    /// "1er juin 2016", "1 June 2016".
    public func day(_ day: CalendarDay) -> String {
        let (year, month, dayOfMonth) = day.civil
        return "\(dayOfMonth == 1 ? self["time.first"] : String(dayOfMonth)) \(self["month.\(month)"]) \(year)"
    }
}
