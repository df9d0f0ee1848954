import ConstatActors
import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText

/// A party of an event with what codebooks ask about it.
struct Party {
    var name: String
    var id: String?
    var role: Participant.Role
    /// nil where neither the register nor the name says.
    var kind: ActorKind?
    /// ISO 3166-1 alpha-2 of the state it belongs to.
    var country: String?
    /// Name by database: "ucdp", "acled".
    var databaseNames: [String: String]
    var claims: [ClaimID]
    /// No list says what it is, and a certain claim that it attacks, harms or holds a place.
    var fights = false

    /// The state itself or its forces.
    var isState: Bool {
        switch kind {
        case .stateForce, .government, .police: country != nil
        default: false
        }
    }

    /// A side that can fight. A government counts: it is how a state at war is named.
    var isArmed: Bool { kind.map { $0.isArmed || $0 == .government } ?? fights }

    /// Told by what they are ("unidentified gunmen"), not by a name.
    var isDescribed: Bool { id == nil && kind != nil && !isState }

    var isCivilian: Bool {
        switch kind {
        case .civilians, .people, .humanitarian, .media: true
        default: false
        }
    }
}

/// What sort of party a name stands for.
struct PartyDirectory: Sendable {
    static let shared = PartyDirectory()

    private let register = ActorRegister()
    private let described = DescribedActors()
    private let governments: [String: String]
    private let sides = SideRegister.shared

    private init() {
        let countries = Set(register.actors.compactMap(\.country)).sorted()
        var governments: [String: String] = [:]
        for country in countries {
            if let name = register.governmentName(of: country) { governments[name] = country }
        }
        self.governments = governments
    }

    func party(_ party: Event.Party, claims: [ClaimID]) -> Party {
        let actor = party.id.flatMap { register[$0] } ?? register.actors.first { $0.name == party.name }
        let government = governments[party.name]
        return Party(
            name: party.name, id: actor?.id, role: party.role,
            kind: actor?.kind ?? (government == nil ? kind(described: party.name) : .government),
            country: actor?.country ?? government, databaseNames: actor?.databaseNames ?? [:], claims: claims)
    }

    private func kind(described name: String) -> ActorKind? {
        if let kind = described.kind(of: name) { return kind }
        return name.hasSuffix("(unnamed)") ? .unnamedArmed : nil
    }

    /// Whether two names certainly stand for one side.
    func areOneSide(_ left: String, _ right: String) -> Bool { sides.areOneSide(left, right) == true }

    /// "Government of Syria", as UCDP names a state that fights.
    func stateName(_ party: Party) -> String? {
        guard party.isState, let country = party.country else { return nil }
        return Countries.shared[country].map { "Government of \($0.ucdpName)" }
            ?? register.governmentName(of: country)
    }
}

/// Who stands against whom in an event.
struct Opponents {
    /// Those who do it together; those of the first's side first, the named before the described.
    private(set) var doers: [Party]
    /// Those it is done to who are of no doer's side.
    private(set) var enemies: [Party]

    /// - Parameter isSide: whether a party can be a side at all.
    init(_ event: CodedEvent, _ directory: PartyDirectory, isSide: (Party) -> Bool) {
        doers = event.parties(.agent).filter(isSide)
        let suffering = event.parties(.target, .victim).filter(isSide)
        let own = doers
        enemies = suffering.filter { party in !own.contains { directory.areOneSide($0.name, party.name) } }
        // "Des combats entre A et B": both do it, to each other.
        if enemies.isEmpty, let first = own.first, let pair = Self.clashing(event, with: first, directory) {
            enemies = own.filter { directory.areOneSide($0.name, pair) }
            doers = own.filter { !directory.areOneSide($0.name, pair) }
        }
        // No state's side takes in those whom nobody names ("terrorists"): they are whom it fights.
        if enemies.contains(where: \.isState), !doers.isEmpty, !doers.contains(where: \.isState) {
            let unnamed = enemies.filter { $0.isDescribed && $0.isArmed }
            enemies.removeAll { $0.isDescribed && $0.isArmed }
            doers += unnamed
        }
        doers = doers.filter { !$0.isDescribed } + doers.filter(\.isDescribed)
        if let first = doers.first {
            doers =
                doers.filter { directory.areOneSide($0.name, first.name) }
                + doers.filter { !directory.areOneSide($0.name, first.name) }
        }
    }

    /// The other doer of a clash that is told without a target.
    private static func clashing(_ event: CodedEvent, with first: Party, _ directory: PartyDirectory) -> String? {
        for claim in event.claims where claim.type == .clash && !claim.actors.contains(where: { $0.role == .target }) {
            let names = claim.actors.filter { $0.role == .agent }.map(\.name)
            guard names.contains(where: { directory.areOneSide($0, first.name) }) else { continue }
            if let other = names.first(where: { !directory.areOneSide($0, first.name) }) { return other }
        }
        return nil
    }
}
