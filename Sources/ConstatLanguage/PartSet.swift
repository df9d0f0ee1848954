/// A set of parts of speech.
package struct PartSet: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package init(_ parts: PartOfSpeech...) {
        self = parts.reduce(into: []) { $0.insert(PartSet(of: $1)) }
    }

    package init(of part: PartOfSpeech) {
        self.init(rawValue: 1 << UInt32(part.number - 1))
    }

    /// What any word may be.
    static let open = PartSet(.adjective, .adverb, .interjection, .noun, .numeral, .properNoun, .other)
    /// What a token that starts with a digit may be: "12", "1er", "7h30".
    static let figures = PartSet(.numeral, .adjective, .noun)
    /// What a token without letters and digits may be.
    static let signs = PartSet(.punctuation, .symbol)
}

extension PartOfSpeech {
    /// A number of its own for each, from 1; the model file's features and lemmas are made with it.
    @inline(__always)
    var number: UInt64 {
        switch self {
        case .adjective: 1
        case .adposition: 2
        case .adverb: 3
        case .auxiliary: 4
        case .coordinatingConjunction: 5
        case .determiner: 6
        case .interjection: 7
        case .noun: 8
        case .numeral: 9
        case .particle: 10
        case .pronoun: 11
        case .properNoun: 12
        case .punctuation: 13
        case .subordinatingConjunction: 14
        case .symbol: 15
        case .verb: 16
        case .other: 17
        }
    }
}

/// Which parts of speech each word may have.
///
/// Function words are listed: nothing else is a determiner, a pronoun or a preposition. A word that the lexicon knows is
/// a verb only where the lexicon has a verb. What the treebanks have seen is always allowed.
package struct PartConstraints: Sendable {
    private var seen: [UInt64: PartSet] = [:]
    private let numbers: Set<UInt64>

    /// Lines of a lower-case form and its parts of speech, blanks between; number words are nothing else.
    package init(lines: [String], numbers: Set<String>) {
        self.numbers = Set(numbers.map { FeatureHash.fnv($0.utf8) })
        for line in lines {
            let cells = line.split(separator: " ")
            guard let form = cells.first else { continue }
            let parts = cells.dropFirst().compactMap { PartOfSpeech(rawValue: String($0)) }
            seen[FeatureHash.fnv(form.utf8)] = parts.reduce(into: PartSet()) { $0.insert(PartSet(of: $1)) }
        }
    }

    package func allowed(_ word: WordFeatures, _ match: LexiconMatch) -> PartSet {
        if word.isSign { return (seen[word.word] ?? []).union(.signs) }
        if word.startsWithDigit { return .figures }
        if word.hasInnerCapital, !match.isKnown { return PartSet(of: .properNoun) }
        if numbers.contains(word.word) { return PartSet(of: .numeral) }
        var parts = PartSet.open
        if match.isKnown { parts.formUnion(match.parts) } else { parts.insert(PartSet(.verb)) }
        if match.parts.contains(PartSet(.verb)) { parts.insert(PartSet(of: .auxiliary)) }
        if let others = seen[word.word] { parts.formUnion(others) }
        return parts
    }
}
