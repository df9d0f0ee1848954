import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText
import Testing

/// The rules of tolls one by one, each on invented reports.
@Suite struct TollTests {
    static let day = "2024-05-11"

    /// One attack on that day, with what reports say of its toll.
    static func event(_ reports: [ClaimRecord]) -> Event? { merged(reports).first { $0.figure(.killed) != nil } }

    static func toll(
        _ document: String, _ published: String, _ quantities: [ReportedClaim.Quantity], by source: String? = nil,
        _ kind: Source.Kind = .other, status: AssertionStatus = .occurred, evidence: String = "Phrase.",
        publisher: String? = nil, title: String? = nil
    ) -> ClaimRecord {
        report(
            document, published, title: title, publisher: publisher,
            [
                claim(.attack, 0, on: day),
                claim(.casualties, 1, on: day, quantities, by: source, kind, status: status, evidence: evidence),
            ])
    }

    static func bounds(_ low: Double?, _ best: Double?, _ high: Double?) -> EventFigure.Bounds {
        .init(low: low, best: best, high: high)
    }

    @Test func twoFiguresStandSideBySide() {
        let event = Self.event([
            Self.toll("a", "2024-05-12", [count(.killed, 30)], by: "A", .ngo),
            Self.toll("b", "2024-05-12", [count(.killed, 45)], by: "B", .ngo),
        ])
        #expect(event?.figure(.killed)?.low == 30)
        #expect(event?.figure(.killed)?.high == 45)
        #expect(event?.tolls.map(\.standing) == [.live, .live])
    }

    /// "Au moins 12", "plus de 60", "jusqu'à 30", "une trentaine", "entre 25 et 30", "des dizaines".
    @Test(arguments: [
        (count(.killed, low: 12, best: 12), bounds(12, 12, 12)),
        (count(.killed, low: 61), bounds(61, nil, 61)),
        (count(.killed, high: 30), bounds(nil, nil, 30)),
        (count(.killed, best: 30), bounds(30, 30, 30)),
        (count(.killed, low: 25, high: 30), bounds(25, nil, 30)),
        (count(.killed, low: 20, high: 99), bounds(20, nil, 99)),
    ])
    func wordsGiveBounds(quantity: ReportedClaim.Quantity, bounds: EventFigure.Bounds) {
        #expect(Self.event([Self.toll("a", "2024-05-12", [quantity])])?.figure(.killed) == bounds)
    }

    @Test func theBestIsTheLastPublishedThenTheMoreIndependent() {
        let reports = [
            Self.toll("a", "2024-05-12", [count(.killed, 10)], by: "A", .un),
            Self.toll("b", "2024-05-13", [count(.killed, 14)], by: "B", .government),
            Self.toll("c", "2024-05-13", [count(.killed, 12)], by: "C", .medical),
        ]
        #expect(Self.event(reports)?.figure(.killed) == Self.bounds(10, 12, 14))
        #expect(Self.event(Array(reports.prefix(2)))?.figure(.killed)?.best == 14)
    }

    @Test func aSourceReplacesItsOwnFigureAndBothAreKept() {
        let event = Self.event([
            Self.toll("a", "2024-05-12", [count(.killed, 6)], by: "ministry", .government),
            Self.toll("b", "2024-05-14", [count(.killed, 9)], by: "ministry", .government),
        ])
        #expect(event?.standing("a#c1x0", .killed) == [.superseded])
        #expect(event?.figure(.killed) == Self.bounds(9, 9, 9))
    }

    @Test func aReprintSaysNothingLater() {
        var reprint = Self.toll("b", "2024-05-13", [count(.killed, 10)], by: "Ministry of Health", .medical)
        reprint.document.origin = "a"
        var update = Self.toll("c", "2024-05-14", [count(.killed, 12)], by: "Ministry of Health", .medical)
        update.document.origin = "a"
        let first = Self.toll("a", "2024-05-12", [count(.killed, 10)], by: "Ministry of Health", .medical)
        #expect(Self.event([first, reprint])?.standing("a#c1x0", .killed) == [.live])
        let event = Self.event([first, reprint, update])
        #expect(event?.tolls.map(\.standing) == [.superseded, .superseded, .live])
        #expect(event?.tolls.first?.reason == "replaced by its own source, c#c1x0")
    }

    @Test func aReportsOwnFigureIsItsPublishersAndAReprintsThatOfTheOrigin() {
        let first = Self.toll("a", "2024-05-12", [count(.killed, 10)], publisher: "Agency")
        var reprint = Self.toll("b", "2024-05-13", [count(.killed, 10)], publisher: "Paper")
        reprint.document.origin = "a"
        let later = Self.toll("c", "2024-05-14", [count(.killed, 12)], publisher: "Agency")
        let event = Self.event([first, reprint, later])
        #expect(event?.tolls.map(\.source) == ["Agency", "Paper", "Agency"])
        #expect(event?.tolls.map(\.standing) == [.superseded, .superseded, .live])
        #expect(Self.event([Self.toll("a", "2024-05-12", [count(.killed, 10)])])?.tolls.first?.source == "the document")
    }

    @Test func witnessesOfTwoReportsAreNotOneSource() {
        let event = Self.event([
            Self.toll("a", "2024-05-12", [count(.killed, 6)], by: "a witness", .witness),
            Self.toll("b", "2024-05-14", [count(.killed, 9)], by: "a witness", .witness),
        ])
        #expect(event?.figure(.killed)?.low == 6)
    }

    @Test func anEarlierTollNoLongerStands() {
        let words = "Un précédent bilan du ministère faisait état de 17 tués."
        let event = Self.event([
            Self.toll("a", "2024-05-11", [count(.killed, 17)], by: "ministry", .government),
            Self.toll(
                "b", "2024-05-12", [count(.killed, 17, saying: "17 tués", in: words)], by: "ministry", .government,
                evidence: words),
            Self.toll("c", "2024-05-12", [count(.killed, low: 23, best: 23)], by: "committee", .ngo),
        ])
        #expect(event?.standing("b#c1x0", .killed) == [.superseded])
        #expect(event?.standing("a#c1x0", .killed) == [.superseded])
        #expect(event?.figure(.killed) == Self.bounds(23, 23, 23))
    }

    @Test func aRaisedTollReplacesLowerOnesOfOthers() {
        let words = "Le bilan a été porté à sept morts."
        let raised = Self.toll(
            "b", "2024-05-13", [count(.killed, 7, saying: "sept morts", in: words)], by: "prefect", .government,
            evidence: words)
        let plain = Self.toll("b", "2024-05-13", [count(.killed, 7)], by: "prefect", .government)
        let before = Self.toll("a", "2024-05-12", [count(.killed, 6)], by: "rescuers", .medical)
        #expect(Self.event([before, raised])?.figure(.killed) == Self.bounds(7, 7, 7))
        #expect(Self.event([before, plain])?.figure(.killed) == Self.bounds(6, 7, 7))
    }

    @Test func entriesOfARunningReportReplaceEachOther() {
        func entry(_ sentence: Int, _ clock: String, _ killed: Double, _ source: String) -> ReportedClaim {
            claim(
                .casualties, sentence, on: Self.day, [count(.killed, killed)], by: source, .medical,
                evidence: "\(clock) | Des morts.")
        }
        let running = report(
            "live", Self.day, [claim(.attack, 0, on: Self.day), entry(1, "11h20", 5, "A"), entry(2, "17h45", 17, "B")])
        let event = Self.event([running])
        #expect(event?.standing("live#c1x0", .killed) == [.superseded])
        #expect(event?.figure(.killed) == Self.bounds(17, 17, 17))
    }

    @Test func aDeniedFigureDoesNotCountButTheOneItDisputesStays() {
        let event = Self.event([
            Self.toll("army", "2024-05-12", [count(.killed, 8)], by: "army", .military),
            Self.toll("b", "2024-05-13", [count(.killed, 8)], by: "hospital", .medical, status: .denied),
            Self.toll("c", "2024-05-13", [count(.killed, 16)], by: "hospital", .medical),
        ])
        #expect(event?.standing("b#c1x0", .killed) == [.denied])
        #expect(event?.figure(.killed) == Self.bounds(8, 16, 16))
    }

    @Test func aFigureThatItsOwnSideTakesBackIsReplaced() {
        let event = Self.event([
            Self.toll("a", "2024-05-12", [count(.killed, 11)], by: "command", .military),
            Self.toll("b", "2024-05-13", [count(.killed, 11)], by: "a commander", .military, status: .denied),
            Self.toll("c", "2024-05-13", [count(.killed, 13)], by: "a commander", .military),
        ])
        #expect(event?.standing("a#c1x0", .killed) == [.superseded])
        #expect(event?.figure(.killed)?.low == 13)
    }

    @Test(arguments: [
        ("Islamic State", Source.Kind.party, "Iraqi Security Forces", TollRow.Standing.enemyCount),
        ("Government of Iraq", .government, "Islamic State", .enemyCount),
        ("operations commander", .military, "Islamic State", .enemyCount),
        ("Iraqi Security Forces", .military, "Iraqi Security Forces", .live),
        ("military source", .military, "Iraqi Security Forces", .live),
        ("military source", .military, "Front du fleuve", .enemyCount),
        ("M23", .party, "M23", .live),
        ("UN", .un, "Islamic State", .live),
    ])
    func aPartyCountsItsEnemy(source: String, kind: Source.Kind, group: String, standing: TollRow.Standing) {
        let event = Self.event([
            Self.toll(
                "a", "2024-05-12", [count(.killed, 38, of: group, unit: "fighter", civilian: false)], by: source, kind)
        ])
        #expect(event?.standing("a#c1x0", .killed) == [standing])
        #expect(event?.figure(.killed)?.low == (standing == .live ? 38 : nil))
        #expect(event?.figure(.killed)?.high == 38)
    }

    @Test func aCommuniqueSpeaksForAParty() {
        let count = count(.killed, 31, of: "armed terrorist groups (unnamed)", unit: "fighter", civilian: false)
        let paper = Self.event([Self.toll("a", "2024-05-12", [count], title: "COMMUNIQUE DE L'ETAT-MAJOR")])
        #expect(paper?.standing("a#c1x0", .killed) == [.enemyCount])
        let press = Self.event([Self.toll("a", "2024-05-12", [count], title: "Le bilan")])
        #expect(press?.standing("a#c1x0", .killed) == [.live])
    }

    @Test func partsAreNotAdded() {
        let words = "21 personnes tuées, dont 6 femmes et 4 enfants, et 60 blessées."
        let event = Self.event([
            Self.toll(
                "a", "2024-05-12",
                [
                    count(.killed, 21, saying: "21 personnes", in: words),
                    count(.killed, 6, unit: "woman", civilian: true, saying: "6 femmes", in: words),
                    count(.killed, 4, unit: "child", civilian: true, saying: "4 enfants", in: words),
                    count(.wounded, 60, saying: "60 blessées", in: words),
                ], evidence: words)
        ])
        #expect(event?.figure(.killed) == Self.bounds(21, 21, 21))
        #expect(event?.figure(.wounded) == Self.bounds(60, 60, 60))
    }

    @Test func figuresOfOneClaimThatAreNoPartsAdd() {
        let event = Self.event([
            Self.toll("a", "2024-05-12", [count(.killed, 1, unit: "man"), count(.killed, 1, unit: "woman")])
        ])
        #expect(event?.figure(.killed) == Self.bounds(2, 2, 2))
    }

    @Test func civiliansAmongAllAreAGroupOfTheirOwnAndNotAdded() {
        let words = "Des secouristes ont relevé 19 corps, dont ceux de 12 civils."
        let event = Self.event([
            Self.toll(
                "a", "2024-05-12",
                [
                    count(.killed, 19, unit: "body", saying: "19 corps", in: words),
                    count(.killed, 12, unit: "civilian", civilian: true, saying: "12 civils", in: words),
                ], evidence: words),
            Self.toll(
                "b", "2024-05-12", [count(.killed, 15, unit: "civilian", civilian: true)], by: "mayor", .government),
        ])
        let groups = event?.figures.first { $0.measure == .killed }?.groups
        #expect(groups?.map(\.name) == ["all", "civilians"])
        #expect(groups?.last?.bounds == Self.bounds(12, 12, 15))
        #expect(event?.figure(.killed) == Self.bounds(19, 19, 19))
    }

    @Test func sidesAddUp() {
        let event = Self.event([
            Self.toll(
                "a", "2024-05-12",
                [
                    count(.killed, 22, of: "Syrian Arab Army", unit: "fighter", civilian: false),
                    count(.killed, 31, of: "Hayat Tahrir al-Sham", unit: "fighter", civilian: false),
                ], by: "monitor", .ngo)
        ])
        #expect(event?.figure(.killed) == Self.bounds(53, 53, 53))
    }

    @Test func aJointCountTakesItsPartsIn() {
        let army = "Iraqi Security Forces"
        let militia = "Popular Mobilization Forces"
        let event = Self.event([
            Self.toll(
                "a", "2024-05-12",
                [
                    count(.killed, 3, of: army, unit: "soldier", civilian: false),
                    count(.killed, 1, of: militia, unit: "fighter", civilian: false),
                ]),
            Self.toll(
                "b", "2024-05-13", [count(.killed, 7, of: "\(army) and \(militia)", unit: "fighter", civilian: false)],
                by: "hospital", .medical),
        ])
        #expect(event?.figures.first { $0.measure == .killed }?.groups.count == 1)
        #expect(event?.figure(.killed) == Self.bounds(4, 7, 7))
    }

    @Test func aBareTollIsOfTheOnlySideThatOthersCount() {
        let event = Self.event([
            Self.toll(
                "a", "2024-05-12", [count(.killed, 14, of: "Malian Armed Forces", unit: "soldier", civilian: false)],
                by: "UN", .un),
            Self.toll("b", "2024-05-14", [count(.killed, 16)], by: "hospital", .medical),
        ])
        #expect(event?.figures.first { $0.measure == .killed }?.groups.map(\.name) == ["Malian Armed Forces"])
        #expect(event?.figure(.killed) == Self.bounds(14, 16, 16))
    }

    @Test func anAccusedPartyIsNeverTheBest() {
        let reports = [
            report(
                "monitor", "2019-12-10",
                [
                    claim(.airstrike, 0, on: "2019-12-10", by: "monitor", .ngo),
                    claim(
                        .casualties, 1, on: "2019-12-10", [count(.killed, 13, unit: "civilian", civilian: true)],
                        by: "monitor", .ngo),
                ]),
            report(
                "agency", "2019-12-11",
                [
                    claim(.airstrike, 0, on: "2019-12-10", by: "military source", .military, status: .denied),
                    claim(.bombing, 1, on: "2019-12-10", [count(.killed, 7)], by: "military source", .military),
                ]),
        ]
        let event = Self.event(reports)
        #expect(event?.members.map(\.relation) == [.denies, .alternative, .supports, .supports])
        #expect(event?.tolls.first { $0.claim.document == "agency" }?.isAccused == true)
        #expect(event?.figure(.killed) == Self.bounds(7, 13, 13))
    }

    @Test func familiesAreNotAddedToPeople() {
        let events = merged([
            report(
                "d", "2024-05-14",
                [
                    claim(
                        .displacement, 0, on: "2024-05-12",
                        [
                            count(.displaced, 1150, unit: "household", civilian: true),
                            count(.displaced, 5750, civilian: true),
                        ])
                ])
        ])
        #expect(events.first?.figure(.displaced) == Self.bounds(5750, 5750, 5750))
    }

    @Test(arguments: 1...40) func lowIsNeverAboveBestNorBestAboveHigh(seed: Int) {
        for event in merged(World.reports(30, seed: UInt64(seed) + 900)) {
            for bounds in event.figures.flatMap({ [$0.total] + $0.groups.map(\.bounds) }) {
                let known = [bounds.low, bounds.best, bounds.high].compactMap { $0 }
                #expect(known == known.sorted(), "\(event.id)")
            }
        }
    }
}

@Suite struct GradeTests {
    static let day = "2024-05-11"

    static func grade(_ reports: [ClaimRecord]) -> Grade? {
        merged(reports).first { $0.members.contains { $0.type == .attack } }?.grade
    }

    static func attack(
        _ document: String, origin: String? = nil, agent: String? = nil, target: String? = nil,
        by source: String? = nil,
        _ kind: Source.Kind = .other, status: AssertionStatus = .occurred
    ) -> ClaimRecord {
        report(
            document, "2024-05-12", origin: origin,
            [claim(.attack, 0, on: day, agent: agent, target: target, by: source, kind, status: status)])
    }

    @Test func originsCountOnce() {
        #expect(Self.grade([Self.attack("a")]) == .singleOrigin)
        #expect(Self.grade([Self.attack("a"), Self.attack("b")]) == .severalOrigins)
        #expect(Self.grade([Self.attack("a"), Self.attack("b", origin: "a")]) == .singleOrigin)
    }

    @Test func aPartyConfirmsWhatItDidOrSuffered() {
        #expect(Self.grade([Self.attack("a", agent: "M23", by: "M23", .party)]) == .confirmed)
        #expect(
            Self.grade([Self.attack("a", target: "Malian Armed Forces", by: "Malian Armed Forces", .military)])
                == .confirmed)
        #expect(Self.grade([Self.attack("a", agent: "M23", by: "Malian Armed Forces", .military)]) == .singleOrigin)
    }

    /// "The army" of a report that tells of one state's forces; not where two states fight.
    @Test func anArmyThatNobodyNamesSpeaksForTheOnlyState() {
        let alone = Self.attack("a", agent: "M23", target: "Malian Armed Forces", by: "army", .military)
        #expect(Self.grade([alone]) == .confirmed)
        let two = Self.attack(
            "a", agent: "Russian Armed Forces", target: "Armed Forces of Ukraine", by: "army", .military)
        #expect(Self.grade([two]) == .singleOrigin)
    }

    @Test func aDenialContestsAndADenialAloneDenies() {
        let told = Self.attack("a", agent: "M23")
        let denied = Self.attack("b", agent: "M23", by: "M23", .party, status: .denied)
        #expect(Self.grade([told, denied]) == .contested)
        #expect(Self.grade([denied]) == .denied)
    }

    @Test func thatSomebodyElseTookNoPartContestsNothing() {
        let told = Self.attack("a", agent: "M23")
        let other = Self.attack("b", agent: "Islamic State", by: "Islamic State", .party, status: .denied)
        #expect(Self.grade([told, other]) == .singleOrigin)
    }
}
