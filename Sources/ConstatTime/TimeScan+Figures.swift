import ConstatText

/// Dates written in figures with strokes between them: "12/03/2023", "26/01", "2023-03-12", "01/août/2019", "12-2015".
extension TimeScan {
    /// Whether something in figures or with strokes begins here.
    func figureStarts(_ position: Int) -> Bool {
        guard let first = word(position).utf8.first else { return false }
        return (0x30...0x39).contains(first) || word(position).utf8.contains(UInt8(ascii: "-"))
            || isStroke(position + 1)
    }

    private func isStroke(_ position: Int) -> Bool { isOneOf(position, "/", "-") && touch(position - 1, position) }

    /// Whether nothing stands between the tokens ("23-29", not "n° 7 - 12 novembre").
    func touch(_ first: Int, _ last: Int) -> Bool {
        guard first >= 0, last < text.count, first <= last else { return false }
        return (first..<last).allSatisfy { sentence.tokens[$0].span.upper == sentence.tokens[$0 + 1].span.lower }
    }

    func figures(at position: Int) -> FoundTime? {
        var from = position
        if isOneOf(from, "le", "du", "au", "ce", "en") { from += 1 }
        guard figureStarts(from) else { return nil }
        if let found = spacedDate(position, from) { return found }
        guard let (parts, end) = strokes(from), !isIn(.numbered, from - 1), !isOneOf(from - 1, "+")
        else {
            return nil
        }
        let range = position..<end
        switch parts.count {
        case 3: return fullDate(parts).map { figuresFound(range, $0, isFull: true) }
        case 2: return monthOfFigures(range, parts) ?? dayOfFigures(range, from, parts)
        default: return nil
        }
    }

    /// One part of a date between strokes.
    struct FigurePart {
        var text: Substring
        var number: Int?
        var month: Int?
        /// What stood before it.
        var stroke: Character?
    }

    /// The parts of what stands without a space, and the end of it; nil where other marks are among them.
    private func strokes(_ position: Int) -> (parts: [FigurePart], end: Int)? {
        var glued = ""
        var end = position
        while end < text.count, end - position < 6, end == position || touch(end - 1, end) {
            let word = word(end)
            guard let first = word.utf8.first,
                (0x30...0x39).contains(first) || isLetter(end) || ["-", "/"].contains(word),
                // "28/02-01/03" are two days.
                word != "-" || !glued.contains("/")
            else { break }
            glued += word
            end += 1
        }
        // "2010-2015-86", "133-03-03-2020": a number of something else goes on.
        if touch(position - 1, position), !isOneOf(position - 1, "(", "[", "«", ",") { return nil }
        while glued.hasSuffix(".") { glued.removeLast() }
        guard glued.utf8.count >= 3, glued.utf8.count <= 24 else { return nil }
        var parts: [FigurePart] = []
        var stroke: Character?
        for piece in glued.split(omittingEmptySubsequences: false, whereSeparator: { "/-.".contains($0) }) {
            guard !piece.isEmpty, parts.count < 3 else { return nil }
            let month = words.value(.month, String(piece)) ?? words.value(.monthShort, String(piece))
            parts.append(FigurePart(text: piece, number: Self.integer(piece.utf8), month: month, stroke: stroke))
            stroke = piece.endIndex < glued.endIndex ? glued[piece.endIndex] : nil
            // "02/oct."
            if stroke == ".", glued.index(after: piece.endIndex) == glued.endIndex { break }
        }
        return parts.count >= 2 ? (parts, end) : nil
    }

    /// Day, month and year in any order that only one reading has.
    private func fullDate(_ parts: [FigurePart]) -> CalendarDay? {
        guard parts[1].stroke == parts[2].stroke else { return nil }
        if let at = parts.firstIndex(where: { $0.month != nil }), let month = parts[at].month {
            let numbers = parts.filter { $0.month == nil }
            guard let yearAt = numbers.firstIndex(where: { $0.text.utf8.count == 4 }), numbers.count == 2,
                let year = numbers[yearAt].number, let day = numbers[1 - yearAt].number
            else { return nil }
            return CalendarDay(year: year, month: month, day: day)
        }
        guard let first = parts[0].number, let month = parts[1].number, let last = parts[2].number else { return nil }
        if parts[0].text.utf8.count == 4 { return CalendarDay(year: first, month: month, day: last) }
        guard parts[0].text.utf8.count <= 2, parts[1].text.utf8.count <= 2 else { return nil }
        if parts[2].text.utf8.count == 4 { return CalendarDay(year: last, month: month, day: first) }
        // "12-10-14" is more often a number of something.
        guard parts[2].text.utf8.count == 2, parts[2].stroke != "-" else { return nil }
        return CalendarDay(year: Self.fullYear(last), month: month, day: first)
    }

    /// "14" is 2014 and "78" is 1978.
    static func fullYear(_ short: Int) -> Int { short < 50 ? 2000 + short : 1900 + short }

    /// "12-2015", "2015/3", "mars-2015", "2019-trimestre1"
    private func monthOfFigures(_ range: Range<Int>, _ parts: [FigurePart]) -> FoundTime? {
        guard parts[1].stroke != "." || parts.contains(where: { $0.month != nil }) else { return nil }
        for (year, other) in [(parts[0], parts[1]), (parts[1], parts[0])] {
            guard year.text.utf8.count == 4, let number = year.number, (1800...2099).contains(number) else { continue }
            if let quarter = Self.quarterNumber(String(other.text)) { return self.quarter(range, quarter, number) }
            guard let month = other.month ?? other.number, (1...12).contains(month),
                other.text.utf8.count <= 2 || other.month != nil
            else { continue }
            return wholeMonth(range, month, number, .explicit)
        }
        return nil
    }

    /// "26/01", "02/oct"; "3/4" is a fraction and "24/7" an idiom, unless an article says that it is a day.
    private func dayOfFigures(_ range: Range<Int>, _ from: Int, _ parts: [FigurePart]) -> FoundTime? {
        // "le 13-Novembre" names what happened; in "6/7 juin" both are days.
        guard parts[1].stroke == "/", monthNumber(range.upperBound) == nil, let day = parts[0].number,
            parts[0].text.utf8.count <= 2,
            let month = parts[1].month ?? parts[1].number, (1...31).contains(day), (1...12).contains(month)
        else { return nil }
        if parts[1].month == nil {
            let isDay = isOneOf(from - 1, "le", "ce", "du") && !isOneOf(range.upperBound, "de", "du", "des")
            let isRange =
                isOneOf(range.upperBound, "-", "–") && word(range.upperBound + 1).contains("/")
                || isOneOf(from - 1, "-", "–") && word(from - 2).contains("/")
            guard isDay || isRange || parts[1].text.utf8.count == 2 else { return nil }
        }
        let words = DayWords(
            weekday: wordValue(.weekday, range.lowerBound - 1), day: day, month: month,
            end: range.upperBound)
        guard reference.day != nil else {
            var found = FoundTime(range: range, interval: nil, anchor: .none, rule: "date-figures")
            found.partial = Timex.partial(month: month, day: day)
            return found
        }
        return dayMeant(words, range).map { figuresFound(range, $0, isFull: false) }
    }

    /// "le 24 12 2014"; with a short year only after its article or alone, where it can be no list of numbers.
    private func spacedDate(_ start: Int, _ from: Int) -> FoundTime? {
        guard let day = figure(from), let month = figure(from + 1), let last = figure(from + 2),
            (1...12).contains(month),
            word(from).utf8.count <= 2, word(from + 1).utf8.count <= 2, figure(from - 1) == nil,
            figure(from + 3) == nil,
            !isNounLike(from + 3)
        else { return nil }
        var year = yearNumber(from + 2)
        let isAlone = from == 0 && from + 3 >= text.count
        if year == nil, word(from + 2).utf8.count == 2, word(from - 1) == "le" || isAlone { year = Self.fullYear(last) }
        let found = year.flatMap { CalendarDay(year: $0, month: month, day: day) }
        return found.map { figuresFound(start..<(from + 3), $0, isFull: true) }
    }

    private func figuresFound(_ range: Range<Int>, _ day: CalendarDay, isFull: Bool) -> FoundTime {
        FoundTime(
            range: range, interval: single(day), anchor: isFull ? .explicit : reference.anchor, rule: "date-figures",
            movesFocus: true, isFullDate: isFull)
    }
}
