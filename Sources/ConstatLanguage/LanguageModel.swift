import ConstatResources

/// The trained models of a language, in one file: tagger, parser, name tagger, and lemmas learned beside the lexicon.
///
/// Layout, little endian: "CLM2", then (offset, size) of twelve sections: tag labels, relation labels (both text, one a
/// line), tagger, moves and relations of the first reading, names, lemmas (text: form, part of speech, lemma), the parts of
/// speech of function words (text), moves and relations of the second reading, words with one class only (text: form, class),
/// words in small letters with which names begin (text). Moves are read by ``MoveClassifier``, the
/// other weights by ``SparseClassifier``. Sections begin at multiples of 64 bytes.
package struct LanguageModel: Sendable {
    package let tagSet: TagSet
    package let relations: [DependencyRelation]
    let tagger: Tagger
    let parser: RevisingParser
    let nameTagger: NameTagger
    let lemmas: LearnedLemmas

    package init() { self.init(ByteReader(EmbeddedResource.bytes(named: "french.model"))) }

    package init(_ reader: ByteReader) {
        precondition(reader.count > 100 && reader.uint32(0) == 0x324D_4C43, "french.model is not a trained model")
        func section(_ index: Int) -> ByteReader {
            let offset = reader.offset(4 + 8 * index)
            return reader.slice(offset..<offset + reader.offset(8 + 8 * index))
        }
        func lines(_ index: Int) -> [String] {
            String(decoding: section(index).bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        tagSet = TagSet(labels: lines(0))
        relations = lines(1).map(Self.relation)
        tagger = Tagger(
            classifier: SparseClassifier(section(2)), tagSet: tagSet,
            constraints: PartConstraints(lines: lines(7), numbers: FrenchClauseRules.numberWords),
            sure: SureTags(lines: lines(10)))
        parser = RevisingParser(
            drafter: DependencyParser(moves: MoveClassifier(section(3)), labels: SparseClassifier(section(4))),
            reviser: DependencyParser(moves: MoveClassifier(section(8)), labels: SparseClassifier(section(9))))
        nameTagger = NameTagger(
            classifier: SparseClassifier(section(5)), starters: NameStarters(forms: lines(11)))
        lemmas = LearnedLemmas(lines: lines(6))
    }

    /// A relation that the enumeration lacks loses its subtype, or becomes `dep`.
    package static func relation(_ label: String) -> DependencyRelation {
        DependencyRelation(rawValue: label)
            ?? DependencyRelation(rawValue: String(label.prefix { $0 != ":" })) ?? .dep
    }
}

/// Lemmas that the treebanks give a form where the lexicon would choose another one.
package struct LearnedLemmas: Sendable {
    private var lemmas: [UInt64: String] = [:]

    init(lines: [String]) {
        for line in lines {
            let cells = line.split(separator: "\t")
            guard cells.count == 3, let part = PartOfSpeech(rawValue: String(cells[1])) else { continue }
            lemmas[Self.key(FeatureHash.fnv(cells[0].utf8), part)] = String(cells[2])
        }
    }

    /// The lemma of a word by the hash of its lower-case form.
    func lemma(word: UInt64, _ part: PartOfSpeech) -> String? { lemmas[Self.key(word, part)] }

    private static func key(_ word: UInt64, _ part: PartOfSpeech) -> UInt64 { FeatureHash.mix(word, part.number) }
}
