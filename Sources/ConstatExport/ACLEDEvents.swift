import ConstatActors
import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText
import ConstatTime

/// The 31 columns of ACLED's event files, after its current codebook.
struct ACLEDEvents {
    static let columns = [
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
        "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
        "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude",
        "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
    ]

    let rules: ExportRules
    let directory: PartyDirectory
    /// Captures of a place that another side took on the same day.
    let briefCaptures: Set<String>

    init(_ events: [CodedEvent], rules: ExportRules, directory: PartyDirectory) {
        self.rules = rules
        self.directory = directory
        briefCaptures = rules[.acledHeldADay] ? Self.briefCaptures(events) : []
    }

    /// Of captures of one place on one day all but the last are brief: that published last, then by identifier.
    private static func briefCaptures(_ events: [CodedEvent]) -> Set<String> {
        let captures = events.filter { event in
            event.type == .captured && event.place?.id != nil
                && event.days.map { $0.lowerBound == $0.upperBound } == true
        }
        var last: [String: CodedEvent] = [:]
        func key(_ event: CodedEvent) -> String { "\(event.place?.id ?? "") \(event.days?.lowerBound.number ?? 0)" }
        func publishedLast(_ event: CodedEvent) -> Int { event.documents.compactMap(\.publishedOn?.number).max() ?? 0 }
        for event in captures {
            guard let known = last[key(event)] else { last[key(event)] = event; continue }
            if (publishedLast(event), event.id) > (publishedLast(known), known.id) { last[key(event)] = event }
        }
        return Set(captures.filter { last[key($0)]?.id != $0.id }.map(\.id))
    }

    func rows(_ event: CodedEvent) -> Result<[Row], Refusal> {
        guard let days = event.days else { return .failure(Refusal("no day from and to which it happened is known")) }
        guard let place = event.place, place.point != nil else { return .failure(Refusal("no place is known")) }
        if rules[.acledCountryRefused], place.geoPrecision == nil {
            return .failure(Refusal("it is placed only in a country"))
        }
        var sides = ACLEDSides(event, directory)
        if rules[.acledKnownActor], sides.first == nil, sides.second == nil {
            return .failure(Refusal("nobody is named who could be an actor"))
        }
        guard let type = ACLEDType(event, sides, isBrief: briefCaptures.contains(event.id), rules: rules) else {
            return .failure(Refusal("ACLED has no sub-event type for \(event.type.rawValue) by those named"))
        }
        if !type.hasVictims { sides.moveUp() }
        let fatalities = ACLEDFatalities(event, rules)
        let splits = rules[.acledSplitDays] && (fatalities.count ?? 0) > 0
        guard let dates = ACLEDDates(days, event.time?.precision ?? .day, splits: splits) else {
            return .failure(Refusal("its time is vaguer than a month"))
        }
        let shares = fatalities.shares(dates.days.count)
        return .success(
            dates.days.indices.map { index in
                var cells: [String: Cell] = [:]
                fill(&cells, event, place, dates, index)
                fill(&cells, type, sides, event)
                fill(&cells, place, event)
                fillWords(&cells, event, days: dates.days.count, fatalities)
                cells["fatalities"] = Cell(
                    value: shares.map { .integer($0[index]) } ?? .empty,
                    rule: dates.days.count > 1 ? .acledSplitDays : fatalities.rule, grounds: fatalities.grounds)
                var row = Row(id: dates.days.count > 1 ? "\(event.id)-\(index + 1)" : event.id)
                for column in Self.columns { row.put(column, cells[column] ?? .empty()) }
                return row
            })
    }

    private func fill(
        _ cells: inout [String: Cell], _ event: CodedEvent, _ place: CodedPlace, _ dates: ACLEDDates, _ index: Int
    ) {
        let number = String(Identifier.number(of: event.id)) + (dates.days.count > 1 ? "-\(index + 1)" : "")
        cells["event_id_cnty"] = .text((place.country?.alpha3 ?? "") + number, .acledIdentifier)
        cells["event_date"] = .text(dates.days[index].description, .acledTimePrecision, event.timeGrounds)
        cells["year"] = .integer(dates.days[index].year, .acledTimePrecision, event.timeGrounds)
        cells["time_precision"] = .integer(dates.precision, .acledTimePrecision, event.timeGrounds)
    }

    private func fill(_ cells: inout [String: Cell], _ type: ACLEDType, _ sides: ACLEDSides, _ event: CodedEvent) {
        let grounds = event.typeGrounds
        cells["disorder_type"] = .text(type.disorder, .acledType, grounds)
        cells["event_type"] = .text(type.event, .acledType, grounds)
        cells["sub_event_type"] = .text(type.subEvent, .acledType, grounds)
        let country = event.place?.country
        var inters: [ACLEDInter] = []
        for (number, side) in [(1, sides.first), (2, sides.second)] {
            guard let side else { continue }
            let grounds = event.grounds(side.parties)
            cells["actor\(number)"] = .text(side.name(in: country), .acledActors, grounds)
            cells["assoc_actor_\(number)"] = .text(side.associates(in: country), .acledActors, grounds)
            guard let inter = side.inter(in: country) else { continue }
            inters.append(inter)
            let isNumber = rules[.acledInterNumbers]
            cells["inter\(number)"] =
                isNumber
                ? .integer(inter.rawValue, .acledInterNumbers, grounds) : .text(inter.words, .acledActors, grounds)
        }
        cells["interaction"] = .text(
            ACLEDInter.interaction(inters, isOneSided: sides.second == nil), .acledActors, event.grounds(event.parties))
        if type.event == "Violence against civilians" || type.hasVictims && sides.second?.isCivilian == true {
            cells["civilian_targeting"] = .text("Civilians targeted", .acledActors, event.grounds(event.parties))
        }
    }

    private func fill(_ cells: inout [String: Cell], _ place: CodedPlace, _ event: CodedEvent) {
        let grounds = event.placeGrounds
        let rule: ExportRule = place.coarsenedToKm == nil ? .asStated : .coarsened
        cells["iso"] = .integer(place.country?.numeric.flatMap { Int($0) }, .acledCountry, grounds)
        cells["region"] = .text(place.country?.acledRegion, .acledCountry, grounds)
        cells["country"] = .text(place.country?.name, .acledCountry, grounds)
        cells["admin1"] = .text(place.kind == .region ? place.name : nil, .asStated, grounds)
        cells["admin2"] = .text(place.kind == .district ? place.name : nil, .asStated, grounds)
        cells["location"] = .text(place.name, .asStated, grounds)
        cells["latitude"] = .number(place.point?.latitude.rounded(decimals: 4), rule, grounds)
        cells["longitude"] = .number(place.point?.longitude.rounded(decimals: 4), rule, grounds)
        cells["geo_precision"] = .integer(
            place.geoPrecision ?? 3, place.coarsenedToKm == nil ? .acledGeoPrecision : .coarsened, grounds)
    }

    private func fillWords(
        _ cells: inout [String: Cell], _ event: CodedEvent, days: Int, _ fatalities: ACLEDFatalities
    ) {
        let grounds = event.allGrounds
        var seen: Set<String> = []
        let sources = event.documents.map { $0.publisher ?? $0.id }.filter { seen.insert($0).inserted }
        cells["source"] = .text(sources.joined(separator: "; "), .acledSources, grounds)
        cells["notes"] = .text(notes(event, days: days, fatalities), .acledNotes, grounds)
    }

    private func notes(_ event: CodedEvent, days: Int, _ fatalities: ACLEDFatalities) -> String {
        var notes = ["\(event.id) (\(event.event.grade.rawValue))"]
        if event.event.grade == .contested { notes.append("others deny it or tell another doer") }
        if days > 1, let total = fatalities.count { notes.append("part of \(days) days with \(total) dead in all") }
        if let wounded = event.tolls.total(.wounded)?.bounds, let words = wounded.words {
            notes.append("wounded \(words)")
        }
        if let place = event.place.flatMap(PlaceWords.description) { notes.append(place) }
        return notes.joined(separator: "; ")
    }
}

extension EventFigure.Bounds {
    /// "12", "12 to 31", "at least 12", "up to 30"; nil where nothing is known.
    var words: String? {
        switch (low?.plain, high?.plain, best?.plain) {
        case (let low?, let high?, _): low == high ? low : "\(low) to \(high)"
        case (let low?, nil, _): "at least \(low)"
        case (nil, let high?, _): "up to \(high)"
        case (nil, nil, let best): best.map { "about \($0)" }
        }
    }
}

/// The days that an event is coded on.
struct ACLEDDates {
    var days: [CalendarDay]
    var precision: Int
    /// Longer than that is no list of days any more.
    private static let mostDays = 31

    /// nil for what is vaguer than a month.
    init?(_ interval: ClosedRange<CalendarDay>, _ stated: TimePrecision, splits: Bool) {
        let count = interval.upperBound.number - interval.lowerBound.number + 1
        let middle = interval.lowerBound.adding(days: (count - 1) / 2)
        switch stated {
        // The night from Sunday to Monday is one happening.
        case .hour: (days, precision) = ([interval.lowerBound], 1)
        case .day where count == 1: (days, precision) = ([interval.lowerBound], 1)
        case .day where splits && count <= Self.mostDays:
            (days, precision) = ((0..<count).map { interval.lowerBound.adding(days: $0) }, 1)
        case .day, .week: (days, precision) = ([middle], count <= 10 ? 2 : 3)
        case .month: (days, precision) = ([middle], 3)
        case .year: return nil
        }
        if count > Self.mostDays { return nil }
    }
}

/// The one figure that ACLED gives.
struct ACLEDFatalities {
    /// nil where nobody counts and the rule for silence is off.
    private(set) var count: Int?
    private(set) var rule: ExportRule = .acledSilence
    private(set) var grounds: [Cell.Ground] = []

    init(_ event: CodedEvent, _ rules: ExportRules) {
        let groups = event.tolls.groups(.killed, countsEnemies: rules[.acledEnemyCount])
        let whole = groups.filter { $0.name == TollGroups.all && Self.figure($0, rules) != nil }
        let counted = (whole.isEmpty ? groups : whole).compactMap { group in
            Self.figure(group, rules).map { (group: group, figure: $0) }
        }
        if !counted.isEmpty {
            count = counted.reduce(0) { $0 + $1.figure.count }
            rule = counted.map(\.figure.rule).first { $0 != .acledLowest } ?? .acledLowest
            grounds = counted.flatMap(\.group.grounds)
        } else if rules[.acledSeveral], let vague = Self.vagueCount(event) {
            (count, rule, grounds) = (vague.count, .acledSeveral, vague.grounds)
        } else {
            count = rules[.acledSilence] ? 0 : nil
            grounds = event.typeGrounds
        }
    }

    private static func figure(_ group: Tolls.Group, _ rules: ExportRules) -> (count: Int, rule: ExportRule)? {
        let words = group.words.map(\.quote)
        let hasExact = group.bounds.best != nil
        if !hasExact, rules[.acledDozens], words.contains(where: { CodebookWords.french.holds(.dozens, $0) }) {
            return (12, .acledDozens)
        }
        if !hasExact, rules[.acledHundreds], words.contains(where: { CodebookWords.french.holds(.hundreds, $0) }) {
            return (100, .acledHundreds)
        }
        let bounds = group.bounds
        // "Up to 30" may be none: no figure.
        let figure = rules[.acledLowest] ? bounds.low ?? bounds.best : bounds.best ?? bounds.low
        return figure.map {
            (Int(min(max($0.rounded(), 0), 1e9)), group.isEnemyCount ? .acledEnemyCount : .acledLowest)
        }
    }

    /// "Plusieurs morts", where nobody gives a number.
    private static func vagueCount(_ event: CodedEvent) -> (count: Int, grounds: [Cell.Ground])? {
        let words = CodebookWords.french
        for (kind, count) in [(CodebookWords.Kind.many, 10), (.several, 3)] {
            let claims = event.claims.filter { words.holds(kind, ofDeathsIn: $0.evidence.quote) }
            if !claims.isEmpty { return (count, claims.map { .init(claim: $0.id, spans: [$0.evidence]) }) }
        }
        return nil
    }

    /// Split over days: evenly, the remainder to the first; nil for an unknown count.
    func shares(_ days: Int) -> [Int]? {
        count.map { count in (0..<days).map { count / days + ($0 == 0 ? count % days : 0) } }
    }
}
