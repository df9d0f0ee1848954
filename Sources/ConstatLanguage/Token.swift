public import ConstatText

/// Universal part of speech (UD v2).
public enum PartOfSpeech: String, Sendable, CaseIterable {
    case adjective = "ADJ", adposition = "ADP", adverb = "ADV", auxiliary = "AUX"
    case coordinatingConjunction = "CCONJ", determiner = "DET", interjection = "INTJ", noun = "NOUN"
    case numeral = "NUM", particle = "PART", pronoun = "PRON", properNoun = "PROPN", punctuation = "PUNCT"
    case subordinatingConjunction = "SCONJ", symbol = "SYM", verb = "VERB", other = "X"
}

/// The UD features that rules read. Nil means that the word does not carry the feature.
public struct Morphology: Hashable, Sendable {
    public enum Mood: String, Sendable {
        case indicative = "Ind", conditional = "Cnd", subjunctive = "Sub", imperative = "Imp"
    }
    public enum Tense: String, Sendable { case present = "Pres", past = "Past", imperfect = "Imp", future = "Fut" }
    public enum VerbForm: String, Sendable { case finite = "Fin", infinitive = "Inf", participle = "Part" }
    public enum Gender: String, Sendable { case masculine = "Masc", feminine = "Fem" }
    public enum Number: String, Sendable { case singular = "Sing", plural = "Plur" }

    public var mood: Mood?
    public var tense: Tense?
    public var verbForm: VerbForm?
    public var gender: Gender?
    public var number: Number?
    /// 1, 2 or 3.
    public var person: UInt8?
    public var isPassive = false

    public init() {}
}

/// UD dependency relation, with the subtypes that French treebanks use.
public enum DependencyRelation: String, Sendable, CaseIterable {
    case root
    case nsubj, nsubjPassive = "nsubj:pass", nsubjCaus = "nsubj:caus", csubj, csubjPassive = "csubj:pass"
    case obj, objAgent = "obj:agent", objLvc = "obj:lvc", iobj, iobjAgent = "iobj:agent"
    case obl, oblAgent = "obl:agent", oblArgument = "obl:arg", oblModifier = "obl:mod"
    case ccomp, xcomp
    case nmod, nmodAppos = "nmod:appos", appos, nummod, amod, acl, relativeClause = "acl:relcl"
    case advcl, advclCleft = "advcl:cleft", advmod, aux, auxPassive = "aux:pass", auxTense = "aux:tense", auxCaus =
        "aux:caus"
    case cop, mark, determiner = "det", adposition = "case"
    case conj, coordination = "cc", punct, parataxis, parataxisInsert = "parataxis:insert", discourse, vocative,
        dislocated
    case expl, explSubject = "expl:subj", explComplement = "expl:comp", explPassive = "expl:pass", explPronominal =
        "expl:pv"
    case fixed, flat, flatName = "flat:name", flatForeign = "flat:foreign", compound, list, orphan, goeswith,
        reparandum, dep

    /// The relation without its subtype: "nsubj" of "nsubj:pass".
    public var universal: Substring { rawValue.prefix { $0 != ":" } }
}

/// A named entity's kind, as the name tagger decides it.
public enum NameKind: String, Sendable, CaseIterable { case person = "PER", location = "LOC", organization = "ORG" }

/// Where a token stands in a name.
public enum NameTag: Hashable, Sendable { case outside, begins(NameKind), continues(NameKind) }

/// One surface token ("du" is one) with everything the language layer knows of it.
public struct Token: Sendable {
    public var span: TextSpan
    /// The word as it stands.
    public var form: String
    /// The form without case and accents (``Swift/String/folded``).
    public var folded: String
    /// Dictionary form, lower case but for names; the form itself when unknown.
    public var lemma: String
    public var partOfSpeech: PartOfSpeech
    public var morphology: Morphology
    /// Index of the governing token in the sentence; -1 for the root.
    public var head: Int
    public var relation: DependencyRelation
    public var name: NameTag

    public init(
        span: TextSpan, form: String, lemma: String = "", partOfSpeech: PartOfSpeech = .other,
        morphology: Morphology = Morphology(), head: Int = -1, relation: DependencyRelation = .dep,
        name: NameTag = .outside
    ) {
        self.span = span
        self.form = form
        self.folded = form.folded
        self.lemma = lemma.isEmpty ? form : lemma
        self.partOfSpeech = partOfSpeech
        self.morphology = morphology
        self.head = head
        self.relation = relation
        self.name = name
    }
}
