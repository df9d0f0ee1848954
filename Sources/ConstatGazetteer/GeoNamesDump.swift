import ConstatPlaces

/// Reads lines of GeoNames' country dumps (`ML.txt`, `allCountries.txt`).
enum GeoNamesDump {
    /// id, name, ascii name, alternate names, latitude, longitude, class, code, country, other countries, four
    /// divisions, population, elevation, height model, time zone, day of change.
    static let columnCount = 19

    static func outcome(_ line: Substring) throws(BrokenLine) -> LineOutcome {
        let cells = Cells.of(line)
        guard cells.count == columnCount else { throw .columns(found: cells.count, expected: columnCount) }
        guard UInt32(cells[0]) != nil else { throw .noIdentifier }
        let name = try Checked.name(cells[1])
        let (latitude, longitude) = try Checked.coordinates(cells[4], cells[5])
        guard let kind = FeatureClass.kind(cells[6], cells[7]) else { return .unwanted }
        var names = [(name: name, isUsual: true)]
        let ascii = Checked.cleaned(cells[2])
        if !ascii.isEmpty, ascii != name { names.append((ascii, true)) }
        for other in Cells.listed(cells[3], by: ",") where AlternateName.isWorthKeeping(other) {
            names.append((Checked.cleaned(other), false))
        }
        return .place(
            SourceRecord(
                id: "gn:\(cells[0])", name: name, names: names, latitude: latitude, longitude: longitude, kind: kind,
                country: try Checked.country(cells[8]), population: try Checked.population(cells[14]),
                isCapital: cells[7] == "PPLC", isNotable: FeatureClass.isSeat(cells[7])))
    }
}

/// Names without a language, which GeoNames collects: among them codes and letter-by-letter transcripts.
enum AlternateName {
    static func isWorthKeeping(_ name: some StringProtocol) -> Bool {
        guard let first = name.unicodeScalars.first, name.utf8.count >= 4, name.utf8.count <= 80 else { return false }
        if name.utf8.contains(where: { (0x30...0x39).contains($0) }) { return false }
        // Transcripts begin with a small letter; scripts without capitals have neither.
        if first.properties.isLowercase { return false }
        return name.utf8.count > 5 || !name.unicodeScalars.allSatisfy(\.properties.isUppercase)
    }
}
