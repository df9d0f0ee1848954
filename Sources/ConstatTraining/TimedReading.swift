import ConstatLanguage
import ConstatText
import Foundation

/// A reading by the embedded model, with the processor time that it took.
public struct TimedReading {
    public let conllU: String
    /// Tokens, tokens a second of processor time, and the time to make the analyser.
    public let summary: String

    /// `keepsTokens`: `text` is CoNLL-U, and its tokens and sentences are kept.
    public init(_ text: String, keepsTokens: Bool) throws {
        let before = clock()
        let analyser = FrenchAnalyser()
        let document = keepsTokens ? try ConllU.document(of: text, id: "text") : Document(id: "text", text: text)
        let given = keepsTokens ? try ConllU.tokenized(text) : []
        let start = clock()
        let sentences = keepsTokens ? analyser.annotate(given) : analyser.sentences(of: document)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        let count = sentences.reduce(0) { $0 + $1.tokens.count }
        conllU = ConllU.text(for: sentences, of: document)
        let loading = Double(start - before) * 1000 / Double(CLOCKS_PER_SEC)
        summary = "\(count) tokens, \(Int(Double(count) / max(seconds, 0.000_001))) a CPU second, start \(loading) ms"
    }
}
