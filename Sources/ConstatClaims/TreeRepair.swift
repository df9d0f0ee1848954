import ConstatLanguage
import ConstatQuantities

/// Mends what a parser often gets wrong and a mention knows better: in "plus de 40 000 personnes ont fui" the noun
/// counted is the head of its phrase, and a participle after "points d'appui" is said of the points.
enum TreeRepair {
    static func repaired(_ sentence: Sentence, quantities: [QuantityMention]) -> Sentence {
        var tokens = sentence.tokens
        for mention in quantities where mention.sense == .count || mention.sense == .measure {
            guard let counted = mention.countedToken, mention.tokens.contains(counted), mention.tokens.count > 1 else { continue }
            raise(counted, in: mention.tokens, &tokens)
            gatherModifiers(of: counted, in: mention.tokens, &tokens)
        }
        return Sentence(tokens: tokens)
    }

    /// Makes `counted` the head of the phrase: it takes the place of the token that stood outside it.
    private static func raise(_ counted: Int, in range: Range<Int>, _ tokens: inout [Token]) {
        let outer = range.first { $0 != counted && !range.contains(tokens[$0].head) }
        if range.contains(tokens[counted].head), let outer {
            let above = tokens[outer]
            tokens[counted].head = above.head
            tokens[counted].relation = relation(above, of: counted, tokens)
        }
        for index in range where index != counted && !range.contains(tokens[index].head) {
            tokens[index].head = counted
            if tokens[index].relation != .nummod { tokens[index].relation = .advmod }
        }
        // The "de" of "plus de" introduces the number, not the noun.
        for index in range where index != counted && tokens[index].partOfSpeech == .adposition && tokens[index].head == counted {
            tokens[index].relation = .fixed
        }
        // An adposition before the phrase introduces the noun.
        for index in tokens.indices where !range.contains(index) && range.contains(tokens[index].head) && tokens[index].head != counted {
            if index < range.lowerBound { tokens[index].head = counted }
        }
    }

    private static func relation(_ above: Token, of counted: Int, _ tokens: [Token]) -> DependencyRelation {
        switch above.relation.universal {
        case "nsubj", "obj", "obl", "root", "conj", "nmod", "appos", "parataxis", "iobj": return above.relation
        default: break
        }
        guard tokens.indices.contains(above.head) else { return .root }
        let hasSubject = tokens.contains { $0.head == above.head && $0.relation.universal == "nsubj" }
        if above.head > counted { return hasSubject ? .obl : .nsubj }
        return tokens.contains { $0.head == above.head && $0.relation.universal == "obj" } ? .obl : .obj
    }

    /// What hangs on a word inside the phrase from outside, behind it, is said of the noun counted.
    private static func gatherModifiers(of counted: Int, in range: Range<Int>, _ tokens: inout [Token]) {
        for index in tokens.indices where index >= range.upperBound && range.contains(tokens[index].head) && tokens[index].head != counted {
            tokens[index].head = counted
        }
    }
}
