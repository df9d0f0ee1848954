import Hummingbird

public struct Workbench {
    public init() {}
    public func run() async throws {
        let router = Router()
        router.get("/") { _, _ in "ok" }
        let application = Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 8080)))
        try await application.runService()
    }
}
