import ConstatClaims
import ConstatRecords

/// Which figures count the same people: brings the names of groups together, measure by measure.
package struct TollGroups {
    package static let all = "all"
    package static let civilians = "civilians"
    /// Counted by the family: neither added to people nor set against them.
    package static let families = "families"

    private var names: [Measure: [String: String]] = [:]

    init(_ drafts: [TollDraft]) {
        // Whoever counts civilians among all dead tells all from civilians, of the wounded too.
        let areApart = drafts.contains { total in
            total.row.group == Self.all
                && drafts.contains {
                    $0.row.claim == total.row.claim && $0.row.measure == total.row.measure && $0.row.group != Self.all
                        && $0.namesSide
                }
        }
        for measure in Measure.allCases where !TollReader.things.contains(measure) {
            let rows = drafts.filter { $0.row.measure == measure }
            if !rows.isEmpty { names[measure] = Self.names(for: rows, areApart: areApart) }
        }
    }

    func apply(to drafts: inout [TollDraft]) {
        for index in drafts.indices {
            let row = drafts[index].row
            if let name = names[row.measure]?[row.group] { drafts[index].row.group = name }
        }
    }

    private static func names(for rows: [TollDraft], areApart: Bool) -> [String: String] {
        var names: [String: String] = [:]
        let groups = Set(rows.map(\.row.group))
        // "The army and the militias" counted together: each of them counted alone goes there, too.
        for joint in groups.sorted() {
            let parts = SideRegister.parts(of: joint)
            guard parts.count > 1 else { continue }
            for part in parts where groups.contains(part) { names[part] = joint }
        }
        // People of whom nothing is said are those of the one group that others speak of, unless a claim tells the
        // two apart.
        let sides = Set(
            rows.filter { $0.row.group != all && !$0.isPart && $0.row.standing == .live }
                .map { names[$0.row.group] ?? $0.row.group })
        if sides.count == 1, let only = sides.first, !areApart { names[all] = only }
        return names
    }
}
