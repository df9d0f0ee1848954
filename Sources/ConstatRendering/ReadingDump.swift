public import ConstatClaims
import ConstatText

/// A reading as an indented list, one fact a line: golden files, debugging, readable differences.
///
/// Offsets are those of the record (Unicode scalars). Missing bounds are `-`.
public enum ReadingDump {
    /// Ends with a newline.
    public static func text(_ reading: Reading) -> String {
        let source = SourceText(reading.document)
        let document = reading.document
        var lines = [
            ["document", document.id, document.language ?? "-", document.publishedOn?.description ?? "-"]
                .joined(separator: " ")
        ]
        if let title = document.title { lines.append("  title \(oneLine(title))") }
        for claim in reading.claims { lines += self.lines(claim, source) }
        for note in reading.notes {
            lines.append("  note \(note.identifier)\(words(note.span, source)): \(oneLine(note.summary))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ claim: Claim, _ source: SourceText) -> [String] {
        let hedged = claim.isHedged ? " hedged" : ""
        var lines = [
            "  \(claim.id) \(claim.type.rawValue) \(claim.status.rawValue)\(hedged)",
            "    trigger\(words(claim.trigger, source))",
            "    evidence \(offsets(claim.evidence, source))",
        ]
        for actor in claim.actors {
            let name = actor.name + identifier(actor.id)
            lines.append("    \(actor.role.rawValue) \(name)\(words(actor.mention, source))")
        }
        if let place = claim.place { lines.append("    place " + text(place) + words(place.mention, source)) }
        if let time = claim.time {
            let bounds = "\(time.start?.description ?? "-")/\(time.end?.description ?? "-")"
            lines.append("    time \(bounds) \(time.precision.rawValue)\(words(time.mention, source))")
        }
        for quantity in claim.quantities {
            lines.append("    quantity " + text(quantity) + words(quantity.mention, source))
        }
        for speaker in claim.attribution {
            lines.append("    source \(speaker.name) (\(speaker.kind.rawValue))\(words(speaker.mention, source))")
        }
        lines.append("    read by \(claim.frame), confidence \(number(claim.confidence.rounded(decimals: 3)))")
        return lines
    }

    private static func text(_ place: ClaimPlace) -> String {
        let point = [place.latitude, place.longitude].map { number($0?.rounded(decimals: 3)) }.joined(separator: " ")
        let radius = number(place.radiusKm.rounded(decimals: 1))
        return "\(place.relation.rawValue) \(place.name)\(identifier(place.id)) \(point) ±\(radius) km"
    }

    private static func text(_ quantity: Quantity) -> String {
        let bounds = [quantity.low, quantity.best, quantity.high].map(number).joined(separator: "/")
        var parts = [quantity.measure.rawValue, quantity.unit, bounds]
        if let party = quantity.party { parts.append("of \(party)") }
        if let isCivilian = quantity.isCivilian { parts.append(isCivilian ? "civilian" : "not-civilian") }
        return parts.joined(separator: " ")
    }

    private static func number(_ value: Double?) -> String { value?.plain ?? "-" }

    private static func identifier(_ id: String?) -> String { id.map { " [\($0)]" } ?? "" }

    private static func words(_ span: TextSpan?, _ source: SourceText) -> String {
        guard let span else { return "" }
        return " \"\(oneLine(source.quote(span)))\" \(offsets(span, source))"
    }

    private static func offsets(_ span: TextSpan, _ source: SourceText) -> String {
        let range = source.range(span)
        return "\(range.lowerBound)-\(range.upperBound)"
    }

    private static func oneLine(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { line, scalar in
            if scalar == "\n" { line += "\\n" } else { line.unicodeScalars.append(scalar) }
        }
    }
}
