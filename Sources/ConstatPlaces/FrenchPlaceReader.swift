public import ConstatLanguage
public import ConstatText

/// Reads the places that French sentences name, with their offsets ("à 40 kilomètres à l'ouest de Raqqa").
///
/// Names are found by the longest match in the gazetteer, then told apart over the whole document: an inhabited place
/// before the region of its name, the countries that the document speaks of before others, near before far; what the
/// text itself says of where a place lies before all of these.
public struct FrenchPlaceReader: Sendable {
    let gazetteer: Gazetteer
    let words: FrenchPlaceWords
    let borders: Borders

    public init(gazetteer: Gazetteer = Gazetteer()) {
        self.gazetteer = gazetteer
        words = FrenchPlaceWords()
        borders = Borders()
    }

    /// Every place named, in reading order. Countries and capitals that act ("Moscou a affirmé") are among them, with
    /// the rule "metonym".
    public func mentions(in sentences: [Sentence], of document: Document) -> [PlaceMention] {
        let texts = sentences.enumerated().map { PlaceSentence($1, number: $0, words: words) }
        let lookups = PlaceLookups(gazetteer)
        let finder = NameFinder(lookups: lookups)
        var names: [PlaceName] = []
        for text in texts { names += StatedPlaces.linked(finder.names(in: text), text, from: names.count) }
        let resolver = PlaceResolver(lookups: lookups, texts: texts)
        let votes = resolver.resolve(&names)
        let small = Dictionary(grouping: resolver.smallLetters(of: names), by: \.sentence)
        var mentions: [PlaceMention] = []
        var settlements: [Place] = []
        var next = 0
        for text in texts {
            var readings: [PlacePhrases.Reading] = []
            while next < names.count, names[next].sentence == text.number {
                let town = resolver.town(of: names[next], among: names)
                if resolver.isKept(names[next], town: town) {
                    let candidates = resolver.candidates(of: names[next], among: names, votes)
                    readings.append(.init(number: next, name: names[next], candidates: candidates, town: town))
                }
                next += 1
            }
            readings += (small[text.number] ?? []).map { .init(number: nil, name: $0, town: nil) }
            readings.sort { $0.name.tokens.lowerBound < $1.name.tokens.lowerBound }
            let phrases = PlacePhrases(
                text: text, readings: readings, earlier: settlements, countries: votes.likely, borders: borders,
                country: resolver.country)
            let found = phrases.mentions()
            if found.contains(where: { $0.settlement != nil }) {
                settlements = Self.latest(settlements + found.compactMap(\.settlement))
            }
            mentions += found
        }
        return mentions
    }

    /// The settlements last spoken of, each once and the latest last: a road runs from another one than it leads to, and
    /// perhaps not from the last one.
    private static func latest(_ settlements: [Place]) -> [Place] {
        var seen: Set<String> = []
        return settlements.reversed().filter { seen.insert($0.id).inserted }.prefix(8).reversed()
    }

    /// ISO codes of the countries that the places lie in, the most supported first.
    public func countries(of mentions: [PlaceMention]) -> [String] {
        var votes: [String: Double] = [:]
        for mention in mentions {
            guard let place = mention.place, !place.country.isEmpty else { continue }
            votes[place.country, default: 0] += 1
        }
        return votes.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    }
}
