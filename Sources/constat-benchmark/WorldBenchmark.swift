import ArgumentParser
import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText

/// Measures what a process that stays holds of a store: its records, its events and what answers questions. Says after
/// each step how long it took and what memory the process takes, so that growth is seen where it comes about.
struct WorldBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "world", abstract: "Measures the time and memory that the claims and events of a store take.")

    @Argument(help: ArgumentHelp("The store; it is only read.", valueName: "STORE"))
    var store: String

    @Option(help: "How often one document is added anew, and a situation asked for.")
    var rounds = 50

    func run() throws {
        print("step                       seconds    CPU s  resident MB  peak MB")
        Self.step("start") {}
        let store = try Store(path: store)
        var merger = EventMerger(decisions: try store.decisions().map(\.decision))
        var records: [ClaimRecord] = []
        try Self.step("records read") { try store.eachRecord { records.append($0) } }
        var events: [Event] = []
        Self.step("merged") {
            merger.add(records)
            events = merger.events()
        }
        var eventOfClaim: [ClaimID: Int] = [:]
        Self.step("claims to events") {
            for (position, event) in events.enumerated() {
                for member in event.members { eventOfClaim[member.claim] = position }
            }
        }
        var reader: SituationReader?
        Self.step("situation reader") { reader = SituationReader(events: events, records: records) }
        guard let reader else { return }
        try check(events, records, eventOfClaim)
        try measureAnswers(reader, records)
        try measureChanges(&merger, records, events)
        Self.step("end") {}
        let claims = records.map(\.claims.count).reduce(0, +)
        print(
            "\(records.count) documents, \(claims) claims, \(events.count) events, fingerprint \(Self.fingerprint(events))"
        )
    }

    private static func step(_ name: String, _ body: () throws -> Void) rethrows {
        let start = Measurement.processorSeconds
        let duration = try ContinuousClock().measure { try body() }
        let processor = Measurement.processorSeconds - start
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let columns = [
            Measurement.decimal(seconds, 2), Measurement.decimal(processor, 2),
            Measurement.residentMegabytes.map { Measurement.decimal($0, 0) } ?? "-",
            Measurement.decimal(Measurement.peakMegabytes, 0),
        ]
        let cells = zip(columns, [8, 9, 13, 9]).map { String(repeating: " ", count: max(1, $1 - $0.utf8.count)) + $0 }
        print(name + String(repeating: " ", count: max(0, 26 - name.utf8.count)) + cells.joined())
        Measurement.flush()
    }

    /// Two programs that make the same events print the same (FNV-1a over their records).
    private static func fingerprint(_ events: [Event]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for event in events {
            for byte in EventLines.record(event).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return String(hash, radix: 16)
    }

    /// A fast program that forgets something would set a record.
    private func check(_ events: [Event], _ records: [ClaimRecord], _ eventOfClaim: [ClaimID: Int]) throws {
        let wanted = records.lazy.flatMap(\.claims).filter { $0.type != .relation }
        guard wanted.allSatisfy({ eventOfClaim[$0.id] != nil }) else {
            throw ValidationError("a claim belongs to no event")
        }
        guard events.map(\.members.count).reduce(0, +) == eventOfClaim.count else {
            throw ValidationError("a claim belongs to two events")
        }
    }

    private func measureAnswers(_ reader: SituationReader, _ records: [ClaimRecord]) throws {
        let days = records.compactMap(\.document.publishedOn).sorted()
        guard let first = days.first, let last = days.last else { throw ValidationError("no day known") }
        var entries = 0
        let answers = (0..<max(1, rounds)).map { round in
            let day = first.adding(days: (last.number - first.number) * round / max(1, rounds))
            return ContinuousClock().measure {
                entries += reader.situation(SituationQuery(on: day)).casualties.count
            }
        }
        Durations.report("situation on a day", answers)
        print("\(entries) entries")
    }

    /// A document corrected: the same one once more, so that the events must come out the same.
    private func measureChanges(_ merger: inout EventMerger, _ records: [ClaimRecord], _ events: [Event]) throws {
        _ = merger.changes()
        var times: [Duration] = []
        for round in 0..<max(1, rounds) where !records.isEmpty {
            let record = records[round * records.count / max(1, rounds)]
            times.append(
                ContinuousClock().measure {
                    merger.add(record)
                    _ = merger.changes()
                })
        }
        if !times.isEmpty { Durations.report("a document corrected", times) }
        guard merger.events() == events else { throw ValidationError("events differ after documents came back") }
    }
}
