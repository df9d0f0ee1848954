import ConstatClaims
import ConstatRecords
import ConstatText

/// Finds which claims of one document tell of one happening. It knows no other document, so that adding or withdrawing
/// one never changes how another is read.
struct TellingReader {
    let cues: EventCues
    let constraints: Constraints

    func tellings(of record: ClaimRecord) -> [Telling] {
        var tellings: [Telling] = []
        for member in members(of: record) {
            if let (index, reasons) = place(of: member, among: tellings) {
                var member = member
                member.reasons = reasons
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
                claim: $0, part: Part(of: $0, cues: cues), sentence: numbers[$0.evidence.start] ?? 0, reasons: [])
        }
    }

    private func place(of member: Telling.Member, among tellings: [Telling]) -> (index: Int, reasons: [String])? {
        var best: (index: Int, fit: Fit)?
        for (index, telling) in tellings.enumerated() {
            guard let fit = fit(member, telling) else { continue }
            // The later telling wins a tie: what was told last is what a text goes on about.
            if best == nil || fit.score >= (best?.fit.score ?? 0) { best = (index, fit) }
        }
        return best.map { ($0.index, $0.fit.reasons) }
    }

    private struct Fit {
        var score = 0.0
        var reasons: [String] = []

        mutating func add(_ weight: Double, _ reason: String) {
            score += weight
            reasons.append(reason)
        }
    }

    /// nil where the claim cannot belong to the telling.
    private func fit(_ member: Telling.Member, _ telling: Telling) -> Fit? {
        let names = telling.members.map(\.claim.id)
        if names.contains(where: { constraints.areApart($0, member.claim.id) }) { return nil }
        if names.contains(where: { constraints.areTogether($0, member.claim.id) }) {
            return Fit(score: .infinity, reasons: ["joined by hand"])
        }
        guard telling.isReal == member.part.isReal else { return nil }
        let company = telling.members.filter { $0.sentence == member.sentence }
        guard isOfStrand(member, telling, company: company) else { return nil }
        if member.part.role == .responsibility {
            return Fit(score: Double(telling.members.last?.sentence ?? 0), reasons: ["responsibility claimed"])
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
            // "They took the village after heavy fighting": one sentence, one happening.
            let isFought = company.contains { $0.claim.type == .clash && $0.claim.status == .occurred }
            if telling.strands.contains(.violence), isTold, isFought { return true }
            return telling.strands.contains(.control) && !areOpposed(claim, telling)
        case .core where claim.type == .clash && claim.status == .occurred:
            if company.contains(where: { $0.part.strand == .control && $0.claim.status != .denied }) { return true }
        default: break
        }
        return !telling.strands.isDisjoint(with: member.part.strand)
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
        let spot = claim.place.map(Spot.init)
        if let spot, let there = telling.place {
            guard let closeness = spot.closeness(there, slackKm: telling.isCampaign ? EventRules.campaignSlackKm : 0)
            else { return nil }
            fit.add(0.5 + closeness / 2, "same place")
        } else {
            fit.score += EventRules.unknown
        }
        let days = Days(claim.time, publishedOn: telling.publishedOn)
        if let days, let then = telling.days {
            guard areOneTime(days, then, of: member, telling) else { return nil }
            fit.add(1, "same time")
        } else {
            fit.score += EventRules.unknown
        }
        if !company.isEmpty { fit.add(EventRules.sameSentence, "same sentence") }
        let types = telling.members.map(\.claim.type)
        if types.contains(claim.type) { fit.add(EventRules.sameType, "same type") }
        let figures = Set(telling.members.flatMap(\.claim.figures))
        if claim.figures.contains(where: figures.contains) { fit.add(EventRules.sameFigure, "same figure") }
        let gap = member.sentence - (telling.members.map(\.sentence).max() ?? 0)
        fit.score += EventRules.recency / Double(1 + max(0, gap))
        let isAnchored = spot != nil && telling.place != nil || days != nil && telling.days != nil
        guard isSupported(member, telling, isAnchored: isAnchored, isWhole: spot != nil && days != nil, gap: gap) else {
            return nil
        }
        if telling.strands.isDisjoint(with: [.violence, .control]), company.isEmpty,
            !fit.reasons.contains("same figure")
        {
            return nil
        }
        return fit
    }

    private func areOneTime(_ days: Days, _ then: Days, of member: Telling.Member, _ telling: Telling) -> Bool {
        if member.part.role == .aftermath {
            return days.start >= then.start && days.start <= then.end + EventRules.aftermathDays
        }
        guard days.overlaps(then) else { return false }
        let isCampaign =
            member.claim.type == .offensive || member.claim.type == .clash && member.claim.status == .ongoing
        let longest = isCampaign ? max(telling.longest, EventRules.longestCampaign) : telling.longest
        // Two totals over one period are one; a total over a period is not the toll of a day in it.
        return days.union(then).count <= longest
            || Double(days.union(then).count) <= 1.25 * Double(min(days.count, then.count))
    }

    /// Whether enough is known that a claim which leaves its place or time open may be put here.
    private func isSupported(
        _ member: Telling.Member, _ telling: Telling, isAnchored: Bool, isWhole: Bool, gap: Int
    ) -> Bool {
        let claim = member.claim
        if isAnchored && isWhole && telling.days != nil && telling.place != nil { return true }
        let types = telling.members.map(\.claim.type)
        let weapons = types.filter(\.isWeapon)
        if claim.type.isWeapon, !weapons.isEmpty, !weapons.contains(claim.type) { return isAnchored && gap == 0 }
        if telling.isOnlyHeard, claim.time == nil, gap > 0, !claim.type.isWeapon { return false }
        return isAnchored || gap <= EventRules.memorySentences || types.contains(claim.type)
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
