import ConstatLanguage
import ConstatResources
import ConstatText

/// The sections of `FrenchQuantities.lexicon`.
final class QuantityWords: Sendable {
    let numbers: [String: Double]
    let scales: [String: Double]
    let collectives: [String: Double]
    /// Scales written at a figure: "100K"; those of the second table only in capitals, for "3m" is a length.
    let gluedScales: [String: Double]
    let capitalScales: [String: Double]
    /// "½" and its like.
    let vulgar: [String: Double]
    /// "tiers" is 3, by stem.
    let denominators: [String: Double]
    /// Ordinals of one word, singular, by their number.
    let ordinals: [String: Double]
    let ordinalWords: RareWords
    /// Parts of one by phrase: "la moitié" is 0.5.
    let fractions: [String: Double]
    let fractionPhrases: PhraseTable
    private let phrases: [PhraseTable]
    let peopleEndings: [String]
    /// The words besides figures at which a quantity can start.
    let openings: RareWords

    static let french = QuantityWords(named: "FrenchQuantities.lexicon")

    init(named name: String) {
        var values: [String: [String: Double]] = [:]
        var phrases: [String: [[String]]] = [:]
        var section = ""
        for (_, line) in EmbeddedResource.lines(named: name) {
            if line.first == "[", let end = line.firstIndex(of: "]") {
                section = String(line[line.index(after: line.startIndex)..<end])
            } else if let equals = line.firstIndex(of: "=") {
                let word = PlainWord.phrase(line[..<equals]).joined(separator: " ")
                let number = line[line.index(after: equals)...].split(separator: " ").first ?? ""
                values[section, default: [:]][word] = Double(number) ?? 0
            } else {
                phrases[section, default: []].append(PlainWord.phrase(line))
            }
        }
        numbers = values["number"] ?? [:]
        scales = values["scale"] ?? [:]
        collectives = values["collective"] ?? [:]
        gluedScales = values["glued-scale"] ?? [:]
        capitalScales = values["capital-scale"] ?? [:]
        vulgar = values["vulgar-fraction"] ?? [:]
        denominators = Self.byStem(values["denominator"] ?? [:])
        ordinals = Self.ordinals(of: [numbers, scales], irregular: values["ordinal"] ?? [:])
        ordinalWords = RareWords(Set(ordinals.keys.flatMap { [$0, $0 + "s"] }))
        fractions = values["fraction"] ?? [:]
        fractionPhrases = PhraseTable(fractions.keys.sorted().map { $0.split(separator: " ").map(String.init) })
        peopleEndings = (phrases["people-ending"] ?? []).compactMap(\.first).map(UnitLexicon.stem)
        openings = Self.openings(
            words: [numbers, ordinals, vulgar, collectives], phrases: fractions,
            powers: (phrases["powers"] ?? []).compactMap(\.first),
            others: ["none", "half"].flatMap { phrases[$0] ?? [] }.compactMap(\.first))
        self.phrases = Section.allCases.map { PhraseTable(phrases[$0.title] ?? []) }
    }

    private static func byStem(_ values: [String: Double]) -> [String: Double] {
        Dictionary(values.map { (UnitLexicon.stem($0.key), $0.value) }) { first, _ in first }
    }

    /// "deuxième" of "deux", "trentième" of "trente"; "cinquième" and others as the lexicon says.
    private static func ordinals(of tables: [[String: Double]], irregular: [String: Double]) -> [String: Double] {
        var ordinals = irregular
        for (word, value) in tables.flatMap({ $0 }) where value > 1 {
            ordinals[(word.hasSuffix("e") ? String(word.dropLast()) : word) + "ieme"] = value
        }
        return ordinals
    }

    private static func openings(
        words: [[String: Double]], phrases: [String: Double], powers: [String], others: [String]
    ) -> RareWords {
        var openings = Set(words.flatMap(\.keys))
        for word in words.flatMap(\.keys) { openings.insert(word + "s") }
        for phrase in phrases.keys { openings.formUnion(phrase.split(separator: " ").suffix(1).map(String.init)) }
        openings.formUnion(powers.map { $0 + "s" })
        openings.formUnion(others)
        return RareWords(openings)
    }

    /// A section without entries has an empty table.
    subscript(section: Section) -> PhraseTable { phrases[section.rawValue] }

    /// The sections of phrases, named as in the lexicon but for the hyphen: `aboutAfter` is "about-after".
    enum Section: Int, CaseIterable {
        case definite, incrementNew, minusDegrees, minusLast, address, have, powers, some, about, aboutAfter,
            placeAbout, atLeast,
            atLeastAfter, moreThan, atMost, atMostAfter,
            fewerThan, part, changed, beforeNoun, of, ofThem, determiner, clockBefore, clockAfter, ageBefore,
            lengthOf, labelBefore, month, weekday, yearBefore, toll, function, noCount, negation, between,
            half, minus, none, decimalMark, ofPart, dayBefore, gluedLabel, ordinalEnding, ordinalName, dayLink,
            hour, rangeTo, rangeOr, rangeFrom, one, oneIn, total, other, totalVerb, clockLength, nameLink,
            totalAdverb, totalAfter, increment, incrementAfter, incrementBefore, corrected, speech

        fileprivate var title: String {
            String(describing: self).reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
        }
    }
}

/// A set of words that most words are not in.
struct RareWords: Sendable {
    private let words: Set<String>
    private let sketch: WordSketch

    init(_ words: Set<String>) {
        self.words = words
        sketch = WordSketch(words)
    }

    func contains(_ word: String) -> Bool { sketch.mayHold(word) && words.contains(word) }
}
