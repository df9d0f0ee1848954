import ConstatResources

/// The land borders between countries, from `Borders.lexicon`: the middle of each, and how far it reaches from there.
struct Borders: Sendable {
    private var places: [String: Place] = [:]

    init() {
        for line in EmbeddedResource.lines(named: "Borders.lexicon") {
            let fields = line.text.split(separator: " ", maxSplits: 6).map(String.init)
            guard fields.count == 7, fields[0] == "border", let latitude = Double(fields[3]),
                let longitude = Double(fields[4]), let radius = Double(fields[5])
            else { continue }
            places["\(fields[1])-\(fields[2])"] = Place(
                name: fields[6], id: "constat:border-\(fields[1])-\(fields[2])", latitude: latitude,
                longitude: longitude, kind: .area, country: "", population: nil, radiusKm: radius)
        }
    }

    /// nil where the two have no land border.
    subscript(_ one: String, _ other: String) -> Place? {
        places[one < other ? "\(one)-\(other)" : "\(other)-\(one)"]
    }
}
