import ArgumentParser
import ConstatTraining
import Foundation

@main
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat-train", abstract: "Trains the language models.",
        subcommands: [French.self, HeldOut.self, Names.self, Read.self], defaultSubcommand: French.self)
}

struct French: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Trains tagger, parser and name tagger on a folder with ud-fr and winer-fr; the same data give the same file."
    )

    @Argument(help: "The folder of training data.") var folder: String
    @Option(name: .shortAndLong, help: "The model file to write.") var output =
        "Sources/CConstatData/compiled/french.model"

    func run() throws {
        let training = ModelTraining(folder: URL(fileURLWithPath: folder)) { line in
            FileHandle.standardError.write(Data((line + "\n").utf8))
        }
        try Data(try training.model()).write(to: URL(fileURLWithPath: output))
    }
}

struct HeldOut: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the sentences of GSD that are set aside for measurement.")

    @Argument(help: "The folder of training data.") var folder: String

    func run() throws {
        for block in try ModelTraining(folder: URL(fileURLWithPath: folder), report: { _ in }).heldOutBlocks() {
            print(block + "\n")
        }
    }
}

struct Names: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures names on the articles of WiNER-fr that are set aside.")

    @Argument(help: "The folder of training data.") var folder: String

    func run() throws {
        let training = ModelTraining(folder: URL(fileURLWithPath: folder), report: { _ in })
        print(NameMeasurement(articles: try training.heldOutArticles()).summary)
    }
}

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what the embedded model reads in a file, as CoNLL-U, for measurement.")

    @Argument(help: "A text; with --tokens, a CoNLL-U file.") var file: String
    @Flag(help: "Keep the file's tokens and sentences.") var tokens = false
    @Flag(help: "Print the time taken on standard error.") var timing = false

    func run() throws {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        let reading = try TimedReading(text, keepsTokens: tokens)
        print(reading.conllU, terminator: "")
        if timing { FileHandle.standardError.write(Data((reading.summary + "\n").utf8)) }
    }
}
