import ConstatLanguage
import ConstatText

/// Keeps out what uses the words of war for something else: sport, film, opinion, questions, old wars.
/// - Codebook: claim records 1, decision 9 and the gold's 16.
enum GenreGate {
    /// Whether the document reports at all.
    static func isReport(_ sentences: [SentenceReading], words: WordSets) -> Bool {
        if let first = sentences.first, isOpinionRubric(first.tokens, words) { return false }
        for world in ["sport-words", "screen-words"] {
            var seen: Set<String> = []
            var count = 0
            var total = 0
            for reading in sentences {
                total += reading.tokens.count
                for token in reading.tokens where words.contains(token.folded, in: world) {
                    seen.insert(token.folded)
                    count += 1
                }
            }
            if seen.count >= 4, count * 60 >= total { return false }
        }
        return isAboutConflict(sentences, words: words)
    }

    /// A single sentence or headline is taken at its word, tokens.
    private static let shortText = 60

    /// Two signs of armed conflict at least: words of war or armed parties, each counted once, and not lost in a long text.
    /// A crime, a strike or a storm has arrests, deaths and demands too, but no parties to a conflict.
    private static func isAboutConflict(_ sentences: [SentenceReading], words: WordSets) -> Bool {
        var signs: Set<String> = []
        var count = 0
        var total = 0
        for reading in sentences {
            total += reading.tokens.count
            for token in reading.tokens
            where words.contains(token.lemma.folded, in: "war-words") || words.contains(token.folded, in: "war-words") {
                signs.insert(token.lemma.folded)
                count += 1
            }
            for actor in reading.actors where actor.kind.isArmed && actor.kind != .police {
                signs.insert(actor.name)
                count += 1
            }
        }
        return total < shortText || signs.count >= 2 && count * 300 >= total
    }

    private static func isOpinionRubric(_ tokens: [Token], _ words: WordSets) -> Bool {
        guard let first = tokens.first, tokens.count > 1 else { return false }
        return words.contains(first.folded, in: "opinion-rubrics")
            && [":", "-", "–", "—", "|", "."].contains(tokens[1].form)
    }

    /// Whether the sentence tells: no question, nothing said of a film or a match, no rubric of opinion.
    static func isTold(_ reading: SentenceReading, words: WordSets) -> Bool {
        let tokens = reading.tokens
        if tokens.suffix(2).contains(where: { $0.form == "?" }) { return false }
        if isOpinionRubric(Array(tokens[reading.body]), words) { return false }
        if tokens[reading.body].lazy.filter({ $0.partOfSpeech != .punctuation }).count < 2 { return false }  // a rubric
        return !tokens.contains {
            words.contains($0.folded, in: "other-worlds") || words.contains($0.lemma.folded, in: "other-worlds")
        }
    }

    /// What an analyst thinks tells nothing, unless he dates or counts it.
    static func isAnalysis(_ claim: Claim) -> Bool {
        claim.attribution.first?.kind == .expert && claim.time == nil && claim.quantities.isEmpty
    }

    /// A happening a generation before publication belongs to another war.
    static func isHistory(_ claim: Claim, publishedOn: CalendarDay?) -> Bool {
        guard let end = claim.time?.end, let publishedOn else { return false }
        return publishedOn.number - end.number > 25 * 365
    }
}
