import ConstatLanguage

/// What a document's places say together: its countries, and where its places lie.
struct PlaceVotes {
    /// What speaks for each country, by who says it: a folded name, or "" for the adjectives ("syrien").
    private var evidence: [String: [String: Double]] = [:]
    private var totals: [String: Double] = [:]
    private var total = 0.0
    private var places: [(direction: SIMD3<Double>, id: String, name: String)] = []
    /// The countries that at least a fifth of the evidence speaks for, the strongest first.
    private(set) var likely: [String] = []

    /// Adjectives of countries speak before any name is resolved.
    init(adjectivesOf sentences: [PlaceSentence]) {
        for sentence in sentences {
            for index in sentence.tokens.indices {
                if let country = sentence.demonym(at: index) { add(1, to: country, from: "") }
            }
        }
        likely = strongest()
    }

    /// The same and what the names say, as chosen so far. A name that comes again adds little.
    func adding(_ names: [PlaceName]) -> PlaceVotes {
        var votes = self
        var seen: Set<String> = []
        for name in names {
            votes.add(name, &seen)
            for end in name.ends { votes.add(end, &seen) }
        }
        votes.likely = votes.strongest()
        return votes
    }

    private mutating func add(_ name: PlaceName, _ seen: inout Set<String>) {
        guard let option = name.choice else { return }
        let place = option.place
        let isNew = seen.insert(name.folded).inserted
        if !place.country.isEmpty {
            let weight = place.kind == .country ? 1.5 : name.options.count == 1 ? 1.2 : 0.8
            add(isNew ? weight : weight / 4, to: place.country, from: name.folded)
        }
        if isNew, place.kind != .country, place.radiusKm < 120 {
            places.append((option.direction, place.id, name.folded))
        }
    }

    private mutating func add(_ weight: Double, to country: String, from speaker: String) {
        evidence[country, default: [:]][speaker, default: 0] += weight
        totals[country, default: 0] += weight
        total += weight
    }

    private func strongest() -> [String] {
        var likely: [(country: String, share: Double)] = []
        for (country, weight) in totals where weight >= 0.2 * total { likely.append((country, weight)) }
        likely.sort { $0.share != $1.share ? $0.share > $1.share : $0.country < $1.country }
        return likely.map(\.country)
    }

    /// A name does not speak for itself.
    private func share(of country: String, besides name: String) -> Double {
        guard total > 0, let weight = totals[country] else { return 0 }
        return max(0, weight - (evidence[country]?[name] ?? 0)) / total
    }

    /// Up to five points for the country, up to one and a half for a neighbour among the other names.
    func support(for option: PlaceOption, named name: String) -> Double {
        let place = option.place
        let share = share(of: place.country, besides: name)
        // Sums in another order may leave a trace of what was taken off.
        var support = share > 1e-9 ? 1.5 + 3.5 * share : 0
        guard place.kind != .country else { return support * 0.3 }
        var nearest = Double.infinity
        for other in places where other.name != name && other.id != place.id {
            nearest = min(nearest, Sphere.squaredChord(option.direction, other.direction))
        }
        support += nearest < Self.near ? 1.5 : nearest < Self.around ? 1 : nearest < Self.inReach ? 0.5 : 0
        return support
    }

    private static let near = Sphere.squaredChord(km: 60)
    private static let around = Sphere.squaredChord(km: 200)
    private static let inReach = Sphere.squaredChord(km: 500)
}
