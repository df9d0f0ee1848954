import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText

/// The ledgers of a world as rows that can be chosen and summed over any period. Made once a world.
///
/// Every sum is over parts that count nobody twice, as ``LedgerEntry`` has them; totals, which may count what parts count,
/// are kept apart and never added.
struct LedgerIndex: Sendable {
    /// One event's part in one side's sum.
    struct Row: Sendable {
        var entry: Int
        var part: Int
        /// The same for the same event.
        var event: Int
        var isTotal: Bool
        /// The day on which it began, since 1970-01-01; nil where nobody says.
        var day: Int?
        var status: CivilianStatus
        var bounds: EventFigure.Bounds
    }

    let casualties: [LedgerEntry]
    let movements: [LedgerEntry]
    let materiel: [LedgerEntry]
    private let rows: [LedgerBook: [Row]]
    private let situation: SituationReader
    /// Stretches of control by the day on which they began; first those that began before anything told.
    let control: [ControlInterval]

    init(_ situation: SituationReader) {
        let ledgers = situation.ledgers
        (casualties, movements, materiel) = (ledgers.casualties, ledgers.movements, ledgers.materiel)
        rows = [
            .casualties: Self.rows(casualties), .movements: Self.rows(movements), .materiel: Self.rows(materiel),
        ]
        self.situation = situation
        control = situation.control.sorted { left, right in
            let days = (left.since?.number ?? Int.min, right.since?.number ?? Int.min)
            return days.0 != days.1 ? days.0 < days.1 : left.place.name < right.place.name
        }
    }

    private static func rows(_ entries: [LedgerEntry]) -> [Row] {
        var rows: [Row] = []
        var events: [String: Int] = [:]
        for (number, entry) in entries.enumerated() {
            for (parts, isTotal) in [(entry.parts, false), (entry.totals, true)] {
                for (index, part) in parts.enumerated() {
                    let event = events[part.event] ?? events.count
                    events[part.event] = event
                    rows.append(
                        Row(
                            entry: number, part: index, event: event, isTotal: isTotal,
                            day: (part.time?.start ?? part.time?.end)?.number,
                            status: CivilianStatus(part.isCivilian), bounds: part.bounds))
                }
            }
        }
        return rows
    }

    // MARK: Answers

    func entries(_ book: LedgerBook) -> [LedgerEntry] {
        switch book {
        case .casualties: casualties
        case .movements: movements
        case .materiel: materiel
        }
    }

    func entry(_ row: Row, in book: LedgerBook) -> LedgerEntry { entries(book)[row.entry] }

    func part(_ row: Row, in book: LedgerBook) -> LedgerEntry.Part {
        let entry = entry(row, in: book)
        return row.isTotal ? entry.totals[row.part] : entry.parts[row.part]
    }

    /// The rows that a query asks for, in the order of entries, each entry's by day.
    func rows(_ query: LedgerQuery, in book: LedgerBook) -> [Row] {
        let wanted = entries(book).map { entry in
            (query.measure == nil || entry.measure == query.measure)
                && (query.side == nil || entry.group.folded == query.side)
                && (query.type == nil || entry.type == query.type)
        }
        return (rows[book] ?? []).filter { row in
            wanted[row.entry] && query.isOfPeriod(row.day) && (query.status == nil || query.status == row.status)
                && (query.area?.contains(part(row, in: book).place) ?? true)
        }
    }

    /// People counted where they are, and places besieged, as last told by the end of the period.
    func states(_ query: LedgerQuery) -> (stocks: [StockEntry], hardships: [StockEntry]) {
        let states = situation.states(
            SituationQuery(on: query.to ?? CalendarDay(number: Self.lastDay), area: query.area))
        let wanted = states.filter { state in
            guard let from = query.from else { return true }
            return (state.asOf ?? state.since).map { $0 >= from } ?? false
        }
        return (wanted.filter { $0.type == .displacement }, wanted.filter { $0.type != .displacement })
    }

    /// The end of 9999, the last year of a ``CalendarDay``.
    private static let lastDay = 2_932_896

    func control(_ query: LedgerQuery) -> [ControlInterval] {
        control.filter { interval in
            query.isOfPeriod(interval.since?.number) && (query.area?.contains(interval.place) ?? true)
                && (query.side.map { $0 == interval.holder?.folded } ?? true)
        }
    }

    /// How many events the rows are of: one may harm several sides.
    static func events(_ rows: [Row]) -> Double { Double(Set(rows.map(\.event)).count) }

    /// Low, best and high as ``LedgerEntry/bounds`` adds them: a part that has no best counts in it with its low; nil where
    /// no part has such a figure.
    static func sum(_ bounds: some Sequence<EventFigure.Bounds>) -> EventFigure.Bounds {
        var sum = EventFigure.Bounds()
        for part in bounds {
            if let low = part.low { sum.low = (sum.low ?? 0) + low }
            if let best = part.best ?? part.low { sum.best = (sum.best ?? 0) + best }
            if let high = part.high { sum.high = (sum.high ?? 0) + high }
        }
        return sum
    }
}

/// Ledgers that add up.
enum LedgerBook: String, Sendable, CaseIterable {
    case casualties, movements, materiel

    var measures: [Measure] {
        switch self {
        case .casualties: [.killed, .wounded, .missing, .detained, .abducted]
        case .movements: [.displaced, .returned]
        case .materiel: Measure.allCases
        }
    }
}

/// Whether people were civilians, as far as anybody says. Unknown is never taken for military.
enum CivilianStatus: String, Sendable, CaseIterable {
    case civilian, combatant, unknown

    init(_ isCivilian: Bool?) {
        self = isCivilian.map { $0 ? .civilian : .combatant } ?? .unknown
    }
}

/// What is asked of the ledgers; what is nil asks for nothing.
struct LedgerQuery: Sendable {
    /// By the day on which something began. Where a period is given, what has no day is left out, and said.
    var from: CalendarDay?
    var to: CalendarDay?
    var measure: Measure?
    /// A group of ``LedgerEntry``, folded.
    var side: String?
    var status: CivilianStatus?
    /// Of materiel: what became of it.
    var type: ClaimType?
    /// The name of a place as the reader wrote it, and its surroundings.
    var place: String?
    var area: Area?

    var hasPeriod: Bool { from != nil || to != nil }

    func isOfPeriod(_ day: Int?) -> Bool {
        guard let day else { return !hasPeriod }
        return (from.map { $0.number <= day } ?? true) && (to.map { day <= $0.number } ?? true)
    }
}

/// How a chart divides time.
enum TimeStep: String, Sendable {
    case day, week, month, year

    /// As fine as some sixty to two hundred bars allow.
    init(days: Int) {
        self = days <= 62 ? .day : days <= 400 ? .week : days <= 3700 ? .month : .year
    }

    /// The first day of the part that a day lies in; weeks begin on Monday (ISO 8601).
    func start(of day: CalendarDay) -> CalendarDay {
        switch self {
        case .day: day
        case .week: day.adding(days: 1 - day.weekday)
        case .month: day.adding(days: 1 - day.day)
        case .year: CalendarDay(year: day.year, month: 1, day: 1) ?? day
        }
    }

    func next(after start: CalendarDay) -> CalendarDay {
        switch self {
        case .day: start.adding(days: 1)
        case .week: start.adding(days: 7)
        case .month: later(start, months: 1)
        case .year: later(start, months: 12)
        }
    }

    /// The calendar ends with the year 9999.
    private func later(_ start: CalendarDay, months: Int) -> CalendarDay {
        let next = start.adding(months: months)
        return next > start ? next : start.adding(days: 31 * months)
    }
}

/// Rows by time: the sums of a chart's bars.
struct LedgerSeries: Sendable {
    struct Bin: Sendable {
        /// nil for what is before the first bar, behind the last, or of no day.
        var days: ClosedRange<CalendarDay>?
        var bounds: EventFigure.Bounds
        /// How many parts of events.
        var count: Int
    }

    let step: TimeStep
    /// One after the other without a gap; at most ``most``.
    let bins: [Bin]
    /// What the bars leave out: days far from all others, which would make the rest too small to see.
    let earlier: Bin
    let later: Bin
    let undated: Bin

    private static let most = 200

    /// - Parameter period: the days of the bars, so that charts beside each other have the same; nil where no row has a
    ///   day.
    init(_ rows: [(day: Int?, bounds: EventFigure.Bounds)], period: ClosedRange<Int>?) {
        let dated = rows.filter { $0.day != nil }
        step = TimeStep(days: period?.count ?? 1)
        var starts: [CalendarDay] = []
        if let period {
            var start = step.start(of: CalendarDay(number: period.lowerBound))
            while start.number <= period.upperBound, starts.count < Self.most {
                starts.append(start)
                start = step.next(after: start)
            }
        }
        let step = step
        let end = starts.last.map { step.next(after: $0) }
        var parts = [[EventFigure.Bounds]](repeating: [], count: starts.count)
        var (earlier, later): ([EventFigure.Bounds], [EventFigure.Bounds]) = ([], [])
        for row in dated {
            guard let day = row.day, let first = starts.first, let end else { continue }
            if day < first.number {
                earlier.append(row.bounds)
            } else if day >= end.number {
                later.append(row.bounds)
            } else {
                parts[Self.part(of: day, in: starts)].append(row.bounds)
            }
        }
        func bin(_ bounds: [EventFigure.Bounds], _ days: ClosedRange<CalendarDay>? = nil) -> Bin {
            Bin(days: days, bounds: LedgerIndex.sum(bounds), count: bounds.count)
        }
        bins = starts.indices.map { bin(parts[$0], starts[$0]...step.next(after: starts[$0]).adding(days: -1)) }
        (self.earlier, self.later) = (bin(earlier), bin(later))
        undated = bin(rows.filter { $0.day == nil }.map(\.bounds))
    }

    /// The last that starts by that day.
    private static func part(of day: Int, in starts: [CalendarDay]) -> Int {
        var (first, end) = (0, starts.count)
        while end - first > 1 {
            let middle = (first + end) / 2
            if starts[middle].number <= day { first = middle } else { end = middle }
        }
        return first
    }

    /// The days that bars are drawn for: all that are asked for, or else all but the first and last half percent of rows.
    static func period(_ days: [Int], _ query: LedgerQuery) -> ClosedRange<Int>? {
        guard !days.isEmpty else { return nil }
        let sorted = days.sorted()
        let cut = sorted.count / 200
        let first = query.from?.number ?? sorted[cut]
        let last = query.to?.number ?? sorted[sorted.count - 1 - cut]
        return first...max(first, last)
    }
}
