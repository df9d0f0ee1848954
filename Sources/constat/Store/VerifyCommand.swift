import ArgumentParser
import ConstatIntake
import ConstatStore

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Hashes everything in a store again and says where it was changed.",
        discussion: CommandMessages.verifyDiscussion)

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("A hash that an earlier `verify` printed.", valueName: "HASH"))
    var head: String?

    func validate() throws {
        guard let head else { return }
        let isHash = head.utf8.count == 64 && head.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        if !isHash { throw ValidationError(CommandMessages.invalidHead(head)) }
    }

    func run() throws {
        try store.run { store in
            let found = try store.verify(head: head)
            for damage in found.damages { Terminal.say(damage.report) }
            guard found.damages.isEmpty else { return ExitStatus.damageFound }
            try writeAll(CommandMessages.verified(found), to: 1)
            return ExitStatus.done
        }
    }
}
