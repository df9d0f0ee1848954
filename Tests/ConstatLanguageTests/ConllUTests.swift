import ConstatLanguage
import ConstatText
import Testing

@Suite struct ConllUTests {
    @Test func rowsHaveScalarRangesAndNames() {
        let document = Document(id: "test", text: "Été à Bamako.")
        let text = ConllU.text(for: FrenchAnalyser().sentences(of: document), of: document)
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(rows.count == 4)
        #expect(rows[0].hasSuffix("\tTokenRange=0:3"))
        #expect(rows[2].hasSuffix("\tNE=B-LOC|SpaceAfter=No|TokenRange=6:12"))
        #expect(rows.allSatisfy { $0.split(separator: "\t").count == 10 })
    }

    @Test func tokensOfAFileAreKept() throws {
        let file =
            "1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n2\tva\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
        let sentences = try ConllU.tokenized(file)
        let document = try ConllU.document(of: file, id: "file")
        #expect(sentences.map { $0.map(\.form) } == [["Il", "va", "."]])
        for token in sentences.joined() { #expect(document.quote(token.span) == token.form) }
        #expect(document.text == "Il va.\n")
        let read = FrenchAnalyser().annotate(sentences)
        #expect(read[0].tokens.map(\.form) == ["Il", "va", "."])
    }

    @Test func multiwordTokensStandForTheirWords() throws {
        let file =
            "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n3\tNil\t_\t_\t_\t_\t_\t_\t_\t_\n"
        #expect(try ConllU.tokenized(file).map { $0.map(\.form) } == [["du", "Nil"]])
    }

    @Test func malformedRowsAreNamedByLine() {
        #expect(throws: ConllU.Malformed(line: 2, summary: "a row has ten columns, this one has 2")) {
            try ConllU.tokenized("# text = a\n1\ta\n")
        }
    }

    @Test func contractionsBecomeTheirWords() throws {
        let document = Document(id: "test", text: "Les soldats du régiment vont au camp.")
        let sentences = FrenchAnalyser().sentences(of: document)
        let text = ConllU.text(for: sentences, of: document, rows: .word)
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(rows.map { $0[0] } == ["1", "2", "3-4", "3", "4", "5", "6", "7-8", "7", "8", "9", "10"])
        #expect(rows.map { $0[1] }[2...4] == ["du", "de", "le"])
        let heads = Dictionary(uniqueKeysWithValues: rows.filter { $0[6] != "_" }.map { ($0[0], $0[6]) })
        #expect(heads["3"] == "5" && heads["4"] == "5" && heads["8"] == "9")
        #expect(heads.values.count { $0 == "0" } == 1)
        #expect(try ConllU.tokenized(text).map { $0.map(\.form) } == sentences.map { $0.tokens.map(\.form) })
    }
}
