import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText

@testable import ConstatWorkbench

extension ClaimRecord {
    /// A report of one claim, published a month after what it tells by "Press of …".
    static func told(
        _ document: String, type: ClaimType, place: ReportedClaim.Place?, day: CalendarDay? = nil,
        until: CalendarDay? = nil, killed: Double? = nil, of side: String? = nil, isCivilian: Bool? = nil,
        by agent: String? = nil, status: AssertionStatus = .occurred, quantities: [ReportedClaim.Quantity] = []
    ) -> ClaimRecord {
        let words = QuotedSpan(start: 0, end: 1, quote: "x")
        var told = quantities
        if let killed {
            told.append(
                .init(
                    measure: .killed, unit: "person", low: killed, best: killed, high: killed, party: side,
                    isCivilian: isCivilian))
        }
        let time = day.map { ReportedClaim.Time(start: $0, end: until ?? $0, precision: .day) }
        let claim = ReportedClaim(
            id: ClaimID(document: document, claim: "c1"), type: type, trigger: words, evidence: words,
            actors: agent.map { [.init(role: .agent, name: $0)] } ?? [], place: place, time: time, quantities: told,
            status: status)
        return ClaimRecord(
            document: ReportedDocument(id: document, publishedOn: nil, publisher: "Press of \(document)"),
            claims: [claim])
    }
}

extension World {
    static func of(_ records: [ClaimRecord]) -> World {
        var merger = EventMerger()
        merger.add(records)
        return World(
            events: merger.changes().made,
            records: Dictionary(uniqueKeysWithValues: records.map { ($0.document.id, $0) }))
    }
}
