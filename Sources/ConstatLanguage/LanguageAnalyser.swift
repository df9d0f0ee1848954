public import ConstatText

/// What reads a language: text in, sentences with trees out. A pure function of its input.
public protocol LanguageAnalyser: Sendable {
    /// ISO 639-1 code.
    var language: String { get }
    /// Every sentence of the document in order; spans are into `document.utf8`. Never fails: any text gives some tree.
    func sentences(of document: Document) -> [Sentence]
    /// Annotates tokens that were split by somebody else, one array a sentence; each token's span and form are kept.
    func annotate(_ sentences: [[Token]]) -> [Sentence]
}
