import ConstatLanguage
public import ConstatText

extension ReportReader {
    /// For every sentence: its tree, the mentions, the frames that fitted, those refused and why, the claims.
    public func explanation(of document: Document) -> String {
        let sentences = mentionedSentences(of: document)
        var lines: [String] = []
        walk(sentences, of: document) { reading, step in
            lines.append("« \(document.quote(reading.sentence.span)) »")
            lines += SentenceTree.lines(reading.sentence).map { "  " + $0 }
            lines += mentionLines(reading, document)
            lines += step.attributions.map { attribution in
                "  source "
                    + attribution.sources.map { "\($0.name) (\($0.kind.rawValue))" }.joined(separator: ", then ")
                    + " for \(attribution.scope.count) words"
            }
            lines += step.drafts.map {
                "  frame \($0.frame.name) fits « \(document.quote(reading.sentence.span(of: $0.trigger))) »"
            }
            lines += step.refusals.map {
                "  frame \($0.frame.name) refused for « \(document.quote(reading.sentence.span(of: $0.trigger))) »: not « \($0.condition) »"
            }
            lines += step.claims.map {
                "  claim \($0.type.rawValue) « \(document.quote($0.trigger)) » [\($0.status.rawValue)\($0.isHedged ? ", hedged" : "")]"
            }
            lines.append("")
        }
        if lines.isEmpty {
            lines = ["Nothing is claimed: the text is no report of happenings (opinion, sport or film)."]
        }
        return lines.joined(separator: "\n")
    }

    private func mentionLines(_ reading: SentenceReading, _ document: Document) -> [String] {
        var lines: [String] = []
        for place in reading.places {
            lines.append(
                "  place « \(document.quote(place.span)) » = \(place.name) (\(place.relation.rawValue), ±\(Int(place.radiusKm)) km) by \(place.rule)"
            )
        }
        for time in reading.times {
            let interval =
                time.interval.map {
                    "\($0.start?.description ?? "…")/\($0.end?.description ?? "…") \($0.precision.rawValue)"
                } ?? "open"
            lines.append("  time « \(document.quote(time.span)) » = \(interval) by \(time.rule)")
        }
        for quantity in reading.quantities {
            let bounds = [quantity.low, quantity.best, quantity.high].map { $0.map { String(Int($0)) } ?? "–" }.joined(
                separator: "/")
            lines.append(
                "  quantity « \(document.quote(quantity.span)) » = \(bounds) \(quantity.unit?.name ?? quantity.sense.rawValue) by \(quantity.rule)"
            )
        }
        for actor in reading.actors {
            lines.append(
                "  actor « \(document.quote(actor.span)) » = \(actor.name) (\(actor.kind.rawValue)) by \(actor.rule)")
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
