public import ConstatText

/// The tokens of one sentence, headline or list item, with their dependency tree.
public struct Sentence: Sendable {
    public let tokens: [Token]
    /// Dependents of each token, left to right.
    public let dependents: [[Int]]

    public init(tokens: [Token]) {
        self.tokens = tokens
        var dependents = [[Int]](repeating: [], count: tokens.count)
        for (index, token) in tokens.enumerated() where tokens.indices.contains(token.head) {
            dependents[token.head].append(index)
        }
        self.dependents = dependents
    }

    /// From the first token's start to the last one's end; sentences have at least one token.
    public var span: TextSpan { span(of: tokens.indices) }

    public func span(of range: Range<Int>) -> TextSpan {
        guard let first = tokens[range].first, let last = tokens[range].last else { return TextSpan(0, 0) }
        return TextSpan(first.span.lower, last.span.upper)
    }

    public func dependents(of index: Int, _ relations: DependencyRelation...) -> [Int] {
        dependents[index].filter { relations.contains(tokens[$0].relation) }
    }

    /// The indices of the token and all below it, ascending (not always contiguous).
    public func subtree(of index: Int) -> [Int] {
        var reached = [index]
        var next = 0
        while next < reached.count, reached.count <= tokens.count {
            reached += dependents[reached[next]]
            next += 1
        }
        return reached.sorted()
    }
}
