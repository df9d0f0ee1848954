import ConstatResources
import ConstatText

/// The words of a language that relate figures and claims to each other; `FrenchEvents.lexicon` lists and explains them.
struct EventCues: Sendable {
    enum Kind: String, CaseIterable { case part, earlier, raised, responsibility, enemy, communique, stock }

    private let phrases: PhraseLexicon<Kind>

    static let french = EventCues(text: EmbeddedResource.text(named: "FrenchEvents.lexicon"))

    init(text: String) { phrases = PhraseLexicon(text: text) }

    /// Where phrases of that kind stand, in scalars from the text's start.
    func ranges(_ kind: Kind, in text: WordScan) -> [Range<Int>] {
        let wanted = phrases[kind]
        var ranges: [Range<Int>] = []
        for index in text.words.indices {
            let longest = wanted.reduce(0) { text.stands($1, at: index) ? max($0, $1.count) : $0 }
            if longest > 0 { ranges.append(text.words[index].start..<text.words[index + longest - 1].end) }
        }
        return ranges
    }

    func holds(_ kind: Kind, _ text: String) -> Bool { !ranges(kind, in: WordScan(text)).isEmpty }
}

/// The words of a text, folded, with their place in Unicode scalars.
package struct WordScan {
    package struct Word {
        package var folded: String
        package var start: Int
        package var end: Int
    }
    package private(set) var words: [Word] = []

    package init(_ text: String) {
        // Bytes of the folded word; an accent by itself folds to none, so that the start says whether a word is open.
        var word: [UInt8] = []
        var start: Int?
        var offset = 0
        for scalar in text.unicodeScalars {
            if Self.isOfWord(scalar) {
                if start == nil { start = offset }
                Self.appendFolded(scalar, to: &word)
            } else if let first = start {
                words.append(Word(folded: String(decoding: word, as: UTF8.self), start: first, end: offset))
                word.removeAll(keepingCapacity: true)
                start = nil
            }
            offset += 1
        }
        if let start { words.append(Word(folded: String(decoding: word, as: UTF8.self), start: start, end: offset)) }
    }

    private static func appendFolded(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: word.append(UInt8(scalar.value) + 0x20)
        case 0..<0x80: word.append(UInt8(scalar.value))
        default: word.append(contentsOf: String(scalar).folded.utf8)
        }
    }

    /// Letters, digits and the accents that follow them; ASCII first, for most text is.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0x80: false
        case 0x300...0x36F: true
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    func stands(_ phrase: [String], at index: Int) -> Bool {
        guard !phrase.isEmpty, index + phrase.count <= words.count else { return false }
        return phrase.indices.allSatisfy { words[index + $0].folded == phrase[$0] }
    }

    /// Whether the text opens with a clock time, as the entries of a running report do: "17h45 |", "17:45".
    var opensWithClock: Bool {
        guard let first = words.first, first.start == 0 else { return false }
        let parts = first.folded.split(separator: "h", omittingEmptySubsequences: false)
        if parts.count == 2 { return Self.isNumber(parts[0]) && Self.isNumber(parts[1]) }
        guard words.count > 1, words[1].start == first.end + 1 else { return false }
        return Self.isNumber(first.folded[...]) && Self.isNumber(words[1].folded[...])
    }

    private static func isNumber(_ word: Substring) -> Bool {
        word.utf8.count == 2 && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
