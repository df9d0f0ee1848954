/// Reads lines of GeoNames' `alternateNamesV2.txt`.
enum AlternateNames {
    struct Row: Equatable {
        var place: String
        var name: String
        var isUsual: Bool
    }

    /// id, id of the place, language, name, then flags: preferred, short, colloquial, historic.
    static let leastColumns = 4

    /// What stands in the column of the language and is none.
    private static let codes: Set<String> = [
        "link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "piny", "fr_1793", "uicn",
    ]

    /// Nil for codes and for names of old.
    static func row(_ line: Substring) throws(BrokenLine) -> Row? {
        let cells = Cells.of(line)
        guard cells.count >= leastColumns else { throw .columns(found: cells.count, expected: leastColumns) }
        guard UInt32(cells[1]) != nil else { throw .noIdentifier }
        func flag(_ column: Int) -> Bool { column < cells.count && cells[column] == "1" }
        if codes.contains(String(cells[2])) || flag(7) { return nil }
        let name = try Checked.name(cells[3])
        if cells[2].isEmpty, !AlternateName.isWorthKeeping(name) { return nil }
        return Row(place: "gn:\(cells[1])", name: name, isUsual: !cells[2].isEmpty && !flag(6))
    }
}
