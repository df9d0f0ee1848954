import ConstatActors
import ConstatClaims
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText
import HTTPTypes

/// One claim: its words, its fields to correct, what was said of it; and claims that reviewers add.
struct ClaimPages {
    func add(to site: Site) {
        site.get("/claims/:document/:claim") { visit in .page(try page(visit, form: nil, note: nil)) }
        site.post("/claims/:document/:claim") { visit in try await save(visit) }
        site.get("/documents/:document/add") { visit in .page(try addPage(visit, form: nil)) }
        site.post("/documents/:document/add") { visit in try await add(visit) }
        site.get("/actors") { visit in .json(Self.actors(visit.query["q"] ?? "")) }
        site.get("/places") { visit in
            let name = visit.query["q"] ?? ""
            return .json(PlaceCandidates.record(name, KnownPlaces.named(name)))
        }
    }

    private static func actors(_ typed: String) -> String {
        var json = JSONWriter()
        json.array(KnownActors.shared.named(typed)) { json, actor in
            json.object { json in
                json.field("name", actor.name)
                json.field("id", actor.id)
            }
        }
        return json.text
    }

    /// Changes with every review that bears on a claim: who corrects it must have seen the last.
    static func mark(of claim: ReviewedClaim) -> String { String(claim.reviews.last ?? 0) }

    private func claim(_ visit: Visit) throws -> ReviewedClaim {
        let id = ClaimID(document: visit.parameters[0], claim: visit.parameters[1])
        guard let claim = visit.world.reviewed(id, by: visit.reading) else { throw Refusal.nothingHere }
        return claim
    }

    // MARK: Page

    /// - Parameters:
    ///   - form: what was typed and could not be saved; nil for the claim as it is.
    ///   - note: why nothing was saved.
    private func page(_ visit: Visit, form: ClaimForm?, note: String?) throws -> Page {
        let reviewed = try claim(visit)
        let claim = reviewed.claim
        let (wording, view) = (visit.wording, ClaimView(visit))
        let own = view.address(claim.id)
        let document = try visit.desk.store.readable(claim.id.document)
        let event = visit.reading == .first ? visit.world.event(of: claim.id) : nil
        let next = form?.value("next") ?? visit.query["next"]
        let formView = ClaimFormView(
            visit, claim: reviewed, form: form ?? ClaimForm(claim), next: next.flatMap { $0.isEmpty ? nil : $0 })
        let warning: HTML = note.map { "<p class=\"fault\" role=\"alert\">\(wording[$0])</p>" } ?? .empty
        let rejected: HTML =
            reviewed.isRejected ? "<p class=\"rejected\">\(wording["claim.rejected"])</p>" : .empty
        let eventLine: HTML =
            event.map {
                "<p class=\"hint\">\(wording["queue.event"])\(wording["sign.colon"]) <a href=\"\(EventPages.address($0.id))\">\(ClaimWords(wording).title($0))</a></p>"
            } ?? .empty
        return Page(
            title: wording("claim.title", claim.id.claim), section: .queue, assets: ClaimFormView.assets,
            keys: ["a", "x", "u"],
            body: """
                \(visit.savedLine(back: own))
                <h1 class="quiet">\(wording("claim.title", claim.id.claim))</h1>
                <div class="desk single">
                <article class="panel claim f-\(claim.type.family.rawValue)">
                \(view.head(claim))\(rejected)\(eventLine)
                \(view.context(claim, in: document))
                \(view.fields(claim))
                <form class="actions" method="post" action="\(own)">\(visit.tokenField)
                <input type="hidden" name="next" value="\(next ?? "")"><input type="hidden" name="seen" value="\(Self.mark(of: reviewed))">
                \(ReviewButton(wording["queue.accept"], key: "a", name: "action", value: "accept").html)
                \(ReviewButton(wording["queue.reject"], key: "x", name: "action", value: "reject").html)
                </form>
                <h2 id="correct">\(wording["queue.correct"])</h2>
                \(warning)
                \(formView.html())
                </article>
                <section class="panel history"><h2>\(wording["claim.history"])</h2>\(history(visit, reviewed, back: own))</section>
                </div>
                """)
    }

    /// What the visitor's own reading said of it.
    private func history(_ visit: Visit, _ claim: ReviewedClaim, back: String) -> HTML {
        let entries = (visit.world.reviews[claim.claim.id.document]?.kept ?? []).filter {
            $0.review.reading == visit.reading && isAbout(claim, $0, visit)
        }
        guard !entries.isEmpty else { return "<p class=\"unsaid\">\(visit.wording["claim.history.none"])</p>" }
        return HistoryView(visit).list(entries.reversed().map { .review($0) }, back: back, namesClaims: false)
    }

    private func isAbout(_ claim: ReviewedClaim, _ review: Kept<StoredReview>, _ visit: Visit) -> Bool {
        claim.reviews.contains(review.number)
            || visit.world.reviewed(claim.claim.id.document, by: visit.reading)?.claim(review.review.claim)?.claim.id
                == claim.claim.id
    }

    // MARK: Saving

    private func save(_ visit: Visit) async throws -> Answer {
        let typed = try await visit.form()
        let claim = try claim(visit)
        var form = ClaimForm(typed: typed)
        guard typed["seen"] == Self.mark(of: claim) else {
            return .page(try page(visit, form: form, note: "claim.changed"))
        }
        let verdicts: [ClaimReview]
        switch typed["action"] {
        case "accept": verdicts = [ClaimReview(.accept, of: claim.reference, reading: visit.reading)]
        case "reject": verdicts = [ClaimReview(.reject, of: claim.reference, reading: visit.reading)]
        default:
            guard let changes = form.changes(of: claim.claim) else {
                return .page(try page(visit, form: form, note: "claim.fault"))
            }
            guard !changes.isEmpty else { return .page(try page(visit, form: form, note: "claim.unchanged")) }
            verdicts = changes.map { ClaimReview(correcting: claim.claim, to: $0, reading: visit.reading) }
        }
        let name = visit.visitor.name
        let numbers = try await visit.desk.change { try $0.review(verdicts, by: name, reason: typed["reason"]) }
        let next = typed["next"] ?? ClaimView(visit).address(claim.claim.id)
        return .seeOther(Saved.address(next, numbers.map { .review($0) }))
    }

    // MARK: Adding

    /// The words that were selected, and their sentence.
    private struct Selection {
        var document: Document
        var trigger: QuotedSpan
        var evidence: QuotedSpan

        init(_ visit: Visit) throws {
            let id = visit.parameters[0]
            guard visit.world.document(id) != nil else { throw Refusal.nothingHere }
            let reading = try visit.desk.store.reading(of: id)
            let scalars = Array(reading.document.text.unicodeScalars)
            guard let start = visit.query["start"].flatMap({ Int($0) }),
                let end = visit.query["end"].flatMap({ Int($0) }), 0 <= start, start < end, end <= scalars.count,
                end - start <= Self.longest
            else { throw Refusal(.badRequest, "claim.selection") }
            func words(_ range: Range<Int>) -> QuotedSpan {
                QuotedSpan(
                    start: range.lowerBound, end: range.upperBound,
                    quote: String(String.UnicodeScalarView(scalars[range])))
            }
            // A selection often takes a blank along.
            guard let first = (start..<end).first(where: { !scalars[$0].properties.isWhitespace }),
                let last = (start..<end).last(where: { !scalars[$0].properties.isWhitespace })
            else { throw Refusal(.badRequest, "claim.selection") }
            let offsets = ScalarOffsets(reading.document)
            let sentences = reading.sentences.map(offsets.scalarRange).filter { $0.overlaps(first..<last + 1) }
            let lower = min(sentences.map(\.lowerBound).min() ?? first, first)
            let upper = max(sentences.map(\.upperBound).max() ?? last + 1, last + 1)
            document = reading.document
            trigger = words(first..<last + 1)
            evidence = words(lower..<upper)
        }

        /// Scalars; a claim is carried by a few words.
        private static let longest = 2000

        func claim(_ type: ClaimType, in document: String) -> ReportedClaim {
            ReportedClaim(
                id: ClaimID(document: document, claim: "new"), type: type, trigger: trigger, evidence: evidence)
        }
    }

    private func addPage(_ visit: Visit, form: ClaimForm?) throws -> Page {
        let selection = try Selection(visit)
        let wording = visit.wording
        let claim = selection.claim(.statement, in: visit.parameters[0])
        let view = ClaimFormView(
            visit, adding: form ?? ClaimForm(typed: Query([("status", AssertionStatus.occurred.rawValue)])),
            action: visit.address(visit.query))
        let warning: HTML =
            form == nil ? .empty : "<p class=\"fault\" role=\"alert\">\(wording["claim.fault"])</p>"
        return Page(
            title: wording["claim.new"], section: .queue, assets: ClaimFormView.assets,
            body: """
                <h1 class="quiet">\(wording["claim.new"])</h1>
                <div class="desk single"><article class="panel claim">
                <p class="claim-head"><span class="hint">\(ClaimView(visit).source(claim.id))</span></p>
                \(ClaimView(visit).context(claim, in: selection.document))
                \(warning)
                \(view.html())
                </article></div>
                """)
    }

    private func add(_ visit: Visit) async throws -> Answer {
        let typed = try await visit.form()
        let selection = try Selection(visit)
        var form = ClaimForm(typed: typed)
        let type = typed["type"].flatMap(ClaimType.init(rawValue:))
        var claim = selection.claim(type ?? .statement, in: visit.parameters[0])
        guard let fields = form.changes(of: claim) else { return .page(try addPage(visit, form: form)) }
        for field in fields { claim.set(field) }
        let review = ClaimReview(adding: claim, reading: visit.reading)
        let name = visit.visitor.name
        let numbers = try await visit.desk.change { try $0.review([review], by: name, reason: typed["reason"]) }
        let added = ClaimID(document: visit.parameters[0], claim: "r\(numbers[0])")
        return .seeOther(Saved.address(ClaimView(visit).address(added), numbers.map { .review($0) }))
    }
}
