import Foundation
import Testing

@testable import ConstatIntake

/// Twelve real pages against the articles that their site's own feed gives, where the development data is at hand.
@Suite struct NewsPagesTests {
    @Test func theBodiesOfRealPagesAreFound() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = package.deletingLastPathComponent().appending(path: "shared/data/news-fr")
        let pages = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "pages").path).sorted()
        guard let pages, !pages.isEmpty else {
            print("no development data beside the package: the twelve real pages were not read")
            return
        }
        let articles = try articles(in: folder)
        for name in pages {
            let id = String(name.prefix { $0 != "." })
            let wanted = try #require(articles["orange-" + id])
            let page = try unpacked(folder.appending(path: "pages/" + name))
            let document = try #require(arrival(page, name: id + ".html")?.document)
            #expect(document.title == wanted.title, "page \(id)")
            #expect(document.publishedOn?.description == wanted.date, "page \(id)")
            let body = document.text.dropFirst((document.title ?? "").count)
            #expect(Self.wordF1(String(body), wanted.text) >= 0.99, "page \(id)")
        }
    }

    private struct Article: Decodable {
        var id: String
        var title: String
        var date: String?
        var text: String
    }

    private func articles(in folder: URL) throws -> [String: Article] {
        let lines = try unpacked(folder.appending(path: "conflict.jsonl.gz")).split(separator: 0x0A)
        let articles = try lines.map { try JSONDecoder().decode(Article.self, from: Data($0)) }
        return Dictionary(articles.map { ($0.id, $0) }) { first, _ in first }
    }

    private func unpacked(_ file: URL) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }

    private static func wordF1(_ found: String, _ wanted: String) -> Double {
        var left: [Substring: Int] = [:]
        let wantedWords = wanted.split { !$0.isLetter && !$0.isNumber }
        for word in wantedWords { left[word, default: 0] += 1 }
        let foundWords = found.split { !$0.isLetter && !$0.isNumber }
        var common = 0
        for word in foundWords where left[word, default: 0] > 0 {
            left[word, default: 0] -= 1
            common += 1
        }
        return 2 * Double(common) / Double(max(1, wantedWords.count + foundWords.count))
    }
}
