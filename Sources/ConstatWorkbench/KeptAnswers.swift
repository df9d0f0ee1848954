import Hummingbird
import Synchronization

/// Answers that were given, until the world changes: a page is a function of its address, the world and the visitor.
final class KeptAnswers: Sendable {
    private struct Kept {
        var version = 0
        var answers: [String: Response] = [:]
        var bytes = 0
    }

    private let kept = Mutex(Kept())
    private static let mostBytes = 16 << 20
    /// Larger ones are files that are asked for once.
    private static let largest = 256 << 10

    /// The answer to a visit, made if it is not there.
    func response(to visit: Visit, _ make: () async throws -> Response) async throws -> Response {
        let (version, key) = (visit.world.version, Self.key(visit))
        if let response = kept.withLock({ $0.version == version ? $0.answers[key] : nil }) { return response }
        let response = try await make()
        // While a store is taken in, pages say how far it is.
        if visit.desk.loading == nil { keep(response, key, version) }
        return response
    }

    private static func key(_ visit: Visit) -> String {
        let visitor = visit.visitor
        return [visitor.language.rawValue, visitor.reading.rawValue, visitor.name ?? "", visit.request.uri.string]
            .joined(separator: "\n")
    }

    private func keep(_ response: Response, _ key: String, _ version: Int) {
        guard let size = response.body.contentLength, size <= Self.largest else { return }
        kept.withLock { kept in
            if kept.version > version { return }
            if kept.version < version || kept.bytes + size > Self.mostBytes { kept = Kept(version: version) }
            if kept.answers.updateValue(response, forKey: key) == nil { kept.bytes += size }
        }
    }
}
