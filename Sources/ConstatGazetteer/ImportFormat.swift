/// The forms in which gazetteers are handed around.
public enum ImportFormat: String, CaseIterable, Sendable {
    /// A country dump of GeoNames: nineteen columns between tabs, no header.
    case geonames
    /// `alternateNamesV2` of GeoNames: more names for the places of dumps.
    case alternateNames = "alternate-names"
    /// Records of Who's On First: GeoJSON, one a file or one a line.
    case whosOnFirst = "wof"
    /// A table between tabs whose first line names its columns.
    case table = "tsv"

    /// What the first bytes of a file look like.
    enum Recognised: Equatable {
        case format(ImportFormat)
        case empty
        case compressed(program: String)
        case binary
        /// A table, but with commas or semicolons.
        case separatedBy(String)
        case unknown
    }

    static func recognised(_ first: [UInt8]) -> Recognised {
        if let program = compression(of: first) { return .compressed(program: program) }
        if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) || first.contains(0) {
            return .binary
        }
        let text = first.starts(with: [0xEF, 0xBB, 0xBF]) ? first.dropFirst(3) : first[...]
        guard let start = text.firstIndex(where: { !isBlank($0) }) else { return .empty }
        if text[start] == 0x7B || text[start] == 0x5B { return .format(.whosOnFirst) }
        // The first line whole: a country dump begins with a country, whose names fill some thousand bytes.
        let line = String(decoding: text[start...].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        return table(line)
    }

    private static func compression(of first: [UInt8]) -> String? {
        if first.starts(with: [0x1F, 0x8B]) { return "zcat" }
        if first.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "unzip -p" }
        if first.starts(with: [0x42, 0x5A, 0x68]) { return "bzcat" }
        if first.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return "xzcat" }
        return first.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? "zstdcat" : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func table(_ line: String) -> Recognised {
        let cells = Cells.of(line[...])
        if TableColumns(cells) != nil { return .format(.table) }
        for separator in [",", ";"] {
            let others = line.split(separator: Character(separator), omittingEmptySubsequences: false)
            if TableColumns(others) != nil { return .separatedBy(separator) }
        }
        guard Int(cells[0]) != nil else { return .unknown }
        if cells.count == GeoNamesDump.columnCount, Double(cells[4]) != nil, Double(cells[5]) != nil {
            return .format(.geonames)
        }
        let isAlternate = (4...10).contains(cells.count) && Int(cells[1]) != nil && cells[2].utf8.count <= 7
        return isAlternate ? .format(.alternateNames) : .unknown
    }
}
