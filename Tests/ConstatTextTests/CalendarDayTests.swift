import ConstatText
import Testing

@Suite struct CalendarDayTests {
    @Test func civilDatesRoundTrip() throws {
        for number in stride(from: -200_000, through: 200_000, by: 37) {
            let day = CalendarDay(number: number)
            let (year, month, dayOfMonth) = day.civil
            #expect(CalendarDay(year: year, month: month, day: dayOfMonth) == day)
        }
        #expect(try #require(CalendarDay("2016-06-01")).weekday == 3)
        #expect(CalendarDay("2016-06-31") == nil)
        #expect(CalendarDay("2016-6-1") == nil)
        #expect(try #require(CalendarDay("2024-01-31")).adding(months: 1).description == "2024-02-29")
    }
}
