import ConstatLanguage
import ConstatText

/// "trois semaines", "plus de 48 heures", "plusieurs mois".
struct TimeLength {
    enum Unit: Int {
        case minute = 1
        case hour, day, week, month, year, decade, century, quarter
    }
    var count: Int
    var unit: Unit
    var range: Range<Int>
    /// "plusieurs", "quelques": the count is only a convention.
    var isVague = false

    var precision: TimePrecision {
        switch unit {
        case .minute: .hour
        case .hour: count < 24 ? .hour : .day
        case .day: .day
        case .week: .week
        case .month, .quarter: .month
        case .year, .decade, .century: .year
        }
    }

    /// The day that lies this length after `day` (before it for `sign` -1); nil where the calendar has no such year.
    func from(_ day: CalendarDay, _ sign: Int) -> CalendarDay? {
        // Ten thousand years hold this many of any unit; the sum must not overflow.
        guard count <= 4_000_000 else { return nil }
        let result: CalendarDay
        switch unit {
        case .minute: result = day
        case .hour: result = day.adding(days: sign * (count < 24 ? 0 : (count + 23) / 24))
        case .day: result = day.adding(days: sign * count)
        case .week: result = day.adding(days: sign * 7 * count)
        case .month, .quarter, .year, .decade, .century:
            let months = count * monthsOfUnit
            guard months < 12 * 9999, (1...9999).contains(day.year + sign * (months / 12 + 1)) else { return nil }
            result = day.adding(months: sign * months)
        }
        return (1...9999).contains(result.year) ? result : nil
    }

    private var monthsOfUnit: Int {
        switch unit {
        case .month: 1
        case .quarter: 3
        case .year: 12
        case .decade: 120
        case .century: 1200
        case .minute, .hour, .day, .week: 0
        }
    }
}

extension TimeScan {
    func unit(_ position: Int) -> TimeLength.Unit? {
        let value = wordValue(.unit, position) ?? pluralValue(.unit, position)
        return value.flatMap(TimeLength.Unit.init)
    }

    /// The length that starts at `position`; `several` units ("plusieurs mois", bare "semaines") count as three.
    func lengthWords(from position: Int, allowsBare: Bool = false) -> TimeLength? {
        var from = position
        if let end = phraseEnd(.about, from), unit(end) == nil { from = end }
        if let end = phraseEnd(.several, from), let unit = unit(end), yearNumber(end + 1) == nil {
            return TimeLength(count: 3, unit: unit, range: position..<(end + 1), isVague: true)
        }
        if allowsBare, let unit = unit(from), word(from).hasSuffix("s"), word(from) != "ans" {
            return TimeLength(count: 3, unit: unit, range: position..<(from + 1))
        }
        guard var (count, next) = number(from) else { return nil }
        if isOneOf(next, "bonne", "bon", "longs", "longues", "petite") { next += 1 }
        if let round = wordValue(.round, next) ?? pluralValue(.round, next) {
            count *= round
            next += 1
            guard word(next) == "de" else { return nil }
            next += 1
        }
        if isOneOf(next, "longs", "longues", "bons", "bonnes") { next += 1 }
        guard let unit = unit(next) else { return compact(from, position) }
        // "20 Minutes" is a newspaper.
        if isCapitalised(next), !isAllCapitals { return nil }
        next += 1
        if isOneOf(next, "et"), isOneOf(next + 1, "demi", "demie") { next += 2 }
        return TimeLength(count: count, unit: unit, range: position..<next)
    }

    /// A whole number in figures or words and past its end.
    func number(_ position: Int) -> (Int, Int)? {
        if let value = figure(position) ?? wordValue(.number, position) ?? spelled(word(position)) {
            // "vingt et un jours"
            if value >= 20, word(position + 1) == "et", wordValue(.number, position + 2) == 1 {
                return (value + 1, position + 3)
            }
            return (value, position + 1)
        }
        if let compact = compact(position, position) { return (compact.count, position) }
        return nil
    }

    /// "quarante-huit", "vingt-deux", "quatre-vingt-onze", "trente-et-un"
    private func spelled(_ word: String) -> Int? {
        // The shortest is "un-six"; most words are no number at all.
        guard word.utf8.count > 5, word.utf8.contains(UInt8(ascii: "-")) else { return nil }
        var total = 0
        for part in word.split(separator: "-") where part != "et" {
            guard let value = words.value(.number, String(part)), value < 100 else { return nil }
            if total == 4, value == 20 {
                total = 80
            } else if total == 0 || value < 20 && total >= 20 {
                total += value
            } else {
                return nil
            }
        }
        return total
    }

    /// "48h"
    private func compact(_ position: Int, _ start: Int) -> TimeLength? {
        let token = word(position)
        guard token.hasSuffix("h"), let hours = Self.integer(token.dropLast().utf8) else { return nil }
        return TimeLength(count: hours, unit: .hour, range: start..<(position + 1))
    }

    // MARK: Points and stretches at a distance

    /// "il y a deux jours": that day; for years its month. The precision says how little the day is worth.
    func point(_ length: TimeLength, from day: CalendarDay, _ sign: Int) -> DateSpan? {
        if length.unit == .hour, focus.isEvening, sign < 0 {
            // Back from about eight in the evening.
            return single(day.adding(days: Int((Double(20 - length.count) / 24).rounded(.down))), .hour)
        }
        guard let base = length.from(day, sign) else { return nil }
        switch length.unit {
        case .minute, .hour: return single(base, .hour)
        case .day, .week, .month, .quarter: return single(base, length.precision)
        case .year, .decade, .century:
            return days(1...31, base.month, base.year, .year)
        }
    }

    /// "il y a deux jours"; "il y a 12 morts" is none.
    func ago(at position: Int) -> FoundTime? {
        guard let end = phraseEnd(.ago, position), let length = lengthWords(from: end) else {
            return nil
        }
        let span = reference.day.flatMap { day in
            length.isVague
                ? length.from(day, -1).map { DateSpan(start: $0, end: day, precision: length.precision) }
                : point(length, from: day, -1)
        }
        return FoundTime(
            range: position..<length.range.upperBound, interval: span, anchor: reference.anchor, rule: "ago",
            movesFocus: span != nil && length.unit == .day)
    }

    /// "ces dernières 24 heures", "les trois derniers jours", "dans les prochains jours", "dans les jours à venir".
    func lasts(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "dans"), isOneOf(from + 1, "les", "ces") { from += 1 }
        let isBare = !isOneOf(from, "ces", "les", "des", "la", "le", "cette", "aux")
        // "deux derniers soldats" needs its unit; "derniers jours" only opens a heading.
        guard !isBare || position == 0 && isIn(.lasts, position) || number(position) != nil else {
            return nil
        }
        if !isBare { from += 1 }
        if isOneOf(from, "seules", "toutes", "quelques") { from += 1 }
        guard let (count, sign, unitAt) = countAround(from), let unit = unit(unitAt) else {
            return comingDays(position, from) ?? unitsBeside(position, from, isBare: isBare)
        }
        let isSingular = isOneOf(position, "la", "le", "cette") || word(from - 1) == "la" || word(from - 1) == "le"
        if isSingular, unit == .day || unit == .hour || unit == .minute || unit == .quarter { return nil }
        let length = TimeLength(
            count: count ?? (isSingular ? 1 : 3), unit: unit, range: position..<(unitAt + 1),
            isVague: count == nil && !isSingular)
        return isBare && count != nil ? wholeUnits(length, sign) : stretch(length, sign)
    }

    /// "les trois jours suivants", "les deux mois précédents" from the day told; "ces trois mois écoulés".
    private func unitsBeside(_ position: Int, _ from: Int, isBare: Bool) -> FoundTime? {
        guard let (count, unitAt) = number(from), let unit = unit(unitAt) else { return nil }
        let length = TimeLength(count: count, unit: unit, range: position..<(unitAt + 1))
        if let (offset, end) = turn(unitAt + 1), offset != 0 {
            // "deux ans passés en prison" tells how long.
            guard end >= text.count || !isBare && !isOneOf(end, "a", "en", "dans", "sous", "au") else { return nil }
            let length = TimeLength(count: count, unit: unit, range: position..<end)
            return isBare ? wholeUnits(length, offset) : stretch(length, offset)
        }
        guard let (sign, end) = beside(unitAt + 1) else { return nil }
        let isAlone = isBare && focus.span == nil && end >= text.count
        if isAlone { return wholeUnits(TimeLength(count: count, unit: unit, range: position..<end), sign) }
        guard !isBare, let told = toldDay else { return nil }
        let near = told.day.adding(days: unit == .hour ? 0 : sign)
        let span = length.from(told.day, sign).map { far in
            DateSpan(start: min(near, far), end: max(near, far), precision: length.precision)
        }
        return FoundTime(
            range: position..<end, interval: span, anchor: told.anchor, rule: "units-beside")
    }

    /// "3 prochains mois" without an article, as one asks a calendar: whole units before or after the present one.
    private func wholeUnits(_ length: TimeLength, _ sign: Int) -> FoundTime {
        var found = stretch(length, sign)
        guard let day = reference.day, length.count > 0, length.count <= 10_000 else { return found }
        let count = length.count
        let (first, last) = sign > 0 ? (1, count) : (-count, -1)
        let ends: (DateSpan?, DateSpan?)
        switch length.unit {
        case .day: ends = (single(day.adding(days: first)), single(day.adding(days: last)))
        case .week: ends = (period(.week, first, day), period(.week, last, day))
        case .month: ends = (period(.month, first, day), period(.month, last, day))
        case .year: ends = (period(.year, first, day), period(.year, last, day))
        case .minute, .hour, .quarter, .decade, .century: return found
        }
        guard let start = ends.0?.start, let end = ends.1?.end else { return found }
        found.interval = DateSpan(start: start, end: end, precision: length.precision)
        return found
    }

    /// "dernières 24 heures", "24 dernières heures", "derniers jours": the number, past or to come, where the
    /// unit stands.
    private func countAround(_ position: Int) -> (count: Int?, sign: Int, unitAt: Int)? {
        var from = position
        var count: Int?
        if let (value, next) = number(from) { (count, from) = (value, next) }
        let sign: Int
        if isIn(.lasts, from) {
            sign = -1
        } else if isIn(.nexts, from) {
            sign = 1
        } else {
            return nil
        }
        from += 1
        if count == nil, let (value, next) = number(from) { (count, from) = (value, next) }
        return (count, sign, from)
    }

    /// "dans les semaines à venir".
    private func comingDays(_ position: Int, _ from: Int) -> FoundTime? {
        var unitAt = from
        var count = 3
        if let (value, next) = number(from) { (count, unitAt) = (value, next) }
        guard let unit = unit(unitAt), word(unitAt + 1) == "a", word(unitAt + 2) == "venir" else { return nil }
        return stretch(
            TimeLength(count: count, unit: unit, range: position..<(unitAt + 3), isVague: unitAt == from), 1)
    }

    private func stretch(_ length: TimeLength, _ sign: Int) -> FoundTime {
        let span = reference.day.flatMap { day -> DateSpan? in
            guard let far = length.from(day, sign) else { return nil }
            if sign < 0 { return DateSpan(start: far, end: day, precision: length.precision) }
            // "dans les prochains jours" is the week to come.
            if length.unit == .day, length.isVague {
                return DateSpan(start: day.adding(days: 1), end: day.adding(days: 7), precision: .week)
            }
            let start = length.unit == .hour ? day : day.adding(days: 1)
            return DateSpan(start: min(start, far), end: far, precision: length.precision)
        }
        return FoundTime(
            range: length.range, interval: span, anchor: reference.anchor, rule: sign < 0 ? "last-units" : "next-units")
    }

    // MARK: Lengths

    /// A length with what stands around it: "en 48 heures", "pendant deux heures", "36 heures après", "trois jours de".
    func length(at position: Int) -> FoundTime? {
        if let found = within(at: position) { return found }
        if let end = phraseEnd(.during, position), let length = lengthWords(from: end) {
            return bare(position..<length.range.upperBound, length)
        }
        if word(position) == "dans", let length = lengthWords(from: position + 1) { return ahead(position, length) }
        guard let length = lengthWords(from: position) else { return nil }
        return distance(length) ?? (isNoLength(length) ? nil : bare(length.range, length))
    }

    /// "un homme de 34 ans" has an age, "le journal de 7 h" an hour; "un jour" is any day.
    private func isNoLength(_ length: TimeLength) -> Bool {
        if length.range.count == 2, isOneOf(length.range.lowerBound, "un"), isOneOf(length.range.lowerBound + 1, "jour")
        {
            return true
        }
        let before = word(length.range.lowerBound - 1)
        let last = word(length.range.upperBound - 1)
        // "une semaine sur deux"
        if word(length.range.upperBound) == "sur", number(length.range.upperBound + 1) != nil { return true }
        if last == "ans" || last == "an" {
            return isOneOf(length.range.lowerBound - 1, "de", "(", ",")
                || before == "a" && !isOneOf(length.range.upperBound, "de", "du")
        }
        return length.unit == .hour && length.count <= 24 && !last.hasPrefix("heure")
            && (before == "de" || before == "")
    }

    private func bare(_ range: Range<Int>, _ length: TimeLength) -> FoundTime {
        var found = FoundTime(range: range, interval: nil, role: .duration, anchor: .none, rule: "length")
        found.value = Timex.length(length)
        return found
    }

    /// "en 48 heures", "en une nuit": up to publication, or on the day told for less than a day.
    private func within(at position: Int) -> FoundTime? {
        guard let end = phraseEnd(.within, position), let length = lengthWords(from: end) else {
            return nil
        }
        let range = position..<length.range.upperBound
        if isFuture(range) { return bare(range, length) }
        if length.precision == .hour {
            let told = toldDay
            return FoundTime(
                range: range, interval: told.map { single($0.day, .hour) }, anchor: told?.anchor ?? .none,
                rule: "within")
        }
        let span = reference.day.flatMap { day in
            length.from(day, -1).map { DateSpan(start: $0, end: day, precision: length.precision) }
        }
        return FoundTime(range: range, interval: span, anchor: reference.anchor, rule: "within")
    }

    /// "dans deux jours"
    private func ahead(_ position: Int, _ length: TimeLength) -> FoundTime? {
        guard word(length.range.upperBound) != "de" else { return nil }
        // "dans trois semaines à compter de demain"
        if let end = phraseEnd(.countedFrom, length.range.upperBound), let base = namedDay(end) {
            return FoundTime(
                range: position..<base.range.upperBound,
                interval: base.interval?.start.flatMap { point(length, from: $0, 1) }, anchor: base.anchor,
                rule: "ahead")
        }
        let range = position..<length.range.upperBound
        return FoundTime(
            range: range, interval: reference.day.flatMap { point(length, from: $0, 1) }, anchor: reference.anchor,
            rule: "ahead")
    }

    /// "deux jours plus tôt", "36 heures après l'entrée": the day of the entry, told from that of the sentence.
    private func distance(_ length: TimeLength) -> FoundTime? {
        let after = length.range.upperBound
        let told = toldDay
        func found(_ end: Int, _ sign: Int, _ rule: String) -> FoundTime {
            let range = length.range.lowerBound..<end
            let span = length.isVague ? nil : told.flatMap { point(length, from: $0.day, sign) }
            // "deux ans plus tard" after a day that nobody told: it did not happen after publication.
            let isImpossible =
                sign > 0 && !isFuture(range)
                && reference.day.map { day in span?.start.map { $0 > day } ?? false } ?? false
            return FoundTime(
                range: range, interval: isImpossible ? nil : span, anchor: told?.anchor ?? .none, rule: rule)
        }
        if let found = distanceFromNamed(length) { return found }
        if isOneOf(after, "apres") {
            return namesHappening(after + 1)
                ? found(after + 1, -1, "length-after") : found(after + 1, 1, "length-later")
        }
        if isOneOf(after, "avant") {
            return namesHappening(after + 1)
                ? found(after + 1, 1, "length-before") : found(after + 1, -1, "length-earlier")
        }
        if let end = phraseEnd(.later, after) { return found(end, 1, "length-later") }
        if let end = phraseEnd(.earlier, after) { return found(end, -1, "length-earlier") }
        return nil
    }

    /// "trois jours après le 12 janvier", "deux semaines avant Noël", "16 jours à partir du 1er février".
    private func distanceFromNamed(_ length: TimeLength) -> FoundTime? {
        let after = length.range.upperBound
        let sign = word(after) == "avant" ? -1 : 1
        guard let from = isOneOf(after, "apres", "avant") ? after + 1 : phraseEnd(.countedFrom, after),
            !length.isVague, let base = namedDay(from)
        else { return nil }
        return FoundTime(
            range: length.range.lowerBound..<base.range.upperBound,
            interval: base.interval?.start.flatMap { point(length, from: $0, sign) }, anchor: base.anchor,
            rule: "length-from-day")
    }

    /// A single day by name: "le 12 janvier", "12/01/2018", "Noël", "demain". The article may have gone before.
    func namedDay(_ position: Int) -> FoundTime? {
        guard
            let found = figures(at: position) ?? date(at: position) ?? holiday(at: position) ?? dayWord(at: position)
                ?? simpleDay(at: position), found.interval?.start == found.interval?.end || found.isApproximate
        else { return nil }
        return found
    }

    /// A noun with its article follows: "après la prise".
    private func namesHappening(_ position: Int) -> Bool {
        isOneOf(
            position, "le", "la", "l'", "les", "son", "sa", "leur", "un", "une", "cette", "cet", "ce", "de", "que",
            "avoir")
    }
}
