import ConstatClaims
import Foundation
import Testing

/// What the pages say of the program is compared with the program.
@Suite struct DocumentationTests {
    @Test(arguments: ["README.md", "Documentation/tutorial-events.md"])
    func pagesShowWhatTheProgramPrints(path: String) throws {
        // Commands of a page go on from each other, in a folder of their own.
        let scratch = try Scratch()
        try FileManager.default.createSymbolicLink(
            at: scratch.folder.appending(path: "Examples"), withDestinationURL: Page.root.appending(path: "Examples"))
        try compare(path, in: scratch.folder)
    }

    /// `CONSTAT_RECORD=1 swift test --filter DocumentationTests` writes the output anew; read the difference before it is committed.
    private func compare(_ path: String, in folder: URL) throws {
        var page = try Page(path)
        let shown = page.sessions
        #expect(!shown.isEmpty)
        for session in shown {
            let output = try session.run(in: folder)
            if ProcessInfo.processInfo.environment["CONSTAT_RECORD"] != nil {
                page.text = page.text.replacingOccurrences(of: session.block, with: session.with(output))
            } else {
                #expect(session.output == output, "\(path) shows another output of: \(session.command)")
            }
        }
        try page.writeIfChanged()
    }

    @Test(arguments: [
        "code", "read", "analyze", "explain", "add", "list", "show", "search", "verify", "forget", "backup",
        "decide join", "decide split", "decide undo", "reviews list", "events", "situation", "export", "serve",
        "place", "gazetteer import",
    ])
    func everyOptionIsDocumented(command: String) throws {
        let help = try Command.run(command.split(separator: " ").map(String.init) + ["--help"]).output
        let options = Set(help.matches(of: /--[a-z]+/).map { String($0.output) })
        #expect(options.count >= 2)
        let section = try #require(try Reference.section("constat \(command.prefix { $0 != " " })"))
        for option in options.sorted() { #expect(section.contains(option), "\(command) \(option) is not documented") }
        for option in Set(section.matches(of: /`(--[a-z]+)/).map { String($0.output.1) }).sorted() {
            #expect(options.contains(option), "\(option) is documented; \(command) does not have it")
        }
    }

    @Test func everyCommandAndExitCodeIsDocumented() throws {
        let help = try Command.run(["--help"]).output
        let commands = help.lines(after: "SUBCOMMANDS:").compactMap {
            $0.firstMatch(of: /^\s\s([a-z]+)\s/).map { String($0.output.1) }
        }
        #expect(commands.count >= 3)
        for command in commands {
            #expect(try Reference.section("constat \(command)") != nil, "constat \(command) is not documented")
        }
        let codes = help.lines(after: "Exit codes:").compactMap {
            $0.firstMatch(of: /^\s+([0-9]+)\s\s/).map { String($0.output.1) }
        }
        let documented = try Reference.pages().flatMap { page in
            (page.section("Exit codes") ?? "").matches(of: /\n\| ([0-9]+) \|/).compactMap { Int($0.output.1) }
        }
        #expect(codes.compactMap { Int($0) } == documented.sorted())
        #expect(codes.count >= 4)
    }

    @Test func everyFormatOfCodeIsDocumented() throws {
        let reference = try Page("Documentation/reference/command-line.md")
        let message = try Command.run(["code", "x", "--format", "shapefile"]).messages.first ?? ""
        let formats = message.split(separator: "the formats are ").last?.components(separatedBy: ", ") ?? []
        #expect(formats.count >= 4)
        for format in formats { #expect(reference.text.contains("`\(format)`"), "\(format) is not documented") }
    }

    @Test func everyClaimTypeIsDocumentedWithItsTrigger() throws {
        let page = try Page("Documentation/reference/claim-types.md")
        let rows = page.text.matches(of: /\n\| `([a-z]+\.[a-z]+)` \| ([^|]+) \| ([^|]+) \|/).map { $0.output }
        #expect(Set(rows.map { String($0.1) }) == Set(ClaimType.allCases.map(\.rawValue)))
        #expect(rows.count == ClaimType.allCases.count)
        for row in rows { #expect(row.3.contains("*"), "\(row.1) has no trigger in its example") }
    }

    @Test func linksBetweenPagesLead() throws {
        for path in try Page.all() {
            let page = try Page(path)
            let folder = Page.root.appending(path: path).deletingLastPathComponent()
            for link in page.text.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
                let target = folder.appending(path: String(link.output.1)).standardizedFileURL.path
                #expect(
                    FileManager.default.fileExists(atPath: target),
                    "\(path) leads to \(link.output.1), which is not there")
            }
        }
    }

    /// `Sources/X/Y.swift`, or without `Sources/`: files that pages speak of are there.
    @Test func filesNamedInPagesAreThere() throws {
        for path in try Page.all() {
            for name in try Page(path).text.matches(
                of: /`((?:Sources|Tools|Tests|Documentation|Examples|Constat[A-Z][a-z]+)\/[A-Za-z0-9_.\/+-]+)`/)
            {
                let candidates = ["", "Sources/"].map { Page.root.appending(path: $0 + name.output.1).path }
                #expect(
                    candidates.contains { FileManager.default.fileExists(atPath: $0) },
                    "\(path) names \(name.output.1), which is not there")
            }
        }
    }

    @Test func everyResourceIsEmbeddedAndEveryCompiledFileHasItsNotice() throws {
        let data = try Page("Sources/CConstatData/data.c")
        let notice = try Page("NOTICE")
        for path in try Page.files(below: "Sources") where path.contains("/Resources/") || path.contains("/compiled/") {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            if name.hasSuffix(".md") || name.hasSuffix(".examples") { continue }
            if path.contains("/compiled/") { #expect(notice.text.contains(path), "\(path) is not in NOTICE") }
            if name == "FrenchWords.lexicon" { continue }  // Goes into french.lexicon.
            #expect(data.text.contains("/\(name)\""), "\(path) is not embedded")
        }
    }
}

/// The pages that describe commands.
enum Reference {
    static func pages() throws -> [Page] {
        try ["command-line", "store", "events", "export", "workbench"].map {
            try Page("Documentation/reference/\($0).md")
        }
    }

    /// From the heading that holds `title` to the next one of its level, on whichever page it is.
    static func section(_ title: String) throws -> String? { try pages().lazy.compactMap { $0.section(title) }.first }
}

/// A page of the repository.
struct Page {
    let path: String
    var text: String
    private let original: String

    init(_ path: String) throws {
        self.path = path
        text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
        original = text
    }

    func writeIfChanged() throws {
        if text != original { try Data(text.utf8).write(to: Self.root.appending(path: path)) }
    }

    /// From the heading that holds `title` to the next one of its level.
    func section(_ title: String) -> String? {
        var lines: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("## ") {
                if lines != nil { break }
                if line.contains(title) { lines = [] }
            } else {
                lines?.append(line)
            }
        }
        return lines?.joined(separator: "\n")
    }

    var sessions: [Session] {
        text.matches(of: /```console\n\$ ([^\n]+)\n([\s\S]*?)```/).map {
            Session(block: String($0.output.0), command: String($0.output.1), output: String($0.output.2))
        }
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func all() throws -> [String] {
        let top = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".md") }
        return try (top + files(below: "Documentation") + files(below: "Sources") + files(below: "Examples"))
            .filter { $0.hasSuffix(".md") }.sorted()
    }

    static func files(below folder: String) throws -> [String] {
        let found =
            FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.compactMap { $0 as? String }
            ?? []
        return found.map { "\(folder)/\($0)" }.filter { !FileManager.default.isFolder(root.appending(path: $0)) }
            .sorted()
    }
}

extension FileManager {
    func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

/// A command that a page shows with its output, possibly cut by `| head -n N`.
struct Session {
    let block: String
    let command: String
    let output: String

    func run(in folder: URL) throws -> String {
        let stages = command.components(separatedBy: " | ")
        let words = stages[0].split(separator: " ").map(String.init)
        #expect(words.first?.hasSuffix("constat") == true, "only constat itself is run: \(command)")
        let result = try Command.run(Array(words.dropFirst()), in: folder)
        #expect(result.status == 0)
        guard stages.count > 1 else { return result.output }
        let count = try #require(Int(stages[1].split(separator: " ").last ?? ""))
        // Tables end their lines with CR LF.
        return result.output.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(count).joined(
            separator: "\n") + "\n"
    }

    func with(_ output: String) -> String { "```console\n$ \(command)\n\(output)```" }
}

extension String {
    fileprivate func lines(after heading: String) -> [String] {
        guard let start = range(of: heading) else { return [] }
        return self[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            .prefix { !$0.isEmpty }.map(String.init)
    }
}
