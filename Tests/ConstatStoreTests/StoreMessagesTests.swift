import ConstatIntake
import GRDB
import Testing

@testable import ConstatStore

/// The words as people read them, whole.
@Suite struct StoreMessagesTests {
    @Test func whatIsNoStoreIsNamed() {
        #expect(
            StoreMessages.foreign("notes.txt").report == """
                notes.txt: error: this is no store [store-foreign]
                  The file is of another kind. It was left as it is.
                  Try: give the path of a store, or one where no file stands.
                """)
        #expect(
            StoreMessages.foreignDatabase("places.sqlite").report == """
                places.sqlite: error: this is an SQLite database of another program [store-foreign]
                  It does not carry the mark of a store in its header. It was left as it is.
                  Try: give the path of a store, or one where no file stands.
                """)
        #expect(
            StoreMessages.missing("a.constat").report == """
                a.constat: error: there is no such store [store-missing]
                  Nothing stands at this path.
                  Try: check the spelling; `constat add FILE --store a.constat` makes one.
                """)
        #expect(
            StoreMessages.newer("a.constat", version: 3, latest: 1).report == """
                a.constat: error: the store is of version 3; this program knows versions up to 1 [store-newer]
                  A newer program made it or has brought it up to date. It was left as it is.
                  Try: use that program, or a newer one: `constat --version`.
                """)
    }

    @Test func whatSQLiteAnswersIsSaidInOurWords() {
        let answers: [(ResultCode, String)] = [
            (.SQLITE_BUSY, "store-busy"), (.SQLITE_CORRUPT, "store-damaged"), (.SQLITE_NOTADB, "store-damaged"),
            (.SQLITE_FULL, "store-unwritable"), (.SQLITE_READONLY, "store-unwritable"),
            (.SQLITE_IOERR, "store-unwritable"), (.SQLITE_ERROR, "store-damaged"),
        ]
        for (code, identifier) in answers {
            let said = StoreMessages.failure("a.constat", DatabaseError(resultCode: code, message: "no such thing"))
            #expect(said.identifier == identifier)
        }
        #expect(
            StoreMessages.busy("a.constat").report == """
                a.constat: error: another process writes to the store [store-busy]
                  It did not finish within a minute. Nothing was changed.
                  Try: wait until it is done and run this again.
                """)
    }

    @Test func documentsAreCalledByTheBeginningOfTheirIdentifier() {
        let id = String(repeating: "0123456789abcdef", count: 4)
        #expect(
            StoreMessages.known(SourcePlace("f.jsonl", line: 3), id, facts: ["name", "published", "method"]).report
                == """
                f.jsonl:3: note: the store has these bytes already as 0123456789ab, with another name, published and method [document-known]
                  What is stored stays as it is; the same bytes are stored once.
                """)
        #expect(
            StoreMessages.withdrawn(SourcePlace("f.jsonl", line: 3), id, reason: "doublon").report == """
                f.jsonl:3: note: these bytes were withdrawn from the store as 0123456789ab: doublon [document-withdrawn]
                  They are not stored again.
                """)
        #expect(
            StoreMessages.ambiguous("report", [id, id], "a.constat").report == """
                a.constat: error: 2 documents are called `report` [document-ambiguous]
                  They are 0123456789ab, 0123456789ab.
                  Try: give the first letters of the identifier.
                """)
    }
}
