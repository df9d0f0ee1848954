import ConstatIntake
import ConstatPlaces
import Testing

@testable import ConstatGazetteer

/// Files that are in memory.
private struct TestFiles: FileSystem {
    var files: [String: [UInt8]]

    final class Bytes: ByteSource {
        private var rest: ArraySlice<UInt8>
        init(_ bytes: [UInt8]) { rest = bytes[...] }
        func read(upTo limit: Int) -> [UInt8] {
            defer { rest = rest.dropFirst(limit) }
            return Array(rest.prefix(limit))
        }
    }

    func entry(at path: String) throws(FileError) -> FileEntry {
        if files[path] != nil { return FileEntry(kind: .file, identity: []) }
        if files.keys.contains(where: { $0.hasPrefix(path + "/") }) { return FileEntry(kind: .folder, identity: []) }
        throw .missing
    }

    func names(inFolder path: String) throws(FileError) -> [String] {
        Set(
            files.keys.filter { $0.hasPrefix(path + "/") }.compactMap {
                $0.dropFirst(path.count + 1).split(separator: "/").first.map(String.init)
            }
        ).sorted().reversed()
    }

    func open(_ path: String) throws(FileError) -> any ByteSource {
        guard let bytes = files[path] else { throw .missing }
        return Bytes(bytes)
    }

    func standardInput() -> any ByteSource { Bytes(files["-"] ?? []) }
}

@Suite struct ImportTests {
    struct Result {
        var run: GazetteerImport
        var gazetteer: Gazetteer
        var words: String
        var index: GazetteerIndex
    }

    func imported(
        _ files: [(name: String, text: String)], format: ImportFormat? = nil, countries: Set<String> = [],
        paths: [String]? = nil
    ) throws -> Result {
        try imported(
            files.map { ($0.name, Array($0.text.utf8)) }, format: format, countries: countries, paths: paths)
    }

    func imported(
        _ files: [(name: String, bytes: [UInt8])], format: ImportFormat? = nil, countries: Set<String> = [],
        paths: [String]? = nil
    ) throws -> Result {
        let disk = TestFiles(files: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) }))
        var run = GazetteerImport(format: format, countries: countries, fileSystem: disk)
        run.read(paths ?? files.map(\.name)) { _ in }
        let index = try GazetteerIndex(run.file().bytes)
        return Result(
            run: run, gazetteer: Gazetteer(adding: [index]),
            words: run.files.flatMap(ImportMessages.report).joined(separator: "\n"), index: index)
    }

    // MARK: GeoNames

    static func dumpLine(
        _ id: String, _ name: String, others: String = "", at point: (String, String) = ("15.5", "-3.25"),
        class featureClass: String = "P", code: String = "PPL", country: String = "ML", population: String = "0"
    ) -> String {
        [
            id, name, name, others, point.0, point.1, featureClass, code, country, "", "07", "", "", "", population, "",
            "270", "Africa/Bamako", "2020-01-01",
        ].joined(separator: "\t")
    }

    @Test func aDumpOfGeoNamesIsRead() throws {
        let dump = [
            Self.dumpLine(
                "9000001", "Zoukorabougou", others: "ZKB,Zoukorabougou Peulh,زوكورا,zukwra", population: "1200"),
            Self.dumpLine("9000002", "Cercle de Zoukora", class: "A", code: "ADM2"),
            Self.dumpLine("9000003", "Mare de Zoukora", class: "H", code: "LK"),
            Self.dumpLine("9000004", "Ancien Zoukora", code: "PPLH"),
            Self.dumpLine("9000005", "Zoukora Ridge", class: "U", code: "RDGU"),
        ].joined(separator: "\n")
        let result = try imported([("ML.txt", dump)])
        #expect(result.words == "ML.txt (geonames): 3 places, 2 left out, 0 not read")
        let town = try #require(result.gazetteer.places(named: "zoukorabougou").first)
        #expect(
            town
                == Place(
                    name: "Zoukorabougou", id: "gn:9000001", latitude: 15.5, longitude: -3.25, kind: .settlement,
                    country: "ML", population: 1200, radiusKm: 10))
        #expect(result.gazetteer.places(named: "zoukorabougou-peulh") == [town])
        #expect(result.gazetteer.places(named: "زوكورا") == [town])
        #expect(result.gazetteer.places(named: "zukwra").isEmpty)
        #expect(result.gazetteer.places(named: "cercle de zoukora").map(\.kind) == [.district])
        #expect(result.gazetteer.places(named: "mare de zoukora").map(\.kind) == [.water])
        #expect(result.gazetteer.places(named: "ancien zoukora").isEmpty)
    }

    @Test func brokenLinesAreNamedAndPassedOver() throws {
        let dump = [
            Self.dumpLine("9000001", "Zoukorabougou"), "9000002\tShort",
            Self.dumpLine("9000003", "North", at: ("95.0", "1")), Self.dumpLine("9000004", "East", at: ("1", "NaN")),
            Self.dumpLine("x", "Letters"), Self.dumpLine("9000005", " "),
            Self.dumpLine("9000006", "Pop", population: "many"),
            Self.dumpLine("9000007", String(repeating: "long", count: 80)),
            Self.dumpLine("9000008", "Land", country: "MALI"),
        ].joined(separator: "\r\n")
        let result = try imported([("ML.txt", dump)])
        #expect(
            result.words == """
                ML.txt:2: passed over: 2 columns, expected 19
                ML.txt:3: passed over: `95.0 1` is no latitude (-90 to 90) and longitude (-180 to 180)
                ML.txt:4: passed over: `1 NaN` is no latitude (-90 to 90) and longitude (-180 to 180)
                ML.txt:5: passed over: its identifier is no number
                ML.txt:6: passed over: it has no name
                ML.txt: and 3 more lines that could not be read
                ML.txt (geonames): 1 place, 0 left out, 8 not read
                """)
        #expect(result.run.brokenCount == 8)
    }

    @Test func alternateNamesWaitForTheirPlaces() throws {
        let names = [
            "1\t9000001\tfr\tZoukora-les-Eaux\t1\t\t\t", "2\t9000001\tlink\thttps://example.org\t\t\t\t",
            "3\t9000001\tfr\tFort-Ancien\t\t\t\t1", "4\t9000001\tfr\tZouk-la-Belle\t\t\t1\t",
            "5\t42\tfr\tAilleurs\t\t\t\t",
            "6\t9000001\tar\tزوكورا\t\t\t\t", "7\tx\tfr\tBroken\t\t\t\t",
        ].joined(separator: "\n")
        let result = try imported([("names.txt", names), ("ML.txt", Self.dumpLine("9000001", "Zoukorabougou"))])
        #expect(
            result.words == """
                ML.txt (geonames): 1 place, 0 left out, 0 not read
                names.txt:7: passed over: its identifier is no number
                names.txt (alternate-names): 3 names, 3 left out, 1 not read
                """)
        for name in ["zoukora les eaux", "زوكورا", "zouk la belle"] {
            #expect(result.gazetteer.places(named: name).map(\.id) == ["gn:9000001"], "\(name)")
        }
        #expect(result.gazetteer.places(named: "fort ancien").isEmpty)
        #expect(result.gazetteer.matches(named: "zouk la belle").first?.agreement == .alternate)
        #expect(try imported([("names.txt", names)]).words.contains("[gazetteer-names-only]"))
    }

    // MARK: Who's On First

    static func record(_ number: Int, _ name: String, _ more: String = "", type: String = "locality") -> String {
        """
        {"type":"Feature","properties":{"wof:id":\(number),"wof:name":"\(name)","wof:placetype":"\(type)",\
        "iso:country":"IQ","geom:latitude":33.5,"geom:longitude":44.5\(more)}}
        """
    }

    @Test func recordsOfWhosOnFirstAreRead() throws {
        let more = """
            ,"lbl:latitude":33.25,"lbl:longitude":44.25,"wof:population":4100,"name:ara_x_preferred":["تل الزرقان"],\
            "name:fra_x_variant":["Tel Zerkane"],"name:eng_x_colloquial":["Blueton"],"wof:concordances":{"gn:id":9000009}
            """
        let lines = [
            Self.record(1, "Tell Zurqan", more), Self.record(2, "Gone", #","edtf:deprecated":"2019-01-01""#),
            Self.record(3, "Left", #","mz:is_current":0"#), Self.record(4, "12345", type: "postalcode"), "{broken",
            #"{"type":"Feature","properties":{}}"#, "",
        ].joined(separator: "\n")
        let result = try imported([("iq.jsonl", lines)])
        #expect(
            result.words == """
                iq.jsonl:5: passed over: not JSON: expected a member's name in quotes
                iq.jsonl:6: passed over: it has no wof:name or wof:placetype
                iq.jsonl (wof): 1 place, 3 left out, 2 not read
                """)
        let town = try #require(result.gazetteer.places(named: "tal zurqan").first)
        #expect(town.id == "gn:9000009")
        #expect((town.latitude, town.longitude) == (33.25, 44.25))
        #expect((town.population, town.country) == (4100, "IQ"))
        #expect(result.gazetteer.places(named: "تل الزرقان") == [town])
        #expect(result.gazetteer.matches(named: "tel zerkane").first?.agreement == .alternate)
        #expect(result.gazetteer.places(named: "blueton").isEmpty)
    }

    @Test func aFolderOfRecordsIsReadInItsOrder() throws {
        let result = try imported(
            [
                ("data/1/1.geojson", Self.record(1, "Zurqanville")),
                ("data/2/2.geojson", Self.record(2, "Zurqanbourg")),
                ("data/2/2-alt-quattroshapes.geojson", Self.record(3, "Zurqanshape")), ("data/readme.txt", "no"),
            ], paths: ["data"])
        #expect(result.words == "data (wof): 2 places, 0 left out, 0 not read")
        #expect(result.gazetteer.places(named: "zurqanbourg").map(\.id) == ["wof:2"])
        #expect(result.gazetteer.places(named: "zurqanshape").isEmpty)
        #expect(try imported([("notes/a.txt", "x")], paths: ["notes"]).words.contains("[folder-empty]"))
    }

    @Test func oneFileMayHoldACollection() throws {
        let collection = "{\"type\":\"FeatureCollection\",\n\"features\":[\(Self.record(1, "Zurqanville")),\n{}]}"
        let result = try imported([("all.geojson", collection)])
        #expect(result.run.placeCount == 1)
        #expect(result.run.brokenCount == 1)
    }

    // MARK: Tables

    @Test func aTableIsReadByItsHeader() throws {
        let table = """
            Name\tLatitude\tLongitude\tcountry\tkind\tpopulation\tnames
            Zurqan Bridge\t33.5\t44.5\tIQ\tsite\t\tfr:pont de Zurqan|fr:pont bleu de Zurqan|und:Zurqanbrug
            Zurqanville\t33.6\t44.6\tiq\t\t250\tZurqan la Neuve
            Elsewhere\t1\t1\tKE\t\t\t
            Bad Kind\t1\t1\tIQ\tfortress\t\t
            """
        let result = try imported([("own.tsv", table)], countries: ["IQ"])
        #expect(
            result.words == """
                own.tsv:5: passed over: `fortress` is no kind of place (settlement, region, district, site, ...)
                own.tsv (tsv): 2 places, 1 left out, 1 not read
                """)
        #expect(result.gazetteer.matches(named: "pont de zurqan").first?.agreement == .usual)
        #expect(result.gazetteer.matches(named: "pont bleu de zurqan").first?.agreement == .alternate)
        #expect(result.gazetteer.places(named: "zurqan-la-neuve").map(\.country) == ["IQ"])
        #expect(result.gazetteer.places(named: "zurqan-la-neuve").map(\.kind) == [.settlement])
    }

    @Test func classesAndConcordancesOfGeoNamesAreUnderstood() throws {
        let table = """
            id\tname\tascii\tnames\tlat\tlon\tfclass\tfcode\tcountry\tadmin1\tadmin2\tpopulation\ttier\tsource\tconc
            wof:5\tZurqan\tzurqan\tar:الزرقان\t33.5\t44.5\tP\tPPLA2\tIQ\t1\t2\t\t1\twof\twd=Q1 gn=9000010
            wof:6\tZurqan\tzurqan\t\t33.6\t44.6\tA\tADM1\tIQ\t1\t2\t\t1\twof\tgn=9000010
            """
        let result = try imported([("IQ.tsv", table)])
        #expect(result.gazetteer.places(named: "zurqan").map(\.id) == ["gn:9000010", "wof:6"])
        #expect(result.gazetteer.places(named: "زرقان").contains { $0.id == "gn:9000010" })
    }

    @Test func controlCharactersDoNotReachTheIndex() throws {
        let result = try imported([("own.tsv", "name\tlat\tlon\nZur\u{1B}[31mqan\u{7}ia\t1\t1\n")])
        #expect(result.gazetteer.places(named: "zur 31mqania").map(\.name) == ["Zur[31mqania"])
    }

    // MARK: Other files

    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0], "[gazetteer-compressed]"),
            ([0x50, 0x4B, 3, 4], "`unzip -p f | constat gazetteer import -"),
            ([0x7F, 0x45, 0, 0], "[not-text]"), ([], "[text-empty]"), (Array(" \n".utf8), "[text-empty]"),
            (Array("name,lat,lon\nA,1,1\n".utf8), "[gazetteer-separator]"),
            (Array("Some report.\n".utf8), "[gazetteer-unknown]"),
        ] as [([UInt8], String)])
    func whatIsNoGazetteerIsRefused(bytes: [UInt8], words: String) throws {
        let result = try imported([("f", bytes)])
        #expect(result.words.contains(words))
        #expect(result.run.refusedCount == 1)
        #expect(result.run.placeCount == 0)
    }

    @Test func aMissingFileAndAnotherFormatAreSaid() throws {
        #expect(try imported([("a", "name\tlat\tlon\n")], paths: ["b"]).words.contains("[file-missing]"))
        let words = try imported([("a", "name\tlat\tlon\nA\t1\t1\n")], format: .geonames).words
        #expect(words.contains("a: error: this looks like `tsv`, not like `geonames` [gazetteer-format]"))
    }

    @Test func standardInputIsRead() throws {
        #expect(try imported([("-", "name\tlat\tlon\nZurqania\t1\t1\n")]).run.placeCount == 1)
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let files = [("ML.txt", Self.dumpLine("9000001", "Zoukorabougou") + "\n" + Self.dumpLine("9000002", "Zoukora"))]
        #expect(try imported(files).run.file().bytes == imported(files).run.file().bytes)
    }

    /// Pieces of good files, cut and turned over at fixed places: anything may be left out, nothing may trap.
    @Test func damagedFilesNeverTrap() throws {
        let good = [
            Self.dumpLine("9000001", "Zoukorabougou", others: "Zouk,زوكورا"), Self.record(1, "Zurqan"),
            "name\tlat\tlon\tnames\nZurqan\t1\t1\tfr:Zurqane|und:Zur\n", "1\t9000001\tfr\tZoukora\t1\t\t\t",
        ]
        for text in good {
            let bytes = Array(text.utf8)
            for cut in bytes.indices {
                _ = try imported([("f", Array(bytes[..<cut]))])
                var flipped = bytes
                flipped[cut] ^= 0x80
                _ = try imported([("f", flipped)])
                flipped[cut] = 0x09
                _ = try imported([("f", flipped)])
            }
        }
    }
}
