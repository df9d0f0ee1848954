/// Finds names of persons, places and organizations, left to right, in BIO classes.
package struct NameTagger: Sendable {
    /// Class 0 is outside; then begin and continue for each kind.
    package static let classCount = 1 + 2 * NameKind.allCases.count

    let classifier: SparseClassifier
    let starters: NameStarters

    package static func tag(ofClass index: Int) -> NameTag {
        let kinds = NameKind.allCases
        guard index > 0, (index - 1) / 2 < kinds.count else { return .outside }
        let kind = kinds[(index - 1) / 2]
        return index % 2 == 1 ? .begins(kind) : .continues(kind)
    }

    /// The class of a BIO label such as `B-PER`.
    package static func classIndex(of label: String) -> Int {
        guard label.count > 2, let kind = NameKind(rawValue: String(label.dropFirst(2))),
            let place = NameKind.allCases.firstIndex(of: kind)
        else { return 0 }
        return 1 + 2 * place + (label.hasPrefix("I") ? 1 : 0)
    }

    package static func begins(_ index: Int) -> Bool { index % 2 == 1 }

    /// A name may only go on where one of its kind stands before.
    package static func isAllowed(_ index: Int, after previous: Int) -> Bool {
        index == 0 || index % 2 == 1 || previous == index || previous == index - 1
    }

    func tag(_ words: [WordFeatures], partsOfSpeech: [PartOfSpeech]) -> [NameTag] {
        var features = FeatureList()
        var scores = classifier.scores
        var tags: [NameTag] = []
        tags.reserveCapacity(words.count)
        var previous = 0
        var beforePrevious = 0
        for index in words.indices {
            var best = 0
            if previous != 0 || starters.canBegin(words[index]) {
                Self.features(of: words, partsOfSpeech, at: index, previous, beforePrevious, &features)
                classifier.score(features, into: &scores)
                for candidate in 0..<classifier.classCount
                where scores[candidate] > scores[best] && Self.isAllowed(candidate, after: previous) {
                    best = candidate
                }
            }
            tags.append(Self.tag(ofClass: best))
            (previous, beforePrevious) = (best, previous)
        }
        return tags
    }

    package static func features(
        of words: [WordFeatures], _ partsOfSpeech: [PartOfSpeech], at index: Int, _ previous: Int,
        _ beforePrevious: Int,
        _ features: inout FeatureList
    ) {
        Tagger.features(of: words, at: index, previous + 1, beforePrevious + 1, &features)
        func part(_ place: Int) -> UInt64 {
            partsOfSpeech.indices.contains(place) ? partsOfSpeech[place].number : 77
        }
        func word(_ place: Int) -> WordFeatures { words.indices.contains(place) ? words[place] : .padding }
        let here = words[index]
        let parts = FeatureHash.mix(FeatureHash.mix(part(index - 1), part(index)), part(index + 1))
        features.add(50, part(index))
        features.add(51, parts)
        features.add(52, FeatureHash.mix(parts, UInt64(previous)))
        features.add(53, FeatureHash.mix(FeatureHash.mix(word(index - 1).shape, here.shape), word(index + 1).shape))
        features.add(54, FeatureHash.mix(FeatureHash.mix(word(index - 2).word, word(index - 1).word), here.shape))
        features.add(55, FeatureHash.mix(here.shape, word(index - 1).word))
        features.add(56, FeatureHash.mix(here.shape, word(index + 1).word))
        features.add(57, FeatureHash.mix(FeatureHash.mix(here.shape, word(index + 1).shape), word(index + 2).word))
        features.add(58, FeatureHash.mix(here.prefix3, here.suffix4))
        features.add(60, FeatureHash.mix(here.shape, word(index - 1).clusters.fine))
        features.add(61, FeatureHash.mix(here.shape, word(index + 1).clusters.fine))
        features.add(62, FeatureHash.mix(here.clusters.fine, UInt64(previous)))
        features.add(
            63, FeatureHash.mix(FeatureHash.mix(here.clusters.coarse, here.shape), word(index + 1).clusters.coarse))
        features.add(59, FeatureHash.mix(here.shape, UInt64(previous)))
    }
}

/// The words in small letters with which a name may begin: "armée syrienne", "place de la République".
package struct NameStarters: Sendable {
    private let words: Set<UInt64>

    package init(forms: [String]) { words = Set(forms.map { FeatureHash.fnv($0.utf8) }) }

    @inline(__always)
    package func canBegin(_ word: WordFeatures) -> Bool { !word.isPlain || words.contains(word.word) }
}
