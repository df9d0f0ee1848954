import ConstatLanguage
import ConstatText

/// Finds what may be place names in a sentence: the longest run of words that the gazetteer knows.
struct NameFinder {
    /// One name with all the places that bear it.
    struct Name {
        var sentence: Int
        var tokens: Range<Int>
        var folded: String
        var candidates: [Gazetteer.Candidate]
        var context: PlaceContext
        /// The name tagger holds it for a place.
        var isTagged: Bool
        /// What speaks against it, in points: a word of the dictionary, a person's name around it.
        var doubt = 0.0
        /// "RDC", "CAT": capitals alone, in a sentence that has small letters.
        var isAcronym = false
        /// The same name is plainly a place elsewhere in the document.
        var isKnownPlace = false
        var hasSounded = false
        var choice: Place?
        /// The two names of a road written as one word: "Bourzanga-Djibo".
        var ends: [Name] = []

        var roadEnds: (Place, Place)? {
            guard ends.count == 2, let from = ends[0].choice, let to = ends[1].choice else { return nil }
            return (from, to)
        }
    }

    let gazetteer: Gazetteer
    let words: FrenchPlaceWords

    private static let longestName = 6

    func names(in sentence: Sentence, number: Int) -> [Name] {
        let tokens = sentence.tokens
        let isShouted = Self.isShouted(tokens)
        let reader = PlaceContextReader(words: words, tokens: tokens)
        var names: [Name] = []
        var start = 0
        while start < tokens.count {
            if let end = otherName(at: start, tokens) {
                start = end
            } else if let name = name(at: start, tokens, reader, isShouted: isShouted) {
                var name = name
                name.sentence = number
                names.append(name)
                start = name.tokens.upperBound
            } else {
                start += 1
            }
        }
        return names
    }

    /// "Paris Match", "Hayat Tahrir al-Cham": the index past the name.
    private func otherName(at start: Int, _ tokens: [Token]) -> Int? {
        guard let phrases = words.otherNames[tokens[start].folded] else { return nil }
        let lengths = phrases.filter { phrase in
            start + phrase.count <= tokens.count
                && phrase.indices.allSatisfy { tokens[start + $0].folded == phrase[$0] }
        }.map(\.count)
        return lengths.max().map { start + $0 }
    }

    private func name(at start: Int, _ tokens: [Token], _ reader: PlaceContextReader, isShouted: Bool) -> Name? {
        let isCapital = Self.isCapitalised(tokens[start].form)
        if tokens[start].folded.utf8.last == 0x27, tokens[start].folded != "n'" { return nil }
        guard isCapital || words.heads.contains(tokens[start].folded) else { return nil }
        let longest = min(tokens.count, start + Self.longestName)
        for end in stride(from: longest, to: start, by: -1) {
            if !isCapital, end - start < 2 { break }
            if !canEnd(tokens[end - 1]) || !isOneLine(tokens[start..<end]) { continue }
            let folded = Self.folded(tokens[start..<end])
            let candidates = gazetteer.candidates(named: folded)
            if candidates.isEmpty { continue }
            if let name = accepted(start..<end, folded, candidates, reader, isShouted: isShouted) { return name }
            if end - start == 1 { return nil }
        }
        return isCapital ? unknownName(at: start, tokens, reader, isShouted: isShouted) : nil
    }

    /// A name has no comma and ends in a word of its own.
    private func canEnd(_ token: Token) -> Bool {
        guard let first = token.folded.unicodeScalars.first else { return false }
        let isWord = first.properties.isAlphabetic
        return isWord && token.folded.utf8.last != 0x27
    }

    private func isOneLine(_ tokens: ArraySlice<Token>) -> Bool {
        for token in tokens.dropFirst() where token.folded.utf8.count == 1 {
            switch token.folded.utf8.first {
            case 0x2C, 0x2E, 0x3A, 0x3B, 0x28, 0x29, 0x21, 0x3F, 0x22, 0x2F, 0x7C: return false
            default: break
            }
        }
        return true
    }

    // MARK: Is it a place at all?

    private func accepted(
        _ range: Range<Int>, _ folded: String, _ candidates: [Gazetteer.Candidate], _ reader: PlaceContextReader,
        isShouted: Bool
    ) -> Name? {
        let tokens = reader.tokens
        var name = Name(
            sentence: 0, tokens: range, folded: folded, candidates: candidates,
            context: reader.context(before: range.lowerBound), isTagged: isTagged(range, tokens))
        let isSingle = range.count == 1
        if isSingle, isGuarded(range.lowerBound, name, tokens, isShouted: isShouted) { return nil }
        if isPerson(range, name, tokens) { return nil }
        if isPartOfLongerName(range, tokens) {
            if !name.context.isLocative { return nil }
            if !name.isTagged { name.doubt += 2 }
        }
        if startsWithFunctionWord(range, tokens) {
            guard tokens[range.dropFirst()].allSatisfy({ Self.isCapitalised($0.form) }) else { return nil }
            name.candidates.removeAll(where: \.isAlternate)
            guard let best = name.candidates.first, !isBetterBare(range, than: best, tokens) else { return nil }
            if range.lowerBound == 0 { name.doubt += 1.5 }
        }
        guard isSingle else { return name }
        name.isAcronym = !isShouted && folded.utf8.count <= 5 && isAllCapitals(tokens[range.lowerBound].form)
        if !name.isTagged, !name.context.isLocative {
            if isShouted || isOrdinary(range.lowerBound, tokens) { name.doubt += 2 }
            if tokens[range.lowerBound].name == .begins(.person) { name.doubt += 1 }
        }
        return name
    }

    /// "La Haye", "Le Caire"; but "La réunion", "L'Union" are none.
    private func startsWithFunctionWord(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
        range.count > 1
            && ["le", "la", "les", "l'", "sur", "s'", "au", "aux"].contains(tokens[range.lowerBound].folded)
    }

    /// Countries and regions take the article in any sentence: "La Californie" is the state, not the village.
    private func isBetterBare(_ range: Range<Int>, than best: Gazetteer.Candidate, _ tokens: [Token]) -> Bool {
        gazetteer.candidates(named: Self.folded(tokens[range.dropFirst()])).contains { candidate in
            candidate.score > best.score
                || (!candidate.isAlternate && [.country, .region, .area].contains(candidate.place.kind))
        }
    }

    private func isAllCapitals(_ form: String) -> Bool {
        form.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
    }

    /// Ordinary words at a sentence's start or in capitals, and those that are never to be read as places alone.
    private func isGuarded(_ index: Int, _ name: Name, _ tokens: [Token], isShouted: Bool) -> Bool {
        let token = tokens[index]
        let isLocative = name.context.isLocative || name.isTagged
        // "Camp", "Village": somewhere a hamlet is called so, and no report means it.
        if token.folded.utf8.count < 3 || words.containers[token.folded] != nil { return true }
        let isInitial = index == 0 || tokens[index - 1].partOfSpeech == .punctuation
        if words.stopWords.contains(token.folded) { return true }
        if words.commonWords.contains(token.folded) { return isInitial || isShouted }
        switch token.partOfSpeech {
        case .determiner, .adposition, .pronoun, .coordinatingConjunction, .subordinatingConjunction, .auxiliary,
            .numeral,
            .punctuation, .symbol, .adverb, .interjection, .particle:
            return !isLocative
        case .verb, .adjective, .noun: return false
        case .properNoun, .other: return false
        }
    }

    /// The first word of a sentence that the tagger holds for no name; a word that is also a noun.
    private func isOrdinary(_ index: Int, _ tokens: [Token]) -> Bool {
        if words.commonWords.contains(tokens[index].folded) { return true }
        let isInitial = index == 0 || tokens[index - 1].partOfSpeech == .punctuation
        return isInitial && [.verb, .adjective, .noun].contains(tokens[index].partOfSpeech)
    }

    private func isTagged(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
        range.allSatisfy { index in
            switch tokens[index].name {
            case .begins(.location), .continues(.location): true
            default: false
            }
        }
    }

    private func isPerson(_ range: Range<Int>, _ name: Name, _ tokens: [Token]) -> Bool {
        let before = range.lowerBound - 1
        if before >= 0, words.titles.contains(tokens[before].folded) { return true }
        // The tagger calls many a foreign town a person; a name that reaches beyond ours is proof, ours alone is not.
        guard
            tokens[range.lowerBound].name == .continues(.person)
                || (range.upperBound < tokens.count
                    && tokens[range.upperBound].name == .continues(.person))
        else { return false }
        return !name.context.isLocative
    }

    /// "Ahmed Hama", "Paris Match", "FC Goma": another capitalised word beside it that is no place and no sentence start.
    private func isPartOfLongerName(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
        let before = range.lowerBound - 1
        if before >= 0, isNamelike(tokens[before]), !(before == 0 && isWord(tokens[before])),
            areAdjacent(before, tokens)
        {
            if gazetteer.places(named: tokens[before].folded).isEmpty, words.containers[tokens[before].folded] == nil {
                return true
            }
        }
        let after = range.upperBound
        guard after < tokens.count, isNamelike(tokens[after]), areAdjacent(after - 1, tokens) else { return false }
        if words.bearings[tokens[after].folded] != nil { return false }
        return gazetteer.places(named: tokens[after].folded).isEmpty
    }

    private func areAdjacent(_ left: Int, _ tokens: [Token]) -> Bool {
        tokens[left + 1].span.lower - tokens[left].span.upper <= 1
    }

    private func isWord(_ token: Token) -> Bool {
        words.stopWords.contains(token.folded) || (token.partOfSpeech != .properNoun && token.partOfSpeech != .other)
    }

    /// Capital first, small letters after: "FDS", "ONU" beside a place say nothing.
    private func isNamelike(_ token: Token) -> Bool {
        Self.isCapitalised(token.form) && token.form.utf8.count > 2
            && token.form.unicodeScalars.dropFirst().contains { $0.properties.isLowercase }
            && !words.stopWords.contains(token.folded)
    }

    // MARK: Names that are not in the gazetteer

    /// A capitalised run that the tagger calls a place, or one word after a preposition of place: perhaps another
    /// spelling of something known.
    private func unknownName(
        at start: Int, _ tokens: [Token], _ reader: PlaceContextReader, isShouted: Bool
    ) -> Name? {
        guard !isShouted, isNamelike(tokens[start]) || isTagged(start..<(start + 1), tokens) else { return nil }
        var end = start + 1
        while end < tokens.count, tokens[end].name == .continues(.location), canEnd(tokens[end]) { end += 1 }
        let context = reader.context(before: start)
        let isTagged = isTagged(start..<end, tokens) && tokens[start].name == .begins(.location)
        guard isTagged || (context.isLocative && context.rule != "vers" && tokens[start].partOfSpeech != .verb)
        else { return nil }
        let name = Name(
            sentence: 0, tokens: start..<end, folded: Self.folded(tokens[start..<end]), candidates: [],
            context: context, isTagged: isTagged)
        if isPerson(start..<end, name, tokens) || isPartOfLongerName(start..<end, tokens) { return nil }
        return context.container == .road ? withEnds(name) : name
    }

    /// Both halves of "Bourzanga-Djibo", where the gazetteer knows them.
    private func withEnds(_ name: Name) -> Name {
        var name = name
        let halves = name.folded.split(separator: "-").map(String.init)
        guard halves.count >= 2 else { return name }
        for cut in 1..<halves.count {
            let ends = [halves[..<cut].joined(separator: "-"), halves[cut...].joined(separator: "-")].map { half in
                var end = name
                end.folded = half
                end.candidates = gazetteer.candidates(named: half)
                return end
            }
            if ends.allSatisfy({ !$0.candidates.isEmpty }) {
                name.ends = ends
                break
            }
        }
        return name
    }

    // MARK: Words

    /// The folded words with the blanks that the text has between them.
    static func folded(_ tokens: ArraySlice<Token>) -> String {
        var text = ""
        var end = tokens.first?.span.lower ?? 0
        for token in tokens {
            if token.span.lower > end { text += " " }
            text += token.folded
            end = token.span.upper
        }
        return text
    }

    /// A capital at the start, or after a hyphen: "al-Bab" with its small article is a name too.
    static func isCapitalised(_ form: String) -> Bool {
        var isStart = true
        for scalar in form.unicodeScalars {
            if isStart, scalar.properties.isUppercase { return true }
            isStart = scalar == "-" || scalar == "'" || scalar == "\u{2019}"
        }
        return false
    }

    /// A headline in capitals: hardly a small letter in three words and more.
    static func isShouted(_ tokens: [Token]) -> Bool {
        var small = 0
        var capital = 0
        for token in tokens {
            for scalar in token.form.unicodeScalars {
                if scalar.properties.isUppercase { capital += 1 } else if scalar.properties.isLowercase { small += 1 }
            }
        }
        return capital >= 8 && small * 4 < capital
    }
}
