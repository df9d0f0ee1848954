import ArgumentParser
import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatText

struct SituationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "situation", abstract: "Tells who controls what on a day, and what had happened by then.",
        discussion: CommandMessages.situationDiscussion)

    @Argument(
        help: ArgumentHelp(
            "Claim records, as `code --format jsonl` prints them; `-` is standard input.", valueName: "FILE"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The day whose situation is wanted.", valueName: "YYYY-MM-DD"))
    var on: String

    @Option(
        name: .customLong("known-by"),
        help: ArgumentHelp("Only what was published by that day counts.", valueName: "YYYY-MM-DD"))
    var knownBy: String?

    @Option(help: ArgumentHelp("Only what lies there.", valueName: "PLACE|BBOX"))
    var within: String?

    @Option(help: ArgumentHelp("How to print the situation: text or jsonl.", valueName: "format"))
    var format = EventFormat.text.rawValue

    func validate() throws {
        _ = try Options.format(format, among: EventFormat.allCases.map(\.rawValue))
        _ = try Options.day(on, option: "--on")
        _ = try Options.day(knownBy, option: "--known-by")
        _ = try box()
        if files.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.noRecordsToRead) }
    }

    /// nil where a place or nothing was given.
    private func box() throws -> Area? {
        guard let within, within.contains(",") else { return nil }
        let degrees = within.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard degrees.count == 4, degrees.allSatisfy({ abs($0) <= 180 }), abs(degrees[1]) <= 90, abs(degrees[3]) <= 90,
            degrees[1] <= degrees[3]
        else { throw ValidationError(CommandMessages.brokenBox(within)) }
        return .box(west: degrees[0], south: degrees[1], east: degrees[2], north: degrees[3])
    }

    func run() throws {
        guard let day = try Options.day(on, option: "--on") else { return }
        var query = SituationQuery(on: day, knownBy: try Options.day(knownBy, option: "--known-by"), area: try box())
        var input = ClaimRecordFiles()
        input.read(files.isEmpty ? ["-"] : files)
        let records = input.records.filter { query.knows($0.document) }
        if query.area == nil, let within {
            query.area = Area(placeNamed: within, in: records)
            guard query.area != nil else {
                Terminal.say(CommandMessages.unknownPlace(within))
                throw ExitCode(ExitStatus.usage)
            }
        }
        var merger = EventMerger()
        merger.add(records)
        let situation = SituationReader(events: merger.events(), records: records).situation(query)
        let isLines = EventFormat(rawValue: format) == .jsonl
        let answers = RecordAnswers()
        try answers.write(
            isLines
                ? SituationLines.records(situation).map { $0 + "\n" } : [SituationReport.text(situation, query: query)],
            separator: "")
        try answers.finish(isIncomplete: input.isIncomplete)
    }
}
