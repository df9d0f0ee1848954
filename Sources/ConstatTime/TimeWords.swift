import ConstatLanguage
import ConstatResources
import ConstatText

/// The sections of `FrenchTime.lexicon`.
struct TimeWords: Sendable {
    /// One table a section, in the order of ``Section``.
    private let tables: [PhraseTable]
    private let values: [[String: Int]]
    /// Words with which some time begins; a pass over a sentence asks rules only there.
    private let openings: Set<String>

    static let french = TimeWords(named: "FrenchTime.lexicon")

    init(named name: String) {
        var phrases: [String: [[String]]] = [:]
        var values: [String: [String: Int]] = [:]
        var section = ""
        for (_, line) in EmbeddedResource.lines(named: name) {
            if line.first == "[", let end = line.firstIndex(of: "]") {
                section = Self.camelCase(line[line.index(after: line.startIndex)..<end])
                continue
            }
            let equals = line.firstIndex(of: "=") ?? line.endIndex
            let words = PlainWord.phrase(line[..<equals])
            phrases[section, default: []].append(words)
            if equals < line.endIndex {
                let number = line[line.index(after: equals)...].split(separator: " ").first ?? ""
                values[section, default: [:]][words.joined(separator: " ")] = Int(number) ?? 0
            }
        }
        tables = Section.allCases.map { PhraseTable(phrases[String(describing: $0)] ?? []) }
        self.values = Section.allCases.map { values[String(describing: $0)] ?? [:] }
        openings = Set(Section.opening.flatMap { phrases[String(describing: $0)] ?? [] }.compactMap(\.first))
    }

    subscript(section: Section) -> PhraseTable { tables[section.rawValue] }

    func value(_ section: Section, _ phrase: String) -> Int? { values[section.rawValue][phrase] }

    /// Whether a time can begin with the word: an opening of the lexicon, a figure, "mi-avril", "quarante-huit".
    func canOpen(_ word: String) -> Bool {
        if openings.contains(word) { return true }
        guard let first = word.utf8.first else { return false }
        if first >= 0x30 && first <= 0x39 { return true }
        guard let hyphen = word.utf8.firstIndex(of: UInt8(ascii: "-")) else { return false }
        return openings.contains(String(word[..<hyphen]))
    }

    /// "part-alone" in the file is `partAlone` here.
    private static func camelCase(_ name: Substring) -> String {
        let parts = name.split(separator: "-")
        return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    enum Section: Int, CaseIterable {
        case month, weekday, number, round, several, about, unit
        case part, partAlone, untilPart, evening, partNoun, dayNoun, wholeDay
        case nightAlone, nightOf, now, dayWord, textDay, textDayOf
        case last, next, following, preceding, lasts, nexts
        case plan, reporting, published, street
        case from, until, by, during, within, ago, later, earlier
        case clockAbout, clockAfter, monthBefore, yearBefore, season
        case opener

        /// The sections whose phrases can be the first words of a time.
        static let opening: [Section] = [
            .month, .weekday, .number, .several, .about, .unit, .partAlone, .partNoun, .dayNoun, .wholeDay, .nightAlone,
            .nightOf, .now, .dayWord, .textDay, .textDayOf, .lasts, .from, .until, .by, .during, .within, .ago,
            .clockAbout, .monthBefore, .yearBefore, .opener,
        ]
    }
}
