public import ConstatEvents
public import ConstatRecords
import ConstatText

/// A finished export, with why each of its cells holds what it holds.
public struct Export: Sendable {
    /// The file; empty where nothing is exported.
    public var bytes: [UInt8]
    /// Rows, features, records or annotations of claims.
    public var rowCount: Int
    /// Events that are no part of it, by identifier.
    public var leftOut: [LeftOut]
    /// JSON Lines: a cell each, then what was left out; empty where none is wanted.
    public var explanation: String
}

/// Puts claims and events in the form of a profile. A pure function of claims, events and options.
public struct Exporter {
    private let options: ExportOptions
    private let directory = PartyDirectory.shared

    public init(_ options: ExportOptions) { self.options = options }

    /// - Parameters:
    ///   - records: every document whose claims the events hold.
    ///   - events: what `EventMerger` makes of them; not needed where the profile is one of claims.
    /// - Throws: whatever the system says when a GeoPackage cannot be written to a temporary file.
    public func export(_ records: [ClaimRecord], events: [Event]) throws -> Export {
        var guardian: NameGuard? = options.withholdsNames ? NameGuard() : nil
        let sorted = records.sorted { $0.document.id < $1.document.id }
        let shown = guardian?.withheld(sorted) ?? sorted
        let places = PlaceCoder(coarsenKm: options.coarsenKm)
        if !options.profile.isOfEvents(options.table) { return try claims(shown, places) }
        let hidden = guardian
        let coder = EventCoder(records: shown, places: places, directory: directory) {
            hidden?.publicName($0) ?? $0
        }
        var coded: [CodedEvent] = []
        var leftOut: [LeftOut] = []
        for event in events.sorted(by: { $0.id < $1.id }) {
            switch coder.code(event) {
            case .success(let event): coded.append(event)
            case .failure(let refusal):
                leftOut.append(LeftOut(event: event.id, type: event.type.rawValue, reason: refusal.reason))
            }
        }
        return try self.events(coded, shown, leftOut)
    }

    // MARK: Events

    private typealias Coded = [(event: CodedEvent, row: Row)]

    private func events(_ coded: [CodedEvent], _ records: [ClaimRecord], _ refused: [LeftOut]) throws -> Export {
        var rows: Coded = []
        var leftOut = refused
        let code = coding(coded)
        for event in coded {
            switch countedOnce(event, among: coded).flatMap(code) {
            case .success(let made): rows += made.map { (event, $0) }
            case .failure(let refusal):
                leftOut.append(LeftOut(event: event.id, type: event.type.rawValue, reason: refusal.reason))
            }
        }
        leftOut.sort { $0.event < $1.event }
        let bytes = rows.isEmpty ? [] : try file(rows, records)
        return Export(
            bytes: bytes, rowCount: rows.count, leftOut: leftOut,
            explanation: options.isExplained ? Explanation.lines(rows.map(\.row), leftOut) : "")
    }

    /// Codebooks add their rows up.
    private func countedOnce(_ event: CodedEvent, among events: [CodedEvent]) -> Result<CodedEvent, Refusal> {
        guard ExportRule.totalsApart.profiles.contains(options.profile), options.rules[.totalsApart],
            events.contains(where: { event.isTotal(over: $0) && !$0.tolls.groups(.killed).isEmpty })
        else { return .success(event) }
        return .failure(Refusal("it is a total that counts other events too"))
    }

    private func coding(_ events: [CodedEvent]) -> (CodedEvent) -> Result<[Row], Refusal> {
        switch options.profile {
        case .ucdpGED: UCDPEvents(rules: options.rules, directory: directory).row
        case .acled: ACLEDEvents(events, rules: options.rules, directory: directory).rows
        case .plover: PLOVEREvents(directory: directory).row
        case .prov: { .success([Provenance.row($0)]) }
        case .geojson, .gpkg, .hxl, .csv, .webannotation: { .success([EventColumns.row($0)]) }
        }
    }

    private func file(_ rows: Coded, _ records: [ClaimRecord]) throws -> [UInt8] {
        let codebook = options.profile.codebook
        switch options.profile {
        case .gpkg:
            let newest = records.compactMap(\.document.publishedOn).max()?.description
            return try GeoPackage(rules: options.rules, lastChange: newest, codebook: codebook).bytes(rows)
        case .ucdpGED: return Array(TableText.csv(UCDPEvents.columns, rows.map(\.row)).utf8)
        case .acled: return Array(TableText.csv(ACLEDEvents.columns, rows.map(\.row)).utf8)
        case .plover:
            let records = PLOVEREvents(directory: directory)
            return rows.flatMap {
                Array(records.line($0.row, $0.event, codebook: codebook, program: options.program).utf8)
            }
        case .geojson: return Array(GeoJSONEvents(rules: options.rules).text(rows, codebook: codebook).utf8)
        case .hxl: return Array(TableText.csv(EventColumns.columns(), rows.map(\.row), tags: HXLTable.tags).utf8)
        case .csv, .webannotation: return Array(TableText.csv(EventColumns.columns(), rows.map(\.row)).utf8)
        case .prov: return Array(Provenance(events: rows.map(\.event), records: records, options: options).text().utf8)
        }
    }

    // MARK: Claims

    private func claims(_ records: [ClaimRecord], _ places: PlaceCoder) throws -> Export {
        let isTable = options.profile == .csv
        let records = isTable ? records.map { coarsened($0, places) } : records
        let rows = records.flatMap(isTable ? ClaimTable.rows : WebAnnotations.rows)
        let text =
            isTable
            ? TableText.csv(ClaimTable.columns, rows)
            : WebAnnotations.text(records, options: options, coordinates: places.coded)
        return Export(
            bytes: rows.isEmpty ? [] : Array(text.utf8), rowCount: rows.count, leftOut: [],
            explanation: options.isExplained ? Explanation.lines(rows, []) : "")
    }

    private func coarsened(_ record: ClaimRecord, _ places: PlaceCoder) -> ClaimRecord {
        guard options.coarsenKm != nil else { return record }
        var record = record
        for index in record.claims.indices {
            guard let place = record.claims[index].place else { continue }
            let coded = places.coded(place)
            record.claims[index].place?.latitude = coded.point?.latitude
            record.claims[index].place?.longitude = coded.point?.longitude
            record.claims[index].place?.radiusKm = coded.radiusKm
        }
        return record
    }
}
