import ArgumentParser
import ConstatEvents
import ConstatRecords
import ConstatRendering

struct SituationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "situation", abstract: "Tells who controls what on a day, and what had happened by then.",
        discussion: CommandMessages.situationDiscussion)

    @OptionGroup var source: ClaimSource

    @Option(help: ArgumentHelp("The day whose situation is wanted.", valueName: "YYYY-MM-DD"))
    var on: String

    @Option(
        name: .customLong("known-by"),
        help: ArgumentHelp("Only what was published by that day counts.", valueName: "YYYY-MM-DD"))
    var knownBy: String?

    @OptionGroup var area: AreaOption

    @Option(help: ArgumentHelp("How to print the situation: text or jsonl.", valueName: "format"))
    var format = EventFormat.text.rawValue

    func validate() throws {
        _ = try Options.format(format, among: EventFormat.allCases.map(\.rawValue))
        _ = try Options.day(on, option: "--on")
        _ = try Options.day(knownBy, option: "--known-by")
    }

    func run() throws {
        guard let day = try Options.day(on, option: "--on") else { return }
        var query = SituationQuery(on: day, knownBy: try Options.day(knownBy, option: "--known-by"))
        try source.run { given in
            let records = given.records.filter { query.knows($0.document) }
            query.area = try area.area(in: records)
            let events = GivenClaims.events(of: records, given.decisions)
            let situation = SituationReader(events: events, records: records).situation(query)
            let lines = SituationLines.records(situation)
            if lines.isEmpty { Terminal.say(CommandMessages.nothingFound("entry", in: records)) }
            if EventFormat(rawValue: format) == .jsonl {
                try ClaimAnswer.write(lines.map { $0 + "\n" })
            } else {
                let report = SituationReport(width: Terminal.width, naming: try given.names())
                try ClaimAnswer.write([report.text(situation, query: query)])
            }
        }
    }
}
