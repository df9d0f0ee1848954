import ConstatLanguage
import ConstatText

/// From resolved names to mentions: offsets, roads, radius.
extension FrenchPlaceReader {
    func phrases(
        of names: [NameFinder.Name], in sentence: Sentence, number: Int, after earlier: [Place]
    ) -> [PlaceMention] {
        var mentions: [PlaceMention] = []
        var index = 0
        while index < names.count {
            if let (road, used) = road(names, index, sentence, earlier + mentions.compactMap(\.settlement)) {
                mentions.append(road)
                index += used
            } else {
                mentions.append(mention(of: names[index], in: sentence))
                index += 1
            }
        }
        return (mentions + bareOffsets(in: sentence, number, besides: mentions, after: earlier)).sorted {
            $0.span < $1.span
        }
    }

    private func mention(of name: NameFinder.Name, in sentence: Sentence) -> PlaceMention {
        let context = name.context
        var mention = PlaceMention(
            sentence: name.sentence, tokens: name.tokens, span: sentence.span(of: name.tokens),
            phrase: context.start..<name.tokens.upperBound, place: name.choice,
            name: name.choice?.name ?? text(of: name.tokens, in: sentence),
            latitude: name.choice?.latitude, longitude: name.choice?.longitude,
            radiusKm: name.choice?.radiusKm ?? 25, relation: context.relation, distanceKm: context.distanceKm,
            bearing: context.bearing, rule: context.rule)
        if let place = name.choice { locate(&mention, place, context) }
        return mention
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
        }
    }

    private func move(_ mention: inout PlaceMention, _ place: Place, _ bearing: Double, by distance: Double) {
        let point = Geometry.point(
            latitude: place.latitude, longitude: place.longitude, bearing: bearing, distanceKm: distance)
        mention.latitude = point.0
        mention.longitude = point.1
    }

    // MARK: Offsets from the place last spoken of

    /// "à 35 km au sud-est", "à 60 km de là": from the town named before. In "Tchouhouïv, à 35 km au sud-est" the words
    /// only tell where the town is, and are no place of their own.
    private func bareOffsets(
        in sentence: Sentence, _ number: Int, besides mentions: [PlaceMention], after earlier: [Place]
    ) -> [PlaceMention] {
        let reader = PlaceContextReader(words: words, tokens: sentence.tokens)
        var found: [PlaceMention] = []
        for unit in sentence.tokens.indices {
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
                sentence: number, tokens: offset.tokens,
                span: sentence.span(of: offset.tokens), phrase: offset.tokens, place: place, name: place.name,
                latitude: place.latitude, longitude: place.longitude, radiusKm: place.radiusKm,
                relation: offset.bearing == nil ? .near : .direction, distanceKm: offset.kilometres,
                bearing: offset.bearing, rule: context.rule)
            locate(&mention, place, context)
            found.append(mention)
        }
        return found
    }

    private func text(of tokens: Range<Int>, in sentence: Sentence) -> String {
        var text = ""
        var end = sentence.tokens[tokens.lowerBound].span.lower
        for token in sentence.tokens[tokens] {
            if token.span.lower > end { text += " " }
            text += token.form
            end = token.span.upper
        }
        return text
    }

    // MARK: Roads

    /// "la route Ménaka-Ansongo", "l'axe Bourzanga - Djibo", "la route de Goma à Rutshuru": one mention, the midpoint.
    /// "La route de Sanaa" runs from the place last spoken of.
    private func road(
        _ names: [NameFinder.Name], _ index: Int, _ sentence: Sentence, _ earlier: [Place]
    ) -> (PlaceMention, Int)? {
        let first = names[index]
        if let ends = first.roadEnds { return (road(first, ends.0, ends.1, first.tokens, sentence), 1) }
        guard first.context.container == .road, let from = first.choice else { return nil }
        if index + 1 < names.count, let to = names[index + 1].choice,
            isRoadLink(sentence.tokens[first.tokens.upperBound..<names[index + 1].tokens.lowerBound])
        {
            let tokens = first.tokens.lowerBound..<names[index + 1].tokens.upperBound
            return (road(first, from, to, tokens, sentence), 2)
        }
        if let noun = first.context.containerIndex, words.fronts.contains(sentence.tokens[noun].folded) { return nil }
        guard let origin = earlier.last(where: { $0.id != from.id }),
            Geometry.distanceKm(origin, from) < 500
        else { return nil }
        return (road(first, origin, from, first.tokens, sentence), 1)
    }

    /// "à", "-", "et", "vers" between two ends of a road.
    private func isRoadLink(_ tokens: ArraySlice<Token>) -> Bool {
        guard tokens.count <= 2, let link = tokens.first?.folded else { return false }
        return ["-", "a", "au", "et", "vers", "jusqu'a"].contains(link)
    }

    private func road(
        _ name: NameFinder.Name, _ from: Place, _ to: Place, _ tokens: Range<Int>, _ sentence: Sentence
    ) -> PlaceMention {
        let point = Geometry.midpoint(from, to)
        let title = "\(from.name)-\(to.name) road"
        let length = Geometry.distanceKm(from, to)
        let place = Place(
            name: title, id: "constat:road-\(from.id)-\(to.id)", latitude: point.0, longitude: point.1, kind: .road,
            country: from.country == to.country ? from.country : "", population: nil,
            radiusKm: max(5, (length / 2).rounded()))
        return PlaceMention(
            sentence: name.sentence, tokens: tokens, span: sentence.span(of: tokens),
            phrase: min(name.context.start, tokens.lowerBound)..<tokens.upperBound, place: place, name: title,
            latitude: point.0, longitude: point.1, radiusKm: place.radiusKm, relation: .near, rule: "road")
    }
}

extension PlaceMention {
    /// The inhabited place named, if it is one.
    var settlement: Place? { place?.kind == .settlement ? place : nil }
}
