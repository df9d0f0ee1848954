import ConstatLanguage

/// Words that may name a place, with all the places that bear the name.
struct PlaceName {
    var sentence: Int
    var tokens: Range<Int>
    var folded: String
    var options: [PlaceOption]
    var context: PlaceContext
    /// The name tagger holds it for a place.
    var isTagged: Bool
    /// What speaks against it, in points: a word of the dictionary, a person's name around it.
    var doubt = 0.0
    /// "RDC", "CAT": capitals alone, in a sentence that has small letters.
    var isAcronym = false
    /// The same name is plainly a place elsewhere in the document.
    var isKnownPlace = false
    var hasSounded = false
    /// Subject of a verb that governments do: "Paris dénonce".
    var isGovernment = false
    var choice: PlaceOption?
    /// The two names of a road written as one word: "Bourzanga-Djibo".
    var ends: [PlaceName] = []
    /// The names, by number, that say where this one lies: "X, dans la province de Y", "X, à 40 km de Y".
    var parent: Int?
    /// The parent was said of a later name of the same list: it speaks for a place, and against none.
    var sharesParent = false
    var offset: Int?

    var roadEnds: (Place, Place)? {
        guard ends.count == 2, let from = ends[0].choice, let to = ends[1].choice else { return nil }
        return (from.place, to.place)
    }
}
