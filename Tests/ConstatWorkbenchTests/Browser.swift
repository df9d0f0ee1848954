import ConstatIntake
import ConstatStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded

@testable import ConstatWorkbench

/// The workbench without a socket: requests in, answers out, over a store of its own.
struct Browser {
    let desk: Desk
    let gate: Gate
    private let responder: RouterResponder<BasicRequestContext>
    private let folder: URL

    struct Reply {
        var status: HTTPResponse.Status
        var headers: HTTPFields
        var body: String
    }

    /// - Parameter reports: files of `Examples/sample` to begin with.
    init(reports: [String] = []) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try Store(path: folder.appending(path: "test.constat").path, isMade: true)
        desk = Desk(store, programVersion: "test", now: { "2026-01-05T12:00:00Z" })
        gate = Gate(formToken: "token", accessToken: nil)
        responder = Site(desk: desk, gate: gate).responder
        try await desk.load()
        for name in reports { try await add(try Self.sample(name), named: name) }
    }

    static func sample(_ name: String) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "Examples/sample/\(name)")))
    }

    @discardableResult
    func add(_ bytes: [UInt8], named name: String) async throws -> [AddedReport] {
        try await desk.add(bytes, named: name, options: IntakeOptions())
    }

    /// Takes the store's files away.
    func close() throws {
        try desk.store.close()
        try FileManager.default.removeItem(at: folder)
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.get, path, headers, [])
    }

    /// A form of our own pages.
    func post(_ path: String, _ fields: [(String, String)], _ headers: HTTPFields = [:]) async throws -> Reply {
        let form = Query(fields.map { (name: $0.0, value: $0.1) } + [(name: "form_token", value: gate.formToken)])
        return try await send(.post, path, headers, Array(form.encoded.utf8))
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8], host: String = "localhost"
    ) async throws -> Reply {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let context = BasicRequestContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let response = try await responder.respond(to: request, context: context)
        let writer = CollectedBody()
        try await response.body.write(writer)
        return Reply(
            status: response.status, headers: response.headers, body: String(buffer: writer.buffer.value))
    }
}

/// What a response writes, in one piece.
private struct CollectedBody: ResponseBodyWriter {
    final class Box: @unchecked Sendable { var value = ByteBuffer() }
    let buffer = Box()

    func write(_ part: ByteBuffer) async throws { buffer.value.writeImmutableBuffer(part) }
    consuming func finish(_ trailers: HTTPFields?) async throws {}
}
