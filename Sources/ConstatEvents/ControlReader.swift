import ConstatClaims
import ConstatRecords
import ConstatText

/// Derives who held which place when from claims of taking, leaving, entering and holding.
///
/// A capture that its loser denies and only its taker tells does not change hands; it makes the place contested. The
/// README states the rules and their reasons.
struct ControlReader {
    let index: ClaimIndex
    private let sides = SideRegister.shared

    init(index: ClaimIndex) { self.index = index }

    func intervals(_ events: [Event]) -> [ControlInterval] {
        var tellings: [String: [ControlTelling]] = [:]
        for event in events where [.captured, .withdrawn, .entered, .held].contains(where: event.tells) {
            for telling in self.tellings(of: event) { tellings[telling.key, default: []].append(telling) }
        }
        return tellings.keys.sorted().flatMap { key in
            ControlTimeline(tellings: tellings[key] ?? [], sides: sides).intervals()
        }
    }

    /// What an event says of each place that its claims are about.
    private func tellings(of event: Event) -> [ControlTelling] {
        var byPlace: [String: [ReportedClaim]] = [:]
        for member in event.members where ControlTelling.types.contains(member.type) {
            guard let claim = index[member.claim], let key = Self.key(of: claim) else { continue }
            byPlace[key, default: []].append(claim)
        }
        return byPlace.keys.sorted().flatMap { key in
            ControlTelling.tellings(of: byPlace[key] ?? [], key: key, index: index, sides: sides)
        }
    }

    /// The place that a claim is about; nil where it speaks of something in, near or around it, of unnamed villages, or
    /// of the future.
    private static func key(of claim: ReportedClaim) -> String? {
        guard let place = claim.place, [.occurred, .ongoing, .denied].contains(claim.status),
            !claim.quantities.contains(where: { $0.measure == .places || $0.measure == .buildings })
        else { return nil }
        guard place.relation == .at || place.relation == .in && claim.type == .entered, !Spot(place).isVague,
            !(claim.type == .withdrawn && SideRegister.shared.areNamelessRaiders(claim.actors))
        else { return nil }
        // Towns that share a name lie more than a degree apart or cannot be told apart by a report either.
        let point = Spot(place).point
        let latitude = point.map { String(Int($0.latitude.rounded())) } ?? ""
        let longitude = point.map { String(Int($0.longitude.rounded())) } ?? ""
        return place.id.map { "id " + $0 } ?? "\(place.name.folded) \(latitude) \(longitude)"
    }
}

extension Event {
    func tells(_ type: ClaimType) -> Bool { members.contains { $0.type == type } }
}

/// What one event says of one place: that it came into somebody's hands, that somebody left it, is in it or holds it.
struct ControlTelling {
    enum Kind: Int { case change, presence, state }

    static let types: Set<ClaimType> = [.captured, .withdrawn, .entered, .held]

    var key: String
    var kind: Kind
    var place: ReportedClaim.Place
    /// nil where only the loser is named.
    var holder: String?
    var loser: String?
    /// The first day on which it is so; nil for a state that nobody dates.
    var day: CalendarDay?
    /// The last day for which it is told.
    var lastTold: CalendarDay?
    var evidence: [ReportedClaim]
    var denials: [ReportedClaim]
    /// Who denies it, for people.
    var deniers: String
    /// Told by somebody else than the one who holds the place by it.
    var isIndependent: Bool
    var knownOn: CalendarDay?

    /// One for changes, presences and states each, as far as the claims tell them.
    static func tellings(
        of claims: [ReportedClaim], key: String, index: ClaimIndex, sides: SideRegister
    ) -> [ControlTelling] {
        let changes = claims.filter { $0.type == .captured || $0.type == .withdrawn }
        let groups: [(Kind, [ReportedClaim])] = [
            (.change, changes), (.presence, changes.isEmpty ? claims.filter { $0.type == .entered } : []),
            (.state, claims.filter { $0.type == .held }),
        ]
        return groups.compactMap { kind, claims in
            ControlTelling(kind: kind, claims: claims, key: key, index: index, sides: sides)
        }
    }

    private init?(kind: Kind, claims: [ReportedClaim], key: String, index: ClaimIndex, sides: SideRegister) {
        let told = claims.filter { $0.status != .denied }
        let denials = claims.filter { $0.status == .denied }
        guard let place = (told.first ?? denials.first)?.place else { return nil }
        self.key = key
        self.kind = kind
        self.place = place
        self.place.mention = nil
        self.denials = denials
        deniers = Set(denials.map { $0.speaker(in: index.document($0.id.document)) }).sorted().joined(separator: ", ")
        evidence = told
        let days = told.compactMap { $0.time?.start ?? $0.time?.end }
        let published = (told.isEmpty ? denials : told).compactMap { index.publishedOn($0.id) }
        switch kind {
        case .state:
            holder = Self.mostNamed(told.flatMap(\.agents))
            day = days.min()
            lastTold = (told.compactMap { $0.time?.end } + published).max()
        case .change, .presence:
            holder = Self.mostNamed(told.flatMap(\.control.gainers))
            loser = Self.mostNamed(claims.flatMap(\.control.losers))
            // The day of the capture, not that of the withdrawal before it.
            let own = told.filter { $0.type == .captured || kind == .presence }.compactMap {
                $0.time?.end ?? $0.time?.start
            }
            day = own.min() ?? days.max() ?? published.min()
            lastTold = day
        }
        knownOn = published.min()
        let gainer = holder
        isIndependent = told.contains { claim in
            guard !claim.isHedged else { return false }
            guard let source = claim.attribution.first else { return true }
            return source.kind != .party && !(gainer.map { sides.speaks(source, for: $0, among: claims) } ?? false)
        }
    }

    private static func mostNamed(_ names: [String]) -> String? {
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    /// Disputed, and carried by nobody but the one who gains: no ground to say that the place changed hands.
    var isMereClaim: Bool { !denials.isEmpty && !isIndependent }
}

extension ReportedClaim {
    var agents: [String] { actors.filter { $0.role == .agent }.map(\.name) }
}

/// The order of what is told of one place.
struct ControlTimeline {
    private let tellings: [ControlTelling]
    private let sides: SideRegister

    init(tellings: [ControlTelling], sides: SideRegister) {
        // By day; on one day changes before presences before states; then by claim, whatever the order of events.
        self.tellings = tellings.sorted { left, right in
            let days = (Self.day(left), Self.day(right))
            if days.0 != days.1 { return days.0 < days.1 }
            if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
            return Self.name(left) < Self.name(right)
        }
        self.sides = sides
    }

    private static func day(_ telling: ControlTelling) -> Int {
        (telling.day ?? telling.lastTold)?.number ?? Int.min
    }

    private static func name(_ telling: ControlTelling) -> ClaimID {
        (telling.evidence + telling.denials).map(\.id).min() ?? ClaimID(document: "", claim: "")
    }

    func intervals() -> [ControlInterval] {
        var intervals: [ControlInterval] = []
        for telling in tellings {
            switch telling.kind {
            case .change: change(telling, &intervals)
            case .presence: presence(telling, &intervals)
            case .state: state(telling, &intervals)
            }
        }
        return intervals
    }

    private func change(_ telling: ControlTelling, _ intervals: inout [ControlInterval]) {
        if telling.isMereClaim || telling.evidence.isEmpty { return dispute(telling, &intervals) }
        guard let day = telling.day else { return }
        if let last = intervals.indices.last {
            if let holder = telling.holder, intervals[last].holder == holder, !intervals[last].isContested {
                return confirm(telling, &intervals[last])
            }
            // A place that somebody took is not made ownerless by the loser's leaving it the same day.
            if telling.holder == nil, intervals[last].since == day { return confirm(telling, &intervals[last]) }
            settle(&intervals[last], by: telling)
            intervals[last].until = day
        } else if let loser = telling.loser {
            // Who lost it held it before, since when nobody says.
            var before = interval(telling, holder: loser, since: nil)
            before.until = day
            before.isContested = false
            before.reason = ""
            intervals.append(before)
        }
        intervals.append(interval(telling, holder: telling.holder, since: day))
    }

    /// A denial is undone by its side's own claim to have taken the place again.
    private func settle(_ interval: inout ControlInterval, by telling: ControlTelling) {
        guard interval.isContested, !interval.against.isEmpty, let gainer = telling.holder, gainer != interval.holder
        else {
            return
        }
        interval.isContested = false
        interval.reason = "denied, until \(gainer) was said to have taken it again"
    }

    private func interval(_ telling: ControlTelling, holder: String?, since: CalendarDay?) -> ControlInterval {
        let isDenied = !telling.denials.isEmpty
        return ControlInterval(
            place: telling.place, holder: holder, since: since, isSinceLatest: false, until: nil, isContested: isDenied,
            reason: isDenied ? "denied by \(telling.deniers)" : "",
            evidence: telling.evidence.map(\.id).sorted(), against: telling.denials.map(\.id).sorted(),
            knownOn: telling.knownOn, lastTold: telling.lastTold)
    }

    /// The place stays with whom it was, contested from that day on.
    private func dispute(_ telling: ControlTelling, _ intervals: inout [ControlInterval]) {
        let claims = telling.evidence.map(\.id)
        // A denial alone of what nobody tells says nothing of who holds the place.
        guard !claims.isEmpty, let day = telling.day else { return }
        let reason =
            "\(telling.holder ?? "somebody") alone says to have taken it; denied by \(telling.deniers)"
        if intervals.isEmpty {
            var before = interval(telling, holder: telling.loser, since: nil)
            before.evidence = before.against
            before.against = []
            before.isContested = false
            before.reason = ""
            intervals.append(before)
        }
        contest(&intervals, from: day, reason: reason)
        guard let last = intervals.indices.last else { return }
        intervals[last].evidence = Set(intervals[last].evidence + telling.denials.map(\.id)).sorted()
        intervals[last].against = Set(intervals[last].against + claims).sorted()
    }

    /// Cuts the last interval at that day: from then on it is contested.
    private func contest(_ intervals: inout [ControlInterval], from day: CalendarDay, reason: String) {
        guard let last = intervals.indices.last else { return }
        if intervals[last].since != day {
            var next = intervals[last]
            intervals[last].until = day
            next.since = day
            intervals.append(next)
        }
        intervals[intervals.count - 1].isContested = true
        intervals[intervals.count - 1].reason = reason
    }

    private func confirm(_ telling: ControlTelling, _ interval: inout ControlInterval) {
        interval.evidence = Set(interval.evidence + telling.evidence.map(\.id)).sorted()
        interval.against = Set(interval.against + telling.denials.map(\.id)).sorted()
        interval.lastTold = [interval.lastTold, telling.lastTold].compactMap { $0 }.max()
        interval.knownOn = [interval.knownOn, telling.knownOn].compactMap { $0 }.min()
    }

    /// Forces of another side in the place: it is contested from then on.
    private func presence(_ telling: ControlTelling, _ intervals: inout [ControlInterval]) {
        guard let intruder = telling.holder, let day = telling.day, !telling.evidence.isEmpty, telling.denials.isEmpty
        else {
            return
        }
        if intervals.isEmpty {
            var unknown = interval(telling, holder: telling.loser, since: nil)
            unknown.evidence = []
            intervals.append(unknown)
        }
        guard let last = intervals.indices.last else { return }
        if intervals[last].holder == intruder || intervals[last].since == day {
            return confirm(telling, &intervals[last])
        }
        contest(&intervals, from: day, reason: "\(intruder) has entered")
        guard let now = intervals.indices.last else { return }
        intervals[now].against = Set(intervals[now].against + telling.evidence.map(\.id)).sorted()
    }

    private func state(_ telling: ControlTelling, _ intervals: inout [ControlInterval]) {
        guard let holder = telling.holder, !telling.evidence.isEmpty else { return }
        guard let last = intervals.indices.last else {
            return intervals.append(interval(telling, holder: holder, since: telling.day))
        }
        if intervals[last].holder == holder { return confirm(telling, &intervals[last]) }
        guard let day = telling.day ?? telling.lastTold else { return }
        if intervals[last].holder == nil || telling.isIndependent {
            intervals[last].until = day
            var next = interval(telling, holder: holder, since: day)
            next.isSinceLatest = telling.day == nil
            // The word of the side that holds it settles no dispute.
            if !telling.isIndependent, intervals[last].isContested {
                next.isContested = true
                next.reason = intervals[last].reason
                next.against = Set(next.against + intervals[last].against).sorted()
            }
            intervals.append(next)
        } else {
            intervals[last].isContested = true
            intervals[last].reason = "\(holder) says to hold it"
            intervals[last].against = Set(intervals[last].against + telling.evidence.map(\.id)).sorted()
        }
    }
}
