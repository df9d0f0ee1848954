import ConstatClaims
public import ConstatEvents
import ConstatRecords
import ConstatText

/// A situation as JSON Lines: one object an entry; `ledger` says of which part it is.
public enum SituationLines {
    /// In the order control, casualties, movements, stocks, hardships, materiel; without line ends.
    public static func records(_ situation: Situation) -> [String] {
        situation.control.map(record) + situation.casualties.map { record("casualties", $0) }
            + situation.movements.map { record("movements", $0) } + situation.stocks.map { record("stocks", $0) }
            + situation.hardships.map { record("hardships", $0) } + situation.materiel.map { record("materiel", $0) }
    }

    private static func record(_ interval: ControlInterval) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("ledger", "control")
            EventLines.write(interval.place, to: &json)
            json.field("holder", interval.holder)
            json.field("since", interval.since?.description)
            json.field("since_latest", interval.isSinceLatest)
            json.field("until", interval.until?.description)
            json.field("contested", interval.isContested)
            json.field("reason", interval.reason)
            json.field("known_on", interval.knownOn?.description)
            json.field("last_told", interval.lastTold?.description)
            json.key("evidence")
            json.array(interval.evidence, EventLines.write)
            json.key("against")
            json.array(interval.against, EventLines.write)
        }
        return json.text
    }

    private static func record(_ ledger: String, _ entry: LedgerEntry) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("ledger", ledger)
            json.field("type", entry.type?.rawValue)
            json.field("measure", entry.measure.rawValue)
            json.field("group", entry.group)
            json.field("civilian", entry.isCivilian)
            EventLines.write(entry.bounds, to: &json)
            json.key("parts")
            json.array(entry.parts, write)
            json.key("totals")
            json.array(entry.totals, write)
        }
        return json.text
    }

    private static func write(_ json: inout JSONWriter, _ part: LedgerEntry.Part) {
        json.object { json in
            json.field("event", part.event)
            EventLines.write(part.place, to: &json)
            EventLines.write(part.time, to: &json)
            EventLines.write(part.bounds, to: &json)
            json.key("claims")
            json.array(part.claims, EventLines.write)
            json.key("covers")
            json.array(part.covers) { $0.string($1) }
        }
    }

    private static func record(_ ledger: String, _ entry: StockEntry) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("ledger", ledger)
            json.field("type", entry.type.rawValue)
            json.field("event", entry.event)
            EventLines.write(entry.place, to: &json)
            json.field("since", entry.since?.description)
            json.field("as_of", entry.asOf?.description)
            json.field("measure", entry.measure?.rawValue)
            EventLines.write(entry.bounds ?? .init(), to: &json)
            json.key("actors")
            json.array(entry.parties) { json, party in
                json.object { json in
                    json.field("role", party.role.rawValue)
                    json.field("name", party.name)
                    json.field("id", party.id)
                }
            }
            json.field("grade", entry.grade.rawValue)
            json.key("claims")
            json.array(entry.claims, EventLines.write)
        }
        return json.text
    }
}
