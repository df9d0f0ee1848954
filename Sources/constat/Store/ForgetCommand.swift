import ArgumentParser
import ConstatIntake
import ConstatStore

struct ForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Withdraws a document from a store and keeps its trace.",
        discussion: CommandMessages.forgetDiscussion)

    @Argument(help: ArgumentHelp("A document: its name, or the first letters of its identifier.", valueName: "ID"))
    var id: String

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("Why; it is kept in the store for ever.", valueName: "WORDS"))
    var reason: String

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError(CommandMessages.emptyReason) }
    }

    func run() throws {
        try store.run { store in
            let withdrawal = try store.forget(id, reason: reason)
            try writeAll(CommandMessages.forgotten(withdrawal), to: 1)
            if !withdrawal.isErased { Terminal.say(CommandMessages.notYetErased(store.path)) }
            return ExitStatus.done
        }
    }
}
