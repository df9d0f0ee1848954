import ConstatClaims
import ConstatRecords
import ConstatText

/// What is kept of a telling: its members, and what comparing it with others needs, worked out once.
final class TellingProfile: Sendable {
    let members: [Telling.Member]
    /// The smallest of its claims' names.
    let key: ClaimID
    let strands: Strand
    let isReal: Bool
    let place: Spot?
    let days: Days?
    /// Not stated of the happening itself.
    let areDaysLoose: Bool
    let hasCampaign: Bool
    let publishedOn: CalendarDay?
    let types: ClaimTypes
    let control: ControlSides
    /// In order, each once; so are names, figures and words.
    let agents: [String]
    let names: [String]
    let figures: [ReportedClaim.Figure]
    /// Hashes of 64 bits: two of a hundred thousand words are as good as never taken for one.
    let words: [UInt64]
    /// All of it goes on, nobody says since when: what is under way is not the happening before it.
    let isUnderWay: Bool
    /// Its claims hold for a time rather than happen.
    let isState: Bool

    var document: String { key.document }

    init(_ telling: Telling, sides: SideRegister) {
        members = telling.members
        let claims = members.map(\.claim)
        key = telling.key
        strands = telling.strands
        isReal = telling.isReal
        place = telling.place
        days = telling.days
        areDaysLoose = telling.areDaysLoose
        hasCampaign = telling.hasCampaign
        publishedOn = telling.publishedOn
        types = ClaimTypes(members.lazy.filter { $0.part.role != .companion }.map(\.claim.type))
        var control = ControlSides()
        for claim in claims where claim.status != .denied || claim.control.gainers.isEmpty { control.add(claim) }
        self.control = control
        let named = claims.map { claim in claim.actors.filter { sides.side($0.name)?.isNamed == true } }
        agents = Set(
            zip(claims, named).filter { $0.0.status != .denied }.flatMap(\.1).filter { $0.role == .agent }.map(\.name)
        ).sorted()
        names = Set(named.joined().map(\.name)).sorted()
        figures = Set(claims.flatMap(\.figures).filter { $0.value >= 2 }).sorted()
        words = Self.words(claims)
        isUnderWay = telling.days == nil && claims.allSatisfy { $0.status == .ongoing }
        isState = types.isSubset(of: Self.states)
    }

    private static let states = ClaimTypes([.held, .besieged, .deprivation, .trapped])

    /// Longer words of the evidence, without those of the places and actors, which count by themselves.
    private static func words(_ claims: [ReportedClaim]) -> [UInt64] {
        var seen: Set<Int> = []
        var words: Set<UInt64> = []
        for claim in claims where seen.insert(claim.evidence.start).inserted {
            for word in WordScan(claim.evidence.quote).words where word.folded.utf8.count >= 6 {
                words.insert(word.folded.stableBits)
            }
        }
        let mentions = claims.flatMap { [$0.place?.mention] + $0.actors.map(\.mention) }.compactMap { $0?.quote }
        for mention in mentions { for word in WordScan(mention).words { words.remove(word.folded.stableBits) } }
        return words.sorted()
    }
}

extension ReportedClaim.Figure: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        (left.measure.rawValue, left.value) < (right.measure.rawValue, right.value)
    }
}

extension Array where Element: Comparable {
    /// What two sorted lists share, in order.
    fileprivate func shared(with other: Self) -> Self {
        var (shared, left, right) = (Self(), 0, 0)
        while left < count, right < other.count {
            if self[left] == other[right] {
                shared.append(self[left])
                (left, right) = (left + 1, right + 1)
            } else if self[left] < other[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return shared
    }
}

/// How much tellings of two documents look like one happening, and why.
struct Resemblance: Sendable {
    private(set) var score = 0.0
    /// Empty where they were not asked for.
    private(set) var reasons: [String] = []
    private let givesReasons: Bool

    /// nil where they cannot be one. Symmetric: the order of the two makes no difference.
    ///
    /// - Parameter givesReasons: many pairs are compared, and the reasons of few are ever read.
    init?(_ left: TellingProfile, _ right: TellingProfile, sides: SideRegister, givesReasons: Bool = false) {
        self.givesReasons = givesReasons
        // What one document tells apart is apart, for all that its own words say; others may still bring it together.
        guard left.isReal == right.isReal, !left.strands.isDisjoint(with: right.strands),
            left.document != right.document, !left.control.contradict(right.control)
        else { return nil }
        if left.isUnderWay || right.isUnderWay, left.types.isDisjoint(with: right.types) { return nil }
        let shared = left.figures.shared(with: right.figures)
        let telling = shared.filter { $0.value >= EventRules.tellingFigure }
        guard addPlace(left, right, hasTellingFigure: !telling.isEmpty), addTime(left, right) else { return nil }
        // What happens in one region on one day need not be one thing.
        let isVague = left.place?.isVague ?? false || right.place?.isVague ?? false
        if isVague, left.types.isDisjoint(with: right.types), telling.isEmpty { return nil }
        addType(left, right)
        addParties(left, right, sides: sides)
        if let figure = telling.first ?? shared.first {
            add(
                EventRules.figures, telling.isEmpty ? 0.5 : 1,
                "\(Int(figure.value)) \(figure.measure.rawValue) in both")
        }
        let words = left.words.shared(with: right.words).count
        if words >= 2 { add(EventRules.wording, min(1, Double(words) / 5), "\(words) words shared") }
    }

    private mutating func add(_ weight: Double, _ value: Double, _ reason: @autoclosure () -> String) {
        score += weight * value
        if givesReasons { reasons.append(reason()) }
    }

    private mutating func addPlace(_ left: TellingProfile, _ right: TellingProfile, hasTellingFigure: Bool) -> Bool {
        guard let here = left.place, let there = right.place else {
            // Where nobody says where, only an unusual figure ties the two.
            guard hasTellingFigure else { return false }
            add(EventRules.place, EventRules.unknown, "place not stated")
            return true
        }
        guard let closeness = here.closeness(there) else { return false }
        let vague = here.isVague || there.isVague ? 0.6 : 1
        add(EventRules.place, (0.5 + closeness / 2) * vague, "same place (\(Self.distance(here, there)))")
        return true
    }

    private static func distance(_ here: Spot, _ there: Spot) -> String {
        here.distanceKm(there).map { "\(Int($0.rounded())) km apart" } ?? "by name"
    }

    private mutating func addTime(_ left: TellingProfile, _ right: TellingProfile) -> Bool {
        switch (left.days, right.days) {
        case (let here?, let there?): return addTime(here, there, left, right)
        case (let days?, nil): return addTime(days, reportedOn: right.publishedOn)
        case (nil, let days?): return addTime(days, reportedOn: left.publishedOn)
        case (nil, nil):
            guard let here = left.publishedOn, let there = right.publishedOn,
                abs(here.number - there.number) <= EventRules.newsDays
            else { return false }
            add(EventRules.time, 0.4, "reported within a week")
            return true
        }
    }

    private mutating func addTime(_ here: Days, _ there: Days, _ left: TellingProfile, _ right: TellingProfile) -> Bool
    {
        if left.isState && right.isState {
            if here.overlaps(there) { add(EventRules.time, 1, "at one time") }
            return here.overlaps(there)
        }
        if here.mayBeOne(there, areCampaigns: left.hasCampaign && right.hasCampaign) {
            add(EventRules.time, 1, here == there ? "same days" : "days overlap")
            return true
        }
        guard here.union(there).count <= EventRules.longestHappening else { return false }
        if left.areDaysLoose || right.areDaysLoose {
            add(EventRules.time, 0.3, "days near each other")
            return true
        }
        if here.gap(there) == 1 { add(EventRules.time, 0.4, "days next to each other") }
        return here.gap(there) == 1
    }

    private mutating func addTime(_ days: Days, reportedOn day: CalendarDay?) -> Bool {
        guard let day else {
            score += EventRules.time * 0.2
            return true
        }
        guard days.start <= day.number, days.end >= day.number - EventRules.newsDays else { return false }
        add(EventRules.time, 0.5, "in the week before the report")
        return true
    }

    private mutating func addType(_ left: TellingProfile, _ right: TellingProfile) {
        let shared = left.types.intersection(right.types)
        if !shared.isEmpty { return add(EventRules.type, 1, "both \(shared.first?.rawValue ?? "")") }
        let isGeneric = !left.types.union(right.types).isDisjoint(with: Self.generic)
        add(EventRules.type, isGeneric ? 0.6 : 0.3, isGeneric ? "types that go together" : "related types")
    }

    private static let generic = ClaimTypes([.attack, .clash, .offensive, .killing, .casualties, .captured])

    private mutating func addParties(_ left: TellingProfile, _ right: TellingProfile, sides: SideRegister) {
        if let name = left.names.shared(with: right.names).first {
            return add(EventRules.parties, 1, "both name \(name)")
        }
        guard !left.agents.isEmpty, !right.agents.isEmpty else {
            score += EventRules.parties * EventRules.unknown
            return
        }
        let areApart = left.agents.allSatisfy { agent in
            right.agents.allSatisfy { sides.areOneSide(agent, $0) == false }
        }
        if areApart {
            add(EventRules.parties, -1, "done by others")
        } else {
            score += EventRules.parties * EventRules.unknown
        }
    }
}
