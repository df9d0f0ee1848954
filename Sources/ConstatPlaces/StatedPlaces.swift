import ConstatLanguage

/// What a sentence itself says of where its names lie: "X, dans la province de Y", "X (Syrie)", "le quartier Q de X",
/// "X, chef-lieu de Y", "X, à 40 km à l'ouest de Y".
struct StatedPlaces {
    let text: PlaceSentence

    /// The names with their `parent` and `offset`; `base` is the number of the first of them in the document.
    static func linked(_ names: [PlaceName], _ text: PlaceSentence, from base: Int) -> [PlaceName] {
        guard names.count > 1 else { return names }
        var names = names
        let stated = StatedPlaces(text: text)
        for index in names.indices.dropLast() {
            if stated.isParent(names[index + 1], of: names[index]) {
                names[index].parent = base + index + 1
            } else if stated.isOffset(names[index + 1], of: names[index]) {
                names[index].offset = base + index + 1
            }
        }
        // "à X et à Y, en Syrie": both. From the right, so that a whole list inherits.
        for index in names.indices.dropLast().reversed() where names[index].parent == nil {
            guard let parent = names[index + 1].parent, parent != base + index + 1,
                stated.isJoined(names[index], names[index + 1])
            else { continue }
            names[index].parent = parent
            names[index].sharesParent = true
        }
        return names
    }

    private func gap(_ first: PlaceName, _ second: PlaceName) -> Range<Int> {
        let start = first.tokens.upperBound
        return start..<max(start, min(second.context.start, second.tokens.lowerBound))
    }

    private func isParent(_ parent: PlaceName, of name: PlaceName) -> Bool {
        let context = parent.context
        let gap = gap(name, parent)
        let isWithin = name.context.container == .quarter || name.context.container == .site
        // "le quartier Q de X", "l'hôpital H de X"
        if isWithin, gap.count == 1, text.has(.link, at: gap.lowerBound), context.container == nil { return true }
        guard context.distanceKm == nil, context.bearing == nil || context.isPart, opens(gap) else { return false }
        if context.container == .seat { return !gap.isEmpty }
        guard context.isLocative, context.relation == .in || context.relation == .at else { return false }
        let isWide = [.region, .district, .country].contains(context.container)
        if isWide || context.relation == .in { return true }
        // "X, au Mali"; but "de X à Y" leads from one to the other.
        return ["au", "aux"].contains(context.rule) || (isWithin && context.rule == "a")
    }

    /// Nothing, a comma or a bracket, and after these "chef-lieu de".
    private func opens(_ gap: Range<Int>) -> Bool {
        guard let first = gap.first else { return true }
        guard text.word(first) == "," || text.word(first) == "(", gap.count <= 6 else { return false }
        return gap.dropFirst().allSatisfy { index in
            let container = text.container(at: index)
            return container == .seat || container == .settlement || text.has([.link, .article], at: index)
                || text.tokens[index].partOfSpeech == .adjective
        }
    }

    /// "X, à 40 km de Y", "X se trouve au nord de Y".
    private func isOffset(_ other: PlaceName, of name: PlaceName) -> Bool {
        let context = other.context
        guard context.distanceKm != nil || (context.bearing != nil && !context.isPart) else { return false }
        let gap = gap(name, other)
        guard let first = gap.first else { return context.distanceKm != nil }
        if gap.count == 1, text.word(first) == "," || text.word(first) == "(" { return true }
        return gap.count <= 5 && gap.allSatisfy { text.has(.lies, at: $0) }
    }

    private func isJoined(_ first: PlaceName, _ second: PlaceName) -> Bool {
        let gap = gap(first, second)
        return gap.count == 1 && ["et", "ou"].contains(text.word(gap.lowerBound))
    }
}
