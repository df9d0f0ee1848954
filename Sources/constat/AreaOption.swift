import ArgumentParser
import ConstatEvents
import ConstatRecords

/// `--within PLACE|BBOX`, the same for every command that has it.
struct AreaOption: ParsableArguments {
    @Option(help: ArgumentHelp("Only what lies there.", valueName: "PLACE|BBOX"))
    var within: String?

    func validate() throws { _ = try box() }

    /// The box given, or the surroundings of the place as the records know it; nil where nothing was given.
    func area(in records: [ClaimRecord]) throws -> Area? {
        guard let within else { return nil }
        if let area = try box() ?? Area(placeNamed: within, in: records) { return area }
        Terminal.say(CommandMessages.unknownPlace(within))
        throw ExitCode(ExitStatus.usage)
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
}
