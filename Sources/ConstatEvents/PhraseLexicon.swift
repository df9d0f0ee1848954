import ConstatResources

/// Phrases of a lexicon by kind: "[kind]" opens a section, its lines hold phrases with commas between them.
package struct PhraseLexicon<Kind: RawRepresentable & Hashable & Sendable>: Sendable where Kind.RawValue == String {
    /// Each as folded words.
    private let phrases: [Kind: [[String]]]

    package init(text: String) {
        var phrases: [Kind: [[String]]] = [:]
        var section: Kind?
        for (_, line) in EmbeddedResource.lines(of: text) {
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = Kind(rawValue: String(line.dropFirst().dropLast()))
            } else if let section {
                phrases[section, default: []] += line.split(separator: ",").map {
                    WordScan(String($0)).words.map(\.folded)
                }
            }
        }
        self.phrases = phrases
    }

    package subscript(kind: Kind) -> [[String]] { phrases[kind] ?? [] }
}
