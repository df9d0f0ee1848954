import ConstatClaims
import ConstatExport
import ConstatRecords
import Testing

@Suite struct ACLEDTests {
    private func rows(_ claims: ReportedClaim..., rules: [ExportRule: Bool] = [:]) throws -> [[String: String]] {
        var record = report("a", publisher: "Agence")
        for (index, claim) in claims.enumerated() {
            var claim = claim
            claim.id = ClaimID(document: "a", claim: "c\(index + 1)")
            record.claims.append(claim)
        }
        return try exported(.acled, [record], rules).table
    }

    @Test func theColumnsAreThoseOfACLED() throws {
        let export = try exported(.acled, [report("a", claim(.attack, by: ["JNIM"]))])
        let columns = """
            event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 \
            inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 \
            location latitude longitude geo_precision source source_scale notes fatalities tags timestamp
            """
        #expect(export.header == columns.split(separator: " ").map(String.init))
        #expect(export.header.count == 31)
    }

    @Test func ofFiguresThatDifferTheLowestCounts() throws {
        let records = [
            report("a", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(30)])),
            report("b", published: "2023-05-04", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(45)])),
        ]
        #expect(try exported(.acled, records).table.map { $0["fatalities"] } == ["30"])
        #expect(try exported(.acled, records, [.acledLowest: false]).table.map { $0["fatalities"] } == ["45"])
    }

    @Test(arguments: [
        ("L'attaque a fait plusieurs morts.", "3", ExportRule.acledSeveral),
        ("L'attaque a fait de nombreux morts.", "10", .acledSeveral),
        ("L'attaque a fait des victimes.", "0", .acledSilence),
        ("L'attaque a fait plusieurs blessés.", "0", .acledSilence),
        ("L'attaque a fait plusieurs victimes.", "0", .acledSilence),
    ])
    func wordsWithoutANumber(words: String, fatalities: String, rule: ExportRule) throws {
        let told = claim(.attack, by: ["JNIM"], evidence: words)
        #expect(try rows(told).map { $0["fatalities"] } == [fatalities])
        let off = rule == .acledSilence ? "" : "0"
        #expect(try rows(told, rules: [rule: false]).map { $0["fatalities"] } == [off])
    }

    @Test(arguments: [
        ("des dizaines de morts", 20.0, 99.0, "12", ExportRule.acledDozens, "20"),
        ("des centaines de morts", 200, 999, "100", .acledHundreds, "200"),
    ])
    func numbersOfTheCodebook(
        words: String, low: Double, high: Double, fatalities: String, rule: ExportRule, without: String
    ) throws {
        let told = claim(
            .attack, by: ["JNIM"], [dead(low: low, high: high, saying: words)], evidence: "L'attaque a fait \(words).")
        #expect(try rows(told).map { $0["fatalities"] } == [fatalities])
        #expect(try rows(told, rules: [rule: false]).map { $0["fatalities"] } == [without])
        // Only this codebook has that number for the words.
        let event = try #require(try exported(.csv, [report("a", told)]).table.first)
        #expect(
            [event["killed_low"], event["killed_best"], event["killed_high"]] == ["\(Int(low))", "", "\(Int(high))"])
    }

    @Test func aTotalOverDaysIsSplit() throws {
        let told = claim(
            .casualties, until: "2023-05-04", by: ["JNIM"], harming: ["civilians"], [dead(11, civilian: true)])
        let split = try rows(told)
        #expect(split.map { $0["event_date"] } == ["2023-05-02", "2023-05-03", "2023-05-04"])
        #expect(split.map { $0["fatalities"] } == ["5", "3", "3"])
        #expect(Set(split.map { $0["event_id_cnty"] }).count == 3)
        let whole = try rows(told, rules: [.acledSplitDays: false])
        #expect(
            whole.map { [$0["event_date"], $0["fatalities"], $0["time_precision"]] } == [["2023-05-03", "11", "2"]])
    }

    @Test func weeksHaveAMiddleAndYearsNone() throws {
        let week = claim(.attack, on: "2023-05-01", until: "2023-05-07", precision: .week, by: ["JNIM"], [dead(7)])
        #expect(try rows(week).map { [$0["event_date"], $0["time_precision"]] } == [["2023-05-04", "2"]])
        let month = claim(.attack, on: "2023-05-01", until: "2023-05-31", precision: .month, by: ["JNIM"])
        #expect(try rows(month).map { [$0["event_date"], $0["time_precision"]] } == [["2023-05-16", "3"]])
        let year = claim(.attack, on: "2023-01-01", until: "2023-12-31", precision: .year, by: ["JNIM"])
        #expect(try rows(year).isEmpty)
        let night = claim(.attack, until: "2023-05-03", precision: .hour, by: ["JNIM"], [dead(3)])
        #expect(try rows(night).map { [$0["event_date"], $0["time_precision"]] } == [["2023-05-02", "1"]])
    }

    @Test(arguments: [
        (ClaimType.captured, "JNIM", "Non-state actor overtakes territory"),
        (.captured, "Malian Armed Forces", "Government regains territory"),
        (.clash, "JNIM", "Armed clash"), (.airstrike, "Malian Armed Forces", "Air/drone strike"),
        (.shelling, "JNIM", "Shelling/artillery/missile attack"), (.bombing, "JNIM", "Remote explosive/landmine/IED"),
        (.abduction, "JNIM", "Abduction/forced disappearance"), (.detention, "Malian Armed Forces", "Arrests"),
        (.damage, "JNIM", "Looting/property destruction"), (.destroyed, "Malian Armed Forces", "Disrupted weapons use"),
        (.displacement, "JNIM", "Other"), (.agreement, "JNIM", "Agreement"),
    ])
    func subEventTypes(type: ClaimType, agent: String, subEvent: String) throws {
        #expect(try rows(claim(type, by: [agent])).map { $0["sub_event_type"] } == [subEvent])
    }

    @Test func wordsTellTheWeapon() throws {
        let told = claim(.bombing, by: ["JNIM"], evidence: "Un kamikaze s'est fait exploser à Gao.")
        #expect(try rows(told).map { $0["sub_event_type"] } == ["Suicide bomb"])
        let riot = claim(.protest, evidence: "Des émeutes ont éclaté à Gao.")
        #expect(try rows(riot).map { $0["event_type"] } == ["Riots"])
    }

    @Test func aForeignArmyIsExternalAndOvertakes() throws {
        let row = try #require(try rows(claim(.captured, by: ["Rwanda Defence Force"], against: ["JNIM"])).first)
        #expect(row["sub_event_type"] == "Non-state actor overtakes territory")
        #expect([row["inter1"], row["inter2"]] == ["External/Other forces", "Rebel group"])
        #expect(row["interaction"] == "Rebel group-External/Other forces")
    }

    @Test func civiliansAreActorTwo() throws {
        let row = try #require(try rows(claim(.killing, by: ["JNIM"], harming: ["civilians"])).first)
        #expect(
            [row["actor2"], row["inter2"], row["civilian_targeting"]] == [
                "Civilians (Mali)", "Civilians", "Civilians targeted",
            ])
        #expect([row["iso"], row["region"], row["country"]] == ["466", "Western Africa", "Mali"])
        #expect(row["event_id_cnty"]?.hasPrefix("MLI") == true)
        let numbers = try rows(claim(.killing, by: ["JNIM"], harming: ["civilians"]), rules: [.acledInterNumbers: true])
        #expect(numbers.map { [$0["inter1"], $0["inter2"]] } == [["2", "7"]])
    }

    @Test func aPlaceHeldUnderADayWasNotTaken() throws {
        var gao = Spots.gao
        gao.id = "gn:2457161"
        let records = [
            report(
                "a", published: "2023-05-02", claim(.captured, at: gao, by: ["JNIM"], against: ["Malian Armed Forces"])),
            report(
                "b", published: "2023-05-03", claim(.captured, at: gao, by: ["Malian Armed Forces"], against: ["JNIM"])),
        ]
        let types = try exported(.acled, records).table.map { $0["sub_event_type"] }
        #expect(Set(types) == ["Armed clash", "Government regains territory"])
        let all = try exported(.acled, records, [.acledHeldADay: false]).table.map { $0["sub_event_type"] }
        #expect(Set(all) == ["Non-state actor overtakes territory", "Government regains territory"])
    }

    @Test func aTownLeftIsTakenWithoutAFight() throws {
        let records = [
            report(
                "a", claim(.withdrawn, by: ["Malian Armed Forces"]),
                claim(.captured, by: ["JNIM"], against: ["Malian Armed Forces"], offset: 20))
        ]
        #expect(
            try exported(.acled, records).table.map { $0["sub_event_type"] } == ["Non-violent transfer of territory"])
        #expect(
            try exported(.acled, records, [.acledUncontested: false]).table.map { $0["sub_event_type"] } == [
                "Non-state actor overtakes territory"
            ])
    }

    @Test func placesAreAsPreciseAsSaid() throws {
        let bearing = Spots.place("Gao", 16.4, -0.4, radius: 15, relation: .direction)
        #expect(try rows(claim(.attack, at: bearing, by: ["JNIM"])).map { $0["geo_precision"] } == ["2"])
        #expect(try rows(claim(.attack, by: ["JNIM"])).map { $0["geo_precision"] } == ["1"])
        let country = Spots.place("Mali", 17, -4, radius: 600, relation: .in)
        #expect(try rows(claim(.attack, at: country, by: ["JNIM"])).isEmpty)
    }
}
