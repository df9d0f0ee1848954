import ConstatLanguage
import ConstatQuantities

extension FrameMatcher {
    func modifierWords(of head: Int) -> Set<String> {
        var words: Set<String> = []
        for child in reading.sentence.dependents[head] {
            let relation = tokens[child].relation.universal
            guard ["amod", "nmod", "acl", "appos", "flat", "compound", "conj"].contains(relation) else { continue }
            words.formUnion([tokens[child].lemma.folded, tokens[child].folded])
            for below in reading.sentence.dependents(of: child, .nmod, .amod, .flat) {
                words.formUnion([tokens[below].lemma.folded, tokens[below].folded])
            }
            if relation != "conj" { words.formUnion(fillerClasses(child)) }
        }
        return words
    }

    func governorWords(of head: Int) -> Set<String> {
        let governors = syntax.governors(of: head)
        var words: Set<String> = governors.isEmpty ? ["root"] : ["head"]
        for governor in governors.prefix(3) {
            words.formUnion([tokens[governor].lemma.folded, tokens[governor].folded])
        }
        for child in reading.sentence.dependents(of: head, .acl, .amod, .relativeClause) {
            words.insert(tokens[child].lemma.folded)
        }
        if governors.isEmpty || !governors.contains(where: { syntax.isVerbal($0) }) { words.insert("root") }
        return words
    }

    func roleWords(of draft: ClaimDraft) -> Set<String> {
        var words: Set<String> = []
        if let name = syntax.adposition(of: draft.head) { words.insert(name) }
        switch tokens[draft.head].relation.universal {
        case "nsubj": words.insert("subject")
        case "obj": words.insert("object")
        case "root": words.insert("root")
        default: break
        }
        if Assertion.isDenied(draft.head, in: reading, words: language.words) { words.insert("negated") }
        if Assertion.isPlanned(draft.head, in: reading, words: language.words) { words.insert("planned") }
        return words
    }

    func modalWords(of head: Int) -> Set<String> {
        var words: Set<String> = []
        let governor = tokens[head].head
        if tokens.indices.contains(governor), tokens[head].relation.universal == "xcomp" {
            words.insert(tokens[governor].lemma.folded)
        }
        for child in reading.sentence.dependents[head] where tokens[child].relation.universal == "aux" {
            words.insert(tokens[child].lemma.folded)
        }
        return words
    }

    func auxiliaryWords(of head: Int) -> Set<String> {
        var words = modalWords(of: head)
        if head > 0 { words.insert(tokens[head - 1].lemma.folded) }
        if head > 1 { words.insert(tokens[head - 2].lemma.folded) }
        return words
    }

    func distance(near draft: ClaimDraft) -> QuantityMention? {
        let distances = reading.quantities.filter { $0.sense == .measure && $0.unit?.kind == .distance }
        return distances.first { $0.tokens.lowerBound >= draft.head && $0.tokens.lowerBound - draft.head <= 8 }
    }
}
