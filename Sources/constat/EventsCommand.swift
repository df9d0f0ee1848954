import ArgumentParser
import ConstatClaims
import ConstatEvents
import ConstatRendering

/// The forms in which events and situations are printed.
enum EventFormat: String, CaseIterable { case text, jsonl }

struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Brings claims of many reports together into events.",
        discussion: CommandMessages.eventsDiscussion)

    @OptionGroup var source: ClaimSource

    @OptionGroup var area: AreaOption

    @Option(help: ArgumentHelp("Only events that may have lasted until that day.", valueName: "YYYY-MM-DD"))
    var from: String?

    @Option(help: ArgumentHelp("Only events that may have begun by that day.", valueName: "YYYY-MM-DD"))
    var to: String?

    @Option(help: ArgumentHelp("Only events of this type; may be given again.", valueName: "TYPE"))
    var type: [String] = []

    @Option(help: ArgumentHelp("How to print events: text or jsonl.", valueName: "format"))
    var format = EventFormat.text.rawValue

    func validate() throws {
        _ = try Options.format(format, among: EventFormat.allCases.map(\.rawValue))
        _ = try Options.day(from, option: "--from")
        _ = try Options.day(to, option: "--to")
        _ = try type.map(Options.claimType)
    }

    func run() throws {
        let types = try type.map(Options.claimType)
        var query = EventQuery(
            types: types.isEmpty ? nil : Set(types), from: try Options.day(from, option: "--from"),
            to: try Options.day(to, option: "--to"))
        try source.run { given in
            query.area = try area.area(in: given.records)
            let events = try given.events().filter(query.matches)
            if events.isEmpty { Terminal.say(CommandMessages.nothingFound("event", in: given.records)) }
            if EventFormat(rawValue: format) == .jsonl {
                try ClaimAnswer.write(events.map { EventLines.record($0) + "\n" })
            } else {
                let report = EventReport(width: Terminal.width, naming: try given.names())
                try ClaimAnswer.write([report.text(events)])
            }
        }
    }
}

/// Puts the answers of a command that reads claims on standard output.
enum ClaimAnswer {
    static func write(_ parts: [String]) throws {
        do throws(WriteFailure) {
            for part in parts { try writeAll(part, to: 1) }
        } catch {
            if error.isClosedPipe { throw ExitCode(ExitStatus.done) }
            Terminal.say(CommandMessages.unwritable(nil, error.words))
            throw ExitCode(ExitStatus.unwritten)
        }
    }
}
