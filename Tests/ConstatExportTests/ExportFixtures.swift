import ConstatClaims
import ConstatEvents
import ConstatExport
import ConstatPlaces
import ConstatRecords
import ConstatText
import ConstatTime
import TestSupport

/// A claim written shortly; its words stand in `evidence`, from the text's start.
func claim(
    _ type: ClaimType, at place: ReportedClaim.Place? = Spots.gao, on day: String? = "2023-05-02",
    until: String? = nil, precision: TimePrecision = .day, by agents: [String] = [], against targets: [String] = [],
    harming victims: [String] = [], _ quantities: [ReportedClaim.Quantity] = [], source: String? = nil,
    kind: Source.Kind = .media, status: AssertionStatus = .occurred, hedged: Bool = false, offset: Int = 0,
    evidence: String = "Une phrase."
) -> ReportedClaim {
    let span = QuotedSpan(start: offset, end: offset + evidence.unicodeScalars.count, quote: evidence)
    let trigger = QuotedSpan(start: offset, end: offset + 3, quote: String(evidence.prefix(3)))
    func actors(_ names: [String], _ role: Participant.Role) -> [ReportedClaim.Actor] {
        names.map { .init(role: role, name: $0, mention: mention(of: $0, in: span)) }
    }
    let start = day.flatMap { CalendarDay($0) }
    let end = until.flatMap { CalendarDay($0) } ?? start
    return ReportedClaim(
        id: ClaimID(document: "", claim: "c\(offset)"), type: type, trigger: trigger, evidence: span,
        actors: actors(agents, .agent) + actors(targets, .target) + actors(victims, .victim), place: place,
        time: start == nil ? nil : .init(start: start, end: end, precision: precision),
        quantities: quantities.map { quantity in
            var quantity = quantity
            quantity.mention = quantity.mention.flatMap { mention(of: $0.quote, in: span) } ?? span
            return quantity
        },
        attribution: source.map { [.init(name: $0, kind: kind, mention: mention(of: $0, in: span))] } ?? [],
        status: status, isHedged: hedged)
}

private func mention(of words: String, in span: QuotedSpan) -> QuotedSpan? {
    guard let range = span.quote.firstRange(of: words) else { return nil }
    let before = span.quote[..<range.lowerBound].unicodeScalars.count
    return QuotedSpan(
        start: span.start + before, end: span.start + before + words.unicodeScalars.count, quote: words)
}

/// "au moins 12" is `low` and `best` 12, "140" all three.
func dead(
    _ exact: Double? = nil, low: Double? = nil, best: Double? = nil, high: Double? = nil, of party: String? = nil,
    civilian: Bool? = nil, saying words: String? = nil, _ measure: Measure = .killed
) -> ReportedClaim.Quantity {
    .init(
        measure: measure, unit: "person", low: low ?? exact, best: best ?? exact, high: high ?? exact, party: party,
        isCivilian: civilian, mention: words.map { QuotedSpan(start: 0, end: 0, quote: $0) })
}

enum Spots {
    static let gao = place("Gao", 16.27167, -0.04472)
    static let kidal = place("Kidal", 18.44111, 1.40778)

    static func place(
        _ name: String, _ latitude: Double?, _ longitude: Double?, radius: Double = 5,
        relation: PlaceMention.Relation = .at
    ) -> ReportedClaim.Place {
        .init(name: name, latitude: latitude, longitude: longitude, radiusKm: radius, relation: relation)
    }
}

func report(
    _ id: String, published: String? = "2023-05-03", title: String? = nil, publisher: String? = nil,
    _ claims: ReportedClaim...
) -> ClaimRecord {
    ClaimRecord(
        document: ReportedDocument(
            id: id, publishedOn: published.flatMap { CalendarDay($0) }, publisher: publisher, title: title,
            language: "fr"),
        claims: claims.enumerated().map { index, claim in
            var claim = claim
            claim.id = ClaimID(document: id, claim: "c\(index + 1)")
            return claim
        })
}

func exported(
    _ profile: ExportProfile, _ records: [ClaimRecord], table: FlatTable = .events, coarsenKm: Double? = nil,
    withholdsNames: Bool = false, _ rules: [ExportRule: Bool] = [:]
) throws -> Export {
    var chosen = ExportRules()
    for (rule, isOn) in rules { chosen[rule] = isOn }
    var merger = EventMerger()
    merger.add(records)
    let options = ExportOptions(
        profile, table: table, rules: chosen, withholdsNames: withholdsNames, coarsenKm: coarsenKm)
    return try Exporter(options).export(records, events: merger.events())
}

extension Export {
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Rows of a comma-separated table by column.
    var table: [[String: String]] {
        let rows = tableFields(text)
        guard let header = rows.first else { return [] }
        return rows.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
    }

    var header: [String] { tableFields(text).first ?? [] }
}

/// Reports whose figures, sides, sources and bounds are thrown together, contradictions and all.
enum World {
    static func reports(_ count: Int, seed: UInt64) -> [ClaimRecord] {
        var numbers = SeededNumbers(state: seed)
        return (0..<count).map { number in
            var record = report("d\(number)", published: "2023-05-0\(Int.random(in: 3...9, using: &numbers))")
            for index in 0..<Int.random(in: 1...5, using: &numbers) {
                var made = anyClaim(index, &numbers)
                made.id = ClaimID(document: record.document.id, claim: "c\(index + 1)")
                record.claims.append(made)
            }
            return record
        }
    }

    private static func anyClaim(_ index: Int, _ numbers: inout SeededNumbers) -> ReportedClaim {
        func any<Element>(_ elements: [Element]) -> Element {
            elements[Int.random(in: 0..<elements.count, using: &numbers)]
        }
        let parties = ["M23", "Malian Armed Forces", "Islamic State", "unidentified gunmen", "JNIM", "civilians"]
        let day = Int.random(in: 1...3, using: &numbers)
        var figures: [ReportedClaim.Quantity] = []
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
            let bounds: [Double?] = (0..<3).map { _ in
                any([nil, nil, Double(Int.random(in: 0...200, using: &numbers)), 12.5, 1e12])
            }
            figures.append(
                dead(
                    low: bounds[0], best: bounds[1], high: bounds[2], of: any([nil, nil] + parties.map { $0 }),
                    civilian: any([nil, true, false])))
        }
        return claim(
            any([.attack, .clash, .casualties, .captured, .shelling, .killing, .airstrike]),
            at: any([Spots.gao, Spots.kidal]), on: "2023-05-0\(day)",
            until: any([nil, "2023-05-0\(day + Int.random(in: 0...3, using: &numbers))"]),
            by: any([[], [any(parties)], [any(parties), any(parties)]]), against: any([[], [any(parties)]]),
            harming: any([[], [any(parties)]]), figures, source: any([nil, "army", "M23", "hospital"]),
            kind: any([.military, .party, .medical]),
            status: any([.occurred, .occurred, .ongoing, .denied, .possible]),
            hedged: any([false, false, true]), offset: index * 100)
    }
}
