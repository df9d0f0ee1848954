#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the operating system answered instead of a file: its error number.
public struct FileError: Error, Hashable, Sendable {
    public var number: Int32
    public init(number: Int32) { self.number = number }

    static var last: FileError { FileError(number: errno) }

    public static var missing: FileError { FileError(number: ENOENT) }
    public static var noPermission: FileError { FileError(number: EACCES) }
    public static var interrupted: FileError { FileError(number: EINTR) }

    var isMissing: Bool { number == ENOENT }
    var isPermission: Bool { number == EACCES || number == EPERM }
    var isLinkLoop: Bool { number == ELOOP }
    var isNotAFolder: Bool { number == ENOTDIR }

    /// The system's own words for it.
    public var words: String { strerror(number).map { String(cString: $0) } ?? "error \(number)" }
}

/// What stands at a path, links followed.
public struct FileEntry: Hashable, Sendable {
    public enum Kind: Sendable { case folder, file, other }
    public var kind: Kind
    /// Tells whether two paths lead to the same thing.
    public var identity: [UInt64]

    public init(kind: Kind, identity: [UInt64]) {
        self.kind = kind
        self.identity = identity
    }
}

/// Bytes that come one block after the other.
public protocol ByteSource: AnyObject {
    /// The next bytes, `limit` at most; none at the end.
    func read(upTo limit: Int) throws(FileError) -> [UInt8]
}

/// The part of the operating system that intake needs; tests bring their own, which fails where they like.
public protocol FileSystem: Sendable {
    func entry(at path: String) throws(FileError) -> FileEntry
    /// In no particular order, without `.` and `..`.
    func names(inFolder path: String) throws(FileError) -> [String]
    func open(_ path: String) throws(FileError) -> any ByteSource
    func standardInput() -> any ByteSource
}

/// The machine's own files.
public struct LocalFileSystem: FileSystem {
    private let isStopped: @Sendable () -> Bool

    /// - Parameter isStopped: asked when a signal has woken a waiting read, which then ends instead of going on.
    public init(isStopped: @escaping @Sendable () -> Bool = { false }) { self.isStopped = isStopped }

    public func entry(at path: String) throws(FileError) -> FileEntry {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError.last }
        let kind: FileEntry.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFREG: .file
            default: .other
            }
        return FileEntry(
            kind: kind,
            identity: [UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino)])
    }

    public func names(inFolder path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError.last }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            // The name is a C array of fixed length inside the entry.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    public func open(_ path: String) throws(FileError) -> any ByteSource {
        #if canImport(Darwin)
            let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #elseif canImport(Glibc)
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #else
            let descriptor = Musl.open(path, O_RDONLY | O_CLOEXEC)
        #endif
        guard descriptor >= 0 else { throw FileError.last }
        return DescriptorBytes(descriptor, closes: true, isStopped: isStopped)
    }

    public func standardInput() -> any ByteSource { DescriptorBytes(0, closes: false, isStopped: isStopped) }
}

private final class DescriptorBytes: ByteSource {
    private let descriptor: Int32
    private let closes: Bool
    private let isStopped: @Sendable () -> Bool

    init(_ descriptor: Int32, closes: Bool, isStopped: @escaping @Sendable () -> Bool) {
        self.descriptor = descriptor
        self.closes = closes
        self.isStopped = isStopped
    }

    deinit { if closes { close(descriptor) } }

    func read(upTo limit: Int) throws(FileError) -> [UInt8] {
        while true {
            var number: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                #if canImport(Darwin)
                    let got = Darwin.read(descriptor, buffer.baseAddress, limit)
                #elseif canImport(Glibc)
                    let got = Glibc.read(descriptor, buffer.baseAddress, limit)
                #else
                    let got = Musl.read(descriptor, buffer.baseAddress, limit)
                #endif
                if got < 0 { number = errno }
                count = max(0, got)
            }
            if number == 0 { return bytes }
            if number != EINTR || isStopped() { throw FileError(number: number) }
        }
    }
}

/// Bytes that are already there.
final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(upTo limit: Int) -> [UInt8] {
        let end = min(bytes.count, offset + limit)
        defer { offset = end }
        return Array(bytes[offset..<end])
    }
}

/// A source of which the first block has been looked at and is read again.
package final class PeekedBytes: ByteSource {
    private var first: ArraySlice<UInt8>
    private let rest: any ByteSource

    package init(first: [UInt8], rest: any ByteSource) {
        self.first = first[...]
        self.rest = rest
    }

    package func read(upTo limit: Int) throws(FileError) -> [UInt8] {
        if first.isEmpty { return try rest.read(upTo: limit) }
        defer { first = first.dropFirst(limit) }
        return Array(first.prefix(limit))
    }
}

extension ByteSource {
    /// Everything, if it is no more than `limit` bytes; nil otherwise.
    public func readAll(upTo limit: Int) throws(FileError) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            let block = try read(upTo: 1 << 18)
            if block.isEmpty { return bytes }
            if bytes.count + block.count > limit { return nil }
            bytes += block
        }
    }

    /// Blocks until `count` bytes are there or the end is reached.
    package func readFirst(_ count: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let block = try read(upTo: count - bytes.count)
            if block.isEmpty { break }
            bytes += block
        }
        return bytes
    }
}
