import ConstatRendering

/// What stands around every page.
struct Layout {
    let visit: Visit
    private var wording: Wording { visit.wording }

    func document(_ page: Page) -> String {
        let styles = ["page.css", "workbench.css"] + page.assets.filter { $0.hasSuffix(".css") }
        let scripts = ["workbench.js"] + page.assets.filter { $0.hasSuffix(".js") }
        let html: HTML = """
            <!doctype html>
            <html lang="\(visit.visitor.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="form-token" content="\(visit.formToken)">
            <title>\(page.title) · Constat</title>
            <link rel="icon" href="data:,">
            \(styles.map { "<link rel=\"stylesheet\" href=\"\(Assets.path($0))\">\n" as HTML })\
            \(scripts.map { "<script src=\"\(Assets.path($0))\" defer></script>\n" as HTML })\
            </head>
            <body class="workbench\(page.isWide ? " wide" : "")">
            <a class="skip" href="#main">\(wording["nav.skip"])</a>
            <header class="bar">
            <a class="brand" href="/">Constat</a>
            \(navigation(page.section))
            \(visitor())
            </header>
            <main id="main" tabindex="-1">
            \(page.body)
            </main>
            \(keys(page.keys))
            </body>
            </html>

            """
        return html.markup
    }

    private func navigation(_ current: Section?) -> HTML {
        let items = Section.allCases.filter { $0 != .start && $0 != .settings }.map { section -> HTML in
            let mark: HTML = section == current ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(section.path)\"\(mark)>\(wording["nav.\(section.rawValue)"])</a></li>\n"
        }
        return "<nav aria-label=\"\(wording["nav.label"])\"><ul>\n\(items)</ul></nav>"
    }

    private func visitor() -> HTML {
        let name = visit.visitor.name ?? wording["nav.nobody"]
        let reading: HTML =
            visit.visitor.reading == .second ? " <span class=\"badge\">\(wording["nav.second"])</span>" : ""
        return "<a class=\"visitor\" href=\"/settings\"><bdi>\(name)</bdi>\(reading)</a>"
    }

    /// What the keys do, shown by "?".
    private func keys(_ own: [String]) -> HTML {
        let rows = (own + ["?", "g q", "g m", "g e", "g l", "g d"]).map { key -> HTML in
            "<tr><td><kbd>\(key)</kbd></td><td>\(wording["keys.\(key)"])</td></tr>"
        }
        return """
            <dialog id="keys" aria-labelledby="keys-heading">
            <h2 id="keys-heading">\(wording["keys.title"])</h2>
            <table class="keys"><tbody>\(rows)</tbody></table>
            <form method="dialog"><button>\(wording["keys.close"])</button></form>
            </dialog>
            """
    }
}

extension Visit {
    /// The hidden field that every form carries.
    var tokenField: HTML { "<input type=\"hidden\" name=\"form_token\" value=\"\(formToken)\">" }
}
