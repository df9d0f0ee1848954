/// A stretch of a document's text, as UTF-8 offsets: half-open, `lower <= upper`, both on scalar boundaries.
///
/// Inside the program every position is a UTF-8 offset. Records count Unicode scalars; ``ScalarOffsets`` converts.
public struct TextSpan: Hashable, Sendable, Comparable {
    public var lower: Int
    public var upper: Int

    public init(_ lower: Int, _ upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    public var count: Int { upper - lower }
    public var isEmpty: Bool { lower == upper }

    public func overlaps(_ other: TextSpan) -> Bool { lower < other.upper && other.lower < upper }
    public func contains(_ other: TextSpan) -> Bool { lower <= other.lower && other.upper <= upper }

    /// The smallest span that holds both.
    public func union(_ other: TextSpan) -> TextSpan {
        TextSpan(min(lower, other.lower), max(upper, other.upper))
    }

    /// Reading order: by start, the longer first.
    public static func < (left: TextSpan, right: TextSpan) -> Bool {
        left.lower != right.lower ? left.lower < right.lower : left.upper > right.upper
    }
}
