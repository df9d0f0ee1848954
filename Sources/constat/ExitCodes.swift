/// How the command ends. `constat --help` prints ``table``; a test holds the two together.
enum ExitStatus {
    /// Everything was read. A reader that closed the pipe early is no error.
    static let done: Int32 = 0
    /// Some documents could not be read, or names not found; each was named on standard error, and the rest was done.
    static let someUnread: Int32 = 1
    /// The command line was not understood.
    static let usage: Int32 = 2
    /// The result could not be written.
    static let unwritten: Int32 = 3
    /// The store is missing, damaged, busy, of a newer version, or no store at all; it was left as it is.
    static let storeUnusable: Int32 = 4
    /// `constat verify` found that the store was changed otherwise than by Constat.
    static let damageFound: Int32 = 5
    /// `constat export` found nothing that the profile takes; why is said on standard error, and no file is written.
    static let nothingExported: Int32 = 6
    /// Stopped by Ctrl-C (SIGINT); 128 and the signal's number for others.
    static let interrupted: Int32 = 130

    static let table: [(code: Int32, meaning: String)] = [
        (done, "done"),
        (someUnread, "documents not read, or names not found; each is named, the rest was done"),
        (usage, "the command line was not understood"),
        (unwritten, "the result could not be written"),
        (
            storeUnusable,
            "the store cannot be used: missing, damaged, busy, newer, or no store"
        ),
        (damageFound, "`verify` found damage in the store"),
        (nothingExported, "`export` found nothing that the profile takes; no file was written"),
        (interrupted, "interrupted"),
    ]
}
