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
    /// Who takes part, the most frequent first.
    let parties: [Named]
    /// Publishers of the reports, likewise.
    let sources: [Named]
    /// Events that are only planned or possible: on no map.
    let expected: Int
    /// The days that a slider runs over: those of all but the first and the last half percent of events, which are often
    /// slips ("in 1916"); nil where nothing has a day. Any other day can be asked for by its date.
    let span: ClosedRange<Int>?
    /// How many dated events begin before and after the span.
    let outside: (before: Int, after: Int)
    /// Ranks of dated events, by first day.
    private let byDay: [Int]
    /// For each block of `byDay` the latest last day in it.
    private let lastDays: [Int]
    /// Ranks of events without a day.
    private let undated: [Int]
    private let partyNumbers: [String: Int]
    private let sourceNumbers: [String: Int]

    /// A name with the ranks of its events.
    struct Named: Sendable {
        var name: String
        var ranks: [Int]
    }

    private static let block = 64

    /// - Parameter publisher: of a document, by its identifier; nil if unknown.
    init(_ events: [Event], publisher: (String) -> String?) {
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
                Entry(position: position, days: Self.days(event), site: site, type: event.type, grade: event.grade))
        }
        let sizes = events.map(Self.size)
        found.sort { (sizes[$1.position], $0.position) < (sizes[$0.position], $1.position) }
        (entries, self.sites, expected) = (found, sites, events.count - found.count)
        (parties, partyNumbers) = Self.named(found) { events[$0.position].parties.map(\.name) }
        (sources, sourceNumbers) = Self.named(found) {
            events[$0.position].members.compactMap { publisher($0.claim.document) }
        }
        let firstDays = found.map { $0.days?.lowerBound ?? Int.max }
        let byDay = found.indices.filter { found[$0].days != nil }.sorted { (firstDays[$0], $0) < (firstDays[$1], $1) }
        lastDays = stride(from: 0, to: byDay.count, by: Self.block).map { start in
            byDay[start..<min(start + Self.block, byDay.count)].compactMap { found[$0].days?.upperBound }.max()
                ?? Int.min
        }
        undated = found.indices.filter { found[$0].days == nil }
        let cut = byDay.count / 200
        let span = byDay.isEmpty ? nil : firstDays[byDay[cut]]...firstDays[byDay[byDay.count - 1 - cut]]
        outside = (
            byDay.count { firstDays[$0] < span?.lowerBound ?? 0 }, byDay.count { firstDays[$0] > span?.upperBound ?? 0 }
        )
        (self.byDay, self.span) = (byDay, span)
    }

    /// The names of events with their ranks, and the names' numbers by their folded forms: names that differ in capitals
    /// and accents only are one.
    private static func named(
        _ entries: [Entry], _ names: (Entry) -> [String]
    ) -> (names: [Named], numbers: [String: Int]) {
        var numbers: [String: Int] = [:]
        var foldedForms: [String: String] = [:]
        var found: [Named] = []
        for (rank, entry) in entries.enumerated() {
            for name in names(entry) {
                let folded = foldedForms[name] ?? name.folded
                foldedForms[name] = folded
                let number = numbers[folded] ?? found.count
                if number == found.count { found.append(Named(name: name, ranks: [])) }
                numbers[folded] = number
                if found[number].ranks.last != rank { found[number].ranks.append(rank) }
            }
        }
        let order = found.indices.sorted {
            (found[$1].ranks.count, found[$0].name) < (found[$0].ranks.count, found[$1].name)
        }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return (order.map { found[$0] }, numbers.mapValues { places[$0] ?? 0 })
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
        let kept = kept(query)
        var selection = Selection(
            placed: [], unplaced: [], undated: kept.map { kept in undated.filter { kept[$0] } } ?? undated)
        for rank in ranks(in: query.days) where kept?[rank] ?? true {
            if entries[rank].site == nil { selection.unplaced.append(rank) } else { selection.placed.append(rank) }
        }
        return selection
    }

    /// In order.
    private func ranks(in window: ClosedRange<Int>?) -> [Int] {
        guard let window else { return entries.indices.filter { entries[$0].days != nil } }
        var found: [Int] = []
        for (number, lastDay) in lastDays.enumerated() where lastDay >= window.lowerBound {
            let start = number * Self.block
            for rank in byDay[start..<min(start + Self.block, byDay.count)] {
                guard let days = entries[rank].days, days.lowerBound <= window.upperBound else { return found.sorted() }
                if days.upperBound >= window.lowerBound { found.append(rank) }
            }
        }
        return found.sorted()
    }

    /// How many dated events of the filters begin in each part of the span; the parts are equally long but for the last.
    func timeline(_ query: MapQuery, parts: Int) -> [Int] {
        guard let span else { return [] }
        let length = max(1, (span.count + parts - 1) / parts)
        var counts = [Int](repeating: 0, count: (span.count + length - 1) / length)
        let kept = kept(query)
        for rank in byDay where kept?[rank] ?? true {
            guard let day = entries[rank].days?.lowerBound, span.contains(day) else { continue }
            counts[(day - span.lowerBound) / length] += 1
        }
        return counts
    }

    /// For each rank whether the filters leave it; nil where there are none.
    private func kept(_ query: MapQuery) -> [Bool]? {
        guard query.party != nil || query.source != nil || query.type != nil || query.grade != nil else { return nil }
        var kept = [Bool](repeating: true, count: entries.count)
        func keepOnly(_ ranks: [Int]) {
            var wanted = [Bool](repeating: false, count: entries.count)
            for rank in ranks { wanted[rank] = kept[rank] }
            kept = wanted
        }
        if let party = query.party { keepOnly(partyNumbers[party.folded].map { parties[$0].ranks } ?? []) }
        if let source = query.source { keepOnly(sourceNumbers[source.folded].map { sources[$0].ranks } ?? []) }
        if let types = query.types {
            for rank in kept.indices where !types.contains(entries[rank].type) { kept[rank] = false }
        }
        if let grade = query.grade {
            for rank in kept.indices where entries[rank].grade != grade { kept[rank] = false }
        }
        return kept
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
