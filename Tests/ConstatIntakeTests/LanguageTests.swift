import ConstatText
import Testing

@testable import ConstatIntake

@Suite struct LanguageTests {
    private let detector = LanguageDetector()

    @Test(arguments: [
        ("fr", Sample.text), ("fr", "Deux soldats ont été tués à Gao."), ("en", Sample.english),
        (
            "es",
            "El ejército dijo que sus fuerzas habían tomado la ciudad después de dos días de combates con los rebeldes."
        ),
        ("de", "Die Armee hat nach zwei Tagen der Kämpfe mit den Rebellen die Stadt erobert, wie ein Sprecher sagte."),
        ("it", "L'esercito ha detto che le sue forze hanno preso la città dopo due giorni di scontri con i ribelli."),
        ("pt", "O exército disse que as suas forças tomaram a cidade depois de dois dias de combates com os rebeldes."),
        ("ar", "قال الجيش إن قواته سيطرت على المدينة بعد يومين من القتال مع المتمردين."),
        ("ru", "Армия сообщила, что её силы взяли город после двух дней боёв с повстанцами."),
    ])
    func aFewSentencesTellTheLanguage(language: String, text: String) {
        #expect(detector.language(of: text) == language)
    }

    @Test(arguments: [
        "", "Raqqa", "Frappes sur Alep", "12 000 $ 45", "Mossoul, Tal Afar, Kirkouk, Erbil, Dohouk, Sinjar",
    ])
    func tooFewWordsTellNothing(text: String) {
        #expect(detector.language(of: text) == nil)
    }

    @Test func tooFewWordsAreReadAsFrenchAndSaid() {
        let found = arrival(.init(text: "Frappes sur Alep"))
        #expect(found?.document?.language == "fr")
        #expect(found?.notes.map(\.identifier) == ["language-assumed"])
        let stated = arrival(.init(text: "Frappes sur Alep"), options: IntakeOptions(language: "fr"))
        #expect(stated?.notes == [])
    }

    @Test func anotherLanguageIsRefused() {
        let refusal = arrival(.init(text: Sample.english))?.refusal
        #expect(refusal?.identifier == "language-unsupported")
        #expect(refusal?.summary == "the document is English; Constat reads French (fr)")
        let stated = arrival(.init(text: Sample.english), options: IntakeOptions(language: "fr"))
        #expect(stated?.document?.language == "fr")
    }

    @Test func plainWordsStandAgainstAPagesTemplate() {
        let page = Array(
            "<html lang=\"en-US\"><body><p>\(Sample.first)</p><p>\(Sample.second)</p></body></html>".utf8)
        let found = arrival(page, name: "p.html")
        #expect(found?.document?.language == "fr")
        #expect(found?.notes.map(\.identifier) == ["language-mismatch"])
        let english = Array(
            "<html lang=\"fr\"><body><p>\(Sample.english)</p><p>\(Sample.english)</p></body></html>".utf8)
        #expect(arrival(english, name: "p.html")?.refusal?.identifier == "language-unsupported")
    }

    @Test(arguments: [
        ("fr-FR", "fr"), ("fr_CA", "fr"), ("FR", "fr"), ("fra", "fr"), ("français", "fr"), ("en-GB", "en"), ("", ""),
    ])
    func languageTagsAreMadeShort(tag: String, code: String) {
        #expect(LanguageDecision.code(tag) == code)
    }

    @Test func analysisTakesAnyText() {
        var options = IntakeOptions()
        options.refusesOtherLanguages = false
        let found = arrival(.init(text: Sample.english), options: options)
        #expect(found?.document?.text == Sample.english)
        #expect(found?.notes == [])
    }
}
