import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The commands that have a store, as processes.
@Suite struct StoreCommandTests {
    private static let records = """
        {"id":"a","text":"\(Report.first)","language":"fr","published":"2016-06-02","captured":"2016-06-03T10:00:00Z","method":"RSS"}
        {"id":"b","text":"\(Report.second)","language":"fr","url":"https://example.org/b","publisher":"Le Courrier"}

        """

    private func filled() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("f.jsonl", Self.records)
        let result = try scratch.run("add", "f.jsonl", "--store", "s.constat")
        #expect(result.status == 0)
        #expect(result.words == "")
        return scratch
    }

    @Test func addingSaysWhatBecameOfEachDocument() throws {
        let scratch = try filled()
        let again = try scratch.run("add", "f.jsonl", "--store", "s.constat")
        #expect(again.status == 0)
        let states = again.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(states.map { $0.first } == ["known", "known"])
        #expect(states.map { $0[2] } == ["a", "b"])
        #expect(states.allSatisfy { $0.count == 4 && $0[1].count == 12 })
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted() == [
                "f.jsonl", "s.constat",
            ])
    }

    @Test func factsOfTheCallerAreKept() throws {
        let scratch = try filled()
        let lines = try scratch.run("list", "--store", "s.constat", "--format", "jsonl").output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains(#""name":"a","language":"fr","published":"2016-06-02""#))
        #expect(lines[0].contains(#""captured":"2016-06-03T10:00:00Z","method":"RSS""#))
        #expect(lines[1].contains(#""url":"https://example.org/b","publisher":"Le Courrier","captured":null"#))
        try scratch.write("c.txt", "Un autre rapport, long de plusieurs mots, est arrivé.")
        let added = try scratch.run(
            "add", "c.txt", "--store", "s.constat", "--captured", "2016-06-05", "--method", "courriel", "--publisher",
            "ONG",
            "--published", "2016-06-04", "--language", "fr")
        #expect(added.status == 0)
        let shown = try scratch.run("show", "c", "--store", "s.constat").output
        for line in [
            "publisher  ONG", "published  2016-06-04", "captured   2016-06-05", "method     courriel", "bytes      ",
        ] {
            #expect(shown.contains("\n" + line), "\(line)")
        }
        let other = try scratch.run(
            "add", "c.txt", "--store", "s.constat", "--captured", "2016-07-05", "--language", "fr")
        #expect(other.status == 0)
        #expect(other.messages.first?.hasSuffix("with another captured [document-known]") == true)
    }

    @Test func whatIsShownIsWhatCodePrints() throws {
        let scratch = try Scratch()
        let bytes = Data(Report.first.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + Array("\r\n".utf8))
        try scratch.write("windows.txt", bytes)
        try scratch.write("page.html", Report.page)
        for name in ["windows.txt", "page.html"] {
            #expect(try scratch.run("add", name, "--store", "s.constat", "--published", "2016-06-02").status == 0)
        }
        for name in ["windows", "page"] {
            let file = name + (name == "page" ? ".html" : ".txt")
            for format in ["jsonl", "csv", "html"] {
                let coded = try scratch.run("code", file, "--published", "2016-06-02", "--format", format).output
                #expect(try scratch.run("show", name, "--store", "s.constat", "--format", format).output == coded)
            }
            let text = try scratch.run("code", file, "--published", "2016-06-02").output
            #expect(try scratch.run("show", name, "--store", "s.constat").output.hasSuffix("\n\n" + text))
        }
        let original = try Command.runForBytes(
            ["show", "windows", "--store", "s.constat", "--format", "original"], in: scratch.folder)
        #expect(original == bytes)
    }

    @Test func aDocumentIsWithdrawnAndStaysOut() throws {
        let scratch = try filled()
        let forgotten = try scratch.run("forget", "a", "--store", "s.constat", "--reason", "doublon")
        #expect(forgotten.status == 0)
        #expect(forgotten.output.hasPrefix("withdrawn\t"))
        let shown = try scratch.run("show", "a", "--store", "s.constat")
        #expect(shown.status == 1)
        #expect(shown.messages.first == "s.constat: error: no document is called `a` [document-unknown]")
        let again = try scratch.run("add", "f.jsonl", "--store", "s.constat")
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("withdrawn\t"))
        #expect(again.messages.first?.contains(": doublon [document-withdrawn]") == true)
        #expect(try scratch.run("list", "--store", "s.constat").output.split(separator: "\n").count == 1)
        #expect(try scratch.run("verify", "--store", "s.constat").output.hasPrefix("1 document, 1 withdrawn, "))
    }

    @Test func verifyFindsAFlippedBitAndSaysWhere() throws {
        let scratch = try filled()
        let well = try scratch.run("verify", "--store", "s.constat")
        #expect(well.status == 0)
        let head = try #require(well.output.split(separator: "\n").last?.split(separator: " ").last.map(String.init))
        #expect(try scratch.run("verify", "--store", "s.constat", "--head", head).status == 0)
        var bytes = [UInt8](try Data(contentsOf: scratch.folder.appending(path: "s.constat")))
        let word = Array("une trentaine".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: word) })
        bytes[place] ^= 1
        try scratch.write("s.constat", Data(bytes))
        let found = try scratch.run("verify", "--store", "s.constat")
        #expect(found.status == 5)
        #expect(found.output == "")
        #expect(
            found.messages.contains { $0.hasPrefix("s.constat: error: document ") && $0.hasSuffix(" [store-damaged]") })
    }

    /// Two reports of one strike, each a document of its own.
    private func told() throws -> Scratch {
        let scratch = try Scratch()
        let texts = [
            "Le 2 mars 2023, une frappe aérienne a tué douze civils à Gao, selon un médecin.",
            "Une frappe aérienne a fait douze morts à Gao le 2 mars 2023, a indiqué un habitant.",
        ]
        let lines = texts.enumerated().map { number, text in
            #"{"id":"r\#(number)","text":"\#(text)","language":"fr","published":"2023-03-03"}"# + "\n"
        }
        try scratch.write("f.jsonl", lines.joined())
        #expect(try scratch.run("add", "f.jsonl", "--store", "s.constat").status == 0)
        return scratch
    }

    @Test func eventsOfAStoreAreThoseOfItsRecords() throws {
        let scratch = try told()
        let ofStore = try scratch.run("events", "--store", "s.constat", "--format", "jsonl")
        #expect(ofStore.status == 0)
        #expect(ofStore.words == "")
        #expect(ofStore.output.split(separator: "\n").count == 1)
        #expect(ofStore.output.contains(#""grade":"several origins""#))
        // Again, and after the store was verified: the same bytes.
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
        #expect(try scratch.run("events", "--store", "s.constat", "--format", "jsonl").output == ofStore.output)
        let page = try scratch.run("events", "--store", "s.constat")
        #expect(page.output.contains(/claims     r[01]#c1, r[01]#c1\n/))
        let both = try scratch.run("events", "f.jsonl", "--store", "s.constat")
        #expect(both.status == 2)
        #expect(both.messages.first == "Error: give either FILE or `--store FILE`, not both")
    }

    @Test func anotherGazetteerReadsAgain() throws {
        let scratch = try Scratch()
        try scratch.write("towns.tsv", "id\tname\tlat\tlon\tcountry\n7\tZurqanville\t15.5\t20.25\tTD\n")
        try scratch.write("r.txt", "Le 2 mars 2023, une frappe aérienne a tué douze civils à Zurqanville.")
        #expect(try scratch.run("gazetteer", "import", "towns.tsv", "--output", "own.gazetteer").status == 0)
        let plain = ["add", "r.txt", "--store", "s.constat", "--language", "fr"]
        let own = plain + ["--gazetteer", "own.gazetteer"]
        for (arguments, state) in [(plain, "added"), (plain, "known"), (own, "read"), (own, "known")] {
            let result = try Command.run(arguments, in: scratch.folder)
            #expect(result.status == 0)
            #expect(result.output.hasPrefix(state + "\t"), "\(arguments)")
        }
        let record = try scratch.run("show", "r", "--store", "s.constat", "--format", "jsonl").output
        #expect(record.contains(#""id":"own:7","lat":15.5,"lon":20.25"#))
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
    }

    @Test func eventsAreNarrowedByTypeDaysAndPlace() throws {
        let scratch = try told()
        for (arguments, count) in [
            (["--type", "fighting.airstrike"], 1), (["--type", "harm.abduction"], 0), (["--from", "2023-03-02"], 1),
            (["--from", "2023-03-03"], 0), (["--to", "2023-03-01"], 0), (["--within", "Gao"], 1),
            (["--within=-1,16,1,17"], 1), (["--within", "40,30,41,31"], 0),
        ] {
            let found = try Command.run(
                ["events", "--store", "s.constat", "--format", "jsonl"] + arguments, in: scratch.folder)
            #expect(found.status == 0)
            #expect(found.lineCount == count, "\(arguments)")
            // An empty answer is said to be one.
            #expect(
                found.words
                    == (count == 0
                        ? "note: no event answers to that; 2 claims of 2 reports were looked at [nothing-found]\n" : "")
            )
        }
        let mistyped = try scratch.run("events", "--store", "s.constat", "--type", "fighting.airstrikes")
        #expect(mistyped.status == 2)
        #expect(
            mistyped.messages.first?.hasPrefix(
                "Error: unknown type `fighting.airstrikes`; did you mean `fighting.airstrike`? (the types are ") == true
        )
    }

    @Test func aSituationOfAStoreNamesItsClaims() throws {
        let scratch = try told()
        let result = try scratch.run("situation", "--store", "s.constat", "--on", "2023-03-05")
        #expect(result.status == 0)
        #expect(
            result.output.contains(/killed, civilians: 12\n    2023-03-02 Gao: 12 · r[01]#c1, r[01]#c1/))
        let before = try scratch.run(
            "situation", "--store", "s.constat", "--on", "2023-03-05", "--known-by", "2023-03-02", "--format", "jsonl")
        #expect(before.status == 0)
        #expect(before.output == "")
    }

    @Test func whatReviewersDecideIsKeptAndHolds() throws {
        let scratch = try told()
        let split = try scratch.run(
            "decide", "split", "r0#c1", "r1#c1", "--store", "s.constat", "--reason", "deux frappes", "--reviewer", "A",
            "--decided", "2023-03-04")
        #expect(split.status == 0)
        #expect(split.output == "split\tr0#c1\tr1#c1\n")
        #expect(try scratch.run("events", "--store", "s.constat", "--format", "jsonl").lineCount == 2)
        let joined = try scratch.run(
            "decide", "join", "r0#c1", "r1#c1", "--store", "s.constat", "--reason", "une seule, selon l'hôpital")
        #expect(joined.status == 0)
        #expect(try scratch.run("events", "--store", "s.constat", "--format", "jsonl").lineCount == 1)
        let list = try scratch.run("decide", "list", "--store", "s.constat").output.split(separator: "\n")
        #expect(list.count == 2)
        #expect(list[0].hasPrefix("1\tholds\tsplit\t") && list[0].hasSuffix("\tA\t2023-03-04\tdeux frappes"))
        #expect(list[1].hasSuffix("\t-\t-\tune seule, selon l'hôpital"))
        let lines = try scratch.run("decide", "list", "--store", "s.constat", "--format", "jsonl").output
        #expect(lines.hasPrefix(#"{"number":1,"verdict":"split","claims":[{"document":""#))
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
        let unknown = try scratch.run(
            "decide", "join", "r0#c1", "r1", "--store", "s.constat", "--reason", "x")
        #expect(unknown.status == 1)
        #expect(
            unknown.messages == [
                "s.constat: error: `r1` names a document, not a claim of it [claim-not-named]"
            ])
    }

    @Test func wordsAreFound() throws {
        let scratch = try filled()
        let found = try scratch.run("search", "EXPLOSION", "d'une mine", "--store", "s.constat")
        #expect(found.status == 0)
        #expect(found.output.split(separator: "\n").first?.contains("\tb\t") == true)
        #expect(try scratch.run("search", "introuvable", "--store", "s.constat").output == "")
    }

    @Test func aBackupIsAStore() throws {
        let scratch = try filled()
        #expect(try scratch.run("backup", "b.constat", "--store", "s.constat").status == 0)
        let again = try scratch.run("backup", "b.constat", "--store", "s.constat")
        #expect(again.status == 3)
        #expect(again.messages == ["b.constat: error: a file stands here already [backup-exists]"])
        let (one, other) = ("s.constat", "b.constat")
        #expect(
            try scratch.run("list", "--store", one).output == scratch.run("list", "--store", other).output)
    }

    @Test(arguments: [
        (["list"], "store-missing"), (["verify"], "store-missing"), (["search", "x"], "store-missing"),
        (["forget", "x", "--reason", "x"], "store-missing"), (["backup", "y"], "store-missing"),
        (["show", "x"], "store-missing"), (["reviews", "list"], "store-missing"),
        (["decide", "undo", "1", "--reason", "x"], "store-missing"),
    ])
    func aMissingStoreEndsInFour(arguments: [String], identifier: String) throws {
        let scratch = try Scratch()
        let result = try Command.run(arguments + ["--store", "absent.constat"], in: scratch.folder)
        #expect(result.status == 4)
        #expect(result.messages == ["absent.constat: error: there is no such store [\(identifier)]"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == [])
    }

    @Test func aFileOfAnotherKindEndsInFourAndStays() throws {
        let scratch = try Scratch()
        try scratch.write("r.txt", Report.first)
        let result = try scratch.run("add", "r.txt", "--store", "r.txt")
        #expect(result.status == 4)
        #expect(result.messages == ["r.txt: error: this is no store [store-foreign]"])
        #expect(scratch.read("r.txt") == Report.first)
    }

    @Test(arguments: [
        (
            ["add", "x", "--store", "s", "--captured", "hier"],
            "Error: `hier` is no time; write a day, or an instant with its distance from UTC: `--captured 2016-06-02T14:05:00Z`"
        ),
        (
            ["add", "x", "--store", "s", "--captured", "2016-06-02T14:05"],
            "Error: `2016-06-02T14:05` is no time; write a day, or an instant with its distance from UTC: `--captured 2016-06-02T14:05:00Z`"
        ),
        (
            ["forget", "x", "--store", "s", "--reason", " "],
            "Error: `--reason` says why the document is withdrawn; it may not be empty"
        ),
        (
            ["search", "...", "--store", "s"],
            "Error: no word to search for was given; try `constat search Mossoul --store archive.constat`"
        ),
        (
            ["decide", "join", "r#c1", "r#c1", "--store", "s", "--reason", "x"],
            "Error: a decision is about two claims or more, for instance `report#c3 note#c1`"
        ),
        (
            ["decide", "split", "r#c1", "r#c2", "--store", "s", "--reason", " "],
            "Error: `--reason` says why it was so decided; it may not be empty"
        ),
        (
            ["decide", "undo", "1", "--store", "s", "--reason", " "],
            "Error: `--reason` says why it was so decided; it may not be empty"
        ),
        (
            ["decide", "split", "r#c1", "r#c2", "--store", "s", "--reason", "x", "--decided", "hier"],
            "Error: `hier` is no time; write a day, or an instant with its distance from UTC: `--decided 2016-06-02T14:05:00Z`"
        ),
        (
            ["verify", "--store", "s", "--head", "12"],
            "Error: `12` is no hash of a log line: 64 digits from 0 to f, as `constat verify` prints them"
        ),
        (
            ["list", "--store", "s", "--format", "json"],
            "Error: unknown format `json`; did you mean `jsonl`? (the formats are text, jsonl)"
        ),
    ])
    func mistakesEndInTwoAndSayWhatIsValid(arguments: [String], message: String) throws {
        let result = try Command.run(arguments)
        #expect(result.status == 2)
        #expect(result.messages.first == message)
    }
}

/// What is left after a process was killed, whenever that was.
@Suite struct StoreSafetyTests {
    /// Some twenty new ones between two kills. Nine tenths of the time are fifty starts of a program built for debugging;
    /// `Tools/crash.sh` does the same with ten thousand.
    private static let count =
        ProcessInfo.processInfo.environment["CONSTAT_KILLED_DOCUMENTS"].flatMap { Int($0) } ?? 1000
    private static let kills = 50

    private static func feed(_ numbers: Range<Int>) -> String {
        numbers.map { #"{"id":"r\#($0)","text":"Rapport \#($0).","language":"fr"}"# + "\n" }.joined()
    }

    @Test func killedFiftyTimesItLosesNoFinishedDocumentAndDoublesNone() throws {
        let scratch = try Scratch()
        try scratch.write("f.jsonl", Self.feed(0..<Self.count))
        var added: [String] = []
        for kill in 0..<Self.kills {
            // Now after one new document, now after many; the first time while the store is being made.
            let wanted = kill == 0 ? 0 : 1 + kill * 7919 % max(1, 2 * Self.count / Self.kills - 4)
            added += try Self.addKilled(scratch, after: wanted)
        }
        #expect(Set(added).count == added.count, "a document was stored twice")
        let last = try scratch.run("add", "f.jsonl", "--store", "s.constat")
        #expect(last.status == 0)
        let states = Self.states(last.output)
        let listed = try scratch.run("list", "--store", "s.constat").output.split(separator: "\n").map {
            String($0.split(separator: "\t")[2])
        }
        #expect(listed.count == Self.count)
        #expect(Set(listed) == Set((0..<Self.count).map { "r\($0)" }))
        // What was said to be stored was there the next time.
        #expect(Set(added).isSubset(of: states.filter { $0.state == "known" }.map(\.name)))
        #expect(states.count == Self.count)
        let verified = try scratch.run("verify", "--store", "s.constat")
        #expect(verified.status == 0)
        #expect(verified.output.hasPrefix("\(Self.count) documents, "))
    }

    private static func states(_ output: String) -> [(state: String, name: String)] {
        output.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return cells.count == 4 ? (String(cells[0]), String(cells[2])) : nil
        }
    }

    /// Kills the program once it has said so many times that it stored a new document; the names of those.
    private static func addKilled(_ scratch: Scratch, after wanted: Int) throws -> [String] {
        let process = Process()
        process.executableURL = try Command.program()
        process.arguments = ["add", "f.jsonl", "--store", "s.constat"]
        process.currentDirectoryURL = scratch.folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        if wanted == 0 { Thread.sleep(forTimeInterval: 0.3) }
        var text = Data()
        var seen = 0
        while seen < wanted {
            let block = output.fileHandleForReading.availableData
            if block.isEmpty { break }
            text += block
            seen = states(String(decoding: text, as: UTF8.self)).filter { $0.state == "added" }.count
        }
        kill(process.processIdentifier, SIGKILL)
        text += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return states(String(decoding: text, as: UTF8.self)).filter { $0.state == "added" }.map(\.name)
    }

    @Test func twoThatAddAtOnceStoreEverythingOnce() throws {
        let scratch = try Scratch()
        try scratch.write("f.jsonl", Self.feed(0..<120))
        try scratch.write("g.jsonl", Self.feed(60..<180))
        let processes = try ["f.jsonl", "g.jsonl"].map { name in
            let process = Process()
            process.executableURL = try Command.program()
            process.arguments = ["add", name, "--store", "s.constat"]
            process.currentDirectoryURL = scratch.folder
            process.standardOutput = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
            return process
        }
        for process in processes {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        #expect(try scratch.run("list", "--store", "s.constat").output.split(separator: "\n").count == 180)
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
    }

    /// Standard error is a terminal: progress on one line, and the last words.
    @Test func aTerminalSeesProgressAndASummary() throws {
        let scratch = try Scratch()
        try scratch.write("f.jsonl", Self.feed(0..<40))
        let (terminal, name) = try Self.terminal()
        let process = Process()
        process.executableURL = try Command.program()
        process.arguments = ["add", "f.jsonl", "--store", "s.constat"]
        process.currentDirectoryURL = scratch.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        let screen = try #require(FileHandle(forUpdatingAtPath: name))
        process.standardError = screen
        try process.run()
        process.waitUntilExit()
        // What was written stays in the terminal until it is read.
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(terminal, &bytes, bytes.count)
        try screen.close()
        close(terminal)
        #expect(process.terminationStatus == 0)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        #expect(words.hasPrefix("\r\u{1B}[K1 document, 0 claims · f.jsonl:1"))
        #expect(words.contains("\r\u{1B}[K40 documents read, 0 claims"))
    }

    /// A new terminal: the side that reads what is shown on it, and the path of the side that a program writes to.
    private static func terminal() throws -> (Int32, String) {
        #if canImport(Glibc)
            // The library's own functions for it are hidden from Swift.
            let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            let (getNumber, setLock) = (UInt(0x8004_5430), UInt(0x4004_5431))
            var (lock, number) = (Int32(0), Int32(0))
            try #require(
                terminal >= 0 && ioctl(terminal, setLock, &lock) == 0 && ioctl(terminal, getNumber, &number) == 0)
            return (terminal, "/dev/pts/\(number)")
        #else
            let terminal = posix_openpt(O_RDWR | O_NOCTTY)
            try #require(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0)
            return (terminal, String(cString: try #require(ptsname(terminal))))
        #endif
    }

    @Test func anInterruptedRunSaysWhatItStored() throws {
        let scratch = try Scratch()
        let process = Process()
        process.executableURL = try Command.program()
        process.arguments = ["add", "--store", "s.constat"]
        process.currentDirectoryURL = scratch.folder
        let (input, output, words) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, words)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(Self.feed(0..<2000).utf8))
        var printed = output.fileHandleForReading.availableData
        process.interrupt()
        let deadline = Thread {
            Thread.sleep(forTimeInterval: 20)
            try? input.fileHandleForWriting.close()
        }
        deadline.start()
        printed += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let said = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said.hasPrefix("interrupted after ") && said.hasSuffix("; what was done is in s.constat\n"))
        #expect(!printed.isEmpty)
        #expect(try scratch.run("verify", "--store", "s.constat").status == 0)
    }
}
