import ConstatResources
import ConstatText

/// Finds the places that a name may mean, in the gazetteer that is part of the program.
public struct Gazetteer: Sendable {
    private let index: GazetteerIndex
    private let variants: [[UInt8]: [UInt8]]

    public init() {
        index = GazetteerIndex(EmbeddedResource.bytes(named: "gazetteer.index"))
        variants = index.spellingVariants()
    }

    /// Every place of this name, the likeliest first: what bears the very name before what has it as a variant, then
    /// by kind and population.
    ///
    /// Hyphens, blanks, apostrophes, a leading Arabic article and its spelling do not matter. About a microsecond.
    public func places(named folded: String) -> [Place] {
        candidates(named: folded).map(\.place)
    }

    /// A place with how well the name fits it.
    struct Candidate {
        var place: Place
        /// Not its usual name in English, French or the country, but one of the others that are on record.
        var isAlternate = false
        /// Only the sounds agree; how many letters differ.
        var distance = 0
        /// Better is higher; comparable among the candidates of one name.
        var score: Double
    }

    func candidates(named folded: String) -> [Candidate] {
        let key = PlaceKey(folded: folded, variants: variants)
        return sorted(
            index.bearers(of: key.bytes).compactMap { bearer in
                candidate(bearer, articleInText: key.hasArticle)
            })
    }

    /// Places of one of `countries` whose name sounds like this one. For names of six letters and more.
    func candidates(soundingLike folded: String, in countries: [String]) -> [Candidate] {
        let key = PlaceKey(folded: folded, variants: variants)
        let sounds = PlaceSounds.phonetic(key.bytes)
        guard key.bytes.count >= 6, sounds.count >= 5 else { return [] }
        let limit = sounds.count >= 8 ? 2 : 1
        var found: [Candidate] = []
        for entry in index.keys(withSkeleton: PlaceSounds.skeleton(ofSounds: sounds)) {
            let known = PlaceSounds.phonetic(entry.key)
            guard known.first == sounds.first, let distance = PlaceSounds.distance(sounds, known, limit: limit)
            else { continue }
            for bearer in entry.bearers {
                guard var candidate = candidate(bearer, articleInText: bearer.hasArticle),
                    countries.contains(candidate.place.country)
                else { continue }
                candidate.distance = distance + 1
                candidate.score -= 1.5 * Double(distance + 1)
                found.append(candidate)
            }
        }
        return sorted(found)
    }

    /// Countries whose towns are named with an Arabic article that reports often leave out.
    private static let articleIsLoose: Set<String> = [
        "SY", "IQ", "YE", "LY", "SD", "EG", "SA", "JO", "LB", "PS", "DZ", "TN", "MA", "MR", "TD", "KW", "OM", "IR",
        "TR",
        "IL", "SO", "QA", "BH", "AE",
    ]

    private func candidate(_ bearer: GazetteerIndex.Bearer, articleInText: Bool) -> Candidate? {
        let place = index.place(bearer.place)
        var score = Self.weight(of: place)
        if bearer.isAlternate { score -= 1 } else if index.isCapital(bearer.place) { score += 3 }
        if !(articleInText ? bearer.hasArticle : bearer.lacksArticle) {
            // "Alto" is not "El Alto", but "Falloujah" is "Al Fallujah".
            guard Self.articleIsLoose.contains(place.country) || place.country.isEmpty else { return nil }
            score -= 0.5
        }
        return Candidate(place: place, isAlternate: bearer.isAlternate, score: score)
    }

    /// Class before population: the town of Aleppo, not its governorate.
    static func weight(of place: Place) -> Double {
        let base: Double =
            switch place.kind {
            case .country: 9
            case .settlement: 3
            case .area, .water: 5
            case .region: 3.5
            case .site: 2.5
            case .district, .road: 2
            }
        let ours = place.id.hasPrefix("constat:") && place.kind != .district && place.kind != .site
        guard place.kind == .settlement else { return base + (ours ? 0.5 : 0) }
        return base + magnitude(place.population ?? (ours ? 20_000 : 300))
    }

    /// Half a point for each power of ten, a whole one beyond a hundred thousand: the world knows these by name.
    private static func magnitude(_ population: Int) -> Double {
        var value = Double(max(population, 1))
        var points = 0.0
        var reached = 1.0
        while value >= 10 {
            value /= 10
            reached *= 10
            points += reached > 100_000 ? 1 : 0.5
        }
        return points + (reached >= 100_000 ? 1 : 0.5) * (value - 1) / 9
    }

    private func sorted(_ candidates: [Candidate]) -> [Candidate] {
        candidates.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place.id < $1.place.id }
    }
}
