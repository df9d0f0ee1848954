/// How a name agrees with one of a place's names.
public enum NameAgreement: Hashable, Sendable {
    /// Its usual name in English, French or the country; but for marks, hyphens and blanks.
    case usual
    /// Another name on record.
    case alternate
    /// Another name's letters: how many differ.
    case similar(letters: Int)
}

/// A place that a name may mean, with what speaks for it.
public struct PlaceMatch: Hashable, Sendable {
    public var place: Place
    public var agreement: NameAgreement
    /// Only one of the two names has the Arabic article.
    public var differsInArticle: Bool
    /// The name on record as it is looked up, where it is another than the one asked for.
    public var knownName: String?
    /// Better is higher; comparable among the matches of one name. Some six points for a large town under its usual name.
    public var score: Double
}

extension Gazetteer {
    /// What a name may mean, the likeliest first. Names that only look or sound alike are told where no place has the
    /// very name.
    ///
    /// - Parameter countries: ISO 3166-1 alpha-2; empty for all. Seas and regions of several countries belong to each.
    public func matches(named name: String, in countries: [String] = [], limit: Int = .max) -> [PlaceMatch] {
        func isWanted(_ place: Place) -> Bool {
            countries.isEmpty || place.country.isEmpty || countries.contains(place.country)
        }
        let exact = candidates(named: name).filter { isWanted($0.place) }.map { candidate in
            PlaceMatch(
                place: candidate.place, agreement: candidate.isAlternate ? .alternate : .usual,
                differsInArticle: candidate.differsInArticle, score: candidate.score)
        }
        if !exact.isEmpty { return Array(exact.prefix(limit)) }
        return Array(similar(to: name).filter { isWanted($0.place) }.prefix(limit))
    }

    /// Points behind the best one, beyond which similar names only fill the page.
    private static let similarReach = 3.0

    /// Places whose names differ in a letter or two, or sound alike; each once, by its nearest name.
    func similar(to name: String) -> [PlaceMatch] {
        var best: [String: PlaceMatch] = [:]
        for layer in layers {
            let key = PlaceKey(name, variants: layer.variants).bytes
            guard let search = SimilarNames(key) else { continue }
            for (entry, found) in search.entries(of: layer) {
                for candidate in Self.candidates(of: entry, in: layer) {
                    let match = PlaceMatch(
                        place: candidate.place, agreement: .similar(letters: found.letters), differsInArticle: false,
                        knownName: String(decoding: layer.key(of: entry), as: UTF8.self),
                        score: candidate.score - found.cost)
                    if match.score > best[match.place.id]?.score ?? -.infinity { best[match.place.id] = match }
                }
            }
        }
        let ranked = best.values.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place.id < $1.place.id }
        return ranked.filter { $0.score > (ranked.first?.score ?? 0) - Self.similarReach }
    }
}

/// Looks for names like one: those that share its consonants by their skeleton, all others letter by letter.
struct SimilarNames {
    private let key: [UInt8]
    private let sounds: [UInt8]
    private let letters: EditDistance
    /// Letters that may differ, in names found letter by letter.
    private let limit: Int
    /// Sounds that may, in names found by their consonants.
    private let soundLimit: Int

    struct Likeness {
        var letters: Int
        /// In points of a candidate's score.
        var cost: Double
    }

    private static let shortest = 5

    /// Nil for a name that is too short to be recognised by a part of it, or too long.
    init?(_ key: [UInt8]) {
        guard key.count >= Self.shortest, let letters = EditDistance(to: key) else { return nil }
        self.key = key
        self.letters = letters
        sounds = PlaceSounds.phonetic(key)
        limit = key.count < 7 ? 1 : key.count < 12 ? 2 : 3
        soundLimit = sounds.count < 8 ? 1 : 2
    }

    func entries(of layer: GazetteerIndex) -> [(GazetteerIndex.Entry, Likeness)] {
        var found: [Int: (GazetteerIndex.Entry, Likeness)] = [:]
        layer.eachEntry(ofLengths: max(1, key.count - limit)...(key.count + limit)) { entry, known in
            guard let letters = letters.distance(from: known, limit: limit) else { return }
            let differing = PlaceSounds.distance(sounds, PlaceSounds.phonetic(known), limit: limit + 1) ?? limit + 2
            found[entry.key.lowerBound] = (entry, likeness(letters: letters, sounds: differing, known))
        }
        if sounds.count >= Self.shortest {
            for entry in layer.entries(nearSkeleton: PlaceSounds.skeleton(ofSounds: sounds)) {
                let known = layer.key(of: entry)
                guard found[entry.key.lowerBound] == nil,
                    let differing = PlaceSounds.distance(sounds, PlaceSounds.phonetic(known), limit: soundLimit),
                    let letters = letters.distance(from: known, limit: key.count / 2)
                else { continue }
                found[entry.key.lowerBound] = (entry, likeness(letters: letters, sounds: differing, known))
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Sounds count more than letters, and the first letter more than others: it is the last to be written otherwise.
    private func likeness(letters: Int, sounds differing: Int, _ known: UnsafeRawBufferPointer) -> Likeness {
        var cost = 0.5 + 1.5 * Double(min(differing, letters)) + 0.1 * Double(letters)
        if known.first != key.first { cost += 1 }
        return Likeness(letters: letters, cost: cost)
    }
}

extension Place {
    /// To a point in WGS 84 degrees.
    public func distanceKm(latitude: Double, longitude: Double) -> Double {
        Sphere.distanceKm(point, GeoPoint(latitude: latitude, longitude: longitude))
    }
}
