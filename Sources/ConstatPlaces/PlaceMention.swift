public import ConstatText

/// What sort of place a name stands for.
public enum PlaceKind: String, Sendable { case country, region, district, settlement, site, area, road, water }

/// A place that a name may mean.
public struct Place: Hashable, Sendable {
    /// Usual English name.
    public var name: String
    /// Stable identifier: `gn:N` (GeoNames) or `constat:...` for entries of ours.
    public var id: String
    /// WGS 84 degrees.
    public var latitude: Double
    public var longitude: Double
    public var kind: PlaceKind
    /// ISO 3166-1 alpha-2, upper case; "" for seas and regions of several countries.
    public var country: String
    /// nil means unknown.
    public var population: Int?
    /// How far the place itself reaches from its point.
    public var radiusKm: Double

    public init(
        name: String, id: String, latitude: Double, longitude: Double, kind: PlaceKind, country: String,
        population: Int?, radiusKm: Double
    ) {
        self.name = name
        self.id = id
        self.latitude = latitude
        self.longitude = longitude
        self.kind = kind
        self.country = country
        self.population = population
        self.radiusKm = radiusKm
    }

    public var point: GeoPoint { GeoPoint(latitude: latitude, longitude: longitude) }
}

/// A place that a mention may have meant, with how well it fits the document: for a reviewer who doubts the choice.
public struct PlaceCandidate: Hashable, Sendable {
    public var id: String
    /// Usual English name.
    public var name: String
    /// ISO 3166-1 alpha-2; "" for seas and regions of several countries.
    public var country: String
    /// Points for class, size, country and neighbours, comparable among the candidates of one mention only.
    public var score: Double

    public init(id: String, name: String, country: String, score: Double) {
        self.id = id
        self.name = name
        self.country = country
        self.score = score
    }
}

/// Words that name a place, resolved: where it is, and how sure.
public struct PlaceMention: Hashable, Sendable {
    /// How the happening lies to the named place (specification: `place.relation`).
    public enum Relation: String, Sendable { case at, `in`, near, around, direction }

    public var sentence: Int
    /// The name alone: "Raqqa" in "à 40 kilomètres à l'ouest de Raqqa".
    public var tokens: Range<Int>
    public var span: TextSpan
    /// The whole phrase with its prepositions and offset: "à 40 kilomètres à l'ouest de Raqqa".
    public var phrase: Range<Int>
    /// The reference place; nil when the gazetteer does not know the name, or the name could be anything. A quarter or
    /// site that is not on record has the place of its town.
    public var place: Place?
    /// The name to print: the place's English name, or the text's own.
    public var name: String
    /// The point after the offset; nil where unresolved.
    public var latitude: Double?
    public var longitude: Double?
    /// The uncertainty around the point.
    public var radiusKm: Double
    public var relation: Relation
    /// A stated distance from the reference place, km; nil if none.
    public var distanceKm: Double?
    /// The stated direction from the reference place, degrees clockwise from north; nil if none.
    public var bearing: Double?
    /// The rule that read it, for `explain`. "metonym": a government, not a place where something happens.
    public var rule: String
    /// What the name may mean, the likeliest first, at most four; empty for what is no name on record.
    public var candidates: [PlaceCandidate] = []
    /// How a stated distance or direction differs from the map; nil if it does not, or nothing is stated.
    public var contradiction: Contradiction?

    /// "X, à 40 km à l'ouest de Y", where the map has X elsewhere.
    public struct Contradiction: Hashable, Sendable {
        /// From the beginning of X to the end of Y.
        public var span: TextSpan
        /// The place that is said to lie there: X.
        public var place: Place
        /// From Y to X on the ellipsoid: km, and degrees clockwise from north (-180 ... 180).
        public var distanceKm: Double
        public var bearing: Double
    }

    public init(
        sentence: Int, tokens: Range<Int>, span: TextSpan, phrase: Range<Int>, place: Place?, name: String,
        latitude: Double?, longitude: Double?, radiusKm: Double, relation: Relation, distanceKm: Double? = nil,
        bearing: Double? = nil, rule: String
    ) {
        self.sentence = sentence
        self.tokens = tokens
        self.span = span
        self.phrase = phrase
        self.place = place
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        self.radiusKm = radiusKm
        self.relation = relation
        self.distanceKm = distanceKm
        self.bearing = bearing
        self.rule = rule
    }

    /// A government called by its country or capital: "Paris dénonce".
    public var isGovernment: Bool { rule == "metonym" }

    /// The inhabited place named, if it is one.
    public var settlement: Place? { place?.kind == .settlement ? place : nil }
}
