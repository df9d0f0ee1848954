/// Something that could not be read or decided, with its place and its reason. Reading goes on.
public struct Note: Hashable, Sendable {
    /// Stable name of the kind of note, kebab-case: `date-impossible`.
    public var identifier: String
    /// Where in the document; nil when the whole document is meant.
    public var span: TextSpan?
    /// One plain sentence.
    public var summary: String

    public init(_ identifier: String, at span: TextSpan? = nil, _ summary: String) {
        self.identifier = identifier
        self.span = span
        self.summary = summary
    }
}
