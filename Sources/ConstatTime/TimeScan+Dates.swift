import ConstatLanguage
import ConstatText

/// Days by name and what spans them: "le mercredi 2 février 2022", "12/03/2023", "mardi", "du 9 au 11 novembre".
extension TimeScan {
    /// Any time that has a name of its own. After a preposition that only goes with times ("depuis"), a bare month or
    /// year will do; elsewhere "mars" needs "en" or a year.
    func named(at position: Int, isAfterPreposition: Bool) -> FoundTime? {
        if let found = dayRange(at: position) ?? monthRange(at: position) ?? period(at: position) ?? edge(at: position)
        {
            return found
        }
        if let found = date(at: position) ?? numericDate(at: position) { return extended(found) }
        if let found = weekday(at: position) ?? dayWord(at: position) { return extended(found) }
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
        if let weekday = words.value(.weekday, word(position)) {
            found.weekday = weekday
            found.end += 1
        }
        if let day = dayNumber(found.end) {
            found.day = day
            found.end += 1
            if let month = monthNumber(found.end) {
                found.month = month
                found.end += monthEnd(found.end) - found.end
                if let year = yearNumber(found.end) {
                    found.year = year
                    found.end += 1
                }
            }
        }
        return found.end > position ? found : nil
    }

    /// 1 ... 31, "1er", "premier".
    private func dayNumber(_ position: Int) -> Int? {
        let word = word(position)
        if word == "1er" || (word == "premier" && monthNumber(position + 1) != nil) { return 1 }
        guard let value = figure(position), (1...31).contains(value), word.utf8.count <= 2 else { return nil }
        return value
    }

    func monthNumber(_ position: Int) -> Int? {
        let word = word(position)
        if let month = words.value(.month, word) { return month }
        return word.hasSuffix(".") ? words.value(.month, String(word.dropLast())) : nil
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
            guard found.weekday != nil || (word(from - 1) == "le" && from > start && isBareDay(found.end)) else {
                return nil
            }
        } else if isNamedDay(range) {
            return nil
        }
        if found.year == nil, found.month != nil, let other = dayLastOrNext(range, found) { return other }
        let span = dayMeant(found, range).map { single($0) }
        return FoundTime(
            range: range, interval: span, anchor: found.year == nil ? reference.anchor : .explicit,
            rule: found.month == nil ? "day-of-month" : "date", movesFocus: span != nil,
            isFullDate: found.year != nil && found.month != nil)
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
        if words[.street].contains(word(article - 1)) { return true }
        return isCapitalised(range.upperBound - 1) && isCapitalised(article - 1) && !isAllCapitals
    }

    /// "le 20 mars prochain", "le 4 mai dernier".
    private func dayLastOrNext(_ range: Range<Int>, _ found: DayWords) -> FoundTime? {
        let isLast = words[.last].contains(word(range.upperBound))
        guard isLast || words[.next].contains(word(range.upperBound)), let month = found.month, let day = found.day
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

    /// "le 3 du mois dernier".
    private func dayOfOtherMonth(_ range: Range<Int>, _ day: Int) -> FoundTime? {
        let end = range.upperBound
        guard word(end) == "du", word(end + 1) == "mois" else { return nil }
        var months = 0
        if words[.last].contains(word(end + 2)) {
            months = -1
        } else if words[.next].contains(word(end + 2)) {
            months = 1
        }
        guard months != 0, let reference = reference.day else { return nil }
        let month = reference.adding(months: months)
        let found = CalendarDay(year: month.year, month: month.month, day: day)
        return FoundTime(
            range: range.lowerBound..<(end + 3), interval: found.map { single($0) }, anchor: self.reference.anchor,
            rule: "day-of-other-month", movesFocus: found != nil)
    }

    /// The day that the words mean, the nearest one that fits where month or year are missing.
    func dayMeant(_ found: DayWords, _ range: Range<Int>) -> CalendarDay? {
        guard let day = found.day else {
            return found.weekday.flatMap { weekdayNear($0, isFuture: isFuture(range)) }
        }
        if let month = found.month, let year = found.year { return CalendarDay(year: year, month: month, day: day) }
        guard let reference = reference.day else { return nil }
        if let month = found.month {
            let candidates = (-1...1).compactMap { CalendarDay(year: reference.year + $0, month: month, day: day) }
            let direction = direction(around: range)
            return nearest(
                candidates, to: reference, weekday: found.weekday, isFuture: direction == .future,
                reach: direction == .past ? 0 : 60)
        }
        let candidates = (-3...1).compactMap { offset -> CalendarDay? in
            let month = CalendarDay(year: reference.year, month: reference.month, day: 1)?.adding(months: offset)
            return month.flatMap { CalendarDay(year: $0.year, month: $0.month, day: day) }
        }
        return nearest(candidates, to: reference, weekday: found.weekday, isFuture: isFuture(range), reach: 0)
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

    // MARK: Several days

    /// "du 9 au 11 novembre", "entre le 10 et le 12", "23-29 janvier 2023".
    private func dayRange(at position: Int) -> FoundTime? {
        var from = position
        var links: [String] = ["au", "et"]
        if isOneOf(from, "du", "les") {
            from += 1
        } else if word(from) == "entre" {
            from += isOneOf(from + 1, "le", "les") ? 2 : 1
        } else if word(from) == "de", words.value(.weekday, word(from + 1)) != nil {
            from += 1
            links = ["a"]
        } else {
            guard let first = figure(from), first <= 31, word(from + 1) == "-", touch(from, from + 2) else {
                return nil
            }
            links = ["-"]
        }
        guard let first = dayWords(from: from), links.contains(word(first.end)) else { return nil }
        let next = isOneOf(first.end + 1, "le") ? first.end + 2 : first.end + 1
        guard let second = dayWords(from: next) else { return nil }
        if first.day != nil, second.day == nil { return nil }
        // "entre 25 et 30 morts"
        let isDated = second.month != nil || second.weekday != nil || word(from - 1) == "le" || word(from - 1) == "du"
        guard isDated else { return nil }
        if links == ["-"] || word(position) == "les", second.month == nil { return nil }
        return dayRange(position..<second.end, first, second)
    }

    /// Whether nothing stands between the tokens of a range ("23-29", not "n° 7 - 12 novembre").
    private func touch(_ first: Int, _ last: Int) -> Bool {
        guard last < text.count else { return false }
        return (first..<last).allSatisfy { sentence.tokens[$0].span.upper == sentence.tokens[$0 + 1].span.lower }
    }

    private func dayRange(_ range: Range<Int>, _ first: DayWords, _ second: DayWords) -> FoundTime? {
        let ends = days(from: first, to: second, range)
        let hasAdjective =
            second.year == nil
            && (words[.last].contains(word(range.upperBound)) || words[.next].contains(word(range.upperBound)))
        let range = range.lowerBound..<(range.upperBound + (hasAdjective ? 1 : 0))
        let span = ends.map { DateSpan(start: $0.0, end: $0.1, precision: .day) }
        return FoundTime(
            range: range, interval: span, anchor: second.year == nil ? reference.anchor : .explicit, rule: "day-range",
            movesFocus: span != nil)
    }

    /// Both ends of "du mercredi 6 au jeudi 7 novembre": what the first leaves out it has from the second.
    func days(from first: DayWords, to second: DayWords, _ range: Range<Int>) -> (CalendarDay, CalendarDay)? {
        guard let end = dayMeant(second, range) else { return nil }
        if let day = first.day {
            var month = end
            if let named = first.month, named != end.month {
                month = CalendarDay(year: named > end.month ? end.year - 1 : end.year, month: named, day: 1) ?? end
            } else if first.month == nil, day > end.day {
                month = end.adding(months: -1)
            }
            guard let start = CalendarDay(year: month.year, month: month.month, day: day) else { return nil }
            return (start, end)
        }
        guard let weekday = first.weekday else { return nil }
        let back = (end.weekday - weekday + 7) % 7
        return (end.adding(days: -back), end)
    }

    /// "entre juillet 2020 et juin 2021", "de mars à mai 2015", "de 2012 à 2014".
    private func monthRange(at position: Int) -> FoundTime? {
        guard isOneOf(position, "de", "entre") else { return nil }
        guard let first = monthOrYear(position + 1) else { return nil }
        guard isOneOf(first.end, word(position) == "de" ? "a" : "et"), let second = monthOrYear(first.end + 1),
            (first.month == nil) == (second.month == nil)
        else { return nil }
        let range = position..<second.end
        let lastYear = second.year ?? second.month.flatMap { yearOf($0, range) }
        let span = lastYear.flatMap { last -> DateSpan? in
            let wraps = first.year == nil && (first.month ?? 0) > (second.month ?? 0)
            let start = CalendarDay(year: first.year ?? (wraps ? last - 1 : last), month: first.month ?? 1, day: 1)
            let month = second.month ?? 12
            let end = CalendarDay(year: last, month: month, day: CalendarDay.length(year: last, month: month))
            guard let start, let end, start <= end else { return nil }
            return DateSpan(start: start, end: end, precision: first.month == nil ? .year : .month)
        }
        return FoundTime(
            range: range, interval: span, anchor: second.year == nil ? reference.anchor : .explicit, rule: "month-range"
        )
    }

    private func monthOrYear(_ position: Int) -> DayWords? {
        if let month = monthNumber(position) {
            let end = monthEnd(position)
            let year = yearNumber(end)
            return DayWords(month: month, year: year, end: year == nil ? end : end + 1)
        }
        return yearNumber(position).map { DayWords(year: $0, end: position + 1) }
    }

    // MARK: Figures with strokes

    /// "12/03/2023", "26/01", "2023-03-12", "12.03.2023".
    private func numericDate(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "le", "du", "au") { from += 1 }
        let token = word(from)
        guard let first = token.utf8.first, first >= 0x30, first <= 0x39 else { return nil }
        if let iso = CalendarDay(token), token.utf8.count == 10 {
            return numeric(position..<(from + 1), iso, isFull: true)
        }
        let separator: Character = token.utf8.contains(UInt8(ascii: "/")) ? "/" : "."
        let parts = token.split(separator: separator, omittingEmptySubsequences: false).map { Self.integer($0.utf8) }
        guard parts.count == 2 || parts.count == 3, let day = parts[0], let month = parts[1],
            (1...31).contains(day), (1...12).contains(month)
        else { return nil }
        if parts.count == 3 {
            guard let year = parts[2] else { return nil }
            let full = CalendarDay(year: year < 100 ? 2000 + year : year, month: month, day: day)
            return full.flatMap { numeric(position..<(from + 1), $0, isFull: true) }
        }
        // "3/4" is a fraction and "24/7" an idiom; a day with its month has two figures for the month.
        guard separator == "/", token.utf8.count >= 4, token.hasSuffix("/\(month < 10 ? "0" : "")\(month)") else {
            return nil
        }
        let words = DayWords(day: day, month: month, end: from + 1)
        guard let found = dayMeant(words, position..<(from + 1)) else { return nil }
        return numeric(position..<(from + 1), found, isFull: false)
    }

    private func numeric(_ range: Range<Int>, _ day: CalendarDay, isFull: Bool) -> FoundTime {
        FoundTime(
            range: range, interval: single(day), anchor: isFull ? .explicit : reference.anchor, rule: "date-figures",
            movesFocus: true, isFullDate: isFull)
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
        guard let weekday = words.value(.weekday, word(from)) else { return nil }
        var end = from + 1
        if let found = weekdayPartDate(position, end) { return found }
        var day = weekdayNear(weekday, isFuture: isFuture(position..<end))
        if let found = weekdayOfWeek(position, end, weekday) { return found }
        let hasDeterminer = from > position && !isThis
        if words[.last].contains(word(end)) {
            end += 1
            day = weekdayNear(weekday, isFuture: false)
            if day == reference.day { day = day?.adding(days: -7) }
        } else if words[.next].contains(word(end)) {
            end += 1
            day = weekdayNear(weekday, isFuture: true)
            if day == reference.day { day = day?.adding(days: 7) }
        } else if words[.following].contains(word(end)), let told = toldDay {
            end += 1
            let ahead = (weekday - told.day.weekday + 6) % 7 + 1
            day = told.day.adding(days: ahead)
        } else if hasDeterminer, word(position) == "le", focus.span == nil {
            // "le lundi" is every Monday, unless a part of day or the day's number makes it one.
            guard words[.part].end(in: text, from: end) != nil || isOneOf(end, ",") else { return nil }
        }
        return FoundTime(
            range: position..<end, interval: day.map { single($0) }, anchor: reference.anchor, rule: "weekday",
            movesFocus: day != nil)
    }

    /// "jeudi de la semaine dernière"
    private func weekdayOfWeek(_ start: Int, _ position: Int, _ weekday: Int) -> FoundTime? {
        let from = isOneOf(position, "de") ? position + 1 : position
        guard isOneOf(from, "la"), isOneOf(from + 1, "semaine"), let week = period(at: from),
            let monday = week.interval?.start
        else { return nil }
        return FoundTime(
            range: start..<week.range.upperBound, interval: single(monday.adding(days: weekday - 1)),
            anchor: week.anchor,
            rule: "weekday of-week", movesFocus: true)
    }

    /// "mardi matin 24 septembre"
    private func weekdayPartDate(_ start: Int, _ position: Int) -> FoundTime? {
        guard let part = words[.part].end(in: text, from: position), let found = dayWords(from: part), found.day != nil,
            found.month != nil
        else { return nil }
        let range = start..<found.end
        return FoundTime(
            range: range, interval: dayMeant(found, range).map { single($0, .hour) },
            anchor: found.year == nil ? reference.anchor : .explicit, rule: "weekday part-of-day date", movesFocus: true
        )
    }

    private func dayWord(at position: Int) -> FoundTime? {
        guard let days = words.value(.dayWord, word(position)) else { return nil }
        return FoundTime(
            range: position..<(position + 1), interval: reference.day.map { single($0.adding(days: days)) },
            anchor: reference.anchor, rule: "day-word", movesFocus: reference.day != nil)
    }
}
