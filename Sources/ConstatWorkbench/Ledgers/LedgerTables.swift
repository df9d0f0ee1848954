import ConstatClaims
import ConstatEvents
import ConstatRendering
import ConstatText

/// The tables of the ledgers for one query.
struct LedgerTables {
    enum Name: String, CaseIterable {
        case status, sides, time, totals, movements, movementTime = "movement-time", stocks, control, hardships
        case materiel, parts
    }

    let world: World
    let query: LedgerQuery
    let names: PlaceNames
    /// Each row's link leads to what makes its numbers.
    let link: (LedgerBook, LedgerQuery) -> String
    /// Where an event's page is.
    static func path(ofEvent id: String) -> String { "/events/\(Query.encoded(id))" }

    private var index: LedgerIndex { world.ledgers }

    func table(_ name: Name, book: LedgerBook = .casualties) -> LedgerTable {
        switch name {
        case .status: status()
        case .sides: sides(.casualties)
        case .movements: sides(.movements)
        case .materiel: materiel()
        case .time: time(.casualties)
        case .movementTime: time(.movements)
        case .totals: totals()
        case .stocks: states(index.states(query).stocks)
        case .hardships: states(index.states(query).hardships)
        case .control: control()
        case .parts: parts(book)
        }
    }

    // MARK: Sums

    /// What is added up: people, by the person. Families are counted apart, and totals may count others' parts.
    func summed(_ book: LedgerBook, _ query: LedgerQuery? = nil) -> [LedgerIndex.Row] {
        let query = query ?? self.query(of: book)
        let entries = index.entries(book)
        return index.rows(query, in: book).filter {
            !$0.isTotal && (query.side != nil || entries[$0.entry].group != TollGroups.families)
        }
    }

    /// Without a measure that the book does not have.
    private func query(of book: LedgerBook) -> LedgerQuery {
        var query = query
        if let measure = query.measure, !book.measures.contains(measure) { query.measure = nil }
        return query
    }

    /// A row a status, and one of all.
    private func status() -> LedgerTable {
        let rows = summed(.casualties)
        let groups = CivilianStatus.allCases.map { status in
            line("ledgers.status.\(status.rawValue)", status.rawValue, rows.filter { $0.status == status }) {
                $0.status = status
            }
        }
        let all = line("ledgers.status.all", "all", rows) { _ in }
        return LedgerTable(columns: ["civilian_status", "low", "best", "high", "events"], rows: groups + [all])
    }

    private func line(
        _ key: String, _ word: String, _ rows: [LedgerIndex.Row], _ narrow: (inout LedgerQuery) -> Void
    ) -> [LedgerCell] {
        var narrowed = query
        narrow(&narrowed)
        let link = rows.isEmpty ? nil : link(.casualties, narrowed)
        return [.word(word, key: key)] + LedgerCell.bounds(LedgerIndex.sum(rows.map(\.bounds)), link: link)
            + [.number(LedgerIndex.events(rows), link: link)]
    }

    /// A row a side and measure, the most harmed first.
    private func sides(_ book: LedgerBook) -> LedgerTable {
        let entries = index.entries(book)
        let rows = Dictionary(grouping: index.rows(query(of: book), in: book).filter { !$0.isTotal }) { $0.entry }
        let sums = rows.mapValues { LedgerIndex.sum($0.map(\.bounds)) }
        func size(_ entry: Int) -> Double { sums[entry]?.best ?? 0 }
        let order = rows.keys.sorted {
            entries[$0].measure != entries[$1].measure ? $0 < $1 : (size($1), $0) < (size($0), $1)
        }
        return LedgerTable(
            columns: ["side", "measure", "low", "best", "high", "events"],
            rows: order.map { number in
                let entry = entries[number]
                var narrowed = query
                (narrowed.side, narrowed.measure) = (entry.group.folded, entry.measure)
                let link = link(book, narrowed)
                return [side(entry.group), .word(entry.measure.rawValue, key: "measure.\(entry.measure.rawValue)")]
                    + LedgerCell.bounds(sums[number], link: link)
                    + [.number(LedgerIndex.events(rows[number] ?? []), link: link)]
            })
    }

    private func side(_ group: String) -> LedgerCell {
        switch group {
        case TollGroups.all, TollGroups.civilians, TollGroups.families, "unknown":
            .word(group, key: "ledgers.group.\(group)")
        default: .text(group)
        }
    }

    private func materiel() -> LedgerTable {
        let entries = index.entries(.materiel)
        let rows = Dictionary(grouping: index.rows(thingsQuery, in: .materiel).filter { !$0.isTotal }) { $0.entry }
        return LedgerTable(
            columns: ["type", "measure", "thing", "low", "best", "high", "events"],
            rows: rows.keys.sorted().map { number in
                let entry = entries[number]
                var narrowed = thingsQuery
                (narrowed.side, narrowed.measure, narrowed.type) = (entry.group.folded, entry.measure, entry.type)
                let link = link(.materiel, narrowed)
                let type = entry.type?.rawValue ?? ""
                return [
                    .word(type, key: "type.\(type)"),
                    .word(entry.measure.rawValue, key: "measure.\(entry.measure.rawValue)"), .text(entry.group),
                ] + LedgerCell.bounds(LedgerIndex.sum((rows[number] ?? []).map(\.bounds)), link: link)
                    + [.number(LedgerIndex.events(rows[number] ?? []), link: link)]
            })
    }

    /// Things have no side that a reader would ask for, and measures of their own.
    private var thingsQuery: LedgerQuery {
        var query = query
        (query.side, query.measure) = (nil, nil)
        return query
    }

    // MARK: Time

    /// The bars' rows by status for casualties, by measure for movements.
    func series(_ book: LedgerBook) -> [(
        key: String, series: LedgerSeries, narrow: @Sendable (inout LedgerQuery) -> Void
    )] {
        let rows = summed(book)
        let period = LedgerSeries.period(rows.compactMap(\.day), query)
        func series(_ rows: [LedgerIndex.Row]) -> LedgerSeries {
            LedgerSeries(rows.map { ($0.day, $0.bounds) }, period: period)
        }
        if book == .casualties {
            return CivilianStatus.allCases.map { status in
                (status.rawValue, series(rows.filter { $0.status == status }), { $0.status = status })
            }
        }
        let entries = index.entries(book)
        return book.measures.map { measure in
            (
                measure.rawValue, series(rows.filter { entries[$0.entry].measure == measure }),
                { $0.measure = measure }
            )
        }
    }

    private func time(_ book: LedgerBook) -> LedgerTable {
        let name = book == .casualties ? "civilian_status" : "measure"
        let words = book == .casualties ? "ledgers.status." : "measure."
        var rows: [[LedgerCell]] = []
        for (key, series, narrow) in series(book) {
            for bin in series.bins + [series.earlier, series.later, series.undated] where bin.count > 0 {
                var narrowed = query
                narrow(&narrowed)
                let link = bin.days.map { days -> String in
                    (narrowed.from, narrowed.to) = (days.lowerBound, days.upperBound)
                    return self.link(book, narrowed)
                }
                rows.append(
                    [.day(bin.days?.lowerBound), .day(bin.days?.upperBound), .word(key, key: words + key)]
                        + LedgerCell.bounds(bin.bounds, link: link) + [.number(Double(bin.count), link: link)])
            }
        }
        return LedgerTable(columns: ["from", "to", name, "low", "best", "high", "events"], rows: rows)
    }

    // MARK: Lists

    /// Figures over periods and regions, which may count what the sums count: beside them, never added.
    private func totals() -> LedgerTable {
        let rows = index.rows(query, in: .casualties).filter(\.isTotal)
        return LedgerTable(
            columns: ["from", "to", "place", "side", "low", "best", "high", "counted_too", "claims"],
            rows: rows.map { row in
                let part = index.part(row, in: .casualties)
                return [.day(part.time?.start), .day(part.time?.end), place(part.place?.name, part.place?.id)]
                    + [side(index.entry(row, in: .casualties).group)]
                    + LedgerCell.bounds(part.bounds, link: Self.path(ofEvent: part.event))
                    + [.number(Double(part.covers.count)), .claims(part.claims)]
            })
    }

    /// What makes a number: each event's part, with its claims.
    private func parts(_ book: LedgerBook) -> LedgerTable {
        LedgerTable(
            columns: ["from", "to", "place", "side", "civilian_status", "event", "low", "best", "high", "claims"],
            rows: summed(book).map { row in
                let part = index.part(row, in: book)
                let path = Self.path(ofEvent: part.event)
                return [
                    .day(part.time?.start), .day(part.time?.end), place(part.place?.name, part.place?.id),
                    side(index.entry(row, in: book).group),
                    .word(row.status.rawValue, key: "ledgers.status.\(row.status.rawValue)"),
                    .text(part.event, link: path),
                ] + LedgerCell.bounds(part.bounds, link: path) + [.claims(part.claims)]
            })
    }

    private func place(_ name: String?, _ id: String?) -> LedgerCell {
        name.map { .text(names.name($0, id: id)) } ?? .word("", key: "figures.noplace")
    }

    private func states(_ states: [StockEntry]) -> LedgerTable {
        LedgerTable(
            columns: ["type", "place", "since", "as_of", "low", "best", "high", "claims"],
            rows: states.map { state in
                [
                    .word(state.type.rawValue, key: "type.\(state.type.rawValue)"),
                    place(state.place?.name, state.place?.id), .day(state.since), .day(state.asOf),
                ] + LedgerCell.bounds(state.bounds, link: Self.path(ofEvent: state.event)) + [.claims(state.claims)]
            })
    }

    /// Changes, newest first: from whom to whom, and whether somebody disputes it.
    private func control() -> LedgerTable {
        var before: [String: String] = [:]
        var rows: [[LedgerCell]] = []
        let wanted = Set(index.control(query))
        for interval in index.control {
            let key = "\(interval.place.id ?? "") \(interval.place.name)"
            let holder = interval.holder.map { LedgerCell.text($0) } ?? .word("", key: "map.holder.nobody")
            let from = before[key].map { LedgerCell.text($0) } ?? .word("", key: "ledgers.control.before")
            before[key] = interval.holder
            guard wanted.contains(interval) else { continue }
            let contested = interval.isContested ? "true" : "false"
            rows.append([
                .day(interval.since, unknown: "ledgers.control.start"), place(interval.place.name, interval.place.id),
                from, holder,
                .word(contested, key: "ledgers.contested.\(contested)"), .text(interval.reason),
                .day(interval.until, unknown: "ledgers.control.open"),
                .claims(interval.evidence), .claims(interval.against),
            ])
        }
        return LedgerTable(
            columns: [
                "since", "place", "from_party", "to_party", "contested", "reason", "until", "claims", "against",
            ], rows: rows.reversed())
    }
}
