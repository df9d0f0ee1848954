public import ConstatIntake
import ConstatText
import GRDB

/// A document in which words were found.
public struct DocumentHit: Equatable, Sendable {
    public var id: String
    public var name: String
    public var published: String?
    public var title: String?
    /// The words around the first place where they were found, on one line.
    public var excerpt: String
}

/// A claim in which words were found.
public struct ClaimHit: Equatable, Sendable {
    public var document: String
    /// The document's name.
    public var name: String
    public var claim: String
    public var type: String
    /// A JSON object: the claim as in the record.
    public var record: String
    /// The sentence that carries it.
    public var evidence: String
}

/// What is searched for: phrases that must all be found, each word for word but for accents and capitals.
public struct SearchPhrases: Sendable {
    /// Each the words of one phrase, folded.
    let phrases: [[String]]

    /// - Parameter typed: a word each, or several words that must stand together. Words are letters and digits.
    public init(_ typed: [String]) {
        phrases = typed.map { phrase in
            phrase.folded.unicodeScalars.split { !Shingles.isWordPart($0) }.map { String(String.UnicodeScalarView($0)) }
        }.filter { !$0.isEmpty }
    }

    public var isEmpty: Bool { phrases.isEmpty }

    /// In FTS5's language; words are letters and digits only, so that nothing of it can be typed.
    var query: String { phrases.map { "\"" + $0.joined(separator: " ") + "\"" }.joined(separator: " AND ") }
}

extension Store {
    /// Documents whose title or text has all phrases, the best first (BM25), equal ones by identifier.
    public func documents(with phrases: SearchPhrases, limit: Int) throws(Diagnostic) -> [DocumentHit] {
        try hits(
            phrases, limit: limit,
            sql: """
                SELECT id, name, published, documents.title, contents.text FROM document_words
                JOIN documents ON number = document_words.rowid JOIN contents ON document = number
                WHERE document_words MATCH ? ORDER BY bm25(document_words), id LIMIT ?
                """
        ) { row in
            guard let id = row.text(0), let name = row.text(1), let text = row.bytes(4) else { return nil }
            return DocumentHit(
                id: id, name: name, published: row.text(2), title: row.text(3),
                excerpt: Excerpt.of(String(decoding: text, as: UTF8.self), around: phrases))
        }
    }

    /// Claims whose sentence, type, or names of people and places have all phrases, in the same order.
    public func claims(with phrases: SearchPhrases, limit: Int) throws(Diagnostic) -> [ClaimHit] {
        try hits(
            phrases, limit: limit,
            sql: """
                SELECT documents.id, name, claims.id, type, record FROM claim_words
                JOIN claims ON claims.number = claim_words.rowid JOIN readings ON readings.number = reading
                JOIN documents ON documents.number = readings.document
                WHERE claim_words MATCH ? ORDER BY bm25(claim_words), documents.id, claims.number LIMIT ?
                """
        ) { row in
            guard let document = row.text(0), let name = row.text(1), let claim = row.text(2), let type = row.text(3),
                let record = row.text(4)
            else { return nil }
            return ClaimHit(
                document: document, name: name, claim: claim, type: type, record: record,
                evidence: ClaimText.claim(record)?.evidence.quote ?? "")
        }
    }

    private func hits<Hit>(
        _ phrases: SearchPhrases, limit: Int, sql: String, _ hit: (Row) -> Hit?
    ) throws(Diagnostic) -> [Hit] {
        if phrases.isEmpty { return [] }
        return try guarded {
            try queue.read { database in
                var hits: [Hit] = []
                let rows = try Row.fetchCursor(database, sql: sql, arguments: [phrases.query, limit])
                while let row = try rows.next() { if let hit = hit(row) { hits.append(hit) } }
                return hits
            }
        }
    }
}

/// A line of text around the first phrase that is found in it.
enum Excerpt {
    private static let reach = 70

    /// The text's beginning where the phrase stands in the title only.
    static func of(_ text: String, around phrases: SearchPhrases) -> String {
        let scalars = Array(text.unicodeScalars)
        let words = words(scalars)
        let middle = phrases.phrases.lazy.compactMap { phrase in start(of: phrase, in: words) }.first ?? 0
        var (lower, upper) = (max(0, middle - reach), min(scalars.count, middle + reach))
        while lower > 0, Shingles.isWordPart(scalars[lower - 1]) { lower -= 1 }
        while upper < scalars.count, Shingles.isWordPart(scalars[upper]) { upper += 1 }
        var part = String.UnicodeScalarView()
        part.append(contentsOf: scalars[lower..<upper])
        let line = String(part).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return (lower > 0 ? "... " : "") + line + (upper < scalars.count ? " ..." : "")
    }

    private static func words(_ scalars: [Unicode.Scalar]) -> [(start: Int, word: String)] {
        var words: [(start: Int, word: String)] = []
        var word = String.UnicodeScalarView()
        var start = 0
        for (index, scalar) in scalars.enumerated() {
            if Shingles.isWordPart(scalar) {
                if word.isEmpty { start = index }
                word.append(scalar)
            } else if !word.isEmpty {
                words.append((start, String(word).folded))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append((start, String(word).folded)) }
        return words
    }

    private static func start(of phrase: [String], in words: [(start: Int, word: String)]) -> Int? {
        guard words.count >= phrase.count else { return nil }
        return (0...(words.count - phrase.count)).first { first in
            phrase.indices.allSatisfy { words[first + $0].word == phrase[$0] }
        }.map { words[$0].start }
    }
}
