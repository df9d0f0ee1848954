import ConstatResources

/// One analysis that the lexicon gives a form.
package struct LexiconReading: Sendable, Equatable {
    package var partOfSpeech: PartOfSpeech
    package var morphology: Morphology
    /// The spelling's accents and the rule that makes its lemma; see ``Lexicon/lemma(of:folded:)``.
    fileprivate let pattern: UInt16
    fileprivate let rule: UInt16
}

/// What the lexicon knows of one token: which of its entries match, and two hashes of their readings for the models.
package struct LexiconMatch: Sendable {
    package var entries: [Lexicon.Entry] = []
    package var readingsHash: UInt64 = 5
    package var categoriesHash: UInt64 = 5
    /// The parts of speech of all readings.
    package var parts: PartSet = []

    package var isKnown: Bool { !entries.isEmpty }
}

/// The compiled French lexicon: folded forms with their accented spellings and readings, read where they lie.
///
/// Layout, little endian: "CLX1", bucket bits, then (offset, count) of six sections: tags (packed words), lemma rules
/// (scalars to drop, suffix), suffixes, reading sets, accent patterns, buckets. The last four are offset tables followed
/// by records. A bucket holds entries: 24 bits of hash, a count, then (accent pattern, reading set) for each spelling.
package struct Lexicon: Sendable {
    /// One accented spelling of a folded form with its readings.
    package struct Entry: Hashable, Sendable {
        let pattern: UInt16
        let readings: UInt16
    }

    private struct Section {
        let offset: Int
        let count: Int

        /// Start and end of a record, from the section's start.
        func record(_ index: Int, in reader: ByteReader) -> Range<Int> {
            let base = offset + 4 * (count + 1)
            let lower = base + reader.offset(offset + 4 * index)
            return lower..<base + reader.offset(offset + 4 * index + 4)
        }
    }

    private let reader: ByteReader
    private let bucketBits: Int
    private let tags: Section
    private let rules: Section
    private let suffixes: Section
    private let sets: Section
    private let patterns: Section
    private let buckets: Section
    /// The tags, unpacked once.
    private let unpackedTags: [(partOfSpeech: PartOfSpeech, morphology: Morphology)]

    package init() { self.init(ByteReader(EmbeddedResource.bytes(named: "french.lexicon"))) }

    package init(_ reader: ByteReader) {
        precondition(reader.count > 56 && reader.uint32(0) == 0x3158_4C43, "french.lexicon is not a compiled lexicon")
        func section(_ index: Int) -> Section {
            Section(offset: reader.offset(8 + 8 * index), count: reader.offset(12 + 8 * index))
        }
        self.reader = reader
        bucketBits = reader.offset(4)
        tags = section(0)
        rules = section(1)
        suffixes = section(2)
        sets = section(3)
        patterns = section(4)
        buckets = section(5)
        let tags = tags
        unpackedTags = (0..<tags.count).map { index in
            let tag = reader.uint32(tags.offset + 4 * index)
            return (PackedTag.partOfSpeech(tag), PackedTag.morphology(tag))
        }
    }

    /// The entries of a folded form, for a token whose lower-case spelling has `accents`.
    ///
    /// A spelling that the lexicon has is taken alone. Otherwise, and for words written in capitals, where accents are
    /// often left out, every spelling of the folded form counts; a capital first letter may have lost its accent.
    func match(folded: some Sequence<UInt8>, accents: AccentPattern, casing: Casing) -> LexiconMatch {
        let all = entries(folded: folded)
        if all.isEmpty { return LexiconMatch() }
        var chosen = all
        if casing != .capitals || !accents.isEmpty {
            let exact = all.filter { agrees($0, with: accents) }
            if casing == .initial, !exact.isEmpty || accents.isEmpty {
                chosen = all.filter { agrees($0, with: accents) || agreesButForFirst($0, with: accents) }
                if chosen.isEmpty { chosen = all }
            } else if !exact.isEmpty {
                chosen = exact
            }
        }
        return described(chosen)
    }

    private func described(_ entries: [Entry]) -> LexiconMatch {
        var match = LexiconMatch(entries: entries)
        for (index, entry) in entries.enumerated() {
            let record = sets.record(Int(entry.readings), in: reader)
            let full = UInt64(reader.uint32(record.lowerBound))
            let categories = UInt64(reader.uint32(record.lowerBound + 4))
            for reading in 0..<reader.byte(record.lowerBound + 8) {
                let tag = reader.uint32(tags.offset + 4 * reader.uint16(record.lowerBound + 9 + 4 * reading))
                match.parts.insert(PartSet(rawValue: 1 << (tag & 31)))
            }
            if index == 0 {
                (match.readingsHash, match.categoriesHash) = (full, categories)
            } else if categories != match.categoriesHash || full != match.readingsHash {
                match.readingsHash = FeatureHash.mix(match.readingsHash, full)
                match.categoriesHash =
                    match.categoriesHash == categories
                    ? categories : FeatureHash.mix(match.categoriesHash, categories)
            }
        }
        return match
    }

    private func entries(folded: some Sequence<UInt8>) -> [Entry] {
        let hash = FeatureHash.mix(FeatureHash.fnv(folded), 0)
        let bucket = buckets.record(Int(hash >> (64 - UInt64(bucketBits))), in: reader)
        let key = UInt32(truncatingIfNeeded: hash) & 0xFF_FFFF
        var at = bucket.lowerBound
        while at < bucket.upperBound {
            let head = reader.uint32(at)
            let count = Int(head >> 24)
            if head & 0xFF_FFFF == key {
                return (0..<count).map { index in
                    let place = at + 4 + 4 * index
                    return Entry(
                        pattern: UInt16(truncatingIfNeeded: reader.uint16(place)),
                        readings: UInt16(truncatingIfNeeded: reader.uint16(place + 2)))
                }
            }
            at += 4 + 4 * count
        }
        return []
    }

    private func agrees(_ entry: Entry, with accents: AccentPattern) -> Bool {
        let record = patterns.record(Int(entry.pattern), in: reader)
        guard reader.byte(record.lowerBound) == accents.places.count else { return false }
        return accents.places.indices.allSatisfy { index in
            reader.byte(record.lowerBound + 1 + 2 * index) == accents.places[index].position
                && reader.byte(record.lowerBound + 2 + 2 * index) == Int(accents.places[index].letter)
        }
    }

    private func agreesButForFirst(_ entry: Entry, with accents: AccentPattern) -> Bool {
        let record = patterns.record(Int(entry.pattern), in: reader)
        guard reader.byte(record.lowerBound) == accents.places.count + 1, reader.byte(record.lowerBound + 1) == 0
        else { return false }
        return accents.places.indices.allSatisfy { index in
            reader.byte(record.lowerBound + 3 + 2 * index) == accents.places[index].position
                && reader.byte(record.lowerBound + 4 + 2 * index) == Int(accents.places[index].letter)
        }
    }

    /// The readings of matched entries, in the lexicon's order.
    package func readings(of match: LexiconMatch) -> [LexiconReading] {
        var readings: [LexiconReading] = []
        for entry in match.entries {
            let record = sets.record(Int(entry.readings), in: reader)
            for index in 0..<reader.byte(record.lowerBound + 8) {
                let place = record.lowerBound + 9 + 4 * index
                let tag = unpackedTags[reader.uint16(place)]
                readings.append(
                    LexiconReading(
                        partOfSpeech: tag.partOfSpeech, morphology: tag.morphology, pattern: entry.pattern,
                        rule: UInt16(truncatingIfNeeded: reader.uint16(place + 2))))
            }
        }
        return readings
    }

    /// The dictionary form of a reading of the token with this folded form.
    package func lemma(of reading: LexiconReading, folded: String) -> String {
        let packed = reader.offset(rules.offset + 4 * Int(reading.rule))
        if packed >> 16 == 0, suffixes.record(packed & 0xFFFF, in: reader).isEmpty,
            reader.byte(patterns.record(Int(reading.pattern), in: reader).lowerBound) == 0
        {
            return folded
        }
        return applied(packed, to: accented(folded, pattern: Int(reading.pattern)))
    }

    private func accented(_ folded: String, pattern: Int) -> [Unicode.Scalar] {
        var scalars = Array(folded.unicodeScalars)
        let record = patterns.record(pattern, in: reader)
        for index in 0..<reader.byte(record.lowerBound) {
            let position = reader.byte(record.lowerBound + 1 + 2 * index)
            let letter = Unicode.Scalar(UInt8(reader.byte(record.lowerBound + 2 + 2 * index)))
            if position < scalars.count { scalars[position] = letter }
        }
        return scalars
    }

    /// `rule`: how many scalars to drop, and which suffix to append.
    private func applied(_ rule: Int, to scalars: [Unicode.Scalar]) -> String {
        var lemma = String.UnicodeScalarView(scalars.dropLast(rule >> 16))
        let suffix = suffixes.record(rule & 0xFFFF, in: reader)
        lemma.append(contentsOf: String(decoding: reader.bytes[suffix], as: UTF8.self).unicodeScalars)
        return String(lemma)
    }
}

/// How the compiled lexicon packs part of speech and features into one word.
enum PackedTag {
    /// The compiler of the lexicon numbers the parts of speech in this order.
    private static let partsOfSpeech = PartOfSpeech.allCases

    static func partOfSpeech(_ tag: UInt32) -> PartOfSpeech {
        let index = Int(tag & 31)
        return index < partsOfSpeech.count ? partsOfSpeech[index] : .other
    }

    static func morphology(_ tag: UInt32) -> Morphology {
        func pick<Value>(_ shift: UInt32, _ width: UInt32, _ values: [Value]) -> Value? {
            let code = Int(tag >> shift & ((1 << width) - 1))
            return code > 0 && code <= values.count ? values[code - 1] : nil
        }
        var morphology = Morphology()
        morphology.mood = pick(5, 3, [.indicative, .conditional, .subjunctive, .imperative])
        morphology.tense = pick(8, 3, [.present, .past, .imperfect, .future])
        morphology.verbForm = pick(11, 2, [.finite, .infinitive, .participle])
        morphology.gender = pick(13, 2, [.masculine, .feminine])
        morphology.number = pick(15, 2, [.singular, .plural])
        morphology.person = pick(17, 2, [1, 2, 3])
        return morphology
    }
}
