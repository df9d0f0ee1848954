import ConstatLanguage
import ConstatQuantities
import ConstatText
import Testing

@Suite struct QuantityPropertyTests {
    private static let texts = [
        "", "\n", "1", "un", "des", "dont", "entre", "entre 5 et", "de 1 à", "999999999999999999999 morts", "1,2,3,4",
        "1.2.3",
        "3'700 soldats", "( 21 ) (", "vingt et", "cent cent cent", "plus de", "au moins", "un million et", "l'un",
        "12h", "%",
        "70%", "deux sur", "n° ", "2-", "- 2", "une dizaine de", "des milliers de milliers de milliards de", "🇺🇦 12 🚁",
        "12 \u{0301} morts", "Entre le 1er et", "mille millions de mille milliards", "0 mort", "dont dont 3", "\"18 \"",
        "«18»",
    ]

    /// Any words in, no trap; spans lie in the text, bounds are in order, tokens are the sentence's own.
    @Test func boundsAndSpansHoldForAnyWords() {
        let analyser = FrenchAnalyser()
        let reader = FrenchQuantityReader()
        for text in Self.texts + Self.texts.map({ "Ils ont vu " + $0 + " et " + $0 + " hier." }) {
            let document = Document(id: "property", text: text)
            for (index, sentence) in analyser.sentences(of: document).enumerated() {
                for mention in reader.mentions(in: sentence, at: index) {
                    #expect(mention.span == sentence.span(of: mention.tokens), "\(text)")
                    #expect(!mention.tokens.isEmpty && mention.tokens.upperBound <= sentence.tokens.count, "\(text)")
                    let bounds = [mention.low, mention.best, mention.high].compactMap { $0 }
                    #expect(bounds == bounds.sorted(), "\(text)")
                    #expect(mention.countedToken.map(sentence.tokens.indices.contains) ?? true, "\(text)")
                }
            }
        }
    }

    @Test func readingTwiceGivesTheSame() {
        let document = Document(
            id: "twice", text: "Au moins 12 civils ont été tués et 40 autres blessés, dont 9 enfants.")
        let sentences = FrenchAnalyser().sentences(of: document)
        let reader = FrenchQuantityReader()
        for (index, sentence) in sentences.enumerated() {
            #expect(
                reader.mentions(in: sentence, at: index) == FrenchQuantityReader().mentions(in: sentence, at: index))
        }
    }

    /// Tokens without parts of speech, as from a reader's own tokenizer, still give numbers and nouns of the lexicon.
    @Test func wordsAloneSuffice() {
        var tokens: [Token] = []
        var offset = 0
        for word in ["Au", "moins", "douze", "villages", "ont", "été", "repris", "."] {
            tokens.append(Token(span: TextSpan(offset, offset + word.utf8.count), form: word))
            offset += word.utf8.count + 1
        }
        let mentions = FrenchQuantityReader().mentions(in: Sentence(tokens: tokens), at: 0)
        #expect(mentions.map(\.low) == [12] && mentions.map(\.high) == [nil] && mentions.map(\.countedToken) == [3])
    }
}
