import ConstatLanguage

extension PlainWord {
    /// The word without its plural ending; lexicon and text go through the same rule.
    static func stem(_ word: String) -> String {
        word.utf8.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
}
