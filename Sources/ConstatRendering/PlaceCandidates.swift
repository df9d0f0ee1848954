public import ConstatPlaces
import ConstatText

/// The places that a name may mean, for `constat place`.
public enum PlaceCandidates {
    /// One line of JSON, without a line break: the name as asked for, and its candidates with the best first.
    public static func record(_ name: String, _ matches: [PlaceMatch]) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("name", name)
            json.key("candidates")
            json.array(matches) { json, match in json.object { write(match, to: &$0) } }
        }
        return json.text
    }

    private static func write(_ match: PlaceMatch, to json: inout JSONWriter) {
        let place = match.place
        json.field("name", place.name)
        json.field("id", place.id)
        json.field("kind", place.kind.rawValue)
        json.field("country", place.country.isEmpty ? nil : place.country)
        json.field("lat", place.latitude.rounded(decimals: 5))
        json.field("lon", place.longitude.rounded(decimals: 5))
        json.field("radius_km", place.radiusKm)
        json.field("population", place.population.map(Double.init))
        json.field("score", match.score.rounded(decimals: 2))
        json.field("match", agreement(match))
        json.field("letters", letters(match))
        json.field("known_as", match.knownName)
    }

    private static func agreement(_ match: PlaceMatch) -> String {
        switch match.agreement {
        case .usual: match.differsInArticle ? "article" : "exact"
        case .alternate: "variant"
        case .similar: "similar"
        }
    }

    private static func letters(_ match: PlaceMatch) -> Double? {
        if case .similar(let letters) = match.agreement { return Double(letters) }
        return nil
    }

    // MARK: For people

    /// The name, then a line for each candidate, in columns.
    public static func table(_ name: String, _ matches: [PlaceMatch], countries: [String]) -> String {
        let rows = matches.map { row($0, countries: countries) }
        let widths = (0..<(rows.first?.count ?? 0)).map { column in
            rows.map { TerminalText.width($0[column]) }.max() ?? 0
        }
        let lines = rows.map { row in
            "  " + row.indices.map { padded(row[$0], widths[$0], isNumber: $0 == 0) }.joined(separator: "  ")
        }
        return ([TerminalText.printable(name)] + lines.map(withoutTrailingBlanks)).joined(separator: "\n") + "\n"
    }

    private static func row(_ match: PlaceMatch, countries: [String]) -> [String] {
        let place = match.place
        return [
            match.score.fixed(decimals: 1), TerminalText.printable(place.name), place.kind.rawValue,
            place.country.isEmpty ? "-" : place.country,
            place.latitude.fixed(decimals: 3) + " " + place.longitude.fixed(decimals: 3),
            place.id, reasons(match, countries: countries).joined(separator: ", "),
        ]
    }

    private static func reasons(_ match: PlaceMatch, countries: [String]) -> [String] {
        var reasons: [String]
        switch match.agreement {
        case .usual: reasons = ["exact name"]
        case .alternate: reasons = ["variant of its name"]
        case .similar(let letters):
            let known = match.knownName.map { "like \"\($0)\", " } ?? ""
            reasons = [known + (letters == 1 ? "1 letter differs" : "\(letters) letters differ")]
        }
        if match.differsInArticle { reasons.append("but for the article") }
        if let population = match.place.population { reasons.append("\(population) inhabitants") }
        if countries.contains(match.place.country) { reasons.append("in the country asked for") }
        return reasons
    }

    private static func padded(_ text: String, _ width: Int, isNumber: Bool) -> String {
        let blanks = String(repeating: " ", count: max(0, width - TerminalText.width(text)))
        return isNumber ? blanks + text : text + blanks
    }

    private static func withoutTrailingBlanks(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
