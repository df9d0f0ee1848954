import ConstatText
import Testing

@testable import ConstatIntake
import TestSupport

@Suite struct PlainTextTests {
    private let text = "Méné est tombée : « c'est fini », a dit le maire. Les soldats ont été tués."

    @Test func utf8StaysAsItIs() {
        let text = "Méné est tombée.\r\nLes soldats ont été e\u{301}vacués \u{A0}: douze."
        let document = arrival(.init(text: text))?.document
        #expect(document?.text == text)
        #expect(document?.utf8 == Array(text.utf8))
        #expect(document?.id == "rapport")
        #expect(document?.title == nil)
        #expect(document?.language == "fr")
    }

    @Test func byteOrderMarkIsNoText() {
        #expect(arrival([0xEF, 0xBB, 0xBF] + Array(text.utf8))?.document?.text == text)
    }

    @Test func utf16IsReadInBothByteOrders() {
        let little = [UInt8](utf16: text)
        let big = [UInt8](utf16: text, bigEndian: true)
        #expect(arrival(little)?.document?.text == text)
        #expect(arrival(big)?.document?.text == text)
        #expect(arrival(little)?.notes == [])
    }

    @Test func utf16CutInTheMiddleKeepsTheRest() {
        let little = [UInt8](utf16: text) + [0x41]
        let found = arrival(little)
        #expect(found?.document?.text == text)
        #expect(found?.notes.map(\.identifier) == ["text-truncated"])
    }

    @Test func windows1252IsRecognisedAndSaid() {
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let found = arrival(bytes)
        #expect(found?.document?.text == text)
        #expect(found?.notes.map(\.identifier) == ["windows-1252"])
        #expect(found?.notes.map(\.severity) == [.note])
        // 0x92 is the apostrophe of Windows, 0x97 its dash, 0x9C the ligature of "soeur".
        let typographic: [UInt8] =
            Array("L".utf8) + [0x92] + Array("arm".utf8) + [0xE9] + Array("e ".utf8) + [0x97, 0x9C]
        #expect(TextDecoding.decode(typographic).text == "L’armée —œ")
    }

    @Test func utf8CutAtTheEndKeepsTheRest() {
        let bytes = Array((text + " à Méné").utf8.dropLast())
        let found = arrival(bytes)
        #expect(found?.document?.text == text + " à Mén")
        #expect(found?.notes.map(\.identifier) == ["text-truncated"])
    }

    @Test func utf8DamagedInsideIsStillUTF8() {
        var bytes = Array("Les élèves ont été tués près de Méné et les autres déplacés.".utf8)
        bytes.insert(0xC3, at: 20)
        let found = arrival(bytes)
        #expect(found?.document?.text.contains("\u{FFFD}") == true)
        #expect(found?.document?.text.contains("Méné") == true)
        #expect(found?.notes.map(\.identifier) == ["text-damaged"])
    }

    @Test func emptyAndBlankTextsAreRefused() {
        for bytes in [[], Array(" \r\n\t\u{A0}".utf8), [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            #expect(arrival(bytes)?.refusal?.identifier == "text-empty")
        }
    }

    @Test func whatIsNoTextIsRefused() {
        #expect(arrival([UInt8](repeating: 0, count: 70_000))?.refusal?.identifier == "not-text")
        #expect(
            arrival([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D])?.refusal?.identifier == "not-text")
        // Zero bytes after the first block.
        let late = Array(String(repeating: text + "\n", count: 2000).utf8) + [0, 0, 0]
        #expect(arrival(late)?.refusal?.identifier == "not-text")
    }

    @Test func anyBytesGiveAnAnswer() {
        var generator = SeededNumbers(state: 7)
        for length in [1, 2, 3, 10, 100, 1000, 70_000] {
            for _ in 0..<(length > 1000 ? 2 : 10) {
                let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
                for name in ["a.txt", "a.html", "a.jsonl"] {
                    #expect(arrival(bytes, name: name) != nil || name == "a.jsonl")
                }
            }
        }
    }

    @Test func aDocumentOverTheLimitIsRefused() {
        var options = IntakeOptions()
        options.documentLimit = 1000
        let refusal = arrival(.init(text: String(repeating: "un mot ", count: 200)), options: options)?.refusal
        #expect(refusal?.identifier == "document-too-large")
        #expect(refusal?.summary == "the document is larger than 1000 bytes")
    }

    @Test func markdownIsPlainText() {
        let text = "# Situation\n\n- \(Sample.first)\n- \(Sample.second)"
        #expect(arrival(.init(text: text), name: "note.md")?.document?.text == text)
    }

    @Test func contentDecidesBeforeTheName() {
        let page = Sample.page("<article><p>\(Sample.first)</p><p>\(Sample.second)</p></article>")
        #expect(arrival(page, name: "page.txt")?.document?.text == Sample.first + "\n\n" + Sample.second)
        #expect(arrival(.init(text: Sample.text), name: "text.html")?.document?.text == Sample.text)
        #expect(arrival(.init(text: #"{"id": "7", "text": "\#(Sample.first)"}"#), name: "a.txt")?.document?.id == "7")
    }
}
