import ArgumentParser
import ConstatIntake
import ConstatStore

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Finds words in the documents and claims of a store.",
        discussion: CommandMessages.searchDiscussion)

    @Argument(help: ArgumentHelp("Words that must all be found.", valueName: "WORDS"))
    var words: [String]

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("The most documents and the most claims printed.", valueName: "COUNT"))
    var limit = 20

    @Option(help: ArgumentHelp("How to print them.", valueName: "text|jsonl"))
    var format = "text"

    func validate() throws {
        _ = try Options.format(format, among: ["text", "jsonl"])
        if SearchPhrases(words).isEmpty { throw ValidationError(CommandMessages.emptySearch) }
        if limit < 1 { throw ValidationError(CommandMessages.limitTooSmall(limit)) }
    }

    func run() throws {
        try store.run { store in
            let phrases = SearchPhrases(words)
            for hit in try store.documents(with: phrases, limit: limit) {
                try writeAll(format == "jsonl" ? hit.json + "\n" : line(of: hit), to: 1)
            }
            for hit in try store.claims(with: phrases, limit: limit) {
                try writeAll(format == "jsonl" ? hit.json + "\n" : line(of: hit), to: 1)
            }
            return ExitStatus.done
        }
    }

    private func line(of hit: DocumentHit) -> String {
        TableLine.text([DocumentID.short(hit.id), hit.published ?? "-", hit.name, hit.excerpt])
    }

    private func line(of hit: ClaimHit) -> String {
        TableLine.text(["\(DocumentID.short(hit.document))#\(hit.claim)", hit.type, hit.name, hit.evidence])
    }
}
