import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText
import HTTPTypes

/// `/events`: the happenings as a list; `/events/ID`: one of them, with everything that is said of it.
struct EventPages {
    private static let pageLength = 50

    static func address(_ event: String) -> String { "/events/" + Query.encoded(event) }

    func add(to site: Site) {
        site.get("/events") { visit in .page(visit.reading == .first ? list(visit) : blind(visit)) }
        site.get("/events/:event") { visit in .page(visit.reading == .first ? try page(visit) : blind(visit)) }
        site.post("/events/:event/split") { visit in try await split(visit) }
        site.post("/events/:event/join") { visit in try await join(visit) }
    }

    /// Events hold what the first reader decided: a second reader must not see them.
    private func blind(_ visit: Visit) -> Page {
        let wording = visit.wording
        return Page(
            title: wording["event.title"], section: .events, assets: ["review.css"],
            body: """
                <h1>\(wording["event.title"])</h1><p class="panel empty">\(wording["event.hidden"]) <a href="/settings?next=/events">\(wording["settings.title"])</a></p>
                """)
    }

    // MARK: List

    private func list(_ visit: Visit) -> Page {
        let (wording, words) = (visit.wording, ClaimWords(visit.wording))
        let filter = EventFilter(visit.query)
        let events = filter.sorted(filter.events(of: visit.world))
        let pages = Paging(visit, count: events.count, length: Self.pageLength)
        func cell(_ label: String, _ words: HTML) -> HTML {
            "<td data-label=\"\(wording[label])\"\(words.isEmpty ? " class=\"empty\"" : "")><span>\(words)</span></td>"
        }
        let rows = events[pages.range].map { event -> HTML in
            """
            <tr class="f-\(event.type.family.rawValue)"><td data-label="\(wording["label.when"])">\(words.day(event.time))</td>
            <td data-label="\(wording["label.type"])"><a href="\(Self.address(event.id))">\(words.type(event.type))</a></td>
            <td data-label="\(wording["label.where"])"><bdi>\(event.place?.name ?? wording["event.place.none"])</bdi></td>
            \(cell("label.who", parties(event)))\(cell("label.amount", words.figures(event).map { "\($0)" } ?? .empty))
            <td data-label="\(wording["event.grade"])" class="grade g-\(HTML(trusted: event.grade.className))">\(wording[event.grade.key])</td><td data-label="\(wording["page.claims"])" class="number">\(event.members.count)</td></tr>
            """
        }
        let export = "/export" + (filter.query.encoded.isEmpty ? "" : "?" + filter.query.encoded)
        let heads = [
            ("day", "label.when"), (nil, "label.type"), (nil, "label.where"), (nil, "label.who"),
            ("killed", "label.amount"), (nil, "event.grade"), ("claims", "page.claims"),
        ].map { key, label -> HTML in head(visit, filter, key, wording[label]) }
        let table: HTML =
            events.isEmpty
            ? "<p class=\"panel empty\">\(wording[visit.desk.loading == nil ? "event.none" : "queue.loading"])</p>"
            : "<div class=\"panel scroll\"><table class=\"events\"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>"
        return Page(
            title: wording["event.title"], section: .events, assets: ["review.css"],
            body: """
                <div class="review-head"><h1>\(wording["event.title"])</h1><p class="hint">\(wording("event.count", wording.number(Double(events.count))))</p></div>
                \(EventFilterView(visit, filter, action: "/events").html())
                \(table)\(pages.links())
                <p><a class="button" href="\(export)">\(wording["event.export.list"])</a></p>
                """)
    }

    private func head(_ visit: Visit, _ filter: EventFilter, _ key: String?, _ label: String) -> HTML {
        guard let key else { return "<th scope=\"col\">\(label)</th>" }
        let isChosen = filter.sort.rawValue == key
        let address = visit.address(visit.query.setting("sort", key).setting("page", nil))
        let mark: HTML = isChosen ? " aria-sort=\"\(key == "day" ? "ascending" : "descending")\"" : ""
        return "<th scope=\"col\"\(mark)><a href=\"\(address)\">\(label)</a></th>"
    }

    private func parties(_ event: Event) -> HTML {
        func names(_ roles: Set<Participant.Role>) -> String {
            var names: [String] = []
            for party in event.parties where roles.contains(party.role) && !names.contains(party.name) {
                names.append(party.name)
            }
            return names.prefix(3).joined(separator: ", ")
        }
        let (agents, others) = (names([.agent]), names([.target, .victim]))
        if agents.isEmpty, others.isEmpty { return .empty }
        return others.isEmpty ? "<bdi>\(agents)</bdi>" : "<bdi>\(agents)</bdi> → <bdi>\(others)</bdi>"
    }

    // MARK: Page

    private func page(_ visit: Visit) throws -> Page {
        guard let event = visit.world.event(visit.parameters[0]) else { throw Refusal(.notFound, "event.gone") }
        let words = ClaimWords(visit.wording)
        let view = EventView(visit, event)
        return Page(
            title: words.title(event), section: .events, assets: ["review.css", "review.js"], keys: ["s", "j", "u"],
            body: """
                \(visit.savedLine(back: Self.address(event.id)))
                \(view.head())
                <div class="event">
                <div class="event-main">
                \(view.tolls())
                \(view.claims())
                \(view.joinForm())
                </div>
                <aside class="beside">
                \(view.export())
                \(view.parties())
                \(view.contested())
                \(view.history())
                \(view.joins())
                \(view.neighbours())
                </aside>
                </div>
                """)
    }

    // MARK: Decisions

    /// More pairs than that are no slip of the reading, but another event: its claims had better be rejected or corrected.
    private static let mostPairs = 2000

    /// The claims chosen tell of another happening than the rest.
    private func split(_ visit: Visit) async throws -> Answer {
        let form = try await visit.form()
        guard let event = visit.world.event(visit.parameters[0]) else { throw Refusal(.notFound, "event.gone") }
        let chosen = Set(form.all("claim"))
        let members = event.members.map(\.claim)
        let (apart, rest) = (
            members.filter { chosen.contains($0.description) }, members.filter { !chosen.contains($0.description) }
        )
        guard !apart.isEmpty else { throw Refusal(.badRequest, "event.split.none") }
        guard !rest.isEmpty else { throw Refusal(.badRequest, "event.split.all") }
        guard apart.count * rest.count <= Self.mostPairs else { throw Refusal(.badRequest, "event.split.many") }
        let references = { (claims: [ClaimID]) in claims.compactMap { visit.world.claim($0).map(ClaimReference.init) } }
        let decisions = references(apart).flatMap { one in
            references(rest).map { EventDecision(.split, [one, $0]) }
        }
        return try await decide(decisions, visit, form, seeing: rest[0])
    }

    /// The event and another are one.
    private func join(_ visit: Visit) async throws -> Answer {
        let form = try await visit.form()
        guard let event = visit.world.event(visit.parameters[0]) else { throw Refusal(.notFound, "event.gone") }
        guard let other = form["other"].flatMap(visit.world.event), other.id != event.id else {
            throw Refusal(.badRequest, "event.join.none")
        }
        let claims = (event.members + other.members).map(\.claim)
        guard claims.count * claims.count <= Self.mostPairs * 2 else { throw Refusal(.badRequest, "event.join.many") }
        let references = claims.compactMap { visit.world.claim($0).map(ClaimReference.init) }
        return try await decide([EventDecision(.join, references)], visit, form, seeing: claims[0])
    }

    private func decide(
        _ decisions: [EventDecision], _ visit: Visit, _ form: Query, seeing claim: ClaimID
    ) async throws -> Answer {
        guard visit.reading == .first else { throw Refusal(.forbidden, "event.blind") }
        let name = visit.visitor.name
        let numbers = try await visit.desk.change { try $0.decide(decisions, by: name, reason: form["reason"]) }
        let page = visit.desk.world.event(of: claim).map { Self.address($0.id) } ?? "/events"
        return .seeOther(Saved.address(page, numbers.map { .decision($0) }))
    }
}

extension Grade {
    var className: String { rawValue.filter { $0 != " " } }
}

/// Which events an address asks for.
struct EventFilter {
    enum Sort: String { case day, latest, killed, claims }

    /// What was asked, and nothing else.
    let query: Query
    let sort: Sort
    private let family: ClaimType.Family?
    private let type: ClaimType?
    private let place: String
    private let grade: Grade?
    private let days: EventQuery
    private let chosen: Set<String>

    static let names = ["type", "place", "from", "to", "grade", "event"]

    init(_ query: Query) {
        self.query = Query(query.pairs.filter { Self.names.contains($0.name) && !$0.value.isEmpty })
        sort = query["sort"].flatMap(Sort.init(rawValue:)) ?? .day
        family = query["type"].flatMap(ClaimType.Family.init(rawValue:))
        type = query["type"].flatMap(ClaimType.init(rawValue:))
        place = (query["place"] ?? "").folded
        grade = query["grade"].flatMap { wanted in Grade.allCases.first { $0.className == wanted } }
        days = EventQuery(
            from: query["from"].flatMap { CalendarDay($0) }, to: query["to"].flatMap { CalendarDay($0) })
        chosen = Set(query.all("event"))
    }

    /// Whether it asks for all there are.
    var isEmpty: Bool { query.pairs.isEmpty }

    func admits(_ event: Event) -> Bool {
        (chosen.isEmpty || chosen.contains(event.id)) && (family == nil || event.type.family == family)
            && (type == nil || event.type == type) && (grade == nil || event.grade == grade) && days.matches(event)
            && (place.isEmpty || event.place?.name.folded.contains(place) ?? false)
    }

    func events(of world: World) -> [Event] { isEmpty ? world.events : world.events.filter(admits) }

    func sorted(_ events: [Event]) -> [Event] {
        func byDescending(_ value: (Event) -> Double) -> [Event] {
            events.enumerated().map { (offset: $0.offset, value: value($0.element)) }
                .sorted { $0.value != $1.value ? $0.value > $1.value : $0.offset < $1.offset }
                .map { events[$0.offset] }
        }
        switch sort {
        case .day: return events
        case .latest: return events.reversed()
        case .killed:
            return byDescending { event in
                event.figures.first { $0.measure == .killed }.map {
                    $0.total.best ?? $0.total.high ?? $0.total.low ?? 0
                }
                    ?? -1
            }
        case .claims: return byDescending { Double($0.members.count) }
        }
    }
}

struct EventFilterView {
    private let visit: Visit
    private let filter: EventFilter
    private let action: String

    init(_ visit: Visit, _ filter: EventFilter, action: String) {
        self.visit = visit
        self.filter = filter
        self.action = action
    }

    func html() -> HTML {
        """
        <form class="filters" method="get" action="\(action)">\(fields())
        <button>\(visit.wording["queue.filter"])</button></form>
        """
    }

    func fields() -> HTML {
        let wording = visit.wording
        let families = Queue.families.map { family -> HTML in
            let types = ClaimType.allCases.filter { $0.family == family }.map {
                option($0.rawValue, wording["type.\($0.rawValue)"], "type")
            }
            let name = wording["family.\(family.rawValue)"]
            let all = option(family.rawValue, wording("event.all", name), "type")
            return "<optgroup label=\"\(name)\">\(all)\(types)</optgroup>"
        }
        let grades = Grade.allCases.map { option($0.className, wording[$0.key], "grade") }
        let chosen = filter.query.all("event").map { "<input type=\"hidden\" name=\"event\" value=\"\($0)\">" as HTML }
        let only: HTML =
            chosen.isEmpty
            ? .empty
            : "<a class=\"only\" href=\"\(visit.address(visit.query.setting("event", nil)))\">\(wording("event.chosen", wording.number(Double(chosen.count)))) <span aria-hidden=\"true\">×</span></a>"
        return """
            <label>\(wording["label.type"]) <select name="type"><option value="">\(wording["page.filter.all"])</option>\(families)</select></label>
            <label>\(wording["label.where"]) <input name="place" value="\(filter.query["place"] ?? "")" size="14" maxlength="100"></label>
            <label>\(wording["event.from"]) <input type="date" name="from" value="\(filter.query["from"] ?? "")"></label>
            <label>\(wording["event.to"]) <input type="date" name="to" value="\(filter.query["to"] ?? "")"></label>
            <label>\(wording["event.grade"]) <select name="grade"><option value="">\(wording["event.grade.any"])</option>\(grades)</select></label>
            \(chosen)\(only)
            """
    }

    private func option(_ value: String, _ label: String, _ name: String) -> HTML {
        let selected: HTML = filter.query[name] == value ? " selected" : ""
        return "<option value=\"\(value)\"\(selected)>\(label)</option>"
    }
}
