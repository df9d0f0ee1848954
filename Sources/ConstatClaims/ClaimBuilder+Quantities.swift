import ConstatActors
import ConstatLanguage
import ConstatQuantities
import ConstatText

extension ClaimBuilder {
    /// The numbers of the frame's counted positions, with the parts that follow them.
    func quantities(of draft: ClaimDraft, actors: [Participant]) -> [Quantity] {
        var counted: [(mention: QuantityMention, token: Int)] = []
        for position in draft.frame.positions("count") {
            let fillers = matcher.fillers(position, of: draft)
            for filler in fillers {
                counted += mentions(countedBy: filler, draft).filter { new in
                    !counted.contains { $0.mention == new.mention }
                }
            }
            if !counted.isEmpty { break }
        }
        counted.removeAll { isBareHappening($0.mention, draft) }
        if draft.type.family == .harm { counted += listed(after: counted) }
        var quantities: [Quantity] = []
        for (mention, token) in counted {
            guard var quantity = quantity(mention, token: token, draft: draft, actors: actors) else { continue }
            // "six villages, dont quatre": the part counts what the whole counts.
            if mention.isPart, mention.unit == nil, let whole = quantities.last {
                quantity.measure = whole.measure
                quantity.unit = whole.unit
            }
            quantities.append(quantity)
        }
        quantities += singulars(of: draft, actors: actors).filter { single in
            !quantities.contains { $0.mention.overlaps(single.mention) }
        }
        if draft.type == .relation || draft.type == .entered, let distance = matcher.distance(near: draft) {
            quantities.append(measured(distance, as: .distance))
        }
        if [.clash, .agreement, .talks].contains(draft.type) { quantities += durations(of: draft) }
        return quantities.sorted { $0.mention < $1.mention }
    }

    /// The number of a noun, of what it measures, and its parts ("dont 9 enfants").
    private func mentions(countedBy index: Int, _ draft: ClaimDraft) -> [(mention: QuantityMention, token: Int)] {
        var found: [(mention: QuantityMention, token: Int)] = []
        func add(_ mention: QuantityMention, _ token: Int) {
            guard mention.sense == .count, !found.contains(where: { $0.mention == mention }) else { return }
            found.append((mention, token))
        }
        if let own = own(index, draft) { add(own, index) }
        for below in reading.sentence.subtree(of: index) where below != index && !isBehindVerb(below, index) {
            if let nested = reading.quantities.first(where: {
                $0.countedToken == below || ($0.countedToken == nil && $0.tokens.contains(below))
            }) {
                let isMeasured = words.contains(tokens[index], in: "measure-nouns") && found.isEmpty
                let isThing = draft.type.family == .materiel && Self.things.contains(nested.unit?.kind ?? .other)
                if nested.isPart || isMeasured || isThing { add(nested, below) }
            }
        }
        for part in reading.quantities where part.isPart && !found.isEmpty {
            let last = found.map { $0.mention.tokens.upperBound }.max() ?? 0
            if part.tokens.lowerBound >= last, part.tokens.lowerBound - last <= 6 {
                add(part, part.countedToken ?? part.tokens.lowerBound)
            }
        }
        return found
    }

    /// "abattu 11 des 14 drones lancés": the verb counts eleven, what is said of the drones all fourteen.
    private func own(_ index: Int, _ draft: ClaimDraft) -> QuantityMention? {
        let all = reading.quantities.filter { $0.countedToken == index }
        return tokens[draft.head].head == index && draft.head > index
            ? all.last ?? reading.quantity(counting: index)
            : reading.quantity(counting: index)
    }

    /// "432 morts et 2.069 blessés", "à 22 membres des forces et à 31 jihadistes", "1 150 ménages (5 750 personnes)": the
    /// list goes on whatever the tree made of it.
    private func listed(
        after counted: [(mention: QuantityMention, token: Int)]
    ) -> [(mention: QuantityMention, token: Int)] {
        guard var last = counted.map(\.mention).max(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) else {
            return []
        }
        var found: [(mention: QuantityMention, token: Int)] = []
        for next in reading.quantities where next.tokens.lowerBound >= last.tokens.upperBound {
            guard next.sense == .count, next.unit?.kind == .person, !next.isPart, !next.isArticle,
                next.aggregation != .corrected, let token = next.countedToken, goesOn(from: last, to: next),
                isSameToll(last, next, token)
            else { break }
            found.append((next, token))
            last = next
        }
        return found
    }

    private func goesOn(from last: QuantityMention, to next: QuantityMention) -> Bool {
        let gap = last.tokens.upperBound..<next.tokens.lowerBound
        guard last.unit?.kind == .person || last.unit == nil || isBracketed(next), gap.count <= 6 else { return false }
        if isBracketed(next) { return gap.count == 1 }
        guard let link = gap.last(where: { tokens[$0].partOfSpeech != .adposition }),
            tokens[link].partOfSpeech == .coordinatingConjunction
        else { return false }
        // "9 soldats et 4 policiers ont été tués" begins a clause of its own.
        return gap.allSatisfy { !isPredicate($0) } && !isPredicate(next.tokens.upperBound)
    }

    /// "432 morts et 3.000 déplacés": after a word of toll only another goes on.
    private func isSameToll(_ last: QuantityMention, _ next: QuantityMention, _ token: Int) -> Bool {
        guard let before = last.countedToken, toll(of: last, token: before) != nil else { return true }
        return toll(of: next, token: token) != nil
    }

    private func isBracketed(_ mention: QuantityMention) -> Bool {
        let (before, after) = (mention.tokens.lowerBound - 1, mention.tokens.upperBound)
        guard before >= 0, after < tokens.count else { return false }
        return tokens[before].form == "(" && tokens[after].form == ")"
    }

    private func isPredicate(_ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        let token = tokens[index]
        return token.partOfSpeech == .auxiliary || token.morphology.verbForm == .finite || token.form == ";"
    }

    /// "un atelier avec 54 pièges", "d'armes, notamment de deux fusils": things counted below the thing named.
    private static let things: Set<CountedUnit.Kind> = [.weapon, .vehicle, .explosive, .aircraft]

    private func isBehindVerb(_ index: Int, _ top: Int) -> Bool {
        var current = index
        while current != top, tokens.indices.contains(tokens[current].head) {
            if tokens[current].relation == .relativeClause { return true }
            current = tokens[current].head
        }
        return false
    }

    func quantity(_ mention: QuantityMention, token: Int, draft: ClaimDraft, actors: [Participant]) -> Quantity? {
        guard mention.sense == .count || mention.sense == .share else { return nil }
        if draft.type.family == .control, mention.rule == "article-one", isDefinite(token) { return nil }
        let measure = measure(of: mention, token: token, draft: draft)
        let party = party(of: token, mention: mention, actors: actors)
        let factor = mention.isPartOfOne ? 100.0 : 1
        return Quantity(
            measure: measure, unit: unit(of: mention, token: token, party: party), low: mention.low.map { $0 * factor },
            best: mention.best.map { $0 * factor }, high: mention.high.map { $0 * factor },
            party: party?.name, isCivilian: civilian(mention, token: token, party: party, draft: draft),
            mention: mention.span)
    }

    private func isDefinite(_ index: Int) -> Bool {
        reading.sentence.dependents(of: index, .determiner).contains {
            words.contains(tokens[$0].folded, in: "definite-articles")
        }
    }

    /// The measure by what is counted; people by the frame, a toll noun by itself.
    func measure(of mention: QuantityMention, token: Int, draft: ClaimDraft) -> Measure {
        if let toll = toll(of: mention, token: token), Self.isToll(draft.frame.measure ?? toll) { return toll }
        let kind = mention.unit?.kind ?? kind(ofClasses: reading.classes[token])
        let isPeople = kind == .person || kind == nil
        // Who is set free was a hostage or a prisoner (the gold's 12).
        if isPeople, draft.type == .release, words.contains(tokens[token], in: "prisoner-nouns") { return .detained }
        if isPeople { return draft.frame.measure ?? .other }
        if draft.type.family == .harm, draft.frame.measure != nil, kind == .other {
            return draft.frame.measure ?? .other
        }
        switch kind {
        case .place: return .places
        case .weapon: return .weapons
        case .vehicle: return .vehicles
        case .explosive: return .explosives
        case .building: return .buildings
        case .aircraft: return .aircraft
        case .distance: return .distance
        case .duration: return .duration
        default: return .other
        }
    }

    /// What befell those counted, where their noun says it by itself: "morts", "blessés", "disparus".
    private func toll(of mention: QuantityMention, token: Int) -> Measure? {
        let nouns = mention.tokens.map { tokens[$0] } + [tokens[token]]
        let sets: [(Measure, String)] = [
            (.killed, "killed-nouns"), (.wounded, "wounded-nouns"), (.missing, "missing-nouns"),
        ]
        return sets.first { _, name in nouns.contains { words.contains($0, in: name) } }?.0
    }

    /// "12 blessés ont été évacués" counts people displaced: only a toll gives way to the noun's own.
    private static func isToll(_ measure: Measure) -> Bool { [.killed, .wounded, .missing].contains(measure) }

    private func kind(ofClasses classes: Set<String>) -> CountedUnit.Kind? {
        let kinds: [(String, CountedUnit.Kind)] = [
            ("people", .person), ("civilian", .person), ("armed", .person), ("aircraft", .aircraft),
            ("explosive", .explosive),
            ("vehicle", .vehicle), ("weapon", .weapon), ("building", .building), ("place", .place),
        ]
        return kinds.first { classes.contains($0.0) }?.1
    }

    private func unit(of mention: QuantityMention, token: Int, party: Participant?) -> String {
        if let name = mention.unit?.name { return name }
        if mention.isPartOfOne { return "percent" }
        return "person"
    }

    /// The armed side that the counted noun names.
    private func party(of token: Int, mention: QuantityMention, actors: [Participant]) -> Participant? {
        let inside = reading.actors.first { actor in
            actor.headToken == token || mention.tokens.contains(actor.headToken)
        }
        guard let inside, inside.kind.isArmed else { return nil }
        return Participant(role: .victim, name: inside.name, id: inside.id, mention: inside.span)
    }

    private func civilian(_ mention: QuantityMention, token: Int, party: Participant?, draft: ClaimDraft) -> Bool? {
        if party != nil { return false }
        if let unit = mention.unit, unit.kind == .person, unit.isCivilian != nil { return unit.isCivilian }
        if reading.classes[token].contains("armed"), !reading.classes[token].contains("civilian") { return false }
        // People who flee, are trapped or come back are no fighters (the gold's 24).
        switch draft.frame.measure {
        case .displaced, .trapped, .returned: return true
        default: return mention.unit?.isCivilian
        }
    }

    /// "une frappe", "un détachement": a happening or a force with an article is not counted (the gold's 23).
    private func isBareHappening(_ mention: QuantityMention, _ draft: ClaimDraft) -> Bool {
        guard mention.rule == "article-one" else { return false }
        if mention.unit == nil, draft.frame.measure == .other { return true }
        let countsItself = draft.frame.positions("count").first == .itself
        return countsItself && draft.frame.measure == .other || draft.type.family == .force
    }

    /// In harm and materiel a single person or thing counts 1 whatever its article (the gold's 23).
    private func singulars(of draft: ClaimDraft, actors: [Participant]) -> [Quantity] {
        guard draft.type.family == .harm || draft.type.family == .materiel,
            !Assertion.isDenied(draft.head, in: reading, words: words)
        else { return [] }
        for position in draft.frame.positions("count") {
            let fillers = matcher.fillers(position, of: draft)
            guard !fillers.isEmpty else { continue }
            return fillers.filter { reading.quantity(counting: $0) == nil && isIndividual($0) }
                .compactMap { single($0, draft: draft, actors: actors) }
        }
        return []
    }

    private func single(_ filler: Int, draft: ClaimDraft, actors: [Participant]) -> Quantity? {
        guard tokens[filler].partOfSpeech == .noun, tokens[filler].morphology.number == .singular else { return nil }
        let span = reading.sentence.span(of: max(0, filler - 1)..<(filler + 1))
        let unit = kind(ofClasses: reading.classes[filler])
        let mention = QuantityMention(
            sentence: reading.index, tokens: filler..<(filler + 1), span: span, low: 1, best: 1, high: 1, sense: .count,
            countedToken: filler, unit: unit.map { CountedUnit(name: unitName($0), kind: $0, isCivilian: nil) },
            rule: "single")
        return quantity(mention, token: filler, draft: draft, actors: actors)
    }

    private func unitName(_ kind: CountedUnit.Kind) -> String { kind == .person ? "person" : kind.rawValue }

    private func isIndividual(_ index: Int) -> Bool {
        let classes = reading.classes[index]
        if words.contains(tokens[index], in: "collective-nouns") || classes.contains("toll") { return false }
        return !classes.isDisjoint(with: [
            "people", "civilian", "building", "vehicle", "aircraft", "workshop", "captive", "body",
        ])
            && !classes.contains("territory")
    }

    private func durations(of draft: ClaimDraft) -> [Quantity] {
        let near = reading.quantities.filter { mention in
            mention.unit?.kind == .duration && mention.sense == .measure
                && abs(mention.tokens.lowerBound - draft.head) <= 5
                && !reading.times.contains { $0.tokens.overlaps(mention.tokens) && $0.role != .duration }
        }
        return near.prefix(1).map { measured($0, as: .duration) }
    }

    private func measured(_ mention: QuantityMention, as measure: Measure) -> Quantity {
        Quantity(
            measure: measure, unit: measure == .distance ? "kilometre" : "day", low: mention.low, best: mention.best,
            high: mention.high,
            party: nil, isCivilian: nil, mention: mention.span)
    }
}

extension QuantityMention {
    /// Neither nought, for then the happening is denied and counts nothing (decision 17), nor a place in a row.
    var isClaimable: Bool { !isNone && sense != .ordinal }

    /// "la moitié", "deux tiers": records say them in percent.
    fileprivate var isPartOfOne: Bool { sense == .share && unit == nil }
}
