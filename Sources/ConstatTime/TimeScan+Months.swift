import ConstatText

/// Longer times: "en janvier 2014", "l'été dernier", "fin décembre", "la semaine dernière".
extension TimeScan {
    // MARK: Months, seasons, years

    func month(at position: Int, _ isAfterPreposition: Bool) -> FoundTime? {
        var from = position
        if let end = words[.monthBefore].end(in: text, from: from), monthNumber(end) != nil { from = end }
        guard let month = monthNumber(from) else { return nil }
        let end = monthEnd(from)
        let hasPreposition = isAfterPreposition || from > position
        if let year = yearNumber(end) { return wholeMonth(position..<(end + 1), month, year, .explicit) }
        if words[.last].contains(word(end)) || words[.next].contains(word(end)) {
            return wholeMonth(position..<(end + 1), month, yearOf(month, isLast: words[.last].contains(word(end))))
        }
        // "Mai 68" and the planet Mars; "en Mars" is only a careless capital.
        if figure(end) != nil { return nil }
        if isCapitalised(from), !isAllCapitals, !isOneOf(from - 1, "en", "depuis") { return nil }
        guard hasPreposition, from == position || !isOneOf(position, "a", "et", "entre") else { return nil }
        return wholeMonth(position..<end, month, yearOf(month, position..<end))
    }

    /// The year of a month without one: the latest that began, or the next in a plan.
    func yearOf(_ month: Int, _ range: Range<Int>) -> Int? {
        guard let reference = reference.day else { return nil }
        if isFuture(range) { return month >= reference.month ? reference.year : reference.year + 1 }
        return month <= reference.month ? reference.year : reference.year - 1
    }

    private func yearOf(_ month: Int, isLast: Bool) -> Int? {
        guard let reference = reference.day else { return nil }
        if isLast { return month < reference.month ? reference.year : reference.year - 1 }
        return month > reference.month ? reference.year : reference.year + 1
    }

    private func wholeMonth(
        _ range: Range<Int>, _ month: Int, _ year: Int?, _ anchor: TimeMention.Anchor? = nil
    ) -> FoundTime {
        let span = year.flatMap { year in days(1...31, month, year, .month) }
        return FoundTime(range: range, interval: span, anchor: anchor ?? reference.anchor, rule: "month")
    }

    /// Days of a month, cut at its end.
    private func days(_ range: ClosedRange<Int>, _ month: Int, _ year: Int, _ precision: TimePrecision) -> DateSpan? {
        let last = min(range.upperBound, CalendarDay.length(year: year, month: month))
        guard let start = CalendarDay(year: year, month: month, day: range.lowerBound),
            let end = CalendarDay(year: year, month: month, day: last)
        else { return nil }
        return DateSpan(start: start, end: end, precision: precision)
    }

    /// "l'été dernier", "au printemps 2022", "cet hiver"; a winter belongs to the year in which it ends.
    func season(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "a"), isOneOf(from + 1, "l'") { from += 1 }
        guard isOneOf(from, "l'", "le", "cet", "ce", "au", "en") else { return nil }
        from += 1
        guard let first = words.value(.season, word(from)), isNounLike(from) else { return nil }
        var end = from + 1
        var year = yearNumber(end)
        let isExplicit = year != nil
        if isExplicit {
            end += 1
        } else if words[.last].contains(word(end)) || words[.next].contains(word(end)) {
            year = yearOf(first == 12 ? 2 : first + 2, isLast: words[.last].contains(word(end)))
            end += 1
        } else {
            year = yearOf(first == 12 ? 1 : first, position..<end)
        }
        let span = year.flatMap { year -> DateSpan? in
            guard let start = CalendarDay(year: first == 12 ? year - 1 : year, month: first, day: 1) else { return nil }
            return DateSpan(start: start, end: start.adding(months: 3).adding(days: -1), precision: .month)
        }
        return FoundTime(
            range: position..<end, interval: span, anchor: isExplicit ? .explicit : reference.anchor, rule: "season")
    }

    func year(at position: Int, _ isAfterPreposition: Bool) -> FoundTime? {
        if word(position) == "annees", let first = yearNumber(position + 1), first % 10 == 0 {
            return years(position..<(position + 2), first, first + 9)
        }
        var from = position
        if let end = words[.yearBefore].end(in: text, from: position), yearNumber(end) != nil { from = end }
        guard let year = yearNumber(from) else { return nil }
        let isBracketed = word(position - 1) == "(" && isOneOf(from + 1, ")", ",")
        guard from > position || isAfterPreposition || isBracketed else { return nil }
        // "de 2000 hommes"
        if isOneOf(position, "de", "a", "et", "entre", "vers"), isNounLike(from + 1) { return nil }
        return years((word(position) == "de" ? from : position)..<(from + 1), year, year)
    }

    private func years(_ range: Range<Int>, _ first: Int, _ last: Int) -> FoundTime? {
        guard let start = CalendarDay(year: first, month: 1, day: 1),
            let end = CalendarDay(year: last, month: 12, day: 31)
        else { return nil }
        return FoundTime(
            range: range, interval: DateSpan(start: start, end: end, precision: .year), anchor: .explicit, rule: "year")
    }

    // MARK: Début, mi-, fin

    private enum Edge { case begin, middle, end }

    /// "début mai", "mi-avril", "à la fin du mois de mai 2015", "fin 2014"; days 1-10, 11-20, 21-end of a month.
    func edge(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "a", "a", "au", "la", "en", "le") { from += 1 }
        if isOneOf(from, "la") { from += 1 }
        if let found = joinedMiddle(position, from) { return found }
        guard let edge = edgeWord(from) else { return nil }
        var next = from + 1
        if edge == .middle, word(next) == "-" { next += 1 }
        if isOneOf(next, "de", "du") { next += 1 }
        if isOneOf(next, "le") { next += 1 }
        if isOneOf(next, "mois"), isOneOf(next + 1, "de") { next += 2 }
        return edgeOf(edge, position, next)
    }

    private func edgeWord(_ position: Int) -> Edge? {
        switch word(position) {
        case "debut": .begin
        case "mi", "milieu": .middle
        case "fin": .end
        default: nil
        }
    }

    /// "mi-avril" in one token.
    private func joinedMiddle(_ start: Int, _ position: Int) -> FoundTime? {
        let token = word(position)
        guard token.hasPrefix("mi-") else { return nil }
        let rest = String(token.dropFirst(3))
        if let month = words.value(.month, rest) { return edge(.middle, month, start, position + 1) }
        guard let year = Self.integer(rest.utf8), (1800...2099).contains(year) else { return nil }
        return edge(.middle, ofYear: year, start..<(position + 1))
    }

    private func edgeOf(_ edge: Edge, _ start: Int, _ position: Int) -> FoundTime? {
        if let month = monthNumber(position) { return self.edge(edge, month, start, monthEnd(position)) }
        if let year = yearNumber(position) { return self.edge(edge, ofYear: year, start..<(position + 1)) }
        return edgeOfUnit(edge, start, position)
    }

    /// "le début de l'année", "la fin de la semaine", "au milieu de l'année 2015"
    private func edgeOfUnit(_ edge: Edge, _ start: Int, _ position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "la", "l'", "le", "cette", "ce") { from += 1 }
        guard let unit = unit(from) else { return nil }
        if unit == .year, let year = yearNumber(from + 1) { return self.edge(edge, ofYear: year, start..<(from + 2)) }
        guard let day = reference.day, isOneOf(from, "annee", "mois", "semaine") else { return nil }
        var found: FoundTime?
        let offset = words[.last].contains(word(from + 1)) ? -1 : words[.next].contains(word(from + 1)) ? 1 : 0
        let end = from + (offset == 0 ? 1 : 2)
        let month = day.adding(months: offset)
        switch unit {
        case .year: found = self.edge(edge, ofYear: day.year + offset, start..<end)
        case .month: found = self.edge(edge, ofMonth: month.month, month.year, start..<end)
        default:
            let monday = day.adding(days: 1 - day.weekday + 7 * offset)
            let (first, last) = edge == .begin ? (0, 1) : edge == .middle ? (2, 3) : (4, 6)
            found = FoundTime(
                range: start..<end,
                interval: DateSpan(start: monday.adding(days: first), end: monday.adding(days: last), precision: .day),
                anchor: reference.anchor, rule: "week-edge")
        }
        found?.anchor = reference.anchor
        return found
    }

    private func edge(_ edge: Edge, _ month: Int, _ start: Int, _ monthEnd: Int) -> FoundTime? {
        var end = monthEnd
        var year = yearNumber(end)
        let isExplicit = year != nil
        if isExplicit {
            end += 1
        } else if words[.last].contains(word(end)) || words[.next].contains(word(end)) {
            year = yearOf(month, isLast: words[.last].contains(word(end)))
            end += 1
        } else {
            year = yearOf(month, start..<end)
        }
        var found = self.edge(edge, ofMonth: month, year, start..<end)
        if isExplicit { found.anchor = .explicit }
        return found
    }

    private func edge(_ edge: Edge, ofMonth month: Int, _ year: Int?, _ range: Range<Int>) -> FoundTime {
        let days: ClosedRange<Int> =
            switch edge {
            case .begin: 1...10
            case .middle: 11...20
            case .end: 21...31
            }
        return FoundTime(
            range: range, interval: year.flatMap { self.days(days, month, $0, .week) }, anchor: reference.anchor,
            rule: "month-edge")
    }

    private func edge(_ edge: Edge, ofYear year: Int, _ range: Range<Int>) -> FoundTime? {
        let months: (Int, Int) =
            switch edge {
            case .begin: (1, 3)
            case .middle: (5, 8)
            case .end: (10, 12)
            }
        guard let start = CalendarDay(year: year, month: months.0, day: 1),
            let end = CalendarDay(
                year: year, month: months.1, day: CalendarDay.length(year: year, month: months.1))
        else { return nil }
        return FoundTime(
            range: range, interval: DateSpan(start: start, end: end, precision: .month), anchor: .explicit,
            rule: "year-edge")
    }

    // MARK: Weeks, months and years from publication

    /// "la semaine dernière", "ce mois-ci", "l'an prochain", "le week-end dernier".
    func period(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "en") { from += 1 }
        guard isOneOf(from, "le", "la", "l'", "ce", "cette", "cet") || from > position else { return nil }
        let isThis = isOneOf(from, "ce", "cette", "cet")
        from += isOneOf(from, "le", "la", "l'", "ce", "cette", "cet") ? 1 : 0
        let noun = word(from)
        let isHere = noun.hasSuffix("-ci")
        let unit = isHere ? String(noun.dropLast(3)) : noun
        guard ["semaine", "mois", "an", "annee", "week-end", "weekend"].contains(unit) else { return nil }
        var end = from + 1
        let offset: Int
        if words[.last].contains(word(end)) {
            (offset, end) = (-1, end + 1)
        } else if words[.next].end(in: text, from: end) != nil {
            (offset, end) = (1, words[.next].end(in: text, from: end) ?? end)
        } else if let told = toldDay, words[.following].contains(word(end)) || words[.preceding].contains(word(end)) {
            let span = period(unit, words[.following].contains(word(end)) ? 1 : -1, told.day)
            return FoundTime(range: position..<(end + 1), interval: span, anchor: told.anchor, rule: "period-told")
        } else if isThis || isHere {
            if word(end) == "-", word(end + 1) == "ci" { end += 2 }
            offset = 0
        } else {
            guard unit.hasPrefix("week"), isOneOf(position, "le", "ce") else { return nil }
            offset = isFuture(position..<end) ? 1 : -1
        }
        let span = reference.day.flatMap { period(unit, offset, $0) }
        return FoundTime(range: position..<end, interval: span, anchor: reference.anchor, rule: "period")
    }

    private func period(_ unit: String, _ offset: Int, _ day: CalendarDay) -> DateSpan? {
        switch unit {
        case "semaine":
            let monday = day.adding(days: 1 - day.weekday + 7 * offset)
            return DateSpan(start: monday, end: monday.adding(days: 6), precision: .week)
        case "mois":
            let month = day.adding(months: offset)
            return days(1...31, month.month, month.year, .month)
        case "an", "annee":
            return years(0..<0, day.year + offset, day.year + offset)?.interval
        default:
            // The week-end of "dernier" is the latest Saturday that has passed.
            let back = day.weekday == 6 ? 7 : day.weekday == 7 ? 8 : day.weekday + 1
            let saturday = day.adding(days: offset < 0 ? -back : 6 - day.weekday)
            return DateSpan(start: saturday, end: saturday.adding(days: 1), precision: .day)
        }
    }
}
