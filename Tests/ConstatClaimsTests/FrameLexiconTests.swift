import ConstatResources
import Foundation
import Testing

@testable import ConstatClaims

/// The text resources of the claim rules are whole, and the rules ask for nothing that they lack.
@Suite struct FrameLexiconTests {
    @Test func everyLineIsUnderstood() {
        let lexicon = FrameLexicon(resource: "FrenchFrames.lexicon")
        #expect(lexicon.faults.isEmpty, "\(lexicon.faults.joined(separator: "\n"))")
    }

    @Test func everyTypeHasAFrame() {
        let headings = EmbeddedResource.lines(named: "FrenchFrames.lexicon").filter { $0.text.first == "[" }
        let types = Set(headings.map { String($0.text.dropFirst().dropLast()) })
        for type in ClaimType.allCases { #expect(types.contains(type.rawValue), "\(type.rawValue) has no frame") }
    }

    /// A slot misspelt would be read as one more slot that nobody fills.
    @Test func slotsAreThoseOfTheRecord() {
        let known: Set<String> = ["agent", "target", "supporter", "victim", "place", "count", "measure"]
        for line in EmbeddedResource.lines(named: "FrenchFrames.lexicon") where line.text.first != "[" {
            guard let slots = line.text.split(separator: ";").first?.split(separator: ":").last else { continue }
            for slot in slots.split(separator: " ") {
                guard let name = slot.split(separator: "=").first, slot.contains("=") else { continue }
                #expect(known.contains(String(name)) || name == "denial", "line \(line.number): \(slot)")
            }
        }
    }

    /// A class misspelt never holds. Classes are asked for with "is" and "isnt", lemmas with "has" and "lacks".
    @Test func classesAskedForExist() {
        var classes: Set<String> = ["pronoun", "none", "state", "government", "share", "un", "ngo", "name"]
        for resource in ["FrenchThings.lexicon"] {
            for line in EmbeddedResource.lines(named: resource) {
                if let colon = line.text.firstIndex(of: ":") { classes.insert(String(line.text[..<colon])) }
            }
        }
        for line in EmbeddedResource.lines(named: "FrenchFrames.lexicon") where line.text.first != "[" {
            for condition in line.text.split(separator: ";").dropFirst() {
                let words = condition.split(separator: " ").map(String.init)
                guard words.count == 3, words[1] == "is" || words[1] == "isnt" else { continue }
                for value in words[2].split(separator: "|").map(String.init) {
                    #expect(classes.contains(value), "line \(line.number): no class « \(value) »")
                }
            }
        }
    }

    /// Every set of words that the Swift code asks for by name stands in a lexicon.
    @Test func wordSetsAskedForExist() throws {
        var known: Set<String> = []
        for resource in ["FrenchAssertion.lexicon", "FrenchThings.lexicon"] {
            for line in EmbeddedResource.lines(named: resource) {
                if let colon = line.text.firstIndex(of: ":") { known.insert(String(line.text[..<colon])) }
            }
        }
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/ConstatClaims").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
        #expect(files.count > 10)
        for file in files {
            let code = try String(contentsOf: file, encoding: .utf8)
            for opening in ["in: \"", "words(of: \""] {
                for part in code.components(separatedBy: opening).dropFirst() {
                    let name = part.prefix { $0 != "\"" }
                    if name.isEmpty || name.contains("\\") { continue }  // Put together at run time.
                    #expect(known.contains(String(name)), "\(file.lastPathComponent): no set « \(name) »")
                }
            }
        }
    }

    /// A set misspelt holds nothing; one that no rule asks for is a word list to keep for nothing.
    @Test func wordSetsAreThoseThatTheRulesAskFor() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/ConstatClaims").standardizedFileURL
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        let code = try (files ?? []).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let asked = Set(code.matches(of: /in: "([a-z-]+)"/).map { String($0.1) })
        let lines = EmbeddedResource.lines(named: "FrenchAssertion.lexicon")
        // Pairs ("du=de") are no set: they are asked for by word.
        let held = Set(
            lines.filter { !$0.text.contains("=") }.compactMap { $0.text.split(separator: ":").first.map(String.init) })
        #expect(asked.count > 50)
        #expect(asked.subtracting(held).sorted() == [])
        #expect(held.filter { !code.contains("\"\($0)\"") }.sorted() == [])
    }
}
