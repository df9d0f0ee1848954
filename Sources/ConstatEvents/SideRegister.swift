import ConstatActors
import ConstatRecords
import ConstatText

/// Which side a name stands for: what belongs to one state or one movement is one side.
package struct SideRegister: Sendable {
    struct Side: Hashable, Sendable {
        enum Nature: Hashable, Sendable {
            /// Army, police, government.
            case state
            /// Rebels, gangs, and armed people whom nobody names.
            case irregular
            /// Militias: beside a state as often as against it.
            case militia
            /// Alliances and forces from abroad.
            case external
            /// International bodies, aid workers, press.
            case neutral
        }
        var nature: Nature
        /// The topmost actor it is part of, or the folded name itself.
        var root: String
        /// ISO 3166-1 alpha-2 of the state that it belongs to; nil for others.
        var country: String?
        /// Whether the register knows it: a described group may be any.
        var isNamed: Bool
    }

    private var sides: [String: Side] = [:]

    package static let shared = SideRegister(ActorRegister())

    init(_ register: ActorRegister) {
        for actor in register.actors {
            let side = Side(
                nature: Self.nature(actor.kind), root: Self.root(of: actor, in: register),
                country: actor.country, isNamed: true)
            sides[actor.name.folded] = sides[actor.name.folded] ?? side
            if let country = actor.country, actor.adjective != nil, let name = register.governmentName(of: country) {
                sides[name.folded] = side
            }
        }
    }

    private static func root(of actor: RegisteredActor, in register: ActorRegister) -> String {
        var actor = actor
        // Parents that form a ring would never end; no chain is that long.
        for _ in 0..<8 {
            guard let parent = actor.parent.flatMap({ register[$0] }) else { break }
            actor = parent
        }
        return actor.id
    }

    private static func nature(_ kind: ActorKind) -> Side.Nature {
        switch kind {
        case .stateForce, .government, .police: .state
        case .rebelGroup, .criminalGroup, .unnamedArmed: .irregular
        case .politicalMilitia, .identityMilitia: .militia
        case .externalForce: .external
        case .intergovernmental, .humanitarian, .media, .civilians, .people: .neutral
        }
    }

    /// The side of a name; nil where neither the register nor the name itself says.
    func side(_ name: String) -> Side? {
        let folded = name.folded
        if let side = sides[folded] { return side }
        if folded.hasSuffix("(unnamed)") || folded.hasPrefix("unidentified") || folded == "gangs" {
            return Side(nature: .irregular, root: folded, country: nil, isNamed: false)
        }
        // "Iraqi Security Forces and Popular Mobilization Forces" stands with its first part.
        let parts = Self.parts(of: name)
        return parts.count > 1 ? parts.lazy.compactMap { sides[$0.folded] }.first : nil
    }

    /// Armed people whom the text does not name, and nobody else, do it.
    func areNamelessRaiders(_ actors: [ReportedClaim.Actor]) -> Bool {
        let agents = actors.filter { $0.role == .agent }
        return !agents.isEmpty
            && agents.allSatisfy { side($0.name).map { $0.nature == .irregular && !$0.isNamed } ?? false }
    }

    /// The sides that a name joins by "and".
    static func parts(of name: String) -> [String] {
        var parts = [""]
        for word in name.split(separator: " ") {
            if word == "and" {
                parts.append("")
            } else {
                parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
            }
        }
        return parts.filter { !$0.isEmpty }
    }

    /// Whether a source speaks for a party of what the claims tell: by its name, or as an army that nobody names where
    /// they tell of one state's forces alone.
    func speaks(_ source: ReportedClaim.Speaker, for party: String, among claims: [ReportedClaim]) -> Bool {
        if areOneSide(party, source.name) == true { return true }
        guard source.kind == .military, side(source.name) == nil, side(party)?.nature == .state else { return false }
        let states = claims.flatMap(\.actors).compactMap { side($0.name) }.filter { $0.nature == .state }
        return Set(states.map(\.root)).count == 1
    }

    /// Whether two names stand for one side; nil where it cannot be told.
    package func areOneSide(_ left: String, _ right: String) -> Bool? {
        if left.folded == right.folded { return true }
        guard let one = side(left), let other = side(right) else { return nil }
        if one.root == other.root { return true }
        guard one.isNamed, other.isNamed else { return nil }
        if let country = one.country, country == other.country {
            if one.nature == .state && other.nature == .state { return true }
            if one.nature == .militia || other.nature == .militia { return nil }
        }
        return false
    }
}
