import ConstatText
import Foundation

/// What a header line of an `.examples` file demands of one claim.
struct ExpectedClaim {
    var type = ""
    var status = "occurred"
    var isHedged = false
    /// Named slots in order ("agent", "Iraqi Army"): slots that are not named are not looked at.
    var slots: [(name: String, value: String)] = []

    func values(of slot: String) -> [String] { slots.filter { $0.name == slot }.map(\.value) }
}

/// One text of an `.examples` file: the brackets taken out, and what the header lines above it say.
struct ClaimExample {
    var line: Int
    var expected: [ExpectedClaim]
    /// Fails today, and should not.
    var isWanted: Bool
    var publishedOn: CalendarDay?
    var text: String
    /// The bracketed triggers in order, one for each expected claim.
    var triggers: [TextSpan]
}

/// Reads `.examples` files: lines at the margin say what is expected, indented lines are texts. The format is told in
/// `Sources/ConstatClaims/Resources/French/README.md`.
struct ClaimExamplesFile {
    private(set) var examples: [ClaimExample] = []
    /// Lines that could not be understood.
    private(set) var faults: [(line: Int, words: String)] = []

    private var headers: [ExpectedClaim] = []
    private var isWanted = false
    private var publishedOn: CalendarDay?
    /// A header after a text begins a new block.
    private var blockHasText = false

    static let slots: Set<String> =
        ["agent", "target", "supporter", "victim", "place", "relation", "time", "precision", "source", "speaker"]

    init(path: String) throws {
        let content = try String(contentsOfFile: path, encoding: .utf8)
        for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            read(line, number: index + 1)
        }
    }

    private mutating func read(_ line: Substring, number: Int) {
        if line.first == " " {
            if !line.allSatisfy({ $0 == " " }) { addText(line.drop { $0 == " " }, number: number) }
            return
        }
        let words = line.prefix { $0 != "#" }.split(separator: " ")
        guard let first = words.first else { return }
        if first == "now" {
            publishedOn = words.last.flatMap { CalendarDay($0) }
            return
        }
        if blockHasText { startBlock() }
        addHeader(words, number: number)
    }

    private mutating func startBlock() {
        headers = []
        isWanted = false
        blockHasText = false
    }

    private mutating func addHeader(_ words: [Substring], number: Int) {
        var words = words[...]
        if words.first == "wanted" {
            isWanted = true
            words.removeFirst()
        }
        guard words.first != "none" else { return }
        var claim = ExpectedClaim(type: words.popFirst().map(String.init) ?? "")
        for word in words {
            if word == "hedged" {
                claim.isHedged = true
            } else if ["occurred", "ongoing", "planned", "possible", "denied"].contains(word), claim.slots.isEmpty {
                claim.status = String(word)
            } else if let equals = word.firstIndex(of: "="), Self.isSlot(word[..<equals]) {
                claim.slots.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
            } else if let last = claim.slots.indices.last {
                claim.slots[last].value += " " + word
            } else {
                faults.append((number, String(word)))
            }
        }
        headers.append(claim)
    }

    private static func isSlot(_ word: Substring) -> Bool {
        slots.contains(String(word)) || ClaimDescription.measures.contains(String(word))
    }

    private mutating func addText(_ line: Substring, number: Int) {
        let (text, triggers) = Self.withoutBrackets(line)
        if triggers.count != headers.count { faults.append((number, "brackets and header lines differ in number")) }
        examples.append(
            ClaimExample(
                line: number, expected: headers, isWanted: isWanted, publishedOn: publishedOn, text: text,
                triggers: triggers))
        blockHasText = true
    }

    /// "\" stands for the end of a line of the text.
    private static func withoutBrackets(_ line: Substring) -> (String, [TextSpan]) {
        var bytes: [UInt8] = []
        var start = 0
        var triggers: [TextSpan] = []
        for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "["): start = bytes.count
            case UInt8(ascii: "]"): triggers.append(TextSpan(start, bytes.count))
            case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\n"))
            default: bytes.append(byte)
            }
        }
        return (String(decoding: bytes, as: UTF8.self), triggers)
    }
}
