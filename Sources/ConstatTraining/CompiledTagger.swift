import ConstatLanguage

extension ByteReader {
    /// Reads bytes that were just made: what runs is what will be shipped. The bytes are never given back.
    init(keeping bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        memory.copyBytes(from: bytes)
        self.init(UnsafeRawBufferPointer(memory))
    }
}

/// A tagger over bytes that were just made.
struct CompiledTagger {
    private let tagger: Tagger

    init(_ bytes: [UInt8], _ tagSet: TagSet, _ constraints: PartConstraints, _ sure: SureTags) {
        tagger = Tagger(
            classifier: SparseClassifier(ByteReader(keeping: bytes)), tagSet: tagSet, constraints: constraints,
            sure: sure)
    }

    func tag(_ sentence: SentenceFeatures) -> [Int] { tagger.tag(sentence) }
}

/// Collects the parts of speech that function words and verbs have in the treebanks.
enum SeenParts {
    private static let closed: Set = ["ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "SYM", "VERB"]

    private static func isSign(_ form: String) -> Bool {
        !form.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// Lines of form and parts of speech, sorted; a part of speech counts when the form has it twice.
    static func lines(_ sentences: [TreebankSentence]) -> [String] {
        var counts: [String: [String: Int]] = [:]
        for token in sentences.joined() where closed.contains(token.partOfSpeech) || isSign(token.form) {
            counts[WordSpelling.lower(token.form), default: [:]][token.partOfSpeech, default: 0] += 1
        }
        return counts.compactMap { form, parts in
            let kept = parts.filter { $0.value > 1 }.keys.sorted()
            return kept.isEmpty || form.contains(" ") ? nil : ([form] + kept).joined(separator: " ")
        }.sorted()
    }
}

/// Collects the forms that have one label only, in text annotated by hand and by the teacher.
enum SureForms {
    private static let leastCount = 40
    private static let leastShare = 0.998

    /// Lines of form and class, sorted.
    static func lines(_ sentences: [TreebankSentence], labels: [String]) -> [String] {
        let classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var counts: [String: [String: Int]] = [:]
        for token in sentences.joined() {
            counts[WordSpelling.lower(token.form), default: [:]][token.label, default: 0] += 1
        }
        return counts.compactMap { form, labels in
            let total = labels.values.reduce(0, +)
            guard total >= leastCount, !form.contains(" "), let best = labels.max(by: { $0.value < $1.value }),
                Double(best.value) >= leastShare * Double(total), let index = classes[best.key]
            else { return nil }
            return "\(form) \(index)"
        }.sorted()
    }
}
