import ConstatLanguage
import ConstatText
import ConstatTime
import Testing

@Suite struct TimePropertyTests {
    private static let texts = [
        "", "\n", "le", "le 31 juin 2016", "le 99 mars", "31/31/2023", "depuis", "depuis le", "jusqu'", "jusqu'à",
        "d'ici", "avant",
        "dans la nuit de", "dans la nuit de lundi à", "du 9 au", "entre le 10 et", "en", "il y a", "ces dernières",
        "24h", "24:99",
        "99h99", "mardi mardi mardi", "le 29 février", "le 30 février 2023", "mi-", "mi-9999", "en 9999",
        "depuis 100 siècles",
        "il y a 999999 ans", "dans 999999 mois", "🇺🇦 le 3 mars 🚁", "10h52 |", "(", "le 1er", "fin", "début du",
        "au lendemain de", "dans 999999999 ans", "dans 999999 siècles", "il y a 999999 siècles", "le 31/02/2023",
        "le 0/0/0",
        "0000-00-00", "99/99/9999", "en l'an 0", "semaine 99", "semaine 53 de 2099", "le 5e mardi de février",
        "la 9e semaine de mars", "du 31 au 1er mars", "de décembre à janvier", "9999-1800", "28/2-", "-28/2",
        "à Pâques 1800",
        "le ramadan 2099", "la veille de Noël 1800", "trois jours après le", "mardi en", "le premier du", "fin du",
        "les années 99", "XXXIX siècle", "le 99e siècle", "du au", "entre et", "1er au", "du 1er 2e 3e", "T1",
        "T9 2020",
        "les 999999 prochains mois", "999999 prochaines années", "30 mille ans", "en mille", "en deux mille",
        "jusqu'à", "jusqu'à présent", "mi-ramadan", "w/c", "w/c le", "plus tard dans la", "01/02-03/04/05-06/07",
    ]

    /// Any words in, no trap; spans lie in the text and no interval ends before it starts.
    @Test func intervalsAndSpansHoldForAnyWords() throws {
        let analyser = FrenchAnalyser()
        let reader = FrenchTimeReader()
        let days = [nil, try #require(CalendarDay("2023-03-15")), CalendarDay("2024-02-29"), CalendarDay("0001-01-01")]
        for text in Self.texts + Self.texts.map({ "Ils sont venus " + $0 + " et " + $0 + " hier." }) {
            let sentences = analyser.sentences(of: Document(id: "property", text: text))
            for day in days {
                for mention in reader.mentions(in: sentences, publishedOn: day) {
                    let sentence = sentences[mention.sentence]
                    #expect(!mention.tokens.isEmpty && mention.span == sentence.span(of: mention.tokens), "\(text)")
                    if let start = mention.interval?.start, let end = mention.interval?.end {
                        #expect(start <= end, "\(text) \(mention.rule)")
                    }
                }
            }
        }
    }

    /// Any bytes in: no trap, spans of the text, the same mentions twice.
    @Test func anyBytesAreReadTheSameTwice() throws {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces =
            Self.texts + ["/", "-", "12", "2014", "sept.", "h", "\u{301}", "\u{0}", "»", "dernier", "prochaine", "de"]
        let analyser = FrenchAnalyser()
        let reader = FrenchTimeReader()
        let day = try #require(CalendarDay("2023-03-15"))
        for _ in 0..<150 {
            let text = (0..<(1 + next(12))).map { _ in pieces[next(pieces.count)] }.joined(
                separator: next(3) == 0 ? "" : " ")
            let document = Document(id: "bytes", text: text)
            let sentences = analyser.sentences(of: document)
            for prefer in TimePreference.allCases {
                let mentions = reader.mentions(in: sentences, publishedOn: day, prefer: prefer)
                #expect(mentions == reader.mentions(in: sentences, publishedOn: day, prefer: prefer))
                for mention in mentions {
                    #expect(mention.span.upper <= document.utf8.count && mention.span.lower < mention.span.upper)
                    if let start = mention.interval?.start, let end = mention.interval?.end {
                        #expect(start <= end, "\(text) \(mention.rule)")
                    }
                }
            }
        }
    }

    /// Without a publication date nothing that counts from it has an interval.
    @Test func relativeTimesStayOpenWithoutDate() {
        let text =
            "Hier, mardi, la semaine dernière, il y a deux jours, ces dernières 24 heures, dans la nuit de dimanche à lundi."
        let sentences = FrenchAnalyser().sentences(of: Document(id: "open", text: text))
        let mentions = FrenchTimeReader().mentions(in: sentences, publishedOn: nil)
        #expect(mentions.count >= 5)
        #expect(mentions.allSatisfy { $0.interval == nil && $0.anchor == .none })
    }

    /// A dateline in the text stands in for a missing publication date.
    @Test func datelineStandsInForThePublicationDate() throws {
        let text = "GAO, 15 mars 2023 - Onze soldats ont été tués mardi, selon l'armée."
        let sentences = FrenchAnalyser().sentences(of: Document(id: "dateline", text: text))
        let mention = try #require(FrenchTimeReader().mentions(in: sentences, publishedOn: nil).last)
        #expect(mention.anchor == .text)
        #expect(mention.interval?.start == CalendarDay("2023-03-14"))
    }
}
