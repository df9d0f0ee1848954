extension Schema {
    /// Reviews of claims, and what was taken back. Values are JSON as in claim records.
    static let version2 = """
        CREATE TABLE reviews (
            number INTEGER PRIMARY KEY,
            document TEXT NOT NULL,
            claim_type TEXT NOT NULL,
            trigger_start INTEGER NOT NULL,
            trigger_end INTEGER NOT NULL,
            action TEXT NOT NULL,
            field TEXT,
            before TEXT,
            after TEXT,
            reading TEXT NOT NULL,
            reviewer TEXT,
            decided TEXT,
            reason TEXT
        ) STRICT;
        CREATE INDEX reviews_by_document ON reviews (document);

        CREATE TABLE retractions (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            target INTEGER NOT NULL,
            reviewer TEXT,
            decided TEXT,
            reason TEXT,
            UNIQUE (kind, target)
        ) STRICT;

        CREATE INDEX log_by_action ON log (action);
        """
}
