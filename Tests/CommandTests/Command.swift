import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The built program, run as a process.
enum Command {
    struct Result {
        var status: Int32
        var output: String
        var words: String
        /// Standard error's lines that open a message: place, kind, summary.
        var messages: [String] {
            words.split(separator: "\n").filter { !$0.hasPrefix("  ") }.map(String.init)
        }
        var lineCount: Int { output.split(separator: "\n").count }
    }

    /// Beside the test bundle in the folder of built products.
    static func program() throws -> URL {
        for argument in CommandLine.arguments {
            guard let bundle = argument.range(of: ".xctest") else { continue }
            var folder = URL(filePath: String(argument[..<bundle.upperBound])).deletingLastPathComponent()
            for _ in 0..<4 {
                let candidate = folder.appending(path: "constat")
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
                    return candidate
                }
                folder = folder.deletingLastPathComponent()
            }
        }
        Issue.record("the program is not beside the tests: \(CommandLine.arguments)")
        throw CocoaError(.fileNoSuchFile)
    }

    static func run(
        _ arguments: [String], input: Data? = nil, in folder: URL? = nil
    ) throws -> Result {
        let process = Process()
        process.executableURL = try program()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let (output, words) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = words
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            try process.run()
            // The program may stop reading early; a written file would hide that, a pipe shows it.
            let writer = Thread {
                try? pipe.fileHandleForWriting.write(contentsOf: input)
                try? pipe.fileHandleForWriting.close()
            }
            writer.start()
        } else {
            process.standardInput = FileHandle.nullDevice
            try process.run()
        }
        let collected = Collector(words.fileHandleForReading)
        let result = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: result, as: UTF8.self),
            words: String(decoding: collected.finish(), as: UTF8.self))
    }

    /// Standard output as it is, for output that is no text.
    static func runForBytes(_ arguments: [String], in folder: URL) throws -> Data {
        let process = Process()
        process.executableURL = try program()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return bytes
    }

    /// Reads a second pipe at the same time, so that neither fills up.
    private final class Collector: @unchecked Sendable {
        private var data = Data()
        private let done = DispatchSemaphore(value: 0)

        init(_ handle: FileHandle) {
            Thread.detachNewThread { [self] in
                data = handle.readDataToEndOfFile()
                done.signal()
            }
        }

        func finish() -> Data {
            done.wait()
            return data
        }
    }
}

/// A folder of its own for one test, gone afterwards.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "constat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func read(_ name: String) -> String? { try? String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    func run(_ arguments: String..., input: Data? = nil) throws -> Command.Result {
        try Command.run(arguments, input: input, in: folder)
    }
}

/// One line of the program's JSON Lines.
struct OutputRecord: Decodable {
    struct Document: Decodable { var id: String? }
    struct Failure: Decodable {
        var identifier: String
        var place: String
    }
    var document: Document
    var error: Failure?

    static func all(in output: String) throws -> [OutputRecord] {
        try output.split(separator: "\n").map { try JSONDecoder().decode(OutputRecord.self, from: Data($0.utf8)) }
    }
}

enum Report {
    static let first =
        "Des combats ont opposé mardi l'armée et les rebelles dans le nord du pays, selon un responsable."
    static let second =
        "Au moins douze soldats ont été tués et une trentaine d'autres blessés par l'explosion d'une mine."
    static let page =
        "<!DOCTYPE html><html lang=\"fr\"><body><article><p>\(first)</p><p>\(second)</p></article></body></html>"
}
