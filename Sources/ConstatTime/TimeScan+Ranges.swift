import ConstatText

/// Times with two ends: "du 9 au 11 novembre", "13-15 juillet", "de mars à mai 2015", "entre le 22 janvier et hier".
extension TimeScan {
    // MARK: Days

    /// What opens a range: it says which words may link the ends.
    private enum Opener {
        case du, les, des, entre, de, from, bare
    }

    private func opening(at position: Int) -> (word: Opener, from: Int) {
        switch word(position) {
        case "du": return (.du, position + 1)
        case "les": return (.les, position + 1)
        case "des": return (.des, position + 1)
        case "entre": return (.entre, position + 1)
        case "de": return (.de, position + 1)
        default:
            if let end = phraseEnd(.fromDay, position) { return (.from, end) }
            return (.bare, position)
        }
    }

    private func isLink(_ position: Int, _ opener: Opener) -> Bool {
        switch word(position) {
        case "-", "–": opener != .from
        case "~": opener != .from && opener != .les && opener != .des
        case "jusqu'": opener == .du || opener == .de || opener == .bare || opener == .from
        case "au": opener != .entre && opener != .from
        case "a": opener == .du || opener == .de
        case "et": opener == .entre || opener == .les || opener == .des
        default: false
        }
    }

    /// Past a link and the article after it; nil where none stands at `position`.
    private func pastLink(_ position: Int, _ opener: Opener, allowsA: Bool = false) -> Int? {
        guard isLink(position, opener) || allowsA && word(position) == "a" else { return nil }
        var end = position + 1
        if word(position) == "jusqu'" {
            guard isOneOf(end, "a", "au", "en") else { return nil }
            end += 1
        }
        return isOneOf(end, "le", "la", "l'", "les", "ce", "cette") ? end + 1 : end
    }

    /// "du 9 au 11 novembre", "entre le 10 et le 12", "23-29 janvier 2023", "samedi 13 au dimanche 15 juillet".
    func dayRange(at position: Int) -> FoundTime? {
        let opening = opening(at: position)
        let from = opening.word == .entre && isOneOf(opening.from, "le", "les") ? opening.from + 1 : opening.from
        guard let first = rangeDay(from), let next = pastLink(first.end, opening.word), var second = rangeDay(next)
        else { return nil }
        if first.day != nil, second.day == nil { return nil }
        let range = position..<second.end
        if second.month == nil, second.day != nil, let (offset, end) = otherMonth(second.end),
            let reference = reference.day
        {
            let month = reference.adding(months: offset)
            (second.month, second.year, second.end) = (month.month, month.year, end)
        }
        if opening.word == .les, let listed = listed(position, first, second) { return listed }
        guard isDated(opening.word, first, second, range, isArticled: from > opening.from) else { return nil }
        if second.day != nil, second.month == nil, isCounted(second.end) { return nil }
        return dayRange(position..<second.end, first, second)
    }

    /// "les 6 et 22 juin" are two days: the first has its month from the second.
    private func listed(_ position: Int, _ first: DayWords, _ second: DayWords) -> FoundTime? {
        guard word(first.end) == "et", first.month == nil, let month = second.month, let day = first.day,
            let next = second.day, next - day > 1
        else { return nil }
        return listed(
            position..<first.end,
            DayWords(weekday: first.weekday, day: day, month: month, year: second.year, end: first.end))
    }

    /// "le 18 et le 19 juin": the day that stands before the month's own.
    func listed(_ range: Range<Int>, _ found: DayWords) -> FoundTime {
        let day = dayMeant(found, range)
        return FoundTime(
            range: range, interval: day.map { single($0) }, anchor: found.year == nil ? reference.anchor : .explicit,
            rule: "date", movesFocus: day != nil)
    }

    /// The month after "et le 19 juin", for the day before it.
    func monthOfNext(_ position: Int) -> DayWords? {
        guard isOneOf(position, "et", "ou", "puis") else { return nil }
        let next = isOneOf(position + 1, "le", "du", "au") ? position + 2 : position + 1
        guard let found = dayWords(from: next), found.day != nil, found.month != nil else { return nil }
        return found
    }

    private func isCounted(_ end: Int) -> Bool { isNounLike(end) && !isCapitalised(end) }

    /// Days at the ends of a range may be in words ("du treize au quinze") and carry "e" ("13e").
    private func rangeDay(_ position: Int) -> DayWords? {
        if let found = dayWords(from: position), found.day != nil { return found }
        let weekday = wordValue(.weekday, position)
        let at = weekday == nil ? position : position + 1
        if let (day, end) = dayNumber(at, allowsWords: true) {
            return DayWords(weekday: weekday, day: day, end: end)
        }
        if let day = ordinalFigure(word(at)), (1...31).contains(day) {
            return DayWords(weekday: weekday, day: day, end: at + 1)
        }
        return weekday.map { DayWords(weekday: $0, end: position + 1) }
    }

    /// "entre 25 et 30 morts", "3 - 12", "5 à 6" have no days in them.
    private func isDated(
        _ opener: Opener, _ first: DayWords, _ second: DayWords, _ range: Range<Int>, isArticled: Bool
    ) -> Bool {
        switch opener {
        case .du: return second.month != nil || second.weekday != nil || second.day != nil && first.day != nil
        case .de:
            // "de lundi à jeudi"; "de 5 à 6 mai" is careless, "de 10 à 15 mars" still a time.
            return first.weekday != nil && second.weekday != nil || second.month != nil
        case .entre: return second.month != nil || second.weekday != nil || isArticled
        case .bare:
            // "13 au 18" alone has days for its subject.
            let isAlone = range.lowerBound == 0 && range.upperBound >= text.count && word(first.end) == "au"
            return (second.month != nil || isAlone) && isBareRange(first, range)
        case .from: return second.month != nil && first.day != nil || first.weekday != nil && second.weekday != nil
        case .les, .des: return second.month != nil
        }
    }

    /// "13-15 juillet", "13 au 15 juillet"; not "n° 9 - 5 novembre 2024" and not "le 13 au 15 mai".
    private func isBareRange(_ first: DayWords, _ range: Range<Int>) -> Bool {
        guard first.day != nil else { return false }
        if first.weekday != nil || first.month != nil { return true }
        guard isOneOf(first.end, "-", "–", "~") else { return true }
        return touch(range.lowerBound, first.end + 1) || range.lowerBound == 0
    }

    private func dayRange(_ range: Range<Int>, _ first: DayWords, _ second: DayWords) -> FoundTime? {
        let ends = days(from: first, to: second, range)
        var end = range.upperBound
        if second.year == nil, let (_, next) = turn(end) { end = next }
        let span = ends.flatMap { $0.0 <= $0.1 ? DateSpan(start: $0.0, end: $0.1, precision: .day) : nil }
        return FoundTime(
            range: range.lowerBound..<end, interval: span,
            anchor: second.year == nil || second.month == nil ? reference.anchor : .explicit, rule: "day-range",
            movesFocus: span != nil)
    }

    /// Both ends of "du mercredi 6 au jeudi 7 novembre": what the first leaves out it has from the second.
    func days(from first: DayWords, to second: DayWords, _ range: Range<Int>) -> (CalendarDay, CalendarDay)? {
        guard let end = dayMeant(second, range) else { return nil }
        guard let day = first.day else {
            guard let weekday = first.weekday else { return nil }
            // "De jeudi à samedi", told on the Thursday.
            if second.day == nil, let today = reference.day, today.weekday == weekday, end < today,
                direction(around: range) != .past, let last = second.weekday
            {
                return (today, today.adding(days: (last - weekday + 7) % 7))
            }
            let back = (end.weekday - weekday + 7) % 7
            return (end.adding(days: -back), end)
        }
        if let year = first.year, let month = first.month {
            return CalendarDay(year: year, month: month, day: day).map { ($0, end) }
        }
        var month = end
        if let named = first.month, named != end.month {
            month = CalendarDay(year: named > end.month ? end.year - 1 : end.year, month: named, day: 1) ?? end
        } else if first.month == nil, day > end.day {
            month = CalendarDay(year: end.year, month: end.month, day: 1)?.adding(months: -1) ?? end
        }
        return CalendarDay(year: month.year, month: month.month, day: day).map { ($0, end) }
    }

    // MARK: Ends of any kind

    /// One end of a range: a part of the calendar that may lack its year, or a time that is placed already.
    private struct RangeEnd {
        var edge: Edge?
        var day: Int?
        var month: Int?
        var year: Int?
        var found: FoundTime?
        var end: Int

        var isExplicit: Bool { year != nil || found?.anchor == .explicit }
    }

    /// "de mars à mai 2015", "entre juillet 2020 et juin 2021", "de 2012 à 2014", "2014-2018", "entre maintenant et le
    /// 15 novembre", "de la fin de mars à mi-septembre".
    func range(at position: Int) -> FoundTime? {
        let opening = opening(at: position)
        var from = opening.from
        if opening.word != .bare, isOneOf(from, "le", "la", "l'", "ce", "cette") { from += 1 }
        if let found = joinedMonths(position, from) { return found }
        if opening.word == .bare, !isBareYears(position) { return bareDates(position) }
        guard let first = rangeEnd(from), let next = pastLink(first.end, opening.word), let second = rangeEnd(next),
            areAlike(first, second)
        else { return nil }
        let range = position..<second.end
        // "de 1900 à 2000 soldats"
        if first.month == nil, first.found == nil, second.found == nil, isCounted(second.end) { return nil }
        return placed(first, second, range)
    }

    /// "01/08/2019 à aujourd'hui", "01/05/2019 - 07/05/2019"
    private func bareDates(_ position: Int) -> FoundTime? {
        guard figureStarts(position), let first = figures(at: position), first.rule == "date-figures",
            let next = pastLink(first.range.upperBound, .bare, allowsA: true),
            let second = rangeEnd(next), second.found != nil
        else { return nil }
        return placed(
            RangeEnd(found: first, end: first.range.upperBound), second, position..<second.end)
    }

    /// "2014-2018" by itself, no part of a longer number.
    private func isBareYears(_ position: Int) -> Bool {
        guard let first = yearNumber(position), let second = yearNumber(position + 2), first < second,
            isOneOf(position + 1, "-", "–", "~"), touch(position, position + 2)
        else { return false }
        return !touch(position - 1, position) && !isOneOf(position + 3, "-", "/") || word(position - 1) == "("
    }

    private func areAlike(_ first: RangeEnd, _ second: RangeEnd) -> Bool {
        if first.found != nil || second.found != nil { return true }
        return (first.month == nil) == (second.month == nil)
    }

    private func rangeEnd(_ position: Int) -> RangeEnd? {
        if let end = now(at: position)?.range.upperBound ?? nowAfterArticle(position) {
            let day = reference.day.map { single($0) }
            return RangeEnd(
                found: FoundTime(range: position..<end, interval: day, anchor: reference.anchor, rule: "now"), end: end)
        }
        if let found = figures(at: position) ?? quarter(at: position) ?? dayWord(at: position) ?? holiday(at: position)
        {
            return RangeEnd(found: found, end: found.range.upperBound)
        }
        if let day = dayWords(from: position), day.month != nil {
            return RangeEnd(day: day.day, month: day.month, year: day.year, end: day.end)
        }
        if let (edge, next) = edgeOpening(position) { return calendarEnd(edge, next) }
        if word(position).hasPrefix("mi-"), let month = words.value(.month, String(word(position).dropFirst(3))) {
            let year = yearAfter(position + 1)
            return RangeEnd(edge: .middle, month: month, year: year?.year, end: year?.end ?? position + 1)
        }
        if let turned = turn(position), let found = figures(at: turned.end) {
            return RangeEnd(found: found, end: found.range.upperBound)
        }
        if wordValue(.weekday, position) != nil, let found = named(at: position, isAfterPreposition: false) {
            return RangeEnd(found: found, end: found.range.upperBound)
        }
        return calendarEnd(nil, position)
    }

    /// "à ce jour" and "de ce jour": the article went with the link.
    private func nowAfterArticle(_ position: Int) -> Int? {
        word(position - 1) == "ce" ? now(at: position - 1)?.range.upperBound : nil
    }

    private func calendarEnd(_ edge: Edge?, _ position: Int) -> RangeEnd? {
        if let month = monthNumber(position) {
            let end = monthEnd(position)
            let year = yearAfter(end)
            return RangeEnd(edge: edge, month: month, year: year?.year, end: year?.end ?? end)
        }
        if isOneOf(position, "l'"), isOneOf(position + 1, "an", "annee") { return calendarEnd(edge, position + 2) }
        return yearNumber(position).map { RangeEnd(edge: edge, year: $0, end: position + 1) }
    }

    /// What an end covers in the given year.
    private func span(_ end: RangeEnd, in year: Int?) -> DateSpan? {
        if let found = end.found { return found.interval }
        guard let year else { return nil }
        guard let month = end.month else {
            return end.edge.map { edgeSpan($0, ofYear: year) } ?? years(0..<0, year, year)?.interval
        }
        if let day = end.day { return CalendarDay(year: year, month: month, day: day).map { single($0) } }
        return days(end.edge.map(edgeDays) ?? 1...31, month, year, end.edge == nil ? .month : .week)
    }

    /// The end first, then the latest beginning before it; with a year only at the beginning, the other way round.
    private func placed(_ first: RangeEnd, _ second: RangeEnd, _ range: Range<Int>) -> FoundTime? {
        var found = FoundTime(
            range: range, interval: nil, anchor: second.isExplicit || first.isExplicit ? .explicit : reference.anchor,
            rule: "range")
        var last: DateSpan?
        if second.found != nil || second.year != nil {
            last = span(second, in: second.year)
        } else if let year = first.year, let start = span(first, in: year)?.start {
            last = span(second, in: year).flatMap { $0.start ?? start >= start ? $0 : span(second, in: year + 1) }
        } else if let month = second.month, let year = rangeYear(first, month, range) {
            last = span(second, in: year)
        }
        guard let last, let end = last.end else {
            // Half of it may be known: "entre le 9 mai 2019 et hier".
            guard let half = span(first, in: first.year) else { return found }
            found.interval = DateSpan(start: half.start, end: nil, precision: half.precision)
            return found
        }
        if first.found != nil, first.found?.interval == nil {
            found.interval = DateSpan(start: nil, end: end, precision: last.precision)
            return found
        }
        let start = first.year.flatMap { span(first, in: $0) } ?? first.found?.interval ?? before(end, first)
        guard let start, let from = start.start, from <= end else { return nil }
        found.interval = DateSpan(start: from, end: end, precision: max(start.precision, last.precision))
        return found
    }

    /// The latest year in which `first` begins before `end`.
    private func before(_ end: CalendarDay, _ first: RangeEnd) -> DateSpan? {
        guard first.found == nil else { return nil }
        return [end.year, end.year - 1].compactMap { span(first, in: $0) }.first { $0.start ?? end < end }
    }

    /// The year of the last month: for what is to come the beginning must lie ahead.
    private func rangeYear(_ first: RangeEnd, _ month: Int, _ range: Range<Int>) -> Int? {
        guard let year = yearOf(month, range), let begin = first.month, isFuture(range), begin > month,
            let reference = reference.day,
            year == reference.year, begin > reference.month - 6
        else { return yearOf(month, range) }
        return year + 1
    }

    /// "mars-avril 2015" in one token.
    private func joinedMonths(_ start: Int, _ position: Int) -> FoundTime? {
        guard isLetter(position), word(position).utf8.contains(UInt8(ascii: "-")) else { return nil }
        let parts = word(position).split(separator: "-")
        guard parts.count == 2, let first = words.value(.month, String(parts[0])),
            let second = words.value(.month, String(parts[1]))
        else { return nil }
        let year = yearAfter(position + 1)
        let range = start..<(year?.end ?? position + 1)
        return placed(
            RangeEnd(month: first, end: position + 1),
            RangeEnd(month: second, year: year?.year, end: range.upperBound), range)
    }
}
