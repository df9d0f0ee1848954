import ConstatResources
import ConstatText

/// Where a filler stands relative to a trigger: a logical role or the name of an adposition.
enum Position: Hashable, Sendable {
    case subject, object, head, itself, adjective, following, none
    /// The two sides of "opposer A à B".
    case opposed
    case adposition(String)

    init(_ word: String) {
        switch word {
        case "subject": self = .subject
        case "object": self = .object
        case "head": self = .head
        case "self": self = .itself
        case "adjective": self = .adjective
        case "following": self = .following
        case "none": self = .none
        case "opposer": self = .opposed
        default: self = .adposition(word)
        }
    }
}

/// What a frame demands of the surroundings of its trigger.
struct FrameCondition: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        case position(Position)
        case modifier, governor, role, distance, number, plural, negated, modal, auxiliary, expletive
    }
    enum Demand: Hashable, Sendable {
        case isAnyOf([String]), isNoneOf([String]), has([String]), lacks([String]), present, missing
    }
    var subject: Subject
    var demand: Demand
    /// As written, for `explain`.
    var text: String
}

/// How a word, in certain surroundings, carries a claim of one type.
struct Frame: Hashable, Sendable {
    enum TriggerKind: String, Sendable { case verb, noun, adjective, phrase }
    var type: ClaimType
    var kind: TriggerKind
    var slots: [String: [Position]]
    var measure: Measure?
    var conditions: [FrameCondition]
    /// Where it stands in the resource, for `explain`.
    var line: Int
    var name: String { "\(type.rawValue) line \(line)" }

    func positions(_ slot: String) -> [Position] { slots[slot] ?? [] }
}

/// A fixed phrase that triggers a frame: its folded words.
struct TriggerPhrase: Hashable, Sendable {
    var words: [String]
    var frame: Frame
}

/// All frames of a language, by the lemma that triggers them.
struct FrameLexicon: Sendable {
    /// By folded lemma; the lemma as written stands beside its frame.
    private var byLemma: [String: [Entry]] = [:]

    /// A frame under one of its lemmas.
    struct Entry: Sendable {
        var lemma: String
        var kind: Frame.TriggerKind
        var frame: Frame
    }

    private(set) var phrases: [String: [TriggerPhrase]] = [:]
    /// Lines that could not be read: a defect of the resource, empty in a good build.
    private(set) var faults: [String] = []

    init(resource: String) {
        var type: ClaimType?
        for line in EmbeddedResource.lines(named: resource) {
            if line.text.first == "[" {
                type = ClaimType(rawValue: String(line.text.dropFirst().dropLast()))
                if type == nil { faults.append("line \(line.number): unknown type \(line.text)") }
            } else if let type {
                read(line.text, number: line.number, type: type)
            }
        }
        for key in phrases.keys { phrases[key]?.sort { $0.words.count > $1.words.count } }
    }

    private mutating func read(_ text: Substring, number: Int, type: ClaimType) {
        let parts = text.split(separator: ";").map(\.trimmedBlanks)
        guard let first = parts.first, let colon = first.firstIndex(of: ":"),
            let blank = first.firstIndex(of: " "), let kind = Frame.TriggerKind(rawValue: String(first[..<blank]))
        else {
            faults.append("line \(number): no trigger")
            return
        }
        var frame = Frame(type: type, kind: kind, slots: [:], measure: nil, conditions: [], line: number)
        for slot in first[first.index(after: colon)...].split(separator: " ") {
            let sides = slot.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { faults.append("line \(number): slot \(slot)"); continue }
            if sides[0] == "measure" {
                frame.measure = Measure(rawValue: String(sides[1]))
                if frame.measure == nil { faults.append("line \(number): unknown measure \(sides[1])") }
            } else {
                frame.slots[String(sides[0])] = sides[1].split(separator: "|").map { Position(String($0).folded) }
            }
        }
        for part in parts.dropFirst() {
            if let condition = Self.condition(part) {
                frame.conditions.append(condition)
            } else {
                faults.append("line \(number): condition \(part)")
            }
        }
        for lemma in first[blank..<colon].split(separator: ",") { add(frame, for: lemma.trimmedBlanks) }
    }

    /// The frames of a word: its accents must be those of the lemma, or left out ("recuperer"); "marché" is no "marche".
    func entries(for word: String) -> [Entry] {
        (byLemma[word.folded] ?? []).filter { Accents.areKept(of: word, in: $0.lemma) }
    }

    private mutating func add(_ frame: Frame, for lemma: String) {
        guard frame.kind == .phrase else {
            byLemma[lemma.folded, default: []].append(Entry(lemma: lemma, kind: frame.kind, frame: frame))
            return
        }
        let words = Self.words(of: lemma.folded)
        if let first = words.first { phrases[first, default: []].append(TriggerPhrase(words: words, frame: frame)) }
    }

    /// The tokens of a phrase: an elided word is one of its own.
    private static func words(of phrase: String) -> [String] {
        phrase.split(separator: " ").flatMap { part -> [String] in
            guard let apostrophe = part.firstIndex(of: "'") else { return [String(part)] }
            return [String(part[...apostrophe]), String(part[part.index(after: apostrophe)...])]
        }
    }

    private static func condition(_ text: String) -> FrameCondition? {
        let words = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count >= 2 else { return nil }
        let subject: FrameCondition.Subject =
            switch words[0] {
            case "modifier": .modifier
            case "governor": .governor
            case "role": .role
            case "distance": .distance
            case "number": .number
            case "plural": .plural
            case "negated": .negated
            case "modal": .modal
            case "auxiliary": .auxiliary
            case "expletive": .expletive
            default: .position(Position(words[0].folded))
            }
        let values = words.count > 2 ? words[2].split(separator: "|").map { String($0).folded } : []
        let demand: FrameCondition.Demand
        switch words[1] {
        case "is": demand = .isAnyOf(values)
        case "isnt": demand = .isNoneOf(values)
        case "has": demand = .has(values)
        case "lacks": demand = .lacks(values)
        case "present": demand = .present
        case "missing": demand = .missing
        default: return nil
        }
        return FrameCondition(subject: subject, demand: demand, text: text)
    }
}

/// Spelling without accents is forgiven, spelling with other accents is another word.
enum Accents {
    /// Whether every accent of `word` stands in `lemma` too. Both have the same folded form.
    static func areKept(of word: String, in lemma: String) -> Bool {
        let written = Array(word.lowercased().unicodeScalars)
        let wanted = Array(lemma.lowercased().unicodeScalars)
        guard written.count == wanted.count else { return true }
        return zip(written, wanted).allSatisfy { $0 == $1 || $0.isASCII }
    }
}
