import ArgumentParser
import ConstatClaims
import ConstatText

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Prints how a phrase is read: its tree, the frames tried, what matched and why not.")

    @Argument(help: ArgumentHelp("A sentence in quotes.", valueName: "phrase"))
    var phrase: String

    @Option(help: ArgumentHelp("The day it was published, for words like \"mardi\".", valueName: "YYYY-MM-DD"))
    var published: String?

    func validate() throws {
        _ = try Options.day(published)
        if phrase.allSatisfy(\.isWhitespace) { throw ValidationError(CommandMessages.emptyPhrase) }
    }

    func run() throws {
        let document = Document(id: "phrase", text: phrase, language: "fr", publishedOn: try Options.day(published))
        let words = ReportReader().explanation(of: document)
        do throws(WriteFailure) {
            try writeAll(words.hasSuffix("\n") ? words : words + "\n", to: 1)
        } catch {
            if error.isClosedPipe { return }
            Terminal.say(CommandMessages.unwritable(nil, error.words))
            throw ExitCode(ExitStatus.unwritten)
        }
    }
}
