import ConstatLanguage

/// What a document's places say together: its countries, and where its places lie.
struct PlaceVotes {
    /// What speaks for each country, by who says it: a folded name, or "" for the adjectives ("syrien").
    private var evidence: [String: [String: Double]] = [:]
    private var total = 0.0
    private var places: [(place: Place, name: String)] = []

    /// Adjectives of countries speak before any name is resolved. A name that comes again adds little.
    init(_ sentences: [Sentence], _ words: FrenchPlaceWords, _ names: [NameFinder.Name] = []) {
        for sentence in sentences {
            for token in sentence.tokens {
                if let country = words.demonyms[token.folded] { add(1, to: country, from: "") }
            }
        }
        var seen: Set<String> = []
        for name in names.flatMap({ [$0] + $0.ends }) {
            guard let place = name.choice else { continue }
            let isNew = seen.insert(name.folded).inserted
            if !place.country.isEmpty {
                let weight = place.kind == .country ? 1.5 : name.candidates.count == 1 ? 1.2 : 0.8
                add(isNew ? weight : weight / 4, to: place.country, from: name.folded)
            }
            if isNew, place.kind != .country, place.radiusKm < 120 { places.append((place, name.folded)) }
        }
    }

    private mutating func add(_ weight: Double, to country: String, from speaker: String) {
        evidence[country, default: [:]][speaker, default: 0] += weight
        total += weight
    }

    /// The countries that at least a fifth of the evidence speaks for, the strongest first.
    var likely: [String] {
        var likely: [(country: String, share: Double)] = []
        for country in evidence.keys {
            let share = share(of: country, besides: nil)
            if share >= 0.2 { likely.append((country, share)) }
        }
        likely.sort { $0.share != $1.share ? $0.share > $1.share : $0.country < $1.country }
        return likely.map(\.country)
    }

    /// A name does not speak for itself.
    private func share(of country: String, besides name: String?) -> Double {
        guard total > 0, let speakers = evidence[country] else { return 0 }
        // Sorted, so that the sum does not depend on the order of a dictionary.
        return speakers.filter { $0.key != name }.map(\.value).sorted().reduce(0, +) / total
    }

    /// Up to five points for the country, up to one and a half for a neighbour among the other names.
    func support(for place: Place, named name: String) -> Double {
        let share = share(of: place.country, besides: name)
        var support = share > 0 ? 1.5 + 3.5 * share : 0
        guard place.kind != .country else { return support * 0.3 }
        var nearest = Double.infinity
        for other in places where other.name != name && other.place.id != place.id {
            nearest = min(nearest, Geometry.distanceKm(place, other.place))
        }
        support += nearest < 60 ? 1.5 : nearest < 200 ? 1 : nearest < 500 ? 0.5 : 0
        return support
    }
}
