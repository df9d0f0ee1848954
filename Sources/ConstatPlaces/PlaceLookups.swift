/// What the gazetteer says of the names of one document: each is looked up once.
final class PlaceLookups {
    private let gazetteer: Gazetteer
    private var named: [String: [PlaceOption]] = [:]
    private var sounding: [String: [PlaceOption]] = [:]

    init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    func options(named folded: String) -> [PlaceOption] {
        if let known = named[folded] { return known }
        let options = gazetteer.candidates(named: folded).map(PlaceOption.init)
        named[folded] = options
        return options
    }

    /// - Parameter countries: the same at each call for one document and round.
    func options(soundingLike folded: String, in countries: [String]) -> [PlaceOption] {
        let key = folded + "|" + countries.joined(separator: ",")
        if let known = sounding[key] { return known }
        let options = gazetteer.candidates(soundingLike: folded, in: countries).map(PlaceOption.init)
        sounding[key] = options
        return options
    }
}

/// A place that a name may mean, with its direction from the earth's centre, so that nearness costs no trigonometry.
struct PlaceOption {
    var candidate: Gazetteer.Candidate
    let direction: SIMD3<Double>

    var place: Place { candidate.place }

    init(_ candidate: Gazetteer.Candidate) {
        self.candidate = candidate
        direction = Sphere.direction(candidate.place.point)
    }
}
