import ConstatLanguage
import ConstatText
import Foundation

/// Bare tokens of texts that may train a model that is given away, for a teacher to annotate.
///
/// Wikinews (CC BY 2.5) by way of WiNER-fr and of the 2012 articles, POPCORN (MIT), and of the old newspapers of Europeana
/// (CC0) the sentences whose every small word the lexicon has: the others were badly recognized. What is set aside stays out.
public struct SilverText {
    private let folder: URL
    private let heldOut: HeldOut

    /// `folder` holds `winer-fr`, `news-fr`, `popcorn` and `ner-fr`.
    public init(folder: URL, heldOut: HeldOut) {
        self.folder = folder
        self.heldOut = heldOut
    }

    private struct Record: Decodable {
        let id: String?
        let text: String
    }

    /// CoNLL-U whose rows have a form only; each sentence once, those of 3 to 120 tokens.
    public func conllU() throws -> String {
        let segmenter = FrenchSegmenter()
        var seen: Set<String> = []
        var out = ""
        func add(_ text: String, _ isClean: ([Token]) -> Bool) {
            for tokens in segmenter.sentences(of: Document(id: "text", text: text))
            where (3...120).contains(tokens.count) && isClean(tokens) {
                let rows = tokens.enumerated().map { index, token in
                    "\(index + 1)\t\(token.form)\t_\t_\t_\t_\t_\t_\t_\t_\n"
                }.joined()
                if seen.insert(rows).inserted { out += rows + "\n" }
            }
        }
        for text in try texts() { add(text) { _ in true } }
        let (lexicon, clusters) = (Lexicon(), WordClusters())
        for text in try oldNewspapers() {
            add(text) { tokens in
                tokens.count > 7
                    && zip(tokens, SentenceFeatures(tokens, lexicon: lexicon, clusters: clusters).matches).allSatisfy {
                        token, match in
                        match.isKnown || token.form.first?.isLowercase != true
                    }
            }
        }
        return out
    }

    /// The sentences of the Europeana newspapers, words apart: a token and its name class a line.
    private func oldNewspapers() throws -> [String] {
        let url = folder.appendingPathComponent("ner-fr/europeana-bnf.conll.gz")
        return String(decoding: try Treebank.contents(of: url), as: UTF8.self).components(separatedBy: "\n\n").map {
            block in
            block.split(separator: "\n").compactMap { $0.split(separator: "\t").first }.joined(separator: " ")
        }
    }

    private func texts() throws -> [String] {
        let decoder = JSONDecoder()
        return try ["winer-fr/train", "news-fr/wikinews", "popcorn/train"].flatMap { name in
            let url = folder.appendingPathComponent(name + ".jsonl.gz")
            return try Treebank.contents(of: url).split(separator: 0x0A).compactMap { line in
                let record = try decoder.decode(Record.self, from: Data(line))
                return heldOut.articles.contains(record.id ?? "") ? nil : record.text
            }
        }
    }
}
