/// Levenshtein's distance from one word to many, a column of the table in one machine word.
///
/// - Source: Myers, "A fast bit-vector algorithm for approximate string matching" (1999), in Hyyrö's form (2003).
struct EditDistance {
    private var positions = [UInt64](repeating: 0, count: 256)
    private let length: Int

    static let longest = 64

    /// Nil for no byte and for more than ``longest``.
    init?(to word: [UInt8]) {
        guard !word.isEmpty, word.count <= Self.longest else { return nil }
        length = word.count
        for (index, byte) in word.enumerated() { positions[Int(byte)] |= 1 << UInt64(index) }
    }

    /// Nil where more than `limit` letters differ.
    func distance(from other: UnsafeRawBufferPointer, limit: Int) -> Int? {
        positions.withUnsafeBufferPointer { positions in
            var (plus, minus) = (UInt64.max, UInt64(0))
            let last = UInt64(1) << UInt64(length - 1)
            var score = length
            // Each further letter takes away one at most.
            var reach = limit + other.count
            for byte in other {
                let equal = positions[Int(byte)]
                let vertical = equal | minus
                let horizontal = (((equal & plus) &+ plus) ^ plus) | equal
                var more = minus | ~(horizontal | plus)
                var less = plus & horizontal
                if more & last != 0 { score += 1 }
                if less & last != 0 { score -= 1 }
                reach -= 1
                if score > reach { return nil }
                more = more << 1 | 1
                less <<= 1
                plus = less | ~(vertical | more)
                minus = more & vertical
            }
            return score <= limit ? score : nil
        }
    }
}
