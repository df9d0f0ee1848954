import ConstatLanguage
import ConstatResources
import ConstatText

/// The sections of `FrenchQuantities.lexicon`.
struct QuantityWords: Sendable {
    let numbers: [String: Double]
    let scales: [String: Double]
    let collectives: [String: Double]
    /// Percent by phrase: "la moitié" is 50.
    let fractions: [String: Double]
    let fractionPhrases: PhraseTable
    private let phrases: [String: PhraseTable]
    let peopleEndings: [String]

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
        fractions = values["fraction"] ?? [:]
        fractionPhrases = PhraseTable(fractions.keys.sorted().map { $0.split(separator: " ").map(String.init) })
        self.phrases = phrases.mapValues(PhraseTable.init)
        peopleEndings = (phrases["people-ending"] ?? []).compactMap(\.first).map(UnitLexicon.stem)
    }

    /// A section without entries has an empty table.
    subscript(section: Section) -> PhraseTable { phrases[section.rawValue] ?? PhraseTable([]) }

    enum Section: String {
        case powers, some, about
        case aboutAfter = "about-after"
        case placeAbout = "place-about"
        case atLeast = "at-least"
        case atLeastAfter = "at-least-after"
        case moreThan = "more-than"
        case atMost = "at-most"
        case atMostAfter = "at-most-after"
        case fewerThan = "fewer-than"
        case part, changed
        case beforeNoun = "before-noun"
        case of
        case ofThem = "of-them"
        case determiner
        case clockBefore = "clock-before"
        case clockAfter = "clock-after"
        case ageBefore = "age-before"
        case lengthOf = "length-of"
        case labelBefore = "label-before"
        case month, weekday
        case yearBefore = "year-before"
        case toll, function
        case noCount = "no-count"
        case negation
    }
}
