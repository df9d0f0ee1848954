import ArgumentParser
import ConstatClaims
import ConstatIntake
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
        let answers = ClaimAnswers(format: OutputFormat(rawValue: format) ?? .text, reports: reports)
        var run = try DocumentRun(answers, of: "claim", options: options, output: output)
        try run.run(files)
    }
}

/// Claims of one document after the other, in one of the forms.
struct ClaimAnswers: DocumentAnswers {
    private var printer: ReadingPrinter
    private let reports: ReportReader

    init(format: OutputFormat, reports: ReportReader) {
        printer = ReadingPrinter(format: format)
        self.reports = reports
    }

    var opening: String { printer.opening }
    var closing: String { printer.closing }
    var refusedShape: RecordShape? { printer.format == .jsonl ? .claims : nil }
    var isUsefulInPart: Bool { printer.format != .html }

    mutating func answer(_ document: Document, notes: [Note]) -> (text: String, found: Int) {
        var reading = reports.reading(of: document)
        reading.notes.insert(contentsOf: notes, at: 0)
        return (printer.printed(reading), reading.claims.count)
    }
}

/// Readings, one after the other, in one of the forms.
struct ReadingPrinter {
    let format: OutputFormat
    private let text = TextReport(usesColour: Terminal.usesColour, width: Terminal.width)
    /// A page holds all its readings; the other formats go out one by one.
    private var readings: [Reading] = []
    private var isFirst = true

    init(format: OutputFormat) { self.format = format }

    var opening: String { format == .csv ? CSVTable.header : "" }
    var closing: String { format == .html ? HTMLPage.page(readings) : "" }

    mutating func printed(_ reading: Reading) -> String {
        defer { isFirst = false }
        switch format {
        case .text: return (isFirst ? "" : "\n") + Self.endingLine(text.render(reading))
        case .jsonl: return JSONLines.record(reading) + "\n"
        case .csv: return CSVTable.rows(reading)
        case .html:
            readings.append(reading)
            return ""
        }
    }

    private static func endingLine(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}
