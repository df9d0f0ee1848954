import ArgumentParser
import ConstatClaims
import ConstatIntake
import ConstatRendering
import ConstatText

@main
struct Benchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constat-benchmark", abstract: "Measures reading and look-ups, and checks their answers.",
        subcommands: [
            ReportsBenchmark.self, InstrumentsBenchmark.self, GazetteerBenchmark.self, ProbeBenchmark.self,
            EventsBenchmark.self, StoreBenchmark.self, WorldBenchmark.self,
        ],
        defaultSubcommand: ReportsBenchmark.self)
}

/// Measures reading, from documents to records, on one core. `Tools/benchmark.sh` runs it.
///
/// It first reads the sample reports and demands the answers that they must give: a fast program that reads nothing
/// fails here instead of setting a record.
struct ReportsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "Measures how fast reports are read, and checks that they are.")

    @Argument(help: ArgumentHelp("Reports, JSON Lines or folders to read.", valueName: "FILE"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The sample reports; they must give claims.", valueName: "FILE.jsonl"))
    var samples = "Examples/reports.jsonl"

    @Option(help: "How often each file is read; the first time counts too.")
    var rounds = 1

    func run() throws {
        let reader = ReportReader()
        try SampleAnswers.check(samples, reader: reader)
        print(Measurement.header)
        var total = Measurement(name: "all")
        for file in files.isEmpty ? [samples] : files {
            var measured = Measurement(name: file.split(separator: "/").last.map(String.init) ?? file)
            for _ in 0..<max(1, rounds) {
                Documents.each(in: file) { measured.add($0, reader: reader) }
            }
            print(measured.row)
            // A later document that traps must not take these lines along.
            Measurement.flush()
            total.add(measured)
        }
        if files.count > 1 { print(total.row) }
        print(total.closingLines)
    }
}

enum Documents {
    /// One after the other, so that memory holds one. Documents that are refused are named and left out.
    static func each(in path: String, _ receive: (Document) -> Void) {
        DocumentReader(options: IntakeOptions(language: "fr")).read([path]) { arrival in
            if let document = arrival.document { receive(document) }
            if let refusal = arrival.refusal { print("\(refusal.place): not read [\(refusal.identifier)]") }
        }
    }
}

/// What reading the sample reports must find.
enum SampleAnswers {
    static let leastClaims = ["front-report": 15, "communique": 12, "humanitarian-note": 12]

    static func check(_ path: String, reader: ReportReader) throws {
        var found: [String: Int] = [:]
        Documents.each(in: path) { found[$0.id] = reader.reading(of: $0).claims.count }
        for (id, least) in leastClaims.sorted(by: { $0.key < $1.key }) where found[id, default: 0] < least {
            throw ValidationError(
                "sample report \(id): \(found[id, default: 0]) claims found, at least \(least) are there")
        }
        print("samples: \(found.values.reduce(0, +)) claims in \(found.count) reports")
    }
}
