import ConstatLanguage

extension ByteReader {
    /// Reads bytes that were just made: what runs is what will be shipped. The bytes are never given back.
    init(keeping bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        memory.copyBytes(from: bytes)
        self.init(UnsafeRawBufferPointer(memory))
    }
}
