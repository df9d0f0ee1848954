public import ConstatText

/// What sort of actor a mention stands for.
public enum ActorKind: String, Sendable {
    case stateForce, government, rebelGroup, politicalMilitia, identityMilitia, criminalGroup, externalForce
    case police, intergovernmental, humanitarian, media
    /// Armed people whom the text does not name: "hommes armés", "assaillants".
    case unnamedArmed
    /// People who are no party: "civils", "habitants", "familles", "prisonniers".
    case civilians
    /// People of whom the noun does not say: "personnes".
    case people

    /// A side that can fight, hold or take.
    public var isArmed: Bool {
        switch self {
        case .stateForce, .rebelGroup, .politicalMilitia, .identityMilitia, .criminalGroup, .externalForce, .police,
            .unnamedArmed:
            true
        case .government, .intergovernmental, .humanitarian, .media, .civilians, .people: false
        }
    }
}

/// Words that name or describe an actor, resolved where plain.
public struct ActorMention: Hashable, Sendable {
    public var sentence: Int
    /// The whole naming phrase: "les forces démocratiques syriennes" without article and complements that follow.
    public var tokens: Range<Int>
    public var span: TextSpan
    /// Its syntactic head.
    public var headToken: Int
    /// Usual English name: "Syrian Democratic Forces", "residents", "unidentified gunmen".
    public var name: String
    /// Register identifier; nil for described people and for names the register lacks.
    public var id: String?
    public var kind: ActorKind
    /// ISO 3166-1 alpha-2 of the state it belongs to; nil where none is meant.
    public var country: String?
    /// The rule or register line that resolved it, for `explain`.
    public var rule: String

    public init(
        sentence: Int, tokens: Range<Int>, span: TextSpan, headToken: Int, name: String, id: String?,
        kind: ActorKind, country: String?, rule: String
    ) {
        self.sentence = sentence
        self.tokens = tokens
        self.span = span
        self.headToken = headToken
        self.name = name
        self.id = id
        self.kind = kind
        self.country = country
        self.rule = rule
    }
}
