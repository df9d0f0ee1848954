import ConstatClaims
public import ConstatEvents
import ConstatRecords
import ConstatText

/// Events as JSON Lines: one object an event, keys always in the same order.
public enum EventLines {
    /// On one line, without the line's end.
    public static func record(_ event: Event) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("id", event.id)
            json.field("type", event.type.rawValue)
            json.field("status", event.status.rawValue)
            json.field("hedged", event.isHedged)
            write(event.time, to: &json)
            write(event.place, to: &json)
            json.key("actors")
            json.array(event.parties, write)
            json.key("claims")
            json.array(event.members, write)
            json.key("figures")
            json.array(event.figures, write)
            json.key("tolls")
            json.array(event.tolls, write)
            json.key("origins")
            json.array(event.origins) { $0.string($1) }
            json.field("grade", event.grade.rawValue)
            json.field("grade_reason", event.gradeReason)
            json.key("joins")
            json.array(event.joins, write)
        }
        return json.text
    }

    static func write(_ time: ReportedClaim.Time?, to json: inout JSONWriter) {
        json.key("time")
        guard let time else { return json.null() }
        json.object { json in
            json.field("start", time.start?.description)
            json.field("end", time.end?.description)
            json.field("precision", time.precision.rawValue)
        }
    }

    static func write(_ place: ReportedClaim.Place?, to json: inout JSONWriter) {
        json.key("place")
        guard let place else { return json.null() }
        json.object { json in
            json.field("name", place.name)
            json.field("id", place.id)
            json.field("lat", place.latitude?.rounded(decimals: 5))
            json.field("lon", place.longitude?.rounded(decimals: 5))
            json.field("radius_km", place.radiusKm.rounded(decimals: 2))
            json.field("relation", place.relation.rawValue)
        }
    }

    static func write(_ json: inout JSONWriter, _ claim: ClaimID) {
        json.object { json in
            json.field("document", claim.document)
            json.field("claim", claim.claim)
        }
    }

    private static func write(_ json: inout JSONWriter, _ party: Event.Party) {
        json.object { json in
            json.field("role", party.role.rawValue)
            json.field("name", party.name)
            json.field("id", party.id)
            json.key("claims")
            json.array(party.claims, write)
        }
    }

    private static func write(_ json: inout JSONWriter, _ member: Event.Member) {
        json.object { json in
            json.field("document", member.claim.document)
            json.field("claim", member.claim.claim)
            json.field("type", member.type.rawValue)
            json.field("relation", member.relation.rawValue)
            json.key("reasons")
            json.array(member.reasons) { $0.string($1) }
        }
    }

    private static func write(_ json: inout JSONWriter, _ figure: EventFigure) {
        json.object { json in
            json.field("measure", figure.measure.rawValue)
            write(figure.total, to: &json)
            json.key("by")
            json.array(figure.groups) { json, group in
                json.object { json in
                    json.field("group", group.name)
                    json.field("civilian", group.isCivilian)
                    write(group.bounds, to: &json)
                    json.key("claims")
                    json.array(group.claims, write)
                }
            }
        }
    }

    static func write(_ bounds: EventFigure.Bounds, to json: inout JSONWriter) {
        json.field("low", bounds.low)
        json.field("best", bounds.best)
        json.field("high", bounds.high)
    }

    private static func write(_ json: inout JSONWriter, _ row: TollRow) {
        json.object { json in
            json.field("document", row.claim.document)
            json.field("claim", row.claim.claim)
            json.field("published", row.publishedOn?.description)
            json.field("source", row.source)
            json.field("kind", row.kind.rawValue)
            json.field("measure", row.measure.rawValue)
            json.field("group", row.group)
            json.field("low", row.low)
            json.field("best", row.best)
            json.field("high", row.high)
            json.field("standing", row.standing.rawValue)
            json.field("accused", row.isAccused)
            json.field("reason", row.reason)
        }
    }

    private static func write(_ json: inout JSONWriter, _ join: Join) {
        json.object { json in
            json.key("left")
            write(&json, join.left)
            json.key("right")
            write(&json, join.right)
            json.field("score", join.score.isFinite ? join.score.rounded(decimals: 3) : nil)
            json.key("reasons")
            json.array(join.reasons) { $0.string($1) }
        }
    }
}
