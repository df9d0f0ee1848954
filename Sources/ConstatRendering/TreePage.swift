public import ConstatLanguage
import ConstatResources
public import ConstatText

/// One self-contained page that draws the dependency trees of documents: for people who write rules.
public enum TreePage {
    public static func page(_ readings: [(document: Document, sentences: [Sentence])]) -> String {
        let sections = readings.enumerated().map { section($1.document, $1.sentences, number: $0 + 1) }
        return HTMLText.page(
            title: HTMLText.escaped(Wording.french["tree.title"]),
            style: ["trees.css", "tree.css"].map { "\n" + EmbeddedResource.text(named: $0) }.joined(),
            body: sections.joined(separator: "\n"))
    }

    /// The drawing of one tree, as an element whose style is `tree.css`.
    package static func drawing(of sentence: Sentence, _ wording: Wording) -> String {
        "<div class=\"tree\" tabindex=\"0\">\(TreeDrawing(sentence, wording).svg)</div>"
    }

    private static func section(_ document: Document, _ sentences: [Sentence], number: Int) -> String {
        let wording = Wording.french
        let figures = sentences.enumerated().map { index, sentence in
            """
            <figure id="d\(number)-s\(index + 1)">
            <figcaption><a href="#d\(number)-s\(index + 1)">\(index + 1)</a> \(quote(sentence, document))</figcaption>
            \(drawing(of: sentence, wording))
            </figure>
            """
        }
        return """
            <h1 dir="auto">\(HTMLText.escaped(document.title ?? document.id))</h1>
            <p>\(HTMLText.escaped(wording.count("sentences", sentences.count))). \(HTMLText.escaped(wording["tree.hint"]))</p>
            \(figures.joined(separator: "\n"))
            """
    }

    private static func quote(_ sentence: Sentence, _ document: Document) -> String {
        HTMLText.escaped(document.quote(sentence.span))
    }
}

/// The drawing of one tree: words on a line, arcs from heads to dependents above it, names below.
struct TreeDrawing {
    /// Sizes in pixels; words are set in a font of equal widths, so that their places can be told without it.
    private enum Size {
        static let character = 8.5
        static let gap = 20.0
        static let level = 20.0
        static let top = 18.0
        static let step = 5.0
    }

    private struct Arc {
        let head: Int
        let dependent: Int
        let label: String
        var level = 1
        var lower: Int { min(head, dependent) }
        var upper: Int { max(head, dependent) }
    }

    private let tokens: [Token]
    private let names: [(range: Range<Int>, kind: NameKind)]
    private let centers: [Double]
    private let width: Double
    private let arcs: [Arc]
    private let base: Double
    private let label: String

    init(_ sentence: Sentence, _ wording: Wording) {
        label = wording["tree.label"]
        tokens = sentence.tokens
        names = sentence.names
        var edge = Size.gap / 2
        var centers: [Double] = []
        for token in tokens {
            let letters = max(token.form.count, token.lemma.count, token.partOfSpeech.rawValue.count)
            let width = Double(letters) * Size.character
            centers.append(edge + width / 2)
            edge += width + Size.gap
        }
        self.centers = centers
        width = edge
        arcs = Self.leveled(tokens)
        base = Size.top + Double((arcs.map(\.level).max() ?? 0) + 1) * Size.level
    }

    /// Arcs from short to long, each one level above the highest that it spans.
    private static func leveled(_ tokens: [Token]) -> [Arc] {
        var arcs = tokens.enumerated().filter { $0.element.head >= 0 }.map { index, token in
            Arc(head: token.head, dependent: index, label: token.relation.rawValue)
        }
        arcs.sort { ($0.upper - $0.lower, $0.dependent) < ($1.upper - $1.lower, $1.dependent) }
        var heights = [Int](repeating: 0, count: max(0, tokens.count - 1))
        for index in arcs.indices {
            let span = arcs[index].lower..<arcs[index].upper
            arcs[index].level = 1 + (heights[span].max() ?? 0)
            for gap in span { heights[gap] = arcs[index].level }
        }
        return arcs
    }

    var svg: String {
        let height = base + 66
        return """
            <svg width="\(px(width))" height="\(px(height))" viewBox="0 0 \(px(width)) \(px(height))" role="img" aria-label="\(HTMLText.escaped(label))">
            \(roots() + arcs.map(drawn).joined(separator: "\n"))
            \(tokens.indices.map(word).joined(separator: "\n"))
            \(names.map(name).joined(separator: "\n"))
            </svg>
            """
    }

    private func px(_ value: Double) -> String { String(Int(value.rounded())) }

    private func roots() -> String {
        tokens.indices.filter { tokens[$0].head < 0 }.map { index in
            let x = px(centers[index])
            return "<path class=\"root\" d=\"M\(x) \(px(Size.top))V\(px(base))\"/>"
                + "<text class=\"relation\" x=\"\(x)\" y=\"\(px(Size.top - 5))\">root</text>\n"
        }.joined()
    }

    private func drawn(_ arc: Arc) -> String {
        let top = base - Double(arc.level) * Size.level
        let isRight = arc.dependent > arc.head
        let start = centers[arc.head] + (isRight ? 1 : -1) * offset(of: arc)
        let end = centers[arc.dependent]
        let turn = isRight ? 6.0 : -6.0
        let path =
            "M\(px(start)) \(px(base))V\(px(top + 6))Q\(px(start)) \(px(top)) \(px(start + turn)) \(px(top))"
            + "H\(px(end - turn))Q\(px(end)) \(px(top)) \(px(end)) \(px(top + 6))V\(px(base))"
        let arrow = "M\(px(end - 4)) \(px(base - 6))L\(px(end)) \(px(base))L\(px(end + 4)) \(px(base - 6))Z"
        return "<path class=\"arc\" d=\"\(path)\"/><path class=\"arrow\" d=\"\(arrow)\"/>"
            + "<text class=\"relation\" x=\"\(px((start + end) / 2))\" y=\"\(px(top + 4))\">\(HTMLText.escaped(arc.label))</text>"
    }

    /// Arcs of one word leave it side by side, the longest nearest to its middle.
    private func offset(of arc: Arc) -> Double {
        let isRight = arc.dependent > arc.head
        let longer = arcs.count { other in
            other.head == arc.head && (other.dependent > other.head) == isRight && other.level > arc.level
        }
        return min(
            Size.step * Double(longer + 1), max(Size.step, Double(tokens[arc.head].form.count) * Size.character / 2))
    }

    private func word(_ index: Int) -> String {
        let token = tokens[index]
        let x = px(centers[index])
        let features = token.morphology.features == "_" ? "" : " " + token.morphology.features
        let title = HTMLText.escaped(
            "\(index + 1) \(token.form): \(token.lemma), \(token.partOfSpeech.rawValue)\(features)")
        return "<g><title>\(title)</title>"
            + "<text class=\"form\" x=\"\(x)\" y=\"\(px(base + 17))\">\(HTMLText.escaped(token.form))</text>"
            + "<text class=\"lemma\" x=\"\(x)\" y=\"\(px(base + 33))\">\(HTMLText.escaped(token.lemma))</text>"
            + "<text class=\"part\" x=\"\(x)\" y=\"\(px(base + 47))\">\(token.partOfSpeech.rawValue)</text></g>"
    }

    private func name(_ name: (range: Range<Int>, kind: NameKind)) -> String {
        func half(_ index: Int) -> Double { Double(tokens[index].form.count) * Size.character / 2 }
        guard let last = name.range.last else { return "" }
        let (start, end) = (centers[name.range.lowerBound] - half(name.range.lowerBound), centers[last] + half(last))
        return "<path class=\"name\" d=\"M\(px(start)) \(px(base + 52))H\(px(end))\"/>"
            + "<text class=\"kind\" x=\"\(px((start + end) / 2))\" y=\"\(px(base + 63))\">\(name.kind.rawValue)</text>"
    }
}
