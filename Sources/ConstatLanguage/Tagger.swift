/// Gives each word its class (part of speech with features), left to right, among those that it may have.
package struct Tagger: Sendable {
    let classifier: SparseClassifier
    private let tagSet: TagSet
    private let constraints: PartConstraints
    private let sure: SureTags

    package init(classifier: SparseClassifier, tagSet: TagSet, constraints: PartConstraints, sure: SureTags) {
        self.classifier = classifier
        self.tagSet = tagSet
        self.constraints = constraints
        self.sure = sure
    }

    package func tag(_ sentence: SentenceFeatures) -> [Int] {
        let words = sentence.words
        var features = FeatureList()
        var scores = classifier.scores
        var tags: [Int] = []
        tags.reserveCapacity(words.count)
        var previous = 0
        var beforePrevious = 0
        for index in words.indices {
            let best: Int
            if let tag = sure.tag(of: words[index]) {
                best = tag
            } else {
                Self.features(of: words, at: index, previous, beforePrevious, &features)
                classifier.score(features, into: &scores)
                best = tagSet.best(scores, among: constraints.allowed(words[index], sentence.matches[index]))
            }
            tags.append(best)
            (previous, beforePrevious) = (best + 1, previous)
        }
        return tags
    }

    /// The features of a tagging decision; `previous` and `beforePrevious` are classes plus one, 0 at the start.
    package static func features(
        of words: [WordFeatures], at index: Int, _ previous: Int, _ beforePrevious: Int, _ features: inout FeatureList
    ) {
        let word = words[index]
        let left = index > 0 ? words[index - 1] : .padding
        let right = index + 1 < words.count ? words[index + 1] : .padding
        let secondLeft = index > 1 ? words[index - 2].word : WordFeatures.padding.word
        let secondRight = index + 2 < words.count ? words[index + 2].word : WordFeatures.padding.word
        let tag1 = UInt64(previous)
        let tag2 = UInt64(beforePrevious)
        features.removeAll()
        addSpelling(word, left, right, isFirst: index == 0, &features)
        features.add(7, tag1)
        features.add(8, FeatureHash.mix(tag1, tag2))
        features.add(9, FeatureHash.mix(word.word, tag1))
        features.add(16, secondLeft)
        features.add(17, secondRight)
        features.add(18, FeatureHash.mix(word.suffix3, tag1))
        features.add(31, FeatureHash.mix(word.categories, tag1))
        addLexicon(word, left, right, &features)
        addClusters(word, left, right, &features)
    }

    private static func addSpelling(
        _ word: WordFeatures, _ left: WordFeatures, _ right: WordFeatures, isFirst: Bool, _ features: inout FeatureList
    ) {
        features.add(1, word.word)
        features.add(2, word.suffix2)
        features.add(3, word.suffix3)
        features.add(4, word.suffix4)
        features.add(5, word.prefix3)
        features.add(6, word.shape)
        features.add(10, left.word)
        features.add(11, right.word)
        features.add(12, FeatureHash.mix(left.word, word.word))
        features.add(13, FeatureHash.mix(word.word, right.word))
        features.add(14, right.suffix3)
        features.add(15, left.suffix3)
        features.add(19, FeatureHash.mix(word.suffix3, right.suffix3))
        features.add(20, FeatureHash.mix(word.shape, isFirst ? 1 : 0))
        features.add(21, FeatureHash.mix(right.shape, word.suffix2))
        features.add(22, 0)
        features.add(23, FeatureHash.mix(left.word, right.word))
    }

    private static func addLexicon(
        _ word: WordFeatures, _ left: WordFeatures, _ right: WordFeatures, _ features: inout FeatureList
    ) {
        features.add(30, word.readings)
        features.add(32, right.categories)
        features.add(33, FeatureHash.mix(left.categories, word.categories))
        features.add(34, FeatureHash.mix(word.categories, right.categories))
        features.add(35, FeatureHash.mix(FeatureHash.mix(left.categories, word.categories), right.categories))
        features.add(36, right.readings)
    }

    private static func addClusters(
        _ word: WordFeatures, _ left: WordFeatures, _ right: WordFeatures, _ features: inout FeatureList
    ) {
        features.add(40, word.clusters.fine)
        features.add(41, left.clusters.fine)
        features.add(42, right.clusters.fine)
        features.add(
            43,
            FeatureHash.mix(FeatureHash.mix(left.clusters.coarse, word.clusters.coarse), right.clusters.coarse))
        features.add(44, FeatureHash.mix(word.clusters.coarse, word.suffix3))
    }
}

/// The class of frequent words that always have the same one ("les", "par", the comma): no decision is needed.
package struct SureTags: Sendable {
    private var classes: [UInt64: Int] = [:]

    /// Lines of a lower-case form and its class, a blank between.
    package init(lines: [String]) {
        for line in lines {
            let cells = line.split(separator: " ")
            if cells.count == 2, let index = Int(cells[1]) { classes[FeatureHash.fnv(cells[0].utf8)] = index }
        }
    }

    @inline(__always)
    package func tag(of word: WordFeatures) -> Int? { classes[word.word] }
}
