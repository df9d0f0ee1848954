import HTTPTypes
import Hummingbird

/// Lets in only who may come in: requests that name this machine, with the token where one is needed, and forms from our
/// own pages.
///
/// - A page elsewhere whose name is made to point at this machine (DNS rebinding) sends its own name as `Host`: only
///   `localhost` and numeric addresses are answered.
/// - A page elsewhere that posts a form here (CSRF) can neither send our `Origin` nor know the form's token.
struct Gate: RouterMiddleware {
    /// What forms and scripts of our pages send along; new at every start.
    let formToken: String
    /// What every visitor must bring; nil on the loopback address, which only this machine reaches.
    let accessToken: String?

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        guard Self.isOurs(host: request.head.authority ?? "") else { return Self.plain(.misdirectedRequest) }
        guard request.uri.description.utf8.count <= Limits.addressBytes else { return Self.plain(.uriTooLong) }
        if let accessToken, let refusal = admission(request, accessToken) { return refusal }
        switch request.method {
        case .get, .head: return try await next(request, context)
        case .post:
            guard Self.isFromHere(request) else { return Self.plain(.forbidden) }
            return try await next(try await withToken(request), context)
        default: return Self.plain(.methodNotAllowed)
        }
    }

    // MARK: Host

    /// Whether a `Host` is `localhost` or a numeric address, with a port or without.
    static func isOurs(host: String) -> Bool {
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let address = host[host.index(after: host.startIndex)..<end]
            return !address.isEmpty && address.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
                && isPort(host[host.index(after: end)...])
        }
        let name = host.prefix { $0 != ":" }
        guard isPort(host.dropFirst(name.count)) else { return false }
        if name.lowercased() == "localhost" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isPort(_ rest: Substring) -> Bool {
        rest.isEmpty || rest.first == ":" && UInt16(rest.dropFirst()) != nil
    }

    // MARK: Forms

    /// Whether the browser says that the request comes from a page of this very site.
    static func isFromHere(_ request: Request) -> Bool {
        let origin = request.headers[.origin]
        if let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!], site != "same-origin" { return false }
        return origin == nil || origin == "http://" + (request.head.authority ?? "")
    }

    /// A form has the token among its fields, a script in a header. Small bodies are kept for the handler.
    private func withToken(_ request: Request) async throws -> Request {
        if let sent = request.headers[Self.tokenHeader] {
            guard sent == formToken else { throw Refusal(.forbidden, "refusal.token") }
            return request
        }
        var request = request
        let body = try await request.collectBody(upTo: Limits.formBytes)
        guard let form = Query(encoded: body.readableBytesView) else { throw Refusal(.badRequest, "refusal.form") }
        guard form["form_token"] == formToken else { throw Refusal(.forbidden, "refusal.token") }
        return request
    }

    static let tokenHeader = HTTPField.Name("X-Constat-Token")!

    // MARK: Token

    /// nil where the visitor may go on. The token comes once in the address, and stays as a cookie.
    private func admission(_ request: Request, _ token: String) -> Response? {
        if Cookies.values(of: request)[Cookies.token] == token { return nil }
        guard Query(encoded: request.uri.query ?? "")?["token"] == token else { return Self.plain(.unauthorized) }
        return Response(
            status: .seeOther, headers: [.location: "/", .setCookie: Cookies.setting(Cookies.token, token)])
    }

    /// Without a page: it goes to nobody who was let in.
    private static func plain(_ status: HTTPResponse.Status) -> Response {
        let words =
            switch status {
            case .unauthorized: "Open the address that `constat serve` printed, with its token."
            case .misdirectedRequest: "Open this by localhost or by a numeric address."
            default: status.reasonPhrase
            }
        var response = Response(bytes: Array((words + "\n").utf8), type: "text/plain; charset=utf-8", fileName: nil)
        response.status = status
        return response
    }
}

/// Headers that keep a browser from doing more than the pages need.
struct SafeHeaders: RouterMiddleware {
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("X-Frame-Options")!] = "DENY"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] = "same-origin"
        return response
    }
}
