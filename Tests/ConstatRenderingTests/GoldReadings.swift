import ConstatClaims
import ConstatPlaces
import ConstatText
import ConstatTime
import Foundation

/// The development gold records as readings. They stand in a folder beside the package that not everybody has.
enum GoldReadings {
    struct Record: Decodable {
        struct Document: Decodable {
            let id: String
            let text: String
            let language: String?
            let published: String?
            let title: String?
            let url: String?
            let publisher: String?
        }
        struct Words: Decodable, Equatable {
            let start: Int
            let end: Int
            let quote: String
        }
        struct Actor: Decodable, Equatable {
            let role: String
            let name: String
            let id: String?
            let mention: Words?
        }
        struct Place: Decodable, Equatable {
            let name: String
            let id: String?
            let lat: Double?
            let lon: Double?
            let radius_km: Double?
            let relation: String
            let mention: Words?
        }
        struct Time: Decodable, Equatable {
            let start: String?
            let end: String?
            let precision: String
            let mention: Words?
        }
        struct Quantity: Decodable, Equatable {
            let measure: String
            let unit: String
            let low: Double?
            let best: Double?
            let high: Double?
            let party: String?
            let civilian: Bool?
            let mention: Words
        }
        struct Speaker: Decodable, Equatable {
            let source: String
            let kind: String
            let mention: Words?
        }
        struct Claim: Decodable, Equatable {
            let id: String
            let type: String
            let trigger: Words
            let evidence: Words
            let actors: [Actor]
            let place: Place?
            let time: Time?
            let quantities: [Quantity]
            let attribution: [Speaker]
            let status: String
            let hedged: Bool
            let confidence: Double
        }
        let document: Document
        let claims: [Claim]
    }

    /// The records of all sets; nil where the folder is absent.
    static func records() throws -> [Record]? {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let gold = folder.appendingPathComponent("../shared/gold").standardizedFileURL
            guard FileManager.default.fileExists(atPath: gold.path) else { continue }
            return try ["seed", "dev-fr"].flatMap { set in
                let file = gold.appendingPathComponent(set).appendingPathComponent("claims.jsonl")
                let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                return try lines.map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
            }
        }
        return nil
    }

    static func reading(_ record: Record) -> Reading {
        let document = Document(
            id: record.document.id, text: record.document.text, language: record.document.language,
            publishedOn: record.document.published.flatMap { CalendarDay($0) }, title: record.document.title,
            url: record.document.url, publisher: record.document.publisher)
        var bytes: [Int] = [0]
        for scalar in document.text.unicodeScalars { bytes.append((bytes.last ?? 0) + UTF8.width(scalar)) }
        let span = { (words: Record.Words) in TextSpan(bytes[words.start], bytes[words.end]) }
        let claims = record.claims.compactMap { claim(from: $0, span) }
        let sentences = Set(claims.map(\.evidence)).sorted()
        return Reading(document: document, claims: claims, notes: [], sentences: sentences)
    }

    private static func claim(from claim: Record.Claim, _ span: (Record.Words) -> TextSpan) -> Claim? {
        guard let type = ClaimType(rawValue: claim.type), let status = AssertionStatus(rawValue: claim.status) else {
            return nil
        }
        return Claim(
            id: claim.id, type: type, trigger: span(claim.trigger), evidence: span(claim.evidence),
            actors: claim.actors.compactMap { actor in
                Participant.Role(rawValue: actor.role).map {
                    Participant(role: $0, name: actor.name, id: actor.id, mention: actor.mention.map(span))
                }
            },
            place: claim.place.flatMap { place in
                PlaceMention.Relation(rawValue: place.relation).map {
                    ClaimPlace(
                        name: place.name, id: place.id, latitude: place.lat, longitude: place.lon,
                        radiusKm: place.radius_km ?? 0, relation: $0, mention: place.mention.map(span))
                }
            },
            time: claim.time.flatMap { time in
                TimePrecision(rawValue: time.precision).map {
                    ClaimTime(
                        start: time.start.flatMap { CalendarDay($0) }, end: time.end.flatMap { CalendarDay($0) },
                        precision: $0, mention: time.mention.map(span))
                }
            },
            quantities: claim.quantities.compactMap { quantity in
                Measure(rawValue: quantity.measure).map {
                    Quantity(
                        measure: $0, unit: quantity.unit, low: quantity.low, best: quantity.best, high: quantity.high,
                        party: quantity.party, isCivilian: quantity.civilian, mention: span(quantity.mention))
                }
            },
            attribution: claim.attribution.compactMap { speaker in
                Source.Kind(rawValue: speaker.kind).map {
                    Source(name: speaker.source, kind: $0, mention: speaker.mention.map(span))
                }
            },
            status: status, isHedged: claim.hedged, confidence: claim.confidence, frame: "gold")
    }
}
