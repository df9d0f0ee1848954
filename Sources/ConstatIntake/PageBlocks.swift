/// A paragraph of a page: words that a browser shows together.
struct PageBlock {
    /// Its first text node.
    var start: Int
    /// The innermost block element around it.
    var container: Int
    var text: String
    var letters: Int
    var linkLetters: Int
    var isHeading: Bool
    /// The page's first `<h1>`.
    var isTitle: Bool

    /// Ends like a sentence, or is long enough to be one.
    var isSentence: Bool {
        if isHeading || letters < 25 { return false }
        guard let last = text.unicodeScalars.last else { return false }
        return ".!?…»\"”)".unicodeScalars.contains(last) || letters >= 120
    }

    /// Letters outside links; links count against it twice, words that make no sentence hardly count.
    var weight: Double {
        let plain = Double(max(0, letters - 2 * linkLetters))
        return isSentence ? plain : plain * 0.1
    }

    static func letters(_ text: String) -> Int {
        var count = 0
        for scalar in text.unicodeScalars where scalar.value > 0x7F || scalar.properties.isAlphabetic { count += 1 }
        return count
    }
}

/// Cuts a page into paragraphs, at the edges of block elements and at double line breaks.
struct PageBlocks {
    private(set) var blocks: [PageBlock] = []
    private let page: PageTree
    private var words = PageWords()
    private var start: Int?
    private var linkLetters = 0
    private var breaks = 0
    private var hasTitle = false
    /// Open block elements, innermost last.
    private var open: [Int] = []

    private static let containers: Set<String> = [
        "html", "body", "main", "article", "section", "div", "center", "table", "tbody", "tr", "td", "th", "dl", "ul",
        "ol", "form", "header", "blockquote", "aside", "details", "font", "span",
    ]
    private static let blockTags: Set<String> = [
        "html", "body", "main", "article", "section", "div", "center", "table", "tbody", "thead", "tr", "dl", "dt",
        "dd",
        "ul", "ol", "li", "form", "header", "footer", "blockquote", "aside", "details", "summary", "p", "pre", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "figure", "figcaption", "caption", "title", "address", "nav", "option",
    ]
    private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    /// Whether an element of that name may hold several paragraphs.
    static func isContainer(_ tag: String) -> Bool { containers.contains(tag) }

    init(_ page: PageTree, isDropped: [Bool]) {
        self.page = page
        var linkEnd = 0
        var index = 0
        while index < page.nodes.count {
            closeBlocks(endingBy: index)
            let node = page.nodes[index]
            if isDropped[index] {
                // What is left out stands between words all the same.
                words.add(" ")
                index = node.end
                continue
            }
            if node.tag == "a" { linkEnd = max(linkEnd, node.end) }
            if node.isText {
                add(node.text, at: index, isLink: index < linkEnd)
            } else if node.tag == "br" {
                breaks += 1
            } else if node.tag == "td" || node.tag == "th" {
                // The cells of a row are one line.
                if start != nil { words.add(" \u{2003}") }
            } else if Self.blockTags.contains(node.tag) {
                finishBlock()
                open.append(index)
            }
            index += 1
        }
        closeBlocks(endingBy: page.nodes.count)
        finishBlock()
    }

    private mutating func closeBlocks(endingBy index: Int) {
        while let last = open.last, page.nodes[last].end <= index {
            finishBlock()
            open.removeLast()
        }
    }

    private mutating func add(_ text: String, at index: Int, isLink: Bool) {
        let isBlank = text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
        if !isBlank {
            if breaks > 1 { finishBlock() } else if breaks == 1 { words.breakLine() }
            breaks = 0
            if start == nil { start = index }
            if isLink { linkLetters += PageBlock.letters(text) }
        }
        words.add(text)
    }

    private mutating func finishBlock() {
        defer {
            words = PageWords()
            start = nil
            linkLetters = 0
            breaks = 0
        }
        guard let start else { return }
        let text = words.trimmed()
        let container = open.last ?? 0
        let tag = page.nodes[container].tag
        let isTitle = tag == "h1" && !hasTitle
        if isTitle { hasTitle = true }
        if text.isEmpty { return }
        blocks.append(
            PageBlock(
                start: start, container: container, text: text, letters: PageBlock.letters(text),
                linkLetters: linkLetters, isHeading: Self.headings.contains(tag), isTitle: isTitle))
    }
}
