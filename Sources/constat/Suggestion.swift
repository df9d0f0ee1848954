/// Finds the word that somebody probably meant.
enum Suggestion {
    /// The valid word that is at most two changes away from the typed one or from its end ("geojsn" ends in "jsn", which
    /// is near "jsonl"); nil where none is near.
    static func nearest(to typed: String, among valid: [String]) -> String? {
        let typed = Array(typed.lowercased().unicodeScalars.prefix(40))
        let ranked = valid.map { (word: $0, distance: distance(from: typed, to: Array($0.unicodeScalars))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= 2 else { return nil }
        // Two changes make any three letters out of any others.
        return best.distance < best.word.unicodeScalars.count - 1 ? best.word : nil
    }

    /// Levenshtein's distance; letters left out at the start of `typed` cost nothing while two are left at least.
    private static func distance(from typed: [Unicode.Scalar], to word: [Unicode.Scalar]) -> Int {
        var row = Array(0...word.count)
        for (index, scalar) in typed.enumerated() {
            var next = [index + 2 < typed.count ? 0 : index + 1]
            for (column, other) in word.enumerated() {
                next.append(min(row[column] + (scalar == other ? 0 : 1), row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[word.count]
    }
}
