import ConstatText

/// Feasts that move through the Gregorian calendar.
enum HolyDays {
    /// Easter Sunday of the western churches.
    /// - Source: the "anonymous Gregorian" computus (Meeus, Astronomical Algorithms, chapter 8).
    static func easter(_ year: Int) -> CalendarDay? {
        let century = year / 100
        let golden = year % 19
        let sunday = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
        let moon = sunday - (sunday / 28) * (1 - (29 / (sunday + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
        let offset = moon - weekday
        let month = 3 + (offset + 40) / 44
        return CalendarDay(year: year, month: month, day: offset + 28 - 31 * (month / 4))
    }

    /// Easter Sunday of the eastern churches, as a Gregorian day.
    /// - Source: Meeus's Julian algorithm; the Julian day is moved by the calendars' distance of that century.
    static func orthodoxEaster(_ year: Int) -> CalendarDay? {
        let moon = (19 * (year % 19) + 15) % 30
        let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        let offset = moon + weekday + 114
        let julian = CalendarDay(year: year, month: offset / 31, day: offset % 31 + 1)
        return julian?.adding(days: year / 100 - year / 400 - 2)
    }

    /// The first day of a month of the tabular Islamic calendar. Where the new moon is sighted, the month begins up to
    /// a day earlier or later.
    /// - Source: the civil tabular calendar, epoch Friday 16 July 622 (Julian), 11 leap years in 30.
    static func islamic(year: Int, month: Int, day: Int) -> CalendarDay {
        let days = 29 * (month - 1) + month / 2 + 354 * (year - 1) + (3 + 11 * year) / 30 + day
        return CalendarDay(number: islamicEpoch + days - 1)
    }

    /// 16 July 622 of the Julian calendar is 19 July of the Gregorian one.
    private static let islamicEpoch = -492_148

    /// The Islamic years that may overlap a Gregorian one.
    static func islamicYears(around year: Int) -> ClosedRange<Int> {
        let about = (year - 622) * 33 / 32
        return (about - 1)...(about + 2)
    }
}
