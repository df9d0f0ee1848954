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
    /// The parser compares each attribute of a tag with all others.
    private static let attributeLimit = 2000

    func page(_ bytes: [UInt8], at place: SourcePlace, notes: inout [Diagnostic]) throws(Diagnostic) -> Page {
        let size = PageSize(bytes)
        if size.tags > tagLimit { throw IntakeMessages.pageTooComplex(place, "\(tagLimit) tags") }
        if size.attributes > Self.attributeLimit {
            throw IntakeMessages.pageTooComplex(place, "\(Self.attributeLimit) attributes in one tag")
        }
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
            if declared != "utf-8", declared != "utf8",
                let tree = PageTree(Self.withoutZeros(bytes), encoding: declared)
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

/// How much work a page would make, counted before it is parsed.
struct PageSize: Equatable {
    private(set) var tags = 0
    /// The most words in one tag outside quotes.
    private(set) var attributes = 0

    init(_ bytes: [UInt8]) {
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            tags += 1
            index = start + 1
            guard index < bytes.count, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7A else { continue }
            var words = 0
            index = Self.endOfTag(bytes, from: index, words: &words)
            attributes = max(attributes, words)
            if bytes[start...].prefix(7).map({ $0 | 0x20 }) == Array("<script".utf8).map({ $0 | 0x20 }) {
                index = Self.endOfScript(bytes, from: index)
            }
        }
    }

    private static func endOfTag(_ bytes: [UInt8], from start: Int, words: inout Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            let byte = bytes[index]
            // A quote counts as one only where a value starts.
            if byte == UInt8(ascii: "=") {
                while index + 1 < bytes.count, isBlank(bytes[index + 1]) { index += 1 }
                if index + 1 < bytes.count, bytes[index + 1] == 0x22 || bytes[index + 1] == 0x27 {
                    let quote = bytes[index + 1]
                    index = bytes[(index + 2)...].firstIndex(of: quote) ?? bytes.count - 1
                }
                words += 1
            } else if isBlank(byte) || byte == UInt8(ascii: "/"), index > start, !isBlank(bytes[index - 1]) {
                words += 1
            }
            index += 1
        }
        return index
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// What stands in a script is no tag.
    private static func endOfScript(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while let next = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            if bytes[next...].prefix(8).map({ $0 | 0x20 }) == Array("</script".utf8).map({ $0 | 0x20 }) { return next }
            index = next + 1
        }
        return bytes.count
    }
}
