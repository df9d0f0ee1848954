import ConstatLanguage
import ConstatPlaces
import ConstatText

extension ClaimBuilder {
    /// The places of a draft: those its frame names, else the most specific of its clause, else what still holds.
    func places(of draft: ClaimDraft) -> [ClaimPlace] {
        for position in draft.frame.positions("place") {
            let fillers = matcher.fillers(position, of: draft)
            let named = fillers.compactMap { namedPlaces(below: $0, of: draft) }.flatMap { $0 }
            if !named.isEmpty { return named }
            if let filler = fillers.first(where: { pointedPlace($0) != nil }), let pointed = pointedPlace(filler) {
                return [appositive(of: filler, draft) ?? pointed]
            }
        }
        guard draft.type != .statement || !draft.frame.positions("place").isEmpty else { return [] }
        if let near = nearestPlace(to: draft) { return [near] }
        if let pronoun = placePronoun(of: draft), let place = memory.recentPlace {
            return [carried(place, mention: pronoun)]
        }
        return carriedPlace(for: draft)
    }

    private func namedPlaces(below index: Int, of draft: ClaimDraft) -> [ClaimPlace]? {
        let usable = reading.places.filter { isUsable($0, for: draft) }
        if let own = usable.first(where: { $0.tokens.contains(index) }) { return [claimPlace(own)] }
        let below = reading.sentence.subtree(of: index)
        let nested = usable.filter { place in
            below.contains(place.tokens.lowerBound) && !isBehindRelative(place.tokens.lowerBound, index)
        }
        guard let first = nested.first else { return nil }
        if pointsToTown(index), memory.place != nil, nested.allSatisfy({ rank($0) >= 2 }) { return nil }
        if let road = roadBetween(nested) { return [road] }
        // "les localités de X et de Y" names two; "X, dans la province de Y" one.
        let siblings = nested.filter { $0 != first && areCoordinated(first, $0) }
        return ([mostSpecific(nested.filter { !siblings.contains($0) }) ?? first] + siblings).map(claimPlace)
    }

    /// "la deuxième ville d'Irak", "la grande métropole du nord": a town told before, not the country.
    private func pointsToTown(_ index: Int) -> Bool {
        words.contains(tokens[index], in: "town-nouns")
            && reading.sentence.dependents(of: index, .determiner).contains {
                words.contains(tokens[$0].folded, in: "definite-determiners")
            }
    }

    /// "la route entre X et Y": one place, half way, as far as it reaches.
    private func roadBetween(_ mentions: [PlaceMention]) -> ClaimPlace? {
        guard mentions.count == 2, areCoordinated(mentions[0], mentions[1]),
            let name = syntax.adposition(of: mentions[0].tokens.lowerBound),
            words.contains(name, in: "between-adpositions"),
            let one = mentions[0].place, let two = mentions[1].place
        else { return nil }
        let degrees = max(abs(one.latitude - two.latitude), abs(one.longitude - two.longitude))
        return ClaimPlace(
            name: "\(one.name)-\(two.name) road", id: nil, latitude: (one.latitude + two.latitude) / 2,
            longitude: (one.longitude + two.longitude) / 2, radiusKm: (degrees * 111 / 2).rounded(), relation: .near,
            mention: mentions[0].span.union(mentions[1].span))
    }

    private func areCoordinated(_ first: PlaceMention, _ second: PlaceMention) -> Bool {
        tokens[second.tokens.lowerBound].relation == .conj
            || second.tokens.contains { tokens[$0].relation == .conj && first.tokens.contains(tokens[$0].head) }
    }

    private func isBehindRelative(_ index: Int, _ top: Int) -> Bool {
        var current = index
        while current != top, tokens.indices.contains(tokens[current].head) {
            if tokens[current].relation == .relativeClause { return true }
            current = tokens[current].head
        }
        return false
    }

    /// No part of a source or of an actor's name, no state that acts, not where people flee to.
    private func isUsable(_ mention: PlaceMention, for draft: ClaimDraft) -> Bool {
        guard reading.body.contains(mention.tokens.lowerBound) else { return false }
        if mention.rule == "metonym" { return false }
        if attributions.contains(where: { $0.phrase.contains(mention.tokens.lowerBound) }) { return false }
        if reading.actors.contains(where: { $0.tokens.overlaps(mention.tokens) }) { return false }
        let head = mention.tokens.lowerBound
        if tokens[head].relation.universal == "nsubj", mention.relation == .at, draft.type.family != .control,
            draft.type != .relation, isActing(mention)
        {
            return false
        }
        if isPartOfPerson(mention) { return false }
        if head > 0,
            words.contains(tokens[head - 1].folded, in: "comparing-words")
                || head > 1 && words.contains(tokens[head - 2].folded, in: "comparing-words")
        {
            return false
        }
        if mention.place == nil, syntax.adposition(of: head) == nil || mention.span.count < 3 { return false }
        if draft.type == .relation, mention.distanceKm != nil { return false }
        if isQuality(head) { return false }
        return !isElsewhere(head, draft)
    }

    /// Where people flee to, troops come from or fall back to is not where it happens.
    private func isElsewhere(_ head: Int, _ draft: ClaimDraft) -> Bool {
        guard let name = syntax.adposition(of: head) else { return false }
        if draft.type.family == .politics, words.contains(name, in: "between-adpositions") { return true }
        if isOtherGoal(head, name, draft) || isTransfer(head, draft) { return true }
        if draft.type.family == .harm || draft.type == .withdrawn, words.contains(name, in: "goal-prepositions") {
            return true
        }
        return draft.type.family == .force && words.contains(name, in: "origin-prepositions")
    }

    /// "incendié deux véhicules avant de se replier vers la frontière": where another verb leads to.
    private func isOtherGoal(_ head: Int, _ name: String, _ draft: ClaimDraft) -> Bool {
        guard draft.type.family != .fighting, words.contains(name, in: "goal-prepositions") else { return false }
        return governingVerb(of: head).map { $0 != draft.head } ?? false
    }

    /// "les blessés ont été transférés à Gao": not where they were hurt.
    private func isTransfer(_ head: Int, _ draft: ClaimDraft) -> Bool {
        guard draft.type == .casualties, let governor = governingVerb(of: head), governor != draft.head else {
            return false
        }
        return words.contains(tokens[governor], in: "transfer-verbs")
    }

    private func governingVerb(of index: Int) -> Int? {
        var current = index
        for _ in 0..<6 {
            current = tokens[current].head
            guard tokens.indices.contains(current) else { return nil }
            if syntax.isVerbal(current) { return current }
        }
        return nil
    }

    /// "milices proches de l'Iran": the place says what they are like, not where they are.
    private func isQuality(_ head: Int) -> Bool {
        let governor = tokens[head].head
        guard tokens.indices.contains(governor), tokens[governor].partOfSpeech == .adjective,
            tokens.indices.contains(tokens[governor].head)
        else { return false }
        return !reading.classes[tokens[governor].head].isDisjoint(with: ["people", "armed", "civilian"])
    }

    /// A surname that is also a town, or a name that begins before the place.
    private func isPartOfPerson(_ mention: PlaceMention) -> Bool {
        guard let last = mention.tokens.last,
            mention.tokens.allSatisfy({ tokens[$0].name == .begins(.person) || tokens[$0].name == .continues(.person) })
        else { return false }
        return tokens[mention.tokens.lowerBound].name == .continues(.person)
            || last + 1 < tokens.count && tokens[last + 1].name == .continues(.person)
            || mention.place == nil
    }

    private func isActing(_ mention: PlaceMention) -> Bool {
        mention.place?.kind == .country || attributions.contains { $0.sources.contains { $0.mention == mention.span } }
    }

    /// Smaller places tell more; a place after an offset is as good as its point.
    private func mostSpecific(_ mentions: [PlaceMention]) -> PlaceMention? {
        mentions.enumerated().min { left, right in
            let (a, b) = (rank(left.element), rank(right.element))
            return a != b ? a < b : left.offset < right.offset
        }?.element
    }

    /// "à 90 km au sud-ouest de Gao", "dans la province d'Idleb, en Syrie" place the name before them.
    private func isLocating(_ mention: PlaceMention) -> Bool {
        let isWide = [.country, .region, .district, .area].contains(mention.place?.kind) && mention.relation == .in
        guard mention.distanceKm != nil || isWide else { return false }
        return reading.places.contains { other in
            let gap = mention.phrase.lowerBound - other.tokens.upperBound
            return (0...2).contains(gap) && (!isWide || gap <= 1 && (other.settlement != nil || isLocating(other)))
        }
    }

    private func rank(_ mention: PlaceMention) -> Int {
        if isLocating(mention) { return 5 }
        switch mention.place?.kind {
        case .site, .settlement, .road: return 0
        case .district: return 1
        case .area, .region, .water: return 2
        case .country: return 4
        case nil: return 3
        }
    }

    private func nearestPlace(to draft: ClaimDraft) -> ClaimPlace? {
        let all = reading.places.filter { isUsable($0, for: draft) }
        guard !all.isEmpty else { return nil }
        let own = all.filter { !isLocating($0) }
        let usable = own.isEmpty ? all : own
        let attached = usable.filter { isAttached($0, to: draft.head) }
        if let direct = closest(attached, to: draft.head) { return claimPlace(direct) }
        let clause = syntax.clauseHead(of: draft.head)
        let same = usable.filter { syntax.clauseHead(of: $0.tokens.lowerBound) == clause }
        let inReach = same.isEmpty ? usable.filter { !isBehindForeignClause($0.tokens.lowerBound, draft) } : same
        return closest(inReach, to: draft.head).map(claimPlace)
    }

    /// A complement of the trigger itself: "tué en Cisjordanie", not of another noun ("la visite à Jérusalem").
    private func isAttached(_ mention: PlaceMention, to head: Int) -> Bool {
        var current = mention.tokens.lowerBound
        for _ in 0..<6 {
            let governor = tokens[current].head
            guard tokens.indices.contains(governor) else { return false }
            if governor == head { return !syntax.isVerbal(current) }
            let isPart =
                mention.phrase.contains(governor) || mention.tokens.contains(governor)
                || words.contains(tokens[governor], in: "place-nouns")
                || reading.places.contains { $0.tokens.contains(governor) }
                || reading.classes[governor].contains("place")
            guard isPart else { return false }
            current = governor
        }
        return false
    }

    /// The most specific; of equals the nearest, what follows the trigger before what precedes it.
    private func closest(_ mentions: [PlaceMention], to head: Int) -> PlaceMention? {
        func cost(_ mention: PlaceMention) -> Int {
            let gap = mention.tokens.lowerBound - head
            return rank(mention) * 100 + (gap >= 0 ? gap : 2 - 2 * gap)
        }
        return mentions.min { (cost($0), $0.tokens.lowerBound) < (cost($1), $1.tokens.lowerBound) }
    }

    private func isBehindForeignClause(_ index: Int, _ draft: ClaimDraft) -> Bool {
        let clause = syntax.clauseHead(of: index)
        return tokens[clause].relation == .relativeClause && !reading.sentence.subtree(of: clause).contains(draft.head)
    }

    /// "la ville", "le camp", "y": the place in mind, by the words at hand.
    private func pointedPlace(_ index: Int) -> ClaimPlace? {
        if words.contains(tokens[index].folded.trimmedHyphen, in: "place-pronouns") {
            return memory.recentPlace.map { carried($0, mention: tokens[index].span) }
        }
        guard words.contains(tokens[index], in: "place-nouns") else { return nil }
        // "Tokmak, ville occupée depuis mars"
        if tokens[index].relation.universal == "appos" || tokens[index].relation == .nmodAppos,
            let named = reading.place(covering: tokens[index].head), named.place != nil
        {
            return claimPlace(named)
        }
        guard let place = memory.place, isHeld(index), !isIndefinite(index) else { return nil }
        return carried(place, mention: reading.sentence.span(of: determinerStart(index)..<(index + 1)))
    }

    /// "un village", "trois villages" are some other ones.
    private func isIndefinite(_ noun: Int) -> Bool {
        reading.sentence.dependents[noun].contains {
            tokens[$0].relation == .nummod || words.contains(tokens[$0].folded, in: "indefinite-determiners")
        }
    }

    /// A whole country is no "ville" and no "centre".
    private func isHeld(_ noun: Int) -> Bool {
        !memory.placeIsWide || words.contains(tokens[noun], in: "wide-place-nouns")
    }

    /// "dans le centre de la capitale irakienne de Daech, Falloujah": the name that follows says which.
    private func appositive(of filler: Int, _ draft: ClaimDraft) -> ClaimPlace? {
        guard !words.contains(tokens[filler].folded.trimmedHyphen, in: "place-pronouns") else { return nil }
        let following = reading.places.filter { place in
            let start = place.tokens.lowerBound
            return start > filler && start - filler < 12 && place.place?.kind == .settlement
                && isUsable(place, for: draft)
                && syntax.adposition(of: start) == nil && tokens[start].relation.universal != "nsubj"
                && !tokens[filler..<start].contains { $0.morphology.mood != nil }
        }
        return following.first.map(claimPlace)
    }

    private func determinerStart(_ index: Int) -> Int {
        var start = index
        while start > 0, [.determiner, .adjective].contains(tokens[start - 1].partOfSpeech) { start -= 1 }
        return start
    }

    private func placePronoun(of draft: ClaimDraft) -> TextSpan? {
        let candidates = reading.sentence.dependents[draft.head] + [draft.head - 1, draft.head - 2].filter { $0 >= 0 }
        return candidates.first { words.contains(tokens[$0].folded, in: "place-pronouns") }.map { tokens[$0].span }
    }

    /// The place that still holds, unless the claim is of a kind that is told from afar, or a new entry has begun.
    private func carriedPlace(for draft: ClaimDraft) -> [ClaimPlace] {
        if let home = residentPlace() { return [home] }
        guard let place = memory.place, draft.type != .support, memory.placeSentence >= memory.entryStart else {
            return []
        }
        switch draft.type.family {
        case .politics, .geo: return []
        default: return reading.index - memory.placeSentence <= 12 ? [carried(place, mention: nil)] : []
        }
    }

    /// "les villageois de Tillia affirment": who tells what befell them lives there.
    private func residentPlace() -> ClaimPlace? {
        let homes = reading.places.filter { mention in
            let governor = tokens[mention.tokens.lowerBound].head
            return mention.settlement != nil && tokens.indices.contains(governor)
                && words.contains(tokens[governor], in: "resident-nouns")
        }
        return homes.count == 1 ? homes.first.map(claimPlace) : nil
    }

    private func carried(_ place: ClaimPlace, mention: TextSpan?) -> ClaimPlace {
        var place = place
        place.mention = mention
        return place
    }

    func claimPlace(_ mention: PlaceMention) -> ClaimPlace {
        if mention.place == nil, let offset = offset(of: mention) {
            return ClaimPlace(
                name: mention.name, id: nil, latitude: offset.latitude, longitude: offset.longitude,
                radiusKm: offset.radiusKm,
                relation: mention.relation, mention: mention.span)
        }
        return knownPlace(mention)
    }

    /// "Lodha, à 12 kilomètres à l'est de Fataki": a village that no gazetteer has lies where the text says.
    private func offset(of mention: PlaceMention) -> PlaceMention? {
        reading.places.first {
            $0.distanceKm != nil && $0.latitude != nil && $0.phrase.lowerBound >= mention.tokens.upperBound
                && $0.phrase.lowerBound - mention.tokens.upperBound <= 2
        }
    }

    private func knownPlace(_ mention: PlaceMention) -> ClaimPlace {
        ClaimPlace(
            name: mention.name, id: mention.place?.id, latitude: mention.latitude, longitude: mention.longitude,
            radiusKm: mention.radiusKm, relation: mention.relation,
            distanceKm: mention.distanceKm, bearing: mention.bearing, mention: mention.span)
    }
}
