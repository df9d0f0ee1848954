import ArgumentParser
import ConstatClaims
import ConstatIntake
import ConstatRendering
import ConstatText
import ConstatTime

struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Prints the times, numbers and places that texts name, as JSON Lines.",
        discussion: CommandMessages.readDiscussion)

    @Argument(help: ArgumentHelp("Texts, as for `code`; `-` is standard input.", valueName: "FILE"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The day of speaking of texts that state none.", valueName: "YYYY-MM-DD"))
    var published: String?

    @Option(help: ArgumentHelp("Which way times point that nothing else directs.", valueName: "past|future"))
    var prefer = TimePreference.past.rawValue

    func validate() throws {
        _ = try Options.day(published)
        _ = try Options.preference(prefer)
        if files.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.nothingToReadFrom) }
    }

    func run() throws {
        let options = IntakeOptions(publishedOn: try Options.day(published))
        let preference = try Options.preference(prefer)
        let stop: @Sendable () -> Bool = { Interruption.isRequested }
        let documents = DocumentReader(options: options, fileSystem: LocalFileSystem(isStopped: stop), isStopped: stop)
        let reader = MentionReader()
        var status = ExitStatus.done
        do {
            try documents.read(files.isEmpty ? ["-"] : files) { arrival in
                for note in arrival.notes { Terminal.say(note.report) }
                if let refusal = arrival.refusal {
                    Terminal.say(refusal.report)
                    status = ExitStatus.someUnread
                    if arrival.isRecord, let record = arrival.errorRecord(.mentions) {
                        try writeAll(record + "\n", to: 1)
                    }
                } else if let document = arrival.document {
                    try writeAll(MentionLines.record(reader.mentions(of: document, prefer: preference)) + "\n", to: 1)
                }
            }
        } catch let failure as WriteFailure {
            if failure.isClosedPipe { return }
            Terminal.say(CommandMessages.unwritable(nil, failure.words))
            throw ExitCode(ExitStatus.unwritten)
        }
        if Interruption.isRequested { throw ExitCode(Interruption.exitStatus) }
        if status != ExitStatus.done { throw ExitCode(status) }
    }
}
