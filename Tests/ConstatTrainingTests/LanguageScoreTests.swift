import ConstatLanguage
import Foundation
import Testing

@testable import ConstatTraining

@Suite struct LanguageScoreTests {
    private static let gold = """
        # sent_id = a
        # text = Il sort du camp.
        1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_
        2\tsort\tsortir\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_
        3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
        3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
        4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
        5\tcamp\tcamp\tNOUN\t_\t_\t2\tobl:arg\t_\tSpaceAfter=No
        6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_


        """

    private func file(_ text: String) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "constat-\(UUID().uuidString).conllu")
        try Data(text.utf8).write(to: url)
        return url
    }

    private func score(_ reading: String) throws -> [String] {
        let (gold, read) = (try file(Self.gold), try file(reading))
        defer { for url in [gold, read] { try? FileManager.default.removeItem(at: url) } }
        return try LanguageScore(treebank: gold, reader: .program(reading: read)).summary.components(separatedBy: "\n")
    }

    @Test func goldAgainstItselfIsWhole() throws {
        let lines = try score(Self.gold)
        #expect(lines.first == "1 sentences, 5 tokens")
        #expect(lines.contains("LAS: 100.00"))
        #expect(lines.contains("conditionals found: 0 of 0"))
        #expect(lines.last == "taken for conditionals: 0 of 1 other finite verbs")
    }

    @Test func aWrongHeadALabelAndAMoodAreCounted() throws {
        let lines = try score(
            Self.gold.replacingOccurrences(of: "2\tobl:arg", with: "1\tobl:arg")
                .replacingOccurrences(of: "2\tnsubj", with: "2\tnsubj:pass")
                .replacingOccurrences(of: "Mood=Ind", with: "Mood=Cnd"))
        #expect(lines.contains("UAS: 80.00"))
        #expect(lines.contains("LAS: 60.00"))
        #expect(lines.contains("LAS, universal labels: 80.00"))
        #expect(lines.contains("mood: 0.00"))
        #expect(lines.last == "taken for conditionals: 1 of 1 other finite verbs")
    }

    @Test func aReadingOfOtherTokensIsRefused() {
        #expect(throws: LanguageScore.OtherTokens.self) {
            try score(Self.gold.replacingOccurrences(of: "camp\tcamp", with: "champ\tcamp"))
        }
    }
}
