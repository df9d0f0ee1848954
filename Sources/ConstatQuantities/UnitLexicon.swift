import ConstatLanguage
import ConstatResources
import ConstatText

/// Nouns that are counted (`FrenchUnits.lexicon`), found by one to four words, singular or plural.
final class UnitLexicon: Sendable {
    /// What a noun says of a number before it.
    struct Entry: Sendable {
        let unit: CountedUnit
        let sense: QuantityMention.Sense
        /// What one of the noun is in the unit of the record: 7 for "semaine", whose unit is the day.
        let factor: Double
    }

    private let entries: [String: Entry]
    /// The most words of an entry, by its first.
    private let longest: [String: Int]
    private let firsts: WordSketch

    static let french = UnitLexicon(named: "FrenchUnits.lexicon")

    init(named name: String) {
        var entries: [String: Entry] = [:]
        var longest: [String: Int] = [:]
        for (_, line) in EmbeddedResource.lines(named: name) {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
            guard fields.count >= 4, let entry = Self.entry(fields) else { continue }
            for form in fields[0].split(separator: ",") {
                let words = PlainWord.phrase(form).map(Self.stem)
                guard let first = words.first else { continue }
                entries[words.joined(separator: " ")] = entry
                longest[first] = max(longest[first] ?? 0, words.count)
            }
        }
        self.entries = entries
        self.longest = longest
        firsts = WordSketch(longest.keys)
    }

    /// The entry with most words among those that start at `start`, and where it ends.
    func longestEntry(in words: [String], from start: Int) -> (entry: Entry, end: Int)? {
        guard words.indices.contains(start) else { return nil }
        let first = Self.stem(words[start])
        guard firsts.mayHold(first), let limit = longest[first] else { return nil }
        var key = first
        var found: (entry: Entry, end: Int)? = entries[key].map { ($0, start + 1) }
        for index in (start + 1)..<max(start + 1, min(start + limit, words.count)) {
            key += " " + Self.stem(words[index])
            if let entry = entries[key] { found = (entry, index + 1) }
        }
        return found
    }

    /// The word without its plural ending. Lexicon and text go through the same rule, so that it need not be right
    /// French ("corp"), only the same for singular and plural.
    static func stem(_ word: String) -> String {
        let bytes = word.utf8
        guard let last = bytes.last, last == UInt8(ascii: "s") || last == UInt8(ascii: "x") else { return word }
        if word.hasSuffix("eaux") { return String(word.dropLast()) }
        if word.hasSuffix("aux"), bytes.count > 4 { return String(word.dropLast(2)) + "l" }
        return bytes.count > 3 ? String(word.dropLast()) : word
    }

    private static func trimmed(_ field: Substring) -> Substring {
        var field = field
        while field.first == " " { field.removeFirst() }
        while field.last == " " { field.removeLast() }
        return field
    }

    private static func entry(_ fields: [Substring]) -> Entry? {
        let isCivilian: Bool? =
            switch fields[3] {
            case "yes": true
            case "no": false
            default: nil
            }
        let kind = CountedUnit.Kind(rawValue: String(fields[2]))
        let sense: QuantityMention.Sense? =
            switch fields[2] {
            case "distance", "duration": .measure
            default: kind == nil ? QuantityMention.Sense(rawValue: String(fields[2])) : .count
            }
        guard let sense else { return nil }
        let unit = CountedUnit(name: String(fields[1]), kind: kind ?? .other, isCivilian: isCivilian)
        return Entry(unit: unit, sense: sense, factor: fields.count > 4 ? Double(fields[4]) ?? 1 : 1)
    }
}
