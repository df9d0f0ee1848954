import Foundation
import Testing

/// Whatever is wrong with one document, it is named with its reason, and the good ones beside it come out.
@Suite struct BadInputTests {
    private func coded(_ scratch: Scratch, _ bad: String) throws -> Command.Result {
        try scratch.write("bon.txt", Report.first)
        try scratch.write("aussi.html", Report.page)
        let result = try scratch.run("code", "bon.txt", bad, "aussi.html", "--format", "jsonl")
        #expect(try OutputRecord.all(in: result.output).map(\.document.id) == ["bon", "aussi"])
        return result
    }

    @Test func anEmptyFile() throws {
        let scratch = try Scratch()
        try scratch.write("vide.txt", "")
        let result = try coded(scratch, "vide.txt")
        #expect(result.status == 1)
        #expect(
            result.words.hasPrefix(
                """
                vide.txt: error: the document is empty [text-empty]
                  It has no word in it.
                  Try: check that the file was saved or downloaded whole.
                """))
        #expect(
            result.messages.contains("2 documents read, 0 claims; 1 not read (1 text-empty)")
                || result.messages.contains { $0.hasSuffix("; 1 not read (1 text-empty)") })
    }

    @Test func aHundredMegabytesOfZeros() throws {
        let scratch = try Scratch()
        try scratch.write("zeros.txt", Data())
        let handle = try FileHandle(forWritingTo: scratch.folder.appending(path: "zeros.txt"))
        try handle.truncate(atOffset: 100_000_000)
        try handle.close()
        let start = ContinuousClock.now
        let result = try coded(scratch, "zeros.txt")
        #expect(result.status == 1)
        #expect(result.messages.first == "zeros.txt: error: this is no text [not-text]")
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func randomBytes() throws {
        let scratch = try Scratch()
        var state: UInt32 = 1
        let bytes = (0..<100_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        try scratch.write("hasard.bin", Data(bytes))
        let result = try coded(scratch, "hasard.bin")
        #expect(result.status == 1)
        #expect(result.messages.first == "hasard.bin: error: this is no text [not-text]")
    }

    @Test func truncatedUTF8IsReadWithANote() throws {
        let scratch = try Scratch()
        try scratch.write("coupe.txt", Data((Report.second + " à Méné").utf8.dropLast()))
        let result = try scratch.run("code", "coupe.txt", "--format", "jsonl")
        #expect(result.status == 0)
        #expect(try OutputRecord.all(in: result.output).map(\.document.id) == ["coupe"])
        #expect(
            result.words == """
                coupe.txt: note: the text ends in the middle of a character [text-truncated]
                  1 byte at the end could not be read; the rest was. The end of the report may be missing.
                  Try: fetch the document again.

                """)
    }

    @Test func windows1252IsReadWithANote() throws {
        let scratch = try Scratch()
        let bytes = Report.first.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        try scratch.write("windows.txt", Data(bytes))
        let result = try scratch.run("code", "windows.txt", "--format", "jsonl")
        #expect(result.status == 0)
        #expect(try OutputRecord.all(in: result.output).map(\.document.id) == ["windows"])
        #expect(result.messages == ["windows.txt: note: read as Windows-1252 [windows-1252]"])
    }

    @Test func aPageWithoutAnArticle() throws {
        let scratch = try Scratch()
        try scratch.write("menu.html", "<html><body><nav><a href='/'>Accueil</a></nav><p>Erreur 404.</p></body></html>")
        let result = try coded(scratch, "menu.html")
        #expect(result.status == 1)
        #expect(result.messages.first == "menu.html: error: no article was found in this page [page-without-article]")
    }

    @Test func jsonLinesWithBrokenLinesGiveOneRecordForEach() throws {
        let scratch = try Scratch()
        try scratch.write(
            "articles.jsonl",
            """
            {"id":"a","text":"\(Report.first)"}
            {"id":"b","text":
            {"id":"c"}
            not json
            {"document":{"id":"e","text":"\(Report.second)","language":"fr"}}
            {"id":"f","text":"Le texte.","language":"xx"}

            """)
        let result = try scratch.run("code", "articles.jsonl", "--format", "jsonl")
        #expect(result.status == 1)
        let records = try OutputRecord.all(in: result.output)
        #expect(records.map(\.document.id) == ["a", nil, "c", nil, "e", "f"])
        #expect(
            records.map { $0.error?.identifier }
                == [nil, "json-broken", "record-without-text", "json-broken", nil, "language-unsupported"])
        #expect(
            result.messages.filter { !$0.hasPrefix("2 documents") } == [
                "articles.jsonl:2:18: error: this line is not JSON: expected a value here [json-broken]",
                "articles.jsonl:3: error: this record has no `text` [record-without-text]",
                "articles.jsonl:4:2: error: this line is not JSON: expected `null` here [json-broken]",
                "articles.jsonl:6: error: the document is stated to be `xx`; Constat reads French (fr) [language-unsupported]",
            ])
    }

    /// The system lets its administrator read everything, so a path that fails for everybody stands beside it.
    @Test func aFolderWithoutPermission() throws {
        let scratch = try Scratch()
        try scratch.write("rapports/ferme/a.txt", Report.second)
        try scratch.write("rapports/ouvert/b.txt", Report.first)
        try FileManager.default.createSymbolicLink(
            atPath: scratch.folder.appending(path: "rapports/perdu.txt").path, withDestinationPath: "nulle-part")
        let closed = scratch.folder.appending(path: "rapports/ferme").path
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed) }
        let result = try scratch.run("code", "rapports", "rapports/ouvert/b.txt/c", "--format", "jsonl")
        #expect(result.status == 1)
        let ids = try OutputRecord.all(in: result.output).map(\.document.id)
        #expect(ids == (getuid() == 0 ? ["a", "b"] : ["b"]))
        let closedMessage = "rapports/ferme: error: the folder may not be opened [permission-denied]"
        #expect(result.messages.contains(closedMessage) == (getuid() != 0))
        #expect(result.messages.contains("rapports/perdu.txt: error: there is no such file [file-missing]"))
        #expect(
            result.messages.contains(
                "rapports/ouvert/b.txt/c: error: a part of the path is a file, not a folder [not-a-folder]"))
    }

    @Test func anUnsupportedLanguage() throws {
        let scratch = try Scratch()
        try scratch.write(
            "english.txt",
            "The army said that its forces had taken the town after two days of fighting with the rebels.")
        let result = try coded(scratch, "english.txt")
        #expect(result.status == 1)
        #expect(
            result.messages.first
                == "english.txt: error: the document is English; Constat reads French (fr) [language-unsupported]")
        let forced = try scratch.run("code", "english.txt", "--language", "fr", "--format", "jsonl")
        #expect(forced.status == 0)
        #expect(try OutputRecord.all(in: forced.output).map(\.document.id) == ["english"])
    }

    @Test func aMissingFile() throws {
        let scratch = try Scratch()
        let result = try coded(scratch, "absent.txt")
        #expect(result.status == 1)
        #expect(result.messages.first == "absent.txt: error: there is no such file [file-missing]")
    }
}
