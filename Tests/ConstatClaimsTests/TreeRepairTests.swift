import ConstatLanguage
import ConstatQuantities
import ConstatText
import ConstatTime
import Testing

@testable import ConstatClaims

/// Mending never breaks a tree, whatever tree it is given.
@Suite struct TreeRepairTests {
    private static let texts = [
        "Plus de 40 000 personnes, dont 12 000 enfants, ont fui la ville et ses environs depuis lundi.",
        "L'armée, avec le support de la Russie, a libéré dix villages qui étaient tenus par les rebelles mais encerclés.",
        "Le soir du 30 mai, entre neuf et douze civils ont été tués, a indiqué un médecin qui a requis l'anonymat.",
        "Quatre soldats, dont un officier, ont péri, 15 autres ont été blessés et deux sont portés disparus.",
    ]

    @Test func mendedTreesHaveNoRing() {
        let analyser = FrenchAnalyser()
        let quantities = FrenchQuantityReader()
        let times = FrenchTimeReader()
        let words = ClaimLanguage.french.words
        var random = SmallRandom(state: 20_160_602)
        for text in Self.texts {
            for sentence in analyser.sentences(of: Document(id: "tree", text: text, language: "fr")) {
                let counted = quantities.mentions(in: sentence, at: 0)
                let dated = times.mentions(in: [sentence], publishedOn: CalendarDay("2016-06-02"))
                for _ in 0..<150 {
                    let shaken = Sentence(tokens: Self.shaken(sentence.tokens, &random))
                    let mended = TreeRepair.repaired(shaken, quantities: counted, times: dated, words: words)
                    #expect(mended.tokens.count == shaken.tokens.count)
                    #expect(Self.isTree(mended.tokens))
                }
            }
        }
    }

    /// The same words with heads and relations by chance, still a tree.
    private static func shaken(_ tokens: [Token], _ random: inout SmallRandom) -> [Token] {
        var tokens = tokens
        let relations: [DependencyRelation] = [.nsubj, .obj, .conj, .acl, .advcl, .relativeClause, .oblModifier, .nmod, .ccomp, .dep]
        var placed: [Int] = []
        for index in tokens.indices.map({ ($0, random.next()) }).sorted(by: { $0.1 < $1.1 }).map(\.0) {
            tokens[index].head = placed.isEmpty ? -1 : placed[Int(random.next() % UInt64(placed.count))]
            if random.next() % 2 == 0 { tokens[index].relation = relations[Int(random.next() % UInt64(relations.count))] }
            placed.append(index)
        }
        return tokens
    }

    private static func isTree(_ tokens: [Token]) -> Bool {
        tokens.indices.allSatisfy { start in
            var current = start
            for _ in tokens.indices {
                if !tokens.indices.contains(tokens[current].head) { return true }
                current = tokens[current].head
            }
            return false
        }
    }
}

/// SplitMix64: the same numbers on every run.
struct SmallRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
