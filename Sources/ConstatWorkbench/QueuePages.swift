import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatStore
import HTTPTypes

/// `/queue`: one claim at a time, what would change the totals most first.
struct QueuePages {
    func add(to site: Site) {
        site.get("/queue") { visit in .page(try page(visit)) }
        site.post("/queue") { visit in try await decide(visit) }
    }

    // MARK: Page

    private func page(_ visit: Visit) throws -> Page {
        let queue = Queue(visit)
        let (wording, words) = (visit.wording, ClaimWords(visit.wording))
        let body: HTML
        if let entry = queue.current, let claim = visit.world.reviewed(entry.claim, by: visit.reading) {
            body = try desk(visit, queue, entry, claim)
        } else {
            body =
                "<p class=\"panel empty\">\(wording[visit.desk.loading == nil ? "queue.empty" : "queue.loading"])</p>"
        }
        let count = wording("queue.count", wording.number(Double(queue.pendingCount)))
        return Page(
            title: wording["queue.title"], section: .queue, assets: ClaimFormView.assets,
            keys: ["a", "x", "e", "n", "p", "u", "s", "j"],
            body: """
                <div class="review-head"><h1>\(wording["queue.title"])</h1><p class="hint">\(count)</p>\(blindNote(visit))</div>
                \(visit.savedLine(back: queue.address(Saved.claim(visit))))
                \(filters(visit, queue, words))
                \(body)
                """)
    }

    private func blindNote(_ visit: Visit) -> HTML {
        visit.reading == .first
            ? .empty
            : "<p class=\"hint\"><span class=\"badge\">\(visit.wording["nav.second"])</span> \(visit.wording["queue.blind"])</p>"
    }

    private func filters(_ visit: Visit, _ queue: Queue, _ words: ClaimWords) -> HTML {
        let wording = visit.wording
        let families = Queue.families.map { family -> HTML in
            let chosen: HTML = queue.filter.family == family ? " selected" : ""
            return "<option value=\"\(family.rawValue)\"\(chosen)>\(wording["family.\(family.rawValue)"])</option>"
        }
        let checked: HTML = queue.filter.isUncertain ? " checked" : ""
        let only = [("event", queue.filter.event), ("document", queue.filter.document)].compactMap {
            name, value -> HTML? in
            value.map {
                let all = visit.address(queue.filter.query.setting(name, nil))
                return """
                    <input type="hidden" name="\(name)" value="\($0)"><a class="only" href="\(all)">\(wording["queue.only.\(name)"]) <span aria-hidden="true">×</span></a>
                    """
            }
        }
        return """
            <form class="filters" method="get" action="/queue">
            <label>\(wording["queue.family"]) <select name="family"><option value="">\(wording["page.filter.all"])</option>\(families)</select></label>
            <label class="choice"><input type="checkbox" name="uncertain" value="on"\(checked)> <span>\(wording["queue.uncertain"])</span></label>
            \(only)<button>\(wording["queue.filter"])</button></form>
            """
    }

    private func desk(
        _ visit: Visit, _ queue: Queue, _ entry: ReviewOrder.Entry, _ reviewed: ReviewedClaim
    ) throws -> HTML {
        let claim = reviewed.claim
        let (wording, view) = (visit.wording, ClaimView(visit))
        let document = try visit.desk.store.readable(entry.claim.document)
        let event = visit.world.event(of: entry.claim)
        let next = queue.address(queue.after?.claim)
        let form = ClaimFormView(visit, claim: reviewed, form: ClaimForm(claim), next: next)
        return """
            <div class="desk">
            <article class="panel claim f-\(claim.type.family.rawValue)" aria-label="\(wording["label.claim"])">
            \(view.head(claim))
            \(view.context(claim, in: document))
            \(view.fields(claim))
            \(verdicts(visit, queue, entry))
            <details class="correct" id="correct"\(visit.query["edit"] == nil ? "" : " open")>
            <summary data-key="e">\(wording["queue.correct"]) <kbd>e</kbd></summary>
            \(form.html())
            </details>
            \(ways(visit, queue, entry, event))
            </article>
            <aside class="beside">
            \(why(visit, claim, event))
            \(eventPanel(visit, event))
            \(nextList(visit, queue))
            </aside>
            </div>
            """
    }

    private func verdicts(_ visit: Visit, _ queue: Queue, _ entry: ReviewOrder.Entry) -> HTML {
        let wording = visit.wording
        return """
            <form class="actions" method="post" action="\(visit.address(queue.filter.query))">\(visit.tokenField)
            <input type="hidden" name="claim" value="\(entry.claim.description)">
            \(ReviewButton(wording["queue.accept"], key: "a", name: "action", value: "accept", style: "primary").html)
            \(ReviewButton(wording["queue.reject"], key: "x", name: "action", value: "reject").html)
            <label class="reason"><span>\(wording["claim.reason"])</span> <input name="reason" maxlength="2000" placeholder="\(wording["claim.reason.hint"])"></label>
            </form>
            """
    }

    /// To other claims, and to the event's page where it is split and joined.
    private func ways(_ visit: Visit, _ queue: Queue, _ entry: ReviewOrder.Entry, _ event: Event?) -> HTML {
        let wording = visit.wording
        func link(_ label: String, _ key: String, _ address: String?) -> HTML {
            address.map {
                "<a class=\"button\" data-key=\"\(key)\" href=\"\($0)\">\(wording[label]) <kbd>\(key)</kbd></a>"
            } ?? .empty
        }
        let event = visit.reading == .first ? event : nil
        let page = event.map { EventPages.address($0.id) }
        let split = event.flatMap { event in
            event.members.count > 1 ? page.map { "\($0)?claim=\(Query.encoded(entry.claim.description))#claims" } : nil
        }
        return """
            <nav class="actions" aria-label="\(wording["queue.next"])">
            \(link("queue.previous", "p", queue.before.map { queue.address($0.claim) }))
            \(link("queue.skip", "n", queue.after.map { queue.address($0.claim) }))
            \(link("queue.split", "s", split))
            \(link("queue.join", "j", page.map { $0 + "#join" }))
            </nav>
            """
    }

    /// Why it comes here; a second reader is not told figures that the first may have corrected.
    private func why(_ visit: Visit, _ claim: ReportedClaim, _ event: Event?) -> HTML {
        guard visit.reading == .first else { return .empty }
        let (wording, words) = (visit.wording, ClaimWords(visit.wording))
        let weight = ReviewWeight(
            claim, in: event, event.flatMap { ReviewWeight.effects(of: $0)[claim.id] } ?? .none)
        let doubts = weight.doubts.map { "<li>\(words.doubt($0))</li>" as HTML }
        return """
            <section class="panel why"><h2>\(wording["queue.why"])</h2>
            <p>\(words.effect(weight.effect, at: claim.place))</p>\(doubts.isEmpty ? .empty : "<ul>\(doubts)</ul>" as HTML)</section>
            """
    }

    private func eventPanel(_ visit: Visit, _ event: Event?) -> HTML {
        guard visit.reading == .first, let event else { return .empty }
        let words = ClaimWords(visit.wording)
        let rows = event.figures.map { figure -> HTML in
            """
            <tr><th scope="row">\(visit.wording["measure.\(figure.measure.rawValue)"])</th><td class="number">\(words.bounds(figure.total))</td></tr>
            """
        }
        let table: HTML = rows.isEmpty ? .empty : "<table class=\"figures\"><tbody>\(rows)</tbody></table>"
        return """
            <section class="panel"><h2>\(visit.wording["queue.event"])</h2>
            <p><a href="\(EventPages.address(event.id))">\(words.title(event))</a></p>
            <p class="hint">\(visit.wording[event.grade.key]) · \(visit.wording.count("claims", event.members.count))</p>\(table)</section>
            """
    }

    private func nextList(_ visit: Visit, _ queue: Queue) -> HTML {
        let words = ClaimWords(visit.wording)
        // Neighbours in the order are often of one event.
        var effects: [String: [ClaimID: ReviewWeight.Effect]] = [:]
        let items = queue.following(8).compactMap { next -> HTML? in
            guard let claim = visit.world.shown(next.claim, to: visit.reading) else { return nil }
            var hint = claim.trigger.quote
            if visit.reading == .first {
                if let event = visit.world.event(of: next.claim), effects[event.id] == nil {
                    effects[event.id] = ReviewWeight.effects(of: event)
                }
                let effect = next.event.flatMap { effects[$0]?[next.claim] } ?? .none
                hint = words.effect(effect, at: claim.place)
            }
            return """
                <li class="f-\(claim.type.family.rawValue)"><a href="\(queue.address(next.claim))"><span class="swatch"></span>\(words.type(claim.type))</a> <span class="hint"><bdi>\(hint)</bdi></span></li>
                """
        }
        guard !items.isEmpty else { return .empty }
        return """
            <section class="panel next"><h2>\(visit.wording["queue.following"])</h2><ol>\(items)</ol></section>
            """
    }

    // MARK: Decision

    private func decide(_ visit: Visit) async throws -> Answer {
        let form = try await visit.form()
        guard let id = ClaimID(named: form["claim"]), let claim = visit.world.reviewed(id, by: visit.reading) else {
            throw Refusal.nothingHere
        }
        let verdict: ClaimReview.Verdict
        switch form["action"] {
        case "accept": verdict = .accept
        case "reject": verdict = .reject
        default: throw Refusal(.badRequest, "refusal.form")
        }
        let review = ClaimReview(verdict, of: claim.reference, reading: visit.reading)
        let name = visit.visitor.name
        let queue = Queue(visit, at: id)
        let numbers = try await visit.desk.change { try $0.review([review], by: name, reason: form["reason"]) }
        return .seeOther(Saved.address(queue.address(queue.after?.claim), numbers.map { .review($0) }))
    }
}

extension ClaimID {
    /// `document#claim`; nil for what is no such name.
    init?(named name: String?) {
        guard let name, let mark = name.lastIndex(of: "#") else { return nil }
        self.init(document: String(name[..<mark]), claim: String(name[name.index(after: mark)...]))
    }
}

/// The claims that wait for a reader, in order, as an address narrows them.
struct Queue {
    struct Filter {
        var family: ClaimType.Family?
        var event: String?
        var document: String?
        var isUncertain: Bool

        init(_ query: Query) {
            family = query["family"].flatMap(ClaimType.Family.init(rawValue:))
            event = query["event"]
            document = query["document"]
            isUncertain = query["uncertain"] != nil
        }

        var query: Query {
            Query().setting("family", family?.rawValue).setting("event", event).setting("document", document)
                .setting("uncertain", isUncertain ? "on" : nil)
        }

        func admits(_ entry: ReviewOrder.Entry) -> Bool {
            (family == nil || entry.type.family == family) && (!isUncertain || entry.isUncertain)
                && (event == nil || entry.event == event) && (document == nil || entry.claim.document == document)
        }

        var isEmpty: Bool { family == nil && event == nil && document == nil && !isUncertain }
    }

    static let families: [ClaimType.Family] = [.control, .fighting, .harm, .materiel, .force, .politics, .aid, .geo]

    let filter: Filter
    /// How many wait.
    let pendingCount: Int
    /// The claim asked for, though it was seen before; else the first that waits.
    let current: ReviewOrder.Entry?
    private let entries: [ReviewOrder.Entry]
    /// Of the current one; nil for one that does not wait.
    private let position: Int?

    /// - Parameter claim: the one looked at; nil for the one that the address names.
    init(_ visit: Visit, at claim: ClaimID? = nil) {
        filter = Filter(visit.query)
        let pending = visit.world.pending(visit.reading)
        let entries = filter.isEmpty ? pending : pending.filter(filter.admits)
        let asked = claim ?? ClaimID(named: visit.query["claim"])
        let found = asked.flatMap { id in entries.firstIndex { $0.claim == id } }
        let seen = found == nil ? asked.flatMap { id in visit.world.order.entries.first { $0.claim == id } } : nil
        position = seen == nil ? found ?? (entries.isEmpty ? nil : 0) : nil
        current = position.map { entries[$0] } ?? seen
        pendingCount = entries.count
        self.entries = entries
    }

    func address(_ claim: ClaimID?) -> String {
        let query = filter.query.setting("claim", claim?.description).encoded
        return "/queue" + (query.isEmpty ? "" : "?" + query)
    }

    func following(_ count: Int) -> ArraySlice<ReviewOrder.Entry> {
        entries[(position.map { $0 + 1 } ?? 0)...].prefix(count)
    }

    var after: ReviewOrder.Entry? { following(1).first }
    var before: ReviewOrder.Entry? { position.flatMap { $0 > 0 ? entries[$0 - 1] : nil } }
}
