import ConstatText
import Foundation

/// News texts for development, beside the package root where there are any.
enum NewsFiles {
    struct Record: Decodable {
        var id: String
        var text: String
        var date: String?
        /// One of the sources writes numbers.
        enum CodingKeys: CodingKey { case id, text, date }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            if let number = try? values.decode(Int.self, forKey: .id) {
                id = "\(number)"
            } else {
                id = try values.decode(String.self, forKey: .id)
            }
            text = try values.decode(String.self, forKey: .text)
            date = try? values.decode(String.self, forKey: .date)
        }
    }

    /// All reports of armed conflict, and every fortieth text of the other files; empty, with a word, where there are none.
    static func documents() throws -> [Document] {
        guard let folder else {
            print("no ../shared/data/news-fr beside the package: the properties are tried on the sample reports alone")
            return []
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".jsonl.gz")
        }.sorted()
        return try files.flatMap { file in
            let lines = try unpacked(folder.appending(path: file)).split(separator: UInt8(ascii: "\n"))
            let step = file.hasPrefix("conflict") ? 1 : 40
            return try stride(from: 0, to: lines.count, by: step).map { try document(lines[$0]) }
        }
    }

    private static func document(_ line: Data) throws -> Document {
        let record = try JSONDecoder().decode(Record.self, from: line)
        let day = record.date.flatMap { CalendarDay(String($0.prefix(10))) }
        return Document(id: record.id, text: record.text, language: "fr", publishedOn: day)
    }

    private static var folder: URL? {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path.count > 1 {
            folder = folder.deletingLastPathComponent()
            let candidate = folder.appending(path: "shared/data/news-fr")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }

    private static func unpacked(_ file: URL) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/gzip")
        process.arguments = ["-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}

/// The sample reports that come with the package.
enum SampleReports {
    static func documents() throws -> [Document] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try [("front-report", "2016-06-09"), ("communique", "2023-05-17"), ("humanitarian-note", "2024-08-08")]
            .map {
                let file = root.appending(path: "Examples/\($0.0).txt")
                return Document(
                    id: $0.0, text: try String(contentsOf: file, encoding: .utf8), language: "fr",
                    publishedOn: CalendarDay($0.1))
            }
    }
}
