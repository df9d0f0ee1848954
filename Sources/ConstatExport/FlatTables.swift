import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatText

/// Rows as a table of text: RFC 4180, UTF-8.
enum TableText {
    static func csv(_ columns: [String], _ rows: [Row], tags: [String]? = nil) -> String {
        var text = CSVTable.line(columns.map { .text($0) })
        // HXL's own row must stand as it is; it would not pass for a formula's guard.
        if let tags { text += tags.joined(separator: ",") + "\r\n" }
        for row in rows {
            text += CSVTable.line(
                row.cells.map { _, cell in
                    if case .text(let words) = cell.value { .text(words) } else { .literal(cell.text) }
                })
        }
        return text
    }
}

/// Columns that the flat table of events, the maps and HXL share.
struct EventColumns {
    static let figures: [(measure: Measure, column: String)] = [
        (.killed, "killed"), (.wounded, "wounded"), (.missing, "missing"), (.abducted, "abducted"),
        (.detained, "detained"), (.displaced, "displaced"), (.trapped, "trapped"), (.returned, "returned"),
    ]

    static func row(_ event: CodedEvent) -> Row {
        var row = Row(id: event.id)
        row.put("event_id", .text(event.id))
        row.put("type", .text(event.type.rawValue, .certainOnly, event.typeGrounds))
        row.put("grade", .text(event.event.grade.rawValue, .asStated, event.allGrounds))
        row.put("date_start", .text(event.time?.start?.description, .asStated, event.timeGrounds))
        row.put("date_end", .text(event.time?.end?.description, .asStated, event.timeGrounds))
        row.put("date_precision", .text(event.time?.precision.rawValue, .asStated, event.timeGrounds))
        putPlace(event, in: &row)
        for role in Participant.Role.allCases {
            let parties = event.parties(role)
            row.put(
                role.rawValue + "s",
                .text(parties.map(\.name).joined(separator: "; "), .asStated, event.grounds(parties)))
        }
        for (measure, column) in figures { put(event.tolls.total(measure), column, in: &row) }
        row.put("origins", .integer(event.event.origins.count, .asStated, event.allGrounds))
        row.put(
            "documents", .text(event.documents.map(\.id).joined(separator: "; "), .asStated, event.allGrounds))
        row.put(
            "claims", .text(event.claims.map(\.id.description).joined(separator: "; "), .certainOnly, event.allGrounds))
        return row
    }

    private static func putPlace(_ event: CodedEvent, in row: inout Row) {
        let (place, grounds) = (event.place, event.placeGrounds)
        let rule: ExportRule = place?.coarsenedToKm == nil ? .asStated : .coarsened
        row.put("place_name", .text(place?.name, .asStated, grounds))
        row.put("place_id", .text(place?.id, .asStated, grounds))
        row.put("place_relation", .text(place?.relation.rawValue, .asStated, grounds))
        row.put("place_lat", .number(place?.point?.latitude.rounded(decimals: 5), rule, grounds))
        row.put("place_lon", .number(place?.point?.longitude.rounded(decimals: 5), rule, grounds))
        row.put("place_radius_km", .number(place?.radiusKm, rule, grounds))
        row.put("country", .text(place?.country?.name, .asStated, grounds))
        row.put("iso3", .text(place?.country?.alpha3, .asStated, grounds))
    }

    private static func put(
        _ figure: (bounds: EventFigure.Bounds, grounds: [Cell.Ground])?, _ column: String, in row: inout Row
    ) {
        for (name, value) in [
            ("low", figure?.bounds.low), ("best", figure?.bounds.best), ("high", figure?.bounds.high),
        ] {
            row.put("\(column)_\(name)", .number(value, .lowBestHigh, figure?.grounds ?? []))
        }
    }

    static func columns() -> [String] {
        [
            "event_id", "type", "grade", "date_start", "date_end", "date_precision", "place_name", "place_id",
            "place_relation", "place_lat", "place_lon", "place_radius_km", "country", "iso3",
        ]
            + Participant.Role.allCases.map { $0.rawValue + "s" }
            + figures.flatMap { figure in ["low", "best", "high"].map { "\(figure.column)_\($0)" } }
            + ["origins", "documents", "claims"]
    }
}

/// Claims as `constat code --format csv` prints them, from records.
struct ClaimTable {
    static let columns = CSVTable.columns

    static func rows(_ record: ClaimRecord) -> [Row] {
        record.claims.map { claim in
            var row = Row(id: claim.id.description)
            let fields = CSVTable.fields(of: claim, in: record.document)
            for (column, field) in zip(CSVTable.columns, fields) {
                row.put(column, cell(column, field, claim))
            }
            return row
        }
    }

    private static func cell(_ column: String, _ field: CSVTable.Field, _ claim: ReportedClaim) -> Cell {
        let grounds = [Cell.Ground(claim: claim.id, spans: spans(column, claim))]
        switch field {
        case .text(let words): return .text(words, .asStated, grounds)
        case .literal(""): return .empty()
        case .literal(let words):
            // The words themselves: a table shows numbers as the record has them.
            guard let number = Double(words) else { return .text(words, .asStated, grounds) }
            return .number(number, .asStated, grounds)
        }
    }

    private static func spans(_ column: String, _ claim: ReportedClaim) -> [QuotedSpan] {
        let mentions: [QuotedSpan?] =
            switch column {
            case "agents", "targets", "supporters", "victims":
                claim.actors.filter { $0.role.rawValue + "s" == column }.map(\.mention)
            case _ where column.hasPrefix("place_"): [claim.place?.mention]
            case _ where column.hasPrefix("time_"): [claim.time?.mention]
            case _ where column.hasPrefix("killed_"): claim.quantities.filter { $0.measure == .killed }.map(\.mention)
            case _ where column.hasPrefix("wounded_"):
                claim.quantities.filter { $0.measure == .wounded }.map(\.mention)
            case "other_quantities": claim.quantities.map(\.mention)
            case "sources": claim.attribution.map(\.mention)
            case "type", "trigger", "trigger_start", "trigger_end": [claim.trigger]
            default: [claim.evidence]
            }
        let stated = mentions.compactMap { $0 }
        return stated.isEmpty ? [claim.evidence] : stated
    }
}

/// HXL 1.1: the same columns with their hashtags in a second row.
enum HXLTable {
    static let tags: [String] = EventColumns.columns().map { column in
        switch column {
        case "event_id": "#event+id"
        case "type": "#event+type"
        case "grade": "#event+grade"
        case "date_start": "#date+start"
        case "date_end": "#date+end"
        case "date_precision": "#meta+date+precision"
        case "place_name": "#loc+name"
        case "place_id": "#loc+code"
        case "place_relation": "#loc+relation"
        case "place_lat": "#geo+lat"
        case "place_lon": "#geo+lon"
        case "place_radius_km": "#geo+radius+km"
        case "country": "#country+name"
        case "iso3": "#country+code+v_iso3"
        case "origins": "#meta+origins+num"
        case "documents": "#meta+source+documents"
        case "claims": "#meta+source+claims"
        case "agents", "targets", "supporters", "victims": "#group+" + column
        default: figure(column)
        }
    }

    /// `killed_low` -> `#affected+killed+min`
    private static func figure(_ column: String) -> String {
        let parts = column.split(separator: "_")
        let bound = parts.last == "low" ? "min" : parts.last == "high" ? "max" : "best"
        let name = parts.first == "wounded" ? "injured" : parts.first.map(String.init) ?? ""
        return "#affected+\(name)+\(bound)"
    }
}
