import ConstatClaims
import ConstatRecords
import ConstatText

/// Takes the figures out of an event's claims, with what their sentences say of them.
struct TollReader {
    let claims: [ReportedClaim]
    let cues: EventCues
    let document: (String) -> ReportedDocument?
    /// Documents whose entries open with the time of day: each entry replaces what it repeats.
    let running: Set<String>

    /// What is counted by unit rather than by side.
    static let things: Set<Measure> = [.weapons, .vehicles, .explosives, .buildings, .aircraft]

    init(claims: [ReportedClaim], cues: EventCues, document: @escaping (String) -> ReportedDocument?) {
        self.claims = claims
        self.cues = cues
        self.document = document
        var clocks: [String: Set<Int>] = [:]
        for claim in claims {
            if let clock = Self.clock(of: claim) { clocks[claim.id.document, default: []].insert(clock) }
        }
        running = Set(clocks.filter { $0.value.count >= 2 }.keys)
    }

    /// Where the time of day stands that opens the entry of a running report; nil for none.
    private static func clock(of claim: ReportedClaim) -> Int? {
        let opensWithDigit = claim.evidence.quote.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        if opensWithDigit, WordScan(claim.evidence.quote).opensWithClock { return claim.evidence.start }
        guard let mention = claim.time?.mention, mention.start < claim.evidence.start,
            WordScan(mention.quote).opensWithClock
        else { return nil }
        return mention.start
    }

    func drafts() -> [TollDraft] { claims.flatMap(drafts) }

    private func drafts(of claim: ReportedClaim) -> [TollDraft] {
        guard claim.status != .planned, !claim.quantities.isEmpty else { return [] }
        let scan = WordScan(claim.evidence.quote)
        let parts = parts(of: claim, in: scan)
        let earlier = marked(claim, .earlier, in: scan)
        let raised = marked(claim, .raised, in: scan)
        let about = document(claim.id.document)
        let title = about?.title ?? ""
        let source = claim.attribution.first
        let isOwnVoice = source == nil
        let speaksForParty =
            isOwnVoice
            && (cues.holds(.communique, title) || !cues.ranges(.enemy, in: scan).isEmpty)
        return claim.quantities.enumerated().compactMap { index, quantity in
            guard Self.counts(quantity), claim.status != .possible else { return nil }
            let isPart = parts.contains(index)
            let namesSide = quantity.party != nil || quantity.unit == "civilian"
            let row = TollRow(
                claim: claim.id, publishedOn: about?.publishedOn, source: claim.speaker(in: about),
                kind: source?.kind ?? .media, measure: quantity.measure, group: Self.group(of: quantity, in: claim),
                low: Self.countable(quantity.low), best: Self.countable(quantity.best),
                high: Self.countable(quantity.high),
                standing: claim.status == .denied ? .denied : .live, isAccused: false,
                reason: claim.status == .denied ? "denied" : "")
            return TollDraft(
                row: row, isCivilian: quantity.isCivilian, isEarlier: earlier.contains(index),
                isRaised: raised.contains(index), isSingledOut: claim.type == .killing || claim.type == .found,
                voice: source.map { "source " + $0.name.folded } ?? "document " + voice(of: claim.id.document),
                origin: about?.origin ?? claim.id.document,
                speaksForParty: speaksForParty, namesSide: namesSide, countsFighters: quantity.unit == "fighter",
                isPart: isPart && !(namesSide && !Self.isOfSameGroup(quantity, in: claim, parts: parts)))
        }
    }

    /// Whose words a document's own are: those of its publisher; of a reprint, those of the origin's publisher.
    private func voice(of id: String) -> String {
        guard let about = document(id) else { return id }
        let isReprint = about.origin != id
        return (isReprint ? document(about.origin)?.publisher : about.publisher) ?? about.origin
    }

    /// nil for what counts nobody: negative, infinite, or no number.
    private static func countable(_ value: Double?) -> Double? {
        value.flatMap { (0...1e12).contains($0) ? $0 : nil }
    }

    private static func counts(_ quantity: ReportedClaim.Quantity) -> Bool {
        switch quantity.measure {
        case .distance, .duration, .other: false
        default: [quantity.low, quantity.best, quantity.high].contains { countable($0) != nil }
        }
    }

    private static func group(of quantity: ReportedClaim.Quantity, in claim: ReportedClaim) -> String {
        if things.contains(quantity.measure) { return quantity.unit.isEmpty ? TollGroups.all : quantity.unit }
        if quantity.unit == "family" || quantity.unit == "household" { return TollGroups.families }
        if let party = quantity.party { return party }
        if quantity.measure == .places { return TollGroups.all }
        // Deliberate killing is of people who are not fighting, by definition of its type.
        let isCivilian = quantity.isCivilian ?? (claim.type == .killing ? true : nil)
        if isCivilian == true { return TollGroups.civilians }
        guard isCivilian == false else { return TollGroups.all }
        // Fighters of a side that the text names beside them.
        let victims = claim.actors.filter { $0.role == .victim || $0.role == .target }
        return victims.count == 1 ? victims[0].name : TollGroups.all
    }

    /// Whether the whole that a part is taken from counts the same group.
    private static func isOfSameGroup(
        _ part: ReportedClaim.Quantity, in claim: ReportedClaim, parts: Set<Int>
    ) -> Bool {
        claim.quantities.enumerated().contains { index, whole in
            !parts.contains(index) && whole.measure == part.measure
                && group(of: whole, in: claim) == group(of: part, in: claim)
        }
    }

    /// Which quantities count some of those before them ("dont 6 femmes et 4 enfants").
    private func parts(of claim: ReportedClaim, in scan: WordScan) -> Set<Int> {
        let marks = cues.ranges(.part, in: scan)
        var parts: Set<Int> = []
        guard !marks.isEmpty else { return parts }
        let base = claim.evidence.start
        var last: (index: Int, end: Int)?
        for (index, quantity) in claim.quantities.enumerated().sorted(by: {
            ($0.1.mention?.start ?? 0) < ($1.1.mention?.start ?? 0)
        }) {
            guard let mention = quantity.mention else { continue }
            let start = mention.start - base
            if let (before, end) = last {
                let isMarked = marks.contains { $0.lowerBound >= end && $0.upperBound <= start }
                let words = scan.words.filter { $0.start >= end && $0.end <= start }
                let isListed =
                    parts.contains(before) && words.count <= 1
                    && claim.quantities[before].measure == quantity.measure
                if isMarked || isListed { parts.insert(index) }
            }
            last = (index, mention.end - base)
        }
        return parts
    }

    /// The quantities nearest to words of that kind.
    private func marked(_ claim: ReportedClaim, _ kind: EventCues.Kind, in scan: WordScan) -> Set<Int> {
        let ranges = cues.ranges(kind, in: scan)
        if ranges.isEmpty { return [] }
        var marked: Set<Int> = []
        let base = claim.evidence.start
        // Figures of the same sentence that stand in other claims may be nearer.
        let others = claims.filter {
            $0.id.document == claim.id.document && $0.evidence.start == base && $0.id != claim.id
        }
        .flatMap(\.quantities).compactMap(\.mention)
        for range in ranges {
            func distance(_ mention: QuotedSpan) -> Int {
                let (start, end) = (mention.start - base, mention.end - base)
                if kind == .raised, end <= range.lowerBound { return Int.max }
                return start >= range.upperBound ? start - range.upperBound : max(0, range.lowerBound - end)
            }
            let own = claim.quantities.enumerated().compactMap { index, quantity in
                quantity.mention.map { (index, distance($0)) }
            }
            guard let nearest = own.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), nearest.1 < Int.max,
                !others.contains(where: { distance($0) < nearest.1 })
            else { continue }
            marked.insert(nearest.0)
        }
        return marked
    }
}
