import Foundation
import Testing

@Suite struct UsageTests {
    @Test func helpNamesEveryExitCode() throws {
        let result = try Command.run(["--help"])
        #expect(result.status == 0)
        #expect(result.words == "")
        #expect(
            result.output.contains(
                """
                Exit codes:
                    0  done
                    1  documents not read, or names not found; each is named, the rest was done
                    2  the command line was not understood
                    3  the result could not be written
                    4  the store cannot be used: missing, damaged, busy, newer, or no store
                    5  `verify` found damage in the store
                    6  `export` found nothing that the profile takes; no file was written
                  130  interrupted
                """))
        for command in [
            "code", "add", "list", "show", "search", "verify", "forget", "decide", "backup", "events", "situation",
            "export", "read", "analyze", "explain", "place", "gazetteer",
        ] {
            #expect(result.output.contains("  \(command) "))
            #expect(try Command.run([command, "--help"]).status == 0)
        }
        #expect(try Command.run(["--version"]).output == "0.1.0\n")
    }

    @Test(arguments: [
        (
            ["code", "x", "--format", "geojsn"],
            "Error: unknown format `geojsn`; did you mean `jsonl`? (the formats are text, jsonl, csv, html)"
        ),
        (
            ["code", "x", "--format", "json"],
            "Error: unknown format `json`; did you mean `jsonl`? (the formats are text, jsonl, csv, html)"
        ),
        (
            ["code", "x", "--format", "shapefile"],
            "Error: unknown format `shapefile`; the formats are text, jsonl, csv, html"
        ),
        (
            ["code", "x", "--published", "2016-06-31"],
            "Error: `2016-06-31` is no day of the calendar; write it as YYYY-MM-DD, for instance `--published 2016-06-02`"
        ),
        (
            ["code", "x", "--published", "1er juin"],
            "Error: `1er juin` is no day of the calendar; write it as YYYY-MM-DD, for instance `--published 2016-06-02`"
        ),
        (
            ["code", "x", "--language", "de"],
            "Error: unknown language `de`; Constat reads `fr` (French), for instance `--language fr`"
        ),
        (
            ["read", "x", "--prefer", "tomorrow"],
            "Error: unknown direction `tomorrow`; times point to the past or the future"
        ),
        (["analyze", "x", "--tokens", "y"], "Error: give either FILE or `--tokens FILE.conllu`, not both"),
        (
            ["analyze", "x", "--format", "conll"],
            "Error: unknown format `conll`; did you mean `conllu`? (the formats are conllu, ud, html)"
        ),
        (["explain", "  "], #"Error: no phrase was given; try `constat explain "Deux soldats ont été tués mardi."`"#),
        (
            ["explain", "x", "--published", "demain"],
            "Error: `demain` is no day of the calendar; write it as YYYY-MM-DD, for instance `--published 2016-06-02`"
        ),
    ])
    func mistakesEndInTwoAndSayWhatIsValid(arguments: [String], message: String) throws {
        let result = try Command.run(arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.messages.first == message)
    }

    @Test func unknownOptionsAndCommandsEndInTwo() throws {
        #expect(try Command.run(["code", "--formt", "csv"]).status == 2)
        #expect(try Command.run(["coode"]).status == 2)
    }
}

@Suite struct OutputTests {
    @Test func standardInputIsReadWithAndWithoutADash() throws {
        for arguments in [["code", "--format", "jsonl"], ["code", "-", "--format", "jsonl"]] {
            let result = try Command.run(arguments, input: Data(Report.first.utf8))
            #expect(result.status == 0)
            #expect(result.words == "")
            #expect(try OutputRecord.all(in: result.output).map(\.document.id) == ["stdin"])
        }
    }

    @Test func everyFormatIsPrinted() throws {
        let scratch = try Scratch()
        try scratch.write("r.txt", Report.first)
        for format in ["text", "jsonl", "csv", "html"] {
            let result = try scratch.run("code", "r.txt", "--format", format)
            #expect(result.status == 0)
            #expect(result.output.utf8.last == 0x0A, "\(format)")
        }
        let text = try scratch.run("code", "r.txt").output
        #expect(text == (try scratch.run("code", "r.txt", "--format", "text").output))
    }

    @Test func oneRecordOutForEachRecordIn() throws {
        let lines = (1...500).map { #"{"id":"\#($0)","text":"\#($0 % 7 == 0 ? "" : "Le texte.")","language":"fr"}"# }
        let result = try Command.run(
            ["code", "--format", "jsonl"], input: Data((lines.joined(separator: "\n") + "\n").utf8))
        #expect(result.status == 1)
        #expect(try OutputRecord.all(in: result.output).map(\.document.id) == (1...500).map { "\($0)" })
    }

    @Test func aFileAppearsWholeAndNothingStandsBesideIt() throws {
        let scratch = try Scratch()
        try scratch.write("r.txt", Report.first)
        try scratch.write("sortie.jsonl", "old")
        let result = try scratch.run("code", "r.txt", "--format", "jsonl", "--output", "sortie.jsonl")
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(try OutputRecord.all(in: scratch.read("sortie.jsonl") ?? "").map(\.document.id) == ["r"])
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
        #expect(names == ["r.txt", "sortie.jsonl"])
    }

    @Test func aFileThatCannotBeWrittenEndsInThree() throws {
        let scratch = try Scratch()
        try scratch.write("r.txt", Report.first)
        for path in ["absent/sortie.csv", "."] {
            let result = try scratch.run("code", "r.txt", "--format", "csv", "--output", path)
            #expect(result.status == 3)
            #expect(result.messages.first?.hasPrefix("\(path): error: the result could not be written: ") == true)
            #expect(result.words.contains("Try: a folder that exists"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
        #expect(names == ["r.txt"])
    }

    @Test func aFullDiskEndsInThree() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let scratch = try Scratch()
        try scratch.write("r.txt", Report.first)
        #expect(try scratch.run("code", "r.txt", "--output", "/dev/full").status == 3)
    }

    @Test func aClosedPipeIsNoError() throws {
        let scratch = try Scratch()
        let lines = (1...20_000).map { #"{"id":"\#($0)","text":"Le texte.","language":"fr"}"# }
        try scratch.write("a.jsonl", lines.joined(separator: "\n"))
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        let program = try Command.program().path
        shell.arguments = [
            "-c", "{ \"$0\" code a.jsonl --format jsonl 2>words; echo $? >status; } | head -n 1 >first", program,
        ]
        shell.currentDirectoryURL = scratch.folder
        try shell.run()
        shell.waitUntilExit()
        #expect(scratch.read("status") == "0\n")
        #expect(scratch.read("words") == "")
        #expect(try OutputRecord.all(in: scratch.read("first") ?? "").map(\.document.id) == ["1"])
    }

    @Test func anInterruptionStopsAfterTheDocumentAndSaysWhatWasDone() throws {
        let scratch = try Scratch()
        let process = Process()
        process.executableURL = try Command.program()
        process.arguments = ["code", "--format", "jsonl", "--output", "sortie.jsonl"]
        process.currentDirectoryURL = scratch.folder
        let (input, words) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardError = words
        try process.run()
        // More than the program's first block, so that it works on the first records while it waits for the rest.
        let lines = (1...2000).map { #"{"id":"\#($0)","text":"Le texte du rapport.","language":"fr"}"# + "\n" }
        try input.fileHandleForWriting.write(contentsOf: Data(lines.joined().utf8))
        Thread.sleep(forTimeInterval: 1)
        process.interrupt()
        // A program that does not hear the signal ends with its input.
        let deadline = Thread {
            Thread.sleep(forTimeInterval: 15)
            try? input.fileHandleForWriting.close()
        }
        deadline.start()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let said = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said.hasPrefix("interrupted after "))
        #expect(said.hasSuffix("sortie.jsonl.partial\n"))
        #expect(scratch.read("sortie.jsonl") == nil)
        let done = try OutputRecord.all(in: scratch.read("sortie.jsonl.partial") ?? "")
        #expect(done.first?.document.id == "1")
    }

    @Test func readingsAreOneRecordForEachRecord() throws {
        let records = """
            {"id": "a", "text": "Mardi, 12 civils ont été tués à Gao.", "reference": "2024-03-06T10:00:00", "lang": "fr"}
            {"id": "b"}
            {"id": "c", "text": "le 5 juillet", "published": "2024-03-06", "lang": "fr"}
            """
        let result = try Command.run(["read", "-", "--prefer", "future"], input: Data(records.utf8))
        #expect(result.status == 1)
        let lines = result.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix(#"{"id":"a","times":[{"start":0,"end":5,"text":"Mardi","from":"2024-03-05""#))
        #expect(lines[0].contains(#""value":12"#) && lines[0].contains(#""name":"Gao""#))
        #expect(lines[1].hasPrefix(#"{"id":"b","times":[],"numbers":[],"places":[],"error":{"#))
        #expect(lines[2].contains(#""from":"2024-07-05""#))
        let past = try Command.run(["read", "-"], input: Data(records.utf8)).output
        #expect(past.contains(#""from":"2023-07-05""#))
    }

    @Test func analysisIsPrintedForTextAndForTokens() throws {
        let scratch = try Scratch()
        try scratch.write("r.txt", Report.first)
        #expect(try scratch.run("analyze", "r.txt", "--format", "conllu").status == 0)
        #expect(try scratch.run("analyze", "r.txt", "--format", "ud").status == 0)
        #expect(try scratch.run("analyze", "r.txt", "--format", "html").output.contains("<svg"))
        try scratch.write("t.conllu", "1\tVille\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
        #expect(try scratch.run("analyze", "--tokens", "t.conllu").status == 0)
        try scratch.write("b.conllu", "1\tVille\nbroken\n")
        let broken = try scratch.run("analyze", "--tokens", "b.conllu")
        #expect(broken.status == 1)
        #expect(broken.messages.first?.hasPrefix("b.conllu:") == true)
        #expect(broken.messages.first?.hasSuffix("[conllu-broken]") == true)
        let missing = try scratch.run("analyze", "--tokens", "absent.conllu")
        #expect(missing.status == 1)
        #expect(missing.messages.first?.hasSuffix("[file-unreadable]") == true)
    }

    @Test func aPhraseIsExplained() throws {
        let result = try Command.run(["explain", "Deux soldats ont été tués mardi.", "--published", "2016-06-01"])
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
    }
}
