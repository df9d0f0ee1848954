import ArgumentParser
import ConstatEvents
import ConstatIntake
import ConstatRecords
import ConstatText

/// Measures merging and questions on claim records, on one core: the whole at once, one document more, a situation.
struct EventsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Measures how fast claims become events and answer questions.")

    @Argument(help: ArgumentHelp("Claim records, one a line.", valueName: "FILE.jsonl"))
    var file: String

    @Option(help: "How often one document is taken out and put in again, and a situation asked for.")
    var rounds = 50

    func run() throws {
        let records = try read()
        guard let first = records.first else { throw ValidationError("no record in \(file)") }
        let clock = ContinuousClock()
        var merger = EventMerger()
        let whole = clock.measure {
            merger.add(records)
            _ = merger.changes()
        }
        let events = merger.events()
        print("\(records.count) documents, \(records.map(\.claims.count).reduce(0, +)) claims, \(events.count) events")
        print("merging all              \(whole)")

        var times: [Duration] = []
        for round in 0..<max(1, rounds) {
            let record = records[round * max(1, records.count / max(1, rounds)) % records.count]
            merger.withdraw(record.document.id)
            _ = merger.changes()
            times.append(
                clock.measure {
                    merger.add(record)
                    _ = merger.changes()
                })
        }
        // A fast program that forgets something would set a record.
        guard merger.events() == events else { throw ValidationError("events differ after documents came back") }
        Durations.report("one document more", times)

        var reader: SituationReader?
        print(
            "preparing situations     \(clock.measure { reader = SituationReader(events: events, records: records) })")
        let day = first.document.publishedOn ?? CalendarDay(number: 0)
        var found = 0
        let questions = (0..<max(1, rounds)).map { round in
            clock.measure {
                let query = SituationQuery(on: day.adding(days: round * 7))
                found += reader?.situation(query).casualties.count ?? 0
            }
        }
        Durations.report("situation on a day", questions)
        let answers = (0..<max(1, rounds)).map { round in
            clock.measure {
                found +=
                    merger.event(of: records[round % records.count].claims.first?.id ?? .init(document: "", claim: ""))
                        == nil ? 0 : 1
            }
        }
        Durations.report("event of a claim", answers)
        print("\(found) answers")
    }

    private func read() throws -> [ClaimRecord] {
        var records: [ClaimRecord] = []
        var lines = RecordLines(try LocalFileSystem().open(file), limit: 64 << 20)
        while let line = try lines.next() {
            if case .bytes(let bytes) = line.content { records.append(try ClaimRecordReader.read(bytes).record) }
        }
        return records
    }
}

enum Durations {
    /// Median and longest, on one line.
    static func report(_ name: String, _ times: [Duration]) {
        let sorted = times.sorted()
        let padded = name + String(repeating: " ", count: max(0, 24 - name.count))
        print("\(padded) median \(sorted[sorted.count / 2]), longest \(sorted[sorted.count - 1])")
    }
}
