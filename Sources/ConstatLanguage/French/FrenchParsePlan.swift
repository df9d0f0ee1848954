/// Which words of a sentence the parser reads together.
///
/// The treebanks know little of list marks, brackets, "Lieu : ..." and "..., a indiqué le ministère": a greedy parser
/// loses its way there, and with it the subject of the main clause. So these parts are read on their own and hung in.
struct FrenchParsePlan {
    /// Words that are read together, and where the top one hangs.
    struct Part {
        var words: [Int]
        /// The word it hangs from; nil for the top of the main part.
        var anchor: Int?
        var relation: DependencyRelation
        /// The verb that must become the top: that of an inserted "a dit ...".
        var verb: Int?
        /// Words over which the anchor may still climb, once the main part is read.
        var climb: Range<Int>?
        /// First letter of an abbreviation in brackets, folded: the anchor climbs to a word that starts with it.
        var initial: UInt8?
    }

    private(set) var main: [Int]
    private(set) var parts: [Part] = []
    /// Words that hang from another word without being read: comparisons before numbers.
    private(set) var loose: [(word: Int, head: Int, relation: DependencyRelation)] = []

    /// Quotation marks that were taken out: the opening sign's index up to the closing one's.
    private(set) var quotes: [Range<Int>] = []

    private let tokens: [Token]
    private let rules: FrenchClauseRules

    /// Plans for the tokens from `first` on.
    init(_ tokens: [Token], from first: Int, rules: FrenchClauseRules) {
        self.tokens = tokens
        self.rules = rules
        main = Array(first..<tokens.count)
        takeQuoteSigns()
        takeBrackets()
        takeLaterClauses()
        takeInsertion()
        takeHeading()
        takeMembers()
        takeApposition()
        takeRanges()
        takeComparisons()
    }

    private func isSign(_ index: Int, _ signs: String...) -> Bool {
        tokens.indices.contains(index) && signs.contains(tokens[index].form)
    }

    private func isFiniteVerb(_ index: Int) -> Bool {
        let token = tokens[index]
        return (token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary) && token.morphology.verbForm == .finite
    }

    /// Takes words out of the main part; false when too little would be left of it.
    private mutating func remove(_ words: some Collection<Int>) -> Bool {
        let taken = Set(words)
        let left = main.filter { !taken.contains($0) }
        guard left.contains(where: { tokens[$0].partOfSpeech != .punctuation }) else { return false }
        main = left
        return true
    }

    // MARK: Quotes and later clauses

    /// Quotation marks stand between a number and its noun and mislead; they hang from what they enclose.
    private mutating func takeQuoteSigns() {
        var opening: Int?
        for index in main where isSign(index, "«", "»", "\"", "“", "”") {
            guard let start = opening, !isSign(index, "«", "“") else { opening = index; continue }
            opening = nil
            if index - start > 1, remove([start, index]) { quotes.append(start..<index) }
        }
    }

    /// What follows a semicolon is a clause of its own.
    private mutating func takeLaterClauses() {
        while let place = main.lastIndex(where: { isSign($0, ";") }), place > 0 {
            var end = main.count
            if end - 1 > place, isSign(main[end - 1], ".", "!", "?") { end -= 1 }
            guard end - place > 2 else { return }
            let words = Array(main[place..<end])
            guard remove(words) else { return }
            parts.insert(Part(words: words, anchor: nil, relation: .parataxis), at: 0)
        }
    }

    // MARK: Brackets

    /// "(CPC)", "(nord-ouest)": hang from the word before.
    private mutating func takeBrackets() {
        var opening: Int?
        for index in main {
            if isSign(index, "(", "[") {
                opening = index
            } else if isSign(index, ")", "]"), let start = opening {
                opening = nil
                guard index - start > 1, start > (main.first ?? 0), index - start < 60, remove(start...index) else {
                    continue
                }
                let initial = index - start == 2 ? abbreviationInitial(start + 1) : nil
                let climb = initial == nil ? nil : max(0, start - 16)..<start
                let anchor = main.last { $0 < start && tokens[$0].partOfSpeech != .punctuation }
                parts.append(
                    Part(words: Array(start...index), anchor: anchor, relation: .appos, climb: climb, initial: initial))
            }
        }
    }

    private func abbreviationInitial(_ index: Int) -> UInt8? {
        let form = tokens[index].form.utf8
        guard form.count > 1, form.allSatisfy({ $0 < 0x61 || $0 > 0x7A }) else { return nil }
        return tokens[index].folded.utf8.first
    }

    // MARK: Members and appositions

    /// "21 morts, dont six enfants": members of the group, named without a verb.
    private mutating func takeMembers() {
        while let start = main.indices.first(where: { $0 > 0 && opensMembers($0) }) {
            let end =
                main[(start + 1)...].firstIndex { isSign($0, ",", ";", ".", ":", "!", "?", "»", "-", "–", "—") }
                ?? main.count
            guard end - start > 1, !main[start..<end].contains(where: isFiniteVerb) else { return }
            let hasComma = isSign(main[start - 1], ",")
            guard start > (hasComma ? 1 : 0) else { return }
            // "..., dont un officier, quinze blessés": the comma before the next in the list still parts the two.
            let goesOn = end + 1 < main.count && [.numeral, .determiner].contains(tokens[main[end + 1]].partOfSpeech)
            let closes = hasComma && end < main.count && isSign(main[end], ",") && !goesOn
            let words = Array(main[(hasComma ? start - 1 : start)..<(closes ? end + 1 : end)])
            let anchor = main[start - (hasComma ? 2 : 1)]
            guard remove(words) else { return }
            parts.append(Part(words: words, anchor: anchor, relation: .relativeClause))
        }
    }

    private func opensMembers(_ place: Int) -> Bool {
        guard place + 1 < main.count else { return false }
        if tokens[main[place]].folded == "parmi" {
            return ["lesquels", "lesquelles", "eux", "elles"].contains(tokens[main[place + 1]].folded)
        }
        guard tokens[main[place]].folded == "dont" else { return false }
        let next = tokens[main[place + 1]]
        return next.partOfSpeech == .numeral
            || ["un", "une", "plusieurs", "certains", "au", "plus", "pres", "environ"].contains(next.folded)
    }

    /// "Les soldats, appuyés par des chars, ont pris ...": what stands between the subject and its verb.
    private mutating func takeApposition() {
        guard let opening = main.firstIndex(where: { isSign($0, ",") }), opening > 0, opening < 24,
            startsSubject(tokens[main[0]]), !main[..<opening].contains(where: isFiniteVerb),
            main[..<opening].contains(where: { isNominal(tokens[$0]) || tokens[$0].partOfSpeech == .adjective }),
            !main[..<opening].contains(where: { rules.calendarWords.contains(tokens[$0].form) }),
            let closing = main.indices.first(where: {
                $0 > opening + 1 && isSign(main[$0], ",") && opensPredicate(after: $0)
            }),
            closing - opening < 60, !startsNewClause(opening, closing)
        else { return }
        let words = Array(main[opening...closing])
        let (first, before) = (main[0], main[opening - 1])
        let next = tokens[main[opening + 1]]
        let relation: DependencyRelation =
            ["qui", "dont", "ou", "que", "qu'"].contains(next.folded)
            ? .relativeClause
            : next.morphology.verbForm == .participle ? .acl : .appos
        guard remove(words) else { return }
        parts.append(Part(words: words, anchor: before, relation: relation, climb: first..<before + 1))
    }

    private func isNominal(_ token: Token) -> Bool {
        [.noun, .properNoun, .pronoun, .numeral].contains(token.partOfSpeech)
    }

    private func startsSubject(_ token: Token) -> Bool {
        [.determiner, .noun, .properNoun, .numeral].contains(token.partOfSpeech)
            || (token.partOfSpeech == .adposition && token.folded == "des")
    }

    /// A finite verb right after the comma, clitics and "ne" before it allowed.
    private func opensPredicate(after place: Int) -> Bool {
        for next in (place + 1)..<min(place + 5, main.count) {
            if isFiniteVerb(main[next]) { return true }
            let token = tokens[main[next]]
            guard
                token.folded == "ne" || token.folded == "n'" || token.folded == "se" || token.folded == "s'"
                    || isObjectClitic(token)
            else { return false }
        }
        return false
    }

    /// "Hier, l'armée a avancé, a pris ...": a clause with its own verb between the commas is no apposition, but for a
    /// relative clause.
    private func startsNewClause(_ opening: Int, _ closing: Int) -> Bool {
        let next = tokens[main[opening + 1]]
        if ["qui", "dont", "ou", "que", "qu'", "lequel", "laquelle"].contains(next.folded) { return false }
        let inner = main[(opening + 1)..<closing]
        let verbs = inner.filter(isFiniteVerb).count
        let openers = inner.filter(isClauseOpener).count
        return verbs > openers
    }

    private func isClauseOpener(_ index: Int) -> Bool {
        tokens[index].partOfSpeech == .subordinatingConjunction
            || ["qui", "dont", "que", "qu'"].contains(tokens[index].folded) || tokens[index].form.lowercased() == "où"
    }

    // MARK: Insertions

    /// "..., a indiqué le ministère", "..., dit-il": one a sentence, the last.
    private mutating func takeInsertion() {
        for place in main.indices.dropLast(1).dropFirst(2).reversed() {
            guard isSign(main[place], ",", "»", "”", "\"", "?", "!", "–", "—"), let verb = speech(after: place),
                isInserted(at: place, verb: verb)
            else { continue }
            let end = insertionEnd(from: place, verb: verb)
            var words = Array(main[(place + 1)..<end])
            if isSign(main[place], ",") { words.insert(main[place], at: 0) }
            if end < main.count, isSign(main[end], ",") { words.append(main[end]) }
            if remove(words) { parts.append(Part(words: words, anchor: nil, relation: .parataxisInsert, verb: verb)) }
            return
        }
    }

    /// An insertion needs a clause before it, or a bare title ("14 morts, dit le Hamas"): after "Le chef, à Goma," the
    /// verb is the main one.
    private func isInserted(at place: Int, verb: Int) -> Bool {
        let before = main[..<place]
        let verbs = before.filter(isFiniteVerb).count
        let openers = before.filter(isClauseOpener).count
        if verbs > openers { return true }
        let hasClitic =
            verb + 1 < tokens.count && tokens[verb + 1].form.hasPrefix("-") || tokens[verb - 1].form.hasPrefix("-")
        if hasClitic { return true }
        guard !before.contains(where: { isSign($0, ",") }), verb + 1 < tokens.count else { return false }
        return [.determiner, .properNoun, .noun, .numeral].contains(tokens[verb + 1].partOfSpeech)
    }

    /// The reporting verb right after the sign at `place`: auxiliaries, clitics and adverbs may stand before it, a
    /// subject may not, and what it says must not follow.
    private func speech(after place: Int) -> Int? {
        var hasAuxiliary = false
        for next in (place + 1)..<min(place + 6, main.count) {
            let index = main[next]
            let token = tokens[index]
            switch token.partOfSpeech {
            case .auxiliary where token.morphology.verbForm == .finite: hasAuxiliary = true
            case .pronoun where token.form.hasPrefix("-") && next > place + 1: break
            case .pronoun where isObjectClitic(token) && next <= place + 2 && !hasAuxiliary: break
            case .adverb where hasAuxiliary: break
            case .verb, .auxiliary, .adjective, .noun:
                let isForm =
                    hasAuxiliary
                    ? token.morphology.verbForm == .participle || token.partOfSpeech != .verb
                    : token.partOfSpeech == .verb && token.morphology.verbForm == .finite
                guard isForm, rules.speechVerbs.contains(token.lemma), canEnd(next) else { return nil }
                return token.partOfSpeech == .verb ? index : nil
            default: return nil
            }
        }
        return nil
    }

    private func isObjectClitic(_ token: Token) -> Bool {
        ["nous", "vous", "lui", "leur", "l'", "le", "m'", "me", "en", "y", "s'", "se"].contains(token.folded)
    }

    private func canEnd(_ place: Int) -> Bool {
        guard place + 1 < main.count else { return true }
        let token = tokens[main[place + 1]]
        if token.partOfSpeech == .subordinatingConjunction || token.morphology.verbForm == .infinitive { return false }
        return !isSign(main[place + 1], ":")
    }

    /// Where an insertion ends: at the sentence's last sign, or at the next comma when the main clause's verb follows it.
    private func insertionEnd(from place: Int, verb: Int) -> Int {
        var end = main.count
        while end > place + 1, isSign(main[end - 1], ".", "!", "?", "…", "...", "»", "\"", "”") { end -= 1 }
        guard !main[..<place].contains(where: isFiniteVerb),
            let comma = main[(place + 1)..<end].firstIndex(where: { $0 > verb && isSign($0, ",") }),
            main[comma..<end].contains(where: isFiniteVerb)
        else { return end }
        return comma
    }

    // MARK: Headings

    /// "Kharkiv : six morts": what stands before the colon hangs from what follows, when it has no verb.
    private mutating func takeHeading() {
        guard let colon = main.firstIndex(where: { isSign($0, ":") }), colon > 0, colon <= 8, colon + 2 < main.count,
            !main[..<colon].contains(where: isFiniteVerb),
            !main[..<colon].contains(where: { isSign($0, "«", "\"", "“", ",", ".") })
        else { return }
        let words = Array(main[...colon])
        guard words.contains(where: { tokens[$0].partOfSpeech != .punctuation && tokens[$0].partOfSpeech != .numeral }),
            remove(words)
        else { return }
        parts.append(Part(words: words, anchor: nil, relation: .parataxis))
    }

    // MARK: Comparisons and ranges

    /// "entre 25 et 30 morts", "20 à 30 morts": the last figure counts for the tree, the others hang from it.
    private mutating func takeRanges() {
        var place = 0
        while place + 2 < main.count {
            let opens = tokens[main[place]].folded == "entre" && place + 4 < main.count
            let lower = opens ? place + 1 : place
            let link = tokens[main[lower + 1]].folded
            guard opens ? link == "et" : link == "a", isFigure(main[lower]), isFigure(main[lower + 2]) else {
                place += 1; continue
            }
            let words = Array(main[place...lower + 1])
            let upper = main[lower + 2]
            let (figure, conjunction) = (main[lower], main[lower + 1])
            guard remove(words) else { return }
            if opens, let first = words.first { loose.append((first, upper, .advmod)) }
            loose.append((figure, upper, .nummod))
            loose.append((conjunction, figure, opens ? .coordination : .adposition))
        }
    }

    private func isFigure(_ index: Int) -> Bool {
        tokens[index].partOfSpeech == .numeral && tokens[index].folded != "un" && tokens[index].folded != "une"
    }

    /// "plus de 300 morts": the comparison hangs from the number.
    private mutating func takeComparisons() {
        var place = 0
        while place < main.count {
            guard let phrase = rules.comparisons.first(where: { matches($0, at: place) }),
                place + phrase.count < main.count, isNumber(at: place + phrase.count, after: phrase)
            else { place += 1; continue }
            let words = Array(main[place..<place + phrase.count])
            let number = main[place + phrase.count]
            guard remove(words), let first = words.first else { return }
            loose.append((first, number, .advmod))
            for word in words.dropFirst() { loose.append((word, first, .fixed)) }
        }
    }

    private func matches(_ phrase: [String], at place: Int) -> Bool {
        phrase.indices.allSatisfy { place + $0 < main.count && tokens[main[place + $0]].folded == phrase[$0] }
    }

    private func isNumber(at place: Int, after phrase: [String]) -> Bool {
        let token = tokens[main[place]]
        let isDigits = token.form.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        if isDigits {
            // "près de 3 villages" is a place; "près de 300 villages" is a number.
            return phrase.first != "pres" || token.form.utf8.count > 1
        }
        if token.folded == "un" || token.folded == "une" {
            return place + 1 < main.count && rules.tens.contains(tokens[main[place + 1]].lemma)
        }
        return phrase.first != "pres" && rules.numbers.contains(token.form.lowercased())
    }
}
