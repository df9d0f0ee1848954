import Testing

@testable import ConstatStore

@Suite struct SearchTests {
    private func store() throws -> Store {
        let store = try StoreFolder().store()
        try store.add([
            Made.document("a", "Le cœur de la ville d'Alep a été évacué mardi, après le cessez-le-feu."),
            Made.document("b", "La ville a été reprise. Le feu a duré, cessez de tirer !"),
            Made.document(
                "c", Made.text(7, words: 300) + " Un obus est tombé sur Hammam al-Alil. " + Made.text(8, words: 300)),
        ])
        return store
    }

    private func found(_ words: String...) throws -> [String] {
        try store().documents(with: SearchPhrases(words), limit: 9).map(\.name).sorted()
    }

    @Test func accentsCapitalsAndLigaturesMakeNoDifference() throws {
        #expect(try found("EVACUÉ") == ["a"])
        #expect(try found("coeur") == ["a"])
        #expect(try found("CŒUR") == ["a"])
    }

    @Test func allWordsMustBeFoundAndPhrasesTogether() throws {
        #expect(try found("ville") == ["a", "b"])
        #expect(try found("cessez", "feu") == ["a", "b"])
        #expect(try found("cessez-le-feu") == ["a"])
        #expect(try found("ville", "absent") == [])
        #expect(try found("titre de b") == ["b"])
    }

    @Test func nothingTypedIsTakenForTheSearchLanguage() throws {
        for typed in ["\"", "ville OR", "a*", "NEAR(", "-", "title:", "'; DROP TABLE documents; --", "^"] {
            #expect(fault { try found(typed) } == nil, "\(typed)")
        }
        #expect(try found("vil*") == [])
        #expect(SearchPhrases(["...", "!"]).isEmpty)
    }

    @Test func claimsAreFoundByTheirSentenceTypeAndNames() throws {
        let store = try store()
        #expect(try store.claims(with: SearchPhrases(["hammam"]), limit: 9).map(\.claim) == ["c1", "c2"])
        #expect(try store.claims(with: SearchPhrases(["airstrike"]), limit: 9).count == 3)
        #expect(try store.claims(with: SearchPhrases(["islamic state", "mosul"]), limit: 2).count == 2)
    }

    @Test func theExcerptStandsAroundTheWords() throws {
        let hit = try #require(try store().documents(with: SearchPhrases(["HAMMAM al"]), limit: 9).first)
        #expect(hit.excerpt.contains("est tombé sur Hammam al-Alil"))
        #expect(hit.excerpt.hasPrefix("... ") && hit.excerpt.hasSuffix(" ..."))
        #expect(hit.excerpt.count < 200)
    }
}
