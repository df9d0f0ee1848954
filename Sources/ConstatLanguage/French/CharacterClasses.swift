/// What kind of character starts at a byte of a text.
enum CharacterClass: UInt8 {
    /// A byte inside a character.
    case inside
    case space, newline, letter, capital, digit, apostrophe, hyphen, other
}

/// The class of every byte of a text, found in one pass.
struct CharacterClasses {
    let bytes: [UInt8]
    private(set) var classes: [CharacterClass]
    /// Line ends that only wrap a paragraph.
    let softBreaks: SoftLineBreaks

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        softBreaks = SoftLineBreaks(bytes)
        classes = [CharacterClass](repeating: .inside, count: bytes.count)
        var at = 0
        while at < bytes.count {
            let length = Self.length(of: bytes[at])
            if bytes[at] < 0x80 {
                classes[at] = Self.ascii[Int(bytes[at])]
            } else {
                classes[at] = Self.classify(Self.scalar(bytes, at, length))
            }
            at += length
        }
    }

    var count: Int { bytes.count }

    /// The class at `offset`; a space past the end.
    @inline(__always)
    func at(_ offset: Int) -> CharacterClass { offset >= 0 && offset < classes.count ? classes[offset] : .space }
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }
    @inline(__always)
    func isWord(_ offset: Int) -> Bool {
        let found = at(offset)
        return found == .letter || found == .capital || found == .digit
    }
    @inline(__always)
    func isLetter(_ offset: Int) -> Bool { at(offset) == .letter || at(offset) == .capital }

    /// The offset of the next character.
    @inline(__always)
    func after(_ offset: Int) -> Int {
        var next = offset + 1
        while next < classes.count, classes[next] == .inside { next += 1 }
        return next
    }

    /// The offset of the character before `offset`; -1 at the start.
    func before(_ offset: Int) -> Int {
        var previous = offset - 1
        while previous >= 0, classes[previous] == .inside { previous -= 1 }
        return previous
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func length(of byte: UInt8) -> Int {
        byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }

    private static func scalar(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Unicode.Scalar {
        var value = UInt32(bytes[at]) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for byte in bytes[min(at + 1, bytes.count)..<min(at + length, bytes.count)] {
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static let ascii: [CharacterClass] = (0..<128).map { byte in
        switch byte {
        case 0x0A, 0x0B, 0x0C, 0x0D: .newline
        case 0x00...0x20, 0x7F: .space
        case 0x30...0x39: .digit
        case 0x41...0x5A: .capital
        case 0x61...0x7A: .letter
        case 0x27: .apostrophe
        case 0x2D: .hyphen
        default: .other
        }
    }

    private static func classify(_ scalar: Unicode.Scalar) -> CharacterClass {
        switch scalar.value {
        case 0x85, 0x2028, 0x2029: return .newline
        case 0xA0, 0x1680, 0x2000...0x200B, 0x200E, 0x200F, 0x202A...0x202F, 0x205F...0x2064, 0x3000, 0xFEFF:
            return .space
        case 0x80...0x9F: return .space
        case 0x2019, 0x2BC: return .apostrophe
        case 0x2010, 0x2011: return .hyphen
        // Accents that stand alone, soft hyphens and joiners belong to the word around them.
        case 0x300...0x36F, 0xAD, 0x200C, 0x200D: return .letter
        default: break
        }
        if scalar.isLetter { return scalar.lowercased == scalar ? .letter : .capital }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: return .letter
        case .decimalNumber: return .letter
        default: return .other
        }
    }
}
