import ConstatText

/// Feasts and days of remembrance by name: "à Noël", "le lundi de Pâques 2018", "pendant le ramadan", "l'Aïd el-Fitr".
extension TimeScan {
    /// Where a feast lies in a given year.
    private enum Feast {
        case fixed(Int)
        case easter(Int), orthodox(Int)
        /// The `number`th weekday of a month, 5 the last: month, number, weekday as one figure.
        case weekday(Int)
        /// A day of an Islamic month, or with day 0 the whole month.
        case islamic(month: Int, day: Int)
    }

    func holiday(at position: Int) -> FoundTime? {
        if let found = lunarMonth(at: position, isMonth: false) { return found }
        var from = position
        if isOneOf(from, "a", "en"), isOneOf(from + 1, "la", "l'") { from += 1 }
        if isOneOf(from, "le", "la", "l'", "au", "du", "ce", "cette", "les", "a") { from += 1 }
        var turned = turn(from)
        if let turned { from = turned.end }
        var hasKind = false
        if feast(from) == nil, let end = phraseEnd(.holidayBefore, from) {
            (from, hasKind) = (end, true)
        }
        guard let (feast, name) = feast(from), isFeast(position, from, name) else { return nil }
        // "son ascension": a common noun unless it is written as a name or called a feast.
        if isIn(.holidayCommon, from), !hasKind, !isCapitalised(from), name < text.count { return nil }
        var end = name
        let year = yearAfterName(&end)
        if year == nil, turned == nil {
            turned = turn(end) ?? beside(end).map { (offset: $0.sign, end: $0.end) }
            end = turned?.end ?? end
        }
        let range = position..<end
        let span = year.flatMap { place(feast, in: $0) } ?? (year == nil ? nearest(feast, turned?.offset, range) : nil)
        var found = FoundTime(
            range: range, interval: span, anchor: year == nil ? reference.anchor : .explicit, rule: "holiday",
            movesFocus: span.map { $0.start == $0.end } ?? false)
        if case .islamic = feast { found.isApproximate = true }
        return found
    }

    private func yearAfterName(_ end: inout Int) -> Int? {
        let at = isOneOf(end, "de") ? end + 1 : end
        guard let year = yearNumber(at) else { return nil }
        end = at + 1
        return year
    }

    /// "Vendredi saint" is no Friday, also where no feast is meant.
    func isFeastName(_ position: Int) -> Bool { feast(position) != nil }

    private func feast(_ position: Int) -> (Feast, Int)? {
        guard isFeastWord(position) else { return nil }
        if let (value, end) = phrase(.holiday, position) { return (.fixed(value), end) }
        if let (value, end) = phrase(.holidayOrthodox, position) {
            return (.orthodox(value), end)
        }
        if let (value, end) = phrase(.holidayEaster, position) { return (.easter(value), end) }
        if let (value, end) = phrase(.holidayWeekday, position) { return (.weekday(value), end) }
        if let (value, end) = phrase(.holidayIslamic, position) {
            return (.islamic(month: value / 100, day: value % 100), end)
        }
        return nil
    }

    /// "le père Noël", "la guerre du Kippour", "Noël Dupont", "Toussaint Louverture" are no days.
    private func isFeast(_ start: Int, _ name: Int, _ end: Int) -> Bool {
        let before = isOneOf(start, "de", "du") ? start : start - 1
        if isOneOf(before, "de", "du"), isIn(.holidayThing, before - 1) { return false }
        if isIn(.holidayThing, start - 1) { return false }
        guard sentence.tokens.indices.contains(name) else { return false }
        if case .begins(.person) = sentence.tokens[name].name { return !isCapitalised(end) }
        if case .continues = sentence.tokens[name].name { return false }
        return true
    }

    // MARK: Ramadan

    /// "le ramadan", "pendant le mois de ramadan", "début ramadan" is for the edges.
    func lunarMonth(at position: Int, isMonth: Bool) -> FoundTime? {
        var from = position
        if isOneOf(from, "le", "du", "au") { from += 1 }
        let hasMonth = isOneOf(from, "mois") && isOneOf(from + 1, "de", "du")
        if hasMonth { from += 2 }
        if hasMonth, isOneOf(from, "le") { from += 1 }
        guard let month = wordValue(.lunarMonth, from), hasMonth || isMonth || month == 9,
            isFeast(position, from, from + 1)
        else { return nil }
        var end = from + 1
        let year = yearAfterName(&end)
        var turned: (offset: Int, end: Int)?
        if year == nil {
            turned = turn(end)
            end = turned?.end ?? end
        }
        let feast = Feast.islamic(month: month, day: 0)
        let range = position..<end
        let span = year.flatMap { place(feast, in: $0) } ?? (year == nil ? nearest(feast, turned?.offset, range) : nil)
        var found = FoundTime(
            range: range, interval: span, anchor: year == nil ? reference.anchor : .explicit, rule: "lunar-month")
        found.isApproximate = true
        return found
    }

    // MARK: In the calendar

    private func place(_ feast: Feast, in year: Int) -> DateSpan? {
        switch feast {
        case .fixed(let value): fixed(value, year)
        case .easter(let offset): HolyDays.easter(year).map { single($0.adding(days: offset)) }
        case .orthodox(let offset): HolyDays.orthodoxEaster(year).map { single($0.adding(days: offset)) }
        case .weekday(let value): weekdayFeast(value, year)
        case .islamic(let month, let day): islamic(month, day, year)
        }
    }

    /// 1225 is 25 December; 3200321 runs from 20 to 21 March.
    private func fixed(_ value: Int, _ year: Int) -> DateSpan? {
        let (first, last) = value > 1231 ? (value / 10000, value % 10000) : (value, value)
        guard let start = CalendarDay(year: year, month: first / 100, day: first % 100),
            let end = CalendarDay(year: year, month: last / 100, day: last % 100), start <= end
        else { return nil }
        return DateSpan(start: start, end: end, precision: .day)
    }

    private func weekdayFeast(_ value: Int, _ year: Int) -> DateSpan? {
        let (month, number, weekday) = (value / 100, value / 10 % 10, value % 10)
        guard let span = days(1...31, month, year, .month), let first = span.start, let last = span.end else {
            return nil
        }
        if number == 5 { return single(last.adding(days: -((last.weekday - weekday + 7) % 7))) }
        return single(first.adding(days: (weekday - first.weekday + 7) % 7 + 7 * (number - 1)))
    }

    /// The moon is sighted up to a day before or after the calendar has it.
    private func islamic(_ month: Int, _ day: Int, _ year: Int) -> DateSpan? {
        let spans = HolyDays.islamicYears(around: year).map { islamicYear -> DateSpan in
            if day > 0 {
                let feast = HolyDays.islamic(year: islamicYear, month: month, day: day)
                return DateSpan(start: feast.adding(days: -1), end: feast.adding(days: 1), precision: .day)
            }
            let first = HolyDays.islamic(year: islamicYear, month: month, day: 1)
            let next = HolyDays.islamic(year: islamicYear, month: month % 12 + 1, day: 1)
            let last = month == 12 ? first.adding(days: 28) : next.adding(days: -1)
            return DateSpan(start: first, end: last, precision: .month)
        }
        return spans.first { $0.start?.year == year }
    }

    /// The feast that the words mean: before or after publication by "dernier", "prochain", the tense, the preference.
    /// A feast within three weeks to come is spoken of now already ("les préparatifs de Noël", told on the 20th).
    private func nearest(_ feast: Feast, _ offset: Int?, _ range: Range<Int>) -> DateSpan? {
        guard let reference = reference.day else { return nil }
        let spans = (-2...2).compactMap { place(feast, in: reference.year + $0) }
        let past = spans.last { ($0.start ?? reference) <= reference }
        let future = spans.first { ($0.end ?? reference) >= reference }
        if let offset {
            return offset < 0
                ? spans.last { ($0.end ?? reference) < reference }
                : offset > 0 ? spans.first { ($0.start ?? reference) > reference } : past
        }
        if isFuture(range) { return future ?? past }
        if let start = future?.start, start.number - reference.number <= 21,
            past?.end ?? reference < reference.adding(days: -60)
        {
            return future
        }
        return past ?? future
    }
}
