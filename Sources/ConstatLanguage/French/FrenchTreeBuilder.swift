/// Builds a sentence's tree: reads its parts one by one, as ``FrenchParsePlan`` cuts them, and puts their trees together.
struct FrenchTreeBuilder {
    let model: LanguageModel
    let rules: FrenchClauseRules

    private static let listMarks: Set = ["-", "–", "—", "--", "•", "*", ">", "·", "◦", "▪", "|", "→", "►", "●", "■"]

    /// `tags` are the tagger's classes of `tokens`, which have part of speech, morphology and lemma.
    func addTree(to tokens: inout [Token], tags: [Int], _ features: SentenceFeatures) {
        let marks = tokens.prefix { Self.listMarks.contains($0.form) }.count
        let first = marks < tokens.count ? marks : 0
        let plan = FrenchParsePlan(tokens, from: first, rules: rules)
        let repair = FrenchTreeRepair(rules: rules)
        let root = parse(plan.main, tags, features, &tokens)
        hang(root, from: -1, .root, &tokens)
        for mark in 0..<first { hang(mark, from: root, .punct, &tokens) }
        for part in plan.parts {
            let top = parseApart(part, tags, features, &tokens)
            let anchor = part.anchor.map { climbed(from: $0, part, tokens) } ?? root
            hang(top, from: anchor, part.relation, &tokens)
            if let verb = part.verb { repair.giveSubject(to: verb, &tokens) }
        }
        for quote in plan.quotes { hangQuote(quote, root, &tokens) }
        for word in plan.loose { hang(word.word, from: word.head, word.relation, &tokens) }
        breakCycles(under: root, &tokens)
        repair.repair(&tokens)
        breakCycles(under: tokens.firstIndex { $0.head < 0 } ?? root, &tokens)
    }

    /// The part's top word. Signs at its ends are left out of the reading, so that none becomes the top.
    private func parseApart(
        _ part: FrenchParsePlan.Part, _ tags: [Int], _ features: SentenceFeatures, _ tokens: inout [Token]
    ) -> Int {
        func isSign(_ index: Int) -> Bool { tokens[index].partOfSpeech == .punctuation }
        let leading = part.words.prefix(while: isSign).count
        let trailing = part.words.reversed().prefix(while: isSign).count
        guard leading + trailing < part.words.count else { return parse(part.words, tags, features, &tokens) }
        let inner = Array(part.words[leading..<part.words.count - trailing])
        var top = parse(inner, tags, features, &tokens)
        if let verb = part.verb, verb != top {
            hang(top, from: verb, tokens[top].relation, &tokens)
            top = verb
        }
        for sign in part.words.prefix(leading) + part.words.suffix(trailing) { hang(sign, from: top, .punct, &tokens) }
        return top
    }

    /// The word that a part belongs to: from the word before it up to the top of its noun phrase; an abbreviation
    /// belongs to the word that it abbreviates first.
    private func climbed(from anchor: Int, _ part: FrenchParsePlan.Part, _ tokens: [Token]) -> Int {
        var found = anchor
        var word = anchor
        for _ in 0..<(part.climb?.count ?? 0) {
            guard let range = part.climb, range.contains(tokens[word].head) else { break }
            word = tokens[word].head
            guard let initial = part.initial else { found = word; continue }
            if tokens[word].folded.utf8.first == initial { found = word }
        }
        return found
    }

    /// Whatever the parts were, the result is one tree: a word that does not lead up to the root hangs from it.
    private func breakCycles(under root: Int, _ tokens: inout [Token]) {
        // The word whose climb came by; -1 for none yet, the number of words for those that lead to the root.
        var seen = [Int](repeating: -1, count: tokens.count)
        seen[root] = tokens.count
        for start in tokens.indices {
            var path: [Int] = []
            var word = start
            while seen[word] == -1, tokens[word].head >= 0 {
                seen[word] = start
                path.append(word)
                word = tokens[word].head
            }
            if seen[word] != tokens.count { hang(word, from: root, .dep, &tokens) }
            for passed in path + [word] { seen[passed] = tokens.count }
        }
    }

    /// Both signs hang from the top of what they enclose.
    private func hangQuote(_ quote: Range<Int>, _ root: Int, _ tokens: inout [Token]) {
        let inner = (quote.lowerBound + 1)..<quote.upperBound
        let top =
            inner.first { !inner.contains(tokens[$0].head) && tokens[$0].partOfSpeech != .punctuation }
            ?? inner.first { tokens[$0].partOfSpeech != .punctuation } ?? root
        hang(quote.lowerBound, from: top, .punct, &tokens)
        hang(quote.upperBound, from: top, .punct, &tokens)
    }

    private func hang(_ word: Int, from head: Int, _ relation: DependencyRelation, _ tokens: inout [Token]) {
        tokens[word].head = head
        tokens[word].relation = relation == .root && head >= 0 ? .parataxis : relation
    }

    /// Parses the words at `indices` as a sentence of their own, and returns the top one.
    private func parse(
        _ indices: [Int], _ tags: [Int], _ features: SentenceFeatures, _ tokens: inout [Token]
    ) -> Int {
        let parserFeatures = ParserFeatures(
            words: indices.map { features.words[$0] }, coarse: indices.map { model.tagSet.coarse[tags[$0]] },
            fine: indices.map { model.tagSet.fine[tags[$0]] })
        let tree = model.parser.parse(parserFeatures, count: indices.count)
        var top = indices[0]
        for (place, index) in indices.enumerated() {
            let head = tree.heads[place]
            let isTop = head == indices.count
            let relation = model.relations[tree.relations[place]]
            hang(index, from: isTop ? -1 : indices[head], isTop ? .root : relation, &tokens)
            if isTop { top = index }
        }
        return top
    }
}
