/// How a word is written.
enum Casing: Sendable { case lower, initial, capitals }

/// The accented letters of a spelling, by position in its folded form.
struct AccentPattern: Sendable {
    /// `letter` is the Latin-1 code of the lower-case letter; 0 for a letter that Latin-1 lacks.
    var places: [(position: Int, letter: UInt8)] = []

    var isEmpty: Bool { places.isEmpty }
}

/// A word in lower case with what its spelling shows, made in one pass.
struct WordShape {
    /// Lower case, digits as zeros, typographic apostrophes and hyphens made plain.
    var lower: [UInt8] = []
    /// Where each scalar of `lower` starts, and its end.
    var bounds: [Int] = []
    var accents = AccentPattern()
    var casing = Casing.lower
    var hasDigit = false
    var hasHyphen = false
    var hasApostrophe = false
    /// Neither letters nor digits.
    var isSign = false
    /// A small letter first, a capital after a hyphen.
    var hasInnerCapital = false

    init(_ form: String) {
        lower.reserveCapacity(form.utf8.count)
        var letters = 0
        var capitals = 0
        var startsWithCapital = false
        var foldedPosition = 0
        for scalar in form.unicodeScalars {
            bounds.append(lower.count)
            let isFirst = lower.isEmpty
            if scalar.value < 0x80 {
                appendASCII(UInt8(truncatingIfNeeded: scalar.value), &letters, &capitals, &startsWithCapital, isFirst)
                foldedPosition += 1
            } else {
                appendOther(scalar, &letters, &capitals, &startsWithCapital, isFirst, &foldedPosition)
            }
        }
        bounds.append(lower.count)
        isSign = letters == 0 && !hasDigit
        if capitals == letters, capitals > 1 {
            casing = .capitals
        } else if startsWithCapital {
            casing = .initial
        }
    }

    private mutating func appendASCII(
        _ byte: UInt8, _ letters: inout Int, _ capitals: inout Int, _ startsWithCapital: inout Bool, _ isFirst: Bool
    ) {
        switch byte {
        case 0x41...0x5A:
            lower.append(byte + 32)
            letters += 1
            capitals += 1
            if isFirst {
                startsWithCapital = true
            } else if lower[lower.count - 2] == 0x2D, !startsWithCapital {
                hasInnerCapital = true
            }
        case 0x61...0x7A:
            lower.append(byte)
            letters += 1
        case 0x30...0x39:
            lower.append(0x30)
            hasDigit = true
        default:
            if byte == 0x2D { hasHyphen = true }
            if byte == 0x27 { hasApostrophe = true }
            lower.append(byte)
        }
    }

    private mutating func appendOther(
        _ scalar: Unicode.Scalar, _ letters: inout Int, _ capitals: inout Int, _ startsWithCapital: inout Bool,
        _ isFirst: Bool, _ foldedPosition: inout Int
    ) {
        switch scalar.value {
        case 0x2019, 0x2018, 0x2BC:
            lower.append(0x27)
            hasApostrophe = true
            foldedPosition += 1
        case 0x2010, 0x2011:
            lower.append(0x2D)
            hasHyphen = true
            foldedPosition += 1
        case 0x300...0x36F:
            lower.append(contentsOf: String(scalar).utf8)
        default:
            let small = scalar.lowercased
            if scalar.isLetter {
                letters += 1
                if small != scalar {
                    capitals += 1
                    if isFirst { startsWithCapital = true }
                }
            }
            if let encoded = UTF8.encode(small) { lower.append(contentsOf: encoded) }
            if small == "œ" || small == "æ" {
                foldedPosition += 2
            } else {
                accents.places.append((foldedPosition, small.value < 0x100 ? UInt8(small.value) : 0))
                foldedPosition += 1
            }
        }
    }

    /// The last `count` scalars of the lower-case word.
    func suffix(_ count: Int) -> ArraySlice<UInt8> { lower[bounds[max(0, bounds.count - 1 - count)]...] }
    func prefix(_ count: Int) -> ArraySlice<UInt8> { lower[..<bounds[min(bounds.count - 1, count)]] }
}

/// The spelling under which models know a word: lower case, digits as zeros, plain apostrophes and hyphens.
package enum WordSpelling {
    package static func lower(_ form: String) -> String { String(decoding: WordShape(form).lower, as: UTF8.self) }
}

extension Unicode.Scalar {
    /// The lower-case letter where it is one scalar; the scalar itself otherwise.
    var lowercased: Unicode.Scalar {
        switch value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: return Unicode.Scalar(value + 32) ?? self
        case 0x00...0xBF, 0xDF...0xFF: return self
        case 0x152: return "œ"
        default:
            let mapped = properties.lowercaseMapping.unicodeScalars
            return mapped.count == 1 ? mapped.first ?? self : self
        }
    }

    var isLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: return true
        case 0x00...0xBF, 0xD7, 0xF7: return value == 0xAA || value == 0xBA || value == 0xB5
        default: return properties.isAlphabetic
        }
    }

    var isUppercaseLetter: Bool { isLetter && lowercased != self }
}
