import ConstatResources
import ConstatText

/// The French words that stand around place names, from `FrenchPlaceWords.lexicon`.
struct FrenchPlaceWords: Sendable {
    /// What a noun before a name says of the place: "province de", "aéroport de".
    enum ContainerNoun: String, Sendable { case settlement, region, district, country, site, road }

    /// Sequences of folded words that say how the happening lies to the place.
    struct Preposition: Sendable {
        var words: [String]
        var relation: PlaceMention.Relation
    }

    private(set) var bearings: [String: Double] = [:]
    private(set) var containers: [String: ContainerNoun] = [:]
    /// By their last word.
    private(set) var prepositions: [String: [Preposition]] = [:]
    private(set) var heads: Set<String> = []
    private(set) var titles: Set<String> = []
    /// By their first word.
    private(set) var otherNames: [String: [[String]]] = [:]
    private(set) var stopWords: Set<String> = []
    private(set) var commonWords: Set<String> = []
    private(set) var fronts: Set<String> = []
    private(set) var demonyms: [String: String] = [:]
    private(set) var numbers: [String: Double] = [:]
    private(set) var units: Set<String> = []
    private(set) var approximations: Set<String> = []

    init() {
        for line in EmbeddedResource.lines(named: "FrenchPlaceWords.lexicon") {
            let entries = line.text.split(separator: " ").map { String($0).folded }
            if let kind = entries.first { add(kind, Array(entries.dropFirst())) }
        }
    }

    private mutating func add(_ kind: String, _ entries: [String]) {
        if let container = ContainerNoun(rawValue: kind) {
            for entry in entries { containers[entry] = container }
        } else if let relation = PlaceMention.Relation(rawValue: kind) {
            for entry in entries { add(Preposition(words: words(of: entry), relation: relation)) }
        } else {
            addWords(kind, entries)
        }
    }

    private mutating func addWords(_ kind: String, _ entries: [String]) {
        switch kind {
        case "bearing":
            guard let bearing = entries.first.flatMap(Double.init) else { return }
            for entry in entries.dropFirst() { bearings[entry] = bearing }
        case "number":
            guard let number = entries.first.flatMap(Double.init) else { return }
            for entry in entries.dropFirst() { numbers[entry] = number }
        case "demonym":
            guard let country = entries.first else { return }
            for entry in entries.dropFirst() { addDemonym(entry, of: upperCased(country)) }
        case "common": commonWords.formUnion(entries)
        case "front": fronts.formUnion(entries)
        case "head": heads.formUnion(entries)
        case "title": titles.formUnion(entries)
        case "stop": stopWords.formUnion(entries)
        case "unit": units.formUnion(entries)
        case "approximation": approximations.formUnion(entries)
        case "other":
            for entry in entries {
                let words = words(of: entry)
                if let first = words.first { otherNames[first, default: []].append(words) }
            }
        default: break
        }
    }

    private mutating func add(_ preposition: Preposition) {
        guard let last = preposition.words.last else { return }
        prepositions[last, default: []].append(preposition)
        // The longest first, so that "à l'intérieur" is not read as a bare noun.
        prepositions[last]?.sort { $0.words.count > $1.words.count }
    }

    /// syrien, syrienne, syriens, syriennes; libanais, libanaise, libanaises.
    private mutating func addDemonym(_ stem: String, of country: String) {
        for ending in ["", "s", "e", "es", "ne", "nes"] { demonyms[stem + ending] = country }
    }

    private func words(of entry: String) -> [String] {
        // "l'Ouest" is two tokens in a text.
        var words: [String] = []
        for part in entry.split(separator: "_") {
            let pieces = part.split(separator: "'", omittingEmptySubsequences: false)
            for (index, piece) in pieces.enumerated() where !piece.isEmpty {
                words.append(index + 1 < pieces.count ? piece + "'" : String(piece))
            }
        }
        return words
    }

    private func upperCased(_ country: String) -> String {
        String(decoding: country.utf8.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }
}
