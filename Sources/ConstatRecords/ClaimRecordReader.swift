import ConstatClaims
import ConstatPlaces
internal import ConstatText
import ConstatTime

/// Why a claim record, or a part of it, could not be used.
public struct RecordFault: Error, Hashable, Sendable {
    /// Where in the record: `claims[2].place.lat`; empty for the record as a whole.
    public var path: String
    /// The byte at which the line stops being JSON; nil for JSON that says something else than a claim record.
    public var offset: Int?
    /// What was expected, as the end of the sentence "expected ...".
    public var expectation: String

    public init(path: String, offset: Int? = nil, expectation: String) {
        self.path = path
        self.offset = offset
        self.expectation = expectation
    }
}

/// Reads a claim record, version 1 (JSON, one record a line), as `constat code --format jsonl` prints it.
///
/// A record without a document id, or that is no object, is refused. A claim that lacks its id, type, status, trigger
/// or evidence is left out; any other value that cannot be right (a text for a number, a latitude of 95, dates
/// reversed) is taken as not stated. Every such thing is told. Members that are not listed in the specification are
/// passed over.
public enum ClaimRecordReader {
    public struct Result: Sendable {
        public var record: ClaimRecord
        /// What was left out, in the record's order.
        public var faults: [RecordFault]
    }

    /// - Parameters:
    ///   - line: UTF-8; ill-formed bytes count as U+FFFD.
    ///   - texts: what the records of many documents share their names in.
    public static func read(
        _ line: some Sequence<UInt8>, sharing texts: TextPool = TextPool()
    ) throws(RecordFault) -> Result {
        var reading = RecordReading(texts: texts)
        let record = try reading.record(value(of: line))
        return Result(record: record, faults: reading.faults)
    }

    /// Reads a claim by itself, as ``ReportedClaim/json`` writes it; whatever cannot be right is thrown.
    public static func claim(
        _ json: some Sequence<UInt8>, of document: String
    ) throws(RecordFault) -> ReportedClaim {
        let value = try value(of: json)
        var reading = RecordReading()
        return try reading.whole { $0.claim(value, of: document, at: "claim") }
    }

    /// Reads a field by itself, as ``ClaimField/json`` writes it; whatever cannot be right is thrown.
    public static func field(
        _ name: ClaimField.Name, _ json: some Sequence<UInt8>
    ) throws(RecordFault) -> ClaimField {
        let value = try value(of: json)
        var reading = RecordReading()
        return try reading.whole { $0.field(name, value) }
    }

    private static func value(of json: some Sequence<UInt8>) throws(RecordFault) -> JSONValue {
        do {
            return try JSONParser.value(of: json)
        } catch let fault as JSONFault {
            throw RecordFault(path: "", offset: fault.offset, expectation: fault.expectation)
        } catch {
            throw RecordFault(path: "", expectation: "JSON")
        }
    }
}

/// One record being read.
private struct RecordReading {
    private(set) var faults: [RecordFault] = []
    private let texts: TextPool
    /// The words of the last claim's sentence, which the next one often shares.
    private var sentence = ""

    init(texts: TextPool = TextPool()) { self.texts = texts }

    mutating func record(_ value: JSONValue) throws(RecordFault) -> ClaimRecord {
        guard case .object = value else { throw RecordFault(path: "", expectation: "an object") }
        if case .object = value["error"] {
            throw RecordFault(path: "error", expectation: "a document that was read")
        }
        guard let document = value["document"], case .object = document else {
            throw RecordFault(path: "document", expectation: "an object")
        }
        guard let id = document["id"]?.text, !id.isEmpty else {
            throw RecordFault(path: "document.id", expectation: "a name")
        }
        guard case .array(let claims) = value["claims"] else {
            throw RecordFault(path: "claims", expectation: "a list")
        }
        let reported = ReportedDocument(
            id: id, publishedOn: day(document["published"], at: "document.published"),
            publisher: pooled(document["publisher"]), title: text(document["title"]), url: text(document["url"]),
            language: pooled(document["language"]), origin: text(document["origin"]))
        return ClaimRecord(document: reported, claims: self.claims(claims, of: id))
    }

    private mutating func claims(_ values: [JSONValue], of document: String) -> [ReportedClaim] {
        var claims: [ReportedClaim] = []
        var seen: Set<String> = []
        for (index, value) in values.enumerated() {
            guard let claim = claim(value, of: document, at: "claims[\(index)]") else { continue }
            if seen.insert(claim.id.claim).inserted {
                claims.append(claim)
            } else {
                fault("claims[\(index)].id", "a name that no other claim of the document has")
            }
        }
        return claims
    }

    /// What is read by itself is read whole or not at all.
    mutating func whole<Value>(_ read: (inout Self) -> Value?) throws(RecordFault) -> Value {
        let value = read(&self)
        if let fault = faults.first { throw fault }
        guard let value else { throw RecordFault(path: "", expectation: "a value") }
        return value
    }

    mutating func claim(
        _ value: JSONValue, of document: String, at path: @autoclosure () -> String
    ) -> ReportedClaim? {
        guard let id = value["id"]?.text, !id.isEmpty else { return refused("\(path()).id", "a name") }
        guard let type = type(value["type"], at: "\(path()).type"),
            let status = status(value["status"], at: "\(path()).status")
        else { return nil }
        guard let trigger = span(value["trigger"], at: "\(path()).trigger") else {
            return refused("\(path()).trigger", "a span")
        }
        guard var evidence = span(value["evidence"], at: "\(path()).evidence") else {
            return refused("\(path()).evidence", "a span")
        }
        if evidence.quote == sentence { evidence.quote = sentence } else { sentence = evidence.quote }
        return ReportedClaim(
            id: ClaimID(document: document, claim: id), type: type, trigger: trigger, evidence: evidence,
            actors: list(value["actors"], at: "\(path()).actors").enumerated().compactMap {
                actor($1, at: "\(path()).actors[\($0)]")
            },
            place: place(value["place"], at: "\(path()).place"), time: time(value["time"], at: "\(path()).time"),
            quantities: list(value["quantities"], at: "\(path()).quantities").enumerated().compactMap {
                quantity($1, at: "\(path()).quantities[\($0)]")
            },
            attribution: list(value["attribution"], at: "\(path()).attribution").enumerated().compactMap {
                speaker($1, at: "\(path()).attribution[\($0)]")
            },
            status: status, isHedged: flag(value["hedged"], at: "\(path()).hedged") ?? false,
            confidence: number(value["confidence"], in: 0...1, at: "\(path()).confidence") ?? 1,
            frame: pooled(value["frame"]))
    }

    mutating func field(_ name: ClaimField.Name, _ value: JSONValue) -> ClaimField? {
        let path = name.rawValue
        switch name {
        case .type: return type(value, at: path).map(ClaimField.type)
        case .status:
            guard let status = status(value["status"], at: "\(path).status"),
                let isHedged = flag(value["hedged"], at: "\(path).hedged")
            else { return refused(path, "`status` and `hedged`") }
            return .status(status, isHedged: isHedged)
        case .actors: return .actors(list(value, at: path).enumerated().compactMap { actor($1, at: "\(path)[\($0)]") })
        case .place: return .place(place(value, at: path))
        case .time: return .time(time(value, at: path))
        case .quantities:
            return .quantities(list(value, at: path).enumerated().compactMap { quantity($1, at: "\(path)[\($0)]") })
        case .attribution:
            return .attribution(list(value, at: path).enumerated().compactMap { speaker($1, at: "\(path)[\($0)]") })
        }
    }

    private mutating func type(_ value: JSONValue?, at path: @autoclosure () -> String) -> ClaimType? {
        text(value).flatMap(ClaimType.init(rawValue:)) ?? refused(path(), "a claim type")
    }

    private mutating func status(_ value: JSONValue?, at path: @autoclosure () -> String) -> AssertionStatus? {
        text(value).flatMap(AssertionStatus.init(rawValue:))
            ?? refused(path(), "occurred, ongoing, planned, possible or denied")
    }

    private mutating func actor(_ value: JSONValue, at path: @autoclosure () -> String) -> ReportedClaim.Actor? {
        guard let role = text(value["role"]).flatMap(Participant.Role.init(rawValue:)) else {
            return refused("\(path()).role", "agent, target, supporter or victim")
        }
        guard let name = pooled(value["name"]), !name.isEmpty else { return refused("\(path()).name", "a name") }
        return .init(
            role: role, name: name, id: pooled(value["id"]), mention: span(value["mention"], at: "\(path()).mention"))
    }

    private mutating func place(_ value: JSONValue?, at path: @autoclosure () -> String) -> ReportedClaim.Place? {
        guard let value = stated(value) else { return nil }
        guard let name = pooled(value["name"]), !name.isEmpty else { return refused("\(path()).name", "a name") }
        guard let relation = text(value["relation"]).flatMap(PlaceMention.Relation.init(rawValue:)) else {
            return refused("\(path()).relation", "at, in, near, around or direction")
        }
        let latitude = number(value["lat"], in: -90...90, at: "\(path()).lat")
        let longitude = number(value["lon"], in: -180...180, at: "\(path()).lon")
        let isLocated = latitude != nil && longitude != nil
        return .init(
            name: name, id: pooled(value["id"]), latitude: isLocated ? latitude : nil,
            longitude: isLocated ? longitude : nil,
            radiusKm: number(value["radius_km"], in: 0...20_040, at: "\(path()).radius_km") ?? 0,
            relation: relation, mention: span(value["mention"], at: "\(path()).mention"))
    }

    private mutating func time(_ value: JSONValue?, at path: @autoclosure () -> String) -> ReportedClaim.Time? {
        guard let value = stated(value) else { return nil }
        guard let precision = text(value["precision"]).flatMap(TimePrecision.init(rawValue:)) else {
            return refused("\(path()).precision", "hour, day, week, month or year")
        }
        let start = day(value["start"], at: "\(path()).start")
        let end = day(value["end"], at: "\(path()).end")
        if let start, let end, end < start { return refused("\(path()).end", "no day before the start") }
        if start == nil && end == nil { return refused(path(), "a start or an end") }
        return .init(
            start: start, end: end, precision: precision, mention: span(value["mention"], at: "\(path()).mention"))
    }

    private mutating func quantity(_ value: JSONValue, at path: @autoclosure () -> String) -> ReportedClaim.Quantity? {
        guard let measure = text(value["measure"]).flatMap(Measure.init(rawValue:)) else {
            return refused("\(path()).measure", "a measure")
        }
        let bounds = ["low", "best", "high"].map { number(value[$0], in: 0...1e12, at: "\(path()).\($0)") }
        return .init(
            measure: measure, unit: pooled(value["unit"]) ?? "", low: bounds[0], best: bounds[1], high: bounds[2],
            party: pooled(value["party"]), isCivilian: flag(value["civilian"], at: "\(path()).civilian"),
            mention: span(value["mention"], at: "\(path()).mention"))
    }

    private mutating func speaker(_ value: JSONValue, at path: @autoclosure () -> String) -> ReportedClaim.Speaker? {
        guard let kind = text(value["kind"]).flatMap(Source.Kind.init(rawValue:)) else {
            return refused("\(path()).kind", "a kind of source")
        }
        guard let name = pooled(value["source"]), !name.isEmpty else { return refused("\(path()).source", "a name") }
        return .init(name: name, kind: kind, mention: span(value["mention"], at: "\(path()).mention"))
    }

    // MARK: Values

    private mutating func fault(_ path: @autoclosure () -> String, _ expectation: @autoclosure () -> String) {
        faults.append(RecordFault(path: path(), expectation: expectation()))
    }

    private mutating func refused<Value>(_ path: @autoclosure () -> String, _ expectation: @autoclosure () -> String)
        -> Value?
    {
        fault(path(), expectation())
        return nil
    }

    private func stated(_ value: JSONValue?) -> JSONValue? {
        if case .null = value { return nil }
        return value
    }

    private func text(_ value: JSONValue?) -> String? {
        if case .string(let text) = value { return text }
        return nil
    }

    /// A text that other claims have, too.
    private func pooled(_ value: JSONValue?) -> String? { text(value).map(texts.shared) }

    private mutating func list(_ value: JSONValue?, at path: @autoclosure () -> String) -> [JSONValue] {
        guard let value = stated(value) else { return [] }
        if case .array(let values) = value { return values }
        fault(path(), "a list")
        return []
    }

    private mutating func flag(_ value: JSONValue?, at path: @autoclosure () -> String) -> Bool? {
        guard let value = stated(value) else { return nil }
        if case .bool(let flag) = value { return flag }
        return refused(path(), "true or false")
    }

    private mutating func number(_ value: JSONValue?, in range: ClosedRange<Double>, at path: @autoclosure () -> String)
        -> Double?
    {
        guard let value = stated(value) else { return nil }
        if case .number(let digits) = value, let number = Double(digits), range.contains(number) { return number }
        return refused(path(), "a number from \(range.lowerBound.plain ?? "") to \(range.upperBound.plain ?? "")")
    }

    private mutating func day(_ value: JSONValue?, at path: @autoclosure () -> String) -> CalendarDay? {
        guard let value = stated(value) else { return nil }
        if let day = text(value).flatMap({ CalendarDay($0) }) { return day }
        return refused(path(), "a day as YYYY-MM-DD")
    }

    private mutating func span(_ value: JSONValue?, at path: @autoclosure () -> String) -> QuotedSpan? {
        guard let value = stated(value) else { return nil }
        guard case .number(let startDigits) = value["start"], case .number(let endDigits) = value["end"],
            let start = Int(startDigits), let end = Int(endDigits), 0 <= start, start <= end,
            let quote = text(value["quote"])
        else { return refused(path(), "`start`, `end` and `quote`") }
        return QuotedSpan(start: start, end: end, quote: quote)
    }
}
