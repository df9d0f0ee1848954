/// A page as intake hands it on.
struct Page: Equatable {
    var facts: PageFacts
    /// The title, a blank line, the article's paragraphs with a blank line between them.
    var text: String
}

/// Bytes of a page in, its article and what it says about itself out.
struct PageReader {
    let furniture: PageFurniture
    let tagLimit: Int

    func page(_ bytes: [UInt8], at place: SourcePlace, notes: inout [Diagnostic]) throws(Diagnostic) -> Page {
        let tags = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "<") ? 1 : 0) }
        guard tags <= tagLimit else { throw IntakeMessages.pageTooComplex(place, tags: tagLimit) }
        guard let tree = tree(bytes, at: place, notes: &notes) else { throw IntakeMessages.pageUnreadable(place) }
        if tree.isFlattened { notes.append(IntakeMessages.pageTooDeep(place, levels: PageTree.deepest)) }
        let facts = PageFacts(tree)
        guard let body = ArticleFinder(tree, furniture: furniture, title: facts.title).paragraphs() else {
            throw IntakeMessages.noArticle(place)
        }
        let paragraphs = (facts.title.map { [$0] } ?? []) + body
        return Page(facts: facts, text: paragraphs.joined(separator: "\n\n"))
    }

    /// The page's own statement of its encoding counts where the bytes are not UTF-8: many pages state a wrong one.
    private func tree(_ bytes: [UInt8], at place: SourcePlace, notes: inout [Diagnostic]) -> PageTree? {
        let decoded = TextDecoding.decode(bytes)
        let declared = PageReader.declaredEncoding(bytes)
        if decoded.encoding == .windows1252, let declared {
            if Self.isWestern(declared) { return PageTree(Self.withoutZeros(Array(decoded.text.utf8))) }
            if declared != "utf-8", declared != "utf8", let tree = PageTree(Self.withoutZeros(bytes), encoding: declared)
            {
                return tree
            }
        }
        notes += IntakeMessages.decoding(decoded, at: place)
        return PageTree(Self.withoutZeros(Array(decoded.text.utf8)))
    }

    private static func isWestern(_ encoding: String) -> Bool {
        ["iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"].contains(encoding)
    }

    /// The parser takes a zero byte for the end of the page.
    private static func withoutZeros(_ bytes: [UInt8]) -> [UInt8] {
        bytes.contains(0) ? bytes.map { $0 == 0 ? 0x20 : $0 } : bytes
    }

    /// The encoding of `<meta charset>`, of `<meta http-equiv>` or of the XML declaration, lower case.
    static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let start = String(decoding: bytes.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        for key in ["charset", "encoding"] {
            guard let found = start.split(separator: key, maxSplits: 1).dropFirst().first else { continue }
            let value = found.drop { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
                .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if !value.isEmpty, value.count < 40 { return String(value) }
        }
        return nil
    }
}
