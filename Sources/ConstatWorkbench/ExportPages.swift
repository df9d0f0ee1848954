import ConstatEvents
import ConstatExport
import ConstatRecords
import ConstatRendering
import ConstatText
import Dispatch
import HTTPTypes
import Synchronization

/// `/export`: claims and events in the form of a codebook, as `constat export` writes them, and why what is left out is.
struct ExportPages {
    /// Those that most people want first.
    static let profiles: [ExportProfile] = [
        .ucdpGED, .acled, .csv, .geojson, .gpkg, .hxl, .plover, .webannotation, .prov,
    ]
    private let workshop = ExportWorkshop()

    func add(to site: Site) {
        site.get("/export") { visit in .page(try await page(visit)) }
        site.get("/export/file") { visit in try await file(visit, isExplanation: false) }
        site.get("/export/explanation") { visit in try await file(visit, isExplanation: true) }
    }

    // MARK: Files

    private func file(_ visit: Visit, isExplanation: Bool) async throws -> Answer {
        let wish = try wish(visit)
        let export = try await workshop.export(wish, of: visit.world)
        let name = wish.fileName
        if isExplanation {
            return .content(
                Array(export.explanation.utf8), type: "application/jsonl; charset=utf-8",
                name: name + ".explain.jsonl")
        }
        guard export.rowCount > 0 else { return .page(form(visit, wish, export, "export.empty")) }
        return .content(export.bytes, type: wish.options.profile.mediaType, name: name)
    }

    private func wish(_ visit: Visit) throws -> ExportWish {
        var faults: [String: String] = [:]
        guard let wish = ExportWish(visit.query, program: "constat \(visit.desk.programVersion)", faults: &faults)
        else {
            throw Refusal(.badRequest, faults.values.sorted().first ?? "refusal.address")
        }
        return wish
    }

    // MARK: Page

    private func page(_ visit: Visit) async throws -> Page {
        var faults: [String: String] = [:]
        let wish = ExportWish(visit.query, program: "constat \(visit.desk.programVersion)", faults: &faults)
        guard visit.query["look"] != nil, let wish else { return form(visit, wish, nil, faults.values.sorted().first) }
        return form(visit, wish, try await workshop.export(wish, of: visit.world), nil)
    }

    private func form(_ visit: Visit, _ wish: ExportWish?, _ export: Export?, _ fault: String?) -> Page {
        let wording = visit.wording
        let chosen = wish?.options.profile ?? .ucdpGED
        let profiles = Self.profiles.map { profile -> HTML in
            """
            <label class="choice"><input type="radio" name="profile" value="\(profile.rawValue)"\(profile == chosen ? " checked" : "")>
            <span><strong>\(wording["export.profile.\(profile.rawValue)"])</strong> <span class="hint">\(profile.codebook)</span></span></label>
            """
        }
        let tables = FlatTable.allCases.map { table -> HTML in
            "<option value=\"\(table.rawValue)\"\(visit.query["table"] == table.rawValue ? " selected" : "")>\(wording["export.table.\(table.rawValue)"])</option>"
        }
        let warning: HTML = fault.map { "<p class=\"fault\" role=\"alert\">\(wording[$0])</p>" } ?? .empty
        let filter = EventFilter(visit.query)
        let isOpen = visit.query["withhold"] == "none"
        return Page(
            title: wording["export.title"], section: .export, assets: ["review.css", "review.js"],
            body: """
                <h1>\(wording["export.title"])</h1>
                \(warning)
                \(result(visit, wish, export))
                <form class="export-form" method="get" action="/export/file">
                <fieldset class="profiles"><legend>\(wording["export.profile"])</legend>\(profiles)
                <label class="line"><span>\(wording["export.table"])</span> <select name="table">\(tables)</select></label></fieldset>
                <fieldset class="filters"><legend>\(wording["export.events"])</legend>\(EventFilterView(visit, filter, action: "/export").fields())</fieldset>
                <fieldset><legend>\(wording["export.care"])</legend>
                <label class="choice"><input type="checkbox" name="withhold" value="none"\(isOpen ? " checked" : "")> <span>\(wording["export.names"])</span></label>
                <p class="hint">\(wording["export.names.hint"])</p>
                <label class="line"><span>\(wording["export.coarsen"])</span> <input class="figure" name="coarsen" inputmode="decimal" size="6" maxlength="12" value="\(visit.query["coarsen"] ?? "")"></label></fieldset>
                <p class="form-end"><button class="primary">\(wording["export.download"])</button>
                <button name="look" value="on" formaction="/export">\(wording["export.look"])</button></p>
                </form>
                """)
    }

    /// What the export holds, and what it leaves out and why.
    private func result(_ visit: Visit, _ wish: ExportWish?, _ export: Export?) -> HTML {
        guard let wish, let export else { return .empty }
        let (wording, query) = (visit.wording, visit.query.setting("look", nil).encoded)
        let counts = Dictionary(export.leftOut.map { ($0.reason, 1) }, uniquingKeysWith: +)
        let reasons = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { reason, count -> HTML in
            "<li><span class=\"count\">\(count)</span> <span lang=\"en\">\(reason)</span></li>"
        }
        let shown = export.leftOut.prefix(200).map { left -> HTML in
            let event = visit.world.event(left.event)
            return """
                <tr><td><a href="\(EventPages.address(left.event))">\(event.map(ClaimWords(wording).title) ?? left.event)</a></td><td lang="en">\(left.reason)</td></tr>
                """
        }
        let rest: HTML =
            export.leftOut.isEmpty
            ? .empty
            : """
            <h3>\(wording("export.leftout", wording.number(Double(export.leftOut.count))))</h3><ul class="plain">\(reasons)</ul>
            <details><summary>\(wording["export.leftout.list"])</summary><div class="scroll"><table><tbody>\(shown)</tbody></table></div></details>
            """
        let links: HTML =
            export.rowCount == 0
            ? "<p class=\"rejected\">\(wording["export.empty"])</p>"
            : """
            <p class="form-end"><a class="button primary" href="/export/file?\(query)" download>\(wording("export.file", wish.fileName))</a>
            <a class="button" href="/export/explanation?\(query)" download>\(wording["export.explanation"])</a></p>
            """
        return """
            <section class="panel" role="status"><h2>\(wording("export.rows", wording.number(Double(export.rowCount))))</h2>\(links)\(rest)</section>
            """
    }
}

/// What an address asks to be exported.
struct ExportWish: Hashable, Sendable {
    let options: ExportOptions
    let filter: EventFilter
    private let key: String

    static func == (left: ExportWish, right: ExportWish) -> Bool { left.key == right.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// Nil for what cannot be meant; `faults` then says why.
    init?(_ query: Query, program: String, faults: inout [String: String]) {
        guard let profile = ExportProfile(rawValue: query["profile"] ?? ExportProfile.ucdpGED.rawValue) else {
            faults["profile"] = "export.fault.profile"
            return nil
        }
        guard let table = FlatTable(rawValue: query["table"] ?? FlatTable.events.rawValue) else {
            faults["table"] = "export.fault.table"
            return nil
        }
        var width: Double?
        if let typed = query["coarsen"] {
            // As `constat export --coarsen` takes it.
            width = Double(typed.replacing(",", with: "."))
            guard let width, (0.1...10_000).contains(width) else {
                faults["coarsen"] = "export.fault.coarsen"
                return nil
            }
        }
        options = ExportOptions(
            profile, table: table, withholdsNames: query["withhold"] != "none", coarsenKm: width, program: program)
        filter = EventFilter(query)
        key = [profile.rawValue, table.rawValue, query["withhold"] ?? "", width?.plain ?? "", filter.query.encoded]
            .joined(separator: "|")
    }

    var fileName: String {
        let table = options.profile == .csv ? "-\(options.table.rawValue)" : ""
        return "constat-\(options.profile.rawValue)\(table).\(options.profile.fileExtension)"
    }
}

extension ExportProfile {
    var fileExtension: String {
        switch self {
        case .ucdpGED, .acled, .hxl, .csv: "csv"
        case .plover: "jsonl"
        case .geojson: "geojson"
        case .gpkg: "gpkg"
        case .webannotation, .prov: "jsonld"
        }
    }

    var mediaType: String {
        switch self {
        case .ucdpGED, .acled, .hxl, .csv: "text/csv; charset=utf-8"
        case .plover: "application/jsonl; charset=utf-8"
        case .geojson: "application/geo+json"
        case .gpkg: "application/geopackage+sqlite3"
        case .webannotation, .prov: "application/ld+json"
        }
    }
}

/// Makes exports beside the server's own threads: withholding names reads every sentence. Keeps the last, so that what was
/// looked at is there when it is downloaded.
final class ExportWorkshop: Sendable {
    private struct Kept {
        var wish: ExportWish
        var version: Int
        var export: Export
    }

    private let kept = Mutex<Kept?>(nil)
    private let queue = DispatchQueue(label: "constat.export")

    func export(_ wish: ExportWish, of world: World) async throws -> Export {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                if let kept = self.kept.withLock({ $0 }), kept.wish == wish, kept.version == world.version {
                    return continuation.resume(returning: kept.export)
                }
                let result = Result { try Self.make(wish, world) }
                if let export = try? result.get() {
                    self.kept.withLock { $0 = Kept(wish: wish, version: world.version, export: export) }
                }
                continuation.resume(with: result)
            }
        }
    }

    private static func make(_ wish: ExportWish, _ world: World) throws -> Export {
        let isOfEvents = wish.options.profile.isOfEvents(wish.options.table)
        let events = wish.filter.events(of: world)
        var records = Array(world.records.values)
        if !isOfEvents, !wish.filter.isEmpty {
            let claims = Set(events.flatMap { $0.members.map(\.claim) })
            records = records.compactMap { record in
                var record = record
                record.claims.removeAll { !claims.contains($0.id) }
                return record.claims.isEmpty ? nil : record
            }
        }
        return try Exporter(wish.options).export(records, events: isOfEvents ? events : [])
    }
}
