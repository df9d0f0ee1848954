import ArgumentParser

@main
struct Constat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat", abstract: CommandMessages.abstract, discussion: CommandMessages.discussion,
        version: programVersion,
        subcommands: [
            CodeCommand.self, AddCommand.self, ListCommand.self, ShowCommand.self, SearchCommand.self,
            VerifyCommand.self, ForgetCommand.self, DecideCommand.self, ReviewsCommand.self, BackupCommand.self,
            EventsCommand.self, SituationCommand.self, ExportCommand.self, ServeCommand.self, ReadCommand.self,
            AnalyzeCommand.self, ExplainCommand.self,
            PlaceCommand.self,
            GazetteerCommand.self,
        ])

    /// Also stands in a store beside what this program has read.
    static let programVersion = "0.1.0"

    /// Like the library's own, but for the exit code of a usage error, which is 2 here.
    static func main() {
        Interruption.install()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            endProcess(code.rawValue)
        } catch {
            let isSuccess = exitCode(for: error) == .success
            let words = fullMessage(for: error)
            try? writeAll(words.hasSuffix("\n") ? words : words + "\n", to: isSuccess ? 1 : 2)
            endProcess(isSuccess ? ExitStatus.done : ExitStatus.usage)
        }
    }
}
