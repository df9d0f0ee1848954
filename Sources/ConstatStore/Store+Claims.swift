public import ConstatClaims
public import ConstatIntake
public import ConstatRecords
public import ConstatText
import GRDB

/// Which claims are asked for; what is nil asks for nothing.
public struct ClaimQuery: Sendable {
    public var types: Set<ClaimType>?
    /// Claims whose time may lie in it; those without a time are left out.
    public var days: ClosedRange<CalendarDay>?
    /// Claims whose place, with its radius, may reach into it; those without a position are left out.
    public var box: PlaceBox?
    /// The register's identifier of somebody in any role.
    public var actor: String?
    public var measure: Measure?

    public init(
        types: Set<ClaimType>? = nil, days: ClosedRange<CalendarDay>? = nil, box: PlaceBox? = nil,
        actor: String? = nil, measure: Measure? = nil
    ) {
        self.types = types
        self.days = days
        self.box = box
        self.actor = actor
        self.measure = measure
    }

    /// A condition on a row of `claims`, and its arguments in order.
    var condition: (sql: String, arguments: [DatabaseValue]) {
        var parts: [(String, [DatabaseValue])] = []
        if let types {
            let names = types.map(\.rawValue).sorted()
            parts.append(("type IN (\(names.map { _ in "?" }.joined(separator: ", ")))", names.map(\.databaseValue)))
        }
        if let days {
            let (first, last) = (days.lowerBound.description, days.upperBound.description)
            parts.append(
                (
                    """
                    (time_start IS NOT NULL OR time_end IS NOT NULL)
                    AND coalesce(time_start, '') <= ? AND coalesce(time_end, '~') >= ?
                    """, [last.databaseValue, first.databaseValue]
                ))
        }
        if let box {
            parts.append(
                (
                    """
                    claims.number IN (SELECT claim FROM claim_boxes
                        WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?)
                    """, [box.east, box.west, box.north, box.south].map(\.databaseValue)
                ))
        }
        if let actor {
            parts.append(("claims.number IN (SELECT claim FROM participants WHERE actor = ?)", [actor.databaseValue]))
        }
        if let measure {
            parts.append(
                ("claims.number IN (SELECT claim FROM quantities WHERE measure = ?)", [measure.rawValue.databaseValue]))
        }
        return (parts.map(\.0).joined(separator: " AND "), parts.flatMap(\.1))
    }
}

extension Store {
    /// The claims of current readings that are asked for, by document and in its order. A document's identifier in them
    /// is the store's.
    public func claims(matching query: ClaimQuery) throws(Diagnostic) -> [ReportedClaim] {
        let condition = query.condition
        return try guarded {
            try queue.read { database in
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT documents.id, record FROM claims JOIN readings ON readings.number = reading
                        JOIN documents ON documents.number = readings.document
                        WHERE is_current = 1 \(condition.sql.isEmpty ? "" : "AND ")\(condition.sql)
                        ORDER BY documents.id, claims.number
                        """, arguments: StatementArguments(condition.arguments))
                var claims: [ReportedClaim] = []
                while let row = try rows.next() {
                    guard let document = row.text(0), var claim = row.text(1).flatMap(ClaimText.claim) else { continue }
                    claim.id.document = document
                    claims.append(claim)
                }
                return claims
            }
        }
    }
}
