/// A coarse look at a word that tells most of those outside a set from those inside, for a fraction of the cost of
/// looking them up: by the first two bytes and the length. It never refuses a word of the set.
package struct WordSketch: Sendable {
    /// A bit for each length, in a slot of the first two bytes.
    private var lengths: [UInt64]

    package init(_ words: some Collection<String>) {
        var slots = 8
        while slots < words.count * 2, slots < 1024 { slots *= 2 }
        lengths = Array(repeating: 0, count: slots)
        for word in words { lengths[slot(word.utf8)] |= Self.bit(word.utf8.count) }
    }

    package func mayHold(_ word: String) -> Bool { lengths[slot(word.utf8)] & Self.bit(word.utf8.count) != 0 }

    private func slot(_ bytes: String.UTF8View) -> Int {
        var iterator = bytes.makeIterator()
        return (Int(iterator.next() ?? 0) * 37 + Int(iterator.next() ?? 0)) & (lengths.count - 1)
    }

    private static func bit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }
}
