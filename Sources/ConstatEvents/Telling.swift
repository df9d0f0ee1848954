import ConstatClaims
import ConstatRecords
import ConstatText

/// What one document says of one happening: the claims that belong together by its own words.
struct Telling: Sendable {
    struct Member: Sendable {
        var claim: ReportedClaim
        var part: Part
        /// The number of its sentence among those of the document that carry claims.
        var sentence: Int
        /// Why it stands here.
        var ties: Ties
    }

    private(set) var members: [Member] = []
    /// All strands that its claims make.
    private(set) var strands: Strand = []
    let isReal: Bool
    /// Of the first claim that states one; a precise one goes before a vague one.
    private(set) var place: Spot?
    private var coreDays: Days?
    private var otherDays: Days?
    private var lateDays: Days?
    let publishedOn: CalendarDay?

    init(_ member: Member, publishedOn: CalendarDay?) {
        isReal = member.part.isReal
        self.publishedOn = publishedOn
        add(member)
    }

    mutating func add(_ member: Member) {
        let claim = member.claim
        // Forces that enter a camp in a fight do not yet hold it; who withdraws as raiders do never held it.
        let opensStrand =
            member.part.role != .companion && member.part.role != .responsibility
            && !(member.part.strand == .control && claim.type != .captured && strands.contains(.violence))
        if members.isEmpty || opensStrand { strands.formUnion(member.part.strand) }
        members.append(member)
        if member.part.role != .responsibility { take(claim.place) }
        take(claim.time, of: member)
    }

    private mutating func take(_ time: ReportedClaim.Time?, of member: Member) {
        guard let days = Days(time, publishedOn: publishedOn) else { return }
        switch member.part.role {
        case .responsibility: return
        case .core where time?.mention != nil: coreDays = coreDays?.union(days) ?? days
        case .aftermath: lateDays = lateDays?.union(days) ?? days
        default: otherDays = otherDays?.union(days) ?? days
        }
    }

    /// The days of its claims together: of what happened, where a sentence states them, else of whom it hit, else of
    /// what was found later; nil while none states any.
    var days: Days? { coreDays ?? otherDays ?? lateDays }

    /// No sentence that tells the happening itself states its days: they are carried over, or those of its toll.
    var areDaysLoose: Bool { coreDays == nil }

    private mutating func take(_ place: ReportedClaim.Place?) {
        guard let spot = place.map(Spot.init) else { return }
        if let known = self.place, known.isVague == spot.isVague || spot.isVague { return }
        self.place = spot
    }

    /// Smallest of its claims' names: what orders tellings, whatever the order in which documents came.
    var key: ClaimID { members.map(\.claim.id).min() ?? ClaimID(document: "", claim: "") }

    var isCampaign: Bool { members.contains { $0.claim.type == .offensive } }

    /// Part of a campaign: an offensive, or a battle that goes on.
    var hasCampaign: Bool { members.contains { $0.claim.isCampaign } }

    /// Fighting that is told as having happened.
    var hasFighting: Bool { members.contains { $0.claim.type.isFighting && $0.claim.status != .denied } }

    /// "Mortar fire was heard": no side named, nothing counted, told once. What people died of is told with more.
    func isOnlyHeard(sides: SideRegister) -> Bool {
        let cores = members.filter { $0.part.role == .core }
        return cores.count == 1 && cores.count == members.count
            && cores.allSatisfy { core in
                core.claim.type.isWeapon && core.claim.quantities.isEmpty
                    && core.claim.actors.allSatisfy { sides.side($0.name) == nil }
            }
    }
}

extension ReportedClaim {
    /// Goes on for days by its nature.
    var isCampaign: Bool { type == .offensive || type == .clash && status == .ongoing }

    /// Who says it, nearest first; the report itself by its publisher.
    func speaker(in document: ReportedDocument?) -> String {
        attribution.first?.name ?? document?.publisher ?? "the document"
    }

    /// Sides that have the place after what is told, and sides that lose it.
    var control: (gainers: [String], losers: [String]) {
        let agents = actors.filter { $0.role == .agent }.map(\.name)
        let targets = actors.filter { $0.role == .target }.map(\.name)
        switch type {
        case .captured, .entered: return (agents, targets)
        case .withdrawn: return ([], agents)
        default: return ([], [])
        }
    }

    /// What would show that two claims speak of one toll.
    var figures: [Figure] {
        quantities.compactMap { quantity in
            guard let value = quantity.best ?? quantity.low ?? quantity.high, quantity.measure != .distance,
                quantity.measure != .duration, (0...1e12).contains(value)
            else { return nil }
            return Figure(measure: quantity.measure, value: value)
        }
    }

    struct Figure: Hashable {
        var measure: Measure
        var value: Double
    }
}

/// What ties a claim to others of its document. A set of few bits, for there are as many as claims; the words are shared.
struct Ties: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let place = Ties(rawValue: 1)
    static let time = Ties(rawValue: 2)
    static let sentence = Ties(rawValue: 4)
    static let type = Ties(rawValue: 8)
    static let figure = Ties(rawValue: 16)
    static let responsibility = Ties(rawValue: 32)
    static let hand = Ties(rawValue: 64)

    private static let words = [
        "same place", "same time", "same sentence", "same type", "same figure", "responsibility claimed",
        "joined by hand",
    ]
    private static let sentences: [[String]] = (UInt8.min..<128).map { bits in
        words.indices.filter { bits >> UInt8($0) & 1 == 1 }.map { words[$0] }
    }

    /// In words, always in the same order.
    var reasons: [String] { Self.sentences[Int(rawValue & 127)] }
}
