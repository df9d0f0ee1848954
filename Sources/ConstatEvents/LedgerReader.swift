import ConstatClaims
import ConstatRecords
import ConstatText

/// Adds up what events count, by the day asked for, and never a total with what it counts already.
struct LedgerReader {
    enum Ledger: Int, Sendable { case casualties, movements, materiel }

    struct Key: Hashable, Sendable {
        var ledger: Ledger
        var type: ClaimType?
        var measure: Measure
        var group: String

        static func precedes(_ left: Key, _ right: Key) -> Bool {
            if left.ledger != right.ledger { return left.ledger.rawValue < right.ledger.rawValue }
            let order = Measure.allCases
            let ranks = (order.firstIndex(of: left.measure) ?? 0, order.firstIndex(of: right.measure) ?? 0)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            return (left.type?.rawValue ?? "", left.group) < (right.type?.rawValue ?? "", right.group)
        }
    }

    /// What one event adds to one entry.
    private struct Contribution: Sendable {
        var key: Int
        var part: LedgerEntry.Part
        var spot: Spot?
        var days: Days?
        /// The figure is of a period, a region or an unknown time, and may count what other events count.
        var isTotal: Bool
        /// By this day it had happened; nil where nobody says, not even by a day of publication.
        var day: CalendarDay?
    }

    /// In order.
    private var keys: [Key] = []
    /// In the order in which entries list their parts.
    private var contributions: [Contribution] = []
    private var states: [(entry: StockEntry, day: CalendarDay?)] = []

    init(_ events: [Event], index: ClaimIndex) {
        var found: [(key: Key, contribution: Contribution)] = []
        let reader = ContributionReader(index: index)
        for event in events where event.status == .occurred || event.status == .ongoing {
            let day = reader.day(of: event)
            if let state = reader.state(of: event) { states.append((state, day)) }
            guard event.grade != .denied else { continue }
            for (key, part) in reader.parts(of: event) {
                let contribution = Contribution(
                    key: 0, part: part, spot: part.place.map(Spot.init), days: Days(part.time, publishedOn: nil),
                    isTotal: reader.isTotal(event), day: day)
                found.append((key, contribution))
            }
        }
        keys = Set(found.map(\.key)).sorted(by: Key.precedes)
        let positions = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
        // Sorted by their positions, for they are large.
        let order = found.indices.sorted { Self.precedes(found[$0].contribution.part, found[$1].contribution.part) }
        contributions = order.map { index in
            var contribution = found[index].contribution
            contribution.key = positions[found[index].key] ?? 0
            return contribution
        }
        states.sort {
            ($0.entry.type.rawValue, $0.entry.place?.name ?? "", $0.entry.event) < (
                $1.entry.type.rawValue, $1.entry.place?.name ?? "", $1.entry.event
            )
        }
    }

    private static func precedes(_ left: LedgerEntry.Part, _ right: LedgerEntry.Part) -> Bool {
        let days = (left.time?.start?.number ?? Int.min, right.time?.start?.number ?? Int.min)
        return days.0 != days.1 ? days.0 < days.1 : left.event < right.event
    }

    // MARK: Sums

    /// - Parameter query: nil for all days and places.
    func entries(_ query: SituationQuery?) -> [(ledger: Ledger, entry: LedgerEntry)] {
        var counted: [[Contribution]] = Array(repeating: [], count: keys.count)
        for contribution in contributions {
            if let query, let day = contribution.day, day > query.on { continue }
            if let area = query?.area, !area.contains(contribution.spot) { continue }
            counted[contribution.key].append(contribution)
        }
        return zip(keys, counted).compactMap { key, contributions in
            contributions.isEmpty ? nil : (key.ledger, Self.entry(key, contributions))
        }
    }

    private static func entry(_ key: Key, _ contributions: [Contribution]) -> LedgerEntry {
        let single = contributions.filter { !$0.isTotal }
        let byStart = single.indices.filter { single[$0].days != nil }.sorted { left, right in
            let days = (single[left].days?.start ?? 0, single[right].days?.start ?? 0)
            return days.0 != days.1 ? days.0 < days.1 : left < right
        }
        let totals = contributions.filter(\.isTotal).map { total in
            var part = total.part
            part.covers = covered(by: total, single, byStart).map { single[$0].part.event }
            return part
        }
        let statuses = Set(contributions.map(\.part.isCivilian))
        return LedgerEntry(
            type: key.type, measure: key.measure, group: key.group,
            isCivilian: statuses.count == 1 ? statuses.first ?? nil : nil, bounds: sum(single.map(\.part.bounds)),
            parts: single.map(\.part), totals: totals)
    }

    /// Those that a total counts too, in their order. Only those that begin in its period are looked at: a side may have
    /// thousands of both.
    ///
    /// - Parameter byStart: the positions of those of known days, by their first day.
    private static func covered(by total: Contribution, _ single: [Contribution], _ byStart: [Int]) -> [Int] {
        guard let period = total.days else { return [] }
        var (first, end) = (0, byStart.count)
        while first < end {
            let middle = (first + end) / 2
            if (single[byStart[middle]].days?.start ?? 0) < period.start { first = middle + 1 } else { end = middle }
        }
        return byStart[first...].prefix { (single[$0].days?.start ?? 0) <= period.end }
            .filter { covers(total, single[$0]) }.sorted()
    }

    private static func covers(_ total: Contribution, _ part: Contribution) -> Bool {
        guard let period = total.days, let days = part.days, period.start <= days.start, days.end <= period.end else {
            return false
        }
        guard let area = total.spot, let spot = part.spot else { return true }
        return area.distanceKm(spot).map { $0 <= area.radiusKm + spot.radiusKm } ?? (area.foldedName == spot.foldedName)
    }

    private static func sum(_ bounds: [EventFigure.Bounds]) -> EventFigure.Bounds {
        func sum(_ values: [Double?]) -> Double? {
            let known = values.compactMap { $0 }
            return known.isEmpty ? nil : known.reduce(0, +)
        }
        return .init(
            low: sum(bounds.map(\.low)), best: sum(bounds.map { $0.best ?? $0.low }), high: sum(bounds.map(\.high)))
    }

    // MARK: States

    /// Hardships told by that day, and of people counted where they are each place's latest.
    func states(_ query: SituationQuery) -> [StockEntry] {
        var kept: [StockEntry] = []
        var latest: [String: Int] = [:]
        for (entry, day) in states where day.map({ $0 <= query.on }) ?? true {
            if let area = query.area, !area.contains(entry.place) { continue }
            let place = entry.place?.name ?? ""
            if entry.type == .displacement, let known = latest[place] {
                if (entry.asOf?.number ?? Int.min) > (kept[known].asOf?.number ?? Int.min) { kept[known] = entry }
                continue
            }
            if entry.type == .displacement { latest[place] = kept.count }
            kept.append(entry)
        }
        return kept
    }
}

/// What an event brings to the ledgers.
private struct ContributionReader {
    let index: ClaimIndex
    private let cues = EventCues.french
    private static let casualties: Set<Measure> = [.killed, .wounded, .missing, .detained, .abducted]

    init(index: ClaimIndex) { self.index = index }

    /// The day by which it had happened or was so; where nobody says, that of the first report.
    func day(of event: Event) -> CalendarDay? {
        event.time?.start ?? event.time?.end ?? event.members.compactMap { index.publishedOn($0.claim) }.min()
    }

    /// Besieged, trapped, deprived, or people counted where they are.
    func state(of event: Event) -> StockEntry? {
        switch event.type {
        case .besieged, .trapped, .deprivation: return stock(event, measure: .trapped)
        case .displacement: return isStock(event) ? stock(event, measure: .displaced) : nil
        default: return nil
        }
    }

    private func stock(_ event: Event, measure: Measure) -> StockEntry {
        let claims = index.claims(of: event)
        let figure = event.figures.first { $0.measure == measure }
        return StockEntry(
            type: event.type, event: event.id, place: event.place, since: event.time?.start,
            asOf: claims.compactMap { $0.time?.end ?? index.publishedOn($0.id) }.max(), parties: event.parties,
            measure: figure?.measure, bounds: figure?.total, grade: event.grade, claims: claims.map(\.id))
    }

    /// People counted where they are rather than on the move.
    private func isStock(_ event: Event) -> Bool {
        index.claims(of: event).contains { $0.isStock(cues) }
    }

    func isTotal(_ event: Event) -> Bool {
        guard let days = Days(event.time, publishedOn: nil) else { return event.type == .casualties }
        guard event.type == .casualties else { return days.count > EventRules.longestCampaign }
        return days.count > EventRules.longestHappening || event.place.map(Spot.init)?.isVague ?? false
    }

    func parts(of event: Event) -> [(key: LedgerReader.Key, part: LedgerEntry.Part)] {
        guard !event.figures.isEmpty else { return [] }
        return people(event) + things(event)
    }

    private func people(_ event: Event) -> [(key: LedgerReader.Key, part: LedgerEntry.Part)] {
        let moves = event.type == .displacement || event.type == .return
        if event.type == .displacement, isStock(event) { return [] }
        return event.figures.flatMap { figure -> [(key: LedgerReader.Key, part: LedgerEntry.Part)] in
            let ledger: LedgerReader.Ledger
            // Who was freed is not taken once more.
            if Self.casualties.contains(figure.measure), event.type != .release {
                ledger = .casualties
            } else if moves, figure.measure == .displaced || figure.measure == .returned {
                ledger = .movements
            } else {
                return []
            }
            return Self.disjoint(figure).map { group in
                let key = LedgerReader.Key(ledger: ledger, type: nil, measure: figure.measure, group: group.name)
                return (key, part(event, group.bounds, group.claims, group.isCivilian))
            }
        }
    }

    private func things(_ event: Event) -> [(key: LedgerReader.Key, part: LedgerEntry.Part)] {
        var rows: [LedgerReader.Key: [TollRow]] = [:]
        for row in event.tolls where TollReader.things.contains(row.measure) && row.standing == .live {
            guard let type = index[row.claim]?.type, type.family == .materiel || type == .damage else { continue }
            let key = LedgerReader.Key(ledger: .materiel, type: type, measure: row.measure, group: row.group)
            rows[key, default: []].append(row)
        }
        return rows.keys.sorted(by: LedgerReader.Key.precedes).map { key in
            let own = rows[key] ?? []
            return (key, part(event, .init(rows: own), Set(own.map(\.claim)).sorted(), nil))
        }
    }

    private func part(
        _ event: Event, _ bounds: EventFigure.Bounds, _ claims: [ClaimID], _ isCivilian: Bool?
    ) -> LedgerEntry.Part {
        .init(
            event: event.id, place: event.place, time: event.time, bounds: bounds, isCivilian: isCivilian,
            claims: claims, covers: [])
    }

    /// Groups of which nobody stands in two: a count of all is cut down to those whom no side's count holds.
    private static func disjoint(_ figure: EventFigure) -> [EventFigure.Group] {
        let sides = figure.groups.filter { $0.name != TollGroups.all && $0.name != TollGroups.families }
        guard var all = figure.groups.first(where: { $0.name == TollGroups.all }) else {
            return sides.isEmpty ? figure.groups : sides
        }
        all.name = "unknown"
        if sides.isEmpty { return [all] }
        func rest(_ whole: Double?, less: [Double?]) -> Double? {
            whole.map { max(0, $0 - less.compactMap { $0 }.reduce(0, +)) }
        }
        all.bounds.low = rest(all.bounds.low, less: sides.map(\.bounds.high))
        all.bounds.best = rest(all.bounds.best, less: sides.map { $0.bounds.best ?? $0.bounds.low })
        all.bounds.high = rest(all.bounds.high, less: sides.map(\.bounds.low))
        return (all.bounds.high ?? 0) > 0 ? sides + [all] : sides
    }
}
