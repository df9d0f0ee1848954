import ArgumentParser
import ConstatIntake
import ConstatPlaces
import ConstatRendering
import ConstatText

struct PlaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place", abstract: "Prints the places that a name may mean, with scores and reasons.",
        discussion: CommandMessages.placeDiscussion)

    @Argument(
        help: ArgumentHelp("Names in quotes; `-` reads names from standard input, one a line.", valueName: "name"))
    var names: [String] = []

    @Option(help: ArgumentHelp("Look in this country only; may be given again.", valueName: "XX"))
    var country: [String] = []

    @Option(help: ArgumentHelp("A gazetteer beside the program's own; may be given again.", valueName: "FILE"))
    var gazetteer: [String] = []

    @Option(help: ArgumentHelp("How to print candidates: text or jsonl.", valueName: "format"))
    var format = "text"

    @Option(help: ArgumentHelp("How many candidates of a name to print.", valueName: "N"))
    var limit = 10

    func validate() throws {
        _ = try Options.format(format, among: ["text", "jsonl"])
        _ = try country.map(Options.country)
        if names.isEmpty, Terminal.inputIsTerminal { throw ValidationError(CommandMessages.noName) }
        if limit < 1 { throw ValidationError(CommandMessages.limitTooSmall(limit)) }
    }

    func run() throws {
        let places = try Options.gazetteer(adding: gazetteer)
        let countries = try country.map(Options.country)
        var unknown = 0
        do {
            try eachName { name in
                let matches = places.matches(named: name, in: countries, limit: limit)
                if matches.isEmpty {
                    unknown += 1
                    Terminal.say(CommandMessages.unknownPlace(name, countries: countries))
                }
                if format == "jsonl" {
                    try writeAll(PlaceCandidates.record(name, matches) + "\n", to: 1)
                } else if !matches.isEmpty {
                    try writeAll(PlaceCandidates.table(name, matches, countries: countries), to: 1)
                }
            }
        } catch let failure as WriteFailure {
            if failure.isClosedPipe { return }
            Terminal.say(CommandMessages.unwritable(nil, failure.words))
            throw ExitCode(ExitStatus.unwritten)
        }
        if unknown > 0 { throw ExitCode(ExitStatus.someUnread) }
    }

    private func eachName(_ receive: (String) throws -> Void) throws {
        for name in names.isEmpty ? ["-"] : names {
            guard name == "-" else {
                try receive(name)
                continue
            }
            while let line = readLine(strippingNewline: true), !Interruption.isRequested {
                if !line.allSatisfy(\.isWhitespace) { try receive(line) }
            }
        }
    }
}
