import ConstatClaims
import ConstatRecords
import ConstatText

/// The figures of an event: who gave which, which of them stand, and what they come to.
///
/// The rules are those of the README's section on tolls, in the order in which they are applied here.
struct TollTable {
    private(set) var rows: [TollRow] = []
    private(set) var figures: [EventFigure] = []

    init(
        claims: [ReportedClaim], relations: Relations, cues: EventCues, sides: SideRegister,
        document: @escaping (String) -> ReportedDocument?
    ) {
        let reader = TollReader(claims: claims, cues: cues, document: document)
        var drafts = reader.drafts()
        let standings = TollStandings(claims: claims, relations: relations, sides: sides, running: reader.running)
        standings.markEnemyCounts(in: &drafts)
        standings.markIndividuals(in: &drafts)
        TollGroups(drafts).apply(to: &drafts)
        drafts = TollDraft.summed(drafts)
        standings.apply(to: &drafts)
        rows = drafts.map(\.row)
        figures = Self.figures(drafts)
    }

    private static func figures(_ drafts: [TollDraft]) -> [EventFigure] {
        Measure.allCases.compactMap { measure in
            let rows = drafts.filter { $0.row.measure == measure }
            return rows.isEmpty ? nil : figure(measure, rows)
        }
    }

    private static func figure(_ measure: Measure, _ rows: [TollDraft]) -> EventFigure? {
        let names = Set(rows.map(\.row.group)).sorted()
        let groups = names.compactMap { name in group(name, rows.filter { $0.row.group == name }) }
        if groups.isEmpty { return nil }
        return EventFigure(measure: measure, total: total(of: groups), groups: groups)
    }

    private static func group(_ name: String, _ drafts: [TollDraft]) -> EventFigure.Group? {
        let counted = drafts.filter { $0.row.standing == .live || $0.row.standing == .enemyCount }
        guard !counted.isEmpty else { return nil }
        let civilian = Set(counted.map(\.isCivilian))
        return .init(
            name: name, isCivilian: civilian.count == 1 ? civilian.first ?? nil : nil,
            bounds: .init(rows: counted.map(\.row)),
            claims: Set(counted.map(\.row.claim)).sorted())
    }

    /// Sides add up; a count of all is no side, and is not added to them.
    static func total(of groups: [EventFigure.Group]) -> EventFigure.Bounds {
        let people = groups.filter { $0.name != TollGroups.all && $0.name != TollGroups.families }
        // Families count where nobody counts people.
        let sides = (people.isEmpty && !groups.contains { $0.name == TollGroups.all } ? groups : people).map(\.bounds)
        // Where a side has no best, the sides together have none: that of the others would be too small.
        let hasBest = sides.allSatisfy { $0.best != nil || $0.low == nil }
        let sum = EventFigure.Bounds(
            low: Self.sum(sides.map(\.low)), best: hasBest ? Self.sum(sides.map(\.best)) : nil,
            high: Self.sum(sides.map(\.high)))
        guard let all = groups.first(where: { $0.name == TollGroups.all })?.bounds else { return sum }
        // A count of all that is but an enemy's boast bounds from above only.
        guard all.low != nil || all.best != nil else {
            return .init(low: sum.low, best: sum.best, high: larger(all.high, sum.high))
        }
        return .init(low: all.low, best: all.best, high: larger(all.high, sum.high))
    }

    private static func sum(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    private static func larger(_ left: Double?, _ right: Double?) -> Double? {
        [left, right].compactMap { $0 }.max()
    }
}

/// A figure on its way to a row of the table.
struct TollDraft {
    var row: TollRow
    var isCivilian: Bool?
    /// The claim's sentence says that the figure was given before.
    var isEarlier = false
    /// Its words replace lower figures of others.
    var isRaised = false
    /// The claim tells of some of the dead: people executed, bodies found.
    var isSingledOut = false
    /// What speaks with one voice: a named source, else a publisher, else the document's origin.
    var voice: String
    /// The document whose words it stands in.
    var origin: String
    /// The document speaks for a party: a communiqué, or one that says "the enemy".
    var speaksForParty = false
    /// Its unit names a side or civilians, so that as a part of a larger count it is a group of its own.
    var namesSide: Bool
    /// Counts fighters rather than soldiers: those of an armed group.
    var countsFighters = false
    var isPart = false

    var floor: Double? { row.floor }
    var ceiling: Double? { row.ceiling }

    /// The same figure in the same words: a reprint says nothing later.
    func isReprint(of other: TollDraft) -> Bool {
        origin == other.origin && floor == other.floor && ceiling == other.ceiling
    }

    /// Figures of one claim for one group add up: "a father and his daughter", "three soldiers and a militiaman".
    static func summed(_ drafts: [TollDraft]) -> [TollDraft] {
        var summed: [TollDraft] = []
        for draft in drafts {
            let index = summed.firstIndex {
                $0.row.claim == draft.row.claim && $0.row.measure == draft.row.measure
                    && $0.row.group == draft.row.group && !$0.isPart && !draft.isPart
            }
            guard let index else { summed.append(draft); continue }
            summed[index].row.low = sum(summed[index].row.low, draft.row.low)
            summed[index].row.best = sum(summed[index].row.best, draft.row.best)
            summed[index].row.high = sum(summed[index].row.high, draft.row.high)
        }
        return summed
    }

    private static func sum(_ left: Double?, _ right: Double?) -> Double? {
        guard let left, let right else { return nil }
        return left + right
    }
}

extension TollRow {
    var floor: Double? { [low, best].compactMap { $0 }.min() }
    /// "Au moins 12" is a figure of 12; "une trentaine" of 30.
    var ceiling: Double? { [low, best, high].compactMap { $0 }.max() }

    /// Published later, then more independent, then by claim.
    fileprivate static func isBetter(_ left: TollRow, _ right: TollRow) -> Bool {
        let days = (left.publishedOn?.number ?? Int.min, right.publishedOn?.number ?? Int.min)
        if days.0 != days.1 { return days.0 > days.1 }
        let ranks = (independence(left.kind), independence(right.kind))
        return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.claim < right.claim
    }

    /// 0 for those who have no part in the conflict.
    private static func independence(_ kind: Source.Kind) -> Int {
        switch kind {
        case .un, .ngo, .medical, .media: 0
        case .witness, .anonymous, .expert, .other: 1
        case .government, .police: 2
        case .military: 3
        case .party: 4
        }
    }
}

extension EventFigure.Bounds {
    /// Of rows that count one group; only live ones and enemy counts have a say.
    package init(rows: [TollRow]) {
        let live = rows.filter { $0.standing == .live }
        let counted = live + rows.filter { $0.standing == .enemyCount }
        self.init(
            low: live.compactMap(\.floor).min(), best: Self.best(of: live)?.best,
            high: counted.compactMap(\.ceiling).max())
    }

    /// The row whose best is that of all; nil where there is none.
    ///
    /// - Parameter live: a figure of somebody accused of the harm is a bound; it is the best only where there is no other.
    static func best(of live: [TollRow]) -> TollRow? {
        live.filter { !$0.isAccused }.min(by: TollRow.isBetter) ?? live.min(by: TollRow.isBetter)
    }
}
