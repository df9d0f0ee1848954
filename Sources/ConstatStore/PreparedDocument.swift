public import ConstatClaims
public import ConstatIntake
public import ConstatPlaces
import ConstatRecords
import ConstatRendering
import ConstatResources
import ConstatText
import Foundation
import GRDB

/// What read a document: the same version gives the same reading of the same bytes.
public struct ReadingVersion: Hashable, Sendable {
    /// The program's version.
    public var program: String
    /// SHA-256 over the names and bytes of everything embedded in the program that reading depends on (words, rules, model,
    /// gazetteer), and the bytes of gazetteers that the caller adds.
    public var resources: String

    public init(program: String, resources: String) {
        self.program = program
        self.resources = resources
    }

    /// The version of this very program. Hashes some 40 MB: ask once.
    ///
    /// - Parameter gazetteers: those beside the program's own, in order.
    public static func current(program: String, gazetteers: [GazetteerIndex] = []) -> ReadingVersion {
        var hash = SHA256()
        for name in EmbeddedResource.names where !isForPeople(name) {
            let bytes = EmbeddedResource.bytes(named: name)
            hash.update(Array("\(name)\n\(bytes.count)\n".utf8))
            hash.update(bytes)
        }
        for gazetteer in gazetteers { gazetteer.withBytes { hash.update($0) } }
        return ReadingVersion(program: program, resources: hash.finish().hexadecimal)
    }

    /// Whether a resource is only looked at: styles, scripts, samples and the words of the interface read nothing.
    private static func isForPeople(_ name: String) -> Bool {
        [".css", ".js", ".html", ".outline", "Interface.lexicon", "Workbench.lexicon"].contains { name.hasSuffix($0) }
    }
}

/// A document with its reading, laid out as rows: everything that can be worked out before the store is written to.
/// A pure function of what comes in, so that several threads may prepare documents side by side.
public struct PreparedDocument: Sendable {
    /// SHA-256 of the original bytes, in hexadecimal digits: what names the document in the store.
    public let id: String
    let facts: [DatabaseValue]
    let contents: [DatabaseValue]
    let reading: PreparedReading
    let words: DocumentWords
    let copy: NearCopy

    public init(
        _ reading: Reading, original: [UInt8], capture: Capture, version: ReadingVersion, preparing: Preparation
    ) {
        let document = reading.document
        id = Self.id(of: original)
        facts = [
            id.databaseValue, document.id.storable, document.language.storable,
            (document.publishedOn?.description).storable, document.title.storable, document.url.storable,
            document.publisher.storable, (capture.time?.description).storable, capture.method.storable,
        ]
        contents = [Data(original).databaseValue, Data(document.utf8).databaseValue]
        self.reading = PreparedReading(reading, version: version)
        words = DocumentWords(title: document.title, text: document.text)
        copy = NearCopy(text: document.text, agency: preparing.agencies.byline(of: document.text))
    }

    public static func id(of original: [UInt8]) -> String { SHA256.digest(original).hexadecimal }

    /// How many claims were read.
    public var claimCount: Int { reading.claims.count }
}

/// What preparing documents needs, read once from the resources.
public struct Preparation: Sendable {
    let agencies: NewsAgencies
    public init() { agencies = NewsAgencies() }
}

/// A reading as rows.
struct PreparedReading: Sendable {
    let values: [DatabaseValue]
    let claims: [PreparedClaim]

    init(_ reading: Reading, version: ReadingVersion) {
        let parts = JSONLines.parts(reading)
        let sentences = reading.sentences.map { "[\($0.lower),\($0.upper)]" }.joined(separator: ",")
        values = [
            version.program.storable, version.resources.storable, "[\(sentences)]".storable, parts.notes.storable,
        ]
        let reported = ClaimRecord(reading).claims
        claims = reading.claims.indices.map { index in
            PreparedClaim(reported[index], record: parts.claims[index], place: reading.claims[index].place)
        }
    }
}

/// A claim as rows.
struct PreparedClaim: Sendable {
    let values: [DatabaseValue]
    let participants: [[DatabaseValue]]
    let quantities: [[DatabaseValue]]
    let box: PlaceBox?
    /// Folded, for the search.
    let words: String

    /// - Parameter place: with the distance and direction that the record leaves out, having them in its point.
    init(_ claim: ReportedClaim, record: String, place: ClaimPlace?) {
        values = [
            claim.id.claim.storable, record.storable, claim.type.rawValue.databaseValue,
            claim.status.rawValue.databaseValue, claim.isHedged.databaseValue, (claim.place?.id).storable,
            (claim.place?.name).storable, (claim.place?.latitude).storable, (claim.place?.longitude).storable,
            (claim.place?.radiusKm).storable, (place?.distanceKm).storable, (place?.bearing).storable,
            (claim.time?.start?.description).storable,
            (claim.time?.end?.description).storable,
        ]
        participants = claim.actors.enumerated().map { position, actor in
            [
                position.databaseValue, actor.role.rawValue.databaseValue, actor.name.storable, actor.id.storable,
            ]
        }
        quantities = claim.quantities.enumerated().map { position, quantity in
            [
                position.databaseValue, quantity.measure.rawValue.databaseValue, quantity.unit.storable,
                quantity.low.storable, quantity.best.storable, quantity.high.storable, quantity.party.storable,
                quantity.isCivilian?.databaseValue ?? .null,
            ]
        }
        box = claim.place.flatMap(PlaceBox.init)
        words = Self.words(of: claim)
    }

    /// The words of the text and the usual names of whom and what they mean.
    static func words(of claim: ReportedClaim) -> String {
        let names = claim.actors.map(\.name) + claim.attribution.map(\.name) + [claim.place?.name ?? ""]
        return ([claim.evidence.quote, claim.type.rawValue] + names).joined(separator: "\n").folded
    }
}

/// What the search finds a document by, folded.
struct DocumentWords: Sendable {
    let title: String
    let text: String

    init(title: String?, text: String) {
        self.title = (title ?? "").folded
        self.text = text.folded
    }
}

extension String {
    /// The value in a column of text. SQLite's text ends at a zero byte, so that U+0000 stands as U+FFFD.
    var storable: DatabaseValue {
        (utf8.contains(0) ? String(map { $0 == "\0" ? "\u{FFFD}" : $0 }) : self).databaseValue
    }
}

extension Optional where Wrapped == String {
    var storable: DatabaseValue { self?.storable ?? .null }
}

extension Optional where Wrapped == Double {
    /// SQLite keeps no negative zero.
    var storable: DatabaseValue { self.map { ($0 + 0).databaseValue } ?? .null }
}
