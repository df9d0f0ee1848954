import ConstatActors
import ConstatLanguage
import ConstatText
import Testing

/// Any text is read: odd ends, lone marks and repeated words trap nothing.
@Suite struct FrenchActorRobustnessTests {
    @Test func oddTextsAreRead() {
        let analyser = FrenchAnalyser()
        let reader = FrenchActorReader()
        let pieces = [
            "(", ")", "EI", "l'", "de la", "Forces (FDS", "GATIA-MSA-", "-", "''", "les", "rebelles du", "gang de",
            "selon", "Moscou", "et", "russe", "leurs positions", "Front (", "(X)", "armée de", "\u{301}", "🙂", "3R",
            "police d'", "état", "«", "1 000", "des", "Casques", "nos",
        ]
        for first in pieces {
            for second in pieces {
                for text in ["\(first) \(second)", "\(first)\(second) \(first)", "\(second), \(first)."] {
                    let document = Document(id: "odd", text: text, language: "fr")
                    let sentences = analyser.sentences(of: document)
                    for mention in reader.mentions(in: sentences, countries: ["SY"], publishedOn: nil) {
                        #expect(mention.tokens.contains(mention.headToken))
                    }
                }
            }
        }
    }

    @Test func sameTextSameMentions() {
        let analyser = FrenchAnalyser()
        let document = Document(
            id: "same", text: "Les Congolais et les rebelles du M23 se battent. L'armée avance, selon Kinshasa.")
        let sentences = analyser.sentences(of: document)
        let first = FrenchActorReader().mentions(in: sentences, countries: [], publishedOn: nil)
        let second = FrenchActorReader().mentions(in: sentences, countries: [], publishedOn: nil)
        #expect(first == second)
        #expect(!first.isEmpty)
    }
}
