import ConstatClaims
import ConstatIntake
import ConstatRendering
import ConstatText

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What reading some documents cost and gave.
struct Measurement {
    let name: String
    private var documents = 0
    private var words = 0
    private var claims = 0
    private var seconds = 0.0
    private var slowest = (seconds: 0.0, id: "-", words: 0)
    /// FNV-1a over all records: two runs that read the same print the same.
    private var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325

    init(name: String) { self.name = name }

    mutating func add(_ document: Document, reader: ReportReader) {
        let start = Self.processorSeconds
        let reading = reader.reading(of: document)
        let record = JSONLines.record(reading)
        let cost = Self.processorSeconds - start
        let wordCount = document.text.utf8.split(whereSeparator: { $0 <= 0x20 }).count
        documents += 1
        words += wordCount
        claims += reading.claims.count
        seconds += cost
        if cost > slowest.seconds { slowest = (cost, document.id, wordCount) }
        for byte in record.utf8 { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    mutating func add(_ other: Measurement) {
        documents += other.documents
        words += other.words
        claims += other.claims
        seconds += other.seconds
        if other.slowest.seconds > slowest.seconds { slowest = other.slowest }
        fingerprint = (fingerprint ^ other.fingerprint) &* 0x100_0000_01B3
    }

    static let header = cells(
        "file", "documents", "words", "claims", "CPU s", "words/CPU s", "slowest ms", "which (words)")

    var row: String {
        Self.cells(
            name, "\(documents)", "\(words)", "\(claims)", Self.decimal(seconds, 2),
            "\(seconds > 0 ? Int(Double(words) / seconds) : 0)", Self.decimal(slowest.seconds * 1000, 0),
            "\(slowest.id) (\(slowest.words))")
    }

    var closingLines: String {
        "peak memory \(Self.decimal(Self.peakMegabytes, 0)) MB; fingerprint \(String(fingerprint, radix: 16))"
    }

    private static func cells(_ values: String...) -> String {
        let widths = [22, 10, 9, 8, 9, 12, 11, 0]
        return zip(values, widths).map { value, width in
            let blanks = String(repeating: " ", count: max(1, width - value.unicodeScalars.count))
            return width == 22 ? value + blanks : width == 0 ? "  " + value : blanks + value
        }.joined()
    }

    static func decimal(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let rounded = Int((value * scale).rounded())
        guard places > 0 else { return "\(rounded)" }
        let fraction = String(rounded % Int(scale))
        return "\(rounded / Int(scale))." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    static func flush() { fflush(nil) }

    // MARK: What the system says of this process

    private static var usage: rusage {
        var usage = rusage()
        #if canImport(Darwin) || canImport(Musl)
            getrusage(RUSAGE_SELF, &usage)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        return usage
    }

    static var processorSeconds: Double {
        let usage = usage
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1_000_000
    }

    /// What the process takes now; nil where the system does not say it in `/proc`.
    static var residentMegabytes: Double? {
        let bytes = try? LocalFileSystem().open("/proc/self/statm").readAll(upTo: 1 << 10)
        let pages = String(decoding: bytes ?? [], as: UTF8.self).split(separator: " ").dropFirst().first
        return pages.flatMap { Int($0) }.map { Double($0 * sysconf(Int32(_SC_PAGESIZE))) / 1_000_000 }
    }

    /// Linux counts kibibytes, Darwin bytes.
    static var peakMegabytes: Double {
        #if canImport(Darwin)
            Double(usage.ru_maxrss) / 1_000_000
        #else
            Double(usage.ru_maxrss) * 1024 / 1_000_000
        #endif
    }
}
