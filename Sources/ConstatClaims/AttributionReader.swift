import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatText

/// Who says so, and for which words of the sentence.
struct Attribution: Sendable {
    var sources: [Source]
    /// Token indices that the sources vouch for.
    var scope: Set<Int>
    /// The verb of saying; nil for "selon", brackets and headings.
    var verb: Int?
    /// Tokens of the source phrase itself: nothing in it is a claim's place or actor.
    var phrase: Set<Int>
}

/// Finds the sources of a sentence: verbs of saying with their subjects, "selon", brackets, headings, open quotations.
struct AttributionReader: Sendable {
    let reading: SentenceReading
    let language: ClaimLanguage
    let memory: DocumentMemory

    private var tokens: [Token] { reading.tokens }
    private var words: WordSets { language.words }
    private var syntax: ClauseSyntax { reading.syntax }

    func attributions() -> [Attribution] {
        var found = tokens.indices.compactMap { reported(by: $0) }
        found += accordingTo()
        found += tokens.indices.compactMap { learned(from: $0) }
        if let bracket = bracketed() { found.append(bracket) }
        if let heading = heading() { found.append(heading) }
        return found
    }

    // MARK: Verbs of saying

    private func reported(by verb: Int) -> Attribution? {
        guard syntax.isVerbal(verb), isReporting(verb) else { return nil }
        if let inserted = inserted(verb) { return inserted }
        if opensContent(verb), syntax.isPassive(verb) { return openedByNoun(verb) }
        if syntax.isPassive(verb) { return passive(verb) }
        let subjects = syntax.surfaceSubjects(of: verb).filter { !reading.classes[$0].contains("event") }.flatMap(authors)
        let sources = subjects.compactMap { source(headedBy: $0) }
        guard !sources.isEmpty, let subject = subjects.first else { return nil }
        let phrase = Set(subjects.flatMap { reading.sentence.subtree(of: $0) }.filter { abs($0 - subject) < 14 && !tokensAreClause($0, subject) })
        let isInverted = subject > verb || reading.sentence.dependents[verb].contains { isInvertedClitic($0, verb) }
        let scope = isInverted ? scopeBefore(verb, phrase: phrase) : scopeAfter(verb, phrase: phrase)
        let around = isInverted ? Set(reading.sentence.subtree(of: verb)).subtracting(scope) : relayTokens(of: verb)
        return Attribution(sources: sources + relays(of: verb), scope: scope, verb: verb, phrase: phrase.union(around))
    }

    /// ", a indiqué un juge", ", nous a dit un infirmier": after a comma, with the speaker behind it, whatever the tree says.
    private func inserted(_ verb: Int) -> Attribution? {
        var start = verb
        while start > 0, verb - start < 5, isVerbCluster(tokens[start - 1]) { start -= 1 }
        guard start > 1, [",", "»", "\"", "”"].contains(tokens[start - 1].form), !opensContent(verb),
            let head = speaker(after: verb), let source = source(headedBy: head)
        else { return nil }
        let sources = [source] + syntax.coordinated(head).dropFirst().compactMap { self.source(headedBy: $0) }
        let behind = Set(verb..<tokens.count).filter { tokens[$0].form != ";" }
        let phrase = Set(reading.sentence.subtree(of: head)).union(start..<(head + 1)).union(behind.filter { isAttachedBehind($0, verb) })
        return Attribution(
            sources: sources + relays(of: verb), scope: scopeBefore(start, phrase: phrase), verb: verb,
            phrase: phrase.union(relayTokens(of: verb)))
    }

    /// "La prise de la ville, annoncée par une agence, a été démentie par l'armée": for what was announced or denied.
    private func passive(_ verb: Int) -> Attribution? {
        let agents = syntax.agents(of: verb)
        let sources = agents.compactMap { source(headedBy: $0) }
        guard !sources.isEmpty else { return nil }
        let phrase = Set(agents.flatMap { reading.sentence.subtree(of: $0) })
        let said = syntax.surfaceSubjects(of: verb).flatMap { reading.sentence.subtree(of: $0) }
        return Attribution(sources: sources, scope: Set(said).subtracting(phrase), verb: verb, phrase: phrase)
    }

    private func isVerbCluster(_ token: Token) -> Bool {
        token.partOfSpeech == .auxiliary || token.partOfSpeech == .pronoun && !words.contains(token.folded, in: "relative-pronouns") || token.partOfSpeech == .adverb && token.form.count < 8
            || token.morphology.mood != nil && words.contains(token.lemma.folded, in: "auxiliary-lemmas")
    }

    private func isAttachedBehind(_ index: Int, _ verb: Int) -> Bool {
        index > verb && !syntax.governors(of: index).prefix(12).contains { tokens[$0].relation == .conj && $0 > verb }
            && syntax.governors(of: index).contains(verb)
    }

    /// "que", "qu'" or an infinitive: what is said follows.
    private func opensContent(_ verb: Int) -> Bool {
        let next = verb + 1
        guard next < tokens.count else { return false }
        return words.contains(tokens[next].folded, in: "content-openers") || tokens[next].morphology.verbForm == .infinitive
    }

    /// "Une rescapée dit que ...", where the verb was read as a participle of the noun.
    private func openedByNoun(_ verb: Int) -> Attribution? {
        guard let head = (max(0, verb - 6)..<verb).last(where: { [.noun, .properNoun, .pronoun].contains(tokens[$0].partOfSpeech) }),
            let source = source(headedBy: head)
        else { return nil }
        return Attribution(sources: [source], scope: Set((verb + 1)..<tokens.count), verb: verb, phrase: Set(max(0, head - 2)..<(head + 1)))
    }

    /// The first noun behind the verb that could speak, with no adposition before it.
    private func speaker(after verb: Int) -> Int? {
        for index in (verb + 1)..<max(verb + 1, min(tokens.count, verb + 8)) {
            if tokens[index].partOfSpeech == .adposition { return nil }
            if [",", ":", ";"].contains(tokens[index].form) { return nil }
            if tokens[index].partOfSpeech == .pronoun, !tokens[index].form.hasPrefix("-"), index > verb + 1 { return nil }
            if [.noun, .properNoun, .pronoun, .adjective].contains(tokens[index].partOfSpeech), !reading.times.contains(where: { $0.tokens.contains(index) }),
                source(headedBy: index) != nil
            {
                return index
            }
        }
        return nil
    }

    /// "annoncer", and "faire état de".
    private func isReporting(_ verb: Int) -> Bool {
        if words.contains(tokens[verb].lemma.folded, in: "reporting-verbs") { return true }
        guard words.contains(tokens[verb].lemma.folded, in: "reporting-light-verbs") else { return false }
        return reading.sentence.dependents[verb].contains {
            tokens[$0].relation.universal == "obj" && words.contains(tokens[$0].lemma.folded, in: "reporting-nouns")
        }
    }

    /// Of a report ("un bilan donné par le ministère") those who made it.
    private func authors(_ subject: Int) -> [Int] {
        guard words.contains(tokens[subject], in: "report-nouns") else { return [subject] }
        let givers = reading.sentence.dependents(of: subject, .acl, .amod).flatMap(syntax.agents)
        let owners = reading.sentence.dependents(of: subject, .nmod).filter { entry(at: $0) != nil || reading.actor(headedAt: $0) != nil }
        return givers.isEmpty && owners.isEmpty && entry(at: subject) != nil ? [subject] : givers + owners
    }

    /// A relative clause inside the source phrase is content, not source.
    private func tokensAreClause(_ index: Int, _ subject: Int) -> Bool {
        var current = index
        while current != subject, tokens.indices.contains(tokens[current].head) {
            if tokens[current].relation == .relativeClause { return true }
            current = tokens[current].head
        }
        return false
    }

    private func isInvertedClitic(_ child: Int, _ verb: Int) -> Bool {
        tokens[child].relation.universal == "nsubj" && child > verb || tokens[child].form.hasPrefix("-")
    }

    /// "..., a indiqué X": everything said before, up to a semicolon.
    private func scopeBefore(_ verb: Int, phrase: Set<Int>) -> Set<Int> {
        var start = verb
        while start > 0, tokens[start - 1].form != ";" { start -= 1 }
        var scope = Set(start..<verb)
        scope.formUnion(reading.sentence.subtree(of: verb).filter { $0 > verb && isContent(below: verb, $0) })
        return scope.subtracting(phrase)
    }

    private func isContent(below verb: Int, _ index: Int) -> Bool {
        var current = index
        while tokens.indices.contains(tokens[current].head), tokens[current].head != verb { current = tokens[current].head }
        return [.ccomp, .xcomp, .obj].contains(tokens[current].relation)
    }

    /// "X a indiqué que ...": what hangs below the verb, but not other main verbs coordinated with it.
    private func scopeAfter(_ verb: Int, phrase: Set<Int>) -> Set<Int> {
        var scope: Set<Int> = [verb]
        for child in reading.sentence.dependents[verb] {
            if tokens[child].relation == .conj, syntax.isVerbal(child), child > verb, isMainVerb(child) { continue }
            if tokens[child].relation.universal == "nsubj" { continue }
            if tokens[child].relation == .advcl, child < verb { continue }
            scope.formUnion(reading.sentence.subtree(of: child))
        }
        if let colon = tokens[verb...].firstIndex(where: { $0.form == ":" }), colon - verb < 12 {
            scope.formUnion(colon..<tokens.count)
        }
        return scope.subtracting(phrase).filter { $0 >= verb }
    }

    /// Finite, or with an auxiliary of its own: "dit avoir repoussé ... et détruit" goes on with what is said.
    private func isMainVerb(_ verb: Int) -> Bool {
        tokens[verb].morphology.mood != nil
            || reading.sentence.dependents[verb].contains { tokens[$0].relation.universal == "aux" } || isReporting(verb)
    }

    // MARK: Relays

    /// "a déclaré à l'agence X", "citée par une radio": those through whom the words came.
    private func relays(of verb: Int) -> [Source] { relayHeads(of: verb).compactMap { source(headedBy: $0, needsEntry: true) } }

    private func relayTokens(of verb: Int) -> Set<Int> {
        Set(relayHeads(of: verb).flatMap { reading.sentence.subtree(of: $0) })
    }

    private func relayHeads(of verb: Int) -> [Int] {
        var heads = reading.sentence.dependents[verb].filter { child in
            tokens[child].relation.universal == "obl" || tokens[child].relation == .iobj
        }
        for index in tokens.indices where words.contains(tokens[index].lemma.folded, in: "relay-participles") && syntax.isPastParticiple(index) {
            heads += syntax.agents(of: index)
        }
        heads += tokens.indices.filter { index in
            tokens[index].head != verb && index > verb && index - verb < 14 && entry(for: index)?.kind == .media && !heads.contains(index)
                && syntax.governors(of: index).contains(verb)
        }
        return heads.filter { head in
            guard let name = syntax.adposition(of: head), words.contains(name, in: "relay-prepositions") else { return false }
            return entry(for: head)?.kind == .media || reading.actor(headedAt: head)?.kind == .media
        }
    }

    // MARK: "Selon"

    private func accordingTo() -> [Attribution] {
        let marks = tokens.indices.filter { isAccordingMark($0) }
        return marks.compactMap { mark -> Attribution? in
            guard let head = nounHead(after: mark) else { return nil }
            let heads = syntax.coordinated(head).flatMap(authors)
            let sources = heads.compactMap { source(headedBy: $0, isSelected: true) } + relaysInPhrase(head)
            guard !sources.isEmpty else { return nil }
            let phrase = Set(heads.flatMap { reading.sentence.subtree(of: $0) }).union([mark]).filter { $0 >= mark }
            return Attribution(sources: sources, scope: scope(ofMark: mark, among: marks, phrase: phrase), verb: nil, phrase: phrase)
        }
    }

    private func isAccordingMark(_ index: Int) -> Bool {
        if words.contains(tokens[index].folded, in: "according-to") { return true }
        guard index + 1 < tokens.count else { return false }
        return words.contains(tokens[index].folded + tokens[index + 1].folded, in: "according-to")
            || words.contains(tokens[index].folded + " " + tokens[index + 1].folded, in: "according-to")
    }

    private func nounHead(after mark: Int) -> Int? {
        let candidates = (mark + 1)..<min(tokens.count, mark + 8)
        let first = candidates.first { [.noun, .properNoun, .pronoun].contains(tokens[$0].partOfSpeech) && syntax.isNominal($0) }
        guard var head = first else { return nil }
        while tokens.indices.contains(tokens[head].head), tokens[head].head > mark, tokens[head].head < mark + 8,
            syntax.isNominal(tokens[head].head), ["flat", "compound", "nmod"].contains(tokens[head].relation.universal) == (tokens[head].head < head)
        {
            head = tokens[head].head
        }
        return head
    }

    private func relaysInPhrase(_ head: Int) -> [Source] {
        reading.sentence.dependents(of: head, .acl, .amod).filter { words.contains(tokens[$0].lemma.folded, in: "relay-participles") }
            .flatMap { syntax.agents(of: $0) }.compactMap { source(headedBy: $0, needsEntry: true) }
    }

    /// One "selon" vouches for its whole sentence; of several each for the words since the one before.
    private func scope(ofMark mark: Int, among marks: [Int], phrase: Set<Int>) -> Set<Int> {
        let bounds = tokens.indices.filter { tokens[$0].form == ";" }
        let start = bounds.last { $0 < mark } ?? -1
        let end = bounds.first { $0 > mark } ?? tokens.count
        let clause = syntax.clauseHead(of: mark)
        if tokens[clause].relation == .relativeClause { return Set(reading.sentence.subtree(of: clause)).subtracting(phrase) }
        let inSegment = marks.filter { $0 > start && $0 < end }
        var range = (start + 1)..<end
        if inSegment.count > 1, let position = inSegment.firstIndex(of: mark) {
            let from = position == 0 ? start + 1 : inSegment[position - 1] + 1
            range = from..<(position == inSegment.count - 1 ? end : mark)
        }
        return Set(range).subtracting(phrase)
    }

    /// "a-t-on appris de source militaire".
    private func learned(from verb: Int) -> Attribution? {
        guard words.contains(tokens[verb].lemma.folded, in: "learned-from"), syntax.isVerbal(verb) else { return nil }
        var heads = words.words(of: "learned-prepositions").sorted().flatMap { syntax.obliques(of: verb, $0) }
        if heads.isEmpty {
            heads = tokens.indices.filter { index in
                index > verb + 1 && index - verb < 7 && entry(at: index) != nil
                    && words.contains(words.canonical(tokens[index - 1].folded) ?? "", in: "learned-prepositions")
            }
        }
        let sources = heads.compactMap { source(headedBy: $0, needsEntry: true) }
        guard !sources.isEmpty else { return nil }
        let phrase = Set(heads.flatMap { reading.sentence.subtree(of: $0) })
        return Attribution(sources: sources, scope: Set(tokens.indices).subtracting(phrase), verb: verb, phrase: phrase)
    }

    // MARK: Brackets and headings

    /// "(source : hôpital universitaire)", "(Croix-Rouge)": a closing bracket that names a source.
    private func bracketed() -> Attribution? {
        guard let open = tokens.lastIndex(where: { $0.form == "(" }), open > 0,
            let close = tokens[open...].firstIndex(where: { $0.form == ")" })
        else { return nil }
        let inside = (open + 1)..<close
        guard !inside.isEmpty, inside.count < 16 else { return nil }
        guard tokens.indices.suffix(from: close).dropFirst().allSatisfy({ tokens[$0].partOfSpeech == .punctuation })
            || tokens[min(close + 1, tokens.count - 1)].form == ":"
        else { return nil }
        // An acronym in brackets belongs to the name before it.
        if inside.count == 1, reading.actors.contains(where: { $0.tokens.contains(open) || $0.tokens.contains(inside.lowerBound) && $0.tokens.lowerBound < open }) { return nil }
        guard let head = inside.first(where: { entry(at: $0) != nil && !words.contains(tokens[$0], in: "according-nouns") }) ?? inside.first(where: { entry(at: $0) != nil }) ?? inside.first(where: { reading.actor(headedAt: $0).map(isOrganisation) == true }),
            let source = source(headedBy: head)
        else { return nil }
        return Attribution(sources: [source], scope: Set(tokens.indices).subtracting(inside), verb: nil, phrase: Set(inside))
    }

    private func isOrganisation(_ actor: ActorMention) -> Bool {
        [.humanitarian, .intergovernmental, .media, .police, .government, .stateForce].contains(actor.kind)
    }

    /// "Ministère de la Santé : plus de 27 500 morts", "Bilan provisoire du ministère : 36 tués".
    private func heading() -> Attribution? {
        let start = reading.body.lowerBound
        guard let colon = tokens[start...].firstIndex(where: { $0.form == ":" }), colon - start < 14, colon + 1 < tokens.count else { return nil }
        guard !tokens[start..<colon].contains(where: { $0.morphology.mood != nil }) else { return nil }
        let candidates = (start..<colon).filter { [.noun, .properNoun].contains(tokens[$0].partOfSpeech) && entry(at: $0) != nil && !words.contains(tokens[$0], in: "according-nouns") }
        guard let head = candidates.first, let source = source(headedBy: head) else { return nil }
        return Attribution(sources: [source], scope: Set((colon + 1)..<tokens.count), verb: nil, phrase: Set(start..<colon))
    }

    // MARK: Sources

    /// The source a noun phrase names; nil when it names nobody who could say anything.
    func source(headedBy head: Int, needsEntry: Bool = false, isSelected: Bool = false) -> Source? {
        if tokens[head].partOfSpeech == .pronoun { return needsEntry ? nil : pronounSource(head, isSelected: isSelected) }
        if reading.classes[head].contains("toll") { return nil }
        if isAnonymous(head) {
            return Source(name: "anonymous", kind: .anonymous, mention: mention(of: head))
        }
        if let entry = entry(for: head) {
            if words.contains(tokens[head], in: "same-source-nouns"), isSame(head), let last = memory.lastSource {
                return Source(name: last.name, kind: last.kind, mention: mention(of: head))
            }
            return Source(name: entry.label, kind: kind(entry, head: head), mention: mention(of: head))
        }
        if let actor = reading.actor(headedAt: head) ?? reading.actors.first(where: { $0.tokens.contains(head) }) {
            return Source(name: actor.name, kind: Self.kind(of: actor.kind), mention: actor.span)
        }
        if needsEntry { return nil }
        if let place = reading.place(covering: head), let known = place.place, known.kind == .country || known.kind == .settlement {
            return Source(name: "Government of \(place.name)", kind: .government, mention: place.span)
        }
        let isPerson = tokens[head].name == .begins(.person) || tokens[head].name == .continues(.person)
        if isPerson || !reading.classes[head].isDisjoint(with: ["people", "civilian", "official", "ngo", "organisation"]) {
            return Source(name: reading.sentence.quote(head), kind: isPerson ? .other : Self.kind(ofClasses: reading.classes[head]), mention: mention(of: head))
        }
        return isSelected && tokens[head].partOfSpeech == .properNoun
            ? Source(name: reading.sentence.quote(head), kind: .other, mention: mention(of: head)) : nil
    }

    private func pronounSource(_ head: Int, isSelected: Bool) -> Source? {
        guard words.contains(tokens[head].folded.trimmedHyphen, in: "personal-pronouns") || isSelected else { return nil }
        let pronoun = tokens[head].folded.trimmedHyphen
        if words.contains(pronoun, in: "impersonal-pronouns") || words.contains(pronoun, in: "relative-pronouns") { return nil }
        if words.contains(pronoun, in: "self-words") { return nil }
        if let last = memory.lastSource { return Source(name: last.name, kind: last.kind, mention: tokens[head].span) }
        if let actor = memory.actor(for: tokens[head], in: reading, before: head, words: words) {
            return Source(name: actor.name, kind: Self.kind(of: actor.kind), mention: tokens[head].span)
        }
        return Source(name: tokens[head].form, kind: .other, mention: tokens[head].span)
    }

    private func isAnonymous(_ head: Int) -> Bool {
        let range = head..<min(tokens.count, head + 9)
        return range.contains { words.contains(tokens[$0].lemma.folded, in: "anonymity-words") }
    }

    private func isSame(_ head: Int) -> Bool {
        reading.sentence.dependents[head].contains { words.contains(tokens[$0].folded, in: "same-words") }
    }

    private func entry(at index: Int) -> (kind: Source.Kind, label: String, length: Int)? {
        language.sources.entry(at: index, in: tokens, words: words).map { ($0.entry.kind, label($0.entry.label, at: index), $0.length) }
    }

    /// "Government of {}" filled with the actor or place that the source belongs to, else cut short.
    private func label(_ label: String, at index: Int) -> String {
        guard let gap = label.firstRange(of: "{}") else { return label }
        let below = reading.sentence.subtree(of: index)
        let owner = reading.actors.first { below.contains($0.headToken) && $0.headToken != index }?.name
            ?? reading.places.first { below.contains($0.tokens.lowerBound) }?.name
        if let owner { return label[..<gap.lowerBound] + owner + label[gap.upperBound...] }
        var words = label[..<gap.lowerBound].split(separator: " ")
        if let last = words.last, ["of", "in", "from", "for"].contains(last) { words.removeLast() }
        return words.joined(separator: " ")
    }

    private func entry(for head: Int) -> (kind: Source.Kind, label: String, length: Int)? { entry(at: head) }

    /// A spokesman or chief speaks for whom he belongs to.
    private func kind(_ entry: (kind: Source.Kind, label: String, length: Int), head: Int) -> Source.Kind {
        guard words.contains(tokens[head], in: "speaker-nouns"), entry.length == 1 else { return entry.kind }
        let below = reading.sentence.subtree(of: head)
        if let actor = reading.actors.first(where: { below.contains($0.headToken) }) { return Self.kind(of: actor.kind) }
        if let nested = below.lazy.filter({ $0 > head }).compactMap({ self.entry(at: $0) }).first { return nested.kind }
        return entry.kind
    }

    static func kind(of actor: ActorKind) -> Source.Kind {
        switch actor {
        case .stateForce, .externalForce: .military
        case .government: .government
        case .rebelGroup, .politicalMilitia, .identityMilitia, .criminalGroup, .unnamedArmed: .party
        case .police: .police
        case .intergovernmental: .un
        case .humanitarian: .ngo
        case .media: .media
        case .civilians: .witness
        case .people: .other
        }
    }

    private static func kind(ofClasses classes: Set<String>) -> Source.Kind {
        if classes.contains("official") { return .government }
        if classes.contains("armed") { return .military }
        return classes.contains("civilian") ? .witness : .other
    }

    /// The noun phrase without relative clauses, appositions and what follows a comma.
    private func mention(of head: Int) -> TextSpan {
        var start = head
        var end = head
        while start > 0, tokens[start - 1].head == head || tokens[start - 1].head == start, [.determiner, .adjective, .numeral].contains(tokens[start - 1].partOfSpeech) { start -= 1 }
        while end + 1 < tokens.count, isInside(end + 1, head), tokens[end + 1].partOfSpeech != .punctuation { end += 1 }
        return reading.sentence.span(of: start..<(end + 1))
    }

    private func isInside(_ index: Int, _ head: Int) -> Bool {
        var current = index
        var steps = 0
        while steps < 6, tokens.indices.contains(tokens[current].head) {
            if [.relativeClause, .acl, .appos, .conj, .parataxis].contains(tokens[current].relation) { return false }
            current = tokens[current].head
            if current == head { return true }
            steps += 1
        }
        return false
    }
}

extension Sentence {
    /// The token's own words.
    func quote(_ index: Int) -> String { tokens[index].form }
}

extension String {
    /// Without the hyphens of an inverted clitic: "il" of "-t-il".
    var trimmedHyphen: String {
        var word = self[...]
        if word.hasPrefix("-t-") { word = word.dropFirst(3) }
        if word.hasPrefix("-") { word = word.dropFirst() }
        return String(word)
    }
}
