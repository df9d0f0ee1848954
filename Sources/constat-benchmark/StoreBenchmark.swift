import ArgumentParser
import ConstatClaims
import ConstatEvents
import ConstatIntake
import ConstatRecords
import ConstatStore
import ConstatText

/// Measures a store of many claims: filling it, merging all, one document more, questions. On one core.
struct StoreBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Measures a store of many claims, and checks its answers.")

    @Argument(help: "Reports to make the documents of, each again and again with its days shifted.")
    var file: String

    @Option(help: "Where the store is made; nothing may stand there.")
    var store: String

    @Option(help: "How many claims the store is to hold.")
    var claims = 100_000

    @Option(help: "How often each thing is measured.")
    var rounds = 50

    private static let version = ReadingVersion(program: "benchmark", resources: "-")

    func run() throws {
        let store = try Store(path: store, isMade: true)
        let copies = try fill(store)
        var records: [ClaimRecord] = []
        let clock = ContinuousClock()
        Self.say("reading it back          \(try clock.measure { try store.eachRecord { records.append($0) } })")
        var merger = EventMerger()
        let merging = clock.measure {
            merger.add(records)
            _ = merger.changes()
        }
        let events = merger.events()
        Self.say("merging all              \(merging), \(events.count) events")
        let number = try store.logNumber()
        Self.say("storing events           \(try clock.measure { try store.setEvents(events, asOf: number) })")
        try measureChanges(store, copies, records, &merger)
        try measureQuestions(store, merger.events(), records)
        Self.say("peak memory \(Measurement.decimal(Measurement.peakMegabytes, 0)) MB")
    }

    /// At once: what is measured next may take long, or be broken off.
    private static func say(_ words: String) {
        print(words)
        Measurement.flush()
    }

    // MARK: Filling

    /// Some readings that the store does not hold, for what comes after.
    private func fill(_ store: Store) throws -> [Reading] {
        var originals: [Reading] = []
        let reader = ReportReader()
        Documents.each(in: file) { document in
            let reading = reader.reading(of: document)
            if !reading.claims.isEmpty { originals.append(reading) }
        }
        guard !originals.isEmpty else { throw ValidationError("no claim in \(file)") }
        let preparation = Preparation()
        var (documents, stored, copy) = (0, 0, 0)
        let time = try ContinuousClock().measure {
            while stored < claims {
                for original in originals where stored < claims {
                    let reading = ShiftedReading.reading(original, copy: copy)
                    try store.add(Self.prepared(reading, preparation), version: Self.version)
                    documents += 1
                    stored += reading.claims.count
                }
                copy += 1
            }
        }
        Self.say("\(documents) documents, \(stored) claims stored in \(time)")
        return originals.prefix(max(1, rounds)).map { ShiftedReading.reading($0, copy: copy) }
    }

    private static func prepared(_ reading: Reading, _ preparation: Preparation) -> PreparedDocument {
        PreparedDocument(
            reading, original: Array("\(reading.document.id)\n\(reading.document.text)".utf8), capture: Capture(),
            version: version, preparing: preparation)
    }

    // MARK: Measuring

    /// One document more: stored, merged, its events and their neighbours' stored.
    private func measureChanges(
        _ store: Store, _ readings: [Reading], _ records: [ClaimRecord], _ merger: inout EventMerger
    ) throws {
        let preparation = Preparation()
        let clock = ContinuousClock()
        var (storing, merging) = ([Duration](), [Duration]())
        for reading in readings {
            let document = Self.prepared(reading, preparation)
            storing.append(try clock.measure { try store.add(document, version: Self.version) })
            let number = try store.logNumber()
            var record = ClaimRecord(reading)
            record.document.id = document.id
            record.document.origin = document.id
            for index in record.claims.indices { record.claims[index].id.document = document.id }
            merging.append(
                try clock.measure {
                    merger.add(record)
                    let changes = merger.changes()
                    try store.updateEvents(made: changes.made, gone: changes.gone, asOf: number)
                })
        }
        Durations.report("storing one document", storing)
        Durations.report("its events and neighbours", merging)
        // A fast program that forgets something would set a record.
        var anew = EventMerger()
        anew.add(records)
        try store.eachRecord { anew.add($0) }
        guard anew.events() == merger.events(), try store.areEventsCurrent() else {
            throw ValidationError("events differ from those merged anew")
        }
    }

    private func measureQuestions(_ store: Store, _ events: [Event], _ records: [ClaimRecord]) throws {
        let clock = ContinuousClock()
        var reader: SituationReader?
        Self.say(
            "preparing situations     \(clock.measure { reader = SituationReader(events: events, records: records) })")
        let days = records.compactMap(\.document.publishedOn).sorted()
        guard let first = days.first, let last = days.last, let reader else { throw ValidationError("no day known") }
        var (situations, filtered, asked) = ([Duration](), [Duration](), [Duration]())
        var (entries, found, rows) = (0, 0, 0)
        for round in 0..<max(1, rounds) {
            let day = first.adding(days: (last.number - first.number) * round / max(1, rounds))
            let area = Area.box(west: -10, south: 0, east: 50, north: 40)
            situations.append(
                clock.measure {
                    let query = SituationQuery(on: day, area: round % 2 == 0 ? nil : area)
                    entries += reader.situation(query).casualties.count
                })
            filtered.append(
                clock.measure {
                    let query = EventQuery(from: day, to: day.adding(days: 30), area: area)
                    found += events.count { query.matches($0) }
                })
            let query = ClaimQuery(
                types: [.airstrike, .attack], days: day...day.adding(days: 30),
                box: PlaceBox(west: -10, east: 50, south: 0, north: 40))
            asked.append(try clock.measure { rows += try store.claims(matching: query).count })
        }
        Durations.report("situation on a day", situations)
        Durations.report("events of 30 days there", filtered)
        Durations.report("claims of 30 days there", asked)
        Self.say("\(entries) entries, \(found) events, \(rows) claims")
    }
}

/// The same report told of other days, in words of another order, so that it is nobody's copy.
private enum ShiftedReading {
    private static let daysEach = 11

    static func reading(_ original: Reading, copy: Int) -> Reading {
        let days = copy * daysEach
        var document = original.document
        document = Document(
            id: "\(document.id)-\(copy)", text: text(document.text, copy: copy), language: document.language,
            publishedOn: document.publishedOn?.adding(days: days), title: document.title,
            publisher: document.publisher)
        var claims = original.claims
        for index in claims.indices {
            guard let time = claims[index].time else { continue }
            claims[index].time = ClaimTime(
                start: time.start?.adding(days: days), end: time.end?.adding(days: days), precision: time.precision,
                mention: time.mention)
        }
        return Reading(document: document, claims: claims, notes: [], sentences: original.sentences)
    }

    /// The same words, and as many bytes, so that positions stay inside the text.
    private static func text(_ text: String, copy: Int) -> String {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard copy > 0, words.count > 2 else { return text }
        var (order, state) = (Array(words.indices), UInt64(copy))
        for index in order.indices.reversed() where index > 0 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            order.swapAt(index, Int(state >> 33) % (index + 1))
        }
        return order.map { words[$0] }.joined(separator: " ")
    }
}
