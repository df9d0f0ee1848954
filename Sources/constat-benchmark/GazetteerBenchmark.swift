import ArgumentParser
import ConstatIntake
import ConstatPlaces

/// Measures opening the gazetteer and looking names up in it, on one core.
///
/// Names are taken from the index itself, evenly over all of it: each must be found, or the benchmark fails.
struct GazetteerBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer", abstract: "Measures how fast places are found by their names.")

    @Option(help: ArgumentHelp("A gazetteer beside the program's own; may be given again.", valueName: "FILE"))
    var gazetteer: [String] = []

    @Option(help: "How many names are looked up.")
    var names = 200_000

    @Option(help: "How many changed names are looked up.")
    var changed = 1000

    func run() throws {
        let memoryBefore = Measurement.peakMegabytes
        let files = try gazetteer.map { try LocalFileSystem().open($0).readAll(upTo: Int(UInt32.max)) ?? [] }
        let first = Self.seconds { _ = Gazetteer() }
        let open = Self.seconds { for _ in 0..<1000 { _ = Gazetteer() } } / 1000
        let places = Gazetteer(adding: try files.map { try GazetteerIndex($0) })
        print("open: \(Self.micro(first)) the first time, \(Self.micro(open)) again")
        let sample = Self.sample(of: places.layers, count: names)
        try exact(sample, in: places)
        try similar(Self.every(sample, count: changed), in: places)
        print(
            "peak memory \(Measurement.decimal(Measurement.peakMegabytes - memoryBefore, 0)) MB more than at the start")
    }

    private func exact(_ names: [String], in places: Gazetteer) throws {
        var found = 0
        var bearers = 0
        let hits = Self.seconds {
            for name in names {
                let all = places.places(named: name)
                found += all.isEmpty ? 0 : 1
                bearers += all.count
            }
        }
        let few = names.prefix(1000)
        let again = Self.seconds {
            for _ in 0..<100 { for name in few { bearers += places.places(named: name).count } }
        }
        // A key that Arabic towns bear with their article is none without it elsewhere.
        guard found * 100 >= names.count * 97 else { throw ValidationError("\(found) of \(names.count) names found") }
        let absent = names.map { "q" + $0 + "x" }
        var wrong = 0
        let misses = Self.seconds { for name in absent { wrong += places.places(named: name).isEmpty ? 0 : 1 } }
        print("exact: \(Self.micro(again / Double(100 * few.count))) a name, \(few.count) names again and again")
        print(
            "exact: \(names.count) names, \(found) found, \(bearers) places in all: "
                + "\(Self.micro(hits / Double(names.count))) a name, each once; "
                + "\(absent.count) absent ones, \(wrong) found: \(Self.micro(misses / Double(absent.count))) a name")
    }

    /// One letter changed, then two; the place must come back among the ten likeliest for most of them.
    private func similar(_ names: [String], in places: Gazetteer) throws {
        for letters in 1...2 {
            let changed = names.filter { $0.utf8.count >= 7 }.map { (name: $0, changed: Self.changed($0, letters)) }
            var found = 0
            var slowest = 0.0
            let cost = Self.seconds {
                for (name, changed) in changed {
                    var matches: [PlaceMatch] = []
                    slowest = max(slowest, Self.seconds { matches = places.matches(named: changed, limit: 10) })
                    let wanted = Set(places.places(named: name).map(\.id))
                    found += matches.contains { wanted.contains($0.place.id) } ? 1 : 0
                }
            }
            print(
                "similar, \(letters) changed: \(changed.count) names, \(found) found among ten: "
                    + "\(Self.micro(cost / Double(max(1, changed.count)))) a name, slowest \(Self.micro(slowest))")
        }
    }

    // MARK: Names

    private static func sample(of layers: [GazetteerIndex], count: Int) -> [String] {
        var keys: [String] = []
        for layer in layers { layer.eachKey { keys.append($0) } }
        var names = every(keys, count: count)
        // In the order of the file the next name would already be in the cache.
        var state: UInt64 = 42
        for index in stride(from: names.count - 1, to: 0, by: -1) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            names.swapAt(index, Int(state >> 33) % (index + 1))
        }
        return names
    }

    private static func every(_ names: [String], count: Int) -> [String] {
        guard names.count > count else { return names }
        return (0..<count).map { names[$0 * names.count / count] }
    }

    /// Letters in the middle put one further in the alphabet.
    private static func changed(_ name: String, _ letters: Int) -> String {
        var bytes = Array(name.utf8)
        for number in 1...letters {
            let index = bytes.count * number / (letters + 1)
            if (0x61...0x79).contains(bytes[index]) { bytes[index] += 1 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: CPU time

    /// Of the processor, so that other programs on the machine do not count.
    private static func seconds(_ work: () -> Void) -> Double {
        let start = Measurement.processorSeconds
        work()
        return Measurement.processorSeconds - start
    }

    private static func micro(_ seconds: Double) -> String {
        seconds >= 0.001
            ? Measurement.decimal(seconds * 1000, 2) + " ms" : Measurement.decimal(seconds * 1_000_000, 3) + " us"
    }
}
