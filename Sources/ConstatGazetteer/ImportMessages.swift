import ConstatIntake

/// Every word that the import says to people, in one place; `ImportMessagesTests` pins them.
public enum ImportMessages {
    static func refusal(_ path: String, _ recognised: ImportFormat.Recognised, wanted: ImportFormat?) -> Diagnostic {
        let place = SourcePlace(path)
        switch recognised {
        case .compressed(let program):
            return Diagnostic(
                .error, "gazetteer-compressed", at: place, "the file is compressed",
                explanation: "Compressed files are not unpacked here.",
                remedy: "`\(program) \(path == "-" ? "FILE" : path) | constat gazetteer import - --output MY.gazetteer`"
            )
        case .binary:
            return Diagnostic(
                .error, "not-text", at: place, "this is no text in UTF-8",
                explanation: "It holds zero bytes, as programs, pictures, spreadsheets and UTF-16 text do.",
                remedy: "save the table as text in UTF-8, with tabs between the columns.")
        case .empty:
            return Diagnostic(
                .error, "text-empty", at: place, "the file is empty", explanation: "It has no line in it.",
                remedy: "check that it was downloaded whole.")
        case .separatedBy(let separator):
            return Diagnostic(
                .error, "gazetteer-separator", at: place, "the columns are separated by `\(separator)`, not by tabs",
                explanation: "Names hold commas; tables are read with tabs only.",
                remedy: "save the table as tab-separated text (TSV).")
        case .format(let shown):
            return Diagnostic(
                .error, "gazetteer-format", at: place,
                "this looks like `\(shown.rawValue)`, not like `\((wanted ?? shown).rawValue)`",
                explanation: "The file's own columns and `--format` say different things.",
                remedy: "leave out `--format`, or give the file that you meant.")
        case .unknown:
            return Diagnostic(
                .error, "gazetteer-unknown", at: place, "this is none of the forms in which places are read",
                explanation: "Known are GeoNames dumps (19 columns) and alternateNamesV2, Who's On First GeoJSON, and "
                    + "tables whose first line has `name`, `lat` and `lon` between tabs.",
                remedy: "`head -n 2 FILE` shows its columns; give a table its header line.")
        }
    }

    static func emptyFolder(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "folder-empty", at: SourcePlace(path), "no Who's On First record is in this folder",
            explanation: "Folders are searched for .geojson files; other files are named one by one.",
            remedy: "give the paths of the files.")
    }

    static func namesWithoutPlaces(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "gazetteer-names-only", at: SourcePlace(path), "alternate names alone make no gazetteer",
            explanation: "They name places by number, and no place was read.",
            remedy: "give the country's dump in the same run: `constat gazetteer import ML.txt alternateNamesV2.txt`.")
    }

    /// What a file gave, in lines.
    public static func report(_ file: GazetteerImport.FileReport) -> [String] {
        if let refusal = file.refusal { return [refusal.report] }
        var lines = file.firstBroken.map { broken in
            "\(SourcePlace(file.path, line: broken.line)): passed over: \(words(broken.reason))"
        }
        let others = file.broken - file.firstBroken.count
        if others > 0 { lines.append("\(SourcePlace(file.path)): and \(others) more lines that could not be read") }
        let format = file.format.map { " (\($0.rawValue))" } ?? ""
        let gave = file.format == .alternateNames ? count(file.names, "name") : count(file.places, "place")
        lines.append("\(SourcePlace(file.path))\(format): \(gave), \(file.unwanted) left out, \(file.broken) not read")
        return lines
    }

    public static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    static func words(_ reason: BrokenLine) -> String {
        switch reason {
        case .columns(let found, let expected): "\(count(found, "column")), expected \(expected)"
        case .noName: "it has no name"
        case .nameTooLong: "its name is longer than 255 bytes"
        case .noIdentifier: "its identifier is no number"
        case .coordinates(let text): "`\(text)` is no latitude (-90 to 90) and longitude (-180 to 180)"
        case .country(let text): "`\(text)` is no country code of two letters"
        case .kind(let text): "`\(text)` is no kind of place (settlement, region, district, site, ...)"
        case .population(let text): "`\(text)` is no number of people"
        case .radius(let text): "`\(text)` is no radius in kilometres"
        case .notJSON(let expectation): "not JSON: expected \(expectation)"
        case .notAPlace: "it has no wof:name or wof:placetype"
        case .tooLong: "it is too long to be one place"
        case .encoding: "its name is not UTF-8"
        }
    }
}
