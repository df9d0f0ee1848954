public import ConstatLanguage
public import ConstatText

/// Reads the places that French sentences name, with their offsets ("à 40 kilomètres à l'ouest de Raqqa").
///
/// Names are found by the longest match in the gazetteer, then told apart over the whole document: an inhabited place
/// before the region of its name, the countries that the document speaks of before others, near before far.
public struct FrenchPlaceReader: Sendable {
    let gazetteer: Gazetteer
    let words: FrenchPlaceWords

    public init(gazetteer: Gazetteer = Gazetteer()) {
        self.gazetteer = gazetteer
        words = FrenchPlaceWords()
    }

    /// Every place named, in reading order. Countries and capitals that act ("Moscou a affirmé") are among them.
    public func mentions(in sentences: [Sentence], of document: Document) -> [PlaceMention] {
        let finder = NameFinder(gazetteer: gazetteer, words: words)
        var names = sentences.indices.flatMap { finder.names(in: sentences[$0], number: $0) }
        resolve(&names, sentences)
        let namesBySentence = Dictionary(grouping: names, by: \.sentence)
        var mentions: [PlaceMention] = []
        var settlements: [Place] = []
        for number in sentences.indices {
            let found = phrases(
                of: namesBySentence[number] ?? [], in: sentences[number], number: number, after: settlements)
            settlements = Self.lastTwo(settlements + found.compactMap(\.settlement))
            mentions += found
        }
        return mentions
    }

    /// The settlements last spoken of, the latest last: two, since a road runs from another one than it leads to.
    private static func lastTwo(_ settlements: [Place]) -> [Place] {
        guard let last = settlements.last else { return [] }
        guard let other = settlements.last(where: { $0.id != last.id }) else { return [last] }
        return [other, last]
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

    // MARK: Telling apart

    /// Chooses a place for each name, in three rounds: first by itself, then with what the first rounds say of the
    /// document's countries and of the places around.
    private func resolve(_ names: inout [NameFinder.Name], _ sentences: [Sentence]) {
        var votes = PlaceVotes(sentences, words)
        for round in 0..<3 {
            if round > 0 { soundsLike(&names, votes) }
            if round > 0 { trustRepeated(&names) }
            for index in names.indices {
                names[index].choice = choice(for: names[index], votes)
                for end in names[index].ends.indices {
                    names[index].ends[end].choice = choice(for: names[index].ends[end], votes)
                }
            }
            votes = PlaceVotes(sentences, words, names)
        }
        names.removeAll { $0.choice == nil && $0.roadEnds == nil && !($0.isTagged && $0.context.isLocative) }
    }

    /// A name that was plainly a place once is one in the whole document: "Massacre de Cabaret" after "à Cabaret".
    private func trustRepeated(_ names: inout [NameFinder.Name]) {
        let plain = Set(names.filter { $0.choice != nil && ($0.context.isLocative || $0.isTagged) }.map(\.folded))
        for index in names.indices where plain.contains(names[index].folded) { names[index].isKnownPlace = true }
    }

    /// Another transliteration of a name in the countries spoken of, where the name itself is known in none of them.
    private func soundsLike(_ names: inout [NameFinder.Name], _ votes: PlaceVotes) {
        let likely = votes.likely
        for index in names.indices where !names[index].hasSounded {
            let name = names[index]
            guard name.context.isLocative || name.isTagged,
                !name.candidates.contains(where: { isSettled($0, likely) })
            else { continue }
            names[index].hasSounded = true
            names[index].candidates += gazetteer.candidates(soundingLike: name.folded, in: likely)
        }
    }

    /// A place of the countries spoken of, or one that is well known under this very name: no need to look for others.
    private func isSettled(_ candidate: Gazetteer.Candidate, _ likely: [String]) -> Bool {
        candidate.place.country.isEmpty || likely.contains(candidate.place.country)
            || (!candidate.isAlternate && candidate.score >= 5.5)
    }

    private func choice(for name: NameFinder.Name, _ votes: PlaceVotes) -> Place? {
        // "Nord-Kivu", "Darfour-Nord": long names of one country alone need no other witness.
        let isAlone =
            name.folded.utf8.count >= 5
            && name.candidates.allSatisfy { $0.place.country == name.candidates[0].place.country }
        let hasUsualName = name.candidates.contains { !$0.isAlternate && $0.distance == 0 }
        var best: (place: Place, score: Double)?
        for candidate in name.candidates {
            var score = candidate.score + fit(candidate.place, name.context.container)
            if isAlone, !candidate.isAlternate, candidate.distance == 0 {
                score += name.folded.utf8.count >= 8 ? 2.5 : 1.5
            }
            // "Venise" is Venice before it is an old name of some town in the country spoken of.
            if hasUsualName, candidate.isAlternate { score -= 1.5 }
            score += votes.support(for: candidate.place, named: name.folded)
            if score > (best?.score ?? -.infinity) { best = (candidate.place, score) }
        }
        guard let best, best.score >= threshold(for: name), !name.isAcronym || best.place.kind == .country else {
            return nil
        }
        return best.place
    }

    /// "province de Homs" is the province, "Homs" the town.
    private func fit(_ place: Place, _ container: FrenchPlaceWords.ContainerNoun?) -> Double {
        switch (container, place.kind) {
        case (.region, .region), (.country, .country): 6
        case (.region, .district), (.region, .area), (.district, .region), (.district, .area): 4
        case (.district, .district): 6
        case (.settlement, .settlement), (.road, .settlement): 2
        case (.site, .settlement), (.site, .site): 1
        case (.settlement, .region), (.settlement, .district), (.settlement, .area): -2
        default: 0
        }
    }

    /// A bare capitalised word must be a better known place than one that stands after "à" or "près de".
    private func threshold(for name: NameFinder.Name) -> Double {
        var threshold = name.context.isLocative || name.isTagged || name.isKnownPlace ? 3.2 : 5.2
        if !name.isKnownPlace { threshold += name.doubt }
        if name.tokens.count > 1 { threshold -= 1.5 }
        return threshold
    }
}
