/// How documents and claims of a store are called.
public enum DocumentID {
    /// The first digits, as lists show them; enough to tell some millions of documents apart.
    public static func short(_ id: String) -> String { String(id.prefix(12)) }

    /// Whether the word can be the beginning of an identifier: hexadecimal digits, four at least.
    static func isPrefix(_ word: String) -> Bool {
        (4...64).contains(word.utf8.count)
            && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
