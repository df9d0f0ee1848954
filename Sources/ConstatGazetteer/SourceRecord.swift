import ConstatPlaces

/// A place as a source has it, checked.
struct SourceRecord {
    var id: String
    /// The same place elsewhere: `gn:N`.
    var geoNamesID: String?
    var name: String
    var names: [(name: String, isUsual: Bool)]
    var latitude: Double
    var longitude: Double
    var kind: PlaceKind
    var country: String
    var population: Int?
    /// Nil where the source does not say: then by kind and population.
    var radiusKm: Double?
    var isCapital = false
    /// The seat of a division, or one that is known for another reason.
    var isNotable = false
}

/// What became of a line.
enum LineOutcome {
    case place(SourceRecord)
    /// Well formed, but nothing that reports name: a postal code, an undersea ridge, a historical name.
    case unwanted
}

/// What is wrong with a line, or with a record.
public enum BrokenLine: Error, Hashable, Sendable {
    case columns(found: Int, expected: Int)
    case noName
    case nameTooLong
    case noIdentifier
    case coordinates(String)
    case country(String)
    case kind(String)
    case population(String)
    case radius(String)
    case notJSON(String)
    case notAPlace
    case tooLong
    /// UTF-8 that is none.
    case encoding
}

/// Cells of a line, split by bytes: by characters it takes ten times as long.
enum Cells {
    static func of(_ line: Substring) -> [Substring] {
        line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// Without empty ones.
    static func listed(_ text: Substring, by separator: Unicode.Scalar) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: separator)).map { Substring($0) }
    }
}

/// The checks that all sources share.
enum Checked {
    static func name(_ text: some StringProtocol) throws(BrokenLine) -> String {
        let name = cleaned(text)
        if name.isEmpty { throw .noName }
        if name.unicodeScalars.contains("\u{FFFD}") { throw .encoding }
        if name.utf8.count > GazetteerWriter.longestText { throw .nameTooLong }
        return name
    }

    /// Without control characters, which would reach a terminal, and without blanks around.
    static func cleaned(_ text: some StringProtocol) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control { scalars.append(scalar) }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars.drop { $0 == " " })
    }

    static func coordinates(
        _ latitude: some StringProtocol, _ longitude: some StringProtocol
    ) throws(BrokenLine) -> (Double, Double) {
        guard let north = Double(latitude), let east = Double(longitude), (-90...90).contains(north),
            (-180...180).contains(east)
        else { throw .coordinates("\(latitude.prefix(20)) \(longitude.prefix(20))") }
        return (north, east)
    }

    /// ISO 3166-1 alpha-2, in capitals; empty for what lies in no country.
    static func country(_ text: some StringProtocol) throws(BrokenLine) -> String {
        let code = text.uppercased()
        // Who's On First writes -99, XX and XY where a place has no country of its own.
        if ["", "-", "--", "-99", "-1", "XX", "XY", "XZ"].contains(code) { return "" }
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw .country(String(text.prefix(20)))
        }
        return code
    }

    /// Nil for unknown, which some sources write as 0.
    static func population(_ text: some StringProtocol) throws(BrokenLine) -> Int? {
        if text.isEmpty { return nil }
        guard let count = Int(text), count >= 0 else { throw .population(String(text.prefix(20))) }
        return count == 0 ? nil : min(count, 2_000_000_000)
    }
}
