import Testing

@testable import ConstatPlaces

@Suite struct PlaceKeyTests {
    let variants = SpellingVariants(rules: Gazetteer.spellingRules)

    func key(_ name: String) -> String { String(decoding: PlaceKey(name, variants: variants).bytes, as: UTF8.self) }

    @Test(arguments: [
        ("Al-Bab", "bab"), ("el Bâb", "bab"), ("N’Djaména", "ndjamena"), ("Tall ‘Afar", "tal afar"),
        ("TELL AFAR", "tal afar"), ("Maḩmūdīyah", "mahmudiyah"), ("Œuvre", "oeuvre"), ("Xankəndi", "xankandi"),
        ("Đắk Lắk", "dak lak"), ("T4", "t4"), ("Al", "al"), ("", ""), ("---", ""), ("Київ", "київ"), ("КИЇВ", "київ"),
    ])
    func marksHyphensAndArticlesGo(name: String, expected: String) { #expect(key(name) == expected) }

    /// Vowel signs, hamza, taa marbuta and the forms of yaa are written or not as it comes.
    @Test(arguments: [
        ("الرَّقَّة", "الرقه"), ("أربيل", "اربيل"), ("إدلب", "ادلب"), ("قضاء", "قضا"), ("مـوصل", "موصل"),
        ("کربلا", "كربلا"),
        ("حلبى", "حلبي"), ("ص‌نعاء", "صنعا"), ("حي ١٢", "حي 12"),
    ])
    func arabicScriptIsFolded(name: String, other: String) { #expect(key(name) == key(other)) }

    @Test func theArabicArticleGoesAndIsRemembered() {
        let with = PlaceKey("الموصل", variants: variants)
        #expect(with.hasArticle)
        #expect(with.bytes == PlaceKey("موصل", variants: variants).bytes)
        // Too short to be an article and a name: "Alep" has no article in Arabic either.
        #expect(!PlaceKey("الف", variants: variants).hasArticle)
        #expect(!PlaceKey("حلب", variants: variants).hasArticle)
    }

    @Test func rulesOfAnotherFormSayNothing() {
        let rules = SpellingVariants(rules: Array("a\n=b\nc=\nmuchtoolong=x\nel=al\n".utf8))
        #expect(PlaceKey("el Bab", variants: rules).bytes == Array("bab".utf8))
        #expect(PlaceKey("muchtoolong", variants: rules).bytes == Array("muchtoolong".utf8))
    }

    @Test func theIndexWasWrittenByTheRulesOfTheLexicon() throws {
        #expect(try #require(Gazetteer().layers.first).variants.rules == Gazetteer.spellingRules)
    }
}

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("manbij", "manbij", 0), ("manbij", "manbidj", 1), ("kobane", "kobani", 1), ("a", "b", 1),
        ("raqqa", "rakka", 2),
        ("deir", "", 4), ("abcdef", "fedcba", 6),
    ])
    func lettersAreCounted(left: String, right: String, letters: Int) throws {
        let measure = try #require(EditDistance(to: Array(left.utf8)))
        Array(right.utf8).withUnsafeBytes { other in
            #expect(measure.distance(from: other, limit: 9) == letters)
            if letters > 0 { #expect(measure.distance(from: other, limit: letters - 1) == nil) }
        }
    }

    /// Against the plain table, on words made of few letters, where repeats are many.
    @Test func itAgreesWithThePlainTable() throws {
        var state: UInt64 = 7
        func word() -> [UInt8] {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = 1 + Int(state >> 60)
            return (0..<length).map { 0x61 + UInt8(truncatingIfNeeded: (state >> (2 * UInt64($0) + 8)) & 3) }
        }
        for _ in 0..<2000 {
            let (left, right) = (word(), word())
            let measure = try #require(EditDistance(to: left))
            let found = right.withUnsafeBytes { measure.distance(from: $0, limit: 3) }
            #expect(found == PlaceSounds.distance(left, right, limit: 3))
        }
    }
}
