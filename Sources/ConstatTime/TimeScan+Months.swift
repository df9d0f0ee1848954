import ConstatText

/// Longer times: "en janvier 2014", "l'été dernier", "fin décembre", "la semaine dernière".
extension TimeScan {
    // MARK: Months, seasons, years

    func month(at position: Int, _ isAfterPreposition: Bool) -> FoundTime? {
        var from = position
        if let end = phraseEnd(.monthBefore, from), monthNumber(end) != nil { from = end }
        guard let month = monthNumber(from) else { return thisMonth(at: position) }
        let end = monthEnd(from)
        if let (year, end) = yearAfter(end) { return wholeMonth(position..<end, month, year, .explicit) }
        if let found = monthTurned(position, month, end) ?? monthOfTurnedYear(position, month, end) { return found }
        // "Mai 68" and the planet Mars; "en Mars" is only a careless capital.
        if figure(end) != nil { return nil }
        if isCapitalised(from), !isAllCapitals, !isOneOf(from - 1, "en", "depuis") { return nil }
        let isAlone = position == 0 && end >= text.count
        guard isAfterPreposition || from > position || isAlone else { return nil }
        guard from == position || !isOneOf(position, "a", "et", "entre") else { return nil }
        return wholeMonth(position..<end, month, yearOf(month, position..<end))
    }

    /// "ce septembre": of the year of publication.
    private func thisMonth(at position: Int) -> FoundTime? {
        let from = isOneOf(position, "en") ? position + 1 : position
        guard isOneOf(from, "ce", "cet", "cette"), let month = monthNumber(from + 1), !isCapitalised(from + 1),
            figure(from + 2) == nil
        else { return nil }
        return wholeMonth(position..<monthEnd(from + 1), month, reference.day?.year)
    }

    /// "mai dernier", "juin prochain"
    func monthTurned(_ start: Int, _ month: Int, _ position: Int) -> FoundTime? {
        guard let (offset, end) = turn(position), offset != 0 else { return nil }
        return wholeMonth(start..<end, month, yearOf(month, isLast: offset < 0))
    }

    /// "mars de l'an dernier", "avril de l'année prochaine"
    private func monthOfTurnedYear(_ start: Int, _ month: Int, _ position: Int) -> FoundTime? {
        guard isOneOf(position, "de"), isOneOf(position + 1, "l'"), unit(position + 2) == .year,
            let (offset, end) = turn(position + 3)
        else { return nil }
        return wholeMonth(start..<end, month, reference.day.map { $0.year + offset })
    }

    /// The year of a month without one: the latest that began, or the next in a plan.
    func yearOf(_ month: Int, _ range: Range<Int>) -> Int? {
        guard let reference = reference.day else { return nil }
        guard isFuture(range) else { return month <= reference.month ? reference.year : reference.year - 1 }
        let back = reference.month - month
        // "devait être signé en février", told in May: a plan of the past.
        let isOfPast = direction(around: range) != nil && (1...4).contains(back)
        return back <= 0 || isOfPast ? reference.year : reference.year + 1
    }

    func yearOf(_ month: Int, isLast: Bool) -> Int? {
        guard let reference = reference.day else { return nil }
        if isLast { return month < reference.month ? reference.year : reference.year - 1 }
        return month > reference.month ? reference.year : reference.year + 1
    }

    func wholeMonth(
        _ range: Range<Int>, _ month: Int, _ year: Int?, _ anchor: TimeMention.Anchor? = nil
    ) -> FoundTime {
        let span = year.flatMap { year in days(1...31, month, year, .month) }
        var found = FoundTime(range: range, interval: span, anchor: anchor ?? reference.anchor, rule: "month")
        found.partial = Timex.partial(month: month, day: nil)
        return found
    }

    /// Days of a month, cut at its end.
    func days(_ range: ClosedRange<Int>, _ month: Int, _ year: Int, _ precision: TimePrecision) -> DateSpan? {
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
        guard isOneOf(from, "l'", "le", "cet", "ce", "au", "en", "de", "du") else { return nil }
        from += 1
        if isOneOf(from, "l'") { from += 1 }
        guard let days = wordValue(.season, from), isNounLike(from) else { return nil }
        var end = from + 1
        var year = yearNumber(isOneOf(end, "de") ? end + 1 : end)
        let isExplicit = year != nil
        // "de l'été" of nobody knows which year is no time of a report.
        if isOneOf(position, "de", "du"), !isExplicit { return nil }
        let first = days / 1_000_000
        let isThis = isOneOf(from - 1, "cet", "ce")
        if isExplicit {
            end += isOneOf(end, "de") ? 2 : 1
        } else if let (offset, next) = turn(end), offset != 0 {
            year = yearOf(first == 12 ? 2 : first + 2, isLast: offset < 0)
            end = next
        } else {
            year = (isThis ? seasonYear(days) : nil) ?? yearOf(first == 12 ? 1 : first, position..<end)
        }
        var found = FoundTime(
            range: position..<end, interval: year.flatMap { seasonSpan(days, $0) },
            anchor: isExplicit ? .explicit : reference.anchor, rule: "season")
        let names = [3: "SP", 6: "SU", 9: "FA"]
        found.value = (year.map(String.init) ?? "XXXX") + "-" + (names[first] ?? "WI")
        return found
    }

    /// The year of the season in which publication lies; nil when it lies in another season.
    private func seasonYear(_ days: Int) -> Int? {
        guard let day = reference.day else { return nil }
        return (day.year...(day.year + 1)).first { year in
            seasonSpan(days, year).map { ($0.start ?? day) <= day && day <= ($0.end ?? day) } ?? false
        }
    }

    /// 6210923 runs from 21 June to 23 September; a season over the turn of the year begins in the year before.
    private func seasonSpan(_ days: Int, _ year: Int) -> DateSpan? {
        let (first, last) = (days / 10_000, days % 10_000)
        guard let start = CalendarDay(year: first > last ? year - 1 : year, month: first / 100, day: first % 100),
            let end = CalendarDay(year: year, month: last / 100, day: last % 100)
        else { return nil }
        return DateSpan(start: start, end: end, precision: .month)
    }

    func year(at position: Int, _ isAfterPreposition: Bool) -> FoundTime? {
        var from = position
        if let end = phraseEnd(.yearBefore, position) {
            if let (year, next) = yearInWords(end), word(end - 1) == "en" || word(end - 1) == "an" {
                return years(position..<next, year, year)
            }
            if yearNumber(end) != nil { from = end }
        }
        guard let year = yearNumber(from) else { return nil }
        let isBracketed = word(position - 1) == "(" && isOneOf(from + 1, ")", ",")
        guard from > position || isAfterPreposition || isBracketed else { return nil }
        // "de 2000 hommes", "la résolution de 2254-2"
        if isOneOf(position, "de", "a", "et", "entre", "vers"), isNounLike(from + 1) { return nil }
        // "de 1900 à 2000 soldats"
        if isOneOf(from + 1, "a", "et", "ou"), yearNumber(from + 2) != nil, isNounLike(from + 3),
            !isCapitalised(from + 3)
        {
            return nil
        }
        if isOneOf(from + 1, "-", "/"), touch(from, from + 2) { return nil }
        return years((word(position) == "de" ? from : position)..<(from + 1), year, year)
    }

    /// "deux mille vingt", "mille neuf cent soixante"; nil for smaller numbers.
    private func yearInWords(_ position: Int) -> (year: Int, end: Int)? {
        var (year, end) = (1000, position)
        if word(end) == "deux" { (year, end) = (2000, end + 1) }
        guard isOneOf(end, "mille", "mil") else { return nil }
        end += 1
        if year == 1000 {
            guard let hundreds = wordValue(.number, end), (8...9).contains(hundreds),
                isOneOf(end + 1, "cent", "cents")
            else { return nil }
            (year, end) = (year + 100 * hundreds, end + 2)
        }
        if figure(end) == nil, let (rest, next) = number(end), rest < 100 { (year, end) = (year + rest, next) }
        return isNounLike(end) || unit(end) != nil ? nil : (year, end)
    }

    /// Whole years from `first` to `last`.
    func years(_ range: Range<Int>, _ first: Int, _ last: Int) -> FoundTime? {
        guard let start = CalendarDay(year: first, month: 1, day: 1),
            let end = CalendarDay(year: last, month: 12, day: 31), start <= end
        else { return nil }
        return FoundTime(
            range: range, interval: DateSpan(start: start, end: end, precision: .year), anchor: .explicit, rule: "year")
    }

    // MARK: Début, mi-, fin

    enum Edge: Int { case begin = 1, middle, end }

    /// "début mai", "mi-avril", "à la fin du mois de mai 2015", "fin 2014"; days 1-10, 11-20, 21-end of a month.
    func edge(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "a", "au", "la", "en", "le") { from += 1 }
        if isOneOf(from, "la") { from += 1 }
        if let found = joinedMiddle(position, from) { return found }
        guard let (edge, next) = edgeOpening(from) else { return nil }
        return edgeOf(edge, position, next)
    }

    /// "début de", "fin du mois de": which edge, and where its month, year or unit stands.
    func edgeOpening(_ position: Int) -> (Edge, next: Int)? {
        guard let edge = wordValue(.edge, position).flatMap(Edge.init) else { return nil }
        var next = position + 1
        if edge == .middle, word(next) == "-" { next += 1 }
        if isOneOf(next, "de", "du") { next += 1 }
        if isOneOf(next, "le") { next += 1 }
        if isOneOf(next, "mois"), isOneOf(next + 1, "de") { next += 2 }
        return (edge, next)
    }

    /// "mi-avril" in one token.
    private func joinedMiddle(_ start: Int, _ position: Int) -> FoundTime? {
        let token = word(position)
        guard token.hasPrefix("mi-") else { return nil }
        let rest = String(token.dropFirst(3))
        if let month = words.value(.month, rest) { return edge(.middle, month, start, position + 1) }
        if let month = words.value(.lunarMonth, rest), month == 9 {
            return lunarMonth(at: position, isMonth: false).map { edge(.middle, of: $0, start) }
        }
        guard let year = Self.integer(rest.utf8), (1800...2099).contains(year) else { return nil }
        return edge(.middle, ofYear: year, start..<(position + 1))
    }

    private func edgeOf(_ edge: Edge, _ start: Int, _ position: Int) -> FoundTime? {
        if let month = monthNumber(position) { return self.edge(edge, month, start, monthEnd(position)) }
        if let year = yearNumber(position) { return self.edge(edge, ofYear: year, start..<(position + 1)) }
        if let found = lunarMonth(at: position, isMonth: word(position - 1) == "de") {
            return self.edge(edge, of: found, start)
        }
        return edgeOfUnit(edge, start, position)
    }

    /// "fin du ramadan": a third of it.
    private func edge(_ edge: Edge, of month: FoundTime, _ start: Int) -> FoundTime {
        var found = month
        found.range = start..<month.range.upperBound
        found.rule = "month-edge"
        found.interval = month.interval.flatMap { span in
            guard let first = span.start, let last = span.end else { return nil }
            let from = first.adding(days: 10 * (edge.rawValue - 1))
            return DateSpan(start: from, end: edge == .end ? last : from.adding(days: 9), precision: .week)
        }
        return found
    }

    /// "le début de l'année", "la fin de la semaine", "au milieu de l'année 2015"
    private func edgeOfUnit(_ edge: Edge, _ start: Int, _ position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "la", "l'", "le", "cette", "ce") { from += 1 }
        guard let unit = unit(from) else { return nil }
        if unit == .year, let year = yearNumber(from + 1) { return self.edge(edge, ofYear: year, start..<(from + 2)) }
        guard unit == .year || unit == .month || unit == .week else { return nil }
        guard let day = reference.day else {
            let end = turn(from + 1)?.end ?? from + 1
            return FoundTime(range: start..<end, interval: nil, anchor: .none, rule: "unit-edge")
        }
        var found: FoundTime?
        let (offset, end) = turn(from + 1) ?? (0, from + 1)
        let month = day.adding(months: offset)
        switch unit {
        case .year: found = self.edge(edge, ofYear: day.year + offset, start..<end)
        case .month: found = self.edge(edge, ofMonth: month.month, month.year, start..<end)
        default:
            let monday = day.adding(days: 1 - day.weekday + 7 * offset)
            let (first, last) = edge == .begin ? (0, 1) : edge == .middle ? (2, 3) : (3, 6)
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
        var year: Int?
        let isExplicit = yearAfter(end) != nil
        if let (named, next) = yearAfter(end) {
            (year, end) = (named, next)
        } else if let (offset, next) = turn(end), offset != 0 {
            (year, end) = (yearOf(month, isLast: offset < 0), next)
        } else {
            year = yearOf(month, start..<end)
        }
        var found = self.edge(edge, ofMonth: month, year, start..<end)
        if isExplicit { found.anchor = .explicit }
        return found
    }

    private func edge(_ edge: Edge, ofMonth month: Int, _ year: Int?, _ range: Range<Int>) -> FoundTime {
        FoundTime(
            range: range, interval: year.flatMap { days(edgeDays(edge), month, $0, .week) }, anchor: reference.anchor,
            rule: "month-edge")
    }

    func edgeDays(_ edge: Edge) -> ClosedRange<Int> {
        switch edge {
        case .begin: 1...10
        case .middle: 11...20
        case .end: 21...31
        }
    }

    private func edge(_ edge: Edge, ofYear year: Int, _ range: Range<Int>) -> FoundTime? {
        edgeSpan(edge, ofYear: year).map {
            FoundTime(range: range, interval: $0, anchor: .explicit, rule: "year-edge")
        }
    }

    func edgeSpan(_ edge: Edge, ofYear year: Int) -> DateSpan? {
        let months: (Int, Int) =
            switch edge {
            case .begin: (1, 3)
            case .middle: (5, 8)
            case .end: (10, 12)
            }
        guard let start = days(1...31, months.0, year, .month)?.start,
            let end = days(1...31, months.1, year, .month)?.end
        else { return nil }
        return DateSpan(start: start, end: end, precision: .month)
    }

    // MARK: Weeks, months and years from publication

    /// "la semaine dernière", "ce mois-ci", "l'an prochain", "le prochain trimestre", "le même mois".
    func period(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "en") { from += 1 }
        let hasArticle = isOneOf(from, "le", "la", "l'", "ce", "cette", "cet", "du", "au")
        let isThis = isOneOf(from, "ce", "cette", "cet")
        if hasArticle { from += 1 }
        let isSame = isOneOf(from, "meme")
        if isSame { from += 1 }
        let before = turn(from)
        if let before { from = before.end }
        let noun = word(from)
        let isHere = noun.hasSuffix("-ci")
        guard let unit = words.value(.periodNoun, isHere ? String(noun.dropLast(3)) : noun).flatMap(PeriodUnit.init)
        else { return nil }
        let end = from + 1
        if isSame { return hasArticle ? periodTold(position..<end, unit, 0) : nil }
        if let before { return unit.isTurnedBefore ? period(position..<end, unit, before.offset) : nil }
        if let (offset, next) = turn(end) { return period(position..<next, unit, offset) }
        if hasArticle, let (sign, next) = beside(end) { return periodTold(position..<next, unit, sign) }
        if isThis || isHere {
            let isSplit = word(end) == "-" && word(end + 1) == "ci"
            let offset = unit == .weekend && !isFuture(position..<end) ? -1 : unit == .weekend ? 1 : 0
            return period(position..<(isSplit ? end + 2 : end), unit, offset)
        }
        guard unit == .weekend, isOneOf(position, "le"), !isOneOf(end, "de", "du") else { return nil }
        return period(position..<end, unit, isFuture(position..<end) ? 1 : -1)
    }

    enum PeriodUnit: Int {
        case week = 1, month, year, weekend, quarter, half, decade, century

        /// "le dernier trimestre" is the one before this; "la dernière semaine" are seven days (`lasts`).
        var isTurnedBefore: Bool { self == .weekend || self == .quarter || self == .half }
    }

    private func period(_ range: Range<Int>, _ unit: PeriodUnit, _ offset: Int) -> FoundTime {
        let span = reference.day.flatMap { period(unit, offset, $0) }
        return FoundTime(range: range, interval: span, anchor: reference.anchor, rule: "period")
    }

    private func periodTold(_ range: Range<Int>, _ unit: PeriodUnit, _ offset: Int) -> FoundTime {
        let told = toldDay
        let span = told.flatMap { period(unit, offset, $0.day) }
        return FoundTime(range: range, interval: span, anchor: told?.anchor ?? .none, rule: "period-told")
    }

    /// The calendar's unit with `day` in it, moved by `offset` units.
    func period(_ unit: PeriodUnit, _ offset: Int, _ day: CalendarDay) -> DateSpan? {
        let (year, month, _) = day.civil
        switch unit {
        case .week: return week(of: day.adding(days: 7 * offset))
        case .month:
            let month = day.adding(months: offset)
            return days(1...31, month.month, month.year, .month)
        case .year: return years(0..<0, year + offset, year + offset)?.interval
        case .quarter, .half:
            let length = unit == .quarter ? 3 : 6
            guard let first = CalendarDay(year: year, month: (month - 1) / length * length + 1, day: 1) else {
                return nil
            }
            let start = first.adding(months: offset * length)
            return DateSpan(start: start, end: start.adding(months: length).adding(days: -1), precision: .month)
        case .decade: return years(0..<0, year / 10 * 10 + 10 * offset, year / 10 * 10 + 10 * offset + 9)?.interval
        case .century:
            return years(0..<0, year / 100 * 100 + 100 * offset, year / 100 * 100 + 100 * offset + 99)?.interval
        case .weekend:
            // The week-end of "dernier" is the latest Saturday that has passed.
            let back = day.weekday == 6 ? 7 : day.weekday == 7 ? 8 : day.weekday + 1
            let saturday = day.adding(days: offset < 0 ? -back : 6 - day.weekday)
            return DateSpan(start: saturday, end: saturday.adding(days: 1), precision: .day)
        }
    }

    /// "plus tard cette semaine", "plus tôt dans l'année": the part of it that publication cuts off.
    func restOfPeriod(at position: Int) -> FoundTime? {
        let later = phraseEnd(.laterIn, position)
        guard var from = later ?? phraseEnd(.earlierIn, position),
            isOneOf(from, "le", "la", "l'", "ce", "cette", "cet")
        else { return nil }
        from += 1
        let noun = word(from).hasSuffix("-ci") ? String(word(from).dropLast(3)) : word(from)
        if words[.dayNoun].contains(noun) {
            let told = toldDay
            return FoundTime(
                range: position..<(from + 1), interval: told.map { single($0.day, .hour) },
                anchor: told?.anchor ?? .none,
                rule: "rest-of-period")
        }
        guard let unit = words.value(.periodNoun, noun).flatMap(PeriodUnit.init) else { return nil }
        let span = reference.day.flatMap { day -> DateSpan? in
            guard let whole = period(unit, 0, day) else { return nil }
            return later == nil
                ? DateSpan(start: whole.start, end: day, precision: whole.precision)
                : DateSpan(start: day, end: whole.end, precision: whole.precision)
        }
        return FoundTime(range: position..<(from + 1), interval: span, anchor: reference.anchor, rule: "rest-of-period")
    }
}
