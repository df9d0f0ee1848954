/// Every word that intake says to people, in one place; `IntakeMessagesTests` pins them.
package enum IntakeMessages {
    // MARK: Files and folders

    package static func unreadable(_ path: String, _ error: FileError) -> Diagnostic {
        let place = SourcePlace(path)
        if error.isMissing {
            return Diagnostic(
                .error, "file-missing", at: place, "there is no such file",
                explanation: "Nothing stands at this path, or it is a link to something that is gone.",
                remedy: "check the spelling; `-` reads standard input.")
        }
        if error.isPermission {
            return Diagnostic(
                .error, "permission-denied", at: place, "the file may not be read",
                explanation: "The system refuses it to the user who runs constat.",
                remedy: "`ls -l \(path)` shows who may read it; `chmod u+r` gives its owner leave.")
        }
        if error.isLinkLoop {
            return Diagnostic(
                .error, "link-loop", at: place, "the link leads back to itself",
                explanation: "Following it never reaches a file.", remedy: "give the path of the file itself.")
        }
        if error.isNotAFolder {
            return Diagnostic(
                .error, "not-a-folder", at: place, "a part of the path is a file, not a folder",
                explanation: "Nothing can stand below a file.", remedy: "check the path, or leave out its end.")
        }
        return Diagnostic(
            .error, "file-unreadable", at: place, "the file could not be read: \(error.words)",
            explanation: "The system gave up in the middle of it or before.",
            remedy: "copy the file to another disk and read the copy.")
    }

    package static func unreadableFolder(_ path: String, _ error: FileError) -> Diagnostic {
        let place = SourcePlace(path)
        if error.isPermission {
            return Diagnostic(
                .error, "permission-denied", at: place, "the folder may not be opened",
                explanation: "None of the reports in it was read; the other folders were.",
                remedy: "`ls -ld \(path)` shows who may open it; `chmod u+rx` gives its owner leave.")
        }
        return Diagnostic(
            .error, "folder-unreadable", at: place, "the folder could not be read: \(error.words)",
            explanation: "None of the reports in it was read; the other folders were.",
            remedy: "copy it to another disk and read the copy.")
    }

    static func emptyFolder(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "folder-empty", at: SourcePlace(path), "no report is in this folder",
            explanation: "Folders are searched for .txt, .md, .html, .htm and .jsonl, but not for hidden files.",
            remedy: "name files of other kinds one by one.")
    }

    static func folderTooDeep(_ path: String, levels: Int) -> Diagnostic {
        Diagnostic(
            .error, "folder-too-deep", at: SourcePlace(path), "the folder lies more than \(levels) levels down",
            explanation: "The reports in it were not read.", remedy: "give this folder's path as a FILE of its own.")
    }

    // MARK: What is no text

    static func binary(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "not-text", at: SourcePlace(path), "this is no text",
            explanation:
                "It holds zero bytes or mostly control characters, as programs, pictures, archives, PDF and Word files do.",
            remedy: "save the report as plain text (UTF-8) or as an HTML page; unpack archives.")
    }

    static func binaryRecord(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "not-text", at: place, "the record's `text` is no text",
            explanation: "It holds mostly control characters.", remedy: "look at how the record was made.")
    }

    static func empty(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "text-empty", at: place, "the document is empty",
            explanation: "It has no word in it.", remedy: "check that the file was saved or downloaded whole.")
    }

    static func tooLarge(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "document-too-large", at: SourcePlace(path), "the document is larger than \(megabytes(limit))",
            explanation: "No single report is that long; an archive of reports is read one report at a time.",
            remedy: "split it into a file each, or into JSON Lines (one document a line).")
    }

    // MARK: Encodings

    static func decoding(_ decoded: DecodedText, at place: SourcePlace) -> [Diagnostic] {
        var notes: [Diagnostic] = []
        if decoded.encoding == .windows1252 {
            notes.append(
                Diagnostic(
                    .note, "windows-1252", at: place, "read as Windows-1252",
                    explanation: "The bytes are not UTF-8, so they were taken as Western European text of Windows.",
                    remedy: "if accents look wrong, save the document as UTF-8."))
        }
        if decoded.truncatedBytes > 0 {
            notes.append(
                Diagnostic(
                    .note, "text-truncated", at: place, "the text ends in the middle of a character",
                    explanation: "\(bytes(decoded.truncatedBytes)) at the end could not be read; the rest was. "
                        + "The end of the report may be missing.",
                    remedy: "fetch the document again."))
        }
        if let offset = decoded.firstDamage {
            notes.append(
                Diagnostic(
                    .note, "text-damaged", at: place,
                    "\(bytes(decoded.damageCount)) of the text could not be read as UTF-8, first at byte \(offset)",
                    explanation: "Each stands as U+FFFD (�) in the text; the rest was read.",
                    remedy: "fetch the document again."))
        }
        return notes
    }

    private static func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }

    private static func megabytes(_ count: Int) -> String {
        count >= 1 << 20 ? "\(count >> 20) MB" : "\(count) bytes"
    }

    // MARK: JSON Lines

    static func jsonNotLines(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "json-not-lines", at: SourcePlace(path), "this is JSON, but not one document a line",
            explanation: "JSON Lines has one whole object on each line.",
            remedy: "`jq -c .` writes an object on one line, `jq -c '.[]'` each object of a list.")
    }

    static func brokenRecord(_ place: SourcePlace, expectation: String) -> Diagnostic {
        Diagnostic(
            .error, "json-broken", at: place, "this line is not JSON: expected \(expectation) here",
            explanation: "The line was passed over; the other lines were read.",
            remedy: "check how the line was written; a text's own quotes and line breaks must be escaped.")
    }

    static func recordNotAnObject(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "record-not-object", at: place, "this line is JSON, but no object",
            explanation: "A document is an object with a `text`; the other lines were read.",
            remedy: #"write {"id": "...", "text": "..."} on each line."#)
    }

    static func recordWithoutText(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "record-without-text", at: place, "this record has no `text`",
            explanation: "The report's words are expected under `text`, or under `document.text`, as a string.",
            remedy: "rename the field that holds them to `text`.")
    }

    static func recordTooLarge(_ place: SourcePlace, limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "record-too-large", at: place, "this line is longer than \(megabytes(limit))",
            explanation: "It was passed over without being kept in memory; the other lines were read.",
            remedy: "check that every document ends with a line break.")
    }

    static func wideRecordsTooLarge(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "document-too-large", at: SourcePlace(path),
            "JSON Lines in UTF-16 are read up to \(megabytes(limit)) only",
            explanation: "They cannot be read line by line.",
            remedy: "convert the file: `iconv -f UTF-16 -t UTF-8`.")
    }

    static func unreadableDate(_ value: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .note, "date-unreadable", at: place, "the publication date `\(value.prefix(40))` is no date",
            explanation: "The document was read without one, so \"mardi\" or \"hier\" stay open.",
            remedy: "write it as YYYY-MM-DD, for instance 2016-06-02.")
    }

    static func unreadableCapture(_ value: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .note, "capture-unreadable", at: place, "the capture time `\(value.prefix(40))` is no time",
            explanation: "The document was read; when it was obtained is left open.",
            remedy: "write a day, or an instant with its distance from UTC: 2016-06-02T14:05:00Z.")
    }

    // MARK: Pages

    static func noArticle(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "page-without-article", at: place, "no article was found in this page",
            explanation: "What is left without menus, links and notices is too little, or is a list of teasers. "
                + "Pages that load their text by script hold none in the file.",
            remedy: "save the article as text from the browser, or give the page of the article itself.")
    }

    static func pageTooComplex(_ place: SourcePlace, _ limit: String) -> Diagnostic {
        Diagnostic(
            .error, "page-too-complex", at: place, "the page has more than \(limit)",
            explanation: "No article needs them; reading them would take much time and memory.",
            remedy: "save the article as text from the browser.")
    }

    static func pageTooDeep(_ place: SourcePlace, levels: Int) -> Diagnostic {
        Diagnostic(
            .note, "page-too-deep", at: place, "the page nests more than \(levels) elements in each other",
            explanation: "Deeper ones were taken as if they stood at that level.",
            remedy: "compare the text with the page if something is missing.")
    }

    static func pageUnreadable(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "page-unreadable", at: place, "the HTML reader could make nothing of this page",
            explanation: "The file has no element that it could start from.",
            remedy: "save the article as text from the browser.")
    }

    // MARK: Languages

    static func language(_ reservation: LanguageDecision.Reservation, at place: SourcePlace) -> Diagnostic {
        switch reservation {
        case .assumed(let language):
            return Diagnostic(
                .note, "language-assumed", at: place, "too few words to tell the language; read as \(name(language))",
                explanation: "No other language fits better.", remedy: "`--language \(language)` says it is so.")
        case .mismatch(let stated, let found):
            return Diagnostic(
                .note, "language-mismatch", at: place,
                "the page says \(name(stated)), its words are \(name(found)); read as \(name(found))",
                explanation: "Many sites leave their software's language in the page.", remedy: "")
        }
    }

    static func unsupportedLanguage(_ language: String, isStated: Bool, at place: SourcePlace) -> Diagnostic {
        let summary = isStated ? "the document is stated to be \(name(language))" : "the document is \(name(language))"
        return Diagnostic(
            .error, "language-unsupported", at: place, summary + "; Constat reads \(supportedNames)",
            explanation: "It was left out rather than read by the wrong rules.",
            remedy: isStated
                ? "correct the stated language if the text is French."
                : "`--language fr` reads it as French all the same.")
    }

    private static var supportedNames: String {
        DocumentReader.supportedLanguages.map { "\(name($0)) (\($0))" }.joined(separator: ", ")
    }

    private static func name(_ language: String) -> String {
        switch language {
        case "fr": "French"
        case "en": "English"
        case "ar": "Arabic (or a language in its script)"
        case "ru": "Russian (or a language in its script)"
        case "es": "Spanish"
        case "de": "German"
        case "it": "Italian"
        case "pt": "Portuguese"
        case "nl": "Dutch"
        case "tr": "Turkish"
        case "so": "Somali"
        case "sw": "Swahili"
        case "und": "in a script that is not Latin"
        default: "`\(language.prefix(20))`"
        }
    }
}
