import ConstatResources
import ConstatText
import HTTPTypes
import Hummingbird

/// Styles and scripts of the pages, out of the binary.
struct Assets {
    /// What may be asked for, by the name of its resource.
    static let names = [
        "page.css", "tree.css", "workbench.css", "workbench.js", "start.js", "reader.css", "reader.js", "review.css",
        "review.js", "place.js", "select.js", "leaflet.css", "leaflet.js", "map.css", "map.js", "world.json",
        "ledgers.css",
    ]

    /// How long browsers keep what stands at an address that changes with it.
    static let keptForEver = "public, max-age=31536000, immutable"

    /// The address of an asset; it changes with what it holds, so that browsers may keep it for ever.
    static func path(_ name: String) -> String { "/assets/\(digests[name] ?? "0")/\(name)" }

    private static let digests: [String: String] = Dictionary(
        uniqueKeysWithValues: names.map { name in
            (name, String(SHA256.digest(Array(EmbeddedResource.bytes(named: name))).hexadecimal.prefix(12)))
        })

    func add(to router: SiteRouter) {
        for name in Self.names {
            let headers: HTTPFields = [
                .contentType: Self.type(of: name), .cacheControl: Self.keptForEver,
            ]
            router.get(RouterPath(Self.path(name))) { _, _ in
                Response(
                    status: .ok, headers: headers,
                    body: .init(byteBuffer: ByteBuffer(bytes: EmbeddedResource.bytes(named: name))))
            }
        }
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json; charset=utf-8"
        default: "application/octet-stream"
        }
    }
}
