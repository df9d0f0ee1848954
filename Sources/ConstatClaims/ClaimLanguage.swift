/// The language-dependent resources of claim reading, loaded once.
struct ClaimLanguage: Sendable {
    let words: WordSets
    let nouns: NounClasses
    let frames: FrameLexicon
    let sources: SourceLexicon

    static let french = ClaimLanguage(
        words: WordSets(resources: ["FrenchAssertion.lexicon"]),
        nouns: NounClasses(resource: "FrenchThings.lexicon"),
        frames: FrameLexicon(resource: "FrenchFrames.lexicon"),
        sources: SourceLexicon(resource: "FrenchSources.lexicon"))
}
