/// How bytes were taken as text.
enum TextEncoding: Hashable { case utf8, utf16, windows1252 }

/// Text made of bytes, with what had to be done for it.
struct DecodedText {
    var text: String
    var encoding: TextEncoding
    /// Bytes at the end that were the start of a character, left out.
    var truncatedBytes = 0
    /// Where bytes inside were no character and stand as U+FFFD now: the first one, in bytes.
    var firstDamage: Int?
    var damageCount = 0
}

enum TextDecoding {
    /// Takes bytes as UTF-8 (with or without a byte order mark), UTF-16 with one, or Windows-1252 where they cannot be
    /// UTF-8. Never fails: Windows-1252 takes any byte.
    static func decode(_ bytes: [UInt8]) -> DecodedText {
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return DecodedText(text: text, encoding: .utf8) }
        return withoutValidity(body, hasMark: body.startIndex > 0)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> DecodedText {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        var truncated = bytes.endIndex - index
        if let last = units.last, (0xD800..<0xDC00).contains(last) {
            units.removeLast()
            truncated += 2
        }
        return DecodedText(
            text: String(decoding: units, as: UTF16.self), encoding: .utf16, truncatedBytes: truncated)
    }

    /// Bytes that are not UTF-8 as they stand: cut off at the end, damaged here and there, or Windows-1252.
    private static func withoutValidity(_ bytes: ArraySlice<UInt8>, hasMark: Bool) -> DecodedText {
        let survey = UTF8Survey(bytes)
        if survey.damageCount == 0 {
            let kept = bytes.dropLast(survey.truncatedBytes)
            // A lone last byte above 0x7F after plain ASCII is as likely an accent of Windows-1252.
            if hasMark || survey.longCharacters > 0 || survey.truncatedBytes > 1 {
                return DecodedText(
                    text: String(decoding: kept, as: UTF8.self), encoding: .utf8,
                    truncatedBytes: survey.truncatedBytes)
            }
        } else if hasMark || survey.longCharacters >= 3 * survey.damageCount {
            return DecodedText(
                text: String(decoding: bytes.dropLast(survey.truncatedBytes), as: UTF8.self), encoding: .utf8,
                truncatedBytes: survey.truncatedBytes, firstDamage: survey.firstDamage,
                damageCount: survey.damageCount)
        }
        return DecodedText(text: Windows1252.text(of: bytes), encoding: .windows1252)
    }
}

/// What a stretch of bytes looks like as UTF-8.
private struct UTF8Survey {
    /// Well-formed characters of two bytes and more.
    var longCharacters = 0
    var damageCount = 0
    var firstDamage: Int?
    var truncatedBytes = 0

    init(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length = Self.length(after: lead)
            let available = bytes[(index + 1)...].prefix(max(0, length - 1)).prefix { $0 & 0xC0 == 0x80 }.count + 1
            if length > 1, available == length, Self.isWellFormed(bytes[index..<(index + length)]) {
                longCharacters += 1
                index += length
            } else if length > 1, available < length, index + available == bytes.endIndex {
                truncatedBytes = available
                return
            } else {
                damageCount += 1
                if firstDamage == nil { firstDamage = index - bytes.startIndex }
                index += 1
            }
        }
    }

    private static func isWellFormed(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    private static func length(after lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }
}

/// The Western European code page of Windows, with the C1 controls where it has no character (as browsers do).
enum Windows1252 {
    private static let upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    static func text(of bytes: some Collection<UInt8>) -> String {
        let units = bytes.map { (0x80..<0xA0).contains($0) ? upper[Int($0) - 0x80] : UInt16($0) }
        return String(decoding: units, as: UTF16.self)
    }
}

/// Tells text from what is no text at all.
enum TextCheck {
    /// Text has no NUL, and next to no control characters besides tabs, line and page breaks.
    static func isBinary(_ text: String) -> Bool {
        var controls = 0
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            switch scalar.value {
            case 0: return true
            case 0x09...0x0D, 0x1B, 0x85: break
            case 0x01..<0x20, 0x7F..<0xA0, 0xFFFD: controls += 1
            default: break
            }
        }
        return controls * 20 > count
    }

    /// The same for the first block of a file that may be very long.
    static func isBinary(firstBlock bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return isBinary(TextDecoding.decode(bytes.count % 2 == 0 ? bytes : bytes.dropLast()).text)
        }
        var controls = 0
        for byte in bytes {
            switch byte {
            case 0: return true
            case 0x09...0x0D, 0x1B: break
            case 0x01..<0x20, 0x7F: controls += 1
            default: break
            }
        }
        return controls * 20 > bytes.count
    }

    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }
    }
}
