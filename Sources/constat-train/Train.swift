import ArgumentParser

@main
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat-train", abstract: "Trains the language models.")
}
