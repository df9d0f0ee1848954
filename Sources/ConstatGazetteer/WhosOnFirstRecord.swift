import ConstatPlaces
import ConstatText

/// Reads records of Who's On First: GeoJSON features with their properties.
/// - Codebook: whosonfirst.org/docs/properties
enum WhosOnFirstRecord {
    /// The features of a JSON text: one, those of a collection, or those of a list.
    static func features(of value: JSONValue) -> [JSONValue] {
        if case .array(let features) = value { return features }
        return value["features"]?.children ?? [value]
    }

    static func outcome(_ feature: JSONValue) throws(BrokenLine) -> LineOutcome {
        let properties = feature["properties"] ?? feature
        guard let type = properties["wof:placetype"]?.text, let name = properties["wof:name"]?.text else {
            throw .notAPlace
        }
        guard let number = properties["wof:id"]?.text ?? feature["id"]?.text, UInt64(number) != nil else {
            throw .noIdentifier
        }
        guard let kind = FeatureClass.kind(placetype: type), isCurrent(properties) else { return .unwanted }
        let checked = try Checked.name(name)
        let (latitude, longitude) = try coordinates(properties)
        return .place(
            SourceRecord(
                id: "wof:\(number)", geoNamesID: geoNamesID(properties), name: checked,
                names: [(checked, true)] + names(properties), latitude: latitude, longitude: longitude, kind: kind,
                country: try Checked.country(properties["iso:country"]?.text ?? ""),
                population: try Checked.population(population(properties)),
                isCapital: properties["wof:capital"]?.text == "1"))
    }

    /// Superseded and deprecated records name what another one names.
    private static func isCurrent(_ properties: JSONValue) -> Bool {
        if properties["mz:is_current"]?.text == "0" { return false }
        if !(properties["wof:superseded_by"]?.children ?? []).isEmpty { return false }
        return ["edtf:deprecated", "edtf:cessation", "edtf:superseded"].allSatisfy {
            ["", "..", "uuuu", "open", nil].contains(properties[$0]?.text)
        }
    }

    /// The label's point where there is one: the centre of a shape may lie outside of the town.
    private static func coordinates(_ properties: JSONValue) throws(BrokenLine) -> (Double, Double) {
        for prefix in ["lbl", "geom"] {
            guard let latitude = properties["\(prefix):latitude"]?.text,
                let longitude = properties["\(prefix):longitude"]?.text
            else { continue }
            return try Checked.coordinates(latitude, longitude)
        }
        throw .coordinates("none")
    }

    private static func population(_ properties: JSONValue) -> String {
        let text = properties["wof:population"]?.text ?? properties["gn:population"]?.text ?? ""
        // Some are written -1, some 1.0e4.
        return Double(text).map { $0 >= 1 && $0 < 2e9 ? "\(Int($0))" : "" } ?? ""
    }

    /// `name:fra_x_preferred` is usual, `name:fra_x_variant` and what nobody says the language of are not.
    private static func names(_ properties: JSONValue) -> [(name: String, isUsual: Bool)] {
        guard case .object(let members) = properties else { return [] }
        var names: [(name: String, isUsual: Bool)] = []
        for (key, value) in members where key.hasPrefix("name:") {
            let isUsual = key.hasSuffix("_x_preferred") && !key.hasPrefix("name:und")
            guard isUsual || key.hasSuffix("_x_variant") || key.hasPrefix("name:und") else { continue }
            for (index, name) in value.children.compactMap(\.text).enumerated() {
                names.append((Checked.cleaned(name), isUsual && index == 0))
            }
        }
        return names
    }

    private static func geoNamesID(_ properties: JSONValue) -> String? {
        properties["wof:concordances"]?["gn:id"]?.text.flatMap { UInt32($0) }.map { "gn:\($0)" }
    }
}
