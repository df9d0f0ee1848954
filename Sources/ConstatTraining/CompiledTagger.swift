import ConstatLanguage

/// A tagger over bytes that were just made: what runs is what will be shipped. The bytes are never given back.
struct CompiledTagger {
    private let tagger: Tagger

    init(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        memory.copyBytes(from: bytes)
        tagger = Tagger(classifier: SparseClassifier(ByteReader(UnsafeRawBufferPointer(memory))))
    }

    func tag(_ words: [WordFeatures]) -> [Int] { tagger.tag(words) }
}
