import ArgumentParser
import ConstatClaims
import ConstatIntake
import ConstatStore

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Prints a document of a store, or a claim of it.",
        discussion: CommandMessages.showDiscussion)

    @Argument(help: ArgumentHelp("A document, or a claim of it.", valueName: "ID"))
    var id: String

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("How to print it: text, jsonl, csv, html or original.", valueName: "format"))
    var format = OutputFormat.text.rawValue

    private static let original = "original"

    func validate() throws {
        _ = try Options.format(format, among: OutputFormat.allCases.map(\.rawValue) + [Self.original])
    }

    func run() throws {
        try store.run { store in
            let (document, claim) = try store.meant(by: id)
            if format == Self.original {
                try writeAll(try store.original(of: document.id), to: 1)
            } else {
                try show(document, claim: claim, of: store)
            }
            return ExitStatus.done
        }
    }

    private func show(_ document: StoredDocument, claim: String?, of store: Store) throws {
        let reading = try claim.map { try store.reading(of: document.id, claim: $0) } ?? store.reading(of: document.id)
        var printer = ReadingPrinter(format: OutputFormat(rawValue: format) ?? .text)
        if printer.format == .text, claim == nil { try writeAll(facts(of: document), to: 1) }
        try writeAll(printer.opening + printer.printed(reading) + printer.closing, to: 1)
        if printer.format == .text, let claim { try writeAll(reviews(of: claim, document, store), to: 1) }
    }

    /// What reviewers said of the claim; nothing where none has.
    private func reviews(of claim: String, _ document: StoredDocument, _ store: Store) throws -> String {
        let standings = ReviewStandings(store)
        let numbers = try store.reviews(of: document.id, about: claim)
        if numbers.isEmpty { return "" }
        return try "\nreviews\n" + numbers.map { try ReviewLine.ofClaim($0, standings.standing(of: $0)) }.joined()
    }

    private func facts(of document: StoredDocument) -> String {
        let copy = document.origin == document.id ? nil : DocumentID.short(document.origin)
        let facts: [(String, String?)] = [
            ("document", document.id), ("name", document.name), ("title", document.title),
            ("publisher", document.publisher), ("published", document.published), ("url", document.url),
            ("captured", document.captured), ("method", document.method), ("language", document.language),
            ("agency", document.agency), ("copy of", copy), ("bytes", String(document.byteCount)),
            (
                "read by",
                "constat \(document.version.program), resources \(DocumentID.short(document.version.resources))"
            ),
        ]
        return facts.compactMap { name, value in
            value.map { name + String(repeating: " ", count: 11 - name.count) + TableLine.text([$0]) }
        }.joined() + "\n"
    }
}
