import ConstatExport
import ConstatIntake
import ConstatPlaces
import ConstatRecords
import ConstatStore

/// Every word that the command itself says, in one place; `CommandTests` pins them.
enum CommandMessages {
    static let abstract = "Reports on armed conflict in, sourced and checkable claims out."

    static let discussion = """
        Results go to standard output, words about them to standard error. `-` stands for standard input.

        Exit codes:
        \(ExitStatus.table.map { "  \(padded($0.code))  \($0.meaning)" }.joined(separator: "\n"))
        """

    static let codeDiscussion = """
        FILE may be plain text, an HTML page, JSON Lines (one document a line) or a folder of such files; what a file \
        is shows in its first bytes, its name decides only where they do not. Without FILE, or with `-`, standard \
        input is read.

        JSON Lines in, JSON Lines out: one record for each record, in order; a record that cannot be read gives a \
        record with `error` and no claims. A record's own `published` and `language` stand against the options of \
        that name; a page's own date gives way to `--published`.

        """ + discussion

    static let analyzeDiscussion = """
        Each row is one surface token ("du" is one); with `--format ud` its words have rows of their own ("de", "le"). \
        TokenRange in MISC gives its place in the text in Unicode scalars, NE its part in a name. `--format html` draws \
        the trees on a page.
        """

    static let readDiscussion = """
        One object for each text, in order: `{"id", "times", "numbers", "places"}`, each with its words' place in \
        Unicode scalars. A record may state the day of speaking as `published` or `reference`, and its `language` (or \
        `lang`). Where neither tense nor word says which way "le 5 juillet" points, `--prefer` does.
        """

    /// "3 documents, 41 claims, 7 log lines: all as stored" and the last hash
    static func verified(_ found: Verification) -> String {
        let withdrawn = found.withdrawals > 0 ? ", \(found.withdrawals) withdrawn" : ""
        return """
            \(count(found.documents, "document"))\(withdrawn), \(count(Int(found.logLines), "log line")): nothing was changed
            head \(found.head)

            """
    }

    static func forgotten(_ withdrawal: Store.Withdrawal) -> String {
        var words = TableLine.text(["withdrawn", DocumentID.short(withdrawal.id)])
        for copy in withdrawal.copies { words += TableLine.text(["copy left", DocumentID.short(copy)]) }
        return words
    }

    static func notYetErased(_ path: String) -> String {
        """
        \(path): note: another process reads the store; the document's words are still in \(path)-wal [erasing-later]
          They go when the last process closes the store.
        """
    }

    static let addDiscussion = """
        FILE is what it is for `code`. Each document is stored with its bytes as they came, their SHA-256, its facts and \
        what is read of it, all at once: a run that is broken off has lost nothing that it printed, and the next one \
        goes on. Bytes that the store has are known and change nothing; near copies and reprints of an agency's \
        dispatch are linked to one origin. One line a document goes to standard output: `added`, `known`, `read` (by \
        another version before) or `withdrawn`, identifier, name, claims, with tabs between.

        A record's own `captured`, `method`, `published`, `language` and `publisher` stand against the options of that \
        name.
        """

    static let serveDiscussion = """
        Prints the address to open in a browser, and serves until Ctrl-C. Everything stays on this machine; reports are \
        added, read, reviewed and exported there. At another address than the loopback's, visitors need the token in \
        the address printed.
        """

    static func opened(isLoopback: Bool) -> String {
        isLoopback
            ? "open it in a browser; Ctrl-C ends"
            : """
            open it in a browser; Ctrl-C ends
            Others on the network can reach this address. Whoever has the token can read and change the store, and what \
            they send is not encrypted: use a trusted network or a tunnel.
            """
    }

    static func invalidPort(_ port: Int) -> String { "\(port) is no port; ports go from 0 (any free one) to 65535" }

    static func cannotListen(_ address: String, _ port: Int, _ words: String) -> String {
        """
        \(address):\(port): cannot be served: \(words) [cannot-listen]
          Another program may use the port: `--port 0` takes a free one.
        """
    }

    static let showDiscussion = """
        ID is a document's name, the first letters of its identifier (four at least), or one of them with a claim: \
        `report#c3`. `--format jsonl` gives the claim record, `original` the bytes as they came.
        """

    static let searchDiscussion = """
        All words must be found; words in one argument ("cessez-le-feu à Alep") must stand together. Accents and \
        capitals make no difference. Claims are found by their sentence, their type and the usual names of those meant.
        """

    static let verifyDiscussion = """
        Hashes every stored byte again and compares it with the log, whose lines are chained; says where something was \
        changed. The last hash of the log is printed: noted elsewhere and given as `--head` later, it proves that no \
        line before it was changed or taken away since.
        """

    static let forgetDiscussion = """
        Deletes the document's bytes, text, facts and claims from the file, and overwrites them. Its identifier, the \
        reason and the log stay; the same bytes are not stored again. Backups and copies of the file are not reached.
        """

    static let decideDiscussion = """
        A decision stands beside the claims, which are never changed. It names them by their words, so that it holds when \
        a document is read anew, and it is kept for ever; of two that contradict each other the later holds. `undo` takes \
        one back: it stays in the store with who took it back and why, and holds no more.
        """

    static let reviewsDiscussion = """
        A review says of one claim that it stands, that the text does not make it, that a field is another, or that a claim \
        was missed. It stands beside the claims as read; events, situations and exports of the store go by the first \
        reader's reviews that were not taken back. A second reader's are kept apart, to be compared.
        """

    static let eventsDiscussion = """
        FILE holds claim records, one a line, as `constat code --format jsonl` prints them. Claims of one happening are \
        brought together over all records given, whatever their order; with `--store`, over all of its documents and \
        with its reviewers' corrections and decisions, and the store keeps the events. `--format jsonl` prints one event a line, with \
        its claims, why they were joined, every figure with its source and standing, and its grade.
        """

    static let situationDiscussion = """
        FILE holds claim records, as for `events`; with `--store`, those of the store count. Control is \
        told for the day itself; ledgers count what happened by that day. PLACE is a name as the records have it; BBOX is WEST,SOUTH,EAST,NORTH in degrees.
        """

    static let exportDiscussion = """
        FILE holds claim records, one a line, as `constat code --format jsonl` prints them. Claims of all records are \
        brought together into events first; `webannotation` and `csv --table claims` give the claims themselves, with \
        their status. What is denied, planned, possible or told with reserve leaves in no profile as an event.

        Names of private people, of victims and of witnesses are left out of cells, quotes and titles unless `--withhold \
        none` is given. Rules of a codebook are switched with `--rule`; Documentation/reference/export.md lists them. \
        Events that the profile does not take are counted on standard error with the reason; `--explain` names each.
        """

    static let explanationNeedsOutput = "`--explain` writes beside the export: give `--output PATH`"

    static let filesAndStore = "give either FILE or `--store FILE`, not both"

    static let bytesNeedOutput = "a GeoPackage is no text: give `--output PATH.gpkg`"

    static func unknownName(_ typed: String, of what: String, valid: [String]) -> String {
        let list = valid.joined(separator: ", ")
        guard let near = Suggestion.nearest(to: typed, among: valid) else {
            return "unknown \(what) `\(typed)`; there are \(list)"
        }
        return "unknown \(what) `\(typed)`; did you mean `\(near)`? (there are \(list))"
    }

    static func unknownRule(_ typed: String, profile: String, valid: [String]) -> String {
        if valid.isEmpty { return "`\(profile)` has no rule that can be switched" }
        return unknownName(typed, of: "rule of `\(profile)`", valid: valid)
    }

    static func brokenSwitch(_ typed: String) -> String {
        "`\(typed)` switches nothing; write `NAME=on` or `NAME=off`, for instance `--rule ged-one-death=off`"
    }

    static func invalidWidth(_ typed: String) -> String {
        "`\(typed)` is no width of a grid in kilometres from 0.1 to 10000, for instance `--coarsen 10`"
    }

    /// "12 rows; 30 events left out: 20 no death is counted, 10 no place is known"
    static func exported(_ rows: Int, _ leftOut: [LeftOut]) -> String {
        guard !leftOut.isEmpty else { return count(rows, "row") }
        let counts = Dictionary(leftOut.map { ($0.reason, 1) }, uniquingKeysWith: +)
        return "\(count(rows, "row")); \(count(leftOut.count, "event")) left out: \(reasons(counts))"
    }

    /// Every event with its reason: an empty file would say nothing.
    static func nothingExported(_ leftOut: [LeftOut], profile: String) -> String {
        let shown = 50
        var words = "error: nothing was exported as \(profile), and no file was written [export-empty]"
        if leftOut.isEmpty { return words + "\n  There are no claims in what was given." }
        for left in leftOut.prefix(shown) { words += "\n  \(left.event) \(left.type): \(left.reason)" }
        if leftOut.count > shown {
            words += "\n  and \(leftOut.count - shown) more; `--explain` names them all"
        }
        return words + "\n  Try: rules of the profile are switched with `--rule NAME=off`; "
            + "Documentation/reference/export.md lists them."
    }

    private static func padded(_ code: Int32) -> String {
        let digits = String(code)
        return String(repeating: " ", count: max(0, 3 - digits.count)) + digits
    }

    static func unknownFormat(_ format: String, valid: [String]) -> String {
        let list = "the formats are \(valid.joined(separator: ", "))"
        guard let near = Suggestion.nearest(to: format, among: valid) else {
            return "unknown format `\(format)`; \(list)"
        }
        return "unknown format `\(format)`; did you mean `\(near)`? (\(list))"
    }

    static func unknownType(_ type: String, valid: [String]) -> String {
        let near = Suggestion.nearest(to: type, among: valid).map { "; did you mean `\($0)`?" } ?? ""
        return "unknown type `\(type)`\(near) (the types are \(valid.joined(separator: ", ")))"
    }

    static func unknownPreference(_ typed: String, valid: [String]) -> String {
        "unknown direction `\(typed)`; times point to the \(valid.joined(separator: " or the "))"
    }

    static func invalidDate(_ value: String, option: String) -> String {
        "`\(value)` is no day of the calendar; write it as YYYY-MM-DD, for instance `\(option) 2016-06-02`"
    }

    static func unknownLanguage(_ value: String) -> String {
        let supported = DocumentReader.supportedLanguages.map { "`\($0)`" }.joined(separator: ", ")
        return "unknown language `\(value)`; Constat reads \(supported) (French), for instance `--language fr`"
    }

    static let nothingToRead = """
        no FILE was given and nothing is piped in; try `constat code report.txt`, or `curl -s URL | constat code -`
        """

    static let noRecordsToRead = """
        no FILE was given and nothing is piped in; try `constat code reports/ --format jsonl | constat events -`
        """

    /// An empty answer is no empty file without a word.
    static func nothingFound(_ what: String, in records: [ClaimRecord]) -> String {
        let claims = records.reduce(0) { $0 + $1.claims.count }
        return
            "note: no \(what) answers to that; \(claims) claims of \(records.count) reports were looked at [nothing-found]"
    }

    static func unknownPlace(_ name: String) -> String {
        """
        error: no record has a place named `\(name)` with coordinates [place-unknown]
          Try: the name as `constat events` prints it, or a box such as `--within 42.5,36.0,44.0,36.8`.
        """
    }

    static func brokenBox(_ typed: String) -> String {
        "`\(typed)` is no box of degrees; write it as WEST,SOUTH,EAST,NORTH, for instance `--within 42.5,36.0,44.0,36.8`"
    }

    static func unreadableRecords(_ path: String, _ words: String) -> String {
        """
        \(SourcePlace(path)): error: the file could not be read: \(words) [file-unreadable]
          Try: check the path and who may read the file.
        """
    }

    static func recordTooLong(_ place: SourcePlace) -> String {
        """
        \(place): error: this line is too long for a claim record [record-too-large]
          Try: check that every record ends with a line break.
        """
    }

    static func noClaimRecord(_ fault: RecordFault, at place: SourcePlace) -> String {
        let path = fault.path.isEmpty ? "" : " at `\(fault.path)`"
        let byte = fault.offset.map { " at byte \($0)" } ?? ""
        return """
            \(place): error: this line is no claim record: expected \(fault.expectation)\(path)\(byte) [record-broken]
              Try: `constat code FILE --format jsonl` makes claim records of reports.
            """
    }

    static func partLeftOut(_ fault: RecordFault, at place: SourcePlace) -> String {
        "\(place): note: `\(fault.path)` was left out: expected \(fault.expectation) [record-part-left-out]"
    }

    static let nothingToReadFrom = """
        no FILE was given and nothing is piped in; try `constat read cases.jsonl`, or `echo "mardi" | constat read -`
        """

    static let nothingToAnalyze = """
        no FILE was given and nothing is piped in; try `constat analyze report.txt`, or `echo "..." | constat analyze -`
        """

    static func invalidTime(_ value: String, option: String) -> String {
        "`\(value)` is no time; write a day, or an instant with its distance from UTC: "
            + "`\(option) 2016-06-02T14:05:00Z`"
    }

    static let nothingToAdd = """
        no FILE was given and nothing is piped in; try `constat add report.txt --store archive.constat`
        """

    static let emptyReason = "`--reason` says why the document is withdrawn; it may not be empty"

    static let tooFewClaims = "a decision is about two claims or more, for instance `report#c3 note#c1`"

    static let emptyDecisionReason = "`--reason` says why it was so decided; it may not be empty"

    static let emptySearch = "no word to search for was given; try `constat search Mossoul --store archive.constat`"

    static func invalidHead(_ value: String) -> String {
        "`\(value)` is no hash of a log line: 64 digits from 0 to f, as `constat verify` prints them"
    }

    static let emptyPhrase = #"no phrase was given; try `constat explain "Deux soldats ont été tués mardi."`"#

    static let fileAndTokens = "give either FILE or `--tokens FILE.conllu`, not both"

    static let importDiscussion = """
        Reads country dumps of GeoNames (geonames), its alternateNamesV2 (alternate-names), records of Who's On First \
        (wof) and tables with a header line (tsv: name, lat and lon; where there are, id, names, alternates, country, \
        kind, population, radius). Lines that cannot be read are passed over, counted and named.

        `constat place`, `code` and others take the result with `--gazetteer PATH`.
        """

    static let placeDiscussion = """
        A name is found whatever its marks, hyphens, blanks and Arabic article, in Latin or in Arabic script. Towns come \
        before the provinces of their name, large ones before small ones; names that only look or sound alike are told \
        where no place has the very name.
        """

    static let noName = #"no name was given; try `constat place "Deir Ezzor"`, or `constat place - <names.txt`"#

    static func limitTooSmall(_ limit: Int) -> String { "`--limit \(limit)` shows nothing; give 1 or more" }

    static func invalidCountry(_ typed: String) -> String {
        "`\(typed)` is no country code of two letters (ISO 3166-1); for instance `--country SY`"
    }

    static func unknownPlace(_ name: String, countries: [String]) -> String {
        let quoted = "no place is known as \"\(name.prefix(80))\""
        let remedy = "Try: another spelling, or a gazetteer of the country (`constat gazetteer import --help`)."
        if countries.isEmpty { return "\(quoted) [place-unknown]\n  \(remedy)" }
        return "\(quoted) in \(countries.joined(separator: ", ")) [place-unknown]\n  Try: without `--country`."
    }

    static func unreadableGazetteer(_ path: String, _ fault: GazetteerIndex.Fault) -> String {
        switch fault {
        case .notAnIndex:
            """
            \(path): error: this is no gazetteer of constat [gazetteer-unreadable]
              Try: `constat gazetteer import \(path) --output MY.gazetteer` makes one of a file of places.
            """
        case .otherVersion(let version):
            """
            \(path): error: this gazetteer has the form \(printable(version)), which this version does not read \
            [gazetteer-version]
              Try: make it again from its sources with `constat gazetteer import`.
            """
        case .incomplete(let said, let found):
            """
            \(path): error: this gazetteer has \(found) bytes, not the \(said) that it should have [gazetteer-incomplete]
              Try: copy it again, or make it again with `constat gazetteer import`.
            """
        case .damaged:
            """
            \(path): error: this gazetteer is damaged [gazetteer-damaged]
              Try: copy it again, or make it again with `constat gazetteer import`.
            """
        }
    }

    private static func printable(_ version: String) -> String {
        version.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? version : "?"
    }

    static func unreadableGazetteer(_ path: String, _ words: String) -> String {
        """
        \(path): error: the gazetteer could not be read: \(words) [file-unreadable]
          Try: check the path and who may read the file.
        """
    }

    static let ownGazetteer = "the program's own gazetteer"

    static func importProgress(_ places: Int, at path: String) -> String { "\(count(places, "place")) · \(path)" }

    static let importWriting = "writing the index"

    static func nothingImported(_ output: String) -> String {
        """
        no place was read; \(output) was not written [gazetteer-empty]
          Try: `constat gazetteer import --help` names the forms that are read.
        """
    }

    static func imported(places: Int, names: Int, bytes: Int, output: String) -> String {
        "\(count(places, "place")) under \(count(names, "name")) in \(output) (\(megabytes(bytes)))"
    }

    private static func megabytes(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\((bytes + 999) / 1000) kB" : "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }

    static func info(_ name: String, _ summary: GazetteerIndex.Summary) -> String {
        let kinds = summary.kinds.filter { $0.count > 0 }.map { "\($0.kind.rawValue) \($0.count)" }
        let shown = summary.countries.prefix(20).map { "\($0.code) \($0.count)" }
        let others = summary.countries.count - shown.count
        return """
            \(name)
              form       \(summary.version), \(megabytes(summary.byteCount))
              places     \(summary.places)
              names      \(summary.names)
              kinds      \(kinds.joined(separator: ", "))
              countries  \(shown.joined(separator: ", "))\(others > 0 ? " and \(others) more" : "")
            """
    }

    static func unwritable(_ path: String?, _ words: String) -> String {
        """
        \(path ?? "standard output"): error: the result could not be written: \(words) [output-unwritable]
          Try: a folder that exists, that you may write to, and that has room.
        """
    }

    static func brokenTokens(_ path: String, line: Int, _ summary: String) -> String {
        """
        \(SourcePlace(path, line: line)): error: this is not CoNLL-U: \(summary) [conllu-broken]
          Rows have ten cells between tabs; a blank line ends a sentence.
          Try: `constat analyze FILE.txt --format conllu` on the running text.
        """
    }

    static func unreadableTokens(_ path: String, _ words: String) -> String {
        """
        \(SourcePlace(path)): error: the file could not be read: \(words) [file-unreadable]
          Try: check the path and who may read the file.
        """
    }

    static func progress(_ summary: RunSummary, at place: SourcePlace) -> String {
        "\(done(summary)) · \(place)"
    }

    static func interrupted(_ summary: RunSummary, partialPath: String?) -> String {
        var words = "interrupted after \(done(summary))"
        if let partialPath { words += "; what was done is in \(partialPath)" }
        return words
    }

    private static func done(_ summary: RunSummary) -> String {
        let words = "\(count(summary.documents, "document")), \(count(summary.found, summary.noun))"
        return summary.known > 0 ? words + ", \(summary.known) known" : words
    }

    /// "3 documents read, 41 claims; 2 not read (1 text-empty, 1 not-text)"
    static func summary(_ summary: RunSummary) -> String {
        var words = "\(count(summary.documents, "document")) read, \(count(summary.found, summary.noun))"
        if summary.known > 0 { words += "; \(summary.known) in the store before" }
        if summary.withdrawn > 0 { words += "; \(summary.withdrawn) withdrawn before" }
        if summary.refused > 0 {
            words += "; \(summary.refused) not read (\(reasons(summary.reasons)))"
        }
        if summary.undated > 0 {
            words +=
                "\n\(count(summary.undated, "document")) without a publication date: words like \"mardi\" stay open; "
                + "`--published YYYY-MM-DD` gives it"
        }
        return words
    }

    private static func reasons(_ reasons: [String: Int]) -> String {
        reasons.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
