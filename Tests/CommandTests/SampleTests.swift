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
            let name = "situation-\(day)" + words.map { $0.hasPrefix("--") ? $0.dropFirst() : "-" + $0 }.joined()
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
            let golden = Self.folder.appending(path: question.file)
            if ProcessInfo.processInfo.environment["CONSTAT_RECORD"] == "1" {
                try Data(answer.output.utf8).write(to: golden)
            } else {
                let recorded = try String(contentsOf: golden, encoding: .utf8)
                #expect(answer.output == recorded, "\(question.file) is another one now")
            }
        }
    }

    /// What an export would be made of stands in no page alone: the recorded answers, as values.
    static func lines<Line: Decodable>(_ file: String) throws -> [Line] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
            .map { try decoder.decode(Line.self, from: Data($0.utf8)) }
    }

    static func events() throws -> [RecordedEvent] { try lines("events.jsonl") }

    /// The event of that type, place and day; the test fails where there are none or several.
    static func event(_ type: String, _ place: String, _ day: String?) throws -> RecordedEvent {
        let found = try events().filter { $0.type == type && $0.place?.name == place && $0.time?.start == day }
        #expect(found.count == 1, "\(type) \(place) \(day ?? "")")
        return try #require(found.first)
    }

    /// The document's identifier in the store by the name of its file.
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
