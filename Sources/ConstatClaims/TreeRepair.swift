import ConstatLanguage
import ConstatQuantities
import ConstatTime

/// Mends what a parser often gets wrong and a mention knows better: in "plus de 40 000 personnes ont fui" the noun
/// counted is the head of its phrase, and a participle after "points d'appui" is said of the points.
enum TreeRepair {
    static func repaired(_ sentence: Sentence, quantities: [QuantityMention], times: [TimeMention], words: WordSets)
        -> Sentence
    {
        var tokens = sentence.tokens
        takeTimesFromSubjects(times, &tokens)
        hangRelativeClauses(&tokens, words)
        restoreInvertedSubjects(&tokens, words)
        joinCoordinatedParticiples(&tokens, words)
        hangObliquesOnVerbs(&tokens, words)
        continueActiveVerbs(&tokens, words)
        for mention in quantities where mention.sense == .count || mention.sense == .measure {
            guard let counted = mention.countedToken, mention.tokens.contains(counted), mention.tokens.count > 1 else {
                continue
            }
            raise(counted, in: mention.tokens, &tokens)
            gatherModifiers(of: counted, in: mention.tokens, &tokens)
        }
        lowerParts(quantities, &tokens)
        joinCountedSubjects(quantities, &tokens)
        seatSubjects(quantities, &tokens)
        restoreObjects(times, &tokens)
        // Two mends may together close a ring; then the parser's own tree stands.
        guard tokens.indices.allSatisfy({ reachesRoot($0, tokens) }) else { return sentence }
        return Sentence(tokens: tokens)
    }

    /// A clause whose subject is "qui" modifies the noun before it, whatever the parser made of it.
    private static func hangRelativeClauses(_ tokens: inout [Token], _ words: WordSets) {
        for index in tokens.indices.dropFirst() {
            guard tokens[index].partOfSpeech == .pronoun, tokens[index].relation.universal == "nsubj",
                words.contains(tokens[index].folded, in: "subject-relatives")
            else { continue }
            let verb = tokens[index].head
            guard tokens.indices.contains(verb), verb > index,
                [.advcl, .conj, .parataxis, .ccomp].contains(tokens[verb].relation),
                let noun = (0..<index).last(where: {
                    tokens[$0].partOfSpeech == .noun || tokens[$0].partOfSpeech == .properNoun
                }),
                index - noun <= 4, !isAbove(verb, noun, tokens)
            else { continue }
            tokens[verb].head = noun
            tokens[verb].relation = .relativeClause
        }
    }

    /// ", ont indiqué lundi des sources locales": behind the plural verb of a report put in, "des" opens its subject.
    private static func restoreInvertedSubjects(_ tokens: inout [Token], _ words: WordSets) {
        for verb in tokens.indices
        where tokens[verb].relation.universal == "parataxis" && words.contains(tokens[verb], in: "reporting-verbs") {
            let children = tokens.indices.filter { tokens[$0].head == verb }
            guard !children.contains(where: { tokens[$0].relation.universal == "nsubj" }),
                children.contains(where: {
                    tokens[$0].relation.universal == "aux" && tokens[$0].morphology.number == .plural
                }),
                let noun = children.first(where: { $0 > verb && tokens[$0].relation.universal == "obl" && isPlural($0) }
                ),
                let mark = tokens.indices.first(where: {
                    tokens[$0].head == noun && tokens[$0].relation == .adposition
                        && words.contains(tokens[$0].folded, in: "indefinite-determiners")
                })
            else { continue }
            tokens[noun].relation = .nsubj
            tokens[mark].relation = .determiner
        }
        func isPlural(_ noun: Int) -> Bool { tokens[noun].morphology.number == .plural }
    }

    /// "tenue par l'armée mais encerclée": a participle that brings its own conjunction goes with the verb before it.
    /// One that looks like a present ("a retrouvé et détruit") shares the auxiliary.
    private static func joinCoordinatedParticiples(_ tokens: inout [Token], _ words: WordSets) {
        for index in tokens.indices where tokens[index].relation == .conj && tokens.indices.contains(tokens[index].head)
        {
            let head = tokens[index].head
            guard tokens[head].morphology.verbForm == .participle, tokens[index].morphology.tense == .present,
                tokens[index].morphology.mood == .indicative,
                words.words(of: "participle-endings").contains(where: tokens[index].folded.hasSuffix),
                !tokens.contains(where: { $0.head == index && $0.relation.universal == "nsubj" })
            else { continue }
            tokens[index].morphology = tokens[head].morphology
        }
        for index in tokens.indices where tokens[index].morphology.verbForm == .participle && isAdnominal(index, tokens)
        {
            guard
                tokens.indices.contains(where: {
                    tokens[$0].head == index && tokens[$0].relation == .coordination && $0 < index
                })
            else { continue }
            var above = tokens[index].head
            for _ in tokens.indices where tokens.indices.contains(above) && tokens[above].partOfSpeech != .verb {
                above = tokens[above].head
            }
            guard tokens.indices.contains(above), above < index else { continue }
            tokens[index].head = above
            tokens[index].relation = .conj
        }
    }

    /// "ont fait irruption ..., enlevé sept femmes et pillé le centre": participles with an object of their own go on with
    /// the verb that has the auxiliary.
    private static func continueActiveVerbs(_ tokens: inout [Token], _ words: WordSets) {
        for index in tokens.indices
        where tokens[index].morphology.verbForm == .participle && tokens[index].morphology.tense != .present {
            let children = tokens.indices.filter { tokens[$0].head == index }
            guard !children.contains(where: { tokens[$0].relation.universal == "aux" }) else { continue }
            let bare = children.filter { child in
                child > index && [.noun, .properNoun].contains(tokens[child].partOfSpeech)
                    && !tokens.contains {
                        $0.head == child && ($0.relation == .adposition) && $0.span.lower < tokens[child].span.lower
                    }
            }
            guard let object = bare.first, ["obj", "obl", "nsubj"].contains(tokens[object].relation.universal),
                object - index <= 4
            else { continue }
            if tokens[index].relation == .acl, index > 0, tokens[index - 1].form == ",",
                let verb = activeVerb(before: index, tokens, words)
            {
                tokens[index].head = verb
                tokens[index].relation = .conj
            }
            if tokens[index].relation == .conj { tokens[object].relation = .obj }
        }
    }

    private static func activeVerb(before index: Int, _ tokens: [Token], _ words: WordSets) -> Int? {
        (0..<index).last { verb in
            tokens[verb].partOfSpeech == .verb && !isAbove(index, verb, tokens)
                && tokens.contains {
                    $0.head == verb && $0.relation.universal == "aux"
                        && words.contains($0.lemma.folded, in: "active-auxiliaries")
                }
        }
    }

    /// "47 combattants rebelles et 11 soldats ont été tués": what is counted before "et" is a subject too.
    private static func joinCountedSubjects(_ quantities: [QuantityMention], _ tokens: inout [Token]) {
        for (position, mention) in quantities.enumerated() where position > 0 && !mention.isPart {
            guard let second = mention.countedToken, let first = quantities[position - 1].countedToken, first < second,
                tokens[second].relation.universal == "nsubj", tokens.indices.contains(tokens[second].head)
            else { continue }
            let verb = tokens[second].head
            let between = tokens[(first + 1)..<mention.tokens.lowerBound]
            guard verb > second, between.count <= 3, between.contains(where: { $0.relation == .coordination }),
                !between.contains(where: { $0.partOfSpeech == .punctuation || $0.partOfSpeech == .adposition }),
                tokens[first].head != verb
            else { continue }
            if isAbove(first, verb, tokens) {
                tokens[verb].head = tokens[first].head
                tokens[verb].relation = tokens[first].relation
            }
            tokens[first].head = verb
            tokens[first].relation = tokens[second].relation
            tokens[second].head = first
            tokens[second].relation = .conj
        }
    }

    /// "une dizaine d'autres ont été blessés": what is counted right before a finite verb that has no subject is its subject.
    private static func seatSubjects(_ quantities: [QuantityMention], _ tokens: inout [Token]) {
        for mention in quantities
        where mention.sense == .count && !mention.isPart && mention.tokens.upperBound < tokens.count {
            let next = verbAfterInsertion(mention, tokens) ?? mention.tokens.upperBound
            guard tokens[next].morphology.mood != nil, [.auxiliary, .verb].contains(tokens[next].partOfSpeech) else {
                continue
            }
            let isAuxiliary = tokens[next].relation.universal == "aux" || tokens[next].relation == .cop
            let verb = isAuxiliary ? tokens[next].head : next
            guard tokens.indices.contains(verb), verb >= next,
                !tokens.contains(where: { $0.head == verb && $0.relation.universal == "nsubj" }),
                let head = mention.countedToken
                    ?? mention.tokens.first(where: { [.noun, .numeral, .pronoun].contains(tokens[$0].partOfSpeech) }),
                mention.tokens.contains(head), tokens[head].relation != .root, !isAbove(head, verb, tokens)
            else { continue }
            tokens[head].head = verb
            tokens[head].relation = .nsubj
            for index in mention.tokens where index != head && !mention.tokens.contains(tokens[index].head) {
                tokens[index].head = head
            }
        }
    }

    /// "Environ 6 000 personnes, en majorité des femmes, ont fui": the verb behind a remark between commas.
    private static func verbAfterInsertion(_ mention: QuantityMention, _ tokens: [Token]) -> Int? {
        let comma = mention.tokens.upperBound
        guard mention.tokens.lowerBound <= 1, tokens[comma].form == ",",
            let second = ((comma + 1)..<min(tokens.count, comma + 10)).first(where: { tokens[$0].form == "," }),
            second + 1 < tokens.count,
            !tokens[comma..<second].contains(where: { $0.morphology.mood != nil })
        else { return nil }
        return second + 1
    }

    private static func isAdnominal(_ index: Int, _ tokens: [Token]) -> Bool {
        guard tokens[index].relation == .acl || tokens[index].relation == .conj,
            tokens.indices.contains(tokens[index].head)
        else { return false }
        return tokens[tokens[index].head].partOfSpeech != .verb
    }

    /// "Le soir du 30 mai, l'armée a libéré": words that tell when are no subject.
    private static func takeTimesFromSubjects(_ times: [TimeMention], _ tokens: inout [Token]) {
        for time in times {
            for index in time.tokens where tokens.indices.contains(index) && tokens[index].relation.universal == "nsubj"
            {
                if !time.tokens.contains(tokens[index].head) { tokens[index].relation = .oblModifier }
            }
        }
    }

    /// ", avec le support de la Russie, a libéré", "tués par des rebelles, selon la société civile": such a noun with its own
    /// adposition is no conjunct.
    private static func hangObliquesOnVerbs(_ tokens: inout [Token], _ words: WordSets) {
        for index in tokens.indices where tokens[index].relation == .conj && tokens.indices.contains(tokens[index].head)
        {
            let noun = tokens[index].head
            let children = tokens.indices.filter { tokens[$0].head == index }
            guard [.noun, .properNoun].contains(tokens[index].partOfSpeech),
                [.noun, .properNoun].contains(tokens[noun].partOfSpeech),
                !children.contains(where: { tokens[$0].relation == .coordination }),
                let mark = children.first(where: { tokens[$0].relation == .adposition && $0 < index }),
                ["backing-prepositions", "according-to"].contains(where: { words.contains(tokens[mark].folded, in: $0) }
                ),
                tokens.indices.contains(tokens[noun].head),
                tokens[tokens[noun].head].partOfSpeech == .verb
            else { continue }
            tokens[index].head = tokens[noun].head
            tokens[index].relation = .oblModifier
        }
    }

    /// A bare noun behind an active verb without object is its object, unless it tells when.
    private static func restoreObjects(_ times: [TimeMention], _ tokens: inout [Token]) {
        for index in tokens.indices
        where ["obl", "nmod"].contains(tokens[index].relation.universal) && tokens.indices.contains(tokens[index].head)
        {
            let verb = verbOver(index, times, tokens)
            let children = tokens.indices.filter { tokens[$0].head == index }
            guard verb < index, tokens[verb].partOfSpeech == .verb, !tokens[verb].morphology.isPassive,
                tokens[index].partOfSpeech == .properNoun
                    || children.contains(where: { tokens[$0].relation == .determiner || tokens[$0].relation == .nummod }
                    ),
                !children.contains(where: {
                    tokens[$0].relation == .adposition || tokens[$0].relation == .coordination
                        || tokens[$0].relation == .mark
                }),
                !times.contains(where: { $0.tokens.contains(index) }),
                !tokens.contains(where: { $0.head == verb && $0.relation.universal == "obj" })
            else { continue }
            tokens[index].head = verb
            tokens[index].relation = .obj
        }
    }

    /// The verb it hangs on, also past words that tell when: "ont lancé mercredi à l'aube une offensive".
    private static func verbOver(_ index: Int, _ times: [TimeMention], _ tokens: [Token]) -> Int {
        var head = tokens[index].head
        for _ in 0..<8 {
            guard tokens[head].partOfSpeech != .verb, tokens.indices.contains(tokens[head].head),
                times.contains(where: { $0.tokens.contains(head) })
            else { break }
            head = tokens[head].head
        }
        return head
    }

    /// "treize civils, parmi lesquels cinq enfants, ont été tués": the part is no subject, the whole is.
    private static func lowerParts(_ quantities: [QuantityMention], _ tokens: inout [Token]) {
        for (position, part) in quantities.enumerated() where part.isPart && position > 0 {
            guard let token = part.countedToken, tokens[token].relation.universal == "nsubj",
                let whole = quantities[..<position].last(where: { $0.sense == .count && !$0.isPart })?.countedToken,
                !isAbove(token, whole, tokens), !isAbove(whole, token, tokens), token - whole < 12
            else { continue }
            if !["nsubj", "obj"].contains(tokens[whole].relation.universal) || tokens[whole].head != tokens[token].head
            {
                tokens[whole].head = tokens[token].head
                tokens[whole].relation = tokens[token].relation
            }
            tokens[token].head = whole
            tokens[token].relation = .nmod
        }
    }

    private static func reachesRoot(_ index: Int, _ tokens: [Token]) -> Bool {
        var current = index
        for _ in tokens.indices {
            current = tokens[current].head
            if !tokens.indices.contains(current) { return true }
        }
        return false
    }

    private static func isAbove(_ upper: Int, _ lower: Int, _ tokens: [Token]) -> Bool {
        var current = lower
        var steps = 0
        while tokens.indices.contains(current), steps <= tokens.count {
            if current == upper { return true }
            current = tokens[current].head
            steps += 1
        }
        return false
    }

    /// Makes `counted` the head of the phrase: it takes the place of the token that stood outside it.
    private static func raise(_ counted: Int, in range: Range<Int>, _ tokens: inout [Token]) {
        let outer = range.first { $0 != counted && !range.contains(tokens[$0].head) }
        if range.contains(tokens[counted].head), let outer, !isAbove(counted, tokens[outer].head, tokens) {
            let above = tokens[outer]
            tokens[counted].head = above.head
            tokens[counted].relation = relation(above, of: counted, tokens)
        } else if let outer, tokens[outer].head == tokens[counted].head, isCore(tokens[outer].relation),
            !isCore(tokens[counted].relation)
        {
            // "a déployé cinq cents soldats": both hang from the verb; the noun is what the number was taken for.
            tokens[counted].relation = tokens[outer].relation
        }
        for index in range where index != counted && !range.contains(tokens[index].head) {
            tokens[index].head = counted
            if tokens[index].relation != .nummod { tokens[index].relation = .advmod }
        }
        // The "de" of "plus de" introduces the number, not the noun.
        for index in range
        where index != counted && tokens[index].partOfSpeech == .adposition && tokens[index].head == counted {
            tokens[index].relation = .fixed
        }
        // An adposition before the phrase introduces the noun.
        for index in tokens.indices
        where !range.contains(index) && range.contains(tokens[index].head) && tokens[index].head != counted {
            if index < range.lowerBound { tokens[index].head = counted }
        }
    }

    private static func isCore(_ relation: DependencyRelation) -> Bool {
        relation == .obj || relation.universal == "nsubj"
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
        for index in tokens.indices
        where index >= range.upperBound && range.contains(tokens[index].head) && tokens[index].head != counted {
            tokens[index].head = counted
        }
    }
}
