import ArgumentParser
import ConstatLanguage
import ConstatTraining
import Foundation

@main
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat-train", abstract: "Trains and measures the language models.",
        subcommands: [French.self, Text.self, HeldOutSentences.self, Score.self, Names.self, Speed.self],
        defaultSubcommand: French.self)
}

/// What every command that reads the data needs.
struct DataOptions: ParsableArguments {
    @Argument(help: "The folder of training data.") var folder: String
    @Option(help: "The lists of what is set aside for measurement.") var heldOut = "Tools/language/held-out"

    var url: URL { URL(fileURLWithPath: folder) }
    func lists() throws -> HeldOut { try HeldOut(folder: URL(fileURLWithPath: heldOut)) }
}

struct ModelOptions: ParsableArguments {
    @Option(help: "A model file instead of the embedded one.") var model: String?

    func analyser() throws -> FrenchAnalyser {
        guard let model else { return FrenchAnalyser() }
        return try ModelFile.analyser(at: URL(fileURLWithPath: model))
    }
}

struct French: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Trains tagger, parser and name tagger on a folder with ud-fr and winer-fr; the same data give the same file."
    )

    @OptionGroup var data: DataOptions
    @Option(help: "A CoNLL-U file that a teacher annotated; may be repeated.") var silver: [String] = []
    @Option(parsing: .upToNextOption, help: "The treebanks under ud-fr.") var treebanks = ModelTraining.freeTreebanks
    @Option(help: "How many trainings, each with another order of sentences, are averaged.") var seeds = 2
    @Option(name: .shortAndLong, help: "The model file to write.") var output =
        "Sources/CConstatData/compiled/french.model"

    func run() throws {
        let training = ModelTraining(
            folder: data.url, heldOut: try data.lists(), treebanks: treebanks,
            silver: silver.map { URL(fileURLWithPath: $0) }, seeds: seeds
        ) { line in
            FileHandle.standardError.write(Data((line + "\n").utf8))
        }
        try Data(try training.model()).write(to: URL(fileURLWithPath: output))
    }
}

struct Text: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints bare tokens of texts that may train a model, as CoNLL-U, for a teacher.")

    @OptionGroup var data: DataOptions

    func run() throws {
        print(try SilverText(folder: data.url, heldOut: data.lists()).conllU(), terminator: "")
    }
}

struct HeldOutSentences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "held-out", abstract: "Prints the sentences of GSD that are set aside for measurement.")

    @OptionGroup var data: DataOptions

    func run() throws {
        for block in try ModelTraining(folder: data.url, heldOut: data.lists()).heldOutBlocks() { print(block + "\n") }
    }
}

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures tokens, sentences, tags, lemmas and trees on a treebank.")

    @Argument(help: "A treebank: CoNLL-U, plain or gzipped.") var treebank: String
    @Flag(help: "Give the text, not the treebank's tokens and sentences.") var raw = false
    @Option(help: "Score this CoNLL-U, which another program made of the treebank's tokens.") var reading: String?
    @OptionGroup var model: ModelOptions

    func run() throws {
        let reader: LanguageScore.Reader =
            if let reading { .program(reading: URL(fileURLWithPath: reading)) } else if raw {
                .analyserOfText(try model.analyser())
            } else { .analyserOfTokens(try model.analyser()) }
        print(try LanguageScore(treebank: URL(fileURLWithPath: treebank), reader: reader).summary)
    }
}

struct Names: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures names on the articles of WiNER-fr that are set aside.")

    @OptionGroup var data: DataOptions
    @OptionGroup var model: ModelOptions

    func run() throws {
        let training = ModelTraining(folder: data.url, heldOut: try data.lists())
        print(NameMeasurement(articles: try training.heldOutArticles(), analyser: try model.analyser()).summary)
    }
}

struct Speed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures tokens a second of processor time on a text, all layers, one thread.")

    @Argument(help: "A text: UTF-8, plain or gzipped.") var file: String
    @OptionGroup var model: ModelOptions

    func run() throws { print(try LanguageSpeed(file: URL(fileURLWithPath: file), analyser: model.analyser).summary) }
}
