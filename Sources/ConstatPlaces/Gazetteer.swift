import ConstatResources
import ConstatText

/// Finds the places that a name may mean, in the gazetteer that is part of the program and in others beside it.
public struct Gazetteer: Sendable {
    /// The program's own first.
    public let layers: [GazetteerIndex]
    /// For each layer, whether a name has the same key in it as in the one before: all but those of other versions.
    private let sharesKeys: [Bool]

    /// - Parameter others: indexes that `constat gazetteer import` has made; a place that several have is told once.
    public init(adding others: [GazetteerIndex] = []) {
        // A build with an index of another layout, as while that is changed, has the others alone.
        let own = try? GazetteerIndex(embedded: EmbeddedResource.bytes(named: "gazetteer.index"))
        self.init(only: (own.map { [$0] } ?? []) + others)
    }

    init(only layers: [GazetteerIndex]) {
        self.layers = layers
        sharesKeys = layers.indices.map { $0 > 0 && layers[$0].variants == layers[$0 - 1].variants }
    }

    /// The rules under which an index must be written to be found by the same keys: those of `FrenchPlaces.lexicon`.
    public static var spellingRules: [UInt8] {
        var rules: [String] = []
        for line in EmbeddedResource.lines(named: "FrenchPlaces.lexicon") where line.text.hasPrefix("spelling ") {
            let halves = line.text.dropFirst("spelling ".count).split(separator: "=")
            guard halves.count == 2, let canonical = halves[0].split(separator: " ").first else { continue }
            rules += halves[1].split(separator: " ").map { "\($0)=\(canonical)" }
        }
        return Array(rules.sorted().joined(separator: "\n").utf8)
    }

    /// Every place of this name, the likeliest first: what bears the very name before what has it as a variant, then
    /// by kind and population.
    ///
    /// Hyphens, blanks, apostrophes, a leading Arabic article and its spelling do not matter. About a microsecond.
    public func places(named name: String) -> [Place] { candidates(named: name).map(\.place) }

    /// A place with how well the name fits it.
    struct Candidate {
        var place: Place
        /// Not its usual name in English, French or the country, but one of the others that are on record.
        var isAlternate = false
        /// One of the two has the Arabic article, the other has not.
        var differsInArticle = false
        /// Only the sounds agree; how many letters differ.
        var distance = 0
        /// Better is higher; comparable among the candidates of one name.
        var score: Double
    }

    func candidates(named name: String) -> [Candidate] {
        var found: [Candidate] = []
        var key: PlaceKey?
        for number in layers.indices {
            let layer = layers[number]
            if !sharesKeys[number] { key = PlaceKey(name, variants: layer.variants) }
            guard let key, let entry = layer.entry(of: key.bytes) else { continue }
            layer.eachBearer(of: entry) { bearer in
                guard let candidate = Self.candidate(bearer, of: layer, articleInText: key.hasArticle) else { return }
                if number == 0 { found.append(candidate) } else { Self.merge(candidate, into: &found) }
            }
        }
        return Self.sorted(found)
    }

    /// Places of one of `countries` whose name sounds like this one. For names of six letters and more.
    func candidates(soundingLike name: String, in countries: [String]) -> [Candidate] {
        var found: [Candidate] = []
        for layer in layers {
            let key = PlaceKey(name, variants: layer.variants)
            let sounds = PlaceSounds.phonetic(key.bytes)
            guard key.bytes.count >= 6, sounds.count >= 5 else { continue }
            let limit = sounds.count >= 8 ? 2 : 1
            for entry in layer.entries(nearSkeleton: PlaceSounds.skeleton(ofSounds: sounds)) {
                let known = PlaceSounds.phonetic(layer.key(of: entry))
                guard known.first == sounds.first, let distance = PlaceSounds.distance(sounds, known, limit: limit)
                else { continue }
                for candidate in Self.candidates(of: entry, in: layer) where countries.contains(candidate.place.country)
                {
                    Self.merge(candidate.further(by: distance + 1), into: &found)
                }
            }
        }
        return Self.sorted(found)
    }

    /// The places of an entry that was not found by its very key.
    static func candidates(of entry: GazetteerIndex.Entry, in layer: GazetteerIndex) -> [Candidate] {
        var found: [Candidate] = []
        layer.eachBearer(of: entry) { bearer in
            if let candidate = candidate(bearer, of: layer, articleInText: bearer.hasArticle) {
                found.append(candidate)
            }
        }
        return found
    }

    // MARK: Weighing

    /// Countries whose towns are named with an Arabic article that reports often leave out.
    private static let articleIsLoose: Set<String> = [
        "SY", "IQ", "YE", "LY", "SD", "EG", "SA", "JO", "LB", "PS", "DZ", "TN", "MA", "MR", "TD", "KW", "OM", "IR",
        "TR",
        "IL", "SO", "QA", "BH", "AE",
    ]

    private static func candidate(
        _ bearer: GazetteerIndex.Bearer, of layer: GazetteerIndex, articleInText: Bool
    ) -> Candidate? {
        guard let place = layer.place(bearer.place) else { return nil }
        let weight = weight(of: place, isNotable: layer.isNotable(bearer.place))
        var candidate = Candidate(place: place, isAlternate: bearer.isAlternate, score: weight)
        if bearer.isAlternate { candidate.score -= 1 } else if layer.isCapital(bearer.place) { candidate.score += 3 }
        if !(articleInText ? bearer.hasArticle : bearer.lacksArticle) {
            // "Alto" is not "El Alto", but "Falloujah" is "Al Fallujah".
            guard articleIsLoose.contains(place.country) || place.country.isEmpty else { return nil }
            candidate.differsInArticle = true
            candidate.score -= 0.5
        }
        return candidate
    }

    /// Class before population: the town of Aleppo, not its governorate.
    ///
    /// - Parameter isNotable: a settlement whose people nobody counted is then no hamlet.
    static func weight(of place: Place, isNotable: Bool = false) -> Double {
        let ours = place.id.hasPrefix("constat:") && place.kind != .district && place.kind != .site
        let base: Double =
            switch place.kind {
            case .country: 9
            case .settlement: 3
            // Ours are regions and seas that the press names; those of other sources are any hill and any brook.
            case .area, .water: ours ? 5 : 2
            case .region: 3.5
            case .site: 2.5
            case .district, .road: 2
            }
        guard place.kind == .settlement else { return base + (ours ? 0.5 : 0) }
        return base + magnitude(place.population ?? (ours || isNotable ? 20_000 : 300))
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

    // MARK: One place in two layers

    /// The same place is kept once, as the layer has it that says more of it, under the name and the identifier that it
    /// has in the first.
    private static func merge(_ candidate: Candidate, into found: inout [Candidate]) {
        guard let index = found.firstIndex(where: { isSame($0.place, candidate.place) }) else {
            return found.append(candidate)
        }
        guard candidate.score > found[index].score else { return }
        let first = found[index].place
        found[index] = candidate
        (found[index].place.name, found[index].place.id) = (first.name, first.id)
    }

    private static func isSame(_ left: Place, _ right: Place) -> Bool {
        if left.id == right.id { return true }
        return left.kind == right.kind && left.country == right.country
            && Sphere.distanceKm(left.point, right.point) < 5
    }

    private static func sorted(_ candidates: [Candidate]) -> [Candidate] {
        guard candidates.count > 1 else { return candidates }
        return candidates.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place.id < $1.place.id }
    }
}

extension Gazetteer.Candidate {
    fileprivate func further(by letters: Int) -> Self {
        var candidate = self
        candidate.distance = letters
        candidate.score -= 1.5 * Double(letters)
        return candidate
    }
}
