import ConstatLanguage
import ConstatText
import ConstatText
import Foundation

/// Makes the French model from a folder of data: treebanks for tags and trees, marked articles for names.
///
/// Only data that may train a model that is given away: UD French Sequoia, GSD and FQB, and WiNER-fr. What is set aside
/// for measurement never trains (``HeldOut``).
public struct ModelTraining {
    let folder: URL
    private let lexicon = Lexicon()
    private let clusters = WordClusters()
    private let segmenter = FrenchSegmenter()
    private let report: (String) -> Void

    /// How many trainings, each with another order of sentences, are averaged.
    private let seeds: Int
    private let silver: [URL]
    private let heldOut: HeldOut
    private let treebanks: [String]

    /// Those whose licence lets a model be given away.
    public static let freeTreebanks = ["sequoia-train", "gsd-dev", "fqb-all"]

    /// `folder` holds `ud-fr` and `winer-fr`; `silver` are CoNLL-U files that a teacher annotated.
    public init(
        folder: URL, heldOut: HeldOut, treebanks: [String] = Self.freeTreebanks, silver: [URL] = [], seeds: Int = 2,
        report: @escaping (String) -> Void = { _ in }
    ) {
        self.folder = folder
        self.treebanks = treebanks
        self.heldOut = heldOut
        self.silver = silver
        self.seeds = seeds
        self.report = report
    }

    /// The model file's bytes: the same for the same data.
    public func model() throws -> [UInt8] {
        let gold = try trainingSentences()
        let silver = try silverSentences()
        let sentences = gold + silver
        // What was annotated by hand weighs twice where there is a teacher.
        let copies = Self.respelled(sentences) + (silver.isEmpty ? [] : Array(gold.enumerated()))
        let augmented = sentences + copies.map(\.element)
        let folds = (Array(sentences.indices) + copies.map(\.offset)).map { $0 % Self.foldCount }
        report("\(gold.count) sentences by hand, \(silver.count) by the teacher, \(augmented.count) with copies")
        let labels = TaggerTraining.classes(of: sentences.flatMap { $0.map(\.label) })
        let relations = TaggerTraining.classes(of: gold.flatMap { $0.map(\.relation) })
        let tagSet = TagSet(labels: labels)
        let seen = SeenParts.lines(gold + Self.respelled(gold).map(\.element))
        let constraints = PartConstraints(lines: seen, numbers: FrenchClauseRules.numberWords)
        let sureForms = SureForms.lines(sentences, labels: labels)
        let sure = SureTags(lines: sureForms)
        report("\(sureForms.count) forms with one class")
        let examples = taggingExamples(augmented, labels, constraints)
        let tagger = TrainingWeights.compiled(
            Parallel.map(0..<seeds) { TaggerTraining(seed: UInt64($0 + 1)).train(examples, tagSet, sure) },
            most: 120_000)
        report("tagger: \(labels.count) classes, \(tagger.count) bytes")
        let tags = jackknifed(examples, folds, tagSet, constraints, sure)
        let trees = parsingExamples(augmented, examples, tags, tagSet, relations)
        let drafter = parserWeights(trees, relations)
        report("first reading: \(relations.count) relations, \(drafter.moves.count) + \(drafter.labels.count) bytes")
        let revised = zip(trees, drafts(trees, folds, relations)).map { $0.revising($1) }
        let reviser = parserWeights(revised, relations)
        report("second reading: \(reviser.moves.count) + \(reviser.labels.count) bytes")
        let names = try names(Self.tagger(tagger, tagSet, constraints, sure), tagSet)
        report("names: \(names.weights.count) bytes")
        let lemmas = LemmaLearning(lexicon: lexicon, clusters: clusters).lines(gold)
        report("lemmas: \(lemmas.count)")
        return ModelBytes.file([
            Self.text(labels), Self.text(relations), tagger, drafter.moves, drafter.labels, names.weights,
            Self.text(lemmas),
            Self.text(seen), reviser.moves, reviser.labels, Self.text(sureForms), Self.text(names.starters),
        ])
    }

    private static func text(_ lines: [String]) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }

    /// Sentences of GSD that never train, as they stand in the treebank.
    public func heldOutBlocks() throws -> [String] {
        try Treebank.blocks(at: file("ud-fr/gsd-dev")).filter {
            heldOut.sentences.contains(Treebank.identifier(of: $0))
        }
    }

    /// Articles that never train the name tagger.
    public func heldOutArticles() throws -> [EntityArticle] {
        try EntityArticle.articles(at: file("winer-fr/train")).filter { heldOut.articles.contains($0.id) }
    }

    /// Articles that may train.
    func articles() throws -> [EntityArticle] {
        try EntityArticle.articles(at: file("winer-fr/train")).filter { !heldOut.articles.contains($0.id) }
    }

    private func trainingSentences() throws -> [TreebankSentence] {
        try treebanks.flatMap { name in
            try Treebank.sentences(at: file("ud-fr/" + name), leavingOut: heldOut.sentences)
        }
    }

    private func silverSentences() throws -> [TreebankSentence] {
        try silver.flatMap { try Treebank.sentences(at: $0) }
    }

    private func file(_ name: String) -> URL {
        for ending in [".conllu", ".conllu.gz", ".jsonl", ".jsonl.gz"] {
            let url = folder.appendingPathComponent(name + ending)
            if FileManager.default.fileExists(atPath: url.path) { return url }
        }
        return folder.appendingPathComponent(name)
    }

    /// A sixth of the sentences once more in capitals without accents, another sixth without accents; with each the number
    /// of the sentence that it copies.
    private static func respelled(
        _ sentences: [TreebankSentence]
    ) -> [(offset: Int, element: TreebankSentence)] {
        sentences.enumerated().compactMap { index, sentence in
            index % 6 == 0 ? (index, sentence.shouted) : index % 6 == 3 ? (index, sentence.unaccented) : nil
        }
    }

    private func taggingExamples(
        _ sentences: [TreebankSentence], _ labels: [String], _ constraints: PartConstraints
    ) -> [TaggingExample] {
        var nearest = NearestClasses(labels)
        return sentences.map { sentence in
            let classes = sentence.map { nearest.number(of: $0.label) }
            let features = SentenceFeatures(sentence.tokens, lexicon: lexicon, clusters: clusters)
            let allowed = zip(features.words, features.matches).map(constraints.allowed)
            return TaggingExample(sentence: features, allowed: allowed, classes: classes)
        }
    }

    /// Trees over tags that a tagger gave which had not seen the sentence, so that the parser learns to live with errors.
    private func parsingExamples(
        _ sentences: [TreebankSentence], _ tagging: [TaggingExample], _ tags: [[Int]], _ tagSet: TagSet,
        _ relations: [String]
    ) -> [ParsingExample] {
        var nearest = NearestClasses(relations)
        return sentences.indices.map { index in
            let sentence = sentences[index]
            let features = ParserFeatures(
                words: tagging[index].words, coarse: tagSet.coarseHashes(tags[index]),
                fine: tagSet.fineHashes(tags[index]))
            let classes = sentence.map { nearest.number(of: $0.relation) }
            let heads = sentence.map { $0.head < 0 ? sentence.count : $0.head }
            return ParsingExample(features: features, tree: ParsedTree(heads: heads, relations: classes))
        }
    }

    private func parserWeights(
        _ examples: [ParsingExample], _ relations: [String]
    ) -> (moves: [UInt8], labels: [UInt8]) {
        let models = Parallel.map(0..<seeds) {
            ParserTraining(seed: UInt64($0 + 2)).train(examples, relationCount: relations.count)
        }
        return (
            TrainingWeights.compiledMoves(models.map(\.moves)),
            TrainingWeights.compiled(models.map(\.labels), most: 100_000)
        )
    }

    /// The tagger that will be shipped, over bytes that were just made.
    private static func tagger(
        _ bytes: [UInt8], _ tagSet: TagSet, _ constraints: PartConstraints, _ sure: SureTags
    ) -> Tagger {
        Tagger(
            classifier: SparseClassifier(ByteReader(keeping: bytes)), tagSet: tagSet, constraints: constraints,
            sure: sure)
    }

    /// Tags of each sentence by a tagger that has not seen it.
    private func jackknifed(
        _ examples: [TaggingExample], _ folds: [Int], _ tagSet: TagSet, _ constraints: PartConstraints,
        _ sure: SureTags
    ) -> [[Int]] {
        Self.byFolds(examples, folds) { fold, seen, unseen in
            let weights = TaggerTraining(epochs: 3, seed: UInt64(10 + fold)).train(seen, tagSet, sure)
            let tagger = Self.tagger(TrainingWeights.compiled([weights]), tagSet, constraints, sure)
            return unseen.map { tagger.tag($0.sentence) }
        }
    }

    /// The first reading of each sentence by a parser that has not seen it.
    private func drafts(_ examples: [ParsingExample], _ folds: [Int], _ relations: [String]) -> [ParsedTree] {
        Self.byFolds(examples, folds) { fold, seen, unseen in
            let weights = ParserTraining(epochs: 3, seed: UInt64(20 + fold)).train(
                seen, relationCount: relations.count)
            let parser = DependencyParser(
                moves: MoveClassifier(ByteReader(keeping: TrainingWeights.compiledMoves([weights.moves]))),
                labels: SparseClassifier(ByteReader(keeping: TrainingWeights.compiled([weights.labels]))))
            return unseen.map { parser.parse($0.features, count: $0.tree.heads.count) }
        }
    }

    private static let foldCount = 4

    /// What `predict` says of each example after it learned from the other folds: (fold, seen, unseen). A sentence and its
    /// copies are of one fold.
    private static func byFolds<Example, Prediction>(
        _ examples: [Example], _ folds: [Int], predict: @escaping (Int, [Example], [Example]) -> [Prediction]
    ) -> [Prediction] {
        let parts = Parallel.map(0..<foldCount) { fold in
            predict(
                fold, zip(examples, folds).filter { $0.1 != fold }.map(\.0),
                zip(examples, folds).filter { $0.1 == fold }.map(\.0))
        }
        var next = [Int](repeating: 0, count: foldCount)
        return folds.map { fold in
            next[fold] += 1
            return parts[fold][next[fold] - 1]
        }
    }

    private func names(
        _ tagger: Tagger, _ tagSet: TagSet
    ) throws -> (weights: [UInt8], starters: [String]) {
        let articles = try articles()
        let examples = articles.flatMap { $0.examples(segmenter) }
        let starters = Self.starters(examples)
        let prepared = (examples + Self.shouted(examples)).map { example in
            let features = SentenceFeatures(example.tokens, lexicon: lexicon, clusters: clusters)
            return (words: features.words, parts: tagSet.partsOfSpeech(tagger.tag(features)), classes: example.classes)
        }
        report("names: \(articles.count) articles, \(examples.reduce(0) { $0 + $1.tokens.count }) tokens")
        let models = Parallel.map(0..<seeds) {
            NameTraining(seed: UInt64($0 + 3)).train(prepared, NameStarters(forms: starters))
        }
        return (TrainingWeights.compiled(models), starters)
    }

    /// The words in small letters with which a name begins in any example, sorted.
    private static func starters(_ examples: [NamingExample]) -> [String] {
        let first = examples.flatMap { example in
            example.tokens.indices.filter { NameTagger.begins(example.classes[$0]) }.map { example.tokens[$0].form }
        }
        return Set(first.filter { $0.first?.isLowercase == true && !$0.contains(" ") }.map(WordSpelling.lower)).sorted()
    }

    private static func shouted(_ examples: [NamingExample]) -> [NamingExample] {
        examples.enumerated().filter { $0.offset % 8 == 0 }.map { _, example in
            let tokens = example.tokens.map { Token(span: $0.span, form: $0.form.folded.uppercased()) }
            return NamingExample(tokens: tokens, classes: example.classes)
        }
    }
}
