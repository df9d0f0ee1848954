import ConstatRendering
import HTTPTypes
import Hummingbird

/// What a page is made of, without its frame.
struct Page: Sendable {
    var title: String
    var section: Section?
    /// Styles and scripts beside those of every page, by the name of their resource.
    var assets: [String] = []
    /// What keys do here beside those of every page: `keys.KEY` of the wording.
    var keys: [String] = []
    /// Uses the whole width.
    var isWide = false
    var body: HTML
}

/// The parts of the workbench, in the order of the navigation.
enum Section: String, CaseIterable, Sendable {
    case start, documents, queue, events, map, ledgers, history, export, settings

    var path: String { self == .start ? "/" : "/" + rawValue }
}

/// What a request is answered with.
enum Answer: Sendable {
    case page(Page)
    /// After a form: see the page at that path, which is one of ours. Cookies are as ``Cookies`` writes them.
    case seeOther(String, cookies: [String] = [])
    /// - Parameters:
    ///   - name: the name under which a browser keeps it as a file; nil to show it.
    ///   - lasts: its address changes when it does, so that browsers may keep it.
    case content([UInt8], type: String, name: String? = nil, lasts: Bool = false)

    static func json(_ text: String) -> Answer { .content(Array(text.utf8), type: "application/json; charset=utf-8") }
}

extension Answer {
    func response(to visit: Visit) -> Response {
        switch self {
        case .page(let page):
            Response(html: Layout(visit: visit).document(page), status: .ok)
        case .seeOther(let path, let cookies): Self.redirection(to: path, cookies)
        case .content(let bytes, let type, let name, let lasts):
            Response(bytes: bytes, type: type, fileName: name, lasts: lasts)
        }
    }

    private static func redirection(to path: String, _ cookies: [String]) -> Response {
        var headers: HTTPFields = [.location: ownPath(path)]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }

    /// A path of this site whatever it was made of: no other host, no second header.
    private static func ownPath(_ path: String) -> String {
        let safe = path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
        return safe && path.hasPrefix("/") && !path.hasPrefix("//") ? path : "/"
    }
}

extension Response {
    init(html: String, status: HTTPResponse.Status) {
        self.init(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    init(bytes: [UInt8], type: String, fileName: String?, lasts: Bool = false) {
        let keeping = lasts ? Assets.keptForEver : "no-cache"
        var headers: HTTPFields = [.contentType: type, .cacheControl: keeping]
        if let fileName {
            headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Query.encoded(fileName))"
        }
        self.init(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
