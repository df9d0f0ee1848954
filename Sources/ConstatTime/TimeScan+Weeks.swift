import ConstatText

/// Weekdays told by their week, and weeks told by one of their days: "lundi de la semaine prochaine", "mardi en huit",
/// "la semaine du 6 octobre", "semaine 12".
extension TimeScan {
    /// "jeudi de la semaine dernière", "lundi la semaine suivante", "mardi cette semaine"
    func weekdayOfWeek(_ start: Int, _ position: Int, _ weekday: Int) -> FoundTime? {
        let from = isOneOf(position, "de") ? position + 1 : position
        guard isOneOf(from, "la", "cette"), isOneOf(from + 1, "semaine"), let week = period(at: from) else {
            return nil
        }
        return FoundTime(
            range: start..<week.range.upperBound,
            interval: week.interval?.start.map { single($0.adding(days: weekday - 1)) }, anchor: week.anchor,
            rule: "weekday of-week", movesFocus: week.interval != nil)
    }

    /// "mardi en huit", "lundi en quinze": a week or a fortnight after the coming one.
    func weekdayAhead(_ start: Int, _ position: Int, _ weekday: Int) -> FoundTime? {
        guard word(position) == "en", let (count, end) = number(position + 1), count == 8 || count == 15,
            unit(end) == nil, !isNounLike(end)
        else { return nil }
        let day = weekdayNear(weekday, isFuture: true)?.adding(days: count == 8 ? 7 : 14)
        return FoundTime(
            range: start..<end, interval: day.map { single($0) }, anchor: reference.anchor, rule: "weekday ahead",
            movesFocus: day != nil)
    }

    /// The week that has a day in it, or that a number names.
    func weekNamed(at position: Int) -> FoundTime? {
        if let end = phraseEnd(.weekBegin, position) { return weekOf(position, end) }
        let from = isOneOf(position, "la", "en") ? position + 1 : position
        guard isOneOf(from, "semaine", "semaines") else { return nil }
        if let end = phraseEnd(.weekOf, from + 1) { return weekOf(position, end) }
        return weekNumber(position, from + 1)
    }

    /// "la semaine du 6 octobre", "la semaine commençant le 4 février"; Monday to Sunday.
    private func weekOf(_ start: Int, _ position: Int) -> FoundTime? {
        // "la semaine du 6 au 12 octobre" is that range.
        if word(position - 1) == "du", let range = dayRange(at: position - 1) {
            return FoundTime(
                range: start..<range.range.upperBound, interval: range.interval, anchor: range.anchor, rule: range.rule,
                movesFocus: range.movesFocus)
        }
        guard let found = figures(at: position) ?? date(at: position) ?? simpleDay(at: position) else { return nil }
        let span = found.interval?.start.map { week(of: $0) }
        return FoundTime(
            range: start..<found.range.upperBound, interval: span, anchor: found.anchor, rule: "week-of",
            movesFocus: false)
    }

    /// "semaine 12", "semaine 12 de 2014": ISO 8601 weeks.
    private func weekNumber(_ start: Int, _ position: Int) -> FoundTime? {
        guard let number = figure(position), (1...53).contains(number), word(position).utf8.count <= 2,
            !isNounLike(position + 1)
        else { return nil }
        var end = position + 1
        let yearAt = isOneOf(end, "de") ? end + 1 : end
        let year = yearNumber(yearAt)
        if year != nil { end = yearAt + 1 }
        let monday = (year ?? reference.day?.year).flatMap {
            Self.firstMonday(ofYear: $0)?.adding(days: 7 * (number - 1))
        }
        var found = FoundTime(
            range: start..<end, interval: monday.map { week(of: $0) },
            anchor: year == nil ? reference.anchor : .explicit,
            rule: "week-number")
        found.partial = "XXXX-W" + Timex.two(number)
        return found
    }

    /// The Monday of the ISO week 1: that of 4 January.
    static func firstMonday(ofYear year: Int) -> CalendarDay? {
        CalendarDay(year: year, month: 1, day: 4).map { $0.adding(days: 1 - $0.weekday) }
    }

    func week(of day: CalendarDay) -> DateSpan {
        let monday = day.adding(days: 1 - day.weekday)
        return DateSpan(start: monday, end: monday.adding(days: 6), precision: .week)
    }
}
