import ArgumentParser

@main
struct Constat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat", abstract: "Reports on armed conflict in, sourced claims out.")
}
