/// The hash functions that name features in the model file. The lexicon compiler in `Tools/language` uses the same ones.
package enum FeatureHash {
    @inline(__always)
    package static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 1_469_598_103_934_665_603
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash
    }

    @inline(__always)
    package static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var x = a &* 0x9E37_79B9_7F4A_7C15 ^ (b &+ 0x7F4A_7C15)
        x ^= x >> 29
        x = x &* 0xBF58_476D_1CE4_E5B9
        return x ^ x >> 32
    }
}

/// The features that fire at one decision, as hashes. Reused from decision to decision.
package struct FeatureList {
    package private(set) var hashes: [UInt64]
    package private(set) var count = 0

    package init() { hashes = [UInt64](repeating: 0, count: 96) }

    @inline(__always)
    package mutating func removeAll() { count = 0 }

    /// Adds the value of feature template `template`.
    @inline(__always)
    package mutating func add(_ template: UInt64, _ value: UInt64) { add(hash: FeatureHash.mix(template, value)) }

    @inline(__always)
    mutating func add(hash: UInt64) {
        hashes[count] = hash
        count += 1
    }
}
