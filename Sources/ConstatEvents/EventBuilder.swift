import ConstatClaims
import ConstatRecords
import ConstatText

/// Makes an event of the members of tellings that were found to be one.
package struct EventBuilder {
    let cues: EventCues
    let sides: SideRegister
    let document: (String) -> ReportedDocument?

    func event(of members: [Telling.Member], joins: [Join]) -> Event {
        let parts = members.sorted { $0.claim.id < $1.claim.id }
        let claims = parts.map(\.claim)
        let relations = Relations(claims: claims)
        let told = claims.filter { relations.relation(of: $0) != .denies }
        let type = EventType.type(of: told.isEmpty ? claims : told)
        let tolls = TollTable(claims: claims, relations: relations, cues: cues, sides: sides, document: document)
        let origins = Set(told.map { document($0.id.document)?.origin ?? $0.id.document }).sorted()
        let grading = Grading(claims: claims, relations: relations, origins: origins, sides: sides, document: document)
        let values = Event.Values(
            id: "e" + Self.identifier(claims.first?.id), type: type, status: Self.status(of: claims),
            isHedged: !told.isEmpty && told.allSatisfy(\.isHedged),
            time: Self.time(of: told.isEmpty ? claims : told, type: type),
            place: Self.place(of: told.isEmpty ? claims : told), parties: Self.parties(of: told, type: type),
            members: parts.map {
                .init(
                    claim: $0.claim.id, type: $0.claim.type, relation: relations.relation(of: $0.claim),
                    reasons: $0.ties.reasons)
            },
            joins: joins.sorted { ($0.left, $0.right) < ($1.left, $1.right) }, tolls: tolls.rows,
            figures: tolls.figures, origins: origins, grade: grading.grade, gradeReason: grading.reason)
        return Event(values)
    }

    private static func identifier(_ claim: ClaimID?) -> String {
        let digits = String((claim?.description ?? "").stableBits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func status(of claims: [ReportedClaim]) -> AssertionStatus {
        let statuses = Set(claims.map(\.status))
        return [.occurred, .ongoing, .planned, .possible, .denied].first(where: statuses.contains) ?? .possible
    }

    /// The interval that most claims of the event's own type state, the narrower of two as frequent.
    package static func time(of claims: [ReportedClaim], type: ClaimType) -> ReportedClaim.Time? {
        let own = claims.filter { $0.type == type && $0.time != nil }
        let times = (own.isEmpty ? claims : own).compactMap(\.time)
        var best: (time: ReportedClaim.Time, count: Int)?
        for time in times {
            let alike = times.filter { $0.start == time.start && $0.end == time.end }
            var candidate = time
            candidate.precision = alike.map(\.precision).min() ?? time.precision
            candidate.mention = nil
            guard let current = best else { best = (candidate, alike.count); continue }
            let isNarrower =
                (length(candidate), candidate.start?.number ?? 0) < (
                    length(current.time), current.time.start?.number ?? 0
                )
            if alike.count > current.count || alike.count == current.count && isNarrower {
                best = (candidate, alike.count)
            }
        }
        return best?.time
    }

    private static func length(_ time: ReportedClaim.Time) -> Int {
        guard time.start != nil, time.end != nil else { return Int.max }
        return Days(time, publishedOn: nil)?.count ?? Int.max
    }

    /// The place that most claims state; of two as frequent the one with the smaller radius.
    package static func place(of claims: [ReportedClaim]) -> ReportedClaim.Place? {
        let places = claims.compactMap(\.place)
        var best: (place: ReportedClaim.Place, count: Int)?
        for place in places {
            let count = places.count { $0.name == place.name && $0.relation == place.relation }
            var candidate = place
            candidate.mention = nil
            guard let current = best else { best = (candidate, count); continue }
            let isFiner = (candidate.radiusKm, candidate.name) < (current.place.radiusKm, current.place.name)
            if count > current.count || count == current.count && isFiner { best = (candidate, count) }
        }
        return best?.place
    }

    /// In the roles that they have in the event. Claims of its own type decide between doer and target: who drives
    /// the attackers back is the agent of that clash, not of the attack.
    private static func parties(of claims: [ReportedClaim], type: ClaimType) -> [Event.Party] {
        var own: [String: Set<Participant.Role>] = [:]
        for actor in claims.lazy.filter({ $0.type == type }).flatMap(\.actors) {
            own[actor.name, default: []].insert(actor.role)
        }
        var parties: [Event.Party] = []
        for claim in claims {
            for actor in claim.actors {
                let role = role(of: actor, in: claim, type: type)
                if claim.type != type, let opposite = role.opposite, own[actor.name]?.contains(opposite) ?? false {
                    continue
                }
                if let index = parties.firstIndex(where: { $0.role == role && $0.name == actor.name }) {
                    if parties[index].claims.last != claim.id { parties[index].claims.append(claim.id) }
                    parties[index].id = parties[index].id ?? actor.id
                } else {
                    parties.append(.init(role: role, name: actor.name, id: actor.id, claims: [claim.id]))
                }
            }
        }
        let order = Participant.Role.allCases
        return parties.sorted {
            let ranks = (order.firstIndex(of: $0.role) ?? 0, order.firstIndex(of: $1.role) ?? 0)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            return $0.claims.count != $1.claims.count ? $0.claims.count > $1.claims.count : $0.name < $1.name
        }
    }

    /// Who leaves a place that somebody takes is the one it is taken from.
    private static func role(
        of actor: ReportedClaim.Actor, in claim: ReportedClaim, type: ClaimType
    ) -> Participant.Role {
        type == .captured && claim.type == .withdrawn && actor.role == .agent ? .target : actor.role
    }
}

extension Participant.Role {
    /// nil for those who neither do it nor have it done to them.
    fileprivate var opposite: Participant.Role? {
        switch self {
        case .agent: .target
        case .target: .agent
        case .supporter, .victim: nil
        }
    }
}

/// What kind of happening an event is, where its claims say several.
package enum EventType {
    /// The more a type says of what happened, the earlier it stands; a toll alone says least.
    private static let precedence: [ClaimType] = [
        .captured, .offensive, .attack, .shelling, .airstrike, .bombing, .killing, .clash, .withdrawn, .entered,
        .abduction, .detention, .casualties,
    ]

    /// The most frequent type of fighting or control, by claims; the order above decides between equals.
    package static func type(of claims: [ReportedClaim]) -> ClaimType {
        let munition = claims.contains { claim in
            claim.type == .shelling && claim.quantities.contains { $0.measure == .explosives }
        }
        // A capture or an offensive gives the event its name, whatever fights belong to it; a shell or missile that
        // was seen decides over a word for any strike.
        let types = claims.map(\.type)
        for type in [ClaimType.captured, .offensive] where types.contains(type) { return type }
        if munition { return .shelling }
        // Killing is what an attack does where one is told.
        let deeds = types.filter { $0.isFighting || $0.family == .control }
        let cores = deeds.isEmpty ? types.filter { $0 == .killing } : deeds
        return mostFrequent(cores.isEmpty ? types : cores)
    }

    private static func mostFrequent(_ types: [ClaimType]) -> ClaimType {
        func rank(_ type: ClaimType) -> Int { precedence.firstIndex(of: type) ?? precedence.count }
        let counts = Dictionary(types.map { ($0, 1) }, uniquingKeysWith: +)
        let ordered = counts.sorted {
            if $0.value != $1.value { return $0.value > $1.value }
            return (rank($0.key), $0.key.rawValue) < (rank($1.key), $1.key.rawValue)
        }
        return ordered.first?.key ?? .statement
    }
}

/// What each claim says of the event: for it, against it, or something else in its place.
struct Relations {
    private var denials: Set<ClaimID> = []
    private var alternatives: Set<ClaimID> = []

    init(claims: [ReportedClaim]) {
        let isOnlyDenied = claims.allSatisfy { $0.status == .denied }
        for claim in claims where claim.status == .denied { denials.insert(claim.id) }
        guard !isOnlyDenied else { return }
        // Who denies and tells of fighting in its place ("it was a car bomb") tells another cause.
        let denying = claims.filter { $0.status == .denied && $0.type.isFighting }
        for claim in claims where claim.status != .denied && claim.type.isFighting {
            guard let source = claim.attribution.first else { continue }
            if denying.contains(where: {
                $0.id.document == claim.id.document && $0.attribution.first?.name == source.name
            }) {
                alternatives.insert(claim.id)
            }
        }
    }

    func relation(of claim: ReportedClaim) -> Event.Relation {
        if denials.contains(claim.id) { return .denies }
        return alternatives.contains(claim.id) ? .alternative : .supports
    }
}
