public import ConstatClaims
import ConstatText

/// One flat row a claim, for spreadsheets and statistics programs: RFC 4180, UTF-8, a comma between fields.
///
/// `header` and `rows` both end their lines with CR LF, so that a file is `header + rows(a) + rows(b)`.
///
/// A text field whose first character is `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it:
/// spreadsheets would run it as a formula. Number and date fields are written by us and stay as they are, so that a
/// longitude of -1.5 remains a number.
public enum CSVTable {
    public static let header = columns.joined(separator: ",") + "\r\n"

    public static let columns = [
        "document_id", "published", "claim_id", "type", "status", "hedged", "trigger", "evidence",
        "agents", "targets", "supporters", "victims",
        "place_name", "place_id", "place_lat", "place_lon", "place_radius_km", "place_relation",
        "time_start", "time_end", "time_precision",
        "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high",
        "other_quantities", "sources", "confidence",
        "trigger_start", "trigger_end", "evidence_start", "evidence_end",
    ]

    /// "" for a reading without claims.
    public static func rows(_ reading: Reading) -> String {
        let source = SourceText(reading.document)
        return reading.claims.map { row($0, source) }.joined()
    }

    private static func row(_ claim: Claim, _ source: SourceText) -> String {
        var fields = [
            text(source.document.id), source.document.publishedOn?.description ?? "", text(claim.id),
            claim.type.rawValue, claim.status.rawValue, claim.isHedged ? "true" : "false",
            text(source.quote(claim.trigger)), text(source.quote(claim.evidence)),
        ]
        for role in [Participant.Role.agent, .target, .supporter, .victim] {
            fields.append(text(claim.actors.filter { $0.role == role }.map(\.name).joined(separator: "; ")))
        }
        fields += place(claim.place) + time(claim.time) + quantities(claim.quantities)
        let sources = claim.attribution.map { "\($0.name) (\($0.kind.rawValue))" }
        let trigger = source.range(claim.trigger)
        let evidence = source.range(claim.evidence)
        fields += [
            text(sources.joined(separator: "; ")), number(claim.confidence.rounded(decimals: 3)),
            String(trigger.lowerBound), String(trigger.upperBound),
            String(evidence.lowerBound), String(evidence.upperBound),
        ]
        return fields.joined(separator: ",") + "\r\n"
    }

    private static func place(_ place: ClaimPlace?) -> [String] {
        guard let place else { return [String](repeating: "", count: 6) }
        return [
            text(place.name), text(place.id ?? ""), number(place.latitude?.rounded(decimals: 5)),
            number(place.longitude?.rounded(decimals: 5)), number(place.radiusKm.rounded(decimals: 2)),
            place.relation.rawValue,
        ]
    }

    private static func time(_ time: ClaimTime?) -> [String] {
        guard let time else { return ["", "", ""] }
        return [time.start?.description ?? "", time.end?.description ?? "", time.precision.rawValue]
    }

    /// The first figure of killed and of wounded has columns of its own: it is the whole, what follows it ("dont six
    /// enfants") its parts. All others stand in one field.
    private static func quantities(_ quantities: [Quantity]) -> [String] {
        let killed = quantities.firstIndex { $0.measure == .killed }
        let wounded = quantities.firstIndex { $0.measure == .wounded }
        var fields: [String] = []
        for index in [killed, wounded] {
            let quantity = index.map { quantities[$0] }
            fields += [number(quantity?.low), number(quantity?.best), number(quantity?.high)]
        }
        let others = quantities.indices.filter { $0 != killed && $0 != wounded }.map { index in
            let quantity = quantities[index]
            let bounds = [quantity.low, quantity.best, quantity.high].map(number).joined(separator: "/")
            return "\(quantity.measure.rawValue) \(quantity.unit) \(bounds)"
        }
        return fields + [text(others.joined(separator: "; "))]
    }

    private static func number(_ value: Double?) -> String { value?.plain ?? "" }

    private static func text(_ value: String) -> String {
        var field = value
        if let first = value.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + value }
        let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return field }
        var quoted = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
