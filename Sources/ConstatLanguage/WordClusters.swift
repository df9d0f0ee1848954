import ConstatResources

/// Classes of words that stand in like contexts: "Mossoul" with "Raqqa", "obus" with "mortiers".
///
/// Compiled by `Tools/language/compile_clusters.py`, which describes the layout, and read where the program holds it.
package struct WordClusters: Sendable {
    /// One of a thousand classes, and the coarse one of 64 that it belongs to; 0 is a word without a class.
    package struct Classes: Sendable {
        var fine: UInt64 = 0
        var coarse: UInt64 = 0
    }

    private static let coarseStart = 8
    private static let offsetStart = coarseStart + 1024
    private let reader: ByteReader
    private let bits: UInt64
    private let entryStart: Int

    package init() { self.init(ByteReader(EmbeddedResource.bytes(named: "french.clusters"))) }

    init(_ reader: ByteReader) {
        precondition(reader.count > Self.offsetStart && reader.uint32(0) == 0x314C_4357, "french.clusters is cut short")
        self.reader = reader
        bits = UInt64(reader.uint32(4))
        entryStart = Self.offsetStart + 4 * ((1 << Int(bits)) + 1)
    }

    /// `word` is the hash of a word in lower case (``FeatureHash/fnv(_:)``).
    func classes(of word: UInt64) -> Classes {
        let bucket = Self.offsetStart + 4 * Int(word >> (64 - bits))
        let key = Int(word & 0xFFFF)
        for entry in reader.offset(bucket)..<reader.offset(bucket + 4)
        where reader.uint16(entryStart + 4 * entry) == key {
            let fine = reader.uint16(entryStart + 4 * entry + 2)
            return Classes(fine: UInt64(fine + 1), coarse: UInt64(reader.byte(Self.coarseStart + fine) + 1))
        }
        return Classes()
    }
}
