import ConstatText
import GRDB

/// Which documents go back to one: near copies, copies of those, and so on, under the name of the earliest of them.
///
/// Two documents are linked by a function of their texts alone (``NearCopy``), and an origin is all that such links hold
/// together. So it does not matter which came first: the sets are the same, and so is the name, the document published
/// first (an unknown day comes last), then the one with the smallest identifier.
struct Origins {
    let database: Database

    /// Links a document that has just been stored.
    func add(_ document: PreparedDocument, _ number: Int64) throws {
        let copy = document.copy
        let origins = try originsOfCopies(copy)
        try database.cachedStatement(
            sql: "INSERT INTO origins (document, origin, agency, sketch_count) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [number, document.id, copy.agency, copy.sketch.count])
        let insertion = try database.cachedStatement(sql: "INSERT INTO sketches (hash, document) VALUES (?, ?)")
        for hash in copy.sketch { try insertion.execute(arguments: [Int64(bitPattern: hash), number]) }
        if !origins.isEmpty { try name(members(of: origins.union([document.id]))) }
    }

    /// Takes a document out, and finds out anew what holds together those that were linked with it.
    func remove(_ number: Int64, id: String) throws {
        guard let own = try copy(number) else { return }
        let deletion = try database.cachedStatement(sql: "DELETE FROM sketches WHERE hash = ? AND document = ?")
        for hash in own.sketch { try deletion.execute(arguments: [Int64(bitPattern: hash), number]) }
        let origin = try Row.fetchOne(
            database, sql: "SELECT origin FROM origins WHERE document = ?", arguments: [number])
        try database.execute(sql: "DELETE FROM origins WHERE document = ?", arguments: [number])
        guard let origin = origin?.text(0) else { return }
        for group in try groups(among: members(of: [origin])) { try name(group) }
    }

    // MARK: Links

    /// The origins of all stored documents that the text is a near copy of.
    private func originsOfCopies(_ copy: NearCopy) throws -> Set<String> {
        var found: Set<String> = []
        for candidate in try candidates(copy) where !found.contains(candidate.origin) {
            if let other = try self.copy(candidate.number), copy.isCopy(of: other) { found.insert(candidate.origin) }
        }
        return found
    }

    /// The stored documents that share enough of the sketch to be compared.
    private func candidates(_ copy: NearCopy) throws -> [(number: Int64, origin: String)] {
        let hashes = "[" + copy.sketch.map { String(Int64(bitPattern: $0)) }.joined(separator: ",") + "]"
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT shared.document, origin, sketch_count, count FROM (
                        SELECT document, count(*) AS count FROM sketches
                        WHERE hash IN (SELECT value FROM json_each(?)) GROUP BY document
                    ) AS shared JOIN origins ON origins.document = shared.document
                    """), arguments: [hashes])
        return rows.compactMap { row in
            guard let number = row.integer(0), let origin = row.text(1), let size = row.integer(2),
                let count = row.integer(3)
            else { return nil }
            return count >= NearCopy.fewestShared(copy.sketch.count, Int(size)) ? (number, origin) : nil
        }
    }

    private func copy(_ number: Int64) throws -> NearCopy? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT text, agency FROM contents JOIN origins USING (document) WHERE document = ?"),
            arguments: [number])
        guard let row, let text = row.bytes(0) else { return nil }
        return NearCopy(text: String(decoding: text, as: UTF8.self), agency: row.text(1))
    }

    // MARK: Groups

    private struct Member {
        var number: Int64
        var id: String
        var published: String?
        var origin: String

        /// By day of publication, unknown days last, then by identifier.
        static func precedes(_ left: Member, _ right: Member) -> Bool {
            // "~" sorts behind every digit.
            let (first, second) = (left.published ?? "~", right.published ?? "~")
            return first != second ? first < second : left.id < right.id
        }
    }

    private func members(of origins: Set<String>) throws -> [Member] {
        var members: [Member] = []
        for origin in origins.sorted() {
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT number, id, published FROM documents JOIN origins ON document = number WHERE origin = ?
                        """), arguments: [origin])
            members += rows.compactMap { row in
                guard let number = row.integer(0), let id = row.text(1) else { return nil }
                return Member(number: number, id: id, published: row.text(2), origin: origin)
            }
        }
        return members.sorted(by: Member.precedes)
    }

    /// The members that links between them hold together, each group in order.
    private func groups(among members: [Member]) throws -> [[Member]] {
        let copies = try members.map { try copy($0.number) }
        var group = Array(members.indices)
        for first in members.indices {
            for second in members.indices where second > first && group[first] != group[second] {
                guard let one = copies[first], let other = copies[second], one.isCopy(of: other) else { continue }
                let (kept, joined) = (group[first], group[second])
                for index in group.indices where group[index] == joined { group[index] = kept }
            }
        }
        return Set(group).sorted().map { name in members.indices.filter { group[$0] == name }.map { members[$0] } }
    }

    /// Gives the members the name of the first of them.
    private func name(_ members: [Member]) throws {
        guard let first = members.first else { return }
        for member in members where member.origin != first.id {
            try database.cachedStatement(sql: "UPDATE origins SET origin = ? WHERE document = ?")
                .execute(arguments: [first.id, member.number])
            try LogWriter(database: database).append(.link, document: member.id, [("origin", first.id)])
        }
    }
}
