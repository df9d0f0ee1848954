import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatQuantities
import ConstatText
import ConstatTime

/// Turns a draft into a claim: who, where, when, how many, who says so, how sure; every value with its words.
struct ClaimBuilder: Sendable {
    let reading: SentenceReading
    let language: ClaimLanguage
    let memory: DocumentMemory
    let matcher: FrameMatcher
    let attributions: [Attribution]
    let publishedOn: CalendarDay?

    var tokens: [Token] { reading.tokens }
    var words: WordSets { language.words }
    var syntax: ClauseSyntax { reading.syntax }

    /// One claim; for control over several named places one claim a place (decision 19).
    func claims(from draft: ClaimDraft) -> [Claim] {
        var claim = Claim(
            id: "", type: draft.type, trigger: reading.sentence.span(of: draft.trigger), evidence: reading.evidence,
            frame: draft.frame.name)
        claim.actors = participants(of: draft)
        claim.status = Assertion.status(of: draft, in: reading, words: words)
        claim.isHedged = Assertion.isHedged(draft, in: reading, words: words)
        claim.attribution = attribution(of: draft, agents: claim.actors)
        claim.time = time(of: draft)
        claim.quantities = quantities(of: draft, actors: claim.actors)
        let places = places(of: draft)
        guard draft.type.family == .control, places.count > 1 else {
            claim.place = places.first
            return [claim]
        }
        return places.map { place in
            var copy = claim
            copy.place = place
            return copy
        }
    }

    // MARK: Attribution

    private func attribution(of draft: ClaimDraft, agents: [Participant]) -> [Source] {
        var sources: [Source] = []
        for attribution in attributions where attribution.scope.contains(draft.head) {
            if attribution.verb == draft.head && !isReportedItself(draft) { continue }
            sources += attribution.sources.filter { !sources.contains($0) }
        }
        if sources.isEmpty { sources = memory.speaker }
        guard draft.type == .statement else { return sources }
        return sources.filter { source in !agents.contains { $0.mention == source.mention || $0.name == source.name } }
    }

    /// A verb that accuses or denies tells the happening and is its own source; one that demands or condemns is the claim.
    private func isReportedItself(_ draft: ClaimDraft) -> Bool {
        draft.type != .statement && draft.frame.kind == .verb
    }
}
