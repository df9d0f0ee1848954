/// Numbers words from 1; 0 is any other word. A plain open table: one look-up for each word of a text is what reading
/// places costs most, and the random seeds of a `Dictionary` are of no use for words of ours.
struct WordNumbers: Sendable {
    private var words: [String] = [""]
    private var slots = [Int32](repeating: 0, count: 64)

    func number(of word: String) -> Int32 {
        var slot = Self.hash(word) & (slots.count - 1)
        while slots[slot] != 0 {
            if words[Int(slots[slot])] == word { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return 0
    }

    /// The word's number, a new one if it has none.
    mutating func numbered(_ word: String) -> Int32 {
        let known = number(of: word)
        if known != 0 { return known }
        words.append(word)
        if words.count * 4 > slots.count { grow() } else { insert(Int32(words.count - 1)) }
        return Int32(words.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 4)
        for number in words.indices.dropFirst() { insert(Int32(number)) }
    }

    private mutating func insert(_ number: Int32) {
        var slot = Self.hash(words[Int(number)]) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = number
    }

    /// FNV-1a, mixed so that the low bits have seen all letters.
    private static func hash(_ word: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 29))
    }
}
