import ConstatLanguage
import ConstatResources
import ConstatText

/// The sections of `FrenchTime.lexicon`.
struct TimeWords: Sendable {
    /// One table a section, in the order of ``Section``.
    private let tables: [PhraseTable]
    private let values: [[String: Int]]
    /// What a word may do in a time; words that are not here do nothing.
    private let roles: [String: WordRoles]

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
        roles = Self.roles { phrases[String(describing: $0)] ?? [] }
    }

    subscript(section: Section) -> PhraseTable { tables[section.rawValue] }

    func value(_ section: Section, _ phrase: String) -> Int? { values[section.rawValue][phrase] }

    /// The phrase of a section that starts at `start`: its value and where it ends.
    func phrase(_ section: Section, in words: [String], from start: Int) -> (value: Int, end: Int)? {
        guard let end = self[section].end(in: words, from: start) else { return nil }
        return value(section, words[start..<end].joined(separator: " ")).map { ($0, end) }
    }

    /// What the word may do in a time; figures and words of several parts ("mi-avril", "vingt-deux") may do as much as
    /// their first part.
    func roles(of word: String) -> WordRoles {
        if let found = roles[word] { return found }
        guard let first = word.utf8.first else { return [] }
        if first >= 0x30 && first <= 0x39 { return [.opens, .core] }
        let bytes = word.utf8
        if let hyphen = bytes.firstIndex(of: UInt8(ascii: "-")) {
            return (roles[String(word[..<hyphen])] ?? (first == UInt8(ascii: "t") ? .opens : [])).union(.core)
        }
        if bytes.last == UInt8(ascii: "s") || bytes.last == UInt8(ascii: ".") {
            return roles[String(word.dropLast())] ?? []
        }
        return first == UInt8(ascii: "x") || first == UInt8(ascii: "t") ? .opens : []
    }

    /// Openings are the first words of the opening sections. The longest word of a phrase of the core sections must
    /// stand near an opening; "la" and "de" alone begin no time.
    private static func roles(_ phrases: (Section) -> [[String]]) -> [String: WordRoles] {
        var roles: [String: WordRoles] = [:]
        for section in Section.opening {
            for word in phrases(section).compactMap(\.first) { roles[word, default: []].insert(.opens) }
        }
        for section in Section.near {
            for phrase in phrases(section) {
                let longest = phrase.reduce("") { $1.utf8.count >= $0.utf8.count ? $1 : $0 }
                roles[longest, default: []].insert(.core)
            }
        }
        for section in Section.feasts {
            for word in phrases(section).compactMap(\.first) {
                roles[word, default: []].formUnion([.opens, .core, .feast])
            }
        }
        return roles
    }

    /// "part-alone" in the file is `partAlone` here.
    private static func camelCase(_ name: Substring) -> String {
        let parts = name.split(separator: "-")
        return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    enum Section: Int, CaseIterable {
        case month, weekday, weekdayShort, number, round, several, about, unit
        case part, partAlone, untilPart, evening, partNoun, partCode, dayNoun, wholeDay
        case nightAlone, nightOf, now, nowOn, dayWord, textDay, textDayOf
        case last, next, current, following, preceding, lasts, nexts
        case plan, reporting, published, street, numbered
        case from, fromDay, countedFrom, until, by, during, within, ago, later, earlier, laterIn, earlierIn
        case clockAbout, clockAfter, monthBefore, yearBefore, season
        case ordinal, ordinalEnding, yearPart, edge, weekOf, weekBegin, periodNoun
        case holiday, holidayEaster, holidayOrthodox, holidayWeekday, holidayIslamic, lunarMonth
        case holidayBefore, holidayThing, holidayCommon, monthShort
        case core, opener

        /// The sections whose phrases can be the first words of a time.
        static let opening: [Section] = [
            .month, .monthShort, .weekday, .weekdayShort, .number, .several, .about, .unit, .partAlone, .partNoun,
            .dayNoun, .wholeDay,
            .nightAlone, .nightOf, .now, .nowOn, .dayWord, .textDay, .textDayOf, .lasts, .nexts, .from, .fromDay,
            .until, .by,
            .during, .within, .ago, .clockAbout, .monthBefore, .yearBefore, .ordinal, .edge, .weekBegin, .lunarMonth,
            .holidayBefore, .laterIn, .earlierIn, .opener,
        ]

        /// The sections of which a word must stand near the first word of a time.
        static let near: [Section] = [
            .month, .monthShort, .weekday, .weekdayShort, .unit, .part, .partAlone, .untilPart, .partNoun, .dayNoun,
            .wholeDay,
            .nightAlone, .nightOf, .now, .nowOn, .dayWord, .textDay, .textDayOf, .season, .yearPart, .weekBegin,
            .periodNoun,
            .lunarMonth, .core,
        ]

        static let feasts: [Section] = [.holiday, .holidayEaster, .holidayOrthodox, .holidayWeekday, .holidayIslamic]
    }
}

/// What a word may do in a time.
struct WordRoles: OptionSet {
    let rawValue: UInt8
    /// Some time begins with it.
    static let opens = WordRoles(rawValue: 1)
    /// Without one of these near no time begins.
    static let core = WordRoles(rawValue: 2)
    /// The first word of a feast's name.
    static let feast = WordRoles(rawValue: 4)
}
