import ConstatIntake
import ConstatRecords
import GRDB

/// Every word that the store says to people, in one place; `StoreMessagesTests` pins them.
enum StoreMessages {
    // MARK: Files that are no store

    static func missing(_ path: String) -> Diagnostic {
        error(
            "store-missing", path, "there is no such store", "Nothing stands at this path.",
            "check the spelling; `constat add FILE --store \(path)` makes one.")
    }

    static func notAFile(_ path: String) -> Diagnostic {
        error(
            "store-not-a-file", path, "this is no file", "A store is one file; a folder or a device stands here.",
            "give the path of a file: `--store archive.constat`.")
    }

    static func empty(_ path: String) -> Diagnostic {
        error(
            "store-empty", path, "the file is empty", "It was left as it is: whoever made it may still want it.",
            "remove it, or give another path; a new store is made where no file stands.")
    }

    static func foreign(_ path: String) -> Diagnostic {
        error(
            "store-foreign", path, "this is no store", "The file is of another kind. It was left as it is.",
            "give the path of a store, or one where no file stands.")
    }

    static func foreignDatabase(_ path: String) -> Diagnostic {
        error(
            "store-foreign", path, "this is an SQLite database of another program",
            "It does not carry the mark of a store in its header. It was left as it is.",
            "give the path of a store, or one where no file stands.")
    }

    static func truncated(_ path: String) -> Diagnostic {
        error(
            "store-damaged", path, "the file breaks off", "It is shorter than it says itself. It was left as it is.",
            "copy it again from where it came, or take a backup.")
    }

    static func newer(_ path: String, version: Int, latest: Int) -> Diagnostic {
        error(
            "store-newer", path, "the store is of version \(version); this program knows versions up to \(latest)",
            "A newer program made it or has brought it up to date. It was left as it is.",
            "use that program, or a newer one: `constat --version`.")
    }

    // MARK: What the system or SQLite answers

    static func failure(_ path: String, _ failure: DatabaseError) -> Diagnostic {
        switch failure.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return busy(path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return damaged(path, failure.message ?? "unreadable")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_IOERR:
            return unwritable(path, failure.message ?? "error \(failure.resultCode.rawValue)")
        default: return damaged(path, failure.message ?? "error \(failure.resultCode.rawValue)")
        }
    }

    static func busy(_ path: String) -> Diagnostic {
        error(
            "store-busy", path, "another process writes to the store",
            "It did not finish within a minute. Nothing was changed.", "wait until it is done and run this again.")
    }

    static func damaged(_ path: String, _ words: String) -> Diagnostic {
        error(
            "store-damaged", path, "the store is damaged: \(words)", "SQLite cannot read a part of it.",
            "`constat verify --store \(path)` says which part; a backup has it whole.")
    }

    static func unwritable(_ path: String, _ words: String) -> Diagnostic {
        error(
            "store-unwritable", path, "the store could not be written: \(words)",
            "What was stored before is whole.", "a folder that you may write to, and that has room.")
    }

    // MARK: Documents

    static func known(_ place: SourcePlace, _ id: String, facts: [String]) -> Diagnostic {
        Diagnostic(
            .note, "document-known", at: place,
            "the store has these bytes already as \(DocumentID.short(id)), with another \(list(facts))",
            explanation: "What is stored stays as it is; the same bytes are stored once.")
    }

    static func withdrawn(_ place: SourcePlace, _ id: String, reason: String) -> Diagnostic {
        Diagnostic(
            .note, "document-withdrawn", at: place,
            "these bytes were withdrawn from the store as \(DocumentID.short(id)): \(reason)",
            explanation: "They are not stored again.")
    }

    static func unknownDocument(_ typed: String, _ path: String) -> Diagnostic {
        error(
            "document-unknown", path, "no document is called `\(typed)`",
            "Documents are called by their name, or by the first letters of their identifier (four at least).",
            "`constat list --store \(path)` shows both.")
    }

    static func unknownClaim(_ typed: String, _ path: String) -> Diagnostic {
        error(
            "claim-unknown", path, "no claim is called `\(typed)`",
            "A claim is called by its document and its own name, for instance `report#c3`.",
            "`constat show` with the document alone shows its claims.")
    }

    static func noClaimNamed(_ typed: String, _ path: String) -> Diagnostic {
        error(
            "claim-not-named", path, "`\(typed)` names a document, not a claim of it",
            "A decision is about claims, each called by its document and its own name, for instance `report#c3`.",
            "`constat show` with the document shows its claims.")
    }

    // MARK: Reviews

    static func brokenReview(_ fault: RecordFault, _ path: String) -> Diagnostic {
        let place = fault.path.isEmpty ? "" : " at `\(fault.path)`"
        return error(
            "review-broken", path, "this review cannot be kept: expected \(fault.expectation)\(place)",
            "A review holds what a claim record may hold, and quotes words where they stand in the text.", "")
    }

    static func unknownNumber(_ kind: String, _ number: Int, _ path: String) -> Diagnostic {
        error(
            "\(kind)-unknown", path, "there is no \(kind) \(number)",
            "Reviews of a document that was withdrawn are gone with it.",
            "`constat \(kind == "review" ? "reviews" : "decide") list --store \(path)` shows their numbers.")
    }

    static func retractedBefore(_ kind: String, _ number: Int, _ path: String) -> Diagnostic {
        error(
            "\(kind)-retracted", path, "\(kind) \(number) was taken back before",
            "It holds nothing. What was taken back is made again as a new one.", "")
    }

    static func ambiguous(_ typed: String, _ ids: [String], _ path: String) -> Diagnostic {
        error(
            "document-ambiguous", path, "\(ids.count) documents are called `\(typed)`",
            "They are \(ids.prefix(5).map(DocumentID.short).joined(separator: ", "))\(ids.count > 5 ? " ..." : "").",
            "give the first letters of the identifier.")
    }

    static func withdrawnDocument(_ id: String, reason: String, _ path: String) -> Diagnostic {
        error(
            "document-withdrawn", path, "the document \(DocumentID.short(id)) was withdrawn: \(reason)",
            "Its bytes, text and claims are gone; its identifier, the reason and the log are kept.", "")
    }

    // MARK: Backups

    static func backupExists(_ path: String) -> Diagnostic {
        error(
            "backup-exists", path, "a file stands here already", "A backup never overwrites anything.",
            "give a path where no file stands.")
    }

    static func backupUnwritable(_ path: String, _ words: String) -> Diagnostic {
        error(
            "backup-unwritable", path, "the backup could not be written: \(words)", "Nothing is left half written.",
            "a folder that you may write to, and that has room.")
    }

    // MARK: Damage, as `verify` finds it

    static func damage(_ path: String, _ part: String, _ words: String) -> Diagnostic {
        Diagnostic(.error, "store-damaged", at: SourcePlace(path), "\(part): \(words)", explanation: "")
    }

    private static func error(
        _ identifier: String, _ path: String, _ summary: String, _ explanation: String, _ remedy: String
    ) -> Diagnostic {
        Diagnostic(
            .error, identifier, at: SourcePlace(path), summary, explanation: explanation, remedy: remedy)
    }

    private static func list(_ words: [String]) -> String {
        words.count < 2
            ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }
}
