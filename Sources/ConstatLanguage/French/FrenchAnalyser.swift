public import ConstatText

/// Reads French: tokens, sentences, parts of speech, morphology, lemmas, dependency trees, names.
///
/// A pure function of its input: same text, same reading, on every machine. Any text gives some tree. Making one reads
/// some small tables; the lexicon and the models are used where the binary holds them.
public struct FrenchAnalyser: LanguageAnalyser {
    private let tokenizer: FrenchTokenizer
    private let splitter: FrenchSentenceSplitter
    private let lexicon: Lexicon
    private let lemmatizer: FrenchLemmatizer
    private let model: LanguageModel
    private let clauses: FrenchClauseRules

    public var language: String { "fr" }

    public init() { self.init(model: LanguageModel()) }

    package init(model: LanguageModel) {
        let rules = FrenchTokenRules()
        clauses = FrenchClauseRules()
        tokenizer = FrenchTokenizer(rules: rules)
        splitter = FrenchSentenceSplitter(rules: rules, clauses: clauses)
        lexicon = Lexicon()
        lemmatizer = FrenchLemmatizer(lexicon: lexicon)
        self.model = model
    }

    public func sentences(of document: Document) -> [Sentence] {
        FrenchSegmenter(tokenizer: tokenizer, splitter: splitter).sentences(of: document).map(annotated)
    }

    public func annotate(_ sentences: [[Token]]) -> [Sentence] { sentences.map(annotated) }

    private func annotated(_ given: [Token]) -> Sentence {
        guard !given.isEmpty else { return Sentence(tokens: []) }
        var tokens = given
        let features = SentenceFeatures(tokens, lexicon: lexicon)
        let tags = model.tagger.tag(features)
        addTags(tags, features, to: &tokens)
        addTree(tags, features, to: &tokens)
        let names = model.nameTagger.tag(features.words, partsOfSpeech: tokens.map(\.partOfSpeech))
        for index in tokens.indices { tokens[index].name = names[index] }
        return Sentence(tokens: tokens)
    }

    private func addTags(_ tags: [Int], _ features: SentenceFeatures, to tokens: inout [Token]) {
        for index in tokens.indices {
            tokens[index].partOfSpeech = model.tagSet.partsOfSpeech[tags[index]]
            tokens[index].morphology = model.tagSet.morphologies[tags[index]]
            lemmatizer.complete(&tokens[index], features.matches[index])
            let word = features.words[index].word
            if let learned = model.lemmas.lemma(word: word, tokens[index].partOfSpeech) { tokens[index].lemma = learned }
        }
    }

    /// Reads the parts of the sentence one by one and puts their trees together.
    private func addTree(_ tags: [Int], _ features: SentenceFeatures, to tokens: inout [Token]) {
        let marks = tokens.prefix { Self.listMarks.contains($0.form) }.count
        let first = marks < tokens.count ? marks : 0
        let plan = FrenchParsePlan(tokens, from: first, rules: clauses)
        let repair = FrenchTreeRepair(rules: clauses)
        let root = parse(plan.main, tags, features, &tokens)
        tokens[root].head = -1
        tokens[root].relation = .root
        for mark in 0..<first { hang(mark, from: root, .punct, &tokens) }
        for part in plan.parts {
            var top = parse(part.words, tags, features, &tokens)
            if let verb = part.verb, verb != top {
                hang(top, from: verb, tokens[top].relation, &tokens)
                top = verb
            }
            hang(top, from: part.anchor ?? root, part.relation, &tokens)
            if let verb = part.verb { repair.giveSubject(to: verb, &tokens) }
        }
        for word in plan.loose { hang(word.word, from: word.head, word.relation, &tokens) }
        repair.repair(&tokens)
    }

    private static let listMarks: Set = ["-", "–", "—", "--", "•", "*", ">", "·", "◦", "▪", "|", "→", "►", "●", "■"]

    private func hang(_ word: Int, from head: Int, _ relation: DependencyRelation, _ tokens: inout [Token]) {
        tokens[word].head = head
        tokens[word].relation = relation == .root ? .parataxis : relation
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
            tokens[index].head = head < 0 ? -1 : indices[head]
            tokens[index].relation = head < 0 ? .root : rootless(model.relations[tree.relations[place]])
            if head < 0 { top = index }
        }
        return top
    }

    private func rootless(_ relation: DependencyRelation) -> DependencyRelation { relation == .root ? .dep : relation }
}

/// Text into bare tokens, one array a sentence: what the taggers are trained and run on.
package struct FrenchSegmenter: Sendable {
    private let tokenizer: FrenchTokenizer
    private let splitter: FrenchSentenceSplitter

    init(tokenizer: FrenchTokenizer, splitter: FrenchSentenceSplitter) {
        self.tokenizer = tokenizer
        self.splitter = splitter
    }

    package init() {
        let rules = FrenchTokenRules()
        self.init(
            tokenizer: FrenchTokenizer(rules: rules),
            splitter: FrenchSentenceSplitter(rules: rules, clauses: FrenchClauseRules()))
    }

    package func sentences(of document: Document) -> [[Token]] {
        let text = CharacterClasses(document.utf8)
        let spans = tokenizer.spans(of: text)
        return splitter.sentences(of: text, spans).map { range in
            spans[range].map { Token(span: $0, form: text.text($0.lower..<$0.upper)) }
        }
    }
}
