import ConstatRecords

/// Puts tellings that hang together into events: the closest pair first, and never against what the pair's company
/// says. Depends on nothing but its input, which comes in the order of claims.
struct Clustering {
    struct Link {
        /// Positions in the tellings, left before right.
        var left: Int
        var right: Int
        /// Infinite where a reviewer joined them.
        var score: Double
    }

    struct Cluster {
        /// In order.
        var members: [Int]
        var joins: [Join]
    }

    private struct State {
        var members: [Int]
        var joins: [Join] = []
        var days: Days?
        var areDaysLoose: Bool
        var hasCampaign: Bool
        var control: ControlSides
        var claims: Set<ClaimID>
        var opponents: Set<ClaimID>
        var isState: Bool
        /// Of its tellings: what one document tells of different days is not one.
        var told: [(document: String, strands: Strand, days: Days)]
    }

    private let profiles: [TellingProfile]
    private let sides: SideRegister
    private var states: [State]
    private var owners: [Int]

    init(_ profiles: [TellingProfile], constraints: Constraints, sides: SideRegister) {
        self.profiles = profiles
        self.sides = sides
        owners = Array(profiles.indices)
        states = profiles.enumerated().map { index, profile in
            // Without decisions nobody opposes anybody.
            let claims = constraints.isEmpty ? [] : profile.members.map(\.claim.id)
            return State(
                members: [index], days: profile.days, areDaysLoose: profile.areDaysLoose,
                hasCampaign: profile.hasCampaign, control: profile.control, claims: Set(claims),
                opponents: claims.reduce(into: []) { $0.formUnion(constraints.opponents(of: $1)) },
                isState: profile.isState, told: profile.days.map { [(profile.document, profile.strands, $0)] } ?? [])
        }
    }

    func clusters(_ links: [Link]) -> [Cluster] {
        var copy = self
        let ordered = links.sorted { left, right in
            if left.score != right.score { return left.score > right.score }
            return (left.left, left.right) < (right.left, right.right)
        }
        for link in ordered { copy.merge(link) }
        return copy.states.filter { !$0.members.isEmpty }
            .map { Cluster(members: $0.members.sorted(), joins: $0.joins) }
            .sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
    }

    private mutating func merge(_ link: Link) {
        let (left, right) = (owners[link.left], owners[link.right])
        guard left != right, mayMerge(states[left], states[right], isByHand: link.score == .infinity) else { return }
        let join = Join(
            left: profiles[link.left].key, right: profiles[link.right].key, score: link.score, reasons: reasons(link))
        var (kept, taken) = (states[left], states[right])
        kept.members += taken.members
        kept.joins += taken.joins + [join]
        // Days that a sentence states of the happening go before those that are carried over.
        if kept.areDaysLoose == taken.areDaysLoose || kept.days == nil || taken.days == nil {
            kept.days = [kept.days, taken.days].compactMap { $0 }.reduce(nil) { $0?.union($1) ?? $1 }
        } else if kept.areDaysLoose {
            kept.days = taken.days
        }
        kept.areDaysLoose = kept.areDaysLoose && taken.areDaysLoose
        kept.hasCampaign = kept.hasCampaign || taken.hasCampaign
        kept.control.add(taken.control)
        kept.told += taken.told
        kept.claims.formUnion(taken.claims)
        kept.opponents.formUnion(taken.opponents)
        for member in taken.members { owners[member] = left }
        taken.members = []
        states[left] = kept
        states[right] = taken
    }

    /// Worked out here: of the many pairs that hang together few become joins.
    private func reasons(_ link: Link) -> [String] {
        if link.score == .infinity { return ["joined by hand"] }
        let pair = (profiles[link.left], profiles[link.right])
        return Resemblance(pair.0, pair.1, sides: sides, givesReasons: true)?.reasons ?? []
    }

    private func mayMerge(_ left: State, _ right: State, isByHand: Bool) -> Bool {
        guard left.opponents.isDisjoint(with: right.claims), right.opponents.isDisjoint(with: left.claims) else {
            return false
        }
        if isByHand { return true }
        if left.control.contradict(right.control) { return false }
        if areToldApart(left, right) { return false }
        guard let here = left.days, let there = right.days, !left.isState else { return true }
        if here.mayBeOne(there, areCampaigns: left.hasCampaign && right.hasCampaign) { return true }
        // Days that follow each other may chain for ever: only two may, or those that nobody states.
        let together = here.union(there).count
        return together <= 2 || (left.areDaysLoose || right.areDaysLoose) && together <= EventRules.longestHappening
    }

    private func areToldApart(_ left: State, _ right: State) -> Bool {
        left.told.contains { one in
            right.told.contains { other in
                one.document == other.document && !one.strands.isDisjoint(with: other.strands)
                    && !one.days.mayBeOne(other.days, areCampaigns: left.hasCampaign && right.hasCampaign)
            }
        }
    }
}
