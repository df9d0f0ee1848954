import ConstatLanguage
import ConstatText
import Foundation
import Testing

@testable import ConstatPlaces

/// Figures on development data; they say nothing of unseen text. The bounds catch a step back.
@Suite struct MeasureTests {
    @Test func probesResolve() throws {
        guard let file = Shared.folder("data/gazetteer/probes.tsv") else {
            print("probes: no development data here")
            return
        }
        let gazetteer = Gazetteer()
        var hits = 0
        var total = 0
        var misses: [String] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count >= 6, let latitude = Double(fields[4]), let longitude = Double(fields[5]) else {
                continue
            }
            total += 1
            let place = gazetteer.places(named: fields[1].folded).first
            let limit = fields[3] == "A" ? 300.0 : 40.0
            let far = place.map { Shared.kilometres((latitude, longitude), ($0.latitude, $0.longitude)) } ?? .infinity
            if far <= limit {
                hits += 1
            } else {
                misses.append("\(fields[1]): \(place?.name ?? "-") \(far.isFinite ? Int(far) : -1)")
            }
        }
        print("probes: top 1 within 40 km \(hits) of \(total); missed: \(misses.joined(separator: ", "))")
        #expect(hits * 100 >= total * 95)
    }

    struct Record: Decodable {
        struct Doc: Decodable { var id, text: String }
        struct Span: Decodable { var start, end: Int; var quote: String }
        struct Place: Decodable {
            var name: String
            var lat, lon, radius_km: Double?
            var relation: String?
            var mention: Span?
        }
        struct Claim: Decodable { var place: Place?; var evidence: Span }
        var document: Doc
        var claims: [Claim]
    }

    @Test func goldPlacesResolve() throws {
        guard let folder = Shared.folder("gold") else {
            print("gold places: no development data here")
            return
        }
        let analyser = FrenchAnalyser()
        let reader = FrenchPlaceReader()
        var total = 0, hits = 0, named = 0, namedHits = 0
        var relations = 0
        for set in ["seed", "dev-fr"] {
            let text = try String(contentsOf: folder.appendingPathComponent("\(set)/claims.jsonl"), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
                let document = Document(id: record.document.id, text: record.document.text, language: "fr")
                let offsets = ScalarOffsets(document)
                let mentions = reader.mentions(in: analyser.sentences(of: document), of: document)
                for claim in record.claims {
                    guard let place = claim.place, let span = place.mention, let latitude = place.lat,
                        let longitude = place.lon
                    else { continue }
                    let isNamed =
                        span.quote.unicodeScalars.contains { $0.properties.isUppercase } && span.quote.utf8.count > 2
                        && !["La ", "Le "].contains(String(span.quote.prefix(3)))
                    total += 1
                    let found = mentions.filter { mention in
                        let range = offsets.scalarRange(mention.span)
                        return range.overlaps(span.start..<span.end)
                    }
                    let limit = max(25, place.radius_km ?? 25)
                    let best =
                        found.compactMap { mention in
                            mention.latitude.map {
                                Shared.kilometres((latitude, longitude), ($0, mention.longitude ?? 0))
                            }
                        }.min() ?? .infinity
                    let isHit = best <= limit
                    if isHit { hits += 1 }
                    guard isNamed else { continue }
                    named += 1
                    if isHit {
                        namedHits += 1
                        if found.contains(where: { $0.relation.rawValue == place.relation }) { relations += 1 }
                    } else {
                        print(
                            "gold miss \(record.document.id): \(span.quote) = \(place.name) \(place.relation ?? "") got "
                                + found.map { "\($0.name) \($0.place?.id ?? "-") \($0.rule)" }.joined(separator: "; ")
                                + " \(best.isFinite ? Int(best) : -1) km | \(claim.evidence.quote.prefix(140))")
                    }
                }
            }
        }
        print(
            "gold places: \(hits) of \(total) with a mention; named ones \(namedHits) of \(named), relation as in gold \(relations)"
        )
        #expect(namedHits * 100 >= named * 85)
    }
}
