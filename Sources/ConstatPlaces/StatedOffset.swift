/// A distance and a direction as a text states them, and how far the map may differ before it contradicts.
struct StatedOffset {
    var distanceKm: Double?
    /// Degrees clockwise from north.
    var bearing: Double?

    init(distanceKm: Double?, bearing: Double?) {
        self.distanceKm = distanceKm
        self.bearing = bearing
    }

    init(_ context: PlaceContext) {
        self.init(distanceKm: context.distanceKm, bearing: context.isPart ? nil : context.bearing)
    }

    /// Reported distances are round, follow roads or run from edge to edge: a fifth, at least 10 km, and on the longer
    /// side the reach of the place they run from, up to 15 km. "L'ouest" is an eighth of the horizon, and ten degrees
    /// for a hasty eye; within the place itself a direction tells nothing.
    func agrees(with way: (distanceKm: Double, bearing: Double), radiusKm: Double) -> Bool {
        if let stated = distanceKm {
            let tolerance = max(10, 0.2 * stated)
            let excess = way.distanceKm - stated
            if excess < -tolerance || excess > tolerance + min(15, radiusKm) { return false }
        }
        guard let bearing, way.distanceKm > max(10, radiusKm) else { return true }
        return abs((way.bearing - bearing).remainder(dividingBy: 360)) <= 35
    }
}
