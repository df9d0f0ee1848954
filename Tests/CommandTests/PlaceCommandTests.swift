import Foundation
import Testing

@Suite struct PlaceCommandTests {
    static let table = """
        id\tname\tlat\tlon\tkind\tcountry\tpopulation
        1\tZurqanville\t33.5\t44.25\tsettlement\tIQ\t5400
        2\tZurqanville\t34\t45\tdistrict\tIQ\t
        3\tZurqanville\t-1.5\t29\tsettlement\tCD\t
        """

    func gazetteer() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("own.tsv", Self.table)
        let result = try scratch.run("gazetteer", "import", "own.tsv", "--output", "own.gazetteer")
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(
            result.words == """
                own.tsv (tsv): 3 places, 0 left out, 0 not read
                3 places under 3 names in own.gazetteer (2 kB)

                """)
        return scratch
    }

    @Test func candidatesComeInColumnsWithReasons() throws {
        let scratch = try gazetteer()
        let result = try scratch.run("place", "Zurqanville", "--gazetteer", "own.gazetteer")
        #expect(result.status == 0)
        #expect(
            result.output == """
                Zurqanville
                  4.7  Zurqanville  settlement  IQ  33.500 44.250  own:1  exact name, 5400 inhabitants
                  4.1  Zurqanville  settlement  CD  -1.500 29.000  own:3  exact name
                  2.0  Zurqanville  district    IQ  34.000 45.000  own:2  exact name

                """)
        #expect(
            try scratch.run("place", "Zurkanville", "--country", "cd", "--gazetteer", "own.gazetteer").output == """
                Zurkanville
                  3.5  Zurqanville  settlement  CD  -1.500 29.000  own:3  like "zurqanville", 1 letter differs, in the country asked for

                """)
    }

    @Test func jsonHasOneRecordANameAndNamesComeFromStandardInput() throws {
        let scratch = try gazetteer()
        let result = try scratch.run(
            "place", "-", "--gazetteer", "own.gazetteer", "--format", "jsonl", "--limit", "1",
            input: Data("Zurqanville\n\nQqxxqqzz\n".utf8))
        #expect(result.status == 1)
        #expect(
            result.output == """
                {"name":"Zurqanville","candidates":[{"name":"Zurqanville","id":"own:1","kind":"settlement","country":"IQ",\
                "lat":33.5,"lon":44.25,"radius_km":10,"population":5400,"score":4.74,"match":"exact","letters":null,\
                "known_as":null}]}
                {"name":"Qqxxqqzz","candidates":[]}

                """)
        #expect(result.messages == [#"no place is known as "Qqxxqqzz" [place-unknown]"#])
    }

    @Test func ownGazetteersServeCoding() throws {
        let scratch = try gazetteer()
        try scratch.write(
            "r.txt", "Au moins douze soldats ont été tués mardi par l'explosion d'une mine à Zurqanville, en Irak.")
        let without = try scratch.run("code", "r.txt", "--format", "jsonl").output
        let with = try scratch.run("code", "r.txt", "--format", "jsonl", "--gazetteer", "own.gazetteer").output
        #expect(!without.contains("own:1"))
        #expect(with.contains("own:1"))
    }

    @Test func aFileThatIsNoGazetteerIsSaid() throws {
        let scratch = try gazetteer()
        let bytes = try Data(contentsOf: scratch.folder.appending(path: "own.gazetteer"))
        try scratch.write("cut.gazetteer", bytes.dropLast(7))
        try scratch.write("new.gazetteer", Data("CSTGAZ77".utf8) + bytes.dropFirst(8))
        for (file, identifier) in [
            ("own.tsv", "gazetteer-unreadable"), ("cut.gazetteer", "gazetteer-incomplete"),
            ("new.gazetteer", "gazetteer-version"), ("absent", "file-unreadable"),
        ] {
            for arguments in [["place", "Gao"], ["code", "own.tsv"]] {
                let result = try Command.run(arguments + ["--gazetteer", file], in: scratch.folder)
                #expect(result.status == 1)
                #expect(result.output == "")
                #expect(result.messages.first?.hasPrefix("\(file): error: ") == true)
                #expect(result.messages.first?.hasSuffix("[\(identifier)]") == true)
            }
        }
    }

    @Test func anImportThatReadsNothingWritesNothing() throws {
        let scratch = try Scratch()
        try scratch.write("report.txt", Report.first)
        let result = try scratch.run("gazetteer", "import", "report.txt", "--output", "own.gazetteer")
        #expect(result.status == 1)
        #expect(result.messages.count == 2)
        #expect(result.words.contains("[gazetteer-unknown]"))
        #expect(result.words.contains("[gazetteer-empty]"))
        #expect(scratch.read("own.gazetteer") == nil)
        try scratch.write("own.tsv", Self.table)
        let unwritable = try scratch.run("gazetteer", "import", "own.tsv", "--output", "absent/own.gazetteer")
        #expect(unwritable.status == 3)
    }

    @Test func infoTellsWhatAGazetteerHolds() throws {
        let scratch = try gazetteer()
        #expect(
            try scratch.run("gazetteer", "info", "own.gazetteer").output == """
                own.gazetteer
                  form       02, 2 kB
                  places     3
                  names      1
                  kinds      district 1, settlement 2
                  countries  IQ 2, CD 1

                """)
        #expect(try scratch.run("gazetteer", "info").output.hasPrefix("the program's own gazetteer\n"))
    }

    @Test(arguments: [
        (
            ["place", "Gao", "--country", "Mali"],
            "`Mali` is no country code of two letters (ISO 3166-1); for instance `--country SY`"
        ),
        (["place", "Gao", "--limit", "0"], "`--limit 0` shows nothing; give 1 or more"),
        (
            ["place", "Gao", "--format", "json"],
            "unknown format `json`; did you mean `jsonl`? (the formats are text, jsonl)"
        ),
        (
            ["gazetteer", "import", "x", "--output", "y", "--format", "geoname"],
            "unknown format `geoname`; did you mean `geonames`? (the formats are geonames, alternate-names, wof, tsv)"
        ),
    ])
    func mistakesEndInTwo(arguments: [String], message: String) throws {
        let result = try Command.run(arguments)
        #expect(result.status == 2)
        #expect(result.messages.first == "Error: \(message)")
    }
}
