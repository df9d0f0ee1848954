#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Points and distances on a sphere of the earth's mean radius: within half a percent of the ellipsoid, far below what
/// "à 40 kilomètres à l'ouest" means.
package enum Geometry {
    package static let earthRadiusKm = 6371.0088

    package static func distanceKm(_ latitudeA: Double, _ longitudeA: Double, _ latitudeB: Double, _ longitudeB: Double)
        -> Double
    {
        let (a, b) = (radians(latitudeA), radians(latitudeB))
        let half = (sin((b - a) / 2), sin(radians(longitudeB - longitudeA) / 2))
        let chord = half.0 * half.0 + cos(a) * cos(b) * half.1 * half.1
        return 2 * earthRadiusKm * asin(min(1, chord.squareRoot()))
    }

    static func distanceKm(_ left: Place, _ right: Place) -> Double {
        distanceKm(left.latitude, left.longitude, right.latitude, right.longitude)
    }

    /// The point `distanceKm` away in the direction `bearing` (degrees clockwise from north).
    package static func point(latitude: Double, longitude: Double, bearing: Double, distanceKm: Double) -> (Double, Double) {
        let (start, course, angle) = (radians(latitude), radians(bearing), distanceKm / earthRadiusKm)
        let end = asin(sin(start) * cos(angle) + cos(start) * sin(angle) * cos(course))
        let turn = atan2(sin(course) * sin(angle) * cos(start), cos(angle) - sin(start) * sin(end))
        return (degrees(end), normalised(longitude + degrees(turn)))
    }

    static func midpoint(_ left: Place, _ right: Place) -> (Double, Double) {
        // Roads are short: the mean of the coordinates is within their width, but for the date line.
        let difference = normalised(right.longitude - left.longitude)
        return ((left.latitude + right.latitude) / 2, normalised(left.longitude + difference / 2))
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    private static func degrees(_ radians: Double) -> Double { radians * 180 / .pi }

    private static func normalised(_ longitude: Double) -> Double {
        longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
    }
}
