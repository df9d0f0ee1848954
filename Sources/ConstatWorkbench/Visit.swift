import ConstatRendering
import HTTPTypes
import Hummingbird
import NIOCore

/// One request, with who asks and what they are shown.
struct Visit: Sendable {
    let request: Request
    let desk: Desk
    /// The snapshot that the whole answer is made of.
    let world: World
    let query: Query
    let visitor: Visitor
    /// What forms must send back.
    let formToken: String
    /// The parts of the path that its route leaves open, decoded.
    let parameters: [String]

    var wording: Wording { visitor.wording }
    var path: String { request.uri.path }

    /// The same page with another query.
    func address(_ query: Query) -> String { path + (query.encoded.isEmpty ? "" : "?" + query.encoded) }

    /// What is sent as it is. More than the bound is refused while it comes, and not kept.
    func bytes(upTo bound: Int) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= bound else { throw Refusal(.contentTooLarge, "refusal.large") }
        do {
            return Array(buffer: try await request.body.collect(upTo: bound))
        } catch is NIOTooManyBytesError {
            throw Refusal(.contentTooLarge, "refusal.large")
        }
    }

    /// The fields of a form.
    func form() async throws -> Query {
        let body = try await request.body.collect(upTo: Limits.formBytes)
        guard let form = Query(encoded: body.readableBytesView) else { throw Refusal(.badRequest, "refusal.form") }
        return form
    }
}

/// Who asks, as the cookies say.
struct Visitor: Sendable {
    /// Whose reviews these are.
    enum Reading: String, Sendable { case first, second }

    var language: Wording.Language
    /// nil until the settings say a name.
    var name: String?
    var reading: Reading

    var wording: Wording { .workbench(language) }

    init(_ request: Request) {
        let cookies = Cookies.values(of: request)
        language =
            cookies[Cookies.language].flatMap(Wording.Language.init(rawValue:))
            ?? Self.preferred(request.headers[.acceptLanguage] ?? "")
        name = cookies[Cookies.reviewer].flatMap { Query.decoded($0.utf8) }.flatMap { $0.isEmpty ? nil : $0 }
        reading = cookies[Cookies.reading].flatMap(Reading.init(rawValue:)) ?? .first
    }

    /// The first of the browser's languages that there is; French where there is none.
    private static func preferred(_ header: String) -> Wording.Language {
        header.split(separator: ",").lazy.compactMap { tag in
            Wording.Language(rawValue: tag.prefix { $0 != "-" && $0 != ";" }.filter { $0 != " " }.lowercased())
        }.first ?? .french
    }
}

enum Cookies {
    static let language = "constat_language"
    static let reviewer = "constat_reviewer"
    static let reading = "constat_reading"
    static let token = "constat_token"

    static func values(of request: Request) -> [String: String] {
        var values: [String: String] = [:]
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let halves = pair.split(separator: "=", maxSplits: 1)
                if halves.count == 2 { values[String(halves[0].drop { $0 == " " })] = String(halves[1]) }
            }
        }
        return values
    }

    /// For a year; no script reads it, and no other site sends it.
    static func setting(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"
    }
}

/// How much one request may bring.
enum Limits {
    static let formBytes = 1 << 20
    /// As large as what `constat add` takes of one document, and a little for what is around it.
    static let uploadBytes = 17 << 20
    static let addressBytes = 8 << 10
}

/// What is not done, with the reason in the reader's language.
struct Refusal: Error {
    let status: HTTPResponse.Status
    /// Of the wording.
    let key: String
    let fillers: [String]

    init(_ status: HTTPResponse.Status, _ key: String, _ fillers: String...) {
        self.status = status
        self.key = key
        self.fillers = fillers
    }

    static let nothingHere = Refusal(.notFound, "refusal.nothing")
}

extension Wording {
    /// The interface's words with those of the workbench.
    static func workbench(_ language: Language) -> Wording {
        switch language {
        case .french: workbenchInFrench
        case .english: workbenchInEnglish
        }
    }

    private static let workbenchInFrench = french.adding("FrenchWorkbench.lexicon")
    private static let workbenchInEnglish = english.adding("EnglishWorkbench.lexicon")
}
