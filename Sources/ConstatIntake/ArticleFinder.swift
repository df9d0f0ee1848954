import ConstatText

/// Finds the article in a page: the part that holds the running text, without what surrounds it.
///
/// Furniture goes first (menus, shares, adverts, related links, captions, by what elements are and what they are called).
/// Of the rest each paragraph weighs as many letters as stand outside links. The article is the element that says so
/// itself (`itemprop="articleBody"`, `<article>`, `<main>`), or the smallest one that holds nearly all of the weight.
struct ArticleFinder {
    private let page: PageTree
    private let furniture: PageFurniture
    private let title: String?
    private let isDropped: [Bool]
    private let blocks: [PageBlock]
    /// Weight of the blocks that start before each node.
    private let weightBefore: [Double]

    init(_ page: PageTree, furniture: PageFurniture, title: String?) {
        self.page = page
        self.furniture = furniture
        self.title = title
        isDropped = FurnitureMarks(page, furniture: furniture).isDropped
        blocks = PageBlocks(page, isDropped: isDropped).blocks
        var weights = [Double](repeating: 0, count: page.nodes.count + 1)
        for block in blocks { weights[block.start + 1] += block.weight }
        for index in 1..<weights.count { weights[index] += weights[index - 1] }
        weightBefore = weights
    }

    /// The article's paragraphs in order, without its title; nil where the page has none.
    func paragraphs() -> [String]? {
        guard let root = root() else { return nil }
        let range = root.index..<page.nodes[root.index].end
        var chosen = lead(before: root.index) + blocks.filter { range.contains($0.start) }
        chosen = chosen.filter(isReport)
        while let last = chosen.last, last.isHeading { chosen.removeLast() }
        let sentences = chosen.reduce(0) { $0 + ($1.isSentence ? $1.letters : 0) }
        guard sentences >= (root.isStated ? 40 : 140) else { return nil }
        return withoutRepetition(chosen.map(\.text))
    }

    private func weight(_ index: Int) -> Double { weightBefore[page.nodes[index].end] - weightBefore[index] }

    /// The element that holds the article, and whether the page itself says so.
    private func root() -> (index: Int, isStated: Bool)? {
        let total = weight(0)
        guard total > 0 else { return nil }
        let kept = page.nodes.indices.filter { !isDropped[$0] && !page.nodes[$0].isText }
        let bodies = kept.filter { page.nodes[$0].isArticleBody }
        if let body = heaviest(bodies), weight(body) >= 0.2 * total { return (body, true) }
        let articles = outermost(kept.filter { page.nodes[$0].tag == "article" })
        if let article = heaviest(articles) {
            let sum = articles.reduce(0) { $0 + weight($1) }
            // Many articles of which none stands out: a front page, a list of results.
            if articles.count > 3, weight(article) < 0.4 * sum, sum > 0.5 * total { return nil }
            if weight(article) >= 0.3 * total { return (narrowed(article), true) }
        }
        if let main = heaviest(kept.filter { page.nodes[$0].tag == "main" || page.nodes[$0]["role"] == "main" }),
            weight(main) >= 0.3 * total
        {
            return (narrowed(main), false)
        }
        return (narrowed(0), false)
    }

    /// The first of those that weigh about as much as the heaviest: a page may append the next articles.
    private func heaviest(_ indices: [Int]) -> Int? {
        let most = indices.map(weight).max() ?? 0
        return most > 0 ? indices.first { weight($0) >= 0.6 * most } : nil
    }

    private func outermost(_ indices: [Int]) -> [Int] {
        var kept: [Int] = []
        for index in indices {
            if let last = kept.last, page.contains(last, index) { continue }
            kept.append(index)
        }
        return kept
    }

    /// Down to the child that holds nearly everything, as long as there is one.
    private func narrowed(_ index: Int) -> Int {
        var index = index
        while let child = children(of: index).first(where: { weight($0) >= 0.92 * weight(index) }),
            PageBlocks.isContainer(page.nodes[child].tag)
        {
            index = child
        }
        return index
    }

    private func children(of index: Int) -> [Int] {
        var children: [Int] = []
        var child = index + 1
        while child < page.nodes[index].end {
            if !page.nodes[child].isText, !isDropped[child] { children.append(child) }
            child = page.nodes[child].end
        }
        return children
    }

    /// Standfirsts that stand before the body, in the same article.
    private func lead(before root: Int) -> [PageBlock] {
        var scope = root
        while page.nodes[scope].parent >= 0,
            !["article", "main", "body"].contains(page.nodes[scope].tag) || scope == root
        {
            scope = page.nodes[scope].parent
        }
        return blocks.filter { block in
            block.start >= scope && block.start < root && block.letters >= 30 && isInLead(block, below: scope)
        }
    }

    private func isInLead(_ block: PageBlock, below scope: Int) -> Bool {
        var index = block.container
        while index > scope {
            let node = page.nodes[index]
            if furniture.isLead(PageFurniture.names(node)) || node["itemprop"] == "description" { return true }
            index = node.parent
        }
        return false
    }

    private func isReport(_ block: PageBlock) -> Bool {
        guard block.letters > 0, !block.isTitle else { return false }
        if let title, block.text.folded == title.folded { return false }
        if block.linkLetters * 10 >= block.letters * 6, block.letters < 300 { return false }
        return !furniture.isNotice(block.text)
    }

    /// A standfirst that the body says again word for word stands once.
    private func withoutRepetition(_ paragraphs: [String]) -> [String] {
        var seen: Set<String> = []
        return paragraphs.filter { $0.utf8.count < 60 || seen.insert($0).inserted }
    }
}

extension PageTree.Node {
    var isArticleBody: Bool { self["itemprop"]?.lowercased().split(separator: " ").contains("articlebody") == true }
}

/// Which nodes of a page belong to its furniture.
private struct FurnitureMarks {
    private let page: PageTree
    private let furniture: PageFurniture
    private(set) var isDropped: [Bool]
    /// Letters outside links before each node.
    private var lettersBefore: [Int]
    /// Elements before each node that hold an article by their own statement.
    private var statedBefore: [Int]

    private static let droppedTags: Set<String> = [
        "head", "nav", "footer", "aside", "form", "dialog", "figure", "figcaption", "menu", "address", "label",
        "fieldset", "header",
    ]
    private static let droppedRoles: Set<String> = [
        "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alert", "alertdialog", "menu",
        "menubar", "toolbar", "tooltip", "tablist",
    ]

    init(_ page: PageTree, furniture: PageFurniture) {
        self.page = page
        self.furniture = furniture
        isDropped = [Bool](repeating: false, count: page.nodes.count)
        lettersBefore = [0]
        statedBefore = [0]
        count()
        mark()
    }

    private mutating func count() {
        var linkEnd = 0
        for (index, node) in page.nodes.enumerated() {
            if node.tag == "a" { linkEnd = max(linkEnd, node.end) }
            let letters = node.isText && index >= linkEnd ? PageBlock.letters(node.text) : 0
            lettersBefore.append(lettersBefore[index] + letters)
            statedBefore.append(statedBefore[index] + (node.isArticleBody || node.tag == "article" ? 1 : 0))
        }
    }

    private mutating func mark() {
        var index = 0
        while index < page.nodes.count {
            let node = page.nodes[index]
            guard !node.isText, isFurniture(index) else {
                index += 1
                continue
            }
            for inner in index..<node.end { isDropped[inner] = true }
            index = node.end
        }
    }

    private func isFurniture(_ index: Int) -> Bool {
        let node = page.nodes[index]
        if node.tag == "html" || node.tag == "body" || node.tag == "main" || node.isArticleBody { return false }
        if node.tag == "head" { return true }
        let names = PageFurniture.names(node)
        if furniture.isAlwaysFurniture(names), !holdsArticle(index) { return true }
        return isUsual(node, names) && !holdsMost(index)
    }

    private func isUsual(_ node: PageTree.Node, _ names: [String]) -> Bool {
        if Self.droppedTags.contains(node.tag) { return node.tag != "header" || !isInArticle(node) }
        if node["hidden"] != nil || node["aria-hidden"]?.lowercased() == "true" { return true }
        if let role = node["role"]?.lowercased(), Self.droppedRoles.contains(role) { return true }
        if let style = node["style"], style.contains("display"), style.filter({ $0 != " " }).contains("display:none") {
            return true
        }
        return furniture.isUsuallyFurniture(names)
    }

    /// An article's own header holds its standfirst.
    private func isInArticle(_ node: PageTree.Node) -> Bool {
        var parent = node.parent
        while parent >= 0 {
            if page.nodes[parent].tag == "article" || page.nodes[parent].tag == "main" { return true }
            parent = page.nodes[parent].parent
        }
        return false
    }

    private func holdsArticle(_ index: Int) -> Bool { statedBefore[page.nodes[index].end] > statedBefore[index] }

    private func holdsMost(_ index: Int) -> Bool {
        let letters = lettersBefore[page.nodes[index].end] - lettersBefore[index]
        return letters * 2 > lettersBefore[page.nodes.count]
    }
}
