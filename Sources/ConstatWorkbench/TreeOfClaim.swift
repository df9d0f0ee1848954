import ConstatClaims
import ConstatRecords
import ConstatRendering

/// Why a claim was read: the tree of its sentence, and what each rule made of it.
struct TreeOfClaim: Sendable {
    let report: ShownReport
    let claim: ReviewedClaim
    /// nil where this program reads no sentence there.
    let explanation: SentenceExplanation?

    func page(_ visit: Visit) -> Page {
        let (wording, id) = (visit.wording, report.stored.id)
        let card = ClaimCard(wording: wording, home: ReaderPages.address(id, claim.name))
        return Page(
            title: wording("reader.why.title", claim.name), section: .documents, assets: ["tree.css", "reader.css"],
            body: """
                <p class="way"><a href="/documents/\(id)"><bdi>\(report.stored.shownTitle)</bdi></a></p>
                <h1>\(wording("reader.why.title", claim.name))</h1>
                <blockquote class="sentence" dir="auto">\(claim.claim.evidence.quote)</blockquote>
                <div class="panel \(claim.family)">\(card.head(claim))\(card.fields(claim))<p class="card-foot">\(card.reading(claim.claim))</p></div>
                \(explanation.map { reasons($0, wording) } ?? "<p class=\"callout\">\(wording["reader.why.none"])</p>")
                """)
    }

    private func reasons(_ explanation: SentenceExplanation, _ wording: Wording) -> HTML {
        """
        <section><h2>\(wording["reader.why.tree"])</h2><p class="hint">\(wording["tree.hint"])</p>
        \(HTML(trusted: TreePage.drawing(of: explanation.sentence, wording)))</section>
        \(section("claims", explanation.claims, wording))
        \(section("fits", explanation.fits, wording))
        \(section("refusals", explanation.refusals, wording))
        \(section("mentions", explanation.mentions, wording))
        \(section("sources", explanation.sources, wording))
        """
    }

    /// Lines of `constat explain`, in the terms of those who write rules.
    private func section(_ key: String, _ lines: [String], _ wording: Wording) -> HTML {
        let items: HTML =
            lines.isEmpty
            ? "<p class=\"none\">\(wording["reader.why.nothing"])</p>"
            : "<ul class=\"explained\" lang=\"en\">\(lines.map { "<li><bdi>\($0)</bdi></li>" as HTML })</ul>"
        return "<section><h2>\(wording["reader.why.\(key)"])</h2>\(items)</section>"
    }
}
