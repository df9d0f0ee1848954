/// What sort of actor a described one is, by the English name that records give it: "residents", "unidentified gunmen".
package struct DescribedActors: Sendable {
    private let kinds = FrenchPeopleLexicon().kinds

    package init() {}

    /// nil for a name that no language's list of described actors has.
    package func kind(of name: String) -> ActorKind? { kinds[name] }
}
