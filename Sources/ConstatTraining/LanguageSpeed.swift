import ConstatLanguage
import ConstatText
import Foundation

/// The speed of all layers of the language on a text, in processor time of one thread.
public struct LanguageSpeed {
    /// Tokens a second, and the time to make the analyser.
    public let summary: String

    public init(file: URL, analyser make: () throws -> FrenchAnalyser) throws {
        let text = String(decoding: try Treebank.contents(of: file), as: UTF8.self)
        let document = Document(id: "text", text: text)
        let before = clock()
        let analyser = try make()
        let start = clock()
        let sentences = analyser.sentences(of: document)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        let count = sentences.reduce(0) { $0 + $1.tokens.count }
        let words = text.split(whereSeparator: \.isWhitespace).count
        let loading = Double(start - before) * 1000 / Double(CLOCKS_PER_SEC)
        summary = """
            \(count) tokens, \(words) words between blanks
            \(Int(Double(count) / max(seconds, 0.000_001))) tokens a second of processor time
            \(Int(Double(words) / max(seconds, 0.000_001))) words a second of processor time
            start: \(String(format: "%.1f", loading)) ms
            """
    }
}
