import ArgumentParser
import ConstatStore

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies a store into a new file, also while it is being written to.")

    @Argument(help: ArgumentHelp("The new file; nothing may stand there yet.", valueName: "TARGET"))
    var target: String

    @OptionGroup var store: StoreOption

    func run() throws {
        try store.run { store in
            try store.backUp(to: target)
            return ExitStatus.done
        }
    }
}
