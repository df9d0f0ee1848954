import ArgumentParser
import ConstatGazetteer
import ConstatIntake
import ConstatPlaces
import ConstatText

struct GazetteerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer", abstract: "Makes gazetteers from other sources, and tells what is in one.",
        subcommands: [GazetteerImportCommand.self, GazetteerInfoCommand.self])
}

struct GazetteerImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes a gazetteer for `--gazetteer` from files of places.",
        discussion: CommandMessages.importDiscussion)

    @Argument(help: ArgumentHelp("Files of places, or folders of GeoJSON; `-` is standard input.", valueName: "FILE"))
    var files: [String]

    @Option(help: ArgumentHelp("Where to write the gazetteer; the file appears when it is whole.", valueName: "PATH"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "The form of the files, where they do not show it: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("Keep this country's places only; may be given again.", valueName: "XX"))
    var country: [String] = []

    func validate() throws {
        if let format { _ = try Options.format(format, among: ImportFormat.allCases.map(\.rawValue)) }
        _ = try country.map(Options.country)
    }

    func run() throws {
        let run = GazetteerImportRun(output: output)
        let status = run.make(
            GazetteerImport(
                format: format.flatMap(ImportFormat.init), countries: Set(try country.map(Options.country)),
                fileSystem: LocalFileSystem(isStopped: { Interruption.isRequested }),
                isStopped: { Interruption.isRequested }),
            of: files)
        if status != ExitStatus.done { throw ExitCode(status) }
    }
}

/// One run of `constat gazetteer import`, to the exit code.
private struct GazetteerImportRun {
    let output: String

    func make(_ gazetteer: GazetteerImport, of paths: [String]) -> Int32 {
        var gazetteer = gazetteer
        var progress = ProgressLine(sharesTerminal: false)
        gazetteer.read(paths) { progress.show(CommandMessages.importProgress($0.places, at: $0.path)) }
        progress.clear()
        if Interruption.isRequested { return Interruption.exitStatus }
        for line in gazetteer.files.flatMap(ImportMessages.report) { Terminal.say(line) }
        guard gazetteer.placeCount > 0 else {
            Terminal.say(CommandMessages.nothingImported(output))
            return ExitStatus.someUnread
        }
        progress.show(CommandMessages.importWriting)
        let (bytes, names) = gazetteer.file()
        progress.clear()
        do throws(WriteFailure) {
            try OutputSink.write(bytes, to: output)
        } catch {
            if error.isClosedPipe { return ExitStatus.done }
            Terminal.say(CommandMessages.unwritable(output, error.words))
            return ExitStatus.unwritten
        }
        Terminal.say(
            CommandMessages.imported(places: gazetteer.placeCount, names: names, bytes: bytes.count, output: output))
        return gazetteer.brokenCount + gazetteer.refusedCount > 0 ? ExitStatus.someUnread : ExitStatus.done
    }
}

struct GazetteerInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Tells what a gazetteer holds.")

    @Argument(help: ArgumentHelp("Gazetteers; without any, the one that is part of the program.", valueName: "FILE"))
    var files: [String] = []

    func run() throws {
        var opened: [(name: String, index: GazetteerIndex)] = []
        for path in files { opened.append((path, try Options.gazetteer(path))) }
        if files.isEmpty, let own = Gazetteer().layers.first { opened.append((CommandMessages.ownGazetteer, own)) }
        for (name, index) in opened { try writeAll(CommandMessages.info(name, index.summary) + "\n", to: 1) }
    }
}
