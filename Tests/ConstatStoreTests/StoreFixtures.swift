import ConstatClaims
import ConstatIntake
import ConstatText
import Foundation
import GRDB
import Testing

@testable import ConstatStore

/// A folder of its own for one test, gone afterwards.
final class StoreFolder: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "constat-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String = "a.constat") -> String { folder.appending(path: name).path }
    func bytes(_ name: String = "a.constat") throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }
    func write(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: folder.appending(path: name)) }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    func store(_ name: String = "a.constat") throws -> Store { try Store(path: path(name), isMade: true) }
}

/// Documents with claims, made without the readers: quick, and the same every time.
enum Made {
    static let version = ReadingVersion(program: "test", resources: "1")
    static let preparation = Preparation()

    /// Words that no other number's text has in the same order.
    static func text(_ number: Int, words: Int = 60) -> String {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let syllables = ["ra", "mi", "to", "ke", "su", "lo", "vé", "na", "di", "go"]
        return (0..<words).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let pick = Int(state >> 33)
            return syllables[pick % 10] + syllables[pick / 10 % 10] + syllables[pick / 100 % 10]
        }.joined(separator: " ") + "."
    }

    static func reading(_ name: String, _ text: String, published: String? = nil, claims: Int = 2) -> Reading {
        let document = Document(
            id: name, text: text, language: "fr", publishedOn: published.flatMap { CalendarDay($0) },
            title: "Titre de \(name)", url: "https://example.org/\(name)", publisher: "Journal \(name)")
        return Reading(
            document: document, claims: (0..<claims).map { claim($0, of: document) },
            notes: [Note("made-up", at: TextSpan(0, 1), "Une remarque.")],
            sentences: [TextSpan(0, document.utf8.count)])
    }

    private static func claim(_ index: Int, of document: Document) -> Claim {
        let whole = TextSpan(0, document.utf8.count)
        let first = TextSpan(0, min(4, document.utf8.count))
        return Claim(
            id: "c\(index + 1)", type: index % 2 == 0 ? .airstrike : .casualties, trigger: first, evidence: whole,
            actors: [
                Participant(role: .agent, name: "Iraqi Army", id: "iq-army", mention: nil),
                Participant(role: .target, name: "Islamic State", id: nil, mention: first),
            ],
            place: ClaimPlace(
                name: "Mosul", id: "99532", latitude: 36.335, longitude: 43.11889, radiusKm: 5, relation: .near,
                distanceKm: 12, bearing: 180, mention: nil),
            time: ClaimTime(
                start: CalendarDay("2016-06-01"), end: CalendarDay("2016-06-02"), precision: .day, mention: nil),
            quantities: [
                Quantity(
                    measure: .killed, unit: "person", low: 12, best: 12, high: nil, party: "Islamic State",
                    isCivilian: false, mention: first)
            ],
            attribution: [Source(name: "Ministry of Defence", kind: .military, mention: nil)], status: .occurred,
            isHedged: index % 2 == 1, confidence: 0.95, frame: "made")
    }

    static func document(
        _ name: String, _ text: String, published: String? = nil, version: ReadingVersion = version, claims: Int = 2
    ) -> PreparedDocument {
        PreparedDocument(
            reading(name, text, published: published, claims: claims), original: Array("\(name)\n\(text)".utf8),
            capture: Capture(time: CaptureTime("2016-06-03T10:00:00Z"), method: "hand"), version: version,
            preparing: preparation)
    }

    static func document(_ number: Int) -> PreparedDocument {
        document("rapport-\(number)", text(number), published: "2016-06-\(10 + number % 20)")
    }
}

extension Store {
    @discardableResult
    func add(_ documents: [PreparedDocument]) throws -> [Presence] {
        try documents.map { try add($0, version: Made.version) }
    }

    /// Every row of every table, those of the indexes too.
    func dump() throws -> [String] {
        try queue.read { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").map { "\(table) \($0.description)" }
            }
        }
    }

    /// Everything that can be asked, as text.
    func answers() throws -> [String] {
        var answers: [String] = []
        var ids: [String] = []
        try eachDocument { document in
            answers.append(document.json)
            ids.append(document.id)
        }
        for id in ids { answers.append(try record(of: id)) }
        try eachRecord { answers.append("\($0)") }
        for words in [["rami"], ["tokesu"], ["airstrike"], ["titre"]] {
            answers += try documents(with: SearchPhrases(words), limit: 100).map(\.json)
            answers += try claims(with: SearchPhrases(words), limit: 100).map(\.json)
        }
        return answers
    }

    func change(_ sql: String) throws { try queue.write { try $0.execute(sql: sql) } }
}

/// The identifier of the diagnostic that is thrown; nil where none is.
func fault<Result>(_ body: () throws -> Result) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Diagnostic)?.identifier ?? "\(error)"
    }
}
