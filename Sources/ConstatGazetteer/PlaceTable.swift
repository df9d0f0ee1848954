import ConstatPlaces

/// Which column of a table holds what, by its header line.
struct TableColumns: Equatable {
    private var columns: [String: Int] = [:]
    var count: Int

    /// Other words for the columns.
    private static let synonyms = [
        "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "country_code": "country", "iso": "country",
        "pop": "population", "geonameid": "id", "alternatenames": "alternates", "feature_class": "fclass",
        "feature_code": "fcode", "radius_km": "radius", "concordances": "conc",
    ]

    /// Nil for a line that does not name the columns `name`, `lat` and `lon`.
    init?(_ cells: [Substring]) {
        count = cells.count
        for (index, cell) in cells.enumerated() {
            let word = Checked.cleaned(cell).lowercased()
            let column = Self.synonyms[word] ?? word
            if columns[column] == nil { columns[column] = index }
        }
        if columns["name"] == nil || columns["lat"] == nil || columns["lon"] == nil { return nil }
    }

    /// The cell, empty where the table has no such column.
    func cell(_ name: String, of cells: [Substring]) -> Substring {
        guard let index = columns[name], index < cells.count else { return "" }
        return cells[index]
    }

    func has(_ name: String) -> Bool { columns[name] != nil }
}

/// Reads lines of a table with a header: `name lat lon`, and where there are `id names alternates country kind
/// population radius capital notable`, or `fclass fcode conc` instead.
struct PlaceTable {
    let columns: TableColumns

    func outcome(_ line: Substring) throws(BrokenLine) -> LineOutcome {
        let cells = Cells.of(line)
        guard cells.count == columns.count else { throw .columns(found: cells.count, expected: columns.count) }
        func cell(_ name: String) -> Substring { columns.cell(name, of: cells) }
        let name = try Checked.name(cell("name"))
        let (latitude, longitude) = try Checked.coordinates(cell("lat"), cell("lon"))
        guard let kind = try kind(cell) else { return .unwanted }
        let country = try Checked.country(cell("country"))
        var names = [(name: name, isUsual: true)]
        names += Self.listed(cell("names"))
        names += Cells.listed(cell("alternates"), by: "|").map { (Checked.cleaned($0), false) }
        return .place(
            SourceRecord(
                id: identifier(cell("id"), name, latitude, longitude), geoNamesID: Self.geoNamesID(cell("conc")),
                name: name, names: names, latitude: latitude, longitude: longitude, kind: kind, country: country,
                population: try Checked.population(cell("population")), radiusKm: try radius(cell("radius")),
                isCapital: cell("fcode") == "PPLC" || cell("capital") == "1",
                isNotable: FeatureClass.isSeat(cell("fcode")) || cell("notable") == "1"))
    }

    private func kind(_ cell: (String) -> Substring) throws(BrokenLine) -> PlaceKind? {
        let word = Checked.cleaned(cell("kind")).lowercased()
        if !word.isEmpty {
            guard let kind = PlaceKind(rawValue: word) else { throw .kind(String(word.prefix(20))) }
            return kind
        }
        guard columns.has("fclass") else { return .settlement }
        return FeatureClass.kind(cell("fclass"), cell("fcode"))
    }

    private func radius(_ cell: Substring) throws(BrokenLine) -> Double? {
        if cell.isEmpty { return nil }
        guard let radius = Double(cell), radius >= 0, radius <= 20_000 else { throw .radius(String(cell.prefix(20))) }
        return radius
    }

    /// A table without identifiers gets them from names and positions: they stay when lines are added.
    private func identifier(_ cell: Substring, _ name: String, _ latitude: Double, _ longitude: Double) -> String {
        let id = Checked.cleaned(cell)
        if !id.isEmpty, id.utf8.count <= GazetteerWriter.longestText { return id.contains(":") ? id : "own:\(id)" }
        let (north, east) = (Int((latitude * 1000).rounded()), Int((longitude * 1000).rounded()))
        return String("own:\(north),\(east),\(name)".prefix(60))
    }

    /// "fr:Alep|en:Aleppo|und:Halab": the first of a language is the usual one; `und` and further ones are not. Names
    /// without a language are usual.
    static func listed(_ text: Substring) -> [(name: String, isUsual: Bool)] {
        var seen: Set<Substring> = []
        return Cells.listed(text, by: "|").map { item in
            guard let colon = item.firstIndex(of: ":"), isLanguage(item[..<colon]) else {
                return (Checked.cleaned(item), true)
            }
            let language = item[..<colon]
            let isUsual = language != "und" && seen.insert(language).inserted
            return (Checked.cleaned(item[item.index(after: colon)...]), isUsual)
        }
    }

    private static func isLanguage(_ text: Substring) -> Bool {
        (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }

    /// From "wd=Q123 gn=172955".
    private static func geoNamesID(_ text: Substring) -> String? {
        for item in text.split(separator: " ") where item.hasPrefix("gn=") {
            if let number = UInt32(item.dropFirst(3)) { return "gn:\(number)" }
        }
        return nil
    }
}
