import ConstatClaims
import ConstatExport
import ConstatRecords
import Testing

@Suite struct UCDPTests {
    private let loose: [ExportRule: Bool] = [.gedOneDeath: false, .gedKnownActor: false]

    @Test func theColumnsAreThoseOfGED() throws {
        let export = try exported(.ucdpGED, [report("a", claim(.attack, by: ["JNIM"], [dead(3)]))])
        let columns = """
            id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name \
            dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b \
            number_of_sources source_article source_office source_date source_headline source_original where_prec \
            where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id \
            region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best \
            high low gwnoa gwnob
            """
        #expect(export.header == columns.split(separator: " ").map(String.init))
        #expect(export.header.count == 49)
    }

    /// Whatever is claimed: low <= best <= high and low <= parts <= high.
    @Test(arguments: 0..<150) func totalsHoldTheirParts(seed: Int) throws {
        let export = try exported(.ucdpGED, World.reports(4, seed: UInt64(seed)), loose)
        for row in export.table {
            func number(_ column: String) throws -> Int { try #require(Int(row[column] ?? "")) }
            let parts =
                try number("deaths_a") + number("deaths_b") + number("deaths_civilians") + number("deaths_unknown")
            let (low, best, high) = (try number("low"), try number("best"), try number("high"))
            #expect(0 <= low && low <= best && best <= high, "\(row)")
            #expect(low <= parts && parts <= high, "\(row)")
        }
    }

    @Test func theWorldsAboveHaveRows() throws {
        let rows = try (0..<20).map { try exported(.ucdpGED, World.reports(4, seed: UInt64($0)), loose).rowCount }
        #expect(rows.reduce(0, +) > 50)
    }

    @Test func contradictingTollsStayApart() throws {
        let records = [
            report("a", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(30, civilian: true)])),
            report("b", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(45, civilian: true)])),
        ]
        let rows = try exported(.ucdpGED, records).table
        #expect(rows.count == 1)
        let row = try #require(rows.first)
        #expect([row["low"], row["high"], row["deaths_civilians"]] == ["30", "45", row["best"]])
        #expect([row["type_of_violence"], row["side_a"], row["side_b"]] == ["3", "JNIM", "Civilians"])
        #expect(row["number_of_sources"] == "2")
    }

    @Test func aStateIsSideA() throws {
        let records = [
            report(
                "a",
                claim(
                    .clash, by: ["JNIM"], against: ["Malian Armed Forces"],
                    [dead(4, of: "Malian Armed Forces"), dead(9, of: "JNIM")]))
        ]
        let row = try #require(try exported(.ucdpGED, records).table.first)
        #expect([row["side_a"], row["gwnoa"], row["deaths_a"]] == ["Government of Mali", "432", "4"])
        #expect([row["side_b"], row["gwnob"], row["deaths_b"]] == ["JNIM", "", "9"])
        #expect(row["dyad_name"] == "Government of Mali - JNIM")
        #expect([row["type_of_violence"], row["country_id"], row["region"]] == ["1", "432", "Africa"])
        // Codes that only UCDP gives are not made up.
        #expect([row["conflict_new_id"], row["dyad_new_id"], row["side_a_new_id"]] == ["", "", ""])
    }

    /// "Terrorists" whom an army counts are not of its side, whoever else attacks it; and a name goes before "gunmen".
    @Test func whomTheArmyFightsIsNotOfItsSide() throws {
        let records = [
            report(
                "a",
                claim(
                    .attack, by: ["unidentified gunmen", "Front du fleuve"], against: ["Malian Armed Forces"],
                    harming: ["terrorists (unnamed)"],
                    [dead(4, of: "Malian Armed Forces"), dead(9, of: "terrorists (unnamed)")]))
        ]
        let row = try #require(try exported(.ucdpGED, records).table.first)
        #expect([row["side_a"], row["deaths_a"]] == ["Government of Mali", "4"])
        #expect([row["side_b"], row["deaths_b"], row["deaths_unknown"]] == ["Front du fleuve", "9", "0"])
    }

    @Test func aTotalIsNotExportedBesideWhatItCounts() throws {
        let attack = report("a", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(3, civilian: true)]))
        let total = report(
            "b", published: "2023-06-02",
            claim(
                .casualties, on: "2023-05-01", until: "2023-05-31", by: ["JNIM"], harming: ["civilians"],
                [dead(40, civilian: true)]))
        #expect(try exported(.ucdpGED, [attack, total]).table.map { $0["best"] } == ["3"])
        #expect(try exported(.ucdpGED, [total]).table.map { $0["best"] } == ["40"])
        let both = try exported(.ucdpGED, [attack, total], [.totalsApart: false])
        #expect(Set(both.table.map { $0["best"] }) == ["3", "40"])
    }

    @Test func anEnemysCountStandsWhereNobodyElseCounts() throws {
        let records = [
            report(
                "a",
                claim(
                    .clash, by: ["Malian Armed Forces"], against: ["JNIM"], [dead(140, of: "JNIM")],
                    source: "Malian Armed Forces", kind: .military))
        ]
        let row = try #require(try exported(.ucdpGED, records).table.first)
        #expect([row["deaths_b"], row["low"], row["best"], row["high"]] == ["140", "140", "140", "140"])
        #expect(row["source_original"] == "Malian Armed Forces")
        let without = try #require(try exported(.ucdpGED, records, [.gedEnemyCount: false]).table.first)
        #expect([without["deaths_b"], without["low"], without["high"]] == ["0", "0", "140"])
    }

    @Test func boundsAndReserve() throws {
        let bound = [report("a", claim(.attack, by: ["JNIM"], [dead(low: 101)]))]
        #expect(try exported(.ucdpGED, bound).table.first?["best"] == "101")
        let off = try #require(try exported(.ucdpGED, bound, [.gedBoundAsBest: false]).table.first)
        #expect([off["low"], off["best"], off["high"]] == ["0", "0", "101"])
        let hedged = [
            report(
                "a", claim(.attack, by: ["JNIM"]),
                claim(.casualties, by: ["JNIM"], [dead(12)], hedged: true, offset: 20))
        ]
        let row = try #require(try exported(.ucdpGED, hedged).table.first)
        #expect([row["low"], row["best"], row["high"]] == ["0", "0", "12"])
        #expect(try exported(.ucdpGED, hedged, [.gedHedgedHigh: false]).rowCount == 0)
    }

    @Test func whatTheCodebookDoesNotTakeIsSaid() throws {
        let reasons: [(ReportedClaim, String)] = [
            (claim(.attack, by: ["JNIM"]), "no death is counted"),
            (claim(.attack, [dead(3)]), "no armed actor is known"),
            (claim(.attack, on: nil, by: ["JNIM"], [dead(3)]), "no day from and to which it happened is known"),
            (claim(.attack, at: nil, by: ["JNIM"], [dead(3)]), "no place is known"),
        ]
        for (claim, reason) in reasons {
            let export = try exported(.ucdpGED, [report("a", claim)])
            #expect(export.rowCount == 0)
            #expect(export.bytes.isEmpty)
            #expect(export.leftOut.map { $0.reason } == [reason])
        }
    }

    @Test(arguments: [
        (Spots.gao, "1"), (Spots.place("Gao", 16.27167, -0.04472, radius: 20, relation: .near), "2"),
        (Spots.place("Gao", 16.4, -0.4, radius: 15, relation: .direction), "5"),
        (Spots.place("Nowhere known", 16.4, -0.4, radius: 60), "5"),
        (Spots.place("Mali", 17, -4, radius: 600, relation: .in), "6"),
    ])
    func placesAreAsPreciseAsSaid(place: ReportedClaim.Place, precision: String) throws {
        let export = try exported(.ucdpGED, [report("a", claim(.attack, at: place, by: ["JNIM"], [dead(3)]))])
        #expect(export.table.first?["where_prec"] == precision)
    }

    @Test(arguments: [
        ("2023-05-02", "1"), ("2023-05-03", "2"), ("2023-05-07", "2"), ("2023-05-08", "3"), ("2023-05-31", "4"),
        ("2023-12-31", "5"),
    ])
    func daysAreAsPreciseAsSaid(end: String, precision: String) throws {
        let told = claim(.casualties, until: end, by: ["JNIM"], harming: ["civilians"], [dead(3)])
        let row = try #require(try exported(.ucdpGED, [report("a", told)]).table.first)
        #expect([row["date_prec"], row["date_start"], row["date_end"]] == [precision, "2023-05-02", end])
    }

    @Test func cellsOfTheGridCountFromTheSouthWest() throws {
        for (latitude, longitude, cell) in [
            (-89.9, -179.9, "1"), (-89.9, 179.9, "720"), (-89.4, -179.9, "721"), (89.9, 179.9, "259200"),
            (90, 180, "259200"),
        ] {
            let told = claim(.attack, at: Spots.place("Ici", latitude, longitude), by: ["JNIM"], [dead(3)])
            #expect(try exported(.ucdpGED, [report("a", told)]).table.first?["priogrid_gid"] == cell)
        }
    }
}
