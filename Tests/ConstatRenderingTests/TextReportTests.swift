import ConstatClaims
import ConstatText
import Testing

@testable import ConstatRendering

@Suite struct TextReportTests {
    @Test func aPlainReportMarksTheWordsBelowEachLine() {
        let report = TextReport(usesColour: false, width: 72).render(HandMadeReading.reading())
        // No-break spaces are shown as blanks here.
        #expect(
            Self.visible(report) == """
                ────────────────────────────────────────────────────────────────────────
                Frappes à l'aube
                essai-1 · Agence d'essai · publié le 2 juin 2016 ·
                https://example.org/a?b=1&c=2
                3 affirmations dans 2 phrases · 1 remarque
                ────────────────────────────────────────────────────────────────────────
                ^^^ mot déclencheur · --- qui, où, quand, combien, selon qui

                  Mercredi à l'aube 💥, des frappes auraient tué douze civils, dont
                  -----------------         ^^^^^^^              ------------
                  trois enfants, à Raqqa (الرقة), selon un médecin.
                  -------------    -----                ----------
                    c1 fighting.airstrike · frappe aérienne « frappes » · survenu, au
                       conditionnel
                       qui      → civilians
                       où       Raqqa (35,95° N 39,01° E, ± 5 km)
                       quand    1er juin 2016
                       combien  tués : 12 « douze civils » ; 3 « trois enfants »
                       selon    doctor (médical)

                  L'armée syrienne a repris Palmyre ; elle dément avoir visé l'hôpital.
                  ----------------   ^^^^^^ -------   ----              ^^^^ ---------
                    c2 control.captured · prise « repris » · survenu
                       qui      Syrian Arab Army
                       où       près de Palmyra (34,56° N 38,28° E, ± 4,5 km)
                    c3 harm.damage · dégâts, pillage « visé » · démenti
                       qui      Syrian Arab Army
                       combien  bâtiments : ≈ 1 « l'hôpital »
                       selon    Syrian Arab Army (militaire)

                Remarques
                  ! Plusieurs lieux portent ce nom. « Raqqa » [place-ambiguous]

                Par type
                  control.captured    prise               1  █
                  fighting.airstrike  frappe aérienne     1  █
                  harm.damage         dégâts, pillage     1  █

                """)
    }

    @Test func aColouredReportPaintsTheWords() {
        let report = TextReport(usesColour: true, width: 72).render(HandMadeReading.reading())
        #expect(
            Self.visible(report) == """
                ␛[2m────────────────────────────────────────────────────────────────────────␛[0m
                ␛[1mFrappes à l'aube␛[0m
                essai-1 · Agence d'essai · publié le 2 juin 2016 ·
                https://example.org/a?b=1&c=2
                3 affirmations dans 2 phrases · 1 remarque
                ␛[2m────────────────────────────────────────────────────────────────────────␛[0m

                  ␛[4;31mMercredi à l'aube␛[0m 💥, des ␛[1;31mfrappes␛[0m auraient tué ␛[4;31mdouze civils␛[0m, dont
                  ␛[4;31mtrois enfants␛[0m, à ␛[4;31mRaqqa␛[0m (الرقة), selon ␛[4;31mun médecin␛[0m.
                    ␛[1;31mc1␛[0m ␛[31mfighting.airstrike · frappe aérienne␛[0m « frappes » · ␛[1;33msurvenu, au␛[0m
                       ␛[1;33mconditionnel␛[0m
                       ␛[2mqui␛[0m      → civilians
                       ␛[2moù␛[0m       Raqqa (35,95° N 39,01° E, ± 5 km)
                       ␛[2mquand␛[0m    1er juin 2016
                       ␛[2mcombien␛[0m  tués : 12 « douze civils » ; 3 « trois enfants »
                       ␛[2mselon␛[0m    doctor (médical)

                  ␛[4;94mL'armée syrienne␛[0m a ␛[1;94mrepris␛[0m ␛[4;94mPalmyre␛[0m ; ␛[4;35melle␛[0m dément avoir ␛[1;35mvisé␛[0m ␛[4;35ml'hôpital␛[0m.
                    ␛[1;94mc2␛[0m ␛[94mcontrol.captured · prise␛[0m « repris » · survenu
                       ␛[2mqui␛[0m      Syrian Arab Army
                       ␛[2moù␛[0m       près de Palmyra (34,56° N 38,28° E, ± 4,5 km)
                    ␛[1;35mc3␛[0m ␛[35mharm.damage · dégâts, pillage␛[0m « visé » · ␛[1;31mdémenti␛[0m
                       ␛[2mqui␛[0m      Syrian Arab Army
                       ␛[2mcombien␛[0m  bâtiments : ≈ 1 « l'hôpital »
                       ␛[2mselon␛[0m    Syrian Arab Army (militaire)

                ␛[1mRemarques␛[0m
                  ! Plusieurs lieux portent ce nom. « Raqqa » [place-ambiguous]

                ␛[1mPar type␛[0m
                  ␛[94mcontrol.captured␛[0m    prise               1  ␛[94m█␛[0m
                  ␛[31mfighting.airstrike␛[0m  frappe aérienne     1  ␛[31m█␛[0m
                  ␛[35mharm.damage␛[0m         dégâts, pillage     1  ␛[35m█␛[0m

                """)
    }

    @Test func theDumpTellsOneFactALine() {
        #expect(
            ReadingDump.text(HandMadeReading.reading()) == """
                document essai-1 fr 2016-06-02
                  title Frappes à l'aube
                  c1 fighting.airstrike occurred hedged
                    trigger "frappes" 25-32
                    evidence 0-114
                    victim civilians "civils" 52-58
                    place at Raqqa [gn:172955] 35.953 39.008 ±5 km "Raqqa" 82-87
                    time 2016-06-01/2016-06-01 hour "Mercredi à l'aube" 0-17
                    quantity killed civilian 12/12/12 civilian "douze civils" 46-58
                    quantity killed child 3/3/3 civilian "trois enfants" 65-78
                    source doctor (medical) "un médecin" 103-113
                    read by strike-kills, confidence 0.875
                  c2 control.captured occurred
                    trigger "repris" 134-140
                    evidence 115-184
                    agent Syrian Arab Army [saa] "L'armée syrienne" 115-131
                    place near Palmyra [gn:163959] 34.56 38.28 ±4.5 km "Palmyre" 141-148
                    read by retake, confidence 1
                  c3 harm.damage denied
                    trigger "visé" 169-173
                    evidence 115-184
                    agent Syrian Arab Army [saa] "elle" 151-155
                    quantity buildings hospital -/1/- "l'hôpital" 174-183
                    source Syrian Arab Army (military) "elle" 151-155
                    read by deny, confidence 0.5
                  note place-ambiguous "Raqqa" 82-87: Plusieurs lieux portent ce nom.

                """)
    }

    private static func visible(_ report: String) -> String {
        report.replacing("\u{1B}", with: "␛").replacing("\u{A0}", with: " ")
    }

    @Test(arguments: [1, 40, 57, 80, 200])
    func noLineIsWiderThanTheTerminal(_ width: Int) {
        for usesColour in [true, false] {
            let report = TextReport(usesColour: usesColour, width: width).render(HandMadeReading.reading())
            for line in report.split(separator: "\n") {
                let bare = Self.withoutColours(String(line))
                #expect(TerminalText.width(bare) <= max(40, width), "\(bare)")
            }
        }
    }

    private static func withoutColours(_ line: String) -> String {
        line.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated().map { index, part in
            index == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst())
        }.joined()
    }

    @Test func widthsAreThoseOfATerminal() {
        #expect(TerminalText.width("blessé") == 6)
        #expect(TerminalText.width("blesse\u{301}") == 6)
        #expect(TerminalText.width("الرَّقة") == 5)
        #expect(TerminalText.width("💥") == 2)
        #expect(TerminalText.width("停火") == 4)
        #expect(TerminalText.width("a\u{200B}\u{AD}b") == 2)
    }

    @Test func aWordWiderThanTheLineIsCut() {
        #expect(TerminalText.wrapped("un aaaaaaaaaaaa b", width: 5) == ["un", "aaaaa", "aaaaa", "aa b"])
        #expect(TerminalText.wrapped("停火停火", width: 5) == ["停火", "停火"])
        #expect(TerminalText.wrapped("", width: 5) == [])
        #expect(TerminalText.wrapped(" \n ", width: 5) == [])
    }

    @Test func aReportCannotDriveTheTerminal() {
        let text = "Deux\u{1B}[2J morts\u{7} \u{9B}31m\u{202E}ici.\r\nTrois\tautres."
        let claim = Claim(
            id: "\u{1B}c", type: .casualties, trigger: TextSpan(0, text.utf8.count),
            evidence: TextSpan(0, text.utf8.count), frame: "toll")
        let document = Document(
            id: "\u{1B}]0;x", text: text, title: "\u{1B}[31mtitre", url: "\u{8}", publisher: "\u{0}")
        let notes = [Note("\u{1B}", "\u{1B}")]
        let reading = Reading(document: document, claims: [claim], notes: notes, sentences: [])
        let report = TextReport(usesColour: false, width: 80).render(reading)
        for scalar in report.unicodeScalars where scalar != "\n" {
            #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        }
        #expect(!report.unicodeScalars.contains("\u{202E}"))
        #expect(report.contains("Deux␛[2J morts␇"))
    }

    @Test func aReportWithoutClaimsSaysSo() {
        let reading = Reading(document: Document(id: "vide", text: ""), claims: [], notes: [], sentences: [])
        let report = TextReport(usesColour: false, width: 40).render(reading)
        #expect(report.contains("Rapport vide\nsans date de publication\naucune affirmation\n"))
    }
}
