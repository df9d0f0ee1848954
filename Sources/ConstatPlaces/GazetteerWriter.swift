/// Collects places with their names and lays them out as the bytes of a ``GazetteerIndex``.
///
/// The same places with the same names, in any order, give the same bytes. Half a million places with a million names take
/// some seconds and some hundred megabytes.
public struct GazetteerWriter {
    private let variants: SpellingVariants
    private var places: [Record] = []
    private var postings: [Posting] = []
    private var keyBytes: [UInt8] = []

    public static let mostPlaces = 0xFF_FFFF
    /// UTF-8 bytes of a name or of an identifier.
    public static let longestText = 255
    private static let mostBearers = 100
    private static let keysPerBucket = 4

    private struct Record {
        var place: Place
        var flags: UInt8
    }

    private struct Posting {
        var start: UInt32
        var length: UInt8
        var flags: UInt8
        var place: UInt32
    }

    /// - Parameter rules: spelling rules as the index keeps them; ``Gazetteer/spellingRules`` for all but our own index.
    public init(rules: [UInt8]) { variants = SpellingVariants(rules: rules) }

    public var placeCount: Int { places.count }

    /// - Parameter names: every spelling, the place's own name among them; `isUsual` for what English, French or the
    ///   country itself calls it.
    /// - Returns: how many names were kept; others are empty, too long, or hold no letter.
    @discardableResult
    public mutating func add(
        _ place: Place, isCapital: Bool = false, isNotable: Bool = false, names: [(name: String, isUsual: Bool)]
    ) -> Int {
        guard places.count < Self.mostPlaces else { return 0 }
        var kept = 0
        for (name, isUsual) in names {
            let key = PlaceKey(name, variants: variants)
            guard key.bytes.count >= 2, key.bytes.count <= GazetteerIndex.longestKey else { continue }
            let article = key.hasArticle ? GazetteerIndex.Bearer.withArticle : GazetteerIndex.Bearer.withoutArticle
            let bearer = isUsual ? article : article | GazetteerIndex.Bearer.alternate
            postings.append(
                Posting(
                    start: UInt32(truncatingIfNeeded: keyBytes.count), length: UInt8(key.bytes.count),
                    flags: UInt8(bearer >> 24), place: UInt32(places.count)))
            keyBytes += key.bytes
            kept += 1
        }
        var flags = isCapital ? GazetteerIndex.RecordFlag.capital : 0
        if isNotable { flags |= GazetteerIndex.RecordFlag.notable }
        places.append(Record(place: place, flags: flags))
        return kept
    }

    // MARK: The file

    /// The whole file.
    public func file() -> [UInt8] {
        let order = placeOrder()
        var rank = [UInt32](repeating: 0, count: places.count)
        for (number, place) in order.enumerated() { rank[place] = UInt32(number) }
        let (records, texts) = placeSections(order)
        let keys = sortedKeys(rank)
        let layout = keySections(keys, order)
        let sections = [
            records, texts, layout.shelves, layout.buckets, layout.entries, skeletonSection(layout.keys),
            variants.rules,
        ]
        var file = Array((GazetteerIndex.magic + GazetteerIndex.version).utf8)
        let length = GazetteerIndex.headerSize + sections.map(\.count).reduce(0, +)
        for number in [length, places.count, layout.keys.count] { file.append(number) }
        var start = GazetteerIndex.headerSize
        for section in sections {
            file.append(start)
            file.append(section.count)
            start += section.count
        }
        file.reserveCapacity(length)
        for section in sections { file += section }
        return file
    }

    /// By kind, country and identifier.
    private func placeOrder() -> [Int] {
        let kinds = Dictionary(uniqueKeysWithValues: GazetteerIndex.kinds.enumerated().map { ($1, $0) })
        let ranks = places.map { kinds[$0.place.kind] ?? 0 }
        return places.indices.sorted { left, right in
            if ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
            let (one, other) = (places[left].place, places[right].place)
            return one.country != other.country ? one.country < other.country : one.id < other.id
        }
    }

    private func placeSections(_ order: [Int]) -> (records: [UInt8], texts: [UInt8]) {
        var records: [UInt8] = []
        records.reserveCapacity(order.count * GazetteerIndex.recordSize)
        var texts = TextSection()
        for index in order {
            let place = places[index].place
            let (identifier, flag) = texts.identifier(place.id)
            records.append(texts.offset(of: place.name))
            records.append(identifier)
            records.append(Self.hundredThousandths(place.latitude))
            records.append(Self.hundredThousandths(place.longitude))
            records.append(min(max(0, place.population ?? 0), Int(UInt32.max)))
            let radius = UInt16(min(max(0, place.radiusKm.rounded()), 65_535))
            records += [UInt8(radius & 0xFF), UInt8(radius >> 8)]
            records += place.country.utf8.count == 2 ? Array(place.country.utf8) : [0x2D, 0x2D]
            records.append(UInt8(GazetteerIndex.kinds.firstIndex(of: place.kind) ?? 0))
            records.append(flag | places[index].flags)
        }
        return (records, texts.bytes)
    }

    private static func hundredThousandths(_ degrees: Double) -> Int {
        let value = degrees.isFinite ? Int((min(180, max(-180, degrees)) * 100_000).rounded()) : 0
        return Int(UInt32(bitPattern: Int32(value)))
    }

    /// A key with its bearers, each the place's number and flags.
    private struct Key {
        var start: Int
        var length: Int
        var bearers: [UInt32]
        var offset = 0
    }

    /// By length, then by bytes; each key once.
    private func sortedKeys(_ rank: [UInt32]) -> [Key] {
        keyBytes.withUnsafeBufferPointer { bytes in
            func isBefore(_ left: Posting, _ right: Posting) -> Bool {
                if left.length != right.length { return left.length < right.length }
                for offset in 0..<Int(left.length) {
                    let (one, other) = (bytes[Int(left.start) + offset], bytes[Int(right.start) + offset])
                    if one != other { return one < other }
                }
                return rank[Int(left.place)] < rank[Int(right.place)]
            }
            var keys: [Key] = []
            var last: Posting?
            for posting in postings.sorted(by: isBefore) {
                let isSame = last.map { Self.isSameKey($0, posting, bytes) } ?? false
                if !isSame { keys.append(Key(start: Int(posting.start), length: Int(posting.length), bearers: [])) }
                Self.add(rank[Int(posting.place)], posting.flags, to: &keys[keys.count - 1].bearers)
                last = posting
            }
            return keys
        }
    }

    private static func isSameKey(_ left: Posting, _ right: Posting, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.length == right.length else { return false }
        for offset in 0..<Int(left.length) where bytes[Int(left.start) + offset] != bytes[Int(right.start) + offset] {
            return false
        }
        return true
    }

    /// One bearer a place: usual where any of its spellings is, with and without article as they come.
    private static func add(_ place: UInt32, _ flags: UInt8, to bearers: inout [UInt32]) {
        let alternate = UInt8(GazetteerIndex.Bearer.alternate >> 24)
        guard let last = bearers.last, last & 0xFF_FFFF == place else {
            return bearers.append(place | UInt32(flags) << 24)
        }
        let before = UInt8(last >> 24)
        let merged = (before & flags & alternate) | ((before | flags) & ~alternate)
        bearers[bearers.count - 1] = place | UInt32(merged) << 24
    }

    private struct KeyLayout {
        var shelves: [UInt8] = []
        var buckets: [UInt8] = []
        var entries: [UInt8] = []
        var keys: [Key]
    }

    private func keySections(_ keys: [Key], _ order: [Int]) -> KeyLayout {
        var layout = KeyLayout(keys: keys)
        var start = 0
        var bucketCount = 0
        for length in 0...GazetteerIndex.longestKey {
            var end = start
            while end < keys.count, keys[end].length == length { end += 1 }
            let count = (end - start + Self.keysPerBucket - 1) / Self.keysPerBucket
            layout.shelves.append(bucketCount)
            layout.shelves.append(count)
            fill(&layout, start..<end, buckets: count, order)
            bucketCount += count
            start = end
        }
        layout.buckets.append(layout.entries.count)
        return layout
    }

    private func fill(_ layout: inout KeyLayout, _ range: Range<Int>, buckets count: Int, _ order: [Int]) {
        guard count > 0 else { return }
        var buckets: [(bucket: Int, key: Int)] = []
        keyBytes.withUnsafeBytes { bytes in
            for index in range {
                let start = layout.keys[index].start
                let key = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + layout.keys[index].length)])
                buckets.append((GazetteerIndex.bucket(of: key, among: count), index))
            }
        }
        buckets.sort { $0.bucket != $1.bucket ? $0.bucket < $1.bucket : $0.key < $1.key }
        var next = 0
        for bucket in 0..<count {
            layout.buckets.append(layout.entries.count)
            while next < buckets.count, buckets[next].bucket == bucket {
                write(&layout, key: buckets[next].key, order)
                next += 1
            }
        }
    }

    private func write(_ layout: inout KeyLayout, key index: Int, _ order: [Int]) {
        let key = layout.keys[index]
        layout.keys[index].offset = layout.entries.count
        layout.entries.append(UInt8(key.length))
        layout.entries += keyBytes[key.start..<(key.start + key.length)]
        let bearers = kept(key.bearers, order)
        layout.entries.append(UInt8(bearers.count))
        for bearer in bearers { layout.entries.append(Int(bearer)) }
    }

    /// The most populous, where a name has more bearers than an entry holds.
    private func kept(_ bearers: [UInt32], _ order: [Int]) -> ArraySlice<UInt32> {
        func population(_ bearer: UInt32) -> Int { places[order[Int(bearer & 0xFF_FFFF)]].place.population ?? 0 }
        return bearers.map { (bearer: $0, population: population($0)) }
            .sorted { $0.population != $1.population ? $0.population > $1.population : $0.bearer < $1.bearer }
            .map(\.bearer).prefix(Self.mostBearers)
    }

    /// Keys of five letters and more in Latin script, by the hash of their consonants.
    private func skeletonSection(_ keys: [Key]) -> [UInt8] {
        var entries: [(bucket: Int, offset: Int)] = []
        let eligible = keys.filter { key in
            key.length >= 5 && keyBytes[key.start..<(key.start + key.length)].allSatisfy { $0 < 0x80 }
        }
        let count = max(1, eligible.count / 2)
        for key in eligible {
            let skeleton = PlaceSounds.skeleton(keyBytes[key.start..<(key.start + key.length)])
            let bucket = skeleton.withUnsafeBytes { GazetteerIndex.bucket(of: $0, among: count) }
            entries.append((bucket, key.offset))
        }
        entries.sort { $0.bucket != $1.bucket ? $0.bucket < $1.bucket : $0.offset < $1.offset }
        var section: [UInt8] = []
        section.append(count)
        var next = 0
        for bucket in 0...count {
            section.append(next)
            while next < entries.count, entries[next].bucket == bucket { next += 1 }
        }
        for entry in entries { section.append(entry.offset) }
        return section
    }
}

/// Texts one after the other, each once.
private struct TextSection {
    private(set) var bytes: [UInt8] = []
    private var offsets: [String: Int] = [:]

    mutating func offset(of text: String) -> Int {
        if let offset = offsets[text] { return offset }
        let offset = bytes.count
        offsets[text] = offset
        let utf8 = text.utf8.count <= GazetteerWriter.longestText ? Array(text.utf8) : []
        bytes.append(UInt8(utf8.count))
        bytes += utf8
        return offset
    }

    /// Numbers of the large sources need no text.
    mutating func identifier(_ id: String) -> (value: Int, flag: UInt8) {
        let parts = id.split(separator: ":", maxSplits: 1)
        if parts.count == 2, let number = UInt32(parts[1]), String(number) == parts[1] {
            if parts[0] == "gn" { return (Int(number), GazetteerIndex.RecordFlag.geoNames) }
            if parts[0] == "wof" { return (Int(number), GazetteerIndex.RecordFlag.whosOnFirst) }
        }
        return (offset(of: id), 0)
    }
}

extension [UInt8] {
    /// Four bytes, the lowest first.
    fileprivate mutating func append(_ value: Int) {
        let value = UInt32(truncatingIfNeeded: value)
        for shift in stride(from: UInt32(0), through: 24, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
