import ConstatText

/// The French names of the register, ready to be matched.
struct FrenchActorNames: Sendable {
    /// What a name wants of the case of a text's word.
    enum Case: Sendable {
        case any, capital, allCapitals

        init(_ name: String) {
            let letters = name.unicodeScalars.filter { $0.properties.isAlphabetic }
            let capitals = letters.filter { $0.properties.isUppercase }.count
            if name.contains(" ") || capitals == 0 {
                self = .any
            } else if capitals == letters.count, letters.count <= 3 {
                self = .allCapitals
            } else {
                self = letters.first.map { $0.properties.isUppercase } == true ? .capital : .any
            }
        }

        func admits(_ form: String) -> Bool {
            let letters = form.unicodeScalars.filter { $0.properties.isAlphabetic }
            switch self {
            case .any: return true
            case .capital: return letters.contains { $0.properties.isUppercase }
            case .allCapitals: return letters.allSatisfy { $0.properties.isUppercase }
            }
        }
    }

    struct Entry: Sendable {
        /// Position in the register's list of actors.
        var actor: Int
        var name: RegisteredActor.Name
        var wanted: Case
    }

    private(set) var names = PhraseTable<Entry>()
    private(set) var states = PhraseTable<Entry>()
    private(set) var metonyms = PhraseTable<Entry>()
    private(set) var leaders = PhraseTable<Entry>()
    /// Folded plural noun of a people to the actor it stands for.
    private(set) var peopleNames: [String: Int] = [:]
    /// Folded form of a state's adjective, opened at hyphens and joined, to the states it may mean.
    private(set) var demonyms: [String: [String]] = [:]

    init(_ register: ActorRegister) {
        for (index, actor) in register.actors.enumerated() {
            for (field, fieldNames) in actor.names {
                for name in fieldNames { add(name, field: field, of: actor, at: index) }
            }
        }
        // Dictionaries have no order of their own: two states that share an adjective keep that of the register.
        demonyms = demonyms.mapValues { $0.sorted() }
    }

    private mutating func add(_ name: RegisteredActor.Name, field: String, of actor: RegisteredActor, at index: Int) {
        let words = WordSequence.words(of: name.text.folded)
        let entry = Entry(actor: index, name: name, wanted: Case(name.text))
        switch field {
        case "fr" where actor.adjective != nil: states.add(words, entry)
        case "fr": names.add(words, entry)
        case "fr-metonym": metonyms.add(words, entry)
        case "fr-leader": leaders.add(words, entry)
        case "fr-people": peopleNames[words.joined()] = index
        case "fr-demonym":
            guard let country = actor.country else { return }
            for form in FrenchPlural.forms(words) + [(words, false), (words.map(FrenchPlural.plural), true)] {
                let key = form.words.joined()
                if !demonyms[key, default: []].contains(country) { demonyms[key, default: []].append(country) }
            }
        default: break
        }
    }
}
