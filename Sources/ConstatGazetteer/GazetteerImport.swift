public import ConstatIntake
import ConstatPlaces
import ConstatText

/// Reads files of places and makes one index of them.
///
/// Lines that cannot be read are passed over, counted and reported; a file that is none of the known forms is refused
/// as a whole.
public struct GazetteerImport {
    /// Nil where each file shows its own.
    private let format: ImportFormat?
    /// ISO 3166-1 alpha-2, in capitals; empty for all.
    private let countries: Set<String>
    private let fileSystem: any FileSystem
    private let isStopped: () -> Bool
    private var places = PlaceCollection()
    /// Names are added when all places are known.
    private var waiting: [(path: String, source: any ByteSource)] = []
    public private(set) var files: [FileReport] = []

    /// What was read of one file.
    public struct FileReport: Sendable {
        public var path: String
        public var format: ImportFormat?
        public var places = 0
        /// Names added to places of other files.
        public var names = 0
        /// Left out by `--country`, by their class, or because no file has their place.
        public var unwanted = 0
        public var broken = 0
        /// The first few, with their lines.
        public var firstBroken: [(line: Int?, reason: BrokenLine)] = []
        /// Why the file gave nothing at all.
        public var refusal: Diagnostic?
    }

    /// Where the run is.
    public struct Progress {
        public var path: String
        public var places: Int
    }

    static let mostReported = 5
    static let longestLine = 64 << 20
    private static let deepestFolder = 64

    public init(
        format: ImportFormat?, countries: Set<String>, fileSystem: any FileSystem,
        isStopped: @escaping () -> Bool = { false }
    ) {
        self.format = format
        self.countries = countries
        self.fileSystem = fileSystem
        self.isStopped = isStopped
    }

    public var placeCount: Int { places.count }
    public var brokenCount: Int { files.map(\.broken).reduce(0, +) }
    public var refusedCount: Int { files.count { $0.refusal != nil } }

    /// - Parameter paths: files, folders of Who's On First records, `-` for standard input.
    public mutating func read(_ paths: [String], progress: (Progress) -> Void) {
        for path in paths {
            if path == "-" {
                read("-", fileSystem.standardInput(), progress)
            } else {
                readPath(path, progress)
            }
        }
        for (path, source) in waiting { readNames(path, source, progress) }
        waiting = []
    }

    /// The index, and the number of names in it.
    public func file() -> (bytes: [UInt8], names: Int) { places.file(rules: Gazetteer.spellingRules) }

    // MARK: Files

    private mutating func readPath(_ path: String, _ progress: (Progress) -> Void) {
        do throws(FileError) {
            if try fileSystem.entry(at: path).kind == .folder {
                var report = FileReport(path: path, format: .whosOnFirst)
                try readFolder(path, &report, depth: 0, progress)
                if report.places + report.unwanted + report.broken == 0 {
                    report.refusal = ImportMessages.emptyFolder(path)
                }
                files.append(report)
            } else {
                read(path, try fileSystem.open(path), progress)
            }
        } catch {
            files.append(FileReport(path: path, refusal: IntakeMessages.unreadable(path, error)))
        }
    }

    /// Every `*.geojson` below, in the order of their names; `-alt-` files hold other shapes of the same places.
    private mutating func readFolder(
        _ path: String, _ report: inout FileReport, depth: Int, _ progress: (Progress) -> Void
    ) throws(FileError) {
        let names = try fileSystem.names(inFolder: path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names where !name.hasPrefix(".") && !isStopped() {
            let inner = path.hasSuffix("/") ? path + name : path + "/" + name
            if try fileSystem.entry(at: inner).kind == .folder {
                if depth < Self.deepestFolder { try readFolder(inner, &report, depth: depth + 1, progress) }
            } else if name.hasSuffix(".geojson"), !name.contains("-alt-") {
                let bytes = try fileSystem.open(inner).readAll(upTo: Self.longestLine)
                take(bytes.map { .bytes($0) } ?? .tooLong, line: nil, &report)
                progress(Progress(path: inner, places: places.count))
            }
        }
    }

    private mutating func read(_ path: String, _ source: any ByteSource, _ progress: (Progress) -> Void) {
        var report = FileReport(path: path)
        do throws(FileError) {
            let first = try source.readFirst(1 << 16)
            let whole = PeekedBytes(first: first, rest: source)
            let recognised = ImportFormat.recognised(first)
            guard case .format(let shown) = recognised, format == nil || format == shown else {
                report.refusal = ImportMessages.refusal(path, recognised, wanted: format)
                return files.append(report)
            }
            if shown == .alternateNames { return waiting.append((path, whole)) }
            report.format = shown
            try readPlaces(whole, shown, &report, progress)
        } catch {
            report.refusal = IntakeMessages.unreadable(path, error)
        }
        files.append(report)
    }

    private mutating func readPlaces(
        _ source: any ByteSource, _ format: ImportFormat, _ report: inout FileReport, _ progress: (Progress) -> Void
    ) throws(FileError) {
        if format == .whosOnFirst { return try readRecords(source, &report, progress) }
        var table: PlaceTable?
        try eachLine(of: source, &report, progress) { run, line, report throws(BrokenLine) in
            if format == .geonames {
                run.keep(try GeoNamesDump.outcome(line), &report)
            } else if let table {
                run.keep(try table.outcome(line), &report)
            } else if let columns = TableColumns(Cells.of(line)) {
                table = PlaceTable(columns: columns)
            }
        }
    }

    private mutating func readNames(_ path: String, _ source: any ByteSource, _ progress: (Progress) -> Void) {
        var report = FileReport(path: path, format: .alternateNames)
        do throws(FileError) {
            try eachLine(of: source, &report, progress) { run, line, report throws(BrokenLine) in
                if let row = try AlternateNames.row(line), run.places.add(row) {
                    report.names += 1
                } else {
                    report.unwanted += 1
                }
            }
            if places.count == 0 { report.refusal = ImportMessages.namesWithoutPlaces(path) }
        } catch {
            report.refusal = IntakeMessages.unreadable(path, error)
        }
        files.append(report)
    }

    // MARK: Lines

    private mutating func eachLine(
        of source: any ByteSource, _ report: inout FileReport, _ progress: (Progress) -> Void,
        _ receive: (inout Self, Substring, inout FileReport) throws(BrokenLine) -> Void
    ) throws(FileError) {
        var lines = RecordLines(source, limit: 1 << 20)
        while let line = try lines.next() {
            if line.number % 4096 == 0 {
                if isStopped() { return }
                progress(Progress(path: report.path, places: places.count))
            }
            do throws(BrokenLine) {
                switch line.content {
                case .blank: break
                case .tooLong: throw .tooLong
                case .bytes(let bytes):
                    try receive(&self, String(decoding: bytes, as: UTF8.self)[...], &report)
                }
            } catch {
                Self.note(error, line: line.number, &report)
            }
        }
    }

    /// One record a line; or, where the first line is no whole record, one for the whole file.
    private mutating func readRecords(
        _ source: any ByteSource, _ report: inout FileReport, _ progress: (Progress) -> Void
    ) throws(FileError) {
        let first = try source.readFirst(Self.longestLine)
        if let value = try? JSONParser.value(of: first) {
            for feature in WhosOnFirstRecord.features(of: value) { take(feature, line: nil, &report) }
            return
        }
        var lines = RecordLines(PeekedBytes(first: first, rest: source), limit: Self.longestLine)
        while let line = try lines.next() {
            if isStopped() { return }
            if line.content != .blank { take(line.content, line: line.number, &report) }
            if line.number % 256 == 0 { progress(Progress(path: report.path, places: places.count)) }
        }
    }

    private mutating func take(_ content: RecordLines.Content, line: Int?, _ report: inout FileReport) {
        guard case .bytes(let bytes) = content else { return Self.note(.tooLong, line: line, &report) }
        do {
            let value = try JSONParser.value(of: bytes)
            for feature in WhosOnFirstRecord.features(of: value) { take(feature, line: line, &report) }
        } catch let fault as JSONFault {
            Self.note(.notJSON(fault.expectation), line: line, &report)
        } catch {
            Self.note(.notJSON("JSON"), line: line, &report)
        }
    }

    private mutating func take(_ feature: JSONValue, line: Int?, _ report: inout FileReport) {
        do throws(BrokenLine) {
            keep(try WhosOnFirstRecord.outcome(feature), &report)
        } catch {
            Self.note(error, line: line, &report)
        }
    }

    private mutating func keep(_ outcome: LineOutcome, _ report: inout FileReport) {
        guard case .place(let record) = outcome, countries.isEmpty || countries.contains(record.country),
            places.count < GazetteerWriter.mostPlaces
        else {
            report.unwanted += 1
            return
        }
        places.add(record)
        report.places += 1
    }

    private static func note(_ reason: BrokenLine, line: Int?, _ report: inout FileReport) {
        report.broken += 1
        if report.firstBroken.count < mostReported { report.firstBroken.append((line, reason)) }
    }
}
