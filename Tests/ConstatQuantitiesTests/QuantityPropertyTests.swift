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
        "«18»", "1,1^999999", "2^300^300", "1e+", "12,32e+99999", "9,9e+300", "-", "- -5", "--5", "+",
        "+1-222-2222/2222",
        "½½½", "1/0", "0/0", "4/5/6", "1/", "/1", "12,34,56,78", "1.2.3.4.5.6", "3'", "3''700", "'700", ",5", "virgule",
        "deux virgule", "deux virgule zéro zéro", "un et", "un et demi et demi", "trois et trois et trois cinquièmes",
        "vingt-et", "-ième", "cinq-", "et-un", "un cinquième", "cent et cent et cent", "mille et mille et mille et un",
        "K", "100K", "3M3M", "aucun", "aucun aucun", "premier", "un un un", "11 ème", "moins", "est moins 5", "dizaine",
        "la dizaine de", "deux à", "trois ou quatre ou", "1 2 3 4 5 6 7 8 9", "sur", "un sur", "un sur un sur un",
        "quadrillion milliard de milliards", "trois trillions de trillions",
    ]

    /// Long runs of figures are labels, never numbers that lost their last places.
    @Test func hugeFiguresStayFinite() {
        let analyser = FrenchAnalyser()
        let reader = FrenchQuantityReader()
        for length in [15, 16, 40, 400, 4000] {
            let text =
                "Ils ont compté \(String(repeating: "9", count: length)) morts, puis deux milliards de milliards."
            for (index, sentence) in analyser.sentences(of: Document(id: "huge", text: text)).enumerated() {
                let mentions = reader.mentions(in: sentence, at: index)
                #expect(mentions.allSatisfy { [$0.low, $0.best, $0.high].allSatisfy { $0?.isFinite ?? true } })
                #expect(mentions.contains { $0.best == 999_999_999_999_999 } == (length == 15))
            }
        }
    }

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
                    #expect(bounds == bounds.sorted() && bounds.allSatisfy(\.isFinite), "\(text)")
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
