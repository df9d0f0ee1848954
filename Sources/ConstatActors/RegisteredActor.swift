/// A block of the register: an actor that has a name.
public struct RegisteredActor: Sendable {
    /// A way of naming it in a text.
    public struct Name: Hashable, Sendable {
        public var text: String
        /// Years of publication in which the name means this actor; nil bounds are open.
        public var firstYear: Int?
        public var lastYear: Int?

        func holds(in year: Int?) -> Bool {
            guard let year else { return true }
            return (firstYear ?? year) <= year && year <= (lastYear ?? year)
        }
    }

    public var id: String
    /// Usual English name.
    public var name: String
    public var kind: ActorKind
    /// ISO 3166-1 alpha-2; nil for actors of no one state.
    public var country: String?
    /// What it is to its state: "army", "police" ...; nil for everything else.
    public var service: String?
    public var parent: String?
    /// A state's English adjective: "Malian".
    public var adjective: String?
    /// A state's name as it stands after "of" where that differs: "the DRC".
    public var nameAfterOf: String?
    /// Where it acts, its own country first.
    public var countries: [String] = []
    /// Classes of words that may describe it: "rebels", "jihadists".
    public var described: [String] = []
    /// Countries where those words mean it without its name being said.
    public var defaultIn: [String] = []
    /// Database name by database: "ucdp", "acled".
    public var databaseNames: [String: String] = [:]
    /// Names by field of the register: "fr", "fr-metonym", "fr-demonym", "fr-people", "fr-leader".
    public var names: [String: [Name]] = [:]
    /// The line of its block, for `explain` and for problems.
    public var line: Int

    init(id: String, name: String, kind: ActorKind, line: Int) {
        self.id = id
        self.name = name
        self.kind = kind
        self.line = line
    }

    /// The word classes that fit, with those that its kind alone allows.
    func fits(_ described: String) -> Bool {
        self.described.contains(described) || kind.commonDescriptions.contains(described)
    }
}

extension ActorKind {
    /// "le groupe" may take up any named group, whatever its block says.
    var commonDescriptions: [String] {
        switch self {
        case .rebelGroup: ["group", "movement"]
        case .politicalMilitia, .identityMilitia: ["group", "militia"]
        case .criminalGroup: ["group", "gang", "bandits"]
        default: []
        }
    }
}
