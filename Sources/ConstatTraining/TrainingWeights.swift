import ConstatLanguage

/// The weights of an averaged perceptron while it learns: for each feature the classes it has spoken for or against.
final class TrainingWeights {
    let classCount: Int
    /// Open addressing: the slot of a feature holds its hash (0 is empty) and its row.
    private var slots: [UInt64]
    private var slotRows: [Int32]
    private var rowStarts: [Int] = []
    private var rowCounts: [Int32] = []
    private var rowCapacities: [Int32] = []
    private var rowHashes: [UInt64] = []
    private var rowUpdates: [Int32] = []
    private var classes: [UInt8] = []
    private var weights: [Int32] = []
    /// For each weight the sum of change times step, from which the average follows.
    private var totals: [Int64] = []
    private var step: Int64 = 1

    init(classCount: Int) {
        precondition(classCount <= 256, "a model file holds 256 classes at most")
        self.classCount = classCount
        slots = [UInt64](repeating: 0, count: 1 << 16)
        slotRows = [Int32](repeating: 0, count: 1 << 16)
    }

    func score(_ features: FeatureList, into scores: inout [Int32]) {
        for index in scores.indices { scores[index] = 0 }
        for index in 0..<features.count {
            let row = row(features.hashes[index])
            guard row >= 0 else { continue }
            let start = rowStarts[row]
            for place in start..<start + Int(rowCounts[row]) { scores[Int(classes[place])] += weights[place] }
        }
    }

    /// Strengthens the right class and weakens the chosen one. Every decision is one step of the average.
    func update(_ features: FeatureList, right: Int, chosen: Int) {
        step += 1
        guard right != chosen else { return }
        for index in 0..<features.count {
            let row = rowOrNew(features.hashes[index])
            rowUpdates[row] += 1
            change(row, right, by: 1)
            change(row, chosen, by: -1)
        }
    }

    private func slot(_ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private func row(_ hash: UInt64) -> Int {
        let slot = slot(hash)
        return slots[slot] == 0 ? -1 : Int(slotRows[slot])
    }

    private func rowOrNew(_ hash: UInt64) -> Int {
        let slot = slot(hash)
        if slots[slot] != 0 { return Int(slotRows[slot]) }
        let row = rowStarts.count
        slots[slot] = hash
        slotRows[slot] = Int32(row)
        rowHashes.append(hash)
        rowUpdates.append(0)
        rowStarts.append(classes.count)
        rowCounts.append(0)
        rowCapacities.append(2)
        reserve(2)
        if rowStarts.count * 2 > slots.count { grow() }
        return row
    }

    private func reserve(_ count: Int) {
        for _ in 0..<count {
            classes.append(0)
            weights.append(0)
            totals.append(0)
        }
    }

    private func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        slotRows = [Int32](repeating: 0, count: slots.count)
        for (row, hash) in rowHashes.enumerated() {
            let place = slot(hash)
            slots[place] = hash
            slotRows[place] = Int32(row)
        }
    }

    private func change(_ row: Int, _ classIndex: Int, by amount: Int32) {
        let start = rowStarts[row]
        for place in start..<start + Int(rowCounts[row]) where classes[place] == UInt8(classIndex) {
            weights[place] += amount
            totals[place] += Int64(amount) * step
            return
        }
        if rowCounts[row] == rowCapacities[row] { move(row) }
        let place = rowStarts[row] + Int(rowCounts[row])
        classes[place] = UInt8(classIndex)
        weights[place] = amount
        totals[place] = Int64(amount) * step
        rowCounts[row] += 1
    }

    private func move(_ row: Int) {
        let old = rowStarts[row]
        let count = Int(rowCounts[row])
        rowStarts[row] = classes.count
        rowCapacities[row] *= 2
        reserve(count * 2)
        for index in 0..<count {
            classes[rowStarts[row] + index] = classes[old + index]
            weights[rowStarts[row] + index] = weights[old + index]
            totals[rowStarts[row] + index] = totals[old + index]
        }
    }

    /// The averaged weights of several trainings on the same features, as the bytes that ``SparseClassifier`` reads.
    ///
    /// The mean of perceptrons that saw the sentences in different orders errs less than each of them. Features that
    /// changed fewer than `leastUpdates` times and averages below `threshold` are left out, and so are all but the `most`
    /// features with the largest weights: they carry little and cost most of the space.
    static func compiled(
        _ models: [TrainingWeights], most: Int = .max, leastUpdates: Int = 2, threshold: Double = 0.05
    ) -> [UInt8] {
        let rows = rows(of: models, leastUpdates, threshold, largestWeight: 32_000)
        let sizes = rows.map { row in row.weights.reduce(0) { max($0, abs(Int($1.1))) } }
        let least = rows.count > most ? sizes.sorted(by: >)[most] + 1 : 0
        return ModelBytes.classifier(
            zip(rows, sizes).filter { $0.1 >= least }.map(\.0), classCount: models.first?.classCount ?? 0)
    }

    /// The same for the parser's moves, as the bytes that ``MoveClassifier`` reads.
    static func compiledMoves(_ models: [TrainingWeights], leastUpdates: Int = 2, threshold: Double = 0.05) -> [UInt8] {
        ModelBytes.moves(rows(of: models, leastUpdates, threshold, largestWeight: MoveClassifier.largestWeight))
    }

    /// Sorted by hash, and by class within a row.
    private static func rows(
        of models: [TrainingWeights], _ leastUpdates: Int, _ threshold: Double, largestWeight: Int
    ) -> [(hash: UInt64, weights: [(UInt8, Int16)])] {
        let means = means(of: models, leastUpdates: leastUpdates)
        let largest = means.reduce(1) { max($0, $1.weights.reduce(0) { max($0, abs($1.mean)) }) }
        let scale = min(64, Double(largestWeight) / largest)
        return means.compactMap { row in
            let kept = row.weights.filter { abs($0.mean) >= threshold && ($0.mean * scale).rounded() != 0 }
            guard !kept.isEmpty else { return nil }
            return (row.hash, kept.map { ($0.index, Int16(($0.mean * scale).rounded())) })
        }
    }

    private typealias MeanRow = (hash: UInt64, weights: [(index: UInt8, mean: Double)])

    /// Sorted by hash, and by class within a row.
    private static func means(of models: [TrainingWeights], leastUpdates: Int) -> [MeanRow] {
        let rows = models.enumerated().flatMap { number, model in
            model.rowHashes.indices.map { (hash: model.rowHashes[$0], model: number, row: $0) }
        }.sorted { ($0.hash, $0.model) < ($1.hash, $1.model) }
        var means: [MeanRow] = []
        var sums = [Double](repeating: 0, count: models.first?.classCount ?? 0)
        var first = 0
        while first < rows.count {
            let group = rows[first...].prefix { $0.hash == rows[first].hash }
            first += group.count
            let updates = group.reduce(0) { $0 + Int(models[$1.model].rowUpdates[$1.row]) }
            guard updates >= leastUpdates * models.count else { continue }
            var seen: Set<UInt8> = []
            for member in group {
                let model = models[member.model]
                for place in model.places(ofRow: member.row) {
                    seen.insert(model.classes[place])
                    sums[Int(model.classes[place])] += model.average(place) / Double(models.count)
                }
            }
            means.append((group[group.startIndex].hash, seen.sorted().map { ($0, sums[Int($0)]) }))
            for index in seen { sums[Int(index)] = 0 }
        }
        return means
    }

    private func places(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row] + Int(rowCounts[row]) }

    private func average(_ place: Int) -> Double { Double(weights[place]) - Double(totals[place]) / Double(step) }
}
