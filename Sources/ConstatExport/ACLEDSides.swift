import ConstatActors
import ConstatClaims
import ConstatText

/// ACLED's kinds of actors.
enum ACLEDInter: Int {
    case stateForces = 1, rebelGroup, politicalMilitia, identityMilitia, rioters, protesters, civilians, external

    var words: String {
        switch self {
        case .stateForces: "State forces"
        case .rebelGroup: "Rebel group"
        case .politicalMilitia: "Political militia"
        case .identityMilitia: "Identity militia"
        case .rioters: "Rioters"
        case .protesters: "Protesters"
        case .civilians: "Civilians"
        case .external: "External/Other forces"
        }
    }

    /// An army abroad is an external force.
    init?(_ kind: ActorKind, isAtHome: Bool) {
        switch kind {
        case .stateForce, .government, .police: self = isAtHome ? .stateForces : .external
        case .externalForce, .intergovernmental: self = .external
        case .rebelGroup: self = .rebelGroup
        case .politicalMilitia, .criminalGroup, .unnamedArmed: self = .politicalMilitia
        case .identityMilitia: self = .identityMilitia
        case .civilians, .people, .humanitarian, .media: self = .civilians
        }
    }

    /// "State forces-Rebel group", lower number first; "Rebel group only".
    static func interaction(_ inters: [ACLEDInter], isOneSided: Bool) -> String? {
        guard let first = inters.first else { return nil }
        if isOneSided { return first.words + " only" }
        guard inters.count == 2 else { return nil }
        return inters.sorted { $0.rawValue < $1.rawValue }.map(\.words).joined(separator: "-")
    }
}

/// The two actors of an event.
struct ACLEDSides {
    struct Side {
        /// The one that names it first.
        var parties: [Party]
        var isRioting = false
        var isProtesting = false

        var isCivilian: Bool { parties.allSatisfy(\.isCivilian) && !isRioting && !isProtesting }
        var isState: Bool { parties[0].isState }

        func inter(in country: Country?) -> ACLEDInter? {
            if isRioting { return .rioters }
            if isProtesting { return .protesters }
            let party = parties[0]
            guard let kind = party.kind else { return nil }
            // Whether an army is at home shows only where the country is known.
            if party.isState, country == nil { return nil }
            return ACLEDInter(kind, isAtHome: party.country == country?.alpha2)
        }

        func name(in country: Country?) -> String { Self.name(parties[0], inter(in: country), country) }

        func associates(in country: Country?) -> String? {
            let first = name(in: country)
            var seen: Set<String> = [first]
            let names = parties.dropFirst().map { Self.name($0, nil, country) }.filter { seen.insert($0).inserted }
            return names.isEmpty ? nil : names.joined(separator: "; ")
        }

        private static func name(_ party: Party, _ inter: ACLEDInter?, _ country: Country?) -> String {
            if let name = party.databaseNames["acled"] { return name }
            guard let country else { return party.name }
            switch inter {
            case .civilians: return "Civilians (\(country.name))"
            case .rioters: return "Rioters (\(country.name))"
            case .protesters: return "Protesters (\(country.name))"
            case .politicalMilitia where party.id == nil: return "Unidentified Armed Group (\(country.name))"
            default: return party.name
            }
        }
    }

    private(set) var first: Side?
    private(set) var second: Side?

    init(_ event: CodedEvent, _ directory: PartyDirectory) {
        if event.type == .protest {
            let isRiot = event.claims.say(.riot)
            let doers = event.parties(.agent).filter { $0.kind != nil && !$0.isBystander }
            first = Side(
                parties: doers.isEmpty ? [Self.protesters] : doers, isRioting: isRiot, isProtesting: !isRiot)
            return
        }
        let opponents = Opponents(event, directory) {
            ($0.kind != nil || $0.fights) && !($0.role == .agent && $0.isBystander)
        }
        if !opponents.doers.isEmpty {
            first = Side(parties: opponents.doers + event.parties(.supporter).filter { $0.kind != nil })
        }
        second = Self.side(opponents.enemies, directory)
    }

    /// Only who is attacked stands second with nobody first.
    mutating func moveUp() {
        guard first == nil else { return }
        (first, second) = (second, nil)
    }

    private static let protesters = Party(
        name: "protesters", role: .agent, kind: .civilians, databaseNames: [:], claims: [])

    /// Those in arms before those who are not.
    private static func side(_ parties: [Party], _ directory: PartyDirectory) -> Side? {
        guard let first = parties.first(where: \.isArmed) ?? parties.first else { return nil }
        let own = parties.filter { directory.areOneSide($0.name, first.name) && $0.name != first.name }
        let others = first.isArmed ? [] : parties.filter { $0.isCivilian && $0.name != first.name }
        return Side(parties: [first] + own + others.filter { other in !own.contains { $0.name == other.name } })
    }
}

extension Party {
    /// A doer who takes no part in violence: a body, an aid organisation, people.
    fileprivate var isBystander: Bool { kind == .humanitarian || kind == .media || kind == .people }
}
