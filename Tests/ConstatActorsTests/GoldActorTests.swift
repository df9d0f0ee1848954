import ConstatActors
import ConstatLanguage
import ConstatText
import Foundation
import Testing

/// How many actors of the development records are found. Says so and passes where the records are absent.
@Suite struct GoldActorTests {
    struct Slot {
        var document: String
        var name: String
        var quote: String
        var range: Range<Int>
        var isSource = false
    }

    @Test(arguments: [true, false]) func mostActorsOfTheRecordsAreFound(withCountries: Bool) throws {
        let records = try Self.records()
        guard !records.isEmpty else {
            print("no development records beside the package: nothing measured")
            return
        }
        let analyser = FrenchAnalyser()
        let reader = FrenchActorReader()
        var slots = 0
        var overlapping = 0
        var named = 0
        var mentions = 0
        var misses: [String] = []
        for record in records {
            let document = Self.document(of: record)
            let sentences = analyser.sentences(of: document)
            let found = reader.mentions(
                in: sentences, countries: withCountries ? Self.countries(of: record) : [],
                publishedOn: document.publishedOn)
            mentions += found.count
            let offsets = ScalarOffsets(document)
            for slot in Self.slots(of: record) {
                slots += 1
                let hits = found.filter { offsets.scalarRange($0.span).overlaps(slot.range) }
                if !hits.isEmpty { overlapping += 1 }
                if hits.contains(where: { $0.name.folded == slot.name.folded }) {
                    named += 1
                } else {
                    let got = hits.map { "\(document.quote($0.span)) -> \($0.name) [\($0.rule)]" }.joined(
                        separator: "; ")
                    misses.append("\(document.id): \(slot.quote) = \(slot.name)\t\(got.isEmpty ? "MISSED" : got)")
                }
            }
            if ProcessInfo.processInfo.environment["CONSTAT_LIST_ACTORS"] == document.id {
                for mention in found {
                    print(
                        "  \(document.quote(mention.span)) -> \(mention.name) | \(mention.id ?? "-") | \(mention.rule)")
                }
            }
        }
        if withCountries { for miss in misses { print(miss) } }
        print(
            "countries given \(withCountries): \(overlapping) of \(slots) slots found, \(named) named, \(mentions) mentions"
        )
        #expect(overlapping * 100 >= slots * 85)
        #expect(named * 100 >= slots * 68)
    }

    static func records() throws -> [[String: Any]] {
        var records: [[String: Any]] = []
        for set in ["seed", "dev-fr"] {
            let url = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../shared/gold/\(set)/claims.jsonl").standardizedFileURL
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
            for line in text.split(separator: "\n") {
                if let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] {
                    records.append(record)
                }
            }
        }
        return records
    }

    static func document(of record: [String: Any]) -> Document {
        let fields = record["document"] as? [String: Any] ?? [:]
        return Document(
            id: fields["id"] as? String ?? "", text: fields["text"] as? String ?? "", language: "fr",
            publishedOn: (fields["published"] as? String).flatMap { CalendarDay($0) })
    }

    static func countries(of record: [String: Any]) -> [String] {
        let fields = record["document"] as? [String: Any] ?? [:]
        guard let name = fields["country"] as? String else { return [] }
        return ActorRegister().actors.first { $0.adjective != nil && $0.name == name }?.country.map { [$0] } ?? []
    }

    static func slots(of record: [String: Any]) -> [Slot] {
        let id = (record["document"] as? [String: Any])?["id"] as? String ?? ""
        var slots: [Slot] = []
        for claim in record["claims"] as? [[String: Any]] ?? [] {
            for actor in claim["actors"] as? [[String: Any]] ?? [] {
                guard let mention = actor["mention"] as? [String: Any], let start = mention["start"] as? Int,
                    let end = mention["end"] as? Int
                else { continue }
                slots.append(
                    Slot(
                        document: id, name: actor["name"] as? String ?? "", quote: mention["quote"] as? String ?? "",
                        range: start..<end))
            }
        }
        return slots
    }
}
