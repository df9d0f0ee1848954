import ConstatLanguage
import ConstatText

/// A time that one rule read, before it becomes a mention.
struct FoundTime {
    var range: Range<Int>
    var interval: DateSpan?
    var role = TimeMention.Role.during
    var anchor: TimeMention.Anchor
    var rule: String
    /// "La veille" may count from it. Not so for lengths, months, and days on which something was only said.
    var movesFocus = false
    var isEvening = false
    /// Day, month and year stand there: it may be the document's own date.
    var isFullDate = false
    var isDateline = false
    /// The TimeML value where the interval does not give it.
    var value: String?
    /// What is known of a time that has no place in the calendar: "XXXX-05-30".
    var partial: String?
    /// The calendar gives it to a day or so ("l'Aïd").
    var isApproximate = false
}

/// One pass over one sentence.
struct TimeScan {
    let sentence: Sentence
    let index: Int
    /// How many sentences the document has: datelines stand at its head and foot.
    let count: Int
    let words: TimeWords
    let reference: TimeReference
    var focus: TimeFocus
    /// The last day named in this sentence, also one on which something was only said: "a confirmé mardi l'incident
    /// de la veille".
    var sentenceDay: CalendarDay?
    /// The sentence's words as the lexicon spells them.
    let text: [String]
    let roles: [WordRoles]

    init(
        sentence: Sentence, index: Int, count: Int, words: TimeWords, reference: TimeReference, focus: TimeFocus
    ) {
        self.sentence = sentence
        self.index = index
        self.count = count
        self.words = words
        self.reference = reference
        self.focus = focus
        text = sentence.tokens.map(PlainWord.of)
        roles = text.map(words.roles)
    }

    mutating func mentions() -> [TimeMention] {
        guard roles.contains(where: { $0.contains(.core) }) else { return [] }
        var found: [TimeMention] = []
        var position = 0
        while position < text.count {
            guard canOpen(position), let time = time(at: position), time.range.upperBound > position else {
                position += 1
                continue
            }
            found.append(mention(of: time))
            if time.movesFocus { sentenceDay = time.interval?.end }
            if time.movesFocus, !isOfReporting(time.range) {
                focus = TimeFocus(span: time.interval, isEvening: time.isEvening)
            }
            position = time.range.upperBound
        }
        return found
    }

    /// Whether a rule may read a time from here: a word that opens one, then only words that stand in times up to one
    /// that no time lacks.
    private func canOpen(_ position: Int) -> Bool {
        guard roles[position].contains(.opens) else { return false }
        for role in roles[position..<min(position + 8, roles.count)] {
            if role.contains(.core) { return true }
            if !role.contains(.inside) { return false }
        }
        return false
    }

    /// The rules in the order in which they are tried; the first that reads wins.
    private func time(at position: Int) -> FoundTime? {
        if let found = stamp(at: position) ?? repeated(at: position) ?? since(at: position) ?? until(at: position) {
            return found
        }
        if let found = by(at: position) ?? ago(at: position) ?? night(at: position) ?? ordinal(at: position)
            ?? lasts(at: position)
        {
            return found
        }
        if let found = restOfPeriod(at: position) ?? decade(at: position) { return found }
        if let found = textDay(at: position) ?? partOfDay(at: position) { return found }
        if let found = named(at: position, isAfterPreposition: false) { return datelined(found) }
        if let found = partAlone(at: position) ?? clock(at: position) ?? length(at: position) { return found }
        return now(at: position)
    }

    private func mention(of time: FoundTime) -> TimeMention {
        TimeMention(
            sentence: index, tokens: time.range, span: sentence.span(of: time.range), interval: time.interval,
            role: time.role, anchor: time.interval == nil ? .none : time.anchor, isDateline: time.isDateline,
            value: value(of: time), rule: time.rule)
    }

    /// "a annoncé vendredi": the day of the words, not of what they tell; "la frappe de mardi" looks back too.
    private func isOfReporting(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        if isIn(.reporting, start - 1) || isIn(.reporting, range.upperBound) {
            return true
        }
        return word(start - 1) == "de" || word(start - 1) == "du" || word(start) == "du"
    }

    // MARK: Before or after publication

    enum Direction { case past, future }

    /// Whether the words nearest to `range` tell of what was or of what is to come; nil where no verb says.
    func direction(around range: Range<Int>) -> Direction? {
        let left = nearestCue(stride(from: range.lowerBound - 1, through: 0, by: -1))
        let right = nearestCue(stride(from: range.upperBound, to: text.count, by: 1))
        guard let left, let right else { return (left ?? right)?.direction }
        return left.distance <= right.distance ? left.direction : right.direction
    }

    /// A mark between counts as six words, and beyond thirty words no verb has a say.
    private func nearestCue(_ positions: some Sequence<Int>) -> (direction: Direction, distance: Int)? {
        var distance = 0
        for position in positions.prefix(30) {
            distance += isOneOf(position, ",", ";", ":", "»", "«") ? 6 : 1
            if let direction = cue(at: position) { return (direction, distance) }
        }
        return nil
    }

    private func cue(at position: Int) -> Direction? {
        if isIn(.plan, position) { return .future }
        if isOneOf(position, "va", "vont"), isInfinitive(position + 1) || isInfinitive(position + 2) { return .future }
        let token = sentence.tokens[position]
        guard token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary else { return nil }
        // "se rendrait au front", "pourrait entrer en vigueur"; "serait mort" and "aurait" lean on their participle.
        if token.partOfSpeech == .verb, token.morphology.mood == .conditional { return .future }
        switch (token.morphology.tense, token.morphology.verbForm) {
        case (.future, _): return .future
        case (_, .participle): return followsFuture(position) ? .future : .past
        case (.past, _), (.imperfect, _): return .past
        default: return nil
        }
    }

    private func isInfinitive(_ position: Int) -> Bool {
        text.indices.contains(position) && sentence.tokens[position].morphology.verbForm == .infinitive
    }

    /// "seront distribués", "devrait être levé".
    private func followsFuture(_ position: Int) -> Bool {
        for before in max(0, position - 4)..<position {
            if isIn(.plan, before) || sentence.tokens[before].morphology.tense == .future {
                return true
            }
        }
        return false
    }

    func isFuture(_ range: Range<Int>) -> Bool {
        guard let direction = direction(around: range) else { return reference.prefer == .future }
        return direction == .future
    }
}
