/// Builds a dependency tree word by word (greedy arc-hybrid), and names each arc as it is drawn.
package struct DependencyParser: Sendable {
    let moves: SparseClassifier
    let labels: SparseClassifier

    /// Heads (-1 for the root) and relation classes, one a word.
    func parse(_ features: ParserFeatures, count: Int) -> (heads: [Int], relations: [Int]) {
        var state = ParserState(count: count)
        var list = FeatureList()
        var moveScores = [Int32](repeating: 0, count: moves.classCount)
        var labelScores = [Int32](repeating: 0, count: labels.classCount)
        while !state.isFinished {
            features.move(state, &list)
            moves.score(list, into: &moveScores)
            let move = Self.best(moveScores, in: state)
            if let arc = state.arc(move) {
                features.label(state, dependent: arc.dependent, head: arc.head, &list)
                labels.score(list, into: &labelScores)
                state.attach(arc.dependent, to: arc.head, relation: labelScores.indexOfLargest)
            } else {
                state.shift()
            }
        }
        let heads = state.heads.prefix(count).map { $0 == state.root ? -1 : $0 }
        return (heads, Array(state.relations.prefix(count)))
    }

    private static func best(_ scores: [Int32], in state: ParserState) -> ParserMove {
        var best: ParserMove?
        for move in ParserMove.allCases where state.isLegal(move) {
            guard let leader = best else { best = move; continue }
            if scores[move.rawValue] > scores[leader.rawValue] { best = move }
        }
        return best ?? .shift
    }
}
