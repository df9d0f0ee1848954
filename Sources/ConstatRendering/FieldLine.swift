public import ConstatRecords

/// The value of a claim's field on one line, in the words of the record.
public enum FieldLine {
    /// Never empty: "-" for what is not stated.
    public static func text(_ field: ClaimField) -> String {
        let parts: [String] =
            switch field {
            case .type(let type): [type.rawValue]
            case .status(let status, let isHedged): [status.rawValue + (isHedged ? ", hedged" : "")]
            case .actors(let actors): actors.map { "\($0.role.rawValue) \($0.name)" }
            case .place(let place): place.map { [text($0)] } ?? []
            case .time(let time): time.map { [text($0)] } ?? []
            case .quantities(let quantities): quantities.map(text)
            case .attribution(let speakers): speakers.map { "\($0.name) (\($0.kind.rawValue))" }
            }
        return parts.isEmpty ? "-" : parts.joined(separator: "; ")
    }

    /// The claim that a reviewer added: its type, words, and what is stated of it.
    public static func text(_ claim: ReportedClaim) -> String {
        let fields = [ClaimField.Name.status, .actors, .place, .time, .quantities, .attribution]
        let stated = fields.map { text(claim[$0]) }.filter { $0 != "-" }
        return (["\(claim.type.rawValue) \"\(claim.trigger.quote)\""] + stated).joined(separator: "; ")
    }

    private static func text(_ place: ReportedClaim.Place) -> String {
        let relation = place.relation == .at ? "" : "\(place.relation.rawValue) "
        guard let latitude = place.latitude, let longitude = place.longitude else { return relation + place.name }
        let numbers = [
            latitude.rounded(decimals: 5), longitude.rounded(decimals: 5), place.radiusKm.rounded(decimals: 2),
        ]
        let words = numbers.map { $0.plain ?? "?" }
        return "\(relation)\(place.name) (\(words[0]) \(words[1]), ± \(words[2]) km)"
    }

    private static func text(_ time: ReportedClaim.Time) -> String {
        let (start, end) = (time.start?.description ?? "...", time.end?.description ?? "...")
        return (start == end ? start : "\(start) to \(end)") + " (\(time.precision.rawValue))"
    }

    private static func text(_ quantity: ReportedClaim.Quantity) -> String {
        let bounds = [("≥ ", quantity.low), ("≈ ", quantity.best), ("≤ ", quantity.high)]
        let isExact = quantity.low != nil && quantity.low == quantity.best && quantity.best == quantity.high
        let stated = (isExact ? [("", quantity.best)] : bounds).compactMap { mark, value in
            value?.plain.map { mark + $0 }
        }
        let side = [quantity.party, quantity.isCivilian.map { $0 ? "civilian" : "not civilian" }].compactMap { $0 }
        let words = [quantity.measure.rawValue, stated.joined(separator: " "), quantity.unit].filter { !$0.isEmpty }
        return words.joined(separator: " ") + (side.isEmpty ? "" : " (\(side.joined(separator: ", ")))")
    }
}
