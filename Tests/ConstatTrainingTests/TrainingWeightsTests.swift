import Testing

@testable import ConstatLanguage
@testable import ConstatTraining

@Suite struct TrainingWeightsTests {
    private func features(_ hash: UInt64) -> FeatureList {
        var list = FeatureList()
        list.add(1, hash)
        return list
    }

    /// A perceptron that was told `times` times that `feature` speaks for class 1, and `silent` times that all is well.
    private func weights(_ feature: UInt64, times: Int, silent: Int) -> TrainingWeights {
        let weights = TrainingWeights(classCount: 3)
        for _ in 0..<times { weights.update(features(feature), right: 1, chosen: 2) }
        for _ in 0..<silent { weights.update(features(feature), right: 1, chosen: 1) }
        return weights
    }

    @Test func movesAreTheMeanOfTheTrainings() {
        let one = weights(5, times: 4, silent: 1000)
        let two = weights(6, times: 4, silent: 1000)
        let moves = MoveClassifier(ByteReader(keeping: TrainingWeights.compiledMoves([one, two])))
        let alone = MoveClassifier(ByteReader(keeping: TrainingWeights.compiledMoves([one])))
        let shared = moves.scores(features(5))
        #expect(alone.scores(features(5))[1] > shared[1] && shared[1] > 0)
        #expect(shared[1] == -shared[2] && shared[0] == 0)
        #expect(moves.scores(features(7)) == .zero)
    }

    @Test func rareFeaturesAreLeftOut() {
        let once = weights(5, times: 1, silent: 1000)
        #expect(MoveClassifier(ByteReader(keeping: TrainingWeights.compiledMoves([once]))).scores(features(5)) == .zero)
    }

    @Test func crowdedLinesLoseTheSmallestWeights() {
        // Nine features of one line: the top bits are the same.
        let rows = (1...9).map { (hash: UInt64($0), weights: [(UInt8(0), Int16($0 * 10))]) }
        let bytes = ModelBytes.moves(rows)
        let classifier = MoveClassifier(ByteReader(keeping: bytes))
        let scores = (1...9).map { hash -> Int32 in
            var list = FeatureList()
            list.add(hash: UInt64(hash))
            return classifier.scores(list)[0]
        }
        #expect(scores == [0, 20, 30, 40, 50, 60, 70, 80, 90])
    }
}
