import ConstatActors
import ConstatClaims
import ConstatPlaces
import ConstatRecords
import ConstatText
import ConstatTime

/// The fields of a claim as a form sends them, and back. What was typed stays in the form, right or wrong.
struct ClaimForm: Sendable {
    /// By name: `type`, `actor.0.name`, `place.latitude`, `quantity.1.low` ...
    private(set) var values: Query
    /// Words' keys, by the name of what is wrong.
    private(set) var faults: [String: String] = [:]

    init(_ claim: ReportedClaim) { values = Query(Self.values(of: claim)) }
    init(typed values: Query) { self.values = values }

    func value(_ name: String) -> String { values[name] ?? "" }

    /// The numbers of the rows that a group of fields has, in order.
    func rows(_ group: String) -> [Int] {
        let numbers = values.pairs.compactMap { pair -> Int? in
            let parts = pair.name.split(separator: ".")
            return parts.count == 3 && parts[0] == group ? Int(parts[1]) : nil
        }
        return Set(numbers.filter { (0..<Self.mostRows).contains($0) }).sorted()
    }

    /// A form that nobody filled in by hand may have any number.
    static let mostRows = 100

    // MARK: From a claim

    private static func values(of claim: ReportedClaim) -> [(name: String, value: String)] {
        var values = [("type", claim.type.rawValue), ("status", claim.status.rawValue)]
        if claim.isHedged { values.append(("hedged", "on")) }
        for (index, actor) in claim.actors.enumerated() {
            values += row("actor", index, [("role", actor.role.rawValue), ("name", actor.name)])
        }
        if let place = claim.place {
            values += [
                ("place.name", place.name), ("place.relation", place.relation.rawValue),
                ("place.latitude", place.latitude?.plain ?? ""), ("place.longitude", place.longitude?.plain ?? ""),
                ("place.radius", place.radiusKm.plain ?? ""),
            ]
        }
        if let time = claim.time {
            values += [
                ("time.start", time.start?.description ?? ""), ("time.end", time.end?.description ?? ""),
                ("time.precision", time.precision.rawValue),
            ]
        }
        for (index, quantity) in claim.quantities.enumerated() {
            values += row(
                "quantity", index,
                [
                    ("measure", quantity.measure.rawValue), ("unit", quantity.unit),
                    ("low", quantity.low?.plain ?? ""), ("best", quantity.best?.plain ?? ""),
                    ("high", quantity.high?.plain ?? ""), ("party", quantity.party ?? ""),
                    ("civilian", quantity.isCivilian.map { $0 ? "yes" : "no" } ?? ""),
                ])
        }
        for (index, speaker) in claim.attribution.enumerated() {
            values += row("source", index, [("name", speaker.name), ("kind", speaker.kind.rawValue)])
        }
        return values.map { (name: $0.0, value: $0.1) }
    }

    /// A row remembers which of the claim's own it was, so that it keeps its words.
    private static func row(_ group: String, _ index: Int, _ fields: [(String, String)]) -> [(String, String)] {
        (fields + [("from", String(index))]).map { ("\(group).\(index).\($0.0)", $0.1) }
    }

    // MARK: To fields

    /// The fields that say something else than the claim does; nil where a value cannot be right, as `faults` then says.
    ///
    /// - Parameter claim: as the reviewer saw it.
    mutating func changes(of claim: ReportedClaim) -> [ClaimField]? {
        let read = [type(), status(), actors(claim), place(claim), time(claim), quantities(claim), attribution(claim)]
        guard faults.isEmpty else { return nil }
        return read.compactMap { $0 }.filter { $0 != claim[$0.name] }
    }

    private mutating func fault<Value>(_ name: String, _ key: String) -> Value? {
        faults[name] = "claim.fault.\(key)"
        return nil
    }

    private mutating func type() -> ClaimField? {
        ClaimType(rawValue: value("type")).map { .type($0) } ?? fault("type", "type")
    }

    private mutating func status() -> ClaimField? {
        AssertionStatus(rawValue: value("status")).map { .status($0, isHedged: values["hedged"] != nil) }
            ?? fault("status", "status")
    }

    private mutating func actors(_ claim: ReportedClaim) -> ClaimField? {
        var actors: [ReportedClaim.Actor] = []
        for row in rows("actor") {
            let name = value("actor.\(row).name").trimmed
            guard !name.isEmpty else { continue }
            guard let role = Participant.Role(rawValue: value("actor.\(row).role")) else {
                return fault("actor.\(row).role", "role")
            }
            let own = original(claim.actors, "actor", row)
            let isSame = own?.name == name
            actors.append(
                .init(
                    role: role, name: name, id: isSame ? own?.id : KnownActors.shared.id(ofActorNamed: name),
                    mention: own?.mention))
        }
        return .actors(actors)
    }

    private mutating func place(_ claim: ReportedClaim) -> ClaimField? {
        let name = value("place.name").trimmed
        if let pick = values["place.pick"], let place = KnownPlaces.place(pick, named: name) {
            return self.place(place, claim)
        }
        let latitude = number("place.latitude", -90...90, "latitude")
        let longitude = number("place.longitude", -180...180, "longitude")
        let radius = number("place.radius", 0...20_040, "radius")
        guard !name.isEmpty else {
            let isEmpty = ["place.latitude", "place.longitude"].allSatisfy { value($0).isEmpty }
            return isEmpty ? .place(nil) : fault("place.name", "placename")
        }
        if (latitude == nil) != (longitude == nil), faults["place.latitude"] == nil, faults["place.longitude"] == nil {
            return fault(latitude == nil ? "place.latitude" : "place.longitude", "coordinate")
        }
        let own = claim.place
        return .place(
            .init(
                name: name, id: own?.name == name ? own?.id : nil, latitude: latitude, longitude: longitude,
                radiusKm: radius ?? 0, relation: relation, mention: own?.mention))
    }

    private var relation: PlaceMention.Relation { PlaceMention.Relation(rawValue: value("place.relation")) ?? .at }

    /// One that was picked from the gazetteer.
    private func place(_ place: Place, _ claim: ReportedClaim) -> ClaimField {
        .place(
            .init(
                name: place.name, id: place.id, latitude: place.latitude.rounded(decimals: 5),
                longitude: place.longitude.rounded(decimals: 5), radiusKm: place.radiusKm.rounded(decimals: 2),
                relation: relation, mention: claim.place?.mention))
    }

    private mutating func time(_ claim: ReportedClaim) -> ClaimField? {
        let start = day("time.start")
        let end = day("time.end")
        if start == nil, end == nil { return .time(nil) }
        if let start, let end, end < start { return fault("time.end", "reversed") }
        guard let precision = TimePrecision(rawValue: value("time.precision")) else {
            return fault("time.precision", "precision")
        }
        return .time(.init(start: start, end: end, precision: precision, mention: claim.time?.mention))
    }

    private mutating func day(_ name: String) -> CalendarDay? {
        let typed = value(name).trimmed
        if typed.isEmpty { return nil }
        if typed.utf8.count == 10, let day = CalendarDay(typed), day.description == typed { return day }
        return fault(name, "day")
    }

    private mutating func quantities(_ claim: ReportedClaim) -> ClaimField? {
        var quantities: [ReportedClaim.Quantity] = []
        for row in rows("quantity") {
            let name = "quantity.\(row)"
            if ["measure", "low", "best", "high"].allSatisfy({ value("\(name).\($0)").trimmed.isEmpty }) { continue }
            guard let measure = Measure(rawValue: value("\(name).measure")) else {
                return fault("\(name).measure", "measure")
            }
            let bounds = ["low", "best", "high"].map { number("\(name).\($0)", 0...1e12, "count", isCount: true) }
            let known = bounds.compactMap { $0 }
            if zip(known, known.dropFirst()).contains(where: { $0 > $1 }) { return fault("\(name).low", "order") }
            let own = original(claim.quantities, "quantity", row)
            let unit = value("\(name).unit").trimmed
            quantities.append(
                .init(
                    measure: measure, unit: unit.isEmpty ? "person" : unit, low: bounds[0], best: bounds[1],
                    high: bounds[2], party: values["\(name).party"]?.trimmed,
                    isCivilian: civilian("\(name).civilian"), mention: own?.mention))
        }
        return .quantities(quantities)
    }

    private func civilian(_ name: String) -> Bool? {
        switch value(name) {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    private mutating func attribution(_ claim: ReportedClaim) -> ClaimField? {
        var speakers: [ReportedClaim.Speaker] = []
        for row in rows("source") {
            let name = value("source.\(row).name").trimmed
            guard !name.isEmpty else { continue }
            guard let kind = Source.Kind(rawValue: value("source.\(row).kind")) else {
                return fault("source.\(row).kind", "kind")
            }
            speakers.append(
                .init(name: name, kind: kind, mention: original(claim.attribution, "source", row)?.mention))
        }
        return .attribution(speakers)
    }

    /// What a row was in the claim; nil for one that the reviewer added.
    private func original<Value>(_ own: [Value], _ group: String, _ row: Int) -> Value? {
        values["\(group).\(row).from"].flatMap { Int($0) }.flatMap { own.indices.contains($0) ? own[$0] : nil }
    }

    /// Blanks may group digits. A comma is a decimal point in French and groups thousands in English: in a count it could
    /// be either, and is refused.
    private mutating func number(
        _ name: String, _ range: ClosedRange<Double>, _ key: String, isCount: Bool = false
    ) -> Double? {
        let typed = value(name)
        if typed.trimmed.isEmpty { return nil }
        var digits = typed.filter { !$0.isWhitespace }
        if !isCount { digits = digits.replacing(",", with: ".") }
        let isPlain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
        if isPlain, let number = Double(digits), range.contains(number) { return number }
        return fault(name, key)
    }
}

extension String {
    /// Without blanks around it and without control characters.
    fileprivate var trimmed: String {
        let printable = unicodeScalars.filter { $0.properties.generalCategory != .control }
        let start = printable.firstIndex { !$0.properties.isWhitespace } ?? printable.endIndex
        let end = printable.lastIndex { !$0.properties.isWhitespace }.map(printable.index(after:)) ?? start
        return start < end ? String(String.UnicodeScalarView(printable[start..<end])) : ""
    }
}

/// The register's actors, for forms.
struct KnownActors: Sendable {
    static let shared = KnownActors()

    private let actors: [(actor: RegisteredActor, keys: [String])]

    private init() {
        actors = ActorRegister().actors.map { actor in
            (actor, ([actor.name, actor.id] + actor.names.values.flatMap { $0.map(\.text) }).map(\.folded))
        }
    }

    func id(ofActorNamed name: String) -> String? { actors.first { $0.actor.name == name }?.actor.id }

    /// Those with a name that begins with the words, then those with a name that has them.
    func named(_ typed: String, limit: Int = 12) -> [RegisteredActor] {
        let wanted = typed.folded
        guard !wanted.isEmpty else { return [] }
        let ranked = actors.enumerated().compactMap { index, entry -> (Int, Int)? in
            if entry.keys.contains(where: { $0.hasPrefix(wanted) }) { return (0, index) }
            return entry.keys.contains { $0.contains(wanted) } ? (1, index) : nil
        }
        return ranked.sorted { $0 < $1 }.prefix(limit).map { actors[$0.1].actor }
    }
}

/// The gazetteer's places, for forms.
enum KnownPlaces {
    private static let gazetteer = Gazetteer()

    static func named(_ typed: String, limit: Int = 8) -> [PlaceMatch] {
        let name = String(typed.prefix(120))
        return name.isEmpty ? [] : gazetteer.matches(named: name, limit: limit)
    }

    /// The one of that identifier among those that the name may mean.
    static func place(_ id: String, named name: String) -> Place? {
        named(name, limit: 50).first { $0.place.id == id }?.place
    }
}
