/// The sounds of a key, roughly, so that French, English and Arabic transliterations of one name come out alike.
enum PlaceSounds {
    /// The longest spelling of a sound first. Capitals keep sounds apart from letters.
    private static let sounds: [([UInt8], UInt8)] = [
        ("tch", "S"), ("sch", "S"), ("tsh", "S"), ("ch", "S"), ("sh", "S"), ("dzh", "J"), ("dj", "J"), ("zh", "J"),
        ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ou", "u"), ("oo", "u"),
        ("j", "J"), ("q", "k"), ("c", "k"), ("w", "u"), ("y", "i"), ("x", "k"),
    ].map { (spelling: String, sound: String) in (Array(spelling.utf8), sound.utf8.first ?? 0) }

    static func phonetic(_ key: some Collection<UInt8>) -> [UInt8] {
        let key = Array(key)
        var out: [UInt8] = []
        var position = 0
        while position < key.count {
            let (length, sound) = sound(in: key, at: position)
            position += length
            if sound != 0x68, sound != 0x20, out.last != sound { out.append(sound) }
        }
        return out
    }

    /// The consonants of the sounds; a vowel counts only in first place, as "A".
    static func skeleton(_ key: some Collection<UInt8>) -> [UInt8] {
        skeleton(ofSounds: phonetic(key))
    }

    static func skeleton(ofSounds sounds: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for (index, sound) in sounds.enumerated() {
            if !isVowel(sound) { out.append(sound) } else if index == 0 { out.append(0x41) }
        }
        return out
    }

    private static func sound(in key: [UInt8], at position: Int) -> (Int, UInt8) {
        // Single letters that are never rewritten and start no longer spelling are the common case.
        for (spelling, sound) in sounds where spelling[0] == key[position] && position + spelling.count <= key.count {
            var matches = true
            for offset in 1..<max(spelling.count, 1) where key[position + offset] != spelling[offset] {
                matches = false
                break
            }
            if matches { return (spelling.count, sound) }
        }
        return (1, key[position])
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61, 0x65, 0x69, 0x6F, 0x75: true
        default: false
        }
    }

    /// Levenshtein distance, or nil when it exceeds `limit`.
    static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let substituted = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count] <= limit ? row[right.count] : nil
    }
}
