import ConstatIntake
import ConstatRendering
import HTTPTypes
import Hummingbird

typealias SiteRouter = Router<BasicRequestContext>

/// The routes of the workbench; each part of it adds its own.
struct Site {
    typealias Handler = @Sendable (Visit) async throws -> Answer

    private let router: SiteRouter
    private let desk: Desk
    private let formToken: String
    private let kept = KeptAnswers()

    init(desk: Desk, gate: Gate) {
        self.desk = desk
        formToken = gate.formToken
        router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SafeHeaders())
        router.add(middleware: Faults(desk: desk, formToken: formToken))
        router.add(middleware: gate)
        Assets().add(to: router)
        StartPages().add(to: self)
        DocumentsPages().add(to: self)
        ReaderPages().add(to: self)
        ReviewPages().add(to: self)
        QueuePages().add(to: self)
        ClaimPages().add(to: self)
        EventPages().add(to: self)
        HistoryPages().add(to: self)
        ExportPages().add(to: self)
        SettingsPages().add(to: self)
        MapPages().add(to: self)
        LedgerPages().add(to: self)
    }

    var responder: RouterResponder<BasicRequestContext> { router.buildResponder() }

    /// - Parameter path: parts that begin with ":" are left open, and come as ``Visit/parameters``.
    func get(_ path: String, _ handler: @escaping Handler) { on(path, .get, handler) }

    /// Forms and uploads: the gate has seen that they come from our own pages.
    func post(_ path: String, _ handler: @escaping Handler) { on(path, .post, handler) }

    private func on(_ path: String, _ method: HTTPRequest.Method, _ handler: @escaping Handler) {
        let open = path.split(separator: "/").filter { $0.hasPrefix(":") }.map { $0.dropFirst() }
        router.on(RouterPath(path), method: method) { [desk, formToken, kept] request, context in
            let visit = try Visit(
                request: request, desk: desk, formToken: formToken,
                parameters: open.map { try Self.parameter($0, context) })
            let answer = { try await handler(visit).response(to: visit) }
            return method == .get ? try await kept.response(to: visit, answer) : try await answer()
        }
    }

    private static func parameter(_ name: Substring, _ context: BasicRequestContext) throws -> String {
        guard let value = context.parameters.get(String(name)),
            let decoded = Query.decoded(value.utf8, plusIsBlank: false)
        else { throw Refusal.nothingHere }
        return decoded
    }
}

extension Visit {
    init(request: Request, desk: Desk, formToken: String, parameters: [String]) throws {
        guard let query = Query(encoded: request.uri.query ?? "") else { throw Refusal(.badRequest, "refusal.address") }
        self.init(
            request: request, desk: desk, world: desk.world, query: query, visitor: Visitor(request),
            formToken: formToken, parameters: parameters)
    }
}

/// Turns what handlers throw into pages that say what is wrong and what to do.
struct Faults: RouterMiddleware {
    let desk: Desk
    let formToken: String

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            return page(refusal, request)
        } catch let diagnostic as Diagnostic {
            return page(Refusal(.conflict, "refusal.store", diagnostic.report), request)
        } catch let error as any HTTPResponseError {
            return page(Self.refusal(error.status), request)
        }
    }

    private static func refusal(_ status: HTTPResponse.Status) -> Refusal {
        switch status {
        case .notFound, .methodNotAllowed: .nothingHere
        case .contentTooLarge: Refusal(status, "refusal.large")
        default: Refusal(status, "refusal.other", status.reasonPhrase)
        }
    }

    private func page(_ refusal: Refusal, _ request: Request) -> Response {
        let visit = Visit(
            request: request, desk: desk, world: desk.world, query: Query(), visitor: Visitor(request),
            formToken: formToken, parameters: [])
        let words = visit.wording(refusal.key, fillers: refusal.fillers)
        let body: HTML = """
            <section class="refusal" role="alert">
            <h1>\(visit.wording["refusal.title"])</h1>
            <p class="words">\(words)</p>
            <p><a href="/">\(visit.wording["refusal.back"])</a></p>
            </section>
            """
        let page = Page(title: visit.wording["refusal.title"], body: body)
        return Response(html: Layout(visit: visit).document(page), status: refusal.status)
    }
}
