import ConstatLanguage
import ConstatText
import Foundation
import Testing

@Suite struct FrenchAnalyserTests {
    private let analyser = FrenchAnalyser()

    private func tokens(_ text: String) -> [Token] {
        analyser.sentences(of: Document(id: "test", text: text)).flatMap(\.tokens)
    }

    @Test func treesAreAsTheExamplesSay() throws {
        var sentence = Sentence(tokens: [])
        for line in try Examples.lines("FrenchTrees.examples") {
            if line.text.hasPrefix("= ") {
                let found = analyser.sentences(of: Document(id: "example", text: String(line.text.dropFirst(2))))
                #expect(found.count == 1, "line \(line.number)")
                sentence = found.first ?? Sentence(tokens: [])
            } else {
                let isHeld = holds(line.text, in: sentence)
                #expect(isHeld, "line \(line.number): \(line.text)\n\(arcs(sentence))")
            }
        }
    }

    private func holds(_ arc: String, in sentence: Sentence) -> Bool {
        let parts = arc.components(separatedBy: " < ")
        guard let token = sentence.tokens.first(where: { $0.form == parts[0] }) else { return false }
        guard token.relation.rawValue == parts[1] else { return false }
        return parts.count == 2 ? token.head == -1 : token.head >= 0 && sentence.tokens[token.head].form == parts[2]
    }

    private func arcs(_ sentence: Sentence) -> String {
        sentence.tokens.map {
            "\($0.form) < \($0.relation.rawValue) < \($0.head < 0 ? "-" : sentence.tokens[$0.head].form)"
        }
        .joined(separator: "\n")
    }

    /// Names and numbers begin a line too; headings and lists of headlines keep their ends.
    @Test(arguments: [
        (
            """
            Le convoi attendu
            Dix-sept civils ont été tués dimanche dans un village près de
            Bankass, ont indiqué mardi des élus locaux. Le bilan monte.

            Les assaillants sont venus à moto et ont fui vers le nord. Près
            de la rivière, un habitant a vu brûler les greniers de la ville.
            """, 5
        ),
        ("Une attaque a frappé le camp des déplacés de la ville\nUn convoi a été bloqué jeudi sur la route du nord", 2),
        (
            """
            Une attaque a frappé le camp des déplacés de la ville
            Un convoi a été bloqué jeudi sur la route du nord
            Deux soldats ont été tués mardi dans une embuscade
            La trêve a été rompue dans la nuit par les rebelles
            """, 4
        ),
    ])
    func linesOfAParagraphAreJoined(_ text: String, _ sentences: Int) {
        #expect(analyser.sentences(of: Document(id: "test", text: text)).count == sentences)
    }

    @Test func conditionalFormsAreConditional() {
        for (text, form) in [
            ("Dix civils seraient morts.", "seraient"), ("Ils auraient pris la ville.", "auraient"),
            ("L'armée pourrait attaquer.", "pourrait"), ("Les FSR tiendraient encore la rive.", "tiendraient"),
            ("Des tirs viseraient le pont.", "viseraient"),
        ] {
            #expect(tokens(text).first { $0.form == form }?.morphology.mood == .conditional, "\(form)")
        }
        for (text, form) in [("Ils tireront demain.", "tireront"), ("Ils tiraient hier.", "tiraient")] {
            #expect(tokens(text).first { $0.form == form }?.morphology.mood == .indicative, "\(form)")
        }
    }

    @Test func passiveIsSaidOfParticiplesAlone() {
        let passive = tokens("Deux villages ont été repris par l'armée.").filter(\.morphology.isPassive).map(\.form)
        #expect(passive == ["repris"])
        #expect(tokens("Les soldats sont partis.").allSatisfy { !$0.morphology.isPassive })
    }

    /// Each mend of a part of speech beside a sentence in which the same word is what the tagger said.
    @Test(arguments: [
        ("La question torture les économistes.", "torture", PartOfSpeech.verb, UInt8?(3)),
        ("Je torture les phrases.", "torture", .verb, 1),
        ("Violents combats à Tripoli", "combats", .noun, nil),
        ("Nous combattons les rebelles et tu combats avec nous.", "combattons", .verb, 1),
        ("Kigali nie soutenir le M23.", "nie", .verb, 3),
        ("Il soutient fermement le M23.", "fermement", .adverb, nil),
        ("30.000 déplacés vivent dans ce camp.", "déplacés", .noun, nil),
        ("Les civils ont été déplacés.", "déplacés", .verb, nil),
        ("Les déplacés n'ont plus accès à l'eau potable.", "ont", .verb, 3),
        ("Les déplacés n'ont plus jamais été revus.", "ont", .auxiliary, 3),
    ])
    func partsOfSpeechAreMended(text: String, form: String, part: PartOfSpeech, person: UInt8?) throws {
        let token = try #require(tokens(text).first { $0.form == form })
        #expect(token.partOfSpeech == part)
        #expect(token.morphology.person == person)
    }

    @Test func lemmasComeFromTheLexiconAndEndings() {
        let lemmas = tokens("Les daéchistes avaient pilonné des kalachnikovs et bombardaient les cœurs.").map(\.lemma)
        for lemma in ["daéchiste", "pilonner", "kalachnikov", "bombarder", "cœur"] {
            #expect(lemmas.contains(lemma), "\(lemmas)")
        }
    }

    @Test func namesAreFound() {
        let sentence = analyser.sentences(of: Document(id: "test", text: "Emmanuel Macron est arrivé à Bamako."))[0]
        let names = sentence.names.map {
            sentence.tokens[$0.range].map(\.form).joined(separator: " ") + "/" + $0.kind.rawValue
        }
        #expect(names == ["Emmanuel Macron/PER", "Bamako/LOC"])
    }

    @Test func sameTextGivesTheSameReading() {
        let text = "Selon l'ONU, 30 civils seraient morts à Goma.\nLe M23 dément."
        let document = Document(id: "test", text: text)
        let first = ConllU.text(for: analyser.sentences(of: document), of: document)
        for _ in 0..<3 {
            #expect(ConllU.text(for: FrenchAnalyser().sentences(of: document), of: document) == first)
        }
    }

    @Test func anyTextGivesTreesWithExactSpans() {
        var state: UInt64 = 42
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let pieces = [
            "l'", "é", " ", "\n", "3", ".", ",", "-", "’", "«", "»", "(", ")", "a", "A", "\u{301}", "👩‍🚀", "ا", "°",
            "www.",
            "h", "dont", "plus de", "a dit", ":", "@", "\u{0}", "|", "entre", "et", "\u{202F}", "…", "Œ", "qui",
        ]
        for round in 0..<300 {
            let text: String
            if round % 2 == 0 {
                text = String(decoding: (0..<60).map { _ in UInt8(truncatingIfNeeded: next()) }, as: UTF8.self)
            } else {
                text = (0..<30).map { _ in pieces[Int(next() % UInt64(pieces.count))] }.joined()
            }
            check(Document(id: "random", text: text))
        }
    }

    private func check(_ document: Document) {
        var end = 0
        for sentence in analyser.sentences(of: document) {
            #expect(
                !sentence.tokens.isEmpty && sentence.tokens.count { $0.head == -1 } == 1,
                "\(document.text.debugDescription)")
            #expect(
                sentence.subtree(of: sentence.tokens.firstIndex { $0.head == -1 } ?? 0).count == sentence.tokens.count)
            for token in sentence.tokens {
                #expect(token.span.lower >= end && token.span.lower < token.span.upper)
                #expect(document.quote(token.span) == token.form)
                end = token.span.upper
            }
        }
    }

    @Test func longInputsTakeLinearTime() {
        let clock = ContinuousClock()
        for unit in ["a", "0", "1 000 ", "l'", "a-", ".", "(", ", dont ", "A.", "mot ", "a@", "plus de ", "«", "1,"] {
            let time = clock.measure {
                _ = FrenchSegmenter().sentences(
                    of: Document(id: "long", text: String(repeating: unit, count: 100_000 / unit.utf8.count)))
            }
            #expect(time < .seconds(10), "\(unit)")
        }
        let sentences = analyser.sentences(of: Document(id: "long", text: String(repeating: "mot ", count: 3000)))
        #expect(sentences.allSatisfy { $0.tokens.count <= 400 })
    }
}
