import ConstatClaims
import ConstatRecords
import ConstatText

/// Adds up what events count, by the day asked for, and never a total with what it counts already.
struct LedgerReader {
    let index: ClaimIndex
    let on: CalendarDay
    private let cues = EventCues.french

    init(index: ClaimIndex, on: CalendarDay) {
        self.index = index
        self.on = on
    }

    // MARK: People

    func casualties(_ events: [Event]) -> [LedgerEntry] {
        let measures: Set<Measure> = [.killed, .wounded, .missing, .detained, .abducted]
        // Who was freed is not taken once more.
        let counted = events.filter { $0.type != .release && happened($0) }
        return entries(counted, measures: measures)
    }

    func movements(_ events: [Event]) -> [LedgerEntry] {
        let flows = events.filter { ($0.type == .displacement || $0.type == .return) && happened($0) && !isStock($0) }
        return entries(flows, measures: [.displaced, .returned])
    }

    func stocks(_ events: [Event]) -> [StockEntry] {
        let stocks = events.filter { $0.type == .displacement && isTold($0) && isStock($0) }
        var latest: [String: StockEntry] = [:]
        for entry in stocks.map({ stock($0, measure: .displaced) }) {
            let place = entry.place?.name ?? ""
            if let known = latest[place], !Self.isLater(entry, known) { continue }
            latest[place] = entry
        }
        return latest.keys.sorted().compactMap { latest[$0] }
    }

    func hardships(_ events: [Event]) -> [StockEntry] {
        let types: Set<ClaimType> = [.besieged, .trapped, .deprivation]
        let told = events.filter { types.contains($0.type) && isTold($0) }
        return told.map { stock($0, measure: .trapped) }.sorted {
            ($0.type.rawValue, $0.place?.name ?? "", $0.event) < ($1.type.rawValue, $1.place?.name ?? "", $1.event)
        }
    }

    private static func isLater(_ left: StockEntry, _ right: StockEntry) -> Bool {
        let days = (left.asOf?.number ?? Int.min, right.asOf?.number ?? Int.min)
        return days.0 != days.1 ? days.0 > days.1 : left.event < right.event
    }

    private func stock(_ event: Event, measure: Measure) -> StockEntry {
        let claims = index.claims(of: event)
        let days = claims.compactMap { $0.time?.end ?? index.publishedOn($0.id) }.filter { $0 <= on }
        let figure = event.figures.first { $0.measure == measure }
        return StockEntry(
            type: event.type, event: event.id, place: event.place, since: event.time?.start, asOf: days.max(),
            parties: event.parties, measure: figure?.measure, bounds: figure?.total, grade: event.grade,
            claims: claims.map(\.id))
    }

    // MARK: Which events count

    /// Told as having happened by the day asked for.
    private func happened(_ event: Event) -> Bool { isTold(event) && event.grade != .denied }

    private func isTold(_ event: Event) -> Bool {
        guard event.status == .occurred || event.status == .ongoing else { return false }
        if let day = event.time?.start ?? event.time?.end { return day <= on }
        // Nobody says when: by the day of the report at the latest.
        return event.members.compactMap { index.publishedOn($0.claim) }.min().map { $0 <= on } ?? true
    }

    /// People counted where they are rather than on the move.
    private func isStock(_ event: Event) -> Bool {
        index.claims(of: event).contains { claim in
            guard claim.type == .displacement, cues.holds(.stock, claim.trigger.quote) else { return false }
            guard let days = Days(claim.time, publishedOn: nil) else { return true }
            return claim.status == .ongoing || days.count > EventRules.longestCampaign
        }
    }

    /// Figures over a period, a region or an unknown time may count what other events count.
    private func isTotal(_ event: Event) -> Bool {
        guard let days = Days(event.time, publishedOn: nil) else { return event.type == .casualties }
        if event.place.map(Spot.init)?.isVague ?? false, event.type == .casualties { return true }
        return days.count > EventRules.longestCampaign
            || event.type == .casualties && days.count > EventRules.longestHappening
    }

    // MARK: Entries

    private struct Key: Hashable {
        var type: ClaimType?
        var measure: Measure
        var group: String

        static func precedes(_ left: Key, _ right: Key) -> Bool {
            let order = Measure.allCases
            let ranks = (order.firstIndex(of: left.measure) ?? 0, order.firstIndex(of: right.measure) ?? 0)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            return (left.type?.rawValue ?? "", left.group) < (right.type?.rawValue ?? "", right.group)
        }
    }

    private func entries(_ events: [Event], measures: Set<Measure>) -> [LedgerEntry] {
        var parts: [Key: [(part: LedgerEntry.Part, isTotal: Bool)]] = [:]
        var civilian: [Key: Set<Bool?>] = [:]
        for event in events {
            let isTotal = isTotal(event)
            for figure in event.figures where measures.contains(figure.measure) {
                for group in Self.disjoint(figure) {
                    let key = Key(type: nil, measure: figure.measure, group: group.name)
                    civilian[key, default: []].insert(group.isCivilian)
                    parts[key, default: []].append((part(event, group), isTotal))
                }
            }
        }
        return parts.keys.sorted(by: Key.precedes).map { key in
            let statuses = civilian[key] ?? []
            return entry(key, parts[key] ?? [], isCivilian: statuses.count == 1 ? statuses.first ?? nil : nil)
        }
    }

    private func part(_ event: Event, _ group: EventFigure.Group) -> LedgerEntry.Part {
        .init(
            event: event.id, place: event.place, time: event.time, bounds: group.bounds, claims: group.claims,
            covers: [])
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
        all.bounds.best = rest(all.bounds.best, less: sides.map(\.bounds.best))
        all.bounds.high = rest(all.bounds.high, less: sides.map(\.bounds.low))
        return (all.bounds.high ?? 0) > 0 ? sides + [all] : sides
    }

    private func entry(
        _ key: Key, _ parts: [(part: LedgerEntry.Part, isTotal: Bool)], isCivilian: Bool?
    ) -> LedgerEntry {
        let single = parts.filter { !$0.isTotal }.map(\.part).sorted(by: Self.precedes)
        let totals = parts.filter(\.isTotal).map { total in
            var part = total.part
            part.covers = single.filter { Self.covers(part, $0) }.map(\.event)
            return part
        }
        return LedgerEntry(
            type: key.type, measure: key.measure, group: key.group, isCivilian: isCivilian,
            bounds: Self.sum(single.map(\.bounds)), parts: single, totals: totals.sorted(by: Self.precedes))
    }

    private static func precedes(_ left: LedgerEntry.Part, _ right: LedgerEntry.Part) -> Bool {
        let days = (left.time?.start?.number ?? Int.min, right.time?.start?.number ?? Int.min)
        return days.0 != days.1 ? days.0 < days.1 : left.event < right.event
    }

    private static func covers(_ total: LedgerEntry.Part, _ part: LedgerEntry.Part) -> Bool {
        guard let period = Days(total.time, publishedOn: nil), let days = Days(part.time, publishedOn: nil),
            period.start <= days.start, days.end <= period.end
        else { return false }
        guard let area = total.place.map(Spot.init), let spot = part.place.map(Spot.init) else { return true }
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

    // MARK: Things

    func materiel(_ events: [Event]) -> [LedgerEntry] {
        var parts: [Key: [(part: LedgerEntry.Part, isTotal: Bool)]] = [:]
        for event in events where happened(event) {
            let rows = event.tolls.filter { TollReader.things.contains($0.measure) && $0.standing == .live }
            var byKey: [Key: [TollRow]] = [:]
            for row in rows {
                guard let type = index[row.claim]?.type, type.family == .materiel || type == .damage else { continue }
                byKey[Key(type: type, measure: row.measure, group: row.group), default: []].append(row)
            }
            for (key, rows) in byKey {
                let part = LedgerEntry.Part(
                    event: event.id, place: event.place, time: event.time, bounds: .init(rows: rows),
                    claims: Set(rows.map(\.claim)).sorted(), covers: [])
                parts[key, default: []].append((part, isTotal(event)))
            }
        }
        return parts.keys.sorted(by: Key.precedes).map { entry($0, parts[$0] ?? [], isCivilian: nil) }
    }
}
