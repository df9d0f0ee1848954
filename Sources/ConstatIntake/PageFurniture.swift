import ConstatResources
import ConstatText

/// The words by which a page's furniture is told from its article: names of elements, and phrases.
struct PageFurniture: Sendable {
    /// Names that are furniture wherever they stand.
    private var always: Set<String> = []
    /// Names that are furniture unless they hold most of the page.
    private var usually: Set<String> = []
    private var usualPhrases: [[String]] = []
    private var lead: Set<String> = []
    /// Folded phrases.
    private var starts: [String] = []
    private var whole: Set<String> = []

    init() {
        for line in EmbeddedResource.lines(named: "PageFurniture.lexicon") { add(line.text) }
        for line in EmbeddedResource.lines(named: "FrenchPageFurniture.lexicon") { add(line.text) }
    }

    private mutating func add(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        let words = value.split(separator: " ").map(String.init)
        switch line[..<colon] {
        case "always": always.formUnion(words)
        case "usually": usually.formUnion(words)
        case "usually phrases":
            usualPhrases += value.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
        case "lead": lead.formUnion(words)
        case "starts": starts.append(Self.plain(String(value)))
        case "whole": whole.insert(Self.plain(String(value)))
        default: break
        }
    }

    func isAlwaysFurniture(_ names: [String]) -> Bool { names.contains { always.contains($0) } }

    func isUsuallyFurniture(_ names: [String]) -> Bool {
        names.contains { usually.contains($0) } || usualPhrases.contains { Self.holds(names, $0) }
    }

    func isLead(_ names: [String]) -> Bool { names.contains { lead.contains($0) } }

    /// Whether a paragraph is an invitation, a credit or a notice of the page.
    func isNotice(_ paragraph: String) -> Bool {
        guard paragraph.utf8.count < 400 else { return false }
        let plain = Self.plain(paragraph)
        if whole.contains(Self.withoutEnd(plain)) { return true }
        return starts.contains { plain.hasPrefix($0) && Self.endsWord(plain, at: $0) }
    }

    private static func holds(_ names: [String], _ phrase: [String]) -> Bool {
        guard !phrase.isEmpty, names.count >= phrase.count else { return false }
        return (0...(names.count - phrase.count)).contains { start in
            names[start..<(start + phrase.count)].elementsEqual(phrase)
        }
    }

    /// Folded, without marks before the first word ("» Lire aussi", "- À lire").
    private static func plain(_ text: String) -> String {
        let folded = text.folded
        return String(folded.drop { !$0.isLetter && !$0.isNumber && $0 != "©" && $0 != "(" })
    }

    private static func withoutEnd(_ text: String) -> String {
        var text = text
        while let last = text.last, !last.isLetter, !last.isNumber { text.removeLast() }
        return text
    }

    private static func endsWord(_ text: String, at start: String) -> Bool {
        guard let next = text.dropFirst(start.count).first, let last = start.last, last.isLetter else { return true }
        return !next.isLetter
    }

    /// The words of `class` and `id`, cut at marks and capitals, lower case: `relatedLinks-box` is related, links, box.
    static func names(_ node: PageTree.Node) -> [String] {
        var words: [String] = []
        for attribute in node.attributes where attribute.name == "class" || attribute.name == "id" {
            var word = ""
            var wasLower = false
            for scalar in attribute.value.unicodeScalars {
                let isUpper = ("A"..."Z").contains(scalar)
                let isWord = isUpper || ("a"..."z").contains(scalar)
                if !isWord || (isUpper && wasLower) {
                    if !word.isEmpty { words.append(word) }
                    word = ""
                }
                if isWord { word.append(isUpper ? String(scalar).lowercased() : String(scalar)) }
                wasLower = isWord && !isUpper
            }
            if !word.isEmpty { words.append(word) }
        }
        return words
    }
}
