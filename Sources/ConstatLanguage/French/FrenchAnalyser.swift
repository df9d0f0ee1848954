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

    public var language: String { "fr" }

    public init() { self.init(model: LanguageModel()) }

    package init(model: LanguageModel) {
        let rules = FrenchTokenRules()
        tokenizer = FrenchTokenizer(rules: rules)
        splitter = FrenchSentenceSplitter(rules: rules)
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
        let tags = model.tagger.tag(features.words)
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

    private func addTree(_ tags: [Int], _ features: SentenceFeatures, to tokens: inout [Token]) {
        let parserFeatures = ParserFeatures(
            words: features.words, coarse: tags.map { model.tagSet.coarse[$0] }, fine: tags.map { model.tagSet.fine[$0] })
        let tree = model.parser.parse(parserFeatures, count: tokens.count)
        var takesPassive = [Bool](repeating: false, count: tokens.count)
        var takesTense = takesPassive
        for index in tokens.indices {
            let head = tree.heads[index]
            tokens[index].head = head
            tokens[index].relation = head < 0 ? .root : rootless(model.relations[tree.relations[index]])
            if head >= 0, tokens[index].relation == .auxPassive { takesPassive[head] = true }
            if head >= 0, tokens[index].relation == .auxTense { takesTense[head] = true }
        }
        for index in tokens.indices where tokens[index].morphology.verbForm == .participle {
            let seemsPassive = tokens[index].morphology.isPassive && !takesTense[index]
            tokens[index].morphology.isPassive = takesPassive[index] || seemsPassive
        }
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
        self.init(tokenizer: FrenchTokenizer(rules: rules), splitter: FrenchSentenceSplitter(rules: rules))
    }

    package func sentences(of document: Document) -> [[Token]] {
        let text = CharacterClasses(document.utf8)
        let spans = tokenizer.spans(of: text)
        return splitter.sentences(of: text, spans).map { range in
            spans[range].map { Token(span: $0, form: text.text($0.lower..<$0.upper)) }
        }
    }
}
