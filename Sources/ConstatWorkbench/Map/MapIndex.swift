import ConstatClaims
import ConstatEvents
import ConstatText

/// The events of a world laid out for maps: by day, with what filters ask for as small numbers. Made once a world; an answer
/// looks only at the days that it needs.
struct MapIndex: Sendable {
    /// What is shown of one event.
    struct Entry: Sendable {
        /// In ``World/events``.
        var position: Int
        /// Days since 1970-01-01, `first <= last`; nil where nobody says. A side left open takes the other bound.
        var days: ClosedRange<Int>?
        /// In ``sites``; nil for an event without coordinates.
        var site: Int?
        var type: ClaimType
        var grade: Grade
        /// In ``parties`` and ``sources``.
        var parties: [Int]
        var sources: [Int]
    }

    /// A point where something happened, with how far from it that may have been.
    struct Site: Hashable, Sendable {
        var name: String
        var id: String?
        /// WGS 84 degrees.
        var latitude: Double
        var longitude: Double
        var radiusKm: Double
    }

    /// The largest first: a position here is an event's rank.
    let entries: [Entry]
    let sites: [Site]
    /// Names with the number of their events, the most frequent first.
    let parties: [(name: String, count: Int)]
    /// Publishers of the reports, likewise.
    let sources: [(name: String, count: Int)]
    /// Ranks of dated events, by first day.
    private let byDay: [Int]
    /// For each block of `byDay` the latest last day in it.
    private let lastDays: [Int]
    /// Ranks of events without a day.
    private let undated: [Int]
    /// Events that are only planned or possible: on no map.
    let expected: Int
    private let partyNumbers: [String: Int]
    private let sourceNumbers: [String: Int]

    private static let block = 64

    /// - Parameter publisher: of a document, by its identifier; nil if unknown.
    init(_ events: [Event], publisher: (String) -> String?) {
        var parties = Names()
        var sources = Names()
        var siteNumbers: [Site: Int] = [:]
        var sites: [Site] = []
        var found: [Entry] = []
        for (position, event) in events.enumerated() where !event.isExpected {
            var site: Int?
            if let place = Site(event) {
                site = siteNumbers[place] ?? sites.count
                if siteNumbers[place] == nil { sites.append(place) }
                siteNumbers[place] = site
            }
            found.append(
                Entry(
                    position: position, days: Self.days(event), site: site, type: event.type, grade: event.grade,
                    parties: parties.numbers(of: event.parties.map(\.name)),
                    sources: sources.numbers(of: event.members.compactMap { publisher($0.claim.document) })))
        }
        let sizes = events.map(Self.size)
        found.sort { (sizes[$1.position], $0.position) < (sizes[$0.position], $1.position) }
        (self.parties, partyNumbers) = parties.ordered(&found, \.parties)
        (self.sources, sourceNumbers) = sources.ordered(&found, \.sources)
        (entries, self.sites, expected) = (found, sites, events.count - found.count)
        let firstDays = found.map { $0.days?.lowerBound ?? Int.max }
        let byDay = found.indices.filter { found[$0].days != nil }.sorted {
            (firstDays[$0], $0) < (firstDays[$1], $1)
        }
        lastDays = stride(from: 0, to: byDay.count, by: Self.block).map { start in
            byDay[start..<min(start + Self.block, byDay.count)].compactMap { found[$0].days?.upperBound }.max()
                ?? Int.min
        }
        self.byDay = byDay
        undated = found.indices.filter { found[$0].days == nil }
    }

    static func days(_ event: Event) -> ClosedRange<Int>? {
        guard let first = event.time?.start ?? event.time?.end else { return nil }
        let last = event.time?.end ?? first
        return first.number...max(first.number, last.number)
    }

    /// By dead, then by how often it is told.
    private static func size(_ event: Event) -> Double {
        let killed = event.killed
        return (killed?.best ?? killed?.low ?? killed?.high ?? 0) * 1000 + Double(min(event.members.count, 999))
    }

    // MARK: Answers

    /// The ranks of events that a query asks for, in order.
    struct Selection: Sendable {
        /// On the map: their time touches the window, and they have a point.
        var placed: [Int]
        /// Of the window, but without coordinates.
        var unplaced: [Int]
        /// Of no known day, whatever the window.
        var undated: [Int]
    }

    func selection(_ query: MapQuery) -> Selection {
        let filter = Filter(query, self)
        var selection = Selection(placed: [], unplaced: [], undated: undated.filter { filter.keeps(entries[$0]) })
        guard filter.isPossible else { return selection }
        for rank in ranks(in: query.days) where filter.keeps(entries[rank]) {
            if entries[rank].site == nil { selection.unplaced.append(rank) } else { selection.placed.append(rank) }
        }
        selection.placed.sort()
        selection.unplaced.sort()
        return selection
    }

    /// In no order.
    private func ranks(in window: ClosedRange<Int>?) -> [Int] {
        guard let window else { return byDay }
        var found: [Int] = []
        for (number, lastDay) in lastDays.enumerated() where lastDay >= window.lowerBound {
            let start = number * Self.block
            for rank in byDay[start..<min(start + Self.block, byDay.count)] {
                guard let days = entries[rank].days else { continue }
                if days.lowerBound > window.upperBound { return found }
                if days.upperBound >= window.lowerBound { found.append(rank) }
            }
        }
        return found
    }

    /// How many dated events of the filters begin in each part of the span; the parts are equally long but for the last.
    func timeline(_ query: MapQuery, parts: Int) -> [Int] {
        guard let span else { return [] }
        let length = max(1, (span.count + parts - 1) / parts)
        var counts = [Int](repeating: 0, count: (span.count + length - 1) / length)
        let filter = Filter(query, self)
        guard filter.isPossible else { return counts }
        for rank in byDay where filter.keeps(entries[rank]) {
            guard let day = entries[rank].days?.lowerBound, span.contains(day) else { continue }
            counts[(day - span.lowerBound) / length] += 1
        }
        return counts
    }

    /// The days that a slider runs over: those of all but the first and the last half percent of events, which are often
    /// slips ("in 1916"); nil where nothing has a day. Any other day can be asked for by its date.
    var span: ClosedRange<Int>? {
        guard !byDay.isEmpty else { return nil }
        let cut = byDay.count / 200
        let first = entries[byDay[cut]].days?.lowerBound ?? 0
        let last = entries[byDay[byDay.count - 1 - cut]].days?.lowerBound ?? first
        return first...max(first, last)
    }

    /// How many dated events begin before and after the span.
    var outside: (before: Int, after: Int) {
        guard let span else { return (0, 0) }
        return byDay.reduce(into: (before: 0, after: 0)) { counts, rank in
            guard let day = entries[rank].days?.lowerBound else { return }
            if day < span.lowerBound { counts.before += 1 }
            if day > span.upperBound { counts.after += 1 }
        }
    }

    /// A query in the index's numbers.
    private struct Filter {
        var party: Int?
        var source: Int?
        var types: Set<ClaimType>?
        var grade: Grade?
        /// Nothing bears the names asked for.
        var isPossible = true

        init(_ query: MapQuery, _ index: MapIndex) {
            party = query.party.flatMap { index.partyNumbers[$0.folded] }
            source = query.source.flatMap { index.sourceNumbers[$0.folded] }
            (types, grade) = (query.types, query.grade)
            isPossible = (party != nil || query.party == nil) && (source != nil || query.source == nil)
        }

        func keeps(_ entry: Entry) -> Bool {
            if !isPossible { return false }
            if let party, !entry.parties.contains(party) { return false }
            if let source, !entry.sources.contains(source) { return false }
            if let grade, entry.grade != grade { return false }
            return types?.contains(entry.type) ?? true
        }
    }
}

/// What a map is asked for.
struct MapQuery: Sendable, Equatable {
    /// The window's last day; nil only where ``MapIndex/span`` is.
    var on: CalendarDay?
    /// How many days the window has; nil for all days.
    var window: Int?
    /// Names as events have them; their spelling in capitals and accents does not matter.
    var party: String?
    var source: String?
    /// A type or a family of types.
    var type: String?
    var grade: Grade?
    /// Whether places in somebody's hands are shown.
    var showsControl = true

    static let windows = [1, 7, 30, 90, 365]

    /// The days asked for; nil for all.
    var days: ClosedRange<Int>? {
        guard let on, let window else { return nil }
        return (on.number - window + 1)...on.number
    }

    /// nil for every type; empty where the name is none.
    var types: Set<ClaimType>? {
        type.map { name in Set(ClaimType.allCases.filter { $0.rawValue == name || $0.family.rawValue == name }) }
    }
}

extension MapIndex.Site {
    /// nil where the event has no point on the earth.
    fileprivate init?(_ event: Event) {
        guard let place = event.place, let latitude = place.latitude, let longitude = place.longitude,
            abs(latitude) <= 90, abs(longitude) <= 180
        else { return nil }
        self.init(
            name: place.name, id: place.id, latitude: latitude, longitude: longitude,
            radiusKm: (0...20_040).contains(place.radiusKm) ? place.radiusKm : 0)
    }

    /// A country or a region: its point says little.
    var isCoarse: Bool { radiusKm > 120 }
}

extension Event {
    /// Planned or possible: it has not happened, as far as anybody says.
    var isExpected: Bool { status == .planned || status == .possible }

    /// nil where nobody tells of dead.
    var killed: EventFigure.Bounds? { figures.first { $0.measure == .killed }?.total }
}

/// Gives names small numbers; names that differ in capitals and accents only are one.
private struct Names {
    private var numbers: [String: Int] = [:]
    private var numbersByFolded: [String: Int] = [:]
    /// As first met.
    private var names: [String] = []
    private var counts: [Int] = []

    /// Each once.
    mutating func numbers(of wanted: [String]) -> [Int] {
        var found: [Int] = []
        for name in wanted {
            let number = number(of: name)
            guard !found.contains(number) else { continue }
            counts[number] += 1
            found.append(number)
        }
        return found
    }

    private mutating func number(of name: String) -> Int {
        if let known = numbers[name] { return known }
        let folded = name.folded
        let number = numbersByFolded[folded] ?? names.count
        if number == names.count {
            names.append(name)
            counts.append(0)
            numbersByFolded[folded] = number
        }
        numbers[name] = number
        return number
    }

    /// The names by number of events; `entries` get the numbers of that order.
    func ordered(
        _ entries: inout [MapIndex.Entry], _ path: WritableKeyPath<MapIndex.Entry, [Int]>
    ) -> ([(name: String, count: Int)], [String: Int]) {
        let order = names.indices.sorted { (counts[$1], names[$0]) < (counts[$0], names[$1]) }
        var places = [Int](repeating: 0, count: names.count)
        for (place, number) in order.enumerated() { places[number] = place }
        for index in entries.indices {
            entries[index][keyPath: path] = entries[index][keyPath: path].map { places[$0] }
        }
        return (order.map { (name: names[$0], count: counts[$0]) }, numbersByFolded.mapValues { places[$0] })
    }
}
