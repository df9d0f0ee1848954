import ConstatResources
import ConstatText

/// The sections of `FrenchTime.lexicon`.
struct TimeWords: Sendable {
    private let tables: [String: PhraseTable]
    private let values: [String: [String: Int]]

    static let french = TimeWords(named: "FrenchTime.lexicon")

    init(named name: String) {
        var phrases: [String: [[String]]] = [:]
        var values: [String: [String: Int]] = [:]
        var section = ""
        for (_, line) in EmbeddedResource.lines(named: name) {
            if line.first == "[", let end = line.firstIndex(of: "]") {
                section = String(line[line.index(after: line.startIndex)..<end])
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
        tables = phrases.mapValues(PhraseTable.init)
        self.values = values
    }

    /// A section without entries has an empty table.
    subscript(section: Section) -> PhraseTable { tables[section.rawValue] ?? PhraseTable([]) }

    func value(_ section: Section, _ phrase: String) -> Int? { values[section.rawValue]?[phrase] }

    enum Section: String {
        case month, weekday, number, round, several, about, unit
        case part, partAlone = "part-alone", untilPart = "until-part", evening
        case partNoun = "part-noun", dayNoun = "day-noun", wholeDay = "whole-day"
        case nightAlone = "night-alone", nightOf = "night-of", now
        case dayWord = "day-word", textDay = "text-day", textDayOf = "text-day-of"
        case last, next, following, lasts, nexts
        case plan, reporting, published, street
        case from, until, by, during, within, ago, later, earlier
        case clockAbout = "clock-about", clockAfter = "clock-after"
        case monthBefore = "month-before", yearBefore = "year-before"
    }
}
