/// Writes JSON on one line with keys in the order in which they come; Foundation's encoder keeps no order.
package struct JSONWriter {
    package private(set) var text = ""
    /// Whether the next key or element needs a comma before it.
    private var followsValue = false

    package init() {}

    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        text += "{"
        followsValue = false
        body(&self)
        text += "}"
        followsValue = true
    }

    package mutating func array<Element>(_ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            followsValue = false
            body(&self, element)
        }
        text += "]"
        followsValue = true
    }

    package mutating func key(_ key: String) {
        if followsValue { text += "," }
        quote(key)
        text += ":"
        followsValue = false
    }

    package mutating func null() { value("null") }

    /// A string as an element of an array.
    package mutating func string(_ string: String) {
        quote(string)
        followsValue = true
    }

    /// A number as an element of an array.
    package mutating func number(_ number: Double) { value(number.plain ?? "null") }

    package mutating func field(_ key: String, _ string: String?) {
        self.key(key)
        guard let string else { return null() }
        self.string(string)
    }

    package mutating func field(_ key: String, _ number: Double?) {
        self.key(key)
        value(number?.plain ?? "null")
    }

    package mutating func field(_ key: String, _ number: Int) {
        self.key(key)
        value(String(number))
    }

    package mutating func field(_ key: String, _ flag: Bool?) {
        self.key(key)
        value(flag.map { $0 ? "true" : "false" } ?? "null")
    }

    private mutating func value(_ literal: String) {
        text += literal
        followsValue = true
    }

    private mutating func quote(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x08: text += "\\b"
            case 0x09: text += "\\t"
            case 0x0A: text += "\\n"
            case 0x0C: text += "\\f"
            case 0x0D: text += "\\r"
            // Many line readers take U+0085, U+2028 and U+2029 for line ends: a record is one line everywhere.
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private mutating func escape(_ scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
