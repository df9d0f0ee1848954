import ConstatLanguage
import ConstatText

/// Days by name and what spans them: "le mercredi 2 février 2022", "12/03/2023", "mardi", "du 9 au 11 novembre".
extension TimeScan {
    /// Any time that has a name of its own. After a preposition that only goes with times ("depuis"), a bare month or
    /// year will do; elsewhere "mars" needs "en" or a year.
    func named(at position: Int, isAfterPreposition: Bool) -> FoundTime? {
        if let found = dayRange(at: position) ?? range(at: position) ?? weekdayIn(period(at: position))
            ?? edge(at: position)
        {
            return found
        }
        if let found = ordinal(at: position) ?? weekNamed(at: position) ?? quarter(at: position) { return found }
        if let found = figures(at: position) ?? date(at: position) { return extended(found) }
        if let found = holiday(at: position) ?? weekday(at: position) ?? dayWord(at: position) {
            return extended(found)
        }
        return month(at: position, isAfterPreposition) ?? season(at: position) ?? year(at: position, isAfterPreposition)
    }

    // MARK: Days of a month

    /// What the words say of a day; every part may be missing.
    struct DayWords {
        var weekday: Int?
        var day: Int?
        var month: Int?
        var year: Int?
        var end: Int
    }

    /// "[mercredi] 2 [février [2022]]" or "mercredi" from `position`.
    func dayWords(from position: Int) -> DayWords? {
        var found = DayWords(end: position)
        if let weekday = weekdayNumber(position) {
            found.weekday = weekday
            found.end += 1
        }
        guard let (day, next) = dayNumber(found.end, allowsWords: false) ?? dayNumber(found.end, allowsWords: true)
        else { return found.end > position ? found : nil }
        let month = monthNumber(next)
        // "dimanche 16 heures" has an hour and no day of the month.
        if month == nil, unit(next) != nil { return found.end > position ? found : nil }
        // "le quatre octobre", but "quatre" of four men is no day.
        if month == nil, figure(found.end) == nil, !isFirst(found.end), !isOrdinalDay(found.end) {
            return found.end > position ? found : nil
        }
        found.day = day
        found.end = next
        if let month {
            found.month = month
            found.end = monthEnd(next)
            if let (year, end) = yearAfter(found.end) { (found.year, found.end) = (year, end) }
        }
        return found
    }

    /// A weekday, also "mer." before a day with its month.
    private func weekdayNumber(_ position: Int) -> Int? {
        if let weekday = wordValue(.weekday, position) { return weekday }
        let short = word(position).hasSuffix(".") ? String(word(position).dropLast()) : word(position)
        guard let weekday = words.value(.weekdayShort, short),
            let (_, next) = dayNumber(position + 1, allowsWords: false),
            monthNumber(next) != nil
        else { return nil }
        return weekday
    }

    /// 1 ... 31 and past its words: "9", "1er", "15e", "premier"; in words ("vingt et un") only where the caller knows
    /// that a day must stand here.
    func dayNumber(_ position: Int, allowsWords: Bool) -> (day: Int, next: Int)? {
        if let value = figure(position) {
            return (1...31).contains(value) && word(position).utf8.count <= 2 ? (value, position + 1) : nil
        }
        if isOrdinalDay(position), let value = ordinalFigure(word(position)), (1...31).contains(value) {
            return (value, position + 1)
        }
        if isFirst(position) { return (1, position + 1) }
        guard allowsWords, wordValue(.round, position) == nil, let (value, next) = number(position),
            (1...31).contains(value)
        else { return nil }
        return (value, next)
    }

    private func isFirst(_ position: Int) -> Bool { word(position) == "premier" && monthNumber(position + 1) != nil }

    /// "1er" stands alone; "13e" and "15ème" only before a month or in a range that has one.
    private func isOrdinalDay(_ position: Int) -> Bool {
        if word(position) == "1er" { return true }
        guard ordinalFigure(word(position)) != nil else { return false }
        return monthNumber(position + 1) != nil || (word(position + 1) == "au" && word(position - 1) == "du")
    }

    /// The year after a month: "février 2014", "février, 2014".
    func yearAfter(_ position: Int) -> (year: Int, end: Int)? {
        if let year = yearNumber(position) { return (year, position + 1) }
        if word(position) == ",", let year = yearNumber(position + 1),
            !isNounLike(position + 2) || isCapitalised(position + 2)
        {
            return (year, position + 2)
        }
        return nil
    }

    func monthNumber(_ position: Int) -> Int? {
        let word = word(position)
        if let month = wordValue(.month, position) { return month }
        if word.hasSuffix(".") {
            let stem = String(word.dropLast())
            return words.value(.month, stem) ?? words.value(.monthShort, stem)
        }
        // "sept enfants": short forms are months only beside a day or a year.
        guard let month = wordValue(.monthShort, position) else { return nil }
        let isDay = figure(position - 1) != nil || self.word(position - 1) == "1er"
        return isDay || yearNumber(position + 1) != nil || self.word(position + 1) == "." ? month : nil
    }

    /// Past the full stop of "fév." where that is a token of its own and a year follows.
    func monthEnd(_ position: Int) -> Int {
        word(position + 1) == "." && yearNumber(position + 2) != nil ? position + 2 : position + 1
    }

    func yearNumber(_ position: Int) -> Int? {
        guard word(position).utf8.count == 4, let value = figure(position), (1800...2099).contains(value) else {
            return nil
        }
        return value
    }

    func date(at position: Int) -> FoundTime? {
        let start = position
        var from = position
        if isOneOf(from, "en"), word(from + 1) == "date", word(from + 2) == "du" { from += 2 }
        if isOneOf(from, "le", "ce", "du", "au") { from += 1 }
        guard let found = dayWords(from: from), let day = found.day else { return nil }
        let range = start..<found.end
        if found.month == nil {
            if let other = dayOfOtherMonth(range, day) { return other }
            if from > start, let next = monthOfNext(found.end) {
                return listed(
                    range,
                    DayWords(weekday: found.weekday, day: day, month: next.month, year: next.year, end: found.end))
            }
            guard found.weekday != nil || (word(from - 1) == "le" && from > start && isBareDay(found.end)) else {
                return nil
            }
        } else if isNamedDay(range) {
            return nil
        }
        if found.year == nil, found.month != nil, let other = dayLastOrNext(range, found) { return other }
        let span = dayMeant(found, range).map { single($0) }
        var time = FoundTime(
            range: range, interval: span, anchor: found.year == nil ? reference.anchor : .explicit,
            rule: found.month == nil ? "day-of-month" : "date", movesFocus: span != nil,
            isFullDate: found.year != nil && found.month != nil)
        time.partial = Timex.partial(month: found.month, day: day)
        return time
    }

    /// "le 23 entre Djibo et Dori" is a day; "le 23 tonnes" is none.
    private func isBareDay(_ end: Int) -> Bool {
        if isNounLike(end) && !isCapitalised(end) || touch(end - 1, end) && isLetter(end) { return false }
        // "le 7-Octobre", "le 11-Septembre": events, not days.
        if word(end) == "-", monthNumber(end + 1) != nil { return false }
        return word(end) != "%" && words.value(.unit, PlainWord.stem(word(end))) == nil
    }

    /// "le boulevard du 30 juin", "le Mouvement du 23 Mars": the name of a place or a group.
    private func isNamedDay(_ range: Range<Int>) -> Bool {
        let article = word(range.lowerBound) == "du" ? range.lowerBound : range.lowerBound - 1
        guard word(article) == "du", monthNumber(range.upperBound - 1) != nil else { return false }
        if isIn(.street, article - 1) { return true }
        return isCapitalised(range.upperBound - 1) && isCapitalised(article - 1) && !isAllCapitals
    }

    /// "le 20 mars prochain", "le 4 mai dernier".
    func dayLastOrNext(_ range: Range<Int>, _ found: DayWords) -> FoundTime? {
        let isLast = isIn(.last, range.upperBound)
        guard isLast || isIn(.next, range.upperBound), let month = found.month, let day = found.day
        else {
            return nil
        }
        let days =
            reference.day.map { reference in
                (-1...1).compactMap { CalendarDay(year: reference.year + $0, month: month, day: day) }
            } ?? []
        let match = isLast ? days.last { $0 <= reference.day ?? $0 } : days.first { $0 >= reference.day ?? $0 }
        return FoundTime(
            range: range.lowerBound..<(range.upperBound + 1), interval: match.map { single($0) },
            anchor: reference.anchor,
            rule: "date", movesFocus: match != nil)
    }

    var isAllCapitals: Bool {
        !sentence.tokens.contains { $0.form.unicodeScalars.contains { $0.properties.isLowercase } }
    }

    /// "le 3 du mois dernier", "le 15 de ce mois".
    private func dayOfOtherMonth(_ range: Range<Int>, _ day: Int) -> FoundTime? {
        guard let (offset, end) = otherMonth(range.upperBound) else { return nil }
        let month = reference.day?.adding(months: offset)
        let found = month.flatMap { CalendarDay(year: $0.year, month: $0.month, day: day) }
        return FoundTime(
            range: range.lowerBound..<end, interval: found.map { single($0) }, anchor: self.reference.anchor,
            rule: "day-of-other-month", movesFocus: found != nil)
    }

    /// "du mois dernier", "le mois prochain", "de ce mois": months from that of publication.
    func otherMonth(_ position: Int) -> (offset: Int, end: Int)? {
        var from = position
        if isOneOf(from, "du", "le", "de") { from += 1 }
        let isThis = isOneOf(from, "ce")
        if isThis { from += 1 }
        guard from > position, isOneOf(from, "mois", "mois-ci") else { return nil }
        if let (offset, end) = turn(from + 1) { return (offset, end) }
        return isThis ? (0, from + 1) : nil
    }

    /// "dernier", "passée": -1; "prochain", "à venir": 1; "en cours": 0.
    func turn(_ position: Int) -> (offset: Int, end: Int)? {
        if let end = phraseEnd(.last, position) { return (-1, end) }
        if let end = phraseEnd(.next, position) { return (1, end) }
        return phraseEnd(.current, position).map { (0, $0) }
    }

    /// The day that the words mean, the nearest one that fits where month or year are missing.
    func dayMeant(_ found: DayWords, _ range: Range<Int>) -> CalendarDay? {
        guard let day = found.day else {
            return found.weekday.flatMap { weekdayNear($0, isFuture: isFuture(range)) }
        }
        if let month = found.month, let year = found.year { return CalendarDay(year: year, month: month, day: day) }
        guard let reference = reference.day else { return nil }
        if let month = found.month {
            // A 29 February has eight years between two of its kind at most.
            let candidates = (-8...8).compactMap { CalendarDay(year: reference.year + $0, month: month, day: day) }
            let direction = direction(around: range)
            if direction == nil, self.reference.prefer == .future {
                return nextFitting(candidates, from: reference, weekday: found.weekday)
            }
            let near = candidates.filter { month == 2 && day == 29 || abs($0.year - reference.year) <= 1 }
            return nearest(
                near, to: reference, weekday: found.weekday, isFuture: direction == .future,
                reach: direction == .past ? 0 : 60)
        }
        // A day with its weekday may lie some months off: not every month has a Sunday the 31st.
        let reach = found.weekday == nil ? 3 : 12
        let candidates = (-reach...reach).compactMap { offset -> CalendarDay? in
            let month = CalendarDay(year: reference.year, month: reference.month, day: 1)?.adding(months: offset)
            return month.flatMap { CalendarDay(year: $0.year, month: $0.month, day: day) }
        }
        return nearest(candidates, to: reference, weekday: found.weekday, isFuture: isFuture(range), reach: 0)
    }

    /// The next of the days to come, one on the named weekday before others of the coming year.
    private func nextFitting(_ candidates: [CalendarDay], from reference: CalendarDay, weekday: Int?) -> CalendarDay? {
        let coming = candidates.filter { $0 >= reference && $0.number - reference.number <= 2 * 366 }
        return coming.first { $0.weekday == weekday ?? $0.weekday } ?? coming.first
            ?? candidates.first { $0 >= reference }
    }

    /// The latest candidate that is past, or the next to come; within `reach` days a coming one beats one that lies
    /// most of a year back ("le 23 février", told on the 18th).
    private func nearest(
        _ candidates: [CalendarDay], to reference: CalendarDay, weekday: Int?, isFuture: Bool, reach: Int
    ) -> CalendarDay? {
        let fitting = weekday.map { weekday in candidates.filter { $0.weekday == weekday } } ?? candidates
        let days = fitting.isEmpty ? candidates : fitting
        let past = days.last { $0 <= reference }
        let future = days.first { $0 >= reference }
        if isFuture {
            // "devait commencer le 10 mars", told in July: a plan of the past.
            if let past, let future, future.number - reference.number > 183,
                reference.number - past.number < (future.number - reference.number) / 2
            {
                return past
            }
            return future ?? past
        }
        if let past, let future, reach > 0, reference.number - past.number > 300,
            future.number - reference.number <= reach
        {
            return future
        }
        return past ?? future
    }

    // MARK: Weekdays and days from publication

    func weekdayNear(_ weekday: Int, isFuture: Bool) -> CalendarDay? {
        guard let reference = reference.day else { return nil }
        let back = (reference.weekday - weekday + 7) % 7
        if back == 0 || !isFuture { return reference.adding(days: -back) }
        return reference.adding(days: 7 - back)
    }

    private func weekday(at position: Int) -> FoundTime? {
        var from = position
        let isThis = isOneOf(from, "ce")
        if isThis || isOneOf(from, "le", "du", "au") { from += 1 }
        // "dernier mercredi", "ce prochain lundi"
        let turnBefore = turn(from).flatMap { wordValue(.weekday, $0.end) == nil ? nil : $0 }
        if let turnBefore { from = turnBefore.end }
        guard let weekday = wordValue(.weekday, from) ?? lonelyWeekday(from), !isFeastName(from) else { return nil }
        var end = from + 1
        if let found = weekdayPartDate(position, end) ?? weekdayFigures(position, end) { return found }
        if let found = weekdayOfWeek(position, end, weekday) ?? weekdayAhead(position, end, weekday) { return found }
        var day = weekdayNear(weekday, isFuture: isFuture(position..<end))
        // Who looks forward and means today says so; a verb of the future may tell of today.
        if day == reference.day, reference.prefer == .future, direction(around: position..<end) == nil {
            day = weekdayBeside(weekday, 1)
        }
        var anchor = reference.anchor
        let hasDeterminer = from > position && !isThis
        if let (offset, next) = turnBefore ?? turn(end), offset != 0 {
            end = max(end, next)
            day = weekdayBeside(weekday, offset)
        } else if let (sign, next) = beside(end) {
            end = next
            (day, anchor) = weekdayTold(weekday, sign)
        } else if hasDeterminer, word(position) == "le", focus.span == nil {
            // "le lundi" is every Monday, unless a part of day or the day's number makes it one.
            guard phraseEnd(.part, end) != nil || isOneOf(end, ",") else { return nil }
        }
        var found = FoundTime(
            range: position..<end, interval: day.map { single($0) }, anchor: anchor, rule: "weekday",
            movesFocus: day != nil)
        found.partial = "XXXX-WXX-\(weekday)"
        return found
    }

    /// "sam." with nothing beside it.
    private func lonelyWeekday(_ position: Int) -> Int? {
        guard position == 0, text.count <= 2, text.count == 1 || text[1] == "." else { return nil }
        let word = text[0].hasSuffix(".") ? String(text[0].dropLast()) : text[0]
        return words.value(.weekdayShort, word)
    }

    /// "mardi dernier", "mardi prochain": never the day of publication itself.
    private func weekdayBeside(_ weekday: Int, _ offset: Int) -> CalendarDay? {
        let day = weekdayNear(weekday, isFuture: offset > 0)
        return day == reference.day ? day?.adding(days: 7 * offset) : day
    }

    /// "suivant", "d'après": 1; "précédent", "d'avant": -1; both count from the day told.
    func beside(_ position: Int) -> (sign: Int, end: Int)? {
        if let end = phraseEnd(.following, position) { return (1, end) }
        return phraseEnd(.preceding, position).map { (-1, $0) }
    }

    /// "le mercredi suivant" after the day told. Where none was told, that of the next week, in a plan only: in a report
    /// nobody can say which Wednesday it follows.
    private func weekdayTold(_ weekday: Int, _ sign: Int) -> (CalendarDay?, TimeMention.Anchor) {
        if let told = focus.span?.end {
            let ahead = (weekday - told.weekday + 6) % 7 + 1
            let back = (told.weekday - weekday + 6) % 7 + 1
            return (told.adding(days: sign > 0 ? ahead : -back), .text)
        }
        if sign < 0 { return (weekdayBeside(weekday, -1), reference.anchor) }
        guard reference.prefer == .future else { return (nil, .none) }
        return (reference.day.map { $0.adding(days: 7 - $0.weekday + weekday) }, reference.anchor)
    }

    /// "vendredi 07/06"
    private func weekdayFigures(_ start: Int, _ position: Int) -> FoundTime? {
        guard figureStarts(position), var found = figures(at: position), found.rule == "date-figures" else {
            return nil
        }
        found.range = start..<found.range.upperBound
        return found
    }

    /// "mardi matin 24 septembre"
    private func weekdayPartDate(_ start: Int, _ position: Int) -> FoundTime? {
        guard let part = phraseEnd(.part, position), let found = dayWords(from: part), found.day != nil,
            found.month != nil
        else { return nil }
        let range = start..<found.end
        return FoundTime(
            range: range, interval: dayMeant(found, range).map { single($0, .hour) },
            anchor: found.year == nil ? reference.anchor : .explicit, rule: "weekday part-of-day date", movesFocus: true
        )
    }

    func dayWord(at position: Int) -> FoundTime? {
        guard let (days, end) = phrase(.dayWord, position) else { return nil }
        return FoundTime(
            range: position..<end, interval: reference.day.map { single($0.adding(days: days)) },
            anchor: reference.anchor, rule: "day-word", movesFocus: reference.day != nil)
    }
}
