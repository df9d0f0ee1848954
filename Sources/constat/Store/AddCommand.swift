import ArgumentParser
import ConstatIntake
import ConstatStore
import ConstatText

struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Stores reports with what is read of them.",
        discussion: CommandMessages.addDiscussion)

    @Argument(help: ArgumentHelp("Reports or folders of reports; `-` is standard input.", valueName: "FILE"))
    var files: [String] = []

    @OptionGroup var store: StoreOption

    @Option(
        help: ArgumentHelp(
            "The day the reports were published, for words like \"mardi\".", valueName: "YYYY-MM-DD"))
    var published: String?

    @Option(help: ArgumentHelp("The reports' language; without it, told by the report itself.", valueName: "fr"))
    var language: String?

    @Option(help: ArgumentHelp("A gazetteer beside the program's own; may be given again.", valueName: "FILE"))
    var gazetteer: [String] = []

    @Option(help: ArgumentHelp("Who published reports that do not say.", valueName: "NAME"))
    var publisher: String?

    @Option(help: ArgumentHelp("When the reports were obtained; no clock is asked.", valueName: "TIME"))
    var captured: String?

    @Option(help: ArgumentHelp("How the reports were obtained, in your words.", valueName: "WORDS"))
    var method: String?

    func validate() throws {
        _ = try Options.day(published)
        _ = try Options.language(language)
        _ = try Options.captureTime(captured)
        if files.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.nothingToAdd) }
    }

    func run() throws {
        var options = IntakeOptions(language: try Options.language(language), publishedOn: try Options.day(published))
        options.publisher = publisher
        options.capture = Capture(time: try Options.captureTime(captured), method: method)
        let gazetteers = try gazetteer.map(Options.gazetteer)
        try store.run(isMade: true) { store in
            var run = AddRun(store, options: options, gazetteers: gazetteers)
            return try run.run(files.isEmpty ? ["-"] : files)
        }
    }
}
