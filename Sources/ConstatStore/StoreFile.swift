import ConstatIntake

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What stands at a path, judged by the file's own bytes before SQLite may touch it: opening another program's database
/// can already change it.
enum StoreFile {
    private static let magic = Array("SQLite format 3\0".utf8)
    private static let headerSize = 100

    /// Whether a store stands there; throws for a file that is none.
    static func isThere(_ path: String) throws(Diagnostic) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return false }
            throw StoreMessages.unwritable(path, systemWords())
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StoreMessages.notAFile(path) }
        let header = try firstBytes(path)
        if header.isEmpty { throw StoreMessages.empty(path) }
        guard header.starts(with: magic) else { throw StoreMessages.foreign(path) }
        guard header.count == headerSize else { throw StoreMessages.truncated(path) }
        let mark = header[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard mark == Schema.applicationID else { throw StoreMessages.foreignDatabase(path) }
        return true
    }

    private static func firstBytes(_ path: String) throws(Diagnostic) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StoreMessages.unwritable(path, systemWords()) }
        defer { close(file) }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: headerSize) { buffer, filled in
            while count < headerSize, let start = buffer.baseAddress {
                let got = read(file, start + count, headerSize - count)
                if got <= 0 { break }
                count += got
            }
            filled = count
        }
        return bytes
    }

    /// A hidden name in the same folder, so that the whole file can be put in its place in one step.
    static func temporaryPath(beside path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        let name = ".\(parts.last ?? "").\(getpid()).new"
        return parts.count > 1 ? folder + "/" + name : name
    }

    /// Puts the finished file in its place unless something stands there; says whether it did.
    ///
    /// - Parameter failure: makes the message of the system's words.
    static func put(
        _ temporaryPath: String, at path: String, failure: (String) -> Diagnostic
    ) throws(Diagnostic) -> Bool {
        defer { unlink(temporaryPath) }
        if link(temporaryPath, path) == 0 { return true }
        if errno == EEXIST { return false }
        // Some file systems have no links.
        if access(path, F_OK) == 0 { return false }
        if rename(temporaryPath, path) != 0 { throw failure(systemWords()) }
        return true
    }

    static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
    }

    static func stands(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    private static func systemWords() -> String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}
