import ArgumentParser
import ConstatEvents
import ConstatStore

struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Keeps what a reviewer decides about claims: one happening, or several.",
        discussion: CommandMessages.decideDiscussion,
        subcommands: [JoinCommand.self, SplitCommand.self, UndoCommand.self, DecisionsCommand.self])
}

/// What a decision comes with: why, who, when.
struct DecisionFacts: ParsableArguments {
    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("Why; it is kept in the store for ever.", valueName: "WORDS"))
    var reason: String

    @Option(help: ArgumentHelp("Who decided.", valueName: "NAME"))
    var reviewer: String?

    @Option(help: ArgumentHelp("When it was decided; no clock is asked.", valueName: "TIME"))
    var decided: String?

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError(CommandMessages.emptyDecisionReason) }
        _ = try time()
    }

    func time() throws -> String? { try Options.captureTime(decided, option: "--decided")?.description }
}

/// What the two verdicts have in common.
struct DecisionOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Two claims or more, each `document#claim`.", valueName: "CLAIM"))
    var claims: [String]

    @OptionGroup var facts: DecisionFacts

    func validate() throws {
        if Set(claims).count < 2 { throw ValidationError(CommandMessages.tooFewClaims) }
    }

    func keep(_ verdict: EventDecision.Verdict) throws {
        let time = try facts.time()
        try facts.store.run { store in
            let references = try claims.map { try store.claimReference(to: $0) }
            let decision = EventDecision(verdict, references)
            try store.decide(
                StoredDecision(decision, reviewer: facts.reviewer, decided: time, reason: facts.reason))
            try writeAll(TableLine.text([verdict.rawValue] + claims), to: 1)
            return ExitStatus.done
        }
    }
}

struct JoinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Claims tell of one happening.")

    @OptionGroup var options: DecisionOptions
    func run() throws { try options.keep(.join) }
}

struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Claims tell of a happening each.")

    @OptionGroup var options: DecisionOptions
    func run() throws { try options.keep(.split) }
}

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes a decision back; it stays in the store, and holds no more.")

    @Argument(help: ArgumentHelp("The decision, as `decide list` numbers it.", valueName: "NUMBER"))
    var number: Int

    @OptionGroup var facts: DecisionFacts

    func run() throws {
        let time = try facts.time()
        try facts.store.run { store in
            try store.retract(
                StoredRetraction(
                    of: .decision(number), reviewer: facts.reviewer, decided: time, reason: facts.reason))
            try writeAll(TableLine.text(["undone", String(number)]), to: 1)
            return ExitStatus.done
        }
    }
}

struct DecisionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints the decisions in a store, one a line, the first made first.")

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("How to print them.", valueName: "text|jsonl"))
    var format = "text"

    func validate() throws { _ = try Options.format(format, among: ["text", "jsonl"]) }

    func run() throws {
        try store.run { store in
            for kept in try store.allDecisions() {
                try writeAll(format == "jsonl" ? kept.json + "\n" : line(of: kept), to: 1)
            }
            return ExitStatus.done
        }
    }

    private func line(of kept: Kept<StoredDecision>) -> String {
        let claims = kept.decision.claims.map {
            "\(DocumentID.short($0.document)):\($0.start)-\($0.end) \($0.type)"
        }
        return TableLine.text([
            String(kept.number), kept.retraction.map(RetractionPhrase.text) ?? "holds", kept.decision.verdict.rawValue,
            claims.joined(separator: ", "), kept.reviewer ?? "-", kept.decided ?? "-", kept.reason ?? "-",
        ])
    }
}
