import ArgumentParser
import ConstatStore
import ConstatWorkbench
import Dispatch

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Opens the workbench: a local web application over a store.",
        discussion: CommandMessages.serveDiscussion)

    @Option(help: ArgumentHelp("The store; made where there is none.", valueName: "FILE"))
    var store = "workbench.constat"

    @Option(help: ArgumentHelp("The port; 0 for one that is free.", valueName: "N"))
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "The address to answer at; any but the loopback's asks visitors for a token.", valueName: "ADDRESS"))
    var address = "127.0.0.1"

    func validate() throws {
        if !(0...65535).contains(port) { throw ValidationError(CommandMessages.invalidPort(port)) }
    }

    func run() throws {
        var options = WorkbenchOptions(programVersion: Constat.programVersion)
        options.port = port
        options.address = address
        try StoreOption.run(store, isMade: true) { [options] store in
            do {
                try Waiting.result { try await Workbench(store, options: options).run(opened: Self.say) }
                return ExitStatus.done
            } catch let failure as Workbench.CannotListen {
                Terminal.say(CommandMessages.cannotListen(address, port, failure.words))
                return ExitStatus.usage
            }
        }
    }

    /// Where to go: on standard output, so that a script can read it.
    @Sendable private static func say(_ address: String, isLoopback: Bool) {
        try? writeAll(address + "\n", to: 1)
        Terminal.say(CommandMessages.opened(isLoopback: isLoopback))
    }
}

/// Waits on the main thread for what runs beside it.
private enum Waiting {
    private final class Slot: @unchecked Sendable {
        // Written once before `done` is signalled, read after it.
        var result: Result<Void, any Error> = .success(())
        let done = DispatchSemaphore(value: 0)
    }

    static func result(_ body: @escaping @Sendable () async throws -> Void) throws {
        let slot = Slot()
        Task {
            do { try await body() } catch { slot.result = .failure(error) }
            slot.done.signal()
        }
        slot.done.wait()
        try slot.result.get()
    }
}
