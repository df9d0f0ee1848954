/// One report as it came, with what is known about it. The text is never altered.
public struct Document: Sendable, Equatable {
    public var id: String
    public let text: String
    /// The text's UTF-8 bytes; every ``TextSpan`` of the document's reading points into them.
    public let utf8: [UInt8]
    /// ISO 639-1 code; nil means nobody has said.
    public var language: String?
    /// The day of publication; nil means unknown, and relative dates stay open then.
    public var publishedOn: CalendarDay?
    public var title: String?
    public var url: String?
    public var publisher: String?

    public init(
        id: String, text: String, language: String? = nil, publishedOn: CalendarDay? = nil,
        title: String? = nil, url: String? = nil, publisher: String? = nil
    ) {
        self.id = id
        self.text = text
        self.utf8 = Array(text.utf8)
        self.language = language
        self.publishedOn = publishedOn
        self.title = title
        self.url = url
        self.publisher = publisher
    }

    /// The words of a span, as they stand.
    public func quote(_ span: TextSpan) -> String {
        String(decoding: utf8[span.lower..<span.upper], as: UTF8.self)
    }
}
