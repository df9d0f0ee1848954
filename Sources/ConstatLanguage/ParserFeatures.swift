/// The features of the parser's two kinds of decision. After the templates of Zhang and Nivre (2011), for arc-hybrid.
package struct ParserFeatures {
    private let words: [WordFeatures]
    private let coarse: [UInt64]
    private let fine: [UInt64]
    /// What the first reading found, for the second one, which goes from the last word to the first; empty in the first.
    private let draft: DraftTree
    private let isRevision: Bool

    /// `coarse` and `fine` are the tags' hashes, one a word.
    package init(words: [WordFeatures], coarse: [UInt64], fine: [UInt64]) {
        self.words = words
        self.coarse = coarse
        self.fine = fine
        draft = DraftTree(ParsedTree(heads: [], relations: []))
        isRevision = false
    }

    private init(reversing features: ParserFeatures, draft: DraftTree) {
        words = features.words.reversed()
        coarse = features.coarse.reversed()
        fine = features.fine.reversed()
        self.draft = draft
        isRevision = true
    }

    /// The features of the second reading: words from last to first, with the tree of the first reading.
    package func revising(_ tree: ParsedTree) -> ParserFeatures {
        ParserFeatures(reversing: self, draft: DraftTree(tree.reversed))
    }

    /// Whether a word has neither letters nor digits.
    func isSign(_ index: Int) -> Bool { words[index].isSign }

    @inline(__always)
    private func word(_ index: Int) -> UInt64 { index < 0 ? 2 : index >= words.count ? 3 : words[index].word }
    @inline(__always)
    private func tag(_ index: Int) -> UInt64 { index < 0 ? 2 : index >= words.count ? 3 : coarse[index] }
    @inline(__always)
    private func agreement(_ index: Int) -> UInt64 { index < 0 ? 2 : index >= words.count ? 3 : fine[index] }
    @inline(__always)
    private func mix(_ a: UInt64, _ b: UInt64) -> UInt64 { FeatureHash.mix(a, b) }
    @inline(__always)
    private func mix(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 { mix(mix(a, b), c) }

    /// The features that choose the next move.
    package func move(_ state: ParserState, _ features: inout FeatureList) {
        features.removeAll()
        addWords(state, &features)
        addTags(state, &features)
        addDistances(state, &features)
        addChildren(state, &features)
        addAgreement(state, &features)
        if isRevision { addDraft(state, &features) }
    }

    private func addWords(_ state: ParserState, _ features: inout FeatureList) {
        let (s0, s1, b0, b1) = (state.stacked(0), state.stacked(1), state.next, state.ahead(1))
        let (wordS0, wordS1, wordB0) = (word(s0), word(s1), word(b0))
        let (tagS0, tagS1, tagB0) = (tag(s0), tag(s1), tag(b0))
        features.add(101, wordS0)
        features.add(103, mix(wordS0, tagS0))
        features.add(104, wordS1)
        features.add(106, mix(wordS1, tagS1))
        features.add(107, wordB0)
        features.add(109, mix(wordB0, tagB0))
        features.add(111, word(b1))
        features.add(113, mix(wordS0, wordB0))
        features.add(114, mix(wordS0, tagS0, tagB0))
        features.add(115, mix(wordB0, tagB0, tagS0))
        features.add(119, mix(wordS1, wordS0))
        features.add(121, mix(tagS1, tagS0, wordS0))
        features.add(122, mix(tagS1, tagS0, wordS1))
        features.add(149, mix(wordS1, wordB0))
        features.add(155, mix(wordS0, tagB0, word(b1)))
        features.add(156, mix(tagS0, wordB0, tag(b1)))
    }

    private func addTags(_ state: ParserState, _ features: inout FeatureList) {
        let (tagS0, tagS1, tagS2) = (tag(state.stacked(0)), tag(state.stacked(1)), tag(state.stacked(2)))
        let (tagB0, tagB1, tagB2) = (tag(state.next), tag(state.ahead(1)), tag(state.ahead(2)))
        features.add(102, tagS0)
        features.add(105, tagS1)
        features.add(108, tagB0)
        features.add(110, tagB1)
        features.add(112, tagB2)
        features.add(116, mix(tagS0, tagB0))
        features.add(117, mix(tagS0, tagB0, tagB1))
        features.add(118, mix(tagS1, tagS0, tagB0))
        features.add(120, mix(tagS1, tagS0))
        features.add(123, mix(tagS2, tagS1, tagS0))
        features.add(124, mix(tagB0, tagB1, tagB2))
        features.add(125, mix(mix(tagS1, tagS0, tagB0), tagB1))
        features.add(150, mix(tagS1, tagB0, tagB1))
    }

    private func addDistances(_ state: ParserState, _ features: inout FeatureList) {
        let (s0, b0) = (state.stacked(0), state.next)
        let distance = UInt64(s0 < 0 ? 0 : min(b0 - s0, 10))
        let (valency, leftValency) = (state.valency(s0), state.leftValency(b0))
        features.add(126, mix(distance, mix(tag(s0), tag(b0))))
        features.add(127, mix(distance, word(s0)))
        features.add(128, mix(distance, word(b0)))
        features.add(129, mix(valency, tag(s0)))
        features.add(130, mix(valency, word(s0)))
        features.add(131, mix(leftValency, tag(b0)))
        features.add(132, mix(leftValency, word(b0)))
        features.add(146, mix(agreement(s0), agreement(b0), distance))
        features.add(151, UInt64(min(state.stack.count, 3)))
    }

    private func addChildren(_ state: ParserState, _ features: inout FeatureList) {
        let (s0, s1, b0) = (state.stacked(0), state.stacked(1), state.next)
        let (left0, right0) = (state.leftmost(s0), state.rightmost(s0))
        let (left1, right1) = (state.leftmost(s1), state.rightmost(s1))
        let leftB = state.leftmost(b0)
        let (tagS0, tagS1, tagB0) = (tag(s0), tag(s1), tag(b0))
        features.add(133, mix(tagS0, tag(left0)))
        features.add(134, mix(tagS0, tag(right0), state.relation(right0)))
        features.add(135, mix(tagS1, tag(right1), state.relation(right1)))
        features.add(136, mix(tagB0, tag(leftB), state.relation(leftB)))
        features.add(137, mix(tagS0, tagB0, tag(leftB)))
        features.add(138, mix(tagS0, tagB0, tag(right0)))
        features.add(139, mix(tagS1, tagS0, tag(right1)))
        features.add(140, mix(tagS1, tagS0, tag(left0)))
        features.add(141, mix(word(right0), tagS0))
        features.add(142, mix(word(leftB), tagB0))
        features.add(143, mix(tagS1, tagS0, tag(right0)))
        features.add(147, mix(word(s0), word(left0)))
        features.add(148, mix(state.relation(left0), state.relation(right0), tagS0))
        features.add(152, mix(word(leftB), word(s0), tagB0))
        features.add(153, mix(word(right1), tagS1, word(s0)))
        features.add(154, mix(tag(left1), tagS1, tagS0))
    }

    private func addAgreement(_ state: ParserState, _ features: inout FeatureList) {
        let (s0, s1, b0) = (state.stacked(0), state.stacked(1), state.next)
        features.add(144, mix(agreement(s0), agreement(b0)))
        features.add(145, mix(agreement(s1), agreement(s0)))
    }

    private func addDraft(_ state: ParserState, _ features: inout FeatureList) {
        let (s0, s1, b0) = (state.stacked(0), state.stacked(1), state.next)
        let (tagS0, tagS1, tagB0) = (tag(s0), tag(s1), tag(b0))
        let (relation0, relation1, relationB) = (draft.relation(s0), draft.relation(s1), draft.relation(b0))
        let ahead = mix(draft.link(s0, b0), draft.childrenAhead(s0, from: b0 + 1))
        let below = mix(draft.link(s1, s0), draft.childrenAhead(s0, from: b0))
        let headTag = tag(draft.head(s0))
        features.add(160, mix(relation0, draft.place(ofHeadOf: s0, s1, b0)))
        features.add(161, ahead)
        features.add(162, below)
        features.add(163, mix(ahead, below))
        features.add(164, mix(ahead, relation0, relationB))
        features.add(165, mix(below, relation0, relation1))
        features.add(166, mix(ahead, tagS0, tagB0))
        features.add(167, mix(below, tagS1, tagS0))
        features.add(168, mix(mix(ahead, below), mix(relation0, relation1, relationB)))
        features.add(169, mix(mix(ahead, below), mix(tagS1, tagS0, tagB0)))
        features.add(170, mix(headTag, tagS0, draft.place(ofHeadOf: s0, s1, b0)))
        features.add(171, mix(headTag, tagS0, tagB0))
        features.add(172, mix(ahead, below, word(s0)))
        features.add(173, mix(ahead, tagS0, word(b0)))
        features.add(174, mix(draft.place(ofHeadOf: s1, -2, b0), relation1, below))
    }

    /// The features that choose the relation of `dependent` to `head`, before the arc is drawn.
    package func label(_ state: ParserState, dependent: Int, head: Int, _ features: inout FeatureList) {
        features.removeAll()
        let direction: UInt64 = head > dependent ? 1 : 0
        let (wordH, tagH, fineH) = (word(head), tag(head), agreement(head))
        let (wordD, tagD, fineD) = (word(dependent), tag(dependent), agreement(dependent))
        let first = isRevision ? state.rightmost(dependent) : state.leftmost(dependent)
        let (leftH, rightH) = (state.leftmost(head), state.rightmost(head))
        features.add(201, mix(direction, tagH, tagD))
        features.add(202, mix(wordH, tagD))
        features.add(203, mix(tagH, wordD))
        features.add(204, mix(direction, fineH, fineD))
        features.add(205, wordD)
        features.add(206, mix(tagD, direction))
        features.add(207, wordH)
        features.add(208, mix(tagH, tagD, word(first)))
        features.add(209, mix(fineH, tagD, tag(first)))
        features.add(210, mix(tagD, tag(dependent - 1), tag(dependent + 1)))
        features.add(211, mix(fineH, fineD, word(first)))
        features.add(212, mix(tagH, state.relation(leftH), state.relation(rightH)))
        features.add(213, mix(head == state.root ? 1 : 0, tagD))
        features.add(214, mix(wordH, word(first)))
        features.add(215, mix(tagD, tagH, UInt64(min(abs(head - dependent), 6))))
        features.add(216, mix(fineD, state.relation(rightH)))
        features.add(217, mix(words[dependent].suffix3, tagH))
        features.add(218, mix(direction, fineH, mix(tagD, wordD)))
        features.add(219, mix(fineH, tag(leftH), fineD))
        features.add(220, mix(wordH, wordD))
        features.add(221, mix(mix(wordH, word(first)), wordD))
        if isRevision {
            let drafted = mix(draft.relation(dependent), draft.head(dependent) == head ? 1 : 0)
            features.add(230, drafted)
            features.add(231, mix(drafted, tagH, tagD))
            features.add(232, mix(drafted, word(first)))
            features.add(233, mix(drafted, wordD))
            features.add(234, mix(drafted, fineD, draft.relation(head)))
        }
    }
}
