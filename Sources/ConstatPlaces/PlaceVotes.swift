import ConstatLanguage

/// What a document's places say together: its countries, and where its places lie.
struct PlaceVotes {
    private var shares: [String: Double] = [:]
    private var places: [(place: Place, start: NameFinder.Position)] = []

    /// Adjectives of countries speak before any name is resolved.
    init(_ sentences: [Sentence], _ words: FrenchPlaceWords, _ names: [NameFinder.Name] = []) {
        for sentence in sentences {
            for token in sentence.tokens {
                if let country = words.demonyms[token.folded] { shares[country, default: 0] += 1 }
            }
        }
        for name in names {
            guard let place = name.choice else { continue }
            if !place.country.isEmpty {
                shares[place.country, default: 0] += place.kind == .country ? 1.5 : name.candidates.count == 1 ? 1.2 : 0.8
            }
            if place.kind != .country, place.radiusKm < 120 { places.append((place, name.start)) }
        }
        let total = shares.values.reduce(0, +)
        if total > 0 { shares = shares.mapValues { $0 / total } }
    }

    /// The countries that at least a tenth of the evidence speaks for, the strongest first.
    var likely: [String] {
        shares.filter { $0.value >= 0.1 }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    }

    /// Up to five points for the country, up to one and a half for a neighbour among the other names.
    func support(for place: Place, besides start: NameFinder.Position) -> Double {
        let share = shares[place.country] ?? 0
        var support = share > 0 ? 1.5 + 3.5 * share : 0
        guard place.kind != .country else { return support * 0.3 }
        var nearest = Double.infinity
        for other in places where other.start != start && other.place.id != place.id {
            nearest = min(nearest, Geometry.distanceKm(place, other.place))
        }
        support += nearest < 60 ? 1.5 : nearest < 200 ? 1 : nearest < 500 ? 0.5 : 0
        return support
    }
}
