/// What a file or a stream is, judged by its first bytes; its name decides only where they do not.
enum ContentKind: Hashable {
    case plainText, page, records
    /// JSON, but not one value a line.
    case otherJSON
    case binary

    /// The extensions that a folder is searched for.
    static let knownExtensions: Set<String> = ["txt", "html", "htm", "jsonl", "md"]

    static func of(firstBlock bytes: [UInt8], fileExtension: String?) -> ContentKind {
        let start = TextDecoding.decode(Array(bytes.prefix(1 << 14))).text
        let body = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if looksLikePage(body) || (isPageExtension(fileExtension) && body.contains("<")) {
            return isMostlyZero(bytes) ? .binary : .page
        }
        if body.first == "{" || body.first == "[" {
            if let kind = jsonKind(body, isNamedRecords: fileExtension == "jsonl") { return kind }
        }
        if TextCheck.isBinary(firstBlock: bytes) { return .binary }
        if fileExtension == "jsonl" { return .records }
        return hasManyTags(body) ? .page : .plainText
    }

    private static func isPageExtension(_ name: String?) -> Bool { name == "html" || name == "htm" || name == "xhtml" }

    private static func isMostlyZero(_ bytes: [UInt8]) -> Bool {
        bytes.reduce(0) { $0 + ($1 == 0 ? 1 : 0) } * 50 > bytes.count && !bytes.starts(with: [0xFF, 0xFE])
            && !bytes.starts(with: [0xFE, 0xFF])
    }

    /// `{"` starts a record; a brace alone on the first line, or a list of objects, is JSON of another shape.
    private static func jsonKind(_ body: Substring, isNamedRecords: Bool) -> ContentKind? {
        let firstLine = body.prefix { !$0.isNewline }
        let second = firstLine.dropFirst().first { !$0.isWhitespace }
        if body.first == "{" {
            if second == "\"" { return .records }
            if second == nil, body.dropFirst().first(where: { !$0.isWhitespace }) == "\"" { return .otherJSON }
            return isNamedRecords ? .records : nil
        }
        return body.dropFirst().first { !$0.isWhitespace } == "{" ? .otherJSON : nil
    }

    private static func looksLikePage(_ body: Substring) -> Bool {
        let start = body.prefix(2048).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return true }
        return start.hasPrefix("<") && (start.contains("<html") || start.contains("<!doctype html"))
    }

    /// A fragment of a page: starts with a tag and has a good many of them.
    private static func hasManyTags(_ body: Substring) -> Bool {
        guard body.first == "<" else { return false }
        let start = body.prefix(4096)
        let closings = start.lowercased().split(separator: "</").count - 1
        return closings >= 3
    }
}
