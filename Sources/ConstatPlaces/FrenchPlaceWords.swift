import ConstatResources
import ConstatText

/// The French words that stand around place names, from `FrenchPlaceWords.lexicon`. Each word of a text is looked up once
/// (``PlaceSentence``); after that, its number tells all that the lexicon says of it.
struct FrenchPlaceWords: Sendable {
    /// What a noun before a name says of the place: "province de", "aéroport de".
    enum ContainerNoun: String, Sendable {
        case settlement, quarter, region, district, country, seat, site, road, water
    }

    /// Sequences of folded words that say how the happening lies to the place.
    struct Preposition: Sendable {
        var words: [String]
        var relation: PlaceMention.Relation
        /// The words, as a rule's name.
        var rule: String
    }

    /// Classes that need no value; the lexicon says what each is for.
    struct Classes: OptionSet, Sendable {
        var rawValue: UInt32

        static let article = Classes(rawValue: 1 << 0)
        static let link = Classes(rawValue: 1 << 1)
        static let head = Classes(rawValue: 1 << 2)
        static let inner = Classes(rawValue: 1 << 3)
        static let plain = Classes(rawValue: 1 << 4)
        static let title = Classes(rawValue: 1 << 5)
        static let stop = Classes(rawValue: 1 << 6)
        static let common = Classes(rawValue: 1 << 7)
        static let front = Classes(rawValue: 1 << 8)
        static let approximation = Classes(rawValue: 1 << 9)
        static let degree = Classes(rawValue: 1 << 10)
        static let namesake = Classes(rawValue: 1 << 11)
        static let bearer = Classes(rawValue: 1 << 12)
        static let deed = Classes(rawValue: 1 << 13)
        static let border = Classes(rawValue: 1 << 14)
        static let act = Classes(rawValue: 1 << 15)
        static let main = Classes(rawValue: 1 << 16)
        static let lies = Classes(rawValue: 1 << 17)
        static let address = Classes(rawValue: 1 << 18)
        static let soil = Classes(rawValue: 1 << 19)
        static let dealing = Classes(rawValue: 1 << 20)

        static let named: [String: Classes] = [
            "article": .article, "link": .link, "head": .head, "inner": .inner, "plain": .plain, "title": .title,
            "stop": .stop, "common": .common, "front": .front, "approximation": .approximation, "degree": .degree,
            "namesake": .namesake, "bearer": .bearer, "deed": .deed, "border": .border, "act": .act, "main": .main,
            "lies": .lies, "address": .address, "soil": .soil, "dealing": .dealing,
        ]
    }

    /// What the lexicon says of one word.
    struct Entry: Sendable {
        var classes: Classes = []
        /// Degrees clockwise from north: "nord".
        var bearing: Double?
        var container: ContainerNoun?
        /// The country of an adjective: "syrien"; of the first half of a double one: "syro".
        var demonym: String?
        var stem: String?
        /// Before "kilomètres"; and how many kilometres a unit has.
        var number: Double?
        var kilometres: Double?
        /// Those that end in this word, the longest first.
        var prepositions: [Preposition] = []
        /// What follows in names that begin with this word and are no places.
        var otherNames: [[String]] = []
    }

    private var numbers = WordNumbers()
    /// Number 0 is any word that the lexicon does not have.
    private(set) var entries = [Entry()]
    /// What a country is called, by its code.
    private(set) var states: [String: String] = [:]
    /// "nord est" in two words, by both.
    private var compoundBearings: [String: Double] = [:]

    init() {
        for line in EmbeddedResource.lines(named: "FrenchPlaceWords.lexicon") {
            let entries = line.text.split(separator: " ").map { String($0).folded }
            if let kind = entries.first { add(kind, Array(entries.dropFirst())) }
        }
    }

    func number(of folded: String) -> Int32 { numbers.number(of: folded) }

    func entry(_ folded: some StringProtocol) -> Entry { entries[Int(number(of: String(folded)))] }

    func bearing(_ first: String, _ last: String) -> Double? { compoundBearings["\(first)_\(last)"] }

    // MARK: Reading the lexicon

    private mutating func change(_ word: String, _ change: (inout Entry) -> Void) {
        let number = Int(numbers.numbered(word))
        if number == entries.count { entries.append(Entry()) }
        change(&entries[number])
    }

    private mutating func add(_ kind: String, _ words: [String]) {
        if let container = ContainerNoun(rawValue: kind) {
            for word in words { change(word) { $0.container = container } }
        } else if let relation = PlaceMention.Relation(rawValue: kind) {
            for word in words { addPreposition(Self.words(of: word), relation) }
        } else if let classes = Classes.named[kind] {
            for word in words { change(word) { $0.classes.formUnion(classes) } }
        } else {
            addValues(kind, words)
        }
    }

    private mutating func addValues(_ kind: String, _ words: [String]) {
        if kind == "other" { return words.forEach { addOtherName(Self.words(of: $0)) } }
        guard let value = words.first else { return }
        for word in words.dropFirst() {
            switch kind {
            case "bearing" where word.contains("_"): compoundBearings[word] = Double(value)
            case "bearing": change(word) { $0.bearing = Double(value) }
            case "number": change(word) { $0.number = Double(value) }
            case "unit": change(word) { $0.kilometres = Double(value) }
            case "demonym": addDemonym(word, of: Self.upperCased(value))
            case "state": states[Self.upperCased(value)] = word.replacing("_", with: " ")
            case "stem": change(word) { $0.stem = Self.upperCased(value) }
            default: break
            }
        }
    }

    private mutating func addOtherName(_ words: [String]) {
        guard let first = words.first else { return }
        change(first) { $0.otherNames.append(Array(words.dropFirst())) }
    }

    private mutating func addPreposition(_ words: [String], _ relation: PlaceMention.Relation) {
        guard let last = words.last else { return }
        let preposition = Preposition(words: words, relation: relation, rule: words.joined(separator: "-"))
        change(last) {
            $0.prepositions.append(preposition)
            // The longest first, so that "à l'intérieur" is not read as a bare noun.
            $0.prepositions.sort { $0.words.count > $1.words.count }
        }
    }

    /// syrien, syrienne, syriens, syriennes; libanais, libanaise, libanaises.
    private mutating func addDemonym(_ stem: String, of country: String) {
        for ending in ["", "s", "e", "es", "ne", "nes"] { change(stem + ending) { $0.demonym = country } }
    }

    private static func words(of entry: String) -> [String] {
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

    private static func upperCased(_ country: String) -> String {
        String(decoding: country.utf8.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }
}
