import ConstatLanguage
import Foundation

/// Makes the French model from a folder of data: treebanks for tags and trees, marked articles for names.
///
/// Only data that may train a model that is given away: UD French Sequoia, GSD and FQB, and WiNER-fr. Every tenth
/// sentence of GSD and every tenth article of WiNER-fr are set aside for measurement.
public struct ModelTraining {
    let folder: URL
    private let lexicon = Lexicon()
    private let segmenter = FrenchSegmenter()
    private let report: (String) -> Void

    /// `folder` holds `ud-fr` and `winer-fr`.
    public init(folder: URL, report: @escaping (String) -> Void) {
        self.folder = folder
        self.report = report
    }

    /// The model file's bytes: the same for the same data.
    public func model() throws -> [UInt8] {
        let sentences = try trainingSentences()
        let augmented = sentences + Self.respelled(sentences)
        report("\(sentences.count) sentences, \(augmented.count) with respelled copies")
        let labels = TaggerTraining.classes(of: sentences.flatMap { $0.map(\.label) })
        let relations = TaggerTraining.classes(of: sentences.flatMap { $0.map(\.relation) })
        let tagSet = TagSet(labels: labels)
        let seen = SeenParts.lines(augmented)
        let constraints = PartConstraints(lines: seen, numbers: FrenchClauseRules.numberWords)
        let examples = taggingExamples(augmented, labels, constraints)
        let tagger = TaggerTraining().train(examples, tagSet).compiled()
        report("tagger: \(labels.count) classes, \(tagger.count) bytes")
        let parser = ParserTraining().train(
            parsingExamples(augmented, examples, tagSet, constraints, relations), relationCount: relations.count)
        let (moves, arcs) = (parser.moves.compiled(), parser.labels.compiled())
        report("parser: \(relations.count) relations, \(moves.count) + \(arcs.count) bytes")
        let names = try nameWeights(CompiledTagger(tagger, tagSet, constraints), tagSet).compiled()
        report("names: \(names.count) bytes")
        let lemmas = LemmaLearning(lexicon: lexicon).lines(sentences)
        report("lemmas: \(lemmas.count)")
        return ModelBytes.file([
            Array(labels.joined(separator: "\n").utf8), Array(relations.joined(separator: "\n").utf8), tagger, moves,
            arcs,
            names, Array(lemmas.joined(separator: "\n").utf8), Array(seen.joined(separator: "\n").utf8),
        ])
    }

    /// Sentences of GSD that never train, as they stand in the treebank.
    public func heldOutBlocks() throws -> [String] {
        try Treebank.blocks(at: file("ud-fr/gsd-dev")).enumerated().filter { $0.offset % 10 == 9 }.map(\.element)
    }

    /// Articles that never train the name tagger.
    public func heldOutArticles() throws -> [EntityArticle] {
        try EntityArticle.articles(at: file("winer-fr/train")).enumerated().filter { $0.offset % 10 == 9 }.map(
            \.element)
    }

    private func trainingSentences() throws -> [TreebankSentence] {
        let gsd = try Treebank.sentences(at: file("ud-fr/gsd-dev")).enumerated()
            .filter { $0.offset % 10 != 9 }.map(\.element)
        return try Treebank.sentences(at: file("ud-fr/sequoia-train")) + gsd
            + Treebank.sentences(at: file("ud-fr/fqb-all"))
    }

    private func file(_ name: String) -> URL {
        for ending in [".conllu", ".conllu.gz", ".jsonl", ".jsonl.gz"] {
            let url = folder.appendingPathComponent(name + ending)
            if FileManager.default.fileExists(atPath: url.path) { return url }
        }
        return folder.appendingPathComponent(name)
    }

    /// A sixth of the sentences once more in capitals without accents, another sixth without accents.
    private static func respelled(_ sentences: [TreebankSentence]) -> [TreebankSentence] {
        sentences.enumerated().compactMap { index, sentence in
            index % 6 == 0 ? sentence.shouted : index % 6 == 3 ? sentence.unaccented : nil
        }
    }

    private func taggingExamples(
        _ sentences: [TreebankSentence], _ labels: [String], _ constraints: PartConstraints
    ) -> [TaggingExample] {
        var known: [String: Int] = [:]
        return sentences.map { sentence in
            let classes = sentence.map { token in
                let found = known[token.label] ?? TaggerTraining.nearest(token.label, in: labels)
                known[token.label] = found
                return found
            }
            let features = SentenceFeatures(sentence.tokens, lexicon: lexicon)
            let allowed = zip(features.words, features.matches).map(constraints.allowed)
            return TaggingExample(sentence: features, allowed: allowed, classes: classes)
        }
    }

    /// Trees over tags that a tagger gave which had not seen the sentence, so that the parser learns to live with errors.
    private func parsingExamples(
        _ sentences: [TreebankSentence], _ tagging: [TaggingExample], _ tagSet: TagSet, _ constraints: PartConstraints,
        _ relations: [String]
    ) -> [ParsingExample] {
        let predicted = jackknifed(tagging, tagSet, constraints)
        return sentences.indices.map { index in
            let sentence = sentences[index]
            let features = ParserFeatures(
                words: tagging[index].words, coarse: tagSet.coarseHashes(predicted[index]),
                fine: tagSet.fineHashes(predicted[index]))
            return ParsingExample(
                features: features, heads: sentence.map { $0.head < 0 ? sentence.count : $0.head },
                relations: sentence.map { TaggerTraining.nearest($0.relation, in: relations) })
        }
    }

    private func jackknifed(
        _ examples: [TaggingExample], _ tagSet: TagSet, _ constraints: PartConstraints
    ) -> [[Int]] {
        let folds = 5
        var tags = [[Int]](repeating: [], count: examples.count)
        for fold in 0..<folds {
            let seen = examples.enumerated().filter { $0.offset % folds != fold }.map(\.element)
            let weights = TaggerTraining(epochs: 4, seed: UInt64(10 + fold)).train(seen, tagSet)
            let compiled = CompiledTagger(weights.compiled(), tagSet, constraints)
            for index in examples.indices where index % folds == fold {
                tags[index] = compiled.tag(examples[index].sentence)
            }
        }
        return tags
    }

    private func nameWeights(_ tagger: CompiledTagger, _ tagSet: TagSet) throws -> TrainingWeights {
        let articles = try EntityArticle.articles(at: file("winer-fr/train")).enumerated()
            .filter { $0.offset % 10 != 9 }.map(\.element)
        let examples = articles.flatMap { $0.examples(segmenter) }
        let prepared = (examples + Self.shouted(examples)).map { example in
            let features = SentenceFeatures(example.tokens, lexicon: lexicon)
            return (words: features.words, parts: tagSet.partsOfSpeech(tagger.tag(features)), classes: example.classes)
        }
        report("names: \(articles.count) articles, \(examples.reduce(0) { $0 + $1.tokens.count }) tokens")
        return NameTraining().train(prepared)
    }

    private static func shouted(_ examples: [NamingExample]) -> [NamingExample] {
        examples.enumerated().filter { $0.offset % 8 == 0 }.map { _, example in
            let tokens = example.tokens.map { Token(span: $0.span, form: $0.form.folded.uppercased()) }
            return NamingExample(tokens: tokens, classes: example.classes)
        }
    }
}
