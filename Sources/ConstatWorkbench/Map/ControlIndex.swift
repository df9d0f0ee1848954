import ConstatEvents
import ConstatText

/// Who held which place when, for maps: the places that have a point, with the parties that hold most of them.
struct ControlIndex: Sendable {
    /// The latest told first.
    private let intervals: [ControlInterval]
    /// Parties by the number of places that they ever held, the most first: those of a colour of their own.
    let holders: [String]
    private let ranks: [String: Int]

    /// As many as a reader can tell apart.
    static let colours = 8

    init(_ intervals: [ControlInterval]) {
        let placed = intervals.filter { $0.place.latitude != nil && $0.place.longitude != nil }
        self.intervals = placed.sorted { left, right in
            let days = (left.lastTold?.number ?? Int.min, right.lastTold?.number ?? Int.min)
            return days.0 != days.1 ? days.0 > days.1 : left.place.name < right.place.name
        }
        let counts = Dictionary(grouping: placed.compactMap(\.holder)) { $0 }.mapValues(\.count)
        holders = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        ranks = Dictionary(uniqueKeysWithValues: holders.enumerated().map { ($1, $0) })
    }

    /// The number of a party's colour; nil for those that share the colour of all others, and for nobody named.
    func colour(of holder: String?) -> Int? {
        holder.flatMap { ranks[$0] }.flatMap { $0 < Self.colours ? $0 : nil }
    }

    /// What holds on a day, the latest told first.
    ///
    /// - Parameter party: only what is in its hands; nil for everybody.
    func intervals(on day: CalendarDay, party: String?) -> [ControlInterval] {
        let wanted = party?.folded
        return intervals.filter { interval in
            (interval.since.map { $0 <= day } ?? true) && (interval.until.map { day < $0 } ?? true)
                && (wanted == nil || interval.holder?.folded == wanted)
        }
    }
}
