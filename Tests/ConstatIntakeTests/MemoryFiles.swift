import ConstatText

@testable import ConstatIntake

/// Files that exist only in a test, and fail where it says so.
struct MemoryFiles: FileSystem {
    enum Entry {
        case bytes([UInt8])
        /// Fails once this many bytes have been read.
        case breaking(after: [UInt8], FileError)
        case folder([String])
        /// The folder is there, its names are not given out.
        case closedFolder(FileError)
        /// A folder that is the same as another.
        case linkToFolder(String)
        case error(FileError)
    }

    var entries: [String: Entry] = [:]
    var input: [UInt8] = []

    init(_ entries: [String: Entry], input: [UInt8] = []) {
        self.entries = entries
        self.input = input
    }

    func entry(at path: String) throws(FileError) -> FileEntry {
        switch entries[path] {
        case nil: throw FileError.missing
        case .error(let error): throw error
        case .bytes, .breaking: return FileEntry(kind: .file, identity: [UInt64(path.utf8.count), 1])
        case .folder, .closedFolder: return FileEntry(kind: .folder, identity: Self.identity(path))
        case .linkToFolder(let target): return FileEntry(kind: .folder, identity: Self.identity(target))
        }
    }

    private static func identity(_ path: String) -> [UInt64] { path.utf8.map { UInt64($0) } }

    func names(inFolder path: String) throws(FileError) -> [String] {
        switch entries[path] {
        case .folder(let names): return names
        case .closedFolder(let error): throw error
        case .linkToFolder(let target): return try names(inFolder: target)
        default: throw FileError.missing
        }
    }

    func open(_ path: String) throws(FileError) -> any ByteSource {
        switch entries[path] {
        case .bytes(let bytes): return MemoryBytes(bytes)
        case .breaking(let bytes, let error): return BreakingBytes(bytes, error)
        case .error(let error): throw error
        default: throw FileError.missing
        }
    }

    func standardInput() -> any ByteSource { MemoryBytes(input) }
}

private final class BreakingBytes: ByteSource {
    private let bytes: MemoryBytes
    private let error: FileError

    init(_ bytes: [UInt8], _ error: FileError) {
        self.bytes = MemoryBytes(bytes)
        self.error = error
    }

    func read(upTo limit: Int) throws(FileError) -> [UInt8] {
        let block = bytes.read(upTo: limit)
        if block.isEmpty { throw error }
        return block
    }
}

extension [UInt8] {
    init(text: String) { self = Array(text.utf8) }

    /// With a byte order mark.
    init(utf16 text: String, bigEndian: Bool = false) {
        self = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        for unit in text.utf16 {
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            self += bigEndian ? pair.reversed() : pair
        }
    }
}

/// Sentences of ours that are long enough to be told as French.
enum Sample {
    static let first =
        "Des combats ont opposé mardi l'armée et les rebelles dans le nord du pays, selon un responsable."
    static let second =
        "Au moins douze soldats ont été tués et une trentaine d'autres blessés par l'explosion d'une mine."
    static let third = "Les habitants de la vallée ont fui vers la capitale, où les autorités ont ouvert deux camps."
    static let english = "The army said that its forces had taken the town after two days of fighting with the rebels."
    static let text = [first, second, third].joined(separator: " ")

    static func page(head: String = "", _ body: String) -> [UInt8] {
        Array("<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>".utf8)
    }
}

/// What arrives of files and of standard input.
func arrivals(
    _ files: [String: MemoryFiles.Entry], _ paths: [String]? = nil, input: [UInt8] = [],
    options: IntakeOptions = IntakeOptions()
) -> [Arrival] {
    var arrivals: [Arrival] = []
    DocumentReader(options: options, fileSystem: MemoryFiles(files, input: input))
        .read(paths ?? files.keys.sorted()) { arrivals.append($0) }
    return arrivals
}

func arrival(_ bytes: [UInt8], name: String = "rapport.txt", options: IntakeOptions = IntakeOptions()) -> Arrival? {
    arrivals([name: .bytes(bytes)], options: options).first
}
