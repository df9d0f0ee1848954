import ConstatClaims
import ConstatRendering
import ConstatText
import Testing

/// Any text goes in without a trap and comes out with a sound record, however little like a report it is.
@Suite struct HostileTextTests {
    static let reader = ReportReader()

    static let texts: [(name: String, text: String)] = [
        ("empty", ""),
        ("one blank", " "),
        ("newlines", String(repeating: "\n", count: 50_000)),
        ("carriage returns", String(repeating: "\r\n", count: 20_000)),
        ("nothing between full stops", String(repeating: ".", count: 20_000)),
        ("one word of 200 kB", String(repeating: "a", count: 200_000)),
        ("one accented word of 200 kB", String(repeating: "é", count: 100_000)),
        ("one capital word", String(repeating: "Mossoul", count: 5_000)),
        ("digits", String(repeating: "1234567890", count: 5_000)),
        ("digits and blanks", String(repeating: "12 ", count: 3_000)),
        ("numbers with points", String(repeating: "1.000.", count: 5_000)),
        ("a number beyond every type", "Au moins \(String(repeating: "9", count: 400)) soldats ont été tués mardi."),
        ("dates that do not exist", "Le 31 février 0000, le 99 juin 99999 et le 0 mai, 12 soldats ont été tués. "),
        ("open brackets", String(repeating: "(", count: 5_000)),
        ("nested brackets", String(repeating: "(", count: 3_000) + " mort " + String(repeating: ")", count: 3_000)),
        ("open quotation marks", String(repeating: "« ", count: 3_000)),
        (
            "nested quotations",
            String(repeating: "« \" “ ", count: 500) + "tués" + String(repeating: " ” \" »", count: 500)
        ),
        ("apostrophes", String(repeating: "l'", count: 3_000)),
        ("hyphens", String(repeating: "-", count: 20_000)),
        ("commas and words", String(repeating: "tués, ", count: 1_000)),
        ("one clause in another", String(repeating: "l'armée qui a tué ", count: 300) + "un soldat."),
        ("of of of", String(repeating: "la prise de ", count: 700) + "Gao."),
        ("coordination", String(repeating: "Gao et ", count: 500) + "Tombouctou ont été prises."),
        ("Arabic", String(repeating: "قُتل اثنا عشر جنديًا يوم الثلاثاء في الموصل. ", count: 300)),
        ("Chinese without blanks", String(repeating: "星期二十二名士兵在摩苏尔被打死。", count: 500)),
        ("emoji of many scalars", String(repeating: "👩‍👩‍👧‍👦🇫🇷", count: 1_000)),
        ("combining marks", "e" + String(repeating: "\u{301}", count: 20_000) + " tués"),
        ("NULs", String(repeating: "\u{0}", count: 20_000)),
        ("NULs in words", "Douze\u{0} soldats\u{0} ont \u{0}été tués à Gao\u{0}."),
        // Not at the start of the text: Foundation, which reads the record back here, takes the first one away.
        ("byte order marks", "Gao." + String(repeating: "\u{FEFF}", count: 2_000) + "Douze soldats ont été tués."),
        ("controls and separators", "Douze\u{85}soldats\u{2028}ont\u{2029}été\u{7F}tués\u{1B}[31m à\u{A0}Gao\u{202E}."),
        ("private and last scalars", "\u{E000}\u{F8FF}\u{FFFD}\u{10FFFF} tués \u{10FFFF}"),
        (
            "decomposed French",
            "Douze soldats ont e\u{301}te\u{301} tue\u{301}s a\u{300} Gao, selon l\u{2019}arme\u{301}e."
        ),
        ("capitals", "DOUZE SOLDATS ONT ÉTÉ TUÉS MARDI À GAO, SELON L'ARMÉE. "),
        ("markup", String(repeating: "<div class=\"x\">tués</div>", count: 300)),
    ]

    @Test(arguments: texts.map(\.name)) func textGivesASoundRecord(name: String) throws {
        let text = try #require(Self.texts.first { $0.name == name }?.text)
        check(text, name)
    }

    @Test func anyScalarsGiveASoundRecord() {
        var random = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
        for round in 0..<40 { check(random.soup(length: 400), "soup \(round)") }
    }

    /// Words that rules ask for, in any order: more of the rules are reached than by letters.
    @Test func anyWordsGiveASoundRecord() {
        var random = Xorshift(state: 0x2545_F491_4F6C_DD1D)
        for round in 0..<40 { check(random.words(count: 80), "words \(round)") }
    }

    @Test func damagedReportsGiveASoundRecord() throws {
        var random = Xorshift(state: 0xD1B5_4A32_D192_ED03)
        for report in try SampleReports.documents() {
            for round in 0..<6 { check(random.damaged(report.text), "\(report.id) \(round)") }
        }
    }

    /// Headings, notes and cut files end anywhere, also right after a word that makes a rule look ahead.
    @Test func everyBeginningOfALineGivesASoundRecord() throws {
        for report in try SampleReports.documents() {
            for line in report.text.split(separator: "\n") {
                let words = line.split(separator: " ")
                for count in stride(from: 1, to: words.count, by: 3) {
                    let end = words[..<count].joined(separator: " ")
                    check(end, "\(report.id), a line cut after « \(words[count - 1]) »")
                    check(
                        "- \(words[max(0, count - 3)..<count].joined(separator: " ")) -",
                        "\(report.id), « \(words[count - 1]) » between dashes")
                }
            }
        }
    }

    @Test func headingsBetweenDashesGiveASoundRecord() {
        for noun in [
            "coalition", "armée", "forces", "milice", "rebelles", "offensive", "morts", "blessés", "frappes", "janvier",
            "douze", "Gao",
        ] {
            for text in [
                "- Fragile \(noun) -", "La \(noun) -", "- \(noun)", noun, "\(noun) -\n\n- \(noun)", "«\(noun)",
            ] {
                check(text, text)
            }
        }
    }

    /// Twice the text gives at most about twice the claims and never loses the first half's: nothing grows with the square.
    @Test func claimsGrowWithTheText() {
        let sentence = { (number: Int) in
            "Le \(number % 27 + 1) mai, \(number + 2) soldats ont été tués à Gao par des rebelles. "
        }
        let counts = [30, 60, 120].map { size in
            let text = (0..<size).map(sentence).joined()
            return Self.reader.reading(of: Document(id: "\(size)", text: text, publishedOn: CalendarDay("2016-06-01")))
                .claims.count
        }
        #expect(counts[0] >= 15)
        #expect(counts[1] >= counts[0] && counts[1] <= 3 * counts[0])
        #expect(counts[2] >= counts[1] && counts[2] <= 3 * counts[1])
    }

    private func check(_ text: String, _ name: String) {
        let document = Document(id: name, text: text, language: "fr", publishedOn: CalendarDay("2016-06-02"))
        let reading = Self.reader.reading(of: document)
        for fault in ReadingFaults(reading).lines + SpanFaults.lines(JSONLines.record(reading)) {
            Issue.record("\(fault)")
        }
    }
}

/// Fixed randomness: the same texts in every run.
struct Xorshift {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func soup(length: Int) -> String {
        let planes: [ClosedRange<Int>] = [
            0...0x7F, 0x80...0x24F, 0x300...0x36F, 0x600...0x6FF, 0x2000...0x206F, 0x1F300...0x1FAFF, 0...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        while text.count < length {
            let plane = planes[next(below: planes.count)]
            let value = plane.lowerBound + next(below: plane.count)
            if let scalar = Unicode.Scalar(UInt32(value)) { text.append(scalar) }
        }
        return String(text)
    }

    mutating func words(count: Int) -> String {
        let words = [
            "tués", "l'armée", "a", "ont", "été", "par", "de", "à", "Gao", "Mossoul", "la", "prise", "12", "au moins",
            "entre",
            "et", "soldats", "selon", "mardi", "dont", "«", "»", ",", ".", ":", "\n", "ne", "pas", "qui", "se", "sont",
            "emparés",
            "km", "au", "sud", "depuis", "2014", "une", "dizaine", "plus", "seraient", "n'", "Daech", "1er", "juin",
            "frappe",
            "(", ")", "le", "revendiqué", "trêve", "y", "ils", "-", "mille", "millions", "%", "jusqu'à", "nuit", "dans",
            "\"",
        ]
        return (0..<count).map { _ in words[next(below: words.count)] }.joined(separator: " ")
    }

    /// A report with some of its scalars dropped, doubled or exchanged.
    mutating func damaged(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<(scalars.count / 20) {
            let index = next(below: scalars.count)
            switch next(below: 3) {
            case 0: scalars.remove(at: index)
            case 1: scalars.insert(scalars[next(below: scalars.count)], at: index)
            default: scalars.swapAt(index, next(below: scalars.count))
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
