import ConstatLanguage
import ConstatText

/// Pieces of TimeML values (TIMEX3, ISO 8601).
enum Timex {
    static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// "XXXX-05-30", "XXXX-XX-23", "XXXX-05".
    static func partial(month: Int?, day: Int?) -> String {
        "XXXX-" + (month.map(two) ?? "XX") + (day.map { "-" + two($0) } ?? "")
    }

    /// A closed interval: by the name of the calendar's part that it is, else by its ends.
    static func of(_ start: CalendarDay, _ end: CalendarDay, _ precision: TimePrecision) -> String {
        if start == end { return start.description }
        let (year, month, day) = start.civil
        let next = end.adding(days: 1)
        let stem = String(start.description.prefix(4))
        if day == 1, next.day == 1 {
            let months = (next.year - year) * 12 + next.month - month
            switch (months, month) {
            case (1, _): return stem + "-" + two(month)
            case (3, 1), (3, 4), (3, 7), (3, 10): return stem + "-Q\((month + 2) / 3)"
            case (6, 1), (6, 7): return stem + "-H\(month / 7 + 1)"
            case (12, 1): return stem
            case (120, 1) where year % 10 == 0: return String(stem.prefix(3))
            case (1200, 1) where year % 100 == 0: return String(stem.prefix(2))
            default: break
            }
        }
        if precision == .week, start.weekday == 1, end.number - start.number == 6 { return week(of: start) }
        if start.weekday == 6, end.number - start.number == 1, precision == .day { return week(of: start) + "-WE" }
        return start.description + "/" + end.description
    }

    /// "2013-W07"; the year of a week is that of its Thursday.
    static func week(of day: CalendarDay) -> String {
        let thursday = day.adding(days: 4 - day.weekday)
        guard let first = CalendarDay(year: thursday.year, month: 1, day: 1) else { return day.description }
        return thursday.description.prefix(4) + "-W" + two((thursday.number - first.number) / 7 + 1)
    }

    /// "P3D", "PT48H"; X where the words leave the number open.
    static func length(_ length: TimeLength) -> String {
        let count = length.isVague ? "X" : String(length.count)
        switch length.unit {
        case .minute: return "PT\(count)M"
        case .hour: return "PT\(count)H"
        case .day: return "P\(count)D"
        case .week: return "P\(count)W"
        case .month: return "P\(count)M"
        case .year: return "P\(count)Y"
        case .decade: return "P\(count)DE"
        case .century: return "P\(count)CE"
        case .quarter: return "P\(count)Q"
        }
    }
}

extension TimeScan {
    /// The TimeML value of what was read; nil where the words tell nothing that has one ("quelques jours plus tard").
    func value(of time: FoundTime) -> String? {
        if let value = time.value { return value }
        guard let interval = time.interval else { return time.partial }
        if time.rule == "now" || time.rule == "now-on" { return "PRESENT_REF" }
        guard let start = interval.start else { return interval.end.map { "../" + $0.description } }
        guard let end = interval.end else { return start.description + "/.." }
        let part = interval.precision == .hour && start == end ? partOfDay(in: time.range) : ""
        return Timex.of(start, end, interval.precision) + part + (time.isApproximate ? "~" : "")
    }

    /// "TMO", "TNI", "T19:15" of the words; "" where none tells a part of the day.
    func partOfDay(in range: Range<Int>) -> String {
        for position in range {
            if let (hour, minute) = hourAndMinute(position) {
                return hour < 24 ? "T\(Timex.two(hour)):\(Timex.two(minute))" : ""
            }
        }
        for position in range {
            if let part = words.value(.partCode, PlainWord.stem(word(position))) {
                return ["", "TMO", "TMI", "TAF", "TEV", "TNI", "TDT"].dropFirst(part).first ?? ""
            }
        }
        return ""
    }
}
