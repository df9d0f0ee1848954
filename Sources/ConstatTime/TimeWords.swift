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

    /// What the word may do in a time; figures and words of several parts ("mi-avril", "vingt-deux") may do as much as
    /// their first part.
    func roles(of word: String) -> WordRoles {
        if let found = roles[word] { return found }
        guard let first = word.utf8.first else { return .none }
        if first >= 0x30 && first <= 0x39 { return WordRoles.opens.union(.core).union(.inside) }
        let bytes = word.utf8
        if let hyphen = bytes.firstIndex(of: UInt8(ascii: "-")) {
            let part = roles[String(word[..<hyphen])]?.withoutSections
            return (part ?? (first == UInt8(ascii: "t") ? .opens : .none)).union(.core)
        }
        if bytes.last == UInt8(ascii: "s") || bytes.last == UInt8(ascii: ".") {
            return roles[String(word.dropLast())]?.withoutSections ?? .none
        }
        let isCentury = bytes.last == UInt8(ascii: "e") && bytes.dropLast().allSatisfy { "ivx".utf8.contains($0) }
        return isCentury || word.hasPrefix("trimestre") ? WordRoles.opens.union(.inside) : .none
    }

    /// Openings are the first words of the opening sections. The longest word of a phrase of the core sections must
    /// stand near an opening; "la" and "de" alone begin no time.
    private static func roles(_ phrases: (Section) -> [[String]]) -> [String: WordRoles] {
        var roles: [String: WordRoles] = [:]
        for section in Section.opening {
            for word in phrases(section).compactMap(\.first) { roles[word, default: .none].form(.opens) }
        }
        for section in Section.near {
            for phrase in phrases(section) {
                let longest = phrase.reduce("") { $1.utf8.count >= $0.utf8.count ? $1 : $0 }
                roles[longest, default: .none].form(.core)
            }
        }
        for section in Section.feasts {
            for word in phrases(section).compactMap(\.first) {
                roles[word, default: .none].form(.opens.union(.core).union(.feast))
            }
        }
        for section in Section.allCases where !Section.around.contains(section) {
            for word in phrases(section).joined() { roles[word, default: .none].form(.inside) }
        }
        for section in Section.allCases {
            for word in phrases(section).compactMap(\.first) { roles[word, default: .none].open(section) }
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
        case ordinal, ordinalEnding, ordinalNoun, yearPart, edge, weekOf, weekBegin, periodNoun
        case holiday, holidayEaster, holidayOrthodox, holidayWeekday, holidayIslamic, lunarMonth
        case holidayBefore, holidayThing, holidayCommon, monthShort
        case core, inside, opener

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

        /// The sections whose words stand beside times, not in them.
        static let around: [Section] = [.plan, .reporting, .published, .street, .numbered, .holidayThing]

        static let feasts: [Section] = [.holiday, .holidayEaster, .holidayOrthodox, .holidayWeekday, .holidayIslamic]
    }
}

/// What a word may do in a time: three marks and the sections of which it opens a phrase.
struct WordRoles {
    private var marks: UInt8 = 0
    private var sections: (low: UInt64, high: UInt64) = (0, 0)

    static let none = WordRoles()
    /// Some time begins with it.
    static let opens = WordRoles(marks: 1)
    /// Without one of these near no time begins.
    static let core = WordRoles(marks: 2)
    /// The first word of a feast's name.
    static let feast = WordRoles(marks: 4)
    /// It may stand within a time.
    static let inside = WordRoles(marks: 8)

    func contains(_ other: WordRoles) -> Bool { marks & other.marks == other.marks }

    func union(_ other: WordRoles) -> WordRoles {
        var result = self
        result.form(other)
        return result
    }

    mutating func form(_ other: WordRoles) { marks |= other.marks }

    /// A part of a word has its marks; phrases are looked up by whole words.
    var withoutSections: WordRoles { WordRoles(marks: marks) }

    func opens(_ section: TimeWords.Section) -> Bool {
        let index = UInt64(section.rawValue)
        return index < 64 ? sections.low >> index & 1 == 1 : sections.high >> (index - 64) & 1 == 1
    }

    mutating func open(_ section: TimeWords.Section) {
        let index = UInt64(section.rawValue)
        if index < 64 { sections.low |= 1 << index } else { sections.high |= 1 << (index - 64) }
    }

    private init(marks: UInt8 = 0) { self.marks = marks }
}
