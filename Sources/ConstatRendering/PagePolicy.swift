import ConstatText

/// Words of a page's Content-Security-Policy that admit the page's own style and script by their hashes.
enum PagePolicy {
    /// `sha256-...`
    static func source(_ text: String) -> String { "sha256-" + base64(SHA256.digest(Array(text.utf8))) }

    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.count)])
            let word = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
            for position in 0..<4 {
                out.append(position <= group.count ? alphabet[word >> (18 - 6 * position) & 63] : 0x3D)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
