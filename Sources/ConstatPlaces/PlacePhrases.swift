import ConstatLanguage
import ConstatText

/// From the resolved names of a sentence to its mentions: offsets, roads, borders, radius.
struct PlacePhrases {
    /// A resolved name; of a quarter or site that is not on record, its town.
    struct Reading {
        /// The name's number in the document; nil for one that was found late.
        var number: Int?
        var name: PlaceName
        /// The likeliest places, with their scores.
        var candidates: [PlaceCandidate] = []
        var town: Place?

        var place: Place? { name.choice?.place ?? town }
    }

    let text: PlaceSentence
    let readings: [Reading]
    /// The settlements last spoken of before this sentence, the latest last.
    let earlier: [Place]
    /// The countries of the document, the most supported first.
    let countries: [String]
    let borders: Borders
    let country: (String) -> Place?

    private var sentence: Sentence { text.sentence }

    func mentions() -> [PlaceMention] {
        guard !readings.isEmpty || text.hasUnit || text.hasBorder || text.hasDemonym else { return [] }
        var mentions: [PlaceMention] = []
        var index = 0
        while index < readings.count {
            if let (stretch, used) = stretch(at: index, earlier + mentions.compactMap(\.settlement)) {
                mentions.append(stretch)
                index += used
            } else {
                mentions.append(mention(of: readings[index]))
                index += 1
            }
        }
        if text.hasBorder { mentions = withBorders(mentions) }
        if text.hasDemonym { mentions += adjectivePlaces(besides: mentions) }
        if text.hasUnit { mentions += bareOffsets(besides: mentions) }
        mentions.sort { $0.span < $1.span }
        for index in mentions.indices.dropFirst() {
            mentions[index].contradiction = contradiction(mentions[index], after: mentions[index - 1])
        }
        return mentions
    }

    // MARK: Names

    private func mention(of reading: Reading) -> PlaceMention {
        let (name, place, context) = (reading.name, reading.place, reading.name.context)
        var mention = PlaceMention(
            sentence: text.number, tokens: name.tokens, span: sentence.span(of: name.tokens),
            phrase: context.start..<name.tokens.upperBound, place: place,
            name: name.choice?.place.name ?? words(of: name.tokens), latitude: place?.latitude,
            longitude: place?.longitude, radiusKm: place?.radiusKm ?? 25, relation: context.relation,
            distanceKm: context.distanceKm, bearing: context.bearing,
            rule: isGovernment(reading) ? "metonym" : reading.town == nil ? context.rule : "within-town")
        mention.candidates = reading.candidates
        if reading.town != nil { mention.relation = .in }
        if let place { locate(&mention, place, context) }
        return mention
    }

    /// Governments go by their countries and capitals.
    private func isGovernment(_ reading: Reading) -> Bool {
        reading.name.isGovernment && (reading.place?.kind == .country || reading.place?.kind == .settlement)
    }

    /// The point after the offset, and how uncertain it is.
    private func locate(_ mention: inout PlaceMention, _ place: Place, _ context: PlaceContext) {
        // What is wide is not a point to be at: "au Mali", "Le Donbass".
        if mention.relation == .at, [.country, .region, .area, .water].contains(place.kind) { mention.relation = .in }
        if let bearing = context.bearing {
            let isWide = place.kind == .country || place.radiusKm > 20
            if context.isPart || (isWide && context.distanceKm == nil) {
                guard isWide else { return }  // The eastern quarters of a town are within its radius.
                move(&mention, place, bearing, by: 0.5 * place.radiusKm)
                mention.relation = .in
                mention.radiusKm = (0.6 * place.radiusKm).rounded()
            } else {
                let distance = context.distanceKm ?? 20
                move(&mention, place, bearing, by: distance)
                mention.radiusKm = context.distanceKm == nil ? 20 : max(10, (0.22 * distance).rounded())
            }
        } else if let distance = context.distanceKm {
            mention.radiusKm = max(10, (1.1 * distance).rounded())
        } else if mention.relation == .near || context.container == .road {
            mention.relation = .near
            mention.radiusKm = max(25, place.radiusKm)
        } else if mention.relation == .around {
            mention.radiusKm = max(15, place.radiusKm)
        } else if context.isCentre, place.kind == .country || place.kind == .region || place.kind == .area {
            mention.radiusKm = (0.6 * place.radiusKm).rounded()
        }
    }

    private func move(_ mention: inout PlaceMention, _ place: Place, _ bearing: Double, by distance: Double) {
        let point = Geodesic.point(from: place.point, bearing: bearing, distanceKm: distance)
        mention.latitude = point.latitude
        mention.longitude = point.longitude
    }

    private func words(of tokens: Range<Int>) -> String {
        var text = ""
        var end = sentence.tokens[tokens.lowerBound].span.lower
        for token in sentence.tokens[tokens] {
            if token.span.lower > end { text += " " }
            text += token.form
            end = token.span.upper
        }
        return text
    }

    // MARK: Countries by their adjectives

    /// "dans le nord syrien", "en territoire nigérian": a part of the country, or the country.
    private func adjectivePlaces(besides mentions: [PlaceMention]) -> [PlaceMention] {
        text.tokens.indices.dropFirst().compactMap { index in
            guard let code = text.demonym(at: index), isGround(index - 1),
                !mentions.contains(where: { $0.tokens.contains(index - 1) }), let place = country(code)
            else { return nil }
            let tokens = (index - 1)..<(index + 1)
            var context = PlaceContext(start: index - 1, relation: .in, isLocative: true, rule: "territory")
            context.bearing = text.entry(at: index - 1)?.bearing
            if context.bearing != nil {
                context.isPart = true
                context.rule = "part"
            }
            var mention = PlaceMention(
                sentence: text.number, tokens: tokens, span: sentence.span(of: tokens), phrase: tokens, place: place,
                name: place.name, latitude: place.latitude, longitude: place.longitude, radiusKm: place.radiusKm,
                relation: .in, bearing: context.bearing, rule: context.rule)
            locate(&mention, place, context)
            return mention
        }
    }

    /// "le nord", "l'est", "en territoire", "sur le sol".
    private func isGround(_ index: Int) -> Bool {
        if text.has(.soil, at: index) { return true }
        guard text.entry(at: index)?.bearing != nil, let before = text.word(index - 1) else { return false }
        return ["le", "l'", "du", "au"].contains(before)
    }

    // MARK: Offsets from the place last spoken of

    /// "à 35 km au sud-est", "à 60 km de là": from the town named before. In "Tchouhouïv, à 35 km au sud-est" the words
    /// only tell where the town is, and are no place of their own.
    private func bareOffsets(besides mentions: [PlaceMention]) -> [PlaceMention] {
        let reader = PlaceContextReader(text: text)
        var found: [PlaceMention] = []
        for unit in sentence.tokens.indices where text.entry(at: unit)?.kilometres != nil {
            guard let offset = reader.bareOffset(unitAt: unit) else { continue }
            let isApposition = mentions.contains { mention in
                let gap = offset.tokens.lowerBound - mention.tokens.upperBound
                return gap == 0 || gap == 1
            }
            let before = mentions.filter { $0.tokens.upperBound <= offset.tokens.lowerBound }
            guard !isApposition, !mentions.contains(where: { $0.phrase.overlaps(offset.tokens) }),
                let place = before.last(where: { $0.settlement != nil })?.settlement ?? earlier.last
            else { continue }
            var context = PlaceContext(start: offset.tokens.lowerBound, isLocative: true, rule: "bare-offset")
            context.bearing = offset.bearing
            context.distanceKm = offset.kilometres
            var mention = PlaceMention(
                sentence: text.number, tokens: offset.tokens,
                span: sentence.span(of: offset.tokens), phrase: offset.tokens, place: place, name: place.name,
                latitude: place.latitude, longitude: place.longitude, radiusKm: place.radiusKm,
                relation: offset.bearing == nil ? .near : .direction, distanceKm: offset.kilometres,
                bearing: offset.bearing, rule: context.rule)
            locate(&mention, place, context)
            found.append(mention)
        }
        return found
    }

    /// "X, à 40 km à l'ouest de Y", where the map has X elsewhere. The text's words stay the value.
    private func contradiction(_ mention: PlaceMention, after other: PlaceMention) -> PlaceMention.Contradiction? {
        guard let from = mention.settlement, let place = other.settlement, other.name == place.name,
            other.distanceKm == nil, other.relation != .direction,
            let stated = readings.first(where: { $0.name.tokens == other.tokens })?.name.offset,
            let reading = readings.first(where: { $0.name.tokens == mention.tokens }), reading.number == stated
        else { return nil }
        let way = Geodesic(from: from.point, to: place.point)
        let measured = (way.distanceKm, way.bearing)
        if StatedOffset(reading.name.context).agrees(with: measured, radiusKm: from.radiusKm) { return nil }
        return .init(
            span: other.span.union(mention.span), place: place, distanceKm: way.distanceKm, bearing: way.bearing)
    }

    // MARK: Roads, and the ground between two places

    /// "la route Ménaka-Ansongo", "l'axe Bourzanga - Djibo", "entre Goma et Rutshuru": one mention, the midpoint.
    /// "La route de Sanaa" runs from the place last spoken of.
    private func stretch(at index: Int, _ earlier: [Place]) -> (PlaceMention, used: Int)? {
        let first = readings[index].name
        if let ends = first.roadEnds { return (stretch(first, ends.0, ends.1, first.tokens, "road"), 1) }
        guard let from = first.choice?.place else { return nil }
        if first.context.container == .road || first.context.isBetween, index + 1 < readings.count,
            let to = readings[index + 1].name.choice?.place, isLink(from: first, to: readings[index + 1].name)
        {
            let tokens = first.tokens.lowerBound..<readings[index + 1].name.tokens.upperBound
            let isRoad = first.context.container == .road || isRoadNoun(before: first.context.start)
            if isRoad || isGround(from, to) && !isDealing(before: first.context.start) {
                return (stretch(first, from, to, tokens, isRoad ? "road" : "between"), 2)
            }
        }
        guard first.context.container == .road else { return nil }
        if let noun = first.context.containerIndex, text.has(.front, at: noun) { return nil }
        // The one of the same country before another: a missile's target abroad is no end of this road.
        let origins = earlier.filter { $0.id != from.id && Sphere.distanceKm($0.point, from.point) < 500 }
        guard let origin = origins.last(where: { $0.country == from.country }) ?? origins.last else { return nil }
        return (stretch(first, origin, from, first.tokens, "road"), 1)
    }

    /// "à", "-", "et", "vers" between two ends of a road, "et" between two places.
    private func isLink(from first: PlaceName, to second: PlaceName) -> Bool {
        let tokens = sentence.tokens[first.tokens.upperBound..<second.tokens.lowerBound]
        guard tokens.count <= 3, let link = tokens.first?.folded else { return false }
        if first.context.isBetween { return link == "et" }
        return tokens.count <= 2 && ["-", "a", "au", "et", "vers", "jusqu'a"].contains(link)
    }

    /// "les pourparlers entre Bagdad et Erbil": two parties, no ground between.
    private func isDealing(before index: Int) -> Bool {
        (max(0, index - 2)..<max(0, index)).contains { text.has(.dealing, at: $0) }
    }

    private func isRoadNoun(before index: Int) -> Bool {
        (max(0, index - 3)..<max(0, index)).contains { text.container(at: $0) == .road }
    }

    /// Two towns of one country, near enough that "entre" means the ground: not "les discussions entre Paris et Londres".
    private func isGround(_ from: Place, _ to: Place) -> Bool {
        let kinds: [PlaceKind] = [.settlement, .site, .district]
        return kinds.contains(from.kind) && kinds.contains(to.kind) && from.country == to.country && from.id != to.id
            && Sphere.distanceKm(from.point, to.point) < 400
    }

    private func stretch(
        _ name: PlaceName, _ from: Place, _ to: Place, _ tokens: Range<Int>, _ rule: String
    ) -> PlaceMention {
        let length = Geodesic(from: from.point, to: to.point).distanceKm
        let point = Geodesic.midpoint(from.point, to.point)
        let title = "\(from.name)-\(to.name)" + (rule == "road" ? " road" : "")
        let place = Place(
            name: title, id: "constat:\(rule)-\(from.id)-\(to.id)", latitude: point.latitude,
            longitude: point.longitude, kind: .road, country: from.country == to.country ? from.country : "",
            population: nil, radiusKm: max(5, (length / 2).rounded()))
        return PlaceMention(
            sentence: name.sentence, tokens: tokens, span: sentence.span(of: tokens),
            phrase: min(name.context.start, tokens.lowerBound)..<tokens.upperBound, place: place, name: title,
            latitude: point.latitude, longitude: point.longitude, radiusKm: place.radiusKm, relation: .near, rule: rule)
    }
}
