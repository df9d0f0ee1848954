import ConstatClaims
import ConstatRecords
import ConstatText

/// Finds which claims of one document tell of one happening. It knows no other document, so that adding or withdrawing
/// one never changes how another is read.
struct TellingReader {
    let cues: EventCues
    let constraints: Constraints
    let sides: SideRegister

    func tellings(of record: ClaimRecord) -> [Telling] {
        var tellings: [Telling] = []
        for member in members(of: record) {
            if let (index, ties) = place(of: member, among: tellings, publishedOn: record.document.publishedOn) {
                var member = member
                member.ties = ties
                tellings[index].add(member)
            } else {
                tellings.append(Telling(member, publishedOn: record.document.publishedOn))
            }
        }
        return tellings
    }

    /// In the order of the text, whatever the order of the record.
    private func members(of record: ClaimRecord) -> [Telling.Member] {
        let claims = record.claims.filter { $0.type != .relation }
            .sorted { ($0.trigger.start, $0.id) < ($1.trigger.start, $1.id) }
        let sentences = Set(claims.map(\.evidence.start)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(sentences, 0...))
        return claims.map {
            Telling.Member(
                claim: $0, part: Part(of: $0, cues: cues, sides: sides), sentence: numbers[$0.evidence.start] ?? 0,
                ties: [])
        }
    }

    private func place(
        of member: Telling.Member, among tellings: [Telling], publishedOn: CalendarDay?
    ) -> (index: Int, ties: Ties)? {
        var best: (index: Int, fit: Fit)?
        let whereabouts = Whereabouts(of: member, constraints, publishedOn: publishedOn)
        for index in tellings.indices {
            if whereabouts?.isElsewhere(than: tellings[index]) == true { continue }
            guard let fit = fit(member, tellings[index]) else { continue }
            // The later telling wins a tie: what was told last is what a text goes on about.
            if best == nil || fit.score >= (best?.fit.score ?? 0) { best = (index, fit) }
        }
        return best.map { ($0.index, $0.fit.ties) }
    }

    /// When and where a claim puts what it tells of: a first look at tellings, of which a long report has thousands. Nothing
    /// that it rules out could fit.
    private struct Whereabouts {
        private let days: Days?
        private let spot: Spot?
        private let isAftermath: Bool

        /// nil where something else than days and places may decide: a reviewer, or whoever claims responsibility.
        init?(of member: Telling.Member, _ constraints: Constraints, publishedOn: CalendarDay?) {
            guard member.part.role != .responsibility, constraints.companions(of: member.claim.id).isEmpty else {
                return nil
            }
            days = Days(member.claim.time, publishedOn: publishedOn)
            spot = member.claim.place.map(Spot.init)
            isAftermath = member.part.role == .aftermath
        }

        func isElsewhere(than telling: Telling) -> Bool {
            if let days, let then = telling.days {
                if isAftermath ? days.start < then.start : !days.overlaps(then) { return true }
            }
            guard let spot, let there = telling.place else { return false }
            return spot.closeness(there, slackKm: EventRules.campaignSlackKm) == nil
        }
    }

    private struct Fit {
        var score = 0.0
        var ties: Ties = []

        mutating func add(_ weight: Double, _ tie: Ties) {
            score += weight
            ties.formUnion(tie)
        }
    }

    /// nil where the claim cannot belong to the telling.
    private func fit(_ member: Telling.Member, _ telling: Telling) -> Fit? {
        if !constraints.isEmpty {
            let names = telling.members.map(\.claim.id)
            if names.contains(where: { constraints.areApart($0, member.claim.id) }) { return nil }
            if names.contains(where: { constraints.areTogether($0, member.claim.id) }) {
                return Fit(score: .infinity, ties: .hand)
            }
        }
        guard telling.isReal == member.part.isReal else { return nil }
        let company = telling.members.filter { $0.sentence == member.sentence }
        guard isOfStrand(member, telling, company: company) else { return nil }
        if member.part.role == .responsibility {
            return Fit(score: Double(telling.members.last?.sentence ?? 0), ties: .responsibility)
        }
        return fitOfSlots(member, telling, company: company)
    }

    private func isOfStrand(_ member: Telling.Member, _ telling: Telling, company: [Telling.Member]) -> Bool {
        let claim = member.claim
        let isTold = claim.status != .denied
        switch member.part.role {
        case .companion:
            if isTold, telling.strands.contains(.violence),
                company.contains(where: { $0.claim.type.isFighting && $0.claim.status != .denied })
            {
                return true
            }
        case .responsibility: return telling.strands.contains(.violence) && telling.hasFighting
        case .core where member.part.strand == .control:
            if telling.strands.contains(.violence), isTold,
                company.contains(where: { Self.isFight($0.claim, for: claim) })
            {
                return true
            }
            return telling.strands.contains(.control) && !areOpposed(claim, telling)
        case .core where claim.type == .clash:
            if company.contains(where: { $0.part.strand == .control && Self.isFight(claim, for: $0.claim) }) {
                return true
            }
        default: break
        }
        return !telling.strands.isDisjoint(with: member.part.strand)
    }

    /// "They took the village after heavy fighting with X": one sentence, one happening. A battle named in passing
    /// ("on the first day of the battle") is larger than the capture; forces that enter a camp do so in the fight.
    private static func isFight(_ clash: ReportedClaim, for control: ReportedClaim) -> Bool {
        guard clash.type == .clash, clash.status == .occurred, control.status != .denied else { return false }
        if control.type == .entered { return true }
        let areOneTime = clash.time?.start == control.time?.start && clash.time?.end == control.time?.end
        return areOneTime && clash.actors.contains { $0.role == .agent || $0.role == .target }
    }

    private func areOpposed(_ claim: ReportedClaim, _ telling: Telling) -> Bool {
        var sides = ControlSides()
        for member in telling.members { sides.add(member.claim) }
        var own = ControlSides()
        own.add(claim)
        return sides.contradict(own)
    }

    private func fitOfSlots(_ member: Telling.Member, _ telling: Telling, company: [Telling.Member]) -> Fit? {
        let claim = member.claim
        var fit = Fit()
        guard let isPlaced = addPlace(claim, telling, to: &fit), let isTimed = addTime(member, telling, to: &fit) else {
            return nil
        }
        if !company.isEmpty { fit.add(EventRules.sameSentence, .sentence) }
        let types = telling.members.map(\.claim.type)
        if types.contains(claim.type) { fit.add(EventRules.sameType, .type) }
        let figures = Set(telling.members.flatMap(\.claim.figures))
        let sharesFigure = claim.figures.contains(where: figures.contains)
        if sharesFigure { fit.add(EventRules.sameFigure, .figure) }
        let gap = max(0, member.sentence - (telling.members.map(\.sentence).max() ?? 0))
        fit.score += EventRules.recency / Double(1 + gap)
        // Each of the other types stands for many things that can be said: only one sentence or figure ties two.
        if telling.strands.isDisjoint(with: [.violence, .control]) {
            return !company.isEmpty || sharesFigure ? fit : nil
        }
        if isPlaced && isTimed || !company.isEmpty { return fit }
        // A region holds many fights, each with its own toll.
        if claim.place != nil, telling.place != nil, !isPlaced, member.part.role == .core, !types.contains(claim.type) {
            return nil
        }
        return isSupported(member, telling, isPlaced: isPlaced, isTimed: isTimed, gap: gap) ? fit : nil
    }

    /// Whether both places are known and one; nil where they are known and apart.
    private func addPlace(_ claim: ReportedClaim, _ telling: Telling, to fit: inout Fit) -> Bool? {
        guard let spot = claim.place.map(Spot.init), let there = telling.place else {
            fit.score += EventRules.unknown
            return false
        }
        let slack = telling.isCampaign ? EventRules.campaignSlackKm : 0
        guard let closeness = spot.closeness(there, slackKm: slack) else { return nil }
        fit.add(0.5 + closeness / 2, .place)
        // "In the south of the country" holds many happenings.
        return spot.foldedName == there.foldedName || !spot.isVague && !there.isVague
    }

    /// Whether both times are known and one; nil where they are known and apart.
    private func addTime(_ member: Telling.Member, _ telling: Telling, to fit: inout Fit) -> Bool? {
        guard let days = Days(member.claim.time, publishedOn: telling.publishedOn), let then = telling.days else {
            fit.score += EventRules.unknown
            return false
        }
        guard areOneTime(days, then, of: member, telling) else { return nil }
        fit.add(1, .time)
        return true
    }

    private func areOneTime(_ days: Days, _ then: Days, of member: Telling.Member, _ telling: Telling) -> Bool {
        if member.part.role == .aftermath {
            return days.start >= then.start && days.start <= then.end + EventRules.aftermathDays
        }
        return days.mayBeOne(then, areCampaigns: member.claim.isCampaign && telling.hasCampaign)
    }

    /// Whether enough is known that a claim which leaves its place or time open may be put here.
    private func isSupported(
        _ member: Telling.Member, _ telling: Telling, isPlaced: Bool, isTimed: Bool, gap: Int
    ) -> Bool {
        let claim = member.claim
        let types = telling.members.map(\.claim.type)
        if types.contains(claim.type) {
            return isPlaced || isTimed || gap <= EventRules.memorySentences || claim.status == .denied
        }
        if telling.isOnlyHeard(sides: sides), claim.time?.mention == nil, !claim.type.isWeapon { return false }
        if member.part.role == .core, !isMoreOfIt(member, telling, isTimed: isTimed, gap: gap) { return false }
        return isPlaced || isTimed || gap <= EventRules.memorySentences
    }

    /// Whether fighting of another kind, told without its day or with the first day told, goes on with the telling.
    private func isMoreOfIt(_ member: Telling.Member, _ telling: Telling, isTimed: Bool, gap: Int) -> Bool {
        let claim = member.claim
        let weapons = telling.members.map(\.claim.type).filter(\.isWeapon)
        if claim.type.isWeapon, !weapons.isEmpty, !weapons.contains(claim.type), !isTimed { return false }
        // "Operations go on in the area" is not the happening that they follow.
        if claim.status == .ongoing, claim.time == nil { return false }
        if isTimed { return true }
        return gap <= (claim.time == nil ? EventRules.threadSentences : 1)
    }
}

/// Who gains and who loses a place.
struct ControlSides: Sendable {
    private(set) var gainers: Set<String> = []
    private(set) var losers: Set<String> = []

    mutating func add(_ claim: ReportedClaim) {
        let (gained, lost) = claim.control
        gainers.formUnion(gained)
        losers.formUnion(lost)
    }

    mutating func add(_ other: ControlSides) {
        gainers.formUnion(other.gainers)
        losers.formUnion(other.losers)
    }

    /// Whether what the one gains the other loses, or each is gained by others.
    func contradict(_ other: ControlSides) -> Bool {
        if !gainers.isDisjoint(with: other.losers) || !losers.isDisjoint(with: other.gainers) { return true }
        return !gainers.isEmpty && !other.gainers.isEmpty && gainers.isDisjoint(with: other.gainers)
    }
}
