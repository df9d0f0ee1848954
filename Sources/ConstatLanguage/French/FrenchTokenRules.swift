import ConstatResources

/// The words and endings that decide where French text is split, from `FrenchTokens.lexicon`.
struct FrenchTokenRules: Sendable {
    private(set) var elided: Set<String> = []
    private(set) var elidedBeforeVowel: Set<String> = []
    private(set) var whole: Set<String> = []
    private(set) var clitics: [[UInt8]] = []
    private(set) var strictClitics: [[UInt8]] = []
    private(set) var abbreviations: Set<String> = []
    private(set) var finalAbbreviations: Set<String> = []
    private(set) var ordinals: Set<String> = []
    private(set) var domains: Set<String> = []

    init() {
        for line in EmbeddedResource.lines(named: "FrenchTokens.lexicon") {
            let cells = line.text.split(separator: " ").map(String.init)
            guard let kind = cells.first else { continue }
            let words = cells.dropFirst()
            switch kind {
            case "elided": elided.formUnion(words)
            case "before-vowel": elidedBeforeVowel.formUnion(words)
            case "whole": whole.formUnion(words)
            case "clitic": clitics += words.map { Array($0.utf8) }
            case "strict": strictClitics += words.map { Array($0.utf8) }
            case "abbreviation": abbreviations.formUnion(words)
            case "final": finalAbbreviations.formUnion(words)
            case "ordinal": ordinals.formUnion(words)
            case "domain": domains.formUnion(words)
            default: assertionFailure("FrenchTokens.lexicon:\(line.number): no such kind: \(kind)")
            }
        }
    }
}
