import ConstatClaims
import ConstatRecords

/// Event and sub-event type, in ACLED's words.
struct ACLEDType {
    let event: String
    let subEvent: String

    /// nil for what ACLED has no type for.
    ///
    /// - Parameter isBrief: another side took the place on the same day.
    init?(_ event: CodedEvent, _ sides: ACLEDSides, isBrief: Bool, rules: ExportRules) {
        let reader = TypeReader(event: event, sides: sides, isBrief: isBrief, rules: rules)
        guard let (type, subEvent) = reader.type else { return nil }
        (self.event, self.subEvent) = (type, subEvent)
    }

    var disorder: String {
        switch event {
        case "Protests": "Demonstrations"
        case "Riots": subEvent == "Mob violence" ? "Political violence" : "Demonstrations"
        case "Strategic developments": event
        default: "Political violence"
        }
    }

    /// Whether those it is done to are targets, not the other side of a fight.
    var hasVictims: Bool { event == "Explosions/Remote violence" || event == "Violence against civilians" }
}

private struct TypeReader {
    let event: CodedEvent
    let sides: ACLEDSides
    let isBrief: Bool
    let rules: ExportRules

    private var isBetweenArmed: Bool {
        guard let first = sides.first?.parties.first, let second = sides.second?.parties.first else { return false }
        return first.isArmed && second.isArmed
    }

    private var isAgainstCivilians: Bool {
        sides.first?.parties.first?.isArmed == true && sides.second?.isCivilian == true
    }

    var type: (String, String)? {
        switch event.type {
        case .captured: capture
        case .offensive, .clash, .entered: battle
        case .attack: isAgainstCivilians || sides.first == nil && sides.second?.isCivilian == true ? attack : battle
        case .airstrike: explosion("Air/drone strike")
        case .shelling: explosion("Shelling/artillery/missile attack")
        case .bombing: explosion(event.claims.say(.suicide) ? "Suicide bomb" : "Remote explosive/landmine/IED")
        case .killing: sides.second?.isCivilian == false && isBetweenArmed ? battle : attack
        case .casualties: isAgainstCivilians ? attack : isBetweenArmed ? battle : nil
        case .abduction: ("Violence against civilians", "Abduction/forced disappearance")
        case .abuse: ("Violence against civilians", event.claims.say(.sexual) ? "Sexual violence" : "Attack")
        case .detention: development("Arrests")
        case .damage, .seized: development("Looting/property destruction")
        case .destroyed: development("Disrupted weapons use")
        case .agreement: development("Agreement")
        case .displacement: development("Other")
        case .protest:
            event.claims.say(.riot) ? ("Riots", "Violent demonstration") : ("Protests", "Peaceful protest")
        case .withdrawn where event.tells(.captured, .entered): development("Non-violent transfer of territory")
        default: nil
        }
    }

    private var battle: (String, String)? {
        // One side alone may be all that is named; with nobody named there is no battle to code.
        sides.first?.parties.first?.isArmed == true || sides.second?.parties.first?.isArmed == true
            ? ("Battles", "Armed clash") : nil
    }

    private var attack: (String, String) { ("Violence against civilians", "Attack") }

    private func explosion(_ subEvent: String) -> (String, String) {
        let isChemical = event.claims.say(.chemical)
        return ("Explosions/Remote violence", isChemical ? "Chemical weapon" : subEvent)
    }

    private func development(_ subEvent: String) -> (String, String) { ("Strategic developments", subEvent) }

    private var capture: (String, String)? {
        guard let taker = sides.first else { return nil }
        if isBrief { return ("Battles", "Armed clash") }
        let isFought = event.claims.contains { $0.type.family == .fighting || $0.type == .casualties }
        if rules[.acledUncontested], event.tells(.withdrawn), !isFought {
            return development("Non-violent transfer of territory")
        }
        // A state's own land is regained, a neighbour's overtaken; which it is shows only where the country is known.
        guard let inter = taker.inter(in: event.place?.country) else { return nil }
        return (
            "Battles", inter == .stateForces ? "Government regains territory" : "Non-state actor overtakes territory"
        )
    }
}
