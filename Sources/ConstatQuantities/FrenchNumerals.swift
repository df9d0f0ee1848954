import ConstatLanguage
import ConstatText

/// Reads French numbers in figures and in words off one sentence; knows nothing of what they count.
struct FrenchNumerals: Sendable {
    /// A number as it stands in the text.
    struct Reading: Sendable {
        var value: Double
        /// The words that make the number, scale included ("14 millions").
        var range: Range<Int>
        var isFigure: Bool
        /// A scale noun ("millions") ends it: "de" stands before what is counted.
        var scale: Double = 1
        /// Three digits after the comma: "1,200" may stand for twelve hundred.
        var isThreeDecimals = false
        var hasDecimals = false
        var isPercent = false
        /// "deux tiers", "4/5", "½": a part of one thing, not a number of things.
        var isFraction = false
        /// "vingt et un": the last "un" may be the numerator of what follows.
        var endsInAndOne = false
    }

    let words: QuantityWords
    /// The sentence's words as the lexicons spell them.
    let text: [String]
    let tokens: [Token]

    /// The longest number or fraction that starts at a word.
    func reading(from start: Int) -> Reading? {
        guard let number = number(from: start, below: .infinity) else { return nil }
        return fraction(of: number).map { scaled($0, below: .infinity) } ?? withFraction(number)
    }

    /// A number without the denominator that may follow it: "un million deux mille trois" of a million or so fifths.
    /// - Parameter limit: scales from here on are not taken, so that "deux millions trois cent mille" ends.
    func number(from start: Int, below limit: Double) -> Reading? {
        guard var reading = figure(at: start) ?? spelled(from: start) ?? hyphenatedFraction(at: start) else {
            return nil
        }
        takeThousands(&reading)
        takeDecimals(&reading)
        takeScale(&reading, below: limit)
        return reading
    }

    func word(_ position: Int) -> String { text.indices.contains(position) ? text[position] : "" }

    /// No blank stands between the word and the one before it.
    func isGlued(_ position: Int) -> Bool {
        guard position > 0, tokens.indices.contains(position) else { return false }
        return tokens[position - 1].span.upper == tokens[position].span.lower
    }

    /// "entre deux mille et trois cents": there "et" parts two numbers.
    func isBetween(_ start: Int) -> Bool { words[.between].contains(word(start - 1)) }
}
