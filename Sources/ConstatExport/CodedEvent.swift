import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRecords
import ConstatText
import ConstatTime

/// An event as its certain claims tell it, with what codebooks ask of it.
///
/// Certain are the claims that support it, say that it occurred or goes on, and are not hedged.
struct CodedEvent {
    let event: Event
    /// The certain claims, in order; never empty.
    let claims: [ReportedClaim]
    /// The documents they stand in, by day of publication (unknown days last), then by identifier.
    let documents: [ReportedDocument]
    let type: ClaimType
    let time: ReportedClaim.Time?
    let place: CodedPlace?
    /// By role, those whom most claims name first.
    let parties: [Party]
    let tolls: Tolls

    var id: String { event.id }

    /// Days from first to last; nil unless both are known.
    var days: ClosedRange<CalendarDay>? {
        guard let start = time?.start, let end = time?.end, start <= end else { return nil }
        return start...end
    }

    /// A toll over several days and an area in which the other lies: it counts the other's dead too.
    func isTotal(over other: CodedEvent) -> Bool {
        guard type == .casualties, other.id != id, let days, let own = other.days, days != own,
            days.contains(own.lowerBound), days.contains(own.upperBound), let area = place?.point,
            let point = other.place?.point
        else { return false }
        return Sphere.distanceKm(area, point) <= (place?.radiusKm ?? 0) + (other.place?.radiusKm ?? 0)
    }

    func parties(_ roles: Participant.Role...) -> [Party] { parties.filter { roles.contains($0.role) } }

    /// Whether a certain claim is of one of the types.
    func tells(_ types: ClaimType...) -> Bool { claims.contains { types.contains($0.type) } }

    // MARK: Where values come from

    var typeGrounds: [Cell.Ground] {
        let own = claims.filter { $0.type == type }
        return (own.isEmpty ? claims : own).map { .init(claim: $0.id, spans: [$0.trigger]) }
    }

    var timeGrounds: [Cell.Ground] {
        claims.filter { $0.time?.start == time?.start && $0.time?.end == time?.end }
            .map { .init(claim: $0.id, spans: [$0.time?.mention ?? $0.evidence]) }
    }

    var placeGrounds: [Cell.Ground] {
        claims.filter { $0.place?.name == place?.name && $0.place?.relation == place?.relation }
            .map { .init(claim: $0.id, spans: [$0.place?.mention ?? $0.evidence]) }
    }

    func grounds(_ parties: [Party]) -> [Cell.Ground] {
        claims.compactMap { claim in
            let spans = claim.actors.filter { actor in
                parties.contains { $0.name == actor.name && $0.role == actor.role }
            }.map { $0.mention ?? claim.evidence }
            return spans.isEmpty ? nil : .init(claim: claim.id, spans: spans)
        }
    }

    /// Everything it stands on, sentence by sentence.
    var allGrounds: [Cell.Ground] { claims.map { .init(claim: $0.id, spans: [$0.evidence]) } }

    var sourceGrounds: [Cell.Ground] {
        claims.filter { !$0.attribution.isEmpty }
            .map { claim in
                .init(claim: claim.id, spans: claim.attribution.map { $0.mention ?? claim.evidence })
            }
    }
}

/// The figures of an event as codebooks count them: hedged ones apart.
struct Tolls {
    struct Group {
        var name: String
        var isCivilian: Bool?
        /// Of figures that stand and are not hedged.
        var bounds: EventFigure.Bounds
        /// Nobody but an enemy counts the group; its count is in `bounds`.
        var isEnemyCount: Bool
        /// The largest hedged figure.
        var hedgedHigh: Double?
        var grounds: [Cell.Ground]
        /// The words that count, of the figures in `bounds`.
        var words: [QuotedSpan]
    }

    private let event: Event
    private let claims: [ClaimID: ReportedClaim]
    private let name: (String) -> String

    /// - Parameters:
    ///   - claims: all claims of the event.
    ///   - name: a group's name as it may leave.
    init(event: Event, claims: [ClaimID: ReportedClaim], name: @escaping (String) -> String) {
        self.event = event
        self.claims = claims
        self.name = name
    }

    /// By name of the group.
    ///
    /// - Parameter countsEnemies: whether an enemy's count stands where there is no other.
    func groups(_ measure: Measure, countsEnemies: Bool = false) -> [Group] {
        let rows = event.tolls.filter { $0.measure == measure && ($0.standing == .live || $0.standing == .enemyCount) }
        return Set(rows.map(\.group)).sorted().compactMap { group in
            self.group(group, rows.filter { $0.group == group }, countsEnemies: countsEnemies)
        }
    }

    private func group(_ group: String, _ rows: [TollRow], countsEnemies: Bool) -> Group? {
        let hedged = rows.filter { claims[$0.claim]?.isHedged ?? true }
        var sure = rows.filter { !(claims[$0.claim]?.isHedged ?? true) }
        let isEnemyCount = countsEnemies && !sure.contains { $0.standing == .live }
        if isEnemyCount { for index in sure.indices { sure[index].standing = .live } }
        guard !rows.isEmpty else { return nil }
        let civilian = event.figures.flatMap(\.groups).first { $0.name == group }?.isCivilian
        return Group(
            name: name(group), isCivilian: group == TollGroups.civilians ? true : civilian,
            bounds: .init(rows: sure), isEnemyCount: isEnemyCount && !sure.isEmpty,
            hedgedHigh: hedged.flatMap { [$0.low, $0.best, $0.high] }.compactMap { $0 }.max(),
            grounds: (sure + hedged).map { .init(claim: $0.claim, spans: words(of: $0)) },
            words: sure.flatMap(words))
    }

    private func words(of row: TollRow) -> [QuotedSpan] {
        guard let claim = claims[row.claim] else { return [] }
        let mentions = claim.quantities.filter { $0.measure == row.measure }.compactMap(\.mention)
        return mentions.isEmpty ? [claim.evidence] : mentions
    }

    /// All groups together; sides add up, and a count of all is not added to them.
    func total(_ measure: Measure) -> (bounds: EventFigure.Bounds, grounds: [Cell.Ground])? {
        let groups = groups(measure)
        guard !groups.isEmpty else { return nil }
        let all = groups.filter { $0.name == TollGroups.all }
        let sides = groups.filter { $0.name != TollGroups.all && $0.name != TollGroups.families }
        let counted = sides.isEmpty ? (all.isEmpty ? groups : all) : sides
        var bounds = EventFigure.Bounds(
            low: Self.sum(counted.map(\.bounds.low)),
            best: counted.contains { $0.bounds.best == nil } ? nil : Self.sum(counted.map(\.bounds.best)),
            high: Self.sum(counted.map(\.bounds.high)))
        if let whole = all.first?.bounds, whole.low != nil || whole.best != nil {
            bounds = .init(low: whole.low, best: whole.best, high: [whole.high, bounds.high].compactMap { $0 }.max())
        }
        guard bounds != .init() else { return nil }
        return (bounds, groups.flatMap(\.grounds))
    }

    private static func sum(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +)
    }
}

/// Makes coded events, and says why others are none.
struct EventCoder {
    private let records: [String: ClaimRecord]
    private let claims: [ClaimID: ReportedClaim]
    private let places: PlaceCoder
    private let directory: PartyDirectory
    private let publicName: (String) -> String

    init(
        records: [ClaimRecord], places: PlaceCoder, directory: PartyDirectory,
        publicName: @escaping (String) -> String
    ) {
        self.records = Dictionary(records.map { ($0.document.id, $0) }, uniquingKeysWith: { $1 })
        claims = Dictionary(records.flatMap(\.claims).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        self.places = places
        self.directory = directory
        self.publicName = publicName
    }

    func code(_ event: Event) -> Result<CodedEvent, Refusal> {
        let members = event.members.compactMap { member in
            claims[member.claim].map { (claim: $0, relation: member.relation) }
        }
        let certain = members.filter { $0.relation == .supports && Self.isCertain($0.claim) }.map(\.claim)
        guard !certain.isEmpty else { return .failure(Refusal(Self.uncertainty(of: members.map(\.claim)))) }
        let type = EventType.type(of: certain)
        let names = Set(certain.map(\.id))
        let documents = Set(certain.map(\.id.document)).compactMap { records[$0]?.document }.sorted {
            let days = ($0.publishedOn?.number ?? Int.max, $1.publishedOn?.number ?? Int.max)
            return days.0 != days.1 ? days.0 < days.1 : $0.id < $1.id
        }
        return .success(
            CodedEvent(
                event: event, claims: certain, documents: documents, type: type,
                time: EventBuilder.time(of: certain, type: type),
                place: EventBuilder.place(of: certain).map(places.coded),
                parties: event.parties.compactMap { party($0, among: names) },
                tolls: Tolls(event: event, claims: claims, name: publicName)))
    }

    private func party(_ party: Event.Party, among certain: Set<ClaimID>) -> Party? {
        let claims = party.claims.filter(certain.contains)
        guard !claims.isEmpty else { return nil }
        var coded = directory.party(party, claims: claims)
        let name = publicName(coded.name)
        // Whoever's name is withheld is a person.
        if name != coded.name { (coded.name, coded.kind) = (name, .people) }
        coded.fights = coded.kind == nil && claims.contains { fights(party.name, in: $0) }
        return coded
    }

    private func fights(_ name: String, in claim: ClaimID) -> Bool {
        guard let claim = claims[claim], [.fighting, .control, .harm].contains(claim.type.family) else { return false }
        return claim.actors.contains { $0.role == .agent && $0.name == name }
    }

    static func isCertain(_ claim: ReportedClaim) -> Bool {
        (claim.status == .occurred || claim.status == .ongoing) && !claim.isHedged
    }

    private static func uncertainty(of claims: [ReportedClaim]) -> String {
        if claims.allSatisfy({ $0.status == .denied }) { return "it is only denied" }
        let told = claims.filter { $0.status != .denied }
        if told.contains(where: { $0.isHedged && ($0.status == .occurred || $0.status == .ongoing) }) {
            return "it is only told with reserve"
        }
        if told.contains(where: { $0.status == .occurred || $0.status == .ongoing }) {
            return "what supports it is told in its stead"
        }
        return told.contains { $0.status == .planned } ? "it is only planned" : "it is only possible"
    }
}

/// Why an event is no row of an export.
struct Refusal: Error {
    /// One plain clause.
    var reason: String

    init(_ reason: String) { self.reason = reason }
}
