/// A tree over the words that a parser was given: heads (the root's index is the number of words) and relation classes.
package struct ParsedTree: Equatable, Sendable {
    package var heads: [Int]
    package var relations: [Int]

    package init(heads: [Int], relations: [Int]) {
        self.heads = heads
        self.relations = relations
    }

    /// The same tree with the words from last to first.
    package var reversed: ParsedTree {
        let count = heads.count
        return ParsedTree(
            heads: heads.reversed().map { $0 == count ? count : count - 1 - $0 }, relations: relations.reversed())
    }
}

/// A first reading's tree as evidence for the second one. Indices may be -1 (no such word) or the number of words (the root).
struct DraftTree {
    private let heads: [Int]
    private let relations: [Int]
    /// For each word, the last word that hangs from it; -1 for none.
    private let lastChildren: [Int]

    init(_ tree: ParsedTree) {
        heads = tree.heads
        relations = tree.relations
        var last = [Int](repeating: -1, count: heads.count + 1)
        for (word, head) in heads.enumerated() { last[head] = word }
        lastChildren = last
    }

    func head(_ word: Int) -> Int { heads.indices.contains(word) ? heads[word] : -1 }

    func relation(_ word: Int) -> UInt64 { heads.indices.contains(word) ? UInt64(relations[word]) : 99 }

    /// 1 when `second` governs `first`, 2 when it is the other way round, 0 when neither.
    func link(_ first: Int, _ second: Int) -> UInt64 {
        guard first >= 0, second >= 0 else { return 3 }
        return head(first) == second ? 1 : head(second) == first ? 2 : 0
    }

    /// Whether a word at `start` or later hangs from `word`.
    func childrenAhead(_ word: Int, from start: Int) -> UInt64 { word >= 0 && lastChildren[word] >= start ? 1 : 0 }

    /// Where the head of `word` stands: the word below it, the next one, further ahead, or further below.
    func place(ofHeadOf word: Int, _ below: Int, _ next: Int) -> UInt64 {
        let head = head(word)
        return head < 0 ? 5 : head == below ? 1 : head == next ? 2 : head > next ? 3 : 4
    }
}
