/// Where results go: standard output, or a file that appears whole or not at all.
final class OutputSink {
    /// Nil for standard output.
    private let path: String?
    /// Nil where `path` is written directly (a device, a pipe, standard output).
    private let temporaryPath: String?
    private let descriptor: Int32

    /// - Parameter path: nil for standard output.
    init(path: String?) throws(WriteFailure) {
        guard let path, path != "-" else {
            self.path = nil
            temporaryPath = nil
            descriptor = 1
            return
        }
        let target = Self.withoutLinks(path)
        self.path = target
        temporaryPath = Self.isSpecial(target) ? nil : Self.temporaryPath(beside: target)
        let flags = temporaryPath == nil ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
        descriptor = open(temporaryPath ?? target, flags | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw WriteFailure(number: errno) }
        if Self.isFolder(target) {
            discard()
            throw WriteFailure(number: EISDIR)
        }
    }

    func write(_ text: String) throws(WriteFailure) {
        if !text.isEmpty { try writeAll(text, to: descriptor) }
    }

    func write(_ bytes: [UInt8]) throws(WriteFailure) { try writeAll(bytes, to: descriptor) }

    /// All of a file at once.
    ///
    /// - Parameter path: nil for standard output.
    static func write(_ bytes: [UInt8], to path: String?) throws(WriteFailure) {
        let sink = try OutputSink(path: path)
        do throws(WriteFailure) {
            try sink.write(bytes)
            try sink.finish()
        } catch {
            sink.discard()
            throw error
        }
    }

    /// Puts the whole file in its place.
    func finish() throws(WriteFailure) {
        guard let path, descriptor != 1 else { return }
        if temporaryPath != nil, fsync(descriptor) != 0, errno != EINVAL { try fail() }
        if close(descriptor) != 0 { try fail() }
        if let temporaryPath, rename(temporaryPath, path) != 0 { try fail() }
    }

    /// Keeps what was written so far beside the file that it would have become; its path, if there is one.
    func keepPartial() -> String? {
        guard let path, let temporaryPath else { return nil }
        close(descriptor)
        let partialPath = path + ".partial"
        return rename(temporaryPath, partialPath) == 0 ? partialPath : nil
    }

    func discard() {
        if descriptor > 2 { close(descriptor) }
        if let temporaryPath { unlink(temporaryPath) }
    }

    private func fail() throws(WriteFailure) {
        let failure = WriteFailure(number: errno)
        if let temporaryPath { unlink(temporaryPath) }
        throw failure
    }

    /// A hidden file in the same folder, so that renaming it is one step and folders of reports do not take it in.
    private static func temporaryPath(beside path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        let name = ".\(parts.last ?? "").\(getpid()).constat"
        return parts.count > 1 ? folder + "/" + name : name
    }

    private static func withoutLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func mode(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    private static func isFolder(_ path: String) -> Bool { mode(path) == S_IFDIR }

    private static func isSpecial(_ path: String) -> Bool { mode(path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false }
}
