import ConstatClaims
import ConstatText
import Testing

@testable import ConstatRendering

@Suite struct WordingTests {
    /// Forms before a vowel are French alone; all other keys are those of both languages.
    @Test func bothLanguagesHaveTheSameKeysAndFillAsMuchIn() {
        let (french, english) = (Wording.french, Wording.english)
        #expect(french.keys.filter { !$0.hasSuffix(".vowel") } == english.keys)
        for key in english.keys {
            func signs(_ wording: Wording) -> Int { wording[key].utf8.count { $0 == UInt8(ascii: "%") } }
            #expect(signs(french) == signs(english), "\(key)")
            #expect(!english[key].isEmpty, "\(key)")
        }
    }

    @Test func aLanguageIsFoundByItsTag() {
        #expect(Wording.of(.english).language == .english)
        #expect(Wording.Language(rawValue: "fr").map { Wording.of($0)["role.agent"] } == "auteur")
        #expect(Wording.Language(rawValue: "EN") == nil)
    }

    @Test(arguments: [
        (50_000.0, "50 000", "50,000"), (2.5, "2,5", "2.5"), (-1_234_567.25, "-1 234 567,25", "-1,234,567.25"),
        (999, "999", "999"), (.infinity, "?", "?"),
    ])
    func numbersHaveTheSignsOfTheLanguage(_ value: Double, _ french: String, _ english: String) {
        #expect(Wording.french.number(value).replacing("\u{202F}", with: " ") == french)
        #expect(Wording.english.number(value) == english)
    }

    @Test(arguments: [("2016-06-01", "1er juin 2016", "1 June 2016"), ("2016-06-02", "2 juin 2016", "2 June 2016")])
    func daysHaveTheFormOfTheLanguage(_ day: String, _ french: String, _ english: String) throws {
        let day = try #require(CalendarDay(day))
        #expect(Wording.french.day(day) == french)
        #expect(Wording.english.day(day) == english)
    }

    @Test func noneIsSingularInFrenchAndPluralInEnglish() {
        #expect(
            [0, 1, 2].map { Wording.french.count("claims", $0) } == [
                "0 affirmation", "1 affirmation", "2 affirmations",
            ])
        #expect([0, 1, 2].map { Wording.english.count("claims", $0) } == ["0 claims", "1 claim", "2 claims"])
    }

    @Test func wordsOfAnotherResourceAreAdded() {
        let wording = Wording.french.adding("EnglishInterface.lexicon")
        #expect(wording["role.agent"] == "agent")
        #expect(wording["relation.near.vowel"] == Wording.french["relation.near.vowel"])
        #expect(wording["no.such.key"] == "no.such.key")
    }

    @Test func aFillerIsNotReadAgain() {
        #expect(Wording.english("relation.near", "100 %% sure") == "near 100 %% sure")
    }

    @Test func intervalsAndPlacesReadAsEnglish() {
        let phrases = ClaimPhrases(.english)
        func time(_ start: String, _ end: String) -> String? {
            phrases.time(ClaimTime(start: CalendarDay(start), end: CalendarDay(end), precision: .day, mention: nil))
        }
        #expect(time("2016-05-25", "2016-05-31") == "25 to 31 May 2016")
        #expect(time("2016-05-25", "2016-06-01") == "25 May to 1 June 2016")
        #expect(time("2016-06-01", "") == "since 1 June 2016")
        #expect(time("", "2016-06-30") == "until 30 June 2016")
        let place = ClaimPlace(
            name: "Alep", id: nil, latitude: nil, longitude: nil, radiusKm: 10, relation: .direction,
            distanceKm: 2.5, bearing: 270, mention: nil)
        #expect(phrases.shortPlace(place).replacing("\u{A0}", with: " ") == "2.5 km west of Alep")
    }

    @Test func amountsQuoteInTheSignsOfTheLanguage() {
        let document = Document(id: "1", text: "140 djihadistes")
        let toll = Quantity(
            measure: .killed, unit: "", low: 140, best: 140, high: 140, party: nil, isCivilian: nil,
            mention: TextSpan(0, document.utf8.count))
        var claim = HandMadeReading.reading().claims[0]
        claim.quantities = [toll, toll]
        let source = SourceText(document)
        #expect(
            ClaimPhrases(.english).amounts(claim, source) == "killed: 140 “140 djihadistes”; 140 “140 djihadistes”")
        #expect(
            ClaimPhrases(.french).amounts(claim, source)?.replacing("\u{A0}", with: "_")
                == "tués_: 140 «_140 djihadistes_»_; 140 «_140 djihadistes_»")
    }
}
