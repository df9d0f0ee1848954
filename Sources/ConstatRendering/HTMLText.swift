import ConstatText

/// Text made inert for HTML, in elements and in quoted attributes alike.
package enum HTMLText {
    package static func escaped(_ text: String) -> String {
        text.utf8.allSatisfy(isPlain) ? text : escapedScalars(text)
    }

    /// Whether a byte of UTF-8 belongs to nothing that must be changed. C2 and E2 begin some such characters.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x26, 0x3C, 0x3E, 0x22, 0x27, 0x7F, 0xC2, 0xE2: false
        case 0x09, 0x0A, 0x20...: true
        default: false
        }
    }

    private static func escapedScalars(_ text: String) -> String {
        var safe = ""
        safe.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: safe += "&amp;"
            case 0x3C: safe += "&lt;"
            case 0x3E: safe += "&gt;"
            case 0x22: safe += "&quot;"
            case 0x27: safe += "&#39;"
            case 0x09, 0x0A: safe.unicodeScalars.append(scalar)
            case 0x0D: safe += " "
            // HTML has no control characters, and a direction override could disguise the words after it.
            case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// A link where the address is one of the web, else the address as text: `javascript:` stays a word.
    package static func link(_ address: String) -> String {
        let lower = address.prefix(8).lowercased()
        let shown = escaped(address)
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return shown }
        return "<a href=\"\(shown)\" rel=\"noopener noreferrer\">\(shown)</a>"
    }

    /// A whole page that asks nothing of the network: its security policy lets only the given style and script in.
    /// `title` and `body` are already markup.
    static func page(title: String, style: String, script: String? = nil, body: String) -> String {
        let scriptPolicy = script.map { "script-src '\(PagePolicy.source($0))'; " } ?? ""
        return """
            <!doctype html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src '\(PagePolicy.source(style))'; \(scriptPolicy)base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <style>\(style)</style>
            </head>
            <body>
            \(body)
            \(script.map { "<script>\($0)</script>\n" } ?? "")</body>
            </html>

            """
    }
}
