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
    /// A preposition or a noun of place stands before the name, so that it is very likely one.
    var isLocative: Bool
    var rule: String
}

/// Reads the words before a name, from right to left.
struct PlaceContextReader {
    let words: FrenchPlaceWords
    let tokens: [Token]

    private static let articles: Set<String> = [
        "le", "la", "les", "l'", "un", "une", "cette", "ce", "cet", "sa", "son", "leur",
    ]
    private static let links: Set<String> = ["de", "d'", "du", "des"]

    func context(before name: Int) -> PlaceContext {
        var context = PlaceContext(start: name, isLocative: false, rule: "name")
        var position = name - 1
        if let article = word(position), ["le", "la", "les", "l'"].contains(article) { position -= 1 }
        var isLinked = skipLink(&position)
        readContainer(&context, &position, &isLinked)
        if isLinked, readBearing(&context, position) { return context }
        if isLinked, readDistance(&context, before: position) { return context }
        readPreposition(&context, position, isLinked: isLinked)
        return context
    }

    func word(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].folded : nil }

    private func skipLink(_ position: inout Int) -> Bool {
        guard let link = word(position), Self.links.contains(link) else { return false }
        position -= 1
        return true
    }

    // MARK: "la province syrienne de", "ville de", "camp"

    private func readContainer(_ context: inout PlaceContext, _ position: inout Int, _ isLinked: inout Bool) {
        var noun = position
        // "province syrienne de Homs", "aéroport international de Goma": one adjective between.
        if isLinked, let between = word(noun), words.containers[between] == nil, isAdjective(noun) { noun -= 1 }
        // "l'axe routier Mavivi-Eringeti"
        if !isLinked, isAdjective(noun), let before = word(noun - 1), words.containers[before] == .road { noun -= 1 }
        guard let found = word(noun), let container = words.containers[found] else { return }
        // "la ville, Falloujah" has a comma and does not come here; "camp Yarmouk", "cercle Ménaka" do.
        if !isLinked, [.country, .settlement, .region].contains(container), found != "ville", found != "village" {
            return
        }
        context.container = container
        context.containerIndex = noun
        context.isLocative = true
        context.start = noun
        context.rule = "\(container.rawValue)-noun"
        position = noun - 1
        isLinked = false
        if isAdjective(position), word(position - 1).map(Self.articles.contains) == true { position -= 1 }
        if let article = word(position), Self.articles.contains(article) {
            context.start = position
            position -= 1
        }
        if skipLink(&position) { isLinked = true }
    }

    private func isAdjective(_ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        return tokens[index].partOfSpeech == .adjective || words.demonyms[tokens[index].folded] != nil
    }

    // MARK: "à 40 kilomètres à l'ouest de"

    /// `position` is the word before "de".
    private func readBearing(_ context: inout PlaceContext, _ position: Int) -> Bool {
        guard let (bearing, width) = bearing(endingAt: position) else { return false }
        var before = position - width
        let hasArticle = word(before).map(["l'", "le"].contains) == true
        let isContracted = word(before) == "au"
        if hasArticle { before -= 1 }
        let opener = word(before)
        let isOutside = isContracted || (hasArticle && opener == "a")
        context.bearing = bearing
        context.isLocative = true
        context.isPart = !isOutside
        context.relation = isOutside ? .direction : .in
        context.rule = isOutside ? "bearing" : "part"
        context.start = isOutside || ["dans", "vers", "sur", "de"].contains(opener ?? "") ? before : before + 1
        if isOutside {
            var distance = before - 1
            if word(distance) == "plus" { distance -= 1 }
            if readDistance(&context, before: distance) { context.relation = .direction }
        }
        return true
    }

    func bearing(endingAt position: Int) -> (bearing: Double, width: Int)? {
        guard let last = word(position) else { return nil }
        if let first = word(position - 1), let bearing = words.bearings[first + "_" + last] { return (bearing, 2) }
        return words.bearings[last].map { ($0, 1) }
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

    /// The distance whose unit is the word at `position`, and where its phrase begins.
    func distance(endingAt position: Int) -> (kilometres: Double, start: Int)? {
        guard let unit = word(position), words.units.contains(unit) else { return nil }
        var at = position - 1
        if word(at) == "de" { at -= 1 }
        guard let kilometres = number(at) else { return nil }
        at -= 1
        // "2 000 kilomètres" is two tokens for some tokenisers.
        var total = kilometres
        if let thousands = number(at), let form = word(at + 1), form.utf8.count == 3, thousands < 1000,
            form.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            total += thousands * 1000
            at -= 1
        }
        while let form = word(at), words.approximations.contains(form) { at -= 1 }
        if word(at) == "a" { at -= 1 }
        return (total, at + 1)
    }

    /// "à 35 km au sud-est", "à 60 km de là", where no "de" and name follow.
    func bareOffset(unitAt unit: Int) -> (tokens: Range<Int>, kilometres: Double, bearing: Double?)? {
        guard let (kilometres, start) = distance(endingAt: unit), word(start) == "a" else { return nil }
        if word(unit + 1) == "de", word(unit + 2) == "la", tokens[unit + 2].form.utf8.count == 3 {
            return (start..<(unit + 3), kilometres, nil)
        }
        var at = unit + 1
        if word(at) == "plus" { at += 1 }
        if word(at) == "au" {
            at += 1
        } else if word(at) == "a", word(at + 1) == "l'" {
            at += 2
        } else {
            return nil
        }
        let isTwoWords = word(at).flatMap { first in word(at + 1).flatMap { words.bearings[first + "_" + $0] } } != nil
        let last = isTwoWords ? at + 1 : at
        guard let (bearing, _) = bearing(endingAt: last), !(word(last + 1).map(Self.links.contains) ?? false)
        else { return nil }
        return (start..<(last + 1), kilometres, bearing)
    }

    private func number(_ index: Int) -> Double? {
        guard let form = word(index) else { return nil }
        if let value = words.numbers[form] { return value }
        guard let first = form.utf8.first, (0x30...0x39).contains(first) else { return nil }
        return Double(String(decoding: form.utf8.map { $0 == 0x2C ? 0x2E : $0 }, as: UTF8.self))
    }

    // MARK: "près de", "dans", "à"

    private func readPreposition(_ context: inout PlaceContext, _ position: Int, isLinked: Bool) {
        guard let last = word(position), let choices = words.prepositions[last] else { return }
        for choice in choices where matches(choice.words, endingAt: position) {
            // "autour de X", "aux abords de X" need their "de"; "dans X", "à X" have none.
            let needsLink =
                choice.relation == .near || choice.relation == .around || choice.words.count > 1
                || ["centre", "campagne"].contains(last)
            if needsLink != isLinked { continue }
            context.relation = choice.relation
            context.start = position - choice.words.count + 1
            context.isLocative = true
            if context.rule == "name" { context.rule = choice.words.joined(separator: "-") }
            return
        }
    }

    private func matches(_ phrase: [String], endingAt position: Int) -> Bool {
        guard position - phrase.count + 1 >= 0 else { return false }
        return phrase.indices.allSatisfy { tokens[position - phrase.count + 1 + $0].folded == phrase[$0] }
    }
}
