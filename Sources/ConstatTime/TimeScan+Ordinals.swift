import ConstatLanguage
import ConstatText

/// Parts of a longer time told by their number: "le 3e jour d'octobre", "le premier mercredi du mois prochain",
/// "la deuxième quinzaine d'avril", "le premier trimestre 2014", "les années 1990", "le XXe siècle".
extension TimeScan {
    /// "premier", "2e", "dernière" (-1), "avant-dernier" (-2).
    func ordinalNumber(_ position: Int) -> Int? {
        wordValue(.ordinal, position) ?? ordinalFigure(word(position))
    }

    /// "3e", "21ème", "1re", "XXe" and their like; nil for anything else.
    func ordinalFigure(_ word: String) -> Int? {
        guard let first = word.utf8.first, isDigit(first) else { return nil }
        let digits = word.utf8.prefix(while: isDigit)
        guard digits.count <= 5, words[.ordinalEnding].contains(String(word.dropFirst(digits.count))) else {
            return nil
        }
        return Self.integer(digits) ?? Self.roman(digits)
    }

    /// A digit, also a Roman one.
    private func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"): true
        default: false
        }
    }

    /// "xxi"; nil where a figure stands among the letters.
    private static func roman(_ letters: some Sequence<UInt8>) -> Int? {
        var total = 0
        var last = 0
        for letter in letters {
            let value: Int
            switch letter {
            case UInt8(ascii: "i"): value = 1
            case UInt8(ascii: "v"): value = 5
            case UInt8(ascii: "x"): value = 10
            default: return nil
            }
            total += value > last ? value - 2 * last : value
            last = value
        }
        return total
    }

    func ordinal(at position: Int) -> FoundTime? {
        if let found = century(at: position) { return found }
        let from = isOneOf(position, "le", "la", "l'", "au", "du") ? position + 1 : position
        guard let number = ordinalNumber(from) else { return nil }
        let noun = from + 1
        if let found = fractionOfYear(position, noun, number) { return found }
        if let weekday = wordValue(.weekday, noun) ?? pluralValue(.weekday, noun) {
            return ordinalPart(position, noun + 1) { Self.weekday(weekday, number, in: $0) }
        }
        switch wordValue(.ordinalNoun, noun).flatMap(OrdinalNoun.init) {
        case .day: return ordinalPart(position, noun + 1) { Self.day(number, in: $0) }
        case .week: return weekdayIn(ordinalPart(position, noun + 1) { Self.week(number, in: $0) })
        case .weekend: return ordinalPart(position, noun + 1) { Self.weekend(number, in: $0) }
        case .fortnight: return ordinalPart(position, noun + 1) { Self.fortnight(number, in: $0) }
        case .tenDays: return ordinalPart(position, noun + 1) { Self.tenDays(number, in: $0) }
        case .month: return ordinalPart(position, noun + 1) { Self.months(of: $0, number, 1) }
        case nil: return nil
        }
    }

    private enum OrdinalNoun: Int { case day = 1, week, weekend, fortnight, tenDays, month }

    /// The whole that a part belongs to: "d'octobre 2014", "du mois prochain", "de 2016", "de l'année".
    private func ordinalPart(_ start: Int, _ position: Int, _ part: (DateSpan) -> DateSpan?) -> FoundTime? {
        guard isOneOf(position, "de", "du"), let whole = whole(at: position + 1) else { return nil }
        let span = whole.interval.flatMap(part)
        // "le 6e jour de la semaine" is none of a calendar's; nor is the 5th week of a short month.
        guard span != nil || whole.interval == nil else { return nil }
        return FoundTime(
            range: start..<whole.range.upperBound, interval: span, anchor: whole.anchor, rule: "ordinal-part",
            movesFocus: span.map { $0.start == $0.end } ?? false)
    }

    /// A month, a year, a quarter or "l'année" as a whole.
    private func whole(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "mois"), isOneOf(from + 1, "de") { from += 2 }
        if let found = lunarMonth(at: from, isMonth: from > position) { return found }
        if let month = monthNumber(from) {
            let end = monthEnd(from)
            if let (year, end) = yearAfter(end) { return wholeMonth(position..<end, month, year, .explicit) }
            if let found = monthTurned(position, month, end) { return found }
            return wholeMonth(position..<end, month, yearOf(month, position..<end))
        }
        if let found = period(at: from) ?? quarter(at: from) { return found }
        if isOneOf(from, "mois", "annee"), let found = period(at: from) { return found }
        if isOneOf(from, "l'"), isOneOf(from + 1, "annee", "an") {
            if let year = yearNumber(from + 2) { return years(position..<(from + 3), year, year) }
            return reference.day.flatMap { years(position..<(from + 2), $0.year, $0.year) }.map(anchored)
        }
        if word(position - 1) == "du", isOneOf(from, "mois"), let day = reference.day {
            return anchored(wholeMonth(position..<(from + 1), day.month, day.year))
        }
        return yearNumber(from).flatMap { years(position..<(from + 1), $0, $0) }
    }

    private func anchored(_ found: FoundTime) -> FoundTime {
        var found = found
        found.anchor = reference.anchor
        return found
    }

    /// "la 1re semaine d'octobre le vendredi", "cette semaine lundi"
    func weekdayIn(_ week: FoundTime?) -> FoundTime? {
        guard let week, week.interval?.precision == .week, let monday = week.interval?.start else { return week }
        let at = isOneOf(week.range.upperBound, "le") ? week.range.upperBound + 1 : week.range.upperBound
        guard let weekday = wordValue(.weekday, at) else { return week }
        return FoundTime(
            range: week.range.lowerBound..<(at + 1), interval: single(monday.adding(days: weekday - 1)),
            anchor: week.anchor, rule: "weekday of-week", movesFocus: true)
    }

    // MARK: The parts

    /// The `number`th of a list, from its end where negative.
    private static func pick<Element>(_ number: Int, of list: [Element]) -> Element? {
        let index = number > 0 ? number - 1 : list.count + number
        return list.indices.contains(index) ? list[index] : nil
    }

    private static func days(of span: DateSpan) -> [CalendarDay] {
        guard let start = span.start, let end = span.end, start <= end, end.number - start.number <= 366 else {
            return []
        }
        return (start.number...end.number).map(CalendarDay.init(number:))
    }

    private static func day(_ number: Int, in span: DateSpan) -> DateSpan? {
        pick(number, of: days(of: span)).map { DateSpan(start: $0, end: $0, precision: .day) }
    }

    private static func weekday(_ weekday: Int, _ number: Int, in span: DateSpan) -> DateSpan? {
        pick(number, of: days(of: span).filter { $0.weekday == weekday }).map {
            DateSpan(start: $0, end: $0, precision: .day)
        }
    }

    private static func weekend(_ number: Int, in span: DateSpan) -> DateSpan? {
        weekday(6, number, in: span)?.start.map { DateSpan(start: $0, end: $0.adding(days: 1), precision: .day) }
    }

    /// Weeks of a month begin in it, but its last has most of its days there; those of a year are ISO 8601's.
    private static func week(_ number: Int, in span: DateSpan) -> DateSpan? {
        let days = days(of: span)
        let isYear = days.count > 100
        let byThursday = days.filter { $0.weekday == 4 }.map { $0.adding(days: -3) }
        let mondays = isYear || number < 0 ? byThursday : days.filter { $0.weekday == 1 }
        return pick(number, of: mondays).map { DateSpan(start: $0, end: $0.adding(days: 6), precision: .week) }
    }

    /// "la première quinzaine d'avril": its first fourteen days; the second one from the 15th.
    private static func fortnight(_ number: Int, in span: DateSpan) -> DateSpan? {
        guard let start = span.start, let end = span.end, start.day == 1, end.number - start.number <= 31 else {
            return nil
        }
        let middle = start.adding(days: 14)
        switch number {
        case 1: return DateSpan(start: start, end: middle.adding(days: -1), precision: .week)
        case 2, -1: return DateSpan(start: middle, end: end, precision: .week)
        default: return nil
        }
    }

    /// "la première décade de mai": days 1-10, 11-20, 21-end.
    private static func tenDays(_ number: Int, in span: DateSpan) -> DateSpan? {
        guard let start = span.start, let end = span.end, start.day == 1, end.number - start.number <= 31,
            let third = pick(number, of: [0, 1, 2])
        else { return nil }
        return DateSpan(
            start: start.adding(days: 10 * third), end: third == 2 ? end : start.adding(days: 10 * third + 9),
            precision: .week)
    }

    /// The `number`th run of `length` months of a year.
    static func months(of span: DateSpan, _ number: Int, _ length: Int) -> DateSpan? {
        guard let start = span.start, let end = span.end, start.month == 1, start.day == 1,
            end.number - start.number > 100,
            let run = pick(number, of: Array(0..<(12 / length)))
        else { return nil }
        let first = start.adding(months: run * length)
        return DateSpan(start: first, end: first.adding(months: length).adding(days: -1), precision: .month)
    }

    // MARK: Quarters and halves of a year

    /// "premier trimestre 2014", "second semestre", "dernier trimestre de l'année".
    private func fractionOfYear(_ start: Int, _ noun: Int, _ number: Int) -> FoundTime? {
        guard let length = wordValue(.yearPart, noun) else { return nil }
        var end = noun + 1
        var whole: FoundTime?
        if let year = yearNumber(end) {
            (whole, end) = (years(start..<(end + 1), year, year), end + 1)
        } else if isOneOf(end, "de"), let found = self.whole(at: end + 1) {
            (whole, end) = (found, found.range.upperBound)
        }
        // "le dernier trimestre" alone is the one before this.
        if number < 0, whole == nil { return nil }
        let isExplicit = whole?.anchor == .explicit
        let span: DateSpan?
        if let whole {
            span = whole.interval.flatMap { Self.months(of: $0, number, length) }
        } else {
            span = reference.day.flatMap { fractionNear($0, number, length, start..<end) }
        }
        guard number <= 12 / length else { return nil }
        return FoundTime(
            range: start..<end, interval: span, anchor: isExplicit ? .explicit : reference.anchor, rule: "year-part")
    }

    /// Of the year of publication; of the last year where it has not begun yet and nothing speaks of a plan.
    private func fractionNear(_ day: CalendarDay, _ number: Int, _ length: Int, _ range: Range<Int>) -> DateSpan? {
        func span(_ year: Int) -> DateSpan? {
            years(range, year, year)?.interval.flatMap { Self.months(of: $0, number, length) }
        }
        guard let this = span(day.year), let start = this.start, let end = this.end else { return nil }
        if isFuture(range) { return end < day ? span(day.year + 1) : this }
        return start > day ? span(day.year - 1) : this
    }

    /// "T1 2019", "trimestre1 2019", "2017 trimestre1".
    func quarter(at position: Int) -> FoundTime? {
        let from = isOneOf(position, "le", "au", "du") ? position + 1 : position
        let isYearFirst = yearNumber(from) != nil
        let (nameAt, yearAt) = isYearFirst ? (from + 1, from) : (from, isOneOf(from + 1, "de") ? from + 2 : from + 1)
        guard let number = Self.quarterNumber(word(nameAt)), let year = yearNumber(yearAt) else { return nil }
        return quarter(position..<(max(nameAt, yearAt) + 1), number, year)
    }

    func quarter(_ range: Range<Int>, _ number: Int, _ year: Int) -> FoundTime? {
        let span = years(range, year, year)?.interval.flatMap { Self.months(of: $0, number, 3) }
        return span.map { FoundTime(range: range, interval: $0, anchor: .explicit, rule: "quarter") }
    }

    /// "t1", "trimestre4"
    static func quarterNumber(_ word: String) -> Int? {
        guard word.hasPrefix("t"), let digit = word.utf8.last, (0x31...0x34).contains(digit),
            word.utf8.count == 2 || word.hasPrefix("trimestre") && word.utf8.count == 10
        else { return nil }
        return Int(digit - 0x30)
    }

    // MARK: Centuries and decades

    /// "au XXIe siècle", "le 19e siècle". As in ISO 8601 the 21st runs from 2000 to 2099.
    private func century(at position: Int) -> FoundTime? {
        let from = isOneOf(position, "le", "au", "du", "un") ? position + 1 : position
        guard word(from + 1) == "siecle", let number = ordinalNumber(from), (1...30).contains(number) else {
            return nil
        }
        var end = from + 2
        var first = 100 * (number - 1)
        if isOneOf(end, "avant"), isOneOf(end + 1, "j.-c.", "notre") { return nil }
        if isOneOf(end, "de"), isOneOf(end + 1, "notre"), isOneOf(end + 2, "ere") { end += 3 }
        first = max(first, 1)
        return years(position..<end, first, 100 * number - 1)
    }

    /// "les années 1990", "les années 90", "la décennie 1990", "les années quatre-vingt-dix".
    func decade(at position: Int) -> FoundTime? {
        let from = isOneOf(position, "les", "des", "aux", "la") ? position + 1 : position
        guard isOneOf(from, "annees", "decennie") else { return nil }
        if let year = yearNumber(from + 1), year % 10 == 0 { return years(position..<(from + 2), year, year + 9) }
        guard let (value, end) = number(from + 1), value % 10 == 0, (10...90).contains(value), !isNounLike(end) else {
            return nil
        }
        let first = 1900 + value + (value == 10 ? 100 : 0)
        return years(position..<end, first, first + 9)
    }
}
