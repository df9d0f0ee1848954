/// Names and values as a web address or a form gives them, in order; a name may come more than once.
struct Query: Sendable, Equatable {
    private(set) var pairs: [(name: String, value: String)]

    static func == (left: Query, right: Query) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// nil where an escape is broken or the bytes are no UTF-8.
    ///
    /// - Source: WHATWG URL, "application/x-www-form-urlencoded parsing".
    init?(encoded: some Collection<UInt8>) {
        pairs = []
        for part in encoded.split(separator: UInt8(ascii: "&")) {
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]), let value = halves.count > 1 ? Self.decoded(halves[1]) : ""
            else { return nil }
            pairs.append((name, value))
        }
    }

    init?(encoded: some StringProtocol) { self.init(encoded: encoded.utf8) }

    /// The first value of that name; nil where there is none or it is empty.
    subscript(_ name: String) -> String? {
        pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    /// With that value in place of all of that name; nil takes them out.
    func setting(_ name: String, _ value: String?) -> Query {
        var changed = pairs.filter { $0.name != name }
        if let value, !value.isEmpty { changed.append((name, value)) }
        return Query(changed)
    }

    /// As it stands behind the question mark of an address; empty values are left out.
    var encoded: String {
        pairs.filter { !$0.value.isEmpty }.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
            .joined(separator: "&")
    }

    /// A part of a path or query, with everything escaped but letters, digits and `-._~`.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil where an escape is broken or the bytes are no UTF-8.
    static func decoded(_ escaped: some Collection<UInt8>, plusIsBlank: Bool = true) -> String? {
        var bytes: [UInt8] = []
        var rest = escaped[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
