import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText
import Testing
import TestSupport

@Suite struct MergingTests {
    static let wire = report(
        "wire", "2022-02-04",
        [
            claim(.casualties, 0, order: 1, on: "2022-02-02", victim: "Malian Armed Forces", [count(.killed, low: 11)]),
            claim(.attack, 0, order: 2, on: "2022-02-02", target: "Malian Armed Forces"),
            claim(.displacement, 1, on: "2022-02-03", [count(.displaced, 300)]),
            claim(.attack, 2, at: Town.kidal, on: "2022-02-02"),
        ])
    static let press = report(
        "press", "2022-02-06",
        [
            claim(.attack, 0, on: "2022-02-02"),
            claim(.casualties, 1, at: nil, [count(.killed, 16)], by: "hospital", .medical),
        ])

    @Test func reportsOfOneHappeningAreOneEventAndSayWhy() throws {
        let events = merged([Self.wire, Self.press])
        let attack = try #require(events.holding("wire#c0x2"))
        #expect(attack.names == ["press#c0x0", "press#c1x0", "wire#c0x1", "wire#c0x2"])
        #expect(attack.type == .attack)
        #expect(attack.origins == ["press", "wire"])
        let join = try #require(attack.joins.first)
        #expect(join.score >= 0.62)
        #expect(join.reasons.contains("same days"))
        #expect(join.reasons.contains { $0.hasPrefix("same place") })
        #expect(attack.members.last?.reasons.contains("same sentence") == true)
    }

    @Test func otherPlacesAndOtherStrandsStayApart() {
        let events = merged([Self.wire, Self.press])
        #expect(events.holding("wire#c2x0")?.names == ["wire#c2x0"])
        #expect(events.holding("wire#c1x0")?.names == ["wire#c1x0"])
    }

    @Test(arguments: [
        ("2022-02-09", 10.0), ("2022-02-02", 400.0),
    ])
    func anotherDayOrARegionIsNotTheSameHappening(day: String, radius: Double) {
        let place = Town.place("elsewhere", 16.3, -0.1, radius: radius)
        let other = report("other", "2022-02-10", [claim(.airstrike, 0, at: place, on: day)])
        #expect(merged([Self.wire, other]).holding("other#c0x0")?.names == ["other#c0x0"])
    }

    @Test func whatIsPlannedIsNotWhatHappened() {
        let plan = report("plan", "2022-02-02", [claim(.attack, 0, on: "2022-02-02", status: .planned)])
        let events = merged([Self.wire, plan])
        #expect(events.holding("plan#c0x0")?.names == ["plan#c0x0"])
        #expect(events.holding("plan#c0x0")?.status == .planned)
    }

    /// A takes the town and B takes it back the same day: two events, though place and day are one.
    @Test func takingAndRetakingAreTwo() {
        let day = "2023-02-18"
        let one = report("one", day, [claim(.captured, 0, on: day, agent: "M23", target: "Armed Forces of the DRC")])
        let two = report("two", day, [claim(.captured, 0, on: day, agent: "Armed Forces of the DRC")])
        let three = report("three", day, [claim(.withdrawn, 0, on: day, agent: "Armed Forces of the DRC")])
        let events = merged([one, two, three])
        #expect(events.holding("one#c0x0")?.names == ["one#c0x0", "three#c0x0"])
        #expect(events.holding("two#c0x0")?.names == ["two#c0x0"])
    }

    @Test func oneSentenceTiesAFightToTheCapture() {
        let day = "2019-12-10"
        let together = report(
            "together", day,
            [
                claim(.captured, 0, order: 0, on: day, agent: "Syrian Arab Army"),
                claim(.clash, 0, order: 1, on: day, target: "Hayat Tahrir al-Sham"),
            ])
        let apart = report(
            "apart", day,
            [
                claim(.captured, 0, on: day, agent: "Syrian Arab Army"),
                claim(.clash, 1, on: day, target: "Hayat Tahrir al-Sham"),
            ])
        #expect(merged([together]).count == 1)
        #expect(merged([apart]).count == 2)
    }

    @Test func responsibilityGoesWithTheAttackThatItSpeaksOf() {
        let claimed = report(
            "d", "2022-02-06",
            [claim(.attack, 0, on: "2022-02-02"), claim(.statement, 1, at: nil, agent: "M23", trigger: "revendiqué")])
        let condemned = report(
            "e", "2022-02-06",
            [claim(.attack, 0, on: "2022-02-02"), claim(.statement, 1, at: nil, agent: "M23", trigger: "condamné")])
        #expect(merged([claimed]).count == 1)
        #expect(merged([condemned]).count == 2)
    }

    /// Who drives attackers back is the agent of that clash, and the target of the attack.
    @Test func rolesAreThoseOfTheEventsOwnType() {
        let event = merged([
            report(
                "d", "2022-02-06",
                [
                    claim(.attack, 0, on: "2022-02-02", agent: "M23", target: "Armed Forces of the DRC"),
                    claim(.clash, 1, on: "2022-02-02", agent: "Armed Forces of the DRC", target: "M23"),
                    claim(.attack, 2, on: "2022-02-02", agent: "M23"),
                ])
        ]).first
        #expect(event?.type == .attack)
        #expect(event?.parties.map(\.role) == [.agent, .target])
        #expect(event?.parties.map(\.name) == ["M23", "Armed Forces of the DRC"])
    }

    @Test func whoLeavesAPlaceThatSomebodyTakesIsTheOneItIsTakenFrom() {
        let event = merged([
            report(
                "d", "2022-02-06",
                [
                    claim(.captured, 0, on: "2022-02-02", agent: "M23"),
                    claim(.withdrawn, 1, on: "2022-02-02", agent: "Armed Forces of the DRC"),
                ])
        ]).first
        #expect(event?.parties.map(\.role) == [.agent, .target])
        #expect(event?.parties.last?.name == "Armed Forces of the DRC")
    }

    @Test func bodiesFoundDaysLaterBelongToTheKilling() {
        func found(_ day: String) -> [Event] {
            merged([
                report(
                    "d", "2024-11-20",
                    [
                        claim(.killing, 0, on: "2024-11-07", [count(.killed, 21)]),
                        claim(.found, 1, on: day, [count(.killed, 11, unit: "body")]),
                    ])
            ])
        }
        #expect(found("2024-11-09").count == 1)
        #expect(found("2024-11-19").count == 2)
    }

    @Test func relationsBetweenPlacesMakeNoEvent() {
        #expect(merged([report("d", nil, [claim(.relation, 0)])]).isEmpty)
    }

    // MARK: Order and change

    @Test(arguments: 1...12) func orderOfAddingMakesNoDifference(seed: Int) {
        let reports = World.reports(24, seed: UInt64(seed))
        let whole = merged(reports)
        var numbers = SeededNumbers(state: UInt64(seed) &* 77)
        for _ in 0..<4 {
            var merger = EventMerger()
            for report in reports.shuffled(using: &numbers) { merger.add(report) }
            #expect(merger.events() == whole)
        }
    }

    @Test(arguments: 1...12) func addingOneByOneIsTheWhole(seed: Int) {
        let reports = World.reports(20, seed: UInt64(seed) + 100)
        var merger = EventMerger()
        for (index, report) in reports.enumerated() {
            merger.add(report)
            #expect(merger.events() == merged(Array(reports[...index])))
        }
    }

    @Test(arguments: 1...12) func withdrawingRestoresWhatWasBefore(seed: Int) {
        let reports = World.reports(20, seed: UInt64(seed) + 200)
        var merger = EventMerger()
        merger.add(Array(reports.dropLast(3)))
        let before = merger.events()
        merger.add(Array(reports.suffix(3)))
        _ = merger.events()
        for report in reports.suffix(3) { merger.withdraw(report.document.id) }
        #expect(merger.events() == before)
        merger.withdraw("not there")
        #expect(merger.events() == before)
    }

    /// Whoever keeps events and takes each change has all of them.
    @Test(arguments: 1...8) func changesKeepAStoreUpToDate(seed: Int) {
        let reports = World.reports(20, seed: UInt64(seed) + 400)
        var merger = EventMerger()
        var kept: [String: Event] = [:]
        func update() {
            let (made, gone) = merger.changes()
            for id in gone { #expect(kept.removeValue(forKey: id) != nil) }
            for event in made { kept[event.id] = event }
            #expect(kept.values.sorted { $0.id < $1.id } == merger.events())
        }
        for report in reports { merger.add(report); update() }
        for report in reports.prefix(7) { merger.withdraw(report.document.id); update() }
        let (made, gone) = merger.changes()
        #expect(made.isEmpty && gone.isEmpty)
    }

    /// Whoever asks for one finds what the list of all has, before and after a change.
    @Test(arguments: 1...4) func eventsAndRecordsAreFoundByName(seed: Int) {
        let reports = World.reports(20, seed: UInt64(seed) + 500)
        var merger = EventMerger()
        merger.add(reports)
        func check() {
            let events = merger.events()
            for event in events {
                #expect(merger.event(event.id) == event)
                for member in event.members { #expect(merger.event(of: member.claim) == event) }
            }
            #expect(merger.documents.map { merger.record(of: $0)?.document.id } == merger.documents)
        }
        check()
        let lost = merger.event(of: reports[0].claims[0].id)
        merger.withdraw(reports[0].document.id)
        check()
        #expect(merger.record(of: reports[0].document.id) == nil)
        #expect(merger.event(of: reports[0].claims[0].id) == nil)
        #expect(lost.flatMap { merger.event($0.id) } != lost)
        #expect(merger.event("e0") == nil)
    }

    @Test func claimsOfARecordInAnyOrderGiveTheSame() {
        var turned = Self.wire
        turned.claims.reverse()
        #expect(merged([turned, Self.press]) == merged([Self.wire, Self.press]))
    }

    @Test func everyClaimIsInOneEvent() {
        let reports = World.reports(60, seed: 5)
        let claims = merged(reports).flatMap(\.members).map(\.claim)
        #expect(Set(claims).count == claims.count)
        #expect(claims.count == reports.flatMap(\.claims).count)
    }

    @Test func aReplacedDocumentCountsOnce() {
        var merger = EventMerger()
        merger.add(Self.wire)
        merger.add(report("wire", "2022-02-04", [claim(.attack, 0, on: "2022-02-02")]))
        #expect(merger.events().flatMap(\.names) == ["wire#c0x0"])
        #expect(merger.documents == ["wire"])
    }

    @Test func theIdStaysWhileTheFirstClaimDoes() {
        let alone = merged([Self.press]).holding("press#c0x0")?.id
        #expect(alone == merged([Self.wire, Self.press]).holding("wire#c0x1")?.id)
    }

    // MARK: Decisions

    @Test func splitAndJoinHold() throws {
        let wired = Self.wire.claims[1]
        let pressed = Self.press.claims[0]
        let split = EventDecision(.split, [ClaimReference(wired), ClaimReference(pressed)])
        let apart = merged([Self.wire, Self.press], [split])
        #expect(apart.holding("wire#c0x2")?.names.contains("press#c0x0") == false)

        let join = EventDecision(.join, [ClaimReference(wired), ClaimReference(Self.wire.claims[3])])
        let joined = merged([Self.wire, Self.press], [join])
        #expect(joined.holding("wire#c0x2")?.names.contains("wire#c2x0") == true)
    }

    @Test func aDecisionHoldsThoughTheTypeOfItsClaimIsCorrected() {
        let join = EventDecision(
            .join, [ClaimReference(Self.wire.claims[1]), ClaimReference(Self.wire.claims[3])])
        var corrected = Self.wire
        corrected.claims[1].set(.type(.airstrike))
        #expect(merged([corrected]).holding("wire#c0x2")?.names.contains("wire#c2x0") == false)
        #expect(merged([corrected], [join]).holding("wire#c0x2")?.names.contains("wire#c2x0") == true)
    }

    @Test func aSplitReachesIntoADocument() {
        let split = EventDecision(.split, [ClaimReference(Self.wire.claims[0]), ClaimReference(Self.wire.claims[1])])
        #expect(merged([Self.wire], [split]).holding("wire#c0x1")?.names == ["wire#c0x1"])
    }

    @Test func theLaterDecisionAboutAPairHolds() {
        let pair = [ClaimReference(Self.wire.claims[1]), ClaimReference(Self.press.claims[0])]
        let events = merged([Self.wire, Self.press], [EventDecision(.split, pair), EventDecision(.join, pair)])
        #expect(events.holding("wire#c0x2")?.names.contains("press#c0x0") == true)
    }

    @Test func decisionsSurviveReadingAnew() throws {
        let decision = EventDecision(
            .split, [ClaimReference(Self.wire.claims[1]), ClaimReference(Self.press.claims[0])])
        var anew = Self.press
        for index in anew.claims.indices { anew.claims[index].id.claim = "n\(index)" }
        anew.claims[0].trigger.start -= 0
        anew.claims[0].trigger.end += 4
        var merger = EventMerger(decisions: [decision])
        merger.add([Self.wire, Self.press])
        _ = merger.events()
        merger.add(anew)
        #expect(merger.events().holding("wire#c0x2")?.names.contains("press#n0") == false)
        merger.decide([])
        #expect(merger.events().holding("wire#c0x2")?.names.contains("press#n0") == true)
        #expect(merger.events() == merged([Self.wire, anew]))
    }

    @Test func decisionsAboutNothingAreHarmless() {
        let nowhere = ClaimReference(document: "none", type: "no.type", start: 5, end: 2)
        let decisions = [EventDecision(.join, [nowhere, nowhere]), EventDecision(.split, [])]
        #expect(merged([Self.wire], decisions) == merged([Self.wire]))
    }

    @Test(arguments: 1...6) func decisionsHoldWhateverTheOrder(seed: Int) {
        let reports = World.reports(16, seed: UInt64(seed) + 300)
        let claims = reports.flatMap(\.claims).map(ClaimReference.init)
        let decisions = [
            EventDecision(.join, [claims[0], claims[claims.count - 1]]),
            EventDecision(.split, Array(claims[2...4])),
        ]
        let whole = merged(reports, decisions)
        var merger = EventMerger(decisions: decisions)
        for report in reports.reversed() { merger.add(report) }
        #expect(merger.events() == whole)
        let joined = whole.first { $0.members.contains { $0.claim == reports[0].claims[0].id } }
        #expect(joined?.members.contains { $0.claim == reports.last?.claims.last?.id } == true)
    }
}
