import ConstatLanguage
import ConstatText
import Foundation

/// A word of a treebank as a surface token: what a reader sees between blanks, "du" as one.
public struct TreebankToken: Sendable {
    public var form: String
    public var lemma: String
    public var partOfSpeech: String
    public var features: String
    /// Index in the sentence; -1 for the root.
    public var head: Int
    public var relation: String

    var label: String { TagSet.label(partOfSpeech: partOfSpeech, features: features) }
}

public typealias TreebankSentence = [TreebankToken]

/// A sentence of a treebank with its text, and where its tokens stand there (UTF-8).
struct LocatedSentence {
    var text: String
    var spans: [TextSpan]
    var tokens: TreebankSentence
}

/// Reads CoNLL-U treebanks, plain or gzipped.
public enum Treebank {
    public static func sentences(at url: URL, leavingOut identifiers: Set<String> = []) throws -> [TreebankSentence] {
        try blocks(at: url).filter { !identifiers.contains(identifier(of: $0)) }.map(surface).filter { !$0.isEmpty }
    }

    /// The sentences whose `# text` holds all their tokens, in order.
    static func located(at url: URL) throws -> [LocatedSentence] {
        try blocks(at: url).compactMap { block in
            let tokens = surface(block)
            guard let text = comment("text", of: block), let spans = spans(of: tokens, in: text) else { return nil }
            return LocatedSentence(text: text, spans: spans, tokens: tokens)
        }
    }

    static func identifier(of block: String) -> String { comment("sent_id", of: block) ?? "" }

    private static func comment(_ name: String, of block: String) -> String? {
        let start = "# \(name) = "
        return block.split(separator: "\n").first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }

    private static func spans(of tokens: TreebankSentence, in text: String) -> [TextSpan]? {
        let bytes = Array(text.utf8)
        var at = 0
        var spans: [TextSpan] = []
        for token in tokens {
            let form = Array(token.form.utf8)
            while at < bytes.count, !bytes[at...].starts(with: form) { at += 1 }
            guard at < bytes.count else { return nil }
            spans.append(TextSpan(at, at + form.count))
            at += form.count
        }
        return spans
    }

    /// The file's sentences as they stand, comments included.
    public static func blocks(at url: URL) throws -> [String] {
        let text = String(decoding: try contents(of: url), as: UTF8.self)
        return text.components(separatedBy: "\n\n").filter { block in
            block.split(separator: "\n").contains { $0.first != "#" }
        }
    }

    static func contents(of url: URL) throws -> Data {
        guard url.pathExtension == "gz" else { return try Data(contentsOf: url) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", url.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
        return data
    }

    private struct Row {
        let number: Int
        let cells: [Substring]
        var head: Int { Int(cells[6]) ?? 0 }
    }

    /// Collapses multiword tokens: the word that hangs outside the group stands for it.
    private static func surface(_ block: String) -> TreebankSentence {
        var rows: [Row] = []
        var groups: [Int: (last: Int, form: String)] = [:]
        for line in block.split(separator: "\n") where line.first != "#" {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 10 else { continue }
            if let dash = cells[0].firstIndex(of: "-") {
                guard let first = Int(cells[0][..<dash]), let last = Int(cells[0][cells[0].index(after: dash)...])
                else { continue }
                groups[first] = (last, String(cells[1]))
            } else if let number = Int(cells[0]) {
                rows.append(Row(number: number, cells: cells))
            }
        }
        return collapsed(rows, groups)
    }

    private static func collapsed(_ rows: [Row], _ groups: [Int: (last: Int, form: String)]) -> TreebankSentence {
        var places: [Int: Int] = [:]
        var tokens: [(form: String, rows: [Row])] = []
        var index = 0
        while index < rows.count {
            let group = groups[rows[index].number]
            let members = rows[index...].prefix { $0.number <= group?.last ?? rows[index].number }
            for row in members { places[row.number] = tokens.count }
            tokens.append((group?.form ?? String(rows[index].cells[1]), Array(members)))
            index += max(1, members.count)
        }
        return tokens.enumerated().compactMap { place, token in
            guard let first = token.rows.first else { return nil }
            let row = token.rows.first { places[$0.head] != place } ?? first
            return TreebankToken(
                form: token.form, lemma: String(row.cells[2]), partOfSpeech: String(row.cells[3]),
                features: String(row.cells[5]), head: places[row.head] ?? -1, relation: String(row.cells[7]))
        }
    }
}

extension TreebankSentence {
    /// Bare tokens for the feature functions; spans say nothing.
    var tokens: [Token] { map { Token(span: TextSpan(0, 0), form: $0.form) } }

    /// The sentence in capitals without accents, as headlines are written.
    var shouted: TreebankSentence { spelled { $0.folded.uppercased() } }

    /// The sentence without accents, as hurried people write.
    var unaccented: TreebankSentence { spelled(\.withoutAccents) }

    private func spelled(_ spell: (String) -> String) -> TreebankSentence {
        map { token in
            var copy = token
            copy.form = spell(token.form)
            return copy
        }
    }
}

extension String {
    var withoutAccents: String {
        unicodeScalars.reduce(into: "") { out, scalar in
            let plain = String(scalar).folded
            out += scalar.properties.isUppercase ? plain.uppercased() : plain
        }
    }
}
