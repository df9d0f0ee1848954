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
}
