import Testing

@testable import ConstatExport

@Suite struct CountriesTests {
    private let countries = Countries.shared

    @Test func everyLineIsRead() {
        #expect(countries.problems == [])
        #expect(countries.all.count > 150)
    }

    @Test func aLineThatIsNoneIsTold() {
        #expect(Countries(text: "ML MLI 466").problems == ["line 1: not seven cells"])
        let twice = "ML MLI 466 432 Africa - Mali\nML MLI 466 432 Africa - Mali"
        #expect(Countries(text: twice).problems == ["line 2: ML is there twice"])
    }

    @Test func codesStandForOneCountry() {
        let all = countries.all.values
        #expect(Set(all.map(\.alpha3)).count == all.count)
        let states = all.compactMap(\.gleditschWard)
        #expect(Set(states).count == states.count)
        let numbers = all.compactMap(\.numeric)
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.allSatisfy { $0.utf8.count == 3 })
    }

    @Test func whatIsNotKnownIsEmpty() throws {
        let palestine = try #require(countries["PS"])
        #expect(palestine.gleditschWard == nil)
        #expect(countries["EG"]?.ucdpRegion == nil)
        #expect(countries["EG"]?.acledRegion == "Northern Africa")
        #expect(countries["CD"]?.ucdpName == "DR Congo (Zaire)")
        #expect(countries["CD"]?.name == "Democratic Republic of Congo")
    }
}
