import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatQuantities
import ConstatText
import ConstatTime

/// One sentence with its mentions: the ground on which frames are tried.
struct SentenceReading: Sendable {
    let index: Int
    let sentence: Sentence
    let syntax: ClauseSyntax
    let places: [PlaceMention]
    let times: [TimeMention]
    let quantities: [QuantityMention]
    let actors: [ActorMention]
    /// Classes of every token: what it stands for (``NounClasses`` and mentions together).
    let classes: [Set<String>]
    /// The part of the sentence that is evidence: without list mark.
    let body: Range<Int>

    var tokens: [Token] { sentence.tokens }

    init(
        index: Int, sentence: Sentence, places: [PlaceMention], times: [TimeMention], quantities: [QuantityMention],
        actors: [ActorMention], language: ClaimLanguage
    ) {
        self.index = index
        self.sentence = sentence
        self.syntax = ClauseSyntax(sentence, words: language.words)
        self.places = places
        self.times = times.filter { time in
            !quantities.contains {
                $0.sense == .count && $0.countedToken != nil && $0.tokens.overlaps(time.tokens)
                    && $0.unit?.kind != .duration
            }
        }
        self.quantities = quantities
        self.actors = actors
        self.classes = Self.classes(
            sentence, places: places, actors: actors, quantities: quantities, language: language)
        self.body = EvidenceBounds.body(of: sentence)
    }

    var evidence: TextSpan { sentence.span(of: body) }

    func actor(headedAt index: Int) -> ActorMention? { actors.first { $0.headToken == index } }
    func actors(within range: [Int]) -> [ActorMention] { actors.filter { range.contains($0.headToken) } }
    func place(covering index: Int) -> PlaceMention? { places.first { $0.tokens.contains(index) } }

    /// The quantity that counts the token, or that the token is.
    func quantity(counting index: Int) -> QuantityMention? {
        quantities.first { $0.countedToken == index } ?? quantities.first { $0.tokens.contains(index) }
            ?? quantities.first { $0.countedToken == nil && $0.tokens.upperBound == index && $0.sense == .count }
    }

    /// No sentence but a heading or an item of a list: nothing closes it.
    var isHeading: Bool { tokens.last.map { ![".", "!", "?", "»", "\"", "…", ";"].contains($0.form) } ?? true }

    var isQuestion: Bool { tokens.last?.form == "?" }

    /// The time stamp of a live blog's entry, when the sentence begins with one.
    var timeStamp: TimeMention? { times.first { $0.rule == "stamp" && $0.tokens.lowerBound == 0 } }

    private static func classes(
        _ sentence: Sentence, places: [PlaceMention], actors: [ActorMention], quantities: [QuantityMention],
        language: ClaimLanguage
    ) -> [Set<String>] {
        let tokens = sentence.tokens
        var classes = tokens.indices.map { index -> Set<String> in
            tokens[index].partOfSpeech == .pronoun ? ["pronoun"] : Set(language.nouns.classes(at: index, in: tokens))
        }
        for mention in actors {
            for index in mention.tokens where classes.indices.contains(index) {
                if index == mention.headToken { classes[index].formUnion(self.classes(of: mention)) }
            }
        }
        for mention in places where mention.place != nil {
            for index in mention.tokens where classes.indices.contains(index) {
                classes[index].insert("place")
                if mention.place?.kind == .country { classes[index].insert("country") }
                if mention.place?.kind == .road { classes[index].insert("route") }
            }
        }
        for quantity in quantities {
            if quantity.sense == .share { for index in quantity.tokens { classes[index].insert("share") } }
        }
        spreadFromCounted(sentence, quantities: quantities, words: language.words, &classes)
        return classes
    }

    /// "un millier d'habitants", "les corps de deux soldats": the measuring noun takes the classes of what it measures.
    private static func spreadFromCounted(
        _ sentence: Sentence, quantities: [QuantityMention], words: WordSets, _ classes: inout [Set<String>]
    ) {
        for (index, token) in sentence.tokens.enumerated() where words.contains(token, in: "measure-nouns") {
            for child in sentence.dependents[index] where sentence.tokens[child].relation.universal == "nmod" {
                if words.contains(token, in: "own-class-nouns") && !classes[index].isEmpty { continue }
                classes[index].formUnion(classes[child])
            }
        }
        for quantity in quantities {
            guard let counted = quantity.countedToken, classes.indices.contains(counted) else { continue }
            for index in quantity.tokens where index != counted && sentence.tokens[index].partOfSpeech != .adposition {
                if sentence.tokens[index].relation.universal != "nummod" { classes[index].formUnion(classes[counted]) }
            }
        }
    }

    static func classes(of mention: ActorMention) -> Set<String> {
        var classes: Set<String>
        switch mention.kind {
        case .stateForce, .externalForce: classes = ["armed", "state", "people"]
        case .rebelGroup, .politicalMilitia, .identityMilitia, .criminalGroup, .unnamedArmed, .police:
            classes = ["armed", "people"]
        case .government: classes = ["government", "state"]
        case .intergovernmental: classes = ["un", "ngo", "organisation"]
        case .humanitarian: classes = ["ngo", "organisation", "aidworker"]
        case .media: classes = ["media"]
        case .civilians: classes = ["civilian", "people"]
        case .people: classes = ["people"]
        }
        if mention.kind == .externalForce || mention.id?.hasSuffix("air-force") == true { classes.insert("state") }
        return classes
    }
}
