public import ConstatStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// How the workbench is opened.
public struct WorkbenchOptions: Sendable {
    /// A numeric address or `localhost`.
    public var address = "127.0.0.1"
    /// 0: one that is free.
    public var port = 8080
    /// Stands in the store beside what is read here.
    public var programVersion: String

    public init(programVersion: String) { self.programVersion = programVersion }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool { address == "localhost" || address == "::1" || address.hasPrefix("127.") }
}

/// A local web application over a store: reading, checking, correcting, the map and the ledgers. Serves its own pages and
/// asks nothing of any other machine.
public struct Workbench: Sendable {
    private let desk: Desk
    private let gate: Gate
    private let options: WorkbenchOptions

    public init(_ store: Store, options: WorkbenchOptions) {
        self.options = options
        desk = Desk(store, programVersion: options.programVersion, now: Self.now)
        gate = Gate(formToken: Self.newToken(), accessToken: options.isLoopback ? nil : Self.newToken())
    }

    /// The address and port cannot be had.
    public struct CannotListen: Error {
        /// The system's own.
        public let words: String
    }

    /// Serves until the task is cancelled or the process is told to stop (SIGINT, SIGTERM).
    ///
    /// - Parameter opened: told the address to open, once it is answered, and whether only this machine reaches it.
    /// - Throws: ``CannotListen``, or what the store says.
    public func run(opened: @escaping @Sendable (_ address: String, _ isLoopback: Bool) -> Void) async throws {
        let (token, address) = (gate.accessToken, options.address)
        var logger = Logger(label: "constat")
        logger.logLevel = .error
        let application = Application(
            responder: Site(desk: desk, gate: gate).responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(address, port: options.port), serverName: nil),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                let host = address.contains(":") ? "[\(address)]" : address
                opened("http://\(host):\(port)/" + (token.map { "?token=\($0)" } ?? ""), token == nil)
            }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [desk] in
                try await desk.load()
                // Other commands may work on the same store. One that is busy is asked again.
                while true {
                    try await Task.sleep(for: .seconds(2))
                    try? await desk.change { try $0.catchUp() }
                }
            }
            group.addTask {
                do { try await application.runService() } catch let error as IOError {
                    throw CannotListen(words: error.localizedDescription)
                }
                throw CancellationError()
            }
            // The server ends when it is told to; a store that cannot be taken in ends it, too.
            do { for try await _ in group {} } catch is CancellationError { group.cancelAll() }
        }
    }

    /// 128 random bits.
    private static func newToken() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Only reviewers' decisions have a time, and it is this machine's.
    private static func now() -> String { Date().formatted(.iso8601) }
}
