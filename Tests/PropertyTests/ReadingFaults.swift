import ConstatClaims
import ConstatText

/// What no reading may show, whatever the text: one line a fault, empty in a sound reading.
struct ReadingFaults {
    private let reading: Reading
    private let document: Document
    private(set) var lines: [String] = []

    init(_ reading: Reading) {
        self.reading = reading
        document = reading.document
        checkSentences()
        checkNotes()
        for (index, claim) in reading.claims.enumerated() { check(claim, at: index) }
        if zip(reading.claims, reading.claims.dropFirst()).contains(where: { $1.trigger < $0.trigger }) {
            add("claims are not in the order of their triggers")
        }
    }

    private mutating func add(_ words: String) { lines.append("\(document.id): \(words)") }

    private mutating func checkSentences() {
        var end = 0
        for span in reading.sentences {
            check(span, "sentence")
            if span.lower < end { add("sentences overlap at \(span.lower)") }
            end = max(end, span.upper)
        }
    }

    private mutating func checkNotes() {
        for note in reading.notes {
            if let span = note.span { check(span, "note \(note.identifier)") }
        }
    }

    private mutating func check(_ claim: Claim, at index: Int) {
        if claim.id != "c\(index + 1)" { add("claim \(index + 1) is called \(claim.id)") }
        check(claim.trigger, "\(claim.id) trigger")
        check(claim.evidence, "\(claim.id) evidence")
        if !claim.evidence.contains(claim.trigger) { add("\(claim.id): the trigger lies outside the evidence") }
        if !(0...1).contains(claim.confidence) { add("\(claim.id): confidence \(claim.confidence)") }
        for participant in claim.actors {
            check(participant.mention, "\(claim.id) actor")
            if participant.name.isEmpty { add("\(claim.id): an actor without a name") }
        }
        for source in claim.attribution { check(source.mention, "\(claim.id) source") }
        for quantity in claim.quantities { check(quantity, of: claim) }
        if let place = claim.place { check(place, of: claim) }
        if let time = claim.time { check(time, of: claim) }
    }

    private mutating func check(_ quantity: Quantity, of claim: Claim) {
        check(quantity.mention, "\(claim.id) quantity")
        let bounds = [quantity.low, quantity.best, quantity.high].compactMap { $0 }
        if bounds.contains(where: { !$0.isFinite || $0 < 0 }) { add("\(claim.id): bounds \(bounds)") }
        if zip(bounds, bounds.dropFirst()).contains(where: { $0 > $1 }) {
            add("\(claim.id): low, best, high \(bounds) do not rise: « \(document.quote(quantity.mention)) »")
        }
    }

    private mutating func check(_ place: ClaimPlace, of claim: Claim) {
        check(place.mention, "\(claim.id) place")
        if (place.latitude == nil) != (place.longitude == nil) { add("\(claim.id): half a position") }
        if let latitude = place.latitude, !(-90...90).contains(latitude) { add("\(claim.id): latitude \(latitude)") }
        if let longitude = place.longitude, !(-180...180).contains(longitude) {
            add("\(claim.id): longitude \(longitude)")
        }
        if !place.radiusKm.isFinite || place.radiusKm < 0 { add("\(claim.id): radius \(place.radiusKm)") }
    }

    private mutating func check(_ time: ClaimTime, of claim: Claim) {
        check(time.mention, "\(claim.id) time")
        if let start = time.start, let end = time.end, end < start { add("\(claim.id): \(start) to \(end)") }
    }

    /// A span lies in the text, holds something, and begins and ends between scalars.
    private mutating func check(_ span: TextSpan?, _ what: String) {
        guard let span else { return }
        guard span.lower >= 0, span.lower < span.upper, span.upper <= document.utf8.count else {
            return add("\(what): \(span) is no span of \(document.utf8.count) bytes")
        }
        if isInsideScalar(span.lower) || isInsideScalar(span.upper) { add("\(what): \(span) cuts a letter") }
    }

    private func isInsideScalar(_ offset: Int) -> Bool {
        offset < document.utf8.count && document.utf8[offset] & 0xC0 == 0x80
    }
}
