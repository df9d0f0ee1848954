import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText
import Testing

@Suite struct SituationTests {
    static func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }

    static func situation(
        _ reports: [ClaimRecord], on text: String, knownBy: String? = nil, area: Area? = nil
    ) -> Situation {
        let query = SituationQuery(on: day(text), knownBy: knownBy.flatMap { CalendarDay($0) }, area: area)
        let known = reports.filter { query.knows($0.document) }
        return SituationReader(events: merged(known), records: known).situation(query)
    }

    static func holders(_ reports: [ClaimRecord], on text: String, knownBy: String? = nil) -> [String?] {
        situation(reports, on: text, knownBy: knownBy).control.map(\.holder)
    }

    // MARK: Control

    static let rebels = "M23"
    static let army = "Armed Forces of the DRC"

    /// Held by the army, taken by the rebels, denied, retaken.
    static let town = [
        report("old", "2023-02-01", [claim(.held, 0, on: "2022-06-01", agent: army, status: .ongoing)]),
        report(
            "taken", "2023-02-18",
            [
                claim(.captured, 0, on: "2023-02-18", agent: rebels, target: army, by: "residents", .witness),
                claim(
                    .captured, 1, on: "2023-02-18", target: army, by: "army spokesperson", .military, status: .denied),
            ]),
        report("retaken", "2023-02-20", [claim(.captured, 0, on: "2023-02-19", agent: army, by: army, .military)]),
    ]

    @Test func aPlaceChangesHandsTwice() {
        #expect(Self.holders(Self.town, on: "2023-02-17") == [Self.army])
        #expect(Self.holders(Self.town, on: "2023-02-18") == [Self.rebels])
        #expect(Self.holders(Self.town, on: "2023-02-19") == [Self.army])
        #expect(Self.holders(Self.town, on: "2022-05-01") == [])
        let held = Self.situation(Self.town, on: "2023-02-17").control.first
        #expect(held?.since == CalendarDay("2022-06-01"))
        #expect(held?.until == CalendarDay("2023-02-18"))
    }

    @Test func whatIsKnownByADayIsLess() {
        #expect(Self.holders(Self.town, on: "2023-02-19", knownBy: "2023-02-18") == [Self.rebels])
        #expect(Self.holders(Self.town, on: "2023-02-19", knownBy: "2023-02-17") == [Self.army])
        #expect(Self.holders(Self.town, on: "2023-02-19", knownBy: "2020-01-01") == [])
    }

    @Test func aDenialIsContestedUntilItsSideSaysToHaveRetakenThePlace() {
        let before = Self.situation(Self.town, on: "2023-02-18", knownBy: "2023-02-18").control.first
        #expect(before?.isContested == true)
        #expect(before?.against.map(\.description) == ["taken#c1x0"])
        #expect(Self.situation(Self.town, on: "2023-02-18").control.first?.isContested == false)
    }

    /// The attackers alone say so, the army denies it: the place stays with the army, contested from that day on.
    @Test func aDisputedCaptureAloneDoesNotChangeHands() {
        let disputed = [
            report("old", "2022-01-10", [claim(.held, 0, on: "2021-06-01", agent: Self.army, status: .ongoing)]),
            report(
                "d", "2022-02-06",
                [
                    claim(.captured, 0, on: "2022-02-02", agent: Self.rebels, by: Self.rebels, .party),
                    claim(.captured, 1, on: "2022-02-02", target: Self.army, by: Self.army, .military, status: .denied),
                ]),
        ]
        for reports in [disputed, Array(disputed.dropFirst())] {
            let after = Self.situation(reports, on: "2022-02-03").control
            #expect(after.map(\.holder) == [Self.army])
            #expect(after.first?.isContested == true)
            #expect(after.first?.since == CalendarDay("2022-02-02"))
            #expect(after.first?.against.map(\.description) == ["d#c0x0"])
            let before = Self.situation(reports, on: "2022-02-01").control
            #expect(before.map(\.holder) == [Self.army])
            #expect(before.first?.isContested == false)
        }
    }

    /// The army's own word that it holds the place ends no dispute; somebody else's does.
    @Test func theHoldersOwnWordSettlesNoDispute() {
        func control(heldBy source: String, _ kind: Source.Kind) -> ControlInterval? {
            let reports = [
                report(
                    "d", "2022-02-04",
                    [claim(.captured, 0, on: "2022-02-02", agent: Self.rebels, by: Self.rebels, .party)]),
                report(
                    "e", "2022-02-05",
                    [
                        claim(
                            .captured, 0, on: "2022-02-02", agent: Self.rebels, by: "army", .military, status: .denied),
                        claim(.held, 1, agent: Self.army, by: source, kind, status: .ongoing),
                    ]),
            ]
            return Self.situation(reports, on: "2022-02-06").control.first
        }
        let own = control(heldBy: "army spokesperson", .military)
        #expect(own?.holder == Self.army)
        #expect(own?.isContested == true)
        #expect(own?.against.map(\.description) == ["d#c0x0"])
        #expect(control(heldBy: "UN", .un)?.isContested == false)
    }

    @Test func thePartysOwnWordCountsWhereNobodyDeniesIt() {
        let claimed = [
            report(
                "d", "2022-02-06", [claim(.captured, 0, on: "2022-02-02", agent: Self.rebels, by: Self.rebels, .party)])
        ]
        #expect(Self.holders(claimed, on: "2022-02-03") == [Self.rebels])
    }

    @Test func whoLosesAPlaceHeldItBefore() {
        let lost = [
            report("d", "2022-02-06", [claim(.captured, 0, on: "2022-02-02", agent: Self.rebels, target: Self.army)])
        ]
        #expect(Self.holders(lost, on: "2022-02-01") == [Self.army])
        #expect(Self.situation(lost, on: "2022-02-01").control.first?.since == nil)
    }

    @Test func leavingWithoutATakerLeavesNobody() {
        let left = [report("d", "2022-02-06", [claim(.withdrawn, 0, on: "2022-02-02", agent: Self.army)])]
        #expect(Self.holders(left, on: "2022-02-03") == [nil])
        #expect(Self.holders(left, on: "2022-02-01") == [Self.army])
    }

    @Test func forcesInAPlaceContestIt() {
        let entered = [
            report("old", "2022-01-01", [claim(.held, 0, on: "2021-01-01", agent: Self.army, status: .ongoing)]),
            report("d", "2022-02-06", [claim(.entered, 0, on: "2022-02-02", agent: Self.rebels)]),
        ]
        let after = Self.situation(entered, on: "2022-02-03").control
        #expect(after.map(\.holder) == [Self.army])
        #expect(after.first?.isContested == true)
        #expect(Self.situation(entered, on: "2022-02-01").control.first?.isContested == false)
    }

    @Test func whatLiesNearOrIsPlannedOrCountedChangesNothing() {
        let near = Town.place("Gao", 16.27, -0.04, relation: .near)
        let reports = [
            report(
                "d", "2022-02-06",
                [
                    claim(.captured, 0, at: near, on: "2022-02-02", agent: Self.rebels),
                    claim(.captured, 1, at: Town.ansongo, on: "2022-02-02", agent: Self.rebels, status: .planned),
                    claim(.captured, 2, at: Town.kidal, on: "2022-02-02", agent: Self.rebels, [count(.places, 13)]),
                ])
        ]
        #expect(Self.holders(reports, on: "2022-02-03") == [])
    }

    // MARK: Ledgers

    static func toll(
        _ document: String, _ day: String, until: String? = nil, _ killed: Double,
        at place: ReportedClaim.Place = Town.gao
    )
        -> ClaimRecord
    {
        report(
            document, until ?? day,
            [
                claim(
                    .casualties, 0, at: place, on: day, until: until,
                    [count(.killed, killed, unit: "civilian", civilian: true)])
            ])
    }

    @Test func happeningsAddUpAndTwoReportsOfOneDoNot() throws {
        let reports = [
            Self.toll("a", "2022-02-02", 3), Self.toll("b", "2022-02-02", 3),
            Self.toll("c", "2022-02-20", 5, at: Town.kidal),
        ]
        let entry = try #require(Self.situation(reports, on: "2022-03-01").casualties.first)
        #expect(entry.group == "civilians")
        #expect(entry.isCivilian == true)
        #expect(entry.bounds == .init(low: 8, best: 8, high: 8))
        #expect(entry.parts.map(\.claims).map { $0.map(\.document) } == [["a", "b"], ["c"]])
        #expect(Self.situation(reports, on: "2022-02-10").casualties.first?.bounds.low == 3)
    }

    @Test func aTotalIsListedWithWhatItCountsAndNotAdded() throws {
        let region = Town.place("Gao Region", 16.5, 0, radius: 300)
        let reports = [
            Self.toll("a", "2022-02-02", 3), Self.toll("c", "2022-02-20", 5, at: Town.kidal),
            Self.toll("month", "2022-02-01", until: "2022-02-28", 40, at: region),
        ]
        let entry = try #require(Self.situation(reports, on: "2022-03-01").casualties.first)
        #expect(entry.bounds == .init(low: 8, best: 8, high: 8))
        #expect(entry.totals.map(\.bounds.low) == [40])
        #expect(entry.totals.first?.covers == entry.parts.map(\.event))
    }

    @Test func aCountOfAllIsCutDownToThoseNoSideCounts() {
        let words = "19 corps, dont ceux de 12 civils."
        let reports = [
            report(
                "d", "2022-02-03",
                [
                    claim(
                        .casualties, 0, on: "2022-02-02",
                        [
                            count(.killed, 19, unit: "body", saying: "19 corps", in: words),
                            count(.killed, 12, unit: "civilian", civilian: true, saying: "12 civils", in: words),
                        ], evidence: words)
                ])
        ]
        let entries = Self.situation(reports, on: "2022-03-01").casualties
        #expect(entries.map(\.group) == ["civilians", "unknown"])
        #expect(entries.map(\.bounds.best) == [12, 7])
    }

    @Test func deniedAndPlannedHarmIsNotCounted() {
        let reports = [
            report("a", "2022-02-03", [claim(.casualties, 0, on: "2022-02-02", [count(.killed, 4)], status: .denied)]),
            report("b", "2022-02-03", [claim(.killing, 0, on: "2022-02-05", [count(.killed, 4)], status: .planned)]),
        ]
        #expect(Self.situation(reports, on: "2022-03-01").casualties == [])
    }

    @Test func stocksAreNotFlows() {
        let reports = [
            report(
                "flow", "2022-02-04",
                [claim(.displacement, 0, on: "2022-02-03", [count(.displaced, 300)], trigger: "fui")]),
            report(
                "stock", "2022-02-10",
                [claim(.displacement, 0, [count(.displaced, 30_000)], status: .ongoing, trigger: "déplacés")]),
            report(
                "later", "2022-02-20",
                [claim(.displacement, 0, [count(.displaced, 35_000)], status: .ongoing, trigger: "déplacés")]),
        ]
        let situation = Self.situation(reports, on: "2022-03-01")
        #expect(situation.movements.map(\.bounds.best) == [300])
        #expect(situation.stocks.map(\.bounds?.best) == [35_000])
        #expect(Self.situation(reports, on: "2022-02-12").stocks.map(\.bounds?.best) == [30_000])
    }

    @Test func siegesAndThingsAreListed() {
        let reports = [
            report(
                "d", "2022-02-06",
                [
                    claim(.besieged, 0, on: "2022-01-01", until: "2022-02-06", agent: Self.rebels, status: .ongoing),
                    claim(.seized, 1, on: "2022-02-02", [count(.weapons, 7, unit: "rifle")]),
                ])
        ]
        let situation = Self.situation(reports, on: "2022-02-06")
        #expect(situation.hardships.map(\.since) == [CalendarDay("2022-01-01")])
        #expect(situation.materiel.map(\.group) == ["rifle"])
        #expect(situation.materiel.first?.type == .seized)
        #expect(Self.situation(reports, on: "2021-12-31").hardships == [])
    }

    @Test func anAreaLeavesOutWhatLiesElsewhere() throws {
        let reports = [Self.toll("a", "2022-02-02", 3), Self.toll("c", "2022-02-20", 5, at: Town.kidal)]
        let kidal = try #require(Area(placeNamed: "kidal", in: reports))
        #expect(Self.situation(reports, on: "2022-03-01", area: kidal).casualties.map(\.bounds.low) == [5])
        let box = Area.box(west: -1, south: 16, east: 1, north: 17)
        #expect(Self.situation(reports, on: "2022-03-01", area: box).casualties.map(\.bounds.low) == [3])
        #expect(Area(placeNamed: "nowhere", in: reports) == nil)
        let dateLine = Area.box(west: 170, south: -90, east: -0.01, north: 90)
        #expect(Self.situation(reports, on: "2022-03-01", area: dateLine).casualties.map(\.bounds.low) == [3])
    }

    @Test(arguments: 1...8) func theOrderOfReportsMakesNoDifference(seed: Int) {
        let reports = World.reports(30, seed: UInt64(seed) + 500)
        let one = Self.situation(reports, on: "2019-05-01")
        let other = Self.situation(reports.reversed(), on: "2019-05-01")
        #expect(one.control == other.control)
        #expect(one.casualties == other.casualties)
        #expect(one.movements == other.movements)
        #expect(one.materiel == other.materiel)
        #expect(one.hardships == other.hardships)
        #expect(one.stocks == other.stocks)
        for interval in one.control {
            if let since = interval.since, let until = interval.until { #expect(since < until) }
        }
    }
}

/// Records that make no sense give an answer all the same.
@Suite struct HostileRecordTests {
    @Test func oddValuesNeverTrap() {
        var odd = claim(.casualties, 0, at: Town.place("", 90, 180, radius: 20_000), on: "9999-12-31")
        odd.time = .init(start: CalendarDay(number: 9_000_000), end: CalendarDay(number: -9_000_000), precision: .year)
        odd.quantities = [
            count(.killed, low: 1e12, best: 3, high: 0), count(.killed, .infinity), count(.displaced, .nan),
            count(.killed, -5), count(.weapons, 1e300, unit: ""),
        ]
        var far = claim(.captured, 1, at: Town.place("Pole", -90, -180, radius: 0), agent: "", target: "")
        far.trigger = QuotedSpan(start: 0, end: 0, quote: "")
        far.evidence = QuotedSpan(start: 0, end: 0, quote: "")
        far.quantities = [count(.places, 2, saying: "x", in: "x")]
        var nameless = claim(.held, 2, at: Town.place("?", 0, 0), on: "0001-01-01", agent: "", status: .ongoing)
        nameless.place?.latitude = .nan
        nameless.place?.radiusKm = .infinity
        let reports = [
            report("", nil, [odd, far, nameless]), report("b", "0001-01-01", [odd, far, nameless, odd]),
            report("c", "9999-12-31", []),
        ]
        let events = merged(reports)
        #expect(!events.isEmpty)
        let query = SituationQuery(on: CalendarDay(number: 0), area: .box(west: 180, south: 90, east: -180, north: -90))
        _ = SituationReader(events: events, records: reports).situation(query)
        _ = SituationReader(events: events, records: []).situation(SituationQuery(on: CalendarDay(number: 0)))
    }
}
