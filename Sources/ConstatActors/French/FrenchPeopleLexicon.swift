import ConstatResources
import ConstatText

/// The described actors and small words of `FrenchPeople.lexicon`.
struct FrenchPeopleLexicon: Sendable {
    /// A noun that describes actors.
    struct Noun: Sendable {
        enum Meaning: Sendable {
            /// Stands for a named actor with one of the classes, first choice first.
            case described(classes: [String])
            /// The same for a word that stands for one group: its plural is several, and none of them is named.
            case describedGroup(classes: [String])
            /// "le groupe": only ever an actor named before.
            case anaphor(classes: [String])
            /// A service of a state.
            case forces(service: String, wantsState: Bool)
            /// People; also armed people without a name.
            case people
            /// "les assaillants": those of the attack told before, else armed people without a name.
            case attackers
            case government
            /// Looks like an actor and is none: "police d'assurance".
            case nobody
        }
        var meaning: Meaning
        /// English for several; `{}` takes a state's adjective.
        var plural: String
        /// English for one; nil: the same.
        var singular: String?
        var kind: ActorKind
        /// A class of named actors, so that it may also be an adjective: "des positions terroristes".
        var isDescribed: Bool {
            if case .described = meaning { true } else { false }
        }
        /// The form that matched is a plural.
        var isPlural = false
        var line: Int
    }

    struct People: Sendable {
        var adjective: String
        var actor: String?
    }

    private(set) var nouns = PhraseTable<Noun>()
    private(set) var members = PhraseTable<Bool>()
    private(set) var acts = PhraseTable<Bool>()
    private(set) var namedBy = PhraseTable<(pattern: String, kind: ActorKind)>()
    private(set) var peoples: [String: People] = [:]
    private(set) var nameHeads: [String: ActorKind] = [:]
    /// Kinds by the English name of what is described, for one and for several; names that take a state's adjective are
    /// not among them.
    private(set) var kinds: [String: ActorKind] = [:]
    private(set) var problems: [String] = []
    private var sets: [String: Set<String>] = [:]

    init() { self.init(text: EmbeddedResource.text(named: "FrenchPeople.lexicon")) }

    init(text: String) {
        var section = ""
        for (number, line) in EmbeddedResource.lines(of: text) {
            if line.first == "[", line.last == "]" {
                section = String(line.dropFirst().dropLast())
            } else {
                read(line, section: section, number: number)
            }
        }
    }

    /// A section of small words: "of", "articles", "possessive" ...
    func contains(_ word: String, in section: String) -> Bool { sets[section]?.contains(word) ?? false }

    private mutating func read(_ line: Substring, section: String, number: Int) {
        let (left, right) = line.halves(at: "=")
        let phrases = left.split(separator: ",").map { WordSequence.words(of: String($0.trimmed).folded) }
        let parts = right.colonParts
        switch section {
        case "described" where parts.count == 3:
            let classes = parts[0].split(separator: " ").map(String.init)
            add(phrases, .described(classes: classes), english: parts[1], kind: kind(parts[2], number), number)
        case "described groups" where parts.count == 3:
            let classes = parts[0].split(separator: " ").map(String.init)
            add(phrases, .describedGroup(classes: classes), english: parts[1], kind: kind(parts[2], number), number)
        case "attackers" where parts.count == 2:
            add(phrases, .attackers, english: parts[0], kind: kind(parts[1], number), number)
        case "anaphors":
            let classes = right.split(separator: " ").map(String.init)
            add(phrases, .anaphor(classes: classes), english: "", kind: .rebelGroup, number)
        case "forces" where parts.count == 2, "forces by state only" where parts.count == 2:
            let service = String(parts[0])
            let kind: ActorKind = service == "police" || service == "gendarmerie" ? .police : .stateForce
            let wantsState = section == "forces by state only"
            add(phrases, .forces(service: service, wantsState: wantsState), english: parts[1], kind: kind, number)
        case "people" where parts.count == 2, "unnamed" where parts.count == 2:
            add(phrases, .people, english: parts[0], kind: kind(parts[1], number), number)
        case "government":
            add(phrases, .government, english: right, kind: .government, number)
        case "nobody":
            add(phrases, .nobody, english: "", kind: .people, number)
        case "members":
            for phrase in phrases { for form in FrenchPlural.forms(phrase) { members.add(form.words, form.isPlural) } }
        case "acts":
            for phrase in phrases { for form in FrenchPlural.forms(phrase) { acts.add(form.words, form.isPlural) } }
        case "peoples" where parts.count == 2:
            let people = People(adjective: String(parts[0]), actor: parts[1] == "-" ? nil : String(parts[1]))
            for phrase in phrases { for form in FrenchPlural.forms(phrase) { peoples[form.words.joined()] = people } }
        case "name heads":
            for phrase in phrases { nameHeads[phrase.joined(separator: " ")] = kind(right, number) }
        case "named by" where parts.count == 2:
            let value = (String(parts[0]), kind(parts[1], number))
            for phrase in phrases { for form in FrenchPlural.forms(phrase) { namedBy.add(form.words, value) } }
        case "forces wanting a state":
            for phrase in phrases {
                for form in FrenchPlural.forms(phrase) {
                    sets[section, default: []].insert(form.words.joined(separator: " "))
                }
            }
        case "passing", "of", "articles", "definite", "possessive", "own side", "place prepositions", "sources",
            "agent prepositions", "and", "quotes", "numbers", "subordinators", "stances", "indefinite",
            "never owned", "definite only", "suffered", "plural articles", "state articles", "purposes", "bare of",
            "elided article", "place or enemy", "borders":
            sets[section, default: []].formUnion(phrases.map { $0.joined(separator: " ") })
        default: problems.append("line \(number): not understood in [\(section)]")
        }
    }

    private mutating func kind(_ text: Substring, _ number: Int) -> ActorKind {
        if let kind = ActorKind(rawValue: String(text)) { return kind }
        problems.append("line \(number): no kind of actor is called \(text)")
        return .people
    }

    private mutating func add(
        _ phrases: [[String]], _ meaning: Noun.Meaning, english: Substring, kind: ActorKind, _ line: Int
    ) {
        let (plural, singular) = english.halves(at: " / ")
        for name in [plural, singular] where !name.isEmpty && !name.contains("{") {
            kinds[String(name)] = kinds[String(name)] ?? kind
        }
        for phrase in phrases {
            for form in FrenchPlural.forms(phrase) {
                nouns.add(
                    form.words,
                    Noun(
                        meaning: meaning, plural: String(plural), singular: singular.isEmpty ? nil : String(singular),
                        kind: kind, isPlural: form.isPlural, line: line))
            }
        }
    }
}

extension Substring {
    /// The parts between " : ", trimmed.
    var colonParts: [Substring] {
        var parts: [Substring] = []
        var rest = self
        while true {
            let (left, right) = rest.halves(at: " : ")
            parts.append(left)
            if right.isEmpty { return parts }
            rest = right
        }
    }
}

/// The regular plural of folded French words.
enum FrenchPlural {
    /// The phrase as it stands and with every word up to the first preposition in the plural.
    static func forms(_ words: [String]) -> [(words: [String], isPlural: Bool)] {
        var plural: [String] = []
        for (index, word) in words.enumerated() {
            if index > 0, ["de", "du", "des", "d", "a", "en", "au", "aux", "sans"].contains(word) {
                plural += words[index...]
                break
            }
            // "porte-parole", "ex-rebelle", "casque bleu": a short first element does not vary.
            plural.append(words.count > 1 && index == 0 && word.utf8.count <= 3 ? word : Self.plural(of: word))
        }
        var forms = plural == words ? [(words, true)] : [(words, false), (plural, true)]
        // "forces prorégime": what follows the noun may be invariable.
        let headPlural = plural.prefix(1) + words.dropFirst()
        if words.count > 1, headPlural != plural[...], headPlural != words[...] {
            forms.append((Array(headPlural), true))
        }
        return forms
    }

    static func plural(of word: String) -> String {
        if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("z") { return word }
        if word.hasSuffix("eau") || word.hasSuffix("eu") { return word == "bleu" ? "bleus" : word + "x" }
        if word.hasSuffix("al") { return String(word.dropLast(2)) + "aux" }
        return word + "s"
    }
}
