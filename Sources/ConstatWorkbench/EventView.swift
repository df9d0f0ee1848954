import ConstatClaims
import ConstatEvents
import ConstatPlaces
import ConstatRecords
import ConstatRendering
import ConstatStore
import ConstatText

/// The parts of an event's page.
struct EventView {
    private let visit: Visit
    private let event: Event
    private var wording: Wording { visit.wording }
    private var words: ClaimWords { ClaimWords(visit.wording) }
    private var view: ClaimView { ClaimView(visit) }

    init(_ visit: Visit, _ event: Event) {
        self.visit = visit
        self.event = event
    }

    // MARK: What happened

    func head() -> HTML {
        let place = event.place.map(words.place) ?? wording["event.place.none"]
        let status = words.status(event.status, isHedged: event.isHedged)
        return """
            <header class="event-head f-\(event.type.family.rawValue)">
            <p><span class="chip">\(words.type(event.type))</span> <span class="state s-\(event.status.rawValue)">\(status)</span></p>
            <h1><bdi>\(event.place?.name ?? wording["event.place.none"])</bdi>, \(words.day(event.time))</h1>
            <p class="facts"><bdi>\(place)</bdi> · <a href="/map?event=\(event.id)">\(wording["nav.map"])</a> · <code>\(event.id)</code></p>
            <p class="grade g-\(HTML(trusted: event.grade.className))"><strong>\(wording[event.grade.key])</strong> <span class="hint" lang="en" dir="auto">\(named(event.gradeReason))</span></p>
            </header>
            """
    }

    /// A reason with its documents called by their names.
    private func named(_ reason: String) -> String {
        Set(event.members.map(\.claim.document) + event.origins).sorted { $0.utf8.count > $1.utf8.count }
            .reduce(reason) { words, id in
                words.replacing(id, with: visit.world.document(id)?.name ?? DocumentID.short(id))
            }
    }

    func parties() -> HTML {
        let lines = Participant.Role.allCases.compactMap { role -> HTML? in
            let names = event.parties.filter { $0.role == role }
            guard !names.isEmpty else { return nil }
            let items = names.map {
                "<li><bdi>\($0.name)</bdi> <span class=\"count\">\($0.claims.count)</span></li>" as HTML
            }
            return "<dt>\(wording["role.\(role.rawValue)"])</dt><dd><ul>\(items)</ul></dd>"
        }
        guard !lines.isEmpty else { return .empty }
        return """
            <section class="panel"><h2>\(wording["claim.field.actors"])</h2><dl class="claim-fields">\(lines)</dl></section>
            """
    }

    // MARK: Tolls

    func tolls() -> HTML {
        guard !event.figures.isEmpty else { return .empty }
        return """
            <section class="panel tolls"><h2>\(wording["claim.field.quantities"])</h2>\(event.figures.map(figure))</section>
            """
    }

    private func figure(_ figure: EventFigure) -> HTML {
        let rows = event.tolls.filter { $0.measure == figure.measure }
        let known = figure.groups.map(\.name)
        let groups = known + Set(rows.map(\.group)).subtracting(known).sorted()
        let bodies = groups.map { group -> HTML in
            let bounds = figure.groups.first { $0.name == group }?.bounds
            let total = bounds.map(words.bounds) ?? wording["event.standing.none"]
            let own = rows.filter { $0.group == group }.sorted(by: Self.precedes).map(row)
            let name: HTML =
                groups.count > 1
                ? "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\"><bdi>\(words.group(group))</bdi>\(wording["sign.colon"]) \(total)</th></tr>"
                : "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\"><bdi>\(words.group(group))</bdi></th></tr>"
            return "<tbody>\(name)\(own)</tbody>"
        }
        return """
            <h3>\(wording["measure.\(figure.measure.rawValue)"])\(wording["sign.colon"]) <span class="total">\(words.bounds(figure.total))</span></h3>
            <table class="toll">\(bodies)</table>
            """
    }

    /// What stands before what does not, and of both the last published first.
    private static func precedes(_ left: TollRow, _ right: TollRow) -> Bool {
        let order: [TollRow.Standing] = [.live, .enemyCount, .part, .superseded, .denied]
        let ranks = [left, right].map { (order.firstIndex(of: $0.standing) ?? 0, -($0.publishedOn?.number ?? 0)) }
        return ranks[0] != ranks[1] ? ranks[0] < ranks[1] : left.claim < right.claim
    }

    private func row(_ row: TollRow) -> HTML {
        let day = row.publishedOn.map { ", " + wording.day($0) } ?? ""
        let standing = row.standing == .live ? "" : wording[row.standing.key]
        let reason: HTML =
            row.reason.isEmpty || row.reason == row.standing.rawValue
            ? .empty : " <span lang=\"en\" dir=\"auto\">\(named(row.reason))</span>"
        let note: HTML =
            standing.isEmpty && reason.isEmpty
            ? .empty
            : "<br><span class=\"hint\">\(standing)\(standing.isEmpty || reason.isEmpty ? "" : " –")\(reason)</span>"
        return """
            <tr class="\(row.standing == .live ? "" : "void")"><td class="number">\(words.figure(low: row.low, best: row.best, high: row.high))</td>
            <td><bdi>\(row.source)</bdi>\(day)\(note)</td>
            <td class="row-links">\(quote(row)) <a href="\(view.address(row.claim))#correct">\(wording["queue.correct"])</a></td></tr>
            """
    }

    /// The words that give the figure, linking to their place in the report.
    private func quote(_ row: TollRow) -> HTML {
        let claim = visit.world.claim(row.claim)
        let counted = claim?.quantities.filter { $0.measure == row.measure && $0.mention != nil } ?? []
        let own = counted.first { ($0.low, $0.best, $0.high) == (row.low, row.best, row.high) }
        let mention = (own ?? counted.first)?.mention
        return """
            <a href="\(view.address(words: row.claim))"><q dir="auto">\((mention ?? claim?.trigger)?.quote ?? row.claim.claim)</q></a>
            """
    }

    // MARK: Claims

    /// By document, with boxes to choose those that tell of something else.
    func claims() -> HTML {
        let chosen = Set(visit.query.all("claim"))
        let documents = Dictionary(grouping: event.members, by: \.claim.document)
        let ordered = documents.keys.sorted { left, right in
            let days = [left, right].map { visit.world.document($0)?.published ?? "9" }
            return days[0] != days[1] ? days[0] < days[1] : left < right
        }
        let lists = ordered.map { id -> HTML in
            let document = visit.world.document(id)
            let day = document?.published.flatMap { CalendarDay($0) }.map { " · " + wording.day($0) } ?? ""
            let items = (documents[id] ?? []).map { member($0, isChosen: chosen.contains($0.claim.description)) }
            return """
                <h3 class="from"><a href="/documents/\(id)"><bdi>\(document?.title ?? document?.name ?? DocumentID.short(id))</bdi></a> <span class="hint"><bdi>\(document?.publisher ?? "")</bdi>\(day)</span></h3>
                <ul class="members">\(items)</ul>
                """
        }
        return """
            <section class="panel" id="claims"><h2>\(wording["page.claims"])</h2>
            <form method="post" action="\(EventPages.address(event.id))/split">\(visit.tokenField)\(lists)
            <div class="actions"><label class="reason"><span>\(wording["claim.reason"])</span> <input name="reason" maxlength="2000" placeholder="\(wording["claim.reason.hint"])"></label>
            \(ReviewButton(wording["event.split"], key: "s").html)</div>
            <p class="hint">\(wording["event.split.hint"])</p></form></section>
            """
    }

    private func member(_ member: Event.Member, isChosen: Bool) -> HTML {
        guard let claim = visit.world.claim(member.claim) else { return .empty }
        let relation: HTML =
            member.relation == .supports
            ? .empty : "<span class=\"badge\">\(wording["event.relation.\(member.relation.rawValue)"])</span> "
        let values = [
            words.who(claim.actors), claim.quantities.isEmpty ? nil : words.value(.quantities(claim.quantities)),
        ]
        let summary = values.compactMap { $0 }.joined(separator: " · ")
        let reasons: HTML =
            member.reasons.isEmpty
            ? .empty : "<p class=\"hint\" lang=\"en\">\(member.reasons.map(named).joined(separator: "; "))</p>"
        return """
            <li class="f-\(claim.type.family.rawValue)"><input type="checkbox" name="claim" value="\(member.claim.description)" aria-label="\(wording("event.choose", member.claim.claim))"\(isChosen ? " checked" : "")>
            <div><p>\(view.badge(claim)) \(relation)<bdi>\(summary)</bdi></p>
            <p class="quoted"><q dir="auto">\(claim.evidence.quote)</q></p>\(reasons)
            <p class="hint">\(view.name(claim.id)) · <a href="\(view.address(words: claim.id))">\(wording["page.show"])</a> · <a href="\(view.address(claim.id))#correct">\(wording["queue.correct"])</a></p></div></li>
            """
    }

    // MARK: Joining

    func joinForm() -> HTML {
        let search = visit.query["near"]
        let others = EventSearch(visit.world).others(than: event, named: search)
        let options = others.map { other -> HTML in
            let reasons = EventSearch.likeness(event, other, wording)
            return """
                <li class="f-\(other.type.family.rawValue)"><label class="choice"><input type="radio" name="other" value="\(other.id)" required>
                <span><a href="\(EventPages.address(other.id))">\(words.title(other))</a> <span class="hint">\(words.figures(other).map { $0 + " · " } ?? "")\(reasons.joined(separator: ", "))</span></span></label></li>
                """
        }
        let list: HTML =
            options.isEmpty
            ? "<p class=\"unsaid\">\(wording["event.join.nothing"])</p>"
            : """
            <form method="post" action="\(EventPages.address(event.id))/join">\(visit.tokenField)<ul class="others">\(options)</ul>
            <div class="actions"><label class="reason"><span>\(wording["claim.reason"])</span> <input name="reason" maxlength="2000" placeholder="\(wording["claim.reason.hint"])"></label>
            \(ReviewButton(wording["event.join"], key: "j").html)</div></form>
            """
        return """
            <section class="panel" id="join"><h2>\(wording["event.join.title"])</h2>
            <form class="filters" method="get" action="\(EventPages.address(event.id))#join"><label>\(wording["event.join.search"])
            <input name="near" value="\(search ?? "")" maxlength="100" placeholder="\(wording["event.join.search.hint"])"></label><button>\(wording["page.search"])</button></form>
            \(list)</section>
            """
    }

    func joins() -> HTML {
        guard !event.joins.isEmpty else { return .empty }
        let items = event.joins.prefix(40).map { join -> HTML in
            """
            <li>\(view.name(join.left)) + \(view.name(join.right)) <span class="hint" lang="en">\(join.reasons.map(named).joined(separator: "; "))</span></li>
            """
        }
        return """
            <details class="panel"><summary><h2>\(wording("event.joins", wording.number(Double(event.joins.count))))</h2></summary><ul class="plain">\(items)</ul></details>
            """
    }

    // MARK: Beside

    func contested() -> HTML {
        let others = event.members.filter { $0.relation != .supports }
        guard !others.isEmpty else { return .empty }
        let items = others.map { member -> HTML in
            let claim = visit.world.claim(member.claim)
            let speaker =
                claim?.attribution.first.map(words.speaker) ?? visit.world.document(member.claim.document)?.publisher
            return """
                <li><span class="badge">\(wording["event.relation.\(member.relation.rawValue)"])</span> <bdi>\(speaker ?? "")</bdi> <a href="\(view.address(words: member.claim))"><q dir="auto">\(claim?.evidence.quote ?? "")</q></a></li>
                """
        }
        return """
            <section class="panel"><h2>\(wording["event.contested"])</h2><ul class="plain">\(items)</ul></section>
            """
    }

    /// The forms in which this event leaves, one click each; names are withheld.
    func export() -> HTML {
        let links = ExportPages.profiles.map { profile -> HTML in
            "<li><a href=\"/export/file?profile=\(profile.rawValue)&amp;event=\(event.id)\" download>\(wording["export.profile.\(profile.rawValue)"])</a></li>"
        }
        return """
            <section class="panel" id="export"><h2>\(wording["event.export"])</h2><ul class="profiles">\(links)</ul>
            <p class="hint"><a href="/export?event=\(event.id)">\(wording["event.export.more"])</a></p></section>
            """
    }

    /// Decisions and reviews that bear on it.
    func history() -> HTML {
        let documents = Set(event.members.map(\.claim.document))
        let members = Set(event.members.map(\.claim))
        let entries = visit.world.log.entries.filter { entry in
            entry.claims.contains { reference in
                guard documents.contains(reference.document) else { return false }
                let claim = visit.world.reviewed(reference.document, by: .first)?.claim(reference)
                return claim.map { members.contains($0.claim.id) } ?? false
            }
        }
        let list: HTML =
            entries.isEmpty
            ? "<p class=\"unsaid\">\(wording["claim.history.none"])</p>"
            : HistoryView(visit).list(entries.prefix(40), back: EventPages.address(event.id))
        return """
            <section class="panel history"><h2>\(wording["claim.history"])</h2>\(list)</section>
            """
    }

    func neighbours() -> HTML {
        let others = EventSearch(visit.world).neighbours(of: event)
        guard !others.isEmpty else { return .empty }
        let items = others.map { other -> HTML in
            "<li class=\"f-\(other.type.family.rawValue)\"><span class=\"swatch\"></span><a href=\"\(EventPages.address(other.id))\">\(words.title(other))</a></li>"
        }
        return """
            <section class="panel next"><h2>\(wording["event.neighbours"])</h2><ul>\(items)</ul></section>
            """
    }
}

/// Finds events near one, in time and place.
struct EventSearch {
    let world: World

    init(_ world: World) { self.world = world }

    private static let reachDays = 10
    private static let reachKm = 100.0

    /// Before and after it in the order of days.
    func neighbours(of event: Event) -> [Event] {
        guard event.firstDay != nil, let position = world.position(of: event.id) else { return [] }
        let near = max(0, position - 3)..<min(world.events.count, position + 4)
        return near.filter { $0 != position && world.events[$0].firstDay != nil }.map { world.events[$0] }
    }

    /// Events that may be the same: the nearest, or those that the words name by identifier, place or day.
    func others(than event: Event, named words: String?) -> [Event] {
        if let words, !words.isEmpty { return named(words).filter { $0.id != event.id } }
        guard let day = event.firstDay else { return [] }
        return world.events(from: day.adding(days: -Self.reachDays), to: day.adding(days: Self.reachDays))
            .filter { $0.id != event.id }
            .compactMap { other in Self.distance(event, other).map { (other, $0) } }
            .filter { $0.1 <= Self.reachKm }
            .sorted { Self.rank($0, day) < Self.rank($1, day) }
            .prefix(8).map(\.0)
    }

    private static func rank(_ other: (Event, Double), _ day: CalendarDay) -> (Double, String) {
        let days = abs((other.0.firstDay?.number ?? 0) - day.number)
        return (Double(days) * 10 + other.1, other.0.id)
    }

    private func named(_ words: String) -> [Event] {
        if let event = world.event(words) { return [event] }
        let folded = words.folded
        let day = CalendarDay(words)
        return Array(
            world.events.lazy.filter { event in
                if let day { return event.firstDay == day }
                return event.place?.name.folded.contains(folded) ?? false
            }.prefix(20))
    }

    /// In kilometres; nil where one of them is nowhere.
    private static func distance(_ left: Event, _ right: Event) -> Double? {
        guard let here = left.place, let there = right.place else { return nil }
        guard let latitude = here.latitude, let longitude = here.longitude, let south = there.latitude,
            let east = there.longitude
        else { return here.name == there.name ? 0 : nil }
        return Sphere.distanceKm(
            GeoPoint(latitude: latitude, longitude: longitude), GeoPoint(latitude: south, longitude: east))
    }

    /// What speaks for their being one.
    static func likeness(_ left: Event, _ right: Event, _ wording: Wording) -> [String] {
        var reasons: [String] = []
        if let distance = distance(left, right) {
            reasons.append(wording("event.like.distance", wording.number(distance.rounded())))
        }
        if let one = left.firstDay, let other = right.firstDay {
            let days = abs(one.number - other.number)
            reasons.append(
                days == 0 ? wording["event.like.day"] : wording("event.like.days", wording.number(Double(days))))
        }
        if left.type == right.type { reasons.append(wording["event.like.type"]) }
        let names = Set(left.parties.map(\.name)).intersection(right.parties.map(\.name)).sorted()
        if let name = names.first { reasons.append(wording("event.like.party", name)) }
        return reasons
    }
}
