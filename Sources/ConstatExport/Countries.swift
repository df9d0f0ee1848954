import ConstatResources

/// A country as the codebooks number and name it.
struct Country: Sendable {
    /// ISO 3166-1.
    var alpha2: String
    var alpha3: String
    /// Three digits; nil for what ISO does not list.
    var numeric: String?
    /// State number of Gleditsch and Ward; nil where the table has none.
    var gleditschWard: Int?
    var ucdpRegion: String?
    var acledRegion: String?
    /// Usual English name.
    var name: String
    var ucdpName: String
}

/// The lines of `Countries.table`.
struct Countries: Sendable {
    private(set) var all: [String: Country] = [:]
    private(set) var problems: [String] = []

    static let shared = Countries(text: EmbeddedResource.text(named: "Countries.table"))

    init(text: String) {
        for (number, line) in EmbeddedResource.lines(of: text) {
            let cells = line.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: true).map(String.init)
            guard cells.count == 7, cells[0].count == 2, cells[1].count == 3 else {
                problems.append("line \(number): not seven cells")
                continue
            }
            let names = cells[6].split(separator: "=").map { $0.trimmingBlanks }
            if all[cells[0]] != nil { problems.append("line \(number): \(cells[0]) is there twice") }
            all[cells[0]] = Country(
                alpha2: cells[0], alpha3: cells[1], numeric: Self.known(cells[2]),
                gleditschWard: Self.known(cells[3]).flatMap { Int($0) }, ucdpRegion: Self.known(cells[4]),
                acledRegion: Self.known(cells[5]), name: names[0], ucdpName: names.last ?? names[0])
        }
    }

    subscript(alpha2: String) -> Country? { all[alpha2] }

    private static func known(_ cell: String) -> String? {
        cell == "-" ? nil : String(cell.map { $0 == "_" ? " " : $0 })
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
