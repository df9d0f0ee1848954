import ConstatLanguage

/// What the words to the left of a name say of it: "dans la province de", "à 40 km à l'ouest de", "près de l'aéroport de".
struct PlaceContext {
    /// Where the whole phrase begins; the name's own start if nothing belongs to it.
    var start: Int
    var relation: PlaceMention.Relation = .at
    var container: FrenchPlaceWords.ContainerNoun?
    /// The noun itself, as an index: "aéroport" in "aéroport de Goma".
    var containerIndex: Int?
    /// Degrees clockwise from north.
    var bearing: Double?
    var distanceKm: Double?
    /// "dans le nord de X": a part of X, not what lies beyond it.
    var isPart = false
    /// "dans le centre de X".
    var isCentre = false
    /// A preposition or a noun of place stands before the name, so that it is very likely one.
    var isLocative: Bool
    /// "attaque de X", "bataille de X": a place, or who did it.
    var isDeed = false
    /// "entre X et ...".
    var isBetween = false
    /// "rue de X", "accords de X", "la frégate X": named after a place, and none.
    var isNamesake = false
    var rule: String
}

/// Reads the words before a name, from right to left.
struct PlaceContextReader {
    let text: PlaceSentence

    func context(before name: Int) -> PlaceContext {
        var context = PlaceContext(start: name, isLocative: false, rule: "name")
        var position = name - 1
        if text.has(.bearer, at: position) { context.isNamesake = true }
        if isArticle(position) { position -= 1 }
        var isLinked = skipLink(&position)
        if isLinked, isNamesakeNoun(before: position) { context.isNamesake = true }
        if isLinked, text.has(.deed, at: adjectiveSkipped(position)) { context.isDeed = true }
        readContainer(&context, &position, &isLinked)
        if isLinked, readBearing(&context, position) { return context }
        if isLinked, readDistance(&context, before: position) { return context }
        readPreposition(&context, position, isLinked: isLinked)
        return context
    }

    private func isArticle(_ index: Int) -> Bool {
        guard let word = text.word(index), word.utf8.count <= 3 else { return false }
        return word == "le" || word == "la" || word == "les" || word == "l'"
    }

    private func skipLink(_ position: inout Int) -> Bool {
        guard text.has(.link, at: position) else { return false }
        position -= 1
        return true
    }

    private func adjectiveSkipped(_ position: Int) -> Int {
        text.container(at: position) == nil && isAdjective(position) ? position - 1 : position
    }

    /// "accords de", "accord de paix de".
    private func isNamesakeNoun(before position: Int) -> Bool {
        if text.has(.namesake, at: position) { return true }
        return text.has(.link, at: position - 1) && text.word(position) == "paix"
            && text.has(.namesake, at: position - 2)
    }

    // MARK: "la province syrienne de", "ville de", "camp"

    private func readContainer(_ context: inout PlaceContext, _ position: inout Int, _ isLinked: inout Bool) {
        var noun = position
        // "province syrienne de Homs", "aéroport international de Goma", "camp FAMA de Boulkessi": one word between.
        if isLinked, text.container(at: noun) == nil, isAdjective(noun) || isAcronym(noun) { noun -= 1 }
        // "l'axe routier Mavivi-Eringeti"
        if !isLinked, isAdjective(noun), text.container(at: noun - 1) == .road { noun -= 1 }
        guard let container = text.container(at: noun) else { return }
        // "la ville, Falloujah" has a comma and does not come here; "camp Yarmouk", "cercle Ménaka" do.
        if !isLinked, [.country, .settlement, .region, .seat].contains(container), !text.has(.main, at: noun) {
            return
        }
        context.container = container
        context.containerIndex = noun
        context.isLocative = true
        context.start = noun
        context.rule = "\(container.rawValue)-noun"
        position = noun - 1
        isLinked = false
        if isAdjective(position), text.has(.article, at: position - 1) { position -= 1 }
        if text.has(.article, at: position) {
            context.start = position
            position -= 1
        }
        if skipLink(&position) { isLinked = true }
    }

    private func isAdjective(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index) else { return false }
        return text.tokens[index].partOfSpeech == .adjective || text.demonym(at: index) != nil
    }

    /// "FAMA", "ONU": capitals alone.
    private func isAcronym(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index) else { return false }
        let form = text.tokens[index].form.utf8
        return form.count >= 2 && form.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x2D }
    }

    // MARK: "à 40 kilomètres à l'ouest de"

    /// `position` is the word before "de".
    private func readBearing(_ context: inout PlaceContext, _ position: Int) -> Bool {
        guard let (bearing, width) = bearing(endingAt: position) else { return false }
        var before = position - width
        while text.has(.degree, at: before) { before -= 1 }
        let hasArticle = ["l'", "le"].contains(text.word(before))
        let isContracted = text.word(before) == "au"
        if hasArticle { before -= 1 }
        let opener = text.word(before)
        let isOutside = isContracted || (hasArticle && opener == "a")
        context.bearing = bearing
        context.isLocative = true
        context.isPart = !isOutside
        context.relation = isOutside ? .direction : .in
        context.rule = isOutside ? "bearing" : "part"
        context.start = isOutside || ["dans", "vers", "sur", "de"].contains(opener) ? before : before + 1
        if isOutside {
            var distance = before - 1
            if text.word(distance) == "plus" { distance -= 1 }
            if readDistance(&context, before: distance) { context.relation = .direction }
        }
        return true
    }

    func bearing(endingAt position: Int) -> (bearing: Double, width: Int)? {
        guard let bearing = text.entry(at: position)?.bearing else { return nil }
        if text.entry(at: position - 1)?.bearing != nil, let first = text.word(position - 1),
            let last = text.word(position), let both = text.words.bearing(first, last)
        {
            return (both, 2)
        }
        return (bearing, 1)
    }

    /// "à quelque 70 kilomètres" ending before or at `position`; without a bearing the point stays where it is.
    private func readDistance(_ context: inout PlaceContext, before position: Int) -> Bool {
        guard let (distance, start) = distance(endingAt: position) else { return false }
        context.distanceKm = distance
        context.start = start
        context.isLocative = true
        if context.bearing == nil {
            context.relation = .near
            context.rule = "distance"
        } else {
            context.rule = "distance-bearing"
        }
        return true
    }

    /// No place lies farther from another than half round the earth; what is longer is a slip or no distance.
    private static let longestKm = 20_000.0

    /// The distance whose unit is the word at `position`, and where its phrase begins.
    func distance(endingAt position: Int) -> (kilometres: Double, start: Int)? {
        guard let unit = text.entry(at: position)?.kilometres else { return nil }
        var at = position - 1
        if text.has(.link, at: at) { at -= 1 }
        guard var total = number(at) else { return nil }
        at -= 1
        // "2 000 kilomètres" is two tokens for some tokenisers.
        if let thousands = number(at), let form = text.word(at + 1), form.utf8.count == 3, thousands < 1000,
            form.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            total += thousands * 1000
            at -= 1
        }
        while text.has(.approximation, at: at) { at -= 1 }
        if text.word(at) == "a" { at -= 1 }
        let kilometres = total * unit
        return kilometres > 0 && kilometres < Self.longestKm ? (kilometres, at + 1) : nil
    }

    /// "à 35 km au sud-est", "à 60 km de là", where no "de" and name follow.
    func bareOffset(unitAt unit: Int) -> (tokens: Range<Int>, kilometres: Double, bearing: Double?)? {
        guard let (kilometres, start) = distance(endingAt: unit), text.word(start) == "a" else { return nil }
        if text.word(unit + 1) == "de", text.word(unit + 2) == "la", text.tokens[unit + 2].form.utf8.count == 3 {
            return (start..<(unit + 3), kilometres, nil)
        }
        var at = unit + 1
        if text.word(at) == "plus" { at += 1 }
        if text.word(at) == "au" {
            at += 1
        } else if text.word(at) == "a", text.word(at + 1) == "l'" {
            at += 2
        } else {
            return nil
        }
        let isTwoWords = bearing(endingAt: at + 1)?.width == 2
        let last = isTwoWords ? at + 1 : at
        guard let (bearing, _) = bearing(endingAt: last), !text.has(.link, at: last + 1) else { return nil }
        return (start..<(last + 1), kilometres, bearing)
    }

    private func number(_ index: Int) -> Double? {
        guard let form = text.word(index) else { return nil }
        if let value = text.entry(at: index)?.number { return value }
        guard let first = form.utf8.first, (0x30...0x39).contains(first) else { return nil }
        // Folding has made every blank in "2 000" a plain one.
        let digits = form.utf8.lazy.filter { $0 != 0x20 }.map { $0 == 0x2C ? 0x2E : $0 }
        return Double(String(decoding: Array(digits), as: UTF8.self))
    }

    // MARK: "près de", "dans", "à", "entre"

    private func readPreposition(_ context: inout PlaceContext, _ position: Int, isLinked: Bool) {
        if !isLinked, text.word(position) == "entre" {
            context.isBetween = true
            context.isLocative = true
            context.start = position
            return
        }
        guard let choices = text.entry(at: position)?.prepositions, !choices.isEmpty else { return }
        for choice in choices where text.reads(choice.words, from: position - choice.words.count + 1) {
            // "autour de X", "aux abords de X" need their "de"; "dans X", "à X" have none.
            let needsLink =
                choice.relation == .near || choice.relation == .around || choice.words.count > 1
                || ["centre", "campagne"].contains(choice.words.last)
            if needsLink != isLinked { continue }
            context.relation = choice.relation
            context.start = position - choice.words.count + 1
            context.isLocative = true
            context.isCentre = choice.words.last == "centre"
            if context.rule == "name" { context.rule = choice.rule }
            return
        }
    }
}
