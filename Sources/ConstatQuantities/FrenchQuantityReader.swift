public import ConstatLanguage
import ConstatText

/// Reads numbers with what they count off French sentences: "au moins 12 villages", "une quarantaine", "des milliers".
///
/// Works on the words in their order and asks parts of speech only to tell a noun from a verb, so that a wrong tree
/// costs nothing. Linear in the sentence's length.
public struct FrenchQuantityReader: Sendable {
    private let words = QuantityWords.french
    private let units = UnitLexicon.french

    public init() {}

    /// Every number of the sentence, in reading order; `index` is the sentence's own, noted in each mention.
    public func mentions(in sentence: Sentence, at index: Int) -> [QuantityMention] {
        QuantityScan(sentence: sentence, index: index, words: words, units: units).mentions()
    }
}

/// One pass over one sentence.
struct QuantityScan {
    let sentence: Sentence
    let index: Int
    let words: QuantityWords
    let units: UnitLexicon
    let numerals: FrenchNumerals
    /// The sentence's words as the lexicons spell them.
    let text: [String]

    init(sentence: Sentence, index: Int, words: QuantityWords, units: UnitLexicon) {
        self.sentence = sentence
        self.index = index
        self.words = words
        self.units = units
        text = sentence.tokens.map(PlainWord.of)
        numerals = FrenchNumerals(words: words, text: text, tokens: sentence.tokens)
    }

    func mentions() -> [QuantityMention] {
        var found: [QuantityMention] = []
        var part = PartScope()
        var position = 0
        while position < text.count {
            guard opens(position), let step = step(at: position, after: found) else {
                position += 1
                continue
            }
            position = max(position + 1, step.end)
            if var mention = step.mention {
                mention.isPart = part.takes(mention, in: self)
                mention.aggregation = aggregation(of: mention)
                found.append(mention)
                // "85 pour cent": no number starts within what is counted.
                position = max(position, mention.tokens.upperBound)
            }
        }
        return found
    }

    /// Whether a quantity can start at a word. Most words fail here, after one look-up.
    private func opens(_ position: Int) -> Bool {
        let word = text[position]
        guard let first = word.utf8.first else { return false }
        if numerals.isDigit(first) || words.openings.contains(word) { return true }
        if word.utf8.count > 4, let hyphen = word.utf8.firstIndex(of: UInt8(ascii: "-")) {
            return words.openings.contains(String(word[..<hyphen]))
        }
        return false
    }

    /// What starts at one word: a mention, or a number that is none (a day of a month), and where to go on.
    struct Step {
        var mention: QuantityMention?
        var end: Int
    }

    private func step(at position: Int, after found: [QuantityMention]) -> Step? {
        if let end = callNumberEnd(position) { return Step(mention: nil, end: end) }
        if let none = none(at: position) { return none }
        let reading = numerals.reading(from: position)
        if let share = fractionPhrase(at: position) ?? oneIn(reading) { return share }
        if let amount = magnitude(at: position) ?? collective(reading) ?? definiteCollective(at: position) {
            return Step(mention: mention(of: amount), end: amount.range.upperBound)
        }
        guard let reading else { return ordinal(at: position) }
        if reading.isFraction { return isOneMore(reading, after: found) ? one(numerator(reading)) : share(reading) }
        return ordinal(at: position, beyond: reading) ?? number(reading)
    }

    private func number(_ reading: FrenchNumerals.Reading) -> Step {
        let end = reading.range.upperBound
        if isChanged(reading) { return Step(mention: nil, end: end) }
        if let end = dateEnd(reading) { return Step(mention: nil, end: end) }
        if let other = uncounted(reading) { return other }
        // "à deux pas de la caserne"
        if words[.speech].contains(word(end)) { return Step(mention: nil, end: end + 1) }
        if isOne(reading) { return one(reading) ?? Step(mention: nil, end: end) }
        let amount = cardinal(reading)
        return Step(mention: mention(of: amount), end: amount.range.upperBound)
    }

    func word(_ position: Int) -> String { text.indices.contains(position) ? text[position] : "" }

    func form(_ position: Int) -> String {
        sentence.tokens.indices.contains(position) ? sentence.tokens[position].form : ""
    }

    func mention(
        _ range: Range<Int>, _ sense: QuantityMention.Sense, best: Double? = nil, unit: CountedUnit? = nil, rule: String
    ) -> QuantityMention {
        QuantityMention(
            sentence: index, tokens: range, span: sentence.span(of: range), low: best, best: best, high: best,
            sense: sense, unit: unit, rule: rule)
    }
}

/// Follows "dont", "parmi lesquels": which of the next quantities are parts of the one before.
private struct PartScope {
    /// The end of the part read last; nil outside of any.
    private var open: Int?

    mutating func takes(_ mention: QuantityMention, in scan: QuantityScan) -> Bool {
        guard mention.sense == .count || mention.sense == .share else { return false }
        let start = mention.tokens.lowerBound
        if startsPart(start, in: scan) || goesOn(mention, in: scan) {
            open = mention.tokens.upperBound
            return true
        }
        open = nil
        return false
    }

    private func startsPart(_ start: Int, in scan: QuantityScan) -> Bool {
        let parts = scan.words[.part]
        if parts.start(in: scan.text, before: start) != nil { return true }
        let isDetermined = scan.words[.determiner].contains(scan.word(start - 1)) || scan.word(start - 1) == "au"
        return isDetermined && parts.start(in: scan.text, before: start - 1) != nil
    }

    /// "dont deux femmes, trois enfants et un vieillard": the list goes on; ", et" or a new kind of toll ends it.
    private func goesOn(_ mention: QuantityMention, in scan: QuantityScan) -> Bool {
        let start = mention.tokens.lowerBound
        guard let open, open <= start else { return false }
        // "dont un policier, à la sortie d'un concert": after a preposition no list goes on.
        if start > 0, scan.sentence.tokens[start - 1].partOfSpeech == .adposition { return false }
        if let counted = mention.countedToken, scan.words[.toll].contains(UnitLexicon.stem(scan.word(counted))) {
            return false
        }
        var hasLink = false
        for position in open..<start {
            switch scan.word(position) {
            case ",":
                guard position == start - 1 else { return false }
                hasLink = true
            case "et": hasLink = true
            case ";", ".", ":", "(", ")", "!", "?": return false
            default:
                let tag = scan.sentence.tokens[position].partOfSpeech
                if tag == .auxiliary { return false }
            }
        }
        return hasLink
    }
}
