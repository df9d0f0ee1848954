extension Schema {
    /// The first schema. Facts of documents, measures and types are spelled as in claim records; days are text
    /// (`YYYY-MM-DD`), which sorts as days do.
    static let version1 = """
        CREATE TABLE documents (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            language TEXT,
            published TEXT,
            title TEXT,
            url TEXT,
            publisher TEXT,
            captured TEXT,
            method TEXT
        ) STRICT;
        CREATE INDEX documents_by_name ON documents (name);

        CREATE TABLE contents (
            document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
            original BLOB NOT NULL,
            text BLOB NOT NULL
        ) STRICT;

        CREATE TABLE readings (
            number INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            is_current INTEGER NOT NULL DEFAULT 1 CHECK (is_current IN (0, 1)),
            program TEXT NOT NULL,
            resources TEXT NOT NULL,
            sentences TEXT NOT NULL,
            notes TEXT NOT NULL,
            UNIQUE (document, program, resources)
        ) STRICT;

        CREATE TABLE claims (
            number INTEGER PRIMARY KEY,
            reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
            id TEXT NOT NULL,
            record TEXT NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL,
            hedged INTEGER NOT NULL CHECK (hedged IN (0, 1)),
            place_id TEXT,
            place_name TEXT,
            place_lat REAL,
            place_lon REAL,
            place_radius_km REAL,
            place_distance_km REAL,
            place_bearing REAL,
            time_start TEXT,
            time_end TEXT,
            UNIQUE (reading, id)
        ) STRICT;
        CREATE INDEX claims_by_type ON claims (type, time_start);
        CREATE INDEX claims_by_time ON claims (time_start, time_end);

        CREATE TABLE participants (
            claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
            position INTEGER NOT NULL,
            role TEXT NOT NULL,
            name TEXT NOT NULL,
            actor TEXT,
            PRIMARY KEY (claim, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX participants_by_actor ON participants (actor, role);

        CREATE TABLE quantities (
            claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
            position INTEGER NOT NULL,
            measure TEXT NOT NULL,
            unit TEXT NOT NULL,
            low REAL,
            best REAL,
            high REAL,
            party TEXT,
            civilian INTEGER CHECK (civilian IN (0, 1)),
            PRIMARY KEY (claim, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX quantities_by_measure ON quantities (measure);

        CREATE TABLE sketches (
            hash INTEGER NOT NULL,
            document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            PRIMARY KEY (hash, document)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE origins (
            document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
            origin TEXT NOT NULL,
            agency TEXT,
            sketch_count INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX origins_by_origin ON origins (origin);

        CREATE TABLE withdrawals (
            id TEXT PRIMARY KEY,
            reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE log (
            number INTEGER PRIMARY KEY,
            action TEXT NOT NULL,
            document TEXT,
            details TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE TABLE log_head (
            number INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;

        CREATE VIRTUAL TABLE claim_boxes USING rtree (claim, west, east, south, north);
        CREATE VIRTUAL TABLE document_words USING fts5 (title, text, content='', tokenize="unicode61 remove_diacritics 2");
        CREATE VIRTUAL TABLE claim_words USING fts5 (words, content='', tokenize="unicode61 remove_diacritics 2");
        """
}
