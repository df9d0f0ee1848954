import ConstatLanguage

/// Chooses a place for each name of a document.
struct PlaceResolver {
    let lookups: PlaceLookups
    let texts: [PlaceSentence]

    private static let rounds = 3

    /// In three rounds: first each name by itself, then with what the rounds before say of the document's countries and of
    /// the places around.
    func resolve(_ names: inout [PlaceName]) -> PlaceVotes {
        let adjectives = PlaceVotes(adjectivesOf: texts)
        var votes = adjectives
        for round in 0..<Self.rounds {
            if round > 0 { soundsLike(&names, votes) }
            if round > 0 { trustRepeated(&names) }
            for index in names.indices {
                names[index].choice = choice(for: names[index], among: names, votes)
                for end in names[index].ends.indices {
                    names[index].ends[end].choice = choice(for: names[index].ends[end], among: names, votes)
                }
            }
            votes = adjectives.adding(names)
        }
        return votes
    }

    /// Names that say where something is stay even where nothing fits; the name tagger must agree.
    func isKept(_ name: PlaceName, town: Place?) -> Bool {
        name.choice != nil || name.roadEnds != nil || town != nil || (name.isTagged && name.context.isLocative)
    }

    /// The town of a quarter or site that is not on record.
    func town(of name: PlaceName, among names: [PlaceName]) -> Place? {
        guard name.choice == nil, name.context.container == .quarter || name.context.container == .site,
            let parent = name.parent, let town = names[parent].choice?.place, town.kind == .settlement
        else { return nil }
        return town
    }

    func country(_ code: String) -> Place? {
        guard let name = texts.first?.words.states[code] else { return nil }
        return lookups.options(named: name).first { $0.place.kind == .country && $0.place.country == code }?.place
    }

    /// A name that was plainly a place once is one in the whole document: "Massacre de Cabaret" after "à Cabaret".
    private func trustRepeated(_ names: inout [PlaceName]) {
        let plain = Set(names.lazy.filter { $0.choice != nil && ($0.context.isLocative || $0.isTagged) }.map(\.folded))
        for index in names.indices where plain.contains(names[index].folded) { names[index].isKnownPlace = true }
    }

    /// Another transliteration of a name in the countries spoken of, where the name itself is known in none of them.
    private func soundsLike(_ names: inout [PlaceName], _ votes: PlaceVotes) {
        for index in names.indices where !names[index].hasSounded {
            let name = names[index]
            guard name.context.isLocative || name.isTagged,
                !name.options.contains(where: { isSettled($0, votes.likely) })
            else { continue }
            names[index].hasSounded = true
            names[index].options += lookups.options(soundingLike: name.folded, in: votes.likely)
        }
    }

    /// A place of the countries spoken of, or one that is well known under this very name: no need to look for others.
    private func isSettled(_ option: PlaceOption, _ likely: [String]) -> Bool {
        option.place.country.isEmpty || likely.contains(option.place.country)
            || (!option.candidate.isAlternate && option.candidate.score >= 5.5)
    }

    // MARK: One name

    private func choice(for name: PlaceName, among names: [PlaceName], _ votes: PlaceVotes) -> PlaceOption? {
        let scores = scores(of: name, among: names, votes)
        // Of equals the one that the gazetteer has first.
        guard let highest = scores.max(), highest >= threshold(for: name, among: names),
            let best = scores.firstIndex(of: highest),
            !name.isAcronym || name.options[best].place.kind == .country
        else { return nil }
        return name.options[best]
    }

    /// The likeliest four, the choice first.
    func candidates(of name: PlaceName, among names: [PlaceName], _ votes: PlaceVotes) -> [PlaceCandidate] {
        let ranked = zip(name.options, scores(of: name, among: names, votes)).enumerated().sorted { left, right in
            let isChoice = (
                left.element.0.place.id == name.choice?.place.id, right.element.0.place.id == name.choice?.place.id
            )
            if isChoice.0 != isChoice.1 { return isChoice.0 }
            return left.element.1 != right.element.1 ? left.element.1 > right.element.1 : left.offset < right.offset
        }
        return ranked.prefix(4).map { _, candidate in
            let place = candidate.0.place
            return PlaceCandidate(
                id: place.id, name: place.name, country: place.country, score: (candidate.1 * 100).rounded() / 100)
        }
    }

    /// How well each option of a name fits, in their order.
    private func scores(of name: PlaceName, among names: [PlaceName], _ votes: PlaceVotes) -> [Double] {
        // "Nord-Kivu", "Darfour-Nord": long names of one country alone need no other witness.
        let isAlone =
            name.folded.utf8.count >= 5
            && name.options.allSatisfy { $0.place.country == name.options[0].place.country }
        let aloneBonus = isAlone ? name.folded.utf8.count >= 8 ? 2.5 : 1.5 : 0
        let hasUsualName = name.options.contains { !$0.candidate.isAlternate && $0.candidate.distance == 0 }
        return name.options.map { option in
            let candidate = option.candidate
            var score = candidate.score + fit(option.place, name.context.container)
            if !candidate.isAlternate, candidate.distance == 0 { score += aloneBonus }
            // "Venise" is Venice before it is an old name of some town in the country spoken of.
            if hasUsualName, candidate.isAlternate { score -= 1.5 }
            return score + votes.support(for: option, named: name.folded) + statement(on: option, name, names)
        }
    }

    /// "province de Homs" is the province, "Homs" the town.
    private func fit(_ place: Place, _ container: FrenchPlaceWords.ContainerNoun?) -> Double {
        switch (container, place.kind) {
        case (.region, .region), (.country, .country): 6
        case (.region, .district), (.region, .area), (.district, .region), (.district, .area): 4
        case (.seat, .region), (.seat, .district), (.seat, .country), (.seat, .area): 4
        case (.district, .district): 6
        case (.settlement, .settlement), (.road, .settlement): 2
        case (.site, .settlement), (.site, .site), (.quarter, .site), (.quarter, .area): 1
        case (.settlement, .region), (.settlement, .district), (.settlement, .area): -2
        case (.quarter, .region), (.quarter, .district), (.quarter, .country): -3
        case (.water, .water): 3
        case (.water, _): -8
        default: 0
        }
    }

    /// A bare capitalised word must be a better known place than one that stands after "à" or "près de".
    private func threshold(for name: PlaceName, among names: [PlaceName]) -> Double {
        let isStated = name.parent.map { names[$0].choice != nil } ?? false
        let isPlain = name.context.isLocative || name.isTagged || name.isKnownPlace || isStated
        var threshold = isPlain ? 3.2 : name.context.isDeed ? 4.2 : 5.2
        if !name.isKnownPlace { threshold += name.doubt }
        if name.tokens.count > 1 { threshold -= 1.5 }
        return threshold
    }

    // MARK: What the text says

    /// The text's own word on where a place lies beats size and neighbours.
    private func statement(on option: PlaceOption, _ name: PlaceName, _ names: [PlaceName]) -> Double {
        if let parent = name.parent, let place = names[parent].choice {
            if isInside(option, place) { return 4 }
            if name.sharesParent { return 0 }
            return name.context.container == .quarter && place.place.kind == .settlement ? -8 : -4
        }
        if let other = name.offset, let place = names[other].choice?.place {
            let way = Sphere.way(from: place.point, to: option.place.point)
            return StatedOffset(names[other].context).agrees(with: way, radiusKm: place.radiusKm) ? 4 : -2
        }
        return 0
    }

    /// Divisions are circles here, and real ones are not: half their reach more counts as inside.
    private func isInside(_ option: PlaceOption, _ parent: PlaceOption) -> Bool {
        let (place, whole) = (option.place, parent.place)
        if !place.country.isEmpty, !whole.country.isEmpty, place.country != whole.country { return false }
        if whole.kind == .country { return !place.country.isEmpty }
        let reach = whole.kind == .settlement ? whole.radiusKm + 15 : whole.radiusKm * 1.5 + 20
        return Sphere.squaredChord(option.direction, parent.direction) <= Sphere.squaredChord(km: reach)
    }

    // MARK: Names in small letters

    /// "Attaque d'intillit": a name that is plainly a place elsewhere in the document, after "de", "à" and the like.
    func smallLetters(of names: [PlaceName]) -> [PlaceName] {
        var plain: [String: PlaceName] = [:]
        for name in names where name.choice != nil && name.tokens.count == 1 && name.folded.utf8.count >= 5 {
            if name.context.isLocative || name.isTagged || name.isKnownPlace, plain[name.folded] == nil {
                plain[name.folded] = name
            }
        }
        guard !plain.isEmpty else { return [] }
        return texts.flatMap { text in text.tokens.indices.compactMap { smallName(at: $0, text, plain) } }
    }

    private func smallName(at index: Int, _ text: PlaceSentence, _ plain: [String: PlaceName]) -> PlaceName? {
        switch text.tokens[index].partOfSpeech {
        case .noun, .properNoun, .other: break
        default: return nil
        }
        guard text.has(.link, at: index - 1) || text.entry(at: index - 1)?.prepositions.isEmpty == false,
            !text.isCapitalised(index), !text.has([.common, .stop], at: index),
            var name = plain[text.tokens[index].folded]
        else { return nil }
        name.sentence = text.number
        name.tokens = index..<(index + 1)
        name.context = PlaceContextReader(text: text).context(before: index)
        name.parent = nil
        name.offset = nil
        return name.context.isNamesake ? nil : name
    }
}
