import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatText

/// Who a noun phrase names as a source.
extension AttributionReader {
    /// The source a noun phrase names; nil when it names nobody who could say anything.
    func source(headedBy head: Int, needsEntry: Bool = false, isSelected: Bool = false) -> Source? {
        if tokens[head].partOfSpeech == .pronoun {
            return needsEntry ? nil : pronounSource(head, isSelected: isSelected)
        }
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
        if let place = reading.place(covering: head), let known = place.place,
            known.kind == .country || known.kind == .settlement
        {
            return Source(name: "Government of \(place.name)", kind: .government, mention: place.span)
        }
        let isPerson = tokens[head].name == .begins(.person) || tokens[head].name == .continues(.person)
        if isPerson
            || !reading.classes[head].isDisjoint(with: ["people", "civilian", "official", "ngo", "organisation"])
        {
            return Source(
                name: tokens[head].form, kind: isPerson ? .other : Self.kind(ofClasses: reading.classes[head]),
                mention: mention(of: head))
        }
        return isSelected && tokens[head].partOfSpeech == .properNoun
            ? Source(name: tokens[head].form, kind: .other, mention: mention(of: head)) : nil
    }

    func pronounSource(_ head: Int, isSelected: Bool) -> Source? {
        guard words.contains(tokens[head].folded.trimmedHyphen, in: "personal-pronouns") || isSelected else {
            return nil
        }
        let pronoun = tokens[head].folded.trimmedHyphen
        if words.contains(pronoun, in: "impersonal-pronouns") || words.contains(pronoun, in: "relative-pronouns") {
            return nil
        }
        if words.contains(pronoun, in: "self-words") { return nil }
        if let last = memory.lastSource { return Source(name: last.name, kind: last.kind, mention: tokens[head].span) }
        if let actor = memory.actor(for: tokens[head], in: reading, before: head, words: words) {
            return Source(name: actor.name, kind: Self.kind(of: actor.kind), mention: tokens[head].span)
        }
        return Source(name: tokens[head].form, kind: .other, mention: tokens[head].span)
    }

    func isAnonymous(_ head: Int) -> Bool {
        let range = head..<min(tokens.count, head + 9)
        return range.contains { words.contains(tokens[$0].lemma.folded, in: "anonymity-words") }
    }

    func isSame(_ head: Int) -> Bool {
        reading.sentence.dependents[head].contains { words.contains(tokens[$0].folded, in: "same-words") }
    }

    func entry(at index: Int) -> (kind: Source.Kind, label: String, length: Int)? {
        language.sources.entry(at: index, in: tokens, words: words).map {
            ($0.entry.kind, label($0.entry.label, at: index), $0.length)
        }
    }

    /// "Government of {}" filled with the actor or place that the source belongs to, else cut short.
    func label(_ label: String, at index: Int) -> String {
        guard let gap = label.firstRange(of: "{}") else { return label }
        let below = reading.sentence.subtree(of: index)
        let owner =
            reading.actors.first { below.contains($0.headToken) && $0.headToken != index }?.name
            ?? reading.places.first { below.contains($0.tokens.lowerBound) }?.name
        if let owner { return label[..<gap.lowerBound] + owner + label[gap.upperBound...] }
        var words = label[..<gap.lowerBound].split(separator: " ")
        if let last = words.last, ["of", "in", "from", "for"].contains(last) { words.removeLast() }
        return words.joined(separator: " ")
    }

    func entry(for head: Int) -> (kind: Source.Kind, label: String, length: Int)? { entry(at: head) }

    /// A spokesman or chief speaks for whom he belongs to.
    func kind(_ entry: (kind: Source.Kind, label: String, length: Int), head: Int) -> Source.Kind {
        guard words.contains(tokens[head], in: "speaker-nouns"), entry.length == 1 else { return entry.kind }
        let below = reading.sentence.subtree(of: head)
        if let actor = reading.actors.first(where: { below.contains($0.headToken) }) {
            return Self.kind(of: actor.kind)
        }
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
    func mention(of head: Int) -> TextSpan {
        var start = head
        var end = head
        while start > 0, tokens[start - 1].head == head || tokens[start - 1].head == start,
            [.determiner, .adjective, .numeral].contains(tokens[start - 1].partOfSpeech)
        { start -= 1 }
        while end + 1 < tokens.count, isInside(end + 1, head), tokens[end + 1].partOfSpeech != .punctuation { end += 1 }
        return reading.sentence.span(of: start..<(end + 1))
    }

    func isInside(_ index: Int, _ head: Int) -> Bool {
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

extension String {
    /// Without the hyphens of an inverted clitic: "il" of "-t-il".
    var trimmedHyphen: String {
        var word = self[...]
        if word.hasPrefix("-t-") { word = word.dropFirst(3) }
        if word.hasPrefix("-") { word = word.dropFirst() }
        return String(word)
    }
}
