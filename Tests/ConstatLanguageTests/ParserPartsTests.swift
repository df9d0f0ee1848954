import Testing

@testable import ConstatLanguage

@Suite struct ParserPartsTests {
    @Test func aTreeReversedTwiceIsTheSame() {
        let tree = ParsedTree(heads: [1, 4, 3, 1], relations: [5, 0, 7, 9])
        #expect(tree.reversed == ParsedTree(heads: [2, 0, 4, 2], relations: [9, 7, 0, 5]))
        #expect(tree.reversed.reversed == tree)
    }

    @Test func aDraftTellsWhereHeadsAndChildrenStand() {
        let draft = DraftTree(ParsedTree(heads: [1, 4, 3, 1], relations: [5, 0, 7, 9]))
        #expect(draft.link(0, 1) == 1)
        #expect(draft.link(1, 0) == 2)
        #expect(draft.link(0, 3) == 0)
        #expect(draft.link(-1, 0) == 3)
        #expect(draft.childrenAhead(1, from: 3) == 1)
        #expect(draft.childrenAhead(1, from: 4) == 0)
        #expect(draft.head(4) == -1)
        #expect(draft.relation(4) == 99)
    }

    /// Two lines: the first has a feature with key 7, the second none.
    private static func moves() -> [UInt8] {
        var words = [Int16](repeating: 0, count: 32 * 3)
        words[0] = 1
        words[32 + 2] = 7
        words[32 + 8 + 2] = 100
        words[32 + 16 + 2] = -3
        return words.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    @Test func movesAddUpTheWeightsOfTheirFeatures() {
        let bytes = Self.moves()
        let scores = bytes.withUnsafeBytes { raw in
            let classifier = MoveClassifier(ByteReader(raw))
            var features = FeatureList()
            features.add(hash: 7)
            features.add(hash: 7)
            features.add(hash: 8)
            features.add(hash: 7 | 1 << 63)
            return classifier.scores(features)
        }
        #expect(scores == SIMD4(200, -6, 0, 0))
    }

    @Test func wordsWithoutAClassAreToldApart() {
        let clusters = WordClusters()
        #expect(clusters.classes(of: FeatureHash.fnv("xqzzkrrt".utf8)).fine == 0)
        let word = clusters.classes(of: FeatureHash.fnv("soldats".utf8))
        #expect((1...1000).contains(word.fine) && (1...64).contains(word.coarse))
        #expect(clusters.classes(of: FeatureHash.fnv("militaires".utf8)).coarse == word.coarse)
    }
}
