#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The shortest way between two points of the WGS 84 ellipsoid: for distances and directions that a text states.
///
/// To rank candidates, ``Sphere`` is some ten times faster and near enough. Latitudes beyond the poles count as the pole,
/// longitudes and bearings are taken round the circle; what is not finite gives what is not finite.
///
/// - Source: C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), doi 10.1007/s00190-012-0578-z;
///   numbers in brackets are its equations. The inverse is solved by a bracketed search for the first bearing instead
///   of Newton's method: slower, without a derivative, and as sure near antipodes as elsewhere.
public struct Geodesic: Hashable, Sendable {
    public var distanceKm: Double
    /// At the first point, degrees clockwise from north, -180 ... 180. Between points that coincide: 0 or 180.
    public var bearing: Double
    /// At the second point, in the direction of travel.
    public var finalBearing: Double

    /// Equatorial radius in km, and flattening.
    static let equatorialRadiusKm = 6378.137
    static let flattening = 1 / 298.257223563
    static let polarRadiusKm = equatorialRadiusKm * (1 - flattening)
    /// The square of the second eccentricity.
    static let secondEccentricity = flattening * (2 - flattening) / ((1 - flattening) * (1 - flattening))

    // MARK: Direct

    /// The point `distanceKm` away when one sets out towards `bearing` (degrees clockwise from north).
    public static func point(from start: GeoPoint, bearing: Double, distanceKm: Double) -> GeoPoint {
        let line = Line(from: Angle(reducing: start.latitude), course: Angle(degrees: bearing))
        let (turn, end) = line.arc(atKm: distanceKm)
        return GeoPoint(
            latitude: degrees(
                atan2(line.cosine0 * end.sine, (1 - flattening) * hypot(line.sine0, line.cosine0 * end.cosine))),
            longitude: wrapped(wrapped(start.longitude) + degrees(line.longitude(turn: turn, to: end))))
    }

    /// The point half way.
    public static func midpoint(_ left: GeoPoint, _ right: GeoPoint) -> GeoPoint {
        let way = Geodesic(from: left, to: right)
        return point(from: left, bearing: way.bearing, distanceKm: way.distanceKm / 2)
    }

    // MARK: Angles

    static func degrees(_ radians: Double) -> Double { radians * 180 / .pi }

    /// -180 ... 180, and 180 rather than -180.
    static func wrapped(_ degrees: Double) -> Double {
        let rest = degrees.remainder(dividingBy: 360)
        return rest == -180 ? 180 : rest
    }

    /// An angle by its sine and cosine, which keep their digits where the angle itself loses them.
    struct Angle {
        var sine: Double
        var cosine: Double

        init(sine: Double, cosine: Double) {
            let length = hypot(sine, cosine)
            self.sine = length > 0 ? sine / length : 0
            self.cosine = length > 0 ? cosine / length : 1
        }

        /// Multiples of a right angle come out exact.
        init(degrees: Double) {
            let turn = Geodesic.wrapped(degrees)
            let quarter = (turn / 90).rounded()
            let rest = (turn - 90 * quarter) * .pi / 180
            switch Int(quarter.isFinite ? quarter : 0) & 3 {
            case 0: self.init(sine: sin(rest), cosine: cos(rest))
            case 1: self.init(sine: cos(rest), cosine: -sin(rest))
            case 2: self.init(sine: -sin(rest), cosine: -cos(rest))
            default: self.init(sine: -cos(rest), cosine: sin(rest))
            }
        }

        init(radians: Double) { self.init(sine: sin(radians), cosine: cos(radians)) }

        /// The reduced latitude of a latitude in degrees (6); at a pole a little short of it, so that tangents exist.
        init(reducing latitude: Double) {
            let angle = Angle(degrees: min(90, max(-90, latitude)))
            self.init(sine: (1 - Geodesic.flattening) * angle.sine, cosine: angle.cosine)
            cosine = max(1e-150, cosine)
        }

        var radians: Double { atan2(sine, cosine) }

        /// How far it is on to `end`, 0 ... pi; negative turns count as none.
        func turn(to end: Angle) -> Double { difference(to: end).radians }

        /// `end` seen from here, with a sine of at least 0: adding 0 makes it no negative nought, which would turn back.
        func difference(to end: Angle) -> Angle {
            Angle(
                sine: max(0, cosine * end.sine - sine * end.cosine) + 0, cosine: cosine * end.cosine + sine * end.sine)
        }
    }

    // MARK: A geodesic, continued round the ellipsoid

    /// Arcs along it are counted on the auxiliary sphere, from where it crosses the equator northward.
    struct Line {
        /// Sine and cosine of the bearing at the equator (5).
        var sine0: Double
        var cosine0: Double
        /// The first point's arc.
        var start: Angle
        let series: GeodesicSeries

        /// - Parameter latitude: reduced.
        init(from latitude: Angle, course: Angle) {
            sine0 = course.sine * latitude.cosine
            cosine0 = hypot(course.cosine, course.sine * latitude.sine)
            let isEquator = latitude.sine == 0 && course.cosine == 0
            start = Angle(sine: latitude.sine, cosine: isEquator ? 1 : course.cosine * latitude.cosine)
            series = GeodesicSeries(squaredParameter: cosine0 * cosine0 * Geodesic.secondEccentricity)
        }

        /// From the first point, in km (7).
        func distanceKm(arc: Double, to end: Angle) -> Double {
            polarRadiusKm * series.scale
                * (arc + GeodesicSeries.sum(series.distance, end) - GeodesicSeries.sum(series.distance, start))
        }

        /// How far round the auxiliary sphere a distance leads, in radians, and where to.
        func arc(atKm distance: Double) -> (turn: Double, end: Angle) {
            let way = distance / (polarRadiusKm * series.scale)
            let begun = GeodesicSeries.sum(series.distance, start)
            let reached = Angle(radians: start.radians + begun + way)
            let turn = way + begun + GeodesicSeries.sum(series.reverted, reached)
            return (turn, Angle(radians: start.radians + turn))
        }

        /// By how much longitude changes, in radians, give or take whole circles (8).
        func longitude(turn: Double, to end: Angle) -> Double {
            atan2(sine0 * end.sine, end.cosine) - atan2(sine0 * start.sine, start.cosine) - lag(turn: turn, to: end)
        }

        /// By how much longitude on the ellipsoid stays behind that on the auxiliary sphere.
        func lag(turn: Double, to end: Angle) -> Double {
            let sums =
                GeodesicSeries.sum(series.longitude, end) - GeodesicSeries.sum(series.longitude, start)
            return flattening * sine0 * series.longitudeScale * (turn + sums)
        }
    }
}
