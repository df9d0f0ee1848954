import ConstatLanguage
import ConstatText
import Foundation

/// How well texts are read, measured on a treebank: F1 over surface tokens ("du" is one), after the CoNLL 2018 shared task.
///
/// Tokens and arcs count when the same characters agree, so that a text split otherwise can be scored as well.
public struct LanguageScore {
    /// Who reads, and what is given beside the text.
    public enum Reader {
        case analyserOfTokens(FrenchAnalyser)
        case analyserOfText(FrenchAnalyser)
        /// Another program, which has annotated the treebank's tokens: its CoNLL-U.
        case program(reading: URL)
    }

    private struct Count {
        var right = 0
        var gold = 0
        var found = 0

        var percent: String {
            let total = gold + found
            return total == 0 ? "-" : String(format: "%.2f", 200 * Double(right) / Double(total))
        }
    }

    private struct Arc: Hashable {
        let head: TextSpan?
        let relation: String
    }

    private struct Word {
        let part: String
        let lemma: String
        let mood: String?
        let arc: Arc
    }

    /// In the order in which they are printed.
    private static let measures = [
        "tokens", "sentences", "UPOS", "lemmas", "lemmas of content words", "UAS", "LAS", "LAS, universal labels",
        "mood",
    ]
    private static let contentParts: Set = ["NOUN", "VERB", "ADJ", "PROPN", "ADV"]

    private var counts: [String: Count] = [:]
    private var conditionals = (found: 0, all: 0)
    private var falseConditionals = (found: 0, all: 0)
    private var goldCount = (sentences: 0, tokens: 0)

    /// Reads each ten sentences of a treebank (CoNLL-U, plain or gzipped) as a text of their own.
    public init(treebank: URL, reader: Reader) throws {
        let sentences = try Treebank.located(at: treebank)
        var reading: [TreebankSentence] = []
        if case .program(let url) = reader {
            reading = try Treebank.sentences(at: url)
            guard reading.map({ $0.map(\.form) }) == sentences.map({ $0.tokens.map(\.form) }) else {
                throw OtherTokens()
            }
        }
        for first in stride(from: 0, to: sentences.count, by: 10) {
            let last = min(first + 10, sentences.count)
            add(Array(sentences[first..<last]), reader, Array(reading.dropFirst(first).prefix(10)))
        }
    }

    /// A reading that has not the tokens and sentences of the treebank.
    public struct OtherTokens: Error, CustomStringConvertible {
        public var description: String { "the reading has not the tokens of the treebank, or not its sentences" }
    }

    private mutating func add(
        _ sentences: [LocatedSentence], _ reader: Reader, _ reading: [TreebankSentence]
    ) {
        var text = ""
        var gold: Located = []
        for sentence in sentences {
            if !text.isEmpty { text += " " }
            let start = text.utf8.count
            text += sentence.text
            gold.append(
                zip(sentence.spans, sentence.tokens).map { span, token in
                    (TextSpan(start + span.lower, start + span.upper), token)
                })
        }
        switch reader {
        case .analyserOfText(let analyser):
            compare(gold, Self.located(analyser.sentences(of: Document(id: "text", text: text))))
        case .analyserOfTokens(let analyser):
            let given = gold.map { $0.map { Token(span: $0.span, form: $0.token.form) } }
            compare(gold, Self.located(analyser.annotate(given)))
        case .program:
            compare(gold, zip(gold, reading).map { Array(zip($0.map(\.span), $1)) })
        }
    }

    private typealias Located = [[(span: TextSpan, token: TreebankToken)]]

    private static func located(_ sentences: [Sentence]) -> Located {
        sentences.map { sentence in
            sentence.tokens.map { token in
                let made = TreebankToken(
                    form: token.form, lemma: token.lemma, partOfSpeech: token.partOfSpeech.rawValue,
                    features: token.morphology.features, head: token.head, relation: token.relation.rawValue)
                return (token.span, made)
            }
        }
    }

    private mutating func compare(_ gold: Located, _ found: Located) {
        let goldWords = Self.words(gold)
        let foundWords = Self.words(found)
        goldCount.sentences += gold.count
        goldCount.tokens += goldWords.count
        let bounds = (
            Set(gold.compactMap { Self.bounds($0.map(\.span)) }), Set(found.compactMap { Self.bounds($0.map(\.span)) })
        )
        count("sentences", bounds.0.intersection(bounds.1).count, bounds.0.count, bounds.1.count)
        let shared = goldWords.compactMap { span, word in foundWords[span].map { (gold: word, found: $0) } }
        func add(_ name: String, _ isRight: ((gold: Word, found: Word)) -> Bool) {
            count(name, shared.count(where: isRight), goldWords.count, foundWords.count)
        }
        add("tokens") { _ in true }
        add("UPOS") { $0.gold.part == $0.found.part }
        add("lemmas") { $0.gold.lemma == $0.found.lemma }
        add("UAS") { $0.gold.arc.head == $0.found.arc.head }
        add("LAS") { $0.gold.arc == $0.found.arc }
        add("LAS, universal labels") { pair in
            let (gold, found) = (pair.gold.arc, pair.found.arc)
            return gold.head == found.head && gold.relation.prefix { $0 != ":" } == found.relation.prefix { $0 != ":" }
        }
        let content = shared.filter { Self.contentParts.contains($0.gold.part) }
        count(
            "lemmas of content words", content.count { $0.gold.lemma == $0.found.lemma }, content.count, content.count)
        countMoods(shared.filter { $0.gold.mood != nil })
    }

    private mutating func countMoods(_ finite: [(gold: Word, found: Word)]) {
        count("mood", finite.count { $0.gold.mood == $0.found.mood }, finite.count, finite.count)
        let conditional = Morphology.Mood.conditional.rawValue
        for pair in finite {
            let isFound = pair.found.mood == conditional
            if pair.gold.mood == conditional {
                conditionals = (conditionals.found + (isFound ? 1 : 0), conditionals.all + 1)
            } else {
                falseConditionals = (falseConditionals.found + (isFound ? 1 : 0), falseConditionals.all + 1)
            }
        }
    }

    private mutating func count(_ name: String, _ right: Int, _ gold: Int, _ found: Int) {
        counts[name, default: Count()].right += right
        counts[name, default: Count()].gold += gold
        counts[name, default: Count()].found += found
    }

    private static func bounds(_ spans: [TextSpan]) -> TextSpan? {
        guard let first = spans.first, let last = spans.last else { return nil }
        return TextSpan(first.lower, last.upper)
    }

    private static func words(_ sentences: Located) -> [TextSpan: Word] {
        var words: [TextSpan: Word] = [:]
        for sentence in sentences {
            for (span, token) in sentence {
                let mood = token.features.split(separator: "|").first { $0.hasPrefix("Mood=") }?.dropFirst(5)
                words[span] = Word(
                    part: token.partOfSpeech, lemma: token.lemma.lowercased(), mood: mood.map(String.init),
                    arc: Arc(
                        head: token.head < 0 ? nil : sentence[token.head].span, relation: token.relation.lowercased()))
            }
        }
        return words
    }

    /// A line for each measure.
    public var summary: String {
        var lines = ["\(goldCount.sentences) sentences, \(goldCount.tokens) tokens"]
        lines += Self.measures.map { name in "\(name): \(counts[name]?.percent ?? "-")" }
        lines.append("conditionals found: \(conditionals.found) of \(conditionals.all)")
        lines.append(
            "taken for conditionals: \(falseConditionals.found) of \(falseConditionals.all) other finite verbs")
        return lines.joined(separator: "\n")
    }
}
