/// Builds a dependency tree word by word (greedy arc-hybrid), and names each arc as it is drawn.
package struct DependencyParser: Sendable {
    let moves: MoveClassifier
    let labels: SparseClassifier

    package init(moves: MoveClassifier, labels: SparseClassifier) {
        self.moves = moves
        self.labels = labels
    }

    package func parse(_ features: ParserFeatures, count: Int) -> ParsedTree {
        var state = ParserState(count: count)
        var list = FeatureList()
        var labelScores = labels.scores
        while !state.isFinished {
            let move: ParserMove
            if let only = state.onlyMove {
                move = only
            } else {
                features.move(state, &list)
                move = Self.best(moves.scores(list), in: state)
            }
            if let arc = state.arc(move) {
                features.label(state, dependent: arc.dependent, head: arc.head, &list)
                labels.score(list, into: &labelScores)
                state.attach(
                    arc.dependent, to: arc.head, relation: labelScores.prefix(labels.classCount).indexOfLargest)
            } else {
                state.shift()
            }
        }
        return ParsedTree(heads: Array(state.heads.prefix(count)), relations: Array(state.relations.prefix(count)))
    }

    /// The legal move with the highest score; the first of equals.
    @inline(__always)
    private static func best(_ scores: SIMD4<Int32>, in state: ParserState) -> ParserMove {
        var best = ParserMove.shift
        var bestScore = state.isLegal(.shift) ? scores[0] : Int32.min
        if state.isLegal(.left), scores[1] > bestScore { (best, bestScore) = (.left, scores[1]) }
        if state.isLegal(.right), scores[2] > bestScore { best = .right }
        return best
    }
}

/// Reads a sentence twice: a first tree from left to right, then one from right to left that has the first as evidence.
///
/// After Attardi and Dell'Orletta (2009): what one direction decides too early, the other one sees from behind.
package struct RevisingParser: Sendable {
    let drafter: DependencyParser
    let reviser: DependencyParser

    package init(drafter: DependencyParser, reviser: DependencyParser) {
        self.drafter = drafter
        self.reviser = reviser
    }

    func parse(_ features: ParserFeatures, count: Int) -> ParsedTree {
        let draft = drafter.parse(features, count: count)
        let revised = reviser.parse(features.revising(draft), count: count).reversed
        // No word hangs from a punctuation mark, and none is the top: a second reading that says so has lost its way.
        return hangsFromSign(revised, features) ? draft : revised
    }

    private func hangsFromSign(_ tree: ParsedTree, _ features: ParserFeatures) -> Bool {
        let count = tree.heads.count
        return tree.heads.indices.contains { word in
            let head = tree.heads[word]
            return head < count ? features.isSign(head) : count > 1 && features.isSign(word)
        }
    }
}
