import ConstatText
import Foundation
import GRDB

/// Events as an OGC GeoPackage 1.3: one layer, `events`, of points and circles in WGS 84.
///
/// Same events, same bytes: the page size is fixed, the day of `last_change` is that of the newest document, and what
/// SQLite notes of itself in the file's head is overwritten.
struct GeoPackage {
    let rules: ExportRules
    /// `YYYY-MM-DD`; nil where no document says when it was published.
    let lastChange: String?
    let codebook: String

    /// Columns beside `fid` and `geom`, with their types.
    private static let columns = EventColumns.columns().map { column in
        let isNumber = ["_low", "_best", "_high", "_lat", "_lon", "_km"].contains { column.hasSuffix($0) }
        return (name: column, type: column == "origins" ? "INTEGER" : isNumber ? "REAL" : "TEXT")
    }

    /// - Throws: whatever the system says when a file of its own in the folder for temporary files cannot be written.
    func bytes(_ events: [(event: CodedEvent, row: Row)]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "constat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "events.gpkg")
        let queue = try DatabaseQueue(path: file.path)
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "PRAGMA page_size = 4096; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300")
            try database.inTransaction {
                try makeTables(database, extent: extent(events))
                for (number, event) in events.enumerated() { try insert(event, number: number + 1, into: database) }
                return .commit
            }
        }
        try queue.close()
        var bytes = [UInt8](try Data(contentsOf: file))
        // The version of the library that wrote it, and for which change that note was made.
        if bytes.count >= 100 { bytes.replaceSubrange(92..<100, with: bytes[24..<28] + [0, 0x2E, 0x63, 0x01]) }
        return bytes
    }

    private func makeTables(_ database: Database, extent: [Double]?) throws {
        try database.execute(sql: Self.schema)
        let degrees =
            #"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],"#
            + #"PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]"#
        for (name, id, organisation, definition, description) in [
            ("WGS 84 geodetic", 4326, "EPSG", degrees, "longitude and latitude in degrees, WGS 84"),
            ("Undefined cartesian SRS", -1, "NONE", "undefined", "undefined cartesian coordinate reference system"),
            ("Undefined geographic SRS", 0, "NONE", "undefined", "undefined geographic coordinate reference system"),
        ] {
            try database.execute(
                sql: "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [name, id, organisation, id, definition, description])
        }
        let sides = extent ?? []
        try database.execute(
            sql: "INSERT INTO gpkg_contents VALUES ('events', 'features', 'events', ?, ?, ?, ?, ?, ?, 4326)",
            arguments: [
                "Events by Constat; \(codebook); a circle where a point would say too much",
                (lastChange ?? "1970-01-01") + "T00:00:00.000Z", sides.isEmpty ? nil : sides[0],
                sides.isEmpty ? nil : sides[1], sides.isEmpty ? nil : sides[2], sides.isEmpty ? nil : sides[3],
            ])
        try database.execute(sql: "INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'GEOMETRY', 4326, 0, 0)")
        let columns = Self.columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        try database.execute(
            sql: "CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB, \(columns))")
    }

    private static let schema = """
        CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
            description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        """

    private func insert(_ event: (event: CodedEvent, row: Row), number: Int, into database: Database) throws {
        let values = Self.columns.map { column -> DatabaseValue in
            switch event.row[column.name]?.value ?? .empty {
            case .text(let text): text.databaseValue
            case .integer(let integer): integer.databaseValue
            case .number(let number): number.databaseValue
            case .empty: .null
            }
        }
        let geometry = EventShape(event.event.place, rules).map(\.geoPackageBlob)
        let marks = (["?", "?"] + values.map { _ in "?" }).joined(separator: ", ")
        try database.execute(
            sql: "INSERT INTO events VALUES (\(marks))",
            arguments: StatementArguments([number.databaseValue, geometry?.databaseValue ?? .null] + values))
    }

    /// West, south, east, north of all shapes; nil where there is none.
    private func extent(_ events: [(event: CodedEvent, row: Row)]) -> [Double]? {
        let corners = events.compactMap { EventShape($0.event.place, rules) }.flatMap(\.corners)
        guard let west = corners.map(\.longitude).min(), let east = corners.map(\.longitude).max(),
            let south = corners.map(\.latitude).min(), let north = corners.map(\.latitude).max()
        else { return nil }
        return [west, south, east, north]
    }
}

extension EventShape {
    fileprivate var corners: [(longitude: Double, latitude: Double)] {
        switch self {
        case .point(let longitude, let latitude): [(longitude, latitude)]
        case .ring(let ring): ring
        }
    }

    /// A GeoPackage geometry: "GP", version 0, little-endian without envelope, reference system 4326, then well-known
    /// binary.
    fileprivate var geoPackageBlob: Data {
        var bytes: [UInt8] = [0x47, 0x50, 0, 1]
        func put(code value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
        func put(degrees value: Double) { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
        put(code: 4326)
        bytes.append(1)
        switch self {
        case .point(let longitude, let latitude):
            put(code: 1)
            put(degrees: longitude)
            put(degrees: latitude)
        case .ring(let ring):
            put(code: 3)
            put(code: 1)
            put(code: UInt32(ring.count))
            for corner in ring {
                put(degrees: corner.longitude)
                put(degrees: corner.latitude)
            }
        }
        return Data(bytes)
    }
}
