import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRecords
import ConstatRendering
import ConstatText
import ConstatTime

/// The parts of a claim of a record, and of an event, as short phrases in the visitor's language.
struct ClaimWords {
    let wording: Wording
    private var phrases: ClaimPhrases { ClaimPhrases(wording) }

    init(_ wording: Wording) { self.wording = wording }

    func type(_ type: ClaimType) -> String { wording["type.\(type.rawValue)"] }

    func status(_ status: AssertionStatus, isHedged: Bool) -> String {
        let words = wording["status.\(status.rawValue)"]
        return isHedged ? words + ", " + wording["hedged"] : words
    }

    /// "Iraqi Army → Islamic State"; nil where nobody is named.
    func who(_ actors: [ReportedClaim.Actor]) -> String? {
        let participants = actors.map { Participant(role: $0.role, name: $0.name, id: nil, mention: nil) }
        let nowhere = TextSpan(0, 0)
        return phrases.who(
            Claim(
                id: "", type: .statement, trigger: nowhere, evidence: nowhere, actors: participants, frame: ""))
    }

    func place(_ place: ReportedClaim.Place) -> String { phrases.place(claimPlace(place)) }
    func shortPlace(_ place: ReportedClaim.Place) -> String { phrases.shortPlace(claimPlace(place)) }

    private func claimPlace(_ place: ReportedClaim.Place) -> ClaimPlace {
        ClaimPlace(
            name: place.name, id: place.id, latitude: place.latitude, longitude: place.longitude,
            radiusKm: place.radiusKm, relation: place.relation, mention: nil)
    }

    func time(_ time: ReportedClaim.Time) -> String? {
        phrases.time(ClaimTime(start: time.start, end: time.end, precision: time.precision, mention: nil))
    }

    func day(_ time: ReportedClaim.Time?) -> String { time.flatMap(self.time) ?? wording["event.day.none"] }

    /// "killed: 12 (10–15) civilians".
    func quantity(_ quantity: ReportedClaim.Quantity) -> String {
        var words = wording["measure.\(quantity.measure.rawValue)"] + wording["sign.colon"] + " "
        words += figure(low: quantity.low, best: quantity.best, high: quantity.high)
        let whom = [quantity.party, quantity.isCivilian.map { wording[$0 ? "claim.civilians" : "claim.notcivilians"] }]
        let named = whom.compactMap { $0 }
        return named.isEmpty ? words : words + " (\(named.joined(separator: ", ")))"
    }

    /// As the words bound it: "12", "≥ 9", "10–15".
    func figure(low: Double?, best: Double?, high: Double?) -> String {
        phrases.bounds(
            Quantity(
                measure: .other, unit: "", low: low, best: best, high: high, party: nil, isCivilian: nil,
                mention: TextSpan(0, 0)))
    }

    func speaker(_ speaker: ReportedClaim.Speaker) -> String {
        "\(speaker.name) (\(wording["kind.\(speaker.kind.rawValue)"]))"
    }

    func field(_ name: ClaimField.Name) -> String { wording["claim.field.\(name.rawValue)"] }

    /// The value of a field on one line.
    func value(_ field: ClaimField) -> String {
        let none = wording["claim.none"]
        switch field {
        case .type(let type): return self.type(type)
        case .status(let status, let isHedged): return self.status(status, isHedged: isHedged)
        case .actors(let actors): return who(actors) ?? none
        case .place(let place): return place.map(self.place) ?? none
        case .time(let time): return time.flatMap(self.time) ?? none
        case .quantities(let quantities):
            return quantities.isEmpty
                ? none : quantities.map(quantity).joined(separator: wording["sign.semicolon"] + " ")
        case .attribution(let speakers):
            return speakers.isEmpty ? none : speakers.map(speaker).joined(separator: " ← ")
        }
    }

    // MARK: Events

    /// "12 to 64, best 19"; "12".
    func bounds(_ bounds: EventFigure.Bounds) -> String {
        let (low, best, high) = (
            bounds.low.map(wording.number), bounds.best.map(wording.number), bounds.high.map(wording.number)
        )
        var words: String
        switch (low, high) {
        case (let low?, let high?): words = low == high ? low : wording("event.bounds", low, high)
        case (let low?, nil): words = wording("event.bounds.low", low)
        case (nil, let high?): words = wording("event.bounds.high", high)
        case (nil, nil): words = wording["event.bounds.none"]
        }
        if let best, best != words { words = wording("event.bounds.best", words, best) }
        return words
    }

    /// "12-64", for sentences.
    func shortBounds(_ bounds: EventFigure.Bounds) -> String {
        switch (bounds.low.map(wording.number), bounds.high.map(wording.number)) {
        case (let low?, let high?): low == high ? low : "\(low)–\(high)"
        case (let low?, nil): "≥\u{A0}\(low)"
        case (nil, let high?): "≤\u{A0}\(high)"
        case (nil, nil): wording["event.bounds.none"]
        }
    }

    func group(_ name: String) -> String {
        ["all", "civilians", "families"].contains(name) ? wording["event.group.\(name)"] : name
    }

    /// "attack · 14 March 2022 · Ténenkou".
    func title(_ event: Event) -> String {
        [type(event.type), day(event.time), event.place?.name ?? wording["event.place.none"]].joined(separator: " · ")
    }

    /// Its figures in a few words, those of people first; nil where it has none.
    func figures(_ event: Event) -> String? {
        let figures = event.figures.prefix(3).map { figure in
            "\(wording["measure.\(figure.measure.rawValue)"]) \(shortBounds(figure.total))"
        }
        return figures.isEmpty ? nil : figures.joined(separator: " · ")
    }

    // MARK: Review

    /// What would change if the claim were wrong.
    func effect(_ effect: ReviewWeight.Effect, at place: ReportedClaim.Place?) -> String {
        switch effect {
        case .figure(let measure, let before, let after):
            wording(
                "queue.effect.figure", wording["measure.\(measure.rawValue)"], shortBounds(before),
                shortBounds(after)) + bestChange(before, after)
        case .control(let type, let isDenial):
            wording(
                isDenial ? "queue.effect.denial" : "queue.effect.control", self.type(type),
                place?.name ?? wording["event.place.none"])
        case .event: wording["queue.effect.event"]
        case .none: wording["queue.effect.none"]
        }
    }

    /// Said where the best alone moves: the bounds do not show it.
    private func bestChange(_ before: EventFigure.Bounds, _ after: EventFigure.Bounds) -> String {
        guard before.best != after.best else { return "" }
        func best(_ bounds: EventFigure.Bounds) -> String {
            bounds.best.map(wording.number) ?? wording["event.bounds.none"]
        }
        return " " + wording("queue.effect.best", best(before), best(after))
    }

    func doubt(_ doubt: ReviewWeight.Doubt) -> String {
        switch doubt {
        case .confidence(let share):
            wording("queue.doubt.confidence", wording.number((share * 100).rounded()))
        case .hedged: wording["queue.doubt.hedged"]
        case .contested: wording["queue.doubt.contested"]
        case .singleOrigin: wording["queue.doubt.singleorigin"]
        }
    }

    /// "accepted", "killed: 12 → 9".
    func verdict(_ verdict: ClaimReview.Verdict) -> String {
        switch verdict {
        case .accept: wording["history.accept"]
        case .reject: wording["history.reject"]
        case .correct(_, let after): wording("history.correct", field(after.name))
        case .add: wording["history.add"]
        }
    }

    func verdict(_ verdict: EventDecision.Verdict) -> String { wording["history.\(verdict.rawValue)"] }

    func reviewer(_ name: String?) -> String { name ?? wording["history.nobody"] }

    /// The day and minute of a decision, as it was stamped.
    func moment(_ decided: String?) -> String {
        guard let decided else { return wording["history.undated"] }
        guard let day = CalendarDay(decided), decided.utf8.count >= 16 else { return decided }
        return wording.day(day) + ", " + decided.dropFirst(11).prefix(5)
    }
}

extension Grade {
    /// The key of its words.
    var key: String { "event.grade." + rawValue.filter { $0 != " " } }
}

extension TollRow.Standing {
    var key: String { "event.standing." + rawValue.filter { $0 != " " } }
}
