import ArgumentParser
import ConstatEvents
import ConstatRendering

/// The forms in which events and situations are printed.
enum EventFormat: String, CaseIterable { case text, jsonl }

struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Brings claims of many reports together into events.",
        discussion: CommandMessages.eventsDiscussion)

    @Argument(
        help: ArgumentHelp(
            "Claim records, as `code --format jsonl` prints them; `-` is standard input.", valueName: "FILE"))
    var files: [String] = []

    @Option(help: ArgumentHelp("How to print events: text or jsonl.", valueName: "format"))
    var format = EventFormat.text.rawValue

    func validate() throws {
        _ = try Options.format(format, among: EventFormat.allCases.map(\.rawValue))
        if files.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.noRecordsToRead) }
    }

    func run() throws {
        var input = ClaimRecordFiles()
        input.read(files.isEmpty ? ["-"] : files)
        var merger = EventMerger()
        merger.add(input.records)
        let events = merger.events()
        let answers = RecordAnswers()
        if EventFormat(rawValue: format) == .jsonl {
            try answers.write(events.map { EventLines.record($0) + "\n" }, separator: "")
        } else {
            try answers.write([EventReport(width: Terminal.width).text(events)], separator: "")
        }
        try answers.finish(isIncomplete: input.isIncomplete)
    }
}

/// Puts the answers of a command that reads claim records on standard output and ends with the right exit code.
struct RecordAnswers {
    func write(_ parts: [String], separator: String) throws {
        do throws(WriteFailure) {
            for (index, part) in parts.enumerated() {
                try writeAll((index > 0 ? separator : "") + part, to: 1)
            }
        } catch {
            if error.isClosedPipe { throw ExitCode(ExitStatus.done) }
            Terminal.say(CommandMessages.unwritable(nil, error.words))
            throw ExitCode(ExitStatus.unwritten)
        }
    }

    func finish(isIncomplete: Bool) throws {
        if Interruption.isRequested { throw ExitCode(Interruption.exitStatus) }
        if isIncomplete { throw ExitCode(ExitStatus.someUnread) }
    }
}
