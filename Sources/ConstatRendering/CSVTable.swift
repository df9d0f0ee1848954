public import ConstatClaims
public import ConstatRecords
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

    /// A cell before it is quoted.
    package enum Field {
        /// Words of a report, which might pass for a formula.
        case text(String)
        /// A number, a day or a word of ours.
        case literal(String)
    }

    /// "" for a reading without claims.
    public static func rows(_ reading: Reading) -> String { rows(ClaimRecord(reading)) }

    public static func rows(_ record: ClaimRecord) -> String {
        record.claims.map { line(fields(of: $0, in: record.document)) }.joined()
    }

    /// With the line's end.
    package static func line(_ fields: [Field]) -> String { fields.map(quoted).joined(separator: ",") + "\r\n" }

    /// One for each column.
    package static func fields(of claim: ReportedClaim, in document: ReportedDocument) -> [Field] {
        var fields: [Field] = [
            .text(document.id), .literal(document.publishedOn?.description ?? ""), .text(claim.id.claim),
            .literal(claim.type.rawValue), .literal(claim.status.rawValue), .literal(claim.isHedged ? "true" : "false"),
            .text(claim.trigger.quote), .text(claim.evidence.quote),
        ]
        for role in [Participant.Role.agent, .target, .supporter, .victim] {
            fields.append(.text(claim.actors.filter { $0.role == role }.map(\.name).joined(separator: "; ")))
        }
        fields += place(claim.place) + time(claim.time) + quantities(claim.quantities)
        let sources = claim.attribution.map { "\($0.name) (\($0.kind.rawValue))" }
        let positions = [claim.trigger.start, claim.trigger.end, claim.evidence.start, claim.evidence.end]
        fields += [.text(sources.joined(separator: "; ")), number(claim.confidence)]
        return fields + positions.map { .literal(String($0)) }
    }

    private static func place(_ place: ReportedClaim.Place?) -> [Field] {
        guard let place else { return [Field](repeating: .literal(""), count: 6) }
        return [
            .text(place.name), .text(place.id ?? ""), number(place.latitude), number(place.longitude),
            number(place.radiusKm), .literal(place.relation.rawValue),
        ]
    }

    private static func time(_ time: ReportedClaim.Time?) -> [Field] {
        [time?.start?.description, time?.end?.description, time?.precision.rawValue].map { .literal($0 ?? "") }
    }

    /// The first figure of killed and of wounded has columns of its own: it is the whole, what follows it ("dont six
    /// enfants") its parts. All others stand in one field.
    private static func quantities(_ quantities: [ReportedClaim.Quantity]) -> [Field] {
        let killed = quantities.firstIndex { $0.measure == .killed }
        let wounded = quantities.firstIndex { $0.measure == .wounded }
        var fields: [Field] = []
        for index in [killed, wounded] {
            let quantity = index.map { quantities[$0] }
            fields += [number(quantity?.low), number(quantity?.best), number(quantity?.high)]
        }
        let others = quantities.indices.filter { $0 != killed && $0 != wounded }.map { index in
            let quantity = quantities[index]
            let bounds = [quantity.low, quantity.best, quantity.high].map { $0?.plain ?? "" }.joined(separator: "/")
            return "\(quantity.measure.rawValue) \(quantity.unit) \(bounds)"
        }
        return fields + [.text(others.joined(separator: "; "))]
    }

    private static func number(_ value: Double?) -> Field { .literal(value?.plain ?? "") }

    private static func quoted(_ field: Field) -> String {
        switch field {
        case .text(let value): text(value)
        case .literal(let value): value
        }
    }

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
