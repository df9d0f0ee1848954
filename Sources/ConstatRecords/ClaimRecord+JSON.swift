package import ConstatText

extension ReportedClaim {
    /// The claim as in a claim record: one object on one line, keys in the order of the specification.
    public var json: String {
        var json = JSONWriter()
        write(to: &json)
        return json.text
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id.claim)
            json.field("type", type.rawValue)
            Self.field("trigger", trigger, to: &json)
            Self.field("evidence", evidence, to: &json)
            for name in [ClaimField.Name.actors, .place, .time, .quantities, .attribution] {
                json.key(name.rawValue)
                self[name].write(to: &json)
            }
            json.field("status", status.rawValue)
            json.field("hedged", isHedged)
            json.field("confidence", confidence.rounded(decimals: 3))
            json.field("frame", frame)
        }
    }

    fileprivate static func field(_ key: String, _ span: QuotedSpan?, to json: inout JSONWriter) {
        json.key(key)
        guard let span else { return json.null() }
        json.object { json in
            json.field("start", span.start)
            json.field("end", span.end)
            json.field("quote", span.quote)
        }
    }
}

extension ClaimField {
    /// The value as in a claim record, on one line; the status with its hedge as `{"status","hedged"}`.
    public var json: String {
        var json = JSONWriter()
        write(to: &json)
        return json.text
    }

    package func write(to json: inout JSONWriter) {
        switch self {
        case .type(let type): json.string(type.rawValue)
        case .status(let status, let isHedged):
            json.object { json in
                json.field("status", status.rawValue)
                json.field("hedged", isHedged)
            }
        case .actors(let actors): json.array(actors, Self.write)
        case .place(let place): place.map { Self.write($0, to: &json) } ?? json.null()
        case .time(let time): time.map { Self.write($0, to: &json) } ?? json.null()
        case .quantities(let quantities): json.array(quantities, Self.write)
        case .attribution(let speakers): json.array(speakers, Self.write)
        }
    }

    private static func write(_ json: inout JSONWriter, _ actor: ReportedClaim.Actor) {
        json.object { json in
            json.field("role", actor.role.rawValue)
            json.field("name", actor.name)
            json.field("id", actor.id)
            ReportedClaim.field("mention", actor.mention, to: &json)
        }
    }

    private static func write(_ place: ReportedClaim.Place, to json: inout JSONWriter) {
        json.object { json in
            json.field("name", place.name)
            json.field("id", place.id)
            json.field("lat", place.latitude?.rounded(decimals: 5))
            json.field("lon", place.longitude?.rounded(decimals: 5))
            json.field("radius_km", place.radiusKm.rounded(decimals: 2))
            json.field("relation", place.relation.rawValue)
            ReportedClaim.field("mention", place.mention, to: &json)
        }
    }

    private static func write(_ time: ReportedClaim.Time, to json: inout JSONWriter) {
        json.object { json in
            json.field("start", time.start?.description)
            json.field("end", time.end?.description)
            json.field("precision", time.precision.rawValue)
            ReportedClaim.field("mention", time.mention, to: &json)
        }
    }

    private static func write(_ json: inout JSONWriter, _ quantity: ReportedClaim.Quantity) {
        json.object { json in
            json.field("measure", quantity.measure.rawValue)
            json.field("unit", quantity.unit)
            json.field("low", quantity.low)
            json.field("best", quantity.best)
            json.field("high", quantity.high)
            json.field("party", quantity.party)
            json.field("civilian", quantity.isCivilian)
            ReportedClaim.field("mention", quantity.mention, to: &json)
        }
    }

    private static func write(_ json: inout JSONWriter, _ speaker: ReportedClaim.Speaker) {
        json.object { json in
            json.field("source", speaker.name)
            json.field("kind", speaker.kind.rawValue)
            ReportedClaim.field("mention", speaker.mention, to: &json)
        }
    }
}
