import ArgumentParser
import ConstatIntake
import ConstatStore

/// `--store FILE`, the same for every command that has a store.
struct StoreOption: ParsableArguments {
    @Option(name: .customLong("store"), help: ArgumentHelp("The store, one file.", valueName: "FILE"))
    var path: String

    /// Opens the store for a command and closes it behind it, says what went wrong, and ends with its exit code.
    func run(isMade: Bool = false, _ body: (Store) throws -> Int32) throws {
        try Self.run(path, isMade: isMade, body)
    }

    static func run(_ path: String, isMade: Bool = false, _ body: (Store) throws -> Int32) throws {
        var status = ExitStatus.done
        do {
            let store = try Store(path: path, isMade: isMade)
            status = try body(store)
            try store.close()
        } catch let diagnostic as Diagnostic {
            Terminal.say(diagnostic.report)
            status = exitStatus(of: diagnostic)
        } catch let failure as WriteFailure {
            if failure.isClosedPipe { return }
            Terminal.say(CommandMessages.unwritable(nil, failure.words))
            status = ExitStatus.unwritten
        }
        if status != ExitStatus.done { throw ExitCode(status) }
    }

    private static func exitStatus(of diagnostic: Diagnostic) -> Int32 {
        switch diagnostic.identifier {
        case "store-unwritable", "backup-exists", "backup-unwritable": ExitStatus.unwritten
        case let name where ["document-", "claim-", "decision-"].contains(where: name.hasPrefix): ExitStatus.someUnread
        default: ExitStatus.storeUnusable
        }
    }
}

/// One line of a table on standard output: what would break it is shown as a blank.
enum TableLine {
    static func text(_ cells: [String?]) -> String {
        cells.map { cell in
            String(
                String.UnicodeScalarView(
                    (cell ?? "").unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        }.joined(separator: "\t") + "\n"
    }
}
