import ConstatLanguage

/// Collects the parts of speech that function words and verbs have in the treebanks.
enum SeenParts {
    private static let closed: Set = ["ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "SYM", "VERB"]

    private static func isSign(_ form: String) -> Bool {
        !form.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// Lines of form and parts of speech, sorted; a part of speech counts when the form has it twice.
    static func lines(_ sentences: [TreebankSentence]) -> [String] {
        var counts: [String: [String: Int]] = [:]
        for token in sentences.joined() where closed.contains(token.partOfSpeech) || isSign(token.form) {
            counts[WordSpelling.lower(token.form), default: [:]][token.partOfSpeech, default: 0] += 1
        }
        return counts.compactMap { form, parts in
            let kept = parts.filter { $0.value > 1 }.keys.sorted()
            return kept.isEmpty || form.contains(" ") ? nil : ([form] + kept).joined(separator: " ")
        }.sorted()
    }
}
