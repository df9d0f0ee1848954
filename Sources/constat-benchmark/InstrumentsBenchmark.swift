import ArgumentParser
import ConstatLanguage
import ConstatPlaces
import ConstatQuantities
import ConstatText
import ConstatTime

/// Measures the readers of numbers, times and places by themselves, over sentences that are analysed already.
struct InstrumentsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instruments", abstract: "Measures how fast numbers, times and places are read off analysed text.")

    @Argument(help: ArgumentHelp("Reports, JSON Lines or folders to read.", valueName: "FILE"))
    var files: [String] = ["Examples/reports.jsonl"]

    @Option(help: "How often the documents are read; the best time of each reader counts.")
    var rounds = 5

    @Option(help: "At most so many documents of each file.")
    var limit = 500

    func run() throws {
        let documents = analysed()
        let tokens = documents.reduce(0) { $0 + $1.sentences.reduce(0) { $0 + $1.tokens.count } }
        print("\(documents.count) documents, \(tokens) tokens; tokens per CPU second, best of \(max(1, rounds)):")
        let quantities = FrenchQuantityReader()
        let times = FrenchTimeReader()
        let places = FrenchPlaceReader()
        let readers: [(name: String, read: (Analysed) -> Int)] = [
            ("quantities", { quantityCount($0, quantities) }),
            ("times", { times.mentions(in: $0.sentences, publishedOn: $0.document.publishedOn).count }),
            ("places", { places.mentions(in: $0.sentences, of: $0.document).count }),
        ]
        var whole = 0.0
        for reader in readers {
            let (seconds, mentions) = best(documents, reader.read)
            whole += seconds
            report(reader.name, tokens, seconds, "\(mentions) mentions")
        }
        report("all three", tokens, whole, "")
    }

    struct Analysed {
        var document: Document
        var sentences: [Sentence]
    }

    private func analysed() -> [Analysed] {
        let analyser = FrenchAnalyser()
        var all: [Analysed] = []
        for file in files {
            var count = 0
            Documents.each(in: file) { document in
                count += 1
                if count <= limit {
                    all.append(Analysed(document: document, sentences: analyser.sentences(of: document)))
                }
            }
        }
        return all
    }

    private func quantityCount(_ text: Analysed, _ reader: FrenchQuantityReader) -> Int {
        var count = 0
        for (index, sentence) in text.sentences.enumerated() { count += reader.mentions(in: sentence, at: index).count }
        return count
    }

    private func best(_ documents: [Analysed], _ read: (Analysed) -> Int) -> (seconds: Double, mentions: Int) {
        var best = Double.infinity
        var mentions = 0
        for _ in 0..<max(1, rounds) {
            let start = Measurement.processorSeconds
            mentions = documents.reduce(0) { $0 + read($1) }
            best = min(best, Measurement.processorSeconds - start)
        }
        return (best, mentions)
    }

    private func report(_ name: String, _ tokens: Int, _ seconds: Double, _ rest: String) {
        let rate = seconds > 0 ? "\(Int(Double(tokens) / seconds))" : "-"
        let blanks = String(repeating: " ", count: max(1, 12 - name.utf8.count))
        print(name + blanks + rate + (rest.isEmpty ? "" : "  (\(rest))"))
    }
}
