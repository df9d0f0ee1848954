import ConstatResources
import ConstatText

/// Reads the byline of a news agency in a text: whose dispatch it says to be.
struct NewsAgencies: Sendable {
    /// An agency's name by each of its forms, as lists of words; longer forms first.
    private let forms: [(words: [String], agency: String)]
    private let marks: Set<String>

    init() { self.init(EmbeddedResource.text(named: "NewsAgencies.lexicon")) }

    init(_ lexicon: String) {
        var forms: [(words: [String], agency: String)] = []
        var marks: Set<String> = []
        for line in EmbeddedResource.lines(of: lexicon) {
            let text = line.text
            if text.hasPrefix("agency "), let colon = text.firstIndex(of: ":") {
                let name = Self.trimmed(text[..<colon].dropFirst(7))
                for form in text[text.index(after: colon)...].split(separator: ",") {
                    forms.append((Self.words(form), name))
                }
            } else if text.hasPrefix("before ") {
                marks.formUnion(text.dropFirst(7).split(separator: ",").map(Self.trimmed))
            }
        }
        self.forms = forms.sorted { $0.words.count > $1.words.count }
        self.marks = marks
    }

    /// The agency's usual name; nil where the text names none as its maker.
    func byline(of text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline).filter { !Self.words($0).isEmpty }
        guard let first = lines.first, let last = lines.last else { return nil }
        for bracket in Self.brackets(first) where Self.isDateline(bracket, in: first) {
            if let agency = agency(endingIn: bracket) { return agency }
        }
        if lines.count > 1, let agency = agency(opening: last) { return agency }
        if last.last == ")", let inside = Self.brackets(last).last { return agency(endingIn: inside) }
        return nil
    }

    /// `AFP`, `Le Courrier/AFP`: the whole, or what stands after the last slash.
    private func agency(endingIn text: Substring) -> String? {
        let part = Self.words(text.split(separator: "/").last ?? text)
        return forms.first { $0.words == part }?.agency
    }

    /// The line is an agency's form, a mark before it or none, other agencies after it or none.
    private func agency(opening line: Substring) -> String? {
        var words = Self.words(line)[...]
        if let mark = words.first, marks.contains(mark) || marks.contains(mark.lowercased()) { words.removeFirst() }
        guard let first = form(opening: words) else { return nil }
        words = words.dropFirst(first.words.count)
        while words.first == "et" || words.first == "," {
            guard let next = form(opening: words.dropFirst()) else { return nil }
            words = words.dropFirst(1 + next.words.count)
        }
        return words.isEmpty ? first.agency : nil
    }

    private func form(opening words: ArraySlice<String>) -> (words: [String], agency: String)? {
        forms.first { words.starts(with: $0.words) }
    }

    /// The bracket opens or closes the line, or a dash or point comes after it.
    private static func isDateline(_ bracket: Substring, in line: Substring) -> Bool {
        if line[..<bracket.startIndex].allSatisfy({ $0 == " " || $0 == "(" }) { return true }
        let next = line[bracket.endIndex...].dropFirst().first { $0 != " " && $0 != "\u{A0}" }
        return next.map { "-–—.:".contains($0) } ?? true
    }

    /// What stands in round brackets, from left to right.
    private static func brackets(_ line: Substring) -> [Substring] {
        var found: [Substring] = []
        var rest = line
        while let open = rest.firstIndex(of: "(") {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: ")") else { break }
            found.append(inside[..<close])
            rest = inside[inside.index(after: close)...]
        }
        return found
    }

    /// Words as they stand (an agency's capitals tell "AP" from "ap"), commas by themselves, colons and points dropped.
    private static func words(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        for part in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }) {
            var word = String(part.filter { $0 != ":" && $0 != "." && $0 != "," })
            if word.hasPrefix("©"), word.count > 1 {
                words.append("©")
                word.removeFirst()
            }
            if !word.isEmpty { words.append(word) }
            if part.hasSuffix(",") { words.append(",") }
        }
        return words
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
