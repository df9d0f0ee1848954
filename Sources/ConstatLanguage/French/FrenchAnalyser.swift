public import ConstatText

/// Reads French: tokens, sentences, parts of speech, morphology, lemmas, dependency trees, names.
///
/// A pure function of its input: same text, same reading, on every machine. Any text gives some tree. Making one reads
/// some small tables; the lexicon and the models are used where the binary holds them.
public struct FrenchAnalyser: LanguageAnalyser {
    /// One reference, so that handing an analyser around costs nothing.
    private let pipeline: FrenchPipeline

    public var language: String { "fr" }

    public init() { pipeline = FrenchPipeline(model: LanguageModel()) }

    package init(model: LanguageModel) { pipeline = FrenchPipeline(model: model) }

    public func sentences(of document: Document) -> [Sentence] {
        annotate(pipeline.segmenter.sentences(of: document))
    }

    /// Sentences must belong to one document, in order: a name found in one of them is known in the others.
    public func annotate(_ sentences: [[Token]]) -> [Sentence] {
        NameMemory.complete(sentences.map(pipeline.annotated))
    }
}

/// The layers of French, one after the other.
final class FrenchPipeline: Sendable {
    let segmenter: FrenchSegmenter
    private let lexicon: Lexicon
    private let clusters: WordClusters
    private let lemmatizer: FrenchLemmatizer
    private let model: LanguageModel
    private let clauses: FrenchClauseRules

    init(model: LanguageModel) {
        self.model = model
        segmenter = FrenchSegmenter()
        lexicon = Lexicon()
        clusters = WordClusters()
        lemmatizer = FrenchLemmatizer(lexicon: lexicon)
        clauses = FrenchClauseRules()
    }

    func annotated(_ given: [Token]) -> Sentence {
        guard !given.isEmpty else { return Sentence(tokens: []) }
        var tokens = given
        let features = SentenceFeatures(tokens, lexicon: lexicon, clusters: clusters)
        var tags = model.tagger.tag(features)
        addTags(tags, features, to: &tokens)
        FrenchTagRepair(tagSet: model.tagSet, lexicon: lexicon, rules: clauses).repair(&tags, &tokens, features.matches)
        FrenchTreeBuilder(model: model, rules: clauses).addTree(to: &tokens, tags: tags, features)
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
            if let learned = model.lemmas.lemma(word: word, tokens[index].partOfSpeech) {
                tokens[index].lemma = learned
            }
        }
    }
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
