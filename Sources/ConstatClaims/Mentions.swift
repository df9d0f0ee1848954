public import ConstatLanguage
public import ConstatPlaces
public import ConstatQuantities
public import ConstatText
public import ConstatTime

/// What a text says of when, how many and where, before anything is claimed of it.
public struct Mentions: Sendable {
    public var document: Document
    public var sentences: [Sentence]
    public var times: [TimeMention]
    public var quantities: [QuantityMention]
    public var places: [PlaceMention]
}

/// The three readers that every claim relies on, by themselves. A pure function of the document.
public struct MentionReader: Sendable {
    let analyser: FrenchAnalyser
    let times: FrenchTimeReader
    let quantities: FrenchQuantityReader
    let places: FrenchPlaceReader

    /// - Parameter gazetteer: the program's own, or with others beside it.
    public init(gazetteer: Gazetteer = Gazetteer()) {
        analyser = FrenchAnalyser()
        times = FrenchTimeReader()
        quantities = FrenchQuantityReader()
        places = FrenchPlaceReader(gazetteer: gazetteer)
    }

    /// - Parameter prefer: which way a time points that neither tense nor word gives a direction.
    public func mentions(of document: Document, prefer: TimePreference = .past) -> Mentions {
        mentions(of: document, in: analyser.sentences(of: document), prefer: prefer)
    }

    /// The same over sentences that are analysed already.
    func mentions(of document: Document, in sentences: [Sentence], prefer: TimePreference = .past) -> Mentions {
        Mentions(
            document: document, sentences: sentences,
            times: times.mentions(in: sentences, publishedOn: document.publishedOn, prefer: prefer),
            quantities: sentences.enumerated().flatMap { quantities.mentions(in: $1, at: $0) },
            places: places.mentions(in: sentences, of: document))
    }
}
