public import ConstatLanguage
public import ConstatText

/// Finds who is named or described in French sentences, and who is meant.
///
/// Works on token sequences first and asks the tree only where words do not decide: a capital is the government
/// ("Moscou affirme") only as a subject. The rules and their decisions are told in `README.md` of this target.
public struct FrenchActorReader: Sendable {
    let register: ActorRegister
    let names: FrenchActorNames
    let lexicon: FrenchPeopleLexicon

    public init() { self.init(register: ActorRegister()) }

    public init(register: ActorRegister) {
        self.register = register
        names = FrenchActorNames(register)
        lexicon = FrenchPeopleLexicon()
    }

    /// The actors of a document, in reading order; mentions share no token but for compounds ("GATIA-MSA").
    /// - Parameters:
    ///   - countries: ISO codes of the document's places, the most supported first; they decide who "the army" is.
    ///   - publishedOn: decides between names that changed hands; nil: unknown.
    public func mentions(
        in sentences: [Sentence], countries: [String], publishedOn: CalendarDay?
    ) -> [ActorMention] {
        var reading = FrenchActorReading(
            reader: self, sentences: sentences, countries: countries, year: publishedOn?.year)
        return reading.mentions()
    }
}

/// An actor that some words turned out to mean.
struct ResolvedActor: Sendable {
    var name: String
    var id: String?
    var kind: ActorKind
    var country: String?
    var rule: String
}

/// A name found in the words of a sentence.
struct FoundName {
    /// Words from the first of the name to the last, acronym in parentheses included.
    var words: Range<Int>
    var actor: ResolvedActor
    /// Key under which the document knows it: the register's identifier or the introduced acronym.
    var key: String
}

/// A name that the document itself introduces: "Front du peuple libre (FPL)".
struct IntroducedName {
    var words: [String]
    var acronym: String
    var actor: ResolvedActor
}

/// One document on its way through the reader: what has been named so far.
struct FrenchActorReading {
    let reader: FrenchActorReader
    let sentences: [Sentence]
    let sequences: [WordSequence]
    let year: Int?
    /// The document's countries, then those it names itself.
    var countries: [String]
    var introduced = PhraseTable<Int>()
    var introductions: [IntroducedName] = []
    /// Keys of every named actor of the document, in order of first naming.
    var named: [String] = []
    /// What has been mentioned up to here.
    var history: [(sentence: Int, key: String?, actor: ResolvedActor, isSubject: Bool, end: Int, lemmas: [String])] = []
    /// A country that a rubric set ("NIGER."), until the next one.
    var section: String?

    init(reader: FrenchActorReader, sentences: [Sentence], countries: [String], year: Int?) {
        self.reader = reader
        self.sentences = sentences
        self.year = year
        sequences = sentences.map(WordSequence.init)
        self.countries = countries
        self.countries += countriesNamed().filter { !countries.contains($0) }
    }

    mutating func mentions() -> [ActorMention] {
        collectIntroductions()
        collectNames()
        var mentions: [ActorMention] = []
        for sentence in sentences.indices {
            if let country = rubric(of: sentence) { section = country }
            mentions += self.mentions(inSentence: sentence)
        }
        return mentions
    }

    private mutating func mentions(inSentence sentence: Int) -> [ActorMention] {
        var mentions: [ActorMention] = []
        var word = 0
        while word < sequences[sentence].words.count {
            guard let found = mention(sentence: sentence, word: word) else {
                word += lengthOfNobody(sentence: sentence, word: word) ?? 1
                continue
            }
            mentions.append(found.mention)
            remember(found.mention, key: found.key, end: found.end)
            word = max(word + 1, found.end)
        }
        return mentions
    }

    private mutating func remember(_ mention: ActorMention, key: String?, end: Int) {
        let head = sentences[mention.sentence].tokens[mention.headToken]
        let actor = ResolvedActor(
            name: mention.name, id: mention.id, kind: mention.kind, country: mention.country, rule: mention.rule)
        let lemmas = sentences[mention.sentence].tokens[mention.tokens].map(\.lemma.folded)
        history.append((mention.sentence, key, actor, head.relation.universal == "nsubj", end, lemmas))
    }

    /// The mention that starts at a word: a name, a description, a people, a state, whichever reads most words.
    private func mention(sentence: Int, word: Int) -> (mention: ActorMention, key: String?, end: Int)? {
        let name = foundName(sentence: sentence, word: word)
        let description = description(sentence: sentence, word: word)
        // "l'État hébreu" is the state's name, not a state of somebody.
        if let state = reader.names.states.longest(in: sequences[sentence], at: word), state.length > 1,
            state.length > (description?.nounWords ?? 0), name == nil
        {
            return self.state(sentence: sentence, word: word).map {
                (build(sentence, $0.words, $0.actor, head: nil), $0.actor.id, $0.words.upperBound)
            }
        }
        if let name, name.words.count >= (description?.nounWords ?? 0),
            description?.isComplement != true || name.words.upperBound >= (description?.words.upperBound ?? 0)
        {
            return (build(sentence, name.words, name.actor, head: nil), name.key, name.words.upperBound)
        }
        if let description {
            return (
                build(sentence, description.words, description.actor, head: word), description.key,
                description.words.upperBound
            )
        }
        if let people = peopleNoun(sentence: sentence, word: word) ?? state(sentence: sentence, word: word)
            ?? actOfState(sentence: sentence, word: word)
        {
            return (build(sentence, people.words, people.actor, head: nil), people.actor.id, people.words.upperBound)
        }
        return nil
    }

    /// How many words "police d'assurance" and its like take, so that none of them is read.
    private func lengthOfNobody(sentence: Int, word: Int) -> Int? {
        let match = reader.lexicon.nouns.longest(in: sequences[sentence], at: word)
        guard let match, case .nobody = match.value.meaning else { return nil }
        return match.length
    }

    private func build(_ sentence: Int, _ words: Range<Int>, _ actor: ResolvedActor, head: Int?) -> ActorMention {
        let sequence = sequences[sentence]
        let first = sequence.tokens[words.lowerBound]
        let last = sequence.tokens[words.upperBound - 1]
        let tokens = first..<(last + 1)
        return ActorMention(
            sentence: sentence, tokens: tokens, span: sentences[sentence].span(of: tokens),
            headToken: head.map { sequence.tokens[$0] } ?? syntacticHead(of: tokens, in: sentences[sentence]),
            name: actor.name, id: actor.id, kind: actor.kind, country: actor.country, rule: actor.rule)
    }

    /// The token whose governor stands outside the phrase; the first one where the tree gives several.
    private func syntacticHead(of tokens: Range<Int>, in sentence: Sentence) -> Int {
        tokens.first { !tokens.contains(sentence.tokens[$0].head) && sentence.tokens[$0].relation != .punct }
            ?? tokens.lowerBound
    }
}
