import ConstatClaims
import ConstatText
import Testing

@testable import ConstatStore

@Suite struct ClaimQueryTests {
    private func found(_ query: ClaimQuery) throws -> [String] {
        let store = try StoreFolder().store()
        try store.add([Made.document(1)])
        return try store.claims(matching: query).map(\.id.claim)
    }

    private func days(_ first: String, _ last: String) throws -> ClosedRange<CalendarDay> {
        try #require(CalendarDay(first))...#require(CalendarDay(last))
    }

    @Test func eachConditionNarrows() throws {
        #expect(try found(ClaimQuery()) == ["c1", "c2"])
        #expect(try found(ClaimQuery(types: [.airstrike])) == ["c1"])
        #expect(try found(ClaimQuery(types: [.airstrike, .casualties])) == ["c1", "c2"])
        #expect(try found(ClaimQuery(types: [])) == [])
        #expect(try found(ClaimQuery(actor: "iq-army")) == ["c1", "c2"])
        #expect(try found(ClaimQuery(actor: "nobody")) == [])
        #expect(try found(ClaimQuery(measure: .killed)) == ["c1", "c2"])
        #expect(try found(ClaimQuery(types: [.airstrike], measure: .wounded)) == [])
    }

    /// The claims are of the first and second of June.
    @Test func daysMustMeet() throws {
        #expect(try found(ClaimQuery(days: days("2016-06-02", "2016-06-30"))).count == 2)
        #expect(try found(ClaimQuery(days: days("2016-05-01", "2016-06-01"))).count == 2)
        #expect(try found(ClaimQuery(days: days("2016-06-03", "2016-06-30"))) == [])
        #expect(try found(ClaimQuery(days: days("2016-05-01", "2016-05-31"))) == [])
    }

    /// The claims are at Mosul, within 5 km.
    @Test func placesMustReachIntoTheBox() throws {
        let near = PlaceBox(latitude: 36.4, longitude: 43.1, radiusKm: 3)
        let far = PlaceBox(latitude: 36.4, longitude: 43.3, radiusKm: 3)
        #expect(try found(ClaimQuery(box: near)).count == 2)
        #expect(try found(ClaimQuery(box: far)) == [])
        #expect(try found(ClaimQuery(box: PlaceBox(west: 170, east: -170, south: 30, north: 40))).count == 2)
    }

    @Test func aBoxHoldsItsCircle() {
        let box = PlaceBox(latitude: 60, longitude: 10, radiusKm: 111)
        #expect(box.south < 59.01 && box.north > 60.99)
        #expect(box.west < 8 && box.east > 12)
        let pole = PlaceBox(latitude: 89.5, longitude: 0, radiusKm: 100)
        #expect((pole.west, pole.east, pole.north) == (-180, 180, 90))
        let dateLine = PlaceBox(latitude: 0, longitude: 179.9, radiusKm: 50)
        #expect((dateLine.west, dateLine.east) == (-180, 180))
    }
}
