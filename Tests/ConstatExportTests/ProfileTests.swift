import ConstatClaims
import ConstatExport
import ConstatRecords
import ConstatText
import Foundation
import Testing

@Suite struct ProfileTests {
    private static let ofEvents = ExportProfile.allCases.filter { $0.isOfEvents(.events) }

    /// Every rule that keeps an event out, off: only certainty is left to decide.
    private static let loose: [ExportRule: Bool] = [
        .gedOneDeath: false, .gedKnownActor: false, .acledKnownActor: false,
    ]

    // MARK: What leaves as certain

    @Test(arguments: ofEvents) func whatIsNotCertainLeavesInNoProfile(profile: ExportProfile) throws {
        let uncertain: [(AssertionStatus, Bool, String)] = [
            (.denied, false, "it is only denied"), (.planned, false, "it is only planned"),
            (.possible, false, "it is only possible"), (.occurred, true, "it is only told with reserve"),
        ]
        for (status, isHedged, reason) in uncertain {
            let told = claim(
                .attack, by: ["JNIM"], harming: ["civilians"], [dead(12, civilian: true)], status: status,
                hedged: isHedged)
            let export = try exported(profile, [report("a", told)], Self.loose)
            #expect(export.rowCount == 0)
            #expect(export.bytes.isEmpty)
            #expect(export.leftOut.map(\.reason) == [reason])
            #expect(export.explanation.contains(reason))
        }
    }

    /// A certain happening does not lend its certainty to what else is said of it.
    @Test(arguments: ofEvents) func aHedgedTollIsNoFigure(profile: ExportProfile) throws {
        let records = [
            report(
                "a", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(2, civilian: true)]),
                claim(.casualties, by: ["JNIM"], harming: ["civilians"], [dead(7777)], hedged: true, offset: 40))
        ]
        var rules = Self.loose
        rules[.gedHedgedHigh] = false
        let export = try exported(profile, records, rules)
        #expect(export.rowCount >= 1)
        #expect(!export.text.contains("7777"))
    }

    @Test func claimsKeepTheirStatus() throws {
        let records = [report("a", claim(.attack, by: ["JNIM"], status: .planned, hedged: true))]
        let row = try #require(try exported(.csv, records, table: .claims).table.first)
        #expect([row["status"], row["hedged"]] == ["planned", "true"])
        let annotations = try exported(.webannotation, records).text
        #expect(annotations.contains(#""constat:status":"planned","constat:hedged":true"#))
    }

    // MARK: Names

    private static let victims = [
        report(
            "a", title: "Aminata Traoré tuée à Gao", publisher: "Agence",
            claim(
                .killing, by: ["JNIM"], harming: ["Aminata Traoré"], [dead(1, civilian: true)], source: "Moussa Maïga",
                kind: .witness, evidence: "Selon Moussa Maïga, Aminata Traoré a été tuée à Gao par le JNIM."))
    ]

    @Test(arguments: ExportProfile.allCases) func privateNamesStayBehind(profile: ExportProfile) throws {
        for table in profile == .csv ? FlatTable.allCases : [.events] {
            let export = try exported(profile, Self.victims, table: table, withholdsNames: true, Self.loose)
            #expect(export.rowCount >= 1)
            for name in ["Aminata", "Traoré", "Moussa", "Maïga"] {
                #expect(!export.text.contains(name), "\(profile) \(table)")
                #expect(!export.explanation.contains(name), "\(profile) \(table)")
            }
            #expect(export.text.contains("JNIM") || profile == .prov)
        }
    }

    /// "Il" says nothing of who it is: the name that was carried over must not stand in its place.
    @Test func aNameBehindAPronounIsWithheld() throws {
        var told = claim(.attack, by: ["Karim Ould"], evidence: "Il a attaqué la ville de Gao.")
        told.actors[0].mention = QuotedSpan(start: 0, end: 2, quote: "Il")
        let export = try exported(.csv, [report("a", told)], table: .claims, withholdsNames: true)
        #expect(export.table.first?["agents"] == "[name withheld]")
    }

    @Test func namesLeaveWhereAskedFor() throws {
        let export = try exported(.csv, Self.victims, table: .claims, withholdsNames: false)
        #expect(export.table.first?["victims"] == "Aminata Traoré")
        #expect(export.table.first?["evidence"]?.contains("Moussa Maïga") == true)
    }

    @Test func officesPartiesAndPlacesAreNoPrivateNames() throws {
        let told = claim(
            .attack, by: ["JNIM"], against: ["Malian Armed Forces"], source: "le ministre de la Défense",
            kind: .government, evidence: "Le JNIM a attaqué Gao mardi, selon le ministre de la Défense.")
        let row = try exported(.csv, [report("a", told)], table: .claims, withholdsNames: true).table.first
        #expect(row?["evidence"] == "Le JNIM a attaqué Gao mardi, selon le ministre de la Défense.")
        #expect([row?["agents"], row?["sources"]] == ["JNIM", "le ministre de la Défense (government)"])
    }

    // MARK: Places

    @Test func aGridMovesPositionsAndSaysSo() throws {
        let records = [report("a", claim(.attack, by: ["JNIM"], [dead(1)]))]
        let ged = try #require(try exported(.ucdpGED, records, coarsenKm: 20).table.first)
        #expect(ged["latitude"] != "16.27167")
        #expect(ged["where_prec"] == "2")
        #expect(ged["where_description"]?.contains("grid of 20 km") == true)
        let acled = try #require(try exported(.acled, records, coarsenKm: 100).table.first)
        #expect(acled["geo_precision"] == "3")
        let event = try #require(try exported(.csv, records, coarsenKm: 20).table.first)
        let moved = try #require(Double(event["place_lat"] ?? ""))
        #expect(abs(moved - 16.27167) < 0.1)
        #expect(event["place_radius_km"] == "14.16")
        // Two places of one cell cannot be told apart any more.
        var near = records
        near[0].claims[0].place?.latitude = moved
        #expect(try exported(.csv, near, coarsenKm: 20).table.first?["place_lat"] == event["place_lat"])
        let claims = try exported(.csv, records, table: .claims, coarsenKm: 20).table.first
        #expect(claims?["place_lat"] == event["place_lat"])
        #expect(try !exported(.webannotation, records, coarsenKm: 20).text.contains("16.27167"))
    }

    @Test func aVaguePlaceIsNoPoint() throws {
        let bearing = Spots.place("Gao", 16.4, -0.4, radius: 15, relation: .direction)
        let records = [report("a", claim(.attack, at: bearing, by: ["JNIM"]))]
        let circle = try exported(.geojson, records).text
        #expect(circle.contains(#""geometry":{"type":"Polygon","coordinates":[[["#))
        #expect(circle.contains(#""place_radius_km":15"#))
        #expect(try exported(.geojson, records, [.circle: false]).text.contains(#""type":"Point""#))
        let town = try exported(.geojson, [report("a", claim(.attack, by: ["JNIM"]))]).text
        #expect(town.contains(#""geometry":{"type":"Point","coordinates":[-0.04472,16.27167]}"#))
        let nowhere = Spots.place("Nulle part", nil, nil)
        let none = try exported(.geojson, [report("a", claim(.attack, at: nowhere, by: ["JNIM"]))]).text
        #expect(none.contains(#""geometry":null"#))
    }

    /// At a pole or across the date line a ring would be wrong; a position with its radius is not.
    @Test func noRingGoesRoundTheWorld() throws {
        for (latitude, longitude) in [(89.9, 0.0), (-89.99, 10), (0, 179.99), (10, -180)] {
            let place = Spots.place("Ici", latitude, longitude, radius: 100)
            let text = try exported(.geojson, [report("a", claim(.attack, at: place, by: ["JNIM"]))]).text
            #expect(text.contains(#""geometry":{"type":"Point""#))
        }
    }

    // MARK: Form

    @Test func eachColumnOfHXLHasItsTag() throws {
        let export = try exported(.hxl, [report("a", claim(.attack, by: ["JNIM"], [dead(3)]))])
        let lines = export.text.split(separator: "\r\n")
        let tags = lines[1].split(separator: ",")
        #expect(tags.count == export.header.count)
        #expect(tags.allSatisfy { $0.hasPrefix("#") })
        #expect(Set(tags).count == tags.count)
    }

    @Test func recordsOfPLOVERHaveTheirKeys() throws {
        let records = [
            report(
                "a", publisher: "Agence",
                claim(.airstrike, by: ["Malian Armed Forces"], harming: ["civilians"], [dead(3, civilian: true)]))
        ]
        let line = try exported(.plover, records).text
        let record = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(record["event"] as? String == "ASSAULT")
        #expect(record["mode"] as? String == "aerial")
        #expect(record["date"] as? String == "2023-05-02")
        #expect(record["quad_code"] as? Int == 4)
        #expect((record["size"] as? [String: Any])?["dead"] as? Int == 3)
        let actor = (record["actor"] as? [[String: Any]])?.first
        #expect(actor?["code"] as? String == "MLI")
        #expect(actor?["sector"] as? String == "MIL")
        let nobody = try exported(.plover, [report("a", claim(.airstrike))]).text
        #expect(nobody.contains(#""actor":[{"sector":"UNK"}]"#))
    }

    @Test func anEventLeadsToTheDocumentsItComesFrom() throws {
        let text = try exported(.prov, [report("a é", claim(.attack, by: ["JNIM"]))]).text
        #expect(text.contains(#""prov:wasDerivedFrom":[{"@id":"urn:constat:claim:a%20%C3%A9:c1"}]"#))
        #expect(text.contains(#""prov:wasQuotedFrom":[{"@id":"urn:constat:document:a%20%C3%A9"}]"#))
    }

    @Test func annotationsPointAtTheirWords() throws {
        let told = claim(.attack, by: ["JNIM"], offset: 40, evidence: "À Gao, le JNIM a attaqué un 😀 convoi.")
        let text = try exported(.webannotation, [report("a", told)]).text
        #expect(
            text.contains(
                #"{"type":"TextPositionSelector","start":50,"end":54},{"type":"TextQuoteSelector","exact":"JNIM","prefix":"À Gao, le ","suffix":" a attaqué un 😀 convoi."}"#
            ))
    }

    @Test(arguments: ExportProfile.allCases) func theOrderOfReportsMakesNoDifference(profile: ExportProfile) throws {
        let records = World.reports(8, seed: 7)
        let once = try exported(profile, records, Self.loose)
        #expect(once.rowCount > 3)
        for other in [records.reversed(), records.sorted { $0.claims.count < $1.claims.count }] {
            let again = try exported(profile, other, Self.loose)
            #expect(again.bytes == once.bytes)
            #expect(again.explanation == once.explanation)
        }
    }

    @Test func theMapFileIsAGeoPackage() throws {
        let bytes = try exported(.gpkg, World.reports(3, seed: 1)).bytes
        #expect(bytes.starts(with: Array("SQLite format 3\u{0}".utf8)))
        #expect(Array(bytes[68..<72]) == Array("GPKG".utf8))
        #expect(Array(bytes[60..<64]) == [0, 0, 0x28, 0x3C])
    }

    // MARK: Explanations

    @Test(arguments: ExportProfile.allCases) func everyCellSaysWhy(profile: ExportProfile) throws {
        let export = try exported(
            profile, [report("a", claim(.attack, by: ["JNIM"], harming: ["civilians"], [dead(3)]))])
        let rules = Set(ExportRule.allCases.map(\.rawValue))
        var columns: Set<String> = []
        for line in export.explanation.split(separator: "\n") {
            let cell = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(rules.contains(cell["rule"] as? String ?? ""))
            let claims = try #require(cell["claims"] as? [[String: Any]])
            for claim in claims {
                #expect(claim["document"] as? String == "a")
                #expect((claim["quotes"] as? [Any])?.isEmpty == false)
            }
            columns.insert(cell["column"] as? String ?? "")
        }
        if [.ucdpGED, .acled, .csv, .hxl].contains(profile) { #expect(columns == Set(export.header)) }
        #expect(!columns.isEmpty)
    }

    @Test func rulesAreNamedOnceAndDescribed() {
        for rule in ExportRule.allCases { #expect(rule.words.hasSuffix("."), "\(rule)") }
        for profile in ExportProfile.allCases {
            for rule in ExportRule.switchable(in: profile) { #expect(rule.isOnByDefault != nil) }
        }
        #expect(ExportRule.switchable(in: .hxl).isEmpty)
    }

    /// The page has every rule in the words of the program, with what holds without a switch.
    @Test func rulesAreDocumented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "Documentation/reference/export.md"), encoding: .utf8)
        for rule in ExportRule.allCases {
            let holds = rule.isOnByDefault.map { $0 ? "on" : "off" } ?? "always"
            #expect(page.contains("\n| `\(rule.rawValue)` | \(holds) | \(rule.words) |\n"), "\(rule.rawValue)")
        }
    }
}
