import ConstatLanguage
import ConstatText

/// "la frontière syro-turque", "à la frontière entre le Mali et le Niger", "à la frontière avec le Tchad".
extension PlacePhrases {
    /// The mentions with those of borders; countries that only tell which border are no mentions of their own.
    func withBorders(_ mentions: [PlaceMention]) -> [PlaceMention] {
        var mentions = mentions
        for noun in text.tokens.indices where text.has(.border, at: noun) {
            guard let border = border(at: noun, mentions), !isApposition(border, mentions) else { continue }
            mentions.removeAll { border.tokens.overlaps($0.tokens) }
            mentions.append(border)
        }
        return mentions
    }

    /// "Al-Boukamal, à la frontière irakienne": where the town is, and no place of its own.
    private func isApposition(_ border: PlaceMention, _ mentions: [PlaceMention]) -> Bool {
        mentions.contains { mention in
            let gap = border.phrase.lowerBound - mention.tokens.upperBound
            return mention.settlement != nil && (gap == 0 || gap == 1)
        }
    }

    private func border(at noun: Int, _ mentions: [PlaceMention]) -> PlaceMention? {
        guard let (first, second, end) = sides(of: noun, mentions) else { return nil }
        guard let second = second ?? neighbour(of: first, before: noun, mentions),
            let border = borders[first, second]
        else { return nil }
        let tokens = noun..<end
        let context = PlaceContextReader(text: text).context(before: noun)
        return PlaceMention(
            sentence: text.number, tokens: tokens, span: text.sentence.span(of: tokens),
            phrase: context.start..<end, place: border, name: border.name, latitude: border.latitude,
            longitude: border.longitude, radiusKm: border.radiusKm, relation: .near, rule: "border")
    }

    /// The countries on both sides as far as the words tell, and where the words end.
    private func sides(of noun: Int, _ mentions: [PlaceMention]) -> (String, String?, end: Int)? {
        let next = noun + 1
        if let (first, second) = doubleAdjective(at: next) { return (first, second, next + 1) }
        if let country = text.demonym(at: next) { return (country, nil, next + 1) }
        let named = mentions.filter { $0.place?.kind == .country && $0.tokens.lowerBound > noun }
        guard let first = named.first, let country = first.place?.country, isNear(noun, first) else { return nil }
        guard text.word(next) == "entre" || text.word(next + 1) == "entre" else {
            return (country, nil, first.tokens.upperBound)
        }
        guard named.count > 1, let other = named[1].place?.country else { return nil }
        return (country, other, named[1].tokens.upperBound)
    }

    /// "avec", "entre", "de", articles and at most one adjective between.
    private func isNear(_ noun: Int, _ mention: PlaceMention) -> Bool {
        let gap = (noun + 1)..<mention.tokens.lowerBound
        return gap.count <= 4
            && gap.allSatisfy { index in
                text.has([.link, .article], at: index) || ["avec", "entre"].contains(text.word(index))
                    || text.tokens[index].partOfSpeech == .adjective
            }
    }

    /// "syro-turque", "pakistano-afghane".
    private func doubleAdjective(at index: Int) -> (String, String)? {
        guard let word = text.word(index), let hyphen = word.firstIndex(of: "-"),
            let first = text.words.entry(word[..<hyphen]).stem,
            let second = text.words.entry(word[word.index(after: hyphen)...]).demonym
        else { return nil }
        return (first, second)
    }

    /// The other side of "la frontière turque": the country last spoken of that borders on it, else the document's own.
    private func neighbour(of country: String, before noun: Int, _ mentions: [PlaceMention]) -> String? {
        let spoken = mentions.filter { $0.tokens.upperBound <= noun }.reversed().compactMap { $0.place?.country }
        let candidates = spoken + earlier.reversed().map(\.country) + countries
        return candidates.first { borders[country, $0] != nil }
    }
}
