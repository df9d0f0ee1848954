#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Distances on a sphere of the earth's mean radius, within half a percent of the ellipsoid: to rank places by nearness.
/// What a text states in kilometres is computed by ``Geodesic``.
package enum Sphere {
    package static let earthRadiusKm = 6371.0088

    /// By the haversine formula.
    package static func distanceKm(_ left: GeoPoint, _ right: GeoPoint) -> Double {
        let (a, b) = (radians(left.latitude), radians(right.latitude))
        let half = (sin((b - a) / 2), sin(radians(right.longitude - left.longitude) / 2))
        let chord = half.0 * half.0 + cos(a) * cos(b) * half.1 * half.1
        return 2 * earthRadiusKm * asin(min(1, chord.squareRoot()))
    }

    /// The distance, and the direction at the first point in degrees clockwise from north.
    static func way(from: GeoPoint, to: GeoPoint) -> (distanceKm: Double, bearing: Double) {
        let (a, b) = (radians(from.latitude), radians(to.latitude))
        let turn = radians(to.longitude - from.longitude)
        let bearing = atan2(sin(turn) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(turn))
        return (distanceKm(from, to), bearing * 180 / .pi)
    }

    /// The unit vector from the earth's centre.
    static func direction(_ point: GeoPoint) -> SIMD3<Double> {
        let (latitude, longitude) = (radians(point.latitude), radians(point.longitude))
        return SIMD3(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    }

    /// The squared straight line through the earth, in squared radii: grows with distance, and is all that ranking needs.
    static func squaredChord(_ left: SIMD3<Double>, _ right: SIMD3<Double>) -> Double {
        let line = left - right
        return (line * line).sum()
    }

    /// The squared chord of a distance along the ground.
    static func squaredChord(km: Double) -> Double {
        let chord = 2 * sin(min(km / earthRadiusKm, .pi) / 2)
        return chord * chord
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
