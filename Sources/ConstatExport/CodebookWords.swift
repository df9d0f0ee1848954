import ConstatEvents
import ConstatRecords
import ConstatResources

/// Words of a language that codebooks give a meaning of their own; `FrenchCodebook.lexicon` lists and explains them.
struct CodebookWords: Sendable {
    enum Kind: String { case several, many, dozens, hundreds, deaths, suicide, drone, sexual, riot, chemical }

    private let phrases: PhraseLexicon<Kind>

    static let french = CodebookWords(text: EmbeddedResource.text(named: "FrenchCodebook.lexicon"))

    init(text: String) { phrases = PhraseLexicon(text: text) }

    private static func words(_ text: String) -> [String] { WordScan(text).words.map(\.folded) }

    func holds(_ kind: Kind, _ text: String) -> Bool {
        let words = Self.words(text)
        return words.indices.contains { stands(kind, at: $0, in: words) }
    }

    /// Whether a word of `kind` stands at most two words before one for the dead.
    func holds(_ kind: Kind, ofDeathsIn text: String) -> Bool {
        let words = Self.words(text)
        return words.indices.contains { index in
            stands(kind, at: index, in: words)
                && (index + 1...index + 3).contains { $0 < words.count && stands(.deaths, at: $0, in: words) }
        }
    }

    private func stands(_ kind: Kind, at index: Int, in words: [String]) -> Bool {
        phrases[kind].contains { words[index...].starts(with: $0) }
    }
}

extension [ReportedClaim] {
    /// Whether a sentence of the claims has a word of that kind.
    func say(_ kind: CodebookWords.Kind) -> Bool {
        contains { CodebookWords.french.holds(kind, $0.evidence.quote) }
    }
}
