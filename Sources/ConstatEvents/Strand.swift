import ConstatClaims
import ConstatRecords

/// The thread of a happening that a claim belongs to. Claims of different threads are merged only where a text ties
/// them together in one sentence: who holds a place is another question than what was done there.
struct Strand: OptionSet, Hashable, Sendable {
    let rawValue: UInt64

    /// What was done by force, and whom and what it hit.
    static let violence = Strand(rawValue: 1)
    /// Who took, entered or left a place.
    static let control = Strand(rawValue: 2)
    /// People leaving or coming back; not those counted where they are.
    static let movement = Strand(rawValue: 4)

    /// Everything else stands by its own type.
    static func other(_ type: ClaimType) -> Strand {
        Strand(rawValue: 8 << UInt64(ClaimType.allCases.firstIndex(of: type) ?? 0))
    }
}

/// Types of claims, in one word of memory.
struct ClaimTypes: OptionSet, Hashable, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ types: some Sequence<ClaimType>) {
        rawValue = types.reduce(0) { $0 | 1 << UInt64(ClaimType.allCases.firstIndex(of: $1) ?? 0) }
    }

    /// The first of them by name; nil for none.
    var first: ClaimType? {
        ClaimType.allCases.filter { !isDisjoint(with: ClaimTypes([$0])) }.min { $0.rawValue < $1.rawValue }
    }
}

/// What a claim is to the happening it belongs to.
struct Part: Sendable {
    enum Role: Sendable {
        /// Makes a happening.
        case core
        /// Whom or what it hit: found with its core by place and time.
        case outcome
        /// Found later than the happening: bodies.
        case aftermath
        /// Part of a happening only where its sentence tells of it: arms seized, prisoners taken, support given.
        case companion
        /// A party says that it did it; has neither place nor time of the happening.
        case responsibility
    }
    var role: Role
    /// The strand in which it stands by itself.
    var strand: Strand
    /// Told as having happened, being so, or denied; not planned or possible.
    var isReal: Bool
}

extension Part {
    init(of claim: ReportedClaim, cues: EventCues, sides: SideRegister) {
        // "The toll may rise" speaks of the happening itself.
        let isReal =
            ![.planned, .possible].contains(claim.status)
            || (claim.status == .possible && claim.type == .casualties)
        self.isReal = isReal
        switch (isReal, claim.type) {
        case (true, .offensive), (true, .clash), (true, .airstrike), (true, .shelling), (true, .bombing),
            (true, .attack), (true, .killing):
            (role, strand) = (.core, .violence)
        case (true, .casualties), (true, .abuse), (true, .damage): (role, strand) = (.outcome, .violence)
        case (true, .trapped) where claim.status == .occurred: (role, strand) = (.outcome, .violence)
        case (true, .found) where claim.quantities.contains { $0.measure == .killed }:
            (role, strand) = (.aftermath, .violence)
        // Raiders whom nobody names never held what they leave.
        case (true, .withdrawn) where sides.areNamelessRaiders(claim.actors): (role, strand) = (.outcome, .violence)
        case (true, .captured), (true, .entered), (true, .withdrawn): (role, strand) = (.core, .control)
        case (true, .displacement) where claim.isStock(cues): (role, strand) = (.core, .other(claim.type))
        case (true, .displacement), (true, .return): (role, strand) = (.core, .movement)
        case (true, .seized), (true, .destroyed), (true, .found), (true, .detention), (true, .abduction),
            (true, .support):
            (role, strand) = (.companion, .other(claim.type))
        case (true, .statement) where claim.status != .denied && cues.holds(.responsibility, claim.trigger.quote):
            (role, strand) = (.responsibility, .other(claim.type))
        default: (role, strand) = (.core, .other(claim.type))
        }
    }
}

extension ReportedClaim {
    /// People counted where they are rather than on the move: "30 000 déplacés" that nobody dates, or of months.
    func isStock(_ cues: EventCues) -> Bool {
        guard type == .displacement, cues.holds(.stock, trigger.quote) else { return false }
        guard let days = Days(time, publishedOn: nil) else { return true }
        return status == .ongoing || days.count > EventRules.longestCampaign
    }
}

extension ClaimType {
    /// The weapon is named by the type: an air strike is no bombing.
    var isWeapon: Bool { self == .airstrike || self == .shelling || self == .bombing }

    /// Armed action of any kind.
    var isFighting: Bool { family == .fighting }
}
