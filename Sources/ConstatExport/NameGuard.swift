import ConstatActors
import ConstatClaims
import ConstatLanguage
import ConstatPlaces
import ConstatRecords
import ConstatText

/// Takes the names of private people out of claims: of victims, witnesses, and whoever else is no party, office holder or
/// speaker in a public role.
///
/// It keeps what it knows to be public and hides the rest: a name that stands where the register's actors, known places
/// and public speakers are mentioned stays, as do organisations; every other proper name is replaced by ``mask``. Where a
/// text's language cannot be read, its quotes are hidden whole.
struct NameGuard {
    static let mask = "[name withheld]"

    private static let analyser = FrenchAnalyser()
    private static let gazetteer = Gazetteer()
    private static let described = DescribedActors()
    /// Words of the names of registered actors and of offices.
    private static let vocabulary: Set<String> = {
        let names = ActorRegister().actors.flatMap { [$0.name, $0.adjective, $0.nameAfterOf].compactMap { $0 } }
        return Set(names.flatMap(words)).union(
            ["government", "ministry", "president", "prime", "minister", "un"])
    }()
    /// The places of private names in a text, in scalars; by text, for a sentence carries several claims.
    private var found: [String: [Range<Int>]] = [:]
    /// Names of actors that were hidden, as the claims had them.
    private var hidden: Set<String> = []

    /// The records as they may leave. Spans keep their place in the text, also where their words are hidden.
    mutating func withheld(_ records: [ClaimRecord]) -> [ClaimRecord] {
        records.map { record in
            var record = record
            let isReadable = (record.document.language ?? "fr") == "fr"
            record.claims = record.claims.map { withheld($0, isReadable: isReadable) }
            record.document.title = record.document.title.map { withheld($0, isReadable: isReadable) }
            return record
        }
    }

    /// The name of a party or of a counted group as it may leave.
    func publicName(_ name: String) -> String { hidden.contains(name) ? Self.mask : name }

    private mutating func withheld(_ claim: ReportedClaim, isReadable: Bool) -> ReportedClaim {
        let kept = keptRanges(claim)
        let evidence = claim.evidence
        let ranges = isReadable ? privateRanges(in: evidence, keeping: kept) : [evidence.start..<evidence.end]
        func quoted(_ span: QuotedSpan) -> QuotedSpan {
            var span = span
            span.quote = Self.masked(span, ranges)
            // Words of another sentence were not looked at; a mention of a public actor or place is kept there, too.
            let isInside = span.start >= evidence.start && span.end <= evidence.end
            if !isInside, !kept.contains(span.start..<span.end), Self.holdsName(span.quote) { span.quote = Self.mask }
            return span
        }
        var claim = claim
        let original = claim
        claim.evidence = quoted(evidence)
        claim.trigger = quoted(claim.trigger)
        claim.actors = original.actors.map { actor in
            var actor = actor
            if isPrivate(actor, ranges, evidence) {
                hidden.insert(actor.name)
                actor.name = Self.mask
                actor.mention?.quote = Self.mask
            } else {
                actor.mention = actor.mention.map(quoted)
            }
            return actor
        }
        claim.place?.mention = original.place?.mention.map(quoted)
        claim.time?.mention = original.time?.mention.map(quoted)
        claim.quantities = original.quantities.map { quantity in
            var quantity = quantity
            quantity.mention = quantity.mention.map(quoted)
            quantity.party = quantity.party.map(publicName)
            return quantity
        }
        claim.attribution = original.attribution.map { speaker in
            var speaker = speaker
            if !Self.isPublic(speaker.kind), Self.holdsName(speaker.name), !isKnown(speaker.name) {
                speaker.name = Self.mask
            }
            speaker.mention = speaker.mention.map(quoted)
            return speaker
        }
        return claim
    }

    private mutating func withheld(_ title: String, isReadable: Bool) -> String {
        guard isReadable else { return Self.mask }
        let span = QuotedSpan(start: 0, end: title.unicodeScalars.count, quote: title)
        return Self.masked(span, privateRanges(in: span, keeping: []))
    }

    // MARK: Who is private

    /// Where the claim mentions whom or what anybody may name.
    private func keptRanges(_ claim: ReportedClaim) -> [Range<Int>] {
        let actors = claim.actors.filter { $0.id != nil || isKnown($0.name) }.compactMap(\.mention)
        let speakers = claim.attribution.filter { Self.isPublic($0.kind) }.compactMap(\.mention)
        let places = [claim.place].compactMap { $0 }.filter { $0.id != nil }.compactMap(\.mention)
        return (actors + speakers + places).map { $0.start..<$0.end }
    }

    /// Who speaks for a party, an office or an organisation, as against somebody who saw or lost something.
    private static func isPublic(_ kind: Source.Kind) -> Bool {
        switch kind {
        case .party, .military, .government, .police, .ngo, .un, .media, .expert: true
        case .medical, .witness, .anonymous, .other: false
        }
    }

    /// Only a name that the sentence itself shows to be none of a person's stays; one that stands behind "il" does not.
    private func isPrivate(_ actor: ReportedClaim.Actor, _ ranges: [Range<Int>], _ evidence: QuotedSpan) -> Bool {
        guard actor.id == nil, Self.holdsName(actor.name), !isKnown(actor.name) else { return false }
        guard let mention = actor.mention, mention.start >= evidence.start, mention.end <= evidence.end else {
            return true
        }
        let words = Set(Self.words(mention.quote))
        guard Self.words(actor.name).allSatisfy(words.contains) else { return true }
        return ranges.contains { $0.overlaps(mention.start..<mention.end) }
    }

    /// A described actor, or words of which each stands in the name of a registered one.
    private func isKnown(_ name: String) -> Bool {
        if Self.described.kind(of: name) != nil || name.hasSuffix("(unnamed)") { return true }
        return Self.capitalised(name).allSatisfy { Self.vocabulary.contains(String($0).folded) }
    }

    private static func holdsName(_ text: String) -> Bool { !capitalised(text).isEmpty }

    private static func capitalised(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.filter { $0.first?.isUppercase ?? false }
    }

    private static func words(_ name: String) -> [String] {
        name.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map { $0.description.folded }
    }

    // MARK: Names in a text

    private mutating func privateRanges(in span: QuotedSpan, keeping kept: [Range<Int>]) -> [Range<Int>] {
        let names: [Range<Int>]
        if let known = found[span.quote] {
            names = known
        } else {
            names = properNames(in: span.quote)
            found[span.quote] = names
        }
        return names.map { $0.lowerBound + span.start..<$0.upperBound + span.start }
            .filter { name in !kept.contains { $0.lowerBound <= name.lowerBound && name.upperBound <= $0.upperBound } }
    }

    /// Names of people, and proper names that are known neither as a place nor as an organisation.
    private func properNames(in text: String) -> [Range<Int>] {
        let document = Document(id: "", text: text, language: "fr")
        let offsets = ScalarOffsets(document)
        var ranges: [Range<Int>] = []
        for sentence in Self.analyser.sentences(of: document) {
            for name in sentence.names where isPrivate(name, in: sentence, document) {
                ranges.append(offsets.scalarRange(sentence.span(of: name.range)))
            }
            for token in sentence.tokens where token.name == .outside && isUnknownName(token) {
                ranges.append(offsets.scalarRange(token.span))
            }
        }
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
    }

    private func isPrivate(
        _ name: (range: Range<Int>, kind: NameKind), in sentence: Sentence, _ document: Document
    ) -> Bool {
        switch name.kind {
        case .person: true
        case .organization: false
        case .location: Self.gazetteer.places(named: document.quote(sentence.span(of: name.range))).isEmpty
        }
    }

    private func isUnknownName(_ token: Token) -> Bool {
        guard token.partOfSpeech == .properNoun, token.form.first?.isUppercase ?? false else { return false }
        return !Self.vocabulary.contains(token.folded) && Self.gazetteer.places(named: token.form).isEmpty
    }

    private static func masked(_ span: QuotedSpan, _ ranges: [Range<Int>]) -> String {
        let hit = ranges.filter { $0.overlaps(span.start..<span.end) }
        guard !hit.isEmpty else { return span.quote }
        let scalars = Array(span.quote.unicodeScalars)
        var masked = String.UnicodeScalarView()
        var position = 0
        for range in hit {
            let lower = min(max(position, range.lowerBound - span.start), scalars.count)
            masked.append(contentsOf: scalars[position..<lower])
            masked.append(contentsOf: mask.unicodeScalars)
            position = min(max(lower, range.upperBound - span.start), scalars.count)
        }
        masked.append(contentsOf: scalars[position...])
        return String(masked)
    }
}
