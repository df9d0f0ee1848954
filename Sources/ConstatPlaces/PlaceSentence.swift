import ConstatLanguage

/// A sentence with what ``FrenchPlaceWords`` knows of each of its words.
struct PlaceSentence {
    let number: Int
    let sentence: Sentence
    let words: FrenchPlaceWords
    private let entries: [Int32]
    /// A headline in capitals.
    let isShouted: Bool
    /// Whether it has a word like "kilomètres" or "frontière", which may make a place without a name.
    let hasUnit: Bool
    let hasBorder: Bool
    let hasDemonym: Bool

    var tokens: [Token] { sentence.tokens }

    init(_ sentence: Sentence, number: Int, words: FrenchPlaceWords) {
        self.number = number
        self.sentence = sentence
        self.words = words
        let entries = sentence.tokens.map { words.number(of: $0.folded) }
        self.entries = entries
        hasUnit = entries.contains { words.entries[Int($0)].kilometres != nil }
        hasDemonym = entries.contains { words.entries[Int($0)].demonym != nil }
        hasBorder = entries.contains { words.entries[Int($0)].classes.contains(.border) }
        isShouted = Self.isShouted(sentence.tokens)
    }

    /// The folded word; nil beyond the sentence.
    func word(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].folded : nil }

    func has(_ classes: FrenchPlaceWords.Classes, at index: Int) -> Bool {
        entries.indices.contains(index) && !words.entries[Int(entries[index])].classes.isDisjoint(with: classes)
    }

    func container(at index: Int) -> FrenchPlaceWords.ContainerNoun? {
        entries.indices.contains(index) ? words.entries[Int(entries[index])].container : nil
    }

    func demonym(at index: Int) -> String? {
        entries.indices.contains(index) ? words.entries[Int(entries[index])].demonym : nil
    }

    func entry(at index: Int) -> FrenchPlaceWords.Entry? {
        entries.indices.contains(index) && entries[index] != 0 ? words.entries[Int(entries[index])] : nil
    }

    /// Whether the folded words that begin at `start` are these.
    func reads(_ phrase: [String], from start: Int) -> Bool {
        guard start >= 0, start + phrase.count <= tokens.count else { return false }
        return phrase.indices.allSatisfy { tokens[start + $0].folded == phrase[$0] }
    }

    // MARK: Capitals

    func isCapitalised(_ index: Int) -> Bool { Self.isCapitalised(tokens[index].form) }

    /// A capital at the start, or after a hyphen: "al-Bab" with its small article is a name too.
    static func isCapitalised(_ form: String) -> Bool {
        var isStart = true
        var isLatin1 = false
        for byte in form.utf8 {
            if isLatin1 {
                if (0x80...0x9E).contains(byte) { return true }
                isLatin1 = false
            } else if isStart, (0x41...0x5A).contains(byte) {
                return true
            } else if isStart, byte == 0xC3 {
                isLatin1 = true
            } else if isStart, byte > 0xC3, byte != 0xE2 {
                return hasCapital(form)
            }
            // A hyphen, an apostrophe, and the last byte of a typographic one.
            isStart = byte == 0x2D || byte == 0x27 || byte == 0x99
        }
        return false
    }

    /// Letters that are rare in French: asked of Unicode.
    private static func hasCapital(_ form: String) -> Bool {
        var isStart = true
        for scalar in form.unicodeScalars {
            if isStart, scalar.properties.isUppercase { return true }
            isStart = scalar == "-" || scalar == "'" || scalar == "\u{2019}"
        }
        return false
    }

    /// Hardly a small letter in eight capitals and more.
    private static func isShouted(_ tokens: [Token]) -> Bool {
        var small = 0
        var capital = 0
        for token in tokens {
            var isLatin1 = false
            for byte in token.form.utf8 {
                if isLatin1 ? (0x80...0x9E).contains(byte) : (0x41...0x5A).contains(byte) {
                    capital += 1
                } else if isLatin1 ? byte >= 0xA0 : (0x61...0x7A).contains(byte) {
                    small += 1
                }
                isLatin1 = byte == 0xC3
            }
        }
        return capital >= 8 && small * 4 < capital
    }
}
