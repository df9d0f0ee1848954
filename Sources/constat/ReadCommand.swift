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

    @Option(help: ArgumentHelp("The texts' language; without it, told by the text itself.", valueName: "fr"))
    var language: String?

    @Option(help: ArgumentHelp("Which way times point that nothing else directs.", valueName: "past|future"))
    var prefer = TimePreference.past.rawValue

    @Option(help: ArgumentHelp("A gazetteer beside the program's own; may be given again.", valueName: "FILE"))
    var gazetteer: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write here instead of standard output; the file appears when it is whole.", valueName: "PATH"))
    var output: String?

    func validate() throws {
        _ = try Options.day(published)
        _ = try Options.language(language)
        _ = try Options.preference(prefer)
        if files.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.nothingToReadFrom) }
    }

    func run() throws {
        let options = IntakeOptions(language: try Options.language(language), publishedOn: try Options.day(published))
        let reader = MentionReader(gazetteer: try Options.gazetteer(adding: gazetteer))
        let answers = MentionAnswers(prefer: try Options.preference(prefer), reader: reader)
        var run = try DocumentRun(answers, of: "mention", options: options, output: output)
        try run.run(files)
    }
}

/// Times, numbers and places of one document after the other.
struct MentionAnswers: DocumentAnswers {
    let prefer: TimePreference
    let reader: MentionReader

    var opening: String { "" }
    var closing: String { "" }
    var refusedShape: RecordShape? { .mentions }
    var isUsefulInPart: Bool { true }

    func answer(_ document: Document, notes: [Note]) -> (text: String, found: Int) {
        let found = reader.mentions(of: document, prefer: prefer)
        return (MentionLines.record(found) + "\n", found.times.count + found.quantities.count + found.places.count)
    }
}
