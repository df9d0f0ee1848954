extension Sentence {
    /// The names of the sentence in order: token ranges with their kinds.
    public var names: [(range: Range<Int>, kind: NameKind)] {
        var names: [(range: Range<Int>, kind: NameKind)] = []
        for (index, token) in tokens.enumerated() {
            switch token.name {
            case .outside: break
            case .begins(let kind): names.append((index..<index + 1, kind))
            case .continues(let kind):
                if let last = names.last, last.range.upperBound == index, last.kind == kind {
                    names[names.count - 1].range = last.range.lowerBound..<index + 1
                } else {
                    names.append((index..<index + 1, kind))
                }
            }
        }
        return names
    }
}
