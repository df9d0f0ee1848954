import ConstatResources

/// The compiled gazetteer, read where it lies in the binary: nothing is loaded or built at the start.
///
/// Layout (little endian; written by `Tools/gazetteer/build.py`): "CSTGAZ01", count of places, count of keys, then six
/// pairs of offset and length: place records, texts, block offsets, blocks of keys, key numbers by skeleton, spelling
/// rules. Keys are sorted and front-coded in blocks of 16.
struct GazetteerIndex: @unchecked Sendable {
    // The embedded bytes are constant and live as long as the program, which is what makes this Sendable.
    private let bytes: UnsafeRawBufferPointer
    let placeCount: Int
    let keyCount: Int
    private let records, texts, blockOffsets, blocks, skeletons, rules: Range<Int>

    static let recordSize = 28
    static let blockSize = 16

    /// A name's bearer: the place's number, and what the name is to it.
    struct Bearer {
        var place: Int
        var isAlternate: Bool
        /// Written with, and without, an Arabic article; both may be.
        var hasArticle: Bool
        var lacksArticle: Bool
    }

    /// An index that is missing or of another version counts as empty.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        let isValid = bytes.count >= 64 && bytes.prefix(8).elementsEqual("CSTGAZ01".utf8)
        func integer(_ offset: Int) -> Int {
            isValid ? Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))) : 0
        }
        func section(_ number: Int) -> Range<Int> {
            let start = integer(16 + 8 * number)
            return start..<(start + integer(20 + 8 * number))
        }
        placeCount = integer(8)
        keyCount = integer(12)
        records = section(0)
        texts = section(1)
        blockOffsets = section(2)
        blocks = section(3)
        skeletons = section(4)
        rules = section(5)
    }

    // MARK: Places

    func place(_ number: Int) -> Place {
        let record = records.lowerBound + number * Self.recordSize
        let kinds: [PlaceKind] = [.country, .region, .district, .settlement, .site, .area, .road, .water]
        let kind = Int(bytes[record + 22])
        let hasGeoNamesId = bytes[record + 23] == 1
        let population = Int(uint32(record + 16))
        let country = String(decoding: bytes[(record + 24)..<(record + 26)], as: UTF8.self)
        return Place(
            name: text(Int(uint32(record))),
            id: hasGeoNamesId ? "gn:\(uint32(record + 4))" : text(Int(uint32(record + 4))),
            latitude: Double(int32(record + 8)) / 100_000, longitude: Double(int32(record + 12)) / 100_000,
            kind: kind < kinds.count ? kinds[kind] : .area, country: country == "--" ? "" : country,
            population: population == 0 ? nil : population, radiusKm: Double(uint16(record + 20)))
    }

    func isCapital(_ number: Int) -> Bool {
        uint16(records.lowerBound + number * Self.recordSize + 26) & 1 == 1
    }

    private func text(_ offset: Int) -> String {
        let start = texts.lowerBound + offset
        return String(decoding: bytes[(start + 1)..<(start + 1 + Int(bytes[start]))], as: UTF8.self)
    }

    /// "variant=canonical" a line.
    func spellingVariants() -> [[UInt8]: [UInt8]] {
        var variants: [[UInt8]: [UInt8]] = [:]
        for line in bytes[rules].split(separator: 0x0A) {
            guard let equals = line.firstIndex(of: 0x3D) else { continue }
            variants[Array(line[line.startIndex..<equals])] = Array(line[(equals + 1)...])
        }
        return variants
    }

    // MARK: Keys

    func bearers(of key: [UInt8]) -> [Bearer] {
        guard keyCount > 0, !key.isEmpty, let block = block(holding: key) else { return [] }
        var cursor = KeyCursor(at: offset(ofBlock: block))
        for _ in 0..<count(inBlock: block) {
            read(&cursor)
            if cursor.key == key { return bearers(at: cursor) }
        }
        return []
    }

    /// The numbers and texts of all keys whose consonants are `skeleton`, at most `limit`.
    func keys(withSkeleton skeleton: [UInt8], limit: Int = 400) -> [(key: [UInt8], bearers: [Bearer])] {
        let count = skeletons.count / 4
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if PlaceSounds.skeleton(keyAndBearers(ofSkeletonEntry: middle).key).lexicographicallyPrecedes(skeleton) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var found: [(key: [UInt8], bearers: [Bearer])] = []
        while low < count, found.count < limit {
            let entry = keyAndBearers(ofSkeletonEntry: low)
            guard PlaceSounds.skeleton(entry.key) == skeleton else { break }
            found.append((entry.key, bearers(at: entry.cursor)))
            low += 1
        }
        return found
    }

    private struct KeyCursor {
        var next: Int
        var key: [UInt8] = []
        var bearers = 0

        init(at offset: Int) { next = offset }
    }

    /// Reads the entry at `cursor.next`: bytes shared with the key before, the rest, the number of bearers.
    private func read(_ cursor: inout KeyCursor) {
        let shared = Int(bytes[cursor.next])
        let rest = Int(bytes[cursor.next + 1])
        let start = cursor.next + 2
        cursor.key.removeSubrange(min(shared, cursor.key.count)...)
        cursor.key.append(contentsOf: bytes[start..<(start + rest)])
        cursor.bearers = start + rest
        cursor.next = cursor.bearers + 1 + 4 * Int(bytes[cursor.bearers])
    }

    private func bearers(at cursor: KeyCursor) -> [Bearer] {
        (0..<Int(bytes[cursor.bearers])).map { index in
            let value = uint32(cursor.bearers + 1 + 4 * index)
            let flags = value >> 24
            return Bearer(
                place: Int(value & 0xFF_FFFF), isAlternate: flags & 3 != 0, hasArticle: flags & 4 != 0,
                lacksArticle: flags & 8 != 0)
        }
    }

    /// The last block whose first key is not after `key`.
    private func block(holding key: [UInt8]) -> Int? {
        var low = 0
        var high = blockOffsets.count / 4
        while low < high {
            let middle = (low + high) / 2
            if isFirstKey(ofBlock: middle, after: key) { high = middle } else { low = middle + 1 }
        }
        return low > 0 ? low - 1 : nil
    }

    private func isFirstKey(ofBlock block: Int, after key: [UInt8]) -> Bool {
        let start = offset(ofBlock: block)
        let length = Int(bytes[start + 1])
        for index in 0..<min(length, key.count) where bytes[start + 2 + index] != key[index] {
            return bytes[start + 2 + index] > key[index]
        }
        return length > key.count
    }

    private func keyAndBearers(ofSkeletonEntry entry: Int) -> (key: [UInt8], cursor: KeyCursor) {
        let number = Int(uint32(skeletons.lowerBound + 4 * entry))
        var cursor = KeyCursor(at: offset(ofBlock: number / Self.blockSize))
        for _ in 0...(number % Self.blockSize) { read(&cursor) }
        return (cursor.key, cursor)
    }

    private func offset(ofBlock block: Int) -> Int {
        blocks.lowerBound + Int(uint32(blockOffsets.lowerBound + 4 * block))
    }

    private func count(inBlock block: Int) -> Int {
        min(Self.blockSize, keyCount - block * Self.blockSize)
    }

    private func uint32(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private func int32(_ offset: Int) -> Int32 { Int32(bitPattern: uint32(offset)) }

    private func uint16(_ offset: Int) -> UInt16 {
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }
}
