import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatStore

/// What reviewers decided, as lists.
struct HistoryView {
    let visit: Visit
    private var wording: Wording { visit.wording }
    private var words: ClaimWords { ClaimWords(visit.wording) }

    init(_ visit: Visit) { self.visit = visit }

    /// - Parameters:
    ///   - back: where taking one back leads.
    ///   - namesClaims: whether each says which claim it is about.
    func list(_ entries: some Sequence<ReviewLog.Entry>, back: String, namesClaims: Bool = true) -> HTML {
        let items = entries.map { item($0, back: back, namesClaims: namesClaims) }
        return "<ol class=\"decisions\">\(items)</ol>"
    }

    private func item(_ entry: ReviewLog.Entry, back: String, namesClaims: Bool) -> HTML {
        let retraction = entry.retraction
        let fate: HTML =
            retraction.map { retraction in
                """
                <p class="hint">\(wording("history.takenback", words.reviewer(retraction.reviewer), words.moment(retraction.decided)))\(retraction.reason.map { wording["sign.colon"] + " " + $0 } ?? "")</p>
                """
            } ?? visit.undoForm(entry.targets, back: back, label: wording["history.undo"])
        let claims: HTML =
            namesClaims
            ? entry.claims.prefix(12).map { visit.name(of: $0, by: reading(entry)) }.joined(separator: ", ") : .empty
        let reason: HTML = entry.reason.map { "<p class=\"reason\"><q dir=\"auto\">\($0)</q></p>" } ?? .empty
        return """
            <li class="\(retraction == nil ? "" : "void")"><p><strong>\(verdict(entry))</strong> \(claims)</p>
            \(change(entry))\(reason)
            <p class="hint"><bdi>\(words.reviewer(entry.reviewer))</bdi> · \(words.moment(entry.decided))\(second(entry))</p>\(fate)</li>
            """
    }

    private func reading(_ entry: ReviewLog.Entry) -> ClaimReview.Reading {
        if case .review(let review) = entry { review.review.reading } else { .first }
    }

    private func second(_ entry: ReviewLog.Entry) -> HTML {
        reading(entry) == .second ? " <span class=\"badge\">\(wording["nav.second"])</span>" : .empty
    }

    func verdict(_ entry: ReviewLog.Entry) -> String {
        switch entry {
        case .review(let review): words.verdict(review.review.verdict)
        case .decision(let decisions): decisions.first.map { words.verdict($0.decision.verdict) } ?? ""
        }
    }

    private func change(_ entry: ReviewLog.Entry) -> HTML {
        guard let (before, after) = values(entry) else { return .empty }
        let old: HTML = before.isEmpty ? .empty : "<del><bdi>\(before)</bdi></del> <span aria-hidden=\"true\">→</span> "
        return "<p class=\"change\">\(old)<ins><bdi>\(after)</bdi></ins></p>"
    }

    /// What was said before and what is said now; nil for verdicts that change no value.
    func values(_ entry: ReviewLog.Entry) -> (before: String, after: String)? {
        guard case .review(let review) = entry else { return nil }
        switch review.review.verdict {
        case .accept, .reject: return nil
        case .correct(let before, let after): return (words.value(before), words.value(after))
        case .add(let claim):
            let fields = ClaimField.Name.allCases.filter { $0 != .status }.map { words.value(claim[$0]) }
            return (
                "", ([claim.trigger.quote] + fields.filter { $0 != wording["claim.none"] }).joined(separator: " · ")
            )
        }
    }
}

/// `/history`: all decisions, newest first; `/agreement`: how far two readers agree.
struct HistoryPages {
    private static let pageLength = 50

    func add(to site: Site) {
        site.get("/history") { visit in .page(history(visit)) }
        site.get("/history.csv") { visit in
            .content(Array(csv(visit).utf8), type: "text/csv; charset=utf-8", name: "constat-decisions.csv")
        }
        site.get("/agreement") { visit in .page(agreement(visit)) }
    }

    // MARK: History

    /// A second reader sees none of the first's reviews.
    private func entries(_ visit: Visit) -> [ReviewLog.Entry] {
        let reviewer = visit.query["reviewer"]
        return visit.world.log.entries.filter { entry in
            if let reviewer, entry.reviewer != reviewer { return false }
            guard visit.reading == .second else { return true }
            if case .review(let review) = entry { return review.review.reading == .second }
            return false
        }
    }

    private func history(_ visit: Visit) -> Page {
        let wording = visit.wording
        let entries = entries(visit)
        let pages = Paging(visit, count: entries.count, length: Self.pageLength)
        let csv = "/history.csv" + (visit.query["reviewer"].map { "?reviewer=" + Query.encoded($0) } ?? "")
        let names = reviewers(visit).map { name -> HTML in
            let chosen: HTML = name == visit.query["reviewer"] ? " selected" : ""
            return "<option value=\"\(name)\"\(chosen)>\(name)</option>"
        }
        let list: HTML =
            entries.isEmpty
            ? "<p class=\"panel empty\">\(wording["history.none"])</p>"
            : HistoryView(visit).list(entries[pages.range], back: visit.address(visit.query))
        return Page(
            title: wording["history.title"], section: .history, assets: ["review.css"], keys: ["u"],
            body: """
                <div class="review-head"><h1>\(wording["history.title"])</h1><p class="hint">\(wording("history.count", wording.number(Double(entries.count))))</p></div>
                \(visit.savedLine(back: "/history"))
                <form class="filters" method="get" action="/history">
                <label>\(wording["history.reviewer"]) <select name="reviewer"><option value="">\(wording["history.everybody"])</option>\(names)</select></label>
                <button>\(wording["queue.filter"])</button>
                <a class="button" href="\(csv)" download>CSV</a> <a class="button" href="/agreement">\(wording["agreement.title"])</a></form>
                <div class="panel">\(list)</div>
                \(pages.links())
                """)
    }

    private func reviewers(_ visit: Visit) -> [String] {
        visit.reading == .first
            ? visit.world.log.reviewers : Set(entries(visit).compactMap(\.reviewer)).sorted()
    }

    private func csv(_ visit: Visit) -> String {
        let view = HistoryView(visit)
        let head = [
            "kind", "numbers", "decided", "reviewer", "reading", "verdict", "document", "claim", "field", "before",
            "after", "reason", "retracted", "retracted_by", "retraction_reason",
        ]
        let rows = entries(visit).map { entry -> [String] in
            let values = view.values(entry)
            let numbers = entry.targets.map { target in
                switch target {
                case .review(let number), .decision(let number): String(number)
                }
            }
            let claims = entry.claims
            return [
                entry.isReview ? "review" : "decision", numbers.joined(separator: " "), entry.decided ?? "",
                entry.reviewer ?? "", entry.reading.rawValue, entry.action,
                Set(claims.map(\.document)).sorted().joined(separator: " "),
                claims.map { "\($0.type) \($0.start)-\($0.end)" }.joined(separator: "; "), entry.field?.rawValue ?? "",
                values?.before ?? "", values?.after ?? "", entry.reason ?? "", entry.retraction?.decided ?? "",
                entry.retraction?.reviewer ?? "", entry.retraction?.reason ?? "",
            ]
        }
        return ([head] + rows).map { CSVTable.line($0.map(CSVTable.Field.text)) }.joined()
    }

    // MARK: Agreement

    private func agreement(_ visit: Visit) -> Page {
        let wording = visit.wording
        let documents = visit.world.reviews.sorted { $0.key < $1.key }.map { ($0.value.first, $0.value.second) }
        let agreement = ReviewAgreement(documents)
        let standing = row(wording["agreement.standing"], agreement.standing, nil, wording)
        let rows = ClaimField.Name.allCases.map { field in
            row(ClaimWords(wording).field(field), agreement.row(field), agreement.kappa(field), wording)
        }
        // Who still reads blind must not see what the other said.
        let isBlind = visit.reading == .second
        let list: HTML =
            isBlind
            ? "<p class=\"hint\">\(wording["agreement.blind"])</p>" : disagreements(visit, agreement.disagreements)
        return Page(
            title: wording["agreement.title"], section: .history, assets: ["review.css"],
            body: """
                <h1>\(wording["agreement.title"])</h1>
                <p class="hint">\(wording["agreement.hint"])</p>
                <div class="panel scroll"><table class="agreement"><thead><tr><th scope="col">\(wording["agreement.field"])</th>
                <th scope="col" class="number">\(wording["agreement.n"])</th><th scope="col" class="number">\(wording["agreement.share"])</th><th scope="col" class="number">κ</th></tr></thead>
                <tbody>\(standing)\(rows)</tbody></table></div>
                \(list)
                """)
    }

    private func row(
        _ label: String, _ row: ReviewAgreement.Row, _ kappa: Double?, _ wording: Wording
    ) -> HTML {
        let share = row.share.map { wording.number(($0 * 100).rounded()) + "\u{A0}%" } ?? "–"
        let beyond = kappa.map { wording.number($0.rounded(decimals: 2)) } ?? "–"
        return """
            <tr><th scope="row">\(label)</th><td class="number">\(row.count)</td><td class="number">\(share)</td><td class="number">\(beyond)</td></tr>
            """
    }

    private func disagreements(_ visit: Visit, _ all: [ReviewAgreement.Disagreement]) -> HTML {
        let (wording, words) = (visit.wording, ClaimWords(visit.wording))
        guard !all.isEmpty else { return "<p class=\"panel empty\">\(wording["agreement.none"])</p>" }
        let rows = all.prefix(500).map { disagreement -> HTML in
            let values: (String, String, String)
            switch disagreement.difference {
            case .rejected(let reader):
                let (rejected, kept) = (wording["history.reject"], wording["agreement.kept"])
                values = (
                    wording["agreement.standing"], reader == .first ? rejected : kept,
                    reader == .first ? kept : rejected
                )
            case .field(let first, let second):
                values = (words.field(first.name), words.value(first), words.value(second))
            }
            return """
                <tr><td>\(visit.name(of: disagreement.claim, by: .second))</td><td>\(values.0)</td><td><bdi>\(values.1)</bdi></td><td><bdi>\(values.2)</bdi></td></tr>
                """
        }
        return """
            <h2>\(wording("agreement.differ", wording.number(Double(all.count))))</h2>
            <div class="panel scroll"><table><thead><tr><th scope="col">\(wording["label.claim"])</th><th scope="col">\(wording["agreement.field"])</th>
            <th scope="col">\(wording["agreement.first"])</th><th scope="col">\(wording["agreement.second"])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}

extension ReviewLog.Entry {
    fileprivate var isReview: Bool { if case .review = self { true } else { false } }

    fileprivate var reading: ClaimReview.Reading {
        if case .review(let review) = self { review.review.reading } else { .first }
    }

    fileprivate var action: String {
        switch self {
        case .review(let review): review.review.verdict.action
        case .decision(let decisions): decisions.first?.decision.verdict.rawValue ?? ""
        }
    }

    fileprivate var field: ClaimField.Name? {
        if case .review(let review) = self, case .correct(_, let after) = review.review.verdict {
            after.name
        } else {
            nil
        }
    }
}

/// A long list in pages, by `page` of the address.
struct Paging {
    let range: Range<Int>
    private let visit: Visit
    private let number: Int
    private let last: Int

    init(_ visit: Visit, count: Int, length: Int) {
        self.visit = visit
        last = max(1, (count + length - 1) / length)
        number = min(max(1, visit.query["page"].flatMap { Int($0) } ?? 1), last)
        range = min(count, (number - 1) * length)..<min(count, number * length)
    }

    func links() -> HTML {
        guard last > 1 else { return .empty }
        func link(_ target: Int, _ key: String) -> HTML {
            guard (1...last).contains(target) else { return .empty }
            let address = visit.address(visit.query.setting("page", String(target)).setting("saved", nil))
            return "<a class=\"button\" href=\"\(address)\">\(visit.wording[key])</a>"
        }
        return """
            <nav class="pages" aria-label="\(visit.wording["event.pages"])">\(link(number - 1, "event.page.before"))
            <span>\(visit.wording("event.page", String(number), String(last)))</span>\(link(number + 1, "event.page.after"))</nav>
            """
    }
}
