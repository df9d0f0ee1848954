import ConstatRendering
import HTTPTypes
import Hummingbird

/// Language, the reviewer's name, and whose reading this is: kept by the browser.
struct SettingsPages {
    private static let longestName = 80

    func add(to site: Site) {
        site.get("/settings") { visit in .page(page(visit)) }
        site.post("/settings") { visit in try await save(visit) }
    }

    private func page(_ visit: Visit) -> Page {
        let wording = visit.wording
        let languages = Wording.Language.allCases.map { language -> HTML in
            let chosen: HTML = language == visit.visitor.language ? " selected" : ""
            return """
                <option value="\(language.rawValue)" lang="\(language.rawValue)"\(chosen)>\(Wording.workbench(language)["language.name"])</option>
                """
        }
        let readings = [Visitor.Reading.first, .second].map { reading -> HTML in
            let chosen: HTML = reading == visit.visitor.reading ? " checked" : ""
            return """
                <label class="choice"><input type="radio" name="reading" value="\(reading.rawValue)"\(chosen)>
                <span>\(wording["settings.reading.\(reading.rawValue)"])</span></label>
                """
        }
        return Page(
            title: wording["settings.title"], section: .settings,
            body: """
                <h1>\(wording["settings.title"])</h1>
                <form class="card-form" method="post" action="/settings">\(visit.tokenField)
                <input type="hidden" name="next" value="\(visit.query["next"] ?? "/")">
                <label>\(wording["settings.name"])
                <input name="name" autocomplete="name" maxlength="\(Self.longestName)" value="\(visit.visitor.name ?? "")"></label>
                <p class="hint">\(wording["settings.name.hint"])</p>
                <label>\(wording["settings.language"]) <select name="language">\(languages)</select></label>
                <fieldset><legend>\(wording["settings.reading"])</legend>\(readings)
                <p class="hint">\(wording["settings.reading.hint"])</p></fieldset>
                <button class="primary">\(wording["settings.save"])</button>
                </form>
                """)
    }

    private func save(_ visit: Visit) async throws -> Answer {
        let form = try await visit.form()
        let language = form["language"].flatMap(Wording.Language.init(rawValue:)) ?? visit.visitor.language
        let reading = form["reading"].flatMap(Visitor.Reading.init(rawValue:)) ?? .first
        let name = String((form["name"] ?? "").prefix(Self.longestName))
        let kept = [
            (Cookies.language, language.rawValue), (Cookies.reading, reading.rawValue),
            (Cookies.reviewer, Query.encoded(name)),
        ]
        return .seeOther(form["next"] ?? "/", cookies: kept.map(Cookies.setting))
    }
}
