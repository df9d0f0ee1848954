/// Why JSON text could not be read, and where.
package struct JSONFault: Error, Equatable {
    /// In bytes from the text's start.
    package var offset: Int
    /// What was expected, as the end of the sentence "expected ...".
    package var expectation: String
}

/// Reads one JSON value (RFC 8259) and says the byte at which it stops being one.
///
/// Standard decoders say that a line is broken, not where; an analyst with a file of a million lines needs the column.
package struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private static let deepest = 200

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The value of the whole text. The bytes must be UTF-8; ill-formed ones come out as U+FFFD.
    package static func value(of bytes: some Sequence<UInt8>) throws -> JSONValue {
        try Array(bytes).withUnsafeBufferPointer { buffer in
            var parser = JSONParser(buffer)
            let value = try parser.value(depth: 0)
            parser.skipBlanks()
            guard parser.offset == buffer.count else { throw parser.fault("the end of the line") }
            return value
        }
    }

    private func fault(_ expectation: String) -> JSONFault { JSONFault(offset: offset, expectation: expectation) }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth < Self.deepest else { throw fault("less nesting (\(Self.deepest) levels at most)") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return try number()
        default: throw fault("a value")
        }
    }

    private mutating func object(depth: Int) throws -> JSONValue {
        offset += 1
        var members: [(String, JSONValue)] = []
        skipBlanks()
        if next == UInt8(ascii: "}") {
            offset += 1
            return .object([])
        }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault("a member's name in quotes") }
            let name = try string()
            skipBlanks()
            guard next == UInt8(ascii: ":") else { throw fault("`:`") }
            offset += 1
            members.append((name, try value(depth: depth + 1)))
            skipBlanks()
            if next == UInt8(ascii: "}") {
                offset += 1
                return .object(members)
            }
            guard next == UInt8(ascii: ",") else { throw fault("`,` or `}`") }
            offset += 1
        }
    }

    private mutating func array(depth: Int) throws -> JSONValue {
        offset += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if next == UInt8(ascii: "]") {
            offset += 1
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            if next == UInt8(ascii: "]") {
                offset += 1
                return .array(elements)
            }
            guard next == UInt8(ascii: ",") else { throw fault("`,` or `]`") }
            offset += 1
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[index] else { throw fault("`\(word)`") }
            offset += 1
        }
        return value
    }

    private mutating func digits() throws {
        let start = offset
        while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
        if offset == start { throw fault("a digit") }
    }

    private mutating func number() throws -> JSONValue {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        if next == UInt8(ascii: "0") { offset += 1 } else { try digits() }
        if next == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private mutating func string() throws -> String {
        offset += 1
        let first = plainBytes()
        // Most texts have no escape and are taken as they stand.
        if next == UInt8(ascii: "\"") {
            offset += 1
            return String(decoding: first, as: UTF8.self)
        }
        var out = Array(first)
        while true {
            out.append(contentsOf: plainBytes())
            switch next {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                out.append(contentsOf: UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter)
            case nil: throw fault("the closing `\"`")
            default: throw fault("a control character written as \\u00XX")
            }
        }
    }

    /// Up to the next quote, escape or control character, which it leaves as next byte.
    private mutating func plainBytes() -> UnsafeBufferPointer<UInt8> {
        let start = offset
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<offset])
    }

    private mutating func escape() throws -> Unicode.Scalar {
        offset += 1
        defer { offset += 1 }
        switch next {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw fault("an escape that JSON knows")
        }
    }

    /// From the `u` to the last digit, which it leaves as next byte. Half a surrogate pair gives U+FFFD.
    private mutating func unicodeEscape() throws -> Unicode.Scalar {
        let first = try fourDigits()
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard offset + 6 < bytes.count, bytes[offset + 1] == UInt8(ascii: "\\"), bytes[offset + 2] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let beforeSecond = offset
        offset += 2
        let second = try fourDigits()
        guard (0xDC00..<0xE000).contains(second) else {
            offset = beforeSecond
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func fourDigits() throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            offset += 1
            switch next {
            case .some(let byte) where (0x30...0x39).contains(byte): value = value << 4 + UInt32(byte - 0x30)
            case .some(let byte) where (0x41...0x46).contains(byte): value = value << 4 + UInt32(byte - 0x41 + 10)
            case .some(let byte) where (0x61...0x66).contains(byte): value = value << 4 + UInt32(byte - 0x61 + 10)
            default: throw fault("four hexadecimal digits")
            }
        }
        return value
    }
}
