import ConstatText

/// The words of a text in a row of five, as hashes: what near copies share.
struct Shingles: Sendable {
    /// In ascending order, each once.
    let hashes: [UInt64]
    static let length = 5

    /// A text of fewer than five words is one shingle; one without words has none.
    init(of text: String) {
        let words = Self.wordHashes(text)
        guard !words.isEmpty else {
            hashes = []
            return
        }
        let count = max(1, words.count - Self.length + 1)
        var found = (0..<count).map { start in
            words[start..<min(start + Self.length, words.count)].reduce(Self.seed) { Self.mixed($0 ^ $1) }
        }
        found.sort()
        hashes = found.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Of each run of letters and digits, folded, in order.
    private static func wordHashes(_ text: String) -> [UInt64] {
        var words: [UInt64] = []
        var word = seed
        var isInside = false
        for scalar in text.folded.unicodeScalars {
            if isWordPart(scalar) {
                // FNV-1a, a scalar at a time.
                word = (word ^ UInt64(scalar.value)) &* 0x100_0000_01B3
                isInside = true
            } else if isInside {
                words.append(word)
                word = seed
                isInside = false
            }
        }
        if isInside { words.append(word) }
        return words
    }

    static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0x80: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// The last step of splitmix64: every bit of the result depends on every bit of the word.
    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = word &+ 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// The few shingles by which copies are looked up: one in eight of all, by their own value, and the sixteen
    /// smallest, so that short texts have some. A function of the text alone.
    var sketch: [UInt64] {
        hashes.enumerated().filter { $0.offset < 16 || $0.element % 8 == 0 }.map(\.element)
    }

    /// How many the two have in common; both lists are sorted.
    static func sharedCount(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var (first, second, shared) = (0, 0, 0)
        while first < left.count, second < right.count {
            if left[first] == right[second] { shared += 1 }
            let (one, other) = (left[first], right[second])
            if one <= other { first += 1 }
            if other <= one { second += 1 }
        }
        return shared
    }
}

/// Whether two texts go back to one: the same words, or most of the shorter one's word sequences.
///
/// A function of the two texts alone, the same both ways round. What it links, and what that links in turn, has one
/// origin, whatever came first.
struct NearCopy: Sendable {
    let shingles: Shingles
    let sketch: [UInt64]
    let agency: String?

    /// - Parameter agency: the one that the text's byline names.
    init(text: String, agency: String?) {
        shingles = Shingles(of: text)
        sketch = shingles.sketch
        self.agency = agency
    }

    /// The share of the shorter text's shingles that the longer one must have. News rewritten from a dispatch keeps
    /// more than this of its sentences; two reports of one happening by different hands share well under a tenth.
    static let share = 0.8
    /// The same where both texts name one agency: newspapers cut dispatches and put paragraphs of their own between.
    static let agencyShare = 0.4
    /// Shorter texts must be equal: a few words in a row prove nothing.
    static let fewestShingles = 8

    func isCopy(of other: NearCopy) -> Bool {
        guard sketchesMeet(other) else { return false }
        let smaller = min(shingles.hashes.count, other.shingles.hashes.count)
        if smaller < Self.fewestShingles { return smaller > 0 && shingles.hashes == other.shingles.hashes }
        let shared = Double(Shingles.sharedCount(shingles.hashes, other.shingles.hashes))
        let isOneAgency = agency != nil && agency == other.agency
        return shared >= (isOneAgency ? Self.agencyShare : Self.share) * Double(smaller)
    }

    /// The fewest hashes of two sketches that must agree before the texts are compared at all.
    static func fewestShared(_ first: Int, _ second: Int) -> Int { max(1, min(first, second) / 8) }

    private func sketchesMeet(_ other: NearCopy) -> Bool {
        Shingles.sharedCount(sketch, other.sketch) >= Self.fewestShared(sketch.count, other.sketch.count)
    }
}
