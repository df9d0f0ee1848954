import ConstatLanguage

/// One tree for the parser: features made from predicted tags, right heads (the root's index is the word count).
struct ParsingExample {
    var features: ParserFeatures
    var tree: ParsedTree

    /// The example for the second reading, from the last word to the first.
    func revising(_ draft: ParsedTree) -> ParsingExample {
        ParsingExample(features: features.revising(draft), tree: tree.reversed)
    }
}

/// Trains the parser with a dynamic oracle: it also learns what is best after a mistake.
struct ParserTraining {
    var epochs = 8
    var seed: UInt64 = 2
    /// In how many of ten cases a wrong move is followed after the first epoch.
    private let exploration = 9

    func train(_ examples: [ParsingExample], relationCount: Int) -> (moves: TrainingWeights, labels: TrainingWeights) {
        let moves = TrainingWeights(classCount: ParserMove.allCases.count)
        let labels = TrainingWeights(classCount: relationCount)
        var random = SeededRandom(seed: seed)
        var order = Array(examples.indices)
        for epoch in 0..<epochs {
            order.shuffle(using: &random)
            for index in order { learn(examples[index], moves, labels, explores: epoch > 0, &random) }
        }
        return (moves, labels)
    }

    private func learn(
        _ example: ParsingExample, _ moves: TrainingWeights, _ labels: TrainingWeights, explores: Bool,
        _ random: inout SeededRandom
    ) {
        var state = ParserState(count: example.tree.heads.count)
        var features = FeatureList()
        var scores = [Int32](repeating: 0, count: moves.classCount)
        var labelScores = [Int32](repeating: 0, count: labels.classCount)
        while !state.isFinished {
            if state.onlyMove == .shift {
                state.shift()
                continue
            }
            example.features.move(state, &features)
            moves.score(features, into: &scores)
            let costs = Oracle.costs(in: state, heads: example.tree.heads)
            let legal = ParserMove.allCases.filter(state.isLegal)
            let least = legal.map { costs[$0.rawValue] }.min() ?? 0
            guard let chosen = best(legal, scores),
                let right = best(legal.filter { costs[$0.rawValue] == least }, scores)
            else { return }
            moves.update(features, right: right.rawValue, chosen: chosen.rawValue)
            let follows = costs[chosen.rawValue] == least || (explores && random.next() % 10 < exploration)
            let move = follows ? chosen : right
            guard let arc = state.arc(move) else { state.shift(); continue }
            example.features.label(state, dependent: arc.dependent, head: arc.head, &features)
            labels.score(features, into: &labelScores)
            var relation = labelScores.indexOfLargest
            if example.tree.heads[arc.dependent] == arc.head {
                labels.update(features, right: example.tree.relations[arc.dependent], chosen: relation)
                relation = example.tree.relations[arc.dependent]
            }
            state.attach(arc.dependent, to: arc.head, relation: relation)
        }
    }

    private func best(_ moves: [ParserMove], _ scores: [Int32]) -> ParserMove? {
        moves.max { (scores[$0.rawValue], $1.rawValue) < (scores[$1.rawValue], $0.rawValue) }
    }
}

/// How many right arcs each move of the arc-hybrid system puts out of reach (Goldberg and Nivre 2013).
enum Oracle {
    static func costs(in state: ParserState, heads: [Int]) -> [Int] {
        let next = state.next
        let top = state.stacked(0)
        let below = state.stacked(1)
        var costs = [0, 0, 0]
        if next < state.count {
            let head = heads[next]
            for (place, word) in state.stack.enumerated() {
                if heads[word] == next { costs[0] += 1 }
                if word == head, place < state.stack.count - 1 { costs[0] += 1 }
            }
        }
        guard top >= 0 else { return costs }
        var childrenAhead = 0
        for word in next..<max(next, state.count) where heads[word] == top { childrenAhead += 1 }
        costs[1] = childrenAhead + (heads[top] == below && below >= 0 ? 1 : 0) + (heads[top] > next ? 1 : 0)
        costs[2] = childrenAhead + (heads[top] >= next ? 1 : 0)
        return costs
    }
}
