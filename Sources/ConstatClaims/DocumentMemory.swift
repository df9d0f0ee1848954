import ConstatActors
import ConstatLanguage
import ConstatPlaces
import ConstatText
import ConstatTime

/// An actor that later words may point back to.
struct RememberedActor: Sendable, Hashable {
    var name: String
    var id: String?
    var kind: ActorKind
    var classes: Set<String>
    var gender: Morphology.Gender?
    var number: Morphology.Number?
    var sentence: Int
    /// Subjects are pointed back to before others.
    var wasSubject: Bool
}

/// What the reader keeps in mind from one sentence to the next: who, where, when, and who is speaking.
struct DocumentMemory: Sendable {
    /// In order of mention, the latest last.
    private(set) var actors: [RememberedActor] = []
    /// Where the happenings told last took place.
    private(set) var place: ClaimPlace?
    private(set) var placeSentence = 0
    /// Whether that is a country or region: nothing that "la ville" could mean.
    private(set) var placeIsWide = false
    /// The first sentence of the list item, stamped entry or rubric being read: what was told in another one may have
    /// happened anywhere.
    private(set) var entryStart = 0
    /// What the last heading with a place set.
    private var scene: ClaimPlace?
    /// The place named last in a claim of any kind: what "y" means.
    private(set) var recentPlace: ClaimPlace?
    /// When the happening told last took place; its sentence and its family.
    private(set) var time: ClaimTime?
    private(set) var timeSentence = 0
    /// Where that was: another place is another happening.
    private(set) var timePlace: String?
    /// It was told in a heading or an item of a list of headlines: the next one tells something else.
    private(set) var timeIsOfHeading = false
    /// The time stamp of the live-blog entry being read.
    var stamp: TimeMention?
    /// Happenings already told: a bare noun that points back to one is no claim.
    private(set) var told: Set<ClaimType> = []
    /// The claims of the last sentences, for denials that do not tell again what they deny.
    private(set) var happenings: [Claim] = []
    /// The speaker of a quotation that is still open.
    var speaker: [Source] = []
    /// The source named last, for "selon la même source" and "a-t-elle ajouté".
    private(set) var lastSource: Source?
    private static let reach = 3

    // MARK: Pointing back

    /// The actor a pronoun stands for, when plain: the latest of its number and gender, subjects first.
    func actor(for pronoun: Token, in reading: SentenceReading, before index: Int, words: WordSets) -> RememberedActor?
    {
        guard pronoun.partOfSpeech == .pronoun || pronoun.partOfSpeech == .determiner,
            !words.contains(pronoun.folded, in: "relative-pronouns")
        else { return nil }
        if words.contains(pronoun.folded, in: "self-words") { return nil }
        let here = Self.remembered(reading).filter {
            $0.position < index && !isSameClauseSubject($0.position, index, reading)
        }
        .map(\.actor)
        let earlier = actors.filter { reading.index - $0.sentence <= Self.reach && $0.sentence < reading.index }
        let agreeing = (earlier + here).filter { agrees($0, pronoun) }
        guard let latest = agreeing.map(\.sentence).max() else { return nil }
        let candidates = agreeing.filter { $0.sentence == latest }
        return candidates.last { $0.wasSubject } ?? candidates.last
    }

    private func isSameClauseSubject(_ position: Int, _ pronoun: Int, _ reading: SentenceReading) -> Bool {
        reading.tokens[position].head == reading.tokens[pronoun].head
    }

    private func agrees(_ actor: RememberedActor, _ pronoun: Token) -> Bool {
        let morphology = pronoun.morphology
        if let number = morphology.number, let own = actor.number, number != own { return false }
        if let gender = morphology.gender, let own = actor.gender, gender != own,
            !(gender == .masculine && own == .feminine && actor.number == .plural)
        {
            return false
        }
        return actor.kind != .media
    }

    /// The latest remembered actor that satisfies `test`.
    func latest(where test: (RememberedActor) -> Bool) -> RememberedActor? { actors.last(where: test) }

    static func remembered(_ reading: SentenceReading) -> [(position: Int, actor: RememberedActor)] {
        (named(reading) + persons(reading)).sorted { $0.position < $1.position }
    }

    /// People called by name: nobody's side, but "il" may well be one of them.
    private static func persons(_ reading: SentenceReading) -> [(position: Int, actor: RememberedActor)] {
        var found: [(position: Int, actor: RememberedActor)] = []
        for (index, token) in reading.tokens.enumerated() where token.name == .begins(.person) {
            guard !reading.actors.contains(where: { $0.tokens.contains(index) }) else { continue }
            var end = index + 1
            while end < reading.tokens.count, reading.tokens[end].name == .continues(.person) { end += 1 }
            let name = reading.tokens[index..<end].map(\.form).joined(separator: " ")
            let head = (index..<end).first { !(index..<end).contains(reading.tokens[$0].head) } ?? index
            found.append(
                (
                    head,
                    RememberedActor(
                        name: name, id: nil, kind: .people, classes: ["people"], gender: nil, number: .singular,
                        sentence: reading.index,
                        wasSubject: reading.tokens[head].relation.universal == "nsubj")
                ))
        }
        return found
    }

    private static func named(_ reading: SentenceReading) -> [(position: Int, actor: RememberedActor)] {
        reading.actors.map { mention in
            let token = reading.tokens[mention.headToken]
            let relation = token.relation
            return (
                mention.headToken,
                RememberedActor(
                    name: mention.name, id: mention.id, kind: mention.kind,
                    classes: SentenceReading.classes(of: mention),
                    gender: token.partOfSpeech == .noun ? token.morphology.gender : nil,
                    // Names of groups go with "il", "ils" and "elles" alike.
                    number: token.partOfSpeech == .noun ? token.morphology.number : nil, sentence: reading.index,
                    wasSubject: relation.universal == "nsubj" || relation == .oblAgent)
            )
        }
    }

    // MARK: Keeping

    mutating func keep(_ reading: SentenceReading, claims: [Claim]) {
        // A question turns to something else: "Le bilan ?"
        if reading.isQuestion { time = nil }
        actors += Self.remembered(reading).map(\.actor)
        if actors.count > 64 { actors.removeFirst(actors.count - 64) }
        happenings = Array((happenings + claims).suffix(12))
        keepPlace(of: claims, in: reading)
        for claim in claims {
            told.insert(claim.type)
            keepTime(of: claim, reading)
        }
        if let source = claims.last?.attribution.first { lastSource = source }
    }

    private mutating func keepTime(of claim: Claim, _ reading: SentenceReading) {
        guard let time = claim.time, claim.status == .occurred, Self.bearsFocus(claim) || self.time == nil,
            claim.type.family != .politics,
            let mention = reading.times.first(where: { $0.span == time.mention }), mention.role != .since,
            !isBackground(mention)
        else { return }
        self.time = time
        timeSentence = reading.index
        timePlace = claim.place?.id
        timeIsOfHeading = reading.isHeading
    }

    /// "Des tirs avaient été entendus la veille": told back from the scene, which stays.
    private func isBackground(_ mention: TimeMention) -> Bool {
        guard mention.anchor == .text, let start = mention.interval?.start, let scene = time?.start else {
            return false
        }
        return start < scene
    }

    /// Of several places in a sentence, that of its main verb, else of its main clause: "a frappé le Sud, au lendemain
    /// d'un raid sur Baalbek".
    private mutating func keepPlace(of claims: [Claim], in reading: SentenceReading) {
        let placed = claims.filter {
            $0.place?.mention != nil && $0.place?.latitude != nil && $0.type.family != .politics
        }
        recentPlace = placed.last?.place ?? recentPlace
        // A road that is cut is not where the next happening is.
        let settled = placed.filter { claim in
            guard let mention = claim.place?.mention, let place = mentioned(mention, reading) else { return false }
            if place.kind == .road { return false }
            return self.place == nil || isNarrower(place) || Self.bearsFocus(claim) && isSettled(place)
        }
        let kept = settled.last { isRoot($0.trigger, reading) } ?? settled.last { isInMainClause($0.trigger, reading) }
        guard let claim = kept ?? settled.last, let place = claim.place, let mention = place.mention else { return }
        self.place = place
        placeIsWide = mentioned(mention, reading).map(Self.isWide) ?? false
        placeSentence = reading.index
    }

    private func mentioned(_ span: TextSpan, _ reading: SentenceReading) -> Place? {
        reading.places.first { $0.span == span }?.place
    }

    private func isRoot(_ trigger: TextSpan, _ reading: SentenceReading) -> Bool {
        reading.tokens.contains { $0.span.lower == trigger.lower && $0.head < 0 }
    }

    private func isInMainClause(_ trigger: TextSpan, _ reading: SentenceReading) -> Bool {
        guard let index = reading.tokens.firstIndex(where: { $0.span.lower == trigger.lower }) else { return false }
        return reading.tokens[reading.syntax.clauseHead(of: index)].head < 0
    }

    /// The happenings a report is about set the scene; where somebody was arrested, treated or met does not.
    private static func bearsFocus(_ claim: Claim) -> Bool {
        switch claim.type {
        case .captured, .entered, .withdrawn, .besieged, .offensive, .clash, .airstrike, .shelling, .bombing, .attack,
            .killing,
            .abduction, .damage:
            claim.status != .planned && claim.status != .possible
        default: false
        }
    }

    /// A country, a region or a river is no scene while a smaller place is in mind.
    private func isSettled(_ place: Place) -> Bool { !Self.isWide(place) || placeIsWide }

    /// Within a country that a heading set, any place that is told of.
    private func isNarrower(_ place: Place) -> Bool {
        placeIsWide && place.radiusKm < (self.place?.radiusKm ?? 0)
    }

    private static func isWide(_ place: Place) -> Bool { [.country, .region, .area, .water].contains(place.kind) }

    // MARK: Entries and headings

    /// A heading or rubric ("Mossoul : ...", "Front de Hawija.") sets the scene for what follows.
    mutating func setScene(_ mention: PlaceMention, sentence: Int) {
        let place = ClaimPlace(
            name: mention.name, id: mention.place?.id, latitude: mention.latitude, longitude: mention.longitude,
            radiusKm: mention.radiusKm, relation: mention.relation, distanceKm: mention.distanceKm,
            bearing: mention.bearing, mention: nil)
        self.place = place
        scene = place
        placeIsWide = mention.place.map(Self.isWide) ?? false
        placeSentence = sentence
    }

    /// A list item or stamped entry begins: nothing carries over into it. A rubric without a place ("Pertes.") goes back
    /// to the scene that the last heading set.
    mutating func beginEntry(at sentence: Int, isRubric: Bool) {
        if isRubric {
            guard let scene else { return }
            place = scene
            placeSentence = sentence
        }
        entryStart = sentence
    }

    /// A paragraph begins that is no item: what was told before the list holds again.
    mutating func endEntry() { entryStart = 0 }

    mutating func keepSource(_ source: Source) { lastSource = source }
}
