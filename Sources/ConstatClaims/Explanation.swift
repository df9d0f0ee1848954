public import ConstatLanguage
public import ConstatText

/// How a sentence was read, in lines for people who write rules.
public struct SentenceExplanation: Sendable {
    /// With the tree that the rules saw.
    public var sentence: Sentence
    /// Places, times, quantities and actors, each with its words, value and rule.
    public var mentions: [String]
    public var sources: [String]
    /// Frames that fitted.
    public var fits: [String]
    /// Frames that were tried in vain, each with the condition that failed.
    public var refusals: [String]
    public var claims: [String]
}

extension ReportReader {
    /// For every sentence: its tree, the mentions, the frames that fitted, those refused and why, the claims.
    public func explanation(of document: Document) -> String {
        let explanations = explanations(of: document) { _ in true }
        if explanations.isEmpty {
            return "Nothing is claimed: the text is no report of happenings (opinion, sport or film)."
        }
        return explanations.map { explanation in
            let lines =
                SentenceTree.lines(explanation.sentence) + explanation.mentions + explanation.sources
                + explanation.fits + explanation.refusals + explanation.claims
            let quote = "« \(document.quote(explanation.sentence.span)) »"
            return ([quote] + lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// The sentence that has the position in it; nil where there is none or the document is no report of happenings.
    ///
    /// Takes as long as reading the document: what came before bears on the sentence.
    ///
    /// - Parameter offset: in UTF-8.
    public func explanation(of document: Document, at offset: Int) -> SentenceExplanation? {
        explanations(of: document) { $0.lower <= offset && offset < $0.upper }.first
    }

    private func explanations(
        of document: Document, wanted: (TextSpan) -> Bool
    ) -> [SentenceExplanation] {
        var explanations: [SentenceExplanation] = []
        walk(mentionedSentences(of: document), of: document) { reading, step in
            guard wanted(reading.sentence.span) else { return }
            explanations.append(explanation(of: reading, step, document))
        }
        return explanations
    }

    private func explanation(
        of reading: SentenceReading, _ step: Step, _ document: Document
    ) -> SentenceExplanation {
        let sentence = reading.sentence
        func quote(_ trigger: Range<Int>) -> String { "« \(document.quote(sentence.span(of: trigger))) »" }
        return SentenceExplanation(
            sentence: sentence, mentions: mentionLines(reading, document),
            sources: step.attributions.map { attribution in
                let chain = attribution.sources.map { "\($0.name) (\($0.kind.rawValue))" }
                return "source \(chain.joined(separator: ", then ")) for \(attribution.scope.count) words"
            },
            fits: step.drafts.map { "frame \($0.frame.name) fits \(quote($0.trigger))" },
            refusals: step.refusals.map {
                "frame \($0.frame.name) refused for \(quote($0.trigger)): not « \($0.condition) »"
            },
            claims: step.claims.map { claim in
                let state = claim.status.rawValue + (claim.isHedged ? ", hedged" : "")
                return "claim \(claim.type.rawValue) « \(document.quote(claim.trigger)) » [\(state)]"
            })
    }

    private func mentionLines(_ reading: SentenceReading, _ document: Document) -> [String] {
        var lines: [String] = []
        for place in reading.places {
            lines.append(
                "place « \(document.quote(place.span)) » = \(place.name) (\(place.relation.rawValue), ±\(Int(place.radiusKm)) km) by \(place.rule)"
            )
        }
        for time in reading.times {
            let interval =
                time.interval.map {
                    "\($0.start?.description ?? "…")/\($0.end?.description ?? "…") \($0.precision.rawValue)"
                } ?? "open"
            lines.append("time « \(document.quote(time.span)) » = \(interval) by \(time.rule)")
        }
        for quantity in reading.quantities {
            let bounds = [quantity.low, quantity.best, quantity.high].map { $0.map { String(Int($0)) } ?? "–" }.joined(
                separator: "/")
            lines.append(
                "quantity « \(document.quote(quantity.span)) » = \(bounds) \(quantity.unit?.name ?? quantity.sense.rawValue) by \(quantity.rule)"
            )
        }
        for actor in reading.actors {
            lines.append(
                "actor « \(document.quote(actor.span)) » = \(actor.name) (\(actor.kind.rawValue)) by \(actor.rule)")
        }
        return lines
    }
}

/// A dependency tree as indented lines, in the order of the words.
enum SentenceTree {
    static func lines(_ sentence: Sentence) -> [String] {
        var lines: [String] = []
        func add(_ index: Int, _ depth: Int) {
            let token = sentence.tokens[index]
            let mood = token.morphology.mood.map { " \($0.rawValue)" } ?? ""
            let tense = token.morphology.tense.map { " \($0.rawValue)" } ?? ""
            lines.append(
                String(repeating: "  ", count: min(depth, 20))
                    + "\(token.relation.rawValue) « \(token.form) » \(token.lemma) \(token.partOfSpeech.rawValue)\(mood)\(tense)"
            )
            for child in sentence.dependents[index] { add(child, depth + 1) }
        }
        for (index, token) in sentence.tokens.enumerated() where !sentence.tokens.indices.contains(token.head) {
            add(index, 0)
        }
        return lines
    }
}
