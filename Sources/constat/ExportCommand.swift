import ArgumentParser
import ConstatEvents
import ConstatExport

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes claims or events in the form of a codebook or standard.",
        discussion: CommandMessages.exportDiscussion)

    @OptionGroup var source: ClaimSource

    @Option(
        help: ArgumentHelp(
            "ucdp-ged, acled, plover, geojson, gpkg, hxl, csv, webannotation or prov.", valueName: "profile"))
    var profile: String

    @Option(help: ArgumentHelp("Which flat table `csv` gives: events or claims.", valueName: "table"))
    var table = FlatTable.events.rawValue

    @Option(
        help: ArgumentHelp(
            "Write here instead of standard output; the file appears when it is whole.", valueName: "PATH"))
    var output: String?

    @Flag(help: "Say why each cell holds what it holds, in PATH.explain.jsonl beside the export.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "What is kept back: names of private people, victims and witnesses; or none.", valueName: "names|none"))
    var withhold = "names"

    @Option(help: ArgumentHelp("Snap positions to a grid of so many kilometres.", valueName: "KM"))
    var coarsen: String?

    @Option(help: ArgumentHelp("Switch a rule of the codebook; may be given several times.", valueName: "NAME=on|off"))
    var rule: [String] = []

    func validate() throws {
        _ = try options()
        if explain, output == nil || output == "-" { throw ValidationError(CommandMessages.explanationNeedsOutput) }
        if profile == ExportProfile.gpkg.rawValue, output == nil, Terminal.outputIsTerminal {
            throw ValidationError(CommandMessages.bytesNeedOutput)
        }
    }

    private func options() throws -> ExportOptions {
        let names = ExportProfile.allCases.map(\.rawValue)
        guard let wanted = ExportProfile(rawValue: profile) else {
            throw ValidationError(CommandMessages.unknownName(profile, of: "profile", valid: names))
        }
        let tables = FlatTable.allCases.map(\.rawValue)
        guard let table = FlatTable(rawValue: table) else {
            throw ValidationError(CommandMessages.unknownName(table, of: "table", valid: tables))
        }
        guard ["names", "none"].contains(withhold) else {
            throw ValidationError(
                CommandMessages.unknownName(withhold, of: "value of --withhold", valid: ["names", "none"]))
        }
        return ExportOptions(
            wanted, table: table, rules: try rules(for: wanted), withholdsNames: withhold == "names",
            coarsenKm: try width(), program: "constat \(Constat.programVersion)", isExplained: explain)
    }

    private func rules(for profile: ExportProfile) throws -> ExportRules {
        var rules = ExportRules()
        let valid = ExportRule.switchable(in: profile)
        for typed in rule {
            let parts = typed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let rule = valid.first(where: { $0.rawValue == parts[0] }) else {
                throw ValidationError(
                    CommandMessages.unknownRule(parts[0], profile: profile.rawValue, valid: valid.map(\.rawValue)))
            }
            guard parts.count == 2, ["on", "off"].contains(parts[1]) else {
                throw ValidationError(CommandMessages.brokenSwitch(typed))
            }
            rules[rule] = parts[1] == "on"
        }
        return rules
    }

    /// From 100 metres to a quarter of the earth's girth.
    private func width() throws -> Double? {
        guard let coarsen else { return nil }
        guard let width = Double(coarsen), (0.1...10_000).contains(width) else {
            throw ValidationError(CommandMessages.invalidWidth(coarsen))
        }
        return width
    }

    func run() throws {
        let options = try options()
        var status = ExitStatus.done
        try source.run { status = try write($0, options) }
        if status != ExitStatus.done { throw ExitCode(status) }
    }

    /// The exit code.
    private func write(_ given: GivenClaims, _ options: ExportOptions) throws -> Int32 {
        if Interruption.isRequested { return Interruption.exitStatus }
        let events = options.profile.isOfEvents(options.table) ? try given.events() : []
        let export: Export
        do {
            export = try Exporter(options).export(given.records, events: events)
        } catch {
            Terminal.say(CommandMessages.unwritable(output, "\(error)"))
            return ExitStatus.unwritten
        }
        do throws(WriteFailure) {
            if explain, let output {
                try OutputSink.write(Array(export.explanation.utf8), to: output + ".explain.jsonl")
            }
            if export.rowCount > 0 { try OutputSink.write(export.bytes, to: output) }
        } catch {
            if error.isClosedPipe { return ExitStatus.done }
            Terminal.say(CommandMessages.unwritable(output, error.words))
            return ExitStatus.unwritten
        }
        if export.rowCount == 0 {
            Terminal.say(CommandMessages.nothingExported(export.leftOut, profile: profile))
            return ExitStatus.nothingExported
        }
        if !export.leftOut.isEmpty || Terminal.errorIsTerminal {
            Terminal.say(CommandMessages.exported(export.rowCount, export.leftOut))
        }
        return ExitStatus.done
    }
}
