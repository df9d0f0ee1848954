import ConstatText

/// Splits French text into surface tokens with exact spans, in one pass over the bytes.
///
/// Elided words ("l'", "qu'") and clitics ("-t-il") are tokens of their own; a number keeps its group blanks
/// ("3 700"), its fraction and its ordinal ending; a time of day is one token ("7h30"). Linear in the text's length.
struct FrenchTokenizer: Sendable {
    private let rules: FrenchTokenRules

    init(rules: FrenchTokenRules) { self.rules = rules }

    /// Spans in reading order, none empty, none overlapping another.
    func spans(of text: CharacterClasses) -> [TextSpan] {
        var spans: [TextSpan] = []
        spans.reserveCapacity(text.count / 5)
        var at = 0
        while at < text.count {
            switch text.at(at) {
            case .space, .newline, .inside: at = text.after(at)
            case .digit: at = number(text, at, &spans)
            case .letter, .capital: at = word(text, at, &spans)
            case .apostrophe, .hyphen, .other: at = sign(text, at, &spans)
            }
        }
        return spans
    }

    // MARK: Signs

    private func sign(_ text: CharacterClasses, _ start: Int, _ spans: inout [TextSpan]) -> Int {
        var end = text.after(start)
        let byte = text.byte(start)
        if byte == 0x2E || byte == 0x2D {
            while text.byte(end) == byte { end += 1 }
        } else if text.bytes[start..<end].elementsEqual("…".utf8) {
            while text.bytes[end..<min(end + 3, text.count)].elementsEqual("…".utf8) { end += 3 }
        }
        spans.append(TextSpan(start, end))
        return end
    }

    // MARK: Numbers

    private func number(_ text: CharacterClasses, _ start: Int, _ spans: inout [TextSpan]) -> Int {
        let end = grouped(text, start) ?? isoDay(text, start) ?? plain(text, start)
        spans.append(TextSpan(start, end))
        return end
    }

    /// "3 700", "50 000,5", with any of the blanks that printers use.
    private func grouped(_ text: CharacterClasses, _ start: Int) -> Int? {
        let first = digits(text, start)
        guard first - start <= 3 else { return nil }
        var end = first
        while let blank = blank(text, end), digits(text, blank) - blank == 3 { end = blank + 3 }
        guard end > first else { return nil }
        if text.byte(end) == 0x2C, text.at(end + 1) == .digit { end = digits(text, end + 1) }
        return end
    }

    /// The offset after one blank inside a number: U+0020, U+00A0, U+202F, U+2009.
    private func blank(_ text: CharacterClasses, _ at: Int) -> Int? {
        if text.byte(at) == 0x20 { return at + 1 }
        if text.byte(at) == 0xC2, text.byte(at + 1) == 0xA0 { return at + 2 }
        if text.byte(at) == 0xE2, text.byte(at + 1) == 0x80, text.byte(at + 2) == 0xAF || text.byte(at + 2) == 0x89 {
            return at + 3
        }
        return nil
    }

    private func digits(_ text: CharacterClasses, _ start: Int) -> Int {
        var end = start
        while text.at(end) == .digit { end += 1 }
        return end
    }

    /// "2016-05-30".
    private func isoDay(_ text: CharacterClasses, _ start: Int) -> Int? {
        let year = digits(text, start)
        guard year - start == 4, text.byte(year) == 0x2D else { return nil }
        let month = digits(text, year + 1)
        guard month - year == 3, text.byte(month) == 0x2D else { return nil }
        let day = digits(text, month + 1)
        return day - month == 3 ? day : nil
    }

    /// "12", "1.500", "30/05/2016", "12:30", with "er", "e", "°" or a time's "h30" where the word ends there.
    private func plain(_ text: CharacterClasses, _ start: Int) -> Int {
        var end = digits(text, start)
        while [0x2E, 0x2C, 0x3A, 0x2F].contains(text.byte(end)), text.at(end + 1) == .digit {
            end = digits(text, end + 1)
        }
        return ending(text, end) ?? end
    }

    private func ending(_ text: CharacterClasses, _ start: Int) -> Int? {
        var end = start
        while text.isLetter(end), end - start < 8 { end = text.after(end) }
        if text.bytes[start..<min(start + 2, text.count)].elementsEqual("°".utf8) { return start + 2 }
        guard end > start else { return nil }
        let letters = text.text(start..<end).lowercased()
        if letters == "h" {
            let minutes = digits(text, end)
            return text.isLetter(minutes) ? nil : minutes
        }
        guard !text.isWord(end) else { return nil }
        return rules.ordinals.contains(letters) ? end : nil
    }

    // MARK: Words

    private func word(_ text: CharacterClasses, _ start: Int, _ spans: inout [TextSpan]) -> Int {
        if let end = address(text, start) ?? initials(text, start) {
            spans.append(TextSpan(start, end))
            return end
        }
        let run = wordRun(text, start)
        let lower = run.hasApostrophe ? text.text(start..<run.end).lowercased().straightened : ""
        if run.hasApostrophe, !rules.whole.contains(lower), let end = elision(text, start, run.end) {
            spans.append(TextSpan(start, end))
            return end
        }
        if let end = degreeSign(text, start, run.end) ?? trailingElision(text, start, run.end) {
            spans.append(TextSpan(start, end))
            return end
        }
        if run.hasHyphen, let cut = clitic(text, start, run.end) {
            spans.append(TextSpan(start, cut))
            spans.append(TextSpan(cut, run.end))
            return run.end
        }
        let end = domain(text, start, run.end) ?? abbreviation(text, start, run.end, spans) ?? run.end
        spans.append(TextSpan(start, end))
        return end
    }

    private struct Run {
        var end: Int
        var hasApostrophe = false
        var hasHyphen = false
    }

    /// Letters and digits, with single hyphens, apostrophes and "&" between them. At an apostrophe after an elided
    /// word the run goes on, and the caller cuts it there.
    private func wordRun(_ text: CharacterClasses, _ start: Int) -> Run {
        var run = Run(end: start)
        while true {
            while text.isWord(run.end) { run.end = text.after(run.end) }
            let joiner = text.at(run.end)
            guard joiner == .hyphen || joiner == .apostrophe || text.byte(run.end) == 0x26,
                text.isWord(text.after(run.end))
            else { return run }
            if joiner == .hyphen { run.hasHyphen = true }
            if joiner == .apostrophe {
                run.hasApostrophe = true
                // Enough is known to cut an elided word; reading on would make long chains quadratic.
                if isElision(text, start, run.end) { extendOverKept(text, &run); return run }
            }
            run.end = text.after(run.end)
        }
    }

    private func extendOverKept(_ text: CharacterClasses, _ run: inout Run) {
        run.end = text.after(run.end)
        while text.isWord(run.end) { run.end = text.after(run.end) }
    }

    /// Whether the letters from `start` to the apostrophe at `end` are an elided word before what follows.
    private func isElision(_ text: CharacterClasses, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 7 else { return false }
        let head = text.text(start..<end).lowercased()
        guard rules.elided.contains(head) else { return false }
        let next = text.after(end)
        return !rules.elidedBeforeVowel.contains(head) || startsWithVowel(text, next) || text.at(start) != .capital
            || text.at(next) != .capital
    }

    private func startsWithVowel(_ text: CharacterClasses, _ at: Int) -> Bool {
        let first = text.text(at..<min(text.after(at), text.count)).folded
        return ["a", "e", "i", "o", "u", "y", "h", "oe", "ae"].contains(first)
    }

    /// The end of the elided word at `start`, its apostrophe included.
    private func elision(_ text: CharacterClasses, _ start: Int, _ end: Int) -> Int? {
        var at = start
        while at < min(end, start + 7), text.at(at) != .apostrophe { at = text.after(at) }
        guard at < end, text.at(at) == .apostrophe, isElision(text, start, at) else { return nil }
        return text.after(at)
    }

    /// "l' armée": the apostrophe belongs to the elided word also when a blank follows.
    private func trailingElision(_ text: CharacterClasses, _ start: Int, _ end: Int) -> Int? {
        guard text.at(end) == .apostrophe, end - start <= 7,
            rules.elided.contains(text.text(start..<end).lowercased())
        else { return nil }
        return text.after(end)
    }

    /// "n°", "N°5".
    private func degreeSign(_ text: CharacterClasses, _ start: Int, _ end: Int) -> Int? {
        guard end == start + 1, text.byte(start) | 0x20 == 0x6E,
            text.bytes[end..<min(end + 2, text.count)].elementsEqual("°".utf8)
        else { return nil }
        return end + 2
    }

    /// Where a clitic starts at the end of a word ("a|-t-on", "est|-ce"); nil where there is none.
    private func clitic(_ text: CharacterClasses, _ start: Int, _ end: Int) -> Int? {
        let tail = max(start, end - 12)
        let lower = text.bytes[tail..<end].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
        func cut(_ clitics: [[UInt8]]) -> Int? {
            let fitting = clitics.filter {
                $0.count < end - start && lower.count >= $0.count && lower.suffix($0.count).elementsEqual($0)
            }
            return fitting.map { end - $0.count }.min()
        }
        if end - start <= 24, rules.whole.contains(text.text(start..<end).lowercased()) { return nil }
        if let found = cut(rules.clitics) { return found }
        guard let found = cut(rules.strictClitics), text.at(start) == .letter else { return nil }
        return found
    }

    // MARK: Initials, abbreviations, addresses

    /// "O.N.U.", "U.S.A": two capitals or more, each with a full stop.
    private func initials(_ text: CharacterClasses, _ start: Int) -> Int? {
        var at = start
        var count = 0
        while text.at(at) == .capital, text.byte(text.after(at)) == 0x2E {
            at = text.after(at) + 1
            count += 1
        }
        guard count >= 2 else { return nil }
        if text.at(at) == .capital, !text.isWord(text.after(at)), text.byte(text.after(at)) != 0x2E {
            return text.after(at)
        }
        return at
    }

    /// A listed abbreviation or the initial of a name takes the full stop after it.
    private func abbreviation(_ text: CharacterClasses, _ start: Int, _ end: Int, _ spans: [TextSpan]) -> Int? {
        guard text.byte(end) == 0x2E, text.byte(end + 1) != 0x2E, end - start <= 8 else { return nil }
        let isLone = text.after(start) == end
        if isLone, text.at(start) == .capital { return startsName(text, end + 1) ? end + 1 : nil }
        let lower = text.text(start..<end).lowercased()
        return rules.abbreviations.contains(lower) && (!isLone || lower == "p") ? end + 1 : nil
    }

    /// A capital after the full stop, over blanks and hyphens on the same line.
    private func startsName(_ text: CharacterClasses, _ start: Int) -> Bool {
        var at = start
        while at < start + 4, text.at(at) == .space || text.at(at) == .hyphen { at = text.after(at) }
        return text.at(at) == .capital
    }

    /// "exemple.org" and "reliefweb.int".
    private func domain(_ text: CharacterClasses, _ start: Int, _ end: Int) -> Int? {
        guard text.byte(end) == 0x2E, text.at(end + 1) == .letter else { return nil }
        var tail = end + 1
        while text.at(tail) == .letter, tail - end < 6 { tail = text.after(tail) }
        guard !text.isWord(tail), rules.domains.contains(text.text((end + 1)..<tail)) else { return nil }
        return tail
    }

    /// A web address or an e-mail address.
    private func address(_ text: CharacterClasses, _ start: Int) -> Int? {
        for opening in ["http://", "https://", "www."]
        where text.bytes[start..<min(start + opening.utf8.count, text.count)].elementsEqual(opening.utf8) {
            return webAddress(text, start)
        }
        return mail(text, start)
    }

    private func webAddress(_ text: CharacterClasses, _ start: Int) -> Int {
        var end = start
        scan: while end < text.count {
            switch text.at(end) {
            case .space, .newline: break scan
            case .other:
                let next = min(text.after(end), text.count)
                if ["<", ">", "\"", "«", "»", "“", "”"].contains(text.text(end..<next)) { break scan }
            default: break
            }
            end = text.after(end)
        }
        while end > start + 1, [0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x29, 0x5D].contains(text.byte(end - 1)) {
            end -= 1
        }
        return end
    }

    private func mail(_ text: CharacterClasses, _ start: Int) -> Int? {
        var at = start
        while at - start < 64, text.isWord(at) || [0x2E, 0x2D, 0x5F, 0x2B].contains(text.byte(at)) {
            at = text.after(at)
        }
        guard text.byte(at) == 0x40, text.isWord(at + 1) else { return nil }
        var end = at + 1
        while end - at < 256,
            text.isWord(end) || text.at(end) == .hyphen || (text.byte(end) == 0x2E && text.isWord(end + 1))
        {
            end = text.after(end)
        }
        return end
    }
}

extension String {
    /// The word with typographic apostrophes made plain.
    var straightened: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0x2019 || $0.value == 0x2BC ? "'" : $0 }))
    }
}
