import ConstatClaims
import ConstatRecords
import ConstatText

/// What comparing two tellings needs, worked out once for each.
struct TellingProfile: Sendable {
    let key: ClaimID
    let document: String
    let strands: Strand
    let isReal: Bool
    let place: Spot?
    let days: Days?
    /// Not stated of the happening itself.
    let areDaysLoose: Bool
    let hasCampaign: Bool
    let publishedOn: CalendarDay?
    let types: Set<ClaimType>
    let control: ControlSides
    let agents: Set<String>
    let names: Set<String>
    let figures: Set<ReportedClaim.Figure>
    let words: Set<String>
    /// All of it goes on, nobody says since when: what is under way is not the happening before it.
    let isUnderWay: Bool
    /// Its claims hold for a time rather than happen.
    let isState: Bool

    init(_ telling: Telling, sides: SideRegister) {
        let claims = telling.members.map(\.claim)
        key = telling.key
        document = key.document
        strands = telling.strands
        isReal = telling.isReal
        place = telling.place
        days = telling.days
        areDaysLoose = telling.areDaysLoose
        hasCampaign = telling.hasCampaign
        publishedOn = telling.publishedOn
        types = Set(telling.members.filter { $0.part.role != .companion }.map(\.claim.type))
        var control = ControlSides()
        for claim in claims where claim.status != .denied || claim.control.gainers.isEmpty { control.add(claim) }
        self.control = control
        agents = Set(
            claims.filter { $0.status != .denied }.flatMap(\.actors)
                .filter { $0.role == .agent && sides.side($0.name)?.isNamed == true }.map(\.name))
        names = Set(claims.flatMap(\.actors).map(\.name).filter { sides.side($0)?.isNamed == true })
        figures = Set(claims.flatMap(\.figures).filter { $0.value >= 2 })
        words = Self.words(claims)
        isUnderWay = telling.days == nil && claims.allSatisfy { $0.status == .ongoing }
        isState = types.isSubset(of: [.held, .besieged, .deprivation, .trapped])
    }

    /// Longer words of the evidence, without those of the places and actors, which count by themselves.
    private static func words(_ claims: [ReportedClaim]) -> Set<String> {
        var seen: Set<Int> = []
        var words: Set<String> = []
        for claim in claims where seen.insert(claim.evidence.start).inserted {
            for word in WordScan(claim.evidence.quote).words where word.folded.utf8.count >= 6 {
                words.insert(word.folded)
            }
        }
        let mentions = claims.flatMap { [$0.place?.mention] + $0.actors.map(\.mention) }.compactMap { $0?.quote }
        for mention in mentions { for word in WordScan(mention).words { words.remove(word.folded) } }
        return words
    }
}

/// How much tellings of two documents look like one happening, and why.
struct Resemblance: Sendable {
    private(set) var score = 0.0
    private(set) var reasons: [String] = []

    /// nil where they cannot be one. Symmetric: the order of the two makes no difference.
    init?(_ left: TellingProfile, _ right: TellingProfile, sides: SideRegister) {
        // What one document tells apart is apart, for all that its own words say; others may still bring it together.
        guard left.document != right.document, left.isReal == right.isReal,
            !left.strands.isDisjoint(with: right.strands),
            !left.control.contradict(right.control)
        else { return nil }
        if left.isUnderWay || right.isUnderWay, left.types.isDisjoint(with: right.types) { return nil }
        let shared = left.figures.intersection(right.figures)
        let telling = shared.filter { $0.value >= EventRules.tellingFigure }
        guard addPlace(left, right, hasTellingFigure: !telling.isEmpty), addTime(left, right) else { return nil }
        // What happens in one region on one day need not be one thing.
        let isVague = left.place?.isVague ?? false || right.place?.isVague ?? false
        if isVague, left.types.isDisjoint(with: right.types), telling.isEmpty { return nil }
        addType(left, right)
        addParties(left, right, sides: sides)
        if let figure = (telling.isEmpty ? shared : telling).min(by: Self.precedes) {
            let text = "\(Int(figure.value)) \(figure.measure.rawValue) in both"
            add(EventRules.figures, telling.isEmpty ? 0.5 : 1, text)
        }
        let words = left.words.intersection(right.words).count
        if words >= 2 { add(EventRules.wording, min(1, Double(words) / 5), "\(words) words shared") }
    }

    private static func precedes(_ left: ReportedClaim.Figure, _ right: ReportedClaim.Figure) -> Bool {
        (left.measure.rawValue, left.value) < (right.measure.rawValue, right.value)
    }

    private mutating func add(_ weight: Double, _ value: Double, _ reason: String) {
        score += weight * value
        reasons.append(reason)
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
        let distance = here.distanceKm(there).map { "\(Int($0.rounded())) km apart" } ?? "by name"
        add(EventRules.place, (0.5 + closeness / 2) * vague, "same place (\(distance))")
        return true
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
        if let type = left.types.intersection(right.types).map(\.rawValue).min() {
            return add(EventRules.type, 1, "both \(type)")
        }
        let types = left.types.union(right.types)
        let isGeneric = !types.isDisjoint(with: [.attack, .clash, .offensive, .killing, .casualties, .captured])
        add(EventRules.type, isGeneric ? 0.6 : 0.3, isGeneric ? "types that go together" : "related types")
    }

    private mutating func addParties(_ left: TellingProfile, _ right: TellingProfile, sides: SideRegister) {
        if let name = left.names.intersection(right.names).min() {
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
