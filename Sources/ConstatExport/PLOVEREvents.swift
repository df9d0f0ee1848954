import ConstatActors
import ConstatClaims
import ConstatRecords
import ConstatText

/// Events as PLOVER records, JSON Lines, after the manual's draft 2.0.
struct PLOVEREvents {
    let directory: PartyDirectory

    private struct Coding {
        var type: String
        var mode: String?
        var contexts: [String] = []
        /// Only coded where somebody it is done to is known.
        var needsRecipient = false
    }

    func row(_ event: CodedEvent) -> Result<[Row], Refusal> {
        guard let coding = Self.coding(event) else {
            return .failure(Refusal("PLOVER has no type for \(event.type.rawValue)"))
        }
        guard let date = event.time?.start ?? event.time?.end else { return .failure(Refusal("no day is known")) }
        let recipients = event.parties(.target, .victim)
        if coding.needsRecipient, recipients.isEmpty {
            return .failure(Refusal("\(coding.type) needs a recipient, and none is known"))
        }
        var row = Row(id: event.id)
        row.put("id", .text(event.id))
        row.put("date", .text(date.description, .asStated, event.timeGrounds))
        if let end = event.time?.end, end != date {
            row.put("enddate", .text(end.description, .asStated, event.timeGrounds))
        }
        row.put("event", .text(coding.type, .ploverType, event.typeGrounds))
        row.put("mode", .text(coding.mode, .ploverType, event.typeGrounds))
        row.put("context", .text(coding.contexts.joined(separator: ";"), .ploverType, event.typeGrounds))
        row.put("quad_code", .integer(Self.quad(coding), .ploverType, event.typeGrounds))
        put(event.parties(.agent), as: "actor", event, in: &row)
        put(recipients, as: "recipient", event, in: &row)
        putPlace(event, in: &row)
        putSize(event, in: &row)
        row.put("event_text", .text(event.claims.first?.trigger.quote, .asStated, event.typeGrounds))
        return .success([row])
    }

    private func put(_ parties: [Party], as column: String, _ event: CodedEvent, in row: inout Row) {
        if parties.isEmpty, column == "actor" { row.put("actor.0.sector", .text("UNK", .ploverActors)) }
        for (index, party) in parties.enumerated() {
            let grounds = event.grounds([party])
            row.put("\(column).\(index).text", .text(party.name, .ploverActors, grounds))
            let country = party.country.flatMap { Countries.shared[$0]?.alpha3 }
            row.put("\(column).\(index).code", .text(country, .ploverActors, grounds))
            row.put("\(column).\(index).sector", .text(Self.sector(party), .ploverActors, grounds))
        }
    }

    private func putPlace(_ event: CodedEvent, in row: inout Row) {
        guard let place = event.place else { return }
        let grounds = event.placeGrounds
        let rule: ExportRule = place.coarsenedToKm == nil ? .asStated : .coarsened
        row.put("event_loc.name", .text(place.name, .asStated, grounds))
        row.put("event_loc.geonameid", .text(place.id, .asStated, grounds))
        row.put("event_loc.country", .text(place.country?.alpha3, .asStated, grounds))
        row.put("event_loc.lat", .number(place.point?.latitude.rounded(decimals: 5), rule, grounds))
        row.put("event_loc.lon", .number(place.point?.longitude.rounded(decimals: 5), rule, grounds))
        row.put("event_loc.radius_km", .number(place.radiusKm, rule, grounds))
        row.put("event_loc.resolution", .integer(place.resolution, .ploverResolution, grounds))
    }

    private func putSize(_ event: CodedEvent, in row: inout Row) {
        for (key, measure) in [("dead", Measure.killed), ("injured", .wounded), ("arrested", .detained)] {
            guard let (bounds, grounds) = event.tolls.total(measure), let least = bounds.low ?? bounds.best else {
                continue
            }
            row.put("size.\(key)", .number(least.rounded(), .ploverSize, grounds))
        }
    }

    // MARK: Lines

    /// One record a line; the row's columns are paths into it.
    func line(_ row: Row, _ event: CodedEvent, codebook: String, program: String) -> String {
        var json = JSONWriter()
        json.object { json in
            for key in ["id", "date", "enddate", "event", "mode", "quad_code"] {
                if let cell = row[key] { json.value(key, cell.value) }
            }
            json.key("context")
            json.array((row["context"]?.text ?? "").split(separator: ";").map(String.init)) { $0.string($1) }
            for key in ["actor", "recipient"] {
                json.key(key)
                json.array(Self.groups(row, key)) { json, fields in Self.write(fields, to: &json) }
            }
            for key in ["event_loc", "size"] {
                let fields = Self.fields(row, key)
                guard !fields.isEmpty else { continue }
                json.key(key)
                Self.write(fields, to: &json)
            }
            if let cell = row["event_text"] { json.value("event_text", cell.value) }
            Self.writeTexts(event, codebook: codebook, program: program, to: &json)
        }
        return json.text + "\n"
    }

    private static func writeTexts(_ event: CodedEvent, codebook: String, program: String, to json: inout JSONWriter) {
        json.key("text_info")
        json.array(event.claims) { json, claim in
            json.object { json in
                json.field("document", claim.id.document)
                json.field("claim", claim.id.claim)
                json.field("start", claim.evidence.start)
                json.field("end", claim.evidence.end)
                json.field("text", claim.evidence.quote)
            }
        }
        json.key("cite_info")
        json.array(event.documents) { json, document in
            json.object { json in
                json.field("id", document.id)
                json.field("url", document.url)
                json.field("publication", document.publisher)
                json.field("language", document.language)
                json.field("published", document.publishedOn?.description)
                json.field("coder", program)
                json.field("codebook", codebook)
            }
        }
    }

    private static func fields(_ row: Row, _ prefix: String) -> [(String, Cell)] {
        row.cells.compactMap { column, cell in
            column.hasPrefix(prefix + ".") ? (String(column.dropFirst(prefix.count + 1)), cell) : nil
        }
    }

    private static func groups(_ row: Row, _ prefix: String) -> [[(String, Cell)]] {
        var groups: [[(String, Cell)]] = []
        for (path, cell) in fields(row, prefix) {
            let parts = path.split(separator: ".")
            guard parts.count == 2, let index = Int(parts[0]) else { continue }
            while groups.count <= index { groups.append([]) }
            groups[index].append((String(parts[1]), cell))
        }
        return groups
    }

    private static func write(_ fields: [(String, Cell)], to json: inout JSONWriter) {
        json.object { json in
            for (key, cell) in fields where cell.value != .empty { json.value(key, cell.value) }
        }
    }

    // MARK: Codes

    private static func coding(_ event: CodedEvent) -> Coding? {
        let military = ["military"]
        switch event.type {
        case .captured: return Coding(type: "COERCE", mode: "seize", contexts: ["military", "territory"])
        case .entered, .mobilised: return Coding(type: "MOBILIZE", mode: "troops", contexts: military)
        case .withdrawn: return Coding(type: "RETREAT", mode: "withdraw", contexts: military)
        case .besieged: return Coding(type: "COERCE", mode: "restrict", contexts: military)
        case .trapped: return Coding(type: "COERCE", mode: "restrict", contexts: ["human_security"])
        case .deprivation: return Coding(type: "COERCE", mode: "withhold", contexts: ["human_security"])
        case .offensive, .clash, .attack, .casualties: return Coding(type: "ASSAULT", contexts: military)
        case .airstrike:
            return Coding(type: "ASSAULT", mode: event.claims.say(.drone) ? "drone" : "aerial", contexts: military)
        case .shelling: return Coding(type: "ASSAULT", mode: "heavy-weapons", contexts: military)
        case .bombing:
            return Coding(type: "ASSAULT", mode: event.claims.say(.suicide) ? "suicide-attack" : "explosives")
        case .killing: return Coding(type: "ASSAULT", mode: "targeted")
        case .abduction: return Coding(type: "ASSAULT", mode: "abduct")
        case .abuse: return Coding(type: "ASSAULT", mode: event.claims.say(.sexual) ? "sexual" : "torture")
        case .damage, .destroyed: return Coding(type: "ASSAULT", mode: "destroy")
        case .detention: return Coding(type: "COERCE", mode: "arrest")
        case .seized: return Coding(type: "COERCE", mode: "seize", contexts: military)
        case .displacement:
            return Coding(type: "SANCTION", mode: "expel", contexts: ["human_security"], needsRecipient: true)
        case .release: return Coding(type: "RETREAT", mode: "release")
        case .support: return Coding(type: "COOPERATE", contexts: military, needsRecipient: true)
        case .delivered: return Coding(type: "AID", contexts: ["human_security"], needsRecipient: true)
        case .agreement: return Coding(type: "AGREE")
        case .talks: return Coding(type: "CONSULT")
        case .protest: return Coding(type: "PROTEST", mode: event.claims.say(.riot) ? "riot" : "demo")
        case .held, .found, .return, .statement, .relation: return nil
        }
    }

    private static func quad(_ coding: Coding) -> Int {
        switch coding.type {
        case "AGREE", "CONSULT": 1
        case "COOPERATE", "AID", "RETREAT": 2
        default: 4
        }
    }

    private static func sector(_ party: Party) -> String {
        switch party.kind {
        case .stateForce: "MIL"
        case .government: "GOV"
        case .police: "COP"
        case .rebelGroup: "REB"
        case .politicalMilitia, .identityMilitia: "PRM"
        case .criminalGroup: "CRM"
        case .unnamedArmed: "UAF"
        case .externalForce: "MIL"
        case .intergovernmental: "IGO"
        case .humanitarian: "NGO"
        case .media: "JRN"
        case .civilians, .people: "CVL"
        case nil: "UNK"
        }
    }
}
