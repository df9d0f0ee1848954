import ConstatClaims
import ConstatText
import Testing

@testable import ConstatRendering

@Suite struct PhrasesTests {
    private let phrases = ClaimPhrases(.french)

    @Test(arguments: [
        ("2016-05-31", "2016-05-31", "31 mai 2016"), ("2016-06-01", "2016-06-01", "1er juin 2016"),
        ("2014-01-01", "2014-01-31", "janvier 2014"), ("2014-01-01", "2014-12-31", "2014"),
        ("2016-05-25", "2016-05-31", "du 25 au 31 mai 2016"),
        ("2016-05-25", "2016-06-01", "du 25 mai au 1er juin 2016"),
        ("2015-12-25", "2016-01-02", "du 25 décembre 2015 au 2 janvier 2016"),
        ("2016-06-01", "", "depuis le 1er juin 2016"), ("", "2016-06-30", "jusqu’au 30 juin 2016"),
    ])
    func intervalsReadAsDates(_ start: String, _ end: String, _ words: String) {
        let time = ClaimTime(start: CalendarDay(start), end: CalendarDay(end), precision: .day, mention: nil)
        #expect(phrases.time(time) == words)
    }

    @Test func boundsAreThoseOfTheWords() {
        func bounds(_ low: Double?, _ best: Double?, _ high: Double?) -> String {
            phrases.bounds(
                Quantity(
                    measure: .killed, unit: "", low: low, best: best, high: high, party: nil, isCivilian: nil,
                    mention: TextSpan(0, 0))
            ).replacing("\u{A0}", with: "_").replacing("\u{202F}", with: " ")
        }
        #expect(bounds(140, 140, 140) == "140")
        #expect(bounds(12, 12, nil) == "≥_12")
        #expect(bounds(101, nil, nil) == "≥_101")
        #expect(bounds(nil, nil, 30) == "≤_30")
        #expect(bounds(nil, 50_000, nil) == "≈_50 000")
        #expect(bounds(10, nil, 15) == "10–15")
        #expect(bounds(10, 12, 15) == "12 (10–15)")
        #expect(bounds(nil, nil, nil) == "sans chiffre")
    }

    @Test(arguments: [
        (40.0, 270.0, "Alep", "à 40 km à l’ouest d’Alep"), (nil, 181, "Raqqa", "au sud de Raqqa"),
        (nil, 350, "Raqqa", "au nord de Raqqa"), (2.5, -45, "Goma", "à 2,5 km au nord-ouest de Goma"),
        (nil, .nan, "Goma", "à l’écart de Goma"), (nil, nil, "Goma", "à l’écart de Goma"),
    ])
    func directionsAreNamed(_ distance: Double?, _ bearing: Double?, _ name: String, _ words: String) {
        let place = ClaimPlace(
            name: name, id: nil, latitude: nil, longitude: nil, radiusKm: 10, relation: .direction,
            distanceKm: distance, bearing: bearing, mention: nil)
        #expect(phrases.shortPlace(place).replacing("\u{A0}", with: " ") == words)
    }

    @Test func namesElideAfterAVowel() {
        let wording = Wording.french
        #expect(wording.before("relation.near", "Alep") == "près d’Alep")
        #expect(wording.before("relation.near", "Érevan") == "près d’Érevan")
        #expect(wording.before("relation.near", "Raqqa") == "près de Raqqa")
        #expect(wording.before("relation.at", "Alep") == "Alep")
    }
}
