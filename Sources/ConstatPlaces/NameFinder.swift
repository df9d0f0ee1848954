import ConstatLanguage
import ConstatText

/// Finds what may be place names in a sentence: the longest run of words that the gazetteer knows.
struct NameFinder {
    let lookups: PlaceLookups

    private static let longestName = 6

    func names(in text: PlaceSentence) -> [PlaceName] {
        let reader = PlaceContextReader(text: text)
        var names: [PlaceName] = []
        var start = 0
        while start < text.tokens.count {
            if let end = otherName(at: start, text) {
                start = end
            } else if let name = name(at: start, reader) {
                names.append(name)
                start = name.tokens.upperBound
            } else {
                start += 1
            }
        }
        return names
    }

    /// "Paris Match", "Hayat Tahrir al-Cham": the index past the name.
    private func otherName(at start: Int, _ text: PlaceSentence) -> Int? {
        guard let phrases = text.entry(at: start)?.otherNames, !phrases.isEmpty else { return nil }
        return phrases.lazy.filter { text.reads($0, from: start + 1) }.map { start + 1 + $0.count }.max()
    }

    private func name(at start: Int, _ reader: PlaceContextReader) -> PlaceName? {
        let text = reader.text
        let isCapital = text.isCapitalised(start)
        guard isCapital || text.has(.head, at: start) else { return nil }
        if text.tokens[start].folded.utf8.last == 0x27, text.tokens[start].folded != "n'" { return nil }
        let reach = reach(from: start, text)
        guard isCapital ? reach > start + 1 || !text.has(.stop, at: start) : reach > start + 1 else { return nil }
        let context = reader.context(before: start)
        if context.isNamesake { return nil }
        for end in stride(from: reach, to: isCapital ? start : start + 1, by: -1) where canEnd(end - 1, text) {
            let folded = Self.folded(text.tokens[start..<end])
            let options = lookups.options(named: folded)
            if options.isEmpty { continue }
            let name = PlaceName(
                sentence: text.number, tokens: start..<end, folded: folded, options: options, context: context,
                isTagged: isTagged(start..<end, text.tokens))
            if let name = accepted(name, text) { return name }
            if end - start == 1 { return nil }
        }
        return isCapital ? unknownName(at: start, context, text) : nil
    }

    /// How far a name that begins here can reach: over capitals and the small words that stand inside names. A name that
    /// begins with a small letter has a capital in it, or a word like "frontières".
    private func reach(from start: Int, _ text: PlaceSentence) -> Int {
        var end = start + 1
        var hasName = text.isCapitalised(start)
        while end < min(text.tokens.count, start + Self.longestName) {
            let isName = text.isCapitalised(end) || text.has(.plain, at: end)
            guard isName || text.has([.inner, .link, .article, .head], at: end) else { break }
            hasName = hasName || isName
            end += 1
        }
        return hasName ? end : start
    }

    /// A name ends in a word of its own.
    private func canEnd(_ index: Int, _ text: PlaceSentence) -> Bool {
        let folded = text.tokens[index].folded
        guard let first = folded.unicodeScalars.first, folded.utf8.last != 0x27 else { return false }
        return first.properties.isAlphabetic && !text.has([.link, .article], at: index)
    }

    // MARK: Is it a place at all?

    private func accepted(_ candidate: PlaceName, _ text: PlaceSentence) -> PlaceName? {
        var name = candidate
        let range = name.tokens
        let tokens = text.tokens
        let isSingle = range.count == 1
        if isSingle, isGuarded(range.lowerBound, name, text) { return nil }
        if isPerson(name, text) { return nil }
        if isPartOfLongerName(range, text) {
            if !name.context.isLocative || isArticleName(range.upperBound, text) { return nil }
            if !name.isTagged { name.doubt += 2 }
        }
        if startsWithFunctionWord(range, tokens) {
            guard range.dropFirst().allSatisfy({ text.isCapitalised($0) }) else { return nil }
            name.options.removeAll(where: \.candidate.isAlternate)
            guard let best = name.options.first, !isBetterBare(range, than: best, tokens) else { return nil }
            if range.lowerBound == 0 { name.doubt += 1.5 }
        }
        name.isGovernment = isGovernment(name, text)
        guard isSingle else { return name }
        let index = range.lowerBound
        name.isAcronym =
            !text.isShouted && name.folded.utf8.count <= 5 && isAllCapitals(tokens[index].form)
            && !isDateline(index, tokens)
        if !name.isTagged, !name.context.isLocative {
            if text.isShouted || isOrdinary(index, text) { name.doubt += 2 }
            if tokens[index].name == .begins(.person) { name.doubt += 1 }
        }
        return name
    }

    /// "GAO (Mali) -", "BOR, 12 mars -": an agency writes the town of its dateline in capitals.
    private func isDateline(_ index: Int, _ tokens: [Token]) -> Bool {
        guard index == 0, tokens.count > 1 else { return false }
        return ["(", ",", "-", "–", "—", "/"].contains(tokens[1].form)
    }

    /// "Paris dénonce", "Moscou a affirmé", "accuse Kigali": the subject of such a verb in the active, or who is spoken to.
    private func isGovernment(_ name: PlaceName, _ text: PlaceSentence) -> Bool {
        guard !name.context.isLocative,
            let token = name.tokens.lazy.map({ text.tokens[$0] }).first(where: { !name.tokens.contains($0.head) }),
            token.relation == .nsubj || token.relation == .obj, text.tokens.indices.contains(token.head)
        else { return false }
        let verb = text.words.entry(text.tokens[token.head].lemma.folded).classes
        return verb.contains(token.relation == .nsubj ? .act : .address)
    }

    /// "La Haye", "Le Caire"; but "La réunion", "L'Union" are none.
    private func startsWithFunctionWord(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
        range.count > 1
            && ["le", "la", "les", "l'", "sur", "s'", "au", "aux"].contains(tokens[range.lowerBound].folded)
    }

    /// Countries and regions take the article in any sentence: "La Californie" is the state, not the village.
    private func isBetterBare(_ range: Range<Int>, than best: PlaceOption, _ tokens: [Token]) -> Bool {
        lookups.options(named: Self.folded(tokens[range.dropFirst()])).contains { option in
            option.candidate.score > best.candidate.score
                || (!option.candidate.isAlternate && [.country, .region, .area].contains(option.place.kind))
        }
    }

    private func isAllCapitals(_ form: String) -> Bool {
        form.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
    }

    /// Ordinary words at a sentence's start or in capitals, and those that are never to be read as places alone.
    private func isGuarded(_ index: Int, _ name: PlaceName, _ text: PlaceSentence) -> Bool {
        let token = text.tokens[index]
        // "Camp", "Village": somewhere a hamlet is called so, and no report means it.
        if text.container(at: index) != nil { return true }
        if token.folded.utf8.count < 3 || text.has(.stop, at: index) { return true }
        if text.has(.common, at: index) { return isInitial(index, text) || text.isShouted }
        switch token.partOfSpeech {
        case .determiner, .adposition, .pronoun, .coordinatingConjunction, .subordinatingConjunction, .auxiliary,
            .numeral, .punctuation, .symbol, .adverb, .interjection, .particle:
            return !(name.context.isLocative || name.isTagged)
        case .verb, .adjective, .noun, .properNoun, .other: return false
        }
    }

    private func isInitial(_ index: Int, _ text: PlaceSentence) -> Bool {
        index == 0 || text.tokens[index - 1].partOfSpeech == .punctuation
    }

    /// The first word of a sentence that the tagger holds for no name; a word that is also a noun.
    private func isOrdinary(_ index: Int, _ text: PlaceSentence) -> Bool {
        text.has(.common, at: index)
            || isInitial(index, text) && [.verb, .adjective, .noun].contains(text.tokens[index].partOfSpeech)
    }

    private func isTagged(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
        range.allSatisfy { index in
            switch tokens[index].name {
            case .begins(.location), .continues(.location): true
            default: false
            }
        }
    }

    private func isPerson(_ name: PlaceName, _ text: PlaceSentence) -> Bool {
        let range = name.tokens
        if text.has(.title, at: range.lowerBound - 1) { return true }
        // The tagger calls many a foreign town a person; a name that reaches beyond ours is proof, ours alone is not.
        guard
            text.tokens[range.lowerBound].name == .continues(.person)
                || (range.upperBound < text.tokens.count
                    && text.tokens[range.upperBound].name == .continues(.person))
        else { return false }
        return !name.context.isLocative
    }

    /// "Ahmed Hama", "Paris Match", "FC Goma": another capitalised word beside it that is no place and no sentence start.
    private func isPartOfLongerName(_ range: Range<Int>, _ text: PlaceSentence) -> Bool {
        let tokens = text.tokens
        let before = range.lowerBound - 1
        if before >= 0, isNamelike(before, text), !(before == 0 && isWord(before, text)), areAdjacent(before, tokens),
            lookups.options(named: tokens[before].folded).isEmpty, text.container(at: before) == nil
        {
            return true
        }
        let after = range.upperBound
        guard after < tokens.count, isNamelike(after, text), areAdjacent(after - 1, tokens) else { return false }
        if text.entry(at: after)?.bearing != nil { return false }
        return lookups.options(named: tokens[after].folded).isEmpty
    }

    /// "al-Hawa" in "Bab al-Hawa": what stands before is the half of a name.
    private func isArticleName(_ index: Int, _ text: PlaceSentence) -> Bool {
        guard text.tokens.indices.contains(index), areAdjacent(index - 1, text.tokens),
            let first = text.tokens[index].form.utf8.first
        else { return false }
        return (0x61...0x7A).contains(first) && text.isCapitalised(index)
    }

    private func areAdjacent(_ left: Int, _ tokens: [Token]) -> Bool {
        tokens[left + 1].span.lower - tokens[left].span.upper <= 1
    }

    private func isWord(_ index: Int, _ text: PlaceSentence) -> Bool {
        text.has(.stop, at: index) || ![.properNoun, .other].contains(text.tokens[index].partOfSpeech)
    }

    /// Capital first, small letters after: "FDS", "ONU" beside a place say nothing.
    private func isNamelike(_ index: Int, _ text: PlaceSentence) -> Bool {
        let form = text.tokens[index].form
        return text.isCapitalised(index) && form.utf8.count > 2 && !text.has(.stop, at: index)
            && form.unicodeScalars.dropFirst().contains { $0.properties.isLowercase }
    }

    // MARK: Names that are not in the gazetteer

    /// A capitalised run that the tagger calls a place, or one word after a preposition of place: perhaps another
    /// spelling of something known.
    private func unknownName(at start: Int, _ context: PlaceContext, _ text: PlaceSentence) -> PlaceName? {
        let tokens = text.tokens
        guard !text.isShouted, isNamelike(start, text) || isTagged(start..<(start + 1), tokens) else { return nil }
        var end = start + 1
        while end < tokens.count, tokens[end].name == .continues(.location), canEnd(end, text) { end += 1 }
        let isTagged = isTagged(start..<end, tokens) && tokens[start].name == .begins(.location)
        guard isTagged || (context.isLocative && context.rule != "vers" && tokens[start].partOfSpeech != .verb)
        else { return nil }
        let name = PlaceName(
            sentence: text.number, tokens: start..<end, folded: Self.folded(tokens[start..<end]), options: [],
            context: context, isTagged: isTagged)
        if isPerson(name, text) || isPartOfLongerName(name.tokens, text) { return nil }
        return context.container == .road ? withEnds(name) : name
    }

    /// Both halves of "Bourzanga-Djibo", where the gazetteer knows them.
    private func withEnds(_ name: PlaceName) -> PlaceName {
        var name = name
        let halves = name.folded.split(separator: "-").map(String.init)
        guard halves.count >= 2 else { return name }
        for cut in 1..<halves.count {
            let ends = [halves[..<cut].joined(separator: "-"), halves[cut...].joined(separator: "-")].map { half in
                var end = name
                end.folded = half
                end.options = lookups.options(named: half)
                return end
            }
            if ends.allSatisfy({ !$0.options.isEmpty }) {
                name.ends = ends
                break
            }
        }
        return name
    }

    // MARK: Words

    /// The folded words with the blanks that the text has between them.
    static func folded(_ tokens: ArraySlice<Token>) -> String {
        guard let first = tokens.first else { return "" }
        if tokens.count == 1 { return first.folded }
        var text = ""
        var end = first.span.lower
        for token in tokens {
            if token.span.lower > end { text += " " }
            text += token.folded
            end = token.span.upper
        }
        return text
    }
}
