import Foundation
import Testing

/// `constat export` as a command: options, files, messages, exit codes. What stands in the files: `ConstatExportTests`.
@Suite struct ExportCommandTests {
    private static let text =
        "Des hommes armés ont tué douze civils le 2 février 2022 à Gao, selon un responsable militaire. "
        + "L'armée malienne a bombardé le 3 février 2022 une base du JNIM près de Kidal, tuant neuf combattants."

    /// A folder with the claims of a small report in `claims.jsonl`.
    private func folder() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("rapport.txt", Self.text)
        let claims = try scratch.run("code", "rapport.txt", "--published", "2022-02-04", "--format", "jsonl")
        try scratch.write("claims.jsonl", claims.output)
        return scratch
    }

    private static let profiles = [
        "ucdp-ged", "acled", "plover", "geojson", "gpkg", "hxl", "csv", "webannotation", "prov",
    ]

    @Test func everyProfileGivesAFileAndItsReasons() throws {
        let scratch = try folder()
        for profile in Self.profiles {
            let result = try scratch.run(
                "export", "--profile", profile, "claims.jsonl", "--output", "out.\(profile)", "--explain")
            #expect(result.status == 0, "\(profile): \(result.words)")
            #expect(result.output == "")
            #expect(FileManager.default.fileExists(atPath: scratch.folder.appending(path: "out.\(profile)").path))
            let reasons = try #require(scratch.read("out.\(profile).explain.jsonl"))
            for line in reasons.split(separator: "\n") { try Self.checkQuotes(line) }
        }
    }

    /// Each quoted word stands where its positions say.
    private static func checkQuotes(_ line: Substring) throws {
        let scalars = Array(text.unicodeScalars)
        let cell = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        for claim in cell["claims"] as? [[String: Any]] ?? [] {
            for quote in claim["quotes"] as? [[String: Any]] ?? [] {
                let start = try #require(quote["start"] as? Int)
                let end = try #require(quote["end"] as? Int)
                let words = String(String.UnicodeScalarView(scalars[start..<end]))
                #expect(quote["quote"] as? String == words)
            }
        }
    }

    @Test func withoutAFileItGoesToStandardOutput() throws {
        let scratch = try folder()
        let records = Data(try #require(scratch.read("claims.jsonl")).utf8)
        let result = try scratch.run("export", "--profile", "csv", "-", input: records)
        #expect(result.output.hasPrefix("event_id,type,grade,date_start,"))
        let claims = try scratch.run("export", "--profile", "csv", "--table", "claims", "claims.jsonl")
        let coded = try scratch.run("code", "rapport.txt", "--published", "2022-02-04", "--format", "csv")
        #expect(claims.output == coded.output)
    }

    @Test func aStoreIsExportedAsItsDocumentsAre() throws {
        let scratch = try folder()
        #expect(
            try scratch.run("add", "rapport.txt", "--published", "2022-02-04", "--store", "a.constat").status == 0)
        let result = try scratch.run("export", "--profile", "acled", "--store", "a.constat")
        let fromFile = try scratch.run("export", "--profile", "acled", "claims.jsonl")
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\r\n").count == fromFile.output.split(separator: "\r\n").count)
        #expect(try scratch.run("export", "--profile", "acled", "--store", "none.constat").status == 4)
    }

    @Test func nothingExportedIsSaidAndLeavesNoFile() throws {
        let scratch = try Scratch()
        try scratch.write(
            "claims.jsonl", EventsTests.record("a", EventsTests.claim("c1", "fighting.attack", EventsTests.there)))
        let result = try scratch.run(
            "export", "--profile", "ucdp-ged", "claims.jsonl", "--output", "ged.csv", "--explain")
        #expect(result.status == 6)
        #expect(result.messages == ["error: nothing was exported as ucdp-ged, and no file was written [export-empty]"])
        #expect(result.words.contains(" fighting.attack: no armed actor is known\n"))
        #expect(scratch.read("ged.csv") == nil)
        #expect(scratch.read("ged.csv.explain.jsonl")?.contains("no armed actor is known") == true)
        let loose = try scratch.run(
            "export", "--profile", "ucdp-ged", "claims.jsonl", "--rule", "ged-one-death=off", "--rule",
            "ged-known-actor=off")
        #expect(loose.status == 0)
        #expect(loose.output.split(separator: "\r\n").count == 2)
        let empty = try scratch.run("export", "--profile", "csv", "-", input: Data())
        #expect(empty.status == 6)
        #expect(empty.words.contains("There are no claims in what was given."))
    }

    @Test func whatIsLeftOutIsCounted() throws {
        let scratch = try Scratch()
        try scratch.write(
            "claims.jsonl",
            EventsTests.record("a", EventsTests.claim("c1", "fighting.attack", EventsTests.there))
                + EventsTests.record(
                    "b",
                    EventsTests.claim("c1", "harm.detention").replacing("occurred", with: "planned")))
        let result = try scratch.run("export", "--profile", "csv", "claims.jsonl")
        #expect(result.status == 0)
        #expect(result.words == "1 row; 1 event left out: 1 it is only planned\n")
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let scratch = try folder()
        let result = try scratch.run("export", "--profile", "csv", "claims.jsonl", "--output", "none/x.csv")
        #expect(result.status == 3)
        #expect(result.words.contains("[output-unwritable]"))
        try scratch.write("broken.jsonl", "{")
        let broken = try scratch.run("export", "--profile", "csv", "claims.jsonl", "broken.jsonl")
        #expect(broken.status == 1)
        #expect(broken.output.hasPrefix("event_id,"))
    }

    @Test(arguments: [
        (
            ["--profile", "ucdp"],
            "Error: unknown profile `ucdp`; there are ucdp-ged, acled, plover, geojson, gpkg, hxl, csv, webannotation, prov"
        ),
        (
            ["--profile", "csv", "--table", "claim"],
            "Error: unknown table `claim`; did you mean `claims`? (there are events, claims)"
        ),
        (
            ["--profile", "ucdp-ged", "--rule", "ged-one-deth=off"],
            "Error: unknown rule of `ucdp-ged` `ged-one-deth`; did you mean `ged-one-death`? (there are ged-one-death, "
                + "ged-known-actor, ged-enemy-count, ged-bound-as-best, ged-hedged-high, totals-apart)"
        ),
        (["--profile", "hxl", "--rule", "x=off"], "Error: `hxl` has no rule that can be switched"),
        (
            ["--profile", "ucdp-ged", "--rule", "ged-one-death"],
            "Error: `ged-one-death` switches nothing; write `NAME=on` or `NAME=off`, for instance `--rule ged-one-death=off`"
        ),
        (
            ["--profile", "csv", "--coarsen", "0"],
            "Error: `0` is no width of a grid in kilometres from 0.1 to 10000, for instance `--coarsen 10`"
        ),
        (
            ["--profile", "csv", "--withhold", "all"],
            "Error: unknown value of --withhold `all`; there are names, none"
        ),
        (["--profile", "csv", "--explain"], "Error: `--explain` writes beside the export: give `--output PATH`"),
        (["--profile", "csv", "--store", "y"], "Error: give either FILE or `--store FILE`, not both"),
    ])
    func mistakesEndInTwoAndSayWhatIsValid(arguments: [String], message: String) throws {
        let result = try Command.run(["export", "x"] + arguments)
        #expect(result.status == 2)
        #expect(result.messages.first == message)
    }

    @Test func everyRuleProfileAndColumnIsDocumented() throws {
        let page = try Page("Documentation/reference/export.md")
        for profile in Self.profiles { #expect(page.text.contains("\n| `\(profile)` |"), "\(profile)") }
        let scratch = try folder()
        for profile in ["ucdp-ged", "acled", "csv"] {
            let result = try scratch.run("export", "--profile", profile, "claims.jsonl")
            let header = result.output.split(separator: "\r\n").first?.split(separator: ",") ?? []
            #expect(header.count > 30)
            for column in header {
                let isFigure = ["_low", "_best", "_high"].contains { column.hasSuffix($0) }
                let name = isFigure ? column.prefix { $0 != "_" } + "_" : column
                #expect(page.text.contains("`\(name)"), "\(profile): \(column)")
            }
        }
    }
}
