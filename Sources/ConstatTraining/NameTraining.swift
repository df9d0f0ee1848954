import ConstatLanguage
import ConstatText
import Foundation

/// One sentence for the name tagger.
struct NamingExample {
    var tokens: [Token]
    var classes: [Int]
}

/// Articles with marked entities (WiNER-fr), as JSON lines.
public struct EntityArticle: Decodable, Sendable {
    public struct Entity: Decodable, Sendable {
        public let type: String
        /// Unicode scalars of the text, half-open.
        public let start: Int
        public let end: Int
    }

    public let id: String
    public let text: String
    public let entities: [Entity]

    public static func articles(at url: URL) throws -> [EntityArticle] {
        let decoder = JSONDecoder()
        return try Treebank.contents(of: url).split(separator: 0x0A).map { line in
            try decoder.decode(EntityArticle.self, from: Data(line))
        }
    }

    private static let kinds = ["Person": "PER", "Location": "LOC", "Organization": "ORG"]

    /// The article's sentences with a class for each token; entities that tokens cannot express are left out.
    func examples(_ segmenter: FrenchSegmenter) -> [NamingExample] {
        let document = Document(id: id, text: text)
        let offsets = ScalarOffsets(document)
        let marked = entities.compactMap { entity in Self.kinds[entity.type].map { (entity.start, entity.end, $0) } }
        return segmenter.sentences(of: document).map { tokens in
            let ranges = tokens.map { offsets.scalarRange($0.span) }
            var classes = [Int](repeating: 0, count: tokens.count)
            for (start, end, label) in marked {
                guard let first = ranges.firstIndex(where: { $0.lowerBound == start }),
                    let last = ranges.firstIndex(where: { $0.upperBound == end }), first <= last
                else { continue }
                for index in first...last {
                    classes[index] = NameTagger.classIndex(of: (index == first ? "B-" : "I-") + label)
                }
            }
            return NamingExample(tokens: tokens, classes: classes)
        }
    }
}

/// Trains the name tagger on tokens whose parts of speech the tagger has given.
struct NameTraining {
    var epochs = 6
    var seed: UInt64 = 3

    func train(
        _ examples: [(words: [WordFeatures], parts: [PartOfSpeech], classes: [Int])], _ starters: NameStarters
    ) -> TrainingWeights {
        let weights = TrainingWeights(classCount: NameTagger.classCount)
        var random = SeededRandom(seed: seed)
        var order = Array(examples.indices)
        for _ in 0..<epochs {
            order.shuffle(using: &random)
            for index in order { learn(examples[index], starters, weights) }
        }
        return weights
    }

    private func learn(
        _ example: (words: [WordFeatures], parts: [PartOfSpeech], classes: [Int]), _ starters: NameStarters,
        _ weights: TrainingWeights
    ) {
        var features = FeatureList()
        var scores = [Int32](repeating: 0, count: weights.classCount)
        var previous = 0
        var beforePrevious = 0
        for index in example.words.indices {
            guard previous != 0 || starters.canBegin(example.words[index]) else {
                (previous, beforePrevious) = (0, previous)
                continue
            }
            NameTagger.features(of: example.words, example.parts, at: index, previous, beforePrevious, &features)
            weights.score(features, into: &scores)
            let chosen = scores.indexOfLargest
            weights.update(features, right: example.classes[index], chosen: chosen)
            (previous, beforePrevious) = (chosen, previous)
        }
    }
}
