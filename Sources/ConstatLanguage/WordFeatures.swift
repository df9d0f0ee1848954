/// What the models see of one word, as hashes.
package struct WordFeatures: Sendable {
    var word: UInt64 = 1
    var prefix3: UInt64 = 1
    var suffix2: UInt64 = 1
    var suffix3: UInt64 = 1
    var suffix4: UInt64 = 1
    var shape: UInt64 = 99
    var readings: UInt64 = 5
    var categories: UInt64 = 5
    var clusters = WordClusters.Classes()
    /// Small letters, no digits, in a sentence that is not all in capitals.
    package var isPlain: Bool { shape & 0b100_0011 == 0 }
    /// Neither letters nor digits.
    var isSign = false
    var startsWithDigit = false
    /// As "al-Bab": a small letter first, a capital after a hyphen.
    var hasInnerCapital = false

    /// What stands before the first word and after the last.
    static let padding = WordFeatures()
}

/// A sentence's words as the models see them, with what the lexicon found.
package struct SentenceFeatures: Sendable {
    package let words: [WordFeatures]
    package let matches: [LexiconMatch]

    package init(_ tokens: [Token], lexicon: Lexicon, clusters: WordClusters) {
        let shapes = tokens.map { WordShape($0.form) }
        let isShouted = Self.isShouted(shapes)
        var words: [WordFeatures] = []
        var matches: [LexiconMatch] = []
        words.reserveCapacity(tokens.count)
        matches.reserveCapacity(tokens.count)
        for (token, shape) in zip(tokens, shapes) {
            let match = lexicon.match(folded: token.folded.utf8, accents: shape.accents, casing: shape.casing)
            var word = Self.features(shape, match, isShouted)
            word.clusters = clusters.classes(of: word.word)
            words.append(word)
            matches.append(match)
        }
        self.words = words
        self.matches = matches
    }

    /// A headline in capitals: its capitals say nothing of names.
    private static func isShouted(_ shapes: [WordShape]) -> Bool {
        var capitals = 0
        var others = 0
        for shape in shapes where shape.bounds.count > 4 && !shape.hasDigit {
            if shape.casing == .capitals { capitals += 1 } else { others += 1 }
        }
        return capitals > 2 && capitals > others
    }

    private static func features(_ shape: WordShape, _ match: LexiconMatch, _ isShouted: Bool) -> WordFeatures {
        var bits: UInt64 = shape.hasDigit ? 2 : 0
        if shape.hasHyphen { bits |= 4 }
        if shape.hasApostrophe { bits |= 8 }
        if isShouted {
            bits |= 64
        } else {
            if shape.casing != .lower { bits |= 1 }
            if shape.casing == .capitals { bits |= 16 }
        }
        return WordFeatures(
            word: FeatureHash.fnv(shape.lower), prefix3: FeatureHash.fnv(shape.prefix(3)),
            suffix2: FeatureHash.fnv(shape.suffix(2)), suffix3: FeatureHash.fnv(shape.suffix(3)),
            suffix4: FeatureHash.fnv(shape.suffix(4)), shape: bits, readings: match.readingsHash,
            categories: match.categoriesHash,
            isSign: shape.isSign, startsWithDigit: shape.lower.first == 0x30,
            hasInnerCapital: shape.hasInnerCapital)
    }
}
