import ConstatLanguage

/// What a number counts.
struct CountedNoun {
    /// nil where the noun is left out: "12 ont été tués", "40 autres".
    var token: Int?
    var entry: UnitLexicon.Entry?
    /// The end of the words that belong to the mention.
    var end: Int
    /// How the noun was reached, for the mention's rule; nil for the plain way.
    var link: String?
}

extension QuantityScan {
    func noun(after amount: Amount) -> CountedNoun {
        let end = amount.range.upperBound
        if let whole = words[.ofThem].end(in: text, from: end) {
            return CountedNoun(token: nil, entry: nil, end: whole, link: "of-them")
        }
        if amount.takesDe { return nounAfterDe(end) }
        if let whole = words[.of].end(in: text, from: end) { return nounOfWhole(end, from: whole) }
        return noun(from: end) ?? CountedNoun(token: nil, entry: nil, end: end)
    }

    /// "une dizaine de ses hommes", "14 millions de personnes".
    private func nounAfterDe(_ end: Int) -> CountedNoun {
        guard word(end) == "de" || word(end) == "des" else {
            // "785 millions FCFA"
            guard let (entry, after) = units.longestEntry(in: text, from: end), entry.sense != .count else {
                return CountedNoun(token: nil, entry: nil, end: end)
            }
            return CountedNoun(token: end, entry: entry, end: after)
        }
        var position = end + 1
        if words[.determiner].contains(word(position)) { position += 1 }
        if let number = numerals.reading(from: position), !isOne(number) {
            position = number.range.upperBound
        }
        return noun(from: position) ?? CountedNoun(token: nil, entry: nil, end: end)
    }

    /// "deux de mes voisines"; in "11 des 14 drones" the mention stops before the second number, which gets
    /// a mention of its own.
    private func nounOfWhole(_ end: Int, from position: Int) -> CountedNoun {
        if let number = numerals.reading(from: position) {
            let noun = noun(from: number.range.upperBound)
            return CountedNoun(token: noun?.token, entry: noun?.entry, end: end, link: "of-number")
        }
        guard var noun = noun(from: position), noun.token != nil else {
            return CountedNoun(token: nil, entry: nil, end: end)
        }
        noun.link = "of"
        return noun
    }

    /// The noun at or soon after `start`, past quotation marks and adjectives; nil where there is none.
    func noun(from start: Int) -> CountedNoun? {
        var position = start
        var hasOther = false
        while position < text.count {
            if isQuote(position) || isBareAdjective(position) {
                hasOther = hasOther || words[.other].contains(word(position))
                position += 1
            } else {
                break
            }
        }
        // "12 morts et 40 autres blessés": forty others of the same, and "blessés" says what befell them.
        if hasOther, words[.toll].contains(UnitLexicon.stem(word(position))) { return others(start) }
        if let (entry, end) = units.longestEntry(in: text, from: position), !isVerb(position) {
            return CountedNoun(token: position, entry: entry, end: end)
        }
        if isNoun(position) {
            return CountedNoun(token: position, entry: peopleEntry(position), end: position + 1)
        }
        return hasOther ? others(start) : nil
    }

    private func others(_ start: Int) -> CountedNoun {
        CountedNoun(token: nil, entry: nil, end: start + 1, link: "others")
    }

    /// "nouveaux", "deuxième"; "jeunes" only where a noun follows, for it can be the noun itself.
    private func isBareAdjective(_ position: Int) -> Bool {
        guard isBeforeNoun(position) else { return false }
        guard let (_, end) = units.longestEntry(in: text, from: position) else { return true }
        if end > position + 1 { return false }
        return units.longestEntry(in: text, from: position + 1) != nil || isBeforeNoun(position + 1)
    }

    func isBeforeNoun(_ position: Int) -> Bool {
        let word = word(position)
        let stem = UnitLexicon.stem(word)
        return words[.beforeNoun].contains(word) || words[.beforeNoun].contains(stem) || isOrdinal(stem)
    }

    func isOrdinal(_ stem: String) -> Bool { stem.hasSuffix("ieme") && stem.utf8.count > 5 }

    func isQuote(_ position: Int) -> Bool {
        switch word(position) {
        case "\"", "«", "»", "“", "”", "'", "‹", "›", "„": true
        default: false
        }
    }

    /// "25 civil" is typed often enough, so that number does not matter; a verb is none of the nouns it looks like.
    private func isVerb(_ position: Int) -> Bool {
        let token = sentence.tokens[position]
        return token.partOfSpeech == .auxiliary || token.morphology.verbForm == .finite
    }

    private func isNoun(_ position: Int) -> Bool {
        guard sentence.tokens.indices.contains(position) else { return false }
        let token = sentence.tokens[position]
        guard let first = token.form.unicodeScalars.first, first.properties.isAlphabetic,
            !words[.function].contains(token.folded), !words[.noCount].contains(token.folded)
        else { return false }
        switch token.partOfSpeech {
        case .noun, .properNoun, .other, .symbol: return !isParticiple(token.form)
        case .adjective:
            // "21 boursiers ont pris leur vol": an adjective that stands for a noun, for none follows it.
            return first.properties.isUppercase || (token.folded.hasSuffix("s") && !isFollowedByNoun(position))
        default: return false
        }
    }

    private func isFollowedByNoun(_ position: Int) -> Bool {
        guard sentence.tokens.indices.contains(position + 1) else { return false }
        switch sentence.tokens[position + 1].partOfSpeech {
        case .noun, .properNoun, .adjective: return true
        default: return false
        }
    }

    /// "300 000 passés en Syrie", "un autre enlevé": the tagger takes them for nouns. Nouns in -ité and the
    /// like are no participles.
    private func isParticiple(_ form: String) -> Bool {
        var form = Substring(form)
        if form.last == "s" { form.removeLast() }
        if form.last == "e" { form.removeLast() }
        guard form.last == "é" else { return false }
        return !["it", "ét", "aut", "ert", "ant"].contains { form.dropLast().hasSuffix($0) }
    }

    /// "six Français", "un Irakien": a capital and an ending as names of peoples have them.
    private func peopleEntry(_ position: Int) -> UnitLexicon.Entry? {
        let token = sentence.tokens[position]
        guard token.form.unicodeScalars.first?.properties.isUppercase == true,
            words.peopleEndings.contains(where: UnitLexicon.stem(token.folded).hasSuffix)
        else { return nil }
        return UnitLexicon.Entry(
            unit: CountedUnit(name: "person", kind: .person, isCivilian: nil), sense: .count, factor: 1)
    }
}
