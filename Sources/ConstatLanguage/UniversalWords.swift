/// A sentence's tokens as the words of Universal Dependencies: "du" becomes "de" and "le".
struct UniversalWords {
    private let tokens: [Token]
    private let contractions: [FrenchContractions.Contraction?]
    /// The number of each token's first word.
    private let numbers: [Int]

    init(_ tokens: [Token], _ contractions: FrenchContractions) {
        self.tokens = tokens
        let found = tokens.map(contractions.contraction)
        self.contractions = found
        numbers = found.indices.map { index in 1 + index + found[..<index].count { $0 != nil } }
    }

    /// Rows of CoNLL-U; `misc` is the last column of each token.
    func rows(_ misc: [String]) -> String {
        var out = ""
        for (index, token) in tokens.enumerated() {
            if let contraction = contractions[index] {
                out += "\(numbers[index])-\(numbers[index] + 1)\t\(token.form)\t_\t_\t_\t_\t_\t_\t_\t\(misc[index])\n"
                out += words(of: index, contraction)
            } else {
                ConllU.append(number: numbers[index], token, head: role(token.head), misc[index], &out)
            }
        }
        return out
    }

    /// The word that carries a token's role; 0 above the root.
    private func role(_ index: Int) -> Int {
        index < 0 ? 0 : numbers[index] + (contractions[index]?.carriesRoleInSecond == true ? 1 : 0)
    }

    private func words(of index: Int, _ contraction: FrenchContractions.Contraction) -> String {
        let (first, second) = (numbers[index], numbers[index] + 1)
        let own = (head: role(tokens[index].head), relation: tokens[index].relation.rawValue)
        let arcs =
            contraction.carriesRoleInSecond ? [(head: second, relation: "case"), own] : [own, articleArc(of: index)]
        return row(first, contraction.first, "_", arcs[0])
            + row(second, contraction.second, contraction.secondFeatures, arcs[1])
    }

    /// An article hangs from the noun of its preposition; within a fixed phrase, from where the phrase hangs together.
    private func articleArc(of index: Int) -> (head: Int, relation: String) {
        let head = role(tokens[index].head)
        if tokens[index].relation == .fixed { return (head, "fixed") }
        let opensPhrase = tokens.contains { $0.head == index && $0.relation == .fixed }
        return opensPhrase ? (numbers[index], "fixed") : (head == 0 ? numbers[index] : head, "det")
    }

    private func row(
        _ number: Int, _ word: FrenchContractions.Word, _ features: String, _ arc: (head: Int, relation: String)
    ) -> String {
        "\(number)\t\(word.form)\t\(word.lemma)\t\(word.part)\t_\t\(features)\t\(arc.head)\t\(arc.relation)\t_\t_\n"
    }
}
