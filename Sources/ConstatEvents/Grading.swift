import ConstatClaims
import ConstatRecords

/// How an event stands, and why.
struct Grading {
    let grade: Grade
    let reason: String

    init(
        claims: [ReportedClaim], relations: Relations, origins: [String], sides: SideRegister,
        document: (String) -> ReportedDocument?
    ) {
        let told = claims.filter { relations.relation(of: $0) != .denies }
        // A figure that is denied leaves the happening as it is.
        let doers = Set(told.flatMap(\.actors).filter { $0.role == .agent }.map(\.name))
        let denials = claims.filter { claim in
            let agents = claim.actors.filter { $0.role == .agent }.map(\.name)
            return relations.relation(of: claim) == .denies && claim.quantities.isEmpty && claim.type != .casualties
                // That somebody else took no part contradicts nobody.
                && (agents.isEmpty || doers.isEmpty || agents.contains(where: doers.contains))
        }
        let alternatives = claims.filter { relations.relation(of: $0) == .alternative }
        if told.isEmpty {
            (grade, reason) = (.denied, "only denied, \(Self.by(claims, document))")
        } else if let denial = denials.first ?? alternatives.first {
            let word = denials.isEmpty ? "another cause told" : "denied"
            (grade, reason) = (.contested, "\(word) \(Self.by([denial], document)); told by \(Self.count(origins))")
        } else if let (claim, why) = Self.admission(among: told, sides: sides) {
            (grade, reason) = (.confirmed, "\(claim.attribution.first?.name ?? "") \(why)")
        } else if origins.count > 1 {
            (grade, reason) = (.severalOrigins, Self.count(origins))
        } else {
            (grade, reason) = (.singleOrigin, origins.first.map { document($0)?.publisher ?? $0 } ?? "")
        }
    }

    private static func count(_ origins: [String]) -> String {
        origins.count == 1 ? "one origin" : "\(origins.count) independent origins"
    }

    private static func by(_ claims: [ReportedClaim], _ document: (String) -> ReportedDocument?) -> String {
        let names = Set(claims.map { $0.speaker(in: document($0.id.document)) }).sorted()
        return "by " + names.joined(separator: ", ")
    }

    /// A claim by which a party says of itself that it did it or suffered it.
    private static func admission(
        among claims: [ReportedClaim], sides: SideRegister
    ) -> (claim: ReportedClaim, reason: String)? {
        for claim in claims where claim.status != .planned && claim.status != .possible {
            guard let source = claim.attribution.first else { continue }
            for actor in claim.actors where sides.speaks(source, for: actor.name, among: claims) {
                switch actor.role {
                case .agent where claim.type.isFighting || claim.type.family == .harm:
                    return (claim, "says that it did it")
                case .target, .victim: return (claim, "says that it suffered it")
                default: continue
                }
            }
        }
        return nil
    }
}
