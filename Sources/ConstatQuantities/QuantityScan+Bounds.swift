import ConstatLanguage

/// "au moins", "environ", "plus de": what the words around a number make of it.
extension QuantityScan {
    private enum Bound { case about, atLeast, moreThan, atMost, fewerThan }

    /// The mention of an amount with its noun and its bounds.
    func mention(of amount: Amount, link: String? = nil) -> QuantityMention {
        var amount = amount
        var noun = amount.isShare ? CountedNoun(end: amount.range.upperBound) : noun(after: amount)
        takeHalf(&amount, &noun)
        applySign(&amount, noun)
        if amount.isThreeDecimals, noun.entry == nil || noun.entry?.sense == .count { regroup(&amount) }
        var sense = noun.entry?.sense ?? .count
        if amount.isPercent || amount.isShare { sense = .share }
        var range = amount.range.lowerBound..<max(amount.range.upperBound, noun.end)
        let isCount = sense == .count && amount.isWhole
        applyBefore(&amount, &range, isCount: isCount, noun: noun)
        applyAfter(&amount, &range, isCount: isCount)
        if sense == .age { sense = isAge(range) ? .age : .measure }
        return finished(amount, noun, sense, range, link)
    }

    private func finished(
        _ amount: Amount, _ noun: CountedNoun, _ sense: QuantityMention.Sense, _ range: Range<Int>, _ link: String?
    ) -> QuantityMention {
        let factor = noun.entry?.factor ?? 1
        var unit = noun.entry?.unit
        if amount.isPercent { unit = CountedUnit(name: "percent", kind: .other, isCivilian: nil) }
        if sense == .measure, noun.entry?.sense == .age { unit?.kind = .duration }
        var rule = [amount.rule, link ?? noun.link].compactMap { $0 }.joined(separator: " ")
        if isGluedUnit(amount, noun) { rule = QuantityMention.gluedMeasureRule }
        return QuantityMention(
            sentence: index, tokens: range, span: sentence.span(of: range), low: amount.low.map { $0 * factor },
            best: amount.best.map { $0 * factor }, high: amount.high.map { $0 * factor }, sense: sense,
            countedToken: noun.token, unit: unit, rule: rule)
    }

    /// "29km", "180ml": the letters of the unit touch the figure.
    private func isGluedUnit(_ amount: Amount, _ noun: CountedNoun) -> Bool {
        guard let token = noun.token, noun.entry != nil, token == amount.range.upperBound, numerals.isGlued(token)
        else { return false }
        return form(token).unicodeScalars.first?.properties.isAlphabetic ?? false
    }

    /// "cinq heures et demie", "trois ans et demi".
    private func takeHalf(_ amount: inout Amount, _ noun: inout CountedNoun) {
        guard let sense = noun.entry?.sense, sense == .measure || sense == .age, let point = amount.point,
            word(noun.end) == "et", words[.half].contains(word(noun.end + 1))
        else { return }
        noun.end += 2
        (amount.low, amount.best, amount.high, amount.point) = (point + 0.5, point + 0.5, point + 0.5, point + 0.5)
    }

    /// "-9,23", "moins cinq degrés", "négatif un": nobody counts people or things below nought, and "- 12 morts" is
    /// an entry of a list.
    private func applySign(_ amount: inout Amount, _ noun: CountedNoun) {
        guard let point = amount.point, noun.token == nil || noun.entry?.sense != .count else { return }
        let start = amount.range.lowerBound
        if isLeadingMark(start), isAlone(amount.range) {
            var divisor = 1.0
            for _ in 0..<word(start).utf8.count { divisor *= 10 }
            let value = point / divisor
            (amount.low, amount.best, amount.high, amount.point) = (value, value, value, value)
            amount.range = (start - 1)..<amount.range.upperBound
            return
        }
        guard isMinus(before: amount, noun) else { return }
        (amount.low, amount.best, amount.high, amount.point) = (-point, -point, -point, -point)
        amount.range = (start - 1)..<amount.range.upperBound
    }

    /// ",25" by itself; elsewhere a comma that touches the next figure is a slip.
    private func isLeadingMark(_ start: Int) -> Bool {
        start == 1 && (word(0) == "," || word(0) == ".") && numerals.isGlued(1)
    }

    private func isMinus(before amount: Amount, _ noun: CountedNoun) -> Bool {
        let start = amount.range.lowerBound
        if words[.minus].contains(word(start - 1)) { return true }
        if noun.entry?.unit.name == "degree", words[.minusDegrees].contains(word(start - 1)) { return true }
        if words[.minusLast].start(in: text, before: start) != nil, isLast(amount.range) { return true }
        guard word(start - 1) == "-" || word(start - 1) == "−", numerals.isGlued(start), !numerals.isGlued(start - 1)
        else { return false }
        return start > 1 || isAlone(amount.range)
    }

    private func isLast(_ range: Range<Int>) -> Bool { isAlone(0..<range.upperBound) }

    /// Nothing but marks stands beside the words.
    func isAlone(_ range: Range<Int>) -> Bool {
        sentence.tokens.indices.allSatisfy {
            range.contains($0)
                || sentence.tokens[$0].form.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic }
                    && !(word($0).utf8.first.map(numerals.isDigit) ?? false)
        }
    }

    /// "1,200 personnes": nobody counts people in thousandths.
    private func regroup(_ amount: inout Amount) {
        guard let point = amount.point else { return }
        let value = (point * 1000).rounded()
        (amount.low, amount.best, amount.high, amount.point) = (value, value, value, value)
        amount.isWhole = true
        amount.isThreeDecimals = false
    }

    // MARK: Before the number

    private func applyBefore(_ amount: inout Amount, _ range: inout Range<Int>, isCount: Bool, noun: CountedNoun) {
        // Two at most, the outer one last: "au moins une bonne", "plus de quelque".
        for _ in 0..<2 {
            guard let (bound, start) = bound(before: range.lowerBound) else { return }
            if bound == .about, isPlaceRelation(start, amount, noun) { return }
            apply(bound, to: &amount, isCount: isCount)
            range = start..<range.upperBound
        }
    }

    private func bound(before start: Int) -> (Bound, Int)? {
        let kinds: [(QuantityWords.Section, Bound)] = [
            (.atMost, .atMost), (.atLeast, .atLeast), (.moreThan, .moreThan), (.fewerThan, .fewerThan),
            (.about, .about),
        ]
        var longest: (Bound, Int)?
        for (section, bound) in kinds {
            guard let begin = words[section].start(in: text, before: start) else { continue }
            if longest.map({ begin < $0.1 }) ?? true { longest = (bound, begin) }
        }
        return longest
    }

    /// "près de deux villages" says where, "près de 40 villages" how many.
    private func isPlaceRelation(_ start: Int, _ amount: Amount, _ noun: CountedNoun) -> Bool {
        guard words[.placeAbout].end(in: text, from: start) != nil, let kind = noun.entry?.unit.kind else {
            return false
        }
        return (kind == .place || kind == .building) && (amount.point ?? 0) < 10
    }

    private func apply(_ bound: Bound, to amount: inout Amount, isCount: Bool) {
        guard let point = amount.point else { return }
        let step: Double = isCount ? 1 : 0
        switch bound {
        case .about: (amount.low, amount.best, amount.high) = (nil, point, nil)
        case .atLeast: (amount.low, amount.best, amount.high) = (point, point, nil)
        case .moreThan: (amount.low, amount.best, amount.high) = (point + step, nil, nil)
        case .atMost: (amount.low, amount.best, amount.high) = (nil, nil, point)
        case .fewerThan: (amount.low, amount.best, amount.high) = (nil, nil, max(min(0, point), point - step))
        }
    }

    // MARK: After the number or its noun

    private func applyAfter(_ amount: inout Amount, _ range: inout Range<Int>, isCount: Bool) {
        let kinds: [(QuantityWords.Section, Bound)] = [
            (.aboutAfter, .about), (.atLeastAfter, .atLeast), (.atMostAfter, .atMost),
        ]
        for (section, bound) in kinds {
            guard let end = words[section].end(in: text, from: range.upperBound) else { continue }
            // "12 morts, environ 30 blessés" and "12 morts environ 30 blessés": the word belongs to the next number.
            if numerals.reading(from: end) != nil || word(end) == "de" { continue }
            apply(bound, to: &amount, isCount: isCount)
            range = range.lowerBound..<end
            return
        }
    }

    func isOneWord(_ position: Int) -> Bool { words[.one].contains(word(position)) }

    // MARK: Ages

    /// "un homme de 52 ans", "âgée de 8 ans", "(52 ans)"; not "pendant 20 ans", "une guerre de dix ans".
    private func isAge(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        if words[.ageBefore].start(in: text, before: start) != nil { return true }
        let before = word(start - 1)
        if before == "de", !isOneWord(start) { return !words[.lengthOf].contains(UnitLexicon.stem(word(start - 2))) }
        let after = word(range.upperBound)
        return (before == "," || before == "(") && (after == "," || after == ")" || after == ".")
    }
}
