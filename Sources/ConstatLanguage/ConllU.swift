public import ConstatText

/// CoNLL-U in and out, tokens located by `TokenRange` in Unicode scalars of the text.
public enum ConllU {
    /// A row that is not CoNLL-U.
    public struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
        /// Counted from 1.
        public let line: Int
        public let summary: String

        public init(line: Int, summary: String) {
            self.line = line
            self.summary = summary
        }

        public var description: String { "line \(line): \(summary)" }
    }

    /// What a row stands for.
    public enum Row: Sendable {
        /// A surface token: "du" is one.
        case token
        /// A word of Universal Dependencies: "du" is a row of its own, `1-2`, before those of "de" and "le".
        case word
    }

    /// The sentences of a document as CoNLL-U, names as `NE=B-PER` in MISC.
    public static func text(for sentences: [Sentence], of document: Document, rows: Row = .token) -> String {
        let offsets = ScalarOffsets(document)
        let contractions = rows == .word ? FrenchContractions() : nil
        var out = ""
        for (index, sentence) in sentences.enumerated() {
            let following = index + 1 < sentences.count ? sentences[index + 1].tokens.first?.span.lower : nil
            out += "# sent_id = \(index + 1)\n# text = \(oneLine(document.quote(sentence.span)))\n"
            let misc = misc(sentence, nextStart: following ?? document.utf8.count + 1, offsets)
            if let contractions {
                out += UniversalWords(sentence.tokens, contractions).rows(misc)
            } else {
                for (index, token) in sentence.tokens.enumerated() {
                    append(number: index + 1, token, head: token.head + 1, misc[index], &out)
                }
            }
            out += "\n"
        }
        return out
    }

    private static func misc(_ sentence: Sentence, nextStart: Int, _ offsets: ScalarOffsets) -> [String] {
        sentence.tokens.enumerated().map { index, token in
            let next = index + 1 < sentence.tokens.count ? sentence.tokens[index + 1].span.lower : nextStart
            let range = offsets.scalarRange(token.span)
            var misc: [String] = []
            if let name = token.name.label { misc.append("NE=" + name) }
            if next == token.span.upper { misc.append("SpaceAfter=No") }
            misc.append("TokenRange=\(range.lowerBound):\(range.upperBound)")
            return misc.joined(separator: "|")
        }
    }

    static func append(number: Int, _ token: Token, head: Int, _ misc: String, _ out: inout String) {
        out += "\(number)\t\(oneLine(token.form))\t\(oneLine(token.lemma))\t\(token.partOfSpeech.rawValue)\t_\t"
        out += "\(token.morphology.features)\t\(head)\t\(token.relation.rawValue)\t_\t\(misc)\n"
    }

    /// A cell may not hold line breaks or tabs.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }

    /// The tokens of a CoNLL-U text, one array a sentence, their spans in the text that ``document(of:)`` makes of the
    /// same input. Rows of multiword tokens (`1-2`) stand for their words; empty nodes (`1.1`) are left out.
    public static func tokenized(_ text: String) throws(Malformed) -> [[Token]] {
        try read(text).sentences
    }

    /// The running text that a CoNLL-U text's tokens make: a blank between tokens but after `SpaceAfter=No`, a line for
    /// each sentence.
    public static func document(of text: String, id: String) throws(Malformed) -> Document {
        Document(id: id, text: try read(text).text, language: "fr")
    }

    private static func read(_ text: String) throws(Malformed) -> (text: String, sentences: [[Token]]) {
        var reading = Reading()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try reading.add(line.last == "\r" ? line.dropLast() : line, number: index + 1)
        }
        reading.endSentence()
        return (String(decoding: reading.utf8, as: UTF8.self), reading.sentences)
    }

    private struct Reading {
        var utf8: [UInt8] = []
        var sentences: [[Token]] = []
        private var tokens: [Token] = []
        private var wordsToSkip = 0
        private var needsBlank = false

        mutating func add(_ line: Substring, number: Int) throws(Malformed) {
            if line.isEmpty {
                endSentence()
            } else if line.first != "#" {
                try addRow(line.split(separator: "\t", omittingEmptySubsequences: false), number)
            }
        }

        private mutating func addRow(_ cells: [Substring], _ number: Int) throws(Malformed) {
            guard cells.count == 10 else {
                throw Malformed(line: number, summary: "a row has ten columns, this one has \(cells.count)")
            }
            guard !cells[1].isEmpty else { throw Malformed(line: number, summary: "the form is empty") }
            if cells[0].contains(".") { return }
            let ends = cells[0].split(separator: "-").map { Int($0) }
            guard let first = ends.first, let lower = first, let last = ends.last, let upper = last, ends.count <= 2,
                upper >= lower
            else { throw Malformed(line: number, summary: "\"\(cells[0])\" is not a token number") }
            if ends.count == 1, wordsToSkip > 0 {
                wordsToSkip -= 1
                return
            }
            if ends.count == 2 { wordsToSkip = upper - lower + 1 }
            addToken(String(cells[1]), hasBlankAfter: !cells[9].split(separator: "|").contains("SpaceAfter=No"))
        }

        private mutating func addToken(_ form: String, hasBlankAfter: Bool) {
            if needsBlank { utf8.append(0x20) }
            let start = utf8.count
            utf8.append(contentsOf: form.utf8)
            tokens.append(Token(span: TextSpan(start, utf8.count), form: form))
            needsBlank = hasBlankAfter
        }

        mutating func endSentence() {
            wordsToSkip = 0
            needsBlank = false
            guard !tokens.isEmpty else { return }
            sentences.append(tokens)
            tokens = []
            utf8.append(0x0A)
        }
    }
}

extension NameTag {
    /// "B-PER", "I-LOC"; nil outside names.
    public var label: String? {
        switch self {
        case .outside: nil
        case .begins(let kind): "B-" + kind.rawValue
        case .continues(let kind): "I-" + kind.rawValue
        }
    }
}
