import Foundation
import Testing

/// The sample of `Examples/sample`, from pages to events and situations, through the program.
///
/// `CONSTAT_RECORD=1 swift test --filter SampleTests` writes `Sample/` anew. Read the difference before you commit it: the
/// tests of facts below read these files, and say by hand what the reports tell.
@Suite(.serialized) struct SampleTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sample")

    /// What is asked of the store, by the file that keeps the answer.
    static let questions: [(file: String, words: [String])] =
        [
            ("documents.jsonl", ["list", "--format", "jsonl"]), ("events.txt", ["events"]),
            ("events.jsonl", ["events", "--format", "jsonl"]),
        ]
        + [
            ("2022-03-31", []), ("2023-02-08", []), ("2023-02-12", []), ("2023-03-07", []),
            ("2023-02-20", ["--known-by", "2023-02-20"]), ("2023-03-07", ["--within", "Kalemie"]),
        ].flatMap { day, words in
            let name =
                "situation-\(day)" + words.map { $0.hasPrefix("--") ? String($0.dropFirst()) : "-" + $0 }.joined()
            let question = ["situation", "--on", day] + words
            return [("\(name).txt", question), ("\(name).jsonl", question + ["--format", "jsonl"])]
        }

    @Test func theSampleReadsAsRecorded() throws {
        let scratch = try Scratch()
        let store = scratch.folder.appending(path: "sample.constat").path
        let added = try Command.run(
            ["add", "sample", "--store", store, "--captured", "2026-01-05"], in: Page.root.appending(path: "Examples"))
        #expect(added.status == 0 && added.words.isEmpty, "\(added.words)")
        for question in Self.questions {
            let answer = try Command.run(question.words + ["--store", store])
            #expect(answer.status == 0 && answer.words.isEmpty, "\(question.words): \(answer.words)")
            // What the resources' bytes come to changes with every word of theirs.
            let told = answer.output.replacing(/"resources":"[0-9a-f]+"/, with: #""resources":"...""#)
            let golden = Self.folder.appending(path: question.file)
            if ProcessInfo.processInfo.environment["CONSTAT_RECORD"] == "1" {
                try Data(told.utf8).write(to: golden)
            } else {
                let recorded = try String(contentsOf: golden, encoding: .utf8)
                #expect(told == recorded, "\(question.file) is another one now")
            }
        }
    }

    // MARK: The attack on Ténenkou

    @Test func theAttackIsOneEventWithItsParties() throws {
        let attack = try Self.event("fighting.attack", "Ténenkou", "2022-03-14")
        #expect(attack.status == "occurred")
        #expect(Set(attack.names("agent")).isSuperset(of: ["Front de libération du delta", "unidentified gunmen"]))
        #expect(attack.names("target") == ["Malian Armed Forces"])
        #expect(attack.grade == "confirmed")
        #expect(attack.gradeReason == "Front de libération du delta says that it did it")
        #expect(Set(attack.claims.map(\.document)).count == 4)
    }

    /// Nine, then twelve by the hospital; seven by the army; twenty-five by the attackers, who admit four of their own.
    @Test func theTollOfTheAttackIsTheirsWhoGaveIt() throws {
        let attack = try Self.event("fighting.attack", "Ténenkou", "2022-03-14")
        #expect(attack.figure("killed", of: "Malian Armed Forces") == [7, 12, 25])
        #expect(attack.figure("killed", of: "civilians") == [3, 3, 3])
        #expect(attack.figure("killed", of: "Front de libération du delta") == [4, 4, 4])
        #expect(attack.figure("killed", of: "terrorists (unnamed)") == [nil, nil, 32])
        #expect(attack.figure("killed") == [14, 19, 64])
        #expect(attack.figure("wounded") == [19, 21, 21])
        let soldiers = "Malian Armed Forces"
        #expect(
            attack.standings("hospital source", "killed", soldiers).sorted() == ["live", "superseded", "superseded"])
        #expect(attack.standings("État-major général des armées", "killed", soldiers) == ["live"])
        #expect(attack.standings("Front de libération du delta", "killed", soldiers) == ["enemy count"])
        #expect(
            attack.standings("État-major général des armées", "killed", "terrorists (unnamed)") == ["enemy count"])
        #expect(attack.standings("hospital source", "wounded", "all").filter { $0 == "live" }.count == 1)
    }

    @Test func theReprintIsNoSecondVoice() throws {
        let documents = try Self.documents()
        let attack = try Self.event("fighting.attack", "Ténenkou", "2022-03-14")
        #expect(documents["tenenkou-2-reprise"]?.origin == documents["tenenkou-1-depeche"]?.document)
        #expect(attack.origins.count == 3)
        let trucks = try Self.event("materiel.destroyed", "Ténenkou", nil, counting: 2)
        #expect(Set(trucks.claims.map(\.document)).count == 2)
        #expect(trucks.grade == "single origin")
    }

    @Test func theTotalOfTheYearIsNotAdded() throws {
        let attack = try Self.event("fighting.attack", "Ténenkou", "2022-03-14")
        let ledger = try Self.situation("2022-03-31")
        let soldiers = ledger.first { $0.measure == "killed" && $0.group == "Malian Armed Forces" }
        #expect([soldiers?.low, soldiers?.best, soldiers?.high] == [7, 12, 25])
        #expect(soldiers?.parts?.map(\.event) == [attack.id])
        #expect(soldiers?.totals?.map(\.best) == [61])
        #expect(soldiers?.totals?.first?.covers == [attack.id])
        let civilians = ledger.first { $0.measure == "killed" && $0.group == "civilians" }
        #expect(civilians?.best == 3 && civilians?.totals?.map(\.best) == [38])
    }

    // MARK: Nyunzu

    @Test func nyunzuChangesHandsTwice() throws {
        let army = "Armed Forces of the DRC"
        let rebels = "Alliance des patriotes du Tanganyika"
        func nyunzu(_ situation: String) throws -> RecordedEntry? {
            try Self.situation(situation).first { $0.ledger == "control" && $0.place?.name == "Nyunzu" }
        }
        let before = try nyunzu("2022-03-31")
        #expect(before?.holder == army && before?.since == nil && before?.until == "2023-02-06")
        for day in ["2023-02-08", "2023-02-12"] {
            let held = try nyunzu(day)
            #expect(held?.holder == rebels && held?.since == "2023-02-06" && held?.until == "2023-02-19")
            #expect(held?.contested == false)
        }
        let after = try nyunzu("2023-03-07")
        #expect(after?.holder == army && after?.since == "2023-02-19" && after?.until == nil)
        #expect(after?.contested == true && after?.reason == "denied by \(rebels)")
        #expect(after?.against?.count == 1 && after?.evidence?.count == 4)
        let known = try nyunzu("2023-02-20-known-by-2023-02-20")
        #expect(known?.holder == rebels && known?.until == nil)
    }

    @Test func theCapturesAreGradedByWhoSpeaks() throws {
        let taken = try Self.event("control.captured", "Nyunzu", "2023-02-06")
        #expect(taken.grade == "confirmed" && taken.origins.count == 2)
        #expect(taken.names("agent") == ["Alliance des patriotes du Tanganyika"])
        #expect(taken.names("target") == ["Armed Forces of the DRC"])
        let retaken = try Self.event("control.captured", "Nyunzu", "2023-02-19")
        #expect(retaken.grade == "contested" && retaken.claims.map(\.relation).filter { $0 == "denies" }.count == 1)
    }

    /// Kabalo: told by its taker alone and denied, it does not change hands; an attack to come and an attack on a post that did not
    /// fall are no facts.
    @Test func whatIsDeniedOrPlannedIsNoFact() throws {
        let kabalo = try Self.event("control.captured", "Kabalo", nil)
        #expect(kabalo.grade == "contested")
        let entry = try Self.situation("2023-02-12").first { $0.ledger == "control" && $0.place?.name == "Kabalo" }
        #expect(entry?.holder == "Armed Forces of the DRC" && entry?.contested == true && entry?.against?.count == 1)
        #expect(try Self.event("control.captured", "Ténenkou", nil).grade == "denied")
        let planned = try Self.events().filter { $0.status == "planned" }
        #expect(planned.map(\.type) == ["fighting.offensive"])
        let situations = try Self.questions.filter { $0.file.hasPrefix("situation") && $0.file.hasSuffix("jsonl") }
            .flatMap { question -> [RecordedEntry] in try Self.lines(question.file) }
        #expect(situations.count > 50)
        #expect(!situations.contains { $0.place?.name == "Ténenkou" && $0.ledger == "control" })
        #expect(!situations.contains { $0.parts?.contains { $0.event == planned.first?.id } ?? false })
    }

    @Test func theLossesAtNyunzuAreThoseOfBothBattles() throws {
        let ledger = try Self.situation("2023-03-07")
        func killed(_ group: String) -> [Double?] {
            ledger.filter { $0.measure == "killed" && $0.group == group }.flatMap { [$0.low, $0.best, $0.high] }
        }
        #expect(killed("Armed Forces of the DRC") == [12, 12, 33])
        #expect(killed("Alliance des patriotes du Tanganyika") == [nil, nil, 18])
        #expect(killed("civilians") == [9, 9, 9])
    }

    @Test func flowsStocksAndSiegeAreToldApart() throws {
        let ledger = try Self.situation("2023-03-07")
        let moved = ledger.filter { $0.ledger == "movements" }
        #expect(moved.map(\.measure) == ["displaced", "returned"] && moved.map(\.best) == [4500, 800])
        let stocks = ledger.filter { $0.ledger == "stocks" }
        #expect(stocks.map(\.best) == [12000] && stocks.first?.place?.name == "Kalemie")
        #expect(stocks.first?.asOf == "2023-03-07")
        let hardships = ledger.filter { $0.ledger == "hardships" }
        #expect(hardships.map(\.type) == ["control.besieged", "harm.deprivation", "harm.trapped"])
        #expect(hardships.allSatisfy { $0.place?.name == "Nyunzu" })
        #expect(hardships.first?.since == "2023-02-27" && hardships.last?.best == 6000)
    }

    @Test func armsTakenAndVehiclesDestroyedAreToldApart() throws {
        let things = try Self.situation("2023-03-07").filter { $0.ledger == "materiel" }
        #expect(
            things.map { "\($0.type ?? "") \($0.group ?? "") \(Int($0.best ?? 0))" } == [
                "materiel.seized machine gun 2", "materiel.seized rifle 51", "materiel.destroyed motorcycle 18",
                "materiel.destroyed pickup truck 2", "materiel.destroyed vehicle 2",
            ])
    }

    @Test func everyFigureListsItsClaims() throws {
        let entries = try Self.situation("2023-03-07")
        #expect(entries.count > 12)
        for entry in entries {
            let parts = (entry.parts ?? []) + (entry.totals ?? [])
            let claims = parts.isEmpty ? (entry.claims ?? entry.evidence ?? []) : parts.flatMap(\.claims)
            #expect(!claims.isEmpty)
            #expect(parts.allSatisfy { !$0.claims.isEmpty })
        }
        for event in try Self.events() {
            for toll in event.tolls { #expect(event.claims.contains { $0.document == toll.document }) }
        }
    }

    @Test func noLineOfAPageIsTooWide() throws {
        let pages = Self.questions.map(\.file).filter { $0.hasSuffix(".txt") }
        #expect(pages.count == 7)
        for page in pages {
            let text = try String(contentsOf: Self.folder.appending(path: page), encoding: .utf8)
            for line in text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 100, "\(page): \(line)") }
        }
    }

    // MARK: Recorded answers as values

    static func lines<Line: Decodable>(_ file: String) throws -> [Line] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
            .map { try decoder.decode(Line.self, from: Data($0.utf8)) }
    }

    static func events() throws -> [RecordedEvent] { try lines("events.jsonl") }

    /// The event of that type, place and day, and where a number is given, of so many vehicles; there must be one.
    static func event(_ type: String, _ place: String, _ day: String?, counting number: Double? = nil) throws
        -> RecordedEvent
    {
        let found = try events().filter {
            $0.type == type && $0.place?.name == place && $0.time?.start == day
                && (number == nil || $0.figure("vehicles").first == number)
        }
        #expect(found.count == 1, "\(type) \(place) \(day ?? "")")
        return try #require(found.first)
    }

    /// By the name of the file.
    static func documents() throws -> [String: RecordedDocument] {
        let documents: [RecordedDocument] = try lines("documents.jsonl")
        return Dictionary(uniqueKeysWithValues: documents.map { ($0.name, $0) })
    }

    static func situation(_ name: String) throws -> [RecordedEntry] { try lines("situation-\(name).jsonl") }
}

struct RecordedDocument: Decodable {
    var document, name: String
    var origin: String?
}

struct RecordedEvent: Decodable {
    struct Place: Decodable { var name: String }
    struct Time: Decodable { var start, end: String? }
    struct Actor: Decodable { var role, name: String }
    struct Figure: Decodable {
        struct Group: Decodable {
            var group: String
            var low, best, high: Double?
        }
        var measure: String
        var low, best, high: Double?
        var by: [Group]
    }
    struct Toll: Decodable {
        var document, source, measure, group, standing: String
        var low, best, high: Double?
    }
    struct Claim: Decodable { var document, claim, type, relation: String }
    var id, type, status, grade, gradeReason: String
    var place: Place?
    var time: Time?
    var actors: [Actor]
    var claims: [Claim]
    var figures: [Figure]
    var tolls: [Toll]
    var origins: [String]

    func figure(_ measure: String) -> [Double?] {
        figures.filter { $0.measure == measure }.flatMap { [$0.low, $0.best, $0.high] }
    }
    func figure(_ measure: String, of group: String) -> [Double?] {
        figures.filter { $0.measure == measure }.flatMap(\.by).filter { $0.group == group }
            .flatMap { [$0.low, $0.best, $0.high] }
    }
    func names(_ role: String) -> [String] { actors.filter { $0.role == role }.map(\.name) }
    /// The standings of figures that one source gives of one group.
    func standings(_ source: String, _ measure: String, _ group: String) -> [String] {
        tolls.filter { $0.source == source && $0.measure == measure && $0.group == group }.map(\.standing)
    }
}

struct RecordedEntry: Decodable {
    struct Part: Decodable {
        var event: String
        var best: Double?
        var covers: [String]
        var claims: [RecordedClaim]
    }
    struct RecordedClaim: Decodable { var document, claim: String }
    var ledger: String
    var place: RecordedEvent.Place?
    var holder, since, until, type, measure, group, asOf: String?
    var contested: Bool?
    var reason: String?
    var evidence, against, claims: [RecordedClaim]?
    var low, best, high: Double?
    var parts, totals: [Part]?
}
