import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRecords
import ConstatText
import ConstatTime
import TestSupport

/// Claims written shortly: `sentence` numbers the sentences of a report, `order` the claims in one.
func claim(
    _ type: ClaimType, _ sentence: Int, order: Int = 0, at place: ReportedClaim.Place? = Town.gao,
    on day: String? = nil,
    until: String? = nil, agent: String? = nil, target: String? = nil, victim: String? = nil,
    _ quantities: [ReportedClaim.Quantity] = [], by source: String? = nil, _ kind: Source.Kind = .other,
    status: AssertionStatus = .occurred, hedged: Bool = false, trigger: String = "mot", evidence: String = "Phrase."
) -> ReportedClaim {
    let start = sentence * 1000
    let trigger = QuotedSpan(start: start + order, end: start + order + 1, quote: trigger)
    let span = QuotedSpan(start: start, end: start + evidence.unicodeScalars.count, quote: evidence)
    let actors = [(Participant.Role.agent, agent), (.target, target), (.victim, victim)]
        .compactMap { role, name in name.map { ReportedClaim.Actor(role: role, name: $0, mention: trigger) } }
    var time: ReportedClaim.Time?
    if let day = day.flatMap({ CalendarDay($0) }) {
        time = .init(start: day, end: until.flatMap { CalendarDay($0) } ?? day, precision: .day, mention: trigger)
    }
    return ReportedClaim(
        id: ClaimID(document: "", claim: "c\(sentence)x\(order)"), type: type, trigger: trigger, evidence: span,
        actors: actors, place: place, time: time,
        quantities: quantities.map { quantity in
            var quantity = quantity
            if let mention = quantity.mention {
                quantity.mention = QuotedSpan(
                    start: start + mention.start, end: start + mention.end, quote: mention.quote)
            }
            return quantity
        },
        attribution: source.map { [.init(name: $0, kind: kind)] } ?? [], status: status, isHedged: hedged)
}

/// A figure of words such as "au moins 12" (`low` alone), "une trentaine" (`best` alone) or "14".
func count(
    _ measure: Measure, _ exact: Double? = nil, low: Double? = nil, best: Double? = nil, high: Double? = nil,
    of party: String? = nil, unit: String = "person", civilian: Bool? = nil, saying words: String? = nil,
    in evidence: String = ""
) -> ReportedClaim.Quantity {
    var mention: QuotedSpan?
    if let words, let range = evidence.firstRange(of: words) {
        let start = evidence.unicodeScalars.distance(from: evidence.startIndex, to: range.lowerBound)
        mention = QuotedSpan(start: start, end: start + words.unicodeScalars.count, quote: words)
    }
    return .init(
        measure: measure, unit: unit, low: low ?? exact, best: best ?? exact, high: high ?? exact, party: party,
        isCivilian: civilian, mention: mention)
}

enum Town {
    static let gao = place("Gao", 16.27, -0.04)
    static let ansongo = place("Ansongo", 15.66, 0.5)
    static let kidal = place("Kidal", 18.44, 1.41)

    static func place(
        _ name: String, _ latitude: Double, _ longitude: Double, radius: Double = 10,
        relation: PlaceMention.Relation = .at
    ) -> ReportedClaim.Place {
        .init(
            name: name, latitude: latitude, longitude: longitude, radiusKm: radius, relation: relation,
            mention: QuotedSpan(start: 0, end: 1, quote: name))
    }
}

func report(
    _ id: String, _ published: String?, title: String? = nil, publisher: String? = nil, origin: String? = nil,
    _ claims: [ReportedClaim]
) -> ClaimRecord {
    ClaimRecord(
        document: ReportedDocument(
            id: id, publishedOn: published.flatMap { CalendarDay($0) }, publisher: publisher, title: title,
            origin: origin),
        claims: claims.map { claim in
            var claim = claim
            claim.id.document = id
            return claim
        })
}

func merged(_ records: [ClaimRecord], _ decisions: [EventDecision] = []) -> [Event] {
    var merger = EventMerger(decisions: decisions)
    merger.add(records)
    return merger.events()
}

extension [Event] {
    /// The event that holds the claim, whose name is `document#claim`.
    func holding(_ claim: String) -> Event? {
        first { event in event.members.contains { $0.claim.description == claim } }
    }
}

extension Event {
    func figure(_ measure: Measure) -> EventFigure.Bounds? { figures.first { $0.measure == measure }?.total }
    func standing(_ claim: String, _ measure: Measure) -> [TollRow.Standing] {
        tolls.filter { $0.claim.description == claim && $0.measure == measure }.map(\.standing)
    }
    var names: [String] { members.map(\.claim.description) }
}

/// A small world of reports: a few towns, days and parties, so that many reports tell of the same.
enum World {
    static func reports(_ count: Int, seed: UInt64) -> [ClaimRecord] {
        var numbers = SeededNumbers(state: seed)
        return (0..<count).map { report(number: $0, &numbers) }
    }

    private static func report(number: Int, _ numbers: inout SeededNumbers) -> ClaimRecord {
        let types: [ClaimType] = [
            .attack, .airstrike, .shelling, .casualties, .captured, .withdrawn, .displacement, .killing, .clash, .held,
            .statement, .seized, .damage, .offensive, .besieged, .release,
        ]
        let parties: [String?] = ["M23", "Armed Forces of the DRC", "Islamic State", "unidentified gunmen", nil]
        let towns: [ReportedClaim.Place?] = [Town.gao, Town.ansongo, Town.kidal, nil]
        let statuses: [AssertionStatus] = [.occurred, .occurred, .occurred, .ongoing, .denied, .planned, .possible]
        let claims = (0..<Int.random(in: 1...6, using: &numbers)).map { index in
            let day = CalendarDay(number: 18_000 + Int.random(in: 0...6, using: &numbers)).description
            return claim(
                types[Int.random(in: 0..<types.count, using: &numbers)], index / 2, order: index % 2,
                at: towns[Int.random(in: 0..<towns.count, using: &numbers)],
                on: Bool.random(using: &numbers) ? day : nil,
                agent: parties[Int.random(in: 0..<parties.count, using: &numbers)],
                victim: parties[Int.random(in: 0..<parties.count, using: &numbers)],
                Bool.random(using: &numbers) ? [count(.killed, Double(Int.random(in: 0...20, using: &numbers)))] : [],
                by: parties[Int.random(in: 0..<parties.count, using: &numbers)], .party,
                status: statuses[Int.random(in: 0..<statuses.count, using: &numbers)])
        }
        return ConstatEventsTests.report("d\(number)", CalendarDay(number: 18_007).description, claims)
    }
}
