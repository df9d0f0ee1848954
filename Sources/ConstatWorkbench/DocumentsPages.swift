import ConstatRendering
import ConstatStore
import ConstatText

/// The list of reports, and the search through them and their claims.
struct DocumentsPages {
    private static let pageLength = 50

    func add(to site: Site) {
        site.get("/documents") { visit in
            .page(visit.query["q"] == nil ? list(visit) : try await found(visit))
        }
    }

    // MARK: All of them

    private func list(_ visit: Visit) -> Page {
        let wording = visit.wording
        let isOldestFirst = visit.query["order"] == "oldest"
        let documents = ordered(visit.world.documents, isOldestFirst: isOldestFirst)
        let pages = max(1, (documents.count + Self.pageLength - 1) / Self.pageLength)
        let number = min(Self.pageNumber(visit), pages)
        let shown = documents.dropFirst((number - 1) * Self.pageLength).prefix(Self.pageLength)
        guard !documents.isEmpty else {
            return page(
                visit,
                "<p class=\"none\">\(wording["documents.none"]) <a href=\"/\">\(wording["documents.add"])</a></p>")
        }
        let other = visit.address(Query([("order", isOldestFirst ? "" : "oldest")]))
        return page(
            visit,
            """
            <p class="listed">\(wording.count("documents", documents.count)) · \
            <a href="\(other)">\(wording["documents.order.\(isOldestFirst ? "newest" : "oldest")"])</a></p>
            \(table(Array(shown), visit))
            \(pager(visit, number, of: pages))
            """)
    }

    /// Those of unknown day come last either way.
    private func ordered(_ documents: [StoredDocument], isOldestFirst: Bool) -> [StoredDocument] {
        if isOldestFirst { return documents }
        let dated = documents.prefix { $0.published != nil }
        return dated.reversed() + documents.dropFirst(dated.count)
    }

    private static func pageNumber(_ visit: Visit) -> Int {
        min(max(1, visit.query["page"].flatMap { Int($0) } ?? 1), 1_000_000)
    }

    private func page(_ visit: Visit, _ body: HTML) -> Page {
        let wording = visit.wording
        return Page(
            title: wording["nav.documents"], section: .documents, assets: ["reader.css"],
            body: """
                <div class="list-head"><h1>\(wording["nav.documents"])</h1>
                <form class="search" role="search" action="/documents">
                <label class="unseen" for="q">\(wording["documents.search"])</label>
                <input id="q" name="q" type="search" value="\(visit.query["q"] ?? "")" placeholder="\(wording["documents.search"])" dir="auto">
                <button data-key="/">\(wording["page.search"])</button></form></div>
                \(body)
                """)
    }

    private func table(_ documents: [StoredDocument], _ visit: Visit) -> HTML {
        let headings = ["day", "publisher", "title", "claims", "origin"].map { key -> HTML in
            "<th scope=\"col\" class=\"d-\(key)\">\(visit.wording["documents.\(key)"])</th>"
        }
        return """
            <table class="documents"><thead><tr>\(headings)</tr></thead>
            <tbody>\(documents.map { row($0, visit) })</tbody></table>
            """
    }

    private func row(_ document: StoredDocument, _ visit: Visit) -> HTML {
        """
        <tr><td class="d-day">\(day(document, visit.wording))</td>
        <td class="d-publisher"><bdi>\(document.publisher ?? "")</bdi></td>
        <td class="d-title" dir="auto"><a href="/documents/\(document.id)"><bdi>\(document.shownTitle)</bdi></a></td>
        <td class="d-claims"><span>\(visit.wording.number(Double(document.claimCount)))</span></td>
        <td class="d-origin">\(Self.origin(document, visit))</td></tr>

        """
    }

    private func day(_ document: StoredDocument, _ wording: Wording) -> HTML {
        guard let published = document.published, let day = CalendarDay(published) else {
            return "<span class=\"none\">\(wording["documents.undated"])</span>"
        }
        return "<time datetime=\"\(published)\">\(wording.day(day))</time>"
    }

    /// Whose words they are, where they are not its own.
    static func origin(_ document: StoredDocument, _ visit: Visit) -> HTML {
        var parts: [HTML] = []
        if document.origin != document.id {
            let name = visit.world.document(document.origin)?.shownTitle ?? document.origin
            parts.append(
                """
                <span class="copy">\(visit.wording["documents.copy"])</span> \
                <a href="/documents/\(document.origin)"><bdi>\(name)</bdi></a>
                """)
        }
        if let agency = document.agency { parts.append("<bdi>\(agency)</bdi>") }
        return parts.joined(separator: " · ")
    }

    private func pager(_ visit: Visit, _ number: Int, of pages: Int) -> HTML? {
        guard pages > 1 else { return nil }
        return Pager(wording: visit.wording, number: number, pages: pages) {
            visit.address(visit.query.setting("page", $0 == 1 ? nil : String($0)))
        }.html
    }

    // MARK: Search

    /// Reports and claims with the words, the best first.
    private func found(_ visit: Visit) async throws -> Page {
        let (wording, number) = (visit.wording, Self.pageNumber(visit))
        let phrases = SearchPhrases(Self.phrases(in: visit.query["q"] ?? ""))
        // One more than is shown tells whether there is a further page.
        let most = number * Self.pageLength + 1
        let (documents, claims) = try await visit.desk.aside { store, _ in
            (try store.documents(with: phrases, limit: most), try store.claims(with: phrases, limit: most))
        }
        let skipped = most - 1 - Self.pageLength
        let isMore = documents.count == most || claims.count == most
        let shown = documents.dropFirst(skipped).prefix(Self.pageLength).map { hit($0, visit) }
        let shownClaims = claims.dropFirst(skipped).prefix(Self.pageLength).map { hit($0, visit) }
        let all: HTML = "<p class=\"listed\"><a href=\"/documents\">\(wording["documents.all"])</a></p>"
        guard !shown.isEmpty || !shownClaims.isEmpty else {
            return page(visit, "<p class=\"none\" role=\"status\">\(wording["documents.nothing"])</p>\(all)")
        }
        return page(
            visit,
            """
            \(all)
            \(section("documents.found", shown, wording))\(section("documents.found.claims", shownClaims, wording))
            \(number > 1 || isMore ? pager(visit, number, of: number + (isMore ? 1 : 0)) : nil)
            """)
    }

    private func section(_ key: String, _ items: [HTML], _ wording: Wording) -> HTML? {
        guard !items.isEmpty else { return nil }
        return "<section class=\"found\"><h2>\(wording[key])</h2><ol>\(items)</ol></section>"
    }

    private func hit(_ hit: DocumentHit, _ visit: Visit) -> HTML {
        let document = visit.world.document(hit.id)
        return """
            <li><a href="/documents/\(hit.id)"><bdi>\(hit.title ?? hit.name)</bdi></a>
            <span class="count"><bdi>\(document?.publisher ?? "")</bdi> \(hit.published ?? visit.wording["documents.undated"])</span>
            <p dir="auto">\(hit.excerpt)</p></li>
            """
    }

    private func hit(_ hit: ClaimHit, _ visit: Visit) -> HTML {
        let title = visit.world.document(hit.document)?.shownTitle ?? hit.name
        let family = hit.type.prefix { $0 != "." }
        return """
            <li class="f-\(String(family))"><a href="\(ReaderPages.address(hit.document, hit.claim))"><span class="chip">\(visit.wording["type.\(hit.type)"])</span></a>
            <span class="count"><bdi>\(title)</bdi></span>
            <p dir="auto">\(hit.evidence)</p></li>
            """
    }

    /// Words, and words between quotation marks, which must stand together.
    static func phrases(in typed: String) -> [String] {
        typed.split(omittingEmptySubsequences: false) { "\"«»“”".contains($0) }.enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }
}

/// The way through the pages of something long.
struct Pager {
    let wording: Wording
    /// From 1.
    let number: Int
    let pages: Int
    let address: (Int) -> String

    var html: HTML {
        """
        <nav class="pager" aria-label="\(wording["documents.pages"])">
        \(link(number - 1, "prev", "documents.previous"))
        <span>\(wording("documents.page", wording.number(Double(number)), wording.number(Double(pages))))</span>
        \(link(number + 1, "next", "documents.next"))
        </nav>
        """
    }

    private func link(_ target: Int, _ relation: String, _ key: String) -> HTML? {
        guard (1...pages).contains(target) else { return nil }
        return "<a class=\"button\" rel=\"\(relation)\" href=\"\(address(target))\">\(wording[key])</a>"
    }
}
