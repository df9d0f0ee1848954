import ArgumentParser
import ConstatClaims
import ConstatIntake
import ConstatPlaces
import ConstatRendering
import ConstatText

/// The forms in which claims are printed.
enum OutputFormat: String, CaseIterable { case text, jsonl, csv, html }

struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Reads reports and prints their claims.",
        discussion: CommandMessages.codeDiscussion)

    @Argument(help: ArgumentHelp("Reports or folders of reports; `-` is standard input.", valueName: "FILE"))
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "The day the reports were published, for words like \"mardi\".", valueName: "YYYY-MM-DD"))
    var published: String?

    @Option(help: ArgumentHelp("The reports' language; without it, told by the report itself.", valueName: "fr"))
    var language: String?

    @Option(help: ArgumentHelp("How to print claims: text, jsonl, csv or html.", valueName: "format"))
    var format = OutputFormat.text.rawValue

    @Option(help: ArgumentHelp("A gazetteer beside the program's own; may be given again.", valueName: "FILE"))
    var gazetteer: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write here instead of standard output; the file appears when it is whole.", valueName: "PATH"))
    var output: String?

    func validate() throws {
        _ = try Options.format(format, among: OutputFormat.allCases.map(\.rawValue))
        _ = try Options.day(published)
        _ = try Options.language(language)
        if files.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.nothingToRead) }
    }

    func run() throws {
        let options = IntakeOptions(language: try Options.language(language), publishedOn: try Options.day(published))
        let reports = ReportReader(gazetteer: try Options.gazetteer(adding: gazetteer))
        var run = try CodingRun(
            format: OutputFormat(rawValue: format) ?? .text, options: options, reports: reports, output: output)
        let status = run.code(files.isEmpty ? ["-"] : files)
        if status != ExitStatus.done { throw ExitCode(status) }
    }
}

/// One run of `constat code`, from the first document to the exit code.
struct CodingRun {
    private let format: OutputFormat
    private let options: IntakeOptions
    private let outputPath: String?
    private let sink: OutputSink
    private let reports: ReportReader
    private let text = TextReport(usesColour: Terminal.usesColour, width: Terminal.width)
    private var summary = RunSummary()
    private var progress = ProgressLine()
    /// A page holds all its readings; the other formats go out one by one.
    private var readings: [Reading] = []

    init(format: OutputFormat, options: IntakeOptions, reports: ReportReader, output: String?) throws {
        self.format = format
        self.reports = reports
        self.options = options
        outputPath = output
        do throws(WriteFailure) {
            sink = try OutputSink(path: output)
        } catch {
            Terminal.say(CommandMessages.unwritable(output, error.words))
            throw ExitCode(ExitStatus.unwritten)
        }
    }

    /// The exit code.
    mutating func code(_ paths: [String]) -> Int32 {
        do {
            if format == .csv { try sink.write(CSVTable.header) }
            let stop: @Sendable () -> Bool = { Interruption.isRequested }
            let reader = DocumentReader(
                options: options, fileSystem: LocalFileSystem(isStopped: stop), isStopped: stop)
            try reader.read(paths) { try take($0) }
            if Interruption.isRequested { return interrupted() }
            if format == .html { try sink.write(HTMLPage.page(readings)) }
            try sink.finish()
        } catch let failure as WriteFailure {
            sink.discard()
            progress.clear()
            if !failure.isClosedPipe {
                Terminal.say(CommandMessages.unwritable(outputPath, failure.words))
                return ExitStatus.unwritten
            }
        } catch {
            // `take` throws nothing else.
            sink.discard()
            Terminal.say(CommandMessages.unwritable(outputPath, "\(error)"))
            return ExitStatus.unwritten
        }
        return finished()
    }

    private mutating func take(_ arrival: Arrival) throws {
        if !arrival.notes.isEmpty || arrival.refusal != nil { progress.clear() }
        for note in arrival.notes { Terminal.say(note.report) }
        if let refusal = arrival.refusal {
            Terminal.say(refusal.report)
            summary.add(refusal)
            if format == .jsonl, arrival.isRecord, let record = arrival.errorRecord { try sink.write(record + "\n") }
        } else if let document = arrival.document {
            var reading = reports.reading(of: document)
            reading.notes.insert(contentsOf: arrival.notes.map(\.note), at: 0)
            try print(reading)
            summary.add(reading)
        }
        progress.show(CommandMessages.progress(summary, at: arrival.place))
    }

    private mutating func print(_ reading: Reading) throws {
        switch format {
        case .text: try sink.write((summary.documents > 0 ? "\n" : "") + Self.endingLine(text.render(reading)))
        case .jsonl: try sink.write(JSONLines.record(reading) + "\n")
        case .csv: try sink.write(CSVTable.rows(reading))
        case .html: readings.append(reading)
        }
    }

    private static func endingLine(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

    private mutating func interrupted() -> Int32 {
        progress.clear()
        let partialPath = format == .html ? nil : sink.keepPartial()
        if partialPath == nil { sink.discard() }
        Terminal.say(CommandMessages.interrupted(summary, partialPath: partialPath))
        return Interruption.exitStatus
    }

    /// The last words: always on a terminal, elsewhere only where something was left out.
    private mutating func finished() -> Int32 {
        progress.clear()
        if Terminal.errorIsTerminal || summary.refused > 0 { Terminal.say(CommandMessages.summary(summary)) }
        return summary.refused > 0 ? ExitStatus.someUnread : ExitStatus.done
    }
}
