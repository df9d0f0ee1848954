import CSHA256

/// SHA-256 (FIPS 180-4), taken in piece by piece: the name of a document's bytes, the links of a store's log, and the
/// hashes by which a page's security policy admits its own style and script.
package struct SHA256 {
    private var state = constat_sha256()

    package init() { constat_sha256_start(&state) }

    package static func digest(_ message: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(message)
        return hash.finish()
    }

    package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        constat_sha256_update(&state, bytes.baseAddress, bytes.count)
    }

    /// The 32 bytes of the hash of everything taken in.
    package consuming func finish() -> [UInt8] {
        var state = state
        return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            constat_sha256_finish(&state, start)
            count = 32
        }
    }
}

extension [UInt8] {
    /// Two lower-case hexadecimal digits a byte.
    package var hexadecimal: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
