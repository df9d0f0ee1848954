/// The form under which the gazetteer keeps a name: small letters without marks, without apostrophes, one blank for any
/// hyphen or dot, the usual spellings of common elements made one ("el-Bab", "Al Bab": "bab", with an article).
///
/// Arabic script loses its vowel signs and the differences that writers do not keep (hamza on alef, ة and ه, ى and ي).
struct PlaceKey: Hashable {
    var bytes: [UInt8]
    /// Whether a leading Arabic article was taken off.
    var hasArticle: Bool

    /// - Parameter name: as written or folded; the key is the same.
    init(_ name: String, variants: SpellingVariants) {
        var writer = KeyWriter(variants: variants, capacity: name.utf8.count + 8)
        var name = name
        name.withUTF8 { writer.write($0) }
        (bytes, hasArticle) = writer.finished()
    }
}

/// Words within names that are one for look-up: "el", "ul", "ar" are "al"; "tell" is "tal".
///
/// A table of words of at most eight bytes, each packed into an integer: every word of every name asks it.
struct SpellingVariants: Hashable, Sendable {
    private var slots: [(word: UInt64, canonical: UInt64)]
    /// "variant=canonical" a line, sorted: the form in which an index keeps them.
    let rules: [UInt8]

    /// - Parameter rules: "variant=canonical" a line; lines of another form, or with longer words, say nothing.
    init(rules: some Collection<UInt8>) {
        self.rules = Array(rules)
        var pairs: [(word: UInt64, canonical: UInt64)] = []
        for line in self.rules.split(separator: 0x0A) {
            guard let equals = line.firstIndex(of: 0x3D), let word = Self.packed(line[..<equals]),
                let canonical = Self.packed(line[(equals + 1)...])
            else { continue }
            pairs.append((word, canonical))
        }
        var size = 16
        while size < 4 * pairs.count { size *= 2 }
        slots = Array(repeating: (0, 0), count: size)
        for pair in pairs {
            var slot = Self.slot(of: pair.word, among: size)
            while slots[slot].word != 0, slots[slot].word != pair.word { slot = (slot + 1) & (size - 1) }
            slots[slot] = pair
        }
    }

    static func == (left: Self, right: Self) -> Bool { left.rules == right.rules }
    func hash(into hasher: inout Hasher) { hasher.combine(rules) }

    /// The canonical word, packed; nil where the word is its own.
    func canonical(_ packed: UInt64) -> UInt64? {
        var slot = Self.slot(of: packed, among: slots.count)
        while slots[slot].word != 0 {
            if slots[slot].word == packed { return slots[slot].canonical }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Nil for no byte and for more than eight.
    static func packed(_ word: some Collection<UInt8>) -> UInt64? {
        guard !word.isEmpty, word.count <= 8 else { return nil }
        return word.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func slot(of word: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count - 1)
    }
}

/// Writes a key letter by letter, and looks up each word at its end.
private struct KeyWriter {
    private let variants: SpellingVariants
    private var out: [UInt8] = []
    private var wordStart = 0
    private var wordCount = 0
    /// The first word ends here, where it is the article.
    private var articleEnd: Int?

    private static let article: [UInt8] = [0x61, 0x6C]

    init(variants: SpellingVariants, capacity: Int) {
        self.variants = variants
        out.reserveCapacity(capacity)
    }

    mutating func write(_ name: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < name.count {
            let byte = name[index]
            if byte < 0x80 {
                writeASCII(byte)
                index += 1
            } else {
                let (scalar, length) = Self.scalar(in: name, at: index)
                write(scalar)
                index += length
            }
        }
        endWord()
    }

    private mutating func writeASCII(_ byte: UInt8) {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: out.append(byte)
        case 0x41...0x5A: out.append(byte + 32)
        case 0x27, 0x60: break
        default: endWord()
        }
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        if let letter = LatinLetters.base(of: scalar) {
            out.append(letter)
        } else if ArabicLetters.contains(scalar) {
            writeArabic(scalar)
        } else {
            writeOther(scalar)
        }
    }

    private mutating func writeOther(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // Combining marks, apostrophes and their like, marks of direction and zero width.
        case 0x300...0x36F, 0x2018, 0x2019, 0x2B9...0x2BF, 0x2C8, 0xB4, 0x200B...0x200F, 0x202A...0x202E,
            0x2066...0x2069,
            0xFEFF, 0xAD:
            break
        case 0xC6, 0xE6: out += [0x61, 0x65]
        case 0x152, 0x153: out += [0x6F, 0x65]
        case 0xDF, 0x1E9E: out += [0x73, 0x73]
        case 0x80...0xBF, 0x2000...0x206F, 0x3000, 0xD7, 0xF7: endWord()
        default:
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return endWord() }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars where !(0x300...0x36F).contains(lower.value)
            {
                out.append(contentsOf: UTF8.encode(lower) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private mutating func writeArabic(_ scalar: Unicode.Scalar) {
        switch ArabicLetters.folded(scalar) {
        case .letter(let letter): out.append(contentsOf: UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter)
        case .digit(let digit): out.append(digit)
        case .nothing: break
        case .blank: endWord()
        }
    }

    private mutating func endWord() {
        guard out.count > wordStart else { return }
        if let packed = SpellingVariants.packed(out[wordStart...]), let canonical = variants.canonical(packed) {
            out.removeSubrange(wordStart...)
            for shift in stride(from: 56, through: 0, by: -8) {
                let byte = UInt8(truncatingIfNeeded: canonical >> UInt64(shift))
                if byte != 0 { out.append(byte) }
            }
        }
        wordCount += 1
        if wordCount == 1, out == Self.article { articleEnd = out.count + 1 }
        out.append(0x20)
        wordStart = out.count
    }

    /// The key without its last blank and its article; a name that is the article alone keeps it.
    mutating func finished() -> (bytes: [UInt8], hasArticle: Bool) {
        if !out.isEmpty { out.removeLast() }
        if let articleEnd, wordCount > 1 { return (Array(out[articleEnd...]), true) }
        if ArabicLetters.hasArticle(out) { return (Array(out[ArabicLetters.articleLength...]), true) }
        return (out, false)
    }

    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(bytes[index])
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var value = first & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}

/// Latin letters without their marks.
enum LatinLetters {
    // From the decompositions of Unicode 15, and letters with strokes and hooks by their look; "." is no letter here.
    private static let fromC0 = Array(
        """
        aaaaaa.ceeeeiiiidnooooo.ouuuuyt.aaaaaa.ceeeeiiiidnooooo.ouuuuyty\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll\
        lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.\
        .b....o...d...eaeff.g.iikk...n..oo.............uu.vyyzz.........\
        .............aaiioouuuuuuuuuueaaaa....ggkkoooo..j...gg..nnaa..oo\
        aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
        ....u..............bo..d.a.e.......g....ii........n.............\
        .........u.v....................................
        """.utf8)
    private static let from1E00 = Array(
        """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......
        """.utf8)

    /// Nil for other scripts, and for letters that stand for two ("æ").
    static func base(of scalar: Unicode.Scalar) -> UInt8? {
        let value = Int(scalar.value)
        let letter: UInt8
        if value >= 0xC0, value - 0xC0 < fromC0.count {
            letter = fromC0[value - 0xC0]
        } else if value >= 0x1E00, value - 0x1E00 < from1E00.count {
            letter = from1E00[value - 0x1E00]
        } else {
            return nil
        }
        return letter == 0x2E ? nil : letter
    }
}

/// Arabic script as names are looked up: by the letters that every writer agrees on.
enum ArabicLetters {
    enum Folded { case letter(Unicode.Scalar), digit(UInt8), nothing, blank }

    static func contains(_ scalar: Unicode.Scalar) -> Bool { (0x600...0x6FF).contains(scalar.value) }

    static func folded(_ scalar: Unicode.Scalar) -> Folded {
        switch scalar.value {
        // Vowel signs, Koranic marks, tatweel, hamza on the line.
        case 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E8, 0x6EA...0x6ED, 0x640, 0x621: .nothing
        case 0x622, 0x623, 0x625, 0x671...0x673: .letter("\u{627}")
        case 0x629, 0x6C0...0x6C3, 0x6D5: .letter("\u{647}")
        case 0x649, 0x626, 0x6CC, 0x6D2, 0x6D3: .letter("\u{64A}")
        case 0x624: .letter("\u{648}")
        case 0x6A9, 0x6AA: .letter("\u{643}")
        case 0x660...0x669: .digit(UInt8(0x30 + scalar.value - 0x660))
        case 0x6F0...0x6F9: .digit(UInt8(0x30 + scalar.value - 0x6F0))
        case 0x600...0x60F, 0x61B...0x61F, 0x66A...0x66D, 0x6D4, 0x6DD, 0x6DE, 0x6E9: .blank
        default: .letter(scalar)
        }
    }

    static let articleLength = 4
    private static let article = Array("\u{627}\u{644}".utf8)

    /// The article before a word of three letters and more.
    static func hasArticle(_ key: [UInt8]) -> Bool {
        guard key.starts(with: article) else { return false }
        let wordEnd = key.firstIndex(of: 0x20) ?? key.count
        return wordEnd - articleLength >= 6
    }
}
