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

        CREATE TABLE decisions (
            number INTEGER PRIMARY KEY,
            verdict TEXT NOT NULL,
            claims TEXT NOT NULL,
            reviewer TEXT,
            decided TEXT,
            reason TEXT
        ) STRICT;

        CREATE TABLE events (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            record TEXT NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL,
            grade TEXT NOT NULL,
            place_id TEXT,
            place_name TEXT,
            place_lat REAL,
            place_lon REAL,
            place_radius_km REAL,
            time_start TEXT,
            time_end TEXT
        ) STRICT;
        CREATE INDEX events_by_type ON events (type, time_start);
        CREATE INDEX events_by_time ON events (time_start, time_end);
        CREATE TABLE event_claims (
            event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
            document TEXT NOT NULL,
            claim TEXT NOT NULL,
            relation TEXT NOT NULL,
            PRIMARY KEY (event, document, claim)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX event_claims_by_claim ON event_claims (document, claim);
        CREATE TABLE event_state (
            log_number INTEGER NOT NULL,
            digest TEXT NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE event_boxes USING rtree (event, west, east, south, north);

        CREATE VIRTUAL TABLE claim_boxes USING rtree (claim, west, east, south, north);
        CREATE VIRTUAL TABLE document_words USING fts5 (title, text, content='', tokenize="unicode61 remove_diacritics 2");
        CREATE VIRTUAL TABLE claim_words USING fts5 (words, content='', tokenize="unicode61 remove_diacritics 2");
        """
}
