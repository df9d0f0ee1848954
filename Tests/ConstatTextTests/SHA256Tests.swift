import Testing

@testable import ConstatText

@Suite struct SHA256Tests {
    @Test func digestsAreThoseOfTheStandard() {
        #expect(
            SHA256.digest(Array("abc".utf8)).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.digest([]).hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA256.digest([UInt8](repeating: 0x61, count: 1000)).hexadecimal
                == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    }

    /// Every length around the ends of blocks, in pieces of every size.
    @Test func piecesGiveTheHashOfTheWhole() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for length in [0, 1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 121, 127, 128, 129, 300] {
            let message = Array(bytes.prefix(length))
            for size in [1, 7, 63, 64, 65, 200] {
                var hash = SHA256()
                for start in stride(from: 0, to: length, by: size) {
                    hash.update(Array(message[start..<min(start + size, length)]))
                }
                #expect(hash.finish() == SHA256.digest(message), "\(length) by \(size)")
            }
        }
    }
}
