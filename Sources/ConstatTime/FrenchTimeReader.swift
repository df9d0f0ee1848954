public import ConstatLanguage
public import ConstatText

/// Reads times off French sentences and places them in the calendar: "mardi", "depuis janvier 2014", "la veille".
///
/// Weekdays and days without a year count from the publication date; "la veille" from the day that the text tells of.
/// Works on the words in their order and asks the analysis only for tenses. Linear in the text's length.
public struct FrenchTimeReader: Sendable {
    private let words = TimeWords.french

    public init() {}

    /// Every time of the document's sentences, in reading order.
    ///
    /// Where `publishedOn` is nil, a full date in the document's own head or foot ("GAO, 12 mars 2023 -") stands in for
    /// it; without either, relative times keep their words and lose their interval.
    ///
    /// - Parameter prefer: which way a time points where neither tense nor word says it ("le 5 juillet" alone).
    public func mentions(
        in sentences: [Sentence], publishedOn: CalendarDay?, prefer: TimePreference = .past
    ) -> [TimeMention] {
        if let publishedOn {
            return scan(sentences, TimeReference(day: publishedOn, anchor: .publication, prefer: prefer))
        }
        let unplaced = scan(sentences, TimeReference(day: nil, anchor: .none, prefer: prefer))
        guard let day = ownDay(unplaced, sentences) else { return unplaced }
        return scan(sentences, TimeReference(day: day, anchor: .text, prefer: prefer))
    }

    /// The day of the dateline; else the last day that a heading covers ("SEPT JOURS AU KIVU (6-12 février 2023)").
    private func ownDay(_ mentions: [TimeMention], _ sentences: [Sentence]) -> CalendarDay? {
        if let dateline = mentions.first(where: { $0.isDateline }), let day = dateline.interval?.end { return day }
        let heading = mentions.first { mention in
            mention.sentence < 3 && mention.rule == "day-range" && mention.anchor == .explicit
                && !sentences[mention.sentence].tokens.contains { $0.morphology.verbForm == .finite }
        }
        return heading?.interval?.end
    }

    private func scan(_ sentences: [Sentence], _ reference: TimeReference) -> [TimeMention] {
        var found: [TimeMention] = []
        var focus = TimeFocus()
        for (index, sentence) in sentences.enumerated() {
            var scan = TimeScan(
                sentence: sentence, index: index, count: sentences.count, words: words, reference: reference,
                focus: focus)
            found += scan.mentions()
            focus = scan.focus
        }
        return found
    }
}

/// Which way a time points that nothing else gives a direction: news looks back, diaries look forward.
public enum TimePreference: String, Sendable, CaseIterable { case past, future }

/// The day that relative times count from; nil when nobody knows it.
struct TimeReference: Sendable {
    var day: CalendarDay?
    var anchor: TimeMention.Anchor
    var prefer: TimePreference
}

/// The day that the text is telling of, for "la veille" and "vers 6 heures".
struct TimeFocus: Sendable {
    var span: DateSpan?
    /// It was evening or night, so that the next dawn is the next day's.
    var isEvening = false
}
