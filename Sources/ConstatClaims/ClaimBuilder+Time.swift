import ConstatLanguage
import ConstatText
import ConstatTime

extension ClaimBuilder {
    /// The time of the draft's clause, else of its sentence, else that of the happening it goes on about.
    func time(of draft: ClaimDraft) -> ClaimTime? {
        guard draft.type != .relation else { return nil }
        let status = Assertion.status(of: draft, in: reading, words: words)
        let usable = usableTimes(of: draft, status)
        let clause = syntax.clauseHead(of: draft.head)
        let same = usable.filter { timeClause($0) == clause || isInNounPhrase($0, draft, status) }
        if let nearest = nearest(same, to: draft.head) { return claimTime(nearest) }
        // What goes on now is not dated by another clause: "sont retenus ; un cinquième s'est évadé le 10".
        if status != .ongoing {
            let reachable = usable.filter { !isInsideForeignClause($0, draft) }
            if let nearest = nearest(reachable, to: draft.head) { return claimTime(nearest) }
        }
        if let stamp = memory.stamp, isStamped(draft.type, status) { return claimTime(stamp) }
        return carriedTime(for: draft, status)
    }

    private func usableTimes(of draft: ClaimDraft, _ status: AssertionStatus) -> [TimeMention] {
        let hasDated = reading.times.contains { $0.interval != nil && !isNow($0) && !$0.isDateline }
        return reading.times.filter {
            $0.interval != nil && !(hasDated && $0.rule == "now") && $0.rule != "now-on" && !$0.isDateline
                && $0.role != .duration && $0.role != .repeated && fits($0, draft.type) && isPossible($0, status)
                && !isTimeOfSaying($0, draft) && !isTimeOfAnnouncing($0, draft)
        }
    }

    private func isNow(_ mention: TimeMention) -> Bool { mention.rule == "now" || mention.rule == "now-on" }

    /// What has happened or goes on did not begin on a day that is to come: "37 camions sont arrivés et les vivres
    /// seront distribués mercredi".
    private func isPossible(_ mention: TimeMention, _ status: AssertionStatus) -> Bool {
        guard status == .occurred || status == .ongoing, let publishedOn, let start = mention.interval?.start else {
            return true
        }
        return start <= publishedOn
    }

    /// The hour at the head of an entry is when its news happened, not since when a state holds or when a plan will.
    private func isStamped(_ type: ClaimType, _ status: AssertionStatus) -> Bool {
        type != .held && status != .planned && status != .possible
    }

    /// A time below the trigger with no other clause in between than one that describes it: "l'attaque de mardi",
    /// "l'attaque qui a visé mardi le camp".
    private func isInNounPhrase(_ mention: TimeMention, _ draft: ClaimDraft, _ status: AssertionStatus) -> Bool {
        var current = mention.tokens.lowerBound
        for _ in tokens.indices {
            if current == draft.head { return true }
            switch tokens[current].relation {
            case .relativeClause, .acl:
                // "les combats, qui ont repris le 3, se poursuivent" have no day of their own.
                return tokens[current].head == draft.head && !syntax.isVerbal(draft.head) && status != .ongoing
            case .advcl, .ccomp, .parataxis, .parataxisInsert: return false
            case .conj where syntax.isVerbal(current): return false
            default: break
            }
            guard tokens.indices.contains(tokens[current].head) else { return false }
            current = tokens[current].head
        }
        return false
    }

    /// "depuis janvier" tells how long a state holds or a toll runs, not when something was done; of who holds a place
    /// only that tells the time.
    private func fits(_ mention: TimeMention, _ type: ClaimType) -> Bool {
        guard mention.role == .since else { return type != .held }
        switch type {
        case .captured, .entered, .withdrawn, .airstrike, .shelling, .bombing, .attack, .killing, .seized, .destroyed,
            .found, .release,
            .statement:
            return false
        default: return true
        }
    }

    private func nearest(_ times: [TimeMention], to head: Int) -> TimeMention? {
        times.min { abs($0.tokens.lowerBound - head) < abs($1.tokens.lowerBound - head) }
    }

    private func timeClause(_ mention: TimeMention) -> Int {
        let head = mention.tokens.first { !mention.tokens.contains(tokens[$0].head) } ?? mention.tokens.lowerBound
        return syntax.clauseHead(of: head)
    }

    /// A time inside a relative or participial clause belongs to that clause; one in a claim's own clause does not reach others there.
    private func isInsideForeignClause(_ mention: TimeMention, _ draft: ClaimDraft) -> Bool {
        let clause = timeClause(mention)
        let relation = tokens[clause].relation
        guard relation == .relativeClause || relation == .acl || relation == .advcl else {
            let own = syntax.clauseHead(of: draft.head)
            return tokens[own].relation == .relativeClause && own != clause && mention.role == .since
        }
        return !reading.sentence.subtree(of: clause).contains(draft.head)
    }

    /// "a annoncé mardi X": the day of the saying.
    private func isTimeOfSaying(_ mention: TimeMention, _ draft: ClaimDraft) -> Bool {
        let head = mention.tokens.first { !mention.tokens.contains(tokens[$0].head) } ?? mention.tokens.lowerBound
        // A source may carry the claim in its own relative clause: "l'ONU, qui espère les réunir jeudi".
        for attribution in attributions where !attribution.phrase.contains(draft.head) {
            if draft.type == .statement, attribution.verb == draft.head { continue }
            guard let verb = attribution.verb else {
                if attribution.phrase.contains(mention.tokens.lowerBound) { return true }
                continue
            }
            if attribution.phrase.contains(mention.tokens.lowerBound) { return true }
            if tokens[head].head == verb && !attribution.scope.contains(mention.tokens.lowerBound) { return true }
            let gap = mention.tokens.lowerBound - verb
            if gap > 0 && gap <= 2, attribution.phrase.contains(where: { $0 > verb }) { return true }
        }
        return false
    }

    /// "La libération a été annoncée jeudi": the day of the announcement.
    private func isTimeOfAnnouncing(_ mention: TimeMention, _ draft: ClaimDraft) -> Bool {
        let head = mention.tokens.first { !mention.tokens.contains(tokens[$0].head) } ?? mention.tokens.lowerBound
        let verb = tokens[head].head
        return tokens.indices.contains(verb) && verb != draft.head && syntax.isPassive(verb)
            && words.contains(tokens[verb].lemma.folded, in: "announcing-verbs")
            && syntax.surfaceSubjects(of: verb).contains(draft.head)
    }

    /// The time of the happening that this is a part of: its toll, the damage it did. A new scene brings its own time.
    private func carriedTime(for draft: ClaimDraft, _ status: AssertionStatus) -> ClaimTime? {
        guard let time = memory.time, reading.index - memory.timeSentence <= 5, time.precision < .month, !isNewScene,
            !(memory.timeIsOfHeading && reading.isHeading)
        else { return nil }
        switch draft.type {
        case .casualties, .killing, .damage, .bombing, .attack, .airstrike, .shelling:
            guard status != .planned else { return nil }
            var time = time
            time.mention = nil
            return time
        default: return nil
        }
    }

    /// Another place than the happening's, or words that turn to something else ("par ailleurs").
    private var isNewScene: Bool {
        let opening = tokens[reading.body].prefix(4).map(\.folded)
        if zip(opening, opening.dropFirst()).contains(where: { words.contains($0 + " " + $1, in: "turning-words") })
            || opening.contains(where: { words.contains($0, in: "turning-words") })
        {
            return true
        }
        return reading.places.contains { place in
            place.place != nil && place.place?.kind != .country && place.place?.id != memory.timePlace
                && !attributions.contains { $0.phrase.contains(place.tokens.lowerBound) }
                && !reading.actors.contains { $0.tokens.overlaps(place.tokens) }
        }
    }

    private func claimTime(_ mention: TimeMention) -> ClaimTime? {
        guard let interval = mention.interval else { return nil }
        return ClaimTime(start: interval.start, end: interval.end, precision: interval.precision, mention: mention.span)
    }
}
