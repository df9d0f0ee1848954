import ConstatText

/// A document's words and record offsets by span. Spans that leave the text are cut to it, so that no reading,
/// however made, stops the program.
package struct SourceText {
    package let document: Document
    private let offsets: ScalarOffsets

    package init(_ document: Document) {
        self.document = document
        offsets = ScalarOffsets(document)
    }

    /// The part of the span that lies in the text, both ends on scalar boundaries.
    package func clamped(_ span: TextSpan) -> TextSpan {
        let lower = boundary(span.lower)
        return TextSpan(lower, max(lower, boundary(span.upper)))
    }

    private func boundary(_ offset: Int) -> Int {
        var boundary = min(max(0, offset), document.utf8.count)
        while boundary > 0, boundary < document.utf8.count, document.utf8[boundary] & 0xC0 == 0x80 { boundary -= 1 }
        return boundary
    }

    package func quote(_ span: TextSpan) -> String { document.quote(clamped(span)) }

    /// Unicode scalar offsets, the unit of claim records.
    package func range(_ span: TextSpan) -> Range<Int> { offsets.scalarRange(clamped(span)) }
}
