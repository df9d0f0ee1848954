import ConstatResources

/// The words that tell how a sentence is put together, from `FrenchClauses.lexicon`.
package struct FrenchClauseRules: Sendable {
    private(set) var speechVerbs: Set<String> = []
    private(set) var verbsWithBe: Set<String> = []
    private(set) var comparisons: [[String]] = []
    private(set) var numbers: Set<String> = []
    private(set) var tens: Set<String> = []
    private(set) var datelineWords: Set<String> = []
    private(set) var weekdays: Set<String> = []
    /// Days and months: a phrase with one of them is no subject.
    private(set) var calendarWords: Set<String> = []

    /// Pronouns of the first and second person.
    private(set) var speakers: Set<String> = []
    private(set) var timeNouns: Set<String> = []
    private var months: Set<String> = []

    init() {
        for line in EmbeddedResource.lines(named: "FrenchClauses.lexicon") {
            let cells = line.text.split(separator: " ").map(String.init)
            guard let kind = cells.first else { continue }
            let words = cells.dropFirst()
            switch kind {
            case "speech": speechVerbs.formUnion(words)
            case "être": verbsWithBe.formUnion(words)
            case "comparison": comparisons += words.map { $0.split(separator: ",").map { String($0).folded } }
            case "number": numbers.formUnion(words)
            case "tens": tens.formUnion(words)
            case "time": timeNouns.formUnion(words)
            case "speaker": speakers.formUnion(words)
            case "month": months.formUnion(words)
            case "weekday": weekdays.formUnion(words)
            case "dateline": datelineWords.formUnion(words)
            default: assertionFailure("FrenchClauses.lexicon:\(line.number): no such kind: \(kind)")
            }
        }
        calendarWords = weekdays.union(months)
        // "pas moins de" before "moins de".
        comparisons.sort { $0.count > $1.count }
    }

    /// The number words alone, for the tagger's constraints.
    package static var numberWords: Set<String> { FrenchClauseRules().numbers }
}
