import ArgumentParser

@main
struct Constat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat", abstract: CommandMessages.abstract, discussion: CommandMessages.discussion,
        version: "0.1.0",
        subcommands: [
            CodeCommand.self, EventsCommand.self, SituationCommand.self, ReadCommand.self, AnalyzeCommand.self,
            ExplainCommand.self,
        ])

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
