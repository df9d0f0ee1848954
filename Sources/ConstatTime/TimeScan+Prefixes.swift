import ConstatText

/// Prepositions that open or close an interval: depuis, dès, jusqu'à, d'ici, avant.
extension TimeScan {
    // MARK: Since

    /// "depuis janvier 2014", "depuis trois semaines", "depuis lundi": up to publication. "Depuis" alone counts
    /// from the day told.
    func since(at position: Int) -> FoundTime? {
        guard word(position) == "depuis" else { return nil }
        // "depuis lundi jusqu'à jeudi"
        if let found = dayRange(at: position) ?? range(at: position) { return found }
        var from = position + 1
        if isOneOf(from, "la", "le", "l'", "les", "ces"), let length = sinceLasts(position, from) { return length }
        if let end = phraseEnd(.about, from), lengthWords(from: end) != nil { from = end }
        if let length = lengthWords(from: from, allowsBare: true) {
            let start = reference.day.flatMap { length.from($0, -1) }
            return since(position..<length.range.upperBound, start, length.precision, reference.anchor, "since-length")
        }
        if let found = night(at: from) ?? textDay(at: from) ?? partOfDay(at: from) ?? named(
            at: from, isAfterPreposition: true)
            ?? untilPart(at: from)
        {
            return since(
                position..<found.range.upperBound, found.interval?.start, found.interval?.precision ?? .day,
                found.anchor,
                "since " + found.rule)
        }
        // "Deux d'entre eux ont été exécutés depuis."
        guard isOneOf(position + 1, ".", ",", ";", ")", "") else { return nil }
        let start = focus.span?.end.flatMap { told in (reference.day.map { told <= $0 } ?? true) ? told : nil }
        return since(position..<(position + 1), start, .day, .text, "since-then")
    }

    private func sinceLasts(_ start: Int, _ from: Int) -> FoundTime? {
        guard let found = lasts(at: from) else { return nil }
        return since(
            start..<found.range.upperBound, found.interval?.start, found.interval?.precision ?? .day, found.anchor,
            "since " + found.rule)
    }

    private func since(
        _ range: Range<Int>, _ start: CalendarDay?, _ precision: TimePrecision, _ anchor: TimeMention.Anchor,
        _ rule: String
    ) -> FoundTime {
        let span = start.map { start -> DateSpan in
            // What is since a day that has not come ends nowhere.
            let end = reference.day.flatMap { $0 >= start ? $0 : nil }
            return DateSpan(start: start, end: end, precision: precision)
        }
        return FoundTime(range: range, interval: span, role: .since, anchor: anchor, rule: rule)
    }

    // MARK: Until

    /// "jusqu'à l'aube", "jusqu'au 12 mai".
    func until(at position: Int) -> FoundTime? {
        guard word(position) == "jusqu'" else { return nil }
        let from = isOneOf(position + 1, "a", "en") ? position + 2 : position + 1
        if let found = now(at: position + 1) ?? now(at: from) {
            let span = reference.day.map { DateSpan(start: nil, end: $0, precision: .day) }
            return FoundTime(
                range: position..<found.range.upperBound, interval: span, role: .until, anchor: found.anchor,
                rule: "now-on")
        }
        if let part = untilPart(at: from) {
            let span =
                focus.span.map { focus -> DateSpan in
                    let end = self.focus.isEvening ? focus.end?.adding(days: 1) : focus.end
                    return DateSpan(start: focus.start, end: end, precision: .hour)
                } ?? part.interval
            return FoundTime(
                range: position..<part.range.upperBound, interval: span, role: .until, anchor: part.anchor,
                rule: "until-part", movesFocus: span != nil)
        }
        guard
            let found = textDay(at: from) ?? partOfDay(at: from) ?? named(at: from, isAfterPreposition: true)
                ?? clock(at: from)
        else { return nil }
        let start = focus.span?.start
        let span = found.interval.map { interval -> DateSpan in
            // Within a month: what was told long before has ended long before.
            let isAfterStart =
                start.flatMap { start in
                    interval.end.map { start <= $0 && $0.number - start.number <= 31 }
                } ?? false
            return DateSpan(start: isAfterStart ? start : nil, end: interval.end, precision: interval.precision)
        }
        return FoundTime(
            range: position..<found.range.upperBound, interval: span, role: .until, anchor: found.anchor,
            rule: "until " + found.rule)
    }

    private func untilPart(at position: Int) -> FoundTime? {
        guard let end = phraseEnd(.untilPart, position) else { return nil }
        let told = toldDay
        return FoundTime(
            range: position..<end, interval: told.map { single($0.day, .hour) }, anchor: told?.anchor ?? .none,
            rule: "part-of-day")
    }

    // MARK: By

    /// "d'ici vendredi", "d'ici fin mars", "avant la fin du mois": from publication to then.
    func by(at position: Int) -> FoundTime? {
        if let found = fromDay(at: position) { return found }
        var from: Int
        if let end = phraseEnd(.by, position) {
            from = end
        } else if word(position) == "avant", phraseEnd(.dayWord, position) == nil {
            from = position + 1
            if let end = endOfUnit(position, from) { return end }
            return before(position, from)
        } else {
            return nil
        }
        if let end = endOfUnit(position, from) { return end }
        if isOneOf(from, "la", "le", "au"), lengthWords(from: from + 1) != nil { from += 1 }
        if let length = lengthWords(from: from) {
            let end = reference.day.flatMap { length.from($0, 1) }
            return by(position..<length.range.upperBound, end, length.precision, reference.anchor)
        }
        guard let found = named(at: from, isAfterPreposition: true) else { return nil }
        let end = coming(found, from)
        return by(position..<found.range.upperBound, end, byPrecision(found, end), found.anchor)
    }

    /// A named time as the next one to come, whatever the sentence's tense.
    private func coming(_ found: FoundTime, _ from: Int) -> CalendarDay? {
        guard let reference = reference.day, let end = found.interval?.end else { return nil }
        if end >= reference || found.anchor == .explicit { return end }
        if let weekday = wordValue(.weekday, from), found.rule.hasPrefix("weekday") {
            return weekdayNear(weekday, isFuture: true)
        }
        let later = end.adding(months: found.interval?.precision == .day && found.rule == "day-of-month" ? 1 : 12)
        // A month's last day stays its last day ("fin février").
        guard let precision = found.interval?.precision, precision != .day, precision != .hour,
            end.adding(days: 1).day == 1
        else { return later }
        return CalendarDay(
            year: later.year, month: later.month, day: CalendarDay.length(year: later.year, month: later.month))
    }

    private func byPrecision(_ found: FoundTime, _ end: CalendarDay?) -> TimePrecision {
        guard let reference = reference.day, let end, let precision = found.interval?.precision else { return .day }
        if found.rule == "month-edge" { return .month }
        return precision == .day && end.number - reference.number > 1 ? .week : precision
    }

    private func by(
        _ range: Range<Int>, _ end: CalendarDay?, _ precision: TimePrecision, _ anchor: TimeMention.Anchor
    ) -> FoundTime {
        let span = end.flatMap { end in
            reference.day.flatMap { $0 <= end ? DateSpan(start: $0, end: end, precision: precision) : nil }
        }
        return FoundTime(range: range, interval: span, role: .during, anchor: anchor, rule: "by")
    }

    /// "la fin de la semaine", "la fin du mois", "la fin de l'année".
    private func endOfUnit(_ start: Int, _ position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "a") { from += 1 }
        guard isOneOf(from, "la"), isOneOf(from + 1, "fin") else { return nil }
        from += 2
        guard isOneOf(from, "de", "du") else { return nil }
        from += 1
        if isOneOf(from, "la", "l'", "le") { from += 1 }
        guard let unit = unit(from), unit == .week || unit == .month || unit == .year else { return nil }
        let end = reference.day.flatMap { day -> CalendarDay? in
            switch unit {
            case .week: day.adding(days: 7 - day.weekday)
            case .month:
                CalendarDay(year: day.year, month: day.month, day: CalendarDay.length(year: day.year, month: day.month))
            default: CalendarDay(year: day.year, month: 12, day: 31)
            }
        }
        let precision: TimePrecision = unit == .week ? .week : unit == .month ? .month : .year
        return by(start..<(from + 1), end, precision, reference.anchor)
    }

    /// "avant vendredi" in a plan; "avant 2014" leaves the start open.
    private func before(_ position: Int, _ from: Int) -> FoundTime? {
        guard let found = named(at: from, isAfterPreposition: true), found.rule != "period" else { return nil }
        let range = position..<found.range.upperBound
        if isFuture(range) {
            let end = coming(found, from)
            return by(range, end, byPrecision(found, end), found.anchor)
        }
        let span = found.interval.map { DateSpan(start: nil, end: $0.start, precision: $0.precision) }
        return FoundTime(range: range, interval: span, role: .until, anchor: found.anchor, rule: "before " + found.rule)
    }

    /// "dès mercredi", "à partir de lundi": a day to come unless a verb nearby is past.
    private func fromDay(at position: Int) -> FoundTime? {
        guard let from = phraseEnd(.from, position), wordValue(.weekday, from) != nil else {
            return nil
        }
        guard var found = named(at: from, isAfterPreposition: true) else { return nil }
        found.range = position..<found.range.upperBound
        if direction(around: found.range) != .past, found.rule.hasPrefix("weekday"),
            let weekday = wordValue(.weekday, from), let day = weekdayNear(weekday, isFuture: true)
        {
            found.interval = single(day, found.interval?.precision ?? .day)
        }
        return found
    }

    // MARK: Datelines

    /// Marks a full date that is the document's own: at the head or foot of the text, alone, before a dash, or after
    /// "publié le"; such a date is when somebody wrote, not when something happened.
    func datelined(_ found: FoundTime) -> FoundTime {
        guard found.isFullDate else { return found }
        var found = found
        let start = found.range.lowerBound
        if isPublished(before: start) {
            found.isDateline = true
        } else if index < 6 || index >= count - 2 {
            found.isDateline = isHeading(before: start) && isDatelineEnd(found.range.upperBound)
        }
        if found.isDateline { found.movesFocus = false }
        return found
    }

    /// "Publié le", "(Mis à jour le" open the line; "un communiqué a été publié le" tells a happening.
    private func isPublished(before start: Int) -> Bool {
        guard let begin = words[.published].start(in: text, before: start) else { return false }
        return begin == 0 || (begin == 1 && !isNounLike(0) && sentence.tokens[0].partOfSpeech == .punctuation)
    }

    /// Only names, nouns and marks stand before the date: no sentence has begun.
    private func isHeading(before start: Int) -> Bool {
        if start == 0 { return true }
        guard start <= 25 else { return false }
        let before = word(start - 1)
        let isSetOff = [",", "-", "–", "—", "(", ":", "|", "/", "•", "·", "au"].contains(before)
        guard isSetOff || isAllCapitals else { return false }
        return !(0..<start).contains { position in
            let token = sentence.tokens[position]
            return (token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary)
                && token.morphology.verbForm == .finite
        }
    }

    private func isDatelineEnd(_ end: Int) -> Bool {
        end >= text.count || [".", "-", "–", "—", ")", "(", "|", ":", "/"].contains(word(end))
    }
}
