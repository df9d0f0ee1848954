import ConstatRendering

/// Markup. Text put into it by interpolation is made inert; only other markup goes in as it is.
///
/// ```swift
/// let name = "<b>"
/// let cell: HTML = "<td>\(name)</td>"  // <td>&lt;b&gt;</td>
/// ```
struct HTML: Sendable, ExpressibleByStringInterpolation {
    private(set) var markup: String

    init(stringLiteral markup: String) { self.markup = markup }
    init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
    /// Markup that another part of this program has made, and whose text is inert.
    init(trusted markup: String) { self.markup = markup }

    static let empty: HTML = ""
    var isEmpty: Bool { markup.isEmpty }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }
        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { markup += part.markup } }
        mutating func appendInterpolation(_ text: String) { markup += HTMLText.escaped(text) }
        mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        /// Nothing where there is none.
        mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }
    }

    static func += (left: inout HTML, right: HTML) { left.markup += right.markup }
}

extension Sequence<HTML> {
    func joined(separator: HTML = "") -> HTML {
        HTML(trusted: map(\.markup).joined(separator: separator.markup))
    }
}
