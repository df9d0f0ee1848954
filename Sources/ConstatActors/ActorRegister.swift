import ConstatResources
import ConstatText

/// The actors that have a name, as `Actors.register` lists them.
public struct ActorRegister: Sendable {
    public let actors: [RegisteredActor]
    /// Lines that could not be read, with the reason; the tests want none.
    public let problems: [String]
    private let index: [String: Int]
    private let services: [String: Int]
    private let states: [String: Int]

    /// The register that the program carries.
    public init() { self.init(text: EmbeddedResource.text(named: "Actors.register")) }

    /// Reads the format that the register's head describes.
    public init(text: String) {
        var parser = RegisterParser()
        for (number, line) in EmbeddedResource.lines(of: text) { parser.read(line, number: number) }
        actors = parser.actors
        problems = parser.problems
        index = parser.index
        var services: [String: Int] = [:]
        var states: [String: Int] = [:]
        for (position, actor) in actors.enumerated() {
            if actor.adjective != nil, let country = actor.country { states[country] = states[country] ?? position }
            guard let country = actor.country, let service = actor.service else { continue }
            services["\(country) \(service)"] = services["\(country) \(service)"] ?? position
        }
        self.services = services
        self.states = states
    }

    public subscript(id: String) -> RegisteredActor? { index[id].map { actors[$0] } }

    /// The state itself, as an actor: its block carries the adjective and the demonyms.
    public func state(_ country: String) -> RegisteredActor? { states[country].map { actors[$0] } }

    /// "Government of the DRC": how a record calls a government that speaks.
    public func governmentName(of country: String) -> String? {
        state(country).map { "Government of \($0.nameAfterOf ?? $0.name)" }
    }

    /// The army, police ... of a state; nil where the register has none.
    public func service(_ service: String, of country: String) -> RegisteredActor? {
        services["\(country) \(service)"].map { actors[$0] }
    }
}

/// Reads the register's lines one after the other.
struct RegisterParser {
    var actors: [RegisteredActor] = []
    var index: [String: Int] = [:]
    var problems: [String] = []

    mutating func read(_ line: Substring, number: Int) {
        if line.first == " " || line.first == "\t" {
            readField(line.trimmed, number: number)
        } else {
            readHead(line, number: number)
        }
    }

    private mutating func readHead(_ line: Substring, number: Int) {
        let (id, rest) = line.halves(at: "=")
        let (name, description) = rest.halves(at: " : ")
        let words = description.split(separator: " ").map(String.init)
        guard !id.isEmpty, !name.isEmpty, let kind = words.first.flatMap(ActorKind.init(rawValue:)) else {
            problems.append("line \(number): not `id = Name : kind`")
            return
        }
        guard index[String(id)] == nil else {
            problems.append("line \(number): \(id) is there twice")
            return
        }
        var actor = RegisteredActor(id: String(id), name: String(name), kind: kind, line: number)
        if words.count > 1 {
            actor.country = words[1]
            actor.countries = [words[1]]
        }
        if words.count > 2 { actor.service = words[2] }
        index[actor.id] = actors.count
        actors.append(actor)
    }

    private mutating func readField(_ line: Substring, number: Int) {
        let (key, value) = line.halves(at: " ")
        guard var actor = actors.popLast() else {
            problems.append("line \(number): a field before the first actor")
            return
        }
        switch key {
        case "parent": actor.parent = String(value)
        case "adjective": actor.adjective = String(value)
        case "of": actor.nameAfterOf = String(value)
        case "in":
            for country in value.split(separator: " ").map(String.init) where !actor.countries.contains(country) {
                actor.countries.append(country)
            }
        case "described": actor.described += value.split(separator: " ").map(String.init)
        case "default-in": actor.defaultIn += value.split(separator: " ").map(String.init)
        case "ucdp", "acled": actor.databaseNames[String(key)] = String(value)
        case "fr", "fr-metonym", "fr-demonym", "fr-people", "fr-leader":
            actor.names[String(key), default: []] += value.split(separator: ",").map { name($0.trimmed) }
        default: problems.append("line \(number): no field is called \(key)")
        }
        actors.append(actor)
    }

    /// `GIA (1992-2004)`: a name with its years.
    private func name(_ text: Substring) -> RegisteredActor.Name {
        guard text.last == ")", let open = text.lastIndex(of: "(") else { return .init(text: String(text)) }
        let years = text[text.index(after: open)...].dropLast().split(separator: "-", omittingEmptySubsequences: false)
        guard years.count == 2 else { return .init(text: String(text)) }
        return .init(text: String(text[..<open].trimmed), firstYear: Int(years[0]), lastYear: Int(years[1]))
    }
}

extension Substring {
    var trimmed: Substring {
        let blanks: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        guard let first = utf8.firstIndex(where: { !blanks($0) }), let last = utf8.lastIndex(where: { !blanks($0) })
        else { return "" }
        return self[first..<utf8.index(after: last)]
    }

    /// What stands before and after the first `separator`, trimmed; the second half is empty where there is none.
    func halves(at separator: String) -> (Substring, Substring) {
        let wanted = Array(separator.utf8)
        guard let first = wanted.first else { return (trimmed, "") }
        var start = utf8.startIndex
        while let found = utf8[start...].firstIndex(of: first) {
            if utf8[found...].starts(with: wanted) {
                return (self[..<found].trimmed, self[utf8.index(found, offsetBy: wanted.count)...].trimmed)
            }
            start = utf8.index(after: found)
        }
        return (trimmed, "")
    }
}
