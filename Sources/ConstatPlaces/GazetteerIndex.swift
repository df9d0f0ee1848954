/// A compiled gazetteer, read where it lies: nothing is built or sorted when it is opened.
///
/// Layout, little endian, written by ``GazetteerWriter``: "CSTGAZ", two digits of the version, the file's length, the
/// counts of places and keys, then seven pairs of offset and length (all UInt32):
///
/// 0. places: records of 26 bytes
/// 1. texts: each a length byte and UTF-8
/// 2. shelves: for each length of a key in bytes, its first bucket and the number of buckets
/// 3. buckets: where each bucket's entries begin, from the start of 4; one more at the end
/// 4. entries: length byte, key, count byte, then a bearer of 4 bytes each
/// 5. skeletons: bucket starts as in 3 (their count first), then the offsets of entries
/// 6. spelling rules
///
/// Entries of one bucket lie side by side, so that a look-up touches two or three lines of the cache; those of one length
/// do too, so that a search for similar names leaves out all that are too long or too short.
///
/// A file may hold anything: every offset is checked where it is used, and what lies outside reads as nothing.
public final class GazetteerIndex: @unchecked Sendable {
    // The bytes are never written to, and live as long as the program or as `owner`: this makes it Sendable.
    private let bytes: UnsafeRawBufferPointer
    private let owner: IndexMemory?
    public let placeCount: Int
    /// Different names, as they are looked up.
    public let keyCount: Int
    private let records, texts, shelves, buckets, entries, skeletons: Range<Int>
    let variants: SpellingVariants

    static let recordSize = 26
    static let longestKey = 120
    static let sectionCount = 7
    static let headerSize = 20 + 8 * sectionCount
    static let magic = "CSTGAZ"
    static let version = "02"

    /// Why bytes are no index that can be read.
    public enum Fault: Error, Hashable {
        case notAnIndex
        /// Written by another version of the program; its two digits.
        case otherVersion(String)
        /// The length that it says it has, and the length that it has.
        case incomplete(said: Int, found: Int)
        /// Its parts do not lie within it.
        case damaged
    }

    /// Copies the bytes of a file.
    public convenience init(_ file: [UInt8]) throws(Fault) {
        let owner = IndexMemory(file)
        try self.init(owner.bytes, owner: owner)
    }

    /// The whole of it as it lies in a file: what tells one gazetteer from another.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withExtendedLifetime(self) { body(bytes) }
    }

    /// - Parameter bytes: must live as long as the program.
    convenience init(embedded bytes: UnsafeRawBufferPointer) throws(Fault) { try self.init(bytes, owner: nil) }

    private init(_ bytes: UnsafeRawBufferPointer, owner: IndexMemory?) throws(Fault) {
        self.bytes = bytes
        self.owner = owner
        let region = Region(bytes)
        guard bytes.count >= 8, bytes.prefix(6).elementsEqual(Self.magic.utf8) else { throw .notAnIndex }
        let version = String(decoding: bytes[6..<8], as: UTF8.self)
        guard version == Self.version else { throw .otherVersion(version) }
        let said = Int(region.uint32(8))
        guard said == bytes.count, said >= Self.headerSize else { throw .incomplete(said: said, found: bytes.count) }
        var sections: [Range<Int>] = []
        for number in 0..<Self.sectionCount {
            let start = Int(region.uint32(20 + 8 * number))
            let end = start + Int(region.uint32(24 + 8 * number))
            guard start >= Self.headerSize, end <= bytes.count else { throw .damaged }
            sections.append(start..<end)
        }
        placeCount = Int(region.uint32(12))
        keyCount = Int(region.uint32(16))
        (records, texts, shelves) = (sections[0], sections[1], sections[2])
        (buckets, entries, skeletons) = (sections[3], sections[4], sections[5])
        guard records.count == placeCount * Self.recordSize, shelves.count == 8 * (Self.longestKey + 1) else {
            throw .damaged
        }
        variants = SpellingVariants(rules: bytes[sections[6]])
    }

    private var region: Region { Region(bytes) }

    // MARK: Places

    /// A name's bearer: the place's number, and what the name is to it.
    struct Bearer {
        var place: Int
        var isAlternate: Bool
        /// Written with, and without, an Arabic article; both may be.
        var hasArticle: Bool
        var lacksArticle: Bool

        static let alternate: UInt32 = 1 << 24
        static let withArticle: UInt32 = 4 << 24
        static let withoutArticle: UInt32 = 8 << 24

        init(_ value: UInt32) {
            place = Int(value & 0xFF_FFFF)
            isAlternate = value & Self.alternate != 0
            hasArticle = value & Self.withArticle != 0
            lacksArticle = value & Self.withoutArticle != 0
        }
    }

    enum RecordFlag {
        static let geoNames: UInt8 = 1
        static let whosOnFirst: UInt8 = 2
        static let capital: UInt8 = 4
        static let notable: UInt8 = 8
    }

    static let kinds: [PlaceKind] = [.country, .region, .district, .settlement, .site, .area, .road, .water]

    /// Nil for a number that no place has.
    func place(_ number: Int) -> Place? {
        guard number >= 0, number < placeCount else { return nil }
        let record = records.lowerBound + number * Self.recordSize
        let kind = Int(bytes[record + 24])
        let population = region.uint32(record + 16)
        return Place(
            name: text(region.uint32(record)),
            id: identifier(region.uint32(record + 4), flags: bytes[record + 25]),
            latitude: Self.degrees(region.int32(record + 8), 90),
            longitude: Self.degrees(region.int32(record + 12), 180),
            kind: kind < Self.kinds.count ? Self.kinds[kind] : .area,
            country: bytes[record + 22] == 0x2D ? "" : string((record + 22)..<(record + 24)),
            population: population == 0 ? nil : Int(population), radiusKm: Double(region.uint16(record + 20)))
    }

    private static func degrees(_ value: Int32, _ limit: Double) -> Double {
        min(limit, max(-limit, Double(value) / 100_000))
    }

    private func identifier(_ value: UInt32, flags: UInt8) -> String {
        if flags & RecordFlag.geoNames != 0 { return Self.numbered(0x67, 0x6E, value) }
        return flags & RecordFlag.whosOnFirst != 0 ? "wof:\(value)" : text(value)
    }

    /// "gn:172955", without the costs of interpolation.
    private static func numbered(_ first: UInt8, _ second: UInt8, _ value: UInt32) -> String {
        String(unsafeUninitializedCapacity: 13) { buffer in
            var length = 1
            var rest = value
            while rest >= 10 {
                rest /= 10
                length += 1
            }
            rest = value
            for position in stride(from: length + 2, to: 2, by: -1) {
                buffer[position] = UInt8(0x30 + rest % 10)
                rest /= 10
            }
            (buffer[0], buffer[1], buffer[2]) = (first, second, 0x3A)
            return length + 3
        }
    }

    private func string(_ range: Range<Int>) -> String {
        // A buffer of its own: a slice of a buffer takes the slow way through an array.
        String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// Of a country.
    func isCapital(_ number: Int) -> Bool { flags(number) & RecordFlag.capital != 0 }

    /// The seat of a division, or one that our lexicon names: no hamlet, even where nobody counted its people.
    func isNotable(_ number: Int) -> Bool { flags(number) & RecordFlag.notable != 0 }

    private func flags(_ number: Int) -> UInt8 {
        number >= 0 && number < placeCount ? bytes[records.lowerBound + number * Self.recordSize + 25] : 0
    }

    private func text(_ offset: UInt32) -> String {
        let start = texts.lowerBound + Int(offset)
        guard start < texts.upperBound else { return "" }
        let end = start + 1 + Int(bytes[start])
        return end <= texts.upperBound ? string((start + 1)..<end) : ""
    }

    /// What the index holds.
    public struct Summary: Sendable {
        public var places: Int
        public var names: Int
        /// Places by kind, the kinds in the order of an administration from the country down.
        public var kinds: [(kind: PlaceKind, count: Int)]
        /// Countries with their numbers of places, the fullest first.
        public var countries: [(code: String, count: Int)]
        public var version: String
        public var byteCount: Int
    }

    /// Looks at every place: some milliseconds.
    public var summary: Summary {
        var kinds = [Int](repeating: 0, count: Self.kinds.count)
        var countries: [String: Int] = [:]
        for place in (0..<placeCount).lazy.compactMap(place) {
            kinds[Self.kinds.firstIndex(of: place.kind) ?? 0] += 1
            if !place.country.isEmpty { countries[place.country, default: 0] += 1 }
        }
        return Summary(
            places: placeCount, names: keyCount, kinds: Array(zip(Self.kinds, kinds)),
            countries: countries.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
                .map { ($0.key, $0.value) },
            version: Self.version, byteCount: bytes.count)
    }

    // MARK: Keys

    /// A key and who bears it: the place of its bytes and of its bearers in the file.
    struct Entry {
        var key: Range<Int>
        var bearers: Range<Int>
        var end: Int { bearers.upperBound }
    }

    /// Nil where no entry lies.
    private func entry(at offset: Int) -> Entry? {
        guard offset >= entries.lowerBound, offset < entries.upperBound else { return nil }
        let keyEnd = offset + 1 + Int(bytes[offset])
        guard keyEnd < entries.upperBound else { return nil }
        let end = keyEnd + 1 + 4 * Int(bytes[keyEnd])
        return end <= entries.upperBound ? Entry(key: (offset + 1)..<keyEnd, bearers: (keyEnd + 1)..<end) : nil
    }

    func eachBearer(of entry: Entry, _ receive: (Bearer) -> Void) {
        var offset = entry.bearers.lowerBound
        while offset < entry.bearers.upperBound {
            receive(Bearer(region.uint32(offset)))
            offset += 4
        }
    }

    func key(of entry: Entry) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[entry.key]) }

    func entry(of key: [UInt8]) -> Entry? {
        key.withUnsafeBytes { wanted in
            guard let shelf = shelf(wanted.count), shelf.count > 0 else { return nil }
            let bucket = shelf.first + Self.bucket(of: wanted, among: shelf.count)
            let range = entries(inBuckets: bucket..<(bucket + 1))
            var offset = range.lowerBound
            while offset < range.upperBound, let entry = entry(at: offset) {
                if Self.areEqual(self.key(of: entry), wanted) { return entry }
                offset = entry.end
            }
            return nil
        }
    }

    private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }

    private func shelf(_ length: Int) -> (first: Int, count: Int)? {
        guard length > 0, length <= Self.longestKey else { return nil }
        let offset = shelves.lowerBound + 8 * length
        return (Int(region.uint32(offset)), Int(region.uint32(offset + 4)))
    }

    /// Where the entries of these buckets lie; empty where the buckets do not exist.
    private func entries(inBuckets range: Range<Int>) -> Range<Int> {
        let first = buckets.lowerBound + 4 * range.lowerBound
        let last = buckets.lowerBound + 4 * range.upperBound
        guard last + 4 <= buckets.upperBound else { return 0..<0 }
        let start = entries.lowerBound + Int(region.uint32(first))
        let end = min(entries.upperBound, entries.lowerBound + Int(region.uint32(last)))
        return start < end ? start..<end : 0..<0
    }

    /// FNV-1a, brought into the range by its upper half.
    static func bucket(of key: UnsafeRawBufferPointer, among count: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        return Int(((hash >> 32) &* UInt64(count)) >> 32)
    }

    /// Calls `receive` with every entry whose key has so many bytes, in the order of the file.
    func eachEntry(ofLengths lengths: ClosedRange<Int>, _ receive: (Entry, UnsafeRawBufferPointer) -> Void) {
        for length in lengths {
            guard let shelf = shelf(length), shelf.count > 0 else { continue }
            let range = entries(inBuckets: shelf.first..<(shelf.first + shelf.count))
            var offset = range.lowerBound
            while offset < range.upperBound, let entry = entry(at: offset) {
                receive(entry, key(of: entry))
                offset = entry.end
            }
        }
    }

    /// All keys, for measuring and for tests.
    public func eachKey(_ receive: (String) -> Void) {
        eachEntry(ofLengths: 1...Self.longestKey) { receive(String(decoding: $1, as: UTF8.self)) }
    }

    // MARK: Keys by their consonants

    /// The entries whose key may have these consonants; others that share a bucket with them are among them.
    func entries(nearSkeleton skeleton: [UInt8]) -> [Entry] {
        guard skeletons.count >= 8 else { return [] }
        let count = Int(region.uint32(skeletons.lowerBound))
        let lists = skeletons.lowerBound + 4 * (count + 2)
        guard count > 0, lists <= skeletons.upperBound else { return [] }
        let bucket = skeleton.withUnsafeBytes { Self.bucket(of: $0, among: count) }
        let start = Int(region.uint32(skeletons.lowerBound + 4 * (bucket + 1)))
        let end = min(Int(region.uint32(skeletons.lowerBound + 4 * (bucket + 2))), (skeletons.upperBound - lists) / 4)
        guard start < end else { return [] }
        return (start..<end).compactMap { entry(at: entries.lowerBound + Int(region.uint32(lists + 4 * $0))) }
    }
}

/// The bytes of an index file, for as long as anybody reads them.
private final class IndexMemory: @unchecked Sendable {
    // Written once, in `init`.
    private let memory: UnsafeMutableRawBufferPointer
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

    init(_ file: [UInt8]) {
        memory = .allocate(byteCount: file.count, alignment: 8)
        memory.copyBytes(from: file)
    }

    deinit { memory.deallocate() }
}

/// Integers in bytes; what lies outside reads as zero.
private struct Region {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    func uint32(_ offset: Int) -> UInt32 {
        guard offset >= 0, offset + 4 <= bytes.count else { return 0 }
        return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    func int32(_ offset: Int) -> Int32 { Int32(bitPattern: uint32(offset)) }

    func uint16(_ offset: Int) -> UInt16 {
        guard offset >= 0, offset + 2 <= bytes.count else { return 0 }
        return UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }
}
