#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Geodesic {
    /// The shortest way from one point to another; of several equally short ones, one that sets out eastward or north.
    public init(from: GeoPoint, to: GeoPoint) {
        let difference = Self.wrapped(Self.wrapped(to.longitude) - Self.wrapped(from.longitude))
        let (start, end) = (min(90, max(-90, from.latitude)), min(90, max(-90, to.latitude)))
        // Mirrored so that the first point is the one farther from the equator, south of it, and the way leads east.
        let isSwapped = abs(start) < abs(end)
        let isMirrored = (isSwapped ? end : start) > 0
        let east = difference < 0 ? -1.0 : 1
        let mirror = isMirrored ? -1.0 : 1
        let (first, second) = isSwapped ? (end, start) : (start, end)
        let way = Canonical(
            first: Angle(reducing: first * mirror), second: Angle(reducing: second * mirror),
            longitude: Angle(degrees: abs(difference)), radians: abs(difference) * .pi / 180,
            isMeridian: abs(first) == 90 || difference == 0 || difference == 180)
        let solved = way.solved()
        distanceKm = solved.distanceKm
        let bearings = isSwapped ? (solved.second, solved.first) : (solved.first, solved.second)
        let north = isSwapped ? -mirror : mirror
        bearing = Self.bearing(bearings.0, east: east, north: north)
        finalBearing = Self.bearing(bearings.1, east: east, north: north)
    }

    private static func bearing(_ course: Angle, east: Double, north: Double) -> Double {
        wrapped(degrees(atan2(course.sine * east, course.cosine * north)))
    }

    /// The problem with all mirror images made one: reduced latitudes with `first` south and no less than `second`,
    /// and the second point to the east.
    private struct Canonical {
        var first: Angle
        var second: Angle
        var longitude: Angle
        var radians: Double
        var isMeridian: Bool

        struct Solution {
            var distanceKm: Double
            var first: Angle
            var second: Angle
        }

        func solved() -> Solution {
            if isMeridian { return solution(setting: longitude) }
            let isEquator = first.sine == 0 && second.sine == 0
            if isEquator, radians <= .pi * (1 - Geodesic.flattening) {
                let east = Angle(sine: 1, cosine: 0)
                return Solution(distanceKm: Geodesic.equatorialRadiusKm * radians, first: east, second: east)
            }
            // Nearly antipodal points on the equator: the way leads over one of the hemispheres.
            return solution(setting: Angle(radians: bearing(above: isEquator ? .pi / 2 : 0)))
        }

        /// The bearing, between `lowest` and pi, whose geodesic meets the second point's parallel at its longitude.
        ///
        /// There is exactly one; below it the geodesic stays behind, above it runs ahead. False position, with a
        /// halving whenever three steps have not halved the bracket.
        private func bearing(above lowest: Double) -> Double {
            var (low, high) = bracket(above: lowest)
            var width = high.bearing - low.bearing
            for step in 1...150 {
                let isSlow = step % 3 == 0 && high.bearing - low.bearing > width / 2
                if step % 3 == 0 { width = high.bearing - low.bearing }
                let middle = isSlow ? (low.bearing + high.bearing) / 2 : Self.crossing(low, high)
                let excess = excess(of: Angle(radians: middle))
                if abs(excess) < 1e-15 || middle <= low.bearing || middle >= high.bearing { return middle }
                // What stays is drawn nearer to the crossing ("Illinois"), or one end would never move.
                if excess < 0 {
                    low = (middle, excess)
                    high.excess /= 2
                } else {
                    high = (middle, excess)
                    low.excess /= 2
                }
            }
            return (low.bearing + high.bearing) / 2
        }

        /// Around the bearing on the sphere where that will do, which is everywhere but near the antipode.
        private func bracket(
            above lowest: Double
        ) -> (low: (bearing: Double, excess: Double), high: (bearing: Double, excess: Double)) {
            let east = second.cosine * longitude.sine
            let north = first.cosine * second.sine - first.sine * second.cosine * longitude.cosine
            let guess = atan2(east, north)
            let (low, high) = (max(lowest, guess - 0.01), min(.pi, guess + 0.01))
            let around = ((low, excess(of: Angle(radians: low))), (high, excess(of: Angle(radians: high))))
            if around.0.1 < 0, around.1.1 > 0 { return around }
            return ((lowest, -radians), (.pi, .pi - radians))
        }

        /// Where the line through two points crosses nought; half way where that is no number between them.
        private static func crossing(
            _ low: (bearing: Double, excess: Double), _ high: (bearing: Double, excess: Double)
        ) -> Double {
            let guess = low.bearing - low.excess * (high.bearing - low.bearing) / (high.excess - low.excess)
            return guess > low.bearing && guess < high.bearing ? guess : (low.bearing + high.bearing) / 2
        }

        /// By how much the geodesic that sets out on `course` is ahead of the second point when it meets its parallel.
        private func excess(of course: Angle) -> Double {
            let line = Line(from: first, course: course)
            let end = arc(of: line, arriving: arrival(of: line, course))
            let spherical = Angle(sine: line.sine0 * line.start.sine, cosine: line.start.cosine).difference(
                to: Angle(sine: line.sine0 * end.sine, cosine: end.cosine))
            let ahead = atan2(
                spherical.sine * longitude.cosine - spherical.cosine * longitude.sine,
                spherical.cosine * longitude.cosine + spherical.sine * longitude.sine)
            return ahead - line.lag(turn: line.start.turn(to: end), to: end)
        }

        private func solution(setting course: Angle) -> Solution {
            let line = Line(from: first, course: course)
            let arrival = isMeridian ? Angle(sine: 0, cosine: 1) : arrival(of: line, course)
            let end = arc(of: line, arriving: arrival)
            let distance = line.distanceKm(arc: line.start.turn(to: end), to: end)
            return Solution(distanceKm: max(0, distance), first: course, second: arrival)
        }

        private func arc(of line: Line, arriving arrival: Angle) -> Angle {
            Angle(sine: second.sine, cosine: arrival.cosine * second.cosine)
        }

        /// The bearing, north of east or east, at the second point's parallel (5); written so as to keep its digits
        /// where the two latitudes are nearly the same.
        private func arrival(of line: Line, _ course: Angle) -> Angle {
            if first.cosine == second.cosine, abs(second.sine) == -first.sine {
                return Angle(sine: course.sine, cosine: abs(course.cosine))
            }
            let difference =
                first.cosine < -first.sine
                ? (second.cosine - first.cosine) * (first.cosine + second.cosine)
                : (first.sine - second.sine) * (first.sine + second.sine)
            let cosine = (course.cosine * first.cosine * course.cosine * first.cosine + difference)
            return Angle(sine: line.sine0 / second.cosine, cosine: max(0, cosine).squareRoot() / second.cosine)
        }
    }
}
