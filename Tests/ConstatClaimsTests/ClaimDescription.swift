import ConstatClaims
import ConstatText

/// A claim in the words of the header lines of `.examples` files.
enum ClaimDescription {
    static let measures = Set(Measure.allCases.map(\.rawValue))

    /// Every slot of the claim, so that a failing line can be mended by copying what is right of it.
    static func line(_ claim: Claim, _ document: Document) -> String {
        var words = [claim.type.rawValue, claim.status.rawValue]
        if claim.isHedged { words.append("hedged") }
        for role in Participant.Role.allCases { words += values(of: role.rawValue, claim).map { "\(role.rawValue)=\($0)" } }
        words += ["place=" + (values(of: "place", claim).first ?? "-"), "time=" + (values(of: "time", claim).first ?? "-")]
        words += claim.quantities.map { "\($0.measure.rawValue)=\(bounds($0))" }
        words += claim.attribution.map { "source=\($0.kind.rawValue)" }
        return words.joined(separator: " ") + "  [\(document.quote(claim.trigger))] by \(claim.frame)"
    }

    /// What the claim has in a slot, as header lines write it.
    static func values(of slot: String, _ claim: Claim) -> [String] {
        switch slot {
        case "place": claim.place.map { [$0.name] } ?? []
        case "relation": claim.place.map { [$0.relation.rawValue] } ?? []
        case "time": claim.time.map { [interval($0)] } ?? []
        case "precision": claim.time.map { [$0.precision.rawValue] } ?? []
        case "source": claim.attribution.map(\.kind.rawValue)
        case "speaker": claim.attribution.map(\.name)
        case _ where measures.contains(slot): claim.quantities.filter { $0.measure.rawValue == slot }.map(bounds)
        default: claim.actors.filter { $0.role.rawValue == slot }.map(\.name)
        }
    }

    private static func interval(_ time: ClaimTime) -> String {
        let start = time.start?.description ?? ".."
        let end = time.end?.description ?? ".."
        return start == end ? start : "\(start)/\(end)"
    }

    /// "12" for 12/12/12; "-" where the words set no such bound.
    private static func bounds(_ quantity: Quantity) -> String {
        let bounds = [quantity.low, quantity.best, quantity.high].map { $0.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" } ?? "-" }
        return Set(bounds).count == 1 ? bounds[0] : bounds.joined(separator: "/")
    }
}
