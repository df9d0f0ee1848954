import ConstatLanguage
import ConstatResources
import ConstatText
import Testing

@testable import ConstatPlaces

@Suite struct GazetteerTests {
    let gazetteer = Gazetteer()

    @Test func hyphensArticlesAndApostrophesDoNotMatter() {
        for name in ["Al-Bab", "Al Bab", "el-Bab", "AL-BAB"] {
            #expect(gazetteer.places(named: name.folded).first?.name == "Al-Bab", "\(name)")
        }
        for name in ["N'Djaména", "N’Djamena", "Ndjamena"] {
            #expect(gazetteer.places(named: name.folded).first?.name == "N'Djamena", "\(name)")
        }
        for name in ["Tell Abyad", "Tall Abyad", "Tal-Abyad"] {
            #expect(gazetteer.places(named: name.folded).first?.name == "Tell Abyad", "\(name)")
        }
    }

    @Test func namesAreFoundInArabicScript() {
        for (name, town) in [
            ("الرقة", "Raqqa"), ("الموصل", "Mosul"), ("حلب", "Aleppo"), ("بغداد", "Baghdad"), ("الخرطوم", "Khartoum"),
        ] {
            #expect(gazetteer.places(named: name).first?.name == town, "\(name)")
        }
        #expect(gazetteer.places(named: "سوريا").first?.kind == .country)
    }

    @Test func aTownThatNobodyCountedIsNoHamlet() {
        #expect(gazetteer.places(named: "tal afar").first?.country == "IQ")
    }

    @Test func townComesBeforeItsProvince() {
        for name in ["Alep", "Tombouctou", "Kharkiv", "Raqqa", "Kassala"] {
            let places = gazetteer.places(named: name.folded)
            #expect(places.first?.kind == .settlement, "\(name)")
            #expect(places.contains { $0.kind == .region }, "\(name)")
        }
    }

    @Test func soundsFindOtherTransliterationsInTheirCountryOnly() {
        #expect(gazetteer.places(named: "sevierodonietsk").isEmpty)
        let found = gazetteer.candidates(soundingLike: "sevierodonietsk", in: ["UA"])
        #expect(found.first?.place.name == "Sievierodonetsk")
        #expect(gazetteer.candidates(soundingLike: "sevierodonietsk", in: ["FR"]).isEmpty)
    }

    @Test func noNameFindsNothing() {
        for name in ["", " ", "-", "'", "al", "\u{0}", "zzzzzzzz", "漢字", String(repeating: "a", count: 5000)] {
            #expect(gazetteer.places(named: name).isEmpty || name == "al", "\(name.prefix(20))")
            _ = gazetteer.candidates(soundingLike: name, in: ["SY"])
        }
    }

    /// Fails when the lexicon was changed and the index not built again.
    @Test func everyLineOfOursIsInTheIndex() {
        for line in EmbeddedResource.lines(named: "FrenchPlaces.lexicon") {
            let halves = line.text.split(separator: "=", maxSplits: 1)
            guard let kind = halves.first?.split(separator: " ").first, kind != "spelling" else { continue }
            let fields = halves[0].split(separator: " ")
            var names = halves.count > 1 ? halves[1].split(separator: ";").map { trimmed($0) } : []
            if kind == "place" { names.append(fields.dropFirst(6).joined(separator: " ")) }
            let country = String(fields[kind == "place" ? 2 : 1])
            for name in names {
                let isKnown = gazetteer.places(named: name.folded).contains { $0.country == country || country == "-" }
                #expect(isKnown, "FrenchPlaces.lexicon:\(line.number): \(name) is not in the index; build it again")
            }
        }
    }

    private func trimmed(_ text: Substring) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}

@Suite struct ReaderTests {
    let analyser = FrenchAnalyser()
    let reader = FrenchPlaceReader()

    func mentions(_ text: String) -> ([PlaceMention], Document) {
        let document = Document(id: "test", text: text, language: "fr")
        return (reader.mentions(in: analyser.sentences(of: document), of: document), document)
    }

    @Test func distanceWithoutReferenceStartsFromThePlaceBefore() throws {
        let (mentions, document) = mentions("Kharkiv a été touchée. Une école a brûlé à 35 km au sud-est, en Ukraine.")
        let offset = try #require(mentions.first { $0.rule == "bare-offset" })
        #expect(offset.place?.name == "Kharkiv")
        #expect(document.quote(offset.span) == "à 35 km au sud-est")
        #expect(offset.distanceKm == 35)
        #expect(abs((offset.latitude ?? 0) - 49.76) < 0.02)
    }

    @Test func appositionIsNoPlaceOfItsOwn() {
        let (mentions, _) = mentions("Une école a brûlé à Tchouhouïv, à 35 km au sud-est.")
        #expect(mentions.map(\.name) == ["Chuhuiv"])
    }

    @Test func phraseHoldsPrepositionAndOffset() throws {
        let text = "Les combats ont repris à quelque 70 kilomètres au nord-ouest de Goma."
        let document = Document(id: "test", text: text, language: "fr")
        let sentences = analyser.sentences(of: document)
        let mention = try #require(reader.mentions(in: sentences, of: document).first)
        #expect(
            document.quote(sentences[0].span(of: mention.phrase)) == "à quelque 70 kilomètres au nord-ouest de Goma")
        #expect(document.quote(mention.span) == "Goma")
        #expect(mention.radiusKm == 15)
    }

    @Test func countriesComeByTheirSupport() {
        let (mentions, _) = mentions("Alep, Homs et Raqqa ont été bombardées. Bagdad proteste. Damas se tait.")
        #expect(reader.countries(of: mentions) == ["SY", "IQ"])
    }

    @Test func theDocumentTellsNamesApart() {
        #expect(mentions("En Syrie, des obus sont tombés sur Tripoli.").0.last?.place?.country == "LY")
        #expect(
            mentions("Au Liban, Beyrouth et Saïda sont calmes. Des tirs ont été entendus à Tripoli.").0.last?.place?
                .country == "LB")
    }

    @Test func anyTextIsReadWithoutTrap() {
        for text in [
            "", " ", "\u{0}\u{1}", "à à à de de km km 40", "À 40 km à l'ouest de", "« »", "A", "Syrie", "d'", "L'", "-",
            "40 km", "au nord de", "route -", "la route de à", "Al-", "-Al", "\u{301}\u{301}", "🙂 Alep 🙂",
        ] {
            _ = mentions(text)
        }
    }
}
