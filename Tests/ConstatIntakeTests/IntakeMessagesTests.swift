import ConstatText
import Testing

@testable import ConstatIntake

/// The wording that people meet first, whole.
@Suite struct IntakeMessagesTests {
    @Test func aMessageHasPlaceSummaryReasonAndRemedy() {
        #expect(
            IntakeMessages.unreadable("a/b.txt", .missing).report == """
                a/b.txt: error: there is no such file [file-missing]
                  Nothing stands at this path, or it is a link to something that is gone.
                  Try: check the spelling; `-` reads standard input.
                """)
        #expect(
            IntakeMessages.unreadableFolder("rapports", .noPermission).report == """
                rapports: error: the folder may not be opened [permission-denied]
                  None of the reports in it was read; the other folders were.
                  Try: `ls -ld rapports` shows who may open it; `chmod u+rx` gives its owner leave.
                """)
        #expect(
            IntakeMessages.binary("-").report == """
                standard input: error: this is no text [not-text]
                  It holds zero bytes or mostly control characters, as programs, pictures, archives, PDF and Word files do.
                  Try: save the report as plain text (UTF-8) or as an HTML page; unpack archives.
                """)
        #expect(
            IntakeMessages.brokenRecord(SourcePlace("a.jsonl", line: 41, column: 12), expectation: "`:`").report == """
                a.jsonl:41:12: error: this line is not JSON: expected `:` here [json-broken]
                  The line was passed over; the other lines were read.
                  Try: check how the line was written; a text's own quotes and line breaks must be escaped.
                """)
        #expect(
            IntakeMessages.noArticle(SourcePlace("p.html")).report == """
                p.html: error: no article was found in this page [page-without-article]
                  What is left without menus, links and notices is too little, or is a list of teasers. Pages that load \
                their text by script hold none in the file.
                  Try: save the article as text from the browser, or give the page of the article itself.
                """)
        #expect(
            IntakeMessages.unsupportedLanguage("so", isStated: false, at: SourcePlace("s.txt")).report == """
                s.txt: error: the document is Somali; Constat reads French (fr) [language-unsupported]
                  It was left out rather than read by the wrong rules.
                  Try: `--language fr` reads it as French all the same.
                """)
        #expect(
            IntakeMessages.decoding(
                DecodedText(text: "", encoding: .windows1252), at: SourcePlace("w.txt")
            ).map(\.report) == [
                """
                w.txt: note: read as Windows-1252 [windows-1252]
                  The bytes are not UTF-8, so they were taken as Western European text of Windows.
                  Try: if accents look wrong, save the document as UTF-8.
                """
            ])
    }

    @Test func everyMessageSaysWhatItMeansAndIsNamedInKebabCase() {
        let place = SourcePlace("x")
        let all = [
            IntakeMessages.unreadable("x", .missing), IntakeMessages.unreadable("x", .noPermission),
            IntakeMessages.unreadable("x", FileError(number: 5)), IntakeMessages.unreadableFolder("x", .noPermission),
            IntakeMessages.unreadableFolder("x", FileError(number: 5)), IntakeMessages.emptyFolder("x"),
            IntakeMessages.folderTooDeep("x", levels: 64), IntakeMessages.binary("x"),
            IntakeMessages.binaryRecord(place),
            IntakeMessages.empty(place), IntakeMessages.tooLarge("x", limit: 16 << 20),
            IntakeMessages.jsonNotLines("x"),
            IntakeMessages.brokenRecord(place, expectation: "`:`"), IntakeMessages.recordNotAnObject(place),
            IntakeMessages.recordWithoutText(place), IntakeMessages.recordTooLarge(place, limit: 1 << 20),
            IntakeMessages.wideRecordsTooLarge("x", limit: 1 << 20), IntakeMessages.unreadableDate("x", at: place),
            IntakeMessages.noArticle(place), IntakeMessages.pageTooComplex(place, "9 tags"),
            IntakeMessages.pageTooDeep(place, levels: 4), IntakeMessages.pageUnreadable(place),
            IntakeMessages.language(.assumed("fr"), at: place),
            IntakeMessages.unsupportedLanguage("en", isStated: true, at: place),
        ]
        for message in all {
            #expect(!message.summary.isEmpty && !message.explanation.isEmpty && !message.remedy.isEmpty)
            #expect(message.identifier.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber })
            #expect(!message.summary.contains("\n"))
        }
    }
}
