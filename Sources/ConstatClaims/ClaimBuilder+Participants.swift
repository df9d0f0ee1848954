import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatText

extension ClaimBuilder {
    /// The actors of a draft by role; one named in two roles keeps the first.
    func participants(of draft: ClaimDraft) -> [Participant] {
        var found: [Participant] = []
        for role in Participant.Role.allCases {
            for participant in participants(in: role, of: draft)
            where !found.contains(where: { $0.mention == participant.mention && $0.mention != nil }) {
                found.append(participant)
            }
        }
        found += supporters(of: draft).filter { supporter in !found.contains { $0.mention == supporter.mention } }
        return found.map { adjusted($0, for: draft) }
    }

    private func participants(in role: Participant.Role, of draft: ClaimDraft) -> [Participant] {
        for position in draft.frame.positions(role.rawValue) {
            let fillers = matcher.fillers(position, of: draft)
            let participants = fillers.flatMap {
                self.participants(for: $0, role: role, isBearer: position == .head || position == .adposition("de"))
            }
            if !participants.isEmpty { return participants }
        }
        return []
    }

    /// Decision 14 and the gold's 18: those harmed are victims; outside harm people who are no party are victims too.
    private func adjusted(_ participant: Participant, for draft: ClaimDraft) -> Participant {
        var participant = participant
        guard participant.role == .target || participant.role == .victim else { return participant }
        if draft.type.family == .harm {
            participant.role = .victim
        } else if draft.type != .statement, participant.role == .target, isCivilian(participant) {
            participant.role = .victim
        } else if draft.type.family == .fighting, participant.role == .victim, !isCivilian(participant) {
            participant.role = .target
        }
        return participant
    }

    private func isCivilian(_ participant: Participant) -> Bool {
        guard let mention = participant.mention else { return false }
        if let actor = reading.actors.first(where: { $0.span == mention }) {
            return actor.kind == .civilians || actor.kind == .people
        }
        let index = tokens.firstIndex { mention.contains($0.span) && !reading.classes[tokens.startIndex].isEmpty } ?? 0
        return tokens.indices.contains {
            mention.contains(tokens[$0].span) && reading.classes[$0].contains("civilian")
                && !reading.classes[$0].contains("armed") && $0 >= index
        }
    }

    /// The participants a filler names: itself, or those its noun is made of ("des éléments de l'ISWAP").
    func participants(for index: Int, role: Participant.Role, isBearer: Bool = false) -> [Participant] {
        if tokens[index].partOfSpeech == .pronoun || isPossessive(index) {
            return pronounParticipants(index, role: role)
        }
        if let actor = reading.actor(headedAt: index) ?? reading.actors.first(where: { $0.tokens.contains(index) }) {
            return [Participant(role: role, name: actor.name, id: actor.id, mention: actor.span)]
        }
        let classes = reading.classes[index]
        let nested = nestedActors(below: index)
        let takesNested =
            !classes.isDisjoint(with: ["armed", "base", "vehicle", "aircraft", "explosive", "military", "official"])
            || words.contains(tokens[index], in: "measure-nouns") || tokens[index].partOfSpeech == .numeral
        if takesNested || role == .target && classes.contains("event"), !nested.isEmpty {
            return nested.map { Participant(role: role, name: $0.name, id: $0.id, mention: $0.span) }
        }
        if let metonym = stateNamed(at: index, role: role) { return [metonym] }
        if words.contains(tokens[index], in: "enemy-words") || words.contains(tokens[index], in: "own-words") {
            return [Participant(role: role, name: tokens[index].form, id: nil, mention: tokens[index].span)]
        }
        return described(index, role: role, classes: classes)
    }

    /// People whom the register does not know, by the text's own words; a bare toll noun is nobody (the gold's 19).
    private func described(_ index: Int, role: Participant.Role, classes: Set<String>) -> [Participant] {
        if classes.contains("toll") || words.contains(tokens[index], in: "number-nouns") { return [] }
        if let counted = reading.quantity(counting: index),
            tokens[index].partOfSpeech == .numeral || counted.countedToken == nil
        {
            guard role == .victim, tokens[index].partOfSpeech == .pronoun else { return [] }
        }
        var peopleClasses: Set<String> = [
            "people", "civilian", "armed", "captive", "official", "ngo", "organisation", "government", "aidworker",
            "parties",
        ]
        if role == .target {
            peopleClasses.formUnion(classes.contains("building") ? [] : ["vehicle", "base", "military", "aidconvoy"])
        }
        guard !classes.isDisjoint(with: peopleClasses), !classes.contains("event"),
            reading.place(covering: index) == nil
        else { return [] }
        return [Participant(role: role, name: nounPhrase(index), id: nil, mention: tokens[index].span)]
    }

    private func isPossessive(_ index: Int) -> Bool { tokens[index].partOfSpeech == .determiner }

    private func pronounParticipants(_ index: Int, role: Participant.Role) -> [Participant] {
        if words.contains(tokens[index].folded, in: "relative-pronouns")
            || words.contains(tokens[index].folded.trimmedHyphen, in: "place-pronouns")
        {
            return []
        }
        if let nested = nestedActors(below: index).first, tokens[index].partOfSpeech == .pronoun, role != .agent {
            return [Participant(role: role, name: nested.name, id: nested.id, mention: nested.span)]
        }
        if let actor = memory.actor(for: tokens[index], in: reading, before: index, words: words) {
            return [Participant(role: role, name: actor.name, id: actor.id, mention: tokens[index].span)]
        }
        return [Participant(role: role, name: tokens[index].form.trimmedHyphen, id: nil, mention: tokens[index].span)]
    }

    private func nestedActors(below index: Int) -> [ActorMention] {
        let below = reading.sentence.subtree(of: index).filter { $0 != index && !isBehindClause($0, index) }
        return reading.actors.filter { below.contains($0.headToken) }
    }

    private func isBehindClause(_ index: Int, _ top: Int) -> Bool {
        var current = index
        while current != top, tokens.indices.contains(tokens[current].head) {
            if [.relativeClause, .acl, .conj, .parataxis, .advcl].contains(tokens[current].relation) { return true }
            current = tokens[current].head
        }
        return false
    }

    /// A country or capital that acts: "la Turquie", "Kigali".
    private func stateNamed(at index: Int, role: Participant.Role) -> Participant? {
        guard let mention = reading.place(covering: index), let place = mention.place, role != .victim else {
            return nil
        }
        let relation = tokens[index].relation
        let acts = relation.universal == "nsubj" || relation == .oblAgent || relation == .conj
        let isParty = syntax.adposition(of: index).map { words.contains($0, in: "between-adpositions") } ?? false
        guard place.kind == .country || place.kind == .settlement,
            isParty || acts && (syntax.adposition(of: index) == nil || relation == .oblAgent)
        else { return nil }
        return Participant(role: role, name: mention.name, id: nil, mention: mention.span)
    }

    private func supporters(of draft: ClaimDraft) -> [Participant] {
        guard draft.type.family == .control || draft.type.family == .fighting || draft.type == .return else {
            return []
        }
        var heads: [Int] = []
        for agent in draft.frame.positions("agent").lazy.map({ matcher.fillers($0, of: draft) }).first(where: {
            !$0.isEmpty
        }) ?? [] {
            for participle in reading.sentence.dependents(of: agent, .acl, .amod)
            where words.contains(tokens[participle].lemma.folded, in: "backing-verbs") {
                heads += syntax.agents(of: participle)
            }
        }
        for oblique in words.words(of: "backing-prepositions").sorted().flatMap({ syntax.obliques(of: draft.head, $0) })
        where words.contains(tokens[oblique], in: "backing-nouns") {
            heads += reading.sentence.dependents(of: oblique, .nmod).flatMap(syntax.coordinated)
        }
        return heads.flatMap { participants(for: $0, role: .supporter, isBearer: false) }
    }

    /// The noun with its adjectives: a name for people whom nobody named.
    private func nounPhrase(_ index: Int) -> String {
        let parts = [index] + reading.sentence.dependents(of: index, .amod).filter { abs($0 - index) < 4 }
        return parts.sorted().map { tokens[$0].form }.joined(separator: " ")
    }
}
