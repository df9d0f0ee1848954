import ConstatText

/// How and when a document was obtained, as the caller states it; no clock is asked.
public struct Capture: Hashable, Sendable {
    /// nil: nobody has said.
    public var time: CaptureTime?
    /// What obtained it, in the caller's own words: "browser", "RSS", "wget".
    public var method: String?

    public init(time: CaptureTime? = nil, method: String? = nil) {
        self.time = time
        self.method = method
    }
}

/// A day, or an instant of a day with its distance from UTC (RFC 3339): `2016-06-02`, `2016-06-02T14:05:00+02:00`.
public struct CaptureTime: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    public let description: String

    /// Nil for anything else: an instant without its distance from UTC is a different one for each reader.
    public init?(_ text: String) {
        guard CalendarDay(text) != nil else { return nil }
        var rest = text.utf8.dropFirst(10)
        if !rest.isEmpty {
            guard Self.take("T", from: &rest), Self.takeTime(from: &rest), Self.takeOffset(from: &rest), rest.isEmpty
            else { return nil }
        }
        description = text
    }

    private static func take(_ mark: Unicode.Scalar, from text: inout Substring.UTF8View) -> Bool {
        guard text.first == UInt8(ascii: mark) else { return false }
        text = text.dropFirst()
        return true
    }

    private static func takeNumber(upTo limit: Int, from text: inout Substring.UTF8View) -> Bool {
        let digits = text.prefix(2)
        guard digits.count == 2, let number = Int(String(digits) ?? ""), number <= limit, digits.first != 0x2B,
            digits.first != 0x2D
        else { return false }
        text = text.dropFirst(2)
        return true
    }

    /// `14:05`, `14:05:09`, `14:05:09.25`
    private static func takeTime(from text: inout Substring.UTF8View) -> Bool {
        guard takeNumber(upTo: 23, from: &text), take(":", from: &text), takeNumber(upTo: 59, from: &text) else {
            return false
        }
        guard take(":", from: &text) else { return true }
        // 60: a leap second.
        guard takeNumber(upTo: 60, from: &text) else { return false }
        guard take(".", from: &text) else { return true }
        let fraction = text.prefix { (0x30...0x39).contains($0) }
        text = text.dropFirst(fraction.count)
        return (1...9).contains(fraction.count)
    }

    /// `Z`, `+02:00`
    private static func takeOffset(from text: inout Substring.UTF8View) -> Bool {
        if take("Z", from: &text) { return true }
        guard take("+", from: &text) || take("-", from: &text) else { return false }
        return takeNumber(upTo: 23, from: &text) && take(":", from: &text) && takeNumber(upTo: 59, from: &text)
    }
}
