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
    private var tellings: [Int: Telling] = [:]
    private var profiles: [Int: TellingProfile] = [:]
    private var handles: [String: [Int]] = [:]
    private var holders: [ClaimID: Int] = [:]
    private var blocks: [Block: Set<Int>] = [:]
    private var neighbours: [Int: [Int: Link]] = [:]
    private var nextHandle = 0
    /// Tellings whose events must be made anew.
    private var touched: Set<Int> = []
    /// The events of each group of tellings that hang together, by its smallest claim.
    private var made: [ClaimID: [Event]] = [:]
    private var groups: [Int: ClaimID] = [:]
    /// Groups made, and events dropped, since changes were last asked for.
    private var fresh: Set<ClaimID> = []
    private var dropped: Set<String> = []
    private let cues = EventCues.french
    private let sides = SideRegister.shared

    /// Why two tellings hang together.
    private struct Link {
        var score: Double
        var reasons: [String]
    }

    public init(decisions: [EventDecision] = []) { self.decisions = decisions }

    /// The documents at hand, by name.
    public var documents: [String] { records.keys.sorted() }

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
        for document in documents.sorted() {
            forgetTellings(of: document)
            guard let record = records[document] else { continue }
            for telling in TellingReader(cues: cues, constraints: constraints, sides: sides).tellings(of: record) {
                insert(telling)
            }
        }
        for document in documents.sorted() { linkByHand(document) }
    }

    private mutating func insert(_ telling: Telling) {
        let handle = nextHandle
        nextHandle += 1
        let profile = TellingProfile(telling, sides: sides)
        tellings[handle] = telling
        profiles[handle] = profile
        handles[profile.document, default: []].append(handle)
        for member in telling.members { holders[member.claim.id] = handle }
        touched.insert(handle)
        var near: Set<Int> = []
        for block in Block.blocks(of: profile) {
            near.formUnion(blocks[block] ?? [])
            blocks[block, default: []].insert(handle)
        }
        for other in near { link(handle, other) }
    }

    private mutating func link(_ left: Int, _ right: Int) {
        guard let one = profiles[left], let other = profiles[right],
            let resemblance = Resemblance(one, other, sides: sides), resemblance.score >= EventRules.threshold
        else { return }
        connect(left, right, Link(score: resemblance.score, reasons: resemblance.reasons))
    }

    private mutating func linkByHand(_ document: String) {
        for handle in handles[document] ?? [] {
            for member in tellings[handle]?.members ?? [] {
                for companion in constraints.companions(of: member.claim.id) {
                    guard let other = holders[companion], other != handle else { continue }
                    connect(handle, other, Link(score: .infinity, reasons: ["joined by hand"]))
                }
            }
        }
    }

    private mutating func connect(_ left: Int, _ right: Int, _ link: Link) {
        neighbours[left, default: [:]][right] = link
        neighbours[right, default: [:]][left] = link
        touched.formUnion([left, right])
    }

    private mutating func forgetTellings(of document: String) {
        for handle in handles.removeValue(forKey: document) ?? [] {
            guard let telling = tellings.removeValue(forKey: handle),
                let profile = profiles.removeValue(forKey: handle)
            else { continue }
            for member in telling.members { holders[member.claim.id] = nil }
            for block in Block.blocks(of: profile) {
                blocks[block]?.remove(handle)
                if blocks[block]?.isEmpty == true { blocks[block] = nil }
            }
            for other in (neighbours.removeValue(forKey: handle) ?? [:]).keys {
                neighbours[other]?[handle] = nil
                touched.insert(other)
            }
            touched.remove(handle)
            if let group = groups.removeValue(forKey: handle) { dissolve(group) }
        }
    }

    /// Drops the events of a group and marks what is left of it.
    private mutating func dissolve(_ group: ClaimID) {
        let isFresh = fresh.remove(group) != nil
        for event in made.removeValue(forKey: group) ?? [] {
            if !isFresh { dropped.insert(event.id) }
            for member in event.members {
                guard let handle = holders[member.claim], groups[handle] == group else { continue }
                groups[handle] = nil
                touched.insert(handle)
            }
        }
    }

    // MARK: Events

    /// All events, by id. Only what has changed since the last call is worked out anew.
    public mutating func events() -> [Event] {
        refresh()
        return made.values.joined().sorted { $0.id < $1.id }
    }

    /// What has become of the events since this was last called (or since the start): those made anew, by id, and the
    /// ids of those that are no more. Costs what changed, not what there is.
    public mutating func changes() -> (made: [Event], gone: [String]) {
        refresh()
        let events = fresh.flatMap { made[$0] ?? [] }.sorted { $0.id < $1.id }
        let gone = dropped.subtracting(events.map(\.id)).sorted()
        fresh = []
        dropped = []
        return (events, gone)
    }

    /// The event that a claim belongs to; nil for claims that make none (`geo.relation`) or are not here.
    public mutating func event(of claim: ClaimID) -> Event? {
        refresh()
        guard let handle = holders[claim], let group = groups[handle] else { return nil }
        return made[group]?.first { $0.members.contains { $0.claim == claim } }
    }

    private mutating func refresh() {
        while let handle = touched.first {
            let group = connected(to: handle)
            for member in group {
                touched.remove(member)
                if let old = groups[member] { dissolve(old) }
            }
            // Dissolving may mark members of the group again.
            touched.subtract(group)
            build(group)
        }
    }

    private func connected(to handle: Int) -> Set<Int> {
        var group: Set<Int> = [handle]
        var open = [handle]
        while let next = open.popLast() {
            for other in (neighbours[next] ?? [:]).keys where group.insert(other).inserted { open.append(other) }
        }
        return group
    }

    private mutating func build(_ group: Set<Int>) {
        let ordered = group.compactMap { handle in profiles[handle].map { (handle, $0) } }
            .sorted { $0.1.key < $1.1.key }
        guard let first = ordered.first else { return }
        let positions = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.0, $0) })
        var links: [Clustering.Link] = []
        for (position, (handle, _)) in ordered.enumerated() {
            for (other, link) in neighbours[handle] ?? [:] {
                guard let there = positions[other], position < there else { continue }
                links.append(.init(left: position, right: there, score: link.score, reasons: link.reasons))
            }
        }
        let told = ordered.compactMap { tellings[$0.0] }
        let clusters = Clustering(profiles: ordered.map(\.1), tellings: told, constraints: constraints).clusters(links)
        let builder = EventBuilder(cues: cues, sides: sides) { [records] in records[$0]?.document }
        made[first.1.key] = clusters.map { builder.event(of: $0.members.map { told[$0] }, joins: $0.joins) }
        fresh.insert(first.1.key)
        for (handle, _) in ordered { groups[handle] = first.1.key }
    }
}

/// A cell of place and time, or a figure: tellings that share none are never compared.
struct Block: Hashable, Sendable {
    private enum Kind: UInt8 { case cell, name, figure }
    private let kind: Kind
    private let first: Int
    private let second: Int
    private let third: Int

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
