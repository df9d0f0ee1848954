import ArgumentParser
import ConstatIntake
import ConstatLanguage
import ConstatRendering
import ConstatText

struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze", abstract: "Prints sentences, words, trees and names, as CoNLL-U or drawn on a page.",
        discussion: CommandMessages.analyzeDiscussion)

    @Argument(help: ArgumentHelp("A report; `-` is standard input.", valueName: "FILE"))
    var file: String?

    @Option(help: ArgumentHelp("How to print the analysis.", valueName: "conllu|ud|html"))
    var format = "conllu"

    @Option(help: ArgumentHelp("Read CoNLL-U and keep its own tokens and sentences.", valueName: "FILE.conllu"))
    var tokens: String?

    func validate() throws {
        _ = try Options.format(format, among: ["conllu", "ud", "html"])
        if file != nil, tokens != nil { throw ValidationError(CommandMessages.fileAndTokens) }
        if file == nil, tokens == nil, Terminal.inputIsTerminal {
            throw ValidationError(CommandMessages.nothingToAnalyze)
        }
    }

    func run() throws {
        let status: Int32
        do {
            status = if let tokens { try annotate(tokens) } else { try analyze(file ?? "-") }
        } catch let failure as WriteFailure {
            if failure.isClosedPipe { return }
            Terminal.say(CommandMessages.unwritable(nil, failure.words))
            throw ExitCode(ExitStatus.unwritten)
        }
        if Interruption.isRequested { throw ExitCode(Interruption.exitStatus) }
        if status != ExitStatus.done { throw ExitCode(status) }
    }

    private func analyze(_ path: String) throws -> Int32 {
        var options = IntakeOptions()
        options.refusesOtherLanguages = false
        let stop: @Sendable () -> Bool = { Interruption.isRequested }
        let reader = DocumentReader(options: options, fileSystem: LocalFileSystem(isStopped: stop), isStopped: stop)
        let analyser = FrenchAnalyser()
        var status = ExitStatus.done
        var readings: [(document: Document, sentences: [Sentence])] = []
        try reader.read([path]) { arrival in
            for note in arrival.notes { Terminal.say(note.report) }
            if let refusal = arrival.refusal {
                Terminal.say(refusal.report)
                status = ExitStatus.someUnread
            } else if let document = arrival.document {
                let sentences = analyser.sentences(of: document)
                if format == "html" {
                    readings.append((document, sentences))
                } else {
                    try writeAll(rows(sentences, document), to: 1)
                }
            }
        }
        if format == "html" { try writeAll(TreePage.page(readings), to: 1) }
        return status
    }

    private func annotate(_ path: String) throws -> Int32 {
        let text: String
        do throws(FileError) {
            let files = LocalFileSystem()
            let source = path == "-" ? files.standardInput() : try files.open(path)
            text = String(decoding: try source.readAll(upTo: 1 << 30) ?? [], as: UTF8.self)
        } catch {
            Terminal.say(CommandMessages.unreadableTokens(path, error.words))
            return ExitStatus.someUnread
        }
        let page: String
        do throws(ConllU.Malformed) {
            let document = try ConllU.document(of: text, id: path)
            let sentences = FrenchAnalyser().annotate(try ConllU.tokenized(text))
            page =
                format == "html"
                ? TreePage.page([(document, sentences)]) : rows(sentences, document)
        } catch {
            Terminal.say(CommandMessages.brokenTokens(path, line: error.line, error.summary))
            return ExitStatus.someUnread
        }
        try writeAll(page, to: 1)
        return ExitStatus.done
    }

    private func rows(_ sentences: [Sentence], _ document: Document) -> String {
        ConllU.text(for: sentences, of: document, rows: format == "ud" ? .word : .token)
    }
}
