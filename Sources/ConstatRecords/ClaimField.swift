public import ConstatClaims

/// A part of a claim that a reviewer can correct by itself, with its value.
///
/// A value may have words of the text (its mention) or none: then it is the reviewer's own knowledge, and only the
/// review says where it comes from.
public enum ClaimField: Hashable, Sendable {
    public enum Name: String, Sendable, CaseIterable {
        case type, status, actors, place, time, quantities, attribution
    }

    case type(ClaimType)
    case status(AssertionStatus, isHedged: Bool)
    case actors([ReportedClaim.Actor])
    /// nil: the text does not say where.
    case place(ReportedClaim.Place?)
    /// nil: the text does not say when.
    case time(ReportedClaim.Time?)
    case quantities([ReportedClaim.Quantity])
    /// Nearest first; empty: the document speaks in its own voice.
    case attribution([ReportedClaim.Speaker])

    public var name: Name {
        switch self {
        case .type: .type
        case .status: .status
        case .actors: .actors
        case .place: .place
        case .time: .time
        case .quantities: .quantities
        case .attribution: .attribution
        }
    }

    /// The words that the value comes from, in its order.
    public var mentions: [QuotedSpan] {
        switch self {
        case .type, .status: []
        case .actors(let actors): actors.compactMap(\.mention)
        case .place(let place): [place?.mention].compactMap { $0 }
        case .time(let time): [time?.mention].compactMap { $0 }
        case .quantities(let quantities): quantities.compactMap(\.mention)
        case .attribution(let speakers): speakers.compactMap(\.mention)
        }
    }

    /// What is said, whatever words say it: without mentions, and lists whose order says nothing sorted. (The order of
    /// sources says who stands nearest.)
    var meaning: ClaimField {
        switch self {
        case .type, .status: self
        case .actors(let actors): .actors(Self.sorted(actors.map { $0.with(mention: nil) }) { ClaimField.actors([$0]) })
        case .place(let place): .place(place?.with(mention: nil))
        case .time(let time): .time(time?.with(mention: nil))
        case .quantities(let quantities):
            .quantities(Self.sorted(quantities.map { $0.with(mention: nil) }) { ClaimField.quantities([$0]) })
        case .attribution(let speakers): .attribution(speakers.map { $0.with(mention: nil) })
        }
    }

    private static func sorted<Value>(_ values: [Value], by field: (Value) -> ClaimField) -> [Value] {
        values.map { (key: field($0).json, value: $0) }.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension ReportedClaim {
    public subscript(_ name: ClaimField.Name) -> ClaimField {
        switch name {
        case .type: .type(type)
        case .status: .status(status, isHedged: isHedged)
        case .actors: .actors(actors)
        case .place: .place(place)
        case .time: .time(time)
        case .quantities: .quantities(quantities)
        case .attribution: .attribution(attribution)
        }
    }

    /// Puts a value in the place of the claim's own. The type that it was read as still names it.
    public mutating func set(_ field: ClaimField) {
        switch field {
        case .type(let type):
            let read = readAs ?? self.type
            self.type = type
            readAs = type == read ? nil : read
        case .status(let status, let isHedged): (self.status, self.isHedged) = (status, isHedged)
        case .actors(let actors): self.actors = actors
        case .place(let place): self.place = place
        case .time(let time): self.time = time
        case .quantities(let quantities): self.quantities = quantities
        case .attribution(let attribution): self.attribution = attribution
        }
    }
}

/// What has words of the text, or none.
protocol Mentioning { var mention: QuotedSpan? { get set } }

extension Mentioning {
    func with(mention: QuotedSpan?) -> Self {
        var copy = self
        copy.mention = mention
        return copy
    }
}

extension ReportedClaim.Actor: Mentioning {}
extension ReportedClaim.Place: Mentioning {}
extension ReportedClaim.Time: Mentioning {}
extension ReportedClaim.Quantity: Mentioning {}
extension ReportedClaim.Speaker: Mentioning {}
