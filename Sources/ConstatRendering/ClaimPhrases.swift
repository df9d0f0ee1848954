import ConstatClaims
import ConstatPlaces
import ConstatText

/// The parts of a claim as short phrases for people, as plain text; nil where the claim says nothing.
package struct ClaimPhrases {
    let wording: Wording

    package init(_ wording: Wording) { self.wording = wording }

    /// One labelled line of a claim's card.
    package struct Line {
        package let label: String
        package let text: String
    }

    /// The lines that a claim has, in the order in which people ask: who, where, when, how many, says who.
    package func lines(_ claim: Claim, _ source: SourceText) -> [Line] {
        var lines: [Line] = []
        func add(_ key: String, _ text: String?) {
            if let text { lines.append(Line(label: wording["label.\(key)"], text: text)) }
        }
        add("who", who(claim))
        add("where", claim.place.map(place))
        add("when", claim.time.flatMap(time))
        add("amount", amounts(claim, source))
        add("source", sources(claim))
        return lines
    }

    package func type(_ claim: Claim) -> String { wording["type.\(claim.type.rawValue)"] }

    package func state(_ claim: Claim) -> String {
        let status = wording["status.\(claim.status.rawValue)"]
        return claim.isHedged ? status + ", " + wording["hedged"] : status
    }

    /// "Iraqi Army, Popular Mobilisation → Islamic State (victimes : civilians)".
    package func who(_ claim: Claim) -> String? {
        guard !claim.actors.isEmpty else { return nil }
        func names(_ role: Participant.Role) -> String {
            claim.actors.filter { $0.role == role }.map(\.name).joined(separator: ", ")
        }
        let agents = names(.agent)
        let others = [names(.target), names(.victim)].filter { !$0.isEmpty }.joined(separator: ", ")
        var text = agents
        if !others.isEmpty { text += (agents.isEmpty ? "→ " : " → ") + others }
        let supporters = names(.supporter)
        if !supporters.isEmpty {
            text += text.isEmpty ? "" : " "
            text += "(\(wording["role.supporter"]) \(supporters))"
        }
        return text
    }

    package func place(_ place: ClaimPlace) -> String {
        let name = shortPlace(place)
        guard let latitude = place.latitude, let longitude = place.longitude else {
            return "\(name) (\(wording["place.unknown"]))"
        }
        let point = degrees(latitude: latitude) + " " + degrees(longitude: longitude)
        return "\(name) (\(point), \(radius(place.radiusKm)))"
    }

    /// The place without its point, for tables.
    package func shortPlace(_ place: ClaimPlace) -> String {
        guard place.relation == .direction, let bearing = place.bearing, bearing.isFinite else {
            return wording.before("relation.\(place.relation.rawValue)", place.name)
        }
        let text = wording.before("direction.\(Self.direction(bearing))", place.name)
        guard let distance = place.distanceKm else { return text }
        return wording("place.distance", wording.number(distance.rounded(decimals: 1))) + " " + text
    }

    /// The nearest of eight directions to a bearing in degrees.
    private static func direction(_ bearing: Double) -> String {
        let names = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
        let eighths = Int((bearing / 45).rounded()) % names.count
        return names[eighths < 0 ? eighths + names.count : eighths]
    }

    package func radius(_ kilometres: Double) -> String {
        let shown = kilometres < 10 ? kilometres.rounded(decimals: 1) : kilometres.rounded()
        return wording("place.radius", wording.number(shown))
    }

    package func degrees(latitude: Double) -> String { degrees(latitude, "compass.north", "compass.south") }
    package func degrees(longitude: Double) -> String { degrees(longitude, "compass.east", "compass.west") }

    private func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
        let rounded = value.rounded(decimals: 2)
        guard rounded != 0 else { return "0°" }
        return wording.number(rounded.magnitude) + "°\u{A0}" + wording[rounded < 0 ? negative : positive]
    }

    /// "31 mai 2016", "janvier 2014", "du 25 au 31 mai 2016", "depuis le 1er juin 2016".
    package func time(_ time: ClaimTime) -> String? {
        switch (time.start, time.end) {
        case (nil, nil): nil
        case (let start?, nil): wording("time.from", wording.day(start))
        case (nil, let end?): wording("time.until", wording.day(end))
        case (let start?, let end?): interval(start, end)
        }
    }

    private func interval(_ start: CalendarDay, _ end: CalendarDay) -> String {
        let (from, to) = (start.civil, end.civil)
        if start == end { return wording.day(start) }
        let endsMonth = to.day == CalendarDay.length(year: to.year, month: to.month)
        if from.year == to.year, from.day == 1, endsMonth {
            if from.month == to.month { return "\(wording["month.\(to.month)"]) \(to.year)" }
            if from.month == 1, to.month == 12 { return String(to.year) }
        }
        let sameYear = from.year == to.year
        let number = from.day == 1 ? wording["time.first"] : String(from.day)
        let first: String
        if sameYear, from.month == to.month {
            first = number
        } else if sameYear {
            first = "\(number) \(wording["month.\(from.month)"])"
        } else {
            first = wording.day(start)
        }
        return wording("time.between", first) + " " + wording("time.and", wording.day(end))
    }

    /// "tués : 140 « 140 djihadistes » (Islamic State) ; 6 « dont six enfants »": the text's own words tell what was
    /// counted, and whether a second figure is a part of the first.
    package func amounts(_ claim: Claim, _ source: SourceText) -> String? {
        var text = ""
        var previous: Measure?
        for quantity in claim.quantities {
            if !text.isEmpty { text += wording["sign.semicolon"] + " " }
            if quantity.measure != previous {
                text += wording["measure.\(quantity.measure.rawValue)"] + wording["sign.colon"] + " "
            }
            text += bounds(quantity) + " " + wording("sign.quote", source.quote(quantity.mention))
            if let party = quantity.party { text += " (\(party))" }
            previous = quantity.measure
        }
        return text.isEmpty ? nil : text
    }

    /// "140", "≥ 12", "≤ 30", "≈ 50 000", "10–15", "12 (10–15)": exactly the bounds that the words set.
    package func bounds(_ quantity: Quantity) -> String {
        let (low, best, high) = (quantity.low, quantity.best, quantity.high)
        switch (low.map(wording.number), best.map(wording.number), high.map(wording.number)) {
        case (nil, nil, nil): return wording["quantity.none"]
        case (let low?, nil, nil): return "≥\u{A0}\(low)"
        case (nil, nil, let high?): return "≤\u{A0}\(high)"
        case (nil, let best?, nil): return "≈\u{A0}\(best)"
        case (let low?, nil, let high?): return "\(low)–\(high)"
        case (let low?, let best?, nil): return low == best ? "≥\u{A0}\(low)" : "\(best) (≥\u{A0}\(low))"
        case (nil, let best?, let high?): return high == best ? "≤\u{A0}\(high)" : "\(best) (≤\u{A0}\(high))"
        case (let low?, let best?, let high?):
            return low == best && best == high ? best : "\(best) (\(low)–\(high))"
        }
    }

    /// The chain of report, nearest first: "un soldat (militaire) ← RB (presse)".
    package func sources(_ claim: Claim) -> String? {
        guard !claim.attribution.isEmpty else { return nil }
        return claim.attribution.map { "\($0.name) (\(wording["kind.\($0.kind.rawValue)"]))" }.joined(separator: " ← ")
    }
}
