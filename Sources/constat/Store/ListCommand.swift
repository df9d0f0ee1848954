import ArgumentParser
import ConstatIntake
import ConstatStore

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints the documents of a store, one a line.")

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("How to print them.", valueName: "text|jsonl"))
    var format = "text"

    func validate() throws { _ = try Options.format(format, among: ["text", "jsonl"]) }

    func run() throws {
        try store.run { store in
            try store.eachDocument { document in
                try writeAll(format == "jsonl" ? document.json + "\n" : line(of: document), to: 1)
            }
            return ExitStatus.done
        }
    }

    private func line(of document: StoredDocument) -> String {
        let origin = document.origin == document.id ? nil : "copy of \(DocumentID.short(document.origin))"
        return TableLine.text([
            DocumentID.short(document.id), document.published ?? "-", document.name, document.publisher ?? "-",
            String(document.claimCount), origin ?? document.title,
        ])
    }
}
