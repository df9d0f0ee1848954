import GRDB

/// The store's tables, version by version. A store says in its header that it is one (`application_id`) and of which
/// version (`user_version`); an older one is brought up to date when it is opened.
struct Schema: Sendable {
    /// What makes the tables of each version out of those of the one before; the first makes them out of nothing.
    /// A version that has been released is never changed: its successor is added.
    let versions: [String]

    static let current = Schema(versions: [version1, version2])
    /// "CNST", in the header of the file.
    static let applicationID: Int32 = 0x434E_5354

    var latest: Int { versions.count }

    /// Brings the tables from `version` to the latest.
    func migrate(_ database: Database, from version: Int) throws {
        for statements in versions.dropFirst(version) { try database.execute(sql: statements) }
        try database.execute(sql: "PRAGMA user_version = \(latest)")
    }

    /// The definitions that a store of the latest version has.
    func expectedStatements() throws -> [String: String] {
        try DatabaseQueue().write { model in
            try migrate(model, from: 0)
            return try Self.statements(model)
        }
    }

    /// Every table and index with its definition, by kind and name.
    static func statements(_ database: Database) throws -> [String: String] {
        var statements: [String: String] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT type || ' ' || name, coalesce(sql, '') FROM main.sqlite_schema")
        while let row = try rows.next() {
            if let name = row.text(0) { statements[name] = row.text(1) }
        }
        return statements
    }
}

extension Row {
    /// Nil for anything but text: a damaged store may hold anything anywhere.
    func text(_ index: Int) -> String? {
        if case .string(let text) = (self[index] as DatabaseValue).storage { return text }
        return nil
    }

    func integer(_ index: Int) -> Int64? {
        if case .int64(let number) = (self[index] as DatabaseValue).storage { return number }
        return nil
    }

    func real(_ index: Int) -> Double? {
        switch (self[index] as DatabaseValue).storage {
        case .double(let number): number
        case .int64(let number): Double(number)
        default: nil
        }
    }

    func bytes(_ index: Int) -> [UInt8]? {
        if case .blob(let data) = (self[index] as DatabaseValue).storage { return Array(data) }
        return nil
    }
}
