import ConstatLanguage
import ConstatPlaces

/// Where a report turns to something else: items of a list, entries of a live blog, rubrics and headings.
extension SentenceReading {
    /// A list item ("- ", "> ", "3.") or an entry with its time begins here.
    var beginsItem: Bool { body.lowerBound > 0 || timeStamp != nil || isNumeral }

    /// "3." on its own, before the item it numbers.
    private var isNumeral: Bool {
        tokens.count == 2 && tokens[0].partOfSpeech == .numeral && tokens[1].form == "."
    }

    /// "Pertes.", "BURKINA FASO.", "Front de Hawija.": some nouns and a full stop, no verb.
    var isRubric: Bool {
        guard let last = tokens.last, last.form == ".", tokens.count > 1, tokens.count <= 6 else { return false }
        return tokens.dropLast().allSatisfy {
            [.noun, .properNoun, .adposition, .determiner, .adjective].contains($0.partOfSpeech)
                && $0.morphology.verbForm == nil
        }
    }

    /// The place of a heading that begins with one and a colon ("Mossoul : ..."), or of a rubric that names one.
    var scene: PlaceMention? {
        if isRubric { return places.first { $0.place != nil && $0.tokens.upperBound == tokens.count - 1 } }
        return places.first { mention in
            mention.tokens.lowerBound <= body.lowerBound + 2 && mention.place != nil
                && mention.tokens.upperBound < tokens.count && tokens[mention.tokens.upperBound].form == ":"
        }
    }
}
