import ArgumentParser
import ConstatIntake
import ConstatPlaces

/// Looks up names whose places are known, and counts how often the first candidate is the right one.
///
/// The file is a table with the header `group name country class lat lon`. A probe is right where the first candidate,
/// asked for without its country, lies within 25 km of the point. Regions and countries (class A) have no point that all
/// would agree on: there the first candidate must be of the country, and the point within its reach, or within 25 km;
/// the plain count of 25 km is given too.
struct ProbeBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probes", abstract: "Counts how many names lead to the right place.",
        discussion: "The file is a table between tabs: group, name, country, class (P or A), lat, lon.")

    @Argument(help: ArgumentHelp("Names with their places.", valueName: "FILE.tsv"))
    var file: String

    @Option(help: ArgumentHelp("A gazetteer beside the program's own; may be given again.", valueName: "FILE"))
    var gazetteer: [String] = []

    static let limitKm = 25.0

    private struct Count {
        var total = 0
        var right = 0
        var near = 0
    }

    func run() throws {
        let files = LocalFileSystem()
        let indexes = try gazetteer.map { try GazetteerIndex(try files.open($0).readAll(upTo: Int(UInt32.max)) ?? []) }
        let places = Gazetteer(adding: indexes)
        let text = String(decoding: try files.open(file).readAll(upTo: 1 << 24) ?? [], as: UTF8.self)
        var groups: [(name: String, count: Count)] = []
        for line in text.split(separator: "\n").dropFirst() {
            guard let probe = Probe(line) else { continue }
            if groups.last?.name != probe.group { groups.append((probe.group, Count())) }
            let first = places.matches(named: probe.name, limit: 1).first
            let isRight = first.map(probe.isRight) ?? false
            groups[groups.count - 1].count.total += 1
            groups[groups.count - 1].count.right += isRight ? 1 : 0
            groups[groups.count - 1].count.near += first.map(probe.isNear) ?? false ? 1 : 0
            if !isRight { print("missed: \(probe.name) (\(probe.country)): \(Self.words(first))") }
        }
        var all = Count()
        for (name, count) in groups {
            print(Self.row(name, count))
            all.total += count.total
            all.right += count.right
            all.near += count.near
        }
        print(Self.row("all", all))
    }

    private static func words(_ match: PlaceMatch?) -> String {
        guard let match else { return "nothing" }
        let (place, score) = (match.place, Measurement.decimal(max(0, match.score), 1))
        return "\(place.name), \(place.kind.rawValue), \(place.country), \(place.id), \(score)"
    }

    private static func row(_ name: String, _ count: Count) -> String {
        let share = Measurement.decimal(Double(count.right) / Double(max(1, count.total)), 3)
        return "\(name): \(count.right) of \(count.total) right (\(share)); \(count.near) within 25 km"
    }

    private struct Probe {
        var group, name, country: String
        var isArea: Bool
        var latitude, longitude: Double

        init?(_ line: Substring) {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 6, let latitude = Double(cells[4]), let longitude = Double(cells[5]) else {
                return nil
            }
            (group, name, country, isArea) = (cells[0], cells[1], cells[2], cells[3] == "A")
            (self.latitude, self.longitude) = (latitude, longitude)
        }

        func distanceKm(_ match: PlaceMatch) -> Double {
            match.place.distanceKm(latitude: latitude, longitude: longitude)
        }

        func isNear(_ match: PlaceMatch) -> Bool { distanceKm(match) <= ProbeBenchmark.limitKm }

        func isRight(_ match: PlaceMatch) -> Bool {
            if isNear(match) { return true }
            let isWide = [.country, .region, .area].contains(match.place.kind)
            return isArea && isWide && match.place.country == country && distanceKm(match) <= match.place.radiusKm
        }
    }
}
