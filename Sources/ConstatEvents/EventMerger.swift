public import ConstatRecords
import ConstatText

/// Brings the claims of many documents together into events.
///
/// The events are a function of the documents and decisions alone: the order in which they come, and what was added
/// and withdrawn before, make no difference. A change costs what lies near it in place and time, not the whole.
public struct EventMerger: Sendable {
    private var records: [String: ClaimRecord] = [:]
    private var decisions: [EventDecision]
    private var constraints = Constraints()
    /// By handle; nil for handles that are free.
    private var tellings: [Kept?] = []
    private var freeHandles: [Int] = []
    /// Of each document's tellings.
    private var handles: [String: [Int]] = [:]
    private var blocks: [Block: [Int32]] = [:]
    /// Tellings whose events must be made anew.
    private var touched: Set<Int> = []
    /// The tellings that hang together, directly or through others, by the handle of the first of them.
    private var groups: [Int: Group] = [:]
    /// The group that an event was made in.
    private var groupsOfEvents: [String: Int] = [:]
    /// Groups made, and events dropped, since changes were last asked for.
    private var fresh: Set<Int> = []
    private var dropped: Set<String> = []
    private let cues = EventCues.french
    private let sides = SideRegister.shared

    private struct Kept: Sendable {
        var profile: TellingProfile
        var links: [Link] = []
        /// nil while its events wait to be made.
        var group: Int?
    }

    /// That a telling hangs together with another; the other has the same link back.
    private struct Link {
        var other: Int
        var score: Double
    }

    private struct Group {
        var handles: [Int]
        var events: [Event]
    }

    public init(decisions: [EventDecision] = []) { self.decisions = decisions }

    // MARK: Documents

    /// The documents at hand, by name.
    public var documents: [String] { records.keys.sorted() }

    /// nil where there is none of that name.
    public func record(of document: String) -> ClaimRecord? { records[document] }

    // MARK: Changes

    /// Adds a document; one of the same name is replaced.
    public mutating func add(_ record: ClaimRecord) { add([record]) }

    /// Adds documents; later ones replace those of the same name.
    public mutating func add(_ added: [ClaimRecord]) {
        for record in added {
            forgetTellings(of: record.document.id)
            records[record.document.id] = record
        }
        reread(Set(added.map(\.document.id)))
    }

    /// Withdraws a document; what others say stays. Nothing happens where there is none of that name.
    public mutating func withdraw(_ document: String) {
        guard records[document] != nil else { return }
        forgetTellings(of: document)
        records[document] = nil
        reread([document])
    }

    /// Replaces all decisions.
    public mutating func decide(_ decisions: [EventDecision]) {
        let concerned = Set((self.decisions + decisions).flatMap(\.claims).map(\.document))
        self.decisions = decisions
        reread(concerned)
    }

    /// Reads the tellings of documents anew, with those that decisions tie to them.
    private mutating func reread(_ documents: Set<String>) {
        var documents = documents
        for decision in decisions where decision.claims.contains(where: { documents.contains($0.document) }) {
            documents.formUnion(decision.claims.map(\.document))
        }
        constraints = Constraints(decisions) { [records] in records[$0] }
        let names = documents.sorted()
        for document in names { forgetTellings(of: document) }
        for profile in profiles(of: names) { insert(profile) }
        if !constraints.isEmpty { for document in names { linkByHand(document) } }
    }

    /// No document's tellings depend on another's.
    private func profiles(of documents: [String]) -> [TellingProfile] {
        let reader = TellingReader(cues: cues, constraints: constraints, sides: sides)
        return Parallel.map(documents.compactMap { records[$0] }, each: 32) { [sides] record in
            reader.tellings(of: record).map { TellingProfile($0, sides: sides) }
        }.flatMap { $0 }
    }

    private mutating func insert(_ profile: TellingProfile) {
        let handle = freeHandles.popLast() ?? tellings.count
        if handle == tellings.count { tellings.append(nil) }
        tellings[handle] = Kept(profile: profile)
        handles[profile.document, default: []].append(handle)
        touched.insert(handle)
        var near: [Int32] = []
        for block in Block.blocks(of: profile) {
            Self.enter(Int32(handle), &blocks[block, default: []], meeting: &near)
        }
        for other in Set(near) { link(handle, Int(other)) }
    }

    private static func enter(_ handle: Int32, _ block: inout [Int32], meeting near: inout [Int32]) {
        near += block
        block.append(handle)
    }

    private mutating func link(_ left: Int, _ right: Int) {
        guard let one = tellings[left]?.profile, let other = tellings[right]?.profile,
            let resemblance = Resemblance(one, other, sides: sides), resemblance.score >= EventRules.threshold
        else { return }
        connect(left, right, score: resemblance.score)
    }

    private mutating func linkByHand(_ document: String) {
        for handle in handles[document] ?? [] {
            for member in tellings[handle]?.profile.members ?? [] {
                for companion in constraints.companions(of: member.claim.id) {
                    guard let other = self.handle(of: companion), other != handle else { continue }
                    connect(handle, other, score: .infinity)
                }
            }
        }
    }

    /// A link by hand takes the place of one that was found.
    private mutating func connect(_ left: Int, _ right: Int, score: Double) {
        for (one, other) in [(left, right), (right, left)] {
            tellings[one]?.links.removeAll { $0.other == other }
            tellings[one]?.links.append(Link(other: other, score: score))
        }
        touched.formUnion([left, right])
    }

    /// The telling that a claim belongs to; a document's claims are few enough to be looked through.
    private func handle(of claim: ClaimID) -> Int? {
        handles[claim.document]?.first { handle in
            tellings[handle]?.profile.members.contains { $0.claim.id == claim } ?? false
        }
    }

    private mutating func forgetTellings(of document: String) {
        for handle in handles.removeValue(forKey: document) ?? [] {
            guard let kept = tellings[handle] else { continue }
            for block in Block.blocks(of: kept.profile) {
                blocks[block]?.removeAll { $0 == Int32(handle) }
                if blocks[block]?.isEmpty == true { blocks[block] = nil }
            }
            for link in kept.links {
                tellings[link.other]?.links.removeAll { $0.other == handle }
                touched.insert(link.other)
            }
            if let group = kept.group { dissolve(group) }
            touched.remove(handle)
            tellings[handle] = nil
            freeHandles.append(handle)
        }
    }

    /// Drops the events of a group and marks what is left of it.
    private mutating func dissolve(_ first: Int) {
        guard let group = groups.removeValue(forKey: first) else { return }
        let isFresh = fresh.remove(first) != nil
        for event in group.events {
            groupsOfEvents[event.id] = nil
            if !isFresh { dropped.insert(event.id) }
        }
        for handle in group.handles {
            tellings[handle]?.group = nil
            touched.insert(handle)
        }
    }

    // MARK: Events

    /// All events, by id. Only what has changed since the last call is worked out anew.
    public mutating func events() -> [Event] {
        refresh()
        return groups.values.lazy.flatMap(\.events).sorted { $0.id < $1.id }
    }

    /// nil where there is no event of that id.
    public mutating func event(_ id: String) -> Event? {
        refresh()
        return groupsOfEvents[id].flatMap { groups[$0] }?.events.first { $0.id == id }
    }

    /// What has become of the events since this was last called (or since the start): those made anew, by id, and the
    /// ids of those that are no more. Costs what changed, not what there is.
    public mutating func changes() -> (made: [Event], gone: [String]) {
        refresh()
        let events = fresh.flatMap { groups[$0]?.events ?? [] }.sorted { $0.id < $1.id }
        let gone = dropped.subtracting(events.map(\.id)).sorted()
        fresh = []
        dropped = []
        return (events, gone)
    }

    /// The event that a claim belongs to; nil for claims that make none (`geo.relation`) or are not here.
    public mutating func event(of claim: ClaimID) -> Event? {
        refresh()
        guard let group = handle(of: claim).flatMap({ tellings[$0]?.group }) else { return nil }
        return groups[group]?.events.first { $0.members.contains { $0.claim == claim } }
    }

    private mutating func refresh() {
        var waiting: [[Int]] = []
        while !touched.isEmpty {
            for handle in touched.sorted() where touched.contains(handle) { waiting.append(gather(handle)) }
        }
        for (handles, events) in zip(waiting, events(of: waiting)) { set(events, of: handles) }
    }

    /// The tellings that hang together with one, in order; what was made of them before is dropped.
    private mutating func gather(_ handle: Int) -> [Int] {
        let group = connected(to: handle)
        for member in group { if let old = tellings[member]?.group { dissolve(old) } }
        // Dissolving marks others of the old groups, and members of this one again.
        touched.subtract(group)
        return group.compactMap { handle in tellings[handle].map { (handle, $0.profile.key) } }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// No group's events depend on another's.
    private func events(of groups: [[Int]]) -> [[Event]] { Parallel.map(groups, each: 64) { events(of: $0) } }

    private mutating func set(_ events: [Event], of handles: [Int]) {
        guard let first = handles.first else { return }
        for event in events { groupsOfEvents[event.id] = first }
        for handle in handles { tellings[handle]?.group = first }
        groups[first] = Group(handles: handles, events: events)
        fresh.insert(first)
    }

    private func connected(to handle: Int) -> Set<Int> {
        var group: Set<Int> = [handle]
        var open = [handle]
        while let next = open.popLast() {
            for link in tellings[next]?.links ?? [] where group.insert(link.other).inserted { open.append(link.other) }
        }
        return group
    }

    /// Of tellings that hang together, in order.
    private func events(of handles: [Int]) -> [Event] {
        let kept = handles.compactMap { tellings[$0] }
        let profiles = kept.map(\.profile)
        let builder = EventBuilder(cues: cues, sides: sides) { [records] in records[$0]?.document }
        // Most tellings are nobody else's.
        if profiles.count == 1 { return [builder.event(of: profiles[0].members, joins: [])] }
        let positions = Dictionary(uniqueKeysWithValues: zip(handles, handles.indices))
        var links: [Clustering.Link] = []
        for (position, telling) in kept.enumerated() {
            for link in telling.links {
                guard let there = positions[link.other], position < there else { continue }
                links.append(.init(left: position, right: there, score: link.score))
            }
        }
        return Clustering(profiles, constraints: constraints, sides: sides).clusters(links).map { cluster in
            builder.event(of: cluster.members.flatMap { profiles[$0].members }, joins: cluster.joins)
        }
    }
}

/// A cell of place and time, or a figure: tellings that share none are never compared.
///
/// One number stands for it, for there are millions. Where two blocks had the same, tellings would be compared in vain.
struct Block: Hashable, Sendable {
    private enum Kind: Int { case cell, name, figure }
    private let hash: UInt64

    private init(kind: Kind, first: Int, second: Int, third: Int) {
        hash = [first, second, third].reduce(UInt64(kind.rawValue)) { hash, value in
            Self.mixed(hash &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: Int64(value)))
        }
    }

    /// Every bit of the number bears on every bit of the answer (the finaliser of SplitMix64).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// Degrees on a side; a happening's radius spans a few cells.
    private static let cell = 0.5
    private static let daysEach = 4

    static func blocks(of profile: TellingProfile) -> Set<Block> {
        var blocks: Set<Block> = []
        let periods = periods(of: profile)
        for period in periods {
            for (row, column) in cells(of: profile.place) {
                blocks.insert(Block(kind: .cell, first: period, second: row, third: column))
            }
            if let place = profile.place {
                blocks.insert(Block(kind: .name, first: period, second: place.foldedName.stableHash, third: 0))
            }
            // Figures tie what has no place; those of claims that have one are found by it, too.
            for figure in profile.figures where figure.value >= EventRules.tellingFigure {
                blocks.insert(
                    Block(
                        kind: .figure, first: period, second: figure.measure.rawValue.stableHash,
                        third: Int(figure.value)))
            }
        }
        return blocks
    }

    /// The stretches of days in which it may have happened; long periods share the stretch of their start alone.
    private static func periods(of profile: TellingProfile) -> ClosedRange<Int> {
        let days: Days
        if let known = profile.days {
            days = known.count > 60 && !profile.isState ? Days(known.start - 30, known.start + 30) : known
        } else if let day = profile.publishedOn?.number {
            days = Days(day - EventRules.newsDays, day)
        } else {
            return 0...0
        }
        // A state of years is compared by its last month: what still holds is told again and again.
        let start = max(days.start, days.end - 60)
        return period(start - 1)...period(days.end + 1)
    }

    private static func period(_ day: Int) -> Int {
        day >= 0 ? day / daysEach : -((-day + daysEach - 1) / daysEach)
    }

    private static func cells(of place: Spot?) -> [(Int, Int)] {
        guard let place, let point = place.point else { return [] }
        let radius = min(max(place.radiusKm, EventRules.leastReachKm), EventRules.greatestReachKm)
        let height = radius / 111
        let shrink = max(0.02, 1 - abs(point.latitude) / 90)
        let width = min(180, height / shrink)
        let rows = index(point.latitude - height)...index(point.latitude + height)
        let columns = index(point.longitude - width)...index(point.longitude + width)
        let around = Int(360 / cell)
        return rows.flatMap { row in columns.map { (row, (($0 % around) + around) % around) } }
    }

    private static func index(_ degrees: Double) -> Int { Int((degrees / cell).rounded(.down)) }
}

extension String {
    /// The same number for the same text in every run (FNV-1a, 64 bits); `Hasher` changes from run to run.
    var stableHash: Int { Int(bitPattern: UInt(stableBits)) }

    var stableBits: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
