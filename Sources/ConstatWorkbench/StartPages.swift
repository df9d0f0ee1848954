import ConstatIntake
import ConstatRendering
import ConstatResources
import ConstatStore
import ConstatText
import HTTPTypes
import Hummingbird

/// The first page: hand in reports, and see what stands in the store.
struct StartPages {
    private static let longestField = 200

    func add(to site: Site) {
        site.get("/") { visit in .page(start(visit)) }
        site.post("/documents") { visit in try await upload(visit) }
        site.post("/documents/text") { visit in try await paste(visit) }
        site.post("/sample") { visit in try await addSample(visit) }
    }

    // MARK: Handing in

    /// One file as plain bytes; answered to the script.
    private func upload(_ visit: Visit) async throws -> Answer {
        let options = try options(visit.query)
        let bytes = try await visit.bytes(upTo: Limits.uploadBytes)
        let added = try await visit.desk.add(bytes, named: visit.query["name"] ?? name(of: bytes), options: options)
        let lines = AddedLines(visit)
        var json = JSONWriter()
        json.array(added) { json, report in
            json.object { json in
                json.field("outcome", report.outcome.rawValue)
                json.field("line", lines.line(report).markup)
            }
        }
        return .json(json.text)
    }

    private func paste(_ visit: Visit) async throws -> Answer {
        let form = try await visit.form()
        let bytes = Array((form["text"] ?? "").utf8)
        let added = try await visit.desk.add(
            bytes, named: form["name"].map(Self.asName) ?? name(of: bytes), options: try options(form))
        if added.count == 1, let id = added[0].document { return .seeOther("/documents/\(id)") }
        return .page(AddedLines(visit).page(added))
    }

    private func addSample(_ visit: Visit) async throws -> Answer {
        for report in Sample.reports {
            _ = try await visit.desk.add(report.bytes, named: report.name, options: IntakeOptions())
        }
        return .seeOther("/?sample=read")
    }

    private func options(_ fields: Query) throws -> IntakeOptions {
        var options = IntakeOptions(language: fields["language"] == "fr" ? "fr" : nil)
        options.publisher = fields["publisher"].map { String($0.prefix(Self.longestField)) }
        if let typed = fields["published"] {
            guard let day = CalendarDay(typed) else { throw Refusal(.badRequest, "start.day.refused", typed) }
            options.publishedOn = day
        }
        return options
    }

    /// A pasted text is called by its first words.
    private func name(of bytes: [UInt8]) -> String {
        let start = String(decoding: bytes.prefix(400), as: UTF8.self)
        let line = start.split(whereSeparator: \.isNewline).lazy.map { $0.split(separator: " ").joined(separator: " ") }
            .first { !$0.isEmpty }
        return Self.asName(String((line ?? "").prefix(60)))
    }

    /// A title may have what parts a path.
    private static func asName(_ title: String) -> String {
        String(title.prefix(longestField).map { $0 == "/" || $0 == "\\" ? "-" : $0 })
    }

    // MARK: The page

    private func start(_ visit: Visit) -> Page {
        let wording = visit.wording
        let isEmpty = visit.world.documents.isEmpty && visit.desk.loading == nil
        return Page(
            title: wording["start.title"], section: .start, assets: ["reader.css", "start.js"],
            body: """
                <h1>\(wording["start.title"])</h1>
                <p class="lead">\(wording["start.lead"])</p>
                \(loading(visit))\(visit.query["sample"] == nil ? nil : sampleRead(visit))\(isEmpty ? sample(visit) : nil)
                <div class="start">
                \(handIn(visit))
                \(stock(visit))
                \(pasteForm(visit))
                </div>
                """)
    }

    /// How far a big store has been taken in; the script asks again.
    private func loading(_ visit: Visit) -> HTML? {
        guard let loading = visit.desk.loading else { return nil }
        let numbers = [loading.documents, loading.all].map { visit.wording.number(Double($0)) }
        return """
            <section class="panel" id="loading" role="status">
            <p>\(visit.wording("start.loading", fillers: numbers))</p>
            <progress aria-label="\(visit.wording["start.progress"])" max="\(max(1, loading.all))" value="\(loading.documents)"></progress>
            </section>
            """
    }

    private func sample(_ visit: Visit) -> HTML {
        """
        <form class="panel sample" method="post" action="/sample">\(visit.tokenField)
        <div><h2>\(visit.wording["start.sample.title"])</h2><p>\(visit.wording["start.sample.about"])</p></div>
        <button class="primary">\(visit.wording["start.sample.open"])</button>
        </form>
        """
    }

    private func sampleRead(_ visit: Visit) -> HTML? {
        let documents = Sample.reports.compactMap { visit.world.document(PreparedDocument.id(of: $0.bytes)) }
        guard !documents.isEmpty else { return nil }
        let items = documents.map { document -> HTML in
            """
            <li><a href="/documents/\(document.id)"><bdi>\(document.shownTitle)</bdi></a>
            <span class="count">\(visit.wording.count("claims", document.claimCount))</span></li>
            """
        }
        return """
            <section class="panel sample-read" role="status">
            <h2>\(visit.wording["start.sample.read"])</h2>
            <ul>\(items)</ul>
            <p>\(visit.wording["start.sample.next"])</p>
            </section>
            """
    }

    private func handIn(_ visit: Visit) -> HTML {
        let wording = visit.wording
        let words = ["summary", "stopped", "large", "failed", "passed", "token", "waiting", "of"].map { key -> HTML in
            " data-\(key)=\"\(wording["start.script.\(key)"])\""
        }
        return """
            <section class="panel hand-in" aria-labelledby="hand-in">
            <h2 id="hand-in">\(wording["start.files"])</h2>
            <noscript><p class="callout">\(wording["start.noscript"])</p></noscript>
            <form id="upload" data-limit="\(Limits.uploadBytes)"\(words) hidden>
            <div class="drop" id="drop"><p>\(wording["start.drop"])</p>
            <p class="choosers">
            <label class="button primary">\(wording["start.choose"])<input class="unseen" type="file" id="files" multiple></label>
            <label class="button">\(wording["start.folder"])<input class="unseen" type="file" id="folder" webkitdirectory></label>
            </p>
            <p class="hint">\(wording["start.kinds"])</p></div>
            <div class="facts-given">
            <label>\(wording["start.day"]) <input type="date" name="published"></label>
            <label>\(wording["start.publisher"]) <input name="publisher" maxlength="\(Self.longestField)"></label>
            </div>
            <p class="hint">\(wording["start.day.hint"])</p>
            <label class="choice"><input type="checkbox" name="language" value="fr"><span>\(wording["start.language"])</span></label>
            </form>
            <div id="progress" hidden>
            <progress aria-label="\(wording["start.progress"])"></progress> <span id="counted"></span>
            <button type="button" id="stop">\(wording["start.stop"])</button>
            </div>
            <p id="summary" role="status"></p>
            <ol class="results" id="results"></ol>
            </section>
            """
    }

    private func pasteForm(_ visit: Visit) -> HTML {
        let wording = visit.wording
        return """
            <section class="panel paste" aria-labelledby="paste-heading">
            <h2 id="paste-heading">\(wording["start.paste"])</h2>
            <form id="paste" method="post" action="/documents/text">\(visit.tokenField)
            <label>\(wording["start.text"]) <textarea name="text" rows="7" dir="auto" required></textarea></label>
            <div class="facts-given">
            <label>\(wording["start.name"]) <input name="name" maxlength="\(Self.longestField)" dir="auto"></label>
            <label>\(wording["start.day.pasted"]) <input type="date" name="published"></label>
            <label>\(wording["start.publisher.pasted"]) <input name="publisher" maxlength="\(Self.longestField)" dir="auto"></label>
            </div>
            <button class="primary">\(wording["start.read"])</button>
            </form>
            </section>
            """
    }

    /// What stands in the store, with the way to each part.
    private func stock(_ visit: Visit) -> HTML {
        let (wording, world) = (visit.wording, visit.world)
        let counts: [(Section, Int?)] = [
            (.documents, world.documents.count), (.queue, world.pending(visit.reading).count),
            (.events, world.events.count), (.map, nil),
            (.ledgers, nil), (.history, nil), (.export, nil),
        ]
        let items = counts.map { section, count -> HTML in
            let number: HTML? = count.map { "<span class=\"figure\">\(wording.number(Double($0)))</span>" }
            return """
                <li><a href="\(section.path)"><span class="part">\(wording["nav.\(section.rawValue)"])</span>\(number)
                <span class="tells">\(wording["start.stock.\(section.rawValue)"])</span></a></li>
                """
        }
        return """
            <nav class="panel stock" aria-labelledby="stock-heading">
            <h2 id="stock-heading">\(wording["start.stock"])</h2>
            <ul>\(items)</ul>
            </nav>
            """
    }
}

/// Reports of an invented war, inside the program.
enum Sample {
    private static let names = [
        "tenenkou-1-depeche.html", "tenenkou-2-reprise.html", "tenenkou-3-communique.html",
        "tenenkou-4-nouveau-bilan.html", "nyunzu-1-prise.html", "nyunzu-2-dementi.html", "nyunzu-3-reprise.html",
        "nyunzu-4-note-humanitaire.html",
    ]

    static var reports: [(name: String, bytes: [UInt8])] {
        names.map { ($0, Array(EmbeddedResource.bytes(named: $0))) }
    }
}

/// What became of reports that were handed in, in words.
struct AddedLines {
    private let visit: Visit
    private let world: World
    private var wording: Wording { visit.wording }

    init(_ visit: Visit) {
        self.visit = visit
        // The visit's own is of before.
        world = visit.desk.world
    }

    func page(_ reports: [AddedReport]) -> Page {
        Page(
            title: wording["start.results"], section: .documents, assets: ["reader.css"],
            body: """
                <h1>\(wording["start.results"])</h1>
                <ol class="results">\(reports.map(line))</ol>
                <p><a href="/">\(wording["refusal.back"])</a></p>
                """)
    }

    func line(_ report: AddedReport) -> HTML {
        let document = report.document.flatMap(world.document)
        let name: HTML =
            document.map { "<a href=\"/documents/\($0.id)\"><bdi>\($0.shownTitle)</bdi></a>" }
            ?? "<bdi>\(report.name)</bdi>"
        let count: HTML? = document.map {
            "<span class=\"count\">\(wording.count("claims", $0.claimCount))</span>"
        }
        let notes: HTML? = report.notes.isEmpty ? nil : "<ul>\(report.notes.map(note))</ul>"
        return """
            <li class="o-\(report.outcome.rawValue)">
            <span class="outcome">\(wording["start.outcome.\(report.outcome.rawValue)"])</span>
            \(name) \(count)\(notes)</li>
            """
    }

    /// In the reader's language where the lexicon has the words, else as intake says it.
    private func note(_ note: Diagnostic) -> HTML {
        let place: HTML? =
            note.place.line == nil ? nil : " <span class=\"count\"><bdi>\(note.place.description)</bdi></span>"
        let words = NoteWords(wording)
        let remedy = words.remedy(note)
        return """
            <li class="n-\(note.severity.rawValue)"><span class="words">\(words.words(note))</span>
            \(remedy.isEmpty ? nil : "<span class=\"remedy\">\(wording["start.try"]) \(remedy)</span>")
            <code>\(note.identifier)</code>\(place)</li>
            """
    }
}

extension StoredDocument {
    /// The title, or what it is called where it has none.
    var shownTitle: String { title ?? name }
}
