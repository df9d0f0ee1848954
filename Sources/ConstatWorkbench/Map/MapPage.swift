import ConstatClaims
import ConstatEvents
import ConstatRendering
import ConstatText

/// The map's page in parts: the script puts some of them anew into the page when the day or a filter changes.
struct MapPage {
    let view: MapView
    private let figures: Figures
    private let names: PlaceNames

    init(view: MapView) {
        self.view = view
        figures = Figures(wording: view.wording)
        names = .of(view.wording.language)
    }

    private var wording: Wording { view.wording }
    private var query: MapQuery { view.query }
    private var index: MapIndex { view.world.map }
    private var selection: MapIndex.Selection { view.selection }

    func body() -> HTML {
        guard let span = index.span else {
            return """
                <section class="map-empty"><h1>\(wording["map.title"])</h1>
                <p>\(wording["map.empty"])</p><p><a class="button" href="/">\(wording["map.empty.start"])</a></p></section>
                """
        }
        return """
            <h1 class="sr-only">\(wording["map.title"])</h1>
            <form id="map-form" class="map-controls" method="get" action="/map" aria-label="\(wording["map.filters"])">
            \(time(span))
            \(filters())
            </form>
            <div class="map-main">
            <div class="map-frame">\(canvas())\(legend())</div>
            <aside class="map-side" aria-label="\(wording["map.list"])">
            <div id="map-summary" class="map-summary" role="status">\(summary())</div>
            <div id="map-list">\(list())</div>
            </aside>
            </div>
            <div id="map-apart" class="map-apart">\(apart())</div>
            """
    }

    // MARK: Controls

    private func time(_ span: ClosedRange<Int>) -> HTML {
        let day = query.on?.number ?? span.upperBound
        let windows = MapQuery.windows.map { days in
            HTML.option(String(days), wording.count("map.days", days), chosen: days == query.window)
        }
        return """
            <div class="map-time">
            <div class="map-steps">
            <button type="button" id="map-back" class="script" data-key="," title="\(wording["map.back"]) ( , )" aria-label="\(wording["map.back"])" hidden>‹</button>
            <button type="button" id="map-play" class="script" data-key="p" title="\(wording["map.play"]) ( p )" aria-label="\(wording["map.play"])" aria-pressed="false" hidden>▶</button>
            <button type="button" id="map-forward" class="script" data-key="." title="\(wording["map.forward"]) ( . )" aria-label="\(wording["map.forward"])" hidden>›</button>
            </div>
            <div class="map-slider">
            <div id="map-timeline">\(timeline())</div>
            <input type="range" id="map-range" class="script" min="\(span.lowerBound)" max="\(span.upperBound)" value="\(min(max(day, span.lowerBound), span.upperBound))" aria-label="\(wording["map.slider"])" hidden>
            <div class="map-ends"><span>\(wording.day(CalendarDay(number: span.lowerBound)))</span>\(outside())<span>\(wording.day(CalendarDay(number: span.upperBound)))</span></div>
            </div>
            <label>\(wording["map.window"]) <select name="window">\(windows)\(HTML.option("all", wording["map.window.all"], chosen: query.window == nil))</select></label>
            <label>\(wording["map.until"]) <input type="date" name="on" value="\(query.on?.description ?? "")"></label>
            </div>
            """
    }

    private func outside() -> HTML {
        let (before, after) = index.outside
        guard before + after > 0 else { return .empty }
        return
            "<span class=\"hint\">\(wording("map.outside", wording.number(Double(before)), wording.number(Double(after))))</span>"
    }

    private func filters() -> HTML {
        let grades = Grade.allCases.map { grade in
            HTML.option(grade.rawValue, wording["map.grade.\(grade.rawValue)"], chosen: grade == query.grade)
        }
        let control: HTML = query.showsControl ? " checked" : ""
        return """
            <details class="map-more" open><summary>\(wording["map.filters"])</summary><div class="map-filters">
            <label>\(wording["map.type"]) <select name="type">\(HTML.option("", wording["map.all"], chosen: query.type == nil))\(types())</select></label>
            <label>\(wording["map.party"]) <input name="party" list="map-parties" value="\(query.party ?? "")" placeholder="\(wording["map.all"])" autocomplete="off"></label>
            <label>\(wording["map.source"]) <input name="source" list="map-sources" value="\(query.source ?? "")" placeholder="\(wording["map.all"])" autocomplete="off"></label>
            <label>\(wording["map.grade"]) <select name="grade">\(HTML.option("", wording["map.all"], chosen: query.grade == nil))\(grades)</select></label>
            <label class="choice"><input type="checkbox" name="control" value="yes"\(control)> <span>\(wording["map.control"])</span></label>
            <input type="hidden" name="control" value="no">
            <button class="unscripted">\(wording["map.show"])</button>
            <a class="map-reset" href="/map">\(wording["map.reset"])</a>
            \(dataList("map-parties", index.parties))\(dataList("map-sources", index.sources))
            </div></details>
            """
    }

    private func dataList(_ id: String, _ names: [MapIndex.Named]) -> HTML {
        let options = names.prefix(MapView.Bounds.names).map { "<option value=\"\($0.name)\">" as HTML }
        return "<datalist id=\"\(id)\">\(options)</datalist>"
    }

    /// Families first, each with its types.
    private func types() -> HTML {
        let families = MapPage.families.map { family -> HTML in
            let types = ClaimType.allCases.filter { $0.family == family }
            let name = wording["family.\(family.rawValue)"]
            let options = types.map { type in
                HTML.option(type.rawValue, wording["type.\(type.rawValue)"], chosen: type.rawValue == query.type)
            }
            let whole = HTML.option(
                family.rawValue, wording("map.family.all", name), chosen: family.rawValue == query.type)
            return "<optgroup label=\"\(name)\">\(whole)\(options)</optgroup>"
        }
        return families.joined()
    }

    static let families: [ClaimType.Family] = [.control, .fighting, .harm, .materiel, .force, .politics, .aid, .geo]

    /// Events a part of the slider's days, and where the window lies.
    func timeline() -> HTML {
        let counts = index.timeline(query, parts: MapView.Bounds.timelineParts)
        guard let span = index.span, let most = counts.max(), most > 0 else {
            return
                "<svg class=\"timeline\" viewBox=\"0 0 240 28\" role=\"img\" aria-label=\"\(wording["map.timeline.none"])\"></svg>"
        }
        var bars = ""
        for (number, count) in counts.enumerated() where count > 0 {
            let height = max(1, (26 * count + most / 2) / most)
            bars += "M\(number) 28v-\(height)h1v\(height)z"
        }
        let label = wording("map.timeline", wording.number(Double(most)))
        return """
            <svg class="timeline" viewBox="0 0 \(counts.count) 28" preserveAspectRatio="none" role="img" aria-label="\(label)">\
            \(windowMark(span, parts: counts.count))<path d="\(bars)"/></svg>
            """
    }

    private func windowMark(_ span: ClosedRange<Int>, parts: Int) -> HTML {
        guard let days = query.days else { return .empty }
        func part(_ day: Int) -> Double {
            Double(min(max(day, span.lowerBound), span.upperBound + 1) - span.lowerBound) / Double(span.count)
                * Double(parts)
        }
        let (left, right) = (part(days.lowerBound), part(days.upperBound + 1))
        let (x, width) = (
            left.rounded(decimals: 2).plain ?? "0", max(0.6, right - left).rounded(decimals: 2).plain ?? "1"
        )
        return "<rect class=\"window\" x=\"\(x)\" y=\"0\" width=\"\(width)\" height=\"28\"/>"
    }

    // MARK: Map

    private func canvas() -> HTML {
        let names = names.allCountries.map { "\($0.code)=\($0.name)" }.joined(separator: "|")
        return """
            <div id="map" class="map-canvas" role="application" aria-label="\(wording["map.label"])" \
            data-outlines="\(Assets.path("world.json"))" data-towns="\(MapPages.townsPath(wording.language))" \
            data-countries="\(names)" data-words="\(scriptWords())"></div>
            <noscript><p class="hint">\(wording["map.noscript"])</p></noscript>
            """
    }

    /// What the script says by itself, in the reader's language.
    private func scriptWords() -> String {
        let keys = [
            "zoom.in", "zoom.out", "more", "events", "dead", "contested", "since", "told", "failed", "loading", "fit",
            "pause", "play", "within",
        ]
        return keys.map { "\($0)=\(wording["map.script.\($0)"])" }.joined(separator: "|")
    }

    private func legend() -> HTML {
        let families = Self.families.map { family -> HTML in
            "<li><i class=\"dot f-\(family.rawValue)\"></i> \(wording["family.\(family.rawValue)"])</li>"
        }
        return """
            <details class="map-legend" open><summary>\(wording["map.legend"])</summary>
            <ul>\(families)
            <li><i class="dot hollow"></i> \(wording["map.legend.coarse"])</li>
            <li><i class="ring"></i> \(wording["map.legend.radius"])</li>
            <li>\(wording["map.legend.size"])</li></ul>
            <div id="map-legend-control">\(controlLegend())</div>
            <p class="hint">\(wording["map.credit"])</p>
            </details>
            """
    }

    /// The parties that hold something on the day, with the number of places.
    func controlLegend() -> HTML {
        guard query.showsControl else { return .empty }
        guard !view.control.isEmpty else { return "<p class=\"hint\">\(wording["map.control.none"])</p>" }
        var counts: [Int: Int] = [:]
        for interval in view.control { counts[view.world.control.colour(of: interval.holder) ?? -1, default: 0] += 1 }
        let rows = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }.map { colour -> HTML in
            let name = colour < 0 ? wording["map.holder.others"] : view.world.control.holders[colour]
            let mark: HTML = colour < 0 ? "other" : "p\(colour)"
            return
                "<li><i class=\"square \(mark)\"></i> <bdi>\(name)</bdi> <span class=\"count\">\(counts[colour] ?? 0)</span></li>"
        }
        let contested = view.control.count { $0.isContested }
        let left = view.control.count - MapView.Bounds.control
        let note: HTML =
            left > 0 ? "<p class=\"hint\">\(wording("map.control.left", wording.number(Double(left))))</p>" : ""
        return """
            <h2>\(wording("map.control.on", query.on.map(wording.day) ?? ""))</h2><ul>\(rows)
            <li><i class="square contested"></i> \(wording["map.legend.contested"]) <span class="count">\(contested)</span></li></ul>\(note)
            """
    }

    // MARK: Lists

    func summary() -> HTML {
        let all = selection.placed.count + selection.unplaced.count
        var notes: [String] = []
        if !selection.unplaced.isEmpty { notes.append(wording.count("map.unplaced", selection.unplaced.count)) }
        if !selection.undated.isEmpty { notes.append(wording.count("map.undated", selection.undated.count)) }
        let hidden = selection.placed.count - MapView.Bounds.drawn
        let left: HTML =
            hidden > 0
            ? "<p class=\"notice\">\(wording("map.left", wording.number(Double(MapView.Bounds.drawn)), wording.number(Double(hidden))))</p>"
            : ""
        let period = query.days.map {
            figures.days(CalendarDay(number: $0.lowerBound), CalendarDay(number: $0.upperBound))
        }
        return """
            <p><strong>\(wording.count("map.events", all))</strong> · \(period ?? wording["map.window.all"])</p>
            \(notes.isEmpty ? .empty : "<p class=\"hint\">\(notes.joined(separator: " · "))</p>" as HTML)\(left)
            """
    }

    func list() -> HTML {
        let shown = selection.placed.prefix(MapView.Bounds.listed)
        guard !shown.isEmpty else { return "<p class=\"none\">\(wording["map.none"])</p>" }
        let rest = min(selection.placed.count, MapView.Bounds.drawn) - shown.count
        let more: HTML =
            rest > 0 ? "<p class=\"hint\">\(wording("map.list.rest", wording.number(Double(rest))))</p>" : ""
        return "<ol class=\"map-list\">\(shown.map(item))</ol>\(more)"
    }

    private func item(_ rank: Int) -> HTML {
        let entry = index.entries[rank]
        let event = view.world.events[entry.position]
        let toll: HTML =
            event.killed.map { "<span class=\"toll\">\(wording("map.toll", figures.text($0)))</span>" } ?? ""
        let place = event.place.map { names.name($0.name, id: $0.id) } ?? wording["figures.noplace"]
        return """
            <li class="f-\(event.type.family.rawValue)" data-event="\(event.id)"><a href="/events/\(Query.encoded(event.id))">\
            <span class="what"><i class="dot"></i>\(wording["type.\(event.type.rawValue)"])</span> <bdi class="where">\(place)</bdi></a>\
            <span class="when">\(figures.days(event.time?.start, event.time?.end))</span>\(toll)\
            <span class="grade">\(wording["map.grade.\(event.grade.rawValue)"])</span></li>
            """
    }

    /// What is on no map, with the reason.
    func apart() -> HTML {
        var parts = [
            apart(selection.unplaced, "map.apart.unplaced"), apart(selection.undated, "map.apart.undated"),
        ]
        if index.expected > 0 {
            parts.append("<p class=\"hint\">\(wording.count("map.expected", index.expected))</p>")
        }
        return parts.joined()
    }

    private func apart(_ ranks: [Int], _ key: String) -> HTML {
        guard !ranks.isEmpty else { return .empty }
        let rest = ranks.count - MapView.Bounds.apart
        let more: HTML =
            rest > 0 ? "<p class=\"hint\">\(wording("map.apart.rest", wording.number(Double(rest))))</p>" : ""
        return """
            <details><summary>\(wording(key, wording.number(Double(ranks.count))))</summary>
            <ol class="map-list">\(ranks.prefix(MapView.Bounds.apart).map(item))</ol>\(more)</details>
            """
    }
}
