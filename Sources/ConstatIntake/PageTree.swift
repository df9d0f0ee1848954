private import CLibXML2

/// A page as a flat list of elements and texts in reading order: what is below node `i` stands from `i + 1` to its `end`.
///
/// It is copied from libxml2's tree, which is freed before anything is judged, so that no C pointer outlives
/// ``init(_:encoding:)`` and every walk is a loop that no nesting can exhaust.
struct PageTree {
    struct Node {
        /// Lower case; empty for a text.
        var tag: String
        var text = ""
        /// Only the attributes that intake reads.
        var attributes: [(name: String, value: String)] = []
        /// -1 for the root.
        var parent: Int
        /// Past the last node below this one.
        var end: Int

        var isText: Bool { tag.isEmpty }

        subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    private(set) var nodes: [Node] = []
    /// The contents of `<script type="application/ld+json">`.
    private(set) var linkedData: [String] = []
    /// Whether something was nested deeper than ``deepest`` and raised to that level.
    private(set) var isFlattened = false

    static let deepest = 400
    private static let keptAttributes: Set<String> = [
        "id", "class", "itemprop", "itemtype", "property", "name", "content", "href", "rel", "datetime", "pubdate",
        "lang", "xml:lang", "role", "hidden", "style", "aria-hidden",
    ]
    /// Elements of which nothing is text.
    private static let passedOver: Set<String> = [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "textarea", "button", "map", "noframes",
    ]

    /// Nil when the parser finds no element at all. Any bytes are safe.
    init?(_ bytes: [UInt8], encoding: String = "UTF-8") {
        guard !bytes.isEmpty, let count = Int32(exactly: bytes.count) else { return nil }
        let tree = bytes.withUnsafeBytes { buffer in
            constat_read_page(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), count, encoding)
        }
        guard let tree else { return nil }
        defer { xmlFreeDoc(tree) }
        guard let root = xmlDocGetRootElement(tree) else { return nil }
        copy(root)
        if nodes.isEmpty { return nil }
    }

    /// Walks along the pointers: down to the first child, on to the next sibling, up again.
    private mutating func copy(_ root: xmlNodePtr) {
        var node = root
        // The open elements' indices; an element beyond the limit is not opened, so that its content joins the last one.
        var open: [Int] = []
        var depth = 0
        while true {
            if enter(node, parent: open.last ?? -1), let child = node.pointee.children {
                if depth < Self.deepest { open.append(nodes.count - 1) } else { isFlattened = true }
                depth += 1
                node = child
                continue
            }
            while node != root, node.pointee.next == nil, let parent = node.pointee.parent {
                node = parent
                depth -= 1
                if depth < Self.deepest, let closed = open.popLast() { nodes[closed].end = nodes.count }
            }
            guard node != root, let next = node.pointee.next else { return }
            node = next
        }
    }

    /// Adds the node; says whether what is below it is wanted.
    private mutating func enter(_ node: xmlNodePtr, parent: Int) -> Bool {
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            let text = Self.string(node.pointee.content)
            if !text.isEmpty { nodes.append(Node(tag: "", text: text, parent: parent, end: nodes.count + 1)) }
            return false
        case XML_ELEMENT_NODE:
            let tag = Self.string(node.pointee.name).lowercased()
            if tag == "script" { keepLinkedData(node) }
            if Self.passedOver.contains(tag) { return false }
            nodes.append(
                Node(tag: tag, attributes: Self.attributes(of: node), parent: parent, end: nodes.count + 1))
            return true
        default: return false
        }
    }

    private mutating func keepLinkedData(_ node: xmlNodePtr) {
        guard linkedData.count < 50,
            Self.attribute("type", of: node)?.lowercased().contains("ld+json") == true
        else { return }
        var text = ""
        var child = node.pointee.children
        while let part = child {
            text += Self.string(part.pointee.content)
            child = part.pointee.next
        }
        if text.utf8.count < 1 << 20 { linkedData.append(text) }
    }

    private static func attributes(of node: xmlNodePtr) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var next = node.pointee.properties
        while let attribute = next {
            let name = string(attribute.pointee.name).lowercased()
            if keptAttributes.contains(name) { found.append((name, value(of: attribute))) }
            next = attribute.pointee.next
        }
        return found
    }

    private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
        var next = node.pointee.properties
        while let attribute = next {
            if string(attribute.pointee.name).lowercased() == name { return value(of: attribute) }
            next = attribute.pointee.next
        }
        return nil
    }

    private static func value(of attribute: xmlAttrPtr) -> String {
        var text = ""
        var child = attribute.pointee.children
        while let part = child {
            text += string(part.pointee.content)
            child = part.pointee.next
        }
        return text
    }

    private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(decodingCString: $0, as: UTF8.self) } ?? ""
    }

    private static func string(_ pointer: UnsafeMutablePointer<xmlChar>?) -> String {
        string(UnsafePointer(pointer))
    }
}

extension PageTree {
    /// Whether node `inner` stands below node `outer`, or is it.
    func contains(_ outer: Int, _ inner: Int) -> Bool { outer <= inner && inner < nodes[outer].end }

    /// The element's words with single blanks, as shown.
    func words(of index: Int) -> String {
        var words = PageWords()
        for node in nodes[index..<nodes[index].end] where node.isText { words.add(node.text) }
        return words.text
    }
}

/// Gathers texts as a browser shows them: any run of blanks is one blank, none at either end.
struct PageWords {
    private(set) var text = ""
    private var isBlankPending = false

    mutating func add(_ part: String) {
        for scalar in part.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{C}": isBlankPending = true
            // Marks that are never shown: zero-width blanks, soft hyphens, byte order marks.
            case "\u{200B}", "\u{FEFF}", "\u{AD}", "\0": break
            default:
                if isBlankPending, !text.isEmpty, text.unicodeScalars.last != "\n" { text.append(" ") }
                isBlankPending = false
                text.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func breakLine() {
        isBlankPending = false
        if !text.isEmpty { text.append("\n") }
    }

    /// Without line breaks at the end.
    func trimmed() -> String {
        var text = text
        while let last = text.unicodeScalars.last, last == "\n" || last == " " || last == "\u{A0}" {
            text.unicodeScalars.removeLast()
        }
        return text
    }

    var isEmpty: Bool { text.isEmpty }
}
