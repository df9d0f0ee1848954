import ConstatRendering

/// The first page.
struct StartPages {
    func add(to site: Site) {
        site.get("/") { visit in .page(start(visit)) }
    }

    private func start(_ visit: Visit) -> Page {
        let wording = visit.wording
        return Page(
            title: wording["start.title"], section: .start,
            body: """
                <h1>\(wording["start.title"])</h1>
                <p>\(wording.count("documents", visit.world.documents.count))</p>
                """)
    }
}
