import Foundation

/// The sentences and articles that are set aside for measurement, by their identifiers.
public struct HeldOut: Sendable {
    let sentences: Set<String>
    let articles: Set<String>

    /// `folder` holds `gsd-dev.txt` and `winer-fr.txt`, an identifier a line.
    public init(folder: URL) throws {
        func identifiers(_ name: String) throws -> Set<String> {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            return Set(text.split(separator: "\n").map(String.init))
        }
        sentences = try identifiers("gsd-dev.txt")
        articles = try identifiers("winer-fr.txt")
    }
}
