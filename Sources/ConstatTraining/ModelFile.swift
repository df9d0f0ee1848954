public import ConstatLanguage
public import Foundation

/// An analyser whose model is read from a file rather than from the program.
public enum ModelFile {
    /// The file's bytes stay in memory as long as the program runs.
    public static func analyser(at url: URL) throws -> FrenchAnalyser {
        FrenchAnalyser(model: LanguageModel(ByteReader(keeping: Array(try Data(contentsOf: url)))))
    }
}
