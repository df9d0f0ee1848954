import ConstatLanguage
import ConstatText
import Testing

@testable import ConstatRendering

@Suite struct TreePageTests {
    private func token(_ form: String, head: Int, _ relation: DependencyRelation = .dep) -> Token {
        Token(span: TextSpan(0, form.utf8.count), form: form, head: head, relation: relation)
    }

    @Test func everyArcAndWordIsDrawnOnce() {
        let sentence = Sentence(tokens: [
            token("Il", head: 1, .nsubj), token("part", head: -1, .root), token("tôt", head: 1, .advmod),
        ])
        let svg = TreeDrawing(sentence, .french).svg
        #expect(svg.components(separatedBy: "class=\"arc\"").count == 3)
        #expect(svg.components(separatedBy: "class=\"form\"").count == 4)
        #expect(svg.components(separatedBy: "class=\"root\"").count == 2)
        #expect(svg.contains(">nsubj</text>"))
    }

    @Test func hostileWordsAreInert() {
        let hostile = "<script>alert(1)</script>"
        let document = Document(id: hostile, text: hostile)
        let page = TreePage.page([(document, [Sentence(tokens: [token(hostile, head: -1, .root)])])])
        #expect(!page.contains("<script"))
    }

    @Test func aDocumentWithoutSentencesGivesAPage() {
        #expect(TreePage.page([(Document(id: "vide", text: ""), [])]).contains("<h1"))
        #expect(TreeDrawing(Sentence(tokens: []), .french).svg.hasPrefix("<svg"))
    }
}
