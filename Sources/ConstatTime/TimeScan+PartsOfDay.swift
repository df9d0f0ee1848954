import ConstatLanguage
import ConstatText

/// Hours, nights and parts of days, and days told from another day.
extension TimeScan {
    // MARK: After a day

    /// "mardi soir", "jeudi avant l'aube", "dimanche vers 17 heures",
    /// "le mercredi 8 février 2023, aux environs de 18h40".
    func extended(_ day: FoundTime) -> FoundTime {
        var found = day
        if let end = phraseEnd(.part, day.range.upperBound) {
            let part = text[day.range.upperBound..<end]
            found.range = day.range.lowerBound..<end
            found.interval?.precision = .hour
            found.isEvening = phraseEnd(.evening, day.range.upperBound) == end
            found.rule += " part-of-day"
            if part.count >= 3, part.last == "nuit", part.first == "dans", let end = found.interval?.end {
                found.interval?.end = end.adding(days: 1)
            }
        }
        var clock = found.range.upperBound
        if word(clock) == "," { clock += 1 }
        if let end = clockRangeEnd(from: clock) ?? clockEnd(from: clock, needsPreposition: false) {
            found.range = day.range.lowerBound..<end
            found.interval?.precision = .hour
            found.rule += " clock"
        }
        return found
    }

    /// "le soir du 30 mai", "dans la matinée de jeudi", "dans la journée de jeudi".
    func partOfDay(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "de") { return nil }
        if isOneOf(from, "dans", "en", "pendant", "durant", "a", "au") { from += 1 }
        while isOneOf(from, "le", "la", "l'", "ce", "cet", "cette", "petit", "fin", "debut", "de") { from += 1 }
        let isPart = isIn(.partNoun, from)
        guard isPart || isIn(.dayNoun, from), from <= position + 5 else { return nil }
        var next = from + 1
        if word(next) == "de" { next += 1 }
        guard isOneOf(from + 1, "de", "du"),
            let day = figures(at: next) ?? date(at: next) ?? holiday(at: next) ?? simpleDay(at: next)
        else { return nil }
        var found = day
        found.range = position..<day.range.upperBound
        found.rule = isPart ? "part-of-day" : "day"
        if isPart { found.interval?.precision = .hour }
        found.isEvening = isPart && isIn(.evening, from)
        found.isFullDate = false
        return found
    }

    func simpleDay(at position: Int) -> FoundTime? {
        guard let found = dayWords(from: position) else { return nil }
        let range = position..<found.end
        let day = dayMeant(found, range)
        return FoundTime(
            range: range, interval: day.map { single($0) }, anchor: found.year == nil ? reference.anchor : .explicit,
            rule: "day", movesFocus: day != nil)
    }

    // MARK: Nights

    /// "dans la nuit de dimanche à lundi", "la nuit du 16 au 17 mai", "cette nuit", "dans la nuit", "nocturne".
    func night(at position: Int) -> FoundTime? {
        if let end = phraseEnd(.nightOf, position), let found = nightBetween(position, end) {
            return found
        }
        guard let end = phraseEnd(.nightAlone, position) else { return nil }
        let isTonight = word(position) == "cette" && isFuture(position..<end)
        let day = isPluperfect ? toldDay?.day : reference.day ?? toldDay?.day
        let span = day.map { day in
            isTonight
                ? DateSpan(start: day, end: day.adding(days: 1), precision: .hour)
                : DateSpan(start: day.adding(days: -1), end: day, precision: .hour)
        }
        return FoundTime(
            range: position..<end, interval: span, anchor: isPluperfect && focus.span != nil ? .text : reference.anchor,
            rule: "night", movesFocus: false)
    }

    /// "avaient filé dans la nuit": before the day that is told, not before publication.
    private var isPluperfect: Bool {
        text.contains { $0 == "avait" || $0 == "avaient" }
    }

    private func nightBetween(_ start: Int, _ position: Int) -> FoundTime? {
        guard isOneOf(position, "de", "du") else { return nil }
        guard let first = dayWords(from: position + 1) else {
            return word(position + 1) == "hier" ? nightOfHier(start, position + 2) : nil
        }
        if isOneOf(first.end, "a", "au", "et"), let second = dayWords(from: first.end + 1) {
            let range = start..<second.end
            let span = days(from: first, to: second, range)
            return nightFound(range, span, isExplicit: second.year != nil)
        }
        // "la nuit de lundi", "la nuit du 3 mai": it starts there.
        let range = start..<first.end
        let day = dayMeant(first, range)
        return nightFound(range, day.map { ($0, $0.adding(days: 1)) }, isExplicit: first.year != nil)
    }

    private func nightOfHier(_ start: Int, _ end: Int) -> FoundTime {
        nightFound(start..<end, reference.day.map { ($0.adding(days: -1), $0) }, isExplicit: false)
    }

    private func nightFound(_ range: Range<Int>, _ days: (CalendarDay, CalendarDay)?, isExplicit: Bool) -> FoundTime {
        FoundTime(
            range: range, interval: days.map { DateSpan(start: $0.0, end: $0.1, precision: .hour) },
            anchor: isExplicit ? .explicit : reference.anchor, rule: "night-of", movesFocus: days != nil)
    }

    // MARK: Parts of a day alone

    /// "à l'aube", "dans la soirée", "ce matin", "au cours de la journée".
    func partAlone(at position: Int) -> FoundTime? {
        if let found = thisPart(at: position) { return found }
        if let end = phraseEnd(.wholeDay, position), !isOneOf(end, "de", "du") {
            let told = toldDay
            return FoundTime(
                range: position..<end, interval: told.map { single($0.day) }, anchor: told?.anchor ?? .none,
                rule: "whole-day", movesFocus: told != nil)
        }
        guard let end = phraseEnd(.partAlone, position), !isNewspaper(position..<end) else { return nil }
        let told = toldDay
        return FoundTime(
            range: position..<end, interval: told.map { single($0.day, .hour) }, anchor: told?.anchor ?? .none,
            rule: "part-of-day", movesFocus: false)
    }

    /// "Le Soir", "Le Matin": a part of the day has no capital behind its article.
    private func isNewspaper(_ range: Range<Int>) -> Bool {
        range.count > 1 && !isAllCapitals && range.dropFirst().contains(where: isCapitalised)
    }

    /// "ce matin", "cet après-midi".
    private func thisPart(at position: Int) -> FoundTime? {
        guard isOneOf(position, "ce", "cet", "cette"),
            isIn(.partNoun, position + 1) || word(position + 1) == "midi"
        else { return nil }
        return FoundTime(
            range: position..<(position + 2), interval: reference.day.map { single($0, .hour) },
            anchor: reference.anchor,
            rule: "this-part", movesFocus: reference.day != nil, isEvening: isIn(.evening, position + 1)
        )
    }

    // MARK: Hours

    /// "vers 17 heures", "peu après 19h15", "10H00".
    func clock(at position: Int) -> FoundTime? {
        guard let end = clockEnd(from: position, needsPreposition: true) else { return nil }
        let told = toldDay
        return FoundTime(
            range: position..<end, interval: told.map { single($0.day, .hour) }, anchor: told?.anchor ?? .none,
            rule: "clock")
    }

    /// "de 9h à 11h", "entre 9 heures et 11 heures"
    private func clockRangeEnd(from position: Int) -> Int? {
        guard isOneOf(position, "de", "entre"), let (first, _) = hour(position + 1),
            isOneOf(first, "a", "et", "-", "jusqu'")
        else { return nil }
        return hour(isOneOf(first + 1, "a") ? first + 2 : first + 1)?.end
    }

    func clockEnd(from position: Int, needsPreposition: Bool) -> Int? {
        var from = position
        if let end = phraseEnd(.clockAbout, position) { from = end }
        guard let (end, hasMinutes) = hour(from) else { return nil }
        let after = phraseEnd(.clockAfter, end)
        if after == nil {
            if from == position, !hasMinutes { return nil }
            // "à 12 heures de route", "4h après": lengths.
            if isOneOf(end, "de", "apres", "plus", "durant") { return nil }
        }
        var last = after ?? end
        if word(last) == "(", let (inner, _) = hour(last + 1), let zone = phraseEnd(.clockAfter, inner),
            word(zone) == ")"
        {
            last = zone + 1
        }
        return last
    }

    /// "19h15", "17 heures 30", "7 h", "17:30".
    private func hour(_ position: Int) -> (end: Int, hasMinutes: Bool)? {
        if let minutes = compactHour(word(position)) { return (position + 1, minutes) }
        guard let value = figure(position) ?? wordValue(.number, position), value <= 24,
            isOneOf(position + 1, "heures", "heure", "h")
        else { return nil }
        if let minutes = figure(position + 2), minutes < 60, word(position + 2).utf8.count == 2 {
            return (position + 3, true)
        }
        return (position + 2, false)
    }

    /// Whether "19h15" or "17:30" has minutes; nil when the word is no hour.
    private func compactHour(_ word: String) -> Bool? {
        hourFigures(word).map { $0.minute != nil }
    }

    private func hourFigures(_ word: String) -> (hour: Int, minute: Int?)? {
        guard let first = word.utf8.first, (0x30...0x39).contains(first) else { return nil }
        for separator in ["h", ":"] as [Character] {
            let parts = word.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let hour = Self.integer(parts[0].utf8), hour <= 24 else { continue }
            if parts[1].isEmpty { return separator == "h" ? (hour, nil) : nil }
            if let minutes = Self.integer(parts[1].utf8), minutes < 60, parts[1].utf8.count == 2 {
                return (hour, minutes)
            }
        }
        return nil
    }

    /// The hour that stands at `position`: "19h15", "17 heures 30".
    func hourAndMinute(_ position: Int) -> (hour: Int, minute: Int)? {
        if let (hour, minute) = hourFigures(word(position)) { return (hour, minute ?? 0) }
        guard let hour = figure(position) ?? wordValue(.number, position), self.hour(position) != nil else {
            return nil
        }
        return (hour, figure(position + 2).flatMap { $0 < 60 && word(position + 2).utf8.count == 2 ? $0 : nil } ?? 0)
    }

    /// "10h52 |" at the head of an entry of a live blog.
    func stamp(at position: Int) -> FoundTime? {
        guard position == 0, let (end, _) = hour(0),
            isOneOf(end, "|", "-", ":", "—", "•", "·", "/", ">") || (word(0) == "[" && word(end) == "]")
        else { return nil }
        return FoundTime(
            range: 0..<end, interval: reference.day.map { single($0, .hour) }, anchor: reference.anchor, rule: "stamp",
            movesFocus: reference.day != nil)
    }

    // MARK: Days from the day told

    /// "la veille", "le lendemain matin", "le même jour"; "au lendemain d'un raid" tells the raid's day.
    func textDay(at position: Int) -> FoundTime? {
        if let found = besideNamed(at: position) { return found }
        if let end = phraseEnd(.textDayOf, position), isOneOf(end, "de", "du", "des"),
            // "a fait état la veille d'un incident": the day before, and the incident of nobody knows when.
            !(word(position) == "la" && isOneOf(end + 1, "un", "une"))
        {
            return besideDatedHappening(position..<end) ?? textDay(position..<end, .textDayOf, "day-before-or-after")
        }
        guard let end = phraseEnd(.textDay, position) else { return nil }
        var found = textDay(position..<end, .textDay, "text-day")
        found.movesFocus = found.interval != nil && word(position) != "la" && word(position) != "l'"
        return extended(found)
    }

    /// "au lendemain de l'attaque de mardi", "à la veille du scrutin du 5 mai": beside the day that its noun has, which is read
    /// by itself as the time of that noun.
    private func besideDatedHappening(_ range: Range<Int>) -> FoundTime? {
        guard let (days, end) = phrase(.textDayOf, range.lowerBound) else { return nil }
        for link in (end + 2)..<(end + 6) where isOneOf(link, "de", "du") {
            guard let found = named(at: isOneOf(link, "du") ? link : link + 1, isAfterPreposition: false),
                let day = found.interval?.start, found.interval?.end == day
            else { continue }
            var beside = found
            beside.range = range
            beside.interval = single(day.adding(days: -days))
            beside.rule = "day-beside-happening"
            beside.isFullDate = false
            return beside
        }
        return nil
    }

    /// "la veille de Noël", "le lendemain du 7 octobre"
    private func besideNamed(at position: Int) -> FoundTime? {
        guard let (days, end) = phrase(.textDayOf, position), isOneOf(end, "de", "du", "des")
        else {
            return nil
        }
        guard
            var found = namedDay(isOneOf(end, "du") ? end : end + 1) ?? (isOneOf(end, "du") ? namedDay(end + 1) : nil),
            let day = found.interval?.start, found.interval?.end == day
        else { return nil }
        found.range = position..<found.range.upperBound
        found.interval = single(day.adding(days: -days))
        found.rule = "day-beside-named"
        found.isFullDate = false
        return found
    }

    private func textDay(_ range: Range<Int>, _ section: TimeWords.Section, _ rule: String) -> FoundTime {
        let days = words.value(section, text[range].joined(separator: " ")) ?? 0
        let told = sentenceDay.map { (day: $0, anchor: TimeMention.Anchor.text) } ?? toldDay
        return FoundTime(
            range: range, interval: told.map { single($0.day.adding(days: days)) }, anchor: told?.anchor ?? .none,
            rule: rule)
    }

    // MARK: Now, again and again

    func now(at position: Int) -> FoundTime? {
        let changed = phraseEnd(.nowOn, position)
        guard let end = changed ?? phraseEnd(.now, position) else { return nil }
        return FoundTime(
            range: position..<end, interval: reference.day.map { single($0) }, anchor: reference.anchor,
            rule: changed == nil ? "now" : "now-on")
    }

    /// "chaque nuit", "tous les jours", "toutes les deux heures".
    func repeated(at position: Int) -> FoundTime? {
        var noun = position + 1
        if isOneOf(position, "tous", "toutes"), isOneOf(position + 1, "les") {
            noun = position + 2
            if wordValue(.number, noun) != nil || figure(noun) != nil { noun += 1 }
        } else if word(position) != "chaque" {
            return nil
        }
        let stem = PlainWord.stem(word(noun))
        let unit = unit(noun)
        guard unit != nil || words[.partNoun].contains(stem) || words.value(.weekday, stem) != nil else {
            return nil
        }
        var found = FoundTime(
            range: position..<(noun + 1), interval: nil, role: .repeated, anchor: .none, rule: "repeated")
        if let weekday = words.value(.weekday, stem) {
            found.value = "XXXX-WXX-\(weekday)"
        } else if let unit, !words[.partNoun].contains(stem) {
            let count = noun > position + 1 ? number(noun - 1)?.0 ?? 1 : 1
            found.value = Timex.length(TimeLength(count: count, unit: unit, range: position..<(noun + 1)))
        } else {
            found.value = "XXXX-XX-XX" + partOfDay(in: position..<(noun + 1))
        }
        return found
    }
}
