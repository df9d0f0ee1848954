import ConstatLanguage

/// Words and right classes of one sentence for the tagger.
struct TaggingExample {
    var sentence: SentenceFeatures
    var allowed: [PartSet]
    var classes: [Int]

    var words: [WordFeatures] { sentence.words }
}

/// Trains the tagger. Only the rare label has no class of its own: it is learned as the nearest one.
struct TaggerTraining {
    var epochs = 6
    var seed: UInt64 = 1

    func train(_ examples: [TaggingExample], _ tagSet: TagSet, _ sure: SureTags) -> TrainingWeights {
        let weights = TrainingWeights(classCount: tagSet.labels.count)
        var random = SeededRandom(seed: seed)
        var order = Array(examples.indices)
        for _ in 0..<epochs {
            order.shuffle(using: &random)
            for index in order { learn(examples[index], tagSet, sure, weights) }
        }
        return weights
    }

    private func learn(
        _ example: TaggingExample, _ tagSet: TagSet, _ sure: SureTags, _ weights: TrainingWeights
    ) {
        var features = FeatureList()
        var scores = [Int32](repeating: 0, count: weights.classCount)
        var previous = 0
        var beforePrevious = 0
        for index in example.words.indices {
            var chosen = sure.tag(of: example.words[index]) ?? -1
            if chosen < 0 {
                Tagger.features(of: example.words, at: index, previous, beforePrevious, &features)
                weights.score(features, into: &scores)
                chosen = tagSet.best(scores, among: example.allowed[index])
                weights.update(features, right: example.classes[index], chosen: chosen)
            }
            (previous, beforePrevious) = (chosen + 1, previous)
        }
    }

    /// The classes of `labels`: those seen twice at least, by falling count.
    static func classes(of labels: [String]) -> [String] {
        let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(256)
            .map(\.self)
    }
}

/// Gives every label a class, and remembers which.
struct NearestClasses {
    private let classes: [String]
    private var known: [String: Int] = [:]

    init(_ classes: [String]) { self.classes = classes }

    mutating func number(of label: String) -> Int {
        if let number = known[label] { return number }
        let number = Self.nearest(label, in: classes)
        known[label] = number
        return number
    }

    /// For each label a class: its own, or the one that shares most features and the part of speech.
    private static func nearest(_ label: String, in classes: [String]) -> Int {
        if let own = classes.firstIndex(of: label) { return own }
        let parts = Set(label.split(separator: "|"))
        let part = label.prefix { $0 != "|" }
        let scores = classes.map { candidate -> Int in
            let shared = parts.intersection(candidate.split(separator: "|")).count
            return (candidate.prefix { $0 != "|" } == part ? 100 : 0) + shared
        }
        return scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
    }
}
